"""Reads a Word file of anyone's making into plain values: every paragraph with the formatting it ends up with, and the pages."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml.etree import XMLSyntaxError

from assistant.wordseen import SeenFile, SeenParagraph, SeenSection, SeenTable
from knowledge.errors import UnusableInput

_TWIPS_MM = 25.4 / 1440
_INHERITED = ("sz", "b", "i", "u", "caps", "color", "rFonts", "highlight")
_OFF = ("0", "false", "off", "none")


def see(raw: bytes, name: str = "tệp") -> SeenFile:
    """Read the bytes of a .docx; anything else raises UnusableInput."""
    try:
        document = Document(io.BytesIO(raw))
        return _Eye(document).file()
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, XMLSyntaxError, AttributeError) as error:
        raise UnusableInput(f"{name} không phải tệp Word (.docx) đọc được; hãy mở bằng Word và lưu lại.") from error


class _Eye:
    """Walks a document once, resolving styles as it goes."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._styles = {style.get(qn("w:styleId")): style for style in document.styles.element.iter(qn("w:style"))}
        self._default = next(
            (
                key
                for key, style in self._styles.items()
                if style.get(qn("w:default")) == "1" and style.get(qn("w:type")) == "paragraph"
            ),
            "",
        )
        self._chains: dict[str, tuple[list[Any], list[Any]]] = {}
        self._tables: list[SeenTable] = []
        self._section = 0

    def file(self) -> SeenFile:
        sections = tuple(self._sections())
        self._room = sections[0].width_mm - sections[0].left_mm - sections[0].right_mm if sections else 165.0
        paragraphs = tuple(self._walk(self._document.element.body, self._room))
        return SeenFile(paragraphs, sections, tuple(self._tables))

    def _walk(self, parent: Any, room: float) -> Iterator[SeenParagraph]:
        for node in parent:
            if node.tag == qn("w:p"):
                yield self.paragraph(node, room)
                self._section += node.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None
            elif node.tag == qn("w:tbl"):
                yield from self._table(node, room)
            elif node.tag == qn("w:sdt"):
                yield from self._walk(node.find(qn("w:sdtContent")), room)

    def _table(self, node: Any, room: float) -> Iterator[SeenParagraph]:
        index = len(self._tables)
        rows = node.findall(qn("w:tr"))
        flags = [
            {child.tag for child in row.find(qn("w:trPr")) if not _is_off(child)}
            if row.find(qn("w:trPr")) is not None
            else set()
            for row in rows
        ]
        repeated = bool(flags) and qn("w:tblHeader") in flags[0]
        whole = all(qn("w:cantSplit") in flag for flag in flags)
        self._tables.append(SeenTable(_bordered(node), len(rows), repeated, whole))
        for number, row in enumerate(rows):
            for column, cell in enumerate(row.findall(qn("w:tc"))):
                width = cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}")
                cell_room = (
                    _number(width, "w") * _TWIPS_MM
                    if width is not None and width.get(qn("w:type")) == "dxa"
                    else room / 2
                )
                for paragraph in self._walk(cell, cell_room):
                    inner = paragraph.table >= 0
                    yield paragraph if inner else replace(paragraph, table=index, row=number, column=column)

    def paragraph(self, node: Any, room: float) -> SeenParagraph:
        """Resolve one paragraph."""
        ppr = node.find(qn("w:pPr"))
        style = _style_of(ppr, "pStyle") or self._default
        layers = [*([ppr] if ppr is not None else []), *self._chain(style)[0]]
        spacing = _merged(layers, "spacing")
        indent = _merged(layers, "ind")
        align = _merged(layers, "jc").get("val", "left")
        rule = spacing.get("lineRule", "auto")
        line = float(spacing.get("line", 240)) / (20 if rule in ("exact", "atLeast") else 240)
        first = float(indent.get("firstLine", 0)) - float(indent.get("hanging", 0))
        text, looks = self._runs(node, style)
        border = next((layer.find(qn("w:pBdr")) for layer in layers if layer.find(qn("w:pBdr")) is not None), None)
        return SeenParagraph(
            text=text,
            size=_usual(looks, "size", 0.0),
            bold=bool(_usual(looks, "bold", False)),
            italic=bool(_usual(looks, "italic", False)),
            underline=bool(_usual(looks, "underline", False)),
            fonts=frozenset(look["font"] for look, _ in looks),
            colours=frozenset(look["colour"] for look, _ in looks),
            highlighted=any(look["highlight"] for look, _ in looks),
            align={"start": "left", "end": "right", "distribute": "both"}.get(align, align),
            first_mm=first * _TWIPS_MM,
            left_mm=float(indent.get("left", indent.get("start", 0))) * _TWIPS_MM,
            right_mm=float(indent.get("right", indent.get("end", 0))) * _TWIPS_MM,
            before=float(spacing.get("before", 0)) / 20,
            after=float(spacing.get("after", 0)) / 20,
            line=line,
            line_rule=rule,
            ruled=border is not None
            and any(border.find(qn(f"w:{side}")) is not None for side in ("top", "bottom"))
            and not text.strip(),
            drawn=bool(node.findall(f".//{qn('w:pict')}") or node.findall(f".//{qn('w:drawing')}")),
            section=self._section,
            room_mm=room,
            pages=_has_page_field(node),
        )

    def _runs(self, node: Any, style: str) -> tuple[str, list[tuple[Mapping[str, Any], int]]]:
        parts: list[str] = []
        looks: list[tuple[Mapping[str, Any], int]] = []
        for run in node.iter(qn("w:r")):
            pieces = [_shown(child) for child in run]
            rpr = run.find(qn("w:rPr"))
            look = self._look(rpr, style)
            text = "".join(pieces).upper() if look["caps"] else "".join(pieces)
            parts.append(text)
            if text.strip():
                looks.append((look, len(text.strip())))
        return "".join(parts), looks

    def _look(self, rpr: Any, style: str) -> Mapping[str, Any]:
        layers = [
            *([rpr] if rpr is not None else []),
            *self._chain(_style_of(rpr, "rStyle"))[1],
            *self._chain(style)[1],
            *self._run_defaults(),
        ]
        found = {
            tag: next((layer.find(qn(f"w:{tag}")) for layer in layers if layer.find(qn(f"w:{tag}")) is not None), None)
            for tag in _INHERITED
        }
        fonts = found["rFonts"]
        return {
            "size": _number(found["sz"], "val", 20.0) / 2,
            "bold": found["b"] is not None and not _is_off(found["b"]),
            "italic": found["i"] is not None and not _is_off(found["i"]),
            "underline": found["u"] is not None and not _is_off(found["u"]),
            "caps": found["caps"] is not None and not _is_off(found["caps"]),
            "colour": (found["color"].get(qn("w:val")) or "auto").lower() if found["color"] is not None else "auto",
            "highlight": found["highlight"] is not None and not _is_off(found["highlight"]),
            "font": "" if fonts is None else fonts.get(qn("w:ascii")) or fonts.get(qn("w:asciiTheme")) or "",
        }

    def _run_defaults(self) -> list[Any]:
        found = self._document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
        return [] if found is None else [found]

    def _chain(self, key: str) -> tuple[list[Any], list[Any]]:
        """Return the paragraph and run properties of a style and of those it is based on, nearest first."""
        if key not in self._chains:
            paragraphs, runs, seen = [], [], set()
            at = key
            while at and at in self._styles and at not in seen:
                seen.add(at)
                style = self._styles[at]
                paragraphs += style.findall(qn("w:pPr"))
                runs += style.findall(qn("w:rPr"))
                at = _style_of(style, "basedOn")
            paragraphs += self._document.styles.element.findall(
                f"{qn('w:docDefaults')}/{qn('w:pPrDefault')}/{qn('w:pPr')}"
            )
            self._chains[key] = (paragraphs, runs)
        return self._chains[key]

    def _sections(self) -> Iterator[SeenSection]:
        for section in self._document.sections:
            node = section._sectPr
            numbering = node.find(qn("w:pgNumType"))
            yield SeenSection(
                width_mm=_mm(section.page_width),
                height_mm=_mm(section.page_height),
                top_mm=_mm(section.top_margin),
                bottom_mm=_mm(section.bottom_margin),
                left_mm=_mm(section.left_margin),
                right_mm=_mm(section.right_margin),
                header_mm=_mm(section.header_distance),
                title_page=bool(section.different_first_page_header_footer),
                restart=numbering is not None and numbering.get(qn("w:start")) is not None,
                headers=self._outside(section.header),
                first_headers=self._outside(section.first_page_header),
                footers=self._outside(section.footer),
            )

    def _outside(self, story: Any) -> tuple[SeenParagraph, ...]:
        return tuple(self.paragraph(node, 0.0) for node in story._element.iter(qn("w:p")))


def _mm(length: Any) -> float:
    return length.mm if length is not None else 0.0


def _style_of(node: Any, tag: str) -> str:
    found = node.find(qn(f"w:{tag}")) if node is not None else None
    return "" if found is None else found.get(qn("w:val")) or ""


def _merged(layers: list[Any], tag: str) -> dict[str, str]:
    """Merge the attributes of one element over the layers, the nearest layer winning."""
    merged: dict[str, str] = {}
    for layer in reversed(layers):
        node = layer.find(qn(f"w:{tag}"))
        if node is not None:
            named = {name.split("}")[-1]: value for name, value in node.attrib.items()}
            if "firstLine" in named:
                merged.pop("hanging", None)
            merged |= named
    return merged


def _number(node: Any, name: str, default: float = 0.0) -> float:
    value = node.get(qn(f"w:{name}")) if node is not None else None
    return float(value) if value else default


def _is_off(node: Any) -> bool:
    return (node.get(qn("w:val")) or "").lower() in _OFF


def _usual(looks: list[tuple[Mapping[str, Any], int]], key: str, default: Any) -> Any:
    counts: Counter[Any] = Counter()
    for look, length in looks:
        counts[look[key]] += length
    return counts.most_common(1)[0][0] if counts else default


def _shown(node: Any) -> str:
    if node.tag == qn("w:t"):
        return node.text or ""
    if node.tag == qn("w:tab"):
        return "\t"
    return "\n" if node.tag in (qn("w:br"), qn("w:cr")) else "-" if node.tag == qn("w:noBreakHyphen") else ""


def _has_page_field(node: Any) -> bool:
    codes = [text.text or "" for text in node.iter(qn("w:instrText"))]
    codes += [field.get(qn("w:instr")) or "" for field in node.iter(qn("w:fldSimple"))]
    return any("PAGE" in code.upper().split() for code in codes)


def _bordered(node: Any) -> bool:
    style = node.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}")
    borders = node.find(f"{qn('w:tblPr')}/{qn('w:tblBorders')}")
    if borders is None:
        return style is not None and "grid" in (style.get(qn("w:val")) or "").lower()
    return any((side.get(qn("w:val")) or "") not in ("none", "nil") for side in borders)
