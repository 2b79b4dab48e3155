"""Names the marks of a report that lead nowhere and the footnotes and tables that nothing leads to."""

from __future__ import annotations

from assistant.markup import MARK, clean
from assistant.records import Report


def loose_ends(report: Report) -> tuple[str, ...]:
    """Return one Vietnamese sentence for each mark without its footnote or table, and for each of these without its mark.

    A table without a mark is still printed, as an appendix; NĐ 30 III.1.a wants the text to point to every appendix.
    """
    notes, tables = _marked(report)
    given_notes = set(range(1, len(report.footnotes) + 1))
    given_tables = set(range(1, len(report.tables) + 1))
    return (
        *(f"Dấu [^{number}] trong bài không có chú thích tương ứng." for number in sorted(notes - given_notes)),
        *(f"Dấu {{{{table:{number}}}}} trong bài không có bảng tương ứng." for number in sorted(tables - given_tables)),
        *(f"Chú thích {number} chưa được dẫn trong bài nên không in ra." for number in sorted(given_notes - notes)),
        *(
            f"Bảng {number} chưa được dẫn trong bài; bảng được in thành phụ lục."
            for number in sorted(given_tables - tables)
        ),
    )


def _marked(report: Report) -> tuple[set[int], set[int]]:
    notes: set[int] = set()
    tables: set[int] = set()
    for section in report.sections:
        for found in MARK.finditer(f"{clean(section.heading)}\n{clean(section.text)}"):
            notes.update([int(found["note"])] if found["note"] else [])
            tables.update([int(found["table"])] if found["table"] else [])
    return notes, tables
