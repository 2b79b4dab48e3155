"""coverage: an item of the outline for which the report has no section, or an empty one."""

from __future__ import annotations

from assistant.checks.subject import Subject, finding
from assistant.records import Finding
from knowledge.records import OutlineItem, Section
from knowledge.text import fold, tokens

ENOUGH = 0.5
"""Share of an outline heading's words that a section's heading must hold to count as its answer."""


def check(subject: Subject) -> tuple[Finding, ...]:
    """Flag outline items that no section answers; needs the outline and the section tree."""
    if subject.outline is None or subject.document is None:
        return ()
    sections = tuple(_flatten(subject.document.sections))
    roles = {s.role for s in sections}
    found = []
    for item in _items(subject.outline.sections):
        if not _answered(item, sections, roles):
            message = f"Đề cương yêu cầu mục «{item.number} {item.heading}» nhưng báo cáo chưa có."
            found.append(finding(subject, "coverage", "warning", 0, 0, message, item.heading))
    return tuple(found)


def _answered(item: OutlineItem, sections: tuple[Section, ...], roles: set[str]) -> bool:
    wanted = {fold(t) for t in tokens(item.heading) if len(t) > 1}
    if not wanted:
        return True
    best = max((len(wanted & {fold(t) for t in tokens(s.heading)}) / len(wanted) for s in sections), default=0.0)
    return best >= ENOUGH or (item.role not in {"khac", "ket_qua"} and item.role in roles)


def _items(items: tuple[OutlineItem, ...]) -> list[OutlineItem]:
    return [leaf for item in items for leaf in ([item] if not item.children else _items(item.children))]


def _flatten(sections: tuple[Section, ...]) -> list[Section]:
    return [s for section in sections for s in (section, *_flatten(section.children))]
