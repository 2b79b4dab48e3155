import pytest

from knowledge.library import Library
from knowledge.retriever import LibraryRetriever
from tests.knowledge.library_fakes import HashEmbedder, put


@pytest.fixture
def library(tmp_path):
    with Library.open(tmp_path, HashEmbedder()) as opened:
        yield opened


def test_documents_carry_what_a_citation_needs(library):
    document = put(library, "a.txt", "Kinh phí còn hạn chế.", "Đã họp đủ kỳ.", roles=("han_che",), title="Báo cáo A")
    (first,) = LibraryRetriever(library=library, k=1).invoke("kinh phí")
    passage = library.passages_of(document.id)[0]
    assert first.page_content == passage.text
    expected = {
        "passage_id": passage.id,
        "document": "Báo cáo A",
        "document_id": document.id,
        "document_kind": "report",
        "heading_path": ["I. Kết quả"],
        "role": "han_che",
        "quote": passage.quote,
        "index": "chroma",
    }
    assert expected.items() <= first.metadata.items()
    assert 0 < first.metadata["score"] <= 1


def test_filters_are_those_of_search(library):
    put(library, "a.txt", "Kinh phí còn hạn chế.", "Kinh phí đã chi đủ.", roles=("han_che", "ket_qua"))
    found = LibraryRetriever(library=library, role="ket_qua").invoke("kinh phí")
    assert [document.page_content for document in found] == ["Kinh phí đã chi đủ."]
    assert LibraryRetriever(library=library, kind="guidance").invoke("kinh phí") == []
