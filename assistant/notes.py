"""Read an official's notes: one line a note, its bullet dropped, its shorthand written out, its clauses understood."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from assistant.abbrev import expand
from assistant.accents import restored as accented
from assistant.clauses import Clause
from assistant.counting import counted
from assistant.lexicon import PLACES, TIME
from assistant.records import Note
from assistant.register import officially, without_asides
from assistant.segments import clauses_of, worded_arrows
from assistant.topics import topics_of
from knowledge.text import nfc

_BULLET = re.compile(r"^\s*(?:[-+•*–—●▪◦]+|\(?\d{1,2}[.)](?=\s)|[a-zđ]\))\s*")
_WRITTEN = 14


@dataclass(frozen=True, slots=True)
class NoteReading:
    """What a note says: `text` written out, its clauses, topics, places and periods; `restored` when accents were guessed."""

    note: Note
    text: str
    clauses: tuple[Clause, ...]
    topics: tuple[str, ...]
    places: tuple[str, ...]
    periods: tuple[str, ...]
    negative: bool
    written: bool
    restored: bool = False
    doubts: tuple[str, ...] = ()

    @property
    def topic(self) -> str:
        """The first topic, "chung" where none was recognised."""
        return self.topics[0] if self.topics else "chung"


def parse_notes(text: str) -> tuple[Note, ...]:
    """Return one note for each line that holds a word or figure; a leading "-", "+", "•", "*" or "1." is dropped."""
    lines = (_BULLET.sub("", line).strip() for line in nfc(text).splitlines())
    return tuple(Note(index, line) for index, line in enumerate(line for line in lines if re.search(r"\w", line)))


@lru_cache(maxsize=1024)
def read_note(note: Note) -> NoteReading:
    """Return the reading of one note; its figures, names, places and periods are those of the note, none other."""
    given = accented(note.text)
    text = worded_arrows(tidy(without_asides(expand(given.text))))
    written = well_written(note.text, text)
    text = text if written else counted(officially(text))
    clauses = clauses_of(text)
    return NoteReading(
        note=note,
        text=text,
        clauses=clauses,
        topics=topics_of(text),
        places=tuple(match.group() for match in PLACES.finditer(text)),
        periods=tuple(match.group() for match in TIME.finditer(text)),
        negative=any(clause.negative for clause in clauses),
        written=written,
        restored=given.changed,
        doubts=given.doubts,
    )


def tidy(text: str) -> str:
    """Mend spacing and doubled punctuation; decimal commas, times and symbols keep theirs."""
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r"(?<!\S)(?:\.{2,}|…+|_{2,})(?=\s?[^\W\d_])\s?", "[cần bổ sung: số liệu] ", text)
    text = re.sub(r"\s*(?:\.{2,}|…+)\s*$", "", text)
    text = re.sub(r"\s+([,;:.!?])(?=\s|$)", r"\1", text)
    text = re.sub(r"([,;])(?=[^\W\d_])", r"\1 ", text)
    text = re.sub(r"([,;:])\1+", r"\1", text)
    text = re.sub(r"(?<!\d )(?<![\w.,/])1 (?=số (?!\d)|vài |bộ phận)", "một ", text)
    text = re.sub(r"(?<=\d)(?=(?:km2|km|ha|kg|m2|m²|tấn)\b)", " ", text)
    text = re.sub(r"(?<=[^\W\d_]) (?=(?:đạt|chiếm|bằng) \d[\d.,]*%)", _comma_after_figure(text), text)
    text = re.sub(
        r"\b(phối hợp) (?=(?:Ủy ban|Mặt trận|Hội |Đoàn |Ban |chính quyền|công an|nhà trường|các ngành|các đoàn thể))",
        r"\1 với ",
        text,
    )
    text = re.sub(r"(?<!được )\bnâng lên(?=$|[,;. ]+(?![\d ]))", "được nâng lên", text)
    return re.sub(r"(?<!\.)\.\.(?!\.)", ".", text)


def _comma_after_figure(text: str) -> Callable[[re.Match[str]], str]:
    """A share that follows a counted figure is set off by a comma; "tỷ lệ ... đạt 95%" is not."""

    def comma(match: re.Match[str]) -> str:
        before = re.split(r"[,;]", text[: match.start()])[-1]
        return ", " if re.search(r"(?:^|\s)\d[\d.,]*\s", before) else " "

    return comma


def well_written(original: str, expanded: str) -> bool:
    """Tell whether a note is already a sentence of official prose, to be polished and not rebuilt."""
    words = expanded.split()
    if len(words) < 9:
        return False
    shorthand = len(original.split()) != len(words)
    starts = original[:1].isupper()
    ends = original.rstrip().endswith(".")
    return (starts and ends) or (starts and len(words) >= _WRITTEN and not shorthand) or len(words) >= 2 * _WRITTEN
