"""A revision does what was asked and nothing else; figures survive unless they were named."""

from __future__ import annotations

from collections import Counter

import pytest

from assistant.notes import parse_notes
from assistant.rewrite import revise
from knowledge.errors import UnusableInput
from knowledge.figures import parse_figures

TEXT = """Bên cạnh những kết quả đạt được, việc thực hiện Kết luận số 62-KL/TW vẫn còn một số hạn chế sau đây:
- Công tác tuyên truyền tại thôn 3, thôn 5 còn chậm.
- Việc họp giao ban mới duy trì được 2/4 kỳ.
- Kinh phí còn ít, ở mức 12 triệu đồng/năm.
- Tỷ lệ sinh hoạt chi đoàn mới đạt 61,5%.
- Sự phối hợp có lúc chưa chặt chẽ."""
NOTES = parse_notes(
    "tuyên truyền chậm ở thôn 3, thôn 5\nhọp giao ban được 2/4 kỳ\nkinh phí ít, 12tr/năm\ntỷ lệ sinh hoạt chi đoàn 61,5%\ncán bộ trẻ thiếu kinh nghiệm"
)
LINES = TEXT.splitlines()


def figures(text: str) -> Counter[tuple[str, str]]:
    return Counter((figure.value, figure.unit) for line in text.splitlines() for figure in parse_figures(line))


def after(instruction: str) -> list[str]:
    return revise(TEXT, instruction, NOTES).text.splitlines()


@pytest.mark.parametrize(
    "instruction",
    [
        "ngắn lại", "ngan gon hon", "chi tiết hơn", "viết dài hơn", "mềm hơn", "nhẹ nhàng hơn", "gộp thành đoạn văn",
        "viết lại", "đổi chỗ ý 1 và ý 3", "đưa ý 3 lên đầu", "thêm ý cán bộ thôn kiêm nhiệm nhiều", "bỏ ý 1", "ngắn lại và gộp thành đoạn văn",
    ],
)  # fmt: skip
def test_figures_survive(instruction: str) -> None:
    assert figures(revise(TEXT, instruction, NOTES).text) == figures(TEXT)


@pytest.mark.parametrize(
    ("instruction", "gone"),
    [
        ("bỏ ý 2", {2}), ("bo y thu hai", {2}), ("bỏ ý cuối", {5}), ("xóa gạch đầu dòng thứ 3", {3}), ("bỏ ý 2 và ý 4", {2, 4}),
        ("bỏ ý về kinh phí", {3}), ("bo y kinh phi", {3}), ("bỏ câu mở đầu", {0}),
    ],
)  # fmt: skip
def test_dropping_a_point_leaves_the_others_untouched(instruction: str, gone: set[int]) -> None:
    assert after(instruction) == [line for place, line in enumerate(LINES) if place not in gone]


def test_swapping_and_moving() -> None:
    assert after("đổi chỗ ý 1 và ý 3") == [LINES[0], LINES[3], LINES[2], LINES[1], *LINES[4:]]
    assert after("chuyen y 1 xuong cuoi") == [LINES[0], *LINES[2:], LINES[1]]


@pytest.mark.parametrize(
    ("instruction", "place", "line"),
    [
        ("sửa 12 thành 15", 3, "- Kinh phí còn ít, ở mức 15 triệu đồng/năm."),
        ("sua so 61,5 thanh 62,5%", 4, "- Tỷ lệ sinh hoạt chi đoàn mới đạt 62,5%."),
        ("sửa 2/4 thành 3/4", 2, "- Việc họp giao ban mới duy trì được 3/4 kỳ."),
        ('thay từ "chậm" bằng "chưa kịp thời"', 1, "- Công tác tuyên truyền tại thôn 3, thôn 5 chưa kịp thời."),
        ("thay tuyen truyen bang van dong", 1, "- Công tác vận động tại thôn 3, thôn 5 còn chậm."),
    ],
)
def test_replacing_exactly_what_was_named(instruction: str, place: int, line: str) -> None:
    assert after(instruction) == [*LINES[:place], line, *LINES[place + 1 :]]


def test_adding_a_point_from_what_is_said_from_the_notes_or_as_a_slot() -> None:
    assert after("thêm ý cán bộ thôn kiêm nhiệm nhiều")[-1] == "- Một số cán bộ thôn còn kiêm nhiệm nhiều."
    assert after("thêm ý cán bộ")[-1] == "- Một số cán bộ trẻ còn thiếu kinh nghiệm."
    assert after("thêm ý chuyển đổi số")[-1] == "- [cần bổ sung: chuyển đổi số]"


def test_running_text_and_dashes_and_back() -> None:
    flowing = revise(TEXT, "gộp thành đoạn văn").text
    assert "\n" not in flowing
    dashed = revise(flowing, "chuyển thành gạch đầu dòng").text.splitlines()
    assert [line for line in dashed if line.startswith("- ")][-5:] == LINES[1:]


def test_milder_words_and_no_doubled_softeners() -> None:
    text = revise(TEXT, "mềm hơn").text
    assert "còn chậm" not in text
    assert "có lúc có lúc" not in text
    assert "thôn 3, thôn 5" in text


def test_more_detail_is_asked_for_and_not_invented() -> None:
    draft = revise(TEXT, "chi tiết hơn")
    assert draft.slots
    assert "không tự thêm" in draft.remarks[0]


def test_lessons_are_numbered_anew() -> None:
    text = "Rút ra một số bài học kinh nghiệm sau:\nMột là, sát dân.\nHai là, nêu gương.\nBa là, đoàn kết."
    assert revise(text, "bỏ ý 1").text.splitlines()[1:] == ["Một là, nêu gương.", "Hai là, đoàn kết."]


def test_the_users_own_point_is_kept_when_writing_anew() -> None:
    assert "Sự phối hợp có lúc chưa chặt chẽ." in revise(TEXT, "viết lại", NOTES).text


@pytest.mark.parametrize(
    "instruction",
    [
        "làm cho đẹp",
        "abc",
        "đừng ngắn lại",
        "???",
        "bỏ ý 9",
        "sửa 99 thành 3",
        "ngắn lại và dài hơn",
        "bỏ ý về quốc phòng",
        "thay chậm",
    ],
)
def test_what_is_not_understood_or_does_not_fit_changes_nothing(instruction: str) -> None:
    with pytest.raises(UnusableInput):
        revise(TEXT, instruction, NOTES)


def test_a_number_that_stands_in_two_places_is_asked_about() -> None:
    with pytest.raises(UnusableInput, match="có ở 2 chỗ"):
        revise("- Có 12 hộ.\n- Kinh phí 12 triệu đồng.", "sửa 12 thành 15")


def test_an_empty_text_is_refused() -> None:
    with pytest.raises(UnusableInput, match="Chưa có nội dung"):
        revise("  ", "ngắn lại")


@pytest.mark.parametrize("instruction", ["viết lại", "trang trọng hơn", "dài hơn", "mềm hơn"])
def test_a_change_of_style_is_seen_in_several_points(instruction: str) -> None:
    before, changed = LINES[1:], after(instruction)[1:]
    assert sum(line not in before for line in changed) >= 2


def test_writing_anew_opens_otherwise_for_the_same_directive() -> None:
    heading = after("viết lại")[0]
    assert heading != LINES[0]
    assert "Kết luận số 62-KL/TW" in heading
