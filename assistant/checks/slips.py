"""spelling: a real syllable in the wrong place ("tạo chuyên biến" for "chuyển biến"), seen by what stands around it."""

from __future__ import annotations

import math

from assistant.checks.subject import Subject, finding
from assistant.records import Finding
from knowledge.phonotactics import is_syllable
from knowledge.syllables import GAP, Syllable, SyllableModel, load_model, read_runs

MARGIN, EVIDENCE, COMMON, BIAS = 0.69, 0.17, 0.37, -6.53
"""Weights fitted on held-out official texts with planted slips: what the other syllable gains, how often its triple
stands, how common the written one is elsewhere."""
LEAST = 3.6
SETTLED = 8
"""A syllable whose pairs on both sides stand this often is left alone."""
MOST_GAIN = 14.0

Frame = tuple[str, str, str, str, str]


def check(subject: Subject) -> tuple[Finding, ...]:
    """Flag syllables for which a near one fits its neighbours far better; names and abbreviations are left alone."""
    model = load_model()
    found = []
    for run in read_runs(subject.text):
        forms = [GAP, GAP, *(s.form for s in run), GAP, GAP]
        for at, syllable in enumerate(run):
            frame = (forms[at], forms[at + 1], forms[at + 2], forms[at + 3], forms[at + 4])
            if not _settled(model, frame) and _ordinary(run, at) and (right := better(model, frame)):
                message = (
                    f"«{_context(run, at)}»: có thể là «{right}» thay cho «{syllable.written}» (xét theo từ đứng cạnh)."
                )
                expected = _like(syllable.written, right)
                found.append(finding(subject, "spelling", "warning", syllable.start, syllable.end, message, expected))
    return tuple(found)


def better(model: SyllableModel, frame: Frame) -> str:
    """Return the syllable that the middle of the frame must be a slip for; "" where it may stand."""
    written = frame[2]
    own = _cost(model, frame, written)
    cost, right = min(((_cost(model, frame, c), c) for c in model.candidates(written)), default=(own, ""))
    if own - cost < 2:
        return ""
    a, b, _, d, e = frame
    seen = max(model.triple(a, b, right), model.triple(b, right, d), model.triple(right, d, e))
    score = MARGIN * min(own - cost, MOST_GAIN) + EVIDENCE * math.log1p(seen)
    return right if score + COMMON * math.log1p(model.single(written)) + BIAS > LEAST else ""


def _cost(model: SyllableModel, frame: Frame, word: str) -> float:
    a, b, _, d, e = frame
    return model.surprise((a, b), word) + model.surprise((b, word), d) + model.surprise((word, d), e)


def _settled(model: SyllableModel, frame: Frame) -> bool:
    return model.pair(frame[1], frame[2]) >= SETTLED and model.pair(frame[2], frame[3]) >= SETTLED


def _ordinary(run: list[Syllable], at: int) -> bool:
    """Tell whether the syllable is an ordinary word: no number, abbreviation, foreign word or part of a name."""
    written = run[at].written
    if not is_syllable(run[at].form):
        return False
    if written.islower():
        return True
    if written.isupper() and len(written) > 1:
        return all(s.written.isupper() or s.form == "#" for s in run) and len(run) > 2
    follows = at + 1 < len(run) and not run[at + 1].written[:1].isupper()
    return follows and (at == 0 or not run[at - 1].written[:1].isupper())


def _context(run: list[Syllable], at: int) -> str:
    return " ".join(s.written for s in run[max(0, at - 1) : at + 2])


def _like(written: str, right: str) -> str:
    if written.isupper() and len(written) > 1:
        return right.upper()
    return right[:1].upper() + right[1:] if written[:1].isupper() else right
