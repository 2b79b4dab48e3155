"""The library as LangChain sees it: a BaseRetriever whose documents carry what a citation needs."""

from __future__ import annotations

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from knowledge.library import Library
from knowledge.records import Hit
from knowledge.search import search


class LibraryRetriever(BaseRetriever):
    """Retrieve passages of a library for a query; the filters are those of `knowledge.search.search`."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    library: Library
    k: int = 10
    role: str | None = None
    kind: str | None = None
    document_ids: tuple[str, ...] | None = None
    report_id: str | None = None

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        found = search(self.library, query, self.k, self.role, self.kind, self.document_ids, self.report_id)
        return [_as_document(hit, found.index) for hit in found.hits]


def _as_document(hit: Hit, index: str) -> Document:
    passage = hit.passage
    return Document(
        id=passage.id,
        page_content=passage.text,
        metadata={
            "passage_id": passage.id,
            "document": hit.document,
            "document_id": passage.document_id,
            "document_kind": hit.document_kind,
            "heading_path": list(passage.heading_path),
            "role": passage.role,
            "quote": passage.quote,
            "score": hit.score,
            "index": index,
        },
    )
