"""A real server with a fresh home, and a real browser before it."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

DESK = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
ARGUMENTS = [
    "--no-sandbox", "--headless", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run",
]  # fmt: skip
PATIENCE = 60_000
"""Milliseconds that a loaded machine may take before something is called missing."""


def chromium() -> str:
    """Find a chromium, or skip with a plain line."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        found = shutil.which(name)
        if found:
            return found
    pytest.skip("không có chromium trên máy này nên không thử trang trong trình duyệt")


@dataclass
class Watch:
    """What a page must not do: complain, or ask another host."""

    complaints: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)

    def over(self, page: Any) -> None:
        page.on("console", lambda m: self.complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: self.complaints.append(str(e)))
        page.on("request", lambda r: self.hosts.add(urlsplit(r.url).hostname or ""))


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    path = chromium()
    api = pytest.importorskip("playwright.sync_api", reason="chưa cài playwright")
    with api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def server(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a fresh home on a free loopback port, the same way as the command does."""
    import uvicorn

    from assistant.settings import load_settings, quiet_libraries
    from ui.server import Front

    quiet_libraries()
    settings = load_settings(tmp_path_factory.mktemp("home"), {})
    port = _free_port()
    front = Front(settings, "127.0.0.1")
    running = uvicorn.Server(uvicorn.Config(front, host="127.0.0.1", port=port, log_level="error", lifespan="on"))
    thread = threading.Thread(target=running.run, daemon=True)
    thread.start()
    yield from _ready(front, f"http://127.0.0.1:{port}/")
    running.should_exit = True
    thread.join(timeout=20)


def _ready(front: Any, url: str) -> Iterator[str]:
    """Wait for the page behind the page that says what is loading; its failure is the test's failure."""
    assert front.settled.wait(timeout=PATIENCE / 1000), f"chưa mở xong: {front.state}"
    assert not front.failure, front.failure
    yield url


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def desk(browser: Any, server: str, watch: Watch) -> Iterator[Any]:
    yield from _page(browser, server, watch, viewport=DESK, accept_downloads=True)


@pytest.fixture
def phone(browser: Any, server: str, watch: Watch) -> Iterator[Any]:
    yield from _page(browser, server, watch, viewport=PHONE, accept_downloads=True, has_touch=True, is_mobile=True)


def _page(browser: Any, server: str, watch: Watch, **settings: Any) -> Iterator[Any]:
    context = browser.new_context(**settings)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    watch.over(page)
    page.goto(server)
    page.wait_for_selector("#dau-trang")
    yield page
    context.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def save_download(page: Any, button: str, folder: Path) -> Path:
    """Press a button that downloads, and keep the file under the name that it is given."""
    with page.expect_download() as waiting:
        page.click(button)
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path
