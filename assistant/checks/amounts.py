"""Numbers to calculate with: the exact figures of each sentence of prose, and the cells of tables with their places in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from assistant.checks.subject import Subject
from knowledge.figures import render_number
from knowledge.records import Block, Figure, Section
from knowledge.text import fold
from knowledge.units import unit_base

LONGEST = 12
"""Digits of a figure that is calculated with; longer ones are account numbers or slips of the reader."""
_CELL = re.compile(r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?|-?\d+(?:,\d+)?")


@dataclass(frozen=True, slots=True)
class Amount:
    """An exact quantity: its value, unit and place in the text."""

    value: Decimal
    unit: str
    start: int
    end: int
    quote: str

    @property
    def percent(self) -> bool:
        """Whether it is a percentage."""
        return self.unit.startswith("%")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: its text, its number where it holds nothing else, and its place (0, 0 where not found)."""

    text: str
    value: Decimal | None
    start: int
    end: int


def decimal(value: str) -> Decimal | None:
    """Return a figure's value as a number; None for fractions, ranges and overlong digits."""
    if len(value) > LONGEST:
        return None
    try:
        return Decimal(value)
    except InvalidOperation:
        return None


def amounts(figures: tuple[Figure, ...] | list[Figure]) -> list[Amount]:
    """Return the figures that are one exact number each."""
    pairs = [(figure, decimal(figure.value)) for figure in figures if not figure.approximate]
    return [Amount(v, unit_base(f.unit), f.start, f.end, f.quote) for f, v in pairs if v is not None]


def same_unit(one: str, other: str) -> bool:
    """Tell whether two units count the same things."""
    return bool(one) and fold(one) == fold(other)


def sentences_of(subject: Subject) -> Iterator[tuple[int, int, list[Figure]]]:
    """Yield the sentences of prose that hold figures, with them; table lines are left out."""
    at = 0
    figures = subject.figures
    for start, end in subject.sentences:
        while at < len(figures) and figures[at].start < start:
            at += 1
        inside = []
        while at < len(figures) and figures[at].start < end:
            inside.append(figures[at])
            at += 1
        if inside and not is_row(subject.text[start:end]):
            yield start, end, inside


def is_row(line: str) -> bool:
    """Tell whether a line is a row of a table as readers write it."""
    return "\t" in line or line.lstrip().startswith("|")


def shown(value: Decimal) -> str:
    """Return a number as Vietnamese reports write it."""
    return render_number(format(value.normalize(), "f"))


def percent_of(part: Decimal, whole: Decimal, like: Decimal) -> Decimal:
    """Return part / whole in percent, rounded to as many places as `like` has."""
    places = max(0, -int(like.as_tuple().exponent))
    return (part * 100 / whole).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def near(one: Decimal, other: Decimal) -> bool:
    """Tell whether two rounded numbers are the same but for one unit of their last place."""
    places = min(max(0, -int(x.as_tuple().exponent)) for x in (one, other))
    return abs(one - other) <= Decimal(1).scaleb(-places)


def tables_of(subject: Subject) -> Iterator[tuple[tuple[Cell, ...], ...]]:
    """Yield the tables of the document, each cell with its place in the text."""
    for block in _table_blocks(subject.document.sections if subject.document else ()):
        at = block.start
        rows = []
        for row in block.rows:
            cells = []
            for text in row:
                found = subject.text.find(text, at, block.end) if text.strip() else -1
                place = (found, found + len(text)) if found >= 0 else (0, 0)
                at = place[1] or at
                cells.append(Cell(text, cell_number(text), *place))
            rows.append(tuple(cells))
        yield tuple(rows)


def cell_number(text: str) -> Decimal | None:
    """Return the number that a cell holds alone ("1.205", "51,5%", "05"); None for anything else."""
    bare = text.strip().rstrip("%").strip()
    return decimal(bare.replace(".", "").replace(",", ".")) if _CELL.fullmatch(bare) else None


def _table_blocks(sections: tuple[Section, ...]) -> Iterator[Block]:
    for section in sections:
        yield from (block for block in section.blocks if block.rows)
        yield from _table_blocks(section.children)
