"""The figure grammar in a table: what is a quantity, its value, unit and quote, and what is not."""

import pytest

from knowledge.figures import normalise_number, parse_figures, render_number


def read(text):
    return [(figure.value, figure.unit, figure.quote) for figure in parse_figures(text)]


@pytest.mark.parametrize(
    ("text", "value", "unit", "quote"),
    [
        ("chi 4,5 tỷ đồng", "4.5", "tỷ đồng", "4,5 tỷ đồng"),
        ("có 05 thôn", "5", "thôn", "05 thôn"),
        ("kinh phí ít, 12tr/năm", "12", "triệu đồng", "12tr"),
        ("hỗ trợ 12tr", "12", "triệu đồng", "12tr"),
        ("được 215.910.000đ", "215910000", "đồng", "215.910.000đ"),
        ("rừng 7.296,66 ha", "7296.66", "ha", "7.296,66 ha"),
        ("chiếm 51,59%", "51.59", "%", "51,59%"),
        ("họp được 2/4 kỳ", "2/4", "kỳ", "2/4 kỳ"),
        ("cử từ 15-20 người", "15..20", "người", "15-20 người"),
        ("từ 7 đến 9 thành viên", "7..9", "thành viên", "7 đến 9 thành viên"),
        ("đạt 60 - 65%", "60..65", "%", "60 - 65%"),
        ("từ 3 triệu đồng đến 5 triệu đồng", "3..5", "triệu đồng", "3 triệu đồng đến 5 triệu đồng"),
        ("thu nhập 21,5 triệu đồng/người/năm", "21.5", "triệu đồng/người/năm", "21,5 triệu đồng/người/năm"),
        ("họp 2 lần/tháng", "2", "lần/tháng", "2 lần/tháng"),
        ("có 12chi bộ", "12", "chi bộ", "12chi bộ"),
        ("tặng 5.500 suất quà", "5500", "suất quà", "5.500 suất quà"),
        ("dự toán 0,85 tỷ", "0.85", "tỷ đồng", "0,85 tỷ"),
        ("thu 8 500 000 đồng", "8500000", "đồng", "8 500 000 đồng"),
        ("chi 1 tỷ 200 triệu đồng", "1.2", "tỷ đồng", "1 tỷ 200 triệu đồng"),
        ("tăng trưởng -2,5%", "-2.5", "%", "-2,5%"),
        ("lập 03 (ba) bản", "3", "bản", "03 (ba) bản"),
        ("năm mươi hộ", "50", "hộ", "năm mươi hộ"),
        ("hai trăm linh năm hộ", "205", "hộ", "hai trăm linh năm hộ"),
        ("một nửa số hộ", "1/2", "hộ", "một nửa số hộ"),
        ("được 2/3 số hộ", "2/3", "hộ", "2/3 số hộ"),
        ("hai tỷ đồng", "2", "tỷ đồng", "hai tỷ đồng"),
        ("xa co 350 dang vien", "350", "đảng viên", "350 dang vien"),
    ],
)  # fmt: skip
def test_one_figure_is_read_with_its_unit(text, value, unit, quote):
    assert read(text) == [(value, unit, quote)]


@pytest.mark.parametrize(
    "text",
    [
        "2.1. Nâng cao nhận thức", "1- Công tác tổ chức", "(1) Tuyên truyền", "1) Tuyên truyền", "a) Việc thứ 2", "I.2. Kết quả",
        "ngày 08/12/2009", "ngày 12 tháng 12 năm 2013", "tháng 12/2013", "năm 2019", "2009 - 2019", "giai đoạn 2021-2025",
        "Kết luận số 62-KL/TW", "Quyết định 290", "Nghị quyết 30a", "khóa X", "nhiệm kỳ 2010-2015", "lần thứ 12", "Điều 5 khoản 2",
        "quý II", "ở thôn 3, thôn 5", "tổ 5, khu phố 3", "Phụ lục 1", "họp lúc 7h30", "Hội nghị lần thứ 6,7,8", "gửi T78",
        "điện thoại 0905 123 456", "ĐT: 0234.3878.123", "số tài khoản 3714.0.1068954", "CCCD 046085001234", "dịch COVID-19",
        "Quốc lộ 49", "thôn Tân Lập 2", "ngày thương binh liệt sỹ 27/7", "tỷ lệ 1:1", "một số hộ", "Ba là", "thứ hai", "tháng ba",
        "các nghị quyết...", "",
    ],
)  # fmt: skip
def test_what_is_no_quantity_gives_no_figure(text):
    assert read(text) == []


def test_two_figures_joined_by_a_slash_stay_two():
    assert read("946 hộ/3.568 nhân khẩu") == [("946", "hộ", "946 hộ"), ("3568", "nhân khẩu", "3.568 nhân khẩu")]


def test_a_change_is_two_figures_and_a_span_is_one():
    assert [value for value, _, _ in read("tăng từ 5% lên 10%")] == ["5", "10"]
    assert [value for value, _, _ in read("đạt 5% - 10%")] == ["5..10"]


def test_table_cells_are_figures_and_row_numbers_are_not():
    assert read("1\tSố cuộc giám sát\t12\n2\tĐoàn viên/hội viên\t169/1.169") == [
        ("12", "", "12"),
        ("169/1169", "", "169/1.169"),
    ]


def test_a_list_number_before_a_count_is_left_out():
    assert read("2. 15 hộ thoát nghèo") == [("15", "hộ", "15 hộ")]


def test_a_numbered_hamlet_with_a_count_behind_it():
    assert read("thôn 3, 12 hộ nghèo; mỗi thôn 5 hộ") == [("12", "hộ", "12 hộ"), ("5", "hộ", "5 hộ")]


@pytest.mark.parametrize("word", ["hơn ", "gần ", "khoảng ", "trên ", ">", "≈ "])
def test_approximators_stay_outside_the_quote(word):
    (figure,) = parse_figures(f"đạt {word}200 hộ")
    assert (figure.quote, figure.approximate) == ("200 hộ", True)


def test_a_plain_figure_is_not_approximate():
    assert not parse_figures("đạt 200 hộ")[0].approximate


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1.234,5", "1234.5"),
        ("05", "5"),
        ("0,50", "0.5"),
        ("1,555,000", "1555000"),
        ("000", "0"),
        ("-2,5", "-2.5"),
        ("12.5", "12.5"),
    ],
)
def test_normalise_number(written, value):
    assert normalise_number(written) == value


@pytest.mark.parametrize(
    ("value", "written"),
    [("1234.5", "1.234,5"), ("5", "5"), ("215910000", "215.910.000"), ("15..20", "15-20"), ("2/4", "2/4")],
)
def test_render_number(value, written):
    assert render_number(value) == written
