"""Work on the outline in a real browser: notes that stay, sections that are added, renamed and moved, ticks that follow."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import Watch
from tests.browser.test_page import NOTES, expect, new_report, open_section, sheet
from ui import labels

pytestmark = pytest.mark.browser


def notes(page: Any) -> Any:
    return page.locator("#ghi-chu textarea")


def show_notes(page: Any) -> None:
    page.locator("button.tl-the-khung", has_text=labels.NOTES).click()
    expect(notes(page)).to_be_visible()


def test_notes_stay_with_their_section_and_become_a_draft(desk: Any, watch: Watch) -> None:
    page = desk
    new_report(page)
    open_section(page, "Hạn chế")
    show_notes(page)
    notes(page).fill(NOTES)
    open_section(page, "Ưu điểm")
    expect(notes(page)).to_have_value("")
    open_section(page, "Hạn chế")
    expect(notes(page)).to_have_value(NOTES)
    expect(page.locator("#dan-y button[aria-current]")).to_contain_text(labels.STATES["ghi_chu"])
    page.reload()
    show_notes(page)
    expect(notes(page)).to_have_value(NOTES)
    page.click("#tu-ghi-chu")
    expect(page.locator("#lich-su .tl-de-xuat")).to_contain_text("61,5%")
    page.fill("#cau-hoi textarea", "- một ý nữa về kinh phí")
    page.click("#tu-ghi-chu")
    expect(notes(page)).to_have_value(f"{NOTES}\n- một ý nữa về kinh phí")
    assert watch.complaints == []


def test_what_the_outline_asks_is_ticked_while_it_is_written(desk: Any) -> None:
    page = desk
    new_report(page)
    open_section(page, "Hạn chế")
    asked = page.locator("#muc-hoi li[data-y]").first
    expect(asked).to_have_attribute("data-y", "thieu")
    words = asked.inner_text().rsplit("(", 1)[0]
    show_notes(page)
    notes(page).fill(words)
    expect(asked).to_have_attribute("data-y", "ghi")
    sheet(page).fill(words)
    expect(asked).to_have_attribute("data-y", "du")
    expect(asked).to_contain_text(labels.TICKS["du"])
    expect(page.locator("#dem-y")).to_contain_text("1/")


def test_a_section_is_added_renamed_and_moved(desk: Any) -> None:
    page = desk
    new_report(page)
    open_section(page, "Hạn chế")
    sheet(page).fill("Đang gõ ở mục hạn chế.")
    page.click("#them-muc")
    page.locator("#ten-muc-moi").locator("input, textarea").fill("Mục của xã Hư Cấu")
    page.click("#luu-muc")
    expect(page.locator("#muc-hoi h2")).to_have_text("Mục của xã Hư Cấu")
    rows = page.locator("#dan-y li button")
    place = next(at for at, text in enumerate(rows.all_inner_texts()) if "Hạn chế" in text)
    page.click("#len-muc")
    expect(rows.nth(place)).to_contain_text("Hư Cấu")
    expect(rows.nth(place + 1)).to_contain_text("Hạn chế")
    page.click("#doi-ten-muc")
    name = page.locator("#ten-muc-moi").locator("input, textarea")
    expect(name).to_have_value("Mục của xã Hư Cấu")
    name.fill("Mục đã đổi tên")
    name.press("Enter")
    expect(page.locator("#dau-giay h2")).to_have_text("Mục đã đổi tên")
    page.reload()
    expect(page.locator("#dan-y")).to_contain_text("Mục đã đổi tên")
    open_section(page, "Hạn chế")
    expect(sheet(page)).to_have_value("Đang gõ ở mục hạn chế.")


def test_what_has_nothing_to_do_says_so_or_nothing(desk: Any, watch: Watch) -> None:
    page = desk
    new_report(page)
    page.click("#len-muc")
    expect(page.locator(".toast-body").first).to_contain_text(labels.AT_THE_START)
    page.click("#gui")
    page.click("#tu-ghi-chu")
    expect(page.locator(".toast-body", has_text=labels.NEED_NOTES[:30])).to_be_visible()
    expect(page.locator(".toast-body", has_text=labels.TROUBLE)).to_have_count(0)
    expect(page.locator("#lich-su .tl-nguoi")).to_have_count(0)
    assert watch.complaints == []
