"""Lines with several cells -> rows of a table, over lines and pages; the columns of a letterhead one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.readers.lines import is_rule
from knowledge.readers.pdf_lines import PageLine, width_of
from knowledge.readers.word_tables import is_layout
from knowledge.records import Block

DASH = re.compile(r"[-–+•●▪]\s*\S")
"""How a list item opens."""

_APART = 14.0
"""Points between the left edges of two columns at least."""


def columns_of(lines: Sequence[PageLine]) -> tuple[float, ...]:
    """Return the left edges of the columns: starts of cells that lie close together are one column."""
    starts = sorted(cell.x for line in lines for cell in line.cells)
    edges: list[float] = []
    for x in starts:
        if not edges or x - edges[-1] > _APART:
            edges.append(x)
    widest = max(lines, key=lambda line: len(line.cells))
    sure = [cell.x for cell in widest.cells]
    counts = [sum(abs(x - edge) <= _APART for x in starts) for edge in edges]
    return tuple(
        edge
        for edge, count in zip(edges, counts, strict=True)
        if count > 1 or len(lines) <= 2 or any(abs(x - edge) <= _APART for x in sure)
    )


def rows_of(lines: Sequence[PageLine]) -> tuple[tuple[str, ...], ...]:
    """Return the rows; lines of one row stand closer than rows do, or go on where a word did not fit any more."""
    columns = columns_of(lines)
    if not columns:
        return ()
    gaps = [first.y - second.y for first, second in zip(lines, lines[1:], strict=False)]
    tight = min((gap for gap in gaps if gap > 0), default=0.0)
    apart = any(gap > 1.3 * tight for gap in gaps)
    rows: list[list[str]] = []
    ends: list[float] = []
    for line, gap in zip(lines, [1e9, *gaps], strict=True):
        row, places = _cells(line, columns)
        wrapped = _is_wrapped(rows[-1], ends, row, columns, line.size) if rows else False
        if rows and 0 < gap <= 1.2 * tight and (apart or wrapped):
            rows[-1] = [f"{old} {new}".strip() for old, new in zip(rows[-1], row, strict=True)]
            ends = [place or end for place, end in zip(places, ends, strict=True)]
        else:
            rows.append(row)
            ends = places
    return tuple(tuple(row) for row in rows)


def _cells(line: PageLine, columns: tuple[float, ...]) -> tuple[list[str], list[float]]:
    """Return the text of each column and where it ends; a piece that starts at no column belongs to the piece before."""
    row = [""] * len(columns)
    ends = [0.0] * len(columns)
    place = 0
    for piece in line.pieces or line.cells:
        before = [at for at, edge in enumerate(columns) if edge <= piece.x + _APART]
        place = max(place, before[-1] if before else 0)
        row[place] = f"{row[place]} {piece.text}".strip()
        ends[place] = piece.end
    return row, ends


def _is_wrapped(above: list[str], ends: list[float], row: list[str], columns: tuple[float, ...], size: float) -> bool:
    """Say whether a line only goes on with cells of the row above whose next word found no room in its column."""
    filled = [at for at, cell in enumerate(row) if cell]
    if not filled or len(filled) == len(row) or not all(above[at] for at in filled):
        return False
    for at in filled:
        first = row[at].split()[0]
        room = columns[at + 1] - ends[at] if at + 1 < len(columns) else 0.0
        if not first[0].islower() and room > width_of(f" {first}", size) + 0.9 * size:
            return False
    return True


def split_columns(lines: Sequence[PageLine]) -> list[str]:
    """Return the texts of a two-column block (letterhead, signature), the left column first."""
    columns = columns_of(lines)
    middle = (min(line.x for line in lines) + max(line.end for line in lines)) / 2
    edge = min((x for x in columns if x > middle - 60), default=middle)
    left: list[str] = []
    right: list[str] = []
    for line in lines:
        for cell in line.cells:
            (right if cell.x >= edge - _APART else left).append(cell.text)
    return left + right


def join_tables(blocks: Iterator[Block]) -> Iterator[Block]:
    """Join tables that follow each other with the same columns: one table cut by a page; a repeated head is dropped."""
    before: Block | None = None
    for block in blocks:
        if before and before.rows and block.rows and len(before.rows[0]) == len(block.rows[0]):
            again = block.rows[1:] if block.rows[0] == before.rows[0] else block.rows
            before = replace(before, rows=_with_cut_row(before.rows, again))
            continue
        if before:
            yield before
        before = block
    if before:
        yield before


def _with_cut_row(
    above: tuple[tuple[str, ...], ...], below: tuple[tuple[str, ...], ...]
) -> tuple[tuple[str, ...], ...]:
    """Join the rows of two pages; a first row that only fills inner cells of a full row above is the rest of that row."""
    last, first = above[-1], below[0] if below else ()
    rest = [cell for cell in first if cell]
    cut = len(rest) >= 2 and all(last) and not first[0] and not first[-1] and not any(DASH.match(cell) for cell in rest)
    if not cut:
        return above + below
    joined = tuple(f"{old} {new}".strip() for old, new in zip(last, first, strict=True))
    return (*above[:-1], joined, *below[1:])


def table_height(page: list[PageLine], at: int) -> int:
    """Return how many lines from here on are rows of one table or of a two-column block, 0 where none begins."""
    if not _is_row(page[at]):
        return 0
    end, last = at, at
    columns = [cell.x for cell in page[at].cells]
    while end < len(page):
        line = page[end]
        if len(line.cells) >= 2:
            last = end
            columns += [cell.x for cell in line.cells]
        elif not any(abs(line.x - x) < 6 for x in columns[1:]) and not _beside(page, end, columns):
            break
        end += 1
    return end - at if last > at else int(len(page[at].cells) >= 2)


def _is_row(line: PageLine) -> bool:
    """Say whether a line can open a table: cells clearly apart, not only the wide spaces of justified text."""
    return len(line.cells) >= 3 or (len(line.cells) == 2 and line.gap >= 1.5 * line.size)


def _beside(page: list[PageLine], at: int, columns: list[float]) -> bool:
    """Say whether a one-cell line stands between rows of the table: another row follows within three lines."""
    follows = any(len(line.cells) >= 2 and abs(line.x - columns[0]) < 40 for line in page[at + 1 : at + 4])
    return follows and any(abs(page[at].x - x) < 6 for x in columns)


def table_blocks(lines: list[PageLine]) -> Iterator[Block]:
    """Yield the table that the lines form, or the paragraphs of a letterhead or signature block."""
    rows = rows_of(lines)
    if rows and not _is_two_column_text(rows):
        yield Block("table", "", rows=rows)
        return
    for text in split_columns(lines):
        if not is_rule(text):
            yield Block("item" if DASH.match(text) else "paragraph", text)


def _is_two_column_text(rows: tuple[tuple[str, ...], ...]) -> bool:
    return len(rows[0]) <= 3 and (is_layout(rows[:5]) or is_layout(rows[-5:]) or (len(rows) == 1 and len(rows[0]) < 3))
