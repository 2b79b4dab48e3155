"""A document as it was read, as safe HTML, with the cited passage and the quoted words marked in it."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from knowledge.records import Document, Section
from ui import labels
from ui.html import esc

HASHES = re.compile(r"(?:\s*#{1,6}\s+)?")
"""Marks of a markdown heading; they are left out, the heading is set in bold."""
AROUND = 60_000
"""Characters shown before and after the passage; a longer document is cut there, and says so."""


def source_html(library: Any, passage_id: str, quote: str = "") -> str:
    """Show a passage within its document; raises NotFound for an unknown one."""
    passage = library.passage(passage_id)
    document = library.document(passage.document_id)
    start, end = passage.start, passage.end
    if passage.quote not in document.text[start:end]:
        start = max(document.text.find(passage.quote), 0)
        end = start + len(passage.quote)
    wanted = unicodedata.normalize("NFC", quote).strip()
    at = document.text.find(wanted, start, end) if wanted else -1
    inner = (at, at + len(wanted)) if at >= 0 else (start, end)
    path = " › ".join(passage.heading_path)
    return f'{_head(document)}<p class="tl-duong-dan">{esc(path)}</p>{_body(document, start, end, inner)}'


def document_html(library: Any, document_id: str) -> str:
    """Show a whole document as it was read; raises NotFound for an unknown one."""
    document = library.document(document_id)
    warnings = "".join(f"<li>{esc(w)}</li>" for w in document.warnings)
    listed = f'<ul class="tl-luu-y">{warnings}</ul>' if warnings else ""
    return f"{_head(document)}{listed}{_body(document, 0, 0, (0, 0))}"


def _head(document: Document) -> str:
    demo = f' <span class="tl-the">{labels.DEMO_MARK}</span>' if document.origin == "demo" else ""
    name = esc(Path(document.path).name)
    return f'<div class="tl-ten-nguon"><b>{esc(document.title)}</b>{demo}<div class="tl-mo">{name}</div></div>'


def _body(document: Document, start: int, end: int, quote: tuple[int, int]) -> str:
    first, last = max(start - AROUND, 0), min(max(end, 1) + AROUND, len(document.text))
    headings = set(_heading_starts(document.sections))
    out = ["<p class='tl-mo'>…</p>" if first else ""]
    position = first
    for line in document.text[first:last].split("\n"):
        stop = position + len(line)
        if line.strip():
            css = "tl-de-muc" if position in headings else ""
            begin = position + len(HASHES.match(line).group())  # type: ignore[union-attr]
            out.append(f'<p class="{css}">{_line(document.text, begin, stop, (start, end), quote)}</p>')
        position = stop + 1
    out.append("<p class='tl-mo'>…</p>" if last < len(document.text) else "")
    return f'<div class="tl-nguyen-van">{"".join(out)}</div>'


def _line(text: str, start: int, end: int, passage: tuple[int, int], quote: tuple[int, int]) -> str:
    cuts = sorted({start, end, *(c for c in (*passage, *quote) if start < c < end)})
    out = []
    for a, b in itertools.pairwise(cuts):
        piece = esc(text[a:b].replace("\\*", "*"))
        if quote[0] <= a < quote[1]:
            piece = f"<mark>{piece}</mark>"
        elif passage[0] <= a < passage[1]:
            piece = f'<span class="tl-doan">{piece}</span>'
        out.append(piece)
    return "".join(out)


def _heading_starts(sections: tuple[Section, ...]) -> Iterator[int]:
    for section in sections:
        yield section.start
        yield from _heading_starts(section.children)
