"""Find laws, codes and ordinances by the name that a question gives them ("luật đất đai", "luat mat tran")."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from assistant.lookupindex import LookupIndex, name_words
from knowledge.text import fold

ENOUGH = 0.85
"""Share of the name's weight that a law's own title, or first theme, must hold."""
_BY_THEME = 0.9


def law_scores(name: str, index: LookupIndex) -> dict[int, float]:
    """Return laws whose title or first theme holds the name, by how fully and how tightly it does (0..1)."""
    wanted = name_words(name)
    typed = any(fold(word) != word for word in wanted)
    scores: dict[int, float] = {}
    if not wanted:
        return scores
    for at, title, theme in index.laws:
        by_title = _held(wanted, title, typed, index)
        by_theme = _held(wanted, theme, typed, index) if theme else (0.0, 0.0)
        held, tight = max(by_title, (by_theme[0] * _BY_THEME, by_theme[1]))
        if held >= ENOUGH:
            scores[at] = 0.6 * held + 0.3 * tight
    return scores


def _held(wanted: Sequence[str], words: Sequence[str], typed: bool, index: LookupIndex) -> tuple[float, float]:
    """Return the share of the wanted weight that the words hold, and the share of the words' weight that was wanted."""
    asked, given = _weighed(wanted, typed, index), _weighed(words, typed, index)
    both = sum(weight for term, weight in asked.items() if term in given)
    return both / sum(asked.values()), both / max(sum(given.values()), 1e-9)


def _weighed(words: Sequence[str], typed: bool, index: LookupIndex) -> dict[str, float]:
    plain = tuple(words if typed else (fold(word) for word in words))
    terms = dict.fromkeys((*plain, *(f"{a} {b}" for a, b in pairwise(plain))))
    weights = index.topics.weights
    return {term: weights.get(fold(term), weights[""]) * (0.5 if " " in term else 1.0) for term in terms}
