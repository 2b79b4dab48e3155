"""Estimates how many pages a report will fill, from the width of its text; no Word file is made."""

from __future__ import annotations

import math

from assistant.layouts import Layout, layout_for
from assistant.markup import lines_of
from assistant.records import Report, ReportTable
from assistant.textwidth import width_mm
from assistant.wordtables import is_wide, squared

_POINT_MM = 25.4 / 72
_FRAME_MM = 115.0
"""Heading table, title, Kính gửi and signature together."""
_ROW_MM = 6.2
_JUSTIFIED = 0.97
"""Part of a line that words fill before the next one is broken off."""


def pages_estimate(report: Report) -> int:
    """Return the pages of the report with its appendices, at least 1; usually right to within a tenth."""
    layout = layout_for(report.profile.system, report.profile.date)
    height = layout.page_mm[1] - layout.top_mm - layout.bottom_mm
    body = _FRAME_MM + sum(_text_mm(section.heading, section.text, layout) for section in report.sections)
    body += sum(_table_mm(table, layout) for table in report.tables if not table.appendix)
    body += sum(
        layout.footnote.size * 1.15 * _POINT_MM * _lines(text, layout, layout.footnote.size)
        for text in report.footnotes
    )
    appendices = (_table_mm(table, layout) + 25 for table in report.tables if table.appendix)
    landscape = layout.page_mm[0] - layout.top_mm - layout.bottom_mm
    wide = (is_wide(table.rows, layout) for table in report.tables if table.appendix)
    pages = (math.ceil(mm / (landscape if turned else height)) for mm, turned in zip(appendices, wide, strict=True))
    return max(1, math.ceil(body / height)) + sum(pages)


def _text_mm(heading: str, text: str, layout: Layout) -> float:
    line, gap = layout.line * _POINT_MM, layout.gap * _POINT_MM
    paragraphs = [item.text for item in lines_of(text, notes=9999) if item.text]
    titles = (line * _lines(heading, layout, layout.heading.size) + 2 * gap) if heading else 0.0
    return titles + sum(line * _lines(paragraph, layout, layout.body.size) + gap for paragraph in paragraphs)


def _lines(text: str, layout: Layout, size: float) -> int:
    return math.ceil((layout.indent_mm + width_mm(text, size)) / (layout.text_mm * _JUSTIFIED))


def _table_mm(table: ReportTable, layout: Layout) -> float:
    rows = squared(table.rows)
    if not rows:
        return 0.0
    room = layout.text_mm / len(rows[0])
    tall = (max(_cell_lines(cell, room, layout) for cell in row) for row in rows)
    return 12.0 + sum(_ROW_MM + (lines - 1) * layout.table.size * 1.15 * _POINT_MM for lines in tall)


def _cell_lines(cell: str, room: float, layout: Layout) -> int:
    return max(1, math.ceil(width_mm(cell, layout.table.size) / (room * 1.6)))
