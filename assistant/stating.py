"""Rows of the user's figures put into sentences, where the section is one that states figures and no note says them yet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.notes import NoteReading
from assistant.records import Fact
from assistant.subjects import lower_first
from assistant.topics import topics_of
from knowledge.figures import normalise_number, parse_figures, render_number
from knowledge.text import fold

if TYPE_CHECKING:
    from assistant.compose import ComposeRequest

_GENERAL = re.compile(
    r"dien tich|dan so|nhan khau|so ho|ho ngheo|can ngheo|thon|ban|dang vien|chi bo|thu nhap|dan toc|to dan pho|khoang cach|tong so"
)


def fact_sentences(request: ComposeRequest, readings: tuple[NoteReading, ...]) -> tuple[str, ...]:
    """Return at most two sentences that state the facts this section calls for, in the user's own values."""
    wanted = [fact for fact in request.facts if _wanted(fact, request, readings)][:8]
    said = [_phrase(fact) for fact in wanted]
    return tuple("; ".join(said[at : at + 4]) for at in range(0, len(said), 4))


def _wanted(fact: Fact, request: ComposeRequest, readings: tuple[NoteReading, ...]) -> bool:
    if not fact.value.strip() or any(_says(reading, fact) for reading in readings):
        return False
    if request.role == "dac_diem":
        return bool(_GENERAL.search(fold(fact.label)))
    about = set(topics_of(fact.label))
    asked = {key for reading in readings for key in reading.topics[:1]}
    asked |= {key for text in (*request.requirements, request.heading) for key in topics_of(text)[:1]}
    return bool(about & asked)


def _says(reading: NoteReading, fact: Fact) -> bool:
    """A note that carries the same value, or the same label, already speaks for the fact."""
    value = normalise_number(fact.value.strip())
    said = {number for figure in parse_figures(reading.text) for number in figure.value.split("/")}
    return value in said or fold(fact.label) in fold(reading.text)


def _shown(value: str) -> str:
    """Write a plain number with the separators of Vietnamese prose; anything else stays as given."""
    plain = normalise_number(value)
    return render_number(plain) if re.fullmatch(r"\d+(?:\.\d+)?", plain) and not value.startswith("0") else value


def _phrase(fact: Fact) -> str:
    unit = fact.unit.strip()
    value = _shown(fact.value.strip()) + ("" if not unit else unit if unit == "%" else f" {unit}")
    period = fact.period.strip()
    when = (
        f" năm {period}"
        if re.fullmatch(r"\d{4}", period)
        else f" giai đoạn {period}"
        if re.match(r"\d{4}", period)
        else f" {period}"
        if period
        else ""
    )
    return f"{lower_first(fact.label.strip())}{when} là {value}"
