"""The library's own vectors: read for the index, made anew for another embedder, scanned exactly where no index answers."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

import numpy as np

from knowledge import shelf
from knowledge.library import Library
from knowledge.vectors import Entry, Vectors

Progress = Callable[[int, int, str], None]
EMBEDDED_AT_ONCE = 512
ROWS_AT_ONCE = 500


def count(library: Library) -> int:
    """Count the passages that have a vector of this embedder."""
    statement = "SELECT count(*) FROM vectors WHERE fingerprint = ?"
    return int(library.connection.execute(statement, (library.embedder.fingerprint,)).fetchone()[0])


def entry_id(row: int, passage_id: str) -> str:
    """Name an index entry: the row finds the passage again, the passage's id proves that it is the same one."""
    return f"{row}:{passage_id}"


def row_of(identity: str) -> tuple[int, str]:
    """Take an entry's name apart into row and passage id."""
    row, _, passage_id = identity.partition(":")
    return int(row), passage_id


def snapshot(library: Library) -> tuple[str, dict[str, int]]:
    """Read the library's stamp and the row of every entry that an index of it must have, at one moment."""
    connection = library.connection
    connection.execute("BEGIN")
    try:
        stamp = library.stamp
        rows = connection.execute(
            "SELECT v.row, p.id FROM vectors v JOIN passages p ON p.row = v.row WHERE v.fingerprint = ? ORDER BY v.row",
            (library.embedder.fingerprint,),
        ).fetchall()
    finally:
        connection.execute("COMMIT")
    return stamp, {entry_id(row, passage_id): row for row, passage_id in rows}


def entries(library: Library, rows: Sequence[int]) -> tuple[list[Entry], Vectors]:
    """Read entries with their vectors, in the order of the rows; rows that went meanwhile are left out."""
    found: list[Entry] = []
    blobs: list[bytes] = []
    for start in range(0, len(rows), ROWS_AT_ONCE):
        chosen = rows[start : start + ROWS_AT_ONCE]
        marks = ",".join("?" * len(chosen))
        for row, passage_id, document_id, role, blob in library.connection.execute(
            "SELECT p.row, p.id, p.document_id, p.role, v.vector FROM passages p JOIN vectors v ON v.row = p.row "
            f"AND v.fingerprint = ? WHERE p.row IN ({marks}) ORDER BY p.row",
            (library.embedder.fingerprint, *chosen),
        ):
            found.append(Entry(entry_id(row, passage_id), document_id, role))
            blobs.append(blob)
    return found, matrix_of(blobs)


def matrix_of(blobs: Sequence[bytes]) -> Vectors:
    """Make a float32 matrix, a row each, of vectors as they are stored."""
    if not blobs:
        return np.zeros((0, 1), dtype=np.float32)
    return np.frombuffer(b"".join(blobs), dtype="<f2").reshape(len(blobs), -1).astype(np.float32)


def embed_missing(library: Library, progress: Progress | None = None) -> int:
    """Embed the passages that have no vector of this embedder yet (it is new, or was changed); return how many."""
    done, total = 0, library.count - count(library)
    while total > 0:
        found = library.connection.execute(
            f"SELECT {shelf.COLUMNS}, row FROM passages WHERE row NOT IN "
            "(SELECT row FROM vectors WHERE fingerprint = ?) LIMIT ?",
            (library.embedder.fingerprint, EMBEDDED_AT_ONCE),
        ).fetchall()
        if not found:
            break
        made = library.embed([shelf.passage_of(line[:-1]) for line in found])
        with library.writing(changes=True) as connection:
            for line, vector in zip(found, made, strict=True):
                if connection.execute("SELECT 1 FROM passages WHERE row = ?", (line[-1],)).fetchone():
                    shelf.put_vector(connection, line[-1], library.embedder.fingerprint, vector)
        done += len(found)
        if progress:
            progress(done, total, "véc-tơ")
    return done


class Scan:
    """Every vector of a library in memory, for the exact search that answers while the index is being made."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._guard = threading.Lock()
        self._stamp = ""
        self._rows = np.zeros(0, dtype=np.int64)
        self._matrix: Vectors = np.zeros((0, 1), dtype=np.float32)

    def nearest(
        self, vector: Vectors, limit: int, allowed: Sequence[int] | None = None
    ) -> tuple[tuple[int, float], ...]:
        """Find the nearest rows as (row, cosine similarity), best first, among the allowed ones."""
        rows, matrix = self._current()
        if allowed is not None:
            kept = np.isin(rows, np.asarray(allowed, dtype=np.int64))
            rows, matrix = rows[kept], matrix[kept]
        if not len(rows):
            return ()
        similarity = matrix @ vector
        best = np.argsort(-similarity, kind="stable")[:limit]
        return tuple((int(rows[place]), float(similarity[place])) for place in best)

    def close(self) -> None:
        """Let go of the memory."""
        self._stamp, self._rows, self._matrix = "", self._rows[:0], self._matrix[:0]

    def _current(self) -> tuple[np.ndarray[tuple[int], np.dtype[np.int64]], Vectors]:
        with self._guard:
            if self._stamp != self._library.stamp:
                stamp, wanted = snapshot(self._library)
                found, self._matrix = entries(self._library, list(wanted.values()))
                self._rows = np.array([row_of(entry.id)[0] for entry in found], dtype=np.int64)
                self._stamp = stamp
            return self._rows, self._matrix


def scan_of(library: Library) -> Scan:
    """Give the library's scan, the same one each time."""
    return library.hold(Scan, lambda: Scan(library))
