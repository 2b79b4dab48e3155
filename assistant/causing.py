"""The causes of limitations as a section: objective ones before subjective ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.lexicon import groups
from assistant.notes import NoteReading, read_note
from assistant.picking import Picker
from assistant.prompts import load_yaml
from assistant.records import DraftParagraph, Note
from assistant.setting import Line, dashes, lay_out
from assistant.subjects import lower_first, sentence
from assistant.wordings import cause_ways

if TYPE_CHECKING:
    from assistant.compose import ComposeRequest


def compose_causes(
    readings: tuple[NoteReading, ...], request: ComposeRequest, picker: Picker
) -> Iterator[DraftParagraph]:
    """Yield the causes, objective ones before subjective ones where the notes hold both."""
    frames = load_yaml("frames/nguyen_nhan")
    objective, subjective = _parted(readings)
    both = bool(objective and subjective)
    heading = "" if request.length == "short" else picker.any(frames["openings"] if both else frames["openings_single"])
    dashed = dashes(request, True) and len(readings) > 1
    if both and heading and dashed:
        yield DraftParagraph(heading.rstrip(" .:") + ":")
        heading = ""
    style = picker.any((0, 1)) if dashed else 0
    plain = len(readings) > 1
    for part, key in ((objective, "objective"), (subjective, "subjective")):
        lines: list[Line] = [(picker.sentence(_ways(reading, plain)), (reading.note.index,)) for reading in part]
        if not lines:
            continue
        title = frames[key][style] if both else heading
        if dashed:
            if title:
                yield DraftParagraph(title.rstrip(" .:") + ":")
            yield from (DraftParagraph(f"- {sentence(text)}", notes) for text, notes in lines)
        else:
            yield from lay_out(
                _titled(lines, title if both else ""),
                heading if key == "objective" or not both else "",
                request,
                False,
                frames,
                picker,
            )


def _ways(reading: NoteReading, plain: bool) -> tuple[str, ...]:
    """Under a heading that says "nguyên nhân" every cause stands as such, none with its own "do"."""
    ways = cause_ways(reading)
    bare = tuple(way for way in ways if not way.startswith("do "))
    return (bare or tuple(way.removeprefix("do ") for way in ways)) if plain else ways


_LABEL = re.compile(
    r"^(?:(?:về )?nguyên nhân )?(?P<kind>khách quan|chủ quan)(?: là)?\s*[:,-]\s*(?:do )?", re.IGNORECASE
)


def _parted(readings: tuple[NoteReading, ...]) -> tuple[list[NoteReading], list[NoteReading]]:
    """Part the causes; a label that the user wrote ("khách quan: ...") holds for the notes under it."""
    parts: tuple[list[NoteReading], list[NoteReading]] = ([], [])
    label = ""
    for reading in sorted(readings, key=lambda reading: reading.note.index):
        match = _LABEL.match(reading.text)
        if match:
            label = match["kind"].lower()
            fresh = read_note(Note(reading.note.index, reading.text[match.end() :]))
            reading = replace(fresh, note=reading.note, restored=reading.restored, doubts=reading.doubts)
        subjective = label == "chủ quan" if label else not _is_objective(reading)
        parts[subjective].append(reading)
    return parts


def _titled(lines: list[Line], title: str) -> list[Line]:
    if not title:
        return lines
    first = lines[0]
    return [(f"{title.rstrip(':')}, {lower_first(first[0])}", first[1]), *lines[1:]]


def _is_objective(reading: NoteReading) -> bool:
    """Objective causes name the terrain, the budget, the staff quota, a disaster; subjective ones attitude and method."""
    said = f" {reading.text.lower()} "
    places = {
        kind: [said.find(f" {cue}") for cue in groups()[kind] if f" {cue}" in said]
        for kind in ("objective", "subjective")
    }
    if "khách quan" in said or "chủ quan" in said:
        return "khách quan" in said
    if "cấp trên" in said:
        return True
    if not places["objective"]:
        return False
    return not places["subjective"] or min(places["objective"]) <= min(places["subjective"])
