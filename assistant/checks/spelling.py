"""spelling: a syllable typed twice, where Vietnamese does not double it."""

from __future__ import annotations

import re

from assistant.checks.subject import Subject, finding
from assistant.records import Finding

DOUBLED = re.compile(r"(?<![\w/.-])([^\W\d_]{2,})[ \t]+\1(?![\w/.-])", re.IGNORECASE)
REDUPLICATED = frozenset(
    ["luôn", "thường", "xuyên", "đều", "từ", "từng", "dần", "mãi", "ngày", "người", "nhà", "nơi", "chốn", "đời", "ai", "đâu", "gì", "xanh", "hay", "rất", "khăng", "chằm", "chuyên", "ào", "vừa", "hằng", "ngành", "nghề", "lâu", "đôi", "nhiều", "xa", "hơn", "sớm", "thôn", "bản"]
)


def check(subject: Subject) -> tuple[Finding, ...]:
    """Flag doubled syllables that are not a reduplication of the language."""
    return tuple(
        finding(
            subject, "spelling", "warning", m.start(), m.end(), f"Từ «{m.group()}» bị lặp; có thể là «{m[1]}».", m[1]
        )
        for m in DOUBLED.finditer(subject.text)
        if m[1].lower() not in REDUPLICATED and "\n" not in m.group()
    )
