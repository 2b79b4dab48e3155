"""date_range: periods that end before they start, and dates that no calendar has."""

from __future__ import annotations

import re
from datetime import date

from assistant.checks.subject import Subject, finding
from assistant.records import Finding

NUMERIC = re.compile(r"(?<![\d/.,-])(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?![\d/])")


def check(subject: Subject) -> tuple[Finding, ...]:
    """Flag impossible dates and reversed or empty periods."""
    return _impossible(subject) + _reversed(subject)


def _impossible(subject: Subject) -> tuple[Finding, ...]:
    found = []
    for match in NUMERIC.finditer(subject.text):
        day, month, year = (int(part) for part in match.groups())
        try:
            date(year, month, day)
        except ValueError:
            message = f"Ngày «{match.group()}» không có trong lịch; kiểm tra lại ngày, tháng."
            found.append(finding(subject, "date_range", "error", match.start(), match.end(), message))
    return tuple(found)


def _reversed(subject: Subject) -> tuple[Finding, ...]:
    found = []
    for mention in subject.dates:
        start, dots, end = mention.value.partition("..")
        if dots and start and end and end[: len(start)] < start[: len(end)]:
            text = f"Khoảng thời gian «{mention.quote}» kết thúc trước khi bắt đầu."
        elif dots and start == end and len(start) == 4:
            text = f"Khoảng thời gian «{mention.quote}» bắt đầu và kết thúc cùng một năm; kiểm tra năm bắt đầu."
        else:
            continue
        found.append(finding(subject, "date_range", "error", mention.start, mention.end, text))
    return tuple(found)
