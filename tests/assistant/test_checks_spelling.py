"""Spelling: by what Vietnamese can build, and by what stands beside a syllable."""

import pytest

from assistant.checks import Subject, run_checks


def spelt(text):
    return [(f.quote, f.expected) for f in run_checks(Subject(text)) if f.kind == "spelling"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đảng ủy đã tạo được sự chuyên biến rõ nét trong nhận thức.", [("chuyên", "chuyển")]),
        ("Nhân dân chấp hành nghiêm phát luật của Nhà nước.", [("phát", "pháp")]),
        ("Xã tiến hành xắp xếp lại các thôn.", [("xắp", "sắp")]),
        ("Ủy ban đựơc giao chủ trì.", [("đựơc", "được")]),
        ("Các tổ chức tự quảnlý quỹ.", [("quảnlý", "quản lý")]),
        ("Chất lượng của của các cuộc họp.", [("của của", "của")]),
        ("Tổ chức thực hiện thực hiện nghị quyết.", [("thực hiện thực hiện", "thực hiện")]),
        ("Trong năm năm qua, luôn luôn song song với việc học.", []),
        ("Xã trở thành thành viên của mạng lưới.", []),
        ("Đồng bào Pa Cô ở Đắk Lắk và Krông Nô dùng kilôgam, internet.", []),
        ("Bà con băn khoăn vì đi lại vất vả, nhưng kiên nhẫn lắng nghe.", []),
    ],
)
def test_slips_are_seen_and_good_words_left_alone(text, expected):
    assert spelt(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. tăng cường công tác dân vận.", [("tăng", "Tăng")]),
        ("2.Việc sắp xếp tổ chức.", [("2.Việc", "2. Việc")]),
        ("Việc học tập kết luận số 62-KL/TW.", [("kết luận", "Kết luận")]),
        ("Thực hiện Nghị Quyết số 25-NQ/TW.", [("Nghị Quyết", "Nghị quyết")]),
        ("Theo ý kiến của Bộ chính trị.", [("Bộ chính trị", "Bộ Chính trị")]),
        ("Kết luận số 62 - KL/TW.", [("62 - KL/TW", "62-KL/TW")]),
        ("Các đoàn thể chính trị xã hội.", [("chính trị xã hội", "chính trị - xã hội")]),
        ("Các đoàn thể chính trị - xã hội phát triển kinh tế - xã hội.", []),
        ("Ban hành kế hoạch 5 năm và quyết định 3 nội dung.", []),
        ("Diện tích 2.486 ha, tăng 1.2 lần.", []),
    ],
)
def test_capitals_items_and_set_hyphens(text, expected):
    assert spelt(text) == expected
