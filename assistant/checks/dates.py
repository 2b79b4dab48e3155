"""date_range: periods that end before they start or are not as long as said, impossible dates, a basis later than the report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from assistant.checks.subject import Subject, finding
from assistant.records import Finding

NUMERIC = re.compile(r"(?<![\d/.,-])(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?![\d/])", re.ASCII)
SPELT = re.compile(r"(?i:ngày)\s+(\d{1,2})\s+tháng\s+(\d{1,2})(?:\s*,?\s*năm\s+(\d{4}))?(?!\d)", re.ASCII)
SHORT = re.compile(r"(?i:ngày)\s+(\d{1,2})[/-](\d{1,2})(?![\d/-]|[.,]\d)", re.ASCII)
LEAP = 2020
YEARS = re.compile(
    r"(?<!\d)(\d{1,2})\s+năm\b(?P<words>[^.;\n()]{0,30})\(\s*(?:giai đoạn\s+|từ\s+(?:năm\s+)?)?(\d{4})\s*(?:[-–]|đến(?:\s+năm)?)\s*(\d{4})\s*\)",
    re.ASCII,
)


def check(subject: Subject) -> tuple[Finding, ...]:
    """Flag impossible dates, reversed or empty periods, wrong lengths and directives from after the report."""
    return (*_impossible(subject), *_reversed(subject), *_lengths(subject), *_later(subject))


def _impossible(subject: Subject) -> Iterator[Finding]:
    for pattern in (NUMERIC, SPELT, SHORT):
        for match in pattern.finditer(subject.text):
            day, month = int(match[1]), int(match[2])
            year = match[3] if match.re.groups > 2 else None
            try:
                date(int(year) if year and int(year) else LEAP, month, day)
            except ValueError:
                message = f"Ngày «{match.group()}» không có trong lịch; kiểm tra lại ngày, tháng."
                yield finding(subject, "date_range", "error", match.start(), match.end(), message)


def _reversed(subject: Subject) -> Iterator[Finding]:
    for mention in subject.dates:
        start, dots, end = mention.value.partition("..")
        if not dots or start.startswith("-") or end.startswith("-"):
            continue
        if start and end and end[: len(start)] < start[: len(end)]:
            text = f"Khoảng thời gian «{mention.quote}» kết thúc trước khi bắt đầu."
        elif start == end and len(start) == 4:
            text = f"Khoảng thời gian «{mention.quote}» bắt đầu và kết thúc cùng một năm; kiểm tra năm bắt đầu."
        else:
            continue
        yield finding(subject, "date_range", "error", mention.start, mention.end, text)


def _lengths(subject: Subject) -> Iterator[Finding]:
    """ "Tổng kết 10 năm (2009 - 2019)": the years apart, or both ends counted."""
    for match in YEARS.finditer(subject.text):
        said, first, last = int(match[1]), int(match[3]), int(match[4])
        if first < last and said not in (last - first, last - first + 1):
            message = f"«{match.group()}»: từ {first} đến {last} là {last - first} năm, không phải {said} năm."
            expected = str(last - first)
            yield finding(subject, "date_range", "warning", match.start(), match.end(), message, expected)


def _later(subject: Subject) -> Iterator[Finding]:
    """A report cannot rest on a directive issued after it."""
    own = subject.profile.date
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", own):
        return
    for mention in subject.mentions:
        if mention.issued_on and len(mention.issued_on) == 10 and mention.issued_on > own:
            day, today = ("/".join(reversed(d.split("-"))) for d in (mention.issued_on, own))
            message = f"«{mention.type} {mention.symbol or ''}» ghi ngày {day}, sau ngày của văn bản này ({today})."
            severity = "error" if mention.issued_on[:4] > own[:4] else "warning"
            yield finding(
                subject,
                "date_range",
                "error" if severity == "error" else "warning",
                mention.start,
                mention.end,
                message,
            )
