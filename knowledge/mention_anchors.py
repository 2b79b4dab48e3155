"""Find the places of a text that name a directive: a symbol, a number behind a type word, a blank number, a plenum."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from knowledge.dates import parse_dates
from knowledge.issuers import issuer_at
from knowledge.mention_patterns import (
    BLANK,
    FOLLOWERS,
    LAW_BEFORE,
    LIST_GAP,
    LISTED,
    LOOSE,
    NAMES,
    NEVER_VERBS,
    NO,
    NUMBERED,
    OF,
    PLENUM,
    TERM,
    TYPE_BEFORE,
    TYPE_OF,
    YEARLY,
)
from knowledge.records import DateMention
from knowledge.symbols import TYPE_CODES, FoundSymbol, find_symbols
from knowledge.text import comparable, flatten, fold
from knowledge.units import measure_at


@dataclass(frozen=True, slots=True)
class Anchor:
    """A number or symbol that names a directive, before its tail is read; `group` is shared by a list."""

    symbol: str | None
    type: str
    start: int
    end: int
    group: int
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A text with the forms that the grammar reads; all have its length."""

    text: str
    flat: str
    plain: str
    accented: bool
    dates: dict[int, DateMention]


def source_of(text: str) -> Source:
    """Prepare NFC text for the grammar: its flat and comparable forms and its dates by where they begin."""
    plain, accented = comparable(text)
    return Source(text, flatten(text), plain, accented, {date.start: date for date in parse_dates(text)})


def find_anchors(source: Source) -> list[Anchor]:
    """Collect the places that name a directive, lists opened, overlaps resolved in favour of what was found first."""
    symbols = find_symbols(source.text)
    starts = {symbol.start: symbol for symbol in symbols}
    found: list[Anchor] = []
    for symbol in symbols:
        kind, start = _type_before(source, symbol)
        found.append(Anchor(symbol.symbol, kind, start, symbol.end, symbol.start, _suffix(symbol)))
    found += _plenums(source)
    found += _numbered(source, starts)
    found += _blanks(source)
    kept: list[Anchor] = []
    for anchor in sorted(found, key=lambda anchor: (anchor.start, -anchor.end)):
        if not kept or anchor.start >= kept[-1].end:
            kept.append(anchor)
    return _grouped(source, kept)


def _suffix(symbol: FoundSymbol) -> str:
    return symbol.symbol[len(symbol.number) :]


def _type_before(source: Source, symbol: FoundSymbol) -> tuple[str, int]:
    window = max(0, symbol.start - 60)
    match = TYPE_BEFORE.search(source.flat[window : symbol.start])
    if match:
        return TYPE_OF[match.group(1)], window + match.start()
    law = _law_before(source, symbol) or _issuer_between(source, symbol)
    if law is not None:
        return law
    return TYPE_CODES.get(symbol.code, "Văn bản"), symbol.start


def _law_before(source: Source, symbol: FoundSymbol) -> tuple[str, int] | None:
    """Find "Luật Hộ tịch số" before a law's symbol."""
    if symbol.code not in {"L", "PL"}:
        return None
    window = max(0, symbol.start - 130)
    matches = list(re.finditer(r"(?<!\w)(bo luat|luat|phap lenh)\s", source.flat[window : symbol.start]))
    for match in reversed(matches):
        begin = window + match.start()
        if source.text[begin].isupper() and LAW_BEFORE.match(source.flat, begin, symbol.start):
            return TYPE_OF[match.group(1)], begin
    return None


def _issuer_between(source: Source, symbol: FoundSymbol) -> tuple[str, int] | None:
    """Find "Quyết định của Thủ tướng Chính phủ số" before a symbol."""
    window = max(0, symbol.start - 110)
    for match in re.finditer(rf"(?<!\w)({NAMES})\s{{1,3}}cua\s{{1,3}}", source.flat[window : symbol.start]):
        body = issuer_at(source.text, source.flat, window + match.end())
        if body and re.fullmatch(rf"\s{{1,3}}{NO}", source.flat[body.end : symbol.start]):
            return TYPE_OF[match.group(1)], window + match.start()
    return None


def _plenums(source: Source) -> list[Anchor]:
    found = []
    for match in PLENUM.finditer(source.flat):
        if match.group("n1") is None and match.group("n2") is None:
            continue
        found.append(Anchor(None, "Nghị quyết", match.start(), match.end(), match.start(), "plenum"))
    return found


def _numbered(source: Source, starts: dict[int, FoundSymbol]) -> list[Anchor]:
    """Find "Kết luận 62" and the numbers listed behind it."""
    found = []
    for match in NUMBERED.finditer(source.flat):
        if match.start(5) in starts or not _names_directive(source, match):
            continue
        kind = TYPE_OF[match.group(1) or match.group(3)]
        found.append(Anchor(match.group(5), kind, match.start(), match.end(), match.start()))
        found += _listed(source, starts, kind, match.end())
    for symbol in starts.values():
        found += _listed(source, starts, TYPE_CODES.get(symbol.code, "Văn bản"), symbol.end)
    return found


def _listed(source: Source, starts: dict[int, FoundSymbol], kind: str, end: int) -> list[Anchor]:
    found = []
    while match := LISTED.match(source.flat, end):
        number = match.group(1)
        if match.start(1) in starts or _year_like(number) or len(number) < 2 or _counted(source, match.end()):
            break
        found.append(Anchor(number, kind, match.start(1), match.end(), match.start(1)))
        end = match.end()
    return found


def _names_directive(source: Source, match: re.Match[str]) -> bool:
    """Tell "kết luận 62 của Bộ Chính trị" from "kết luận 3 vụ việc"."""
    number, end = match.group(5), match.end()
    kind = TYPE_OF[match.group(1) or match.group(3)]
    said = bool(match.group(2) or match.group(4))
    if _year_like(number) and not said:
        return False
    if _counted(source, end) and not said:
        return False
    if said:
        return not _counted(source, end) or source.text[match.start()].isupper()
    if kind in LOOSE:
        return False
    if match.group(3):
        written = source.text[match.start(3) : match.end(3)]
        return written.isupper() or (match.group(3) in {"qd", "kl", "nq"} and len(number) > 1)
    capital = source.text[match.start()].isupper()
    if len(number) > 1 and (capital or kind in NEVER_VERBS):
        return True
    return _followed(source, end) and (capital or len(number) > 1 or _official_tail(source, end))


def _year_like(number: str) -> bool:
    return len(number) == 4 and number[:2] in {"19", "20"}


def _counted(source: Source, end: int) -> bool:
    """Say whether a unit stands behind a number, "năm 2013" and "ngày 8" apart."""
    if YEARLY.match(source.flat, end) or (not source.accented and _followed(source, end)):
        return False
    return (
        source.plain[end : end + 1] in {" ", "\n", "%"} and measure_at(source.plain, end, source.accented) is not None
    )


def _followed(source: Source, end: int) -> bool:
    rest = source.flat[end : end + 24]
    word = re.match(r"\s{1,3}([a-z]+)", rest)
    return word is None or word.group(1) in FOLLOWERS or bool(YEARLY.match(source.flat, end))


def _official_tail(source: Source, end: int) -> bool:
    of = OF.match(source.flat, end)
    return bool(TERM.match(source.flat, end) or (of and issuer_at(source.text, source.flat, of.end())))


def _blanks(source: Source) -> list[Anchor]:
    found = []
    for match in BLANK.finditer(source.flat):
        code = match.group(2)
        if code and fold(code) not in TYPE_OF and match.group(3) not in {"ubnd", "hdnd"}:
            continue
        if (
            not code
            and match.group().rstrip(".… ").endswith(("so", "so:")) is False
            and source.text[match.start()].islower()
        ):
            continue
        found.append(Anchor(None, TYPE_OF[match.group(1)], match.start(), match.end(), match.start()))
    return found


def _grouped(source: Source, anchors: list[Anchor]) -> list[Anchor]:
    """Give one group to anchors that a comma or "và" alone joins, the later ones without a type word of their own."""
    grouped: list[Anchor] = []
    for anchor in anchors:
        bare = source.flat[anchor.start : anchor.start + 1].isdigit()
        if grouped and bare and LIST_GAP.fullmatch(source.flat, grouped[-1].end, anchor.start):
            kind = (
                grouped[-1].type if anchor.suffix in {"", grouped[-1].suffix} or not grouped[-1].suffix else anchor.type
            )
            anchor = replace(anchor, group=grouped[-1].group, type=kind)
        grouped.append(anchor)
    return grouped
