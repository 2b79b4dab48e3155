"""Rules of the layout standards on pages, running text, headings and tables of a Word file as seen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.paperparts import Paragraphs
from assistant.wordseen import SeenFile, SeenParagraph, SeenSection

_TOLERANCE_MM = 0.6
_MARGINS = {
    "party": {"top": (20, 20), "bottom": (20, 20), "left": (30, 30), "right": (15, 15)},
    "state": {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)},
}
_SIDES = {"top": "trên", "bottom": "dưới", "left": "trái", "right": "phải"}
_FONT = "Times New Roman"
_BLACK = ("auto", "000000")
_ROMAN = re.compile(r"^(?:[IVXLC]+|[A-ZĐ])[.\-–]\s*\S")
_ARABIC = re.compile(r"^\d+(?:\.\d+)*\.?\s+\S")
_POINT = re.compile(r"^[a-zđ]\)\s")
_PART = re.compile(r"^(?:Phần|Chương)\s+(?:[IVXLC]+|thứ\s+\w+)\b", re.IGNORECASE)
_LONGEST_HEADING = 160


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that would be sent back: the rule's key, a Vietnamese sentence, and the text concerned."""

    rule: str
    message: str
    quote: str = ""


def page_problems(file: SeenFile, standard: str) -> Iterator[Problem]:
    """Check paper, margins, font, colour and page numbers."""
    key = "party" if standard == "party" else "state"
    for number, section in enumerate(file.sections):
        yield from _paper(section, _MARGINS[key], first=number == 0)
    fonts = {font for one in file.paragraphs for font in one.fonts if font != _FONT}
    if fonts:
        yield Problem(
            "page.font",
            f"Phông chữ phải là {_FONT}; còn dùng: {', '.join(sorted(font or 'không rõ' for font in fonts))}.",
        )
    if any(colour not in _BLACK for one in file.paragraphs for colour in one.colours):
        yield Problem("page.colour", "Chữ phải màu đen.")
    if file.sections:
        yield from _page_number(file.sections[0], party=standard == "party")


def _paper(section: SeenSection, margins: dict[str, tuple[int, int]], *, first: bool) -> Iterator[Problem]:
    short, long = sorted((section.width_mm, section.height_mm))
    if abs(short - 210) > 1 or abs(long - 297) > 1:
        yield Problem(
            "page.paper", f"Khổ giấy {section.width_mm:.0f} x {section.height_mm:.0f} mm, phải là A4 (210 x 297 mm)."
        )
    if first and section.width_mm > section.height_mm:
        yield Problem("page.orientation", "Trang đầu phải theo chiều dọc của khổ A4.")
    have = {"top": section.top_mm, "bottom": section.bottom_mm, "left": section.left_mm, "right": section.right_mm}
    for side, (low, high) in margins.items():
        if not low - _TOLERANCE_MM <= have[side] <= high + _TOLERANCE_MM:
            wanted = f"{low}" if low == high else f"{low}-{high}"
            yield Problem(f"page.margin_{side}", f"Lề {_SIDES[side]} {have[side]:.0f} mm, phải là {wanted} mm.")


def _page_number(section: SeenSection, *, party: bool) -> Iterator[Problem]:
    numbers = [one for one in section.headers if one.pages]
    if not numbers:
        place = "phải ở lề trên, không ở lề dưới" if any(one.pages for one in section.footers) else "chưa có"
        yield Problem("page_number.place", f"Số trang {place}.")
        return
    if numbers[0].align != "center":
        yield Problem("page_number.align", "Số trang phải canh giữa.")
    if not (14 if party else 13) <= numbers[0].size <= 14:
        yield Problem("page_number.size", f"Số trang cỡ {numbers[0].size:g}, phải là {'14' if party else '13-14'}.")
    if numbers[0].bold or numbers[0].italic:
        yield Problem("page_number.style", "Số trang phải là chữ đứng, không đậm.")
    if not section.title_page or any(one.pages for one in section.first_headers):
        yield Problem("page_number.first", "Không hiển thị số trang ở trang thứ nhất.")
    if party and abs(section.header_mm - 10) > 1:
        yield Problem("page_number.edge", f"Số trang cách mép trên {section.header_mm:.0f} mm, phải là 10 mm.")


def body_problems(body: Paragraphs, standard: str) -> Iterator[Problem]:
    """Check headings by the form of their number, and every other paragraph of the text."""
    if not body:
        yield Problem("body.missing", "Không thấy nội dung văn bản.")
    for index, one in enumerate(body):
        if _PART.match(one.text) or (index and _is_bare_part(body[index - 1])):
            yield from _part(one)
        elif _ROMAN.match(one.text) and len(one.text) <= _LONGEST_HEADING:
            yield from _capitals(one)
        elif (
            _ARABIC.match(one.text) and len(one.text) <= _LONGEST_HEADING and not one.text.rstrip().endswith((".", ";"))
        ):
            yield from _heading(one, "heading.item", "Mục đánh số Ả Rập có tiêu đề phải đậm.")
        elif _is_caption(body, index):
            continue
        else:
            yield from _paragraph(one, party=standard == "party")


def _is_bare_part(one: SeenParagraph) -> bool:
    found = _PART.match(one.text.strip())
    return bool(found) and found is not None and found.end() == len(one.text.strip())


def _is_caption(body: Sequence[SeenParagraph], index: int) -> bool:
    return body[index].align == "center" and len(body[index].text) <= _LONGEST_HEADING


def _part(one: SeenParagraph) -> Iterator[Problem]:
    if one.align != "center" or not one.bold:
        yield Problem("heading.part", "Phần và tiêu đề của phần phải canh giữa, đậm.", one.text)
    title = _PART.sub("", one.text, count=1).strip()
    if title and title != title.upper():
        yield Problem("heading.part_caps", "Tiêu đề của phần phải in hoa.", one.text)


def _capitals(one: SeenParagraph) -> Iterator[Problem]:
    if one.text != one.text.upper():
        yield Problem("heading.caps", "Mục đánh số La Mã phải in hoa.", one.text)
    yield from _heading(one, "heading.bold", "Mục đánh số La Mã phải đậm.")


def _heading(one: SeenParagraph, rule: str, message: str) -> Iterator[Problem]:
    if not one.bold:
        yield Problem(rule, message, one.text)
    if not 13 <= one.size <= 15:
        yield Problem("heading.size", f"Tiêu đề cỡ {one.size:g}, phải bằng cỡ chữ nội dung.", one.text)


def _paragraph(one: SeenParagraph, *, party: bool) -> Iterator[Problem]:
    quote = one.text[:60]
    low, high = (14, 15) if party else (13, 14)
    if not low <= one.size <= high:
        yield Problem("body.size", f"Nội dung cỡ {one.size:g}, phải là {low}-{high}.", quote)
    if one.align != "both":
        yield Problem("body.align", "Nội dung phải canh đều hai lề.", quote)
    grounds = not party and one.text.startswith("Căn cứ ") and one.text.rstrip().endswith((";", "."))
    if grounds and not one.italic:
        yield Problem("body.grounds", "Các dòng căn cứ phải là chữ nghiêng.", quote)
    if one.bold or one.underline or (one.italic and not grounds):
        yield Problem("body.style", "Nội dung phải là chữ đứng, không đậm.", quote)
    if not any(abs(one.first_mm - mm) <= 0.5 for mm in ((10,) if party else (10, 12.7))):
        wanted = "10 mm" if party else "10 hoặc 12,7 mm"
        yield Problem("body.indent", f"Đầu dòng lùi {one.first_mm:.0f} mm, phải là {wanted}.", quote)
    if one.before + one.after < 6:
        yield Problem("body.gap", f"Các đoạn cách nhau {one.before + one.after:g} pt, phải từ 6 pt.", quote)
    if not _line_fits(one, party=party):
        wanted = "đúng 18-22 pt" if party else "từ dòng đơn đến 1,5 dòng"
        yield Problem("body.line", f"Khoảng cách dòng không đúng, phải {wanted}.", quote)


def _line_fits(one: SeenParagraph, *, party: bool) -> bool:
    if party:
        return one.line_rule == "exact" and 18 <= one.line <= 22
    if one.line_rule == "auto":
        return 1 <= one.line <= 1.5
    return 1.15 * one.size - 0.2 <= one.line <= 1.5 * 1.15 * one.size + 0.2


def table_problems(file: SeenFile) -> Iterator[Problem]:
    """Check that bordered tables repeat their head and keep their rows whole."""
    for number, table in enumerate((table for table in file.tables if table.bordered and table.rows > 2), 1):
        if not table.head_repeated:
            yield Problem("table.head", f"Bảng {number}: hàng đầu chưa lặp lại ở trang sau.")
        if not table.rows_whole:
            yield Problem("table.rows", f"Bảng {number}: hàng còn bị ngắt giữa hai trang.")
