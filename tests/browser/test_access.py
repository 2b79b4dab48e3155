"""The page for everybody: each view judged by a script of ours (and by axe-core where TROLY_AXE names its file), and the main job without a mouse."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import Watch
from tests.browser.test_page import FIGURES, NOTES, expect, new_report, open_section, say, sheet, words_of
from ui import labels

pytestmark = pytest.mark.browser

AUDIT = (Path(__file__).parent / "audit.js").read_text("utf-8")
AXE = os.environ.get("TROLY_AXE", "")
GRAVE = ("serious", "critical")
MANY = 120
"""Tab stops after which something is called out of reach."""


def faults(page: Any) -> list[str]:
    found = list(page.evaluate(AUDIT))
    if AXE:
        page.evaluate(Path(AXE).read_text("utf-8"))
        told = page.evaluate("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})")
        grave = [v for v in told["violations"] if v["impact"] in GRAVE]
        found += [f"axe {v['id']}: {node['html'][:160]}" for v in grave for node in v["nodes"]]
    return found


def test_the_desk_keeps_names_contrast_and_sizes(desk: Any) -> None:
    page = desk
    new_report(page)
    assert faults(page) == []
    open_section(page, "Hạn chế")
    page.click("#goi-y")
    expect(page.locator("#lich-su .tl-mau li").first).to_be_visible()
    page.locator("#lich-su .tl-dan").first.click()
    expect(page.locator("#nguon-noi-dung mark, #nguon-noi-dung .tl-doan").first).to_be_visible()
    assert faults(page) == []
    say(page, NOTES)
    page.click("#van-ban-nao")
    expect(page.locator("#lich-su .tl-nguoi")).to_have_count(3)
    assert faults(page) == []
    page.click("#dua-vao")
    expect(sheet(page)).not_to_have_value("")
    page.click("#soat-muc")
    page.click("#doi-ten-muc")
    expect(page.locator("#luu-muc")).to_be_visible()
    assert faults(page) == []


@pytest.mark.parametrize("place", ["bao-cao", "so-lieu", "ho-so", "kho", "van-ban", "cai-dat"])
def test_every_other_place_keeps_them_too(desk: Any, place: str) -> None:
    page = desk
    page.click(f"#mo-{place}")
    expect(page.locator(f"#trang-{place}")).to_be_visible()
    if place == "van-ban":
        page.get_by_label(labels.LOOK_FOR).fill("217")
        page.click("#tra-cuu")
        expect(page.locator("#kq-van-ban .tl-van-ban").first).to_be_visible()
        page.locator("#kq-van-ban").get_by_role("button", name=labels.CORRECT).first.click()
        expect(page.locator("#luu-van-ban")).to_be_visible()
    if place == "cai-dat":
        expect(page.locator("#kq-kiem-tra .tl-ds")).to_be_visible()
    assert faults(page) == []


def test_the_hand_keeps_them_too(phone: Any) -> None:
    page = phone
    page.click("#mo-bao-cao")
    page.click("#lap-bao-cao")
    expect(page.locator("#thanh-the")).to_be_visible()
    for place in ("dan-y", "chat", "giay"):
        page.click(f"#thanh-the button[data-the='{place}']")
        assert faults(page) == []


def reach(page: Any, selector: str, key: str = "Tab") -> None:
    """Go from stop to stop until the keyboard is where it is wanted."""
    for _ in range(MANY):
        if page.evaluate("s => Boolean(document.activeElement?.matches(s))", selector):
            return
        page.keyboard.press(key)
    raise AssertionError(f"bàn phím không tới được {selector}")


def test_the_main_job_is_done_without_a_mouse(desk: Any, watch: Watch, tmp_path: Path) -> None:
    page = desk
    reach(page, "#mo-bao-cao")
    page.keyboard.press("Enter")
    expect(page.locator("#lap-bao-cao")).to_be_visible()
    reach(page, "#lay-dan-y input")
    page.keyboard.press("ArrowDown")
    reach(page, "#lap-bao-cao")
    page.keyboard.press("Enter")
    expect(page.locator("#dan-y button[aria-current]")).to_be_visible()
    wanted = page.locator("#dan-y button", has_text="ạn chế").first.get_attribute("data-muc")
    page.locator("body").press("Control+Home")
    reach(page, f"#dan-y button[data-muc='{wanted}']")
    page.keyboard.press("Enter")
    expect(page.locator("#muc-hoi h2")).to_contain_text("ạn chế")
    reach(page, "#cau-hoi textarea")
    for line in NOTES.splitlines():
        page.keyboard.type(line)
        page.keyboard.press("Shift+Enter")
    page.keyboard.press("Enter")
    expect(page.locator("#lich-su .tl-de-xuat")).to_contain_text("61,5%")
    reach(page, "#dua-vao", "Shift+Tab")
    page.keyboard.press("Enter")
    expect(sheet(page)).not_to_have_value("")
    reach(page, "#tai-du-thao", "Shift+Tab")
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    path = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(path)
    assert [figure for figure in FIGURES if figure not in words_of(path)] == []
    assert watch.complaints == []
