"""The slot that a figure, a date or a blank of a form becomes: the unit stays and gives the slot its name."""

from __future__ import annotations

import re

from knowledge.records import DateMention, Figure
from knowledge.units import measure_at

_DATE_LEAD = re.compile(r"(?:ngày|năm học|năm|giai đoạn|nhiệm kỳ|thời kỳ|tháng|quý)(?=\s)", re.IGNORECASE)
_NUMBER_PART = re.compile(r"\d[\d.,/\s–-]*\d|\d")
_AREAS = frozenset(("ha", "m2", "m²", "km2", "km²", "sào", "mẫu", "hécta"))
_LENGTHS = frozenset(("km", "m", "mét", "ki-lô-mét"))
_BEFORE_BLANK = re.compile(
    r"(?:^|\W)(xã|huyện|tỉnh|thôn|đồng chí|ông|bà|phía|nghị quyết|quyết định|kế hoạch|công văn)$"
)
_BLANK_NAMES = {"đồng chí": "họ tên", "ông": "họ tên", "bà": "họ tên", "phía": "hướng"}
_PLACE_WORDS = frozenset(("xã", "huyện", "tỉnh", "thôn"))


def figure_slot(figure: Figure) -> str:
    """Keep the unit as written and name the slot by it: "12 chi bộ" -> "[số chi bộ] chi bộ"."""
    number = _NUMBER_PART.match(figure.quote)
    if number and ".." in figure.value:
        rest = re.sub(r"^.*\d", "", figure.quote).strip()
        name = quantity_name(figure.unit, rest)
        return _joined(f"[{name}] đến [{name}]", rest)
    rest = _unit_as_written(figure, number)
    if "/" in figure.value:
        return _joined("[số đạt được]/[tổng số]" if number else "[tỷ lệ]", rest)
    return _joined(f"[{quantity_name(figure.unit, rest)}]", rest)


def date_slot(date: DateMention) -> str | None:
    """Write a date by the precision it has; None keeps a national day without a year ("27/7")."""
    lead_match = _DATE_LEAD.match(date.quote)
    lead = lead_match.group() if lead_match else ""
    if date.value.startswith("--") and ".." not in date.value:
        return None if re.search(r"[/-]", date.quote) else "[ngày tháng]"
    if ".." in date.value:
        if lead.lower() == "ngày":
            return f"{lead} [ngày tháng năm] đến ngày [ngày tháng năm]"
        name = {"nhiệm kỳ": "nhiệm kỳ", "quý": "quý, năm"}.get(lead.lower(), "giai đoạn")
        return f"{lead} [{name}]".strip()
    name = {10: "ngày tháng năm", 7: "tháng, năm"}.get(len(date.value), "năm")
    return f"{lead} [{name}]".strip()


def blank_slot(plain: str, start: int, end: int) -> str:
    """Name a blank of a form by the words around it; `plain` is lowercase with tones in one place."""
    before, after = plain[:start].rstrip(), plain[end:].lstrip()
    led = _BEFORE_BLANK.search(before)
    if led:
        word = led.group(1)
        default = f"tên {word}" if word in _PLACE_WORDS else "số, ký hiệu văn bản"
        return f"[{_BLANK_NAMES.get(word, default)}]"
    if after.startswith("%"):
        return "[tỷ lệ]"
    measure = measure_at(plain, end, accented=True)
    if measure:
        return f"[{quantity_name(measure.name, measure.name)}]"
    if re.match(r"(?:là xã|nằm)\b", after):
        return "[tên xã]"
    return "[ngày tháng năm]" if before.endswith(("ngày", "tháng", "năm")) else "[số liệu]"


def quantity_name(unit: str, rest: str) -> str:
    """Name what is counted: "tỷ lệ", "số tiền", "diện tích", or "số" and the unit."""
    base = unit.partition("/")[0].strip()
    if base == "%":
        return "tỷ lệ"
    if "đồng" in base.split() or base in {"nghìn", "triệu", "tỷ"}:
        return "số tiền"
    if base in _AREAS:
        return "diện tích"
    if base in _LENGTHS:
        return "chiều dài"
    if base == "điểm phần trăm":
        return "mức chênh lệch"
    return f"số {rest.lower()}" if rest else "số liệu"


def _unit_as_written(figure: Figure, number: re.Match[str] | None) -> str:
    if number:
        rest = figure.quote[number.end() :].strip()
    elif figure.unit and figure.quote.lower().endswith(figure.unit.lower()):
        rest = figure.quote[-len(figure.unit) :].strip()
    else:
        rest = figure.unit
    return figure.unit if "đồng" in figure.unit and rest != figure.unit else rest


def _joined(slot: str, unit: str) -> str:
    return slot + unit if unit.startswith("%") else f"{slot} {unit}".rstrip()
