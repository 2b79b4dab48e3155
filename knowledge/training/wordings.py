"""Other wordings of a sentence: trade abbreviations for their expansions, and colloquial words for the official ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import permutations
from typing import Any

import numpy as np
import yaml

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Trade:
    """`groups` of phrases that mean the same, `short` forms by expansion, and `questions` that carry no topic."""

    groups: tuple[tuple[str, ...], ...]
    short: Mapping[str, str]
    questions: tuple[str, ...]


def load_trade(abbreviations: Mapping[str, str]) -> Trade:
    """Read trade_pairs.yaml; `abbreviations` maps a short form to its expansion and is added to those of the file."""
    raw: dict[str, Any] = yaml.safe_load(
        files("knowledge").joinpath("data/trade_pairs.yaml").read_text(encoding="utf-8")
    )
    short = {str(full).lower(): str(brief) for brief, full in {**abbreviations, **raw["abbreviations"]}.items()}
    groups = tuple(tuple(str(phrase) for phrase in group) for group in raw["groups"])
    return Trade(groups, short, tuple(str(question) for question in raw["questions"]))


class Rewriter:
    """Rewrites sentences that hold an official phrase or an abbreviated name."""

    def __init__(self, trade: Trade, random: np.random.Generator) -> None:
        self._random = random
        self._others: dict[str, tuple[str, ...]] = {}
        for group in trade.groups:
            for phrase in group:
                rest = tuple(other for other in group if other != phrase)
                self._others[phrase.lower()] = self._others.get(phrase.lower(), ()) + rest
        self._short = trade.short
        self._official = _Finder(self._others)
        self._long = _Finder(trade.short)

    def rewrite(self, sentence: str) -> tuple[str, ...]:
        """Return up to two other wordings of the sentence: in the clerk's words, and with names abbreviated."""
        worded = self._official.replace(sentence, lambda phrase: self._pick(self._others[phrase]))
        abbreviated = self._long.replace(worded, lambda phrase: self._short[phrase])
        return tuple(dict.fromkeys(text for text in (worded, abbreviated) if text != sentence))

    def _pick(self, phrases: tuple[str, ...]) -> str:
        return phrases[int(self._random.integers(len(phrases)))]


def wording_pairs(trade: Trade) -> tuple[tuple[str, str], ...]:
    """List every ordered pair of phrases of a group, and every abbreviation with its expansion, both ways."""
    pairs = [pair for group in trade.groups for pair in permutations(group, 2)]
    pairs += [pair for full, brief in trade.short.items() for pair in ((full, brief), (brief, full))]
    return tuple(dict.fromkeys(pairs))


class _Finder:
    """Finds phrases of two words and more; the first two words pick the few candidates that a pattern is built for."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._starting: dict[tuple[str, str], tuple[str, ...]] = {}
        for phrase in phrases:
            words = _WORD.findall(phrase)
            if len(words) > 1:
                self._starting[words[0], words[1]] = (*self._starting.get((words[0], words[1]), ()), phrase)

    def replace(self, text: str, other: Callable[[str], str]) -> str:
        """Return the text with every phrase found replaced by `other` of it, the longest first."""
        lowered = text.lower()
        words = _WORD.findall(lowered)
        near = {phrase for pair in zip(words, words[1:], strict=False) for phrase in self._starting.get(pair, ())}
        found = frozenset(phrase for phrase in near if phrase in lowered)
        return _pattern(found).sub(lambda match: other(match[0].lower()), text) if found else text


@lru_cache(maxsize=50_000)
def _pattern(phrases: frozenset[str]) -> re.Pattern[str]:
    longest_first = sorted(sorted(map(re.escape, phrases)), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(longest_first)})\b", re.IGNORECASE)
