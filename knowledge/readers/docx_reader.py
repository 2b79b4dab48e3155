"""Read a Word file: styles, numbering, tables with merged cells, footnotes; tracked changes as accepted."""

from __future__ import annotations

import io
from collections.abc import Iterator

import docx
from docx.document import Document as WordDocument
from lxml import etree

from knowledge.errors import UnusableInput
from knowledge.readers.archive import BROKEN, open_archive
from knowledge.readers.assembly import assemble
from knowledge.readers.legacy import CONVERTED
from knowledge.readers.lines import is_rule
from knowledge.readers.markup import squeeze
from knowledge.readers.numbering import Numbering
from knowledge.readers.secrecy import refuse_stamp
from knowledge.readers.word_tables import is_layout, table_rows
from knowledge.readers.word_text import W, font_of, paragraph_text
from knowledge.records import Block, BlockKind, Reading
from knowledge.text import fold, nfc


def read_docx(data: bytes, name: str) -> Reading:
    """Return the reading of a Word file's bytes; raise UnusableInput where it is broken, locked or hostile."""
    open_archive(data, name)
    try:
        reader = _WordReader(docx.Document(io.BytesIO(data)))
        blocks = [*reader.blocks(), *reader.footnotes()]
        headers = reader.header_lines()
        warnings = tuple(CONVERTED.format(name=encoding) for encoding in reader.old_encodings())
    except (*BROKEN, docx.opc.exceptions.PackageNotFoundError) as error:
        raise UnusableInput(f"Tệp Word {name} bị hỏng; hãy mở tệp bằng Word, lưu lại rồi nạp lại.") from error
    refuse_stamp(headers, name)
    return assemble(blocks, warnings)


class _WordReader:
    """Walks the body in order, with the styles and the numbering counters of one document."""

    def __init__(self, document: WordDocument) -> None:
        self._document = document
        self._numbering = Numbering(document.styles.element, _numbering_root(document))
        self._levels = _heading_levels(document)
        self._fonts = _style_fonts(document)
        self._bold = _bold_styles(document)
        self._contents = _contents_styles(document)

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks of the body."""
        yield from self._of_container(self._document.element.body)

    def _of_container(self, container: etree._Element) -> Iterator[Block]:
        for element in container:
            if element.tag == W + "p":
                yield from self._of_paragraph(element)
            elif element.tag == W + "tbl":
                yield from self._of_table(element)
            elif element.tag in (W + "sdt", W + "sdtContent", W + "ins", W + "customXml"):
                yield from self._of_container(element)

    def _of_table(self, element: etree._Element) -> Iterator[Block]:
        rows = table_rows(element, self._text)
        if is_layout(rows):
            for cell in element.iter(W + "tc"):
                yield from self._of_container(cell)
        elif rows:
            yield Block("table", "", rows=rows)

    def _text(self, paragraph: etree._Element) -> str:
        return paragraph_text(paragraph, self._fonts.get(_style_of(paragraph)) or self._fonts.get("", ""))

    def old_encodings(self) -> tuple[str, ...]:
        """Return the names of the old encodings whose typefaces the document uses."""
        used = {fonts.get(W + "ascii", "").lower() for fonts in self._document.element.iter(W + "rFonts")}
        used.add(self._fonts.get("", "").lower())
        names = (("TCVN3", ".vn"), ("VNI", "vni"))
        return tuple(name for name, start in names if any(font.startswith(start) for font in used))

    def _of_paragraph(self, element: etree._Element) -> Iterator[Block]:
        style = _style_of(element)
        if style in self._contents:
            return
        parts = [squeeze(part) for part in nfc(self._text(element)).split("\n")]
        number = self._numbering.number_of(element) if any(parts) else ""
        level = self._level(element)
        for text in parts:
            if not text or is_rule(text):
                continue
            number += "." if number[-1:].isalnum() and len(number) <= 8 and " " not in number else ""
            bullet = bool(number) and not any(char.isalnum() for char in number)
            written = f"- {text}" if bullet else f"{number} {text}".strip()
            kind: BlockKind = "item" if bullet or text.startswith(("- ", "– ", "+ ", "• ")) else "paragraph"
            if level and kind == "paragraph":
                kind = "heading"
            yield Block(
                kind, written, level=level, bold=_is_bold(element, style in self._bold), centred=_is_centred(element)
            )
            number = ""

    def _level(self, element: etree._Element) -> int:
        outline = element.find(f"{W}pPr/{W}outlineLvl")
        if outline is not None:
            value = int(outline.get(W + "val", "9"))
            return value + 1 if value < 9 else 0
        return self._levels.get(_style_of(element), 0)

    def header_lines(self) -> tuple[str, ...]:
        """Return the lines of the page headers and footers, where a stamp may stand."""
        lines = []
        for part in self._document.part.package.iter_parts():
            if str(part.partname).startswith(("/word/header", "/word/footer")):
                root = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False))
                lines += [squeeze(nfc(paragraph_text(paragraph))) for paragraph in root.iter(W + "p")]
        return tuple(lines)

    def footnotes(self) -> Iterator[Block]:
        """Yield the footnotes and endnotes, in the order of their parts."""
        for part in self._document.part.package.iter_parts():
            if str(part.partname) in ("/word/footnotes.xml", "/word/endnotes.xml"):
                root = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False))
                for note in root:
                    text = squeeze(nfc(" ".join(self._text(p) for p in note.iter(W + "p"))))
                    if note.get(W + "type") is None and text:
                        yield Block("footnote", text, mark=note.get(W + "id", ""))


def _heading_levels(document: WordDocument) -> dict[str, int]:
    """Return the heading level of each paragraph style that has one, by name ("Heading 2", "Đề mục 2") or outline level."""
    levels = {}
    for style in document.styles.element.iter(W + "style"):
        name = style.find(W + "name")
        folded = fold(name.get(W + "val", "")) if name is not None else ""
        outline = style.find(f"{W}pPr/{W}outlineLvl")
        if folded.startswith(("heading ", "de muc ")) and folded[-1].isdigit():
            levels[style.get(W + "styleId", "")] = int(folded[-1])
        elif outline is not None and int(outline.get(W + "val", "9")) < 9:
            levels[style.get(W + "styleId", "")] = int(outline.get(W + "val", "9")) + 1
    return levels


def _style_fonts(document: WordDocument) -> dict[str, str]:
    """Return the typeface of each style that names one; that of the default paragraph style under ""."""
    fonts = {}
    for style in document.styles.element.iter(W + "style"):
        if font := font_of(style):
            fonts[style.get(W + "styleId", "")] = font
            if style.get(W + "default") in ("1", "true") and style.get(W + "type") == "paragraph":
                fonts[""] = font
    return fonts


def _style_of(element: etree._Element) -> str:
    style = element.find(f"{W}pPr/{W}pStyle")
    return style.get(W + "val", "") if style is not None else ""


def _bold_styles(document: WordDocument) -> frozenset[str]:
    styles = document.styles.element.iter(W + "style")
    return frozenset(style.get(W + "styleId", "") for style in styles if _on(style.find(f"{W}rPr/{W}b")))


def _contents_styles(document: WordDocument) -> frozenset[str]:
    """Return the styles of the table of contents, whose lines only repeat headings."""
    found = []
    for style in document.styles.element.iter(W + "style"):
        name = style.find(W + "name")
        if name is not None and name.get(W + "val", "").lower().startswith(("toc ", "table of ")):
            found.append(style.get(W + "styleId", ""))
    return frozenset(found)


def _is_bold(element: etree._Element, by_style: bool) -> bool:
    runs = [run for run in element.iter(W + "r") if "".join(t.text or "" for t in run.iter(W + "t")).strip()]
    toggles = [run.find(f"{W}rPr/{W}b") for run in runs]
    return bool(runs) and all(by_style if toggle is None else _on(toggle) for toggle in toggles)


def _on(toggle: etree._Element | None) -> bool:
    return toggle is not None and toggle.get(W + "val", "true") not in ("0", "false", "off")


def _is_centred(element: etree._Element) -> bool:
    align = element.find(f"{W}pPr/{W}jc")
    return align is not None and align.get(W + "val") == "center"


def _numbering_root(document: WordDocument) -> etree._Element | None:
    parts = document.part.package.iter_parts()
    blob = next((part.blob for part in parts if str(part.partname) == "/word/numbering.xml"), None)
    return etree.fromstring(blob, etree.XMLParser(resolve_entities=False)) if blob is not None else None
