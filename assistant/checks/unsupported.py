"""figure_unsupported: every figure and date of a draft traces to a note, a fact, the profile or a cited guidance passage."""

from __future__ import annotations

from assistant.checks.subject import Subject, finding
from assistant.records import Finding
from knowledge.figures import parse_dates
from knowledge.records import Figure
from knowledge.text import fold


def check(subject: Subject) -> tuple[Finding, ...]:
    """Flag figures and dates that trace to nothing; silent when the user gave neither notes nor facts."""
    if subject.support is None:
        return ()
    return _figures(subject) + _dates(subject)


def traces(figure: Figure, known: tuple[Figure, ...]) -> bool:
    """Tell whether a figure stands among the known ones: the same value, and units that do not contradict each other."""
    return any(figure.value == other.value and _units_agree(figure.unit, other.unit) for other in known)


def _figures(subject: Subject) -> tuple[Finding, ...]:
    inside = [(m.start, m.end) for m in subject.mentions] + [(d.start, d.end) for d in subject.dates]
    return tuple(
        finding(
            subject, "figure_unsupported", "error", f.start, f.end,
            f"Số liệu «{f.quote}» không có trong ghi chú, số liệu hay văn bản được dẫn; bổ sung nguồn hoặc bỏ khỏi đoạn.",
        )
        for f in subject.figures
        if not traces(f, subject.supported_figures) and not any(a <= f.start < b for a, b in inside)
    )  # fmt: skip


def _dates(subject: Subject) -> tuple[Finding, ...]:
    known = {d.value for s in subject.support or () for d in parse_dates(s.text)}
    known |= {part for value in known for part in value.split("..")}
    texts = " ".join(s.text for s in subject.support or ())
    in_mentions = [(m.start, m.end) for m in subject.mentions]
    return tuple(
        finding(
            subject, "figure_unsupported", "error", d.start, d.end,
            f"Thời gian «{d.quote}» không có trong ghi chú hay hồ sơ báo cáo; kiểm tra lại.",
        )
        for d in subject.dates
        if d.value not in known
        and not all(part in known or part in texts for part in d.value.split(".."))
        and not any(a <= d.start < b for a, b in in_mentions)
    )  # fmt: skip


def _units_agree(one: str, other: str) -> bool:
    a, b = fold(one).strip(), fold(other).strip()
    if not a or not b or a == b:
        return True
    return a.startswith(b + " ") or b.startswith(a + " ") or a.split("/")[0] == b.split("/")[0]
