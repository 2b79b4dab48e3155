"""Passages for an answer: always through the LangChain retriever, the user's own documents before the demo ones."""

from __future__ import annotations

from typing import Any

from assistant.checks import Source
from assistant.compose import ComposeRequest
from assistant.drafting import Material
from assistant.prompts import load_yaml
from assistant.service import Service
from knowledge.records import Hit

WORDING = 8
GUIDANCE = 2


def passages_for(
    service: Service, query: str, k: int = WORDING, role: str | None = None, kind: str | None = None
) -> tuple[Hit, ...]:
    """Retrieve passages, best first; demo documents answer only while the user has none of the kind."""
    documents = service.user_documents(kind) or None
    found = service.retriever(k=k, role=role, kind=kind, document_ids=documents).invoke(query)
    return tuple(_hit(service, d.metadata) for d in found)


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
    foreign = tuple(Source(hit.document, hit.passage.text) for hit in wording)
    return Material(wording, asked, foreign)
