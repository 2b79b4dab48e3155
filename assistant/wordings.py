"""Whole notes put into words: the first clause in the section's grammar, the later ones joined to it, nothing lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from assistant.clauses import Clause
from assistant.faithful import faithful
from assistant.lexicon import tag
from assistant.limits import limitation
from assistant.notes import NoteReading, read_note
from assistant.records import Note
from assistant.results import result, result_tail
from assistant.subjects import lower_first, upper_first
from assistant.tails import cause, cause_tail, limitation_tail
from assistant.tasks import text_without_do


def joined(main: str, reading: NoteReading, tail: Callable[[Clause, Clause, int], str]) -> str:
    """Join the first clause's wording with the later clauses of its note, each after its own joint."""
    text = main
    parts = False
    for place, clause in enumerate(reading.clauses[1:], start=1):
        parts = parts or clause.text.lower().startswith("trong đó")
        said = lower_first(clause.text) if parts else tail(clause, reading.clauses[0], place)
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
    document = _issued(reading.text)
    if document:
        return faithful((document,), reading.text)
    labelled = _headed(reading)
    if labelled:
        return labelled
    if remedied(reading):
        return _remedied_ways(reading)
    if reading.clauses[0].negative and reading.clauses[0].kind != "count":
        return limit_ways(reading)
    return faithful(tuple(joined(way, reading, result_tail) for way in result(reading.clauses[0])), reading.text)


_HEAD = re.compile(r"(?P<label>[^\W\d_][^:;,.\d\"]{2,70}): (?P<rest>.+)$")
_DRIVES = ("cuộc vận động", "phong trào", "chương trình", "đề án")
_NO_HEAD = re.compile(r"(?:mô hình|kiểm tra|giám sát|điểm sáng|cụ thể|gồm|như|đó là|mặt)\b", re.IGNORECASE)


def _headed(reading: NoteReading) -> tuple[str, ...]:
    """ "nông thôn mới: dân hiến 9.740 m2 đất" -> "trong xây dựng nông thôn mới, nhân dân đã hiến ..."; () without such a head."""
    match = _HEAD.match(reading.text)
    if (
        not match
        or _NO_HEAD.match(match["label"])
        or len(match["label"].split()) > (12 if match["label"].lower().startswith(_DRIVES) else 5)
    ):
        return ()
    if tag(match["label"])[0].has("verb", "activity", "change") and not match["label"].lower().startswith(_DRIVES):
        return ()
    rest = read_note(Note(reading.note.index, match["rest"]))
    first = rest.clauses[0]
    if (
        rest.written
        or first.kind == "fragment"
        or (first.kind == "count" and len(rest.clauses) == 1 and not first.has("verb"))
    ):
        return ()
    label = lower_first(match["label"])
    lead = (
        f"thực hiện {label}"
        if label.startswith(_DRIVES)
        else f"trong xây dựng {label}"
        if label.startswith(("nông thôn mới", "đô thị văn minh"))
        else f"về {label}"
    )
    return faithful(tuple(f"{lead}, {lower_first(way)}" for way in result_ways(rest)), reading.text)


_DOCUMENT = re.compile(
    r"(?:Kế hoạch|Quyết định|Nghị quyết|Chương trình(?: hành động)?|Công văn|Hướng dẫn|Chỉ thị|Thông báo|Đề án|Thông tri)(?: số)? \d+\s?[-/]\S+"
    r"(?:,? ngày [\d/.-]+)?(?: (?:của .{3,60} )?(?:về|triển khai|thực hiện|để|nhằm)\b.*)?$"
)


def _issued(text: str) -> str:
    """A note that only names a document reports that it was issued."""
    return f"đã ban hành {text}" if _DOCUMENT.match(text) else ""


def remedied(reading: NoteReading) -> bool:
    """Tell whether a note tells of a fault and of its having been mended since."""
    later = [clause.text.lower() for clause in reading.clauses[1:]]
    return reading.clauses[0].negative and any(
        re.match(r"(?:nay |đến nay |sau đó |hiện )*(?:đã|được) ", text) for text in later
    )


def _remedied_ways(reading: NoteReading) -> tuple[str, ...]:
    first = reading.clauses[0]
    lead = "có " if first.kind == "count" else ""
    main = f"{first.lead}, " if first.lead else ""
    way = joined(f"{main}{lead}{lower_first(first.text)}", reading, lambda part, _main, _place: lower_first(part.text))
    return faithful((way,), reading.text)


def cause_ways(reading: NoteReading) -> tuple[str, ...]:
    """Return ways to write a whole note as a cause, with or without its "do"."""
    if reading.written:
        return (reading.text,)
    stripped = text_without_do(reading.text)
    had_do = stripped != reading.text
    ways = faithful(tuple(joined(way, reading, cause_tail) for way in cause(reading.clauses[0])), stripped)
    led = tuple(f"do {lower_first(way)}" for way in ways[:1])
    return led if had_do and len(ways) == 1 else (*led, *ways)


_LABEL = re.compile(
    r"^(?:về )?(?:những |các |một số )?(?P<kind>khó khăn|thuận lợi|hạn chế|tồn tại|ưu điểm|kết quả|nguyên nhân|bài học|kiến nghị)\s*[:,-]\s*",
    re.IGNORECASE,
)


def unlabelled(reading: NoteReading, *kinds: str) -> tuple[NoteReading, bool]:
    """Take a label such as "khó khăn:" off a note, as the paragraph that it goes into says so; tell whether it was there."""
    match = _LABEL.match(reading.text)
    if not match or match.group("kind").lower() not in kinds:
        return reading, False
    fresh = read_note(Note(reading.note.index, reading.text[match.end() :]))
    return replace(fresh, note=reading.note, restored=reading.restored), True


def short_of(reading: NoteReading) -> bool:
    """Tell whether a note reports a shortcoming."""
    return not reading.written and reading.clauses[0].negative and not remedied(reading)
