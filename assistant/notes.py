"""Read an official's notes: one line a note, its bullet dropped, its shorthand written out, its clauses understood."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.abbrev import expand
from assistant.accents import restore
from assistant.clauses import Clause, clauses_of
from assistant.lexicon import PLACES, TIME
from assistant.records import Note
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

    @property
    def topic(self) -> str:
        """The first topic, "chung" where none was recognised."""
        return self.topics[0] if self.topics else "chung"


def parse_notes(text: str) -> tuple[Note, ...]:
    """Return one note for each line that holds a word or figure; a leading "-", "+", "•", "*" or "1." is dropped."""
    lines = (_BULLET.sub("", line).strip() for line in nfc(text).splitlines())
    return tuple(Note(index, line) for index, line in enumerate(line for line in lines if re.search(r"\w", line)))


def read_note(note: Note) -> NoteReading:
    """Return the reading of one note; its figures, names, places and periods are those of the note, none other."""
    accented, restored = restore(note.text)
    text = tidy(expand(accented))
    clauses = clauses_of(text)
    return NoteReading(
        note=note,
        text=text,
        clauses=clauses,
        topics=topics_of(text),
        places=tuple(match.group() for match in PLACES.finditer(text)),
        periods=tuple(match.group() for match in TIME.finditer(text)),
        negative=any(clause.negative for clause in clauses),
        written=well_written(note.text, text),
        restored=restored,
    )


def tidy(text: str) -> str:
    """Mend spacing and doubled punctuation; decimal commas, times and symbols keep theirs."""
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r"\s+([,;:.!?])(?=\s|$)", r"\1", text)
    text = re.sub(r"([,;])(?=[^\W\d_])", r"\1 ", text)
    text = re.sub(r"([,;:])\1+", r"\1", text)
    return re.sub(r"(?<!\.)\.\.(?!\.)", ".", text)


def well_written(original: str, expanded: str) -> bool:
    """Tell whether a note is already a sentence of official prose, to be polished and not rebuilt."""
    words = expanded.split()
    if len(words) < 9:
        return False
    shorthand = len(original.split()) != len(words)
    starts = original[:1].isupper()
    ends = original.rstrip().endswith(".")
    return (starts and ends) or (starts and len(words) >= _WRITTEN and not shorthand) or len(words) >= 2 * _WRITTEN
