"""Which passages a paragraph took its wording from: shared runs of syllables that the user's own notes do not have."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.records import Citation, DraftParagraph
from knowledge.records import Hit
from knowledge.text import nfc, sentences

RUN = 5
"""Syllables in a row from which a wording counts as taken from a passage."""
BORROWED = 4
"""How many of them the user's own texts must not have, so that names and the notes' own words count for nothing."""


@dataclass(frozen=True, slots=True)
class Attested:
    """A run of words that a paragraph and a passage share."""

    hit: Hit
    words: tuple[str, ...]


def attest(paragraph: str, hits: tuple[Hit, ...], own: tuple[str, ...]) -> Attested | None:
    """Find the longest wording shared with a passage and not with the user's `own` texts; None under RUN syllables."""
    words = _words(paragraph)
    mine = {word for text in own for word in _words(text)}
    best: Attested | None = None
    for hit in hits:
        theirs = _grams(_words(hit.passage.text))
        for run in _shared_runs(words, theirs):
            borrowed = sum(word not in mine for word in run)
            if borrowed >= BORROWED and (best is None or len(run) > len(best.words)):
                best = Attested(hit, run)
    return best


def cite(
    paragraphs: tuple[DraftParagraph, ...],
    found: tuple[tuple[Hit, tuple[str, ...]] | None, ...],
    source_text: Callable[[str], str],
) -> tuple[tuple[DraftParagraph, ...], tuple[Citation, ...]]:
    """Number the passages used, from 1 in order of use, and put the numbers on their paragraphs."""
    numbers: dict[str, int] = {}
    citations: list[Citation] = []
    cited = []
    for paragraph, use in zip(paragraphs, found, strict=True):
        if use is None:
            cited.append(paragraph)
            continue
        hit, words = use
        if hit.passage.id not in numbers:
            numbers[hit.passage.id] = len(numbers) + 1
            citations.append(citation_of(numbers[hit.passage.id], hit, source_text(hit.passage.document_id), words))
        cited.append(DraftParagraph(paragraph.text, paragraph.notes, (numbers[hit.passage.id],)))
    return tuple(cited), tuple(citations)


def citation_of(n: int, hit: Hit, source: str, words: tuple[str, ...] = ()) -> Citation:
    """Make a citation whose quote is the sentence that holds `words`, where that sentence stands verbatim in the source."""
    passage = hit.passage
    quote = passage.quote
    for start, end in sentences(passage.text):
        sentence = passage.text[start:end].strip()
        if words and _contains(_words(sentence), words) and sentence in source:
            quote = sentence
            break
    return Citation(n, passage.id, passage.document_id, hit.document, passage.heading_path, passage.role, quote)


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\W\d_]+", nfc(text).lower()))


def _grams(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    return {words[i : i + RUN] for i in range(len(words) - RUN + 1)}


def _shared_runs(words: tuple[str, ...], grams: set[tuple[str, ...]]) -> list[tuple[str, ...]]:
    runs, start = [], None
    for i in range(len(words) - RUN + 2):
        inside = i <= len(words) - RUN and words[i : i + RUN] in grams
        if inside and start is None:
            start = i
        elif not inside and start is not None:
            runs.append(words[start : i - 1 + RUN])
            start = None
    return runs


def _contains(words: tuple[str, ...], run: tuple[str, ...]) -> bool:
    return any(words[i : i + len(run)] == run for i in range(len(words) - len(run) + 1))
