"""Lines of PDF pages -> blocks: paragraphs joined over lines and pages, tables, two-column letterheads, footnotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from knowledge.readers.lines import continues_page, ends_open, has_label, is_caps, is_rule
from knowledge.readers.pdf_lines import PageLine
from knowledge.readers.pdf_tables import rows_of, split_columns
from knowledge.readers.word_tables import is_layout
from knowledge.records import Block, BlockKind

_NOTE = re.compile(r"\[?(\d{1,3})\]?[.)]?\s*(?=\D)")
_SYMBOL_CUT = re.compile(r"\w[-/]$")
_DASH = re.compile(r"[-–+•●▪]\s*\S")


@dataclass(frozen=True, slots=True)
class _Shape:
    """The usual measures of the document: left edge, right edge, size of the body text, distance of lines."""

    left: float
    right: float
    size: float
    leading: float


@dataclass(slots=True)
class _Open:
    """A paragraph while lines are added to it."""

    lines: list[PageLine] = field(default_factory=list)
    centred: bool = False

    @property
    def text(self) -> str:
        text = self.lines[0].text
        for line in self.lines[1:]:
            glue = "" if _SYMBOL_CUT.search(text) else " "
            text += glue + line.text
        return text


def blocks_of_pages(pages: Sequence[tuple[PageLine, ...]]) -> list[Block]:
    """Return the blocks of the pages in reading order, footnotes last."""
    shape = _shape(pages)
    notes: list[Block] = []
    flow: list[list[PageLine]] = []
    for page in pages:
        body, foot = _cut_foot(page, shape)
        flow.append(body)
        notes += _footnotes(foot)
    return [*_join_tables(_blocks(flow, shape)), *notes]


def _shape(pages: Sequence[tuple[PageLine, ...]]) -> _Shape:
    lines = [line for page in pages for line in page if len(line.cells) == 1]
    sizes = Counter(round(line.size, 1) for line in lines for _ in range(len(line.text)))
    size = sizes.most_common(1)[0][0] if sizes else 12.0
    body = [line for line in lines if abs(line.size - size) < 0.6]
    lefts = Counter(round(line.x) for line in body)
    common = [x for x, count in lefts.items() if count >= 0.15 * len(body)]
    ends = sorted(line.end for line in body)
    gaps = Counter(
        round(first.y - second.y, 0)
        for page in pages
        for first, second in zip(page, page[1:], strict=False)
        if first.y > second.y
    )
    return _Shape(
        left=float(min(common, default=72)),
        right=ends[int(len(ends) * 0.9)] if ends else 540.0,
        size=size,
        leading=float(gaps.most_common(1)[0][0]) if gaps else 1.3 * size,
    )


def _cut_foot(page: tuple[PageLine, ...], shape: _Shape) -> tuple[list[PageLine], list[PageLine]]:
    """Part the small lines at a page's foot, from the first that opens with a note's number."""
    at = len(page)
    while at > 0 and page[at - 1].size <= 0.9 * shape.size and len(page[at - 1].cells) <= 2:
        at -= 1
    while at < len(page) and not _NOTE.match(page[at].text):
        at += 1
    return list(page[:at]), list(page[at:])


def _footnotes(lines: list[PageLine]) -> list[Block]:
    notes: list[Block] = []
    for line in lines:
        found = _NOTE.match(line.text)
        following = int(notes[-1].mark) + 1 if notes else None
        if found and (following is None or int(found.group(1)) == following):
            notes.append(Block("footnote", line.text[found.end() :], mark=found.group(1)))
        elif notes:
            last = notes.pop()
            notes.append(Block("footnote", f"{last.text} {line.text}", mark=last.mark))
    return notes


def _blocks(flow: list[list[PageLine]], shape: _Shape) -> Iterator[Block]:
    open_: _Open | None = None
    for page in flow:
        at = 0
        while at < len(page):
            width = _table_height(page, at)
            if width:
                if open_:
                    yield _finish(open_, shape)
                    open_ = None
                yield from _table(page[at : at + width])
                at += width
                continue
            line = page[at]
            if open_ and _goes_on(open_, line, shape, new_page=at == 0):
                open_.lines.append(line)
            else:
                if open_:
                    yield _finish(open_, shape)
                open_ = _Open([line], _is_centred(line, shape))
            at += 1
    if open_:
        yield _finish(open_, shape)


def _join_tables(blocks: Iterator[Block]) -> Iterator[Block]:
    """Join tables that follow each other with the same columns: one table cut by a page; a repeated head is dropped."""
    before: Block | None = None
    for block in blocks:
        if before and before.rows and block.rows and len(before.rows[0]) == len(block.rows[0]):
            again = block.rows[1:] if block.rows[0] == before.rows[0] else block.rows
            before = replace(before, rows=before.rows + again)
            continue
        if before:
            yield before
        before = block
    if before:
        yield before


def _table_height(page: list[PageLine], at: int) -> int:
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


def _table(lines: list[PageLine]) -> Iterator[Block]:
    rows = rows_of(lines)
    if len(rows) >= 1 and rows and not _is_two_column_text(rows):
        yield Block("table", "", rows=rows)
        return
    for text in split_columns(lines):
        if not is_rule(text):
            yield Block("item" if _DASH.match(text) else "paragraph", text)


def _is_two_column_text(rows: tuple[tuple[str, ...], ...]) -> bool:
    return len(rows[0]) <= 3 and (is_layout(rows[:5]) or is_layout(rows[-5:]) or (len(rows) == 1 and len(rows[0]) < 3))


def _goes_on(open_: _Open, line: PageLine, shape: _Shape, new_page: bool) -> bool:
    last = open_.lines[-1]
    if (
        line.bold != last.bold
        and (line.bold or open_.lines[0].bold)
        and len(open_.lines) == 1
        and _ends_paragraph(last, shape)
    ):
        return False
    indented = line.x > shape.left + 8
    if new_page:
        return (
            not indented
            and not (has_label(line.text) and not ends_open(open_.text))
            and _page_goes_on(open_, line, shape)
        )
    if last.y - line.y > 1.3 * shape.leading or line.y >= last.y:
        return False
    if _is_same_sentence(open_, line):
        return True
    if open_.centred:
        return _is_centred(line, shape) and line.bold == last.bold and is_caps(line.text) == is_caps(last.text)
    if indented:
        hanging = len(open_.lines) > 1 and abs(line.x - last.x) < 3 and not has_label(line.text)
        return hanging and not _ends_paragraph(last, shape)
    if has_label(line.text) and not ends_open(open_.text):
        return False
    return not _ends_paragraph(last, shape) and not (is_caps(last.text) and not is_caps(line.text))


def _is_same_sentence(open_: _Open, line: PageLine) -> bool:
    """Say whether the wording alone shows that a line goes on: lowercase after an open end, capitals of a numbered heading."""
    text, before = line.text, open_.text
    if not ends_open(before) or line.bold != open_.lines[-1].bold:
        return False
    if re.match(r"[-–]\s[^\W\d_]", text) and text[2].islower() and not _DASH.match(before):
        return True
    lower = text[0].islower() and not re.match(r"[a-zđ]\s?[.)]\s", text)
    return (lower and not is_caps(before)) or (
        is_caps(text) and is_caps(before) and has_label(before) and not has_label(text)
    )


def _page_goes_on(open_: _Open, line: PageLine, shape: _Shape) -> bool:
    last = open_.lines[-1]
    if continues_page(open_.text, line.text):
        return True
    return not _ends_paragraph(last, shape) and not is_caps(open_.text) and line.x <= shape.left + 3


def _ends_paragraph(line: PageLine, shape: _Shape) -> bool:
    """Say whether a line stops well before the right edge."""
    return line.end < shape.right - 0.12 * (shape.right - shape.left)


def _is_centred(line: PageLine, shape: _Shape) -> bool:
    middle = (shape.left + shape.right) / 2
    width = line.end - line.x
    return line.x > shape.left + 30 and abs((line.x + line.end) / 2 - middle) < max(18.0, 0.08 * width)


def _finish(open_: _Open, shape: _Shape) -> Block:
    text = " ".join(open_.text.split()) if "    " not in open_.text else open_.text
    kind: BlockKind = "item" if _DASH.match(text) else "paragraph"
    bold = all(line.bold for line in open_.lines)
    return Block("paragraph" if is_rule(text) else kind, text, bold=bold, centred=open_.centred)
