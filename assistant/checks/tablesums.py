"""arithmetic in tables: total rows, rows with sub-rows, and columns that most rows show to be a sum, a difference or a rate."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import permutations

from assistant.checks.amounts import Cell, near, percent_of, shown, tables_of
from assistant.checks.subject import Subject, finding
from assistant.records import Finding
from knowledge.text import fold

Row = tuple[Cell, ...]
TOTAL = re.compile(r"(?:tong cong|tong so|tong|cong|cong chung|toan xa|toan tinh)\W*$")
SUB = re.compile(r"^\s*[-+*•]\s*")
OVERLAP = re.compile(r"(?<!\w)(?:nu|dan toc|ton giao|tre|tuoi|duoc|da|bi)(?!\w)")
RATE = re.compile(r"%|ty le|ti le|so voi|dat")
MOST = 0.6
"""Share of the rows that must keep to a rule of columns for the others to be called wrong."""


def check(subject: Subject) -> tuple[Finding, ...]:
    """Flag table cells that the other cells of their column or row contradict."""
    found: list[Finding] = []
    for table in tables_of(subject):
        columns = _one_a_row(table, _columns(subject, table))
        odd = {place for f in columns for place in _column_of(table, f.start)}
        totals = [f for f in _totals(subject, table) if not odd & _columns_at(table, f.start)]
        wrong = {row for f in totals for row in _row_of(table, f.start)}
        found += totals
        found += [f for f in columns if not wrong & _row_of(table, f.start)]
        found += _subrows(subject, table)
    return tuple(found)


def _one_a_row(table: tuple[Row, ...], found: Iterator[Finding]) -> list[Finding]:
    """Keep the first finding of each row: one wrong cell breaks every way to write the same rule."""
    kept: dict[int, Finding] = {}
    for one in found:
        for row in _row_of(table, one.start):
            kept.setdefault(row, one)
    return list(kept.values())


def _row_of(table: tuple[Row, ...], start: int) -> set[int]:
    return {i for i, row in enumerate(table) for cell in row if cell.end and cell.start == start}


def _columns_at(table: tuple[Row, ...], start: int) -> set[int]:
    return {j for row in table for j, cell in enumerate(row) if cell.end and cell.start == start}


def _column_of(table: tuple[Row, ...], start: int) -> set[int]:
    """Return the columns of a cell that is not itself in a total row."""
    return {
        j
        for row in table
        for j, cell in enumerate(row)
        if cell.end and cell.start == start and not TOTAL.match(fold(_label(row)).strip("*_ "))
    }


def _label(row: Row) -> str:
    return max((cell.text for cell in row if cell.value is None), key=len, default="")


def _totals(subject: Subject, table: tuple[Row, ...]) -> Iterator[Finding]:
    """A row "Cộng" or "Tổng cộng" at the end or the head of the rows that it sums."""
    for at, row in enumerate(table):
        if not TOTAL.match(fold(_label(row)).strip("*_ ")) or len(table) < 4:
            continue
        others = [r for i, r in enumerate(table) if i != at and not TOTAL.match(fold(_label(r)).strip("*_ "))]
        sums = [_column_sum(others, column) for column in range(len(row))]
        pairs = [(cell, total) for cell, total in zip(row, sums, strict=True) if cell.value is not None and total]
        for cell, total in pairs:
            if total is not None and cell.value is not None and cell.value != sum(total):
                if not _plausible(cell.value, sum(total)) or "%" in cell.text:
                    continue
                yield _finding(subject, cell, total, "error" if len(total) <= 30 else "warning")


def _column_sum(rows: list[Row], column: int) -> list[Decimal]:
    """Return the numbers of a column; none where a row has words or shares there, or sub-rows would count twice."""
    cells = [row[column] for row in rows[1:] if column < len(row)] if rows else []
    if any(SUB.match(_label(row)) for row in rows) or any(c.value is None and c.text.strip(" -") for c in cells):
        return []
    if any(c.value is not None and "%" in c.text for c in cells):
        return []
    values = [c.value for c in cells if c.value is not None]
    return values if len(values) >= 2 and values != [Decimal(i) for i in range(1, len(values) + 1)] else []


def _plausible(stated: Decimal, total: Decimal | int) -> bool:
    return abs(stated - total) <= max(stated, Decimal(total)) / 2


def _subrows(subject: Subject, table: tuple[Row, ...]) -> Iterator[Finding]:
    """A row followed by rows with dashes: where every one has a number they add up to it."""
    for at, row in enumerate(table):
        if SUB.match(_label(row)):
            continue
        children = []
        for following in table[at + 1 :]:
            if not SUB.match(_label(following)):
                break
            children.append(following)
        if len(children) < 2 or any(OVERLAP.search(fold(_label(c))) for c in children) or "/" in _label(row):
            continue
        for column, cell in enumerate(row):
            parts = [c[column].value for c in children if column < len(c)]
            numbers = [p for p in parts if p is not None]
            if cell.value is not None and column and len(numbers) == len(children) and sum(numbers) != cell.value:
                yield _finding(subject, cell, numbers, "error" if sum(numbers) > cell.value else "warning")


def _finding(subject: Subject, cell: Cell, parts: list[Decimal], severity: str) -> Finding:
    total = sum(parts, Decimal(0))
    formula = " + ".join(shown(p) for p in parts) + f" = {shown(total)}"
    message = f"Ô «{cell.text.strip()}» không bằng tổng các dòng: {formula}."
    return finding(
        subject,
        "arithmetic",
        "error" if severity == "error" else "warning",
        cell.start,
        cell.end,
        message,
        shown(total),
    )


Rule = Callable[[Decimal, Decimal, Decimal], Decimal | None]
RULES: tuple[tuple[str, Rule], ...] = (
    ("{a} + {b} = {c}", lambda a, b, _: a + b),
    ("{a} - {b} = {c}", lambda a, b, _: a - b),
    ("{a} / {b} = {c}%", lambda a, b, like: percent_of(a, b, like) if b else None),
)


def _columns(subject: Subject, table: tuple[Row, ...]) -> Iterator[Finding]:
    """Where three rows or more and most of all show c = a + b, a - b or a / b, the others must too."""
    width = max((len(row) for row in table), default=0)
    if not 3 <= width <= 9 or len(table) < 4:
        return
    rows = [row for row in table[1:] if sum(c.value is not None for c in row) >= 3]
    for a, b, c in permutations(range(width), 3):
        usable = [r for r in rows if max(a, b, c) < len(r) and None not in (r[a].value, r[b].value, r[c].value)]
        if len(usable) < 3:
            continue
        for form, rule in RULES:
            if form.startswith("{a} + ") and a > b:
                continue
            yield from _odd_ones(subject, usable, (a, b, c), form, rule)


def _odd_ones(
    subject: Subject, rows: list[Row], columns: tuple[int, int, int], form: str, rule: Rule
) -> Iterator[Finding]:
    a, b, c = columns
    wrong = []
    telling = 0
    for row in rows:
        x, y, z = row[a].value, row[b].value, row[c].value
        if x is None or y is None or z is None:
            continue
        right = rule(x, y, z)
        if right is None or not (near(right, z) if "%" in form else right == z):
            wrong.append((row[c], x, y, right))
        elif x and y and x != y:
            telling += 1
    if not wrong or telling < max(2, MOST * len(rows)):
        return
    for cell, x, y, right in wrong:
        if right is not None and right >= 0:
            formula = form.format(a=shown(x), b=shown(y), c=shown(right))
            message = f"Ô «{cell.text.strip()}» khác cách tính của các dòng kia: {formula}."
            yield finding(subject, "arithmetic", "error", cell.start, cell.end, message, shown(right))
