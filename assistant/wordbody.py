"""Sets the sections of a report: headings as Word headings, paragraphs, tables in their places, footnotes, the end mark."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from assistant.layouts import Face, Layout
from assistant.markup import Line, Piece, lines_of, one_line, pieces_of, spell_uy
from assistant.records import Report, ReportSection
from assistant.wordparts import element
from assistant.wordstyles import HEADING_LEVELS, body_shape, heading_shape
from assistant.wordtables import data_table, is_wide
from assistant.wordxml import Shape, note_reference, paragraph, run
from knowledge.text import fold

HeadingKind = Literal["part", "capitals", "item", "point"]
_PART = re.compile(r"^(?:phần|chương)\s", re.IGNORECASE)
_ROMAN = re.compile(r"^[IVXLC]+$")
_CAPITAL = re.compile(r"^[A-ZĐ]$")
_POINT = re.compile(r"^[a-zđăâêôơư]$")
_SILENT_HEADINGS = ("mo dau", "phan mo dau", "ket thuc", "loi ket")
_MISSING = "[cần bổ sung nội dung]"


@dataclass(frozen=True, slots=True)
class BodyBlock:
    """One element of the body, what it reads as, and the section it belongs to; `wide` asks for a landscape page."""

    node: Any
    text: str = ""
    heading: str = ""
    is_heading: bool = False
    wide: bool = False


@dataclass(slots=True)
class BodyBuild:
    """The job of setting one report; `notes` collects the runs of each footnote in the order of their marks."""

    report: Report
    layout: Layout
    draft: bool
    appendices: Mapping[int, str] = field(default_factory=dict)
    notes: list[list[Any]] = field(default_factory=list)

    def blocks(self) -> list[BodyBlock]:
        """Return the body in order; the last paragraph ends with the layout's end mark and stays with the signature."""
        sections = [(section, self._lines(section)) for section in self.report.sections]
        texts = [lines for _, lines in sections if lines]
        if texts and texts[-1][-1].pieces:
            texts[-1][-1] = _with_end_mark(texts[-1][-1], self.layout.end_mark)
        blocks = [block for section, lines in sections for block in self._section(section, lines)]
        if blocks and blocks[-1].text and not blocks[-1].is_heading:
            last = blocks[-1].node
            last.replace(
                last[0], paragraph(shape=replace(body_shape(self.layout), keep_next=True), style="BodyText")[0]
            )
        return blocks

    def _lines(self, section: ReportSection) -> list[Line]:
        text = spell_uy(section.text, self.layout.uy)
        lines = list(
            lines_of(text, notes=len(self.report.footnotes), tables=len(self.report.tables), appendices=self.appendices)
        )
        if not lines and self.draft and not self._has_children(section):
            lines = [Line(pieces_of(_MISSING))]
        if lines and lines[0].pieces and section.number and not one_line(section.heading):
            lines[0] = Line((Piece("text", f"{heading_number(section.number)} "), *lines[0].pieces))
        return lines

    def _has_children(self, section: ReportSection) -> bool:
        following = self.report.sections[self.report.sections.index(section) + 1 :]
        return bool(following) and following[0].level > section.level

    def _section(self, section: ReportSection, lines: list[Line]) -> list[BodyBlock]:
        name = one_line(section.heading)
        blocks = [] if _is_silent(section) else [self._heading(section)]
        for line in lines:
            blocks.append(self._table(line.table, name) if line.table else self._text(line, name))
        return [block for block in blocks if block.node is not None]

    def _heading(self, section: ReportSection) -> BodyBlock:
        layout, kind = self.layout, heading_kind(section.number)
        heading = spell_uy(one_line(section.heading), layout.uy)
        face = replace(layout.heading, bold=kind != "point", caps=kind in ("part", "capitals"))
        level = max(1, min(section.level, HEADING_LEVELS))
        shape = heading_shape(layout, level, centred=kind == "part")
        number = heading_number(section.number)
        mark = number + ("\n" if kind == "part" else " ") if number else ""
        runs = [run(mark, replace(face, caps=False), upright=not face.bold)] if mark else []
        runs += self._runs(pieces_of(heading, notes=len(self.report.footnotes)), face)
        node = paragraph(*runs, shape=shape if kind == "part" else None, style=f"Heading{level}")
        return BodyBlock(node, f"{number} {heading}".strip(), one_line(section.heading), is_heading=True)

    def _text(self, line: Line, heading: str) -> BodyBlock:
        grounds = self.layout.grounds_italic and line.text.startswith("Căn cứ ") and line.text.endswith((";", "."))
        face = replace(self.layout.body, italic=True) if grounds else None
        return BodyBlock(paragraph(*self._runs(line.pieces, face), style="BodyText"), line.text, heading)

    def _table(self, number: int, heading: str) -> BodyBlock:
        table = self.report.tables[number - 1]
        wide = is_wide(table.rows, self.layout)
        room = self.layout.text_mm if not wide else landscape_mm(self.layout)
        node = data_table(table.rows, self.layout, room, draft=self.draft)
        if node is None:
            return BodyBlock(None)
        caption = paragraph(*self._runs(pieces_of(self._caption(number)), Face(13, bold=True)), style="Caption")
        group = element("body", caption, node, paragraph(shape=Shape(line=8)))
        return BodyBlock(group, "", heading, wide=wide)

    def _caption(self, number: int) -> str:
        heading = spell_uy(one_line(self.report.tables[number - 1].heading), self.layout.uy)
        inline = [index for index in range(1, len(self.report.tables) + 1) if index not in self.appendices]
        if len(inline) < 2 or fold(heading).startswith("bang "):
            return heading
        return f"Bảng {inline.index(number) + 1}. {heading}".strip()

    def _runs(self, pieces: tuple[Piece, ...], face: Face | None) -> list[Any]:
        runs = []
        for piece in pieces:
            if piece.kind == "note":
                self.notes.append(self._note_runs(piece.number))
                runs.append(note_reference(len(self.notes)))
                continue
            slot = piece.kind == "slot"
            text = piece.text.upper() if face and face.caps and not slot else piece.text
            upright = face is not None and not face.bold and not face.italic
            runs.append(run(text, face, highlight="yellow" if slot and self.draft else "", upright=upright))
        return runs

    def _note_runs(self, number: int) -> list[Any]:
        text = spell_uy(one_line(self.report.footnotes[number - 1]), self.layout.uy)
        highlight = "yellow" if self.draft else ""
        return [run(piece.text, None, highlight=highlight if piece.kind == "slot" else "") for piece in pieces_of(text)]


def heading_kind(number: str) -> HeadingKind:
    """Tell how a heading looks from the form of its number: Phần, I or A, 1 or 1.2 (also none), a."""
    number = number.strip(" .)-–")
    if _PART.match(number):
        return "part"
    if _ROMAN.match(number) or _CAPITAL.match(number):
        return "capitals"
    return "point" if _POINT.match(number) else "item"


def heading_number(number: str) -> str:
    """Return the number with its mark: "I.", "1.2.", "a)", "Phần thứ nhất"."""
    number = one_line(number).strip(" .)-–:")
    if not number or _PART.match(number):
        return number
    return f"{number})" if _POINT.match(number) else f"{number}."


def landscape_mm(layout: Layout) -> float:
    """Return the width of the text area on a landscape page."""
    return layout.page_mm[1] - layout.left_mm - layout.right_mm


def _is_silent(section: ReportSection) -> bool:
    heading = fold(one_line(section.heading))
    opening = section.role in ("mo_dau", "ket_thuc") or heading in _SILENT_HEADINGS
    return not heading or (opening and not section.number.strip())


def _with_end_mark(line: Line, mark: str) -> Line:
    pieces = list(line.pieces)
    last = max((index for index, piece in enumerate(pieces) if piece.kind != "note"), default=-1)
    if last >= 0 and pieces[last].kind == "text":
        text = pieces[last].text
        if text.rstrip().endswith((":", "?", "!")):
            return line
        pieces[last] = Piece("text", text.rstrip(" ./;,\u00a0"))
    return Line((*pieces, Piece("text", mark)))
