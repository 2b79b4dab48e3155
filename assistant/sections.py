"""Whole sections from read notes: openings, order, connectors, paragraphs or dashes, for narrative roles."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from assistant.clauses import Clause
from assistant.faithful import faithful
from assistant.lexicon import groups
from assistant.limits import cause, cause_tail, limitation, limitation_tail
from assistant.naming import named_directive, place_of
from assistant.notes import NoteReading, read_note
from assistant.picking import Picker
from assistant.points import lead_sentence
from assistant.prompts import fill, load_yaml
from assistant.records import DraftParagraph, Note
from assistant.results import description, result, result_tail
from assistant.stating import fact_sentences
from assistant.subjects import lower_first, sentence, upper_first
from assistant.tasks import text_without_do

if TYPE_CHECKING:
    from assistant.compose import ComposeRequest

Line = tuple[str, tuple[int, ...]]
_DASHED = 2


def joined(main: str, reading: NoteReading, tail: Callable[[Clause, Clause, int], str]) -> str:
    """Join the first clause's wording with the later clauses of its note, each after its own joint."""
    text = main
    for place, clause in enumerate(reading.clauses[1:], start=1):
        said = tail(clause, reading.clauses[0], place)
        if clause.joint == ".":
            text += f". {upper_first(said)}"
        elif clause.joint in {",", ";"}:
            text += f"{clause.joint} {said}"
        else:
            text += f" {clause.joint} {said}"
    return text


def limit_ways(reading: NoteReading) -> tuple[str, ...]:
    """Return ways to write a whole note as a limitation."""
    if reading.written:
        return (reading.text,)
    if reading.clauses[0].joint in {"do", "vì", "bởi", "bởi vì"}:
        return (f"nguyên nhân là do {lower_first(text_without_do(reading.text))}",)
    mains = limitation(reading.clauses[0], reading.clauses[1:])
    if len(reading.clauses) > 1 and reading.clauses[1].joint in {"nhưng", "song", "tuy nhiên"}:
        mains = tuple(result(reading.clauses[0]))
    ways = tuple(joined(way, reading, lambda part, main, _: limitation_tail(part, main)) for way in mains)
    return faithful(ways, reading.text)


def result_ways(reading: NoteReading) -> tuple[str, ...]:
    """Return ways to write a whole note as something done or achieved."""
    if reading.written:
        return (reading.text,)
    if reading.clauses[0].negative and reading.clauses[0].kind != "count":
        return limit_ways(reading)
    return faithful(tuple(joined(way, reading, result_tail) for way in result(reading.clauses[0])), reading.text)


def heading_line(frames: dict[str, Any], request: ComposeRequest, picker: Picker) -> str:
    """Return the sentence that opens the section, "" where the genre or the length asks for none."""
    directive = named_directive(request.profile.directive)
    if request.length == "short":
        return ""
    if directive and frames.get("openings_directive"):
        return fill(picker.any(frames["openings_directive"]), "openings", van_ban=directive)
    ways = frames.get("openings") or (frames.get("openings_long") if request.length == "long" else ())
    return picker.any(ways) if ways else ""


def lay_out(lines: list[Line], heading: str, request: ComposeRequest, dashed: bool, frames: dict[str, Any], picker: Picker) -> Iterator[DraftParagraph]:
    """Yield the lines as dashes under the heading, or as paragraphs with connectors."""
    if dashed and len(lines) >= _DASHED:
        if heading:
            yield DraftParagraph(heading.rstrip(" .:") + ":")
        for text, notes in lines:
            yield DraftParagraph(f"- {sentence(text)}", notes)
        return
    lead = lead_sentence(heading) if heading and len(lines) > 1 else ""
    if lead.endswith(":"):
        yield DraftParagraph(lead)
        lead = ""
    for place, chunk in enumerate(_chunks(lines)):
        body = " ".join(_connected(chunk, frames, request, picker))
        text = f"{lead} {body}" if place == 0 and lead else body
        yield DraftParagraph(text, tuple(index for _, notes in chunk for index in notes))


def _chunks(lines: list[Line]) -> list[list[Line]]:
    """Paragraphs of two to five sentences."""
    if len(lines) <= 5:
        return [lines]
    size = 4 if len(lines) % 4 != 1 else 3
    chunks = [lines[at : at + size] for at in range(0, len(lines), size)]
    if len(chunks) > 1 and len(chunks[-1]) == 1:
        chunks[-2] += chunks.pop()
    return chunks


def _connected(lines: list[Line], frames: dict[str, Any], request: ComposeRequest, picker: Picker) -> Iterator[str]:
    connectors = list(frames.get("connectors", ()))
    for place, (text, _) in enumerate(lines):
        plain = re.match(r"(?:Tuy nhiên|Dù vậy|Bên cạnh|Về |Song song|\[)", upper_first(text)) or ". " in text
        if place % 3 == 1 and connectors and request.length != "short" and not plain:
            yield sentence(picker.turn(connectors) + lower_first(text))
        else:
            yield sentence(text)


def _dashes(request: ComposeRequest, default: bool) -> bool:
    return default if request.style == "auto" else request.style == "dashes"


def compose_limits(readings: tuple[NoteReading, ...], request: ComposeRequest, picker: Picker) -> Iterator[DraftParagraph]:
    """Yield the limitations: an opening, then each note softened."""
    frames = load_yaml("frames/han_che")
    heading = heading_line(frames, request, picker)
    picker.note(heading)
    lines: list[Line] = [(picker.sentence(limit_ways(reading)), (reading.note.index,)) for reading in readings]
    yield from lay_out(lines, heading, request, _dashes(request, True), frames, picker)


def compose_causes(readings: tuple[NoteReading, ...], request: ComposeRequest, picker: Picker) -> Iterator[DraftParagraph]:
    """Yield the causes, objective ones before subjective ones where the notes hold both."""
    frames = load_yaml("frames/nguyen_nhan")
    objective = [reading for reading in readings if _is_objective(reading)]
    subjective = [reading for reading in readings if reading not in objective]
    both = bool(objective and subjective)
    heading = "" if request.length == "short" else picker.any(frames["openings"] if both else frames["openings_single"])
    dashed = _dashes(request, True) and len(readings) > 1
    if both and heading and dashed:
        yield DraftParagraph(heading.rstrip(" .:") + ":")
        heading = ""
    for part, key in ((objective, "objective"), (subjective, "subjective")):
        lines: list[Line] = [(picker.sentence(_cause_ways(reading)), (reading.note.index,)) for reading in part]
        if not lines:
            continue
        title = (picker.any(frames[key]) if dashed else frames[key][0]) if both else heading
        if dashed:
            if title:
                yield DraftParagraph(title.rstrip(" .:") + ":")
            yield from (DraftParagraph(f"- {sentence(text)}", notes) for text, notes in lines)
        else:
            yield from lay_out(_titled(lines, title if both else ""), heading if key == "objective" or not both else "", request, False, frames, picker)


def _titled(lines: list[Line], title: str) -> list[Line]:
    if not title:
        return lines
    first = lines[0]
    return [(f"{title.rstrip(':')}, {lower_first(first[0])}", first[1]), *lines[1:]]


def _cause_ways(reading: NoteReading) -> tuple[str, ...]:
    if reading.written:
        return (reading.text,)
    stripped = text_without_do(reading.text)
    had_do = stripped != reading.text
    ways = faithful(tuple(joined(way, reading, cause_tail) for way in cause(reading.clauses[0])), stripped)
    return (f"do {lower_first(ways[0])}", *ways) if had_do or ways[0].startswith(("còn ", "chưa ", "việc ")) is False else (f"do {ways[0]}", *ways)


def _is_objective(reading: NoteReading) -> bool:
    """Objective causes name the terrain, the budget, the staff quota, a disaster; subjective ones attitude and method."""
    said = f" {reading.text.lower()} "
    places = {kind: [said.find(f" {cue}") for cue in groups()[kind] if f" {cue}" in said] for kind in ("objective", "subjective")}
    if "khách quan" in said or "chủ quan" in said:
        return "khách quan" in said
    if not places["objective"]:
        return False
    return not places["subjective"] or min(places["objective"]) <= min(places["subjective"])


def compose_results(readings: tuple[NoteReading, ...], request: ComposeRequest, picker: Picker) -> Iterator[DraftParagraph]:
    """Yield results, merits or an assessment: what was done first, what fell short after "Tuy nhiên"."""
    frames = load_yaml(f"frames/{request.role}" if request.role in _FRAMED else "frames/ket_qua")
    done = [reading for reading in readings if not _short_of(reading)]
    short = [reading for reading in readings if _short_of(reading)]
    heading = heading_line(frames, request, picker)
    picker.note(heading)
    lines: list[Line] = [(picker.sentence(result_ways(reading)), (reading.note.index,)) for reading in done]
    if request.role in {"ket_qua", "dac_diem"}:
        lines += [(text, ()) for text in fact_sentences(request, readings)]
    for place, reading in enumerate(short):
        text = picker.sentence(limit_ways(reading))
        lines.append((picker.any(frames["contrast"]) + lower_first(text) if place == 0 and done else text, (reading.note.index,)))
    yield from lay_out(lines, heading, request, _dashes(request, request.role == "uu_diem" and len(lines) > 2), frames, picker)


_FRAMED = frozenset({"ket_qua", "quan_triet", "kiem_tra", "uu_diem", "danh_gia"})


def _short_of(reading: NoteReading) -> bool:
    return not reading.written and reading.clauses[0].negative


def compose_place(readings: tuple[NoteReading, ...], request: ComposeRequest, picker: Picker) -> Iterator[DraftParagraph]:
    """Yield the features of the place: facts, then difficulties after "Tuy nhiên"."""
    frames = load_yaml("frames/dac_diem")
    readings = tuple(_unlabelled(reading) for reading in readings)
    hard = [reading for reading in readings if _short_of(reading) or _HARD.match(reading.note.text)]
    lines = _place_lines([reading for reading in readings if reading not in hard], place_of(request.profile), picker)
    lines += [(text, ()) for text in fact_sentences(request, readings)]
    if lines:
        yield from lay_out(lines, "", request, _dashes(request, False), {}, picker)
    if hard:
        texts = [(picker.sentence(limit_ways(reading)), (reading.note.index,)) for reading in hard]
        lead = picker.any(frames["contrast"]) if lines else ""
        body = lead + "; ".join(lower_first(text.rstrip(" .")) for text, _ in texts)
        yield DraftParagraph(sentence(body), tuple(index for _, notes in texts for index in notes))


_LABEL = re.compile(r"^(?:về )?(?:những |các )?(?P<kind>thuận lợi|khó khăn)\s*[:,-]\s*", re.IGNORECASE)
_HARD = re.compile(r"^(?:về )?(?:những |các )?(?:khó khăn|kho khan)\s*[:,-]", re.IGNORECASE)


def _unlabelled(reading: NoteReading) -> NoteReading:
    """Take "khó khăn:" off a note: the paragraph that it goes into says so."""
    match = _LABEL.match(reading.text)
    if not match or match.group("kind").lower() != "khó khăn":
        return reading
    fresh = read_note(Note(reading.note.index, reading.text[match.end() :]))
    return replace(fresh, note=reading.note, restored=reading.restored)


def _place_lines(readings: list[NoteReading], place: str, picker: Picker) -> list[Line]:
    """State the facts one after another; up to three short ones share a sentence, the commune named once in it."""
    lines: list[Line] = []
    merged = 0
    for reading in readings:
        ways = tuple(joined(way, reading, _plain_tail) for way in description(reading.clauses[0]))
        said = reading.text if reading.written else faithful(ways, reading.text)[0]
        short = len(said.split()) <= 12 and not reading.written and not said[:1].isdigit()
        if lines and short and 0 < merged < 3:
            text, notes = lines[-1]
            lines[-1] = (f"{text}; {lower_first(said)}", (*notes, reading.note.index))
            merged += 1
            continue
        lines.append((_placed(said, place), (reading.note.index,)))
        merged = 1 if short else 0
    return lines


def _plain_tail(clause: Clause, main: Clause, place: int) -> str:
    if clause.kind == "count":
        apart = main.kind == "amount" and not main.subject[0].has("agent") and "%" not in clause.text
        return f"có {clause.text}" if apart else clause.text
    return lower_first(clause.text)


def _placed(text: str, place: str) -> str:
    """Give "có 5 thôn" and "là xã miền núi" the commune as their subject."""
    subject = upper_first(place) if place else "Địa phương"
    if re.match(r"(?:thành lập|hình thành)\s", text):
        return f"{subject} được {text}"
    if re.match(r"(?:có|là|nằm|gồm|được thành lập)\s", text):
        return f"{subject} {text}"
    if re.match(r"(?:xã|phường|thị trấn) (?:miền|biên|vùng|thuộc|đặc biệt|nông|loại|khu vực|mới|thuần|nghèo|đồng bằng|ven|đảo)", text):
        return f"{subject} là {text}"
    return text
