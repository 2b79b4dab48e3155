"""Work on the outline, the section's notes, and what the outline asks ticked as it is stated."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import gradio as gr
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from knowledge.errors import NotFound
from knowledge.records import Outline, OutlineItem
from tests.ui import fakes
from ui import labels
from ui.desk import Desk
from ui.page import Page
from ui.panels.chat import joined
from ui.panels.outlining import ADD, RENAME, OutliningHandlers
from ui.routes import add_routes
from ui.ticks import ticks
from ui.views import brief_html

NOBODY = SimpleNamespace(username=None)
OUTLINE = Outline(
    "Đề cương",
    (
        OutlineItem("I", "Tình hình", 1, "dac_diem"),
        OutlineItem(
            "II",
            "Kết quả",
            1,
            "ket_qua",
            (),
            (OutlineItem("II.1", "Quán triệt", 2, "quan_triet"), OutlineItem("II.2", "Kiểm tra", 2, "kiem_tra")),
        ),
        OutlineItem("III", "Đánh giá", 1, "danh_gia"),
    ),
)


@pytest.fixture
def page() -> Page:
    return Page(**{f.name: f.name for f in fields(Page)})


@pytest.fixture
def service(tmp_path: Path) -> Any:
    return fakes.service_in(tmp_path)


@pytest.fixture
def do(page: Page, service: Any) -> OutliningHandlers:
    return OutliningHandlers(page, Desk(fakes.Story(), (), lambda _owner: service))


@pytest.fixture
def report(service: Any) -> Any:
    return service.workspace.report(service.workspace.new_report(OUTLINE))


def names(service: Any, report: Any) -> list[str]:
    return [f"{s.number} {s.heading}".strip() for s in service.workspace.report(report.id).sections]


def test_a_section_moves_past_its_neighbour_with_all_below_it(do: Any, service: Any, report: Any) -> None:
    do.down(report.id, report.sections[0].id, NOBODY)
    expected = ["I Kết quả", "I.1 Quán triệt", "I.2 Kiểm tra", "II Tình hình", "III Đánh giá"]
    assert names(service, report) == expected
    do.up(report.id, report.sections[0].id, NOBODY)
    assert names(service, report) == ["I Tình hình", "II Kết quả", "II.1 Quán triệt", "II.2 Kiểm tra", "III Đánh giá"]


@pytest.mark.parametrize(("at", "way"), [(0, "up"), (2, "up"), (3, "down"), (4, "down")])
def test_a_section_stays_within_its_part(do: Any, service: Any, report: Any, at: int, way: str) -> None:
    before = names(service, report)
    assert getattr(do, way)(report.id, report.sections[at].id, NOBODY) == gr.skip()
    assert names(service, report) == before


def test_a_section_is_added_below_the_open_one_and_opened(do: Any, service: Any, report: Any) -> None:
    shown = do.save(report.id, report.sections[1].id, ADD, "III.", "  Hạn chế,  nguyên nhân ", NOBODY)
    assert names(service, report)[4] == "III Hạn chế, nguyên nhân"
    added = service.workspace.report(report.id).sections[4]
    assert (added.level, shown["section_id"]) == (1, added.id)
    assert added.role in ("han_che", "nguyen_nhan")


def test_a_section_is_renamed_in_place(do: Any, service: Any, report: Any) -> None:
    form = do.begin_rename(report.sections[3].id, NOBODY)
    assert form["section_number"] == "II.2"
    shown = do.save(report.id, report.sections[3].id, RENAME, "II.2", "Kiểm tra, giám sát", NOBODY)
    assert "II.2 Kiểm tra, giám sát" in names(service, report)
    assert "giám sát" in shown["outline"]
    assert "paper" not in shown


def test_a_section_needs_a_name_and_an_owner(do: Any, report: Any, tmp_path: Path) -> None:
    with pytest.raises(gr.Error, match=labels.NEED_SECTION_NAME):
        do.save(report.id, report.sections[0].id, ADD, "", "  ", NOBODY)
    stranger = fakes.service_in(tmp_path, owner="người khác")
    theirs = stranger.workspace.report(stranger.workspace.new_report(OUTLINE))
    for wrong in ((theirs.id, theirs.sections[0].id), (report.id, theirs.sections[0].id)):
        with pytest.raises(NotFound):
            do.save(*wrong, RENAME, "", "lạ", NOBODY)
        with pytest.raises(NotFound):
            do.down(*wrong, NOBODY)
    assert stranger.workspace.report(theirs.id).sections == theirs.sections


def test_what_the_outline_asks_is_ticked_from_text_and_notes(service: Any) -> None:
    section = service.workspace.report(service.workspace.new_report(fakes.OUTLINE)).sections[-1]
    assert ticks(section) == ("thieu", "thieu")
    service.workspace.save_notes(section.id, "hạn chế chủ yếu: họp ít")
    service.workspace.save_text(section.id, "Nơi xảy ra là thôn 3, mức độ nhẹ, được nêu rõ ở trên.")
    section = service.workspace.section(section.id)
    assert ticks(section) == ("ghi", "du")
    html = brief_html(section)
    assert labels.ASKED_DONE.format(done=1, total=2) in html
    assert f"({labels.TICKS['ghi']})" in html


def test_a_blank_that_names_what_is_wanted_does_not_state_it(service: Any) -> None:
    section = service.workspace.report(service.workspace.new_report(fakes.OUTLINE)).sections[-1]
    service.workspace.save_text(section.id, "Còn ít. [cần bổ sung: nêu rõ nơi xảy ra, mức độ]")
    assert ticks(service.workspace.section(section.id)) == ("thieu", "thieu")


@pytest.mark.parametrize(
    ("kept", "typed", "both"),
    [("", "a\nb", "a\nb"), ("- a", "a\nb", "- a\nb"), ("a\n", "", "a"), ("a", "- b\n\n- c", "a\n- b\n\n- c")],
)
def test_typed_notes_join_the_kept_ones_once(kept: str, typed: str, both: str) -> None:
    assert joined(kept, typed) == both


def test_notes_are_kept_only_for_their_owner(service: Any, report: Any, tmp_path: Path) -> None:
    app = FastAPI()
    add_routes(app, Desk(fakes.Story(), (), lambda _owner: service))
    section = report.sections[0].id
    stranger = fakes.service_in(tmp_path, owner="người khác")
    theirs = stranger.workspace.report(stranger.workspace.new_report(OUTLINE)).sections[0].id
    ours = {"x-troly": "1"}
    with TestClient(app) as client:
        assert "Đã lưu" in client.put(f"/muc/{section}/ghi-chu", json={"text": "họp ít"}, headers=ours).json()["saved"]
        assert client.put(f"/muc/{section}/ghi-chu", json={"text": "lạ"}).status_code == 403
        assert client.put(f"/muc/{theirs}/ghi-chu", json={"text": "lạ"}, headers=ours).status_code == 404
    assert service.workspace.section(section).notes == "họp ít"
    assert stranger.workspace.section(theirs).notes == ""
