"""Find the directives that a text names ("Kết luận số 62-KL/TW ngày 08/12/2009 của Bộ Chính trị (khóa X)") as Mentions.

A mention starts at its type word and runs over symbol, date, issuer and term; a list under one type word gives one mention
each, and shares the suffix, date and issuer that stand at its end.
"""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.issuers import issuer_at
from knowledge.mention_anchors import Anchor, Source, find_anchors, source_of
from knowledge.mention_patterns import LIST_GAP, OF, TERM
from knowledge.records import DateMention, Mention
from knowledge.symbols import normalise_symbol
from knowledge.text import nfc

__all__ = ["normalise_symbol", "parse_mentions"]

_GAP = re.compile(r"[\s,]{0,4}\(?(?:ky\s|ban hanh\s)?")
_CENTRE = re.compile(r"\s?[-/]?\s?(?:tw|trung uong)(?!\w)")
_QUOTED = re.compile(r"[\s,:]{0,4}(?:ve(?:\sviec)?\s)?(?:ban hanh\s)?\"([^\"\n]{5,400})\"")
_ABOUT = re.compile(r"[\s,]{0,4}(ve\s[^.;:\n\"(]{5,300})")
_ISSUED = re.compile(r"(?:da\s)?(?:ban hanh|ra|ky|ky ban hanh|co|thong qua)\s{1,3}$")
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def parse_mentions(text: str) -> tuple[Mention, ...]:
    """Return the directives named in the text, in order; spans and quotes lie in `nfc(text)`."""
    source = source_of(nfc(text))
    anchors = find_anchors(source)
    limits = [anchor.start for anchor in anchors[1:]] + [len(source.text)]
    mentions = [_with_tail(source, anchor, limit) for anchor, limit in zip(anchors, limits, strict=False)]
    return tuple(_typed_alike(source, _shared(anchors, mentions)))


def _with_tail(source: Source, anchor: Anchor, limit: int) -> Mention:
    """Read date, issuer and term behind an anchor, in whatever order they come, up to the next one."""
    behind = _CENTRE.match(source.flat, anchor.end)
    end = behind.end() if behind and anchor.symbol and anchor.symbol.isdigit() else anchor.end
    issued_on = issuer = term = None
    dated = False
    while True:
        if not dated and (date := _date_at(source, end)) and date.end <= limit:
            issued_on = date.value if re.fullmatch(r"\d{4}-\d\d-\d\d", date.value) else None
            end, dated = _closed(source, end, date), True
        elif term is None and (match := TERM.match(source.flat, end)) and match.end() <= limit:
            term, end = f"khóa {_roman(match.group(1))}", match.end()
        elif issuer is None and (body := _issuer_behind(source, end)) and body[1] <= limit:
            issuer, end = body
        else:
            break
    if anchor.suffix == "plenum" and issuer is None:
        issuer = "Ban Chấp hành Trung ương"
    if issuer is None:
        announced_on, issuer, announced_term = _announced(source, anchor.start)
        issued_on, term = issued_on or announced_on, term or announced_term
    if issuer is None and (inside := OF.search(source.flat, anchor.start, anchor.end)):
        named = issuer_at(source.text, source.flat, inside.end())
        issuer = named.name if named else None
    title = _title_behind(source, end, limit)
    return Mention(
        anchor.symbol, anchor.type, issued_on, issuer, term, source.text[anchor.start : end], anchor.start, end, title
    )


def _date_at(source: Source, end: int) -> DateMention | None:
    gap = _GAP.match(source.flat, end)
    if not gap or gap.end() == end:
        return None
    date = source.dates.get(gap.end())
    if date and date.quote[:1].isdigit() and ".." in date.value:
        return None
    return date if date and not date.value.startswith("--") else None


def _closed(source: Source, start: int, date: DateMention) -> int:
    """Take in the bracket that closes behind "(30/7/2021"."""
    bracketed = "(" in source.flat[start : date.start] and source.flat[date.end : date.end + 1] == ")"
    return date.end + 1 if bracketed else date.end


def _issuer_behind(source: Source, end: int) -> tuple[str, int] | None:
    of = OF.match(source.flat, end)
    gap = of.end() if of else end + len(re.match(r"\s{0,3}", source.flat[end : end + 3]).group())  # type: ignore[union-attr]
    body = issuer_at(source.text, source.flat, gap) if gap > end else None
    if body and not of and body.name not in {"Bộ Chính trị", "Ban Bí thư", "Trung ương"}:
        return None
    return (body.name, body.end) if body else None


def _announced(source: Source, start: int) -> tuple[str | None, str | None, str | None]:
    """Read "ngày 25/02/2010, Bộ Chính trị (khóa X) ban hành" in front of a directive: date, issuer and term."""
    window = max(0, start - 140)
    issued = _ISSUED.search(source.flat[window:start])
    if not issued:
        return None, None, None
    cut = window + issued.start()
    for position in range(window, cut):
        if position and source.flat[position - 1].isalnum():
            continue
        body = issuer_at(source.text, source.flat, position)
        if not body:
            continue
        term = TERM.match(source.flat, body.end)
        if not source.flat[term.end() if term else body.end : cut].strip(" ,"):
            return _date_before(source, position), body.name, f"khóa {_roman(term.group(1))}" if term else None
    return None, None, None


def _date_before(source: Source, position: int) -> str | None:
    for date in source.dates.values():
        if date.end <= position and not source.flat[date.end : position].strip(" ,") and len(date.value) == 10:
            return date.value
    return None


def _title_behind(source: Source, end: int, limit: int) -> str | None:
    for pattern in (_QUOTED, _ABOUT):
        match = pattern.match(source.flat, end)
        if match and match.start(1) < limit:
            stop = min(match.end(1), limit)
            return " ".join(source.text[match.start(1) : stop].split()).strip(" ,*")
    return None


def _shared(anchors: list[Anchor], mentions: list[Mention]) -> list[Mention]:
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


def _typed_alike(source: Source, mentions: list[Mention]) -> list[Mention]:
    """Carry a type word over to the symbols listed behind it ("Quy định 102-QĐ/TW, ngày 07/6/2012; 55-QĐ/TW")."""
    typed = mentions[:1]
    for mention in mentions[1:]:
        before = typed[-1]
        if (
            mention.symbol
            and before.symbol
            and mention.quote[0].isdigit()
            and LIST_GAP.fullmatch(source.flat, before.end, mention.start)
        ):
            same = mention.symbol.lstrip("0123456789") == before.symbol.lstrip("0123456789")
            mention = replace(mention, type=before.type if same else mention.type)
        typed.append(mention)
    return typed


def _roman(written: str) -> str:
    if not written.isdigit():
        return written.upper()
    left, out = int(written), ""
    for value, numeral in _ROMAN:
        while left >= value:
            out, left = out + numeral, left - value
    return out
