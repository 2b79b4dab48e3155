"""Arithmetic and conflicts: what is worked out again, and what is left alone."""

import pytest

from assistant.checks import Subject, run_checks
from assistant.checks.tablesums import check as check_tables
from knowledge.readers.plain import read_text
from knowledge.structure import build


def found(text, kind="arithmetic"):
    return [(f.quote, f.expected) for f in run_checks(Subject(text)) if f.kind == kind]


def in_tables(text):
    document = build(read_text(text), "x.txt", "report")
    return [(f.quote.strip(), f.expected) for f in check_tables(Subject(document.text, document=document))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Có 94 hộ nghèo trên tổng số 1.842 hộ, chiếm 5,10%.", []),
        ("Có 94 hộ nghèo trên tổng số 1.842 hộ, chiếm 6,10%.", [("6,10%", "5,1%")]),
        ("Tiếp nhận 74 vụ việc, hòa giải thành 62 vụ, đạt 83,78%.", []),
        ("Tiếp nhận 74 vụ việc, hòa giải thành 62 vụ, đạt 88,78%.", [("88,78%", "83,78%")]),
        ("Trong số 96 đoàn viên ưu tú được giới thiệu, đã kết nạp 71 người, đạt 73,96%.", []),
        ("Trong số 96 đoàn viên ưu tú được giới thiệu, đã kết nạp 71 người, đạt 79,96%.", [("79,96%", "73,96%")]),
        ("Có 64/78 cán bộ theo chỉ tiêu được giao, đạt 92,05%.", [("92,05%", "82,05%")]),
        ("Thu 450 triệu đồng, đạt 112% kế hoạch.", []),
    ],
)
def test_shares_are_worked_out_from_the_base_that_the_text_names(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đảng bộ có 14 chi bộ, gồm 09 chi bộ thôn, 03 chi bộ trường học và 02 chi bộ cơ quan.", []),
        ("Đảng bộ có 14 chi bộ, gồm 09 chi bộ thôn, 03 chi bộ trường học và 01 chi bộ cơ quan.", ["13"]),
        ("Chủ trì 56 cuộc, trong đó xã chủ trì 24 cuộc, thôn chủ trì 35 cuộc.", ["59"]),
        ("Có 350 đảng viên, trong đó 120 đảng viên nữ, 290 đảng viên dân tộc thiểu số.", []),
        ("Tổ chức 40 hội nghị, trong đó 12 hội nghị chuyên đề.", []),
        ("Gửi 118 kiến nghị; 104 kiến nghị được tiếp thu, đạt 88,14%, còn 14 kiến nghị đang xem xét.", []),
        ("Gửi 118 kiến nghị; 104 kiến nghị được tiếp thu, đạt 88,14%, còn 24 kiến nghị đang xem xét.", ["14"]),
        ("Giảm từ 120 hộ, thoát nghèo 35 hộ, xuống còn 80 hộ.", []),
    ],
)
def test_parts_add_up_to_their_whole(text, expected):
    assert [right for _, right in found(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hội viên tăng từ 2.208 người năm 2009 lên 2.865 người năm 2019, tăng 657 người (29,76%).", []),
        ("Hội viên tăng từ 2.208 người năm 2009 lên 2.865 người năm 2019, tăng 667 người (29,76%).", ["657"]),
        ("Hội viên tăng từ 2.208 người năm 2009 lên 2.865 người năm 2019, tăng 657 người (39,76%).", ["29,76%"]),
        ("Kỳ này 33 cuộc, nhiều hơn 10 cuộc so với giai đoạn 2014 - 2018 (23 cuộc).", []),
        ("Kỳ này 33 cuộc, nhiều hơn 12 cuộc so với giai đoạn 2014 - 2018 (23 cuộc).", ["10"]),
        ("Hộ nghèo tăng từ 45 hộ lên 31 hộ.", [""]),
    ],
)
def test_changes_are_what_the_two_values_give(text, expected):
    assert [right for _, right in found(text)] == expected


def test_a_total_row_is_the_sum_of_its_column_and_the_other_rows_teach_the_columns():
    rows = "Thôn\tNam\tNữ\tCộng\nĐông\t120\t130\t250\nTây\t80\t95\t175\nBắc\t60\t61\t121\nCộng\t260\t286\t546"
    assert in_tables(f"BÁO CÁO\n\nI. KẾT QUẢ\n\n{rows}\n") == []
    assert in_tables(f"BÁO CÁO\n\nI. KẾT QUẢ\n\n{rows.replace('286', '296')}\n") == [("296", "286")]
    assert ("185", "175") in in_tables(f"BÁO CÁO\n\nI. KẾT QUẢ\n\n{rows.replace('175', '185')}\n")


def test_rows_with_dashes_add_up_to_the_row_above():
    rows = "STT\tNội dung\tSố lượng\n1\tSố cuộc giám sát\t{}\n\t- Theo chuyên đề\t12\n\t- Thường xuyên\t18\n2\tKhác\t3"
    assert in_tables(f"BÁO CÁO\n\nI. KẾT QUẢ\n\n{rows.format(30)}\n") == []
    assert in_tables(f"BÁO CÁO\n\nI. KẾT QUẢ\n\n{rows.format(33)}\n") == [("33", "30")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Toàn xã có 312 hộ nghèo. Tổng số hộ nghèo là 321 hộ.", ["321 hộ"]),
        ("Đảng bộ xã có 318 đảng viên.\nToàn Đảng bộ hiện có 328 đảng viên.", ["328 đảng viên"]),
        ("Năm 2018 có 312 hộ nghèo. Năm 2019 có 290 hộ nghèo.", []),
        ("Toàn xã có 312 hộ nghèo. Phấn đấu còn 290 hộ nghèo.", []),
        ("Chi bộ thôn Đông có 25 đảng viên, chi bộ thôn Tây có 27 đảng viên.", []),
        ("Kết nạp 12 đảng viên trong quý. Đã kết nạp 14 đảng viên cả năm.", []),
    ],
)
def test_one_quantity_has_one_value(text, expected):
    assert [quote for quote, _ in found(text, "figure_conflict")] == expected


def test_a_table_row_and_a_sentence_are_one_field():
    text = "BÁO CÁO\n\nI. KẾT QUẢ\n\nToàn xã có 153 hộ nghèo.\n\nSTT\tChỉ tiêu\tSố lượng\n1\tSố hộ nghèo\t163\n2\tSố đơn\t7\n"
    document = build(read_text(text), "x.txt", "report")
    findings = run_checks(Subject(document.text, document=document))
    assert [f.quote for f in findings if f.kind == "figure_conflict"] == ["163"]
