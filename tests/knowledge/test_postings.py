import pytest

from knowledge import lexical, postings
from knowledge.library import Library
from knowledge.memory import memory_of
from knowledge.postings import terms_at_hand
from knowledge.search import search
from tests.knowledge.library_fakes import HashEmbedder, put

LINES = (
    "Thực hiện Kết luận số 62-KL/TW ngày 08/12/2009 của Bộ Chính trị.",
    "Công tác giám sát, phản biện xã hội ở một số thôn chưa thường xuyên.",
    "UBND xã đã chi 1.234,5 triệu đồng cho 12 hội nghị.",
    "Kinh phí hoạt động của MTTQ còn hạn chế so với nhiệm vụ.",
)
QUERIES = ("kết luận 62", "giam sat phan bien", "ủy ban nhân dân chi bao nhiêu", "thiếu tiền", "1.234,5", "zxqv wkjh")


@pytest.fixture
def library(tmp_path):
    with Library.open(tmp_path, HashEmbedder()) as opened:
        put(opened, "a.txt", *LINES)
        yield opened


@pytest.mark.parametrize("query", QUERIES)
def test_memory_and_the_lexicon_on_disk_agree(library, query):
    state = memory_of(library).state()
    held = terms_at_hand(library).at(state.stamp)
    in_memory = lexical.analyse(query, state.statistics, held.frequencies)
    on_disk = lexical.analyse(query, state.statistics, lexical.stored_frequencies(library.connection))
    assert in_memory == on_disk
    assert set(held.best(in_memory, 10)) == set(lexical.candidates(library.connection, on_disk, 10))


def test_what_is_added_or_removed_is_seen_at_once(library):
    added = put(library, "b.txt", "Chuyển đổi số được chú trọng.")
    held = terms_at_hand(library).at(library.stamp)
    query = lexical.analyse("chuyển đổi số", memory_of(library).state().statistics, held.frequencies)
    assert held.best(query, 1) == (5,)
    library.remove(added.id)
    assert 5 not in terms_at_hand(library).at(library.stamp).best(query, 9)


def test_only_allowed_rows_are_given(library):
    state = memory_of(library).state()
    held = terms_at_hand(library).at(state.stamp)
    query = lexical.analyse("kinh phí hội nghị", state.statistics, held.frequencies)
    assert held.best(query, 10)[0] == 4
    assert held.best(query, 10, [3]) == (3,)
    assert held.best(query, 10, []) == ()


def test_a_library_too_large_for_memory_is_searched_on_disk(library, monkeypatch):
    here = [hit.passage.id for hit in search(library, "giám sát phản biện").hits]
    monkeypatch.setattr(postings, "MOST", 2)
    put(library, "b.txt", "Dòng khác.")
    assert terms_at_hand(library).at(library.stamp) is None
    assert [hit.passage.id for hit in search(library, "giám sát phản biện").hits][:1] == here[:1]


def test_many_terms_are_read_behind_the_searchs_back(library, monkeypatch):
    monkeypatch.setattr(postings, "AT_ONCE", 2)
    terms = terms_at_hand(library)
    for _ in range(2):
        assert terms.at(library.stamp) is None
        terms.wait()
    assert terms.at(library.stamp) is not None


def test_an_empty_library_has_no_terms(tmp_path):
    with Library.open(tmp_path, HashEmbedder()) as library:
        held = terms_at_hand(library).at(library.stamp)
        assert held.frequencies({"a": 1}) == {"a": 0}
