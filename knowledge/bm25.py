"""Exact BM25 of a few hundred candidate passages at once, over the codes of their syllables, pairs and symbol keys.

Scores follow Robertson and Zaragoza (2009); a query typed with accents gives part of each
term's score to accented matches only, so that "cán bộ" and "cạn bò" are told apart without losing accent-less queries.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from knowledge.terms import Terms, encode
from knowledge.text import fold

K1, B = 0.6, 0.4
"""Low, as suits passages of about one length: measured on two public sets, 1.2 and 0.75 cost more than a point of nDCG@10."""
ACCENT_SHARE = 0.5
"""Part of a term's score that only an accented match earns, where the query has accents."""


@dataclass(frozen=True, slots=True)
class Statistics:
    """Size of the collection that BM25 needs: number of passages and their mean length in syllables."""

    passages: int
    mean_length: float


@dataclass(frozen=True, slots=True)
class Query:
    """A query's own stream first, then other wordings of it; weights and document frequencies by the index's terms.

    `codes` are the terms' numbers in memory, `known` is the share of its pairs of syllables (of its terms, where it has
    no pair) that any passage has.
    """

    streams: tuple[tuple[str, ...], ...]
    weights: Mapping[str, float]
    frequencies: Mapping[str, int]
    own: frozenset[str]
    known: float
    codes: Mapping[str, int]

    @property
    def accented(self) -> bool:
        """Whether the query was typed with accents."""
        return any(fold(token) != token for token in self.streams[0])

    @property
    def tokens(self) -> dict[str, str]:
        """The syllables as typed, by the index's form of them."""
        found: dict[str, str] = {}
        for stream in self.streams:
            for token in stream:
                found.setdefault(plain(token), token)
        return found

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The pairs of neighbouring syllables, in the index's form."""
        return tuple(pair for stream in self.streams for pair in pairwise(plain(token) for token in stream))


@dataclass(frozen=True, slots=True)
class Scores:
    """BM25 of each passage, and the share that it holds of the query's own syllables and symbols, by their weight."""

    bm25: list[float]
    coverage: list[float]


@lru_cache(maxsize=100_000)
def plain(token: str) -> str:
    """Give a term as the index has it: folded, and encoded for FTS5."""
    return encode(fold(token))


@lru_cache(maxsize=100_000)
def code_of(token: str) -> int:
    """Give a term's 32 bits."""
    return zlib.crc32(token.encode())


def numbered(every: Iterable[Terms]) -> dict[str, int]:
    """Give the terms of the index that texts are made of, each with its number: 32 bits, or twice 32 for a pair."""
    found: dict[str, int] = {}
    for terms in every:
        stream = [plain(token) for token in terms.stream]
        for term in (*stream, *(plain(key) for key in terms.keys)):
            found[term] = code_of(term)
        for left, right in pairwise(stream):
            found[f"{left}_{right}"] = code_of(left) << 32 | code_of(right)
    return found


def codes_of(terms: Terms) -> bytes:
    """Code a passage's terms in 32 bits each: the stream folded, the stream as typed, then the keys."""
    codes = [code_of(plain(token)) for token in terms.stream]
    codes += [code_of(token) for token in terms.stream]
    codes += [code_of(plain(key)) for key in terms.keys]
    return np.array(codes, dtype="<u4").tobytes()


def score(query: Query, statistics: Statistics, passages: Sequence[tuple[bytes, int]]) -> Scores:
    """Score passages, each given by its codes and its length in syllables."""
    if not passages or not query.weights:
        return Scores([0.0] * len(passages), [0.0] * len(passages))
    lengths = np.array([length for _, length in passages])
    arrays = [np.frombuffer(codes, dtype="<u4") for codes, _ in passages]
    places = {term: place for place, term in enumerate(query.weights)}
    counts, exact = _streams(query, places, arrays, lengths)
    counts += _keys(query, places, arrays, lengths)
    weights = np.array(list(query.weights.values()))
    damping = (K1 * (1 - B + B * lengths / max(statistics.mean_length, 1.0)))[:, None]
    gains = counts / (counts + damping)
    if query.accented:
        typed = np.isin(list(places), list(_typed_terms(query)))
        both = (1 - ACCENT_SHARE) * gains + ACCENT_SHARE * exact / (exact + damping)
        gains = np.where(typed[None, :], both, gains)
    bm25 = (K1 + 1) * gains @ weights
    pairs = {f"{left}_{right}" for left, right in query.pairs}
    single = np.where([term in query.own and term not in pairs for term in places], weights, 0.0)
    coverage = (counts > 0) @ single / max(single.sum(), 1e-9)
    return Scores(bm25.tolist(), coverage.tolist())


def _typed_terms(query: Query) -> set[str]:
    return {*query.tokens, *(f"{left}_{right}" for left, right in query.pairs)}


def _streams(
    query: Query, places: Mapping[str, int], arrays: Sequence[NDArray[np.uint32]], lengths: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Count syllables and pairs in every passage, folded and as the query types them."""
    folded = np.concatenate([array[:length] for array, length in zip(arrays, lengths, strict=True)])
    typed = np.concatenate([array[length : 2 * length] for array, length in zip(arrays, lengths, strict=True)])
    owners = np.repeat(np.arange(len(arrays)), lengths)
    tokens = query.tokens
    known = {code_of(term): number for number, term in enumerate(tokens)}
    numbers = _look_up(folded, known)
    at = np.flatnonzero(numbers >= 0)
    term_places = np.array([places[term] for term in tokens], dtype=np.int64)
    same = typed[at] == np.array([code_of(token) for token in tokens.values()], dtype=np.uint32)[numbers[at]]
    pairs = _pair_places(query, places, list(tokens))
    near = np.flatnonzero((np.diff(at) == 1) & (owners[at[:-1]] == owners[at[1:]]) if len(at) else np.zeros(0, bool))
    pair_places = pairs[numbers[at[near]], numbers[at[near] + 1]] if len(near) else np.zeros(0, dtype=np.int64)
    wanted = pair_places >= 0
    rows = np.concatenate([owners[at], owners[at[near]][wanted]])
    columns = np.concatenate([term_places[numbers[at]], pair_places[wanted]])
    agree = np.concatenate([same, (same[near] & same[near + 1])[wanted] if len(near) else np.zeros(0, dtype=bool)])
    shape = (len(arrays), len(places))
    return _count(rows, columns, shape), _count(rows[agree], columns[agree], shape)


def _look_up(codes: NDArray[np.uint32], known: Mapping[int, int]) -> NDArray[np.int64]:
    """Give the number of each code that is known, -1 for the others."""
    if not known:
        return np.full(len(codes), -1, dtype=np.int64)
    keys = np.array(sorted(known), dtype=np.uint32)
    values = np.array([known[int(key)] for key in keys], dtype=np.int64)
    found = np.minimum(np.searchsorted(keys, codes), len(keys) - 1)
    return np.where(keys[found] == codes, values[found], -1)


def _pair_places(query: Query, places: Mapping[str, int], tokens: list[str]) -> NDArray[np.int64]:
    """Lay out, by the numbers of two neighbours, the column of the query's pair that they make."""
    table = np.full((len(tokens), len(tokens)), -1, dtype=np.int64)
    number = {token: place for place, token in enumerate(tokens)}
    for left, right in query.pairs:
        table[number[left], number[right]] = places[f"{left}_{right}"]
    return table


def _keys(
    query: Query, places: Mapping[str, int], arrays: Sequence[NDArray[np.uint32]], lengths: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Count symbol keys in every passage, a bare figure of the query meeting the number of a symbol too."""
    parts = [array[2 * length :] for array, length in zip(arrays, lengths, strict=True)]
    owners = np.repeat(np.arange(len(arrays)), [len(part) for part in parts])
    numbers = _look_up(np.concatenate(parts), {code_of(term): place for term, place in places.items()})
    return _count(owners[numbers >= 0], numbers[numbers >= 0], (len(arrays), len(places)))


def _count(rows: NDArray[np.int64], columns: NDArray[np.int64], shape: tuple[int, int]) -> NDArray[np.float64]:
    flat = np.bincount(rows * shape[1] + columns, minlength=shape[0] * shape[1])
    return flat.reshape(shape).astype(np.float64)
