"""Choose among wordings so that neighbours do not begin alike and no opening is worn out; the same seed, the same choice."""

from __future__ import annotations

import random
from collections import Counter
from typing import TypeVar

T = TypeVar("T")


class Picker:
    """A run of choices over one draft: remembers how its sentences began."""

    def __init__(self, seed: int, salt: str) -> None:
        self._order = 0.7 if not seed else 0.35
        self._random = random.Random(f"{seed}|{salt}")
        self._seen: Counter[str] = Counter()
        self._turns: Counter[str] = Counter()
        self._last: tuple[str, ...] = ()

    def sentence(self, ways: tuple[str, ...]) -> str:
        """Return one way to begin the next sentence; earlier ways are better, repeated beginnings worse."""
        scored = [(self._cost(way, rank), way) for rank, way in enumerate(dict.fromkeys(ways))]
        chosen = min(scored)[1]
        self.note(chosen)
        return chosen

    def note(self, text: str) -> None:
        """Remember how a sentence that was placed began."""
        words = tuple(text.lower().split()[:2])
        self._last = words
        self._seen.update({" ".join(words): 1, words[0] if words else "": 1})

    def turn(self, ways: list[str]) -> str:
        """Return the next of several connectors, so that none comes twice before the others have come."""
        least = min(self._turns[way] for way in ways)
        chosen = self.any([way for way in ways if self._turns[way] == least])
        self._turns[chosen] += 1
        return chosen

    def any(self, ways: tuple[T, ...] | list[T]) -> T:
        """Return one of equally good wordings."""
        return self._random.choice(list(ways))

    def _cost(self, way: str, rank: int) -> float:
        words = tuple(way.lower().split()[:2])
        cost = self._order * rank + self._random.random()
        cost += 6.0 * (words == self._last) + 1.5 * (words[:1] == self._last[:1])
        return cost + 1.2 * self._seen[" ".join(words)] + 0.5 * (self._seen[words[0]] if words else 0)
