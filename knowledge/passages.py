"""Cut a document's sections into retrievable passages: whole sentences, whole items, table rows with their heads, footnotes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from knowledge.quotes import choose_quote, row_quote
from knowledge.records import Block, Document, Footnote, Passage, PassageKind, Section
from knowledge.text import sentences

TARGET_WORDS = 150
"""Words a passage is filled up to; a passage stays below 1.3 times that unless one item alone is longer."""
SKIPPED_ROLES = frozenset({"noi_nhan"})


@dataclass(frozen=True, slots=True)
class _Unit:
    """What is never cut: a sentence or an item, with the span it has in the source."""

    text: str
    start: int
    end: int
    breaks: bool

    @property
    def words(self) -> int:
        return len(self.text.split())


@dataclass(frozen=True, slots=True)
class _Place:
    path: tuple[str, ...]
    role: str


def split(document: Document, target_words: int = TARGET_WORDS) -> tuple[Passage, ...]:
    """Return the passages of a document in reading order; ids depend on the document, the place and the text only."""
    found: list[Passage] = []
    for section in document.sections:
        found += _of_section(document, section, (), target_words)
    found += [_of_footnote(document, note) for note in document.footnotes if note.text]
    ordered = sorted(found, key=lambda passage: (passage.start, passage.kind == "footnote"))
    return tuple(_numbered(passage, place) for place, passage in enumerate(ordered))


def section_label(section: Section) -> str:
    """Return a section's number and heading as one reads them: "I. Đặc điểm tình hình"."""
    if not section.number:
        return section.heading
    mark = ")" if section.number.islower() else "."
    return f"{section.number}{mark} {section.heading}".strip()


def _of_section(document: Document, section: Section, above: tuple[str, ...], target: int) -> Iterator[Passage]:
    label = section_label(section)
    place = _Place((*above, label) if label else above, section.role)
    if section.role not in SKIPPED_ROLES:
        for units in _filled(_units(document, section.blocks), target):
            yield _prose(document, place, units)
        for block in section.blocks:
            if block.rows:
                yield from _of_table(document, place, block, target)
        if document.kind == "guidance" and section.heading and not (section.blocks or section.children):
            yield _asked(document, place, section)
    for child in section.children:
        yield from _of_section(document, child, place.path, target)


def _asked(document: Document, place: _Place, section: Section) -> Passage:
    """A bare heading of an outline is a requirement of its own ("1- Ưu điểm, nguyên nhân")."""
    source = document.text[section.start : section.end]
    return _passage(
        document, place, section.heading, choose_quote(section.heading, source), "prose", section.start, section.end
    )


def _units(document: Document, blocks: Iterable[Block]) -> Iterator[_Unit]:
    for block in blocks:
        if block.rows:
            continue
        whole = block.kind == "item" and len(block.text.split()) <= 2 * TARGET_WORDS
        spans = ((0, len(block.text)),) if whole else sentences(block.text)
        at = block.start
        for order, (start, end) in enumerate(spans):
            text = block.text[start:end]
            found = document.text.find(text, at, block.end)
            unit = _Unit(text, found if found >= 0 else at, found + len(text) if found >= 0 else block.end, order == 0)
            at = unit.end if found >= 0 else at
            yield unit


def _filled(units: Iterator[_Unit], target: int) -> Iterator[tuple[_Unit, ...]]:
    """Gather units up to the target; a short rest joins the group before it."""
    groups: list[list[_Unit]] = []
    words = 0
    for unit in units:
        if groups and (words + unit.words <= target or (words < target // 2 and words + unit.words <= target * 1.3)):
            groups[-1].append(unit)
            words += unit.words
        else:
            groups.append([unit])
            words = unit.words
    if len(groups) > 1 and words < target // 4 and words + sum(unit.words for unit in groups[-2]) <= target * 1.3:
        rest = groups.pop()
        groups[-1] += rest
    yield from (tuple(group) for group in groups)


def _prose(document: Document, place: _Place, units: tuple[_Unit, ...]) -> Passage:
    text = ""
    for unit in units:
        text += ("\n" if unit.breaks else " ") + unit.text if text else unit.text
    start, end = min(unit.start for unit in units), max(unit.end for unit in units)
    quote = choose_quote(text, document.text[start:end])
    return _passage(document, place, text, quote, "prose", start, end)


def _of_table(document: Document, place: _Place, block: Block, target: int) -> Iterator[Passage]:
    head, rows = table_head(block.rows)
    group: list[tuple[str, ...]] = []
    words = 0
    for row in rows:
        line = row_text(head, row)
        if group and words + len(line.split()) > target:
            yield _rows_passage(document, place, block, head, group)
            group, words = [], 0
        group.append(row)
        words += len(line.split())
    if group:
        yield _rows_passage(document, place, block, head, group)


def table_head(rows: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return (head, body rows); the first row is a head where it holds words in more than one column and no plain number."""
    first = rows[0]
    named = sum(bool(cell) and not cell.replace(".", "").replace(",", "").isdigit() for cell in first)
    return (first, rows[1:]) if len(rows) > 1 and named >= max(2, len(first) - 1) else ((), rows)


def row_text(head: tuple[str, ...], row: tuple[str, ...]) -> str:
    """Return a table row as a readable line, every filled cell with its column's head."""
    if not head:
        return "; ".join(cell for cell in row if cell)
    cells = [f"{name}: {cell}" if name else cell for name, cell in zip(head, row, strict=True) if cell]
    return "; ".join(cells)


def _rows_passage(
    document: Document, place: _Place, block: Block, head: tuple[str, ...], rows: list[tuple[str, ...]]
) -> Passage:
    lines = [row_text(head, row) for row in rows]
    source = document.text[block.start : block.end]
    return _passage(document, place, "\n".join(lines), row_quote(rows, source), "table", block.start, block.end)


def _of_footnote(document: Document, note: Footnote) -> Passage:
    found = (document.text.find(note.text[:length]) for length in (60, 30, 15))
    start = next((at for at in found if at >= 0), 0)
    end = min(len(document.text), start + len(note.text) + 40)
    place = _place_of(document.sections, start, (), _Place((), "khac"))
    quote = choose_quote(note.text, document.text[start:end]) if document.text[start:end] else note.text
    return _passage(document, place, note.text, quote, "footnote", start, end)


def _place_of(sections: tuple[Section, ...], at: int, above: tuple[str, ...], best: _Place) -> _Place:
    """Return the place of the last section that starts before a position."""
    for section in sections:
        if section.start > at:
            break
        label = section_label(section)
        path = (*above, label) if label else above
        best = _place_of(section.children, at, path, _Place(path, section.role))
    return best


def _passage(
    document: Document, place: _Place, text: str, quote: str, kind: PassageKind, start: int, end: int
) -> Passage:
    identity = hashlib.sha256("\x1f".join((document.id, *place.path, str(start), text)).encode()).hexdigest()[:16]
    return Passage(identity, document.id, 0, text, quote, place.path, place.role, kind, start, end)


def _numbered(passage: Passage, ordinal: int) -> Passage:
    return replace(passage, ordinal=ordinal)
