"""A block with the verdict on it: heading, numbered item, body, or one of the marks that part a document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from knowledge.headings import Label
from knowledge.records import Block

Verdict = Literal["heading", "item", "body", "maybe", "annex", "closing", "tail"]


@dataclass(frozen=True, slots=True)
class Line:
    """A block with the verdict on it: for a heading its number, text and rank, and the body glued to it."""

    block: Block
    verdict: Verdict
    label: Label | None = None
    heading: str = ""
    glued: str = ""
    firm: bool = False

    @property
    def rank(self) -> int:
        """Return the usual depth of the line's numbering style; an unnumbered line counts as innermost."""
        return self.label.rank if self.label else 80
