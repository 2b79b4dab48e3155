"""Question to passages: dense and lexical candidates of a library, scored by both, fused, folded and floored."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

from knowledge import lexical, shelf, stored_vectors
from knowledge.abbreviations import expand
from knowledge.indexing import index_of
from knowledge.library import Library
from knowledge.records import Hit, SearchResult
from knowledge.text import fold, nfc
from knowledge.vectors import Vectors

DENSE_SHARE = 0.25
"""Weight of the dense score in the convex sum; the rest is lexical. Rank fusion was measured to hurt."""
LEXICAL_CANDIDATES, DENSE_CANDIDATES = 80, 30
"""Passages that each side proposes, before both score the union."""
FLOOR, HIT_FLOOR = 0.4, 0.2
"""Least evidence of the best passage, under which nothing is found, and of any passage (`_evidence`).

On the demo documents the best passages of questions of the trade have 0.45 and more, those of foreign questions up to 0.36.
"""
BACKGROUND = 64
"""Passages that the similarity of a query to just anything is taken from."""
SAME_TEXT = 0.9
"""Share of common words (Jaccard) from which two passages are one text."""
SPARE = 5
"""Hits read beyond k, to stand in for near-duplicates."""
ATTACHED_LEAD = 0.2
"""Part of their score that other documents lose where the report has attachments of its own."""
DOCUMENTS_IN_FILTER = 500


@dataclass(frozen=True, slots=True)
class _Filter:
    """What may be found: the documents (None for all of them) and the role."""

    documents: tuple[str, ...] | None
    role: str | None
    attached: frozenset[str]

    def sql(self) -> tuple[str, tuple[object, ...]]:
        parts, values = ["1"], list[object]()
        if self.documents is not None:
            parts.append(f"document_id IN ({','.join('?' * len(self.documents))})")
            values += self.documents
        if self.role is not None:
            parts.append("role = ?")
            values.append(self.role)
        return " AND ".join(parts), tuple(values)

    @property
    def narrow(self) -> bool:
        return self.documents is not None or self.role is not None


@dataclass(frozen=True, slots=True)
class _Candidate:
    row: int
    score: float
    dense: float
    lexical: float


def search(
    library: Library,
    query: str,
    k: int = 10,
    role: str | None = None,
    kind: str | None = None,
    documents: tuple[str, ...] | None = None,
    report_id: str | None = None,
) -> SearchResult:
    """Find the k passages that answer a query best; none where nothing is near enough.

    `role` and `kind` (of the document) narrow the search, `documents` (ids) names the only ones to look into; the
    attachments of `report_id` are searched too, and come first, while those of other reports are never seen.
    """
    query = nfc(query).strip()
    narrowed = _filter(library, role, kind, documents, report_id)
    if not query or narrowed.documents == ():
        return SearchResult(query, "library", ())
    statistics = library.statistics()
    analysed = lexical.analyse(library.connection, query, statistics)
    where, values = narrowed.sql() if narrowed.narrow else ("", ())
    words = lexical.candidates(library.connection, analysed, LEXICAL_CANDIDATES, where, values)
    vector = library.embedder.encode([expand(query)], query=True)[0]
    index, near = _dense(library, vector, narrowed)
    found = _score(library, analysed, statistics, vector, tuple(dict.fromkeys((*words, *near))), narrowed.attached)
    return SearchResult(query, index, _hits(library, found, k))


def _filter(
    library: Library, role: str | None, kind: str | None, documents: tuple[str, ...] | None, report_id: str | None
) -> _Filter:
    """Work out which documents are visible; None where all of them are, so that no filter costs anything."""
    connection = library.connection
    given = connection.execute("SELECT document_id, report_id FROM places WHERE report_id != ''").fetchall()
    attached = frozenset(document for document, report in given if report_id and report == report_id)
    if not given and kind is None and documents is None:
        return _Filter(None, role, attached)
    rows = connection.execute(
        "SELECT DISTINCT d.id FROM documents d JOIN places p ON p.document_id = d.id "
        "WHERE (p.report_id = '' OR p.report_id = ?) AND (? IS NULL OR d.kind = ?)",
        (report_id or "", kind, kind),
    )
    wanted = {row[0] for row in rows}
    return _Filter(tuple(sorted(wanted if documents is None else wanted & set(documents))), role, attached)


def _dense(
    library: Library, vector: Vectors, narrowed: _Filter
) -> tuple[Literal["chroma", "library"], tuple[int, ...]]:
    """Find the nearest rows through the index where it is level with the library, else by an exact scan."""
    if narrowed.documents is None or len(narrowed.documents) <= DOCUMENTS_IN_FILTER:
        near = index_of(library).nearest(vector, DENSE_CANDIDATES, narrowed.documents, narrowed.role)
        if near is not None:
            return "chroma", _still_there(library.connection, [identity for identity, _ in near])
    allowed = None
    if narrowed.narrow:
        where, values = narrowed.sql()
        statement = f"SELECT row FROM passages WHERE {where}"
        allowed = [int(row[0]) for row in library.connection.execute(statement, values)]
    scanned = stored_vectors.scan_of(library).nearest(vector, DENSE_CANDIDATES, allowed)
    return "library", tuple(row for row, _ in scanned)


def _still_there(connection: sqlite3.Connection, identities: Sequence[str]) -> tuple[int, ...]:
    """Keep the rows whose passage is the very one that the index was made of."""
    named = dict(stored_vectors.row_of(identity) for identity in identities)
    marks = ",".join("?" * len(named))
    rows = connection.execute(f"SELECT row, id FROM passages WHERE row IN ({marks})", tuple(named))
    present = {row for row, passage_id in rows if named[row] == passage_id}
    return tuple(row for row in named if row in present)


def _score(
    library: Library,
    query: lexical.Query,
    statistics: lexical.Statistics,
    vector: Vectors,
    rows: tuple[int, ...],
    attached: frozenset[str],
) -> list[_Candidate]:
    """Score every candidate by both sides, bring each to [0, 1] over the candidates, and sum them up, best first."""
    lines = library.connection.execute(
        "SELECT t.row, t.codes, v.vector, p.document_id, t.length FROM terms t JOIN passages p ON p.row = t.row "
        "LEFT JOIN vectors v ON v.row = t.row AND v.fingerprint = ? "
        f"WHERE t.row IN ({','.join('?' * len(rows))})",
        (library.embedder.fingerprint, *rows),
    ).fetchall()
    if not lines:
        return []
    scores = lexical.score(query, statistics, [(line[1], line[4]) for line in lines])
    cosines = _cosines([line[2] for line in lines], vector)
    by_words = _unit(scores.bm25)
    by_vector = _unit(cosines)
    evidence = _evidence(library, scores.coverage, cosines, vector)
    if max(evidence) < FLOOR:
        return []
    found = []
    for place, (row, _, _, document_id, _) in enumerate(lines):
        total = (1 - DENSE_SHARE) * by_words[place] + DENSE_SHARE * by_vector[place]
        if attached and document_id not in attached:
            total *= 1 - ATTACHED_LEAD
        if evidence[place] >= HIT_FLOOR:
            found.append(_Candidate(row, total, cosines[place], by_words[place]))
    return sorted(found, key=lambda candidate: (-candidate.score, candidate.row))


def _evidence(library: Library, coverage: Sequence[float], cosines: Sequence[float], vector: Vectors) -> list[float]:
    """Add the share of the query's words that a passage holds to its similarity above what just any passage has.

    The last makes models comparable: some give unrelated texts 0.7, ours gives them 0.1.
    """
    statement = "SELECT vector FROM vectors WHERE fingerprint = ? LIMIT ?"
    rows = library.connection.execute(statement, (library.embedder.fingerprint, BACKGROUND)).fetchall()
    usual = float(median(_cosines([row[0] for row in rows], vector))) if rows else 0.0
    above = [max(0.0, cosine - usual) / max(1e-6, 1 - usual) for cosine in cosines]
    return [share + likeness for share, likeness in zip(coverage, above, strict=True)]


def _cosines(blobs: Sequence[bytes | None], vector: Vectors) -> list[float]:
    """Compare stored vectors with the query's; a passage not embedded yet counts as unlike it."""
    width = 2 * len(vector)
    matrix = stored_vectors.matrix_of([blob if blob and len(blob) == width else bytes(width) for blob in blobs])
    found: list[float] = (matrix @ vector).tolist()
    return found


def _unit(values: Sequence[float]) -> list[float]:
    """Stretch values to [0, 1]; all alike become 1 where they are positive, else 0."""
    low, high = min(values), max(values)
    if high - low < 1e-9:
        return [1.0 if high > 1e-9 else 0.0] * len(values)
    return [(value - low) / (high - low) for value in values]


def _hits(library: Library, found: Sequence[_Candidate], k: int) -> tuple[Hit, ...]:
    """Read the best k, one of each set of near-duplicates (paragraphs recur word for word between reports)."""
    kept: list[Hit] = []
    seen: list[frozenset[str]] = []
    size = k + SPARE
    for start in range(0, len(found), size):
        for hit in _read(library, found[start : start + size]):
            words = frozenset(fold(hit.passage.text).split())
            if not any(_alike(words, other) for other in seen):
                kept.append(hit)
                seen.append(words)
            if len(kept) == k:
                return tuple(kept)
    return tuple(kept)


def _read(library: Library, found: Sequence[_Candidate]) -> Iterator[Hit]:
    columns = ", ".join(f"p.{column.strip()}" for column in shelf.COLUMNS.split(","))
    lines = library.connection.execute(
        f"SELECT {columns}, p.row, d.title, d.kind FROM passages p JOIN documents d ON d.id = p.document_id "
        f"WHERE p.row IN ({','.join('?' * len(found))})",
        [candidate.row for candidate in found],
    )
    by_row = {line[10]: line for line in lines}
    for candidate in found:
        if line := by_row.get(candidate.row):
            parts = (candidate.score, max(0.0, candidate.dense), candidate.lexical)
            yield Hit(shelf.passage_of(line[:10]), line[11], line[12], *(round(part, 6) for part in parts))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    shorter, longer = sorted((len(one), len(other)))
    if not longer or shorter / longer < SAME_TEXT:
        return False
    common = len(one & other)
    return common / (len(one) + len(other) - common) >= SAME_TEXT
