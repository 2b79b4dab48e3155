"""Makes the WordprocessingML of runs, paragraphs, rule lines, fields and footnotes, children in the order of the schema."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assistant.layouts import Face
from assistant.wordparts import element, text_element

TWIPS_PER_MM = 1440 / 25.4


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


def fonts(name: str) -> Any:
    """Name one font for all four scripts, so that no theme font comes through."""
    return element("rFonts", ascii=name, hAnsi=name, eastAsia=name, cs=name)


def run_properties(
    face: Face | None, *, highlight: str = "", style: str = "", font: str = "", upright: bool = False
) -> Any:
    """Make `w:rPr` for a face, children in the order of the schema; `upright` switches off the bold of the style."""
    parts = [element("rStyle", val=style)] if style else []
    if font:
        parts.append(fonts(font))
    if face:
        if upright:
            parts += [element("b", val=0), element("bCs", val=0)]
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


def run(text: str, face: Face | None = None, *, highlight: str = "", style: str = "", upright: bool = False) -> Any:
    """Make a run; newlines become line breaks, white space is kept."""
    node = element("r", run_properties(face, highlight=highlight, style=style, upright=upright))
    for index, part in enumerate(text.split("\n")):
        if index:
            node.append(element("br"))
        node.append(text_element("t", part))
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
        sides = (
            element(side, val="single", sz=6, space=1, color="auto") for side in ("top", "left", "bottom", "right")
        )
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
    inner = (
        element("fldChar", fldCharType="begin"),
        text_element("instrText", " PAGE "),
        element("fldChar", fldCharType="separate"),
        text_element("t", "2"),
        element("fldChar", fldCharType="end"),
    )
    return [element("r", run_properties(face), node) for node in inner]


def note_reference(number: int) -> Any:
    """Make the run in the text that points to footnote `number` (its id, from 1)."""
    return element("r", run_properties(None, style="FootnoteReference"), element("footnoteReference", id=number))


def footnotes(notes: Sequence[Sequence[Any]]) -> Any:
    """Make the footnotes part's root: Word's two separators, then each note's runs under ids from 1."""
    flat = Shape(line=0)
    separators = (
        element("footnote", paragraph(element("r", element("separator")), shape=flat), type="separator", id=-1),
        element(
            "footnote",
            paragraph(element("r", element("continuationSeparator")), shape=flat),
            type="continuationSeparator",
            id=0,
        ),
    )
    root = element("footnotes", *separators)
    for number, runs in enumerate(notes, 1):
        mark = element("r", run_properties(None, style="FootnoteReference"), element("footnoteRef"))
        root.append(element("footnote", paragraph(mark, run(" "), *runs, style="FootnoteText"), id=number))
    return root
