"""Whole sections of limitations and of results from read notes: opening, order, what was done before what fell short."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant.linking import Piece, link
from assistant.notes import NoteReading
from assistant.picking import Picker
from assistant.prompts import load_yaml
from assistant.records import DraftParagraph
from assistant.setting import Line, dashes, heading_line, lay_out
from assistant.stating import fact_sentences
from assistant.subjects import lower_first
from assistant.wordings import limit_ways, result_ways, short_of, unlabelled

if TYPE_CHECKING:
    from assistant.compose import ComposeRequest


_FRAMED = frozenset({"ket_qua", "quan_triet", "kiem_tra", "uu_diem", "danh_gia"})


def compose_limits(
    readings: tuple[NoteReading, ...], request: ComposeRequest, picker: Picker
) -> Iterator[DraftParagraph]:
    """Yield the limitations: an opening, then each note softened."""
    frames = load_yaml("frames/han_che")
    readings = tuple(unlabelled(reading, "hạn chế", "tồn tại")[0] for reading in readings)
    heading = heading_line(frames, request, picker)
    picker.note(heading)
    lines: list[Line] = [(picker.sentence(limit_ways(reading)), (reading.note.index,)) for reading in readings]
    yield from lay_out(lines, heading, request, dashes(request, True), frames, picker)


def compose_results(
    readings: tuple[NoteReading, ...], request: ComposeRequest, picker: Picker
) -> Iterator[DraftParagraph]:
    """Yield results, merits or an assessment: what was done first, what fell short after "Tuy nhiên"."""
    frames = load_yaml(f"frames/{request.role}" if request.role in _FRAMED else "frames/ket_qua")
    labelled = [unlabelled(reading, "hạn chế", "tồn tại", "khó khăn") for reading in readings]
    readings = tuple(unlabelled(reading, "ưu điểm", "kết quả")[0] for reading, _ in labelled)
    short = [reading for reading, (_, said) in zip(readings, labelled, strict=True) if said or short_of(reading)]
    done = [reading for reading in readings if reading not in short]
    heading = heading_line(frames, request, picker)
    picker.note(heading)
    if request.role == "quan_triet" and not request.requirements:
        done = sorted(done, key=_stage)
    dashed = dashes(request, request.role == "uu_diem" and len(readings) > 2)
    pieces = tuple(
        Piece(
            picker.sentence(result_ways(reading)),
            (reading.note.index,),
            reading.topic,
            not reading.written and not _EFFECT.search(reading.text.lower()),
        )
        for reading in done
    )
    lines: list[Line] = [(piece.text, piece.notes) for piece in (pieces if dashed else link(pieces))]
    if request.role in {"ket_qua", "dac_diem"}:
        lines += [(text, ()) for text in fact_sentences(request, readings)]
    for place, reading in enumerate(short):
        text = picker.sentence(limit_ways(reading))
        lines.append(
            (picker.any(frames["contrast"]) + lower_first(text) if place == 0 and done else text, (reading.note.index,))
        )
    yield from lay_out(lines, heading, request, dashed, frames, picker)


_EFFECT = re.compile(r"nhận thức|chuyển biến|nâng lên|đồng thuận")
_STAGES = (
    r"\bhội nghị|\bhọc tập|\bhọc\b|\bquán triệt|\bmở lớp|\bbuổi\b",
    r"\bban hành|\bkế hoạch|\bnghị quyết|\bquyết định|\bchương trình hành động|\bvăn bản|\bquy chế\b|\bđề án",
    r"\bloa\b|\bzalo|\bphát thanh|\btuyên truyền|\btờ (?:gấp|rơi)|\bsổ tay|\btin bài|\bpa nô|\bthi tìm hiểu|\bfacebook|\btrang\b|\bbăng rôn",
)


def _stage(reading: NoteReading) -> int:
    """Order as the genre has it: conferences, documents, publicity, other work, and what came of it last."""
    text = reading.text.lower()
    if _EFFECT.search(text):
        return len(_STAGES) + 1
    found = [(match.start(), stage) for stage, cues in enumerate(_STAGES) if (match := re.search(cues, text))]
    return min(found)[1] if found else len(_STAGES)
