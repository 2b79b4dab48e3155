"""The opening and closing of a report: on what basis, who reports, about what; gaps become slots."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant.naming import matter_of, named_directive, period_words
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


def opening(readings: tuple[NoteReading, ...], request: ComposeRequest, picker: Picker) -> Iterator[DraftParagraph]:
    """Yield the opening paragraph, then whatever the notes say besides the basis."""
    basis = [reading for reading in readings if _is_basis(reading)]
    others = [reading for reading in readings if reading not in basis and not reading.written]
    whole = [reading for reading in readings if reading.written and reading not in basis]
    for reading in whole:
        yield DraftParagraph(sentence(reading.text), (reading.note.index,))
    if whole and not basis:
        for reading in others:
            yield DraftParagraph(sentence(reading.text), (reading.note.index,))
        return
    frames = load_yaml("frames/mo_dau")
    stated = "; ".join(_basis(reading, place) for place, reading in enumerate(basis))
    if not stated:
        stated = f"Thực hiện {frames['basis_slot']}" + _about(request)
    reporter, used = _reporter(others, request)
    report = fill(
        picker.any(frames["report"]), "mo_dau", don_vi=reporter or request.profile.unit or frames["unit_slot"]
    )
    notes = tuple(reading.note.index for reading in (*basis, *used))
    text = stated.rstrip(" .;,") + ", " + report
    if basis and _REPORTING.search(basis[-1].text):
        text = sentence(stated)
    rest = [reading for reading in others if reading not in used]
    yield DraftParagraph(upper_first(text), notes)
    for reading in rest:
        yield DraftParagraph(sentence(reading.text), (reading.note.index,))


def _about(request: ComposeRequest) -> str:
    directive = named_directive(request.profile.directive)
    return f" về tổng kết việc thực hiện {directive}{period_words(request.profile.period)}" if directive else ""


def _reporter(others: list[NoteReading], request: ComposeRequest) -> tuple[str, list[NoteReading]]:
    """Take "Đảng ủy xã X báo cáo" from the notes, as the name of the body that reports."""
    for reading in others:
        match = re.match(
            r"^(?:đơn vị báo cáo\s*:?\s*)?(.{4,80}?)\s+báo cáo(?: (?:kết quả|tình hình|như sau)[^\d]*)?$",
            reading.text,
            re.IGNORECASE,
        )
        if match and not _SYMBOL.search(match.group(1)):
            return upper_first(match.group(1)), [reading]
    return "", []


def _is_basis(reading: NoteReading) -> bool:
    return bool(_BASIS.match(reading.text)) or bool(_SYMBOL.search(reading.text) and not reading.written)


def _basis(reading: NoteReading, place: int) -> str:
    text = reading.text.rstrip(" .;,")
    text = text if _BASIS.match(text) else f"thực hiện {text}"
    text = re.sub(
        r"\b((?:[Kk]ế hoạch|[Nn]ghị quyết|[Cc]hỉ thị|[Kk]ết luận|[Qq]uyết định|[Cc]ông văn|[Hh]ướng dẫn)) (?=\d)",
        r"\1 số ",
        text,
    )
    text = re.sub(
        r"(?<=\s)(kế hoạch|nghị quyết|chỉ thị|kết luận|quyết định|công văn|hướng dẫn)(?= số \d)",
        lambda m: upper_first(m.group()),
        text,
    )
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
        unit = request.profile.unit or frames["unit_slot"]
        text = fill(picker.any(shapes), "ket_thuc", viec=matter, don_vi=unit)
        yield DraftParagraph(text, tuple(reading.note.index for reading in matter_notes))
    for reading in readings:
        if reading not in used:
            yield DraftParagraph(sentence(reading.text), (reading.note.index,))


def _is_matter(reading: NoteReading) -> bool:
    return bool(
        re.match(r"(?:báo cáo\s+)?(?:tổng kết|sơ kết|kết quả|tình hình|\d+ năm)|báo cáo\s", reading.text, re.IGNORECASE)
    )
