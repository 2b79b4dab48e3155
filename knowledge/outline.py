"""From a guidance document's "đề cương", a bare outline or a prior report: the sections and what each must state."""

from __future__ import annotations

import re
from collections.abc import Iterable

from knowledge.headings import parse_label, strip_marks
from knowledge.records import Block, Document, Outline, OutlineItem, Section
from knowledge.skeletons import skeleton, skeleton_names
from knowledge.text import fold, sentences

__all__ = ["outline_of", "skeleton", "skeleton_names"]

_NOT_ASKED = frozenset({"mo_dau", "ket_thuc", "noi_nhan"})
_OUTLINE = re.compile(r"(?:de cuong|mau bao cao|khung bao cao|bao cao)\b")
_LEAD_IN = re.compile(r"(?:sau(?: day)?|nhu sau|gom|cu the|noi dung|sau)\s*:?\s*$")


def outline_of(document: Document) -> Outline:
    """Return the outline that a document holds: the attached one of a plan, a bare one, or the structure of a report."""
    attached = _attached_outline(document)
    if attached:
        heading, sections = attached
        return Outline(heading, _items(sections, 1, asks=True))
    asks = document.kind == "guidance"
    sections = tuple(section for section in document.sections if section.role not in _NOT_ASKED)
    if not asks:
        sections = tuple(section for section in sections if section.role != "phu_luc" or section.heading)
        return Outline(document.title, _items(sections, 1, asks=False))
    return Outline(document.title, _items(_asked_part(sections), 1, asks=True))


def _attached_outline(document: Document) -> tuple[str, tuple[Section, ...]] | None:
    """Return the heading and the sections of the outline attached to a plan, to the next attachment or the end."""
    for at, section in enumerate(document.sections):
        if section.number or not _OUTLINE.match(fold(section.heading)) or section.role != "khac":
            continue
        if section.children:
            return section.heading, section.children
        following = document.sections[at + 1 :]
        stop = next(
            (
                place
                for place, other in enumerate(following)
                if _OUTLINE.match(fold(other.heading)) and not other.number
            ),
            None,
        )
        found = tuple(other for other in following[:stop] if other.role not in _NOT_ASKED)
        if found:
            return section.heading, found
    return None


def _asked_part(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Return what a guidance document without attachment asks a report to hold: the part whose sections have roles."""
    if sum(section.role != "khac" for section in sections) >= 2:
        return tuple(section for section in sections if section.role != "phu_luc")
    asking = [
        section
        for section in sections
        if re.search(r"\bnoi dung\b|\bbao cao\b", fold(section.heading)) and section.children
    ]
    best = max(asking, key=lambda section: len(section.children), default=None)
    return best.children if best else sections


def _items(sections: Iterable[Section], level: int, asks: bool) -> tuple[OutlineItem, ...]:
    return tuple(
        OutlineItem(
            section.number,
            section.heading,
            level,
            section.role,
            requirements_of(section) if asks else (),
            _items(section.children, level + 1, asks),
        )
        for section in sections
    )


def requirements_of(section: Section) -> tuple[str, ...]:
    """Return what the lines under a heading ask for: one requirement per list item, one per sentence of a paragraph."""
    found: list[str] = []
    for block in section.blocks:
        if block.rows:
            continue
        found += [text for text in _asked(block) if not _is_lead_in(text, section)]
    return tuple(found)


def _asked(block: Block) -> tuple[str, ...]:
    label = parse_label(block.text)
    if block.kind == "item" or (label and label.style in ("star", "dash")):
        return (label.rest if label else block.text,)
    return tuple(block.text[start:end] for start, end in sentences(block.text))


def _is_lead_in(text: str, section: Section) -> bool:
    """Say whether a sentence only leads over to the list or the sub-sections that follow."""
    if text.startswith("(") and text.endswith((")", ").")):
        return True
    more = bool(section.children) or len(section.blocks) > 1
    return more and text.rstrip().endswith(":") and bool(_LEAD_IN.search(fold(strip_marks(text))))
