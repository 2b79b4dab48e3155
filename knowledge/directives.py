"""Find the directives that a text names ("Kết luận số 62-KL/TW ngày 08/12/2009 của Bộ Chính trị (khóa X)") as Mentions.

A mention starts at its type word and runs over symbol, date, issuer and term; a list under one type word gives one mention
each, and shares the suffix, date and issuer that stand at its end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from knowledge.dates import parse_dates
from knowledge.issuers import issuer_at
from knowledge.records import DateMention, Mention
from knowledge.symbols import TYPE_CODES, FoundSymbol, find_symbols, normalise_symbol
from knowledge.text import flatten, fold, nfc, normalise_tones
from knowledge.units import measure_at

__all__ = ["normalise_symbol", "parse_mentions"]

_TYPE_NAMES = sorted(
    {
        *TYPE_CODES.values(),
        "Bộ luật",
        "Hướng dẫn liên tịch",
        "Nghị quyết chuyên đề",
        "Nghị quyết liên tịch",
        "Lệnh",
        "Văn bản",
    },
    key=lambda name: (-len(name), name),
)
_TYPE_OF = {fold(name): name for name in _TYPE_NAMES} | {fold(code): name for code, name in TYPE_CODES.items()}
_TYPE_OF |= {"nghi quyet chuyen de": "Nghị quyết", "qd": "Quyết định", "luat": "Luật"}
_SHORT_TYPES = "qd|qdi|kl|nq|ct|nd|hd|tb|kh|cv|tt|tw"
_NAMES = "|".join(fold(name) for name in _TYPE_NAMES)
_NO = r"(?:so\s{0,3}[:.]?\s{0,3}|s\.\s{0,3})"
_TYPE_BEFORE = re.compile(rf"(?<!\w)({_NAMES}|{_SHORT_TYPES})\s{{1,6}}{_NO}?$")
_NUMBERED = re.compile(
    rf"(?<!\w)(?:({_NAMES})\s{{1,6}}({_NO})?|({_SHORT_TYPES})\s?({_NO})?)(\d{{1,4}})(?!\w|[.,/%-]\d|\s?[/%])"
)
_BLANK = re.compile(
    rf"(?<!\w)({_NAMES})\s{{1,6}}(?:{_NO}[\s.…_]{{0,30}}?(?:(?:/\s?(?:19|20)\d\d\s?)?[-/]\s?([a-z]{{1,5}})\s?[-/]\s?([a-z]{{2,10}})(?!\w))"
    rf"|{_NO}[.…_]{{2,30}}(?!\s{{0,2}}[-/])|(?:…|\.\.)[.…_]{{1,30}}(?=\s[^\W\d_]))"
)
_PLENUM = re.compile(
    r"(?<!\w)(?:nghi quyet|nq)\s{0,3}(?:cua\s)?(?:hoi nghi\s{1,3})?(?:(?:lan thu\s(?P<n1>[\w, ]{1,20}?)\s{1,3}(?:ban chap hanh|bch)\s)?"
    r"(?:trung uong|tw|t\.u)(?:\sdang)?)\s{0,3}(?:lan thu\s|so\s)?(?P<n2>\d{1,2}|[ivx]{1,4}(?!\w))?(?=\W|$)"
)
_LISTED = re.compile(rf"\s{{0,3}}(?:,|;|va|&|cung|\+)\s{{0,3}}{_NO}?(\d{{1,4}})(?!\w|[.,/%-]\d|\s?%)")
_LIST_GAP = re.compile(rf"\s{{0,3}}(?:,|;|va|&|\+)\s{{0,3}}{_NO}?")
_TERM = re.compile(r"[\s,]{0,3}\(?\s?(?:dang\s)?khoa\s{1,2}([ivxlc]{1,6}|\d{1,2})(?!\w)(?:\s?\))?")
_OF = re.compile(r"[\s,]{0,3}\(?(?:cua|do)\s{1,3}")
_GAP = re.compile(r"[\s,]{0,4}\(?(?:ky\s|ban hanh\s)?")
_YEARLY = re.compile(r"\s{1,2}(?:nam\s{1,2}(?:19|20)\d\d|ngay\s|thang\s{1,2}\d)")
_QUOTED = re.compile(r"[\s,:]{0,4}(?:ve(?:\sviec)?\s)?(?:ban hanh\s)?\"([^\"\n]{5,400})\"")
_ABOUT = re.compile(r"[\s,]{0,4}(ve\s[^.;:\n\"(]{5,300})")
_ISSUED = re.compile(r"(?:da\s)?(?:ban hanh|ra|ky|ky ban hanh|co|thong qua)\s{1,3}$")
_FOLLOWERS = frozenset(
    "cua ngay ve duoc da o vao do theo con la chua trong khoa voi va nen den moi tren cho toi gom co tai thi nay cung nhu hay "
    "hoac de neu bo ban chinh thu quoc tw trung bct nao gi thay sua".split()
)
_LOOSE = frozenset(
    {"Báo cáo", "Tờ trình", "Biên bản", "Văn bản", "Lệnh", "Quy chế", "Đề cương", "Phương án", "Giấy mời"}
)
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A number or symbol that names a directive, before its tail is read; `group` is shared by a list."""

    symbol: str | None
    type: str
    start: int
    end: int
    group: int
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class _Source:
    text: str
    flat: str
    plain: str
    accented: bool
    dates: dict[int, DateMention]


def parse_mentions(text: str) -> tuple[Mention, ...]:
    """Return the directives named in the text, in order; spans and quotes lie in `nfc(text)`."""
    source = _source(nfc(text))
    anchors = _anchors(source)
    limits = [anchor.start for anchor in anchors[1:]] + [len(source.text)]
    mentions = [_with_tail(source, anchor, limit) for anchor, limit in zip(anchors, limits, strict=False)]
    return tuple(_shared(anchors, mentions))


def _source(text: str) -> _Source:
    flat = flatten(text)
    plain = normalise_tones(text).lower()
    accented = (
        len(plain) == len(flat)
        and plain != flat
        and any(a != b for a, b in zip(plain, flat, strict=True) if a.isalpha())
    )
    return _Source(text, flat, plain if accented else flat, accented, {date.start: date for date in parse_dates(text)})


def _anchors(source: _Source) -> list[_Anchor]:
    """Collect the places that name a directive, lists opened, overlaps resolved in favour of what was found first."""
    symbols = find_symbols(source.text)
    starts = {symbol.start: symbol for symbol in symbols}
    found: list[_Anchor] = []
    for symbol in symbols:
        kind, start = _type_before(source, symbol)
        found.append(_Anchor(symbol.symbol, kind, start, symbol.end, symbol.start, _suffix(symbol)))
    found += _plenums(source)
    found += _numbered(source, starts)
    found += _blanks(source)
    kept: list[_Anchor] = []
    for anchor in sorted(found, key=lambda anchor: (anchor.start, -anchor.end)):
        if not kept or anchor.start >= kept[-1].end:
            kept.append(anchor)
    return _grouped(source, kept)


def _suffix(symbol: FoundSymbol) -> str:
    return symbol.symbol[len(symbol.number) :]


def _type_before(source: _Source, symbol: FoundSymbol) -> tuple[str, int]:
    window = max(0, symbol.start - 60)
    match = _TYPE_BEFORE.search(source.flat[window : symbol.start])
    if match:
        return _TYPE_OF[match.group(1)], window + match.start()
    law = _law_before(source, symbol)
    if law is not None:
        return law
    return TYPE_CODES.get(symbol.code, "Văn bản"), symbol.start


_LAW_BEFORE = re.compile(r"(?<!\w)(bo luat|luat|phap lenh)\s[^,;.:\n\"]{3,110}?\(?(?:so\s{0,2}:?\s{0,2})?$")


def _law_before(source: _Source, symbol: FoundSymbol) -> tuple[str, int] | None:
    """Find "Luật Hộ tịch số" before a law's symbol."""
    if symbol.code not in {"L", "PL"}:
        return None
    window = max(0, symbol.start - 130)
    matches = list(re.finditer(r"(?<!\w)(bo luat|luat|phap lenh)\s", source.flat[window : symbol.start]))
    for match in reversed(matches):
        begin = window + match.start()
        if source.text[begin].isupper() and _LAW_BEFORE.match(source.flat, begin, symbol.start):
            return _TYPE_OF[match.group(1)], begin
    return None


def _plenums(source: _Source) -> list[_Anchor]:
    found = []
    for match in _PLENUM.finditer(source.flat):
        if match.group("n1") is None and match.group("n2") is None:
            continue
        found.append(_Anchor(None, "Nghị quyết", match.start(), match.end(), match.start(), "plenum"))
    return found


def _numbered(source: _Source, starts: dict[int, FoundSymbol]) -> list[_Anchor]:
    """Find "Kết luận 62" and the numbers listed behind it."""
    found = []
    for match in _NUMBERED.finditer(source.flat):
        if match.start(5) in starts or not _names_directive(source, match):
            continue
        kind = _TYPE_OF[match.group(1) or match.group(3)]
        found.append(_Anchor(match.group(5), kind, match.start(), match.end(), match.start()))
        found += _listed(source, starts, kind, match.end())
    for symbol in starts.values():
        found += _listed(source, starts, TYPE_CODES.get(symbol.code, "Văn bản"), symbol.end)
    return found


def _listed(source: _Source, starts: dict[int, FoundSymbol], kind: str, end: int) -> list[_Anchor]:
    found = []
    while match := _LISTED.match(source.flat, end):
        number = match.group(1)
        if match.start(1) in starts or _year_like(number) or len(number) < 2 or _counted(source, match.end()):
            break
        found.append(_Anchor(number, kind, match.start(1), match.end(), match.start(1)))
        end = match.end()
    return found


def _names_directive(source: _Source, match: re.Match[str]) -> bool:
    """Tell "kết luận 62 của Bộ Chính trị" from "kết luận 3 vụ việc"."""
    number, end = match.group(5), match.end()
    kind = _TYPE_OF[match.group(1) or match.group(3)]
    said = bool(match.group(2) or match.group(4))
    if _year_like(number) and not said:
        return False
    if _counted(source, end) and not said:
        return False
    if said:
        return not _counted(source, end) or source.text[match.start()].isupper()
    if kind in _LOOSE:
        return False
    if match.group(3):
        written = source.text[match.start(3) : match.end(3)]
        return written.isupper() or (match.group(3) in {"qd", "kl", "nq"} and len(number) > 1)
    capital = source.text[match.start()].isupper()
    if capital and len(number) > 1:
        return True
    return _followed(source, end) and (capital or len(number) > 1 or _official_tail(source, end))


def _year_like(number: str) -> bool:
    return len(number) == 4 and number[:2] in {"19", "20"}


def _counted(source: _Source, end: int) -> bool:
    """Say whether a unit stands behind a number, "năm 2013" and "ngày 8" apart."""
    if _YEARLY.match(source.flat, end):
        return False
    return (
        source.plain[end : end + 1] in {" ", "\n", "%"} and measure_at(source.plain, end, source.accented) is not None
    )


def _followed(source: _Source, end: int) -> bool:
    rest = source.flat[end : end + 24]
    word = re.match(r"\s{1,3}([a-z]+)", rest)
    return word is None or word.group(1) in _FOLLOWERS


def _official_tail(source: _Source, end: int) -> bool:
    of = _OF.match(source.flat, end)
    return bool(_TERM.match(source.flat, end) or (of and issuer_at(source.text, source.flat, of.end())))


def _blanks(source: _Source) -> list[_Anchor]:
    found = []
    for match in _BLANK.finditer(source.flat):
        code = match.group(2)
        if code and fold(code) not in _TYPE_OF and match.group(3) not in {"ubnd", "hdnd"}:
            continue
        if (
            not code
            and match.group().rstrip(".… ").endswith(("so", "so:")) is False
            and source.text[match.start()].islower()
        ):
            continue
        found.append(_Anchor(None, _TYPE_OF[match.group(1)], match.start(), match.end(), match.start()))
    return found


def _grouped(source: _Source, anchors: list[_Anchor]) -> list[_Anchor]:
    """Give one group to anchors that a comma or "và" alone joins, the later ones without a type word of their own."""
    grouped: list[_Anchor] = []
    for anchor in anchors:
        bare = source.flat[anchor.start : anchor.start + 1].isdigit()
        if grouped and bare and _LIST_GAP.fullmatch(source.flat, grouped[-1].end, anchor.start):
            kind = (
                grouped[-1].type if anchor.suffix in {"", grouped[-1].suffix} or not grouped[-1].suffix else anchor.type
            )
            anchor = replace(anchor, group=grouped[-1].group, type=kind)
        grouped.append(anchor)
    return grouped


def _with_tail(source: _Source, anchor: _Anchor, limit: int) -> Mention:
    """Read date, issuer and term behind an anchor, in whatever order they come, up to the next one."""
    end = anchor.end
    issued_on = issuer = term = None
    dated = False
    while True:
        if not dated and (date := _date_at(source, end)) and date.end <= limit:
            issued_on = date.value if re.fullmatch(r"\d{4}-\d\d-\d\d", date.value) else None
            end, dated = date.end, True
        elif term is None and (match := _TERM.match(source.flat, end)) and match.end() <= limit:
            term, end = f"khóa {_roman(match.group(1))}", match.end()
        elif issuer is None and (body := _issuer_behind(source, end)) and body[1] <= limit:
            issuer, end = body
        else:
            break
    if anchor.suffix == "plenum" and issuer is None:
        issuer = "Ban Chấp hành Trung ương"
    if issued_on is None and issuer is None:
        issued_on, issuer = _announced(source, anchor.start)
    title = _title_behind(source, end, limit)
    return Mention(
        anchor.symbol, anchor.type, issued_on, issuer, term, source.text[anchor.start : end], anchor.start, end, title
    )


def _date_at(source: _Source, end: int) -> DateMention | None:
    gap = _GAP.match(source.flat, end)
    if not gap or gap.end() == end:
        return None
    date = source.dates.get(gap.end())
    if date and date.quote[:1].isdigit() and ".." in date.value:
        return None
    return date if date and not date.value.startswith("--") else None


def _issuer_behind(source: _Source, end: int) -> tuple[str, int] | None:
    of = _OF.match(source.flat, end)
    gap = of.end() if of else end + len(re.match(r"\s{0,3}", source.flat[end : end + 3]).group())  # type: ignore[union-attr]
    body = issuer_at(source.text, source.flat, gap) if gap > end else None
    if body and not of and body.name not in {"Bộ Chính trị", "Ban Bí thư", "Trung ương"}:
        return None
    return (body.name, body.end) if body else None


def _announced(source: _Source, start: int) -> tuple[str | None, str | None]:
    """Read "ngày 25/02/2010, Bộ Chính trị ban hành" in front of a directive."""
    window = max(0, start - 140)
    before = source.flat[window:start]
    issued = _ISSUED.search(before)
    if not issued:
        return None, None
    cut = window + issued.start()
    for position in range(window, cut):
        if position and source.flat[position - 1].isalnum():
            continue
        body = issuer_at(source.text, source.flat, position)
        if body and not source.flat[body.end : cut].strip(" ,"):
            return _date_before(source, position), body.name
    return None, None


def _date_before(source: _Source, position: int) -> str | None:
    for date in source.dates.values():
        if date.end <= position and not source.flat[date.end : position].strip(" ,") and len(date.value) == 10:
            return date.value
    return None


def _title_behind(source: _Source, end: int, limit: int) -> str | None:
    for pattern in (_QUOTED, _ABOUT):
        match = pattern.match(source.flat, end)
        if match and match.start(1) < limit:
            stop = min(match.end(1), limit)
            return " ".join(source.text[match.start(1) : stop].split()).strip(" ,*")
    return None


def _shared(anchors: list[_Anchor], mentions: list[Mention]) -> list[Mention]:
    """Hand a list's suffix, date, issuer and term back from its last member to those that have none."""
    shared = list(mentions)
    for index in range(len(anchors) - 2, -1, -1):
        first, second = anchors[index], anchors[index + 1]
        if first.group != second.group:
            continue
        mention, behind = shared[index], shared[index + 1]
        symbol = mention.symbol
        if symbol and symbol.isdigit() and behind.symbol and not behind.symbol.isdigit():
            symbol = symbol + behind.symbol.lstrip("0123456789")
        if mention.issued_on is None and mention.issuer is None and mention.term is None:
            mention = replace(mention, issued_on=behind.issued_on, issuer=behind.issuer, term=behind.term)
        shared[index] = replace(mention, symbol=symbol, title=mention.title or behind.title)
    return shared


def _roman(written: str) -> str:
    if not written.isdigit():
        return written.upper()
    left, out = int(written), ""
    for value, numeral in _ROMAN:
        while left >= value:
            out, left = out + numeral, left - value
    return out
