"""linkage: a limitation for which no cause is given, and a cause that no task or solution answers, by what they are about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.subject import Subject, finding
from assistant.records import Finding
from assistant.topics import label_of, topics_of
from knowledge.records import Section

LEAST = 40
"""Characters of a line that states a limitation or a cause; shorter ones are headings."""
GENERAL = frozenset({"chung", "quan_triet", "phoi_hop", "tuyen_truyen"})
STEPS = (
    ("han_che", "nguyen_nhan", "Hạn chế này (về {label}) chưa có nguyên nhân tương ứng.", "Bổ sung nguyên nhân"),
    ("nguyen_nhan", "phuong_huong", "Nguyên nhân này (về {label}) chưa có nhiệm vụ, giải pháp tương ứng.", "Bổ sung giải pháp"),
)  # fmt: skip


def check(subject: Subject) -> tuple[Finding, ...]:
    """Flag a report with limitations but no causes, or causes but no tasks; single unmatched lines are only pointed out."""
    if subject.document is None or subject.document.kind != "report":
        return ()
    lines = {role: tuple(_lines(subject, role)) for role in ("han_che", "nguyen_nhan", "phuong_huong")}
    found: list[Finding] = []
    for role, needed, message, expected in STEPS:
        if not lines[role]:
            continue
        if not lines[needed]:
            start, end, _ = lines[role][0]
            text = "Báo cáo nêu hạn chế nhưng không có phần nguyên nhân." if role == "han_che" else (
                "Báo cáo nêu nguyên nhân nhưng không có phần phương hướng, nhiệm vụ, giải pháp."
            )  # fmt: skip
            if role == "han_che" and any(re.search(r"(?<!\w)(?:do|vì|nguyên nhân)(?!\w)", t) for *_, t in lines[role]):
                continue
            found.append(finding(subject, "linkage", "warning", start, end, text, expected))
            continue
        answered = {topic for *_, text in lines[needed] for topic in topics_of(text)}
        for start, end, text in lines[role]:
            topics = [t for t in topics_of(text) if t not in GENERAL]
            if topics and not answered.intersection(topics):
                found.append(
                    finding(subject, "linkage", "info", start, end, message.format(label=label_of(topics[0])), expected)
                )
    return tuple(found)


def _lines(subject: Subject, role: str) -> Iterator[tuple[int, int, str]]:
    for section in _with_role(subject.document.sections if subject.document else (), role):
        for block in section.blocks:
            if block.kind in ("paragraph", "item") and block.end - block.start >= LEAST and not block.rows:
                yield block.start, block.end, subject.text[block.start : block.end]


def _with_role(sections: tuple[Section, ...], role: str) -> Iterator[Section]:
    for section in sections:
        if section.role == role:
            yield section
        yield from _with_role(section.children, role)
