"""Fragments of text on a PDF page -> lines with their place, size and weight; running heads and page numbers dropped."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from knowledge.readers.markup import squeeze
from knowledge.text import nfc


@dataclass(frozen=True, slots=True)
class Fragment:
    """Text as the page draws it, from (x, y) in points, y upwards."""

    text: str
    x: float
    y: float
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """A stretch of a line set apart from its neighbours by a wide gap."""

    text: str
    x: float
    end: float


@dataclass(frozen=True, slots=True)
class PageLine:
    """One line of a page: its cells (one, unless it is a row of a table), `end` an estimate of where its text stops."""

    cells: tuple[Cell, ...]
    y: float
    size: float
    bold: bool
    pieces: tuple[Cell, ...] = ()

    @property
    def text(self) -> str:
        """Return the cells' text in one line."""
        return " ".join(cell.text for cell in self.cells)

    @property
    def x(self) -> float:
        """Return the left edge."""
        return self.cells[0].x

    @property
    def gap(self) -> float:
        """Return the widest gap between two cells."""
        return max((right.x - left.end for left, right in zip(self.cells, self.cells[1:], strict=False)), default=0.0)

    @property
    def end(self) -> float:
        """Return where the text stops, about."""
        return self.cells[-1].end


_WIDTHS = {
    " .,": 250, "ijltI:;/": 278, "fr()[]-'\"I": 333, "sJ": 389, "acez“”": 444, "bdghknopquvxy0123456789": 500,
    "FPS": 556, "ELTZ": 611, "BCR": 667, "ADGHKNOQUVXYwĐ": 722, "m": 778, "%": 833, "M": 889, "W": 944, "…—": 1000,
}  # fmt: skip
_WIDTH = {char: width / 1000 for chars, width in _WIDTHS.items() for char in chars}


def width_of(text: str, size: float) -> float:
    """Return about the width of a text in points: the advance widths of Times, the typeface of these documents."""
    return size * sum(_advance(char) for char in text)


@cache
def _advance(char: str) -> float:
    base = unicodedata.normalize("NFD", char)[0] if char not in "đĐ" else ("d" if char == "đ" else "D")
    return _WIDTH.get(base, 0.5)


def lines_of(fragments: Sequence[Fragment]) -> tuple[PageLine, ...]:
    """Return the lines of a page from top to bottom."""
    rows: list[list[Fragment]] = []
    for piece in (part for fragment in fragments for part in _split(fragment)):
        row = next((row for row in reversed(rows) if _same_line(row[0], piece)), None)
        if row is None:
            rows.append([piece])
        else:
            row.append(piece)
    lines = [line for row in rows if (line := _line(row))]
    return tuple(sorted(lines, key=lambda line: -line.y))


def _split(fragment: Fragment) -> list[Fragment]:
    """Give each line of a fragment that holds line breaks its own height."""
    parts = fragment.text.split("\n")
    step = 1.3 * fragment.size
    return [
        Fragment(part, fragment.x, fragment.y - step * at, fragment.size, fragment.bold)
        for at, part in enumerate(parts)
        if part.strip()
    ]


def _same_line(first: Fragment, other: Fragment) -> bool:
    return abs(first.y - other.y) < 0.45 * max(first.size, other.size)


def _line(row: list[Fragment]) -> PageLine | None:
    row = sorted(row, key=lambda piece: piece.x)
    usual = Counter(round(piece.size, 1) for piece in row for _ in piece.text).most_common(1)[0][0]
    kept = [piece for piece in row if not _is_note_mark(piece, usual)] or row
    cells: list[Cell] = []
    for piece in kept:
        text = nfc(piece.text)
        end = piece.x + width_of(text.rstrip(), piece.size)
        gap = piece.x - cells[-1].end if cells else 0.0
        stretch = 0.15 * usual * cells[-1].text.count(" ") if cells else 0.0
        if cells and gap <= 0.7 * usual + stretch:
            space = " " if text[:1] == " " or cells[-1].text[-1:] == " " or gap > 0.12 * usual else ""
            cells[-1] = Cell(cells[-1].text + space + text, cells[-1].x, max(end, cells[-1].end))
        else:
            cells.append(Cell(text, piece.x, end))
    clean = tuple(Cell(squeeze(cell.text), cell.x, cell.end) for cell in cells if cell.text.strip())
    bold = all(piece.bold for piece in kept if piece.text.strip())
    pieces = tuple(
        Cell(squeeze(nfc(p.text)), p.x, p.x + width_of(nfc(p.text).rstrip(), p.size)) for p in kept if p.text.strip()
    )
    return PageLine(clean, row[0].y, usual, bold, pieces) if clean else None


def _is_note_mark(piece: Fragment, usual: float) -> bool:
    """Say whether a fragment is the small raised number of a footnote."""
    return piece.size < 0.8 * usual and bool(re.fullmatch(r"\s*\[?\d{1,3}\]?\s*", piece.text))


def drop_running(pages: Sequence[tuple[PageLine, ...]]) -> tuple[tuple[PageLine, ...], ...]:
    """Drop page numbers and the lines that recur at the head or the foot of most pages."""
    edges = Counter(_pattern(line) for page in pages for line in {*page[:2], *page[-2:]})
    often = max(3, len(pages) // 2)
    return tuple(
        tuple(line for at, line in enumerate(page) if not _is_running(line, at, len(page), edges, often))
        for page in pages
    )


def _pattern(line: PageLine) -> tuple[str, int]:
    """Return what a running line has in common on every page: its words and its height."""
    return re.sub(r"\d+", "#", line.text), round(line.y / 4)


def _is_running(line: PageLine, at: int, count: int, edges: Counter[tuple[str, int]], often: int) -> bool:
    if 2 <= at < count - 2:
        return False
    if re.fullmatch(r"(?:[Tt]rang\s*)?[-–—]?\s*\d{1,4}\s*[-–—]?(?:\s*/\s*\d{1,4})?", line.text):
        return at == 0 or at == count - 1
    return edges[_pattern(line)] >= often and len(line.text) < 120
