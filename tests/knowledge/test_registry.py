"""The shipped registry and what grows from it: found by symbol, number, mention and words."""

import json

import pytest

from knowledge.directives import parse_mentions
from knowledge.errors import UnusableInput
from knowledge.records import Directive
from knowledge.registry import from_row, load_registry, read_rows, to_row, write_rows
from knowledge.registry_import import convert


@pytest.fixture(scope="module")
def registry():
    return load_registry()


def meant(registry, text):
    (mention,) = parse_mentions(text)
    entry = registry.find(mention)
    return (entry.symbol, entry.issued_on) if entry else None


def test_the_whole_registry_ships(registry):
    assert len(registry.entries) == 572
    assert {entry.confidence for entry in registry.entries} == {"high", "medium", "low"}


def test_a_symbol_is_found_in_any_spelling(registry):
    assert registry.by_symbol("62 - KL/TW") == registry.by_symbol("62/kl-tw") == registry.by_symbol("62-KL/TW") != ()
    assert registry.by_symbol("5-CT/TW") == registry.by_symbol("05-CT/TW")


def test_namesakes_are_all_given(registry):
    dates = {entry.issued_on for entry in registry.by_symbol("25-NQ/TW")}
    assert {"2008-07-25", "2013-06-03"} <= dates


@pytest.mark.parametrize(
    ("text", "symbol", "issued_on"),
    [
        ("Kết luận 62", "62-KL/TW", "2009-12-08"),
        ("Quyết định 290-QĐ/TW ngày 25/2/2009", "290-QĐ/TW", "2010-02-25"),
        ("Chỉ thị 05-CT/TW của Bộ Chính trị", "05-CT/TW", "2016-05-15"),
        ("Nghị quyết 25-NQ/TW của BCH TW Đảng khóa XI", "25-NQ/TW", "2013-06-03"),
        ("Nghị quyết Trung ương 4 (khóa XII)", "04-NQ/TW", "2016-10-30"),
        ("Chỉ thị số 10 ngày 19/4/2023 của Thủ tướng Chính phủ", "10/CT-TTg", "2023-04-19"),
        ("Nghị định 100 của Chính phủ", "100/2019/NĐ-CP", "2019-12-30"),
        ("Kết luận 62-KL/TW ngày 08/12/2009 của Bộ Chính trị (khóa XI)", "62-KL/TW", "2009-12-08"),
    ],
)
def test_a_mention_finds_its_entry_even_with_a_slip_in_it(registry, text, symbol, issued_on):
    assert meant(registry, text) == (symbol, issued_on)


@pytest.mark.parametrize(
    "text", ["Công văn 999-CV/TU", "Chỉ thị 05-CT/TW ngày 14/9/1999 của Bộ Chính trị", "Kế hoạch số ….-KH/HU"]
)
def test_what_cannot_be_an_entry_finds_none(registry, text):
    assert meant(registry, text) is None


def test_successors_and_the_day_they_took_over(registry):
    (ordinance,) = registry.by_symbol("34/2007/PL-UBTVQH11")
    assert (ordinance.status, ordinance.replaced_by, ordinance.effective_until) == (
        "duoc_thay_the",
        "10/2022/QH15",
        "2023-07-01",
    )
    assert registry.by_symbol("290-QĐ/TW")[0].replaced_by == "23-QĐ/TW"
    assert registry.by_symbol("36-HD/VPTW")[0].replaced_by == "05-HD/VPTW"


@pytest.mark.parametrize(
    ("words", "symbol"),
    [
        ("văn bản nào quy định về dân chủ ở cơ sở", "10/2022/QH15"),
        ("quy che cong tac dan van", "290-QĐ/TW"),
        ("giám sát và phản biện xã hội", "217-QĐ/TW"),
        ("góp ý xây dựng Đảng, xây dựng chính quyền", "218-QĐ/TW"),
    ],
)
def test_words_find_the_entry(registry, words, symbol):
    assert symbol in [entry.symbol for entry, _ in registry.match(words, 3)]


def test_words_of_another_world_score_near_nothing(registry):
    assert all(score < 0.3 for _, score in registry.match("giá vàng hôm nay bao nhiêu"))
    assert registry.match("") == ()


def test_laws_are_found_by_name(registry):
    assert [entry.symbol for entry in registry.named("theo luật thực hiện dân chủ ở cơ sở")] == ["10/2022/QH15"]


def test_more_entries_replace_their_symbol_and_date(registry):
    corrected = Directive("62-KL/TW", "Kết luận", "2009-12-08", "Bộ Chính trị", "khóa X", "tên mới", "khong_ro", "high")
    added = Directive(
        "12-NQ/ĐU", "Nghị quyết", "2021-03-04", "Đảng ủy xã Tân Hòa", None, "về dân vận", "con_hieu_luc", "medium"
    )
    grown = registry.with_entries([corrected, added])
    assert len(grown.entries) == len(registry.entries) + 1
    assert grown.by_symbol("62-KL/TW")[0].title == "tên mới"
    assert registry.by_symbol("12-NQ/ĐU") == ()


def test_rows_come_back_as_they_were(registry):
    assert read_rows(write_rows(registry.entries)) == registry.entries
    assert from_row(to_row(registry.entries[0])) == registry.entries[0]


def test_the_users_own_file_is_read_over_the_shipped_one(tmp_path):
    own = tmp_path / "directives.jsonl"
    own.write_text(
        json.dumps({"symbol": "12-NQ/ĐU", "type": "Nghị quyết", "title": "về dân vận"}) + "\n", encoding="utf-8"
    )
    assert load_registry(own).by_symbol("12-NQ/ĐU")[0].title == "về dân vận"
    assert load_registry(tmp_path / "absent.jsonl") is load_registry()


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"symbol": "", "type": ""}', '{"symbol": "1-KL/TW", "type": "Kết luận", "status": "?"}']
)
def test_a_bad_line_is_named(line):
    with pytest.raises(UnusableInput, match="Dòng 2"):
        read_rows('{"symbol": "1-KL/TW", "type": "Kết luận"}\n' + line)


def test_the_import_keeps_unknown_statuses_unknown():
    source = {
        "symbol": "9-XX/TW", "type": "Kết luận", "issuer": "Ban Bí thư? (note)", "term": "khóa X (2006-2011)", "title": "về việc thử",
        "status": "unknown", "confidence": "low (issuer) / medium (date)", "themes": [], "level": "central", "source": "MEMORY",
    }  # fmt: skip
    (row,) = convert([source])
    assert (row["status"], row["confidence"], row["issuer"], row["term"]) == ("khong_ro", "low", "Ban Bí thư", "khóa X")
    assert from_row(row).status_source == "khong"
