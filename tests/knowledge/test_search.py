import pytest

from knowledge.library import Library
from knowledge.search import search
from tests.knowledge.library_fakes import HashEmbedder, put

RESULTS = "Đảng ủy đã tổ chức 12 hội nghị quán triệt cho đảng viên."
WEAKNESS = "Công tác giám sát, phản biện xã hội ở một số thôn chưa thường xuyên."
MONEY = "Kinh phí hoạt động của MTTQ còn hạn chế so với nhiệm vụ."


@pytest.fixture
def library(tmp_path):
    with Library.open(tmp_path, HashEmbedder()) as opened:
        put(opened, "a.txt", RESULTS, WEAKNESS, MONEY, roles=("quan_triet", "han_che", "han_che"), title="Báo cáo A")
        yield opened


def texts(result):
    return [hit.passage.text for hit in result.hits]


def test_the_passage_asked_for_comes_first_through_chroma(library):
    result = search(library, "giám sát và phản biện xã hội")
    assert result.index == "chroma"
    assert texts(result)[0] == WEAKNESS
    assert (result.hits[0].document, result.hits[0].document_kind) == ("Báo cáo A", "report")


def test_a_query_without_accents_finds_the_same(library):
    assert texts(search(library, "giam sat phan bien"))[0] == WEAKNESS
    assert texts(search(library, "kinh phi mat tran"))[0] == MONEY


@pytest.mark.parametrize("query", ["zxqv wkjh bvnm", "", "   ", "?!", "🙂"])
def test_nonsense_finds_nothing(library, query):
    assert search(library, query).hits == ()


def test_scores_lie_between_nought_and_one_best_first(library):
    scores = [hit.score for hit in search(library, "kinh phí giám sát hội nghị").hits]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_k_limits_the_hits(library):
    assert len(search(library, "kinh phí giám sát hội nghị", k=1).hits) == 1


def test_a_role_narrows_the_search_and_loses_nothing_in_it(library):
    for number in range(200):
        put(library, f"{number}.txt", f"Kinh phí hội nghị {number} đã chi đủ trong năm {number}.")
    result = search(library, "kinh phí", role="han_che")
    assert texts(result)[0] == MONEY
    assert {hit.passage.role for hit in result.hits} == {"han_che"}


def test_a_kind_narrows_the_search_to_documents_of_it(library):
    put(library, "de-cuong.txt", "Nêu kinh phí hoạt động của Mặt trận.", kind="guidance")
    assert texts(search(library, "kinh phí", kind="guidance")) == ["Nêu kinh phí hoạt động của Mặt trận."]
    assert search(library, "kinh phí", kind="directive").hits == ()


def test_named_documents_are_the_only_ones_looked_into(library):
    other = put(library, "b.txt", "Kinh phí năm nay tăng.")
    assert texts(search(library, "kinh phí", documents=(other.id,))) == ["Kinh phí năm nay tăng."]
    assert search(library, "kinh phí", documents=("no such id",)).hits == ()


def test_attachments_are_seen_by_their_report_only_and_first(library):
    attached = "Kinh phí hoạt động của Mặt trận năm qua còn hạn chế nhiều mặt so với nhiệm vụ."
    put(library, "kem.txt", attached, report_id="r1")
    assert attached not in texts(search(library, "kinh phí hoạt động hạn chế so với nhiệm vụ"))
    assert attached not in texts(search(library, "kinh phí hoạt động", report_id="r2"))
    assert texts(search(library, "kinh phí hoạt động hạn chế so với nhiệm vụ", report_id="r1"))[0] == attached


def test_near_duplicates_are_folded_into_one_hit(library):
    put(library, "b.txt", WEAKNESS + " ", "Công tác giám sát cộng đồng có nhiều đổi mới.")
    found = texts(search(library, "giám sát phản biện xã hội chưa thường xuyên"))
    assert sum("phản biện" in text for text in found) == 1


def test_another_document_put_in_is_found_at_once(library):
    search(library, "kinh phí")
    put(library, "moi.txt", "Chuyển đổi số trong hoạt động của Mặt trận được chú trọng.")
    result = search(library, "chuyển đổi số")
    assert result.index == "chroma"
    assert texts(result)[0] == "Chuyển đổi số trong hoạt động của Mặt trận được chú trọng."


def test_what_is_removed_is_found_no_more(library):
    search(library, "kinh phí")
    library.remove(library.documents()[0].id)
    assert search(library, "kinh phí").hits == ()


def test_the_empty_library_finds_nothing(tmp_path):
    with Library.open(tmp_path, HashEmbedder()) as library:
        assert search(library, "kinh phí").hits == ()
