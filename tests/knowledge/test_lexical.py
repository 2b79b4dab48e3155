import pytest

from knowledge import lexical
from knowledge.abbreviations import expand, load_abbreviations
from knowledge.library import Library
from knowledge.memory import memory_of
from knowledge.terms import Terms, encode, terms_of, unit_terms
from knowledge.text import fold
from knowledge.wordings import other_wordings
from tests.knowledge.library_fakes import HashEmbedder, put

LINES = (
    "Căn cứ Kết luận số 62-KL/TW ngày 08/12/2009 của Bộ Chính trị.",
    "Thực hiện Quyết định 217-QĐ/TW về giám sát và phản biện xã hội.",
    "UBND xã chi 1.234,5 triệu đồng cho nhà văn hóa thôn.",
    "Cán bộ thôn kiêm nhiệm nhiều việc.",
    "Đường vào xóm cạn bò không đi được.",
    "MTTQ xã vận động xây dựng NTM ở các KDC.",
)


@pytest.fixture
def library(tmp_path):
    with Library.open(tmp_path, HashEmbedder()) as opened:
        put(opened, "a.txt", *LINES)
        yield opened


def best(library, query, limit=3):
    statistics = memory_of(library).state().statistics
    analysed = lexical.analyse(query, statistics, lexical.stored_frequencies(library.connection))
    rows = lexical.candidates(library.connection, analysed, limit)
    found = []
    for row in rows:
        statement = "SELECT text, codes, length FROM passages JOIN terms USING (row) WHERE row = ?"
        text, codes, length = library.connection.execute(statement, (row,)).fetchone()
        found.append((lexical.score(analysed, statistics, [(codes, length)]).bm25[0], text))
    return [text for _, text in sorted(found, reverse=True)]


@pytest.mark.parametrize(
    "query",
    ["62-KL/TW", "62 KL TW", "62 - KL/TW", "kết luận 62", "ket luan so 62", "Kết luận số 62", "KL 62", "62-kl/tw"],
)
def test_every_way_to_write_a_symbol_meets_it(library, query):
    assert best(library, query)[0] == LINES[0]


@pytest.mark.parametrize(
    ("query", "line"),
    [
        ("giám sát phản biện", 1),
        ("giam sat phan bien", 1),
        ("1.234,5", 2),
        ("ủy ban nhân dân", 2),
        ("uy ban nhan dan", 2),
        ("uỷ ban nhân dân", 2),
        ("UBND", 2),
        ("ubnd xã chi bao nhiêu", 2),
        ("mặt trận tổ quốc", 5),
        ("nông thôn mới", 5),
        ("khu dân cư", 5),
        ("xdntm", 5),
    ],
)
def test_accents_abbreviations_and_figures_meet(library, query, line):
    assert best(library, query)[0] == LINES[line]


def test_typed_accents_count_for_more_than_folded_matches(library):
    assert best(library, "cán bộ")[0] == LINES[3]
    assert best(library, "cạn bò")[0] == LINES[4]
    assert set(best(library, "can bo")[:2]) == {LINES[3], LINES[4]}


def test_what_was_taken_out_is_found_no_more(library):
    library.remove(library.documents()[0].id)
    assert best(library, "giám sát") == []


def test_a_query_of_nothing_but_marks_finds_nothing(library):
    assert best(library, '"*" OR ( ) - ^ :') == []
    assert best(library, "") == []


def test_frequent_terms_are_left_out_of_the_candidates_first():
    assert lexical._telling({"rare": 3, "common": lexical.POSTINGS, "absent": 0}) == ["rare"]
    assert lexical._telling({"common": lexical.POSTINGS + 1}) == ["common"]


@pytest.mark.parametrize("query", ["thiếu tiền", "thieu tien", "tiền thì rất thiếu"])
def test_everyday_wordings_bring_in_those_of_reports(query):
    assert ("kinh", "phí", "hạn", "chế") in other_wordings(terms_of(query).stream)


def test_a_query_without_a_known_wording_stays_as_it_is():
    assert other_wordings(terms_of("bóng đá thế giới").stream) == ()


def test_the_querys_own_words_count_for_more_than_other_wordings(library):
    put(library, "b.txt", "Kinh phí hạn chế.", "Thiếu tiền.")
    assert best(library, "thiếu tiền")[:2] == ["Thiếu tiền.", "Kinh phí hạn chế."]


def test_stored_terms_are_read_back_whole():
    terms = terms_of("Theo Kết luận số 62-KL/TW | 12,5% và UBND xã.")
    assert Terms.read(terms.stored) == terms
    assert "kl#62" in terms.keys


def test_terms_for_the_index_are_single_words_to_fts5():
    for term in unit_terms(terms_of("Đạt 51,59% theo 62-KL/TW; ủy ban “xã” 2/4 kỳ")):
        assert term.replace("_", "").isalnum()
    assert encode("51,59%") != encode("51.59%")


def test_abbreviations_are_written_out_but_symbols_left_alone():
    assert expand("UBND xã và HĐND xã theo 62-KL/TW") == "ủy ban nhân dân xã và hội đồng nhân dân xã theo 62-KL/TW"
    assert expand("không có gì để viết ra") == "không có gì để viết ra"


def test_the_dictionary_holds_enough_and_no_plain_syllable():
    words = load_abbreviations().words
    assert len(words) >= 80
    vowel_first = {
        key for key in words if fold(key) in {"an", "du", "tu", "hu", "ca", "do", "to", "da", "la", "bao", "tin"}
    }
    assert vowel_first == set()


def test_everyday_words_ask_for_the_words_of_reports_in_one_direction_only():
    def ask(text):
        return {" ".join(wording) for wording in other_wordings(terms_of(text).stream)}

    assert "kinh phí" in ask("tiền cho các hội")
    assert "kinh phí" not in ask("tien cho cac hoi")
    assert "hiến đất" in ask("ba con cho dat lam duong")
    assert "tiền" not in ask("kinh phí")
