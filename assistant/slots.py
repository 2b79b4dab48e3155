"""The visible `[slots]` of a text: what the user still has to fill in."""

from __future__ import annotations

import re

SLOT = re.compile(r"\[(?!\^?\d{1,3}\])[^\[\]\n]{1,200}\]")
"""A slot is anything in square brackets but a citation `[1]` or a footnote mark `[^1]`."""


def slots_in(text: str) -> tuple[str, ...]:
    """List the slots of a text in reading order, brackets included."""
    return tuple(SLOT.findall(text))
