"""Link the sentences of running text: neighbours on one matter share a sentence, connectors come seldom and vary."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.subjects import lower_first

_LONGEST, _SHORT = 40, 20
_ISSUED = re.compile(r"^(?:đã )?ban hành ", re.IGNORECASE)
_SESSIONS = re.compile(r"^(?:đã )?tổ chức (?:được )?\d[\d.]* (?:buổi|cuộc|hội nghị|lớp|đợt)(?:,| với|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """One note's wording on its way into a paragraph: its notes, its topic and whether it may share a sentence."""

    text: str
    notes: tuple[int, ...]
    topic: str = "chung"
    free: bool = True


def link(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Return the pieces with neighbours on one matter joined: by a comma where one only counts, else by a semicolon."""
    linked: list[Piece] = []
    for piece in pieces:
        joint = _joint(linked[-1], piece) if linked else ""
        if not joint:
            linked.append(piece)
            continue
        before = linked[-1]
        said = re.sub(r"^đã ", "", lower_first(piece.text)) if _begun(before.text) else lower_first(piece.text)
        linked[-1] = Piece(
            f"{before.text.rstrip(' .;')}{joint}{said}", (*before.notes, *piece.notes), piece.topic, before.free
        )
    return tuple(linked)


def _begun(text: str) -> bool:
    return bool(re.search(r"(?:^|\s)đã ", text, re.IGNORECASE)) or "; " in text


def _joint(before: Piece, piece: Piece) -> str:
    """Return what joins two neighbours: ", " or "; ", "" where each is better a sentence of its own."""
    words = len(before.text.split()) + len(piece.text.split())
    if (
        not (before.free and piece.free)
        or words > _LONGEST
        or ". " in before.text + piece.text
        or before.text.count("; ") > 1
    ):
        return ""
    if (
        _SESSIONS.match(piece.text)
        and before.topic == piece.topic
        and before.text.lower().startswith("đã ")
        and "; " not in before.text
    ):
        return ", "
    if _ISSUED.match(before.text) and _ISSUED.match(piece.text):
        return "; "
    if len(piece.text.split()) > _SHORT or len(before.text.split()) > 28:
        return ""
    same = before.topic == piece.topic and piece.topic != "chung"
    alike = _opening(before.text) == _opening(piece.text) and len(piece.text.split()) < 13
    return "; " if same or alike else ""


def _opening(text: str) -> str:
    first = text.split(" ", 1)[0].lower()
    return first if first in {"đã", "có"} else ""
