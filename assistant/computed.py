"""Figures worked out from a note's own figures, proposed beside the draft with the formula; they never enter the text."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from assistant.lexicon import in_group
from assistant.records import Computed

_FRACTION = re.compile(
    r"(?<![\w.,/-])(\d{1,6}(?:,\d+)?)/(\d{1,6}(?:,\d+)?)(?![\w/-]|[.,]\d)(?:\s([^\W\d_]+(?:\s[^\W\d_]+)?))?"
)
_OF = re.compile(
    r"(?<![\w.,/-])(\d[\d.]*)\s([^\d,;%]{2,30}?)\s(?:trên|trong)\s(?:tổng số\s)?(\d[\d.]*)\s([^\d,;%]{2,20})"
)
_FROM_TO = re.compile(
    r"từ (\d[\d.,]*)(%?)([^\d,;]{0,25}?) (?:xuống|lên|đến|còn|xuống còn|lên tới) (\d[\d.,]*)(%?)(?:\s([^\W\d_]+(?:\s[^\W\d_]+)?))?"
)


def propose(text: str) -> tuple[Computed, ...]:
    """Return the percentages and differences that the figures of one note allow."""
    found = [
        _share(match.group(1), match.group(2), match.group(), match.group(3) or "")
        for match in _FRACTION.finditer(text)
    ]
    found += [_share(match.group(1), match.group(3), match.group(), "") for match in _OF.finditer(text)]
    found += [_difference(match) for match in _FROM_TO.finditer(text)]
    return tuple(item for item in found if item is not None)


def _share(part: str, whole: str, quote: str, unit: str) -> Computed | None:
    first, second = _decimal(part), _decimal(whole)
    if first is None or not second or first > second or (second > 31 and first == 0) or _looks_dated(part, whole, unit):
        return None
    said = f"{part}/{whole} {_counted(unit)}".strip() if unit else quote.strip()
    return Computed(_percent(first / second * 100), f"{part}/{whole} = {_percent(first / second * 100)} ({said})")


def _counted(unit: str) -> str:
    """Keep two words of what is counted only where they belong together ("chi đoàn", not "thôn chưa")."""
    known = any(in_group(unit, group) for group in ("agent", "noun", "activity"))
    return unit if known else unit.split()[0]


def _looks_dated(part: str, whole: str, unit: str) -> bool:
    """Day and month, or a month and a year, are no share."""
    return (len(whole) == 4 and whole.startswith(("19", "20"))) or (
        not unit and "," not in part + whole and int(whole) <= 12 and int(part) <= 31
    )


def _difference(match: re.Match[str]) -> Computed | None:
    before, after = _decimal(match.group(1)), _decimal(match.group(4))
    if before is None or after is None or before == after:
        return None
    percent = match.group(2) or match.group(5)
    if not percent and all(1900 < value < 2100 for value in (before, after)):
        return None
    verb = "giảm" if after < before else "tăng"
    size = _render(abs(after - before))
    first, last = f"{match.group(1)}{match.group(2)}", f"{match.group(4)}{match.group(5)}"
    if percent:
        return Computed(f"{verb} {size} điểm phần trăm", f"{verb} {size} điểm phần trăm: {first} -> {last}")
    unit = (match.group(3) or match.group(6) or "").strip()
    share = f" ({_percent(abs(after - before) / before * 100)})" if before else ""
    return Computed(
        f"{verb} {size} {unit}".strip(), f"{verb} {size} {unit}{share}: {first} -> {last}".replace("  ", " ")
    )


def _decimal(text: str) -> Decimal | None:
    plain = text.rstrip(".,")
    plain = plain.replace(".", "") if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", plain) or "," in plain else plain
    try:
        return Decimal(plain.replace(",", "."))
    except ArithmeticError:
        return None


def _percent(value: Decimal) -> str:
    return f"{_render(value)}%"


def _render(value: Decimal) -> str:
    rounded = value.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    plain = f"{rounded:f}".rstrip("0").rstrip(".") if "." in f"{rounded:f}" else f"{rounded:f}"
    whole, _, part = plain.partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{grouped},{part}" if part else grouped
