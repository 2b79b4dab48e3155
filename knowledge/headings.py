"""Grammar of heading numbers: "Phần thứ nhất", "A-", "I.", "1.", "2.1.", "a)", "* Thuận lợi:", "Một là:", "PHỤ LỤC 1"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from knowledge.readers.lines import is_caps
from knowledge.text import fold

Style = Literal[
    "annex", "part", "chapter", "letter", "plain_caps", "article", "roman", "arabic", "decimal", "alpha", "bracket", "star",
    "plain", "ordinal", "dash",
]  # fmt: skip
RANK: dict[Style, int] = {
    "annex": 0, "part": 10, "chapter": 15, "letter": 20, "plain_caps": 25, "roman": 30, "article": 35, "arabic": 40,
    "decimal": 50, "alpha": 70, "bracket": 75, "star": 80, "plain": 80, "ordinal": 90, "dash": 99,
}  # fmt: skip
"""The usual order of numbering styles, outermost first; a decimal number adds its depth."""


@dataclass(frozen=True, slots=True)
class Label:
    """The number that opens a line: `number` without its trailing mark, `rest` the line after it, `rank` its usual depth."""

    style: Style
    number: str
    rest: str
    rank: int
    offset: int = 0


_UPPER = "A-ZĐÀ-ỸƠƯĂÂÊÔ"
_ORDINALS = "nhất|hai|ba|bốn|tư|năm|sáu|bảy|tám|chín|mười"
_PATTERNS: tuple[tuple[Style, re.Pattern[str]], ...] = (
    ("annex", re.compile(r"(?P<n>(?:PHỤ LỤC|Phụ lục|PHỤ BIỂU|Phụ biểu|BIỂU SỐ|Biểu số)(?:\s+(?:số\s+|SỐ\s+)?(?:\d{1,2}|[IVX]+|[A-H])(?!\w))?)\s*[:.–-]?\s*(?=$|[^\w\s]|[" + _UPPER + r"])")),
    ("part", re.compile(rf"(?P<n>(?i:phần)\s+(?:(?i:thứ)\s+(?i:{_ORDINALS})|[IVX]+|\d{{1,2}}|[A-H])(?!\w))\s*[:.–-]?\s*")),
    ("chapter", re.compile(r"(?P<n>(?i:chương|mục)\s+(?:[IVX]+|\d{1,2})(?!\w))\s*[:.–-]?\s*(?=$|[" + _UPPER + "])")),
    ("article", re.compile(r"(?P<n>(?:Điều|ĐIỀU)\s+\d{1,3})\s*[:.]\s*")),
    ("roman", re.compile(r"(?P<n>[IVX]{1,6})\s*[.\-–/):]\s*(?=$|[^\d\s])")),
    ("letter", re.compile(r"(?P<n>[A-ZĐ])\s*[.\-–/):]\s*(?=$|[" + _UPPER + "])")),
    ("decimal", re.compile(r"(?P<n>\d{1,2}(?:\.\d{1,2}){1,4})(?![\d,%])\s*[.\-–/):]?\s*(?=$|[" + _UPPER + "“\"(])")),
    ("arabic", re.compile(r"(?P<n>\d{1,2})\s*[.\-–/):]\s*(?=$|[^\W\d_]|[“\"(])")),
    ("alpha", re.compile(r"(?P<n>[a-zđ])\s*[).\-–/]\s+(?=\S)|(?P<m>[a-zđ])\)(?=\S)")),
    ("bracket", re.compile(r"\((?P<n>\d{1,2}|[ivx]+|[a-zđ])\)\s*(?=\S)")),
    ("ordinal", re.compile(rf"(?P<n>(?:Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám|Chín|Mười)\s+là|Thứ\s+(?:{_ORDINALS}))\s*[,:;]\s*")),
    ("star", re.compile(r"\*+\s*(?P<n>)(?=\S)")),
    ("dash", re.compile(r"[-–—+•●▪]+\s*(?P<n>)(?=\S)")),
)  # fmt: skip


def parse_label(text: str, previous_letter: str = "") -> Label | None:
    """Return the number that opens a line, or None; `previous_letter` tells letter C, I, V, X from the Roman number."""
    for style, pattern in _PATTERNS:
        found = pattern.match(text)
        if not found or not _plausible(style, text, found):
            continue
        number = found.group("n") or found.groupdict().get("m") or ""
        if style == "roman" and len(number) == 1 and previous_letter and ord(number) == ord(previous_letter) + 1:
            style = "letter"
        if style == "roman" and not is_roman(number):
            continue
        rank = RANK[style] + (number.count(".") if style == "decimal" else 3 if fold(number).startswith("muc ") else 0)
        return Label(style, number, text[found.end() :].strip(), rank, found.end())
    return None


def _plausible(style: Style, text: str, found: re.Match[str]) -> bool:
    if style == "annex":
        return is_caps(found.group("n")) or len(text) <= 80
    if style == "part":
        return is_caps(found.group("n").split()[0]) or text[0] == "P"
    return True


_ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")


def is_roman(number: str) -> bool:
    """Say whether a number is a well-formed Roman number below forty."""
    return bool(number) and bool(_ROMAN.fullmatch(number))


def opens_series(label: Label) -> bool:
    """Say whether a number is the first of its series (1, I, A, a, 1.1)."""
    return label.number.split(".")[-1] in ("1", "I", "A", "a", "01")


def strip_marks(heading: str) -> str:
    """Drop what trails a heading: a colon, a full stop, a dash; a true ellipsis stays."""
    text = heading.strip()
    while text and (text[-1] in ":;,–-" or (text[-1] == "." and not text.endswith(".."))):
        text = text[:-1].rstrip()
    return text


_TYPE_LINES = {
    "bao cao": "report", "bao cao tong ket": "report", "bao cao so ket": "report", "bao cao tom tat": "report",
    "ke hoach": "guidance", "huong dan": "guidance", "de cuong": "guidance", "de cuong bao cao": "guidance",
    "cong van": "guidance", "chuong trinh": "guidance", "chuong trinh hanh dong": "guidance", "thong tri": "guidance",
    "quyet dinh": "directive", "quy dinh": "directive", "chi thi": "directive", "nghi quyet": "directive",
    "ket luan": "directive", "luat": "directive", "nghi dinh": "directive", "thong tu": "directive", "quy che": "directive",
    "phap lenh": "directive", "thong bao": "directive", "to trinh": "report", "dieu le": "directive", "bien ban": "report",
}  # fmt: skip
_TYPE_START = re.compile(
    "(?:" + "|".join(sorted((re.escape(key) for key in _TYPE_LINES), key=len, reverse=True)) + r")(?!\w)"
)


def type_line(text: str) -> tuple[str, str] | None:
    """Return (type in capitals, rest of the line) where a line is or opens with a document's type in capitals."""
    folded = fold(text).strip(" :.*")
    if folded in _TYPE_LINES and (is_caps(text) or (len(text) < 20 and text[:1].isupper())):
        return text.strip(" :.*").upper(), ""
    found = _TYPE_START.match(fold(text))
    if found and is_caps(text[: found.end()]):
        return text[: found.end()], text[found.end() :].strip(" :")
    return None


def kind_of_type(type_name: str) -> str:
    """Return the kind of document ("guidance", "report", "directive") that a type in capitals belongs to, or ""."""
    found = _TYPE_START.match(fold(type_name))
    return _TYPE_LINES[found.group()] if found else ""
