"""numbering: section numbers that repeat or skip among sisters."""

from __future__ import annotations

import re

from assistant.checks.subject import Subject, finding
from assistant.records import Finding
from knowledge.records import Section

ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}


def check(subject: Subject) -> tuple[Finding, ...]:
    """Flag repeated and skipped numbers; needs the section tree."""
    return tuple(_sisters(subject, subject.document.sections)) if subject.document else ()


def _sisters(subject: Subject, sections: tuple[Section, ...]) -> list[Finding]:
    found: list[Finding] = []
    last: dict[str, int] = {}
    for section in sections:
        style, value = order(section.number)
        if value and style in last and value != last[style] + 1:
            word = "lặp lại" if value <= last[style] else "bỏ cách"
            end = subject.text.find(section.number, section.start) + len(section.number)
            start = end - len(section.number)
            if start >= section.start:
                message = f"Số mục «{section.number}» {word}: mục trước là số {last[style]}."
                found.append(finding(subject, "numbering", "warning", start, end, message))
        if value:
            last[style] = value
        found += _sisters(subject, section.children)
    return found


def order(number: str) -> tuple[str, int]:
    """Return the numbering style and the place in its row: ("roman", 4) for "IV", ("2.", 3) for "2.3", ("", 0) for none."""
    if re.fullmatch(r"[IVXL]+", number):
        values = [ROMAN[c] for c in number]
        return "roman", sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
    match = re.fullmatch(r"((?:\d+\.)*)(\d+)", number)
    if match:
        return match[1] or "arabic", int(match[2])
    if re.fullmatch(r"[A-ZĐ]", number):
        return "letter", "ABCDĐEGHIKLMNOPQRSTUVXY".find(number) + 1
    return "", 0
