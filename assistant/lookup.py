"""Which directive applies: a question becomes registry entries with where the documents cite them, or nothing found."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.registry import Registry

from assistant.records import CitedIn, DirectiveMatch, Profile
from knowledge.directives import parse_mentions
from knowledge.records import Directive, Document, Mention
from knowledge.text import fold

FLOOR = 0.34
"""Topic score under which an entry counts as not found (set on the cases of `eval.lookups`)."""

MAX_MATCHES = 5
NOISE = frozenset(
    ["van", "ban", "nao", "quy", "dinh", "ve", "la", "gi", "can", "cu", "theo", "cho", "hoi", "co", "nhung", "cac", "cua", "va", "hay", "voi", "duoc", "ap", "dung", "hien", "nay", "dang", "thi", "so", "ngay", "thang", "nam", "toi", "muon", "tim", "xem", "noi", "dung", "nhu", "the", "phai", "dua", "tren", "viec", "trong", "o", "tai", "khi", "may", "ai", "dau"]
)


@dataclass(frozen=True, slots=True)
class Citing:
    """A directive as one document of the knowledge base names it."""

    document: str
    mention: Mention


def citings(documents: tuple[Document, ...]) -> tuple[Citing, ...]:
    """List every mention of every document, in reading order."""
    return tuple(Citing(d.title, m) for d in documents for m in d.mentions)


def look_up(
    text: str, registry: Registry, cited: tuple[Citing, ...] = (), profile: Profile | None = None
) -> tuple[DirectiveMatch, ...]:
    """Answer "which directive ..." from the registry: by symbol or number first, by topic otherwise; best first."""
    scored = _by_symbol(text, registry, cited, profile) or _by_topic(text, registry)
    return tuple(_match(directive, score, cited, profile) for directive, score in scored[:MAX_MATCHES])


def first_mention(directive: Directive) -> str:
    """Write the first citation (NĐ 30/2020, II.6.b): type, symbol, date, issuer, title; laws by name only."""
    if directive.type in {"Luật", "Pháp lệnh", "Bộ luật"}:
        return _law_name(directive)
    date = f" ngày {_vi_date(directive.issued_on)}" if directive.issued_on else ""
    term = (
        f" ({directive.term.split('(')[0].strip()})" if directive.term and "Trung ương" not in directive.issuer else ""
    )
    issuer = f" của {directive.issuer}{term}" if directive.issuer else ""
    title = f" {directive.title}" if directive.title else ""
    return f"{directive.type} số {directive.symbol}{date}{issuer}{title}"


def later_mention(directive: Directive) -> str:
    """Write the later citation: type and number only; laws by name."""
    if directive.type in {"Luật", "Pháp lệnh", "Bộ luật"}:
        return _law_name(directive)
    return f"{directive.type} số {directive.symbol}"


def applies(directive: Directive, profile: Profile | None) -> tuple[str, str]:
    """Say whether an entry can be a basis for the profile's period, with the reason: (yes/expired/superseded/unknown, reason)."""
    end = _end_of_period(profile)
    unsure = " (cần kiểm tra: tình trạng hiệu lực chưa đối chiếu nguồn)" if directive.status_source != "seen" else ""
    if end and directive.issued_on and directive.issued_on[:4] > end[:4]:
        return (
            "unknown",
            f"Ban hành ngày {_vi_date(directive.issued_on)}, sau kỳ báo cáo {profile.period if profile else ''}.",
        )
    if directive.status == "duoc_thay_the" or directive.replaced_by:
        by = f" bằng {directive.replaced_by}" if directive.replaced_by else ""
        until = directive.effective_until
        if until and end and end < until:
            return "yes", f"Còn hiệu lực trong kỳ báo cáo; từ {_vi_date(until)} được thay thế{by}{unsure}."
        return "superseded", f"Đã được thay thế{by}{unsure}."
    if directive.status == "het_hieu_luc":
        until = directive.effective_until
        if until and end and end < until:
            return "yes", f"Còn hiệu lực trong kỳ báo cáo; hết hiệu lực từ {_vi_date(until)}{unsure}."
        return "expired", f"Đã hết hiệu lực{unsure}."
    if directive.status == "con_hieu_luc":
        return "yes", f"Còn hiệu lực{unsure}."
    return "unknown", "Chưa rõ tình trạng hiệu lực, cần kiểm tra."


def _by_symbol(
    text: str, registry: Registry, cited: tuple[Citing, ...], profile: Profile | None
) -> list[tuple[Directive, float]]:
    found: list[tuple[Directive, float]] = []
    for mention in parse_mentions(text):
        if mention.symbol is None:
            continue
        entries = registry.by_symbol(mention.symbol) or registry.by_number(mention.symbol)
        found += [(entry, _fit(entry, mention, cited, profile)) for entry in entries]
    if not found:
        for number in re.findall(r"(?:số|so|con số)\s+(\d{1,4})\b", text.lower()):
            found += [(entry, 0.6 + _cited_bonus(entry, cited)) for entry in registry.by_number(number)]
    unique = {(d.symbol, d.issued_on, d.title): (d, s) for d, s in sorted(found, key=lambda pair: pair[1])}
    return sorted(unique.values(), key=lambda pair: (-pair[1], pair[0].issued_on or ""), reverse=False)


def _fit(entry: Directive, mention: Mention, cited: tuple[Citing, ...], profile: Profile | None) -> float:
    score = 0.6
    if mention.type and fold(mention.type) == fold(entry.type):
        score += 0.1
    if mention.issued_on and entry.issued_on:
        score += 0.15 if entry.issued_on.startswith(mention.issued_on) else -0.1
    if mention.term and entry.term and entry.term.startswith(mention.term):
        score += 0.05
    end = _end_of_period(profile)
    if end and entry.issued_on and entry.issued_on[:4] <= end[:4]:
        score += 0.05
    return min(score + _cited_bonus(entry, cited), 1.0)


def _cited_bonus(entry: Directive, cited: tuple[Citing, ...]) -> float:
    same = [c.mention for c in cited if c.mention.symbol == entry.symbol]
    if any(m.issued_on and m.issued_on == entry.issued_on for m in same):
        return 0.1
    return 0.05 if same else 0.0


def _by_topic(text: str, registry: Registry) -> list[tuple[Directive, float]]:
    words = [w for w in re.findall(r"\w+", fold(text)) if w not in NOISE]
    if not words:
        return []
    return [(entry, score) for entry, score in registry.match(text) if score >= FLOOR]


def _match(directive: Directive, score: float, cited: tuple[Citing, ...], profile: Profile | None) -> DirectiveMatch:
    verdict, reason = applies(directive, profile)
    return DirectiveMatch(
        directive=directive,
        applies=verdict,  # type: ignore[arg-type]
        reason=reason,
        score=round(score, 4),
        cited_in=tuple(_cited_in(c, directive) for c in cited if c.mention.symbol == directive.symbol),
        first_mention=first_mention(directive),
        later_mention=later_mention(directive),
    )


def _cited_in(citing: Citing, directive: Directive) -> CitedIn:
    date = citing.mention.issued_on
    return CitedIn(citing.document, citing.mention.quote, date, bool(date and date != directive.issued_on))


def _end_of_period(profile: Profile | None) -> str:
    """The day by which a report is judged: its own date, else the last day of its period; empty when neither is given."""
    years = re.findall(r"\d{4}", profile.period) if profile else []
    return profile.date if profile and profile.date else f"{years[-1]}-12-31" if years else ""


def _law_name(directive: Directive) -> str:
    title = directive.title
    return title if title.startswith(directive.type) else f"{directive.type} {title}"


def _vi_date(iso: str | None) -> str:
    parts = (iso or "").split("-")
    return "/".join(reversed(parts)) if len(parts) > 1 else (iso or "")
