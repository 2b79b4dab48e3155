"""Find dates and periods in Vietnamese text and give them ISO values to the precision written.

Values: "2009-12-08", "2013-12", "2019", "--07-27" (no year), and periods "2009..2019", "2013-12..2023-12"; a quarter or half
of a year is its months ("2023-04..2023-06"). A date that cannot be (31/02/2020) keeps its parts, so that a check can say so.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from knowledge.records import DateMention
from knowledge.text import flatten, nfc

_Y = r"((?:1[89]|20)\d\d)"
_S = r"\s{0,3}"
_BEFORE = r"(?<!\w)(?<!\d[.,/-])"
_AFTER = r"(?!\w|[.,/-]\d)"
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_MONTH_COUNTS = {"sau": 6, "chin": 9}
_FEASTS = (
    "27-07 18-11 20-11 30-04 22-12 26-03 19-05 19-08 20-10 28-06 28-07 13-10 14-10 15-10 08-03 02-09 01-05 01-06 03-02"
)
_HOLIDAYS = frozenset(_FEASTS.split())

_Reader = Callable[[re.Match[str]], str | None]


def _day_parts(match: re.Match[str]) -> str | None:
    day, _, month, year = match.groups()
    return f"{year}-{int(month):02}-{int(day):02}"


def _day(match: re.Match[str]) -> str | None:
    day, month, year = match.groups()
    return f"{year}-{int(month):02}-{int(day):02}"


def _short_year(match: re.Match[str]) -> str | None:
    day, month, year = match.groups()
    return f"20{year}-{int(month):02}-{int(day):02}"


def _day_of_month(match: re.Match[str]) -> str | None:
    day, month = match.groups()
    return f"--{int(month):02}-{int(day):02}" if 1 <= int(month) <= 12 and 1 <= int(day) <= 31 else None


def _holiday(match: re.Match[str]) -> str | None:
    day, month = match.groups()
    return f"--{int(month):02}-{int(day):02}" if f"{int(day):02}-{int(month):02}" in _HOLIDAYS else None


def _month(match: re.Match[str]) -> str | None:
    month, year = match.groups()
    return f"{year}-{int(month):02}" if 1 <= int(month) <= 12 else None


def _months(first: int, last: int, year: str | None) -> str:
    stem = year or "-"
    return f"{stem}-{first:02}..{stem}-{last:02}"


def _quarter(match: re.Match[str]) -> str | None:
    number = _QUARTERS.get(match.group(1)) or int(match.group(1))
    return _months(number * 3 - 2, number * 3, match.group(2))


def _part_of_year(match: re.Match[str]) -> str | None:
    count = _MONTH_COUNTS.get(match.group(1)) or int(match.group(1))
    return _months(1, count, match.group(3)) if match.group(2) == "dau" else _months(13 - count, 12, match.group(3))


def _days(match: re.Match[str]) -> str | None:
    first, last, month, year = match.groups()
    stem = f"{year or '-'}-{int(month):02}"
    return f"{stem}-{int(first):02}..{stem}-{int(last):02}" if 1 <= int(month) <= 12 else None


def _years(match: re.Match[str]) -> str | None:
    return f"{match.group(1)}..{match.group(2)}"


def _year(match: re.Match[str]) -> str | None:
    return match.group(1)


_BLANK = r"[.…_\s]{1,30}"
_RULES: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(_BEFORE + pattern + _AFTER), reader)
    for pattern, reader in (
        (rf"(?:ngay{_S})?(\d{{1,2}}){_S}([/.-]){_S}(\d{{1,2}}){_S}\2{_S}{_Y}", _day_parts),
        (rf"ngay{_BLANK}thang{_BLANK}nam{_S}{_Y}", _year),
        (rf"ngay{_BLANK}[/-]{_BLANK}[/-]{_S}{_Y}", _year),
        (rf"(?:ngay{_S})?(\d{{1,2}}){_S}-{_S}(\d{{1,2}})/(\d{{1,2}})/{_Y}", _days),
        (rf"ngay{_S}(\d{{1,2}}){_S}-{_S}(\d{{1,2}})/(\d{{1,2}})(?!/)()", _days),
        (rf"(?:ngay{_S})?(\d{{1,2}}){_S}thang{_S}(\d{{1,2}}){_S},?{_S}nam{_S}{_Y}", _day),
        (rf"(?:ngay{_S})?(\d{{1,2}}){_S}thang{_S}(\d{{1,2}}){_S}/{_S}{_Y}", _day),
        (rf"ngay{_S}(\d{{1,2}})[/-](\d{{1,2}})[/-](\d\d)", _short_year),
        (rf"(?:(?:giai doan|nhiem ky|nam hoc|nam|thoi ky|nien khoa){_S})?{_Y}{_S}-{_S}(?:nam{_S})?{_Y}", _years),
        (rf"(?:thang{_S}|t\.?)?(\d{{1,2}}){_S}[/-]{_S}{_Y}", _month),
        (rf"thang{_S}(\d{{1,2}}){_S},?{_S}nam{_S}{_Y}", _month),
        (rf"quy{_S}(iv|i{{1,3}}|[1-4])(?:{_S}[/-]{_S}|{_S},?{_S}nam{_S}|{_S}){_Y}", _quarter),
        (rf"0?(3|6|9|sau|chin){_S}thang{_S}(dau|cuoi){_S}nam(?:{_S}{_Y})?", _part_of_year),
        (rf"ngay{_S}(\d{{1,2}}){_S}[/-]{_S}(\d{{1,2}})", _day_of_month),
        (rf"(?:ngay{_S})?(\d{{1,2}}){_S}thang{_S}(\d{{1,2}})", _day_of_month),
        (r"(\d{1,2})/(\d{1,2})(?!\s?%|\s{1,2}(?:ky|ho|xa|thon|to|chi|dang|cuoc|buoi|tieu|nguoi)\b)", _holiday),
        (rf"nam{_S}{_Y}", _year),
        (rf"(?<=\btu )(?:nam )?{_Y}", _year),
        (rf"(?<=\bden )(?:nam )?{_Y}", _year),
        (rf"(?<=\bsau ){_Y}", _year),
        (rf"(?<=\btruoc ){_Y}", _year),
    )
)
_JOIN = re.compile(r"\s{0,3}(?:-\s{0,3}|(?:den|toi|den het|cho den)\s{1,3}(?:het\s{1,3})?)")


def parse_dates(text: str) -> tuple[DateMention, ...]:
    """Return the dates and periods of the text in order; spans are in `nfc(text)`."""
    text = nfc(text)
    flat = flatten(text)
    taken = bytearray(len(flat))
    atoms: list[tuple[int, int, str]] = []
    for pattern, reader in _RULES:
        for match in pattern.finditer(flat):
            value = reader(match)
            if value is None or any(taken[match.start() : match.end()]):
                continue
            taken[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
            atoms.append((match.start(), match.end(), value))
    return tuple(DateMention(value, text[start:end], start, end) for start, end, value in _join(flat, sorted(atoms)))


def _join(flat: str, atoms: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Make one period of two single dates with "-" or "đến" between them."""
    joined: list[tuple[int, int, str]] = []
    for start, end, value in atoms:
        if joined and ".." not in value:
            first_start, first_end, first = joined[-1]
            if ".." not in first and _JOIN.fullmatch(flat, first_end, start):
                joined[-1] = first_start, end, f"{first}..{value}"
                continue
        joined.append((start, end, value))
    return joined
