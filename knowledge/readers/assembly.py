"""Lay blocks of a format that has no plain source of its own (docx, html, xlsx) out as one text and give them their spans."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from knowledge.records import Block, Reading
from knowledge.text import nfc


def table_text(rows: Iterable[tuple[str, ...]]) -> str:
    """Return the rows of a table as tab-separated lines."""
    return "\n".join("\t".join(row) for row in rows)


def assemble(blocks: Iterable[Block], warnings: tuple[str, ...] = ()) -> Reading:
    """Join the blocks into one NFC text, a block a line, and return the reading with every span set."""
    placed: list[Block] = []
    pieces: list[str] = []
    at = 0
    for block in blocks:
        rows = tuple(tuple(nfc(cell) for cell in row) for row in block.rows)
        text = table_text(rows) if rows else nfc(block.text)
        if not text.strip():
            continue
        placed.append(replace(block, text=text, rows=rows, start=at, end=at + len(text)))
        pieces.append(text)
        at += len(text) + 1
    return Reading("\n".join(pieces), tuple(placed), warnings)
