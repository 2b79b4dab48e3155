"""The drafter's own lock on truth: a wording that loses a figure or a word of its note is not used."""

from __future__ import annotations

import re
from collections import Counter

from assistant.subjects import lower_first
from knowledge.figures import parse_figures

_WORD = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"\d+(?:[.,/-]\d+)*")
_MAY_GO = frozenset(
    [
        "được",
        "do",
        "vì",
        "là",
        "thì",
        "có",
        "bởi",
        "đề",
        "nghị",
        "kiến",
        "xin",
        "kính",
        "cần",
        "sẽ",
        "phải",
        "nguyên",
        "nhân",
        "ở",
        "tại",
        "còn",
        "thêm",
        "đối",
        "với",
    ]
)


def faithful(ways: tuple[str, ...], text: str) -> tuple[str, ...]:
    """Return the ways that keep every figure and every telling word of note `text`; the note itself where none does."""
    figures, digits, words = _figures(text), Counter(_DIGITS.findall(text)), set(_WORD.findall(text.lower())) - _MAY_GO
    kept = tuple(
        way
        for way in ways
        if _figures(way) == figures
        and Counter(_DIGITS.findall(way)) == digits
        and words <= set(_WORD.findall(way.lower()))
    )
    return kept or (lower_first(text),)


def _figures(text: str) -> Counter[tuple[str, str]]:
    return Counter((figure.value, figure.unit) for figure in parse_figures(text))
