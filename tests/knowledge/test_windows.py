"""Windows keep every sentence whole, in order and once."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from knowledge.windows import windows

TEXT = "Đảng ủy đã ban hành 3 văn bản. UBND xã tổ chức 12 hội nghị. Nhân dân đồng tình ủng hộ."


def test_a_window_holds_whole_sentences_up_to_its_size() -> None:
    assert windows(TEXT, size=65) == (
        "Đảng ủy đã ban hành 3 văn bản. UBND xã tổ chức 12 hội nghị.",
        "Nhân dân đồng tình ủng hộ.",
    )


def test_every_window_stands_under_the_heading() -> None:
    assert windows(TEXT, heading="Kết quả", size=10)[2] == "Kết quả\nNhân dân đồng tình ủng hộ."
    assert windows("", heading="Kết quả") == ("Kết quả\n",)


@given(st.text(max_size=200), st.integers(1, 100))
def test_nothing_but_space_is_lost(text: str, size: int) -> None:
    kept = "".join("".join(windows(text, size=size)).split())
    assert kept == "".join(unicodedata.normalize("NFC", text).split())
