"""Notes are read one a line, their shorthand written out by context, and no figure of theirs is ever changed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.abbrev import expand
from assistant.accents import lacks_accents, restore
from assistant.computed import propose
from assistant.notes import parse_notes, read_note
from assistant.records import Note
from knowledge.figures import parse_figures
from knowledge.text import fold, normalise_tones


def figures(text: str) -> list[tuple[str, str]]:
    return sorted((figure.value, figure.unit) for figure in parse_figures(text))


def test_a_note_a_line_with_its_bullet_dropped() -> None:
    notes = parse_notes("- một\n+ hai ba\n\n• bốn\n* năm\n1. sáu\n2) bảy\n   \n---\n12 hội nghị\n2.500 m2 đất")
    assert [note.text for note in notes] == ["một", "hai ba", "bốn", "năm", "sáu", "bảy", "12 hội nghị", "2.500 m2 đất"]
    assert [note.index for note in notes] == list(range(8))


@pytest.mark.parametrize(
    ("shorthand", "written"),
    [
        ("kinh phí ít, 12tr/năm", "kinh phí ít, 12 triệu đồng/năm"),
        ("MTTQ ph UBND xã", "Mặt trận Tổ quốc phối hợp Ủy ban nhân dân xã"),
        ("TT chậm", "tuyên truyền chậm"),
        ("TT 05 của Bộ", "Thông tư 05 của Bộ"),
        ("ở TT Phước An", "ở thị trấn Phước An"),
        ("TT HĐND xã", "Thường trực Hội đồng nhân dân xã"),
        ("kết nạp 12 ĐV ở chi bộ", "kết nạp 12 đảng viên ở chi bộ"),
        ("sinh hoạt chi đoàn, ĐV dự ít", "sinh hoạt chi đoàn, đoàn viên dự ít"),
        ("ĐVHV tham gia", "đoàn viên, hội viên tham gia"),
        ("ko có KP", "không có kinh phí"),
        ("đc 45tr", "được 45 triệu đồng"),
        ("1 số đc ngại nói", "1 số đồng chí ngại nói"),
        ("QĐ 217, 218-QĐ/TW", "Quyết định 217, 218-QĐ/TW"),
        ("hn giảm từ 12% xuống 7%", "hộ nghèo giảm từ 12% xuống 7%"),
        ("5 hn, 320 ng", "5 hội nghị, 320 người"),
        ("500k/hộ", "500 nghìn đồng/hộ"),
        ("4,5 tỷ", "4,5 tỷ đồng"),
        ("120 triệu đồng", "120 triệu đồng"),
        ("3 triệu lượt người", "3 triệu lượt người"),
        ("HS trễ hẹn ở một cửa", "hồ sơ trễ hẹn ở một cửa"),
        ("HS bỏ học", "học sinh bỏ học"),
        ("hs trực tuyến đúng hạn", "hồ sơ trực tuyến đúng hạn"),
        ("xếp loại khá 4, TB 1", "xếp loại khá 4, trung bình 1"),
        ("14 cv", "14 công văn"),
        ("Phòng VH-XH", "Phòng Văn hóa - Xã hội"),
        ("KT-XH, QCDC, ANTT", "kinh tế - xã hội, quy chế dân chủ, an ninh trật tự"),
    ],
)
def test_shorthand_is_written_out_by_context(shorthand: str, written: str) -> None:
    assert expand(shorthand) == written


def test_symbols_and_quotations_are_left_alone() -> None:
    assert expand('KH 45-KH/HU về "NTM kiểu mẫu"') == 'Kế hoạch 45-KH/HU về "NTM kiểu mẫu"'


_CASES = [
    # note, kind of the first clause, subject, place, lead
    ("tuyên truyền chậm ở thôn 3, thôn 5", "state", "tuyên truyền", "tại thôn 3, thôn 5", ""),
    ("thôn 3, thôn 5 tuyên truyền chậm", "state", "tuyên truyền", "", "tại thôn 3, thôn 5"),
    ("tỷ lệ sinh hoạt chi đoàn 61,5%", "amount", "tỷ lệ sinh hoạt chi đoàn", "", ""),
    ("năm 2024 tổ chức 5 hội nghị", "action", "", "", "năm 2024"),
    ("3/7 thôn chưa có nhà văn hóa", "count", "3/7", "", ""),
    ("thiếu cán bộ", "bare", "", "", ""),
    ("hộ nghèo giảm từ 12% xuống 7%", "change", "hộ nghèo", "", ""),
]


@pytest.mark.parametrize(("note", "kind", "subject", "place", "lead"), _CASES)
def test_the_grammar_of_a_terse_note(note: str, kind: str, subject: str, place: str, lead: str) -> None:
    clause = read_note(Note(0, note)).clauses[0]
    assert (clause.kind, " ".join(word.text for word in clause.subject), clause.place, clause.lead) == (
        kind,
        subject,
        place,
        lead,
    )


def test_a_reading_knows_topics_places_periods_and_cause() -> None:
    reading = read_note(Note(0, "năm 2024 tuyên truyền chậm ở thôn 3, thôn 5 do thiếu cán bộ"))
    assert reading.topic == "tuyen_truyen"
    assert reading.places == ("thôn 3, thôn 5",)
    assert reading.periods == ("năm 2024",)
    assert reading.negative
    assert [clause.joint for clause in reading.clauses] == ["", "do"]


def test_the_absence_of_something_bad_is_no_shortcoming() -> None:
    assert not read_note(Note(0, "không xảy ra khiếu kiện đông người")).negative
    assert read_note(Note(0, "không có kinh phí")).negative


def test_an_arrow_is_worded_by_its_direction() -> None:
    assert read_note(Note(0, "hộ nghèo 12% -> 7%")).clauses[0].text == "hộ nghèo giảm từ 12% xuống còn 7%"


def test_a_well_written_sentence_is_recognised() -> None:
    long = "Công tác cán bộ nữ được cấp ủy các cấp quan tâm, có 45 đồng chí được giới thiệu quy hoạch."
    assert read_note(Note(0, long)).written
    assert not read_note(Note(0, "kinh phí ít, 12tr/năm")).written


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("tuyen truyen cham o thon 3, thon 5", "tuyên truyền chậm ở thôn 3, thôn 5"),
        ("hop giao ban duoc 2/4 ky", "họp giao ban được 2/4 kỳ"),
        ("ho ngheo giam tu 12% xuong 7%", "hộ nghèo giảm từ 12% xuống 7%"),
        ("giao chi tieu ro cho 88 xa, phuong", "giao chỉ tiêu rõ cho 88 xã, phường"),
        ("du lieu phai dung chung, tranh hoi dan 2 lan 1 viec", "dữ liệu phải dùng chung, tránh hỏi dân 2 lần 1 việc"),
        ("quy dinh han gui du thao ko co che tai", "quy định hạn gửi dự thảo ko có chế tài"),
    ],
)
def test_common_phrases_get_their_accents_back(typed: str, read: str) -> None:
    assert restore(typed) == (read, True)
    assert read_note(Note(0, typed)).restored


@pytest.mark.samples
def test_nearly_every_syllable_of_the_samples_gets_its_accent_back() -> None:
    files = sorted((Path(__file__).parents[3] / "shared" / "seeds").glob("*.txt"))
    if not files:
        pytest.skip("không có tài liệu mẫu cạnh bản làm việc")
    right = total = 0
    for file in files:
        text = normalise_tones(file.read_text(encoding="utf-8"))
        for line in text.splitlines():
            written, read = (re.findall(r"[^\W\d_]+", part.lower()) for part in (line, restore(fold(line))[0]))
            if len(written) == len(read) > 1:
                total += len(written)
                right += sum(one == normalise_tones(other) for one, other in zip(written, read, strict=True))
    assert right / total >= 0.988


def test_accented_text_is_never_touched() -> None:
    assert restore("kinh phí it") == ("kinh phí it", False)
    assert not lacks_accents("UBND")


@pytest.mark.parametrize(
    ("note", "formula"),
    [
        ("họp giao ban được 2/4 kỳ", "2/4 = 50% (2/4 kỳ)"),
        ("hộ nghèo giảm từ 12% xuống 5%", "giảm 7 điểm phần trăm: 12% -> 5%"),
        ("hộ nghèo 488 hộ trên 946 hộ", "488/946 = 51,59% (488 hộ trên 946 hộ)"),
    ],
)
def test_what_can_be_computed_is_proposed_with_its_formula(note: str, formula: str) -> None:
    assert [item.formula for item in propose(note)] == [formula]


@pytest.mark.parametrize(
    "note", ["ngày 12/3/2019", "ngày 5/4", "tháng 5/2024", "năm 2009 đến 2019", "Quyết định 217-QĐ/TW"]
)
def test_dates_and_symbols_are_no_fractions(note: str) -> None:
    assert propose(note) == ()


_UNITS = st.sampled_from(
    [
        "hội nghị",
        "triệu đồng",
        "tr",
        "tỷ đồng",
        "%",
        "hộ",
        "đảng viên",
        "lượt người",
        "ha",
        "km",
        "buổi",
        "thôn",
        "người",
    ]
)
_NUMBERS = st.one_of(
    st.integers(1, 9999).map(str),
    st.tuples(st.integers(0, 99), st.integers(1, 99)).map(lambda pair: f"{pair[0]},{pair[1]}"),
    st.tuples(st.integers(1, 99), st.integers(100, 999)).map(lambda pair: f"{pair[0]}.{pair[1]}"),
)
_STARTS = st.sampled_from(
    [
        "tổ chức",
        "kinh phí",
        "vận động được",
        "có",
        "hộ nghèo còn",
        "tỷ lệ đạt",
        "tuyên truyền",
        "UBND hỗ trợ",
        "ko đạt",
        "mới được",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(_STARTS, _NUMBERS, _UNITS), min_size=1, max_size=3))
def test_reading_a_note_keeps_every_figure(parts: list[tuple[str, str, str]]) -> None:
    note = ", ".join(f"{start} {number}{'' if unit in {'%', 'tr'} else ' '}{unit}" for start, number, unit in parts)
    assert figures(read_note(Note(0, note)).text) == figures(note)
