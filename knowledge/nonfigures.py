"""Mark the places of a text whose digits are no quantities: dates, symbols, list numbers, ordinals, times, phones, codes."""

from __future__ import annotations

import re

from knowledge.dates import parse_dates
from knowledge.directives import parse_mentions
from knowledge.symbols import find_symbols
from knowledge.units import measure_at

Span = tuple[int, int]

_ALWAYS = (
    r"(?<!\w)thu|lan thu|dieu|khoan|chuong|phu luc|quy|tuan|(?<!tong )(?<!con )(?<!bang )(?<!voi )(?<!va )(?<!chu )(?<!dan )so|khoa|ky hop|quoc lo|tinh lo|huyen lo|"
    r"trung uong|thang|ngay|nam|trang|thua|to ban do|hang|vong|bang so|bieu so|mau so|bieu mau|mau|nghi dinh|thong tu|top|"
    r"tieu chi so|diem (?:so )?|phuong an|ql|tl|dt|quyet dinh so|cong nghe|cong nghiep|covid|phien ban|version|muc do"
)
_PLACES = (
    r"thon|xom|ap|ban|khu|khu pho|khu dan cu|khu vuc|to|to dan pho|to dan cu|tdp|kdc|doi|tieu khu|cum|phuong|quan|duong|ngo|hem|kiet|"
    r"lo|tang|nha|phong|lop|cap|loai|nhom|giai doan|buoc|dot|vu|phien|hoi nghi|chuong trinh|de an|du an|muc|phan|bang|bieu|"
    r"tieu chi|chi bo|chi hoi|chi doan|to dang|bac|muc|ca|doan|vung|diem|lan|cot|dong|tieu de|cau|block|toa|don vi so|truong|dia ban|khoi|khoi pho|buon|lang|sao"
)
_NUMBERS = r"\d{1,4}[a-d]?(?!\w)(?:\.\d{1,2}(?!\d))*"
_ORDINAL = re.compile(
    rf"(?<!\w)(?:(?P<always>{_ALWAYS})|(?P<place>{_PLACES}))\s{{1,3}}(?P<number>{_NUMBERS})(?![.,]\d|\s?%|/\d)"
)
_MORE = re.compile(rf"\s{{0,2}}(?:,|;|va|-|den|&)\s{{0,2}}(?P<number>{_NUMBERS})(?![.,]\d|\s?%|/\d)")
_GEOGRAPHIC = frozenset(
    ["xã", "phường", "huyện", "quận", "tỉnh", "thị trấn", "thị xã", "thành phố", "thôn", "khu", "khu phố", "tổ dân phố", "khu dân cư",
     "trường", "điều", "khoản", "chương", "mục", "phần", "điểm", "chương trình", "nghị quyết", "kế hoạch", "quyết định", "đề án", "dự án"]
)  # fmt: skip
_STRICT = frozenset(
    ["thu", "lan thu", "dieu", "khoan", "phu luc", "quy", "thang", "ngay", "nam", "ky hop", "trung uong", "khoa"]
)

_LINE_NUMBER = re.compile(
    r"(?m)^[ \t>#*_+•-]*(?:[ivxlc]{1,5}\.)?(?P<number>\d{1,2}(?:\.\d{1,2}){0,4})"
    r"(?:[.)](?!\d)|[ \t]{0,2}[-–:][ \t](?![ \t]{0,2}\d)|(?<=\.\d)[ \t]{1,3}[*_\"]{0,2}(?=[a-z\"*])|[ \t]*(?=\t[^\n]*[a-z]))"
)
_TABLE_ROW = re.compile(r"(?m)^[ \t]*\|?[ \t]*(?P<number>\d{1,3}(?:\.\d{1,2}){0,3})[ \t]*(?=[\t|][^\n]*[a-z])")
_COLUMN_NUMBERS = re.compile(r"(?m)^[ \t|]*\(?1\)?[ \t]*[\t|][ \t]*\(?2\)?(?:[ \t]*[\t|][ \t]*\(?\d{1,2}\)?)*[ \t|]*$")
_INLINE_NUMBER = re.compile(r"(?<=[:;.])\s{1,3}(?P<number>\d{1,2})(?:\.(?=\s{1,3}[^\W\d_])|\)(?=\s))")
_BRACKETED = re.compile(
    r"\((?P<number>\d{1,2})\)(?=\s{0,2}[^\W\d_]|\s*$)|\^?\[\^?(?P<mark>\d{1,3})\]|\{\{[^}\n]{1,40}\}\}"
)
_LONE_BRACKET = re.compile(r"(?<![\w(])(?P<number>\d{1,2})\)(?=\s{1,3}[^\W\d_])")
_TIME = re.compile(
    r"(?<![\w.,])\d{1,2}\s?h\s?(?:\d{2})?(?!\w)|(?<![\w.,:/])\d{1,2}:\d{2}(?::\d{2})?(?![\w:])|\d{1,2}\s{0,2}gio\s{0,2}\d{1,2}(?:\s{0,2}phut)?|"
    r"(?<=luc )\d{1,2}\s{0,2}gio|(?<=vao )\d{1,2}\s{0,2}gio|(?<=hoi )\d{1,2}\s{0,2}gio|(?<=truoc )\d{1,2}\s{0,2}gio|"
    r"\d{1,2}\s{0,2}gio(?=\s{0,2},?\s{0,2}(?:sang|chieu|toi|trua|ngay\s{0,2}\d))|(?<!\d)24/(?:24|7)(?:\s?h|\s{0,2}gio)?"
)
_CUED_CODE = re.compile(
    r"(?<!\w)(?:dien thoai|so dt|dt|sdt|tel|fax|hotline|duong day nong|di dong|dtdd|so tai khoan|tai khoan so|tai khoan|stk|cccd|cmnd|can cuoc"
    r"|can cuoc cong dan|chung minh nhan dan|ma so thue|mst|ma so|ma qhns|ma|so the|so seri|so hieu|bien so|bien kiem soat|zalo)"
    r"(?:\s{1,2}(?:so|di dong|lien he|cong dan|nhan dan|the))?\s{0,3}[:.]?\s{0,3}(?P<code>[(+]?\d[\d .()-]{2,24}\d)(?!\w)"
)
_PHONE = re.compile(r"(?<![\w.,/])(?:\+84|0)(?:[ .()-]?\d){8,10}(?![\w]|[.,]\d)|\(0\d{2,3}\)[ .-]?\d[\d .-]{5,9}\d")
_LONG_NUMBER = re.compile(r"(?<![\w.,/])\d{9,}(?![\w.,%]|\s?(?:d|dong|vnd)\b)")
_WEB = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|\b\S+\.(?:vn|com|docx?|pdf|xlsx?)\b")
_VERSION = re.compile(r"(?<=cong nghiep )(?:lan thu )?4\.0|(?<=cach mang )4\.0|(?<=thoi dai )4\.0")
_RIVER = re.compile(r"(?<=nam )(?:1[89]|20)\d\d")


def nonfigure_mask(text: str, flat: str, plain: str, accented: bool) -> bytearray:
    """Return one byte per character of NFC text, 1 where a digit there is not part of a quantity."""
    mask = bytearray(len(text))
    for start, end in _spans(text, flat, plain, accented):
        mask[start:end] = b"\x01" * (end - start)
    return mask


def _spans(text: str, flat: str, plain: str, accented: bool) -> list[Span]:
    spans = [(date.start, date.end) for date in parse_dates(text)]
    spans += [(mention.start, mention.end) for mention in parse_mentions(text)]
    spans += [(symbol.start, symbol.end) for symbol in find_symbols(text)]
    for pattern in (_LINE_NUMBER, _TABLE_ROW, _INLINE_NUMBER, _LONE_BRACKET):
        spans += [match.span("number") for match in pattern.finditer(flat)]
    for pattern in (_BRACKETED, _TIME, _PHONE, _LONG_NUMBER, _WEB, _VERSION, _COLUMN_NUMBERS):
        spans += [match.span() for match in pattern.finditer(flat)]
    spans += [match.span("code") for match in _CUED_CODE.finditer(flat)]
    return spans + _ordinals(flat, plain, accented)


def _ordinals(flat: str, plain: str, accented: bool) -> list[Span]:
    spans: list[Span] = []
    position = 0
    while match := _ORDINAL.search(flat, position):
        position = match.end()
        if _is_count(match, flat, plain, accented):
            position = match.start("number")
            continue
        spans.append(match.span("number"))
        while (more := _MORE.match(flat, position)) and not _counts(plain, more.end("number"), accented):
            spans.append(more.span("number"))
            position = more.end()
    return spans


def _is_count(match: re.Match[str], flat: str, plain: str, accented: bool) -> bool:
    """Say whether "thôn 5 hộ" counts households, rather than naming hamlet 5."""
    word = match.group("always") or match.group("place")
    measure = measure_at(plain, match.end("number"), accented)
    if measure is None:
        return bool(match.group("place")) and _is_counted_itself(match, flat)
    if word in _STRICT:
        return False
    return measure.name not in _GEOGRAPHIC


def _is_counted_itself(match: re.Match[str], flat: str) -> bool:
    """Say whether the noun in front already has its own number ("có 5 thôn 12")."""
    return bool(re.search(r"\d\s{1,2}$", flat[max(0, match.start() - 4) : match.start()]))


def _counts(plain: str, end: int, accented: bool) -> bool:
    measure = measure_at(plain, end, accented)
    return measure is not None and measure.name not in _GEOGRAPHIC
