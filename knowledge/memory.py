"""What the searches of one library keep between them: the passages that they read, and what holds for its present state."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge import shelf
from knowledge.bm25 import Statistics
from knowledge.library import Library
from knowledge.records import Passage
from knowledge.stored_vectors import matrix_of
from knowledge.vectors import Vectors

KEPT = 4_096
"""Passages kept, about eight kilobytes each; a passage never changes under its row number, and rows are never used again."""
BACKGROUND = 64
"""Passages that the similarity of a query to just anything is taken from."""
COLUMNS = ", ".join(f"p.{column.strip()}" for column in shelf.COLUMNS.split(","))


@dataclass(frozen=True, slots=True)
class Kept:
    """A passage with all that scoring it takes; `windows` has a row for each of its windows, none before it is embedded.

    `spread` is the length of the windows' sum.
    """

    row: int
    passage: Passage
    document: str
    document_kind: str
    codes: bytes
    length: int
    windows: Vectors
    spread: float

    @property
    def words(self) -> frozenset[int]:
        """The codes of its syllables, folded."""
        return frozenset(np.frombuffer(self.codes, dtype="<u4")[: self.length].tolist())


@dataclass(frozen=True, slots=True)
class State:
    """What holds while the library is as it is: `given` are (document, report) of attachments, `background` any vectors."""

    stamp: str
    statistics: Statistics
    given: tuple[tuple[str, str], ...]
    background: Vectors


class Memory:
    """Passages by row, the ones longest unused going first, and the library's last state."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._guard = threading.Lock()
        self._kept: OrderedDict[int, Kept] = OrderedDict()
        self._state: State | None = None

    def close(self) -> None:
        """Let go of the memory."""
        with self._guard:
            self._kept.clear()
            self._state = None

    def state(self) -> State:
        """Give the state that the library is in."""
        stamp = self._library.stamp
        known = self._state
        if known is None or known.stamp != stamp:
            known = self._state = self._measure(stamp)
        return known

    def passages(self, rows: Iterable[int]) -> dict[int, Kept]:
        """Give the passages of rows; rows that are no more are left out."""
        wanted = tuple(rows)
        with self._guard:
            found = {row: self._kept[row] for row in wanted if row in self._kept}
            for row in found:
                self._kept.move_to_end(row)
        missing = [row for row in wanted if row not in found]
        if missing:
            read = self._read(missing)
            found |= {kept.row: kept for kept in read}
            with self._guard:
                self._kept.update((kept.row, kept) for kept in read if len(kept.windows))
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
        return found

    def _read(self, rows: Sequence[int]) -> list[Kept]:
        lines = self._library.connection.execute(
            f"SELECT {COLUMNS}, p.row, d.title, d.kind, t.codes, t.length, coalesce(v.windows, 0), v.matrix "
            "FROM passages p JOIN documents d ON d.id = p.document_id JOIN terms t ON t.row = p.row "
            "LEFT JOIN vectors v ON v.row = p.row AND v.fingerprint = ? "
            f"WHERE p.row IN ({','.join('?' * len(rows))})",
            (self._library.fingerprint, *rows),
        ).fetchall()
        found = []
        for *line, row, title, kind, codes, length, size, blob in lines:
            windows = matrix_of([blob] if blob else [], size)
            spread = max(float(np.linalg.norm(windows.sum(axis=0))), 1e-9)
            found.append(Kept(row, shelf.passage_of(line), title, kind, codes, length, windows, spread))
        return found

    def _measure(self, stamp: str) -> State:
        connection = self._library.connection
        count, mean = connection.execute("SELECT count(*), avg(length) FROM terms").fetchone()
        given = connection.execute("SELECT document_id, report_id FROM places WHERE report_id != ''").fetchall()
        background = connection.execute(
            "SELECT matrix, windows FROM vectors WHERE fingerprint = ? LIMIT ?", (self._library.fingerprint, BACKGROUND)
        ).fetchall()
        vectors = matrix_of([row[0] for row in background], sum(row[1] for row in background))
        return State(stamp, Statistics(int(count), float(mean or 0.0)), tuple(given), vectors)


def memory_of(library: Library) -> Memory:
    """Give the library's memory, the same one each time."""
    return library.hold(Memory, lambda: Memory(library))


def similarities(kept: Sequence[Kept], vector: Vectors) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Compare passages with a query's vector, each by its best window and by the mean of its windows.

    One not embedded yet counts as unlike the query.
    """
    best, whole = np.zeros(len(kept), dtype=np.float32), np.zeros(len(kept), dtype=np.float32)
    places = [place for place, each in enumerate(kept) if each.windows.shape[1] == len(vector)]
    if places:
        matrices = [kept[place].windows for place in places]
        starts = np.cumsum([0, *(len(matrix) for matrix in matrices[:-1])])
        likeness = np.concatenate(matrices) @ vector
        best[places] = np.maximum.reduceat(likeness, starts)
        whole[places] = np.add.reduceat(likeness, starts) / [kept[place].spread for place in places]
    return best, whole
