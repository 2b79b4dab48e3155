"""The shape of a capitalised Vietnamese name, and the value that says where one stands and which slot it becomes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from assistant.prompts import load_yaml

_UPPER = "".join(c for c in map(chr, range(0x41, 0x1EFF)) if c.isupper() and (c < "\u0250" or c >= "\u1e00"))

SYLLABLE = rf"[{_UPPER}](?:(?![{_UPPER}])[^\W\d_])*(?:['’][^\W\d_]+)?(?!\w)"
"""One capitalised syllable; abbreviations such as UBND are none."""

RUN = rf"{SYLLABLE}(?: {SYLLABLE}){{0,3}}"
"""One to four capitalised syllables."""


@dataclass(frozen=True, slots=True)
class NameMask:
    """A name at `start:end` of the text and the slot to write for it."""

    start: int
    end: int
    slot: str


@cache
def vocabulary(key: str) -> frozenset[str]:
    """Return one word list of `prompts/names.yaml`."""
    return frozenset(load_yaml("names")[key])


def any_of(words: Iterable[str]) -> str:
    """Return a regular expression for one of the words, longest first, hyphens with or without spaces."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ \-\ ", r"\s?-\s?") for word in ordered)
