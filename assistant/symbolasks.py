"""Read the numbers and symbols of a question, however loosely typed: "62 kl tw", "nđ 30/2020", "59 /2023/nđcp", "kl62"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from knowledge.mention_patterns import TYPE_OF
from knowledge.records import Directive
from knowledge.symbols import TYPE_CODES, find_symbols
from knowledge.text import flatten, fold, nfc

_ORGANS = (
    "tw tu hu du qu vptw btctw btgtw bdvtw ubkttw bnctw btgdvtw bcdtw ttg cp ubnd hdnd ubtvqh qh mttw mttq btt dct ubmttq "
    "ubmttw ubtwmttqvn dctubtwmttqvn bnv btc btp bca bqp byt bxd bct bldtbxh bgddt ttcp vpcp hdbcqg tld"
).split()
_CODES = sorted({fold(code) for code in TYPE_CODES} | {"qdi"}, key=lambda code: (-len(code), code))
_CENTRE = re.compile(r"(?<!\w)(?:T\.Ư|t\.ư|(?<=[-/])[Tt][Ưư]|(?<=[-/])\s[Tt][Ưư])(?!\w)")
_CENTRE_LOUD = re.compile(r"(?<!\w)TƯ(?!\w)")
_UNIT = r"\s{0,2}(?:thang\s\d|nam(?!\s{0,2}(?:19|20)\d\d(?!\s?-))|dieu|tieu chi|nguoi|xa|thon|tinh|huyen|khoan|muc|noi dung|nhiem vu)\b"
_ALL = "|".join(sorted({*_CODES, *_ORGANS}, key=lambda code: (-len(code), code)))
_SEGMENT = rf"(?:{_ALL}){{1,5}}\d{{0,2}}"
_FIRST = r"(?:ubtvqh|ubkttw|btctw|vptw|mttw|nqlt|ttlt|ubnd|hdnd|ttg|qdi|qd|kl|nq|ct|hd|nd|tb|pl|kh|cv|bc|tw|cp|qh\d\d)"
_NUMBER = r"(?<![\w.,/-])(?P<number>\d{1,5}[a-d]?)"
_YEAR = r"(?:\s{0,3}[-/]\s{0,3}(?P<year>(?:19|20)\d\d))?"
_JOINED = re.compile(
    rf"{_NUMBER}{_YEAR}(?P<codes>\s{{0,3}}[-/]\s{{0,3}}(?:{_SEGMENT}|[a-z]{{1,12}})(?!\w)"
    rf"(?:\s{{0,2}}[-/]\s{{0,3}}[a-z]{{1,16}}\d{{0,2}}(?!\w)|\s{{1,2}}{_SEGMENT}(?!\w)|(?<=qh)\s\d\d(?!\w))*)"
)
_SPACED = re.compile(
    rf"{_NUMBER}{_YEAR}(?P<codes>\s{{1,3}}{_FIRST}(?:{_ALL}){{0,3}}\d{{0,2}}(?!\w)(?:\s{{0,2}}[-/]?\s{{0,2}}{_SEGMENT}(?!\w))*)"
)
_YEARLY = re.compile(rf"{_NUMBER}\s{{0,3}}/\s{{0,3}}(?P<year>(?:19|20)\d\d)(?![\w/-])")
_TYPE_WORDS = "|".join(sorted((name for name in TYPE_OF if len(name) > 1), key=lambda name: (-len(name), name)))
_SHORT = "nqlt|ttlt|qdi|kl|nq|ct|qd|hd|nd|tb|pl|tt|kh|cv|bc"
_BODY = r"(?:\s{1,2}(?:cua\s)?(?:trung uong|tw|bo chinh tri|bct|ban bi thu|bbt|thu tuong(?: chinh phu)?|ttg|chinh phu|quoc hoi|dang))?"
_NO = r"(?:\s{0,2}(?:con so|so|s\.)\s{0,2}[:.]?)?"
_BARE = re.compile(
    rf"(?<!\w)(?:(?P<type>{_TYPE_WORDS}|{_SHORT}){_BODY}{_NO}\s{{0,3}}|(?:con so|so hieu|van ban so|so)\s{{0,2}}[:.]?\s{{0,2}})"
    rf"(?P<number>\d{{1,4}}[a-d]?)(?!\w|[.,/-]\d|\s?%|{_UNIT})"
)
_ALONE = re.compile(
    r"\s*(?:cai|van ban|vb|hoi|tim)?\s*(?P<number>\d{1,4}[a-d]?)(?:\s+(?:la|noi|ve|gi|cai|nao|van ban|vb|vay|a|thi|nhi|the|di|ha)){0,6}\s*[?.!]*"
)
MOST = 12
"""Numbers that are read of one question."""
_MORE = re.compile(rf"\s{{0,2}}(?:,|va|&|\+|voi|hay)\s{{0,2}}(?P<number>\d{{1,4}})(?!\w|[.,/-]\d|\s?%|{_UNIT})")


@dataclass(frozen=True, slots=True)
class SymbolAsk:
    """One number asked for: with its year and code letters as far as they were typed, and the type word before it."""

    number: str
    year: str = ""
    code: str = ""
    organ: str = ""
    type: str = ""
    start: int = 0
    end: int = 0

    @property
    def full(self) -> bool:
        """Whether it has the look of a whole symbol, which either is in the registry or is not."""
        return bool(self.organ or self.code or self.year)


def symbol_asks(text: str) -> tuple[SymbolAsk, ...]:
    """Return what numbers of documents a question names, in order; spans are in `centred(text)`."""
    flat = flatten(text)
    found: list[SymbolAsk] = []
    for pattern in (_JOINED, _SPACED, _YEARLY):
        for match in islice(pattern.finditer(_masked(flat, found)), MOST):
            ask = _coded(text, flat, match)
            if ask:
                found.append(ask)
    for match in islice(_BARE.finditer(_masked(flat, found)), MOST):
        found.append(
            SymbolAsk(
                _plain(match["number"]), type=_type(match["type"] or ""), start=match.start("number"), end=match.end()
            )
        )
        while len(found) < MOST and (more := _MORE.match(_masked(flat, found), found[-1].end)):
            found.append(
                SymbolAsk(_plain(more["number"]), type=found[-1].type, start=more.start("number"), end=more.end())
            )
    if not found and (alone := _ALONE.fullmatch(flat)):
        found.append(SymbolAsk(_plain(alone["number"]), start=alone.start("number"), end=alone.end("number")))
    return tuple(sorted(found, key=lambda ask: ask.start))


def centred(text: str) -> str:
    """Return NFC text in which "TƯ" stands as TW, not to be read as the province's TU once its accents are gone."""
    text = _CENTRE.sub("TW", nfc(text))
    return text if text.isupper() else _CENTRE_LOUD.sub("TW", text)


def meets(ask: SymbolAsk, entry: Directive) -> bool:
    """Say whether an entry's symbol can be what was typed: each part that was typed agrees, parts left out may be anything."""
    number, year, code, organ = parts_of(entry.symbol)
    if number != ask.number:
        return False
    if ask.year and year != ask.year and (year or (entry.issued_on or "")[:4] != ask.year):
        return False
    if ask.code and code and not _same_code(ask.code, code):
        return False
    return not ask.organ or organ == ask.organ or organ.startswith(ask.organ)


def parts_of(symbol: str) -> tuple[str, str, str, str]:
    """Take a registry symbol apart: number, year, type code and organ letters, all folded and without marks."""
    match = re.match(r"(\d+[a-d]?)(?:/((?:19|20)\d\d))?[-/]?(.*)", flatten(centred(symbol)))
    if not match:
        return "", "", "", flatten(symbol)
    code, organ = _split(match.group(3))
    return _plain(match.group(1)), match.group(2) or "", code, organ


def _coded(text: str, flat: str, match: re.Match[str]) -> SymbolAsk | None:
    groups = match.groupdict()
    before = re.search(
        rf"(?<!\w)({_TYPE_WORDS}|{_SHORT})\s{{0,3}}(?:so\s{{0,2}}[:.]?\s{{0,3}})?$", flat[: match.start()]
    )
    type_ = _type(before.group(1)) if before else ""
    code, organ = _split(groups.get("codes") or "")
    if "codes" in groups and not _believable(text, match, bool(code)):
        return None
    if "codes" not in groups and not before and int(_plain(match["number"]).rstrip("abcd")) <= 12:
        return None
    written = text[match.start() : match.end()]
    if (
        "codes" in groups
        and not code
        and not groups["year"]
        and not find_symbols(written)
        and organ.rstrip("0123456789") not in _ORGANS
    ):
        return None
    return SymbolAsk(_plain(match["number"]), groups["year"] or "", code, organ, type_, match.start(), match.end())


def _believable(text: str, match: re.Match[str], coded: bool) -> bool:
    """Tell code letters from words: with no mark between, letters with accents other than đ are words."""
    written = text[match.start("codes") : match.end("codes")].lower()
    accented = any(char != fold(char) and char != "đ" for char in written)
    return not accented or (coded and written.lstrip()[:1] in "-/")


def _split(letters: str) -> tuple[str, str]:
    """Split code letters in the type's and the organ's: "nq ubtvqh 14" -> nq, ubtvqh14."""
    parts = [part for part in re.split(r"[\s/-]+", letters) if part]
    if not parts:
        return "", ""
    first = parts[0]
    if first in _CODES:
        return first, "".join(parts[1:])
    for code in _CODES:
        rest = first[len(code) :]
        if first.startswith(code) and len(code) > 1 and re.fullmatch(rf"(?:{'|'.join(_ORGANS)}){{1,3}}\d{{0,2}}", rest):
            return code, "".join([rest, *parts[1:]])
    return "", "".join(parts)


def same_kind(ask: SymbolAsk, entry: Directive) -> bool:
    """Say whether the type code was typed just as the entry writes it ("QĐi" is not "QĐ")."""
    return bool(ask.code) and parts_of(entry.symbol)[2] == ask.code


def _same_code(first: str, second: str) -> bool:
    decide = {"qd", "qdi", "qyd"}
    return first == second or {first, second} <= decide


def _type(word: str) -> str:
    return TYPE_OF.get(word, {"qdi": "Quy định", "ct": "Chỉ thị", "nd": "Nghị định", "tt": "Thông tư"}.get(word, ""))


def _plain(number: str) -> str:
    return number.lstrip("0") or "0"


def _masked(flat: str, found: list[SymbolAsk]) -> str:
    for ask in found:
        flat = flat[: ask.start] + " " * (ask.end - ask.start) + flat[ask.end :]
    return flat
