"""Cuts a passage into windows of whole sentences: a mean of tokens is sharper over 300 characters than over a thousand."""

from __future__ import annotations

from knowledge.text import nfc, sentences

SIZE = 300
CUT = f"w{SIZE}"
"""Names the way of cutting beside the model: vectors of two ways never meet."""


def windows(text: str, heading: str = "", size: int = SIZE) -> tuple[str, ...]:
    """Return the passage as windows of about `size` characters, each under `heading`; score a passage by its best window."""
    text = nfc(text)
    taken: list[str] = []
    start = end = 0
    for left, right in sentences(text):
        if end > start and right - start > size:
            taken.append(text[start:end].strip())
            start = left
        end = right
    taken.append(text[start:].strip())
    return tuple(f"{heading}\n{window}" if heading else window for window in taken)
