"""The library's own vectors: read for the index, made anew for another embedder, scanned exactly where no index answers."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge import shelf
from knowledge.library import Library
from knowledge.vectors import Entry, Vectors

Progress = Callable[[int, int, str], None]
EMBEDDED_AT_ONCE = 512
ROWS_AT_ONCE = 500


def count(library: Library) -> int:
    """Count the windows that have a vector of this embedder: the entries that an index must have."""
    statement = "SELECT coalesce(sum(windows), 0) FROM vectors WHERE fingerprint = ?"
    return int(library.connection.execute(statement, (library.fingerprint,)).fetchone()[0])


def entry_id(row: int, passage_id: str, window: int) -> str:
    """Name an index entry: the row finds the passage again, the passage's id proves that it is the same one."""
    return f"{row}:{passage_id}#{window}"


def row_of(identity: str) -> tuple[int, str]:
    """Take an entry's name apart into row and passage id."""
    row, _, rest = identity.partition(":")
    return int(row), rest.rpartition("#")[0]


def snapshot(library: Library) -> tuple[str, dict[str, int]]:
    """Read the library's stamp and the row of every entry that an index of it must have, at one moment."""
    connection = library.connection
    connection.execute("BEGIN")
    try:
        stamp = library.stamp
        rows = connection.execute(
            "SELECT v.row, p.id, v.windows FROM vectors v JOIN passages p ON p.row = v.row "
            "WHERE v.fingerprint = ? ORDER BY v.row",
            (library.fingerprint,),
        ).fetchall()
    finally:
        connection.execute("COMMIT")
    return stamp, {entry_id(row, passage_id, window): row for row, passage_id, size in rows for window in range(size)}


def entries(library: Library, rows: Sequence[int]) -> tuple[list[Entry], Vectors]:
    """Read the entries of rows with their vectors, window by window; rows that went meanwhile are left out."""
    found: list[Entry] = []
    blobs: list[bytes] = []
    for start in range(0, len(rows), ROWS_AT_ONCE):
        chosen = rows[start : start + ROWS_AT_ONCE]
        marks = ",".join("?" * len(chosen))
        for row, passage_id, document_id, role, size, blob in library.connection.execute(
            "SELECT p.row, p.id, p.document_id, p.role, v.windows, v.matrix FROM passages p JOIN vectors v ON v.row = p.row "
            f"AND v.fingerprint = ? WHERE p.row IN ({marks}) ORDER BY p.row",
            (library.fingerprint, *chosen),
        ):
            found += [Entry(entry_id(row, passage_id, window), document_id, role) for window in range(size)]
            blobs.append(blob)
    return found, matrix_of(blobs, len(found))


def matrix_of(blobs: Sequence[bytes], rows: int) -> Vectors:
    """Make one float32 matrix of so many rows of vectors as they are stored."""
    if not rows:
        return np.zeros((0, 1), dtype=np.float32)
    return np.frombuffer(b"".join(blobs), dtype="<f2").reshape(rows, -1).astype(np.float32)


def embed_missing(library: Library, progress: Progress | None = None) -> int:
    """Embed the passages that have no vector of this embedder yet (it is new, or was changed); return how many."""
    statement = "SELECT count(*) FROM passages WHERE row NOT IN (SELECT row FROM vectors WHERE fingerprint = ?)"
    done, total = 0, int(library.connection.execute(statement, (library.fingerprint,)).fetchone()[0])
    while total > 0:
        found = library.connection.execute(
            f"SELECT {shelf.COLUMNS}, row FROM passages WHERE row NOT IN "
            "(SELECT row FROM vectors WHERE fingerprint = ?) LIMIT ?",
            (library.fingerprint, EMBEDDED_AT_ONCE),
        ).fetchall()
        if not found:
            break
        made = library.embed([shelf.passage_of(line[:-1]) for line in found])
        with library.writing(changes=True) as connection:
            for line, matrix in zip(found, made, strict=True):
                if connection.execute("SELECT 1 FROM passages WHERE row = ?", (line[-1],)).fetchone():
                    shelf.put_vectors(connection, line[-1], library.fingerprint, matrix)
        done += len(found)
        if progress:
            progress(done, total, "véc-tơ")
    return done


@dataclass(frozen=True, slots=True)
class _Held:
    rows: NDArray[np.int64]
    names: tuple[str, ...]
    matrix: Vectors


class Scan:
    """Every vector of a library in memory, for the exact search that answers while the index is being made."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._guard = threading.Lock()
        self._stamp = ""
        self._held = _Held(np.zeros(0, dtype=np.int64), (), np.zeros((0, 1), dtype=np.float32))

    def nearest(
        self, vector: Vectors, limit: int, allowed: Sequence[int] | None = None
    ) -> tuple[tuple[str, float], ...]:
        """Find the nearest entries as (id, cosine similarity), best first, among the rows allowed."""
        held = self._current()
        if not held.names:
            return ()
        similarity = held.matrix @ vector
        if allowed is not None:
            similarity[~np.isin(held.rows, np.asarray(allowed, dtype=np.int64))] = -np.inf
        best = np.argsort(-similarity, kind="stable")[:limit]
        return tuple((held.names[place], float(similarity[place])) for place in best if similarity[place] > -np.inf)

    def close(self) -> None:
        """Let go of the memory."""
        self._stamp, self._held = "", _Held(self._held.rows[:0], (), self._held.matrix[:0])

    def _current(self) -> _Held:
        with self._guard:
            if self._stamp != self._library.stamp:
                stamp, wanted = snapshot(self._library)
                found, matrix = entries(self._library, sorted(set(wanted.values())))
                rows = np.array([row_of(entry.id)[0] for entry in found], dtype=np.int64)
                self._held = _Held(rows, tuple(entry.id for entry in found), matrix)
                self._stamp = stamp
            return self._held


def scan_of(library: Library) -> Scan:
    """Give the library's scan, the same one each time."""
    return library.hold(Scan, lambda: Scan(library))
