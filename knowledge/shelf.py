"""Rows of the knowledge base read and written over one connection; the caller holds the transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, cast

import numpy as np
from numpy.typing import NDArray

from knowledge import lexical
from knowledge.abbreviations import expand
from knowledge.codec import encode
from knowledge.records import Document, DocumentKind, Passage, PassageKind, Section
from knowledge.terms import Terms, terms_of
from knowledge.windows import windows

Origin = Literal["user", "demo"]
COLUMNS = 'id, document_id, ordinal, text, quote, heading_path, role, kind, start, "end"'


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document was given, and by whom."""

    document_id: str
    origin: Origin
    sha256: str


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """A document as lists show it; `report_id` is empty where it serves every report."""

    id: str
    path: str
    title: str
    kind: DocumentKind
    origin: Origin
    passages: int
    sections: int
    report_id: str = ""
    added_at: str = ""


def searchable(passage: Passage) -> str:
    """Give the text by which a passage is found: its headings, then itself, abbreviations written out."""
    headings = " > ".join(passage.heading_path)
    text = passage.text if not headings or passage.text.startswith(headings) else f"{headings}\n{passage.text}"
    return expand(text)


def seen_through(passage: Passage) -> tuple[str, ...]:
    """Give the windows by whose meaning a passage is found, each under its headings, abbreviations written out."""
    return windows(expand(passage.text), expand(" > ".join(passage.heading_path)))


def place(connection: sqlite3.Connection, path: str, report_id: str) -> Place | None:
    """Find what a path holds."""
    row = connection.execute(
        "SELECT document_id, origin, sha256 FROM places WHERE path = ? AND report_id = ?", (path, report_id)
    ).fetchone()
    return Place(*row) if row else None


def put_place(connection: sqlite3.Connection, document: Document, report_id: str, sha256: str, now: str) -> None:
    """Let a path hold a document."""
    values = (document.path, report_id, document.id, document.origin, sha256, now)
    connection.execute("INSERT OR REPLACE INTO places VALUES (?, ?, ?, ?, ?, ?)", values)


def origin(connection: sqlite3.Connection, document_id: str) -> Origin:
    """Say whose a document is: the user's as soon as the user gave it anywhere."""
    statement = "SELECT 1 FROM places WHERE document_id = ? AND origin = 'user' LIMIT 1"
    return "user" if connection.execute(statement, (document_id,)).fetchone() else "demo"


def stamp(connection: sqlite3.Connection, document_id: str) -> tuple[str, int] | None:
    """Give the kind and the reader's version under which a document is kept, or None."""
    row = connection.execute("SELECT kind, reader FROM documents WHERE id = ?", (document_id,)).fetchone()
    return (str(row[0]), int(row[1])) if row else None


def put_document(connection: sqlite3.Connection, document: Document, reader: int, now: str) -> None:
    """Write a document's own row; its text is kept apart from the rest."""
    connection.execute(
        "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET title = excluded.title, "
        "kind = excluded.kind, body = excluded.body, sections = excluded.sections, reader = excluded.reader",
        (
            document.id,
            document.title,
            document.kind,
            document.text,
            encode(replace(document, text="")),
            _count_sections(document.sections),
            reader,
            now,
        ),
    )


def _count_sections(sections: tuple[Section, ...]) -> int:
    return sum(1 + _count_sections(section.children) for section in sections)


def put_passages(
    connection: sqlite3.Connection,
    passages: Sequence[Passage],
    vectors: Sequence[NDArray[np.float32]],
    fingerprint: str,
) -> None:
    """Write passages with their terms and the vectors of their windows."""
    for passage, matrix in zip(passages, vectors, strict=True):
        cursor = connection.execute(
            f"INSERT INTO passages ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                passage.id,
                passage.document_id,
                passage.ordinal,
                passage.text,
                passage.quote,
                json.dumps(passage.heading_path, ensure_ascii=False),
                passage.role,
                passage.kind,
                passage.start,
                passage.end,
            ),
        )
        row = cast(int, cursor.lastrowid)
        put_terms(connection, row, passage)
        put_vectors(connection, row, fingerprint, matrix)


def put_terms(connection: sqlite3.Connection, row: int, passage: Passage) -> None:
    """Keep the terms by which a passage is found, for scoring and in the lexicon."""
    terms = terms_of(searchable(passage))
    values = (row, len(terms.stream), lexical.codes_of(terms), terms.stored)
    connection.execute("INSERT INTO terms VALUES (?, ?, ?, ?)", values)
    lexical.index(connection, row, terms)


def put_vectors(connection: sqlite3.Connection, row: int, fingerprint: str, matrix: NDArray[np.float32]) -> None:
    """Keep the vectors of a passage's windows, a row each, under the model and the cut that made them."""
    blob = np.asarray(matrix, dtype="<f2").tobytes()
    connection.execute("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?, ?)", (row, fingerprint, len(matrix), blob))


def drop_passages(connection: sqlite3.Connection, document_id: str) -> None:
    """Take a document's passages out of the lexicon, the vectors and the table."""
    statement = "SELECT p.row, t.terms FROM passages p JOIN terms t ON t.row = p.row WHERE p.document_id = ?"
    found = connection.execute(statement, (document_id,)).fetchall()
    for row, stored in found:
        lexical.unindex(connection, row, Terms.read(stored))
        connection.execute("DELETE FROM vectors WHERE row = ?", (row,))
        connection.execute("DELETE FROM terms WHERE row = ?", (row,))
    connection.execute("DELETE FROM passages WHERE document_id = ?", (document_id,))


def drop_document(connection: sqlite3.Connection, document_id: str) -> None:
    """Take a document out under every path."""
    drop_passages(connection, document_id)
    connection.execute("DELETE FROM places WHERE document_id = ?", (document_id,))
    connection.execute("DELETE FROM documents WHERE id = ?", (document_id,))


def sweep(connection: sqlite3.Connection, document_id: str) -> bool:
    """Take a document out if no path holds it any more; say whether it went."""
    if connection.execute("SELECT 1 FROM places WHERE document_id = ? LIMIT 1", (document_id,)).fetchone():
        return False
    drop_document(connection, document_id)
    return True


def summaries(connection: sqlite3.Connection, report_id: str | None) -> tuple[DocumentSummary, ...]:
    """List documents, one line each even where several paths hold them."""
    rows = connection.execute(
        "SELECT d.id, min(p.path), d.title, d.kind, max(p.origin) = 'user', "
        "(SELECT count(*) FROM passages WHERE document_id = d.id), d.sections, min(p.report_id), d.added_at "
        "FROM documents d JOIN places p ON p.document_id = d.id AND (p.report_id = '' OR p.report_id = ?) "
        "GROUP BY d.id ORDER BY d.added_at, min(p.path)",
        (report_id or "",),
    )
    return tuple(
        DocumentSummary(id, path, title, kind, "user" if users else "demo", passages, sections, report, added_at)
        for id, path, title, kind, users, passages, sections, report, added_at in rows
    )


def passages(connection: sqlite3.Connection, where: str, values: Sequence[object]) -> tuple[Passage, ...]:
    """Read passages in reading order."""
    rows = connection.execute(f"SELECT {COLUMNS} FROM passages WHERE {where} ORDER BY document_id, ordinal", values)
    return tuple(passage_of(row) for row in rows)


def passage_of(row: Sequence[object]) -> Passage:
    """Make a passage of a row in the order of COLUMNS."""
    identity, document_id, ordinal, text, quote, heading_path, role, kind, start, end = row
    return Passage(
        id=str(identity),
        document_id=str(document_id),
        ordinal=cast(int, ordinal),
        text=str(text),
        quote=str(quote),
        heading_path=tuple(json.loads(str(heading_path))),
        role=str(role),
        kind=cast(PassageKind, kind),
        start=cast(int, start),
        end=cast(int, end),
    )
