"""What a document says of itself: who issued it, at which level, for which period, on which directive, signed by whom."""

from __future__ import annotations

from knowledge.records import Block, DocumentFacts, Section
from knowledge.titles import Title


def document_facts(blocks: tuple[Block, ...], title: Title, sections: tuple[Section, ...], text: str) -> DocumentFacts:
    """Return the facts that the letterhead, the title, the opening and the signature block state."""
    return DocumentFacts()
