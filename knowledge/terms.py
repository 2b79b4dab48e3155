"""Text to the terms that lexical search knows: a stream of syllables with abbreviations written out, and keys of symbols."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from knowledge.abbreviations import load_abbreviations
from knowledge.text import fold, tokens

SEPARATOR = " | "
_SYMBOL = re.compile(r"(\d+[a-z]?)[-/](?:\d{4}[-/])?([a-z]+)\d*(?:[-/].*)?")
_NUMBER = re.compile(r"\d{1,4}[a-z]?")
_UNSAFE = re.compile(r"[^a-z0-9\x80-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Terms:
    """`stream` in reading order with its accents, and `keys` ("kl#62", "62") under which directive symbols meet."""

    stream: tuple[str, ...]
    keys: tuple[str, ...]

    @property
    def stored(self) -> str:
        """One line that `Terms.read` understands."""
        return " ".join(self.stream) + SEPARATOR + " ".join(self.keys)

    @staticmethod
    def read(stored: str) -> Terms:
        """Take a stored line apart again."""
        stream, _, keys = stored.partition(SEPARATOR)
        return Terms(tuple(stream.split()), tuple(keys.split()))


def terms_of(text: str) -> Terms:
    """Cut a text (a passage or a query) into its terms."""
    raw = tokens(text)
    folded = tuple(fold(token) for token in raw)
    words = load_abbreviations().words
    stream: list[str] = []
    for token, plain in zip(raw, folded, strict=True):
        stream.extend(_written_out(words[plain]) if plain in words else (_one_word(token),))
    return Terms(tuple(stream), tuple(dict.fromkeys(_keys(folded))))


def unit_terms(terms: Terms) -> Iterator[str]:
    """Yield the folded terms of the index: syllables, pairs of neighbours, keys; each encoded for FTS5."""
    plain = [encode(fold(token)) for token in terms.stream]
    yield from plain
    for left, right in pairwise(plain):
        yield f"{left}_{right}"
    for key in terms.keys:
        yield encode(key)


def encode(token: str) -> str:
    """Make a token one word for FTS5: every mark becomes an underscore and its code."""
    return token if token.isalnum() else _UNSAFE.sub(lambda match: f"_{ord(match.group()):02x}", token)


def _one_word(token: str) -> str:
    """Keep spaces and the separator out of a stored term."""
    return token.replace(" ", "").replace("|", "/") or "/"


@cache
def _written_out(words: str) -> tuple[str, ...]:
    return tokens(words)


def _keys(folded: tuple[str, ...]) -> Iterator[str]:
    """Yield type#number for symbols, for a number before a type code and for type words before a number."""
    known = load_abbreviations()
    for place, token in enumerate(folded):
        symbol = _SYMBOL.fullmatch(token)
        if symbol and symbol[2] in known.types:
            yield f"{symbol[2]}#{symbol[1]}"
            yield symbol[1]
        elif _NUMBER.fullmatch(token):
            code = _code_after(folded, place) or _code_before(folded, place)
            if code:
                yield f"{code}#{token}"


def _code_after(folded: tuple[str, ...], place: int) -> str:
    """Find the code in "62 KL TW" or in "62 KL/TW"; "da" is left out, for it is also a word."""
    following = folded[place + 1] if place + 1 < len(folded) else ""
    code = re.split(r"[-/]", following)[0]
    return code if code in load_abbreviations().types and code != "da" else ""


def _code_before(folded: tuple[str, ...], place: int) -> str:
    """Find the type in "kết luận 62", "Kết luận số 62" or "KL 62"."""
    known = load_abbreviations()
    end = place - 1 if place and folded[place - 1] == "so" else place
    if end and folded[end - 1] in known.types and folded[end - 1] != "da":
        return folded[end - 1]
    for size in (4, 3, 2, 1):
        if size <= end and (code := known.codes.get(folded[end - size : end])):
            return code
    return ""
