"""The registry and the settings in a real browser: looked up, copied, corrected, exported."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import Watch, save_download
from tests.browser.test_page import expect
from ui import labels

pytestmark = pytest.mark.browser


def look_up(page: Any, text: str) -> None:
    box = page.get_by_label(labels.LOOK_FOR)
    box.fill(text)
    box.press("Enter")


def cards(page: Any) -> Any:
    return page.locator("#kq-van-ban .tl-van-ban")


def field(page: Any, name: str) -> Any:
    return page.locator("#sua-van-ban").get_by_label(labels.ENTRY_FIELDS[name][0], exact=True)


def test_a_directive_is_looked_up_and_both_its_forms_are_copied(desk: Any, watch: Watch) -> None:
    page = desk
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.click("#mo-van-ban")
    expect(page.locator("#cua-don-vi")).to_contain_text(labels.NO_OWN_ENTRIES.split("{")[0])
    look_up(page, "quyet dinh 217")
    expect(cards(page).first).to_contain_text("217-QĐ/TW, ngày 12/12/2013")
    cards(page).first.get_by_role("button", name=labels.COPY_LATER).click()
    expect(cards(page).first).to_contain_text(labels.COPIED)
    assert page.evaluate("navigator.clipboard.readText()") == "Quyết định số 217-QĐ/TW"
    cards(page).first.get_by_role("button", name=labels.COPY_FIRST).click()
    page.wait_for_function("async () => (await navigator.clipboard.readText()).includes('12/12/2013')")
    look_up(page, "8765-KL/TW")
    expect(page.locator("#kq-van-ban")).to_contain_text("Chưa tìm thấy")
    assert watch.complaints == []
    assert watch.hosts <= {"127.0.0.1"}


def test_an_entry_is_added_after_its_mistake_is_mended(desk: Any, tmp_path: Path) -> None:
    page = desk
    page.click("#mo-van-ban")
    look_up(page, "77-KH/HU")
    page.click("#them-van-ban")
    expect(field(page, "symbol")).to_have_value("77-KH/HU")
    field(page, "type").fill("Kế hoạch")
    field(page, "type").press("Enter")
    field(page, "issuer").fill("Huyện ủy Hư Cấu")
    page.click("#luu-van-ban")
    expect(page.locator("#van-ban-loi [role=alert]")).to_contain_text("trích yếu")
    expect(field(page, "issuer")).to_have_value("Huyện ủy Hư Cấu")
    field(page, "title").fill("về việc thử sổ văn bản")
    page.click("#luu-van-ban")
    expect(cards(page)).to_have_count(1)
    expect(cards(page).first).to_contain_text("về việc thử sổ văn bản")
    expect(page.locator("#sua-van-ban")).to_have_count(0)
    cards(page).first.get_by_role("button", name=labels.CORRECT).click()
    expect(field(page, "title")).to_have_value("về việc thử sổ văn bản")
    field(page, "title").fill("về việc đã sửa")
    page.click("#luu-van-ban")
    expect(cards(page).first).to_contain_text("về việc đã sửa")
    path = save_download(page, f"text={labels.EXPORT_OWN}", tmp_path)
    assert path.read_text("utf-8").count("77-KH/HU") == 1


def test_the_settings_say_what_answers(desk: Any) -> None:
    page = desk
    page.click("#mo-cai-dat")
    expect(page.locator("#kq-kiem-tra")).to_contain_text("soạn tại chỗ")
    expect(page.locator("#kq-kiem-tra [role=status]")).to_contain_text(labels.ALL_WELL)
    page.click("#kiem-tra")
    expect(page.locator("#kq-kiem-tra .tl-ds")).to_be_visible()
