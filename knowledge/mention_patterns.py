"""The type words and patterns by which a text names directives; all are matched on flattened text."""

from __future__ import annotations

import re

from knowledge.symbols import TYPE_CODES
from knowledge.text import fold

MORE_TYPES = (
    "Bộ luật",
    "Hướng dẫn liên tịch",
    "Nghị quyết chuyên đề",
    "Nghị quyết liên tịch",
    "Thông báo kết luận",
    "Lệnh",
    "Văn bản",
)
TYPE_NAMES = sorted({*TYPE_CODES.values(), *MORE_TYPES}, key=lambda name: (-len(name), name))
TYPE_OF = {fold(name): name for name in TYPE_NAMES} | {fold(code): name for code, name in TYPE_CODES.items()}
TYPE_OF |= {
    "thong bao ket luan": "Thông báo",
    "nghi quyet chuyen de": "Nghị quyết",
    "qd": "Quyết định",
    "luat": "Luật",
}
SHORT_TYPES = "qd|qdi|kl|nq|ct|nd|hd|tb|kh|cv|tt"
NAMES = "|".join(fold(name) for name in TYPE_NAMES)
NO = r"(?:so\s{0,3}[:.]?\s{0,3}|s\.\s{0,3})"
TYPE_BEFORE = re.compile(rf"(?<!\w)({NAMES}|{SHORT_TYPES})\s{{1,6}}{NO}?$")
NUMBERED = re.compile(
    rf"(?<!\w)(?:({NAMES})\s{{1,6}}({NO})?|({SHORT_TYPES})\s?({NO})?)(\d{{1,4}}[a-d]?)(?!\w|[.,/%-]\d|\s?[/%])"
)
BLANK = re.compile(
    rf"(?<!\w)({NAMES})\s{{1,6}}(?:{NO}[\s.…_]{{0,30}}?(?:(?:/\s?(?:19|20)\d\d\s?)?[-/]\s?([a-z]{{1,5}})\s?[-/]\s?([a-z]{{2,10}})(?!\w))"
    rf"|{NO}[.…_]{{2,30}}(?!\s{{0,2}}[-/])|(?:…|\.\.)[.…_]{{1,30}}(?=\s[^\W\d_]))"
)
PLENUM = re.compile(
    r"(?<!\w)(?:nghi quyet|nq)\s{0,3}(?:cua\s)?(?:hoi nghi\s{1,3})?(?:(?:lan thu\s(?P<n1>[\w, ]{1,20}?)\s{1,3}(?:ban chap hanh|bch)\s)?"
    r"(?:trung uong|tw|t\.u)(?:\sdang)?)\s{0,3}(?:lan thu\s|so\s)?(?P<n2>\d{1,2}|[ivx]{1,4}(?!\w))?(?=\W|$)"
)
LISTED = re.compile(rf"\s{{0,3}}(?:,|;|va|&|cung|\+)\s{{0,3}}{NO}?(\d{{1,4}})(?!\w|[.,/%-]\d|\s?%)")
LIST_GAP = re.compile(rf"\s{{0,3}}(?:,|;|va|&|\+)\s{{0,3}}{NO}?")
YEARLY = re.compile(
    r"\s{1,2}(?:nam\s{1,2}(?:19|20)\d\d(?!\s?-)|ngay\s|thang\s{1,2}\d|khoa\s{1,2}(?:[ivxlc]{1,6}|\d)(?!\w))"
)
FOLLOWING = """cua ngay ve duoc da o vao do theo con la chua trong khoa voi va nen den moi tren cho toi gom co tai thi nay cung nhu hay
hoac de neu bo ban chinh thu quoc tw trung bct nao gi thay sua"""
FOLLOWERS = frozenset(FOLLOWING.split())
LOOSE = frozenset(
    {"Báo cáo", "Tờ trình", "Biên bản", "Văn bản", "Lệnh", "Quy chế", "Đề cương", "Phương án", "Giấy mời"}
)
NEVER_VERBS = frozenset({"Nghị định", "Nghị quyết", "Thông tư", "Chỉ thị", "Pháp lệnh"})
TERM = re.compile(r"[\s,]{0,3}\(?\s?(?:dang\s)?khoa\s{1,2}([ivxlc]{1,6}|\d{1,2})(?!\w)(?:\s?\))?")
OF = re.compile(r"[\s,]{0,3}\(?(?:cua|do)\s{1,3}")
LAW_BEFORE = re.compile(r"(?<!\w)(bo luat|luat|phap lenh)\s[^,;.:\n\"]{3,110}?\(?(?:so\s{0,2}:?\s{0,2})?$")
