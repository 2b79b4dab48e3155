"""An official's path through the page in a real browser: from an outline to a downloaded Word file, and nothing lost on the way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import PATIENCE, Watch, save_download
from ui import labels

pytestmark = pytest.mark.browser

NOTES = "- tuyên truyền chậm ở thôn 3, thôn 5\n- họp giao ban được 2/4 kỳ\n- kinh phí ít, 12tr/năm\n- tỷ lệ sinh hoạt chi đoàn 61,5%"
FIGURES = ("2/4 kỳ", "12 triệu đồng", "61,5%", "thôn 3")


def expect(locator: Any) -> Any:
    from playwright.sync_api import expect as playwright_expect

    playwright_expect.set_options(timeout=PATIENCE / 3)
    return playwright_expect(locator)


def new_report(page: Any, skeleton: str = "xa-10-nam") -> None:
    page.click("#mo-bao-cao")
    page.get_by_label(labels.SKELETONS[skeleton]).check()
    page.click("#lap-bao-cao")
    expect(page.locator("#ban-viet")).to_be_visible()
    page.wait_for_selector("#dan-y button[aria-current]")


def open_section(page: Any, heading: str) -> None:
    page.locator("#dan-y button", has_text=heading).first.click()
    expect(page.locator("#cot-giay h2, #cot-chat h2").first).to_contain_text(heading)
    expect(page.locator("#muc-hoi h2")).to_contain_text(heading)


def say(page: Any, text: str) -> None:
    asked = page.locator("#lich-su .tl-nguoi")
    before = asked.count()
    page.fill("#cau-hoi textarea", text)
    page.press("#cau-hoi textarea", "Enter")
    expect(asked).to_have_count(before + 1)
    expect(page.locator("#dang-viet .tl-nguoi")).to_have_count(0)


def sheet(page: Any) -> Any:
    return page.locator("#to-giay textarea")


def words_of(path: Path) -> str:
    import docx

    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def test_from_an_outline_to_a_word_file_with_the_four_figures(desk: Any, watch: Watch, tmp_path: Path) -> None:
    page = desk
    new_report(page)
    open_section(page, "Hạn chế")

    say(page, "Viết phần hạn chế thế nào?")
    expect(page.locator("#lich-su .tl-mau li").first).to_be_visible()
    page.locator("#lich-su .tl-dan").first.click()
    expect(page.locator("#nguon-noi-dung mark, #nguon-noi-dung .tl-doan").first).to_be_visible()

    say(page, NOTES)
    assert page.locator("#lich-su .tl-nguoi").last.inner_text().count("\n") >= 3
    expect(page.locator("#lich-su .tl-de-xuat").last).to_contain_text("61,5%")
    expect(sheet(page)).to_have_value("")

    page.click("#dua-vao")
    expect(sheet(page)).not_to_have_value("")
    expect(page.locator("#de-xuat")).to_be_hidden()

    path = save_download(page, "#tai-du-thao", tmp_path)
    text = words_of(path)
    assert [figure for figure in FIGURES if figure not in text] == []
    assert "DỰ THẢO" in text
    assert watch.complaints == []
    assert watch.hosts <= {"127.0.0.1"}


def test_what_is_typed_is_there_after_a_reload(desk: Any) -> None:
    page = desk
    new_report(page)
    open_section(page, "Hạn chế")
    sheet(page).fill("Câu thứ nhất tự gõ.\nCâu thứ hai [số hộ] hộ.")
    expect(page.locator("#da-luu")).to_contain_text("Đã lưu")
    expect(page.locator("#cho-trong button")).to_have_text(["[số hộ]"])
    page.fill("#cau-hoi textarea", "câu hỏi còn dở")
    page.reload()
    expect(sheet(page)).to_have_value("Câu thứ nhất tự gõ.\nCâu thứ hai [số hộ] hộ.")
    expect(page.locator("#cau-hoi textarea")).to_have_value("câu hỏi còn dở")
    expect(page.locator("#dan-y button[aria-current]")).to_contain_text("Hạn chế")


def test_versions_are_compared_and_brought_back(desk: Any) -> None:
    page = desk
    new_report(page)
    for text in ("Bản đầu tiên.", "Bản thứ hai."):
        sheet(page).fill(text)
        expect(page.locator("#da-luu")).to_contain_text("Đã lưu")
        expect(page.locator("#ban-moi")).to_contain_text("Bản 1" if "đầu" in text else "Bản 2")
    page.click("#ban-nao input")
    page.get_by_role("option").filter(has_text="Bản 1").click()
    page.click("#so-ban")
    expect(page.locator("#khung-so-sanh del").first).to_be_visible()
    page.click("#khoi-phuc")
    expect(sheet(page)).to_have_value("Bản đầu tiên.")
    expect(page.locator("#ban-moi")).to_contain_text("Bản 3")


def test_enter_is_left_to_an_input_method_that_composes(desk: Any) -> None:
    page = desk
    new_report(page)
    box = page.locator("#cau-hoi textarea")
    box.fill("dòng một")
    page.evaluate(
        """() => {
          const box = document.querySelector('#cau-hoi textarea');
          box.focus();
          box.dispatchEvent(new CompositionEvent('compositionstart', {bubbles: true}));
          box.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', isComposing: true, bubbles: true, cancelable: true}));
        }"""
    )
    expect(box).to_have_value("dòng một")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("dòng hai")
    expect(box).to_have_value("dòng một\ndòng hai")
    expect(page.locator("#lich-su .tl-nguoi")).to_have_count(0)


def test_the_final_word_file_is_held_back_while_a_blank_is_open(desk: Any, tmp_path: Path) -> None:
    page = desk
    new_report(page)
    open_section(page, "Hạn chế")
    sheet(page).fill("Công tác tuyên truyền còn chậm ở …… thôn.")
    page.click("#tai-word")
    expect(page.locator("#da-luu")).to_contain_text("chưa xuất bản chính thức")
    expect(page.locator("#khung-phat-hien .tl-error").first).to_be_visible()
    page.click("#mo-ho-so")
    page.get_by_label(labels.PROFILE_FIELDS["unit"][0], exact=True).fill("Đảng ủy xã Hư Cấu")
    expect(page.locator("#ho-so-da-luu")).to_contain_text("Đã lưu")
    page.click("#mo-ban-viet")
    sheet(page).fill("Công tác tuyên truyền ở một số thôn còn chậm.")
    expect(page.locator("#da-luu")).to_contain_text("Đã lưu")
    assert "còn chậm" in words_of(save_download(page, "#tai-word", tmp_path))


def test_documents_are_taken_in_and_a_bad_one_is_named(desk: Any, tmp_path: Path) -> None:
    page = desk
    good, bad = tmp_path / "bao-cao-thu.md", tmp_path / "rong.docx"
    good.write_text("# Báo cáo thử của xã Hư Cấu\n\n## I. Hạn chế\n\nViệc họp giao ban chưa đều.\n", "utf-8")
    bad.write_bytes(b"")
    page.click("#mo-kho")
    page.set_input_files("#tai-len input[type=file]", [str(good), str(bad)])
    expect(page.locator("#ket-qua-tai")).to_contain_text("bao-cao-thu.md")
    expect(page.locator("#ket-qua-tai .tl-hong")).to_be_visible()
    expect(page.locator("#ds-tai-lieu")).to_contain_text(labels.YOUR_DOCUMENTS)
    page.locator("#ds-tai-lieu li", has_text="Hư Cấu").get_by_role("button", name=labels.VIEW).click()
    expect(page.locator("#noi-dung-tai-lieu")).to_contain_text("họp giao ban chưa đều")
    page.get_by_role("button", name=labels.CLOSE).click()
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("#ds-tai-lieu li", has_text="Hư Cấu").get_by_role("button", name=labels.REMOVE, exact=True).click()
    expect(page.locator("#ds-tai-lieu li", has_text="Hư Cấu")).to_have_count(0)
    page.click("#bo-minh-hoa")
    expect(page.locator("#ds-tai-lieu")).to_contain_text(labels.EMPTY_LIBRARY)
    page.click("#nap-minh-hoa")
    expect(page.locator("#ds-tai-lieu")).to_contain_text(labels.DEMO_DOCUMENTS)


def test_profile_and_figures_are_kept(desk: Any) -> None:
    page = desk
    new_report(page)
    page.click("#mo-ho-so")
    page.get_by_label(labels.PROFILE_FIELDS["unit"][0], exact=True).fill("Đảng ủy xã Hư Cấu")
    page.get_by_label(labels.PROFILE_FIELDS["date"][0]).fill("18/10/2019")
    expect(page.locator("#ho-so-da-luu")).to_contain_text("Đã lưu")
    page.click("#mo-so-lieu")
    page.get_by_test_id("cell-0-0").dblclick()
    page.keyboard.type("số chi bộ")
    page.keyboard.press("Enter")
    expect(page.locator("#so-lieu-da-luu")).to_contain_text("Đã lưu")
    first = page.url
    page.reload()
    page.click("#mo-ho-so")
    expect(page.get_by_label(labels.PROFILE_FIELDS["unit"][0], exact=True)).to_have_value("Đảng ủy xã Hư Cấu")
    page.click("#mo-so-lieu")
    expect(page.locator("#bang-so-lieu")).to_contain_text("số chi bộ")
    new_report(page)
    page.click("#mo-so-lieu")
    expect(page.locator("#bang-so-lieu")).not_to_contain_text("số chi bộ")
    page.goto(first)
    page.click("#mo-so-lieu")
    expect(page.locator("#bang-so-lieu")).to_contain_text("số chi bộ")


def test_the_page_is_usable_in_the_hand(phone: Any, watch: Watch) -> None:
    page = phone
    page.click("#mo-bao-cao")
    page.locator("#lap-bao-cao").scroll_into_view_if_needed()
    page.click("#lap-bao-cao")
    expect(page.locator("#thanh-the")).to_be_visible()
    page.click("#thanh-the button[data-the='dan-y']")
    page.locator("#dan-y button", has_text="Hạn chế").first.click()
    expect(page.locator("#cau-hoi textarea")).to_be_visible()
    page.fill("#cau-hoi textarea", NOTES)
    page.click("#gui")
    expect(page.locator("#lich-su .tl-de-xuat")).to_be_visible()
    page.click("#dua-vao")
    page.click("#thanh-the button[data-the='giay']")
    expect(sheet(page)).to_be_visible()
    expect(sheet(page)).not_to_have_value("")
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390
    assert watch.complaints == []
