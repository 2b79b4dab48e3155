"""Turns the text of a section into lines and pieces (plain text, slots, footnote marks, tables) that typeset can print.

Marks: `[^1]` a footnote, `{{table:1}}` a table, `[số tiền]` a slot still to be filled. `[1]` or `[1, 2]` (digits only) is a citation
of the chat and is dropped with the space before it: the sources of a draft are not printed in the report.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

MARK = re.compile(
    r"\[\^(?P<note>\d{1,4})\]|\{\{\s*table:\s*(?P<table>\d{1,4})\s*\}\}|(?P<slot>\[[^\[\]\n]{1,300}\])",
    re.IGNORECASE,
)
_CITATION = re.compile(r"[ \u00a0]?\[\d{1,3}(?:\s*[,;]\s*\d{1,3})*\]")
_ILLEGAL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_PLANE_ENDS = re.compile(
    "[" + "".join(chr(plane * 0x10000 + low) for plane in range(1, 17) for low in (0xFFFE, 0xFFFF)) + "]"
)
_INVISIBLE = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb]")
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UY = re.compile(r"(?<!\w)(ủy|Ủy|ỦY|uỷ|Uỷ|UỶ)(?!\w)")
_UY_FORMS = {"ủy": {2: "ủy", 1: "Ủy", 0: "ỦY"}, "uỷ": {2: "uỷ", 1: "Uỷ", 0: "UỶ"}}


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, a slot, or a footnote reference (`number` from 1)."""

    kind: Literal["text", "slot", "note"]
    text: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of a section; a line with `table` (from 1) stands for that table instead."""

    pieces: tuple[Piece, ...] = ()
    table: int = 0

    @property
    def text(self) -> str:
        """The line as a reader sees it, footnote marks apart."""
        return "".join(piece.text for piece in self.pieces if piece.kind != "note")


def clean(text: str) -> str:
    """Return `text` in NFC with "\\n" line ends and without characters that XML forbids or that hide and reorder text."""
    text = _BREAKS.sub("\n", text).replace("\t", " ")
    text = _INVISIBLE.sub("", _PLANE_ENDS.sub("", _ILLEGAL.sub("", text)))
    return unicodedata.normalize("NFC", text)


def one_line(text: str) -> str:
    """Return `text` cleaned, with every run of white space as one space."""
    return " ".join(clean(text).split())


def spell_uy(text: str, spelling: str) -> str:
    """Write the word "ủy"/"uỷ" one way through a text; names such as "Thủy" are left alone."""
    if not spelling:
        return text
    forms = _UY_FORMS[spelling]
    return _UY.sub(lambda found: forms[sum(char.islower() for char in found.group())], text)


def lines_of(
    text: str, *, notes: int = 0, tables: int = 0, appendices: Mapping[int, str] | None = None
) -> tuple[Line, ...]:
    """Split a section's text at newlines and `{{table:n}}` marks; empty lines go, unknown marks stay as they are.

    `appendices` names the tables that stand after the signature: their mark becomes the name ("Phụ lục II").
    """
    lines: list[Line] = []
    for raw in clean(text).split("\n"):
        line = _name_appendices(_CITATION.sub("", raw).strip(), appendices or {})
        lines.extend(_split_at_tables(line, notes, tables))
    return tuple(lines)


def pieces_of(text: str, *, notes: int = 0) -> tuple[Piece, ...]:
    """Split one line into text, slots and footnote marks; a mark beyond `notes` stays as a slot."""
    pieces: list[Piece] = []
    last = 0
    for found in MARK.finditer(text):
        number = int(found["note"] or 0)
        kind: Literal["slot", "note"] = "note" if 1 <= number <= notes else "slot"
        if found.start() > last:
            pieces.append(Piece("text", text[last : found.start()]))
        pieces.append(Piece(kind, found.group(), number if kind == "note" else 0))
        last = found.end()
    if last < len(text):
        pieces.append(Piece("text", text[last:]))
    return tuple(pieces)


def _name_appendices(text: str, appendices: Mapping[int, str]) -> str:
    def name(found: re.Match[str]) -> str:
        label = appendices.get(int(found["table"] or 0))
        if label is None:
            return found.group()
        return f"({label} kèm theo)" if found.group() == text else label

    return MARK.sub(name, text) if appendices else text


def _split_at_tables(text: str, notes: int, tables: int) -> list[Line]:
    lines: list[Line] = []
    last = 0
    for found in MARK.finditer(text):
        number = int(found["table"] or 0)
        if 1 <= number <= tables:
            lines.extend(_line(text[last : found.start()], notes))
            lines.append(Line(table=number))
            last = found.end()
    lines.extend(_line(text[last:], notes))
    return lines


def _line(text: str, notes: int) -> list[Line]:
    text = text.strip()
    return [Line(pieces_of(text, notes=notes))] if text else []
