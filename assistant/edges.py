"""The opening and closing of a report: on what basis, who reports, about what; gaps become slots."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.abbrev import expand
from assistant.naming import matter_of, named_directive, period_words, unit_of
from assistant.notes import NoteReading
from assistant.picking import Picker
from assistant.prompts import fill, load_yaml
from assistant.records import DraftParagraph
from assistant.subjects import lower_first, sentence, upper_first

if TYPE_CHECKING:
    from assistant.compose import ComposeRequest

_BASIS = re.compile(r"^(?:thực hiện|căn cứ|theo|thi hành|triển khai)\s", re.IGNORECASE)
_SYMBOL = re.compile(r"\d+\s?[-/]\s?[A-ZĐ]{2,}")
_ISSUED = re.compile(r"(\d+\s?[-/]\s?[A-ZĐ][\w/Đ-]*(?:,? ngày [\d/.\-]+(?: tháng \d+ năm \d+)?)?)")
_REPORTING = re.compile(r"\bbáo cáo (?:kết quả|như sau|tình hình)|như sau\b")
_KINDS = r"[Kk]ế hoạch|[Nn]ghị quyết|[Cc]hỉ thị|[Kk]ết luận|[Qq]uyết định|[Cc]ông văn|[Hh]ướng dẫn"
_REPORTER = re.compile(
    r"^(?:đơn vị báo cáo\s*:?\s*)?(?P<who>.{4,80}?)\s+báo cáo(?:\s+(?P<what>(?:kết quả|tình hình|tổng kết|sơ kết)\b.*?))?(?:\s+như sau)?$",
    re.IGNORECASE,
)
_MATTER = re.compile(
    r"^(?:nội dung:?\s*)?(?:báo cáo )?(?P<what>(?:kết quả |tình hình |tổng kết |sơ kết )?\d+ năm .+|(?:kết quả|tình hình|tổng kết|sơ kết) .+)$",
    re.IGNORECASE,
)
_SUMMED = re.compile(r"^(?:báo cáo )?(?:được )?tổng hợp (?:từ |báo cáo của |trên cơ sở )(?P<what>.+)$", re.IGNORECASE)
_SCOPE = re.compile(r"^(?:(?:số liệu|mốc|thời điểm|thời gian)\b.+|(?:tính )?từ (?:ngày|tháng|năm) .+)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Opening:
    """What the notes of an opening say: who reports, on what, from which sources, over which time; `used` are their places."""

    reporter: str = ""
    matter: str = ""
    sources: str = ""
    scope: str = ""
    used: tuple[int, ...] = ()


def opening(readings: tuple[NoteReading, ...], request: ComposeRequest, picker: Picker) -> Iterator[DraftParagraph]:
    """Yield what the notes say besides, then the opening in its set form: basis, who reports, about what, "như sau:"."""
    basis = [reading for reading in readings if _is_basis(reading)]
    others = [reading for reading in readings if reading not in basis]
    told = _told(others, bool(basis))
    rest = [reading for reading in others if reading.note.index not in told.used]
    for reading in rest:
        yield DraftParagraph(sentence(reading.text), (reading.note.index,))
    if rest and not basis and any(reading.written and _REPORTING.search(reading.text) for reading in rest):
        return
    notes = tuple(reading.note.index for reading in basis) + told.used
    if basis and _REPORTING.search(basis[-1].text) and not told.used:
        yield DraftParagraph(upper_first(sentence(_stated(basis))), notes)
        return
    frames = load_yaml("frames/mo_dau")
    stated = _stated(basis) or f"Thực hiện {frames['basis_slot']}{_about(request)}"
    who = told.reporter or unit_of(request.profile) or frames["unit_slot"]
    sources = f", trên cơ sở tổng hợp từ {told.sources}" if told.sources else ""
    matter = told.matter or picker.any(frames["matter"])
    scope = f" ({lower_first(told.scope)})" if told.scope else ""
    text = fill(frames["report"], "mo_dau", can_cu=stated.rstrip(" .;,") + sources, don_vi=who, viec=matter + scope)
    yield DraftParagraph(upper_first(text), notes)


def _told(others: list[NoteReading], based: bool) -> _Opening:
    """Read who reports, about what, from which sources and over which time from the notes that are no basis."""
    told = _Opening()
    for reading in others:
        text = reading.text.rstrip(" .;:")
        said: dict[str, str] = {}
        if (match := _SUMMED.match(text)) and not told.sources:
            said = {"sources": match["what"]}
        elif (match := _MATTER.match(text)) and not told.matter:
            said = {"matter": _matter(match["what"])}
        elif (
            (match := _REPORTER.match(text))
            and not told.reporter
            and not _SYMBOL.search(match["who"])
            and (based or not reading.written)
        ):
            said = {
                "reporter": upper_first(match["who"]),
                "matter": _matter(match["what"]) if match["what"] else told.matter,
            }
        elif _SCOPE.match(text) and not told.scope:
            said = {"scope": text}
        if said:
            told = replace(told, **said, used=(*told.used, reading.note.index))
    return told


def _matter(what: str) -> str:
    return what if re.match(r"kết quả|tình hình|tổng kết|sơ kết", what, re.IGNORECASE) else f"kết quả {what}"


def _about(request: ComposeRequest) -> str:
    directive = named_directive(request.profile.directive)
    return f" về tổng kết việc thực hiện {directive}{period_words(request.profile.period)}" if directive else ""


def _is_basis(reading: NoteReading) -> bool:
    return bool(_BASIS.match(reading.text)) or bool(_SYMBOL.search(reading.text) and not reading.written)


def _stated(basis: list[NoteReading]) -> str:
    """Return the bases in one line; a directive noted apart is put where another basis names it by its number."""
    texts = [_named(expand(reading.text).rstrip(" .;,")) for reading in basis]
    for text in list(texts):
        match = re.match(
            rf"(?:(?:Thực hiện|thực hiện) )?(?:(?:{_KINDS}|Luật|Nghị định) số )?(?P<number>\d+)\s?[-/]", text
        )
        host = next(
            (n for n, other in enumerate(texts) if match and other != text and _mentions(other, match["number"])), -1
        )
        if match and host >= 0:
            parts = re.split(rf"(?:{_KINDS})(?: số)? {match['number']}(?![\d/-])", texts[host], maxsplit=1)
            texts[host] = re.sub(r"^[Tt]hực hiện ", "", text).join(parts)
            texts.remove(text)
    return "; ".join(_basis(text, place) for place, text in enumerate(texts))


def _mentions(text: str, number: str) -> bool:
    return bool(re.search(rf"(?:{_KINDS})(?: số)? {number}(?![\d/-])", text))


def _named(text: str) -> str:
    """A directive noted by its symbol alone gets the name of its kind."""
    match = re.match(r"(?P<symbol>\d+\s?[-/]\s?[A-ZĐ][\w/Đ-]*)(?P<rest>.*)$", text)
    return f"{named_directive(match['symbol'])}{match['rest']}" if match else text


def _basis(text: str, place: int) -> str:
    text = text if _BASIS.match(text) else f"thực hiện {text}"
    text = re.sub(rf"\b({_KINDS}) (?=\d)", r"\1 số ", text)
    text = re.sub(rf"(?<=\s)({_KINDS})(?= số \d)", lambda match: upper_first(match.group()), text)
    if "của " not in text and _ISSUED.search(text):
        text = _ISSUED.sub(r"\1 của [cần bổ sung: cơ quan ban hành]", text, count=1)
    return upper_first(text) if place == 0 else lower_first(text)


def closing(readings: tuple[NoteReading, ...], request: ComposeRequest, picker: Picker) -> Iterator[DraftParagraph]:
    """Yield "Trên đây là báo cáo ..." with the report's matter in short form, then the other notes."""
    frames = load_yaml("frames/ket_thuc")
    ready = [reading for reading in readings if re.match(r"trên đây", reading.text, re.IGNORECASE)]
    matter_notes = [] if ready else [reading for reading in readings if _is_matter(reading)][:1]
    used = [*ready, *matter_notes]
    for reading in ready:
        yield DraftParagraph(sentence(reading.text), (reading.note.index,))
    if not ready:
        matter = matter_of(request.profile) or frames["matter_slot"]
        if matter_notes:
            matter = re.sub(r"^báo cáo\s+", "", lower_first(matter_notes[0].text.rstrip(" .;")))
        shapes = (
            frames["plain"]
            if not matter.startswith(("kết quả", "tình hình", "tổng kết", "sơ kết", "["))
            else frames["plain"][:1]
        )
        unit = unit_of(request.profile) or frames["unit_slot"]
        text = fill(picker.any(shapes), "ket_thuc", viec=matter, don_vi=unit)
        yield DraftParagraph(text, tuple(reading.note.index for reading in matter_notes))
    for reading in readings:
        if reading not in used:
            yield DraftParagraph(sentence(reading.text), (reading.note.index,))


def _is_matter(reading: NoteReading) -> bool:
    return bool(
        re.match(r"(?:báo cáo\s+)?(?:tổng kết|sơ kết|kết quả|tình hình|\d+ năm)|báo cáo\s", reading.text, re.IGNORECASE)
    )
