"""Decide which lines belong to one paragraph: hard-wrapped lines, and sentences that a page break cut in two."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.text import fold

_TERMINAL = re.compile(r"[.;:!?…][\"”’»)\]*_]*$")
_LABEL = re.compile(
    r"(?:[-–—+*•●▪]\s|[-+•](?=\S)|\(?[IVXLC]+[.)\-/:]|\(?\d{1,2}(?:\.\d{1,2})*\s?[.)\-/:](?!\d)|\d{1,2}(?:\.\d{1,2})+\s"
    r"|\(?[a-zđA-ZĐ][.)\-/]\s|(?:phần|chương|mục|điều|phụ lục)\s+(?:thứ\s|[\dIVX]))",
    re.IGNORECASE,
)
_OPEN_END = frozenset(
    [
        "số",
        "và",
        "của",
        "các",
        "những",
        "cho",
        "với",
        "về",
        "theo",
        "tại",
        "trong",
        "trên",
        "dưới",
        "từ",
        "đến",
        "là",
        "do",
        "bởi",
        "như",
        "hoặc",
        "hay",
        "cùng",
        "khi",
        "để",
        "được",
        "bị",
        "đã",
        "đang",
        "sẽ",
        "ngày",
        "tháng",
    ]
)
_CONTENTS = re.compile(r"[.…]{6,}\s*\d{1,3}$")
"""The leader and page number of a line in a table of contents, which only repeats a heading."""
FULL_LINE = 0.75
"""A hard-wrapped line shorter than this share of the usual width ends its paragraph."""


def is_caps(text: str) -> bool:
    """Say whether the letters of a line are (nearly) all capitals."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= 2 and sum(char.isupper() for char in letters) >= 0.85 * len(letters)


def has_label(text: str) -> bool:
    """Say whether a line opens with a heading number, a list mark or "Phần thứ ..."."""
    return bool(_LABEL.match(text))


def ends_open(text: str) -> bool:
    """Say whether a paragraph stops in the middle of a sentence."""
    return bool(text) and not _TERMINAL.search(text.rstrip())


def wrap_width(lengths: Sequence[int]) -> int:
    """Return the line width of a hard-wrapped text, or 0 where every line is a paragraph of its own."""
    filled = sorted(length for length in lengths if length)
    if len(filled) < 8:
        return 0
    width = filled[int(len(filled) * 0.9)]
    near = sum(length >= FULL_LINE * width for length in filled)
    return width if 60 <= width <= 130 and filled[-1] <= 1.35 * width and near >= 0.4 * len(filled) else 0


def continues_line(before: str, after: str, width: int) -> bool:
    """Say whether `after`, the very next line, goes on with the paragraph that ends in the line `before`."""
    if has_label(after) or is_caps(before) != is_caps(after):
        return False
    if after[:1].islower() and ends_open(before):
        return True
    if not width or len(before) < FULL_LINE * width:
        return False
    return not _is_heading_end(before, after)


def _is_heading_end(before: str, after: str) -> bool:
    return is_caps(before) and not is_caps(after)


def continues_page(before: str, after: str) -> bool:
    """Say whether `after`, a paragraph after a gap, is the rest of a sentence that a page break cut in `before`."""
    if not ends_open(before) or is_caps(before) or not after or after[0] in "-–+*•(":
        return False
    if after[0].islower():
        return not re.match(r"[a-zđ]\s?[.)]\s", after) and len(before) > 25
    if has_label(after) and not re.match(r"\d{2,}", after):
        return False
    last = fold_word(before)
    if before.count("(") > before.count(")") or before.count("“") > before.count("”"):
        return len(before) > 40 and not is_caps(after)
    return last in _OPEN_END and len(before) > 40 and not is_caps(after)


def fold_word(text: str) -> str:
    """Return the last word of a text in lowercase, accents kept; "" after punctuation."""
    found = re.search(r"([^\W\d_]+)\s*$", text)
    return found.group(1).lower() if found else ""


def is_rule(text: str) -> bool:
    """Say whether a line carries no letter, digit or blank to fill in: a ruler, a star, a page number between dashes."""
    stripped = fold(text).strip()
    if _CONTENTS.search(stripped[-120:]) and any(char.isalpha() for char in stripped):
        return True
    return not stripped or bool(re.fullmatch(r"[-–—_=*~#\s|\\]+|[-–—]\s*\d{1,4}\s*[-–—]", stripped))
