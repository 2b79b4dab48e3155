"""Take the pictures of docs/screenshots anew: `python docs/make_screenshots.py`, with chromium and playwright installed.

It serves a fresh home on a free loopback port, walks the page as an official would, and shrinks the pictures.
"""

from __future__ import annotations

import shutil
import socket
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

PICTURES = ROOT / "docs" / "screenshots"
DESK, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
NOTES = "- tuyên truyền chậm ở thôn 3, thôn 5\n- họp giao ban được 2/4 kỳ\n- kinh phí ít, 12tr/năm\n- tỷ lệ sinh hoạt chi đoàn 61,5%"
ARGUMENTS = ["--no-sandbox", "--headless", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


@contextmanager
def served(home: Path) -> Iterator[str]:
    """Serve a fresh home and give the page's address once it is ready."""
    import uvicorn

    from assistant.settings import load_settings
    from ui.server import Front

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    front = Front(load_settings(home, {}), "127.0.0.1")
    server = uvicorn.Server(uvicorn.Config(front, host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    front.settled.wait(timeout=120)
    if front.failure:
        raise SystemExit(front.failure)
    yield f"http://127.0.0.1:{port}/"
    server.should_exit = True
    thread.join(timeout=20)


def say(page: Any, text: str) -> None:
    """Send one chat turn and wait for its answer."""
    before = page.locator("#lich-su .tl-nguoi").count()
    page.fill("#cau-hoi textarea", text)
    page.press("#cau-hoi textarea", "Enter") if page.viewport_size["width"] > 900 else page.click("#gui")
    page.wait_for_function("n => document.querySelectorAll('#lich-su .tl-nguoi').length > n", arg=before)
    page.mouse.move(0, 0)


def at_the_desk(page: Any) -> None:
    """Walk from the first page to a checked section."""
    page.wait_for_selector("#lap-bao-cao:visible")
    page.wait_for_selector("#lay-dan-y input")
    picture(page, "lap-bao-cao")
    page.click("#lap-bao-cao")
    page.locator("#dan-y button", has_text="ạn chế").first.click()
    page.wait_for_function("document.querySelector('#muc-hoi h2')?.textContent.includes('ạn chế')")
    page.click("#goi-y")
    page.wait_for_selector("#lich-su .tl-mau")
    page.locator("#lich-su .tl-mau .tl-dan").first.click()
    page.wait_for_selector("#nguon-noi-dung mark")
    picture(page, "goi-y-va-nguon")
    say(page, NOTES)
    page.wait_for_selector("#lich-su .tl-de-xuat")
    picture(page, "de-xuat")
    page.click("#dua-vao")
    page.wait_for_selector("#cho-trong-khung, #cac-ban")
    page.click("#soat-muc")
    page.wait_for_selector("#khung-phat-hien .tl-nhan")
    picture(page, "ban-thao-va-phat-hien")
    page.click("#doi-ten-muc")
    page.locator("button.tl-the-khung").first.click()
    page.wait_for_selector("#luu-muc")
    picture(page, "dan-y-va-ghi-chu")
    for place in ("ho-so", "so-lieu", "kho", "van-ban", "cai-dat"):
        page.click(f"#mo-{place}")
        if place == "van-ban":
            page.locator("#tim-van-ban").locator("input, textarea").fill("29-NQ/TW")
            page.click("#tra-cuu")
            page.wait_for_selector("#kq-van-ban .tl-van-ban")
        if place == "cai-dat":
            page.wait_for_selector("#kq-kiem-tra .tl-ds")
        page.wait_for_timeout(600)
        picture(page, place)


def in_the_hand(page: Any) -> None:
    """Show the report that exists on a phone."""
    page.wait_for_selector("#dan-y button", state="attached")
    page.click("#thanh-the button[data-the='dan-y']")
    picture(page, "dien-thoai-dan-y")
    page.locator("#dan-y button", has_text="ạn chế").first.click()
    page.wait_for_selector("#lich-su .tl-de-xuat")
    picture(page, "dien-thoai-tro-chuyen")
    page.click("#thanh-the button[data-the='giay']")
    picture(page, "dien-thoai-ban-thao")


def picture(page: Any, name: str) -> None:
    """Keep what the page shows, in few colours so that the file stays small."""
    from PIL import Image

    page.wait_for_timeout(400)
    path = PICTURES / f"{name}.png"
    page.screenshot(path=path)
    with Image.open(path) as shot:
        shot.convert("RGB").quantize(128).save(path, optimize=True)


def main() -> None:
    """Take every picture."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        raise SystemExit("Cần chromium để chụp trang.")
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home, served(Path(home)) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for walk, settings in (
            (at_the_desk, {"viewport": DESK}),
            (in_the_hand, {"viewport": PHONE, "is_mobile": True, "has_touch": True}),
        ):
            page = browser.new_context(**settings).new_page()
            page.set_default_timeout(60_000)
            page.goto(url)
            walk(page)
        browser.close()


if __name__ == "__main__":
    main()
