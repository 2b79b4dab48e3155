"""BM25 over plain syllables with the usual k1 and b: what search is measured against."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.text import tokens

K1, B = 1.2, 0.75


class PlainBM25:
    """Exact scores of every text for a query, accents kept, no abbreviations, no pairs."""

    def __init__(self, texts: Sequence[str]) -> None:
        cut = [tokens(text) for text in texts]
        self._numbers: dict[str, int] = {}
        for token in (token for each in cut for token in each):
            self._numbers.setdefault(token, len(self._numbers))
        lengths = np.array([len(each) for each in cut], dtype=np.float64)
        owners = np.repeat(np.arange(len(cut)), lengths.astype(np.int64))
        terms = np.array([self._numbers[token] for each in cut for token in each], dtype=np.int64)
        cells, counts = np.unique(terms * len(cut) + owners, return_counts=True)
        self._rows = cells % len(cut)
        self._starts = np.searchsorted(cells // len(cut), np.arange(len(self._numbers) + 1))
        damping = K1 * (1 - B + B * lengths / lengths.mean())
        frequencies = np.diff(self._starts)
        idf = np.log(1 + (len(cut) - frequencies + 0.5) / (frequencies + 0.5))
        self._gains = np.repeat(idf, frequencies) * counts * (K1 + 1) / (counts + damping[self._rows])
        self._size = len(cut)

    def scores(self, query: str) -> NDArray[np.float64]:
        """Score every text."""
        found = np.zeros(self._size)
        for token in tokens(query):
            if (number := self._numbers.get(token)) is not None:
                chosen = slice(self._starts[number], self._starts[number + 1])
                found[self._rows[chosen]] += self._gains[chosen]
        return found
