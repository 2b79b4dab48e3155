"""Trade abbreviations to the words that they stand for, so that "UBND" and "ủy ban nhân dân" are one thing to search."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from knowledge.text import fold, nfc


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """`words` by folded abbreviation ("ubnd"), and `types` of directives by folded code and by folded words."""

    words: dict[str, str]
    types: dict[str, str]
    codes: dict[tuple[str, ...], str]


@cache
def load_abbreviations() -> Abbreviations:
    """Read the dictionary that is shipped, once."""
    source = files("knowledge").joinpath("data/abbreviations.yaml").read_text(encoding="utf-8")
    raw = yaml.safe_load(source)
    words = {fold(str(key)): nfc(str(value)) for key, value in raw["words"].items()}
    types = {fold(str(key)): nfc(str(value)) for key, value in raw["types"].items()}
    codes = {tuple(fold(value).split()): code for code, value in types.items()}
    return Abbreviations(words=words, types=types, codes=codes)


_WORD = re.compile(r"\w+(?:-\w+)?")


def expand(text: str) -> str:
    """Write out every known abbreviation that stands as a word of its own; everything else is left as it is."""
    known = load_abbreviations().words

    def written_out(match: re.Match[str]) -> str:
        if not _stands_alone(text, match.start(), match.end()):
            return match.group()
        return known.get(fold(match.group()), match.group())

    return _WORD.sub(written_out, text)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Tell a word from a piece of a symbol such as 62-KL/TW."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return before not in {"/", "-"} and after not in {"/", "-"}
