"""Makes Word tables: the borderless two-column ones of heading and signature, and tables of figures with repeated heads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.layouts import Face, Layout
from assistant.markup import clean, pieces_of
from assistant.textwidth import width_mm
from assistant.wordparts import element
from assistant.wordxml import Shape, paragraph, run, twips

MERGE_LEFT, MERGE_UP = "<<", "^^"
"""A cell with one of these texts belongs to the cell on its left, or above it."""

_NUMBER = re.compile(r"^[-−+]?\d[\d.,\s]*(?:/\d[\d.,]*)?\s*%?$|^[-–—]$")
_TOTAL = re.compile(r"^(?:tổng(?: cộng| số)?|cộng)\s*:?$", re.IGNORECASE)
_ORDINAL = re.compile(r"^(?:stt|tt|số tt)$", re.IGNORECASE)
_PADDING_MM = 1.9
_LONGEST_NUMBER = 40
_TALLEST_ROW = 1500
"""Characters of a cell beyond which its row may be split: LibreOffice cuts off what is taller than a page."""
_WIDEST_PORTRAIT = 9
Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class FrameCell:
    """A cell of a borderless table: its paragraphs, and how many columns it spreads over."""

    content: Sequence[Any]
    span: int = 1


def frame(widths: Sequence[float], *rows: Sequence[FrameCell]) -> Any:
    """Make a borderless table of unsplit rows, `widths` in millimetres."""
    lines = []
    for row in rows:
        cells, at = [], 0
        for cell in row:
            width = sum(twips(width) for width in widths[at : at + cell.span])
            span = element("gridSpan", val=cell.span) if cell.span > 1 else None
            properties = element("tcPr", element("tcW", w=width, type="dxa"), span)
            cells.append(element("tc", properties, *(cell.content or [paragraph()])))
            at += cell.span
        lines.append(element("tr", element("trPr", element("cantSplit")), *cells))
    return element("tbl", _properties(widths, borders=False), _grid(widths), *lines)


def squared(rows: Rows) -> Rows:
    """Return the rows cleaned, without empty ones, all as long as the longest."""
    cleaned = [tuple(clean(cell).strip() for cell in row) for row in rows]
    cleaned = [row for row in cleaned if any(row)]
    longest = max((len(row) for row in cleaned), default=0)
    return tuple(row + ("",) * (longest - len(row)) for row in cleaned)


def is_wide(rows: Rows, layout: Layout) -> bool:
    """Tell whether a table needs a landscape page: many columns, or words that do not fit side by side."""
    table = squared(rows)
    columns = len(table[0]) if table else 0
    return columns > _WIDEST_PORTRAIT or sum(_least(table, i, layout.table) for i in range(columns)) > layout.text_mm


def data_table(rows: Rows, layout: Layout, room: float, *, draft: bool) -> Any:
    """Make a table with borders: heads bold, centred and repeated on each page, rows unsplit, figures on the right."""
    table = squared(rows)
    if not table:
        return None
    heads = _head_rows(table)
    widths = _widths(table, layout.table, room)
    aligns = tuple(_column_align(table, index, heads) for index in range(len(widths)))
    body = [_row(table, index, heads, widths, aligns, layout, draft) for index in range(len(table))]
    return element("tbl", _properties(widths, borders=True), _grid(widths), *body)


def _properties(widths: Sequence[float], *, borders: bool) -> Any:
    lines = None
    if borders:
        sides = ("top", "left", "bottom", "right", "insideH", "insideV")
        lines = element("tblBorders", *(element(side, val="single", sz=4, space=0, color="auto") for side in sides))
    padding = twips(_PADDING_MM) if borders else 0
    margins = element("tblCellMar", element("left", w=padding, type="dxa"), element("right", w=padding, type="dxa"))
    return element(
        "tblPr",
        element("tblW", w=sum(twips(width) for width in widths), type="dxa"),
        element("jc", val="center" if borders else "left"),
        lines,
        element("tblLayout", type="fixed"),
        margins,
    )


def _grid(widths: Sequence[float]) -> Any:
    return element("tblGrid", *(element("gridCol", w=twips(width)) for width in widths))


def _row(
    table: Rows, index: int, heads: int, widths: Sequence[float], aligns: Sequence[str], layout: Layout, draft: bool
) -> Any:
    cells = table[index]
    head = index < heads
    total = not head and any(_TOTAL.match(cell) for cell in cells[:2])
    face = replace(layout.table, bold=True) if head or total else layout.table
    whole = element("cantSplit") if max(map(len, cells)) < _TALLEST_ROW else None
    row = element("tr", element("trPr", whole, element("tblHeader") if head else None))
    column = 0
    while column < len(cells):
        span = 1
        while column + span < len(cells) and cells[column + span] == MERGE_LEFT:
            span += 1
        align = "center" if head or span > 1 else aligns[column]
        properties = element(
            "tcPr",
            element("tcW", w=sum(twips(width) for width in widths[column : column + span]), type="dxa"),
            element("gridSpan", val=span) if span > 1 else None,
            _vertical_merge(table, index, column),
            element("vAlign", val="center"),
        )
        text = "" if cells[column] in (MERGE_UP, MERGE_LEFT) else cells[column]
        row.append(element("tc", properties, *_cell_paragraphs(text, face, align, head and index + 1 < heads, draft)))
        column += span
    return row


def _vertical_merge(table: Rows, index: int, column: int) -> Any:
    if table[index][column] == MERGE_UP and index:
        return element("vMerge")
    below = table[index + 1][column] if index + 1 < len(table) else ""
    return element("vMerge", val="restart") if below == MERGE_UP else None


def _cell_paragraphs(text: str, face: Face, align: str, keep: bool, draft: bool) -> list[Any]:
    shape = Shape(align=align, before=2, after=2, keep_next=keep)
    paragraphs = []
    for line in text.split("\n"):
        runs = [
            run(piece.text, face, highlight="yellow" if draft and piece.kind == "slot" else "")
            for piece in pieces_of(line)
        ]
        paragraphs.append(paragraph(*runs, shape=shape, style="TableText"))
    return paragraphs


def _head_rows(table: Rows) -> int:
    heads = 1
    while heads < len(table) - 1 and MERGE_UP in table[heads] and heads < 3:
        heads += 1
    return heads


def _column_align(table: Rows, column: int, heads: int) -> str:
    if any(_ORDINAL.match(row[column]) for row in table[:heads]):
        return "center"
    values = [row[column] for row in table[heads:] if row[column] not in ("", MERGE_LEFT, MERGE_UP)]
    numbers = sum(1 for value in values if len(value) < _LONGEST_NUMBER and _NUMBER.match(value))
    return "right" if values and numbers * 2 > len(values) else "left"


def _own_texts(table: Rows, column: int) -> list[str]:
    """Return the texts of a column, those apart that spread over the columns on the right."""
    return [row[column] for row in table if row[column + 1 : column + 2] != (MERGE_LEFT,)]


def _least(table: Rows, column: int, face: Face) -> float:
    words = (word for text in _own_texts(table, column) for word in text.split()[:200])
    return max((width_mm(word, face.size, bold=True) for word in words), default=0.0) + 2 * _PADDING_MM + 0.6


def _natural(table: Rows, column: int, face: Face) -> float:
    lines = (line[:400] for text in _own_texts(table, column) for line in text.split("\n"))
    return max((width_mm(line, face.size, bold=True) for line in lines), default=0.0) + 2 * _PADDING_MM + 0.6


def _widths(table: Rows, face: Face, room: float) -> list[float]:
    """Share `room` among the columns: what each text needs on one line, else its longest word and a share of the rest."""
    columns = range(len(table[0]))
    least = [min(_least(table, column, face), room) for column in columns]
    natural = [_natural(table, column, face) for column in columns]
    if sum(natural) <= room:
        texts = [
            width if _column_align(table, column, 1) == "left" else 0.0
            for column, width in zip(columns, natural, strict=True)
        ]
        texts = texts if any(texts) else natural
        return [width + (room - sum(natural)) * text / sum(texts) for width, text in zip(natural, texts, strict=True)]
    if sum(least) >= room:
        return [width * room / sum(least) for width in least]
    wishes = [max(0.0, wish - width) ** 0.5 for wish, width in zip(natural, least, strict=True)]
    spare = room - sum(least)
    return [width + spare * wish / sum(wishes) for width, wish in zip(least, wishes, strict=True)]
