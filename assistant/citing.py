"""What the user's documents say of directives: where each is cited, where they disagree, and entries that only they know."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.records import CitedIn
from knowledge.issuers import same_issuer
from knowledge.mention_patterns import TYPE_OF
from knowledge.records import Directive, Document, Mention
from knowledge.registry import Registry
from knowledge.symbols import TYPE_CODES, find_symbols, symbol_key
from knowledge.text import fold, nfc

UPLOADED = "văn bản tải lên"
CITED = "được dẫn trong"
_WHOLE = re.compile(r"\d{4}-\d\d-\d\d")
_ABOUT = re.compile(r"^(?:v/v|ve viec|ve)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Citing:
    """A directive as one document of the knowledge base names it; `kind` is the document's."""

    document: str
    mention: Mention
    kind: str = ""


def citings(documents: Iterable[Document]) -> tuple[Citing, ...]:
    """List every mention of every document, in reading order."""
    return tuple(
        Citing(document.title, mention, document.kind) for document in documents for mention in document.mentions
    )


def entries_of(documents: Iterable[Document], registry: Registry) -> tuple[Directive, ...]:
    """Make entries of the uploaded directives that the registry does not hold under their symbol and date."""
    made = (_entry_of(document) for document in documents if document.kind == "directive")
    return tuple(entry for entry in made if entry and not _held(entry, registry))


def entries_cited(cited: Iterable[Citing], registry: Registry) -> tuple[Directive, ...]:
    """Make entries of low confidence for whole symbols that documents cite and the registry does not hold."""
    groups: dict[str, list[Citing]] = {}
    for citing in cited:
        symbol = citing.mention.symbol
        if symbol and find_symbols(symbol) and registry.find(citing.mention) is None:
            groups.setdefault(f"{symbol_key(symbol)}|{_place_of(citing.mention)}", []).append(citing)
    return tuple(_merged(group) for group in groups.values())


def cited_in(entry: Directive, cited: Iterable[Citing], registry: Registry) -> tuple[CitedIn, ...]:
    """List where documents name this very entry, each with its quote; a differing date or issuer is a conflict."""
    key, number = symbol_key(entry.symbol), symbol_key(entry.symbol).partition("/")[0]
    found = []
    for citing in cited:
        named = symbol_key(citing.mention.symbol or "")
        if named in {key, number} and registry.find(citing.mention) == entry:
            found.append(_cited(citing, entry))
    return _distinct(found)


def counts(cited: Iterable[Citing], registry: Registry) -> dict[Directive, int]:
    """Count how often the documents name each entry."""
    found = (registry.find(citing.mention) for citing in cited if citing.mention.symbol)
    return Counter(entry for entry in found if entry is not None)


def _entry_of(document: Document) -> Directive | None:
    facts = document.facts
    found = find_symbols(facts.number)
    if not found:
        return None
    kind = _type_in_title(document.title) or TYPE_CODES.get(found[0].code, "")
    if not kind:
        return None
    return Directive(
        symbol=found[0].symbol, type=kind, issued_on=facts.date if _WHOLE.fullmatch(facts.date) else None,
        issuer=facts.issuer, term=None, title=_about(document.title, kind), status="khong_ro", confidence="medium",
        level={"": "central", "trung ương": "central"}.get(facts.level, facts.level), source=f"{UPLOADED}: {document.title}",
    )  # fmt: skip


def _type_in_title(title: str) -> str:
    words = fold(title).split()
    return next((TYPE_OF[name] for size in (4, 3, 2, 1) if (name := " ".join(words[:size])) in TYPE_OF), "")


def _about(title: str, kind: str) -> str:
    """Leave of a document's title what stands behind its type and number."""
    rest = nfc(title)
    if fold(rest).startswith(fold(kind)):
        rest = rest[len(kind) :].strip(" :-")
    for found in find_symbols(rest)[:1]:
        if found.start <= 4:
            rest = rest[found.end :].strip(" ,:-")
    return rest[:1].lower() + rest[1:] if _ABOUT.match(fold(rest)) else rest


def _held(entry: Directive, registry: Registry) -> bool:
    same = registry.by_symbol(entry.symbol)
    return any(other.issued_on == entry.issued_on or entry.issued_on is None for other in same)


def _place_of(mention: Mention) -> str:
    """Local symbols recur from body to body: those of two years are two directives."""
    return (mention.issued_on or "")[:4]


def _merged(group: list[Citing]) -> Directive:
    mentions = [citing.mention for citing in group]
    first = group[0]
    code = find_symbols(first.mention.symbol or "")[0].code
    titles = list(dict.fromkeys(citing.document for citing in group))
    return Directive(
        symbol=first.mention.symbol or "", type=_most(m.type for m in mentions) or TYPE_CODES.get(code, ""),
        issued_on=_most(m.issued_on for m in mentions) or None, issuer=_most(m.issuer for m in mentions),
        term=_most(m.term for m in mentions) or None, title=_most(m.title for m in mentions), status="khong_ro",
        confidence="low", level="", source=f"{CITED} «{'», «'.join(titles[:3])}»; chưa có trong sổ văn bản",
    )  # fmt: skip


def _most(values: Iterable[str | None]) -> str:
    found = Counter(value for value in values if value)
    return found.most_common(1)[0][0] if found else ""


def _cited(citing: Citing, entry: Directive) -> CitedIn:
    mention = citing.mention
    dates = bool(mention.issued_on and entry.issued_on and mention.issued_on != entry.issued_on)
    bodies = bool(
        mention.issuer
        and entry.issuer
        and not any(same_issuer(mention.issuer, body) for body in entry.issuer.partition(" (")[0].split(";"))
    )
    return CitedIn(citing.document, mention.quote, mention.issued_on, dates or bodies)


def _distinct(found: list[CitedIn]) -> tuple[CitedIn, ...]:
    """Keep one of each document, date and conflict; conflicts come first."""
    kept: dict[tuple[str, str | None, bool], CitedIn] = {}
    for cited in found:
        kept.setdefault((cited.document, cited.issued_on, cited.conflict), cited)
    return tuple(sorted(kept.values(), key=lambda c: not c.conflict))
