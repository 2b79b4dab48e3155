"""The user's own registry entries: read from what was typed, written over the shipped ones, refused with a clear sentence."""

import pytest

from assistant.directives import add_entries, entry_of
from assistant.service import registry_path
from assistant.settings import Settings
from knowledge.errors import UnusableInput
from knowledge.registry import load_registry

ROW = {"symbol": "12 - NQ/ĐU", "type": "Nghị quyết", "issuer": "Đảng ủy xã Tân Hòa", "title": "về công tác dân vận"}


@pytest.fixture
def settings(tmp_path):
    return Settings(home=tmp_path)


@pytest.mark.parametrize(
    ("written", "iso"),
    [("2021-03-04", "2021-03-04"), ("04/3/2021", "2021-03-04"), ("4 tháng 3 năm 2021", "2021-03-04"), ("", None)],
)
def test_an_entry_is_read_from_what_was_typed(written, iso):
    entry = entry_of({**ROW, "issued_on": written} if written else ROW)
    assert (entry.symbol, entry.issued_on, entry.status) == ("12-NQ/ĐU", iso, "khong_ro")


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({}, "số, ký hiệu"),
        ({**ROW, "title": " "}, "trích yếu"),
        ({**ROW, "issued_on": "hôm qua"}, "«hôm qua» không hợp lệ"),
        ({**ROW, "issued_on": "31/02/2020"}, "không hợp lệ"),
        ({**ROW, "issued_on": "2020-13-45"}, "không hợp lệ"),
        ({**ROW, "status": "tốt"}, "status phải là"),
    ],
)
def test_what_is_missing_or_wrong_is_named(row, says):
    with pytest.raises(UnusableInput, match=says):
        entry_of(row)


def test_entries_stand_over_the_shipped_ones_and_are_corrected_in_place(settings):
    add_entries(settings, (entry_of({**ROW, "issued_on": "04/3/2021"}),))
    add_entries(
        settings, (entry_of({**ROW, "symbol": "12-NQ/ĐU", "issued_on": "04/3/2021", "title": "về dân vận khéo"}),)
    )
    add_entries(settings, (entry_of({**ROW, "symbol": "62-KL/TW", "type": "Kết luận", "issued_on": "2009-12-08"}),))
    registry = load_registry(registry_path(settings))
    assert [entry.title for entry in registry.by_symbol("12-NQ/ĐU")] == ["về dân vận khéo"]
    assert [entry.title for entry in registry.by_symbol("62-KL/TW")] == ["về công tác dân vận"]
    assert len(registry_path(settings).read_text("utf-8").splitlines()) == 2


def test_a_spoilt_file_is_refused_and_left_as_it_was(settings):
    registry_path(settings).write_text("{hỏng\n", "utf-8")
    with pytest.raises(UnusableInput, match="Dòng 1"):
        add_entries(settings, (entry_of(ROW),))
    assert registry_path(settings).read_text("utf-8") == "{hỏng\n"
