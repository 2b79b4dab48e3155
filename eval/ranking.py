"""The ways to rank the passages of a library for a query that are compared: each part alone, rank fusion, and `search()`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from eval.plain_bm25 import PlainBM25
from knowledge import lexical, stored_vectors
from knowledge.abbreviations import expand
from knowledge.library import Library
from knowledge.memory import memory_of
from knowledge.search import search

DEPTH = 100
RRF = 60
Way = Callable[[str], list[str]]


def ways_of(library: Library, texts: Sequence[str], names: Sequence[str]) -> dict[str, Way]:
    """Give the ways by name; `texts` and `names` are what the plain BM25 ranks, each ranks ids best first."""
    plain = PlainBM25(texts)

    def by_plain_words(query: str) -> list[str]:
        scores = plain.scores(query)
        best = np.argsort(-scores, kind="stable")[:DEPTH]
        return [names[place] for place in best if scores[place] > 0]

    def by_ranks(query: str) -> list[str]:
        scores: dict[str, float] = {}
        for ranked in (by_words(library, query), by_meaning(library, query)):
            for rank, name in enumerate(ranked, 1):
                scores[name] = scores.get(name, 0.0) + 1 / (RRF + rank)
        return sorted(scores, key=lambda name: -scores[name])

    return {
        "BM25, plain syllables": by_plain_words,
        "BM25, ours": lambda query: by_words(library, query),
        "dense alone": lambda query: by_meaning(library, query),
        "reciprocal ranks": by_ranks,
        "fused: search()": lambda query: [hit.passage.id for hit in search(library, query, 10).hits],
    }


def by_words(library: Library, query: str) -> list[str]:
    """Rank by the library's own BM25 alone."""
    memory = memory_of(library)
    statistics = memory.state().statistics
    analysed = lexical.analyse(query, statistics, lexical.stored_frequencies(library.connection))
    rows = lexical.candidates(library.connection, analysed, DEPTH)
    kept = list(memory.passages(rows).values())
    scores = lexical.score(analysed, statistics, [(each.codes, each.length) for each in kept]).bm25
    order = sorted(range(len(kept)), key=lambda place: -scores[place])
    return [kept[place].passage.id for place in order]


def by_meaning(library: Library, query: str) -> list[str]:
    """Rank by the vectors alone, exactly, each passage by its best window."""
    vector = library.embedder.encode([expand(query)], query=True)[0]
    near = stored_vectors.scan_of(library).nearest(vector, 4 * DEPTH)
    return list(dict.fromkeys(stored_vectors.row_of(identity)[1] for identity, _ in near))[:DEPTH]
