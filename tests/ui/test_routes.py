"""The routes of ours: who may save, see and download what."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.ui import fakes
from ui.desk import Desk
from ui.routes import TEXT_LIMIT, WORD, add_routes

OURS = {"x-troly": "1"}


@pytest.fixture
def service(tmp_path: Path) -> Any:
    return fakes.service_in(tmp_path)


@pytest.fixture
def client(service: Any) -> Iterator[TestClient]:
    app = FastAPI()
    add_routes(app, Desk(fakes.Story(), (), lambda _owner: service))
    with TestClient(app) as client:
        yield client


@pytest.fixture
def report(service: Any) -> Any:
    return service.workspace.report(service.workspace.new_report(fakes.OUTLINE))


def put(client: TestClient, section_id: str, text: str, base: int = 0, **headers: str) -> Any:
    return client.put(f"/muc/{section_id}/van-ban", json={"text": text, "base": base}, headers=headers or OURS)


def test_a_typed_text_becomes_a_version(client: TestClient, service: Any, report: Any) -> None:
    section = report.sections[-1]
    reply = put(client, section.id, "Còn hạn chế.")
    assert reply.json()["version"] == 1
    assert reply.json()["saved"].startswith("Đã lưu ")
    assert service.workspace.section(section.id).text == "Còn hạn chế."


def test_a_second_window_is_told_that_it_wrote_over_another(client: TestClient, report: Any) -> None:
    section = report.sections[-1]
    put(client, section.id, "cửa sổ một")
    assert put(client, section.id, "cửa sổ hai", base=0).json()["crossed"] is True
    assert put(client, section.id, "cửa sổ hai nữa", base=2).json()["crossed"] is False


def test_another_site_and_a_stranger_save_nothing(
    client: TestClient, service: Any, report: Any, tmp_path: Path
) -> None:
    section = report.sections[-1]
    assert put(client, section.id, "lạ", **{"x-other": "1"}).status_code == 403
    stranger = fakes.service_in(tmp_path, owner="người khác")
    other = stranger.workspace.report(stranger.workspace.new_report(fakes.OUTLINE)).sections[0]
    assert put(client, other.id, "lạ").status_code == 404
    assert stranger.workspace.section(other.id).text == ""
    assert service.workspace.section(section.id).text == ""


def test_a_text_beyond_all_measure_is_refused(client: TestClient, report: Any) -> None:
    assert put(client, report.sections[0].id, "x" * (TEXT_LIMIT + 1)).status_code == 413


def test_the_word_file_is_the_owners_and_held_back_while_errors_are_open(
    client: TestClient, service: Any, report: Any, tmp_path: Path
) -> None:
    url = f"/tai-ve/{report.id}.docx"
    made = client.get(url)
    assert made.headers["content-type"] == WORD
    assert "bao-cao.docx" in made.headers["content-disposition"]
    service.workspace.save_text(report.sections[0].id, "Còn [số liệu].")
    assert client.get(url).status_code == 409
    assert client.get(url, params={"ban": "du-thao"}).status_code == 200
    stranger = fakes.service_in(tmp_path, owner="người khác")
    foreign = stranger.workspace.new_report(fakes.OUTLINE)
    assert client.get(f"/tai-ve/{foreign}.docx").status_code == 404


def test_a_finding_is_accepted_with_its_reason(client: TestClient, service: Any, report: Any) -> None:
    url = f"/bao-cao/{report.id}/bo-qua"
    assert client.post(url, json={"finding": "f1", "reason": "đã đối chiếu"}, headers=OURS).status_code == 200
    assert service.workspace.waivers(report.id) == {"f1": "đã đối chiếu"}
    assert client.post(url, json={"finding": "f1", "reason": " "}, headers=OURS).status_code == 422


def test_a_source_opens_and_an_unknown_one_is_said_to_be_so(client: TestClient) -> None:
    assert "<mark>" in client.get("/nguon/p1").text
    assert client.get("/nguon/khong-co").status_code == 404
    assert client.get("/tai-lieu/d1").status_code == 200
