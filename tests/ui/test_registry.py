"""The registry's page: what is looked up, how a directive is shown, and what becomes of a correction."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.doctor import Line
from assistant.records import Profile
from tests.ui import fakes
from ui import labels
from ui.desk import Desk
from ui.page import Page
from ui.panels import answers
from ui.panels.cards import book_card
from ui.panels.entries import NAMES, EntryHandlers, row_of
from ui.panels.registry import RegistryHandlers
from ui.panels.settings import SettingsHandlers
from ui.routes import add_routes

NOBODY = SimpleNamespace(username=None)
CARD = '<div class="tl-van-ban">'


@pytest.fixture
def page() -> Page:
    return Page(**{f.name: f.name for f in fields(Page)} | {"entry": NAMES})


@pytest.fixture
def service(tmp_path: Path) -> Any:
    return fakes.service_in(tmp_path)


@pytest.fixture
def desk(service: Any) -> Desk:
    return Desk(fakes.Story(), (), lambda _owner: service)


def look(page: Page, desk: Desk, text: str, report: str = "") -> str:
    return RegistryHandlers(page, desk).look_up(text, report, NOBODY)


def save(page: Page, desk: Desk, checked: bool = True, key: str = "", **typed: str) -> dict[Any, Any]:
    return EntryHandlers(page, desk).save(NOBODY, "", "", key, checked, *(typed.get(n, "") for n in NAMES))


def test_a_conflict_of_dates_is_shown_with_both_quotes(page: Page, desk: Desk) -> None:
    html = look(page, desk, "62-KL/TW")
    assert labels.CONFLICT_HEAD in html
    assert "18/12/2009</q>" in html
    assert "08/12/2009</q>" in html
    assert "<b>xã" not in html


def test_every_namesake_is_shown(page: Page, desk: Desk, service: Any) -> None:
    bearing = service.registry.by_symbol("28-NQ/TW")
    html = look(page, desk, "28-NQ/TW")
    assert len(bearing) > 2
    assert html.count(CARD) == len(bearing)
    assert look(page, desk, "217").count(CARD) == len(service.registry.by_number("217"))


def test_nothing_found_is_said_to_be_so(page: Page, desk: Desk) -> None:
    assert "Chưa tìm thấy «8765-KL/TW»" in look(page, desk, "8765-KL/TW")
    assert CARD not in look(page, desk, "8765-KL/TW")


def test_validity_is_judged_for_the_open_report(page: Page, desk: Desk, service: Any) -> None:
    before = service.workspace.new_report(fakes.OUTLINE, Profile(period="2000-2005"))
    assert labels.FOR_REPORT in look(page, desk, "217-QĐ/TW", before)
    assert labels.FOR_REPORT not in look(page, desk, "217-QĐ/TW")


@pytest.mark.parametrize(
    ("status", "source", "said"),
    [
        ("con_hieu_luc", "seen", "còn hiệu lực"),
        ("con_hieu_luc", "memory", "còn hiệu lực, cần kiểm tra"),
        ("khong_ro", "", "chưa rõ hiệu lực, cần kiểm tra"),
    ],
)
def test_the_status_says_whether_anybody_has_seen_it(status: str, source: str, said: str) -> None:
    row = {"type": "Quy định", "symbol": "1-QĐ/TW", "issued_on": None, "issuer": "", "title": "", "applies": "unknown"}
    assert f"{labels.STATUS}: {said}</li>" in book_card(
        row | {"status": status, "status_source": source, "reason": ""}, False
    )


def test_both_forms_are_offered_in_the_chat_too() -> None:
    row = {
        "type": "Quyết định", "symbol": "217-QĐ/TW", "issued_on": "2013-12-12", "issuer": "Bộ Chính trị", "title": "về …",
        "applies": "yes", "reason": "", "first_mention": "lần đầu", "later_mention": "Quyết định số 217-QĐ/TW",
    }  # fmt: skip
    html = answers.directives([row])
    assert 'data-chep="lần đầu"' in html
    assert 'data-chep="Quyết định số 217-QĐ/TW"' in html


def test_a_next_step_that_has_a_button_presses_it() -> None:
    html = answers.chips(("Mở sổ văn bản", "Cho phép gửi tới mo-hinh.example", labels.ACCEPT))
    assert 'data-bam="mo-van-ban"' in html
    assert 'data-hoi="Cho phép gửi tới mo-hinh.example"' in html
    assert labels.ACCEPT not in html


def test_an_entry_is_added_and_found(page: Page, desk: Desk, service: Any) -> None:
    shown = save(
        page, desk, symbol="15 - KH/HU", type="Kế hoạch", issuer="Huyện ủy Hư Cấu", title="về thử", issued_on="5/3/2019"
    )
    assert "15-KH/HU" in shown["found"]
    entry = service.registry.by_symbol("15-KH/HU")[0]
    assert (entry.issued_on, entry.status_source) == ("2019-03-05", "seen")
    assert "15-KH/HU" in RegistryHandlers(page, desk).show(NOBODY)
    assert look(page, desk, " ") == ""


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"symbol": "9-KH/HU", "type": "Kế hoạch", "issuer": "Huyện ủy"}, "trích yếu"),
        (
            {"symbol": "9-KH/HU", "type": "Kế hoạch", "issuer": "H", "title": "t", "issued_on": "40/1/2020"},
            "Ngày ban hành",
        ),
    ],
)
def test_a_bad_entry_is_refused_beside_the_form_and_the_form_stays(
    page: Page, desk: Desk, service: Any, typed: dict[str, str], said: str
) -> None:
    shown = save(page, desk, **typed)
    assert list(shown) == ["entry_said"]
    assert said in shown["entry_said"]
    assert not service.registry.by_symbol("9-KH/HU")


def test_a_correction_keeps_what_the_form_does_not_show(page: Page, desk: Desk, service: Any) -> None:
    former = service.registry.by_symbol("217-QĐ/TW")[0]
    do = EntryHandlers(page, desk)
    form = do.correct(SimpleNamespace(_data={"sua": "217-QĐ/TW|2013-12-12"}), NOBODY)
    assert form["issued_on"] == "12/12/2013"
    typed = {name: form[name] or "" for name in NAMES} | {"title": "trích yếu đã sửa"}
    save(page, desk, key=form["entry_key"], **typed)
    now = service.registry.by_symbol("217-QĐ/TW")
    assert [e.title for e in now] == ["trích yếu đã sửa"]
    assert now[0].themes == former.themes


def test_an_entry_that_is_gone_is_said_to_be_so(page: Page, desk: Desk) -> None:
    shown = save(page, desk, key="0-XX|2000-01-01", symbol="1-XX", type="Kế hoạch", issuer="H", title="t")
    assert labels.NOT_IN_BOOK in shown["entry_said"]


def test_only_who_has_compared_it_calls_an_entry_seen() -> None:
    values = tuple("x" for _ in NAMES)
    assert row_of(values, True)["status_source"] == "seen"
    assert row_of(values, False, {"status_source": "seen"})["status_source"] == "memory"
    assert row_of(values, False, {"status_source": "khong", "level": "tỉnh"})["level"] == "tỉnh"


def test_the_registry_is_exported_whole_or_what_is_the_users(page: Page, desk: Desk, service: Any) -> None:
    save(page, desk, symbol="15-KH/HU", type="Kế hoạch", issuer="Huyện ủy", title="về thử")
    app = FastAPI()
    add_routes(app, desk)
    with TestClient(app) as client:
        whole = client.get("/so-van-ban.jsonl")
        own = client.get("/so-van-ban.jsonl", params={"rieng": 1})
    assert "attachment" in whole.headers["content-disposition"]
    assert len(whole.text.splitlines()) == len(service.registry.entries)
    assert [json.loads(line)["symbol"] for line in own.text.splitlines()] == ["15-KH/HU"]


def test_the_settings_say_what_does_not_answer(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = (
        Line("Python", True, "3.11", True),
        Line("Kho <b>", False, "không mở được", True),
        Line("Tesseract", False, "chưa cài"),
    )
    monkeypatch.setattr("assistant.doctor.examine", lambda _service: lines)
    first, last = list(SettingsHandlers(desk).examine(NOBODY))
    assert labels.EXAMINING in first
    assert labels.SOME_ATTEND.format(count=1) in last
    assert last.count(f">{labels.ATTEND}<") == 2
    assert "<b>Kho <b>" not in last
