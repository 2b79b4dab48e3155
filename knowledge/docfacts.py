"""What a document says of itself: who issued it, at which level, for which period, on which directive, signed by whom."""

from __future__ import annotations

import re

from knowledge.directives import parse_mentions
from knowledge.figures import parse_dates
from knowledge.letterhead import issuer_line, level_of, readable, system_of
from knowledge.readers.lines import is_caps
from knowledge.records import Block, DocumentFacts, Mention, Section
from knowledge.text import fold
from knowledge.titles import Title

_NUMBER = re.compile(r"\b[Ss]ố\s*:?\s*(\d{1,5}\s*[-/–]\s*[A-ZĐ][\w/ĐÔƯ-]*(?:\s?[-/]\s?[A-ZĐ][\wĐ]*)*)")
_YEARS = re.compile(
    r"\b((?:19|20)\d\d)\s*[-–]\s*((?:19|20)\d\d)\b|\btừ\s+(?:năm\s+)?((?:19|20)\d\d)\s+đến\s+(?:năm\s+)?((?:19|20)\d\d)\b"
)
_SPAN = re.compile(r"\b(\d{1,2})\s+năm\b")
_AUTHORITY = re.compile(r"(?:t/m|tm|kt|k/t|tl|t/l|tuq|q)\s*[./]*\s*")
_NAME = re.compile(r"(?:(?:[A-ZĐÀ-ỸƯƠĂÂÊÔ][^\W\d_]*)\s*){2,5}")
_PLACE = re.compile(r"\b(?:xã|phường|thị trấn|huyện|quận|thị xã|tỉnh)(?:\s+[A-ZĐ][^\W\d_]*){1,4}")
_BODY = re.compile(
    r"((?:Ban Thường vụ|Ban Chấp hành|BTV|BCH|Ban Thường trực)?\s*(?:Đảng ủy|Đảng uỷ|Huyện ủy|Huyện uỷ|Tỉnh ủy|Tỉnh uỷ|Thành ủy"
    r"|Chi bộ|Ủy ban nhân dân|Uỷ ban nhân dân|UBND|(?:Ủy ban|Uỷ ban)?\s*(?:Mặt trận Tổ quốc|MTTQ)(?: Việt Nam)?)"
    r"(?:\s+(?:xã|phường|thị trấn|huyện|quận|thị xã|thành phố|tỉnh))?(?:\s+[A-ZĐ][^\W\d_]*){0,4})\s+(?:trân trọng\s+)?(?:xin\s+)?báo cáo"
)


def document_facts(blocks: tuple[Block, ...], title: Title, sections: tuple[Section, ...], text: str) -> DocumentFacts:
    """Return the facts that the letterhead, the title, the opening and the signature block state."""
    head = [block.text for block in blocks[: title.start]]
    opening = "\n".join(block.text for block in blocks[title.start : title.end + 3])
    tail = [block.text for section in sections if section.role == "noi_nhan" for block in section.blocks]
    closing = " ".join(block.text for section in sections if section.role == "ket_thuc" for block in section.blocks)
    own = _own_mention(text)
    issuer = (
        issuer_line(head)
        or (own.issuer if own and own.issuer else "")
        or _issuer_in(opening, closing)
        or _issuer_of(tail)
    )
    issuer = _with_place(issuer, closing)
    number = _number(head) or (own.symbol or "" if own else "")
    date = _date(head) or (own.issued_on or "" if own else "")
    return DocumentFacts(
        issuer=issuer,
        level=level_of(issuer),
        system=system_of(issuer, number, "\n".join(head)),
        period=_period(title.text, opening, date),
        date=date,
        number=number,
        directive=_directive(title.text, number),
        signatory=_signatory(tail),
        recipients=_recipients(tail),
    )


def _own_mention(text: str) -> Mention | None:
    """Return the document itself as its attachments name it: "(kèm theo Kế hoạch số ... ngày ... của ...)"."""
    for found in re.finditer(r"\(\s*(?:[Bb]an hành\s+)?[Kk]èm theo[^)\n]{10,200}\)", text):
        mentions = parse_mentions(found.group())
        if mentions and mentions[0].symbol:
            return mentions[0]
    return None


def _number(head: list[str]) -> str:
    for line in head:
        if found := _NUMBER.search(line):
            return re.sub(r"\s+", "", found.group(1)).replace("–", "-")
    return ""


def _date(head: list[str]) -> str:
    for line in reversed(head):
        for date in parse_dates(line):
            if re.fullmatch(r"\d{4}-\d\d-\d\d", date.value):
                return date.value
    return ""


def _period(title: str, opening: str, date: str) -> str:
    """Return the years reported on: as the title writes them, or N years from the directive's to one the opening names."""
    if years := _YEARS.search(title):
        return "-".join(year for year in years.groups() if year)
    span, mentions = _SPAN.search(title), parse_mentions(title)
    start = next((mention.issued_on[:4] for mention in mentions if mention.issued_on), "")
    if not span or not start:
        return ""
    end = str(int(start) + int(span.group(1)))
    return f"{start}-{end}" if end == date[:4] or re.search(rf"\b{end}\b", opening) else ""


def _directive(title: str, number: str) -> str:
    return next(
        (mention.symbol for mention in parse_mentions(title) if mention.symbol and mention.symbol != number), ""
    )


def _issuer_in(opening: str, closing: str) -> str:
    found = _BODY.search(opening) or _BODY.search(closing)
    issuer = " ".join(found.group(1).split()) if found else ""
    return re.sub(r"^BTV\b", "Ban Thường vụ", re.sub(r"^BCH\b", "Ban Chấp hành", issuer))


def _with_place(issuer: str, closing: str) -> str:
    """Add the place that the closing names to a body signed without one: "Ủy ban nhân dân" -> "Ủy ban nhân dân xã ..."."""
    found = _PLACE.search(closing)
    return f"{issuer} {found.group().strip()}" if issuer and found and not level_of(issuer) else issuer


def _issuer_of(tail: list[str]) -> str:
    """Return the body in whose name the document is signed."""
    for line in tail:
        found = _AUTHORITY.match(fold(line))
        if found and is_caps(line):
            return readable(line[found.end() :])
    return ""


def _signatory(tail: list[str]) -> str:
    """Return the signatory's name: the last line of the signature block that is written as a person's name."""
    signed = [at for at, line in enumerate(tail) if _AUTHORITY.match(fold(line)) and is_caps(line)]
    if not signed:
        return ""
    names = [line for line in tail[signed[0] + 1 :] if _NAME.fullmatch(line.strip()) and not is_caps(line)]
    return names[-1].strip() if names else ""


def _recipients(tail: list[str]) -> tuple[str, ...]:
    found = [line.lstrip("-–+• ").rstrip(" ;,.") for line in tail if line.startswith(("-", "–", "+", "•"))]
    return tuple(text for text in found if text)
