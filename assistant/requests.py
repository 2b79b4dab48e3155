"""Whole sections of tasks, requests and lessons: verb first; by addressee; "Một là", "Hai là"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant.faithful import faithful
from assistant.lexicon import tag
from assistant.notes import NoteReading
from assistant.picking import Picker
from assistant.prompts import load_yaml
from assistant.records import DraftParagraph
from assistant.setting import Line, heading_line, lay_out
from assistant.subjects import lower_first, sentence, upper_first
from assistant.tasks import address_order, addressed, addressee_heading, lesson, task, without_ordinal
from assistant.tasks import request as ask

if TYPE_CHECKING:
    from assistant.compose import ComposeRequest


def compose_tasks(
    readings: tuple[NoteReading, ...], request: ComposeRequest, picker: Picker
) -> Iterator[DraftParagraph]:
    """Yield the tasks ahead, each beginning with its verb."""
    frames = load_yaml("frames/phuong_huong")
    heading = heading_line(frames, request, picker)
    lines: list[Line] = []
    for reading in readings:
        ways = (reading.text,) if reading.written else faithful(task(reading), reading.text)
        lines.append((picker.sentence(ways).rstrip(" ."), (reading.note.index,)))
    dashed = request.style != "paragraph"
    yield from lay_out(lines, heading, request, dashed, {}, picker)


def compose_requests(
    readings: tuple[NoteReading, ...], request: ComposeRequest, picker: Picker
) -> Iterator[DraftParagraph]:
    """Yield the requests by addressee, the highest level first; those without one at the end."""
    frames = load_yaml("frames/kien_nghi")
    split = [(*addressed(reading), reading) for reading in readings]
    heading = heading_line(frames, request, picker)
    if heading and len(readings) > 1:
        yield DraftParagraph(heading.rstrip(" .:") + ":")
    named = sorted(dict.fromkeys(who for who, _, _ in split if who), key=address_order)
    for who in named:
        part = [(what, reading) for name, what, reading in split if name == who]
        if len(part) == 1:
            what, reading = part[0]
            yield DraftParagraph(
                f"- {addressee_heading(who)}: {sentence(picker.sentence(faithful(ask(what), what)))}",
                (reading.note.index,),
            )
            continue
        yield DraftParagraph(f"{addressee_heading(who)}:")
        for what, reading in part:
            yield DraftParagraph(f"- {sentence(picker.sentence(faithful(ask(what), what)))}", (reading.note.index,))
    for who, what, reading in split:
        if not who:
            yield DraftParagraph(_unaddressed(what, reading, frames, picker, len(readings)), (reading.note.index,))


def _unaddressed(what: str, reading: NoteReading, frames: dict[str, list[str]], picker: Picker, count: int) -> str:
    if reading.written:
        text = sentence(reading.text)
    else:
        asked = faithful(ask(what), what)[0].removeprefix("đề nghị ").removeprefix("quan tâm ")
        if tag(what)[0].has("agent"):
            return (
                f"- {sentence(f'đề nghị {lower_first(what)}')}"
                if count > 1
                else sentence(f"đề nghị {lower_first(what)}")
            )
        text = sentence(f"{picker.turn(frames['unaddressed'])} {lower_first(asked)}")
    return f"- {text}" if count > 1 else text


def compose_lessons(
    readings: tuple[NoteReading, ...], request: ComposeRequest, picker: Picker
) -> Iterator[DraftParagraph]:
    """Yield the lessons, counted "Một là", "Hai là" where there are several."""
    frames = load_yaml("frames/bai_hoc")
    heading = heading_line(frames, request, picker)
    if heading and len(readings) > 1:
        yield DraftParagraph(heading.rstrip(" .:") + ":")
    ordinals = frames["ordinals"]
    for place, reading in enumerate(readings):
        body = picker.sentence(
            (lower_first(without_ordinal(reading.text)),)
            if reading.written
            else faithful(lesson(reading), without_ordinal(reading.text))
        )
        numbered = len(readings) > 1 and place < len(ordinals)
        text = f"{ordinals[place]} là, {lower_first(body)}" if numbered else upper_first(body)
        yield DraftParagraph(sentence(text), (reading.note.index,))
