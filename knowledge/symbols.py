"""Find document symbols in any spelling ("62 - KL/TW", "62/KL-TW", "UBTVQH 14") and give each its one form.

A symbol is a number, an optional year, a type code and the issuing body's code; Party bodies write 62-KL/TW, the State
30/2020/NĐ-CP (Decree 30/2020/NĐ-CP, Instruction 36-HD/VPTW).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.text import flatten, fold, nfc

TYPE_CODES = {
    "KL": "Kết luận", "CT": "Chỉ thị", "NQ": "Nghị quyết", "QĐ": "Quyết định", "QĐi": "Quy định", "QyĐ": "Quy định",
    "QĐI": "Quy định", "HD": "Hướng dẫn", "TB": "Thông báo", "TT": "Thông tư", "KH": "Kế hoạch", "CV": "Công văn",
    "BC": "Báo cáo", "CTr": "Chương trình", "CTHĐ": "Chương trình hành động", "CTPH": "Chương trình phối hợp",
    "ĐA": "Đề án", "TTr": "Tờ trình", "NĐ": "Nghị định", "PL": "Pháp lệnh", "TTLT": "Thông tư liên tịch",
    "NQLT": "Nghị quyết liên tịch", "KHLT": "Kế hoạch liên tịch", "HDLT": "Hướng dẫn liên tịch",
    "CTLT": "Chương trình liên tịch", "KHPH": "Kế hoạch phối hợp", "QC": "Quy chế", "QCPH": "Quy chế phối hợp",
    "CĐ": "Công điện", "VBHN": "Văn bản hợp nhất", "SL": "Sắc lệnh", "L": "Luật", "ĐC": "Đề cương", "PA": "Phương án",
    "BB": "Biên bản", "GM": "Giấy mời", "TTT": "Thông tri",
}  # fmt: skip
"""Type codes as officials write them, and the kind of document each stands for."""

_ORGANS = (
    "TW TU HU ĐU QU ThU TXU VPTW BTCTW BTGTW BDVTW UBKTTW BNCTW BTGDVTW BCĐTW ĐH ĐUK TWĐTN ĐTN TTg CP UBND HĐND UBTVQH QH "
    "MTTW MTTQ BTT ĐCT UBMTTQ UBMTTW ĐCTUBTWMTTQVN LĐLĐ TLĐ HLHPN HND CCB HCCB BCĐ BNV BTC BTP BCA BQP BYT BXD BCT "
    "BTNMT BTTTT BVHTTDL BKHĐT BKHCN BGDĐT BLĐTBXH BNNPTNT BGTVT BNNMT BDTTG VPCP TTCP UBDT VPQH HĐBCQG KTNN NHNN TANDTC "
    "VKSNDTC BTV BCS BCSĐ VP SNV STC"
)
_ORGAN_FORM = {fold(organ): organ for organ in _ORGANS.split()}
_TYPE_FORM = {fold(code): code for code in TYPE_CODES} | {"qdi": "QĐi"}
_PARTY_CODES = "tw tu hu du qu thu txu vptw btctw btgtw bdvtw ubkttw bnctw btgdvtw bcdtw dh duk"
_PARTY = frozenset(_PARTY_CODES.split())
_STATE = frozenset({"ttg", "cp", "ubnd", "hdnd", "ubtvqh", "qh"})

_GLUED_ORGAN = re.compile(r"(?:TW|TU|HU|ĐU|TTg|CP|UBND|HĐND)(?=[a-zà-ỹđ])")
_GAP = r"[ \t]{0,3}\n?[ \t]{0,3}"
_SEPARATOR = rf"{_GAP}[-/]{_GAP}"
_PATTERN = re.compile(
    rf"(?<![\w/])(?<!\d[.,])(\d{{1,6}}[a-d]?)(?:{_SEPARATOR}((?:19|20)\d\d))?({_SEPARATOR})"
    rf"([a-z]{{1,12}})(?:[ ]?(\d{{1,2}})(?![\w]))?"
    rf"(?:({_SEPARATOR})([a-z]{{2,16}})(?:[ ]?(\d{{1,2}})(?!\w|[.,]\d|%))?)?((?:[-/][a-z]{{2,16}}(?:\d{{1,2}})?){{0,5}})(?!\w)"
)


@dataclass(frozen=True, slots=True)
class FoundSymbol:
    """A symbol in a text: its one form, its number and type code, and where it stands."""

    symbol: str
    number: str
    code: str
    start: int
    end: int


def find_symbols(text: str) -> tuple[FoundSymbol, ...]:
    """Return the document symbols of NFC text in order; spans are in `text`."""
    text = nfc(text)
    found = (_read(text, match) for match in _PATTERN.finditer(flatten(text)))
    return tuple(symbol for symbol in found if symbol)


def normalise_symbol(symbol: str) -> str:
    """Return the one form of a symbol ("62 - KL/TW" -> "62-KL/TW"); what is no symbol loses only its spaces."""
    found = find_symbols(symbol)
    if found:
        return found[0].symbol
    return re.sub(r"\s+", "", nfc(symbol)).strip(".,;:")


def symbol_key(symbol: str) -> str:
    """Return what two spellings of one symbol share: folded, one separator, no leading zeros ("05-CT/TW" -> "5/ct/tw")."""
    return re.sub(r"\s*[-/]\s*", "/", fold(normalise_symbol(symbol))).lstrip("0")


def _read(text: str, match: re.Match[str]) -> FoundSymbol | None:
    number, year, _, head, head_number, _, organ, organ_number, _ = match.groups()
    code = _form(text[match.start(4) : match.end(4)], _TYPE_FORM)
    if organ is None:
        return _read_short(match)
    glued = _GLUED_ORGAN.match(text, match.start(7))
    if not glued and (head_number or not _plausible(head, organ, text[match.start(4) : match.end(7)])):
        return None
    written = glued.group() if glued else text[match.start(7) : match.end(7)]
    rest, end = _form(written, _ORGAN_FORM), glued.end() if glued else match.end(7)
    drafted = organ_number and (organ in {"qh", "ubtvqh"} or text[match.end(7)] != " ")
    if not glued and (drafted or not organ_number):
        rest, end = rest + (organ_number or "") + _tail(text[match.start(9) : match.end(9)]), match.end()
    first, second = _separators(match, fold(written), bool(year))
    stem = f"{number}/{year}" if year else number
    return FoundSymbol(f"{stem}{first}{code}{second}{rest}", number, code, match.start(), end)


def _read_short(match: re.Match[str]) -> FoundSymbol | None:
    """Read a symbol of one letter part: a law's "10/2022/QH15"."""
    number, year, _, head, head_number = match.groups()[:5]
    if head != "qh" or not head_number or not year:
        return None
    return FoundSymbol(f"{number}/{year}/QH{head_number}", number, "L", match.start(), match.end(5))


def _plausible(head: str, organ: str, written: str) -> bool:
    known_type, known_organ = head in _TYPE_FORM, organ in _ORGAN_FORM
    shouted = sum(char.isupper() for char in written) >= sum(char.islower() for char in written)
    if not shouted:
        return known_type and known_organ
    return known_type or known_organ or head in _ORGAN_FORM


def _form(written: str, forms: dict[str, str]) -> str:
    known = forms.get(fold(written))
    if known:
        return known
    return written if any(char.isupper() for char in written) else written.upper()


def _tail(written: str) -> str:
    """Keep further parts with their separators: "-BTT", "/nb"."""
    parts = re.findall(r"([^\w])(\w+)", written)
    return "".join(("/" if mark == "/" else "-") + (_ORGAN_FORM.get(fold(part)) or part) for mark, part in parts)


def _separators(match: re.Match[str], organ: str, dated: bool) -> tuple[str, str]:
    if organ in _PARTY and not dated:
        return "-", "/"
    if organ in _STATE or dated:
        return "/", "-"
    first, second = match.group(3).strip(), match.group(6).strip()
    return (first, second) if first != second else ("/", "-")
