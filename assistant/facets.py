"""Read a question about directives into its facets: numbers, types, dates, issuer, term, name of a law, and the topic left over."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.issueraliases import named_issuer
from assistant.symbolasks import SymbolAsk, centred, symbol_asks
from knowledge.abbreviations import expand
from knowledge.dates import parse_dates
from knowledge.mention_patterns import TERM, TYPE_OF
from knowledge.text import flatten, nfc

_TYPES = "|".join(
    sorted((name for name in TYPE_OF if " " in name or name == "luat"), key=lambda name: (-len(name), name))
)
_SHORT = "nqlt|ttlt|qdi|kl|nq|ct|qd|hd|nd|tb|pl|tt"
_TYPE_WORD = re.compile(
    rf"(?<!\w)(?<!phap )(?<!ky )(?<!quy )(?:(?P<long>{_TYPES})|(?P<short>{_SHORT}))(?!\w)(?=(?P<behind>\s{{0,2}}(?:lien tich|so|ngay|thang|nam|cua|ve|nao|gi|ky|ban hanh|"
    r"\d|moi|ay|tiep tuc|thuc hien|thi hanh|huong dan|so ket|tong ket|trung uong|tw|bo chinh tri|bct|ban bi thu|bbt|thu tuong|ttg|chinh phu|quoc hoi|ubtvqh|$))?)"
)
GENERIC = frozenset(
    {
        "Văn bản", "Quy chế", "Chương trình", "Đề án", "Kế hoạch", "Báo cáo", "Lệnh", "Đề cương", "Biên bản", "Giấy mời", "Công văn",
        "Tờ trình", "Phương án",
    }
)  # fmt: skip
"""Kinds of papers that clerks write themselves, or that go by another type's number; asked for only beside a number."""
_VERBS = frozenset({"quy dinh", "huong dan", "ket luan", "thong bao", "quyet dinh"})
LAWS = ("Luật", "Bộ luật", "Pháp lệnh")
_PLENUM = re.compile(
    r"(?:nghi quyet|nq|ket luan|kl) (?:cua )?(?:hoi nghi )?(?:lan thu (?P<word>[a-z]+(?: [a-z]+)?) (?:cua )?(?:ban chap hanh|bch) (?:trung uong|tw)"
    r"|(?:ban chap hanh |bch )?(?:trung uong|tw)(?: dang)? (?:lan thu )?(?P<number>\d{1,2}|[ivx]{1,4})(?![\w/.-]))"
)
ORDINALS = (
    *"nhat hai ba tu nam sau bay tam chin muoi".split(),
    "muoi mot",
    "muoi hai",
    "muoi ba",
    "muoi bon",
    "muoi lam",
)
_NUMERALS = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv".split()
_ROMAN = {numeral: number for number, numeral in enumerate(_NUMERALS, 1)}
_YEAR = re.compile(
    r"(?<![\w./-])(?<!\d\d\d\d )(?<!\d - )(?:nam )?((?:19|20)\d\d)(?![\w/-]|\s?-\s?(?:19|20)\d\d|\.\d| (?:19|20)\d\d)"
)
_LAW = re.compile(
    r"(?<!\w)(?<!phap )(?<!ky )(?<!quy )(?P<type>bo luat|luat|phap lenh)\s{1,2}(?!(?:nao|gi|so|nam|ban hanh|ngay|moi|ve|cua|quy dinh|hien|hay|va|thi)\b|$)(?P<name>[^,;?.!\d]{2,90})"
)
_DETAILED = re.compile(
    r"(?:chi tiet|huong dan|thi hanh|nghi dinh|thong tu)(?: \w{1,6}){0,9} (?:bo luat|luat|phap lenh)(?!\w)(?! nao| gi)"
)
_CARRIED_OUT = re.compile(
    rf"(?:thuc hien|thi hanh|so ket|tong ket|huong dan|quan triet|trien khai)(?: (?:\d\d? nam|mot so|noi dung|dieu|diem|cua|viec|thuc hien|trong))*(?: (?:{_TYPES}|{_SHORT}))?"
    r"(?: so)?\s*$"
)
_REPLACED = re.compile(r"(?<!\w)(?:thay the|thay cho|thay bang|bi thay|thay doi bang)(?!\w)")
_LATEST = re.compile(r"(?<!\w)(?:moi nhat|gan day nhat|gan nhat|moi day|hien hanh|moi ban hanh)(?!\w)")
_NO_BEFORE = re.compile(r"(?:(?:con|van ban) )?so\s{0,2}[:.]?\s{0,3}$")
MOST = 1200
"""Characters of a question that are read; what is longer is a pasted text."""
_PAST_NAME = re.compile(
    r"\s(?:so may|(?<!viet )nam(?=\s*$|\s(?:nao|nay|ngoai))|moi nhat|hien hanh|la gi|la luat|ban hanh|ra doi|quy dinh|co hieu luc|con hieu luc|het hieu luc|sua doi nao|so bao nhieu|thi\b|vay|the nao|nao|"
    r"ap dung|cu\b|moi\b|ngay|o dau|la so|duoc|da\b).*"
)


@dataclass(frozen=True, slots=True)
class Question:
    """What a question asks by; every part may be empty. `issuer_sure` says that the issuer was named as such, not as a topic.

    `detailed` asks for what details a law, `carried_out` for what carries out the directive whose number is named,
    `replaced` for what took its place, `latest` for the newest.
    """

    text: str
    asks: tuple[SymbolAsk, ...] = ()
    types: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    year_of_issue: bool = False
    issuer: str = ""
    issuer_sure: bool = False
    term: str = ""
    plenum: str = ""
    law: str = ""
    detailed: bool = False
    carried_out: bool = False
    replaced: bool = False
    latest: bool = False
    topic: str = ""


def read_question(text: str) -> Question:
    """Take a question apart; the topic is what the other facets leave, abbreviations written out."""
    text = nfc(" ".join(centred(text).split())[:MOST])
    flat = flatten(text)
    plenum = _plenum(flat)
    asks = tuple(ask for ask in symbol_asks(text) if not (plenum and not ask.full and ask.number == str(plenum[1])))
    rest = _blank(text, [(_with_no(flat, ask.start), ask.end) for ask in asks])
    found = [date for date in parse_dates(rest) if _is_day_or_month(date.value)]
    rest = _blank(rest, [(date.start, date.end) for date in found])
    years = tuple(_YEAR.finditer(flatten(rest)))
    named = _types(flatten(rest))
    issuer = named_issuer(flatten(rest), f"{_TYPES}|{_SHORT}")
    term = TERM.search(flatten(rest)) or re.search(r"(?<!\w)khoa\s([ivxlc]{1,6}|\d{1,2})(?!\w)", flatten(rest))
    detailed = bool(_DETAILED.search(flat))
    law = "" if detailed else _law(text, flat)
    spans = (
        ([plenum[2]] if plenum else [])
        + [match.span() for match in (*years, term) if match]
        + [span for _, span in named]
    )
    left = _blank(rest, spans + ([issuer.span] if issuer and issuer.placed else []))
    at_types = [(span[0], kind) for kind, span in named if not (detailed and kind in LAWS)] + [
        (ask.start, ask.type) for ask in asks if ask.type
    ]
    return Question(
        text=text,
        asks=asks,
        types=tuple(dict.fromkeys([*([_law_type(flat)] if law else []), *(kind for _, kind in sorted(at_types))])),
        dates=tuple(date.value for date in found),
        years=tuple(match.group(1) for match in years),
        year_of_issue=any(_of_issue(flatten(rest), match.start(), asks, bool(law)) for match in years),
        issuer=issuer.key if issuer else "",
        issuer_sure=bool(issuer and issuer.placed),
        term=_term(term.group(1)) if term else "",
        plenum=plenum[0] if plenum else "",
        law=expand(law),
        detailed=detailed,
        latest=bool(_LATEST.search(flat)),
        replaced=bool(asks and _REPLACED.search(flat)),
        carried_out=bool(
            asks and _CARRIED_OUT.search(flat[: asks[0].start]) and not flat[: asks[0].start].startswith("thuc hien")
        ),
        topic=expand(" ".join(left.split())),
    )


def _types(flat: str) -> list[tuple[str, tuple[int, int]]]:
    """Return the types asked for with their spans; words such as "quy định" are verbs unless they stand as a type does."""
    named = []
    for match in _TYPE_WORD.finditer(flat):
        word = match["long"] or match["short"]
        if match["short"] and not (match["behind"] or match.start() == 0):
            continue
        if word in _VERBS and not match["behind"]:
            continue
        if word == "quy dinh" and re.match(r"\s{0,2}(?:ve|gi|nao|the nao)", flat[match.end() :]):
            continue
        kind = TYPE_OF.get(word) or {"qdi": "Quy định", "ct": "Chỉ thị", "nd": "Nghị định", "tt": "Thông tư"}[word]
        if kind not in GENERIC:
            count = re.search(r"(?<![\w./-])\d{1,2}\s$", flat[: match.start()])
            named.append((kind, (count.start() if count else match.start(), match.end())))
    return named


def _plenum(flat: str) -> tuple[str, int, tuple[int, int]] | None:
    match = _PLENUM.search(flat)
    if not match:
        return None
    if match["word"]:
        words = match["word"].split()
        name = next((w for w in (" ".join(words), words[0]) if w in ORDINALS), "")
        return (name, ORDINALS.index(name) + 1, match.span()) if name else None
    number = int(match["number"]) if match["number"].isdigit() else _ROMAN.get(match["number"], 0)
    return (ORDINALS[number - 1], number, match.span()) if 1 <= number <= len(ORDINALS) else None


def _law(text: str, flat: str) -> str:
    """Return the name that follows "luật" or "pháp lệnh", as typed, up to what is asked of it."""
    match = _LAW.search(flat)
    if not match:
        return ""
    name = _PAST_NAME.sub("", " " + match["name"])[1:]
    return text[match.start("name") : match.start("name") + len(name)].strip()


def _law_type(flat: str) -> str:
    match = _LAW.search(flat)
    return TYPE_OF.get(match["type"], "Luật") if match else "Luật"


def _of_issue(flat: str, start: int, asks: tuple[SymbolAsk, ...], law: bool) -> bool:
    """A year behind a type word ("chỉ thị năm 2016"), a number or a law's name is the year of issue; behind a topic it is not."""
    before = flat[:start].rstrip()
    numbered = any(ask.end <= start and not re.search(r"(?<!\w)ve(?!\w)", flat[ask.end : start]) for ask in asks)
    return law or numbered or bool(re.search(rf"(?:^|\W)(?:{_TYPES}|{_SHORT}|ban hanh|ky|ra doi)$", before))


def _with_no(flat: str, start: int) -> int:
    """Return where the "số" in front of a number begins, or the number itself."""
    before = _NO_BEFORE.search(flat[:start])
    return before.start() if before else start


def _is_day_or_month(value: str) -> bool:
    return bool(re.fullmatch(r"\d{4}-\d\d(?:-\d\d)?|--\d\d-\d\d", value))


def _term(written: str) -> str:
    if not written.isdigit():
        return f"khóa {written.upper()}"
    number = int(written)
    return f"khóa {_NUMERALS[number - 1].upper() if 1 <= number <= len(_NUMERALS) else written}"


def _blank(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text
