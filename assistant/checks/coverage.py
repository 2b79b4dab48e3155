"""coverage: an item of the outline for which the report has no section, or an empty one."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.checks.subject import Subject, finding
from assistant.records import Finding
from knowledge.records import OutlineItem, Section
from knowledge.text import tokens

ENOUGH = 0.6
"""Share of an outline heading's words that a section's heading must hold to count as its answer."""
SLACK = 12
"""Characters more than the item's own in which a paragraph's opening must hold all its words."""
ROLES_ALONE = frozenset({"han_che", "nguyen_nhan", "bai_hoc", "phuong_huong", "kien_nghi", "uu_diem", "dac_diem"})
"""Roles that one section of a report answers, however it is headed."""
SMALL = frozenset("và của các những về ở với cho trong đối số một thực hiện kết quả công tác việc".split())


def check(subject: Subject) -> tuple[Finding, ...]:
    """Flag outline items that no section answers; needs the outline and the section tree. Each section answers one item."""
    if subject.outline is None or subject.document is None:
        return ()
    sections = _flatten(subject.document.sections)
    items = _items(subject.outline.sections)
    free = _pair(items, sections)
    found = []
    for item in free:
        if _by_role(item, items, sections) or _in_text(item, subject.text):
            continue
        message = f"Đề cương yêu cầu mục «{f'{item.number} {item.heading}'.strip()}» nhưng báo cáo chưa có."
        found.append(finding(subject, "coverage", "warning", 0, 0, message, item.heading))
    return tuple(_told_apart(found))


def _told_apart(found: list[Finding]) -> list[Finding]:
    """Give findings without a place ids of their own."""
    return [replace(f, id=f"{f.id}-{at}") for at, f in enumerate(found)]


def _pair(items: list[OutlineItem], sections: list[Section]) -> list[OutlineItem]:
    """Pair items with sections, best likeness first, and return the items left without one."""
    words = [(_words(item.heading), item) for item in items]
    heads = [(_words(section.heading), section) for section in sections if section.heading]
    likeness = sorted(
        (-_like(wanted, has) - len(wanted & has) / len(wanted | has), i, j)
        for i, (wanted, _) in enumerate(words)
        for j, (has, _) in enumerate(heads)
        if _like(wanted, has) >= ENOUGH
    )
    taken_items: set[int] = set()
    taken_heads: set[int] = set()
    for _, i, j in likeness:
        if i not in taken_items and j not in taken_heads:
            taken_items.add(i)
            taken_heads.add(j)
    return [item for i, (wanted, item) in enumerate(words) if i not in taken_items and wanted]


def _like(wanted: frozenset[str], has: frozenset[str]) -> float:
    return len(wanted & has) / len(wanted) if wanted else 0.0


def _by_role(item: OutlineItem, items: list[OutlineItem], sections: list[Section]) -> bool:
    """Tell whether a role that one section answers has as many sections as items."""
    if item.role not in ROLES_ALONE:
        return False
    asked = sum(other.role == item.role and not other.children for other in items)
    return sum(section.role == item.role and not section.children for section in sections) >= max(1, asked)


def _in_text(item: OutlineItem, text: str) -> bool:
    """Tell whether a paragraph opens with the item's words, as a heading run in with its text does."""
    wanted = _words(item.heading)
    opening = len(item.heading) + SLACK
    return len(wanted) >= 2 and any(
        wanted <= _words(line[:opening]) for line in text.split("\n") if len(line) > opening
    )


def _words(heading: str) -> frozenset[str]:
    plain = [t for t in tokens(re.sub(r"\([^)]*\)", " ", heading)) if len(t) > 1]
    return frozenset(w for w in plain if w not in SMALL and not w[0].isdigit()) or frozenset(plain)


def _items(items: tuple[OutlineItem, ...]) -> list[OutlineItem]:
    return [one for item in items for one in (item, *_items(item.children))]


def _flatten(sections: tuple[Section, ...]) -> list[Section]:
    return [s for section in sections for s in (section, *_flatten(section.children))]
