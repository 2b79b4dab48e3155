"""The features of the place as a section: facts joined under the commune's name, then its difficulties."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant.clauses import Clause
from assistant.faithful import faithful
from assistant.naming import place_of
from assistant.notes import NoteReading
from assistant.picking import Picker
from assistant.prompts import load_yaml
from assistant.records import DraftParagraph
from assistant.results import description
from assistant.setting import Line, dashes, lay_out
from assistant.stating import fact_sentences
from assistant.subjects import lower_first, sentence, upper_first
from assistant.wordings import joined, limit_ways, short_of, unlabelled

if TYPE_CHECKING:
    from assistant.compose import ComposeRequest


def compose_place(
    readings: tuple[NoteReading, ...], request: ComposeRequest, picker: Picker
) -> Iterator[DraftParagraph]:
    """Yield the features of the place: facts, then difficulties after "Tuy nhiên"."""
    frames = load_yaml("frames/dac_diem")
    labelled = [unlabelled(reading, "khó khăn", "hạn chế") for reading in readings]
    readings = tuple(reading for reading, _ in labelled)
    hard = [reading for reading, said in labelled if said or short_of(reading) or _AWAY.search(reading.text)]
    parted = [unlabelled(reading, "thuận lợi") for reading in readings if reading not in hard]
    plain = [reading for reading, said in parted if not said]
    good = [reading for reading, said in parted if said]
    place = place_of(request.profile)
    lines = _place_lines(plain, place, picker)
    lines += [(text, ()) for text in fact_sentences(request, readings)]
    if good:
        lead = (
            "địa phương có những thuận lợi cơ bản: "
            if lines
            else f"{upper_first(place) or 'Địa phương'} có những thuận lợi cơ bản: "
        )
        said = lead + "; ".join(lower_first(reading.text.rstrip(" .;")) for reading in good)
        lines.append((said, tuple(reading.note.index for reading in good)))
    if lines:
        yield from lay_out(lines, "", request, dashes(request, False), {}, picker)
    if hard:
        texts = [(_hard(reading, picker), (reading.note.index,)) for reading in hard]
        lead = picker.any(frames["contrast"]) if lines else ""
        body = lead + "; ".join(lower_first(text.rstrip(" .")) for text, _ in texts)
        yield DraftParagraph(sentence(body), tuple(index for _, notes in texts for index in notes))


_AWAY = re.compile(r"\bđi .{0,25}?làm (?:ăn|xa|thuê)|\bđi làm (?:ăn )?xa|\blàm ăn xa")
_BARE = re.compile(
    r"^(?P<who>[^\d,;:()\"]{3,60}?) (?P<rest>\d[\d.]* (?:vị|thành viên|người|đồng chí|ủy viên|chi bộ|thôn|bản|xóm|tổ|hội viên|đoàn viên|đảng viên|chi hội|ban|phòng|trường|cơ sở).*)$"
)
_VERBAL = re.compile(r"\b(?:có|gồm|với|là|đạt|chiếm|được|còn|cách|nằm|đã|khoảng|giảm|tăng|giao)\b")


def _hard(reading: NoteReading, picker: Picker) -> str:
    """A difficulty of several parts, or of the people who left, is told as noted."""
    if len(reading.clauses) > 1 or _AWAY.search(reading.text):
        return lower_first(reading.text)
    return picker.sentence(limit_ways(reading))


def _facts(reading: NoteReading) -> tuple[str, ...]:
    """A list of figures takes one "có", before the first."""
    text = reading.text
    if re.match(r"diện tích|dân số", text, re.IGNORECASE) or text[:1].isdigit():
        return (f"có {lower_first(text)}",)
    match = _BARE.match(text)
    if match and not _VERBAL.search(match["who"]):
        return (f"{lower_first(match['who'])} có {match['rest']}",)
    return tuple(joined(way, reading, _plain_tail) for way in description(reading.clauses[0]))


def _place_lines(readings: list[NoteReading], place: str, picker: Picker) -> list[Line]:
    """State the facts one after another; up to three short ones share a sentence, the commune named once in it."""
    lines: list[Line] = []
    merged = 0
    for reading in readings:
        ways = _facts(reading)
        said = reading.text if reading.written else faithful(ways, reading.text)[0]
        short = len(said.split()) <= 12 and not reading.written and not said[:1].isdigit()
        if lines and short and 0 < merged < 3:
            text, notes = lines[-1]
            lines[-1] = (f"{text}; {lower_first(said)}", (*notes, reading.note.index))
            merged += 1
            continue
        named = any(place and upper_first(place) in text for text, _ in lines)
        lines.append((_placed(said, place.split(" ", 1)[0] if named else place), (reading.note.index,)))
        merged = 1 if short else 0
    return lines


def _plain_tail(clause: Clause, main: Clause, place: int) -> str:
    if clause.kind == "count":
        owner = main.kind == "fragment" or (main.kind == "amount" and not main.subject[0].has("agent"))
        apart = owner and "%" not in clause.text
        return f"có {clause.text}" if apart and place == 1 else clause.text
    return lower_first(clause.text)


def _placed(text: str, place: str) -> str:
    """Give "có 5 thôn" and "là xã miền núi" the commune as their subject."""
    subject = upper_first(place) if place else "Địa phương"
    if re.match(r"(?:thành lập|hình thành)\s", text):
        return f"{subject} được {text}"
    if re.match(r"(?:ở )?(?:phía|trung tâm|cách|giáp)\s", text):
        return (
            f"{subject} nằm {'' if text.startswith('ở ') else 'ở '}{text}"
            if not text.startswith(("cách", "giáp"))
            else f"{subject} {text}"
        )
    if re.match(r"(?:có|là|nằm|gồm|được thành lập)\s", text):
        return f"{subject} {text}"
    if re.match(
        r"(?:xã|phường|thị trấn) (?:miền|biên|vùng|thuộc|đặc biệt|nông|loại|khu vực|mới|thuần|nghèo|đồng bằng|ven|đảo)",
        text,
    ):
        return f"{subject} là {text}"
    return text
