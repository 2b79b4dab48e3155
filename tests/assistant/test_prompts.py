"""The loader of prompts is strict both ways, so that a renamed variable never goes unnoticed."""

from __future__ import annotations

import pytest

from assistant.prompts import PromptFault, fill, load_prompt, load_yaml


def test_placeholders_are_filled() -> None:
    assert fill("Mục $muc của $don_vi.", "thử", muc="Hạn chế", don_vi="xã A") == "Mục Hạn chế của xã A."


def test_a_missing_variable_is_an_error() -> None:
    with pytest.raises(PromptFault, match="cần thêm biến: don_vi"):
        fill("Mục $muc của $don_vi.", "thử", muc="x")


def test_an_unused_variable_is_an_error() -> None:
    with pytest.raises(PromptFault, match="không dùng biến: thua"):
        fill("Mục $muc.", "thử", muc="x", thua="y")


def test_a_stray_dollar_is_an_error_and_a_doubled_one_is_a_dollar() -> None:
    with pytest.raises(PromptFault, match="dấu"):
        fill("giá $ 5", "thử")
    assert fill("giá $$5", "thử") == "giá $5"


def test_values_are_never_read_as_templates() -> None:
    assert fill("$a", "thử", a="$b") == "$b"


@pytest.mark.parametrize("name", ["khong_co", "../pyproject", "frames"])
def test_a_file_that_is_not_there_is_one_clear_sentence(name: str) -> None:
    with pytest.raises(PromptFault, match="Không có tệp"):
        load_prompt(name)


def test_every_yaml_file_of_ours_can_be_read() -> None:
    for name in ("topics", "lexicon", "abbreviations", "accents", "frames/han_che", "frames/rewording"):
        assert load_yaml(name)
