"""Mark the places of a text whose digits are no quantities: dates, symbols, list numbers, ordinals, times, phones, codes."""

from __future__ import annotations

import re

from knowledge.dates import parse_dates
from knowledge.directives import parse_mentions
from knowledge.symbols import find_symbols
from knowledge.text import fold
from knowledge.units import measure_at

Span = tuple[int, int]

_ALWAYS = """thứ|lần thứ|điều|khoản|chương|phụ lục|quý|tuần|khóa|kỳ họp|quốc lộ|tỉnh lộ|huyện lộ|trung ương|(?<!hàng )(?<!hằng )(?<!mỗi )(?<!trong )(?<!một )(?<!cả )(?:tháng|ngày|năm)|trang|thửa|
tờ bản đồ|hạng|bảng số|biểu số|mẫu số|biểu mẫu|mẫu|nghị định|thông tư|top|tiêu chí số|điểm số|phương án|ql|tl|quyết định số|covid|phiên bản|
mức độ|tiết|km|tầng|bài số|số báo danh|công nghệ|vòng|stt|stt"""
_PLACES = """thôn|xóm|ấp|bản|khu|khu phố|khu dân cư|khu vực|tổ|tổ dân phố|tổ dân cư|tdp|kdc|đội|tiểu khu|cụm|phường|quận|đường|ngõ|ngách|hẻm|kiệt|lô|nhà|
phòng|lớp|cấp|loại|nhóm|giai đoạn|bước|đợt|vụ|phiên|hội nghị|chương trình|đề án|dự án|mục|phần|vị trí|chỉ tiêu|tiểu mục|bảng|biểu|tiêu chí|chi bộ|chi hội|chi đoàn|
tổ đảng|bậc|mức|ca|đoàn|vùng|điểm|lần|cột|dòng|câu|câu hỏi|chuyên đề|block|tòa|trường|địa bàn|khối|khối phố|buôn|làng|hàng|tháng thứ|ngành|quyển|tập|(?<!tổng )(?<!con )(?<!bằng )(?<!với )(?<!và )(?<!đa )(?<!dân )(?<!hệ )số"""
_NUMBERS = r"\d{1,4}[a-d]?(?!\w)(?:\.\d{1,2}(?!\d))*"
_AFTER = r"(?![.,]\d|\s?%|/\d|\s?đ\b)"


def _ordinal(folded: bool) -> re.Pattern[str]:
    """Build the pattern of a noun with the number that names it ("thôn 3", "Điều 5"), on accented or folded text."""
    always, places = (words.replace("\n", "") for words in (_ALWAYS, _PLACES))
    if folded:
        always, places = fold(always), fold(places)
    return re.compile(
        rf"(?<!\w)(?:(?P<always>{always})|(?P<place>{places}))[ \u00a0]{{1,3}}(?P<number>{_NUMBERS}){_AFTER}"
    )


_ORDINAL = _ordinal(folded=False)
_FOLDED_ORDINAL = _ordinal(folded=True)
_SERIES = re.compile(
    r"(?<!\w)(?:mục|khoản|điểm|điều|thứ|phần|chương|tổ|thôn|ấp|khu|muc|khoan|diem|dieu|thu|phan|chuong|to|thon|ap|khu)[ ]{1,2}"
    r"(?P<number>\d{1,2}(?:,[ ]?\d{1,2}){1,8})(?![\w%]|[.,]\d|/\d)"
)
_MORE = re.compile(rf"\s{{0,2}}(?:,|;|va|và|-|den|đến|&)\s{{0,2}}(?P<number>{_NUMBERS}){_AFTER}")
_GEOGRAPHIC = frozenset(
    ["xã", "phường", "huyện", "quận", "tỉnh", "thị trấn", "thị xã", "thành phố", "thôn", "khu", "khu phố", "tổ dân phố", "khu dân cư",
     "trường", "điều", "khoản", "chương", "mục", "phần", "điểm", "chương trình", "nghị quyết", "kế hoạch", "quyết định", "đề án", "dự án"]
)  # fmt: skip
_DATE_WORDS = frozenset(["năm", "ngày", "tháng", "quý"])
_STRICT = frozenset(
    ["thu", "lan thu", "dieu", "khoan", "phu luc", "quy", "thang", "ngay", "nam", "ky hop", "trung uong", "khoa"]
)

_LINE_NUMBER = re.compile(
    r"(?m)^[ \t>#*_+•-]{0,12}(?:[ivxlc]{1,5}\.)?(?P<number>\d{1,2}(?:\.\d{1,2}){0,4})"
    r"(?:[.)](?!\d)|[ \t]{0,2}[-–:][ \t](?![ \t]{0,2}\d)|(?<=\.\d)[ \t]{1,3}[*_\"]{0,2}(?=[a-z\"*])|[ \t]{0,8}(?=\t[^\n]*[a-z]))"
)
_TABLE_ROW = re.compile(
    r"(?m)^[ \t]{0,8}\|?[ \t]{0,8}(?P<number>\d{1,3}(?:\.\d{1,2}){0,3})[ \t]{0,8}(?=[\t|][^\n]*[a-z])"
)
_COLUMN_NUMBERS = re.compile(
    r"(?m)^[ \t|]{0,9}\(?1\)?[ ]{0,4}[\t|][ ]{0,4}\(?2\)?(?:[ ]{0,4}[\t|][ ]{0,4}\(?\d{1,2}\)?){0,30}[ \t|]{0,9}$"
)
_SLASHED = re.compile(r"(?<!\S)(?P<number>\d{1,2})/\s{1,2}(?=[^\W\d_])")
_NAMED_PLACE = re.compile(
    r"(?<!\w)(?:[Tt]hôn|[Xx]óm|[Ấấ]p|[Bb]ản|[Tt]ổ|[Kk]hu|[Tt]rường|[Bb]uôn|[Ll]àng|[Đđ]ội|[Kk]hu phố|[Pp]hường|[Cc]ầu|[Tt]iểu học|THCS|[Mm]ầm non)"
    r"(?:\s[A-ZĐÀ-Ỹ][^\W\d_]*){1,4}\s(?P<number>\d{1,2})(?!\w|[.,/]\d|\s?%)"
)
_INLINE_NUMBER = re.compile(r"(?<=[:;.])\s{1,3}(?P<number>\d{1,2})(?:\.(?=\s{1,3}[^\W\d_])|\)(?=\s))")
_BRACKETED = re.compile(
    r"\((?P<number>\d{1,2})\)(?=\s{0,2}[^\W\d_]|\s*$)|\^?\[\^?(?P<mark>\d{1,3})\]|\{\{[^}\n]{1,40}\}\}"
)
_LONE_BRACKET = re.compile(r"(?<![\w(])(?P<number>\d{1,2})\)(?=\s{1,3}[^\W\d_])")
_TIME = re.compile(
    r"(?<![\w.,])\d{1,2}\s?h\s?(?:\d{2})?(?!\w)|(?<![\w.,:/])\d{1,2}:\d{2}(?::\d{2})?(?![\w:])|\d{1,2}\s{0,2}gio\s{0,2}\d{1,2}(?:\s{0,2}phut)?|"
    r"(?<=luc )\d{1,2}\s{0,2}gio|(?<=vao )\d{1,2}\s{0,2}gio|(?<=hoi )\d{1,2}\s{0,2}gio|(?<=truoc )\d{1,2}\s{0,2}gio|"
    r"\d{1,2}\s{0,2}gio(?=\s{0,2},?\s{0,2}(?:sang|chieu|toi|trua|ngay\s{0,2}\d))|(?<![\d/])24/7(?!\d)(?:\s?h|\s{0,2}gio)?|(?<![\d/])24/24(?:\s?h(?!\w)|\s{0,2}gio(?!\w)|(?=\s*(?:$|[.,;:)\n]|trong ngay|ca ngay)))"
)
_CUED_CODE = re.compile(
    r"(?<!\w)(?:dien thoai|so dt|dt|sdt|tel|fax|hotline|duong day nong|di dong|dtdd|so tai khoan|tai khoan so|tai khoan|stk|cccd|cmnd|can cuoc"
    r"|can cuoc cong dan|chung minh nhan dan|ma so thue|mst|ma so|ma qhns|ma|so the|so seri|so hieu|bien so|bien kiem soat|zalo)"
    r"(?:\s{1,2}(?:so|di dong|lien he|cong dan|nhan dan|the))?\s{0,3}[:.]?\s{0,3}(?P<code>[(+]?\d(?:[\d.()-]|[a-z](?=[-\d])|[ ](?=\d)){2,24}\d)(?!\w)"
)
_PHONE = re.compile(r"(?<![\w.,/])(?:\+84|0)(?:[ .()-]?\d){8,10}(?![\w]|[.,]\d)|\(0\d{2,3}\)[ .-]?\d[\d .-]{5,9}\d")
_LONG_NUMBER = re.compile(r"(?<![\w.,/])\d{9,}(?![\w.,%]|\s?(?:d|dong|vnd)\b)")
_ADDRESS = re.compile(r"(?<!\w)(?:so|ngo|ngach|hem|kiet|nha)\s{1,2}\d{1,4}(?:/\d{1,4}){1,3}(?=\s+[^\W\d_]|,)")
_WEB = re.compile(
    r"(?:https?://|www\.)\S{1,400}|(?<!\S)[\w.+-]{1,64}@[\w-]{1,64}\.\S{1,64}|(?<![\w.-])[\w-]{1,64}(?:\.[\w-]{1,64}){0,4}\.(?:vn|com|docx?|pdf|xlsx?)\b"
)
_RATIO = re.compile(
    r"(?<=thu )\d{1,3}/\d{1,3}(?!\d)|(?<=hang )\d{1,3}/\d{1,3}(?!\d)|(?<![\w.,:])\d{1,3}(?:\.\d{3})?:\d{1,3}(?:\.\d{3})?(?![\w:]|[.,]\d)"
)
_VERSION = re.compile(r"(?<=cong nghiep )(?:lan thu )?4\.0|(?<=cach mang )4\.0|(?<=thoi dai )4\.0")


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
    for pattern in (_LINE_NUMBER, _TABLE_ROW, _INLINE_NUMBER, _LONE_BRACKET, _SLASHED):
        spans += [match.span("number") for match in pattern.finditer(flat)]
    for pattern in (_BRACKETED, _TIME, _PHONE, _LONG_NUMBER, _WEB, _VERSION, _RATIO, _COLUMN_NUMBERS):
        spans += [match.span() for match in pattern.finditer(flat)]
    spans += [match.span() for match in _ADDRESS.finditer(flat) if not _counts(plain, match.end(), accented)]
    spans += [match.span("code") for match in _CUED_CODE.finditer(flat)]
    for match in _NAMED_PLACE.finditer(text):
        if not _counts(plain, match.end(), accented):
            spans.append(match.span("number"))
    spans += [match.span("number") for match in _SERIES.finditer(plain) if not _counts(plain, match.end(), accented)]
    return spans + _ordinals(plain, accented)


def _ordinals(plain: str, accented: bool) -> list[Span]:
    spans: list[Span] = []
    position = 0
    pattern = _ORDINAL if accented else _FOLDED_ORDINAL
    while match := pattern.search(plain, position):
        position = match.end()
        if _is_count(match, plain, accented):
            position = match.start("number")
            continue
        spans.append(match.span("number"))
        while (more := _MORE.match(plain, position)) and not _counts(plain, more.end("number"), accented):
            spans.append(more.span("number"))
            position = more.end()
    return spans


def _is_count(match: re.Match[str], plain: str, accented: bool) -> bool:
    """Say whether "thôn 5 hộ" counts households, rather than naming hamlet 5."""
    word = fold(match.group("always") or match.group("place"))
    measure = measure_at(plain, match.end("number"), accented)
    if measure is None:
        return bool(match.group("place")) and _is_counted_itself(match, plain)
    if word in _STRICT or (measure.name in _DATE_WORDS and plain[measure.end : measure.end + 2].strip().isdigit()):
        return False
    return measure.name not in _GEOGRAPHIC


def _is_counted_itself(match: re.Match[str], plain: str) -> bool:
    """Say whether the noun in front already has its own number ("có 5 thôn 12")."""
    return bool(re.search(r"\d\s{1,2}$", plain[max(0, match.start() - 4) : match.start()]))


def _counts(plain: str, end: int, accented: bool) -> bool:
    measure = measure_at(plain, end, accented)
    return measure is not None and measure.name not in _GEOGRAPHIC
