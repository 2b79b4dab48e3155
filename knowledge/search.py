"""Question to passages: dense and lexical candidates of a library, scored by both, fused, folded and floored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from knowledge import lexical, stored_vectors
from knowledge.abbreviations import expand
from knowledge.indexing import index_of
from knowledge.library import Library
from knowledge.memory import Kept, State, memory_of, similarities
from knowledge.postings import terms_at_hand
from knowledge.records import Hit, SearchResult
from knowledge.terms import terms_of
from knowledge.text import nfc
from knowledge.vectors import Vectors
from knowledge.wordings import other_wordings

DENSE_SHARE = 0.4
"""Weight of the dense score in the convex sum; the rest is lexical. Rank fusion was measured to hurt."""
WHOLE_SHARE = 0.5
"""Weight of the likeness of the whole passage beside that of its best window."""
LEXICAL_CANDIDATES, DENSE_ENTRIES = 40, 25
"""Passages that the words propose, and windows that the vectors propose, before both score the union; or twice k.

Twice as many of each changed nDCG@10 by less than 0.3 on two public sets.
"""
OTHER_MEANING = 0.5
"""Weight of the meaning of a query's other wordings beside its own."""
FLOOR = 0.14
"""Least of a quarter of the share of the query's pairs of words that are known, plus the likeness of the nearest passage.

Under it nothing is found. It is low: a paraphrase that shares no pair of words has no more than a foreign question often has.
"""
FOREIGN_FLOOR = 0.4
"""The same where no passage has a single word of the query."""
HIT_FLOOR = 0.1
"""Least share of the query's words, plus likeness, that any passage found must have."""
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

    def rows(self, library: Library) -> list[int]:
        where, values = self.sql()
        return [int(row[0]) for row in library.connection.execute(f"SELECT row FROM passages WHERE {where}", values)]

    @property
    def short(self) -> bool:
        """Whether the filter can be put to the index."""
        return self.documents is None or len(self.documents) <= DOCUMENTS_IN_FILTER

    @property
    def narrow(self) -> bool:
        return self.documents is not None or self.role is not None


@dataclass(frozen=True, slots=True)
class _Candidate:
    kept: Kept
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
    memory = memory_of(library)
    state = memory.state()
    vector = query_vector(library, query)
    analysed, words = _words(library, query, state, narrowed, max(LEXICAL_CANDIDATES, 2 * k))
    answered, near = _dense(library, vector, narrowed, max(DENSE_ENTRIES, 2 * k))
    kept = list(memory.passages(dict.fromkeys((*words, *near))).values())
    kept = [each for each in kept if near.get(each.row, each.passage.id) == each.passage.id]
    if not kept:
        return SearchResult(query, answered, ())
    candidates = _score(kept, analysed, state, vector, narrowed.attached)
    return SearchResult(query, answered, _hits(candidates, k))


def query_vector(library: Library, query: str) -> Vectors:
    """Embed a query, abbreviations written out, and lean it towards what reports say for its everyday wordings."""
    others = other_wordings(terms_of(query).stream)
    texts = [expand(query), *([", ".join(" ".join(wording) for wording in others)] if others else [])]
    made = library.embedder.encode(texts, query=True)
    leaning = made[0] + OTHER_MEANING * made[1] if others else made[0]
    return np.asarray(leaning / max(float(np.linalg.norm(leaning)), 1e-9), dtype=np.float32)


def _filter(
    library: Library, role: str | None, kind: str | None, documents: tuple[str, ...] | None, report_id: str | None
) -> _Filter:
    """Work out which documents are visible; None where all of them are, so that no filter costs anything."""
    given = memory_of(library).state().given
    attached = frozenset(document for document, report in given if report_id and report == report_id)
    if not given and kind is None and documents is None:
        return _Filter(None, role, attached)
    rows = library.connection.execute(
        "SELECT DISTINCT d.id FROM documents d JOIN places p ON p.document_id = d.id "
        "WHERE (p.report_id = '' OR p.report_id = ?) AND (? IS NULL OR d.kind = ?)",
        (report_id or "", kind, kind),
    )
    wanted = {row[0] for row in rows}
    return _Filter(tuple(sorted(wanted if documents is None else wanted & set(documents))), role, attached)


def _words(
    library: Library, text: str, state: State, narrowed: _Filter, limit: int
) -> tuple[lexical.Query, tuple[int, ...]]:
    """Weigh the query's words and give the rows that hold them best, from memory where it can, else by FTS5."""
    postings = terms_at_hand(library).at(state.stamp)
    if postings is not None:
        query = lexical.analyse(text, state.statistics, postings.frequencies)
        return query, postings.best(query, limit, narrowed.rows(library) if narrowed.narrow else None)
    query = lexical.analyse(text, state.statistics, lexical.stored_frequencies(library.connection))
    where, values = narrowed.sql() if narrowed.narrow else ("", ())
    return query, lexical.candidates(library.connection, query, limit, where, values)


def _dense(
    library: Library, vector: Vectors, narrowed: _Filter, limit: int
) -> tuple[Literal["chroma", "library"], dict[int, str]]:
    """Give the nearest rows with their passages' ids, from the index where it answers, else by an exact scan."""
    if narrowed.short:
        near = index_of(library).nearest(vector, limit, narrowed.documents, narrowed.role)
        if near is not None:
            return "chroma", dict(stored_vectors.row_of(identity) for identity, _ in near)
    allowed = narrowed.rows(library) if narrowed.narrow else None
    scanned = stored_vectors.scan_of(library).nearest(vector, limit, allowed)
    return "library", dict(stored_vectors.row_of(identity) for identity, _ in scanned)


def _score(
    kept: Sequence[Kept], query: lexical.Query, state: State, vector: Vectors, attached: frozenset[str]
) -> list[_Candidate]:
    """Score every candidate by both sides, bring each to [0, 1] over the candidates, and sum them up, best first."""
    scores = lexical.score(query, state.statistics, [(each.codes, each.length) for each in kept])
    best, whole = similarities(kept, vector)
    cosines = best.tolist()
    by_words = _unit(scores.bm25)
    by_vector = _unit((best + WHOLE_SHARE * whole).tolist())
    near = _likeness(state, cosines, vector)
    if query.known / 4 + max(near) < (FLOOR if max(scores.coverage) > 0 else FOREIGN_FLOOR):
        return []
    found = []
    for place, each in enumerate(kept):
        total = (1 - DENSE_SHARE) * by_words[place] + DENSE_SHARE * by_vector[place]
        if attached and each.passage.document_id not in attached:
            total *= 1 - ATTACHED_LEAD
        if scores.coverage[place] + near[place] >= HIT_FLOOR:
            found.append(_Candidate(each, total, cosines[place], by_words[place]))
    return sorted(found, key=lambda candidate: (-candidate.score, candidate.kept.row))


def _likeness(state: State, cosines: Sequence[float], vector: Vectors) -> list[float]:
    """Give the similarities above what just any passage has, which makes models comparable.

    Some give unrelated texts 0.7, ours gives them 0.1.
    """
    known = state.background.shape[1] == len(vector)
    usual = float(np.median(state.background @ vector)) if known and len(state.background) else 0.0
    return [max(0.0, cosine - usual) / max(1e-6, 1 - usual) for cosine in cosines]


def _unit(values: Sequence[float]) -> list[float]:
    """Stretch values to [0, 1]; all alike become 1 where they are positive, else 0."""
    low, high = min(values), max(values)
    if high - low < 1e-9:
        return [1.0 if high > 1e-9 else 0.0] * len(values)
    return [(value - low) / (high - low) for value in values]


def _hits(found: Sequence[_Candidate], k: int) -> tuple[Hit, ...]:
    """Give the best k, one of each set of near-duplicates (paragraphs recur word for word between reports)."""
    hits: list[Hit] = []
    seen: list[frozenset[int]] = []
    for candidate in found:
        words = candidate.kept.words
        if not any(_alike(words, other) for other in seen):
            hits.append(_hit(candidate))
            seen.append(words)
        if len(hits) == k:
            break
    return tuple(hits)


def _hit(candidate: _Candidate) -> Hit:
    kept = candidate.kept
    parts = (round(part, 6) for part in (candidate.score, max(0.0, candidate.dense), candidate.lexical))
    return Hit(kept.passage, kept.document, kept.document_kind, *parts)


def _alike(one: frozenset[int], other: frozenset[int]) -> bool:
    shorter, longer = sorted((len(one), len(other)))
    if not longer or shorter / longer < SAME_TEXT:
        return False
    common = len(one & other)
    return common / (len(one) + len(other) - common) >= SAME_TEXT
