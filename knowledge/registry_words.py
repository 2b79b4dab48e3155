"""Search the registry by words: how much of a question's telling words an entry's themes and title hold."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.records import Directive
from knowledge.text import fold, tokens

_STOP = frozenset(
    "van ban nao ve viec cua va cac nhung la gi co duoc quy dinh huong dan theo trong o cho khi de so nay do mot tai voi hay thi can cu "
    "ap dung hien nay ban hanh the ra sao muon tim hoi xin toi minh giup voi nhu phai dua tren noi den lien quan con hieu luc".split()
)


@dataclass(frozen=True, slots=True)
class WordIndex:
    """Word and word-pair sets of every entry, with how telling each is."""

    entries: Sequence[Directive]
    themes: tuple[frozenset[str], ...]
    titles: tuple[frozenset[str], ...]
    weights: dict[str, float]

    def match(self, text: str, limit: int) -> tuple[tuple[Directive, float], ...]:
        """Return up to `limit` entries with a share of the text's weight above nothing, best first."""
        wanted = _terms(text)
        total = sum(self.weights.get(term, self.weights[""]) for term in wanted)
        if not total:
            return ()
        scored = []
        for index, entry in enumerate(self.entries):
            held = wanted & self.themes[index], wanted & self.titles[index]
            weight = sum(self.weights[term] * (1.0 if term in held[0] else 0.85) for term in held[0] | held[1])
            if weight:
                scored.append((entry, round(weight / total, 4)))
        scored.sort(key=lambda pair: -pair[1])
        return tuple(scored[:limit])


def word_index(entries: Sequence[Directive]) -> WordIndex:
    """Index the themes and titles of the entries."""
    themes = tuple(frozenset().union(*(_terms(theme) for theme in entry.themes)) for entry in entries)
    titles = tuple(_terms(f"{entry.title} {entry.type} {entry.issuer}") for entry in entries)
    counts = Counter(term for first, second in zip(themes, titles, strict=True) for term in first | second)
    weights = {term: math.log(1 + len(entries) / (1 + count)) for term, count in counts.items()}
    return WordIndex(entries, themes, titles, weights | {"": math.log(1 + len(entries))})


def _terms(text: str) -> frozenset[str]:
    """Return folded words that tell something, and pairs of neighbouring words."""
    words = [fold(token) for token in tokens(text)]
    pairs = (
        f"{first} {second}" for first, second in zip(words, words[1:], strict=False) if not {first, second} <= _STOP
    )
    return frozenset(_telling(words)) | frozenset(pairs)


def _telling(words: Iterable[str]) -> Iterable[str]:
    return (word for word in words if word not in _STOP)
