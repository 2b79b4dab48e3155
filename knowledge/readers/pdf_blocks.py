"""Lines of PDF pages -> blocks: paragraphs joined over lines and pages, tables, two-column letterheads, footnotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from knowledge.readers.lines import continues_page, ends_open, has_label, is_caps, is_rule
from knowledge.readers.pdf_lines import PageLine
from knowledge.readers.pdf_tables import DASH, join_tables, table_blocks, table_height
from knowledge.records import Block, BlockKind

_NOTE = re.compile(r"\[?(\d{1,3})\]?[.)]?\s*(?=\D)")
_SYMBOL_CUT = re.compile(r"\w[-/]$")


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
    return [*join_tables(_blocks(flow, shape)), *notes]


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
            width = table_height(page, at)
            if width:
                if open_:
                    yield _finish(open_, shape)
                    open_ = None
                yield from table_blocks(page[at : at + width])
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
    if re.match(r"[-–]\s[^\W\d_]", text) and text[2].islower() and not DASH.match(before):
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
    kind: BlockKind = "item" if DASH.match(text) else "paragraph"
    bold = all(line.bold for line in open_.lines)
    return Block("paragraph" if is_rule(text) else kind, text, bold=bold, centred=open_.centred)
