"""Settle doubtful numbered lines together with their siblings: a run of sentences is a list, a line with a body a heading."""

from __future__ import annotations

from dataclasses import replace

from knowledge.judged import Line
from knowledge.roles import names_role

LONGEST_LINE = 120
"""Characters of a line that may be a heading although it ends with a full stop among list items."""
_LISTING_ROLES = frozenset({"phuong_huong", "kien_nghi", "bai_hoc", "han_che", "nguyen_nhan"})


def vote(lines: list[Line], guidance: bool) -> tuple[Line, ...]:
    """Settle numbered "maybe" lines together with their siblings: a run of sentences is a list, not headings."""
    settled = list(lines)
    for at, line in enumerate(lines):
        if line.glued and line.label and line.label.style in ("arabic", "alpha") and not names_role(line.heading):
            group = _siblings(lines, at)
            if sum(_reads_as_item(lines, place) for place in group) * 2 >= len(group):
                settled[at] = replace(line, verdict="item", heading="", glued="")
        if line.verdict != "maybe" or not line.label:
            continue
        group = _siblings(lines, at)
        listed = sum(_reads_as_item(lines, other) for other in group)
        bodiless = not any(_has_body(lines, other) for other in group)
        outer = _outer_heading(settled, at)
        task = bodiless and not guidance and outer is not None and names_role(outer.heading) in _LISTING_ROLES
        ends = line.label.rest.rstrip().endswith(".")
        keeps = _has_body(lines, at) and not (ends and len(line.label.rest) > LONGEST_LINE and listed * 2 >= len(group))
        item = not keeps and (listed * 2 >= len(group) or _reads_as_item(lines, at) or (task and ends))
        clause = outer is not None and outer.label is not None and outer.label.style == "article"
        settled[at] = replace(line, verdict="item" if item or clause else "heading")
    return tuple(settled)


def _reads_as_item(lines: list[Line], at: int) -> bool:
    line = lines[at]
    if line.verdict == "item":
        return True
    if line.verdict != "maybe" or not line.label or _has_body(lines, at):
        return False
    rest = line.label.rest.rstrip()
    return len(rest) > 150 or (rest.endswith(".") and len(rest) > 60)


def _siblings(lines: list[Line], at: int) -> list[int]:
    """Return the places of the lines numbered in the same style up to the next outer heading on either side."""
    label = lines[at].label
    if label is None:
        return [at]
    found = [at]
    for step in (-1, 1):
        place = at + step
        while 0 <= place < len(lines) and not _is_outer(lines[place], label.rank):
            other = lines[place].label
            if other and other.style == label.style and other.rank == label.rank:
                found.append(place)
            place += step
    return found


def _is_outer(line: Line, rank: int) -> bool:
    return line.verdict in ("annex", "closing", "tail") or (line.verdict == "heading" and line.rank < rank)


def _has_body(lines: list[Line], at: int) -> bool:
    if at + 1 >= len(lines):
        return False
    follower = lines[at + 1]
    if follower.verdict in ("annex", "closing", "tail"):
        return False
    return follower.label is None or follower.rank > lines[at].rank


def _outer_heading(lines: list[Line], at: int) -> Line | None:
    """Return the nearest heading before a line that is numbered further out."""
    rank = lines[at].rank
    before = (lines[place] for place in range(at - 1, -1, -1))
    return next((line for line in before if line.verdict == "heading" and line.rank < rank), None)
