"""foreign_figure: a figure or a place that stands in another unit's report and nowhere in the user's own facts."""

from __future__ import annotations

import re

from assistant.checks.subject import Subject, finding
from assistant.checks.unsupported import traces
from assistant.records import Finding
from knowledge.text import fold, nfc

PLACE = re.compile(
    r"\b(?i:xã|phường|thị trấn|thị xã|huyện|quận|thành phố|tỉnh)\s+((?:[A-ZĐÀ-Ỹ][\wÀ-ỹ]*)(?:\s+[A-ZĐÀ-Ỹ][\wÀ-ỹ]*){0,3})"
)
COMMON = frozenset({"1", "2", "3", "4", "5", "10", "100"})
"""Values too common to be recognised as somebody else's."""


def check(subject: Subject) -> tuple[Finding, ...]:
    """Flag figures and place names of other units' reports."""
    return _figures(subject) + _places(subject)


def _figures(subject: Subject) -> tuple[Finding, ...]:
    if subject.support is None:
        return ()
    strangers = {
        (f.value, fold(f.unit)): source.name
        for source in subject.foreign
        for f in source.figures
        if f.value not in COMMON
    }
    return tuple(
        finding(
            subject, "foreign_figure", "error", f.start, f.end,
            f"Số liệu «{f.quote}» trùng với «{strangers[f.value, fold(f.unit)]}» và không có trong số liệu của đơn vị.",
        )
        for f in subject.figures
        if (f.value, fold(f.unit)) in strangers and not traces(f, subject.supported_figures)
    )  # fmt: skip


def _places(subject: Subject) -> tuple[Finding, ...]:
    own = fold(" ".join([s.text for s in subject.support or ()] + [subject.profile.unit, subject.profile.parent]))
    if not subject.profile.unit and subject.support is None:
        return ()
    named = {fold(m[1]): s.name for s in subject.foreign for m in PLACE.finditer(nfc(s.text))}
    return tuple(
        finding(
            subject, "foreign_figure", "error", m.start(), m.end(),
            f"Địa danh «{m.group()}» là của «{named[fold(m[1])]}», không phải của đơn vị báo cáo.",
        )
        for m in PLACE.finditer(subject.text)
        if fold(m[1]) in named and fold(m[1]) not in own
    )  # fmt: skip
