"""The server before and behind the page: it answers while it loads, says why it cannot, and mounts a page of one language."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

import gradio as gr
import pytest
from fastapi.testclient import TestClient

from assistant.settings import Settings
from knowledge.errors import NotFound, UnusableInput
from tests.ui import fakes
from ui import labels
from ui.desk import Desk
from ui.server import Front, create_app, serve
from ui.shell import CSP
from ui.widgets import told


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    service = fakes.service_in(tmp_path_factory.mktemp("home"))
    app = create_app(Desk(fakes.Story(), ("xa-10-nam",), lambda _owner: service))
    return TestClient(app, base_url="http://127.0.0.1")


def test_the_port_answers_while_the_libraries_load(tmp_path: Path) -> None:
    client = TestClient(Front(Settings(tmp_path), "127.0.0.1"))
    reply = client.get("/")
    assert labels.STARTING_PARTS["libraries"] in reply.text
    assert "refresh" in reply.text
    assert client.get("/config").status_code == 503


def test_without_a_login_other_machines_are_kept_out(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput, match=r"0\.0\.0\.0"):
        serve(Settings(tmp_path), "0.0.0.0")


def test_a_failed_start_is_said_and_not_tried_again(tmp_path: Path) -> None:
    front = Front(Settings(tmp_path), "127.0.0.1")
    front.failure = "Không ghi được vào <thư mục>."
    said = TestClient(front).get("/").text
    assert "Không ghi được vào &lt;thư mục&gt;." in said
    assert "refresh" not in said


def test_the_page_names_no_other_host_and_keeps_to_itself(page: TestClient) -> None:
    reply = page.get("/")
    assert reply.headers["content-security-policy"] == CSP
    assert 'lang="vi"' in reply.text
    assert "troly.css" in reply.text
    assert "og:" not in reply.text
    config = page.get("/config").json()
    assert config["analytics_enabled"] is False
    assert not config.get("footer_links")


def test_no_handler_is_offered_as_an_api(page: TestClient) -> None:
    assert page.get("/gradio_api/info").json()["named_endpoints"] == {}


def test_another_name_of_this_machine_does_not_reach_the_page(page: TestClient) -> None:
    assert page.get("/", headers={"host": "example.org"}).status_code == 400


def test_a_handler_says_in_vietnamese_what_went_wrong(caplog: pytest.LogCaptureFixture) -> None:
    def missing(_value: str) -> Any:
        raise NotFound("Không có mục này.")

    def broken(_value: str) -> Any:
        yield 1
        raise KeyError("x")

    with pytest.raises(gr.Error) as known:
        told(missing)("x")
    assert known.value.message == "Không có mục này."
    stream = told(broken)("x")
    assert inspect.isgeneratorfunction(told(broken))
    assert next(stream) == 1
    with pytest.raises(gr.Error) as unknown:
        next(stream)
    assert unknown.value.message == labels.UNEXPECTED.format(kind="KeyError")
    assert "a handler failed" in caplog.text
