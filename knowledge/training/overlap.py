"""Keeps evaluation texts out of training: near-duplicates are found by the word n-grams that they share."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

NGRAM = 8
_WORD = re.compile(r"\w+")


def fingerprints(text: str, size: int = NGRAM) -> set[int]:
    """Return the hashes of the accent-folded word n-grams of a text (of the whole text where it is shorter)."""
    folded = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    words = _WORD.findall("".join(letter for letter in folded if not unicodedata.combining(letter)))
    size = min(size, len(words))
    return {hash(tuple(words[start : start + size])) for start in range(len(words) - size + 1)} if words else set()


class HeldOut:
    """The n-grams of texts that must not be trained on."""

    def __init__(self, texts: Iterable[str], share: float = 0.1) -> None:
        self._texts = [fingerprints(text) for text in texts]
        self._all = set[int]().union(*self._texts)
        self._share = share

    def covers(self, text: str) -> bool:
        """Tell whether more than `share` of the text's n-grams stand in the held-out texts."""
        grams = fingerprints(text)
        return bool(self._all) and bool(grams) and len(grams & self._all) > self._share * len(grams)

    def remaining(self, training_texts: Iterable[str]) -> Iterator[tuple[str, float]]:
        """Yield (what, share) lines: how much of the held-out texts the training texts still contain."""
        seen: set[int] = set()
        for text in training_texts:
            seen |= fingerprints(text) & self._all
        total = max(1, len(self._all))
        yield f"{NGRAM}-gram của tập đo còn trong dữ liệu huấn luyện", len(seen) / total
        for limit in (0.5, 0.2):
            close = sum(1 for grams in self._texts if grams and len(grams & seen) > limit * len(grams))
            yield f"văn bản đo còn trùng trên {limit:.0%}", close / max(1, len(self._texts))
