"""spelling: capitals (the type of a certain directive, bodies of Party and State, the start of an item) and set hyphens.

Sources: Decree 30/2020/NĐ-CP, appendix II (capitals); Guideline 36-HD/VPTW (forms of Party documents).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.subject import Subject, finding
from assistant.records import Finding

TYPES = "Kết luận|Nghị quyết|Chỉ thị|Quyết định|Nghị định|Thông tri|Thông tư|Quy định|Hướng dẫn|Thông báo|Kế hoạch|Công văn|Pháp lệnh|Đề án|Chương trình|Quy chế|Tờ trình|Báo cáo"
BODIES = (
    "Bộ Chính trị", "Ban Bí thư", "Tổng Bí thư", "Thủ tướng Chính phủ", "Ủy ban Thường vụ Quốc hội", "Chủ tịch Quốc hội",
    "Mặt trận Tổ quốc", "Ủy ban Trung ương Mặt trận Tổ quốc", "an ninh Tổ quốc", "bảo vệ Tổ quốc", "Đoàn Chủ tịch Ủy ban",
)  # fmt: skip
LOWER = re.compile(rf"(?<![\w“\"])({TYPES.lower()})(\s+số:?)?\s+(\d+)(\s?[-/]\s?[A-ZĐ]|(?![\w.,%/]))")
INNER = re.compile(rf"(?<!\w)({TYPES})(?=\s+(?:số:?\s+)?\d)", re.IGNORECASE)
ITEM = re.compile(r"^[ \t]*(\d{1,2}(?:\.\d{1,2}){0,3}\.)([ \t]*)([^\W\d_]+)", re.MULTILINE)
SET = re.compile(
    r"(?<!\w)(?:(?P<a>chính trị|CHÍNH TRỊ|Chính trị)|(?P<b>kinh tế|KINH TẾ|Kinh tế))(?P<gap>\s?-\s?|\s)(?=(?:xã hội|XÃ HỘI)(?!\w))"
)
SPACED = re.compile(r"(?<![\w/])(\d{1,4})(\s?)([-/])(\s?)([A-ZĐ]{2,5})(?:(\s?)([-/])(\s?)([A-ZĐ][\wĐ]*))?(?!\w)")
_BODY = re.compile("|".join(re.escape(b).replace(r"\ ", r"\s+") for b in BODIES), re.IGNORECASE)
_BY_FOLD = {b.lower(): b for b in BODIES}


def check(subject: Subject) -> tuple[Finding, ...]:
    """Flag wrong capitals, items that start small or stick to their number, and "chính trị xã hội" without its hyphen."""
    rules = (_types, _bodies, _items, _hyphens, _symbols)
    return tuple(
        finding(subject, "spelling", "warning", start, end, f"{message}: «{right}».", right)
        for rule in rules
        for start, end, message, right in rule(subject)
    )


Slip = tuple[int, int, str, str]


def _types(subject: Subject) -> Iterator[Slip]:
    """A directive with its number is a certain one, and its type begins with a capital, and only with one."""
    named = {(m.type.lower(), (m.symbol or "").split("-")[0].split("/")[0]) for m in subject.mentions}
    for match in LOWER.finditer(subject.text):
        certain = match[2] or match[4] or ((match[1], match[3]) in named and _capital_elsewhere(subject, match))
        if certain and not re.match(r"\s?[-/]?\s?(?:năm|tháng|ngày)\b", subject.text[match.end() :]):
            right = match[1][0].upper() + match[1][1:]
            yield match.start(), match.end(1), "Tên loại của một văn bản cụ thể viết hoa chữ đầu", right
    for match in INNER.finditer(subject.text):
        word = match[1]
        right = word[0] + word[1:].lower()
        if word[0].isupper() and word not in (right, word.upper()):
            yield match.start(), match.end(), "Tên loại văn bản chỉ viết hoa chữ đầu", right


def _capital_elsewhere(subject: Subject, match: re.Match[str]) -> bool:
    capital = match[1][0].upper() + match[1][1:]
    return bool(re.search(rf"{capital}\s+(?:số:?\s+)?{match[3]}(?!\d)", subject.text))


def _bodies(subject: Subject) -> Iterator[Slip]:
    for match in _BODY.finditer(subject.text):
        written = " ".join(match.group().split())
        right = _BY_FOLD[written.lower()]
        first = right[0].lower() + right[1:]
        if written in (right, right[0].upper() + right[1:], written.upper()) or written == written.lower() == first:
            continue
        if written[1:] != right[1:] and not _titled(subject.text, match):
            yield match.start(), match.end(), "Viết hoa theo tên riêng", written[0] + right[1:]


def _titled(text: str, match: re.Match[str]) -> bool:
    """Tell whether every word is capitalised, as some headings are set."""
    return all(word[:1].isupper() for word in match.group().split())


def _items(subject: Subject) -> Iterator[Slip]:
    for match in ITEM.finditer(subject.text):
        number, gap, word = match.groups()
        if not gap and number.count(".") == 1 and not word[:1].isupper():
            continue
        if word[:1].islower():
            yield match.start(3), match.end(3), "Đầu mục viết hoa", word[0].upper() + word[1:]
        elif not gap:
            yield match.start(1), match.end(3), "Sau số mục có một dấu cách", f"{number} {word}"


def _hyphens(subject: Subject) -> Iterator[Slip]:
    for match in SET.finditer(subject.text):
        if match["gap"] != " - ":
            head = match["a"] or match["b"]
            tail = subject.text[match.end() : match.end() + 6]
            yield match.start(), match.end() + 6, "Viết có gạch nối giữa hai vế", f"{head} - {tail}"


def _symbols(subject: Subject) -> Iterator[Slip]:
    """A directive's number and symbol are written without spaces."""
    for mention in subject.mentions:
        for match in SPACED.finditer(subject.text, mention.start, mention.end):
            if any(match[i] for i in (2, 4, 6, 8)):
                right = re.sub(r"\s", "", match.group())
                yield match.start(), match.end(), "Số và ký hiệu văn bản viết liền", right
