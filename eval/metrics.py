"""Pure ranking metrics over ids: what was ranked, what was relevant -> a number between 0 and 1."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import log2


def ndcg_at(ranked: Sequence[str], relevant: Mapping[str, float], k: int = 10) -> float:
    """Return nDCG@k with linear gains, as trec_eval and BEIR count it."""
    gains = [relevant.get(name, 0.0) for name in ranked[:k]]
    best = sorted((gain for gain in relevant.values() if gain > 0), reverse=True)[:k]
    ideal = _discounted(best)
    return _discounted(gains) / ideal if ideal else 0.0


def recall_at(ranked: Sequence[str], relevant: Mapping[str, float], k: int = 10) -> float:
    """Return the share of the relevant ids that stand among the first k."""
    wanted = {name for name, gain in relevant.items() if gain > 0}
    return len(wanted.intersection(ranked[:k])) / len(wanted) if wanted else 0.0


def reciprocal_rank(ranked: Sequence[str], relevant: Mapping[str, float], k: int = 10) -> float:
    """Return 1 / rank of the first relevant id among the first k, else 0."""
    return next((1 / rank for rank, name in enumerate(ranked[:k], 1) if relevant.get(name, 0.0) > 0), 0.0)


def mean(values: Iterable[float]) -> float:
    """Return the arithmetic mean, 0 for nothing."""
    numbers = tuple(values)
    return sum(numbers) / len(numbers) if numbers else 0.0


def _discounted(gains: Sequence[float]) -> float:
    return sum(gain / log2(rank + 1) for rank, gain in enumerate(gains, 1))
