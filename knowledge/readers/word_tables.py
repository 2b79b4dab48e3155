"""Tables of a Word file as rows of clean cells, merged cells filled in once; tables that only lay out the page are told apart."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from knowledge.readers.markup import squeeze
from knowledge.readers.word_text import W, paragraph_text
from knowledge.text import fold, nfc

_LAYOUT = ("noi nhan", "cong hoa xa hoi chu nghia", "dang cong san viet nam", "doc lap - tu do")
_SIGNATURES = ("t/m ", "tm. ", "tm ", "kt. ", "tl. ", "k/t ")


def table_rows(
    element: etree._Element, text_of: Callable[[etree._Element], str] = paragraph_text
) -> tuple[tuple[str, ...], ...]:
    """Return the rows; a cell spanning columns leaves the others empty, one continued from above repeats nothing."""
    rows = []
    for row in element.iterchildren(W + "tr"):
        cells: list[str] = []
        for cell in _cells_of(row):
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            merged = cell.find(f"{W}tcPr/{W}vMerge")
            text = "" if merged is not None and merged.get(W + "val") != "restart" else _cell_text(cell, text_of)
            cells += [text] + [""] * (int(span.get(W + "val", "1")) - 1 if span is not None else 0)
        rows.append(cells)
    width = max((len(row) for row in rows), default=0)
    return tuple(tuple(row + [""] * (width - len(row))) for row in rows if any(row))


def _cells_of(row: etree._Element) -> list[etree._Element]:
    """Return the cells of a row, those in content controls included, those of nested tables not."""
    cells = []
    for child in row:
        if child.tag == W + "tc":
            cells.append(child)
        elif child.tag in (W + "sdt", W + "sdtContent", W + "ins"):
            cells += _cells_of(child)
    return cells


def _cell_text(cell: etree._Element, text_of: Callable[[etree._Element], str]) -> str:
    lines = [squeeze(nfc(text_of(paragraph))) for paragraph in cell.iter(W + "p")]
    return " ".join(line for line in lines if line)


def is_layout(rows: tuple[tuple[str, ...], ...]) -> bool:
    """Say whether a table only sets the letterhead or the signature block side by side, or frames a single text."""
    if not rows:
        return False
    if len(rows[0]) == 1:
        return True
    text = " ".join(fold(cell) for row in rows for cell in row)
    return len(rows) <= 5 and (any(cue in text for cue in _LAYOUT) or text.startswith(_SIGNATURES))
