"""Text and markdown become blocks: markup dropped, cut sentences joined, tables and notes lifted out, spans exact."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.readers.plain import read_text


def texts(source, kind=None):
    return [block.text for block in read_text(source).blocks if kind in (None, block.kind)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Xã có **12** thôn, *năm* dân tộc.", ["Xã có 12 thôn, năm dân tộc."]),
        ("*** Nguyên nhân:**", ["* Nguyên nhân:"]),
        ("**Tổng kết công tác\ncủa xã**", ["Tổng kết công tác của xã"]),
        ("Cấp tỉnh (<i>trích yếu</i>)<p>", ["Cấp tỉnh (trích yếu)"]),
        ("\\*\n\nĐảng ủy xã", ["Đảng ủy xã"]),
        ("----------------\nThực hiện Kế hoạch", ["Thực hiện Kế hoạch"]),
        ("Công văn số    -CV/HU của  Huyện ủy", ["Công văn số    -CV/HU của Huyện ủy"]),
        ("Đạt 5 * 3 = 15 điểm", ["Đạt 5 * 3 = 15 điểm"]),
    ],
)
def test_markup_is_dropped(source, expected):
    assert texts(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Dân cư của xã tập trung trong các thôn và\n\nxóm ven sông.", 1),
        ("Thực hiện theo đề án đã được phê duyệt (ban hành kèm theo\n\nQuyết định số 12-QĐ/TU của tỉnh).", 1),
        ("Xã đã triển khai đầy đủ các nội dung theo Công văn số\n\n1623-CV/TU của Tỉnh ủy về việc sơ kết.", 1),
        ("KẾ HOẠCH\n\nsơ kết 05 năm thực hiện Kết luận", 2),
        ("1. Kết quả nâng cao nhận thức của hội viên\n\nTrong năm, xã đã mở 5 lớp.", 2),
        ("Công tác tuyên truyền được chú trọng trong cả kỳ\n\n- Phát thanh 12 buổi.", 2),
        ("Xã đã hoàn thành kế hoạch đề ra từ đầu năm.\n\nngười dân phấn khởi.", 2),
    ],
)
def test_a_sentence_cut_by_a_page_is_joined_and_nothing_else(source, expected):
    assert len(texts(source)) == expected


def test_a_sentence_is_joined_across_the_footnote_at_the_foot_of_the_page():
    source = "Kinh tế chủ yếu dựa vào nông^[1]\n\n^[1] Theo điều tra năm 2019.\n\nnghiệp và lâm nghiệp."
    assert texts(source) == ["Kinh tế chủ yếu dựa vào nông nghiệp và lâm nghiệp.", "Theo điều tra năm 2019."]
    assert [block.mark for block in read_text(source).blocks if block.kind == "footnote"] == ["1"]


def test_hard_wrapped_lines_become_paragraphs():
    line = "Trong năm qua cán bộ và nhân dân trong xã đã cùng nhau vượt khó để hoàn thành"
    source = "\n".join([line, "Nghị quyết của Đảng bộ.", *[line] * 9, "và về đích sớm.", "1. Về kinh tế", line])
    assert texts(source)[0] == f"{line} Nghị quyết của Đảng bộ."
    assert "1. Về kinh tế" in texts(source)


def test_a_table_keeps_its_empty_cells_and_goes_on_over_a_page():
    source = "STT\tNội dung\tSố\n1\t<i>Hội nghị</i>\t5\n\t- Riêng\t\n\n2\tBuổi\t7\n-----\t--\t--\n\n3. Khác"
    table = next(block for block in read_text(source).blocks if block.rows)
    assert table.rows == (("STT", "Nội dung", "Số"), ("1", "Hội nghị", "5"), ("", "- Riêng", ""), ("2", "Buổi", "7"))


def test_two_tables_with_their_own_heads_stay_two():
    source = "STT\tA\n1\tx\n\nSTT\tA\n1\ty"
    assert [len(block.rows) for block in read_text(source).blocks] == [2, 2]


def test_a_pipe_table_loses_its_ruler():
    source = "| Tổ chức | 2019 |\n|---|---|\n| Đoàn | 186 |"
    assert read_text(source).blocks[0].rows == (("Tổ chức", "2019"), ("Đoàn", "186"))


def test_the_text_is_nfc_and_every_span_lies_in_it():
    source = unicodedata.normalize("NFD", "## I. ĐẶC ĐIỂM\r\n\r\nXã có 12 thôn.\r\n\r\n- Một thôn.")
    reading = read_text(source)
    assert unicodedata.is_normalized("NFC", reading.text)
    assert [reading.text[block.start : block.end] for block in reading.blocks] == [
        "## I. ĐẶC ĐIỂM",
        "Xã có 12 thôn.",
        "- Một thôn.",
    ]
    assert [block.kind for block in reading.blocks] == ["heading", "paragraph", "item"]


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from('aàĐộ 1.-*#\n\t|^[]()<i>_\\…:;"“”\x0c\u0301')))
def test_any_text_is_read_with_ordered_spans(source):
    reading = read_text(source)
    for block in reading.blocks:
        assert 0 <= block.start < block.end <= len(reading.text)
    assert [block.start for block in reading.blocks] == sorted(block.start for block in reading.blocks)


def test_a_note_that_runs_over_the_page_is_put_together_again():
    source = (
        "Toàn tỉnh có nhiều đơn vị hành chính cấp xã^[1] được\n\n^[1] Gồm các xã thành lập theo nghị quyết của\n\n"
        "sắp xếp lại trong năm và đi vào hoạt động ổn định sau\n\nủy ban thường vụ và các xã còn lại.\n\n^[2] Số liệu năm 2019.\n\n"
        "một thời gian ngắn.\n"
    )
    blocks = read_text(source).blocks
    assert [block.text for block in blocks if block.kind == "footnote"] == [
        "Gồm các xã thành lập theo nghị quyết của ủy ban thường vụ và các xã còn lại.",
        "Số liệu năm 2019.",
    ]
    assert [block.text for block in blocks if block.kind == "paragraph"] == [
        "Toàn tỉnh có nhiều đơn vị hành chính cấp xã được sắp xếp lại trong năm và đi vào hoạt động ổn định sau một thời gian ngắn."
    ]


@pytest.mark.parametrize(
    ("source", "marks"),
    [
        ("^[1] Theo số liệu năm 2019. ^[2] Gồm 12 xã.", ["1", "2"]),
        ("[^3]: Theo tỉnh.", ["3"]),
        ("<sup>4</sup> Theo tỉnh.", ["4"]),
        ("¹² Theo tỉnh.", ["12"]),
    ],
)
def test_forms_of_footnotes(source, marks):
    assert [block.mark for block in read_text(source).blocks if block.kind == "footnote"] == marks


def test_a_page_number_on_a_line_of_its_own_is_dropped():
    assert texts("Nhân dân trong xã đã tập trung xây dựng\n\n12\n\nnông thôn mới.") == [
        "Nhân dân trong xã đã tập trung xây dựng nông thôn mới."
    ]
