"""What a turn asks for, with and without accents, and what is asked back."""

import pytest

from assistant.intents import SURE, read_turn, role_named, split_notes

TURNS = [
    ("Viết phần hạn chế về giám sát, phản biện xã hội thế nào?", "phrase"),
    ("phan han che viet sao cho kheo", "phrase"),
    ("nguyên nhân chủ quan nên ghi gì", "phrase"),
    ("Gợi ý cách viết", "phrase"),
    ("cho tôi vài mẫu câu về kinh phí", "phrase"),
    ("đây là ghi chú, viết giúp mục 2.3\n- họp ít\n- thiếu tiền", "draft"),
    ("- tuyên truyền chậm\n- họp ít", "draft"),
    ("Soạn từ ghi chú", "draft"),
    ("viết cho tôi phần phương hướng", "draft"),
    ("ngắn lại", "revise"),
    ("trang trong hon", "revise"),
    ("thêm ý kinh phí", "revise"),
    ("bỏ ý 2", "revise"),
    ("chuyển thành gạch đầu dòng", "revise"),
    ("sửa 12 triệu thành 15 triệu", "revise"),
    ("văn bản nào quy định về dân chủ ở cơ sở?", "lookup"),
    ("quyet dinh 217 la gi", "lookup"),
    ("con so 290", "lookup"),
    ("kết luận 62 của ai", "lookup"),
    ("Văn bản nào áp dụng?", "lookup"),
    ("soát lỗi mục này", "check"),
    ("kiểm tra số liệu giúp", "check"),
    ("xuất word", "compile"),
    ("tải bản docx", "compile"),
    ("mục này cần nêu những gì", "explain"),
    ("đề cương hỏi gì ở phần này?", "explain"),
    ("xin chào", "other"),
    ("cảm ơn", "other"),
]


@pytest.mark.parametrize(("text", "intent"), TURNS)
def test_intent(text, intent):
    assert read_turn(text).intent == intent


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("phần Hạn chế viết sao", "han_che"),
        ("phan han che viet sao", "han_che"),
        ("nguyên nhân của hạn chế", "nguyen_nhan"),
        ("phần kết quả", "ket_qua"),
        ("viết giúp phần bài học kinh nghiệm", "bai_hoc"),
        ("ngắn lại", None),
    ],
)
def test_the_role_named_longest_wins(text, role):
    assert role_named(text) == role


def test_notes_are_parted_from_words_and_lose_their_bullets():
    question, notes = split_notes("Soạn mục Hạn chế:\n- họp 2/4 kỳ\n+ thiếu tiền\n• 12tr/năm\n1. dân ít dự")
    assert question == "Soạn mục Hạn chế:"
    assert notes == ("họp 2/4 kỳ", "thiếu tiền", "12tr/năm", "dân ít dự")


def test_lines_without_bullets_are_notes_too():
    assert read_turn("tuyên truyền chậm\nhọp giao ban 2/4 kỳ\nkinh phí 12tr").notes == (
        "tuyên truyền chậm",
        "họp giao ban 2/4 kỳ",
        "kinh phí 12tr",
    )


def test_an_unclear_turn_is_not_acted_on():
    reading = read_turn("số hộ nghèo giảm thế nào?")
    assert reading.intent == "other" or reading.confidence < SURE
