"""Find quantities written in words where they carry a unit ("năm mươi hộ", "ba thôn", "một nửa số hộ")."""

from __future__ import annotations

import re

from knowledge.numerals import WORDS, read_words
from knowledge.records import Figure
from knowledge.text import flatten
from knowledge.units import Measure, measure_at

_ALTERNATIVES = "|".join(sorted(WORDS, key=len, reverse=True))
_FOLDED = "|".join(sorted({flatten(word) for word in WORDS}, key=len, reverse=True))
_RUN = re.compile(rf"(?<!\w)(?:{_ALTERNATIVES})(?:\s{{1,2}}(?:{_ALTERNATIVES})(?!\w)){{0,14}}(?!\w)")
_FOLDED_RUN = re.compile(rf"(?<!\w)(?:{_FOLDED})(?:\s{{1,2}}(?:{_FOLDED})(?!\w)){{0,14}}(?!\w)")
_PARTS = re.compile(
    r"(?<!\w)(?:(?P<half>một nửa|phân nửa|mot nua)|(?P<upper>một|hai|ba|mot) (?:phần|phan) (?P<lower>hai|ba|tư|bốn|năm|mười|tu|bon|nam|muoi))(?!\w)"
)
_OF = re.compile(r"\s(?:tổng\s)?(?:số|so)(?=\s)")
_ORDINAL = re.compile(
    r"(?:thứ|lần thứ|tháng|phần|thu|thang|quý|khóa|mồng|mùng|ngày|cả|hàng|vài|mấy|mỗi|cấp|nghị quyết|ngay|hang)\s{1,2}$"
)
_YEAR_CONTEXT = re.compile(
    r"(?:trong|hàng|hằng|mỗi|cuối|đầu|các|những|nhiều|qua|một|cả|từ|sau|giữa|theo|cùng|nửa|đến|tới)\s{1,2}$"
)
_SCALES = frozenset(["nghìn", "ngàn", "vạn", "triệu", "tỷ", "tỉ", "nghin", "ngan", "trieu", "ty", "ti"])
_STRONG = frozenset(
    ["hộ", "người", "đồng", "ha", "cuộc", "lượt", "lượt người", "đợt", "buổi", "năm", "lần", "thôn", "chi bộ", "đồng chí", "hội nghị",
     "vụ", "mô hình", "suất quà", "nhân khẩu", "hộ nghèo", "công trình", "đảng viên", "lớp", "tổ", "điểm", "căn nhà", "nhà", "km"]
)  # fmt: skip


def word_figures(text: str, plain: str, accented: bool, mask: bytearray) -> list[Figure]:
    """Return the quantities in words of NFC text; `plain` is its lowercase comparable form."""
    found = [figure for match in _PARTS.finditer(plain) if (figure := _part(text, plain, accented, match))]
    for match in (_RUN if accented else _FOLDED_RUN).finditer(plain):
        figure = None if any(mask[match.start() : match.end()]) else _run(text, plain, accented, match)
        if figure and not any(part.start < figure.end and figure.start < part.end for part in found):
            found.append(figure)
    return found


def _part(text: str, plain: str, accented: bool, match: re.Match[str]) -> Figure | None:
    of = _OF.match(plain, match.end())
    measure = measure_at(plain, of.end() if of else match.end(), accented)
    if measure is None:
        return None
    upper, lower = match.group("upper", "lower")
    value = f"{read_words([upper], accented)}/{read_words([lower], accented)}" if upper else "1/2"
    return Figure(value, measure.name, text[match.start() : measure.end], match.start(), measure.end)


def _run(text: str, plain: str, accented: bool, match: re.Match[str]) -> Figure | None:
    """Read a run of number words, giving back trailing ones that are the unit ("năm năm", "hai triệu đồng")."""
    pieces = [piece.span() for piece in re.finditer(r"\S+", match.group())]
    for count in range(len(pieces), 0, -1):
        words = match.group()[: pieces[count - 1][1]].split()
        end = match.start() + pieces[count - 1][1]
        measure = measure_at(plain, end, accented)
        if len(words) > 1 and words[-1] in _SCALES and measure and measure.name == "đồng":
            continue
        value = read_words(words, accented)
        if value is None or measure is None:
            continue
        if len(words) == 1 and not _single(words[0], plain, match.start(), measure):
            return None
        return Figure(str(value), measure.name, text[match.start() : measure.end], match.start(), measure.end)
    return None


def _single(word: str, plain: str, start: int, measure: Measure) -> bool:
    """Decide on one number word: "một" needs money, "năm" must not be a year, "thứ hai" is an ordinal."""
    before = plain[max(0, start - 14) : start]
    if (
        _ORDINAL.search(before)
        or word in _SCALES
        or word in {"trăm", "tram", "không", "linh", "lẻ", "tư", "khong", "le", "tu"}
    ):
        return False
    if word in {"một", "mot", "mốt"}:
        return measure.name.startswith(("triệu", "tỷ", "nghìn", "trăm triệu"))
    if word in {"năm", "nam"}:
        follows_number = bool(re.search(r"\d\s{0,2}$", before))
        return (
            measure.name in _STRONG
            and not follows_number
            and not re.match(r"\s\d", plain[measure.end : measure.end + 2])
            and (measure.name == "năm" or not _YEAR_CONTEXT.search(before))
        )
    return True
