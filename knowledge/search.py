"""Question to passages: dense and lexical candidates of a library, scored by both, fused, folded and floored."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, cast

import numpy as np

from knowledge import lexical, shelf, stored_vectors
from knowledge.abbreviations import expand
from knowledge.indexing import index_of
from knowledge.library import Library
from knowledge.records import Hit, SearchResult
from knowledge.text import fold, nfc
from knowledge.vectors import Vectors

DENSE_SHARE = 0.25
"""Weight of the dense score in the convex sum; the rest is lexical. Rank fusion was measured to hurt."""
LEXICAL_CANDIDATES, DENSE_CANDIDATES = 100, 50
"""Passages that each side proposes, before both score the union."""
LEXICAL_FLOOR = 0.15
"""Least share of the query's weight that a passage must hold when its vector says little."""
DENSE_FLOOR = 0.5
"""Least cosine similarity of a passage that shares too few words with the query."""
SAME_TEXT = 0.9
"""Share of common words (Jaccard) from which two passages are one text."""
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
    hit: Hit
    words: frozenset[str]
    coverage: float


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

    `role` and `kind` (of the document) narrow the search; `documents` names the only ones to look into; the attachments
    of `report_id` are searched too, and raised, while those of other reports are never seen.
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
    found = _score(library, analysed, statistics, vector, tuple(dict.fromkeys((*words, *near))), narrowed)
    return SearchResult(query, index, tuple(_distinct(found, k)))


def _filter(
    library: Library, role: str | None, kind: str | None, documents: tuple[str, ...] | None, report_id: str | None
) -> _Filter:
    """Work out which documents are visible; None where all of them are, so that no filter costs anything."""
    rows = library.connection.execute(
        "SELECT p.document_id, p.report_id, d.kind FROM places p JOIN documents d ON d.id = p.document_id"
    ).fetchall()
    seen = {row[0] for row in rows if row[1] == "" or row[1] == report_id or (documents and row[0] in documents)}
    attached = frozenset(row[0] for row in rows if report_id and row[1] == report_id)
    wanted = {row[0] for row in rows if row[0] in seen and (kind is None or row[2] == kind)}
    if documents is not None:
        wanted &= set(documents)
    everything = {row[0] for row in rows}
    return _Filter(None if wanted == everything and everything else tuple(sorted(wanted)), role, attached)


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
    narrowed: _Filter,
) -> list[_Candidate]:
    """Score every candidate by both sides, bring each to [0, 1] over the candidates, and sum them up."""
    lines = _lines(library, rows)
    if not lines:
        return []
    lexicals = lexical.score(query, statistics, [str(line[-3]) for line in lines])
    similar = [_similarity(line[-4], vector) for line in lines]
    lexical_parts = _unit([score.score for score in lexicals])
    dense_parts = _unit(similar)
    found = []
    for line, score, cosine, by_words, by_vector in zip(
        lines, lexicals, similar, lexical_parts, dense_parts, strict=True
    ):
        if score.coverage < LEXICAL_FLOOR and cosine < DENSE_FLOOR:
            continue
        total = (1 - DENSE_SHARE) * by_words + DENSE_SHARE * by_vector
        if narrowed.attached and line[1] not in narrowed.attached:
            total *= 1 - ATTACHED_LEAD
        passage = shelf.passage_of(line[:10])
        hit = Hit(
            passage, str(line[-2]), str(line[-1]), round(total, 6), round(max(0.0, cosine), 6), round(by_words, 6)
        )
        found.append(_Candidate(cast(int, line[10]), hit, frozenset(fold(passage.text).split()), score.coverage))
    return sorted(found, key=lambda candidate: (-candidate.hit.score, candidate.row))


def _lines(library: Library, rows: tuple[int, ...]) -> list[tuple[object, ...]]:
    columns = ", ".join(f"p.{column.strip()}" for column in shelf.COLUMNS.split(","))
    marks = ",".join("?" * len(rows))
    found: list[tuple[object, ...]] = library.connection.execute(
        f"SELECT {columns}, p.row, v.vector, p.terms, d.title, d.kind FROM passages p "
        "JOIN documents d ON d.id = p.document_id LEFT JOIN vectors v ON v.row = p.row AND v.fingerprint = ? "
        f"WHERE p.row IN ({marks})",
        (library.embedder.fingerprint, *rows),
    ).fetchall()
    return found


def _similarity(blob: object, vector: Vectors) -> float:
    if not isinstance(blob, bytes):
        return 0.0
    return float(np.frombuffer(blob, dtype="<f2").astype(np.float32) @ vector)


def _unit(values: Sequence[float]) -> list[float]:
    """Stretch values to [0, 1]; all alike become 1 where they are positive, else 0."""
    low, high = min(values), max(values)
    if high - low < 1e-9:
        return [1.0 if high > 1e-9 else 0.0] * len(values)
    return [(value - low) / (high - low) for value in values]


def _distinct(found: Sequence[_Candidate], k: int) -> list[Hit]:
    """Take the best k, one of each set of near-duplicates (paragraphs recur word for word between reports)."""
    kept: list[_Candidate] = []
    for candidate in found:
        if len(kept) == k:
            break
        if not any(_alike(candidate.words, other.words) for other in kept):
            kept.append(candidate)
    return [replace(candidate.hit) for candidate in kept]


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    shorter, longer = sorted((len(one), len(other)))
    if not longer or shorter / longer < SAME_TEXT:
        return False
    common = len(one & other)
    return common / (len(one) + len(other) - common) >= SAME_TEXT
