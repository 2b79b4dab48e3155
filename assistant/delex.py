"""Mask what is local in a prior report's wording: figures, dates, places, people and local documents become `[slots]`.

What belongs to the whole country stays: central directives with their dates, national bodies, campaign titles.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from assistant.factslots import blank_slot, date_slot, figure_slot
from assistant.peoplenames import ethnic_names, people
from assistant.placenames import bare_places, opening_places, typed_places
from assistant.slots import SLOT, slots_in
from knowledge.blanks import blank_spans
from knowledge.dates import parse_dates
from knowledge.directives import parse_mentions
from knowledge.figures import parse_figures
from knowledge.records import Mention
from knowledge.text import nfc, normalise_tones

_Edit = tuple[int, int, str | None]
"""A span and what to write there; None keeps the words and shields them from later rules."""

_Rule = Callable[[str], Iterator[_Edit]]

_KEPT = re.compile(
    r"(?<!\w)(?:Mặt trận Tổ quốc Việt Nam|(?:Đoàn )?(?:Thanh niên Cộng sản|TNCS) Hồ Chí Minh|(?:Đội )?Thiếu niên Tiền phong Hồ Chí Minh"
    r"|(?:tư tưởng|Chủ tịch|đường)(?:[^.;\n]{0,30}?) ?Hồ Chí Minh|phong cách Hồ Chí Minh|Đảng Cộng sản Việt Nam|Người Việt Nam"
    r"|Hồ Chí Minh|Quân đội nhân dân Việt Nam|Cộng hòa xã hội chủ nghĩa Việt Nam|Việt Nam|chính quyền địa phương 0?2 cấp|COVID ?- ?19)(?!\w)"
)
_LINE_NUMBER = re.compile(r"(?m)^[ \t]*(?:[-+*•]\s*)?(?:\d{1,2}(?:\.\d{1,2}){0,3}\s?[.)-]|[IVX]+\.)(?=\s)")
_MODEL = re.compile(r"(?<!\w)(?:mô hình|tổ hợp tác|câu lạc bộ) (?P<name>[“\"][^”\"\n]{3,80}[”\"])", re.IGNORECASE)
_NATIONAL_MODELS = re.compile(
    r"dân vận khéo|toàn dân|vì người nghèo|hàng việt nam|đền ơn đáp nghĩa|an ninh tổ quốc", re.IGNORECASE
)
_LOCAL_CODES = re.compile(
    r"[-/](?:TU|HU|ĐU|QU|ThU|TXU|UBND|HĐND|BTT|MTTQ|UBMTTQ|ĐTN|HND|HPN|CCB|BCĐ|BTV|BCH|BDV|BTG|BTC|UBKT|VP|CTHĐ)(?![\w])"
)
_LOCAL_ISSUER = re.compile(
    r"^(?:Ban Thường vụ |Ban Chấp hành |Thường trực |Chủ tịch )?(?:Tỉnh ủy|Huyện ủy|Thành ủy|Thị ủy|Quận ủy|Đảng ủy|Đảng bộ|Ủy ban nhân dân"
    r"|UBND|Hội đồng nhân dân|HĐND|Ban Thường trực)", re.IGNORECASE
)  # fmt: skip
_SYMBOL_PART = re.compile(
    r"(?:số\s*:?\s*)?[\d.…\s]*[-–/]\s?[A-ZĐa-zđ]{1,8}(?:\s?[-/–]\s?[A-ZĐa-zđ]{1,12})*|(?:số\s*:?\s*)?\d+(?:/\d{4})?"
)
_EMPTY_DATE = re.compile(r"(?i:ngày)[\s.…_]{1,40}tháng[\s.…_]{1,40}năm(?:[\s.…_]*\d{4}|\s?[.…_]+)?")
_BARE_NUMBER = re.compile(
    r"(?<![\w/.,-])(?<!Điều )(?<!điều )(?<!khoản )(?<!thứ )(?<!Quý )(?<!quý )\d{1,3}(?:\.\d{3})*(?:,\d+)?(?![\w/-]|[.,]\d)|…{2,}|\.{4,}"
)


def delexicalise(text: str, extra_names: tuple[str, ...] = ()) -> tuple[str, tuple[str, ...]]:
    """Return the text with every local fact as a `[slot]`, and the slots in reading order.

    `extra_names` are place names of this document that stand without their kind ("Lạc Khê nằm ở phía Tây").
    """
    text = nfc(text)
    names = frozenset(extra_names) | frozenset(names_in(text))
    rules = (*_RULES, lambda whole: _places(whole, names))
    for _ in range(2):
        masked = _apply(text, rules)
        if masked == text:
            break
        text = masked
    return text, slots_in(text)


def left_over(text: str) -> tuple[str, ...]:
    """List the figures and people that a masked text still holds; fixed terms ("chính quyền địa phương 02 cấp") are none."""
    bare = _KEPT.sub("@", SLOT.sub("[]", nfc(text)))
    mentions = [(mention.start, mention.end) for mention in parse_mentions(bare)]
    figures = [f for f in parse_figures(bare) if not any(start <= f.start < end for start, end in mentions)]
    return tuple(figure.quote for figure in figures) + tuple(bare[mask.start : mask.end] for mask in people(bare))


def names_in(text: str) -> tuple[str, ...]:
    """List the place names that a text gives with their kind, for masking them where they stand alone."""
    text = nfc(text)
    found = (text[mask.start : mask.end] for mask in typed_places(text))
    pieces = (piece for name in found for piece in re.split(r",| và | - |;", name))
    names = (re.sub(r"^\s*[a-zà-ỹđ ]*", "", piece).strip() for piece in pieces)
    return tuple(sorted({name for name in names if " " in name and not re.search(r"\d", name)}))


def _apply(text: str, rules: tuple[_Rule, ...]) -> str:
    """Run the rules in order; a span once taken is left alone by those after it."""
    taken = bytearray(len(text))
    edits: list[tuple[int, int, str]] = []
    for rule in rules:
        for start, end, new in rule(text):
            if start >= end or any(taken[start:end]):
                continue
            taken[start:end] = b"\x01" * (end - start)
            if new is not None:
                edits.append((start, end, _fitted(text, start, end, new)))
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return re.sub(r"(\[tên dân tộc\])(?:(?:, | và )(?:dân tộc )?\1)+", r"\1", text)


def _fitted(text: str, start: int, end: int, new: str) -> str:
    """Write a slot with a capital where the sentence begins, and with the spaces that the blank had eaten."""
    before = text[:start].rstrip(' \t-+*•“"')
    if new.startswith("[") and (not before or before[-1] in ".!?\n"):
        new = new[0] + new[1].upper() + new[2:]
    left = " " if start and text[start - 1].isalnum() and new.startswith("[") else ""
    right = " " if end < len(text) and text[end].isalnum() and new.endswith("]") else ""
    return left + new + right


def _kept(text: str) -> Iterator[_Edit]:
    for pattern in (SLOT, _LINE_NUMBER, _KEPT):
        yield from ((match.start(), match.end(), None) for match in pattern.finditer(text))


def _directives(text: str) -> Iterator[_Edit]:
    for mention in parse_mentions(text):
        if not _is_local(mention):
            if mention.symbol or mention.issuer:
                yield mention.start, mention.end, None
            continue
        at = mention.start + (len(mention.type) if mention.quote.lower().startswith(mention.type.lower()) else 0)
        part = _SYMBOL_PART.search(text, at, mention.end)
        if part and part.group().strip():
            start = part.start() + len(part.group()) - len(part.group().lstrip())
            yield start, part.end(), "số [số, ký hiệu văn bản]"


def _is_local(mention: Mention) -> bool:
    """Tell a document of the province or below from one of the centre, by its symbol or else by who issued it."""
    if (
        mention.symbol
        and re.search(r"TW|TTg|CP$|QH\d*$|MTTW|[-/]B[A-ZĐ]{1,8}$", mention.symbol)
        and "/TU" not in mention.symbol
    ):
        return False
    if _LOCAL_CODES.search(mention.quote):
        return True
    return bool(mention.issuer and _LOCAL_ISSUER.match(mention.issuer))


def _models(text: str) -> Iterator[_Edit]:
    for match in _MODEL.finditer(text):
        if not _NATIONAL_MODELS.search(match["name"]):
            yield match.start("name"), match.end("name"), "[tên mô hình]"


def _dates(text: str) -> Iterator[_Edit]:
    for match in _EMPTY_DATE.finditer(text):
        yield match.start(), match.end(), "ngày [ngày tháng năm]"
    for date in parse_dates(text):
        yield date.start, date.end, date_slot(date)


def _figures(text: str) -> Iterator[_Edit]:
    for figure in parse_figures(text):
        yield figure.start, figure.end, figure_slot(figure)


def _residue(text: str) -> Iterator[_Edit]:
    """Mask bare numbers that no grammar claimed, but for articles of a law and short names of directives."""
    yield from ((match.start(), match.end(), "[số liệu]") for match in _BARE_NUMBER.finditer(text))


def _blanks(text: str) -> Iterator[_Edit]:
    plain = normalise_tones(text).lower()
    for start, end in blank_spans(text):
        yield start, end, blank_slot(plain, start, end)


def _people(text: str) -> Iterator[_Edit]:
    yield from ((mask.start, mask.end, mask.slot) for mask in people(text))


def _typed(text: str) -> Iterator[_Edit]:
    yield from ((mask.start, mask.end, mask.slot) for mask in (*ethnic_names(text), *typed_places(text)))


def _places(text: str, names: frozenset[str]) -> Iterator[_Edit]:
    yield from ((mask.start, mask.end, mask.slot) for mask in (*bare_places(text, names), *opening_places(text)))


_RULES: tuple[_Rule, ...] = (_kept, _directives, _models, _typed, _dates, _figures, _blanks, _people, _residue)
