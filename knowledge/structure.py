"""Blocks of a reading -> one Document: title, section tree with roles, tables, footnotes, mentions, figures, facts."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Literal

from knowledge.blanks import blank_spans
from knowledge.directives import parse_mentions
from knowledge.docfacts import document_facts
from knowledge.figures import parse_figures
from knowledge.headings import kind_of_type
from knowledge.records import Block, Document, DocumentKind, Footnote, Reading, Section, Table
from knowledge.titles import find_title
from knowledge.tree import Node, grow


def build(reading: Reading, path: str, kind: Literal["auto"] | DocumentKind = "auto") -> Document:
    """Return the document that a reading is; its id is a hash of its text, its kind its type line's unless given."""
    flow = tuple(block for block in reading.blocks if block.kind != "footnote")
    title = find_title(flow, path)
    found_kind = kind if kind != "auto" else _kind(title.type_name)
    identity = hashlib.sha256(reading.text.encode()).hexdigest()[:16]
    nodes = grow(flow[title.end :], guidance=found_kind == "guidance")
    sections = tuple(_section(node, 1, identity, str(place)) for place, node in enumerate(nodes))
    return Document(
        id=identity,
        path=path,
        title=title.text,
        kind=found_kind,
        text=reading.text,
        sections=sections,
        tables=tuple(_tables(sections)),
        footnotes=tuple(Footnote(block.mark, block.text) for block in reading.blocks if block.kind == "footnote"),
        mentions=parse_mentions(reading.text),
        figures=parse_figures(reading.text),
        blanks=len(blank_spans(reading.text)),
        facts=document_facts(flow, title, sections, reading.text),
        warnings=reading.warnings,
    )


def _kind(type_name: str) -> DocumentKind:
    found = kind_of_type(type_name)
    if found == "guidance":
        return "guidance"
    return "directive" if found == "directive" else "report"


def _section(node: Node, level: int, document: str, place: str) -> Section:
    identity = hashlib.sha256(f"{document}/{place}/{node.number}/{node.heading}".encode()).hexdigest()[:16]
    children = tuple(_section(child, level + 1, document, f"{place}.{at}") for at, child in enumerate(node.children))
    return Section(
        id=identity,
        number=node.number,
        heading=node.heading,
        level=level,
        role=node.role or "khac",
        blocks=tuple(node.blocks),
        children=children,
        start=node.start,
        end=node.end,
    )


def _tables(sections: tuple[Section, ...]) -> list[Table]:
    found = []
    for section in walk(sections):
        heading = section.heading or section.number
        found += [Table(heading, block.rows) for block in section.blocks if block.rows]
    return found


def walk(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Return every section of the trees, parents before their children, in reading order."""
    found: list[Section] = []
    for section in sections:
        found.append(section)
        found.extend(walk(section.children))
    return tuple(found)


def with_kind(document: Document, kind: DocumentKind) -> Document:
    """Return the document filed under another kind."""
    return replace(document, kind=kind)


def body_text(section: Section) -> str:
    """Return the section's own running text, a block a line, tables and children apart."""
    return "\n".join(_line(block) for block in section.blocks if not block.rows)


def _line(block: Block) -> str:
    return block.text
