"""What an official relies on when notes become a section: every figure kept, nothing added, the genre's own grammar."""

from __future__ import annotations

import pytest

from assistant.compose import ComposeRequest, compose
from assistant.notes import parse_notes
from assistant.records import Profile
from knowledge.errors import UnusableInput

NOTES = """- tuyên truyền chậm ở thôn 3, thôn 5
- họp giao ban được 2/4 kỳ
- kinh phí ít, 12tr/năm
- tỷ lệ sinh hoạt chi đoàn 61,5%"""


def draft(role: str, notes: str, **more: object) -> str:
    return compose(ComposeRequest(role, parse_notes(notes), **more)).text  # type: ignore[arg-type]


def test_four_terse_limitations_become_official_prose() -> None:
    written = compose(ComposeRequest("han_che", parse_notes(NOTES)))
    for kept in ("thôn 3, thôn 5", "2/4 kỳ", "12 triệu đồng/năm", "61,5%"):
        assert kept in written.text
    assert len(written.paragraphs) == 5
    assert [part.notes for part in written.paragraphs] == [(), (0,), (1,), (2,), (3,)]
    assert written.written_by == "embedded"


def test_percentages_are_proposed_and_stay_out_of_the_text() -> None:
    written = compose(ComposeRequest("han_che", parse_notes(NOTES)))
    assert "50%" not in written.text
    assert [(item.quote, item.in_text) for item in written.computed] == [("50%", False)]


def test_no_notes_is_one_clear_sentence() -> None:
    with pytest.raises(UnusableInput, match="Chưa có ghi chú"):
        compose(ComposeRequest("han_che", ()))


def test_an_unknown_role_is_refused() -> None:
    with pytest.raises(UnusableInput, match="Không có loại mục"):
        compose(ComposeRequest("la", parse_notes("x y")))


def test_the_opening_names_the_directive_only_where_it_is_given() -> None:
    assert "62-KL/TW" not in draft("han_che", NOTES)
    assert "Kết luận số 62-KL/TW" in draft("han_che", NOTES, profile=Profile(directive="62-KL/TW"))
