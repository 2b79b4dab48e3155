"""Choose the words of a passage that stand verbatim in its source, for a citation one can look up."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

from knowledge.text import sentences

LONGEST_QUOTE = 300


def choose_quote(text: str, source: str) -> str:
    """Return the longest run of whole sentences, up to about 300 characters, that is an exact substring of the source."""
    spans = sentences(text)
    runs = [
        text[start:end]
        for first, (start, _) in enumerate(spans)
        for _, end in spans[first:]
        if end - start <= LONGEST_QUOTE and text[start:end] in source
    ]
    if runs:
        return max(runs, key=len)
    whole = [text[start:end] for start, end in spans if text[start:end] in source]
    return min(whole, key=len) if whole else _longest_common(text, source)


def row_quote(rows: Iterable[tuple[str, ...]], source: str) -> str:
    """Return the longest row, or else cell, of a table that is an exact substring of the source."""
    rows = list(rows)
    candidates = ["\t".join(row).strip() for row in rows] + [cell for row in rows for cell in row]
    found = [text for text in candidates if text and text in source]
    return max(found, key=len) if found else _longest_common("\n".join(candidates), source)


def _longest_common(text: str, source: str) -> str:
    """Return the longest run of whole words common to both, the source's first line where there is none."""
    match = SequenceMatcher(None, text, source, autojunk=False).find_longest_match()
    start, end = match.b, match.b + match.size
    while start < end and start > 0 and not source[start - 1].isspace() and not source[start].isspace():
        start += 1
    while end > start and end < len(source) and not source[end].isspace() and not source[end - 1].isspace():
        end -= 1
    common = source[start:end].strip()
    return common if len(common) >= 8 else source.strip().split("\n", 1)[0]
