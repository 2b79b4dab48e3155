"""Find a document's title: the type line in capitals and the summary under it, with the letterhead before them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from knowledge.headings import parse_label, strip_marks, type_line
from knowledge.readers.lines import is_caps
from knowledge.records import Block
from knowledge.text import fold

SEARCHED = 40
"""Blocks from the start among which the type line is looked for."""
LONGEST = 500
"""Characters of the longest summary."""


@dataclass(frozen=True, slots=True)
class Title:
    """A title: its text, its type line in capitals, where it starts and where the body begins (indices of blocks)."""

    text: str
    type_name: str
    start: int
    end: int


def find_title(blocks: tuple[Block, ...], path: str) -> Title:
    """Return the title that stands in the first blocks; without a type line, the first heading or line, or the file's name."""
    for at, block in enumerate(blocks[:SEARCHED]):
        if block.rows or block.kind == "item":
            continue
        found = type_line(block.text)
        if found and not _is_letter_subject(block):
            return _with_summary(blocks, at, *found)
        if parse_label(block.text) and at > 2:
            break
    return _letter(blocks) or _untyped(blocks, path)


def _letter(blocks: tuple[Block, ...]) -> Title | None:
    """Return the title of an official letter, which has a subject ("V/v ...") in place of a type line."""
    for at, block in enumerate(blocks[:SEARCHED]):
        if found := re.match(r"V/[vV]\s*:?\s*", block.text):
            end = at + 1
            while end < len(blocks) and end < SEARCHED and not fold(blocks[end].text).startswith("kinh gui"):
                end += 1
            end = end if end < min(len(blocks), SEARCHED) else at + 1
            while end < len(blocks) and _is_addressee(blocks, end):
                end += 1
            subject = block.text[found.end() :].strip(" .")
            return Title(f"CÔNG VĂN về {subject.removeprefix('việc ').removeprefix('về ')}", "CÔNG VĂN", at, end)
    return None


def _is_letter_subject(block: Block) -> bool:
    return block.text.startswith(("V/v", "V/V"))


def _with_summary(blocks: tuple[Block, ...], at: int, type_name: str, rest: str) -> Title:
    parts = [rest] if rest else []
    end = at + 1
    while end < len(blocks) and _is_summary(blocks[end], parts):
        parts.append(blocks[end].text)
        end += 1
    while end < len(blocks) and (_is_annotation(blocks[end]) or _is_addressee(blocks, end)):
        end += 1
    return Title(strip_marks(" ".join([type_name, *parts])), type_name, at, end)


def _is_summary(block: Block, parts: list[str]) -> bool:
    """Say whether a block goes on with the summary: the first line after the type, then only marked or lowercase ones."""
    text = block.text
    if block.rows or block.kind == "item" or parse_label(text) or text.startswith("(") or len(text) > LONGEST:
        return False
    if text.rstrip().endswith((":", ";")) or (text.rstrip().endswith(".") and len(text) > 120):
        return False
    if type_line(text) or fold(text).startswith(("noi nhan", "kinh gui")):
        return False
    if not parts:
        return fold(text).strip(" :") != "muc luc"
    goes_on = text[:1].islower() or block.centred or (is_caps(text) and is_caps(parts[-1]))
    return goes_on and not _closed(parts)


def _closed(parts: list[str]) -> bool:
    return sum(map(len, parts)) > LONGEST


def _is_annotation(block: Block) -> bool:
    return block.text.startswith("(") and block.text.rstrip().endswith((")", ").")) and len(block.text) < 200


def _is_addressee(blocks: tuple[Block, ...], at: int) -> bool:
    """Say whether a block is the "Kính gửi" line or one of the addressees listed right under it."""
    while at > 0 and blocks[at].kind == "item":
        at -= 1
    text = fold(blocks[at].text)
    return text.startswith("kinh gui") and len(text) < 300


def _untyped(blocks: tuple[Block, ...], path: str) -> Title:
    name = Path(path).stem
    if not blocks:
        return Title(name, "", 0, 0)
    first = blocks[0]
    if len(blocks) > 1 and blocks[1].rows:  # a sheet of a workbook: its name heads its table
        return Title(name, "", 0, 0)
    if first.kind == "heading" and first.level == 1 and not parse_label(first.text):
        return Title(first.text, "", 0, 1)
    short = not first.rows and first.kind != "item" and len(first.text) <= 200 and not parse_label(first.text)
    if short and (first.bold or first.centred or is_caps(first.text)):
        return Title(first.text, "", 0, 1)
    return Title(name, "", 0, 0)
