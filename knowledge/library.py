"""A knowledge base on disk: one SQLite file that holds documents, passages, vectors and the lexicon, and is the truth.

A document is its content: its id is the hash of its text, and `places` says under which paths (and for which report) it
was given and by whom. Two paths with one content are one document; the user's copy of a demo document stays when the demo goes.
"""

from __future__ import annotations

import sqlite3
import threading
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, Protocol, Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from knowledge import shelf
from knowledge.codec import decode
from knowledge.errors import NotFound
from knowledge.records import Document, Passage
from knowledge.schema import connect, prepare
from knowledge.shelf import DocumentSummary
from knowledge.windows import CUT

Vectors = NDArray[np.float32]
Status = Literal["added", "replaced", "unchanged"]
FILE = "knowledge.sqlite3"
EMPTY = "empty"
"""The stamp of a library that nothing was ever written to."""


class Embedder(Protocol):
    """What the library needs of an embedding model."""

    @property
    def fingerprint(self) -> str:
        """Name exactly the model and how it is prompted; vectors of two fingerprints never meet."""
        ...

    def encode(self, texts: Sequence[str], query: bool = False) -> Vectors:
        """Embed texts as unit vectors, one row each."""
        ...


class Closable(Protocol):
    """Anything that holds something open."""

    def close(self) -> None:
        """Let go of it."""
        ...


Held = TypeVar("Held", bound=Closable)


@dataclass(frozen=True, slots=True)
class Added:
    """What `Library.add` did: the id under which the content is kept, and whether anything changed."""

    id: str
    status: Status


class Library:
    """A knowledge base; safe to share between threads, and between processes that open the same home."""

    def __init__(self, home: Path, embedder: Embedder, chroma_url: str = "") -> None:
        self.home = home
        self.embedder = embedder
        self.chroma_url = chroma_url
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._guard = threading.RLock()
        self._held: dict[type, Closable] = {}
        home.mkdir(parents=True, exist_ok=True)
        prepare(self.connection)
        with self.writing() as connection:
            connection.execute("INSERT OR IGNORE INTO meta VALUES ('id', ?)", (uuid.uuid4().hex,))
            connection.execute("INSERT OR IGNORE INTO meta VALUES ('generation', '0')")
        self.id = self.setting("id")

    @classmethod
    def open(cls, home: Path, embedder: Embedder, chroma_url: str = "") -> Library:
        """Open the knowledge base of a home folder, making an empty one where there is none."""
        return cls(Path(home), embedder, chroma_url)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close what was opened over this library (an index) and every thread's connection."""
        while self._held:
            self._held.popitem()[1].close()
        with self._guard:
            for connection in self._connections:
                connection.close()
            self._connections.clear()
            self._local = threading.local()

    def hold(self, kind: type[Held], make: Callable[[], Held]) -> Held:
        """Give the one resource of a kind that works over this library (an index), made at first use, closed with it."""
        with self._guard:
            found = self._held.get(kind)
            if not isinstance(found, kind):
                found = self._held[kind] = make()
            return found

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = connect(self.home / FILE)
            self._local.connection = connection
            with self._guard:
                self._connections.append(connection)
        return connection

    @contextmanager
    def writing(self, changes: bool = False) -> Iterator[sqlite3.Connection]:
        """Run one transaction, wholly in or wholly out; `changes` moves the generation on."""
        connection = self.connection
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
            if changes:
                connection.execute("UPDATE meta SET value = value + 1 WHERE key = 'generation'")
                connection.execute("INSERT OR REPLACE INTO meta VALUES ('stamp', hex(randomblob(8)))")
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise

    def setting(self, key: str, default: str = "") -> str:
        """Read a remembered value of this knowledge base."""
        row = self.connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else default

    def remember(self, key: str, value: str) -> None:
        """Keep a value with the knowledge base, such as that the demo documents were removed."""
        with self.writing() as connection:
            connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    @property
    def generation(self) -> int:
        """Count of the writes so far."""
        return int(self.setting("generation", "0"))

    @property
    def stamp(self) -> str:
        """Name of the present content: new with each write, and never the same for two contents, unlike a count."""
        return self.setting("stamp", EMPTY)

    def add(
        self,
        document: Document,
        passages: Sequence[Passage],
        vectors: Sequence[Vectors] | None = None,
        *,
        report_id: str = "",
        sha256: str = "",
        reader: int = 0,
    ) -> Added:
        """Keep a document with its passages and vectors in one transaction; replace what its path held before."""
        known = shelf.place(self.connection, document.path, report_id)
        same = known is not None and (known.document_id, known.origin) == (document.id, document.origin)
        if same and shelf.stamp(self.connection, document.id) == (document.kind, reader):
            with self.writing() as connection:
                shelf.put_place(connection, document, report_id, sha256, _now())
            return Added(document.id, "unchanged")
        vectors = self.embed(passages) if vectors is None else vectors
        with self.writing(changes=True) as connection:
            before = shelf.place(connection, document.path, report_id)
            stored = shelf.stamp(connection, document.id)
            if stored != (document.kind, reader):
                shelf.drop_passages(connection, document.id)
                shelf.put_document(connection, document, reader, _now())
                shelf.put_passages(connection, passages, vectors, self.fingerprint)
            shelf.put_place(connection, document, report_id, sha256, _now())
            if before and before.document_id != document.id:
                shelf.sweep(connection, before.document_id)
        if before is None and stored and stored[0] == document.kind:
            return Added(document.id, "unchanged")
        return Added(document.id, "replaced" if before else "added")

    @property
    def fingerprint(self) -> str:
        """Name what the vectors are made by: the model, and the cut of passages into windows."""
        return f"{self.embedder.fingerprint}/{CUT}"

    def embed(self, passages: Sequence[Passage]) -> tuple[Vectors, ...]:
        """Embed passages as they are searched, one matrix each, with a row for each of its windows."""
        seen = [shelf.seen_through(passage) for passage in passages]
        made = self.embedder.encode([window for each in seen for window in each])
        return tuple(np.split(made, np.cumsum([len(each) for each in seen])[:-1])) if seen else ()

    def remove(self, document_id: str) -> None:
        """Take a document out, with its passages, vectors and every path it was given under."""
        with self.writing(changes=True) as connection:
            if not shelf.stamp(connection, document_id):
                raise NotFound(f"Không có tài liệu {document_id} trong kho; hãy xem danh sách bằng lệnh troly docs.")
            shelf.drop_document(connection, document_id)

    def remove_demo(self) -> int:
        """Take the demo documents out, but those that the user gave too; return how many went."""
        with self.writing(changes=True) as connection:
            ids = [row[0] for row in connection.execute("SELECT document_id FROM places WHERE origin = 'demo'")]
            connection.execute("DELETE FROM places WHERE origin = 'demo'")
            return sum(shelf.sweep(connection, document_id) for document_id in dict.fromkeys(ids))

    def documents(self, report_id: str | None = None) -> tuple[DocumentSummary, ...]:
        """List the documents in the order they came; with a report's id also the ones attached to it."""
        return shelf.summaries(self.connection, report_id)

    def document(self, id_or_path: str) -> Document:
        """Read a whole document back by its id or by a path that it was given under."""
        row = self.connection.execute(
            "SELECT body, text, id FROM documents WHERE id = :key "
            "OR id = (SELECT document_id FROM places WHERE path = :key LIMIT 1)",
            {"key": id_or_path},
        ).fetchone()
        if not row:
            raise NotFound(f"Không có tài liệu {id_or_path} trong kho; hãy xem danh sách bằng lệnh troly docs.")
        return replace(decode(Document, row[0]), text=row[1], origin=shelf.origin(self.connection, row[2]))

    def passage(self, passage_id: str) -> Passage:
        """Read one passage by its id."""
        found = shelf.passages(self.connection, "id = ?", (passage_id,))
        if not found:
            raise NotFound(f"Không có đoạn {passage_id} trong kho; tài liệu của nó có thể đã bị xóa hoặc thay.")
        return found[0]

    def passages_of(self, document_id: str) -> tuple[Passage, ...]:
        """Read a document's passages in reading order."""
        return shelf.passages(self.connection, "document_id = ?", (document_id,))

    @property
    def count(self) -> int:
        """Number of passages."""
        return int(self.connection.execute("SELECT count(*) FROM passages").fetchone()[0])


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
