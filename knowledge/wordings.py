"""Everyday wordings and the wordings of reports that say the same: "thiếu tiền" also asks for "kinh phí hạn chế"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import yaml

from knowledge.terms import terms_of
from knowledge.text import fold

SLACK = 2
"""Other syllables that may stand among those of a wording ("tiền còn ít" holds "tiền ít")."""
MOST, MOST_WORDS = 12, 10
"""Other wordings that one query brings in by its phrases, and by its single everyday words."""
LONGEST_WORD = 4
"""Syllables of an everyday word."""


@dataclass(frozen=True, slots=True)
class Wordings:
    """Groups of wordings as syllables, and the wordings that each syllable, folded, begins the look-up of."""

    groups: tuple[tuple[tuple[str, ...], ...], ...]
    by_syllable: dict[str, tuple[tuple[int, int], ...]]


@cache
def load_wordings() -> Wordings:
    """Read the groups that are shipped, once."""
    source = files("knowledge").joinpath("data/trade_pairs.yaml").read_text(encoding="utf-8")
    raw = yaml.load(source, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))["groups"]
    groups = tuple(tuple(terms_of(str(wording)).stream for wording in group) for group in raw)
    found: dict[str, list[tuple[int, int]]] = {}
    for number, group in enumerate(groups):
        for place, wording in enumerate(group):
            if len(wording) > 1:
                found.setdefault(fold(wording[0]), []).append((number, place))
    return Wordings(groups, {syllable: tuple(places) for syllable, places in found.items()})


@lru_cache(maxsize=1_000)
def other_wordings(stream: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Give what else says the same as some part of a query; the longest part that is known counts first."""
    known = load_wordings()
    typed = any(fold(token) != token for token in stream)
    found = sorted(_matches(stream, typed), key=lambda match: (-len(known.groups[match[0]][match[1]]), match))
    chosen: dict[tuple[str, ...], None] = {}
    for number, place in found:
        for other, wording in enumerate(known.groups[number]):
            if other != place:
                chosen.setdefault(wording)
    words = (wording for wording in _report_words(stream, typed) if wording not in chosen)
    return (*tuple(chosen)[:MOST], *tuple(dict.fromkeys(words))[:MOST_WORDS])


@cache
def load_everyday_words() -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Read what reports say for everyday words; words of several syllables also under their folded form."""
    source = files("knowledge").joinpath("data/everyday_words.yaml").read_text(encoding="utf-8")
    raw = yaml.load(source, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    found: dict[tuple[str, ...], tuple[tuple[str, ...], ...]] = {}
    for word, wordings in raw.items():
        stream = terms_of(str(word)).stream
        others = tuple(terms_of(str(wording)).stream for wording in wordings)
        found[stream] = others
        if len(stream) > 1:
            found.setdefault(tuple(fold(syllable) for syllable in stream), others)
    return found


def _report_words(stream: tuple[str, ...], typed: bool) -> Iterator[tuple[str, ...]]:
    """Yield what reports say for the everyday words of a query, the longest word first at each place."""
    known = load_everyday_words()
    at = 0
    while at < len(stream):
        for size in range(min(LONGEST_WORD, len(stream) - at), 0, -1):
            word = stream[at : at + size]
            if word in known and (typed or size > 1):
                yield from known[word]
                break
        else:
            size = 1
        at += size


def _matches(stream: tuple[str, ...], typed: bool) -> Iterator[tuple[int, int]]:
    """Yield the wordings whose syllables all stand near one another in the query, in any order."""
    known = load_wordings()
    written = stream if typed else tuple(fold(token) for token in stream)
    folded = [fold(token) for token in stream]
    for at, syllable in enumerate(folded):
        for number, place in known.by_syllable.get(syllable, ()):
            wording = known.groups[number][place]
            wanted = set(wording if typed else (fold(token) for token in wording))
            reach = len(wording) + SLACK
            ahead, behind = written[at : at + reach], written[max(0, at + 1 - reach) : at + 1]
            if wanted <= set(ahead) or wanted <= set(behind):
                yield number, place
