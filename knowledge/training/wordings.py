"""Other wordings of a sentence: trade abbreviations for their expansions, and colloquial words for the official ones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from itertools import permutations
from typing import Any

import numpy as np
import yaml


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
        self._official = _matcher(phrase for phrase in self._others if len(phrase.split()) > 1)
        self._long = _matcher(trade.short)

    def rewrite(self, sentence: str) -> tuple[str, ...]:
        """Return up to two other wordings of the sentence: in the clerk's words, and with names abbreviated."""
        worded = self._official.sub(lambda match: self._pick(self._others[match[0].lower()]), sentence)
        abbreviated = self._long.sub(lambda match: self._short[match[0].lower()], worded)
        return tuple(dict.fromkeys(text for text in (worded, abbreviated) if text != sentence))

    def _pick(self, phrases: tuple[str, ...]) -> str:
        return phrases[int(self._random.integers(len(phrases)))]


def wording_pairs(trade: Trade) -> tuple[tuple[str, str], ...]:
    """List every ordered pair of phrases of a group, and every abbreviation with its expansion, both ways."""
    pairs = [pair for group in trade.groups for pair in permutations(group, 2)]
    pairs += [pair for full, brief in trade.short.items() for pair in ((full, brief), (brief, full))]
    return tuple(dict.fromkeys(pairs))


def _matcher(phrases: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(map(re.escape, phrases), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(longest_first)})\b", re.IGNORECASE)
