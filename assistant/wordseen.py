"""Plain values of a Word file as it is shown, whoever made it: paragraphs, pages, tables."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SeenParagraph:
    """A paragraph as it is shown: points for sizes and spacing, millimetres for lengths; `line` in points or in lines."""

    text: str
    size: float
    bold: bool
    italic: bool
    underline: bool
    fonts: frozenset[str]
    colours: frozenset[str]
    highlighted: bool
    align: str
    first_mm: float
    left_mm: float
    right_mm: float
    before: float
    after: float
    line: float
    line_rule: str
    ruled: bool
    drawn: bool
    section: int
    room_mm: float = 0.0
    table: int = -1
    row: int = -1
    column: int = -1
    pages: bool = False


@dataclass(frozen=True, slots=True)
class SeenSection:
    """A run of pages: size, margins, and the paragraphs that stand over and under the text."""

    width_mm: float
    height_mm: float
    top_mm: float
    bottom_mm: float
    left_mm: float
    right_mm: float
    header_mm: float
    title_page: bool
    restart: bool
    headers: tuple[SeenParagraph, ...]
    first_headers: tuple[SeenParagraph, ...]
    footers: tuple[SeenParagraph, ...]


@dataclass(frozen=True, slots=True)
class SeenTable:
    """A table: whether it has borders, repeats its head, and keeps its rows whole."""

    bordered: bool
    rows: int
    head_repeated: bool
    rows_whole: bool


@dataclass(frozen=True, slots=True)
class SeenFile:
    """Everything of a Word file that a layout standard speaks of."""

    paragraphs: tuple[SeenParagraph, ...]
    sections: tuple[SeenSection, ...]
    tables: tuple[SeenTable, ...]
