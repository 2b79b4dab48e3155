"""Find names of places and people in Vietnamese official prose, with the slot that each becomes."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from knowledge.text import nfc, normalise_tones
from knowledge.units import measure_at

_UPPER = "".join(
    char for char in map(chr, range(0x41, 0x1EFF)) if char.isupper() and (char < "\u0250" or char >= "\u1e00")
)
_SYLLABLE = rf"[{_UPPER}](?:(?![{_UPPER}])[^\W\d_])*(?:['’][^\W\d_]+)?(?!\w)"
_RUN = rf"{_SYLLABLE}(?: {_SYLLABLE}){{0,3}}"
_NUMBERED = r"(?:số )?\d{1,2}[A-Za-z]?(?![\w%]|[.,/]\d)"

_TYPES = (
    "tổ dân phố|khu dân cư|khu phố|khu vực|cụm dân cư|khối phố|thị trấn|thị xã|thành phố|đặc khu|vườn quốc gia|cánh đồng|"
    "giáo xứ|nhà thờ|hợp tác xã|công ty|lễ hội|di tích|khu công nghiệp|thôn|bản|ấp|xóm|buôn|làng|xã|phường|huyện|quận|tỉnh|"
    "tp\\.?|tổ|khu|khối|sông|suối|núi|đèo|chợ|cầu|đập|chùa|đình|trường(?: (?:mầm non|tiểu học|thcs|thpt))?"
)
_COUNTED = re.compile(
    r"(?:thôn|bản|ấp|xóm|buôn|làng|tổ|khu|khối|cụm dân cư|khu dân cư|khu phố|khối phố|tổ dân phố)$", re.IGNORECASE
)
_TYPED = re.compile(rf"(?<!\w)(?P<kind>(?i:{_TYPES})) (?P<name>{_RUN}|{_NUMBERED})")
_MORE = re.compile(rf"(?:,| và| -|;) (?:(?i:{_TYPES}) )?(?P<name>{_RUN}|{_NUMBERED})")
_ORGANS = (
    ("tỉnh", r"(?i:tỉnh ủy|tỉnh đoàn)"),
    ("huyện", r"(?i:huyện ủy|huyện đoàn|thị ủy|thành ủy|quận ủy)"),
    ("xã", r"(?i:đảng ủy|đảng bộ|xã đoàn)|UBND|HĐND|UBMTTQ|MTTQ(?: Việt Nam|VN)?"),
)
_ORGAN_PLACE = tuple((kind, re.compile(rf"(?<!\w)(?:{organ}) (?P<name>{_RUN})")) for kind, organ in _ORGANS)
_ANY_RUN = re.compile(rf"(?<!\w){_SYLLABLE}(?: (?:- )?{_SYLLABLE}){{1,7}}")
_OPENING = re.compile(
    rf"(?:^|(?<=[.!?\n])\s?)(?P<name>{_SYLLABLE}(?: {_SYLLABLE}){{1,3}})"
    r"(?= (?:nằm|là (?:một )?(?:xã|phường|huyện|tỉnh|địa phương)|có diện tích|có tổng diện tích|được thành lập))"
)
_NAMEABLE = frozenset(["thôn", "bản", "ấp", "xóm", "buôn", "làng", "xã", "phường", "huyện", "quận", "tỉnh"])
_NOT_PLACES = frozenset(
    [
        "Ban",
        "Ban_Chấp",
        "Bí",
        "Bộ",
        "Chi",
        "Chính",
        "Chủ",
        "Chương",
        "Công",
        "Cựu",
        "Căn",
        "Các",
        "Cơ",
        "Đại",
        "Đảng",
        "Đề",
        "Đoàn",
        "Đồng_chí",
        "Giám",
        "Hiệu",
        "Hội",
        "Hướng",
        "Khối",
        "Kết",
        "Kế",
        "Liên",
        "Luật",
        "Mặt",
        "Nghị",
        "Nhà",
        "Nhân",
        "Nông",
        "Ngân",
        "Phó",
        "Phòng",
        "Quân",
        "Quyết",
        "Quỹ",
        "Quy",
        "Quốc",
        "Sở",
        "Tổ",
        "Thông",
        "Thường",
        "Thanh",
        "Thủ",
        "Thực",
        "Thư",
        "Tòa",
        "Tổng",
        "Trong",
        "Trên",
        "Trung",
        "Trưởng",
        "Tuy",
        "Ủy",
        "Uỷ",
        "Văn",
        "Viện",
        "Với",
        "Về",
        "Để",
        "Khi",
        "Ngày",
        "Tết",
        "Tháng",
        "Năm",
        "Từ",
        "Đến",
        "Do",
        "Và",
        "Là",
        "Những",
        "Một",
        "Theo",
        "Qua",
    ]
)
_BODY_WORDS = frozenset(
    [
        "Ban",
        "Bộ",
        "Chi",
        "Công",
        "Đảng",
        "Đoàn",
        "Hội",
        "Luật",
        "Mặt",
        "Phó",
        "Phòng",
        "Quỹ",
        "Sở",
        "Tổ",
        "Trưởng",
        "Ủy",
        "Uỷ",
        "Văn",
        "Khối",
    ]
)
_BODY_NAMES = frozenset(("Ban Công",))
_NATIONAL_RUNS = (
    "Việt Nam",
    "Hồ Chí Minh",
    "Mặt Trận",
    "Đảng Cộng",
    "Quân Đội",
    "Cộng Hòa",
    "Quốc Hội",
    "Bộ Chính",
    "Trung Ương",
)

_PEOPLES = (
    "Pa Cô|Pa Kô|Tà Ôi|Cơ Tu|Cờ Tu|Bru\\s?-\\s?Vân Kiều|Vân Kiều|Bru|Ê Đê|Gia Rai|Ba Na|Xơ Đăng|Gié\\s?-\\s?Triêng|Hrê|Co|Chăm|"
    "Khmer|Khơ Mú|Khơ Me|Sán Dìu|Sán Chay|Cao Lan|Tày|Nùng|Thái|Mường|Dao|Mông|H'Mông|Hoa|Kinh|Thổ|Chứt|Mnông|M'Nông|Cơ Ho|K'Ho|"
    "Ra Glai|Raglai|Xtiêng|Giáy|La Chí|Lô Lô|Hà Nhì|Si La"
)
_PEOPLE_LIST = rf"(?:{_PEOPLES})(?:(?:, | và | và dân tộc |, dân tộc )(?:{_PEOPLES})(?!\w))*"
_ETHNIC = re.compile(
    rf"(?<=dân tộc )(?:{_PEOPLE_LIST})(?!\w)|(?<=đồng bào )(?:{_PEOPLE_LIST})(?!\w)|(?<=tiếng )(?:{_PEOPLE_LIST})(?!\w)"
    rf"|(?<!\w)(?:Pa Cô|Pa Kô|Tà Ôi|Cơ Tu|Vân Kiều|Ê Đê|Gia Rai|Ba Na|Xơ Đăng)(?:, | và |(?= )|(?=\W))(?:{_PEOPLE_LIST})?(?!\w)"
)

_SURNAMES = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Trịnh|Đào|Lưu|Trương|Lâm|Phùng|Mai|Tô|Hà|Tạ|"
    "Nghiêm|Chu|Đoàn|Cao|Lương|Thái|Quách|Vương|La|Lò|Hứa|Viên|Triệu|Kiều|Doãn|Ông|Tống|Từ|Diệp|Châu|Nông|Vi|Giàng|Sùng|Lỳ"
)
_LONG_ONLY = frozenset(
    [
        "Hà",
        "Cao",
        "Mai",
        "Lâm",
        "Tô",
        "La",
        "Đoàn",
        "Thái",
        "Châu",
        "Nông",
        "Từ",
        "Ông",
        "Hoàng",
        "Dương",
        "Lương",
        "Chu",
        "Vi",
        "Viên",
        "Kiều",
        "Triệu",
        "Lý",
        "Hồ",
        "Tống",
        "Diệp",
        "Đào",
        "Vương",
        "Lưu",
    ]
)
_TITLED = re.compile(rf"(?<!\w)(?i:đồng chí|đ/c|ông|bà|anh|chị|cụ|cô giáo|thầy|bác|em|cháu) (?P<name>{_RUN})")
_NAMED = re.compile(rf"(?<!\w)(?P<name>(?:{_SURNAMES})(?: {_SYLLABLE}){{1,3}})")
_POSTS = frozenset(
    [
        "Chủ",
        "Phó",
        "Bí",
        "Trưởng",
        "Ủy",
        "Uỷ",
        "Giám",
        "Đại",
        "Thường",
        "Hiệu",
        "Đảng",
        "Chánh",
        "Thiếu",
        "Trung",
        "Thượng",
        "Thủ",
        "Tổng",
        "Hội",
        "Ban",
        "Mặt",
        "Chi",
        "Công",
        "Tổ",
        "Đoàn",
        "Chỉ",
        "Cán",
    ]
)


@dataclass(frozen=True, slots=True)
class NameMask:
    """A name at `start:end` of the text and the slot to write for it."""

    start: int
    end: int
    slot: str


@cache
def load_places() -> frozenset[str]:
    """Return the names of Viet Nam's provinces and communes before and since 01/7/2025, tones in one place."""
    packed = files("knowledge").joinpath("data/places.txt.gz").read_bytes()
    lines = gzip.decompress(packed).decode("utf-8").splitlines()
    return frozenset(normalise_tones(nfc(line)) for line in lines if not line.startswith("#"))


def typed_places(text: str) -> Iterator[NameMask]:
    """Find names behind their kind ("xã Tân Hòa", "thôn 3, thôn 5", "các xã A, B và C") and behind a local body's name."""
    plain = normalise_tones(text).lower()
    for match in _TYPED.finditer(text):
        kind = match["kind"]
        if not _is_name(match["name"], kind, plain, match.end("name")):
            continue
        end, several = _rest_of_list(text, plain, match.end(), kind)
        label = "thành phố" if kind.lower().startswith("tp") else kind.lower()
        yield NameMask(match.start("name"), end, f"[tên {'các ' if several else ''}{label}]")
    for label, pattern in _ORGAN_PLACE:
        for match in pattern.finditer(text):
            if _is_name(match["name"], label, plain, match.end()):
                yield NameMask(match.start("name"), match.end("name"), f"[tên {label}]")


def bare_places(text: str, names: frozenset[str]) -> Iterator[NameMask]:
    """Find names without their kind: those of the country's places and of `names`, longest first in each run."""
    known = load_places() | frozenset(normalise_tones(nfc(name)) for name in names)
    for run in _ANY_RUN.finditer(normalise_tones(text)):
        words = [(m.start() + run.start(), m.end() + run.start()) for m in re.finditer(r"\S+", run.group())]
        first = 0
        while first < len(words):
            last = next((n for n in range(len(words), first, -1) if _span(text, words, first, n) in known), 0)
            if last and may_stand_alone(text[words[first][0] : words[last - 1][1]]):
                yield NameMask(words[first][0], words[last - 1][1], "[tên địa phương]")
            first = last or first + 1


def opening_places(text: str) -> Iterator[NameMask]:
    """Find the place that a sentence describes, when it opens with the bare name ("Lạc Khê nằm ở phía Tây")."""
    for match in _OPENING.finditer(text):
        if _is_name(match["name"], "xã", "", 0) and may_stand_alone(match["name"]):
            yield NameMask(match.start("name"), match.end("name"), "[tên địa phương]")


def people(text: str) -> Iterator[NameMask]:
    """Find names of people, behind a form of address or led by a common family name."""
    for match in _TITLED.finditer(text):
        words = match["name"].split()
        if words[0] not in _POSTS and (len(words) > 1 or words[0] not in _NOT_PLACES):
            yield NameMask(match.start("name"), match.end("name"), "[họ tên]")
    for match in _NAMED.finditer(text):
        words = match["name"].split()
        if len(words) > 2 or (words[0] not in _LONG_ONLY and match["name"] not in load_places()):
            yield NameMask(match.start("name"), match.end("name"), "[họ tên]")


def ethnic_names(text: str) -> Iterator[NameMask]:
    """Find the peoples that live in a place, which tell it as surely as its name."""
    for match in _ETHNIC.finditer(text):
        yield NameMask(match.start(), match.end(), "[tên dân tộc]")


def may_stand_alone(name: str) -> bool:
    """Tell a place name from the head of a body's name that is written like one ("Ban Công an ...")."""
    return name not in _NATIONAL_RUNS and name.split()[0] not in _BODY_WORDS


def _span(text: str, words: list[tuple[int, int]], first: int, last: int) -> str:
    return normalise_tones(text[words[first][0] : words[last - 1][1]])


def _is_name(name: str, kind: str, plain: str, end: int) -> bool:
    """Tell a name from a body, a post or a count that happens to follow the kind."""
    if name[-1].isdigit() or name[:1].isdigit():
        return bool(_COUNTED.search(kind)) and measure_at(plain, end, accented=True) is None
    words = name.split()
    if any(name.startswith(run) for run in _NATIONAL_RUNS):
        return False
    if len(words) == 1:
        return kind.lower() in _NAMEABLE and words[0] not in _NOT_PLACES and not re.fullmatch(r"[IVX]+", words[0])
    return words[0] not in _BODY_WORDS or normalise_tones(name) in load_places() - _BODY_NAMES


def _rest_of_list(text: str, plain: str, end: int, kind: str) -> tuple[int, bool]:
    """Return where a list of names ends ("Hòa Vân, Phú Vân và Vân Khê") and whether it holds more than one."""
    several = False
    while (more := _MORE.match(text, end)) and _is_name(more["name"], kind, plain, more.end("name")):
        name = more["name"]
        if " " not in name and not name[-1].isdigit() and normalise_tones(name) not in load_places():
            break
        end, several = more.end("name"), True
    return end, several
