"""blank: a place that was left to be filled in, dots, missing numbers and `[slots]` alike."""

from __future__ import annotations

import re

from assistant.checks.subject import Subject, finding
from assistant.records import Finding
from knowledge.blanks import blank_spans

SLOT = re.compile(r"\[(?!\^?\d+\])[^\[\]\n]{2,160}\]")


def check(subject: Subject) -> tuple[Finding, ...]:
    """Flag dotted blanks and slots."""
    dotted = [(start, end, "Chỗ trống chưa điền.") for start, end in blank_spans(subject.text)]
    slots = [(m.start(), m.end(), f"Chỗ {m.group()} chưa điền.") for m in SLOT.finditer(subject.text)]
    return tuple(
        finding(subject, "blank", "error", start, end, f"{message} Điền số liệu hoặc bỏ ý này.")
        for start, end, message in sorted(dotted + slots)
    )
