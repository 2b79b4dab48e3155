"""Whether a text says what a note says: its figures all, and most of its telling words."""

from __future__ import annotations

from knowledge.figures import parse_figures
from knowledge.text import fold, tokens

ENOUGH = 0.5
"""Share of a note's telling syllables that a text must hold."""
SMALL = frozenset(
    [
        "va",
        "cua",
        "co",
        "cho",
        "la",
        "o",
        "tai",
        "cac",
        "nhung",
        "mot",
        "so",
        "duoc",
        "da",
        "con",
        "voi",
        "trong",
        "ve",
        "do",
        "tu",
        "den",
        "khi",
        "thi",
        "ma",
        "nay",
        "bi",
        "hon",
    ]
)


def covers(text: str, note: str) -> bool:
    """Tell whether `text` carries `note`."""
    figures = {f.value for f in parse_figures(note)}
    if not figures <= {f.value for f in parse_figures(text)}:
        return False
    wanted = _telling(note)
    return not wanted or len(wanted & _telling(text)) / len(wanted) >= ENOUGH


def _telling(text: str) -> set[str]:
    return {word for token in tokens(text) for word in [fold(token)] if word not in SMALL and not word[0].isdigit()}
