"""directive_*: each directive that a text names is held against the registry: known, right date, right issuer."""

from __future__ import annotations

import re

from assistant.checks.subject import Subject, finding
from assistant.records import Finding, Severity
from knowledge.records import Directive, Mention
from knowledge.text import fold


def check(subject: Subject) -> tuple[Finding, ...]:
    """Flag unknown central directives and wrong dates, issuers and terms; only sure entries raise an error."""
    if subject.registry is None:
        return ()
    found: list[Finding] = []
    for mention in subject.mentions:
        if mention.symbol is None or not re.search(r"[^\d]", mention.symbol):
            continue
        entries = subject.registry.by_symbol(mention.symbol)
        if entries:
            found += _against(subject, mention, entries)
        elif re.search(r"/(TW|QH\d*|NĐ-CP|TTg|UBTVQH)|-TTg$|/TTg$|QH\d+$|NĐ-CP$|/TW$", mention.symbol):
            found.append(_finding(subject, mention, "directive_unknown", "warning", _unknown(mention)))
    return tuple(found)


def _against(subject: Subject, mention: Mention, entries: tuple[Directive, ...]) -> list[Finding]:
    found = []
    dated = [e for e in entries if e.issued_on]
    if (
        mention.issued_on
        and dated
        and not any(e.issued_on and e.issued_on.startswith(mention.issued_on) for e in dated)
    ):
        right = _nearest(mention, dated)
        day = "/".join(reversed((right.issued_on or "").split("-")))
        text = (
            f"{mention.type} {mention.symbol} ghi ngày khác sổ văn bản: {_vi(mention.issued_on)} (sổ văn bản: {day})."
        )
        found.append(_finding(subject, mention, "directive_date", _severity(right), text, f"ngày {day}"))
    match = [e for e in dated if mention.issued_on and (e.issued_on or "").startswith(mention.issued_on)] or list(
        entries
    )
    if len(match) == 1 and mention.issuer and match[0].issuer and not _same_body(mention.issuer, match[0].issuer):
        text = f"{mention.type} {mention.symbol} do {match[0].issuer} ban hành, không phải {mention.issuer}."
        found.append(_finding(subject, mention, "directive_issuer", _severity(match[0]), text, match[0].issuer))
    if len(match) == 1 and mention.term and match[0].term and not match[0].term.startswith(mention.term):
        term = match[0].term.split("(")[0].strip()
        text = f"{mention.type} {mention.symbol} thuộc {term}, không phải {mention.term}."
        found.append(_finding(subject, mention, "directive_issuer", _severity(match[0]), text, term))
    return found


def _nearest(mention: Mention, entries: list[Directive]) -> Directive:
    year = int((mention.issued_on or "0")[:4])
    return min(entries, key=lambda e: abs(int((e.issued_on or "0")[:4]) - year))


def _same_body(one: str, other: str) -> bool:
    a, b = fold(one), fold(other)
    return a in b or b in a


def _severity(directive: Directive) -> Severity:
    return "error" if directive.confidence == "high" else "warning"


def _unknown(mention: Mention) -> str:
    return f"Chưa tìm thấy {mention.type} {mention.symbol} trong sổ văn bản; kiểm tra số, ký hiệu hoặc bổ sung vào sổ."


def _finding(
    subject: Subject, mention: Mention, kind: str, severity: Severity, message: str, expected: str = ""
) -> Finding:
    return finding(subject, kind, severity, mention.start, mention.end, message, expected)


def _vi(iso: str) -> str:
    return "/".join(reversed(iso.split("-")))
