"""directive_*: each directive that a text names is held against the registry and against its other namings in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.subject import Subject, finding
from assistant.records import Finding, Severity
from knowledge.records import Directive, Mention
from knowledge.text import fold, tokens

CENTRAL = re.compile(r"/(?:TW|QH\d*|NĐ-CP|TTg|UBTVQH)|-TTg$|/TTg$|QH\d+$|NĐ-CP$|/TW$")
LOCAL = re.compile(r"\b(?:xa|phuong|thi tran|huyen|quan|thi uy|tinh|tinh uy|thanh uy|huyen uy|dac khu|thon)\b")
"""A local body behind a central symbol issued the report, not the directive ("báo cáo … Kết luận 62 của Đảng ủy xã …")."""
SWAPPED = re.compile(r"(?<!\d)(\d{1,4})\s?/\s?([A-ZĐ]{2})\s?-\s?(TW|TU|HU|ĐU)(?!\w)")
FILLER = re.compile(r"\([^)]*\)|(?<!\w)(?:dang|cong san|viet nam|khoa [ivxlc]+|hoi nghi lan thu \w+|nuoc)(?!\w)")
SHORT_NAMES = {
    "bch": "ban chap hanh",
    "tw": "trung uong",
    "bct": "bo chinh tri",
    "ttg": "thu tuong chinh phu",
    "mttq": "mat tran to quoc",
}
SAME_THEME = 0.34
"""Share of a directive's title that must follow a bare number ("Kết luận số 21 ...") for it to be the one meant."""


def check(subject: Subject) -> tuple[Finding, ...]:
    """Flag unknown central directives and wrong dates, issuers and terms; only sure entries raise an error."""
    found = [*_swapped(subject), *_two_dates(subject)]
    if subject.registry is not None:
        for mention in subject.mentions:
            found += _one(subject, mention)
    seen = {(f.kind, f.start): f for f in reversed(found)}
    return tuple(sorted(seen.values(), key=lambda f: (f.start, f.kind)))


def _one(subject: Subject, mention: Mention) -> list[Finding]:
    registry = subject.registry
    if registry is None or mention.symbol is None:
        return []
    if mention.symbol.isdigit():
        entries = tuple(e for e in registry.by_number(mention.symbol, mention.type) if _of_theme(subject, mention, e))
        return _against(subject, mention, entries, bare=True) if len(entries) == 1 else []
    entries = registry.by_symbol(mention.symbol)
    if entries:
        return _against(subject, mention, entries, bare=False)
    if CENTRAL.search(mention.symbol):
        return [_finding(subject, mention, "directive_unknown", "warning", _unknown(mention))]
    return []


def _against(subject: Subject, mention: Mention, entries: tuple[Directive, ...], *, bare: bool) -> list[Finding]:
    dated = [e for e in entries if e.issued_on]
    match = [e for e in dated if mention.issued_on and _same_day(e.issued_on or "", mention.issued_on)]
    found = []
    if mention.issued_on and dated and not match:
        right = _nearest(mention, dated)
        day = _vi(right.issued_on or "")
        text = (
            f"{mention.type} {mention.symbol} ghi ngày khác sổ văn bản: {_vi(mention.issued_on)} (sổ văn bản: {day})."
        )
        found.append(
            _finding(
                subject,
                mention,
                "directive_date",
                _severity(right, 1 if _same_year(right, mention) else len(dated), bare),
                text,
                f"ngày {day}",
            )
        )
    known = match or list(entries)
    if (
        mention.issuer
        and not LOCAL.search(fold(mention.issuer))
        and not any(_same_body(mention.issuer, e.issuer) for e in known if e.issuer)
        and known[0].issuer
    ):
        right = known[0]
        text = f"{mention.type} {mention.symbol} do {right.issuer} ban hành, không phải {mention.issuer}."
        severity = _severity(right, len(known), bare)
        found.append(_finding(subject, mention, "directive_issuer", severity, text, right.issuer))
    elif mention.term and all(e.term and _term(e.term) != _term(mention.term) for e in known):
        right = known[0]
        term = (right.term or "").split("(")[0].strip()
        text = f"{mention.type} {mention.symbol} thuộc {term}, không phải {mention.term}."
        found.append(_finding(subject, mention, "directive_issuer", _severity(right, len(known), bare), text, term))
    return found


def _swapped(subject: Subject) -> Iterator[Finding]:
    """ "62/KL-TW": the Party writes number-type/body."""
    for match in SWAPPED.finditer(subject.text):
        right = f"{match[1]}-{match[2]}/{match[3]}"
        message = f"Ký hiệu «{match.group()}» không có; văn bản của Đảng ghi «{right}»."
        yield finding(subject, "directive_unknown", "warning", match.start(), match.end(), message, right)


def _two_dates(subject: Subject) -> Iterator[Finding]:
    """One symbol with two dates in one text: the registry settles those it knows, the first naming the others."""
    first: dict[tuple[str, str], Mention] = {}
    for mention in subject.mentions:
        if not mention.symbol or mention.symbol.isdigit() or not mention.issued_on or len(mention.issued_on) != 10:
            continue
        if subject.registry and subject.registry.by_symbol(mention.symbol):
            continue
        other = first.setdefault((mention.symbol, mention.type), mention)
        if other.issued_on != mention.issued_on:
            day = _vi(other.issued_on or "")
            text = f"{mention.type} {mention.symbol} ghi hai ngày khác nhau trong văn bản: {_vi(mention.issued_on)} và {day}."
            yield _finding(subject, mention, "directive_date", "warning", text, f"ngày {day}")


def _of_theme(subject: Subject, mention: Mention, entry: Directive) -> bool:
    title = {fold(t) for t in tokens(entry.title) if len(t) > 1}
    after = {fold(t) for t in tokens(subject.text[mention.end : mention.end + 160])}
    return bool(title) and len(title & after) / len(title) >= SAME_THEME


def _nearest(mention: Mention, entries: list[Directive]) -> Directive:
    said = mention.issued_on or "0"
    year = int(said[:4]) if said[:4].isdigit() else 0
    return min(entries, key=lambda e: abs(int((e.issued_on or "0")[:4]) - year))


def _same_year(directive: Directive, mention: Mention) -> bool:
    return (directive.issued_on or "")[:4] == (mention.issued_on or "")[:4]


def _same_day(entry: str, said: str) -> bool:
    return entry.startswith(said) or (said.startswith("--") and entry[5:] == said[2:])


def _same_body(one: str, other: str) -> bool:
    a, b = _body(one), _body(other)
    return not a or not b or a in b or b in a


def _body(name: str) -> str:
    words = [SHORT_NAMES.get(w, w) for w in re.sub(r"\s+", " ", FILLER.sub(" ", fold(name))).split()]
    return " ".join(words)


def _term(term: str) -> str:
    return term.split("(")[0].strip().lower()


def _severity(directive: Directive, choices: int, bare: bool) -> Severity:
    return "error" if directive.confidence == "high" and choices == 1 and not bare else "warning"


def _unknown(mention: Mention) -> str:
    return f"Chưa tìm thấy {mention.type} {mention.symbol} trong sổ văn bản; kiểm tra số, ký hiệu hoặc bổ sung vào sổ."


def _finding(
    subject: Subject, mention: Mention, kind: str, severity: Severity, message: str, expected: str = ""
) -> Finding:
    return finding(subject, kind, severity, mention.start, mention.end, message, expected)


def _vi(iso: str) -> str:
    return "/".join(reversed(iso.strip("-").split("-")))
