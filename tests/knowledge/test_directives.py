"""Mentions of directives in the spellings that reports and clerks use."""

import pytest

from knowledge.directives import normalise_symbol, parse_mentions


def symbols(text):
    return [mention.symbol for mention in parse_mentions(text)]


@pytest.mark.parametrize(
    ("written", "symbol"),
    [
        ("62 - KL/TW", "62-KL/TW"), ("62/KL-TW", "62-KL/TW"), ("62/KL/TW", "62-KL/TW"), ("62-kl/tw", "62-KL/TW"), ("218 -QĐ/TW", "218-QĐ/TW"),
        ("62–KL/TW", "62-KL/TW"), ("217-QD/TW", "217-QĐ/TW"), ("834/NQ-UBTVQH 14", "834/NQ-UBTVQH14"), ("10/2022/QH 15", "10/2022/QH15"),
        ("34/2007/PL - UBTVQH11", "34/2007/PL-UBTVQH11"), ("30/2020/ND-CP", "30/2020/NĐ-CP"), ("569-QĐ/TTg", "569/QĐ-TTg"),
        ("11-QĐi/TW", "11-QĐi/TW"), ("91/HD-MTTW-BTT", "91/HD-MTTW-BTT"), ("49/2012/QÐ-UBND", "49/2012/QĐ-UBND"), (" 62 ", "62"),
        ("141-CV/VPTW/nb", "141-CV/VPTW/nb"), ("05-CTr/HU", "05-CTr/HU"),
    ],
)  # fmt: skip
def test_a_symbol_has_one_form(written, symbol):
    assert normalise_symbol(written) == symbol


def test_a_full_mention_carries_everything_the_text_says():
    text = "thực hiện Kết luận số 62-KL/TW ngày 08/12/2009 của Bộ Chính trị (khóa X) về tiếp tục đổi mới nội dung."
    (mention,) = parse_mentions(text)
    assert (mention.symbol, mention.type, mention.issued_on) == ("62-KL/TW", "Kết luận", "2009-12-08")
    assert (mention.issuer, mention.term) == ("Bộ Chính trị", "khóa X")
    assert mention.quote == "Kết luận số 62-KL/TW ngày 08/12/2009 của Bộ Chính trị (khóa X)"
    assert mention.title == "về tiếp tục đổi mới nội dung"
    assert text[mention.start : mention.end] == mention.quote


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("các Quyết định 217, 218-QĐ/TW", ["217-QĐ/TW", "218-QĐ/TW"]),
        ("Quyết định 217-QĐ/TW và 218-QĐ/TW", ["217-QĐ/TW", "218-QĐ/TW"]),
        ("quyết định 217, 218 của Bộ Chính trị", ["217", "218"]),
        ("Chỉ thị số: 16/CT-TTg", ["16/CT-TTg"]),
        ("Kết luận 62", ["62"]),
        ("ket luan 62", ["62"]),
        ("QD 217", ["217"]),
        ("chỉ thị 10 năm 2023", ["10"]),
        ("Kế hoạch số ….-KH/HU", [None]),
        ("Công văn số    -CV/HU của Huyện ủy", [None]),
        ("Quyết định số …/QĐ-UBND", [None]),
        ("theo Nghị quyết …. được thực hiện", [None]),
        ("Nghị quyết Trung ương 4 (khoá XII)", [None]),
        ("Công văn số\n\n1623-CV/TU", ["1623-CV/TU"]),
        ("theo 36-HD/VPTW", ["36-HD/VPTW"]),
    ],
)
def test_symbols_in_all_spellings(text, found):
    assert symbols(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "kết luận 3 vụ việc", "quyết định 5 nội dung", "kế hoạch 5 năm", "Kế hoạch 2024", "Hiến pháp năm 2013",
        "ban hành 12 kế hoạch, 5 nghị quyết", "các chỉ thị, nghị quyết...", "thông báo 35 hộ", "hướng dẫn 12 chi bộ", "1- Kết luận chung",
    ],
)  # fmt: skip
def test_ordinary_prose_names_no_directive(text):
    assert symbols(text) == []


def test_a_list_shares_the_date_and_issuer_at_its_end():
    first, second = parse_mentions("Quyết định 217-QĐ/TW và 218-QĐ/TW ngày 12/12/2013 của Bộ Chính trị")
    assert first.issued_on == second.issued_on == "2013-12-12"
    assert first.issuer == second.issuer == "Bộ Chính trị"


def test_a_member_with_its_own_type_word_takes_no_date_from_its_neighbour():
    first, second = parse_mentions("Kết luận 62-KL/TW và Kết luận 114-KL/TW ngày 14/7/2015 của Ban Bí thư")
    assert (first.issued_on, first.issuer) == (None, None)
    assert (second.issued_on, second.issuer) == ("2015-07-14", "Ban Bí thư")


def test_date_and_issuer_may_stand_in_front():
    (mention,) = parse_mentions("Ngày 25-2-2010, Bộ Chính trị (khóa X) ban hành Quyết định số 290-QĐ/TW")
    assert (mention.issued_on, mention.issuer, mention.term) == ("2010-02-25", "Bộ Chính trị", "khóa X")


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("Công văn 1623-CV/TU của Ban Thường vụ Tỉnh ủy (khóa XI)", "Ban Thường vụ Tỉnh ủy"),
        ("Nghị quyết 25-NQ/TW của BCH TW Đảng khóa XI", "Ban Chấp hành Trung ương Đảng"),
        ("Quyết định 90/QĐ-TTg của Thủ tướng chính phủ", "Thủ tướng Chính phủ"),
        ("Kế hoạch 123/KH-UBND của UBND tỉnh Hậu Giang", "UBND tỉnh Hậu Giang"),
        ("Nghị quyết số 26-NQ/TW của Hội nghị lần thứ bảy Ban Chấp hành Trung ương", "Ban Chấp hành Trung ương"),
        ("ket luan 62 cua bo chinh tri", "Bộ Chính trị"),
    ],
)
def test_issuers_have_one_form(text, issuer):
    assert parse_mentions(text)[0].issuer == issuer


def test_a_blank_date_is_no_date():
    (mention,) = parse_mentions("Thông báo số …-TB/TU ngày … tháng … năm 2021 của Thường trực Tỉnh ủy")
    assert (mention.issued_on, mention.issuer) == (None, "Thường trực Tỉnh ủy")
    assert mention.quote.endswith("Thường trực Tỉnh ủy")
