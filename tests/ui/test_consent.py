"""A model on another host gets a report's text only after the user has allowed that host, by a chip under an answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, replace
from html import unescape
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from assistant import workflow
from assistant.conversation import ALLOW
from assistant.model import ChatModel
from assistant.settings import load_settings
from knowledge.outline import skeleton
from tests.fakes.openai_server import FakeOpenAI, Script
from ui.desk import Desk
from ui.page import Page
from ui.panels.chat import ChatHandlers
from ui.views import pending

NOBODY = SimpleNamespace(username=None)
NOTES = "- tuyên truyền chậm ở thôn 3\n- họp giao ban được 2/4 kỳ"


@pytest.fixture
def service(home: Path) -> Iterator[Any]:
    with workflow.open_service(load_settings(home, environ={})) as opened:
        yield opened


def chips(shown: dict[Any, Any]) -> list[str]:
    """What the newest answer's chips would send as a turn."""
    return [unescape(text) for text in re.findall(r'class="tl-chip" data-hoi="([^"]*)"', shown["history"])]


def test_the_chip_that_allows_a_host_works(service: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    page = Page(**{f.name: f.name for f in fields(Page)})
    report = service.workspace.new_report(skeleton("xa-10-nam"))
    place = (report, service.workspace.find_section(report, "han_che").id)
    monkeypatch.setattr("assistant.model.LOOPBACK", frozenset())
    with FakeOpenAI([Script("Tuyên truyền ở thôn 3 còn chậm; họp giao ban được {{S1}}.")]) as server:
        asking = replace(service, model=ChatModel("openai:thu", server.url, "k"))
        chat = ChatHandlers(page, Desk(workflow, (), lambda _owner: asking))

        def say(text: str) -> dict[Any, Any]:
            return list(chat.ask(*place, text, NOBODY))[-1]

        def writer() -> str:
            return str((pending(service.workspace.chat(*place)) or {})["written_by"])

        before = say(NOTES)
        assert (writer(), server.requests) == ("embedded", [])
        (allow,) = (chip for chip in chips(before) if chip.startswith(ALLOW))
        after = say(allow)
        assert server.requests == []
        assert "Đã ghi" in after["history"]
        say(NOTES)
        assert writer() == "openai:thu"
    assert len(server.requests) >= 1
