"""The text of a Word paragraph's XML: insertions kept, deletions dropped, tabs and breaks as such, each text box once."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from knowledge.readers.legacy import of_font

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DROPPED = frozenset(
    (
        W + "del",
        W + "moveFrom",
        W + "delText",
        W + "instrText",
        W + "pPr",
        W + "rPr",
        W + "footnoteRef",
        _MC + "Fallback",
    )
)


def paragraph_text(element: etree._Element, font: str = "") -> str:
    """Return the text of a paragraph with tracked changes accepted; a line break is a newline.

    `font` is the paragraph's own typeface; runs in an old Vietnamese one (.VnTime, VNI-Times) are converted to Unicode.
    """
    return "".join(_pieces(element, font))


def _pieces(element: etree._Element, font: str) -> Iterator[str]:
    for child in element:
        if child.tag in _DROPPED or not isinstance(child.tag, str):
            continue
        if child.tag == W + "t":
            yield of_font(child.text or "", font)
        elif child.tag in (W + "tab", W + "ptab"):
            yield " "
        elif child.tag in (W + "br", W + "cr"):
            yield "\n" if child.get(W + "type") is None else " "
        elif child.tag == W + "noBreakHyphen":
            yield "-"
        else:
            if child.tag == W + "p":
                yield "\n"
            yield from _pieces(child, font_of(child) or font)


def font_of(element: etree._Element) -> str:
    """Return the typeface that an element's own run properties name, or ""."""
    fonts = element.find(f"{W}rPr/{W}rFonts")
    return fonts.get(W + "ascii", "") if fonts is not None else ""
