"""The forms in which a directive is cited: in full at its first mention, by type and number afterwards; laws by name."""

from __future__ import annotations

from assistant.facets import LAWS
from assistant.validity import vi_date
from knowledge.records import Directive


def first_mention(directive: Directive) -> str:
    """Write the first citation: type, symbol, date, issuer, title; laws and ordinances by name only."""
    if directive.type in LAWS:
        return _law_name(directive)
    date = f" ngày {vi_date(directive.issued_on)}" if directive.issued_on else ""
    issuer = f" của {directive.issuer}" if directive.issuer else ""
    if issuer and directive.term and "Trung ương" not in directive.issuer and "khóa" not in directive.issuer:
        issuer += f" ({directive.term.split('(')[0].strip()})"
    title = f" {directive.title}" if directive.title else ""
    return f"{_numbered(directive)}{date}{issuer}{title}"


def later_mention(directive: Directive) -> str:
    """Write the later citation: type and number only; laws by name."""
    return _law_name(directive) if directive.type in LAWS else _numbered(directive)


def _numbered(directive: Directive) -> str:
    return f"{directive.type} số {directive.symbol}" if directive.symbol else directive.type


def _law_name(directive: Directive) -> str:
    title = directive.title
    return title if title.startswith(directive.type) else f"{directive.type} {title}".strip()
