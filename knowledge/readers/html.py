"""Read a web page saved from a portal: headings, paragraphs, list items and tables; menus, scripts and styles dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html

from knowledge.errors import UnusableInput
from knowledge.readers.assembly import assemble
from knowledge.readers.legacy import decode
from knowledge.readers.lines import is_rule
from knowledge.readers.markup import squeeze
from knowledge.records import Block, Reading
from knowledge.text import nfc

_DROPPED = (
    "script",
    "style",
    "nav",
    "header",
    "footer",
    "noscript",
    "form",
    "iframe",
    "head",
    "button",
    "aside",
    "svg",
)
_BLOCKS = frozenset(
    (
        "p",
        "div",
        "section",
        "article",
        "main",
        "ul",
        "ol",
        "li",
        "table",
        "blockquote",
        "pre",
        "center",
        "body",
        "dl",
        "dd",
        "dt",
    )
    + ("td", "th", "tr", "tbody", "thead", "tfoot", "h1", "h2", "h3", "h4", "h5", "h6")
)
_CHARSET = re.compile(rb"charset=[\"']?([\w-]+)", re.IGNORECASE)
_DASH = re.compile(r"[-–+•●▪]\s*\S")


def read_html(data: bytes, name: str) -> Reading:
    """Return the reading of a page's bytes; raise UnusableInput where it holds no text."""
    source, warnings = _decode(data, name)
    try:
        root = lxml_html.document_fromstring(source, parser=lxml_html.HTMLParser(huge_tree=False))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnusableInput(f"Trang web {name} không có nội dung đọc được; hãy lưu lại trang rồi nạp lại.") from error
    etree.strip_elements(root, *_DROPPED, etree.Comment, with_tail=False)
    reading = assemble(_blocks(root), warnings)
    if not reading.blocks:
        raise UnusableInput(f"Trang web {name} không có nội dung đọc được; hãy lưu lại trang rồi nạp lại.")
    return reading


def _decode(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    declared = _CHARSET.search(data[:2048])
    if declared and declared.group(1).lower() not in (b"utf-8", b"utf8"):
        try:
            return re.sub(r"<\?xml[^>]*\?>", "", data.decode(declared.group(1).decode("ascii"))), ()
        except (LookupError, UnicodeDecodeError):
            pass
    text, warnings = decode(data, name)
    return re.sub(r"<\?xml[^>]*\?>", "", text), warnings


def _blocks(element: etree._Element) -> Iterator[Block]:
    """Yield the blocks under an element: running text between block elements is a paragraph."""
    inline: list[str] = [element.text or ""]
    for child in element:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag in _BLOCKS:
            yield from _flush(inline, element)
            yield from _of_block(child, tag)
            inline = [child.tail or ""]
        elif tag == "br":
            yield from _flush(inline, element)
            inline = [child.tail or ""]
        else:
            inline.append("" if tag == "sup" and _is_mark(child) else _inline_text(child))
            inline.append(child.tail or "")
    yield from _flush(inline, element)


def _of_block(element: etree._Element, tag: str) -> Iterator[Block]:
    if tag == "table":
        rows = _rows(element)
        if len(rows) > 1 and len(rows[0]) > 1 and not element.xpath(".//table") and not _is_frame(rows):
            yield Block("table", "", rows=rows)
        else:
            yield from _blocks(element)
    elif len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
        yield from _flush([_inline_text(element)], element, level=int(tag[1]))
    elif tag == "li":
        for order, block in enumerate(_blocks(element)):
            text = block.text if order or _DASH.match(block.text) else f"- {block.text}"
            yield Block("item", text) if not order and not block.rows else block
    else:
        yield from _blocks(element)


def _flush(inline: list[str], element: etree._Element, level: int = 0) -> Iterator[Block]:
    text = squeeze(nfc("".join(inline)).replace("\r", " "))
    if not text or is_rule(text):
        return
    if level:
        yield Block("heading", text, level=level, bold=True)
        return
    bold = element.tag in ("b", "strong") or _all_bold(element, text)
    centred = "center" in (element.get("align") or "") or "text-align:center" in (element.get("style") or "").replace(
        " ", ""
    )
    yield Block("item" if _DASH.match(text) else "paragraph", text, bold=bold, centred=centred)


def _all_bold(element: etree._Element, text: str) -> bool:
    bold = "".join(_inline_text(found) for found in element.iter("b", "strong"))
    return bool(bold) and len(squeeze(nfc(bold))) >= len(text)


def _inline_text(element: etree._Element) -> str:
    return "".join(str(text) for text in element.itertext())


def _is_mark(element: etree._Element) -> bool:
    return bool(re.fullmatch(r"\s*\[?\(?\d{1,3}\)?\]?\s*", _inline_text(element)))


def _rows(table: etree._Element) -> tuple[tuple[str, ...], ...]:
    """Return the rows; a cell spanning rows or columns is written once, the places it covers are empty."""
    rows: list[list[str]] = []
    covered: dict[tuple[int, int], None] = {}
    groups = [table, *table.iterchildren("thead", "tbody", "tfoot")]
    for at, row in enumerate(row for group in groups for row in group.iterchildren("tr")):
        cells: list[str] = []
        for cell in row.iterchildren("td", "th"):
            while (at, len(cells)) in covered:
                cells.append("")
            wide, deep = _span(cell, "colspan"), _span(cell, "rowspan")
            for down in range(1, deep):
                covered |= {(at + down, len(cells) + aside): None for aside in range(wide)}
            cells += [squeeze(nfc(_inline_text(cell)))] + [""] * (wide - 1)
        rows.append(cells)
    width = max((len(row) for row in rows), default=0)
    return tuple(tuple(row + [""] * (width - len(row))) for row in rows if any(row))


def _span(cell: etree._Element, name: str) -> int:
    value = cell.get(name, "1")
    return min(int(value), 50) if value.isdigit() and int(value) else 1


def _is_frame(rows: tuple[tuple[str, ...], ...]) -> bool:
    from knowledge.readers.word_tables import is_layout

    return is_layout(rows)
