"""Makes the whole styles part of a Word file from a layout: few styles, all of them Times New Roman in Vietnamese."""

from __future__ import annotations

from typing import Any

from assistant.layouts import Face, Layout
from assistant.wordparts import LANGUAGE, element
from assistant.wordxml import Shape, paragraph_properties, run_properties

HEADING_LEVELS = 6
_OUR_OWN = ("AppendixHeading", "TableText")


def body_shape(layout: Layout) -> Shape:
    """Return how a paragraph of the text stands: justified, first line indented, exact lines."""
    return Shape(align="both", first_mm=layout.indent_mm, after=layout.gap, line=layout.line)


def heading_shape(layout: Layout, level: int, *, centred: bool) -> Shape:
    """Return how a heading of `level` (from 1) stands; a centred one opens a part of the report."""
    return Shape(
        align="center" if centred else "both",
        first_mm=0.0 if centred else layout.indent_mm,
        before=layout.gap,
        after=layout.gap,
        line=layout.line,
        keep_next=True,
        keep_lines=True,
        outline=min(level, 9) - 1,
    )


def styles_of(layout: Layout) -> list[Any]:
    """Return the children of `w:styles`: defaults, then every style that typeset names."""
    left = Shape()
    centre = Shape(align="center", keep_next=True)
    note = Shape(align="both")
    styles = [
        _defaults(layout),
        _style("Normal", "Normal", left, layout.body, default=True, based=""),
        _character("DefaultParagraphFont", "Default Paragraph Font", default=True),
        _table_style(),
        element("style", element("name", val="No List"), type="numbering", styleId="NoList", default=1),
        _style("BodyText", "Body Text", body_shape(layout), layout.body),
        _style("Title", "Title", centre, layout.kind),
        _style("Subtitle", "Subtitle", centre, layout.summary),
        _style("Caption", "caption", Shape(align="center", before=6, after=6, keep_next=True), Face(13, bold=True)),
        _style("Header", "header", Shape(align="center"), layout.page_number),
        _style("FootnoteText", "footnote text", note, layout.footnote),
        _style("CommentText", "annotation text", left, Face(10)),
        _style("AppendixHeading", "Phụ lục", Shape(align="center", keep_next=True, outline=0), layout.appendix),
        _style("TableText", "Chữ trong bảng", Shape(before=2, after=2), layout.table),
        _character("FootnoteReference", "footnote reference", element("vertAlign", val="superscript")),
        _character("CommentReference", "annotation reference", element("sz", val=16), element("szCs", val=16)),
    ]
    for level in range(1, HEADING_LEVELS + 1):
        shape = heading_shape(layout, level, centred=False)
        styles.append(_style(f"Heading{level}", f"heading {level}", shape, layout.heading, following="BodyText"))
    return styles


def _defaults(layout: Layout) -> Any:
    properties = run_properties(layout.body, font=layout.font)
    properties.append(element("lang", val=LANGUAGE, eastAsia=LANGUAGE, bidi="ar-SA"))
    return element("docDefaults", element("rPrDefault", properties), element("pPrDefault"))


def _style(
    key: str, name: str, shape: Shape, face: Face, *, default: bool = False, based: str = "Normal", following: str = ""
) -> Any:
    marks = {"type": "paragraph", "styleId": key} | ({"default": 1} if default else {})
    marks |= {"customStyle": 1} if key in _OUR_OWN else {}
    return element(
        "style",
        element("name", val=name),
        element("basedOn", val=based) if based else None,
        element("next", val=following) if following else None,
        element("qFormat"),
        paragraph_properties(shape),
        run_properties(face),
        **marks,
    )


def _character(key: str, name: str, *properties: Any, default: bool = False) -> Any:
    marks = {"type": "character", "styleId": key} | ({"default": 1} if default else {})
    inner = element("rPr", *properties) if properties else None
    return element("style", element("name", val=name), inner, **marks)


def _table_style() -> Any:
    margins = element(
        "tblCellMar",
        *(element(side, w=width, type="dxa") for side, width in (("top", 0), ("left", 0), ("bottom", 0), ("right", 0))),
    )
    return element(
        "style",
        element("name", val="Normal Table"),
        element("tblPr", element("tblInd", w=0, type="dxa"), margins),
        type="table",
        styleId="TableNormal",
        default=1,
    )
