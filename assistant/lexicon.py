"""Tag the words of a note by the grammar dictionary `prompts/lexicon.yaml`: longest phrase first, several tags allowed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.prompts import load_yaml
from knowledge.text import normalise_tones

_UPPER = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
_NAME = rf"(?:\d+[A-Za-z]?(?![\w.,/]*\d|\s*[%])|[{_UPPER}][^\W\d_]*(?:\s[{_UPPER}][^\W\d_]*)*(?:\s\d+)?)"
_PLACE_NOUN = r"(?:thôn|bản|ấp|xóm|buôn|làng|tổ dân phố|tổ|khu phố|khu|khu vực|xã|phường|thị trấn|huyện|tỉnh|chi bộ|chi hội|chi đoàn|trường|khối|cụm)"
_UNITS = r"triệu|tỷ|đồng|người|buổi|lần|lượt|lớp|cuộc|đợt|kỳ|mô hình|cái|bộ|con|cây|km|ha|hội nghị|đảng viên|đoàn viên|hội viên|cán bộ|tháng|năm|hộ(?! nghèo| cận)"
PLACES = re.compile(
    rf"(?<!\w)(?:(?:các|hai|ba|bốn)\s)?{_PLACE_NOUN}(?:\s(?:số\s)?{_NAME})(?:(?:\s?,\s?|\svà\s|\s-\s)(?:{_PLACE_NOUN}\s)?(?:số\s)?{_NAME}(?!\s(?:{_UNITS})))*(?!\w)(?!\s(?:{_UNITS})(?!\w))",
)
TIME = re.compile(
    r"(?<!\w)(?:(?:trong |đến |từ |qua |cuối |đầu |tính đến )?(?:(?:hết |cuối |đầu )?(?:năm|quý|tháng|giai đoạn|nhiệm kỳ|ngày)) "
    r"(?:[IVX]+(?![\w])(?:/\d{4})?|\d{1,4}(?:[/.-]\d{1,4}){0,2})(?!\w|%|,\d)(?:\s?(?:-|–|đến|tới)\s?(?:năm |quý |tháng )?\d{1,4}(?:/\d{4})?(?!\w))?(?: năm \d{4})?"
    r"|(?:\d{1,2} tháng (?:đầu|cuối)|(?:[69]|sáu|chín) tháng(?!\s?/))(?: năm)?(?: \d{4})?|(?:hàng|hằng|mỗi) (?:năm|tháng|quý|tuần)|sau (?:khi )?(?:sáp nhập|sắp xếp|hợp nhất|kiểm tra|giám sát|thanh tra|tập huấn)(?: (?:xã|đơn vị hành chính))?(?=,? \w)|đến nay|hiện nay|những năm qua|thời gian qua)",
    re.IGNORECASE,
)
_DIRECTIVE = re.compile(
    r"(?:Kết luận|Nghị quyết|Chỉ thị|Quyết định|Kế hoạch|Thông tư|Nghị định|Hướng dẫn|Thông báo|Công văn|Quy định|Luật|Đề án)\s(?:số\s)?\d+[\w/Đ-]*(?:, \d+[-/][\w/Đ-]+)*",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"(?<!\w)(?:(?:lần )?thứ|loại|cấp|khóa|hạng|mức|tiêu chí(?: số)?|khu vực|vùng|số thứ tự) (?:\d{1,2}|[IVX]+)(?![\w.,/]*\d|\w|%)"
)
_QUOTED = re.compile(r"[\"“][^\"”]+[\"”]|\[[^\]]*\]|\([^)]*\)")
NUMBER = re.compile(r"\d[\d.,/]*(?:\s?[-–]\s?\d[\d.,]*)?(?:%|ha|km|m|m2|km2|kg)?$")
_PAIRED = (
    (re.compile(
        r"(?<!\w)(?:cán bộ, (?:công chức(?:, viên chức)?|đảng viên)(?: và (?:nhân dân|người dân))?|công chức, viên chức|đoàn viên, hội viên|"
        r"đảng, chính quyền|cấp ủy, (?:tổ chức đảng|chính quyền)|huyện ủy, thành ủy|sở, ngành|xã, phường(?:, thị trấn)?|tập thể, cá nhân|người dân, doanh nghiệp)(?!\w)",
        re.IGNORECASE), "agent"),
    (re.compile(
        r"(?<!\w)(?:kiểm tra, giám sát|giám sát, phản biện(?: xã hội)?|tuyên truyền, vận động|lãnh đạo, chỉ đạo|quán triệt, triển khai|phổ biến, giáo dục pháp luật|"
        r"sơ kết, tổng kết|thi đua, khen thưởng|đào tạo, bồi dưỡng|học tập, quán triệt)(?!\w)",
        re.IGNORECASE), "activity"),
    (re.compile(r"(?<!\w)(?:quốc phòng, an ninh|an ninh, trật tự|an ninh chính trị, trật tự an toàn xã hội|văn hóa, văn nghệ|kinh tế, xã hội)(?!\w)", re.IGNORECASE), "noun"),
)  # fmt: skip
"""Pairs whose comma joins two words into one name."""
_ATOMS = (
    (_QUOTED, "name"),
    (_DIRECTIVE, "directive"),
    (TIME, "time"),
    (PLACES, "place"),
    (_ORDINAL, "other"),
    *_PAIRED,
)
_LONGEST = 8


@dataclass(frozen=True, slots=True)
class Word:
    """One or several syllables read as a unit: as written, its grammatical tags, and the punctuation that follows it."""

    text: str
    tags: frozenset[str]
    trail: str = ""

    def has(self, *tags: str) -> bool:
        """Tell whether any of `tags` is among the word's."""
        return not self.tags.isdisjoint(tags)


def in_group(phrase: str, group: str) -> bool:
    """Tell whether `phrase` (any case) stands in a group of the dictionary."""
    return normalise_tones(phrase).lower().split(",")[0] in groups()[group]


@lru_cache(maxsize=1)
def groups() -> dict[str, frozenset[str]]:
    """Return the dictionary: group -> its phrases, lowercase."""
    source = load_yaml("lexicon")
    return {
        name: frozenset(normalise_tones(phrase.strip()).lower() for phrase in text.replace("\n", " ").split(","))
        for name, text in source.items()
    }


_GRAMMAR = (
    "agent", "noun", "activity", "verb", "bad", "good", "amount", "negation", "adverb", "reach", "change",
    "quantity", "preposition", "cause", "effect", "contrast",
)  # fmt: skip


@lru_cache(maxsize=1)
def _tags() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name in _GRAMMAR:
        for phrase in groups()[name]:
            found.setdefault(phrase, set()).add(name)
    return {phrase: frozenset(tags) for phrase, tags in found.items()}


def tag(text: str) -> tuple[Word, ...]:
    """Cut `text` into tagged words; quoted names, directives, periods and lists of places stay whole."""
    pieces: list[Word] = []
    at = 0
    for start, end, label in _atoms(text):
        pieces.extend(_plain(text[at:start]))
        trail = re.match(r"[,;:.]*", text[end:])
        mark = trail.group() if trail else ""
        pieces.append(Word(text[start:end], frozenset({label}), mark))
        at = end + len(mark)
    pieces.extend(_plain(text[at:]))
    return tuple(pieces)


def _atoms(text: str) -> list[tuple[int, int, str]]:
    taken: list[tuple[int, int, str]] = []
    for pattern, label in _ATOMS:
        for match in pattern.finditer(text):
            if all(match.end() <= start or end <= match.start() for start, end, _ in taken):
                taken.append((match.start(), match.end(), label))
    return sorted(taken)


def _plain(text: str) -> list[Word]:
    parts = [_part(piece) for piece in text.split()]
    words: list[Word] = []
    at = 0
    while at < len(parts):
        size = _match(parts, at)
        core = " ".join(part[0] for part in parts[at : at + size])
        words.append(Word(core, _tags_of(core), parts[at + size - 1][1]))
        at += size
    return words


def _part(piece: str) -> tuple[str, str]:
    core = piece.rstrip(",;:.!?")
    return (core, piece[len(core) :]) if core else (piece, "")


def _match(parts: list[tuple[str, str]], at: int) -> int:
    for size in range(min(_LONGEST, len(parts) - at), 1, -1):
        if any(part[1] for part in parts[at : at + size - 1]):
            continue
        if normalise_tones(" ".join(part[0] for part in parts[at : at + size])).lower() in _tags():
            return size
    return 1


def _tags_of(core: str) -> frozenset[str]:
    if NUMBER.match(core):
        return frozenset({"number"})
    return _tags().get(normalise_tones(core).lower(), frozenset({"other"}))


def text_of(words: tuple[Word, ...]) -> str:
    """Write tagged words out again; the punctuation after the last one is dropped."""
    body = " ".join(word.text + word.trail for word in words)
    return body.rstrip(" ,;:.")
