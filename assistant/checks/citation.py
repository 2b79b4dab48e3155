"""citation: every `[n]` of a draft resolves to a source that the draft lists."""

from __future__ import annotations

import re

from assistant.checks.subject import Subject, finding
from assistant.records import Finding

MARK = re.compile(r"\[(\d{1,3})\]")


def check(subject: Subject) -> tuple[Finding, ...]:
    """Flag marks without a source; silent where the text comes without a list of sources."""
    if subject.citations is None:
        return ()
    known = {c.n for c in subject.citations}
    return tuple(
        finding(
            subject, "citation", "error", m.start(), m.end(), f"Dấu dẫn nguồn {m.group()} không có nguồn tương ứng."
        )
        for m in MARK.finditer(subject.text)
        if int(m[1]) not in known
    )
