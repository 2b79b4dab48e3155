"""The embedded drafter: an official's notes become orderly official prose without a language model, true to every figure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assistant.abbrev import unknown
from assistant.causing import compose_causes
from assistant.computed import propose
from assistant.edges import closing, opening
from assistant.notes import NoteReading, read_note
from assistant.ordering import arrange
from assistant.picking import Picker
from assistant.placing import compose_place
from assistant.records import Computed, Draft, DraftParagraph, Fact, Note, Profile
from assistant.requests import compose_lessons, compose_requests, compose_tasks
from assistant.requirements import open_requirements
from assistant.sections import compose_limits, compose_results
from assistant.topics import label_of
from knowledge.errors import UnusableInput
from knowledge.records import ROLES

_SLOT = re.compile(r"\[[^\]]+\]")
_MAKERS = {
    "mo_dau": opening,
    "ket_thuc": closing,
    "dac_diem": compose_place,
    "han_che": compose_limits,
    "nguyen_nhan": compose_causes,
    "bai_hoc": compose_lessons,
    "phuong_huong": compose_tasks,
    "kien_nghi": compose_requests,
}


@dataclass(frozen=True, slots=True)
class ComposeRequest:
    """What a section is to be written from: its role, the notes, what the outline asks, and how it is to look."""

    role: str
    notes: tuple[Note, ...]
    facts: tuple[Fact, ...] = ()
    profile: Profile = Profile()
    heading: str = ""
    requirements: tuple[str, ...] = ()
    style: Literal["auto", "paragraph", "dashes"] = "auto"
    length: Literal["auto", "short", "long"] = "auto"
    seed: int = 0


def compose(request: ComposeRequest) -> Draft:
    """Return the section drafted from the notes alone; what the outline still asks becomes "[cần bổ sung: ...]".

    Raises `UnusableInput` for an unknown role, or where a section other than opening and closing has no notes.
    """
    if request.role not in ROLES:
        raise UnusableInput(f'Không có loại mục "{request.role}"; hãy chọn một trong: {", ".join(ROLES)}.')
    if not request.notes and request.role not in {"mo_dau", "ket_thuc"}:
        raise UnusableInput("Chưa có ghi chú nào để soạn mục này; hãy nhập mỗi ý một dòng rồi soạn lại.")
    readings = arrange(tuple(read_note(note) for note in request.notes), request.requirements)
    picker = Picker(request.seed, request.role + "".join(note.text for note in request.notes))
    maker = _MAKERS.get(request.role, compose_results)
    paragraphs = list(maker(readings, request, picker))
    paragraphs += [DraftParagraph(slot) for slot in open_requirements(request.requirements, readings, request.length)]
    found = tuple(dict.fromkeys(match.group() for part in paragraphs for match in _SLOT.finditer(part.text)))
    return Draft(
        section=request.heading or request.role,
        paragraphs=tuple(paragraphs),
        slots=found,
        computed=_computed(readings),
        written_by="embedded",
        remarks=_remarks(readings, request),
    )


def _computed(readings: tuple[NoteReading, ...]) -> tuple[Computed, ...]:
    return tuple(dict.fromkeys(item for reading in readings for item in propose(reading.text)))


def _remarks(readings: tuple[NoteReading, ...], request: ComposeRequest) -> tuple[str, ...]:
    remarks = [
        f'Ghi chú {reading.note.index + 1} viết không dấu, được đọc là "{reading.text}"; đề nghị xác nhận.'
        for reading in sorted(readings, key=lambda reading: reading.note.index)
        if reading.restored
    ]
    names = tuple(dict.fromkeys(name for reading in readings for name in reading.doubts))
    if names:
        remarks.append(f"Tên riêng chưa có dấu, được giữ như đã gõ: {', '.join(names)}; đề nghị ghi lại cho đúng.")
    strange = tuple(dict.fromkeys(word for reading in readings for word in unknown(reading.text)))
    if strange:
        remarks.append(f"Chưa rõ chữ viết tắt: {', '.join(strange)}; đề nghị ghi đủ.")
    topics = {reading.topic for reading in readings} - {"chung"}
    if len(topics) > 3 and request.length == "short":
        remarks.append(f"Mục gộp {len(topics)} nội dung: {', '.join(label_of(key).lower() for key in sorted(topics))}.")
    return tuple(remarks)
