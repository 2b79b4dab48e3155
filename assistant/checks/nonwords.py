"""spelling: letters that no Vietnamese syllable is made of: a tone mark on the wrong vowel, words run together."""

from __future__ import annotations

import re

from assistant.checks.subject import Subject, finding
from assistant.records import Finding
from knowledge.phonotactics import is_syllable, with_tone_moved
from knowledge.syllables import load_model
from knowledge.text import fold

WORD = re.compile(r"(?<![\w'’.-])[^\W\d_]{2,}(?![\w'’]|-\w)")
TONES = re.compile(r"[àáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]")
KNOWN = 20
"""A form that official texts hold this often is a name or a loan-word ("Đắk", "axít")."""


def check(subject: Subject) -> tuple[Finding, ...]:
    """Flag accented words that are no syllables; capitalised ones may be names of peoples and places and are left alone."""
    found = []
    for match in WORD.finditer(subject.text):
        word = match.group()
        form = word.lower()
        if word.isascii() or is_syllable(form) or not (word.islower() or _opens_line(subject.text, match.start())):
            continue
        if right := _meant(form):
            expected = right[:1].upper() + right[1:] if word[0].isupper() else right
            message = f"«{word}» không phải âm tiết tiếng Việt; có thể là «{expected}»."
            found.append(finding(subject, "spelling", "warning", match.start(), match.end(), message, expected))
        elif word.islower() and TONES.search(form) and load_model().single(form) < KNOWN:
            message = f"«{word}» không phải âm tiết tiếng Việt; kiểm tra lại chính tả."
            found.append(finding(subject, "spelling", "warning", match.start(), match.end(), message))
    return tuple(found)


def _meant(form: str) -> str:
    """Return what a form that is no syllable must be: its tone moved, two words parted, or a common form of its letters."""
    if moved := with_tone_moved(form):
        return moved
    model = load_model()
    if model.single(form) >= KNOWN:
        return ""
    halves = [(model.pair(form[:i], form[i:]), f"{form[:i]} {form[i:]}") for i in range(1, len(form))]
    times, parted = max(halves, default=(0.0, ""))
    if times >= 3 and not form.isascii():
        return parted
    forms = model.alike.get(fold(form), ())
    return max(forms, key=model.single) if TONES.search(form) and forms else ""


def _opens_line(text: str, start: int) -> bool:
    before = text[max(0, start - 3) : start]
    return start == 0 or before.endswith(("\n", ". ", "- ", "+ "))
