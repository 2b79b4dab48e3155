"""Read text and markdown as it comes: bold markers, `^[1]` notes, tab or pipe tables, lines and sentences cut by pages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from knowledge.readers.lines import continues_line, continues_page, is_rule, wrap_width
from knowledge.readers.markup import clean, is_bold
from knowledge.records import Block, BlockKind, Reading
from knowledge.text import nfc

_HASHES = re.compile(r"(#{1,6})\s+(?=\S)")
_NOTE = re.compile(
    r"(?:\^\[(\w{1,4})\]|\[\^(\w{1,4})\]:|\[(\d{1,3})\](?!\()|<sup>\s*\[?(\d{1,3})\]?\s*</sup>|([¹²³⁴-⁹⁰]{1,3})(?=\s))[:.]?\s*(?=\S)"
)
_NEXT_NOTE = re.compile(r"\s(?=\^\[\d{1,3}\]\s*[^\W\d_a-z])")
_PAGE_NUMBER = re.compile(r"(?:[Tt]rang\s+)?\d{1,3}(?:\s*/\s*\d{1,3})?")
_DASH = re.compile(r"[-–—+•●▪]\s*(?=[^\W\d_]|[\"“(*\d.…])")
_PIPE_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?")


@dataclass(frozen=True, slots=True)
class _Piece:
    kind: BlockKind
    raw: str
    start: int
    end: int
    level: int = 0
    mark: str = ""
    gap: bool = False


def read_text(source: str, warnings: tuple[str, ...] = ()) -> Reading:
    """Return the reading of a text or markdown source; every span lies in its NFC form."""
    text = nfc(source.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff"))
    pieces = list(_pieces(text))
    width = wrap_width([len(piece.raw) for piece in pieces if piece.kind == "paragraph"])
    joined = _heal(_join_lines(pieces, width))
    return Reading(text, tuple(block for block in map(_block, joined) if block.text or block.rows), warnings)


def _pieces(text: str) -> Iterator[_Piece]:
    at = 0
    gap = True
    lines = text.split("\n")
    for place, line in enumerate(lines):
        start, at = at, at + len(line) + 1
        body = line.replace("\f", " ").strip()
        if not body or is_rule(body) or (gap and _is_page_number(body, lines[place + 1 : place + 2])):
            gap = True
            continue
        row = line.strip(" ")
        body = row if is_table_line(row) else body
        begin = start + line.index(body[0])
        for offset, part in _notes_apart(body):
            yield _classify(part, begin + offset, begin + offset + len(part), gap)
        gap = False


def _is_page_number(body: str, following: list[str]) -> bool:
    """Say whether a line stands alone between blank lines and holds a number only."""
    return bool(_PAGE_NUMBER.fullmatch(body)) and bool(following) and not following[0].strip()


def _notes_apart(body: str) -> Iterator[tuple[int, str]]:
    """Yield the notes of a line that holds several, each with its place; any other line whole."""
    at = 0
    if _NOTE.match(body):
        for cut in _NEXT_NOTE.finditer(body):
            yield at, body[at : cut.start()]
            at = cut.end()
    yield at, body[at:]


def _classify(body: str, start: int, end: int, gap: bool) -> _Piece:
    if is_table_line(body):
        return _Piece("table", body, start, end, gap=gap)
    if hashes := _HASHES.match(body):
        return _Piece("heading", body[hashes.end() :].rstrip("# "), start, end, len(hashes.group(1)), gap=gap)
    if note := _NOTE.match(body):
        mark = unicodedata.normalize("NFKC", next(group for group in note.groups() if group))
        return _Piece("footnote", body[note.end() :], start, end, mark=mark, gap=gap)
    kind: BlockKind = "item" if _DASH.match(body) else "paragraph"
    return _Piece(kind, body, start, end, gap=gap)


def is_table_line(body: str) -> bool:
    """Say whether a line is a row of a table: tab-separated cells, or cells between pipes."""
    return ("\t" in body and bool(body.strip())) or (body.startswith("|") and body.count("|") >= 2)


def _join_lines(pieces: list[_Piece], width: int) -> list[_Piece]:
    joined: list[_Piece] = []
    for piece in pieces:
        before = joined[-1] if joined else None
        if (before and piece.kind == before.kind == "table" and _same_table(before, piece)) or (
            before and not piece.gap and piece.kind == "paragraph" and _goes_on(before, piece, width)
        ):
            joined[-1] = replace(before, raw=before.raw + "\n" + piece.raw, end=piece.end)
        else:
            joined.append(piece)
    return joined


def _goes_on(before: _Piece, piece: _Piece, width: int) -> bool:
    if before.kind in ("heading", "table"):
        return False
    return continues_line(clean(before.raw.rsplit("\n", 1)[-1]), clean(piece.raw), width)


def _same_table(before: _Piece, piece: _Piece) -> bool:
    """Join table lines, across a page break too, unless the columns differ or a new head begins."""
    if not piece.gap:
        return True
    first, last = before.raw.split("\n", 1)[0], before.raw.rsplit("\n", 1)[-1]
    return _columns(last) == _columns(piece.raw) and _cells(piece.raw)[0].upper() != _cells(first)[0].upper()


def _columns(line: str) -> int:
    return line.count("|" if line.startswith("|") else "\t")


def _cells(line: str) -> tuple[str, ...]:
    inner = line.strip().strip("|").split("|") if line.startswith("|") else line.split("\t")
    return tuple(clean(cell) for cell in inner)


def _heal(pieces: list[_Piece]) -> list[_Piece]:
    """Join sentences cut by a page break, also across the footnotes that stand at the page's foot."""
    healed: list[_Piece] = []
    for place, piece in enumerate(pieces):
        at = _cut_piece(healed, piece, pieces[place + 1 :][:6]) if piece.kind == "paragraph" else None
        if at is None:
            healed.append(piece)
        else:
            healed[at] = replace(healed[at], raw=healed[at].raw + "\n" + piece.raw, end=max(healed[at].end, piece.end))
    return healed


def _cut_piece(healed: list[_Piece], piece: _Piece, following: list[_Piece]) -> int | None:
    """Return the index of the piece that this one continues: the text before the footnotes, or else a note left open.

    Where both the text and a note were cut, and what follows continues the text, this piece is the rest of the note.
    """
    text = clean(piece.raw)
    flow = _last(healed, notes=False)
    note = _last(healed, notes=True)
    if note is not None and not (text[:1].islower() and continues_page(_ending(healed[note]), text)):
        note = None
    if flow is None or healed[flow].kind in ("heading", "table") or not continues_page(_ending(healed[flow]), text):
        return note
    if note is None or healed[flow].end < healed[note].start:
        return flow
    later = next((other for other in following if other.kind != "footnote"), None)
    if (
        healed[flow].end > healed[note].end
        and later is not None
        and later.kind == "paragraph"
        and later.gap
        and clean(later.raw)[:1].islower()
    ):
        return note
    return flow


def _ending(piece: _Piece) -> str:
    """Return the last words of a piece: enough to see how it ends, however long it has grown."""
    return clean(piece.raw[-1200:])


def _last(healed: list[_Piece], notes: bool) -> int | None:
    """Return the index of the last footnote among the recent pieces, or of the last piece that is none."""
    recent = range(len(healed) - 1, max(-1, len(healed) - 30), -1)
    return next((at for at in recent if (healed[at].kind == "footnote") == notes), None)


def _block(piece: _Piece) -> Block:
    if piece.kind == "table":
        rows = table_rows(piece.raw)
        return Block("table", "\n".join("\t".join(row) for row in rows), piece.start, piece.end, rows=rows)
    return Block(
        piece.kind, clean(piece.raw), piece.start, piece.end, piece.level, bold=is_bold(piece.raw), mark=piece.mark
    )


def table_rows(raw: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of tab or pipe lines, cells cleaned, padded to one width; rulers between rows are dropped."""
    lines = [line for line in raw.split("\n") if not _is_ruler(line)]
    rows = [_cells(line) for line in lines]
    width = max((len(row) for row in rows), default=0)
    return tuple(row + ("",) * (width - len(row)) for row in rows if any(row))


def _is_ruler(line: str) -> bool:
    return bool(_PIPE_RULE.fullmatch(line.strip())) or all(re.fullmatch(r"\s*-*\s*", cell) for cell in line.split("\t"))
