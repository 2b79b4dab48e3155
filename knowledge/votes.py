"""Settle doubtful numbered lines together with their siblings: a run of sentences is a list, a line with a body a heading."""

from __future__ import annotations

from dataclasses import dataclass, replace

from knowledge.judged import Line
from knowledge.roles import names_role

LONGEST_LINE = 120
"""Characters of a line that may be a heading although it ends with a full stop among list items."""
_LISTING_ROLES = frozenset({"phuong_huong", "kien_nghi", "bai_hoc", "han_che", "nguyen_nhan"})


@dataclass(frozen=True, slots=True)
class _Group:
    """Lines numbered in one style between two outer headings: how many, how many read as list items, whether any has a body."""

    size: int
    listed: int
    bodiless: bool

    @property
    def is_list(self) -> bool:
        return self.listed * 2 >= self.size


def vote(lines: list[Line], guidance: bool) -> tuple[Line, ...]:
    """Settle numbered "maybe" lines together with their siblings: a run of sentences is a list, not headings."""
    settled = list(lines)
    groups: dict[int, _Group] = {}
    outers: dict[int, Line | None] = {}
    for at, line in enumerate(lines):
        glued = line.glued and line.label and line.label.style in ("arabic", "alpha") and not names_role(line.heading)
        if not line.label or not (glued or line.verdict == "maybe"):
            continue
        if at not in groups:
            members = _siblings(lines, at)
            groups |= dict.fromkeys(members, _group(lines, members))
            outers |= dict.fromkeys(members, _outer_heading(settled, at))
        if glued:
            if groups[at].is_list:
                settled[at] = replace(line, verdict="item", heading="", glued="")
        else:
            item = _is_item(lines, at, groups[at], outers[at], guidance)
            settled[at] = replace(line, verdict="item" if item else "heading")
    return tuple(settled)


def _group(lines: list[Line], members: list[int]) -> _Group:
    listed = sum(_reads_as_item(lines, place) for place in members)
    return _Group(len(members), listed, not any(_has_body(lines, place) for place in members))


def _is_item(lines: list[Line], at: int, group: _Group, outer: Line | None, guidance: bool) -> bool:
    """Say whether a doubtful line is an item: by its siblings, its own wording, the role or the article it stands under."""
    label = lines[at].label
    if outer is not None and outer.label is not None and outer.label.style == "article":
        return True
    rest = label.rest.rstrip() if label else ""
    ends = rest.endswith(".")
    if _has_body(lines, at) and not (ends and len(rest) > LONGEST_LINE and group.is_list):
        return False
    task = group.bodiless and not guidance and outer is not None and names_role(outer.heading) in _LISTING_ROLES
    return group.is_list or _reads_as_item(lines, at) or (task and ends)


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
