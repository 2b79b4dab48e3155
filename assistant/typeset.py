"""Turns a report and a layout into the bytes of a Word file; no model, no disk, no policy.

The final form prints what it is given. The draft form is marked DỰ THẢO, highlights `[slots]` and hangs findings as comments.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from assistant import wordframe
from assistant.layouts import Face, Layout
from assistant.looseends import loose_ends
from assistant.markup import lines_of, one_line
from assistant.pagecount import pages_estimate
from assistant.records import Finding, Report
from assistant.wordbody import BodyBlock, BodyBuild, landscape_mm
from assistant.wordparts import WordFile, element
from assistant.wordstyles import styles_of
from assistant.wordtables import data_table, is_wide
from assistant.wordxml import Shape, footnotes, page_field, paragraph, run, tab, twips
from knowledge.text import fold

__all__ = ["appendix_labels", "pages_estimate", "typeset"]

AUTHOR, INITIALS = "Trợ lý Báo cáo", "TL"
_SEVERITIES = {"error": "Lỗi", "warning": "Cảnh báo", "info": "Gợi ý"}
_ROMANS = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def typeset(report: Report, layout: Layout, *, draft: bool = False, findings: tuple[Finding, ...] = ()) -> bytes:
    """Return the report as a Word file in the layout; the same arguments give the same bytes.

    Tables whose mark `{{table:n}}` stands nowhere in the text become appendices. Findings and loose ends (see looseends.py) are
    printed only in the draft form.
    """
    loose = loose_ends(report)
    report = _without_lost_tables(report)
    appendices = appendix_labels(report)
    word = WordFile(styles_of(layout))
    build = BodyBuild(report, layout, draft, appendices)
    _set_header(word, layout, draft=draft)
    title = wordframe.title_block(report, layout, draft=draft)
    word.body.append(wordframe.heading_table(report, layout, draft=draft))
    word.body.extend(title)
    word.body.extend(wordframe.addressee_block(report, layout, draft=draft))
    blocks = build.blocks()
    _set_body(word, layout, blocks)
    word.body.append(wordframe.signature_table(report, layout, draft=draft))
    _set_appendices(word, report, layout, appendices, draft=draft)
    if build.notes:
        word.set_footnotes(footnotes(build.notes), len(build.notes))
    if draft:
        _set_comments(word, title[1], blocks, findings)
        for sentence in loose:
            word.add_comment(title[1], f"Gợi ý: {sentence}", AUTHOR, INITIALS)
    if layout.duplex:
        word.mirror_margins()
    word.set_properties(one_line(report.profile.title or report.title), one_line(report.profile.unit), _made(report))
    return word.save()


def appendix_labels(report: Report) -> dict[int, str]:
    """Name the tables after the signature by their number in the report: "Phụ lục", or "Phụ lục I" ... when several."""
    numbers = [index for index, table in enumerate(report.tables, 1) if table.appendix]
    if len(numbers) == 1:
        return {numbers[0]: "Phụ lục"}
    return {number: f"Phụ lục {_roman(place)}" for place, number in enumerate(numbers, 1)}


def _without_lost_tables(report: Report) -> Report:
    marked = {line.table for section in report.sections for line in lines_of(section.text, tables=len(report.tables))}
    tables = (
        table if table.appendix or number in marked else replace(table, appendix=True)
        for number, table in enumerate(report.tables, 1)
    )
    return replace(report, tables=tuple(tables))


def _set_header(word: WordFile, layout: Layout, *, draft: bool) -> None:
    shape = Shape(align="center")
    runs = page_field(layout.page_number)
    if draft:
        shape = Shape(tabs=(("center", layout.text_mm / 2), ("right", layout.text_mm)))
        runs = [tab(), *runs, tab(), run(wordframe.DRAFT_MARK, Face(11, bold=True))]
    word.set_header(paragraph(*runs, shape=shape, style="Header"))


def _set_body(word: WordFile, layout: Layout, blocks: Sequence[BodyBlock]) -> None:
    first = True
    for block in blocks:
        nodes = list(block.node) if block.node.tag.endswith("}body") else [block.node]
        if block.wide:
            word.body.append(_break(_section(word, layout, first=first)))
            word.body.extend(nodes)
            word.body.append(_break(_section(word, layout, first=False, landscape=True)))
            first = False
        else:
            word.body.extend(nodes)


def _set_appendices(word: WordFile, report: Report, layout: Layout, labels: dict[int, str], *, draft: bool) -> None:
    first = not word.body.xpath("./w:p/w:pPr/w:sectPr")
    ending = _section(word, layout, first=first)
    for number, label in labels.items():
        table = report.tables[number - 1]
        word.body.append(_break(ending))
        wide = is_wide(table.rows, layout)
        word.body.extend(wordframe.appendix_head(report, layout, label, table.heading, draft=draft))
        node = data_table(table.rows, layout, landscape_mm(layout) if wide else layout.text_mm, draft=draft)
        if node is not None:
            word.body.append(node)
        ending = _section(word, layout, first=True, landscape=wide, restart=True)
    word.body.append(_break(None))
    word.body.append(ending)


def _section(word: WordFile, layout: Layout, *, first: bool, landscape: bool = False, restart: bool = False) -> Any:
    width, height = reversed(layout.page_mm) if landscape else layout.page_mm
    size = {"w": twips(width), "h": twips(height)} | ({"orient": "landscape"} if landscape else {})
    margins = {"top": layout.top_mm, "right": layout.right_mm, "bottom": layout.bottom_mm, "left": layout.left_mm}
    margins |= {"header": layout.header_mm, "footer": layout.header_mm, "gutter": 0}
    return element(
        "sectPr",
        word.header_reference(),
        element("type", val="nextPage"),
        element("pgSz", **size),
        element("pgMar", **{side: twips(mm) for side, mm in margins.items()}),
        element("pgNumType", start=1) if restart else None,
        element("titlePg") if first else None,
    )


def _break(section: Any) -> Any:
    return paragraph(shape=Shape(line=1), section=section)


def _set_comments(word: WordFile, title: Any, blocks: Sequence[BodyBlock], findings: tuple[Finding, ...]) -> None:
    for finding in findings:
        text = f"{_SEVERITIES.get(finding.severity, 'Gợi ý')}: {one_line(finding.message)}"
        if finding.expected:
            text += f" Đề nghị: {one_line(finding.expected)}"
        word.add_comment(_anchor(finding, blocks, title), text, AUTHOR, INITIALS)


def _anchor(finding: Finding, blocks: Sequence[BodyBlock], title: Any) -> Any:
    """Choose the paragraph with the quote in the finding's section, else anywhere, else the section's heading, else the title."""
    quote = next((line for line in map(one_line, finding.quote.split("\n")) if line), "")
    heading = fold(one_line(finding.heading_path[-1])) if finding.heading_path else ""
    here = [block for block in blocks if heading and fold(block.heading) and fold(block.heading) in heading]
    quoting = [block for group in (here, blocks) for block in group if quote and quote in block.text]
    for block in (*quoting, *(block for block in here if block.is_heading), *here):
        if block.text:
            return block.node
    return title


def _made(report: Report) -> datetime | None:
    try:
        return datetime.fromisoformat(report.profile.date.strip())
    except ValueError:
        return None


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMANS:
        text += letters * (number // value)
        number %= value
    return text
