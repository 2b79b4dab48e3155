"""Puts a Word file together with python-docx: elements, styles, header, footnotes, comments, properties, the same bytes each time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
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

LANGUAGE = "vi-VN"
_FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_UNWANTED_RELATIONS = ("customXml", "stylesWithEffects", "thumbnail", "numbering")
_EPOCH = (1980, 1, 1, 0, 0, 0)


def element(tag: str, *children: Any, **attributes: object) -> Any:
    """Make a `w:` element with children and `w:` attributes; None children are left out."""
    node = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        node.set(qn(f"w:{name}"), str(value))
    node.extend(child for child in children if child is not None)
    return node


def text_element(tag: str, text: str) -> Any:
    """Make a `w:` element that holds text, its white space kept."""
    node = element(tag)
    node.text = text
    node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return node


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
        self._last_id = 0

    def set_header(self, content: Any) -> None:
        """Make the running header of one paragraph; sections refer to it by `header_reference`."""
        part, self._header_id = self._document.part.add_header_part()
        for child in list(part.element):
            part.element.remove(child)
        part.element.append(content)

    def header_reference(self) -> Any:
        """Make the element by which a section's properties name the running header."""
        node = element("headerReference", type="default")
        node.set(qn("r:id"), self._header_id)
        return node

    def set_footnotes(self, root: Any, count: int) -> None:
        """Add the footnotes part (before any comment) and name its separators -1 and 0 in the settings."""
        self._last_id = count  # LibreOffice 7.4 shows the wrong footnotes where a comment has a footnote's id
        package = self._document.part.package
        part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES_TYPE, serialize_part_xml(root), package)
        self._document.part.relate_to(part, RT.FOOTNOTES)
        marker = element("footnotePr", element("footnote", id=-1), element("footnote", id=0))
        self._document.settings.element.find(qn("w:compat")).addprevious(marker)

    def add_comment(self, node: Any, text: str, author: str, initials: str) -> None:
        """Hang a comment on the whole of a paragraph; a paragraph without runs gets none and returns quietly."""
        runs = node.findall(qn("w:r"))
        if not runs:
            return
        owner = Paragraph(node, self._document._body)
        comment = self._document.part.comments.add_comment(text, author, initials)._comment_elm
        comment.attrib.pop(qn("w:date"), None)  # the same report gives the same bytes
        comment.id = self._last_id = self._last_id + 1
        Run(runs[0], owner).mark_comment_range(Run(runs[-1], owner), comment.id)

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

    def mirror_margins(self) -> None:
        """Swap the left and right margins on even pages."""
        self._document.settings.element.find(qn("w:zoom")).addnext(element("mirrorMargins"))

    def save(self) -> bytes:
        """Return the file's bytes, the same for the same content."""
        self._settle()
        stream = io.BytesIO()
        self._document.save(stream)
        return _without_clock(stream)

    def _settle(self) -> None:
        """Set the settings part to Vietnamese and to the present Word, which else opens the file in compatibility mode."""
        settings = self._document.settings.element
        for setting in settings.iter(qn("w:compatSetting")):
            if setting.get(qn("w:name")) == "compatibilityMode":
                setting.set(qn("w:val"), "15")
        wanted = (
            ("themeFontLang", "val", LANGUAGE),
            ("themeFontLang", "eastAsia", LANGUAGE),
            ("decimalSymbol", "val", ","),
        )
        for tag, name, value in (*wanted, ("listSeparator", "val", ";"), ("zoom", "percent", "100")):
            node = settings.find(qn(f"w:{tag}"))
            if node is not None:
                node.set(qn(f"w:{name}"), value)

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
