"""What search and the grammars rely on: one character out for each NFC character in, tones one way, safe sentences."""

import unicodedata

import pytest

from knowledge.text import comparable, flatten, fold, nfc, normalise_tones, sentences, tokens


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Đảng ủy xã", "dang uy xa"),
        ("QÐ-UBND", "qd-ubnd"),
        ("1.234,5 tỷ đồng", "1.234,5 ty dong"),
        ("İstanbul", "istanbul"),
        ("", ""),
    ],
)
def test_fold_drops_accents_and_case(written, folded):
    assert fold(written) == folded


def test_fold_of_decomposed_text_counts_in_composed_characters():
    decomposed = unicodedata.normalize("NFD", "Kết luận của Bộ Chính trị")
    assert len(fold(decomposed)) == len(nfc(decomposed))
    assert fold(decomposed) == "ket luan cua bo chinh tri"


def test_flatten_gives_dashes_and_quotes_one_form():
    assert flatten("62–KL/TW “về”\u00a0việc") == '62-kl/tw "ve" viec'


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("hoà", "hòa"), ("HOÀ", "HÒA"), ("Hoà", "Hòa"), ("uỷ ban", "ủy ban"), ("thuý", "thúy"), ("khoẻ", "khỏe"), ("thuỷ", "thủy"),
        ("tòan", "toàn"), ("hòan", "hoàn"), ("qúy", "quý"), ("quý", "quý"), ("hoàn toàn", "hoàn toàn"), ("khuỷu", "khuỷu"),
        ("ngoài", "ngoài"), ("quả", "quả"), ("xoè", "xòe"),
    ],
)  # fmt: skip
def test_tones_are_placed_one_way(written, normal):
    assert normalise_tones(written) == normal
    assert len(normalise_tones(written)) == len(written)


def test_comparable_says_whether_accents_were_typed():
    assert comparable("Chi bộ Hoà Bình") == ("chi bộ hòa bình", True)
    assert comparable("chi bo Hoa Binh") == ("chi bo hoa binh", False)


def cut(text):
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Xã có 1.234,5 ha. Dân số 5.018 người.", ["Xã có 1.234,5 ha.", "Dân số 5.018 người."]),
        ("Họp tại TP. Huế. Đã xong./.", ["Họp tại TP. Huế.", "Đã xong./."]),
        ("Theo Kết luận 62-KL/TW. Đảng ủy đã họp.", ["Theo Kết luận 62-KL/TW.", "Đảng ủy đã họp."]),
        ("1. Công tác tuyên truyền\n2. Công tác kiểm tra", ["1. Công tác tuyên truyền", "2. Công tác kiểm tra"]),
        (
            "Khen thưởng 3 tập thể, cá nhân... có nhiều đóng góp.",
            ["Khen thưởng 3 tập thể, cá nhân... có nhiều đóng góp."],
        ),
        ("Đ/c. Nam dự. Họp xong!", ["Đ/c. Nam dự.", "Họp xong!"]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text, parts):
    assert cut(text) == parts


def test_tokens_keep_figures_and_symbols_whole():
    found = tokens("Kết luận 62 - KL/TW: đạt 51,59%, 1.234,5 ha; Uỷ ban hoà giải")
    assert found == ("kết", "luận", "62-kl/tw", "đạt", "51,59%", "1.234,5", "ha", "ủy", "ban", "hòa", "giải")


def test_every_spelling_of_a_symbol_is_one_token():
    assert tokens("62/KL-TW") == tokens("62 – KL/TW") == tokens("62-kl/tw") == ("62-kl/tw",)
