"""spelling: a real syllable in the wrong place ("tạo chuyên biến" for "chuyển biến"), seen by what stands around it."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from assistant.checks.subject import Subject, finding
from assistant.records import Finding
from knowledge.phonotactics import is_syllable
from knowledge.syllables import GAP, Counts, Syllable, SyllableModel, load_model, read_runs

MARGIN, EVIDENCE, COMMON, BIAS = 0.69, 0.17, 0.37, -6.53
"""Weights fitted on held-out official texts with planted slips: what the other syllable gains, how often its triple
stands, how common the written one is elsewhere."""
LEAST = 3.0
MOST_GAIN, LEAST_GAIN = 14.0, 2.0
STRANGE = 11.0
"""A place less surprising than this cannot gain enough to be worth a try."""


def check(subject: Subject) -> tuple[Finding, ...]:
    """Flag syllables for which a near one fits its neighbours far better; names and abbreviations are left alone."""
    model = load_model()
    forms, spots = _stream(subject.text)
    row = model.ids(forms)
    found = []
    for place, gain, right in _better(model, row, forms, [place for place, *_ in spots]):
        _, run, at = spots[place]
        if _score(model, forms, spots[place][0], gain, right) > LEAST:
            syllable = run[at]
            expected = _like(syllable.written, right)
            message = (
                f"«{_context(run, at)}»: có thể là «{expected}» thay cho «{syllable.written}» (xét theo từ đứng cạnh)."
            )
            found.append(finding(subject, "spelling", "warning", syllable.start, syllable.end, message, expected))
    return tuple(found)


Spot = tuple[int, list[Syllable], int]


def _stream(text: str) -> tuple[list[str], list[Spot]]:
    """Return all runs in a row, two gaps apart, and the places in it of the ordinary words, with their runs."""
    forms = [GAP, GAP]
    spots: list[Spot] = []
    for run in read_runs(text):
        spots += [(len(forms) + at, run, at) for at in range(len(run)) if _ordinary(run, at)]
        forms += [*(s.form for s in run), GAP, GAP]
    return forms, spots


def _better(model: SyllableModel, row: Counts, forms: list[str], places: list[int]) -> Iterator[tuple[int, float, str]]:
    """Yield for each place that gains by another syllable its order, the gain and that syllable."""
    at = np.asarray(places, dtype=np.int64)
    if not len(at):
        return
    own = _cost(model, row, at, row[at])
    order = np.flatnonzero(own > STRANGE)
    choices = [model.candidate_ids(forms[places[i]]) for i in order]
    order = order[[len(c) > 0 for c in choices]] if len(order) else order
    choices = [c for c in choices if len(c)]
    if not choices:
        return
    sizes = np.asarray([len(c) for c in choices])
    tried = np.concatenate(choices)
    costs = _cost(model, row, np.repeat(at[order], sizes), tried)
    ends = np.cumsum(sizes)
    for i, start, end in zip(order, ends - sizes, ends, strict=True):
        best = start + int(costs[start:end].argmin())
        gain = float(own[i] - costs[best])
        if gain >= LEAST_GAIN:
            yield int(i), gain, model.names[int(tried[best])]


def _cost(model: SyllableModel, row: Counts, at: Counts, words: Counts) -> Counts:
    a, b, d, e = row[at - 2], row[at - 1], row[at + 1], row[at + 2]
    return model.surprises(a, b, words) + model.surprises(b, words, d) + model.surprises(words, d, e)


def _score(model: SyllableModel, forms: list[str], place: int, gain: float, right: str) -> float:
    a, b, written, d, e = forms[place - 2 : place + 3]
    seen = max(model.triple(a, b, right), model.triple(b, right, d), model.triple(right, d, e))
    return (
        MARGIN * min(gain, MOST_GAIN) + EVIDENCE * math.log1p(seen) + COMMON * math.log1p(model.single(written)) + BIAS
    )


def _ordinary(run: list[Syllable], at: int) -> bool:
    """Tell whether the syllable is an ordinary word: no number, abbreviation, foreign word or part of a name."""
    written = run[at].written
    if not is_syllable(run[at].form):
        return False
    if written.islower():
        return True
    if written.isupper() and len(written) > 1:
        return all(s.written.isupper() or s.form == "#" for s in run) and len(run) > 2
    follows = at + 1 < len(run) and not run[at + 1].written[:1].isupper()
    return follows and (at == 0 or not run[at - 1].written[:1].isupper())


def _context(run: list[Syllable], at: int) -> str:
    return " ".join(s.written for s in run[max(0, at - 1) : at + 2])


def _like(written: str, right: str) -> str:
    if written.isupper() and len(written) > 1:
        return right.upper()
    return right[:1].upper() + right[1:] if written[:1].isupper() else right
