"""Builds the parts of a Word file that python-docx lacks or hides: elements in schema order, fields, footnotes, comments, the package."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from assistant.layouts import Face

TWIPS_PER_MM = 1440 / 25.4
LANGUAGE = "vi-VN"
_FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_UNWANTED_RELATIONS = ("customXml", "stylesWithEffects", "thumbnail", "numbering")
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Shape:
    """How a paragraph stands: points for spacing, millimetres for indents; `line` 0 means single spacing."""

    align: str = "left"
    first_mm: float = 0.0
    left_mm: float = 0.0
    right_mm: float = 0.0
    before: float = 0.0
    after: float = 0.0
    line: float = 0.0
    keep_next: bool = False
    keep_lines: bool = False
    outline: int = -1
    rule: bool = False
    box: bool = False
    tabs: tuple[tuple[str, float], ...] = ()


def twips(mm: float) -> int:
    """Return millimetres as twentieths of a point."""
    return round(mm * TWIPS_PER_MM)


def element(tag: str, *children: Any, **attributes: object) -> Any:
    """Make a `w:` element with children and `w:` attributes; None children are left out."""
    node = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        node.set(qn(f"w:{name}"), str(value))
    node.extend(child for child in children if child is not None)
    return node


def fonts(name: str) -> Any:
    """Name one font for all four scripts, so that no theme font comes through."""
    return element("rFonts", ascii=name, hAnsi=name, eastAsia=name, cs=name)


def run_properties(face: Face | None, *, highlight: str = "", style: str = "", font: str = "") -> Any:
    """Make `w:rPr` for a face; children in the order of the schema."""
    parts = [element("rStyle", val=style)] if style else []
    if font:
        parts.append(fonts(font))
    if face:
        if face.bold:
            parts += [element("b"), element("bCs")]
        if face.italic:
            parts += [element("i"), element("iCs")]
        parts += [element("sz", val=round(face.size * 2)), element("szCs", val=round(face.size * 2))]
    if highlight:
        parts.append(element("highlight", val=highlight))
    if face and face.underline:
        parts.append(element("u", val="single"))
    return element("rPr", *parts) if parts else None


def run(text: str, face: Face | None = None, *, highlight: str = "", style: str = "") -> Any:
    """Make a run; newlines become line breaks, white space is kept."""
    node = element("r", run_properties(face, highlight=highlight, style=style))
    for index, part in enumerate(text.split("\n")):
        if index:
            node.append(element("br"))
        piece = element("t")
        piece.text = part
        piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        node.append(piece)
    return node


def paragraph_properties(shape: Shape | None, style: str = "", *, section: Any = None) -> Any:
    """Make `w:pPr` for a shape; children in the order of the schema."""
    parts = [element("pStyle", val=style)] if style else []
    if shape:
        parts += _shape_parts(shape)
    if section is not None:
        parts.append(section)
    return element("pPr", *parts) if parts else None


def _shape_parts(shape: Shape) -> list[Any]:
    parts = [element(tag) for tag, on in (("keepNext", shape.keep_next), ("keepLines", shape.keep_lines)) if on]
    if shape.rule:
        parts.append(element("pBdr", element("top", val="single", sz=6, space=0, color="auto")))
    if shape.box:
        sides = (element(side, val="single", sz=6, space=1, color="auto") for side in ("top", "left", "bottom", "right"))
        parts.append(element("pBdr", *sides))
    if shape.tabs:
        parts.append(element("tabs", *(element("tab", val=kind, pos=twips(mm)) for kind, mm in shape.tabs)))
    spacing = {"before": round(shape.before * 20), "after": round(shape.after * 20)}
    rule = {"line": round(shape.line * 20), "lineRule": "exact"} if shape.line else {"line": 240, "lineRule": "auto"}
    parts.append(element("spacing", **spacing, **rule))
    parts.append(
        element("ind", left=twips(shape.left_mm), right=twips(shape.right_mm), firstLine=twips(shape.first_mm))
        if shape.first_mm >= 0
        else element("ind", left=twips(shape.left_mm), right=twips(shape.right_mm), hanging=twips(-shape.first_mm))
    )
    parts.append(element("jc", val=shape.align))
    if shape.outline >= 0:
        parts.append(element("outlineLvl", val=shape.outline))
    return parts


def paragraph(*runs: Any, shape: Shape | None = None, style: str = "", section: Any = None) -> Any:
    """Make a paragraph of runs with a shape of its own, a style, or both."""
    return element("p", paragraph_properties(shape, style, section=section), *runs)


def rule(width: float, room: float, *, after: float = 0.0) -> Any:
    """Make a rule line `width` mm long, centred in `room` mm: an empty paragraph with a top border and equal indents."""
    side = max(0.0, (room - width) / 2)
    return paragraph(shape=Shape(align="center", left_mm=side, right_mm=side, before=2, after=after, line=4, rule=True))


def tab() -> Any:
    """Make a run that is one tab."""
    return element("r", element("tab"))


def page_field(face: Face) -> list[Any]:
    """Make the runs of a PAGE field."""
    instruction = element("instrText")
    instruction.text = " PAGE "
    instruction.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    inner = (
        (element("fldChar", fldCharType="begin"),),
        (instruction,),
        (element("fldChar", fldCharType="separate"),),
        (element("t"),),
        (element("fldChar", fldCharType="end"),),
    )
    runs = [element("r", run_properties(face), *nodes) for nodes in inner]
    runs[3].find(qn("w:t")).text = "2"
    return runs


def note_reference(number: int) -> Any:
    """Make the run in the text that points to footnote `number` (its id, from 1)."""
    return element("r", run_properties(None, style="FootnoteReference"), element("footnoteReference", id=number))


def footnotes(notes: Sequence[Sequence[Any]]) -> Any:
    """Make the footnotes part's root: Word's two separators, then each note's runs under ids from 1."""
    flat = Shape(line=0)
    separators = (
        element("footnote", paragraph(element("r", element("separator")), shape=flat), type="separator", id=-1),
        element(
            "footnote", paragraph(element("r", element("continuationSeparator")), shape=flat), type="continuationSeparator", id=0
        ),
    )
    root = element("footnotes", *separators)
    for number, runs in enumerate(notes, 1):
        mark = element("r", run_properties(None, style="FootnoteReference"), element("footnoteRef"))
        root.append(element("footnote", paragraph(mark, run(" "), *runs, style="FootnoteText"), id=number))
    return root


class WordFile:
    """One Word file in the making: an empty package whose styles, body, header, footnotes and comments are put in from outside."""

    def __init__(self, styles: Iterable[Any]) -> None:
        self._document = Document()
        self._drop_unwanted()
        root = self._document.styles.element
        for child in list(root):
            root.remove(child)
        root.extend(styles)
        self.body = self._document.element.body
        for child in list(self.body):
            self.body.remove(child)
        self._header_id = ""

    def set_header(self, runs: Sequence[Any], shape: Shape) -> None:
        """Make the running header; sections refer to it by `header_reference`."""
        part, self._header_id = self._document.part.add_header_part()
        for child in list(part.element):
            part.element.remove(child)
        part.element.append(paragraph(*runs, shape=shape, style="Header"))

    def header_reference(self) -> Any:
        """Make the element by which a section's properties name the running header."""
        node = element("headerReference", type="default")
        node.set(qn("r:id"), self._header_id)
        return node

    def set_footnotes(self, notes: Sequence[Sequence[Any]]) -> None:
        """Add the footnotes part and name its separators in the settings; nothing is added without notes."""
        if not notes:
            return
        name = PackURI("/word/footnotes.xml")
        blob = serialize_part_xml(footnotes(notes))
        part = Part(name, _FOOTNOTES_TYPE, blob, self._document.part.package)
        self._document.part.relate_to(part, RT.FOOTNOTES)
        settings = self._document.settings.element
        marker = element("footnotePr", element("footnote", id=-1), element("footnote", id=0))
        settings.find(qn("w:compat")).addprevious(marker)

    def add_comment(self, node: Any, text: str, author: str, initials: str) -> None:
        """Hang a comment on the whole of a paragraph; a paragraph without runs gets none and returns quietly."""
        runs = node.findall(qn("w:r"))
        if not runs:
            return
        owner = Paragraph(node, self._document._body)
        comment = self._document.add_comment([Run(runs[0], owner), Run(runs[-1], owner)], text, author, initials)
        comment._comment_elm.attrib.pop(qn("w:date"), None)  # the same report gives the same bytes

    def set_properties(self, title: str, author: str, made: datetime | None) -> None:
        """Write the document properties; `made` is the report's own date, so that bytes do not depend on the clock."""
        core = self._document.core_properties
        core.title, core.author, core.last_modified_by = title[:255], author[:255], author[:255]
        core.language, core.comments, core.keywords, core.revision = LANGUAGE, "", "", 1
        for tag in ("created", "modified"):
            found = core._element.find(qn(f"dcterms:{tag}"))
            if found is not None:
                core._element.remove(found)
        if made:
            core.created = core.modified = made

    def save(self) -> bytes:
        """Return the file's bytes, the same for the same content."""
        settings = self._document.settings.element
        language = settings.find(qn("w:themeFontLang"))
        if language is not None:
            language.set(qn("w:val"), LANGUAGE)
        stream = io.BytesIO()
        self._document.save(stream)
        return _without_clock(stream)

    def _drop_unwanted(self) -> None:
        owners = (self._document.part.rels, self._document.part.package.rels)
        for rels in owners:
            for key in [key for key, rel in rels.items() if rel.reltype.endswith(_UNWANTED_RELATIONS)]:
                del rels[key]


def _without_clock(stream: io.BytesIO) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(stream) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            copy.writestr(info, source.read(name))
    return target.getvalue()

