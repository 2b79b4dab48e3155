"""How often syllables stand alone, in pairs and in triples in official texts: the model behind the spelling check.

Trained by `python -m knowledge.training.syllables`; counts are kept as rounded logarithms. A run is a stretch of words
without punctuation; "#" stands for any number, GAP for either end of a run.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.phonotactics import is_syllable
from knowledge.text import fold, normalise_tones

SHIPPED = Path(__file__).parent / "data" / "syllables.npz"
GAP, NUMBER, UNKNOWN = "<", "#", "?"
MARKS = frozenset((GAP, NUMBER, UNKNOWN))
LOG_STEP = 15
WIDTH = 1 << 16
_TOKEN = re.compile(r"(?P<word>[^\W\d_]+)|\d[\d.,/]*%?")
_JOINED = re.compile(r"[ \u00a0]{1,3}|[ \u00a0]?\n[ \u00a0]?")
_ONSETS = ("s x", "ch tr", "d đ gi r", "l n", "ng nh", "b v", "k kh", "t th", "c kh", "h kh")
_CODAS = ("c t", "n ng", "p t", "ch t", "n nh", "m n", "i y")
_ONSET = re.compile(r"ngh|ng|nh|ch|tr|th|kh|ph|gh|gi(?=[aăâeêoôơuư])|qu|[bcdđghklmnprstvx]")
_PAIR, _TRIPLE = 0.3, 0.6
_COMMON = 40
"""A syllable must stand this often to be offered in place of another."""

Counts = NDArray[Any]


class Syllable(NamedTuple):
    """One word or number of a run at `start:end`: `form` is lowercase and tone-normalised, "#" for a number."""

    form: str
    written: str
    start: int
    end: int


def read_runs(text: str) -> Iterator[list[Syllable]]:
    """Yield the runs of an NFC text; a line break goes on only before a small letter."""
    forms = normalise_tones(text).lower()
    aligned = len(forms) == len(text)
    run: list[Syllable] = []
    last = 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if run and text[last:start] != " " and not _goes_on(text, last, start):
            yield run
            run = []
        word = match.group()
        form = NUMBER if match["word"] is None else forms[start:end] if aligned else normalise_tones(word).lower()
        run.append(Syllable(form, word, start, end))
        last = end
    if run:
        yield run


def _goes_on(text: str, end: int, start: int) -> bool:
    return bool(_JOINED.fullmatch(text, end, start)) and ("\n" not in text[end:start] or text[start].islower())


@dataclass(frozen=True, eq=False)
class SyllableModel:
    """Counts of syllables, pairs and triples; combinations not seen count 0."""

    places: dict[str, int]
    names: tuple[str, ...]
    singles: Counts
    pair_keys: Counts
    pair_times: Counts
    triple_keys: Counts
    triple_times: Counts
    alike: dict[str, tuple[str, ...]]
    total: float

    def single(self, syllable: str) -> float:
        """Return how often a syllable stands in the texts trained on, about."""
        place = self.places.get(syllable)
        return 0.0 if place is None else float(self.singles[place])

    def pair(self, first: str, second: str) -> float:
        """Return how often two syllables stand in a row, about."""
        at = self._pair_at(first, second)
        return 0.0 if at < 0 else float(self.pair_times[at])

    def triple(self, first: str, second: str, third: str) -> float:
        """Return how often three syllables stand in a row, about."""
        at, last = self._pair_at(first, second), self.places.get(third)
        if at < 0 or last is None:
            return 0.0
        found = _find(self.triple_keys, at * WIDTH + last)
        return 0.0 if found < 0 else float(self.triple_times[found])

    def bound(self, first: str, second: str) -> float:
        """Return the pointwise mutual information of two neighbours: high within a word, about 0 by chance; -9 unseen."""
        both = self.pair(first, second)
        if both < 3 or first in MARKS or second in MARKS:
            return -9.0
        return math.log(both * self.total / (self.single(first) * self.single(second)))

    def ids(self, forms: list[str]) -> Counts:
        """Return the places of syllables; unknown ones share one that never stands anywhere."""
        unknown = self.places[UNKNOWN]
        return np.fromiter((self.places.get(f, unknown) for f in forms), dtype=np.int64, count=len(forms))

    def surprises(self, a: Counts, b: Counts, c: Counts) -> Counts:
        """Return -log of the chance of each c after its a and b, triples, pairs and singles mixed; all are places."""
        first, _ = self._times_at(self.pair_keys, self.pair_times, a * WIDTH + b)
        _, both = self._times_at(self.pair_keys, self.pair_times, b * WIDTH + c)
        _, three = self._times_at(self.triple_keys, self.triple_times, first * WIDTH + c)
        before = np.where(first >= 0, self.pair_times[first], 1.0)
        chance = (1 - _PAIR - _TRIPLE) * (self.singles[c] + 0.1) / self.total
        chance = chance + _PAIR * both / np.maximum(self.singles[b], 1.0)
        chance = chance + _TRIPLE * np.where(first >= 0, three / before, 0.0)
        return -np.log(np.minimum(1.0, chance))

    def candidate_ids(self, word: str) -> Counts:
        """Return the places of the word's candidates."""
        return _ids_of_candidates(self, word)

    def _times_at(self, keys: Counts, times: Counts, wanted: Counts) -> tuple[Counts, Counts]:
        at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        hit = keys[at] == wanted
        return np.where(hit, at, -1), np.where(hit, times[at], 0.0)

    def candidates(self, word: str) -> tuple[str, ...]:
        """Return the common syllables that a word may be a slip for: other accents, or a neighbouring onset or coda."""
        near = [w for w in self.alike.get(fold(word), ()) if w != word]
        near += [w for w in _neighbours(word) if w != word and self.single(w) >= _COMMON]
        return tuple(dict.fromkeys(near))

    def _pair_at(self, first: str, second: str) -> int:
        a, b = self.places.get(first), self.places.get(second)
        return -1 if a is None or b is None else _find(self.pair_keys, a * WIDTH + b)


def _find(keys: Counts, key: int) -> int:
    at = int(np.searchsorted(keys, key))
    return at if at < len(keys) and keys[at] == key else -1


@cache
def _neighbours(word: str) -> tuple[str, ...]:
    onset = match.group() if (match := _ONSET.match(word)) else ""
    rest = word[len(onset) :]
    near = [other + rest for group in _ONSETS if onset in group.split() for other in group.split()]
    for pair in _CODAS:
        for one, other in (pair.split(), pair.split()[::-1]):
            near += [word[: -len(one)] + other] if word.endswith(one) else []
    return tuple(w for w in dict.fromkeys(near) if w != word and is_syllable(w))


@lru_cache(maxsize=8192)
def _ids_of_candidates(model: SyllableModel, word: str) -> Counts:
    return model.ids(list(model.candidates(word)))


@cache
def load_model(path: Path = SHIPPED) -> SyllableModel:
    """Read the shipped counts, once."""
    with np.load(path) as data:
        names = tuple(data["syllables"].tobytes().decode("utf-8").split("\n"))
        singles = _times(data["singles"])
        singles[names.index(UNKNOWN)] = 0.0
        pairs = _keys(data["pair_runs"], data["pair_last"])
        triples = _keys(data["triple_runs"], data["triple_last"])
        pair_times, triple_times = _times(data["pair_logs"]), _times(data["triple_logs"])
    alike: dict[str, list[str]] = {}
    for name, times in zip(names, singles, strict=True):
        if times >= _COMMON and is_syllable(name):
            alike.setdefault(fold(name), []).append(name)
    groups = {bare: tuple(forms) for bare, forms in alike.items()}
    places = {name: place for place, name in enumerate(names)}
    return SyllableModel(places, names, singles, pairs, pair_times, triples, triple_times, groups, float(singles.sum()))


def _keys(runs: Counts, last: Counts) -> Counts:
    return np.repeat(np.arange(len(runs), dtype=np.int64), runs) * WIDTH + last


def _times(logs: Counts) -> Counts:
    return np.exp(logs.astype(np.float32) / LOG_STEP)
