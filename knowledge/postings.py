"""A library's terms in memory, where it is small enough: every passage scored for a query, in a millisecond.

FTS5 keeps the lexicon durable and answers for large libraries, and while this is being made.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.bm25 import K1, B, Query
from knowledge.library import EMPTY, FILE, Library
from knowledge.schema import connect

MOST = 20_000
"""Passages up to which the terms are held in memory (about 4 kB a passage)."""
AT_ONCE = 3_000
"""Passages up to which a search waits for the terms to be read (a tenth of a second); more are read behind its back,
from the second search on, for the first has enough to open."""


@dataclass(frozen=True, slots=True)
class Postings:
    """For each term its passages and what it gains there, in one run: `starts[i]:starts[i + 1]` for `terms[i]`."""

    stamp: str
    rows: NDArray[np.int64]
    terms: NDArray[np.uint64]
    starts: NDArray[np.int64]
    owners: NDArray[np.int32]
    gains: NDArray[np.float32]

    def frequencies(self, codes: Mapping[str, int]) -> dict[str, int]:
        """Count the passages that have each of some numbered terms."""
        return {term: end - start for term, (start, end) in self._runs(codes).items()}

    def best(self, query: Query, limit: int, allowed: Sequence[int] | None = None) -> tuple[int, ...]:
        """Give the rows of the passages that hold the query's terms best, of all or of those allowed."""
        scores = np.zeros(len(self.rows), dtype=np.float32)
        for term, (start, end) in self._runs(query.codes).items():
            scores[self.owners[start:end]] += np.float32(query.weights[term]) * self.gains[start:end]
        if allowed is not None:
            scores[~np.isin(self.rows, np.asarray(allowed, dtype=np.int64))] = 0.0
        limit = min(limit, len(scores))
        best = np.argpartition(-scores, limit - 1)[:limit] if limit else np.zeros(0, dtype=np.int64)
        best = best[np.argsort(-scores[best], kind="stable")]
        return tuple(self.rows[best[scores[best] > 0]].tolist())

    def _runs(self, codes: Mapping[str, int]) -> dict[str, tuple[int, int]]:
        if not len(self.terms):
            return dict.fromkeys(codes, (0, 0))
        wanted = np.fromiter(codes.values(), dtype=np.uint64, count=len(codes))
        places = np.minimum(np.searchsorted(self.terms, wanted), len(self.terms) - 1)
        there = self.terms[places] == wanted
        starts, ends = np.where(there, self.starts[places], 0), np.where(there, self.starts[places + 1], 0)
        return dict(zip(codes, zip(starts.tolist(), ends.tolist(), strict=True), strict=True))


class Terms:
    """The postings of a library, made again whenever it has changed."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._guard = threading.Lock()
        self._postings: Postings | None = None
        self._worker: threading.Thread | None = None
        self._asked = False

    def wait(self) -> None:
        """Wait until the terms that are being read are at hand."""
        if self._worker is not None:
            self._worker.join()

    def close(self) -> None:
        """Let go of the memory."""
        self.wait()
        self._postings = None

    def at(self, stamp: str) -> Postings | None:
        """Give the postings of the library as it is, or None while they are being made or where they would be too many."""
        known = self._postings
        if known is not None and known.stamp == stamp:
            return known
        with self._guard:
            count = self._library.count
            if count > MOST:
                self._postings = None
                return None
            if count <= AT_ONCE:
                self._make()
                made = self._postings
                return made if made is not None and made.stamp == stamp else None
            first, self._asked = not self._asked, True
            if not first and (self._worker is None or not self._worker.is_alive()):
                self._worker = threading.Thread(target=self._make, name="troly-terms", daemon=True)
                self._worker.start()
        return None

    def _make(self) -> None:
        with closing(connect(self._library.home / FILE)) as connection:
            connection.execute("BEGIN")
            found = connection.execute("SELECT value FROM meta WHERE key = 'stamp'").fetchone()
            lines = connection.execute("SELECT row, length, codes FROM terms ORDER BY row").fetchall()
            connection.execute("COMMIT")
        self._postings = _made(found[0] if found else EMPTY, lines)


def terms_at_hand(library: Library) -> Terms:
    """Give the library's terms in memory, the same ones each time."""
    return library.hold(Terms, lambda: Terms(library))


def _made(stamp: str, lines: Sequence[tuple[int, int, bytes]]) -> Postings:
    lengths = np.array([line[1] for line in lines], dtype=np.int64)
    arrays = [np.frombuffer(line[2], dtype="<u4") for line in lines]
    nothing = [np.zeros(0, dtype="<u4")]
    stream = np.concatenate([array[:length] for array, length in zip(arrays, lengths, strict=True)] or nothing)
    keys = [array[2 * length :] for array, length in zip(arrays, lengths, strict=True)]
    numbers = np.arange(len(lines), dtype=np.int32)
    owners = np.repeat(numbers, lengths)
    wide = stream.astype(np.uint64)
    near = np.flatnonzero(owners[:-1] == owners[1:])
    terms = np.concatenate([wide, wide[near] << np.uint64(32) | wide[near + 1], *keys, np.zeros(0, dtype=np.uint64)])
    every = np.concatenate([owners, owners[near], np.repeat(numbers, [len(each) for each in keys])])
    order = np.argsort(terms, kind="stable")
    terms, every = terms[order], every[order]
    first = np.flatnonzero(np.diff(terms, prepend=~terms[:1]) | (np.diff(every, prepend=-1) != 0))
    counts = np.diff(first, append=len(terms)).astype(np.float32)
    terms, every = terms[first], every[first]
    heads = np.flatnonzero(np.diff(terms, prepend=~terms[:1]))
    damping = (K1 * (1 - B + B * lengths / max(float(lengths.mean()) if len(lengths) else 1.0, 1.0))).astype(np.float32)
    rows = np.array([line[0] for line in lines], dtype=np.int64)
    return Postings(stamp, rows, terms[heads], np.append(heads, len(terms)), every, counts / (counts + damping[every]))
