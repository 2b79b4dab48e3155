"""Checks of a text, one pure function a file with the same signature; the tuple below lists them all."""

from assistant.checks import (
    arithmetic,
    blanks,
    casing,
    changes,
    citation,
    conflicts,
    coverage,
    dates,
    directives,
    foreign,
    linkage,
    nonwords,
    numbering,
    organisation,
    slips,
    spelling,
    sums,
    tablesums,
    titles,
    unsupported,
)
from assistant.checks.subject import Source, Subject, support_of
from assistant.records import Finding

CHECKS = (
    unsupported.check, foreign.check, arithmetic.check, sums.check, changes.check,
    tablesums.check, conflicts.check, directives.check, titles.check, dates.check, blanks.check, numbering.check,
    spelling.check, slips.check, nonwords.check, casing.check, coverage.check, linkage.check, organisation.check, citation.check,
)  # fmt: skip

ORDER = {"error": 0, "warning": 1, "info": 2}

__all__ = ["CHECKS", "Source", "Subject", "run_checks", "support_of"]


def run_checks(subject: Subject) -> tuple[Finding, ...]:
    """Run every check on a text; the findings in reading order, a foreign figure or a misspelt word not told twice."""
    found = [f for check in CHECKS for f in check(subject)]
    foreign_spans = {(f.start, f.end) for f in found if f.kind == "foreign_figure"}
    kept = [f for f in found if f.kind != "figure_unsupported" or (f.start, f.end) not in foreign_spans]
    return tuple(sorted(kept, key=lambda f: (f.start, ORDER[f.severity], f.kind)))
