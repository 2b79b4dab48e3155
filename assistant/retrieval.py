"""Passages for an answer: always through the LangChain retriever, the user's own documents before the demo ones."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from assistant.checks import Source
from assistant.compose import ComposeRequest
from assistant.drafting import Material
from assistant.prompts import load_yaml
from assistant.service import Service
from knowledge.records import Hit
from knowledge.text import fold

WORDING = 8
GUIDANCE = 8
SHARED, NEAR = 0.3, 0.25
SHARED_SOME, NEAR_SOME = 0.2, 0.16
"""Share of a question's neighbouring syllables, and cosine, from which a passage is about it; lower when both speak for it."""


def passages_for(
    service: Service, query: str, k: int = WORDING, role: str | None = None, kind: str | None = None
) -> tuple[Hit, ...]:
    """Retrieve passages, best first; demo documents answer only while the user has none of the kind."""
    documents = service.user_documents(kind) or None
    found = service.retriever(k=k, role=role, kind=kind, document_ids=documents).invoke(query)
    return tuple(_hit(service, d.metadata) for d in found)


def about(service: Service, question: str, hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """Keep the hits that are about the question: words of it side by side, or near it in meaning, or some of both."""
    if not hits:
        return ()
    wanted = _pairs(question)
    vector = service.library.embedder.encode([question], query=True)[0]
    near = service.library.embedder.encode([hit.passage.text for hit in hits]) @ vector
    kept = []
    for hit, cosine in zip(hits, near.tolist(), strict=True):
        shared = len(wanted & _pairs(hit.passage.text)) / max(1, len(wanted))
        if shared >= SHARED or cosine >= NEAR or (shared >= SHARED_SOME and cosine >= NEAR_SOME):
            kept.append(hit)
    return tuple(kept)


def _answered(asked: tuple[Hit, ...], notes: str) -> tuple[Hit, ...]:
    """Of the requirements of a role, the one that the notes speak to; a role asked for once needs no more than its name."""
    if len(asked) < 2:
        return asked
    told = _pairs(notes)
    shared = [(len(told & _pairs(hit.passage.text)), -place, hit) for place, hit in enumerate(asked)]
    most, _, hit = max(shared, key=lambda row: row[:2])
    return (hit,) if most else ()


def _pairs(text: str) -> set[tuple[str, str]]:
    words = re.findall(r"\w+", fold(text))
    return set(pairwise(words))


def _hit(service: Service, metadata: dict[str, Any]) -> Hit:
    passage = service.library.passage(metadata["passage_id"])
    return Hit(passage, metadata["document"], metadata["document_kind"], metadata["score"])


def material_for(service: Service, request: ComposeRequest) -> Material:
    """Retrieve what a section's draft may learn from and must answer to."""
    label = load_yaml("roles.yaml")[request.role]
    query = ". ".join([request.heading or label, *(note.text for note in request.notes)])
    wording = passages_for(service, query, role=request.role, kind="report")
    names = ", ".join((request.heading or label, *load_yaml("intents.yaml")["roles"].get(request.role, ())))
    asked = passages_for(service, names, GUIDANCE, request.role, "guidance")
    asked = _answered(asked, ". ".join((request.heading, *(note.text for note in request.notes))))
    foreign = tuple(Source(hit.document, hit.passage.text) for hit in wording)
    return Material(wording, asked, foreign)
