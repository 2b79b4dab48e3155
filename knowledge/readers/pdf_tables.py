"""Lines with several cells -> rows of a table, cells that run over lines joined; columns of a letterhead one after the other."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.readers.pdf_lines import PageLine, width_of

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
