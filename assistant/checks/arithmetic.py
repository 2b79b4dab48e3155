"""arithmetic: a percentage beside its count is worked out again from the whole that the same text gives."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from assistant.checks.subject import Subject, finding
from assistant.records import Finding
from knowledge.figures import render_number
from knowledge.records import Figure
from knowledge.text import fold

REACH = 60
"""Characters between a count and its percentage."""
SHARE = ("chiem", "dat", "ty le", "bang")


def check(subject: Subject) -> tuple[Finding, ...]:
    """Flag "488 hộ, chiếm tỷ lệ 51,59%" where no whole of the paragraph gives that percentage but one comes near it."""
    found = []
    for offset, line in subject.paragraphs():
        figures = [f for f in subject.figures if offset <= f.start < offset + len(line)]
        for before, share in zip(figures, figures[1:], strict=False):
            if share.unit.startswith("%") and not before.unit.startswith("%") and _linked(subject, before, share):
                found += _compare(subject, before, share, figures)
    return tuple(found)


def _linked(subject: Subject, before: Figure, share: Figure) -> bool:
    between = subject.text[before.end : share.start]
    return len(between) <= REACH and "." not in between.strip()[:-1] and any(cue in fold(between) for cue in SHARE)


def _compare(subject: Subject, part: Figure, share: Figure, figures: list[Figure]) -> list[Finding]:
    if "/" in part.value:
        top, _, bottom = part.value.partition("/")
        wholes = [bottom]
        value = _decimal(top)
    else:
        value = _decimal(part.value)
        wholes = [f.value for f in figures if f.start < part.start and fold(f.unit)[:2] == fold(part.unit)[:2]]
    stated = _decimal(share.value)
    if value is None or stated is None or stated == 0:
        return []
    places = max(0, -int(stated.as_tuple().exponent))
    rates = {w: rate for w in wholes if (rate := _percent(value, _decimal(w), places)) is not None}
    if not rates or any(abs(rate - stated) <= Decimal(1).scaleb(-places) for rate in rates.values()):
        return []
    whole, rate = min(rates.items(), key=lambda pair: abs(pair[1] - stated))
    if "/" not in part.value and abs(rate - stated) > stated / 4:
        return []
    right = f"{render_number(str(rate))}%"
    formula = f"{render_number(str(value))} / {render_number(whole)} = {right}"
    message = f"Tỷ lệ «{share.quote}» không khớp với số đếm: {formula}."
    return [finding(subject, "arithmetic", "error", share.start, share.end, message, right)]


def _percent(part: Decimal, whole: Decimal | None, places: int) -> Decimal | None:
    if whole is None or whole <= 0 or part > whole:
        return None
    return (part * 100 / whole).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _decimal(value: str) -> Decimal | None:
    try:
        return Decimal(value)
    except InvalidOperation:
        return None
