"""numbering: numbers of sections and table rows that repeat, skip, stand under a stranger or lack their sisters' dot."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.amounts import tables_of
from assistant.checks.subject import Subject, finding
from assistant.records import Finding
from knowledge.records import Section

ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
DOTTED = re.compile(r"^[*_# \t]*((\d{1,2}\.)+\d{1,2})(\.?)(?=[ ]+[*_]*[A-ZĐÀ-Ỹ])", re.MULTILINE)


def check(subject: Subject) -> tuple[Finding, ...]:
    """Flag wrong numbers; sections need the section tree, the dots only the text."""
    sections = _sisters(subject, subject.document.sections, "") if subject.document else []
    return (*sections, *_rows(subject), *_dots(subject))


def _sisters(subject: Subject, sections: tuple[Section, ...], parent: str) -> list[Finding]:
    found: list[Finding] = []
    last: dict[str, int] = {}
    for section in sections:
        style, value = order(section.number)
        if value and style in last and value != last[style] + 1:
            word = "lặp lại" if value <= last[style] else "bỏ cách"
            right = renumbered(section.number, last[style] + 1)
            found += _at(subject, section, f"Số mục «{section.number}» {word}: mục trước là số {last[style]}.", right)
        elif value and parent.isdigit() and "." in section.number and section.number.split(".")[0] != parent:
            right = ".".join([parent, *section.number.split(".")[1:]])
            found += _at(subject, section, f"Số mục «{section.number}» nằm trong mục {parent}.", right)
        if value:
            last[style] = value
        found += _sisters(subject, section.children, section.number)
    return found


def _at(subject: Subject, section: Section, message: str, right: str) -> list[Finding]:
    start = subject.text.find(section.number, section.start, section.start + 40)
    if start < 0:
        return []
    return [finding(subject, "numbering", "warning", start, start + len(section.number), message, right)]


def _rows(subject: Subject) -> Iterator[Finding]:
    """Roman numerals of a table's first column run on; arabic ones begin anew under each."""
    for table in tables_of(subject):
        last: dict[str, int] = {}
        for row in table[1:]:
            style, value = order(row[0].text.strip(" .)")) if row else ("", 0)
            if style not in ("roman", "arabic") or not value or row[0].end == 0:
                continue
            before = last.get(style)
            if before is not None and value != before + 1 and (style == "roman" or value <= before != 1):
                word = "lặp lại" if value <= before else "bỏ cách"
                message = f"Số thứ tự «{row[0].text.strip()}» trong bảng {word}: dòng trước là số {before}."
                right = renumbered(row[0].text.strip(" .)"), before + 1)
                yield finding(subject, "numbering", "warning", row[0].start, row[0].end, message, right)
            last[style] = value
            if style == "roman":
                last.pop("arabic", None)


def _dots(subject: Subject) -> Iterator[Finding]:
    """Sisters "6.1" and "6.2." end alike; the rarer form is wrong, and the bare one where both are as many."""
    groups: dict[str, list[re.Match[str]]] = {}
    for match in DOTTED.finditer(subject.text):
        groups.setdefault(match[1].rpartition(".")[0], []).append(match)
    for sisters in groups.values():
        bare = [m for m in sisters if not m[3]]
        dotted = [m for m in sisters if m[3]]
        if not bare or not dotted:
            continue
        odd, right = (dotted, "") if len(dotted) < len(bare) else (bare, ".")
        for m in odd:
            message = f"Số mục «{m[1]}{m[3]}» viết khác các mục cùng cấp: «{m[1]}{right}»."
            yield finding(subject, "numbering", "warning", m.start(1), m.end(3), message, m[1] + right)


def renumbered(number: str, value: int) -> str:
    """Return a number of the same style with another value: ("III", 4) -> "IV", ("2.3", 2) -> "2.2"."""
    style, _ = order(number)
    if style == "roman":
        return roman(value)
    if style == "letter":
        return "ABCDĐEGHIKLMNOPQRSTUVXY"[value - 1 : value]
    return f"{number.rpartition('.')[0]}.{value}" if "." in number else str(value)


def roman(value: int) -> str:
    """Return a number in Roman figures."""
    text = ""
    for figure, letters in ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while value >= figure:
            text, value = text + letters, value - figure
    return text


def order(number: str) -> tuple[str, int]:
    """Return the numbering style and the place in its row: ("roman", 4) for "IV", ("2.", 3) for "2.3", ("", 0) for none."""
    if re.fullmatch(r"[IVXL]{1,8}", number):
        values = [ROMAN[c] for c in number]
        return "roman", sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
    match = re.fullmatch(r"((?:\d{1,3}\.)*)(\d{1,3})", number, re.ASCII)
    if match:
        return match[1] or "arabic", int(match[2])
    if re.fullmatch(r"[A-ZĐ]", number):
        return "letter", "ABCDĐEGHIKLMNOPQRSTUVXY".find(number) + 1
    return "", 0
