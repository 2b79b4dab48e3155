"""organisation: a district body that acts in a report dated after 01/7/2025, when districts ceased to exist."""

from __future__ import annotations

import re

from assistant.checks.subject import Subject, finding
from assistant.records import Finding

ABOLISHED_ON = "2025-07-01"
"""Constitution's amendment 203/2025/QH15 and Law 72/2025/QH15: two levels of local government from this day."""
DISTRICT = re.compile(
    r"\b(?:Huyện ủy|Huyện uỷ|UBND huyện|Ủy ban nhân dân huyện|HĐND huyện|MTTQ huyện|Ủy ban MTTQ huyện|Phòng [A-ZĐ][\w ]{2,20} huyện)\b"
)
HISTORY = re.compile(r"\b(?:trước đây|trước ngày|đến hết|giai đoạn|nay là|cũ|năm 20(?:0\d|1\d|2[0-4]))\b")


def check(subject: Subject) -> tuple[Finding, ...]:
    """Flag district bodies in present-day sentences of a report dated from 01/7/2025 on."""
    if not subject.profile.date or subject.profile.date < ABOLISHED_ON:
        return ()
    found = []
    for match in DISTRICT.finditer(subject.text):
        start = max(subject.text.rfind(".", 0, match.start()), subject.text.rfind("\n", 0, match.start())) + 1
        if HISTORY.search(subject.text[start : match.end() + 60]):
            continue
        message = f"«{match.group()}» không còn từ 01/7/2025 (chính quyền địa phương hai cấp); nếu là việc trước đó, ghi rõ thời gian."
        found.append(finding(subject, "organisation", "warning", match.start(), match.end(), message))
    return tuple(found)
