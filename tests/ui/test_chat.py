"""The chat's buttons: what streams, what is kept after a stop, and how a proposal enters the report."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import gradio as gr
import pytest

from knowledge.errors import NotFound
from tests.ui import fakes
from ui import labels
from ui.desk import Desk
from ui.page import Page
from ui.panels.chat import ChatHandlers
from ui.panels.outline import OutlineHandlers
from ui.panels.paper import PaperHandlers
from ui.panels.reports import report_title
from ui.views import pending
from ui.widgets import unchanged

NOBODY = SimpleNamespace(username=None)


@pytest.fixture
def page() -> Page:
    return Page(**{field.name: field.name for field in fields(Page)})


@pytest.fixture
def service(tmp_path: Path) -> Any:
    return fakes.service_in(tmp_path)


@pytest.fixture
def desk(service: Any) -> Desk:
    return Desk(fakes.Story(), (), lambda _owner: service)


@pytest.fixture
def place(service: Any) -> tuple[str, str]:
    report = service.workspace.report(service.workspace.new_report(fakes.OUTLINE))
    return report.id, report.sections[-1].id


def run(stream: Any) -> list[dict[Any, Any]]:
    return list(stream)


def test_an_answer_streams_and_ends_in_the_kept_chat(page: Page, desk: Desk, place: tuple[str, str]) -> None:
    shown = run(ChatHandlers(page, desk).ask(*place, "Viết thế nào?", NOBODY))
    assert shown[0]["ask"] == ""
    assert "Đang tìm" in shown[1]["live"]
    assert "Có thể" in shown[3]["live"]
    assert shown[-1]["live"] == ""
    assert "tl-mau" in shown[-1]["history"]


def test_an_empty_box_sends_nothing(page: Page, desk: Desk, place: tuple[str, str], service: Any) -> None:
    assert run(ChatHandlers(page, desk).ask(*place, "  \n", NOBODY)) == [unchanged()]
    assert service.workspace.chat(*place) == ()


def test_a_stop_keeps_what_had_come(page: Page, desk: Desk, place: tuple[str, str], service: Any) -> None:
    stream = ChatHandlers(page, desk).ask(*place, "Viết thế nào?", NOBODY)
    for _ in range(4):
        next(stream)
    stream.close()
    kept = service.workspace.chat(*place)[-1]
    assert kept.speaker == "assistant"
    assert kept.content.startswith("Có thể")
    assert labels.STOPPED in kept.content


def test_what_could_not_be_sent_stays_in_the_box(page: Page, desk: Desk, service: Any) -> None:
    shown = run(ChatHandlers(page, Desk(Refusing(), (), desk.service_of)).ask("", "", "câu hỏi", NOBODY))
    assert shown[-1]["ask"] == "câu hỏi"
    assert "Không nhận." in shown[-1]["live"]


class Refusing(fakes.Story):
    def converse(self, service: Any, turn: Any) -> Any:
        raise NotFound("Không nhận.")
        yield


def test_notes_are_kept_with_their_section_and_become_a_proposal(
    page: Page, desk: Desk, place: tuple[str, str], service: Any
) -> None:
    run(ChatHandlers(page, desk).from_notes(*place, "họp 2/4 kỳ\n- kinh phí ít", "", NOBODY))
    assert service.workspace.section(place[1]).notes == "họp 2/4 kỳ\n- kinh phí ít"
    assert service.workspace.section(place[1]).text == ""
    again = pending(service.workspace.chat(*place))
    assert again is not None
    assert [p["text"] for p in again["paragraphs"]] == ["- họp 2/4 kỳ; [số liệu].", "- kinh phí ít; [số liệu]."]
    run(ChatHandlers(page, desk).from_notes(*place, "", service.workspace.section(place[1]).notes, NOBODY))
    assert len(service.workspace.chat(*place)) == 4


@pytest.mark.parametrize(
    ("keep", "expected"), [(False, "- họp 2/4 kỳ; [số liệu]."), (True, "Đã gõ sẵn.\n- họp 2/4 kỳ; [số liệu].")]
)
def test_a_proposal_enters_once_and_the_former_text_is_kept(
    page: Page, desk: Desk, place: tuple[str, str], service: Any, keep: bool, expected: str
) -> None:
    do = ChatHandlers(page, desk)
    run(do.ask(*place, "- họp 2/4 kỳ", NOBODY))
    (do.append if keep else do.accept)(*place, "Đã gõ sẵn.", NOBODY)
    versions = service.workspace.versions(place[1])
    assert [v.text for v in versions] == [expected, "Đã gõ sẵn."]
    assert versions[0].written_by == "embedded"
    with pytest.raises(gr.Error, match=labels.NO_PROPOSAL):
        do.accept(*place, expected, NOBODY)


def test_a_strangers_section_is_not_opened_nor_written(
    page: Page, desk: Desk, place: tuple[str, str], tmp_path: Path
) -> None:
    stranger = fakes.service_in(tmp_path, owner="người khác")
    report = stranger.workspace.report(stranger.workspace.new_report(fakes.OUTLINE))
    with pytest.raises(NotFound):
        OutlineHandlers(page, desk).choose(report.id, SimpleNamespace(_data={"muc": report.sections[0].id}), NOBODY)
    with pytest.raises(NotFound):
        PaperHandlers(page, desk).approve(report.id, report.sections[0].id, "lạ", NOBODY)
    assert stranger.workspace.section(report.sections[0].id).version == 0


@pytest.mark.parametrize(
    ("outline", "report"),
    [
        ("ĐỀ CƯƠNG báo cáo tổng kết 10 năm", "Báo cáo tổng kết 10 năm"),
        ("Báo cáo xã, 5 năm", "Báo cáo xã, 5 năm"),
        ("Đề cương", "Đề cương"),
    ],
)
def test_a_report_is_named_after_its_outline(outline: str, report: str) -> None:
    assert report_title(outline) == report
