"""Draws (anchor, positive) token pairs from tokenised passages: headings, cropped sentences, keywords, trade wordings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]
BLOCK = 8
"""Consecutive passages of a document that stay together in a batch, as harder negatives for each other."""


@dataclass(frozen=True, slots=True)
class TokenPassage:
    """A passage in token ids; `variants[i]` are other wordings of sentence i (abbreviated, colloquial)."""

    title: Ids
    heading: Ids
    sentences: tuple[Ids, ...]
    variants: Mapping[int, tuple[Ids, ...]]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How often each kind of anchor is drawn, and how it is roughened."""

    heading: float = 0.25
    keywords: float = 0.10
    crop: float = 0.5
    drop_from_positive: float = 0.5
    variant: float = 0.35
    asked: float = 0.3


def batches(
    passages: Sequence[TokenPassage],
    wordings: Sequence[tuple[Ids, Ids]],
    questions: Sequence[Ids],
    size: int,
    random: np.random.Generator,
    recipe: Recipe | None = None,
) -> Iterator[tuple[list[Ids], list[Ids]]]:
    """Yield one epoch: each passage once, so that no batch holds a passage twice; a few `wordings` in every batch."""
    drawer = _Drawer(questions, random, recipe or Recipe())
    blocks = random.permutation(np.arange(0, len(passages), BLOCK))
    order = [number for start in blocks for number in range(start, min(start + BLOCK, len(passages)))]
    extra = min(len(wordings), size // 16)
    for start in range(0, len(order) - size + 1, size - extra):
        pairs = [drawer.draw(passages[number]) for number in order[start : start + size - extra]]
        pairs += [wordings[number] for number in random.choice(len(wordings), extra, replace=False)] if extra else []
        yield [anchor for anchor, _ in pairs], [positive for _, positive in pairs]


class _Drawer:
    def __init__(self, questions: Sequence[Ids], random: np.random.Generator, recipe: Recipe) -> None:
        self._questions, self._random, self._recipe = questions, random, recipe

    def draw(self, passage: TokenPassage) -> tuple[Ids, Ids]:
        """Draw one anchor of the passage and the positive that goes with it."""
        lot = self._random.random()
        if passage.heading.size and lot < self._recipe.heading:
            anchor, body = self._with_title(passage, passage.heading), passage.sentences
        elif lot > 1 - self._recipe.keywords:
            anchor, body = self._keywords(passage), (passage.heading, *passage.sentences)
        else:
            anchor, body = self._sentence(passage)
        return self._asked(anchor), self._with_title(passage, np.concatenate(body))

    def _sentence(self, passage: TokenPassage) -> tuple[Ids, tuple[Ids, ...]]:
        count = len(passage.sentences)
        chosen = int(self._random.integers(count))
        if passage.variants and self._chance(self._recipe.variant):
            chosen = int(self._random.choice(list(passage.variants)))
            others = passage.variants[chosen]
            anchor = others[int(self._random.integers(len(others)))]
        else:
            anchor = passage.sentences[chosen]
        dropped = count > 1 and self._chance(self._recipe.drop_from_positive)
        body = tuple(text for place, text in enumerate(passage.sentences) if not (dropped and place == chosen))
        return self._cropped(anchor), (passage.heading, *body) if self._chance(0.7) else body

    def _cropped(self, anchor: Ids) -> Ids:
        if anchor.size < 4 or not self._chance(self._recipe.crop):
            return anchor
        length = int(self._random.integers(max(3, anchor.size // 4), anchor.size + 1))
        start = int(self._random.integers(anchor.size - length + 1))
        return anchor[start : start + length]

    def _keywords(self, passage: TokenPassage) -> Ids:
        words = np.concatenate(passage.sentences)
        return self._random.choice(words, min(words.size, int(self._random.integers(3, 9))), replace=False)

    def _asked(self, anchor: Ids) -> Ids:
        if not self._questions or not self._chance(self._recipe.asked):
            return anchor
        question = self._questions[int(self._random.integers(len(self._questions)))]
        return np.concatenate((question, anchor) if self._chance(0.5) else (anchor, question))

    def _with_title(self, passage: TokenPassage, text: Ids) -> Ids:
        return np.concatenate((passage.title, text)) if passage.title.size and self._chance(0.3) else text

    def _chance(self, share: float) -> bool:
        return bool(self._random.random() < share)
