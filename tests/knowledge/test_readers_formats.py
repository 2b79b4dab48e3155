"""PDF, HTML, workbooks, CSV and text from before Unicode."""

import datetime
import unicodedata

import openpyxl
import pytest

from knowledge.readers import read
from knowledge.readers.legacy import from_tcvn3, from_vni, to_unicode
from knowledge.readers.legacy_tables import TCVN3, VNI
from knowledge.structure import build, walk
from tests.knowledge.tiny_pdf import tiny_pdf

UNICODE = (
    "Đảng ủy xã đã tổ chức thực hiện nghị quyết của Đảng với nhân dân trong xã, những kết quả được ghi nhận và báo cáo."
)


def backwards(table, text):
    inverse = sorted(((new, old) for old, new in table.items()), key=lambda pair: -len(pair[0]))
    for new, old in inverse:
        text = text.replace(new, f"\x00{old}\x00") if new not in "".join(table) else text
    return text.replace("\x00", "")


def test_tcvn3_is_recognised_and_converted(tmp_path):
    inverse = {new: old for old, new in TCVN3.items()}
    old = "".join(inverse.get(char, char) for char in UNICODE)
    assert from_tcvn3(old) == UNICODE
    path = tmp_path / "cu.txt"
    path.write_bytes(old.encode("latin-1"))
    reading = read(path)
    assert reading.text == UNICODE
    assert "TCVN3" in reading.warnings[0]


def test_vni_is_recognised_and_converted():
    inverse = {new: old for old, new in VNI.items()}
    old = "".join(inverse.get(char, char) for char in UNICODE)
    assert unicodedata.normalize("NFC", from_vni(old)) == UNICODE
    assert to_unicode(old) == (UNICODE, "VNI")


@pytest.mark.parametrize("text", [UNICODE, "Plain English text of the party and the people.", "Số 12 - µ £ ¥", ""])
def test_what_is_not_in_an_old_encoding_stays_as_it_is(text):
    assert to_unicode(text) == (text, "")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1258"])
def test_encodings_of_text_files(tmp_path, encoding):
    path = tmp_path / "a.txt"
    text = unicodedata.normalize("NFD", UNICODE) if encoding == "cp1258" else UNICODE
    try:
        path.write_bytes(text.encode(encoding))
    except UnicodeEncodeError:
        path.write_bytes(_cp1258(UNICODE))
    assert read(path).text == UNICODE


def _cp1258(text):
    """Windows 1258 keeps the hats and writes the tones as marks after the letter."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    data = b""
    for char in text:
        parts = unicodedata.normalize("NFD", char)
        tone = "".join(mark for mark in parts if mark in tones)
        base = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in tones))
        data += (base + tone).encode("cp1258")
    return data


def test_html_keeps_headings_items_and_tables_and_drops_the_rest(tmp_path):
    path = tmp_path / "trang.html"
    path.write_text(
        "<html><head><title>x</title><style>p{}</style></head><body><nav>Trang chủ</nav><h2>I. KẾT QUẢ</h2>"
        "<p>Xã có <b>12</b> thôn<sup>[1]</sup>.<br>Dân số 3.568 người.</p><ul><li>Mở 5 lớp.</li></ul>"
        "<table><tr><th rowspan=2>Tổ chức</th><th colspan=2>Số</th></tr><tr><td>a</td><td>b</td></tr>"
        "<tr><td>Đoàn</td><td>1</td><td>2</td></tr></table><script>alert(1)</script></body></html>",
        encoding="utf-8",
    )
    blocks = read(path).blocks
    assert [(block.kind, block.text) for block in blocks[:4]] == [
        ("heading", "I. KẾT QUẢ"),
        ("paragraph", "Xã có 12 thôn."),
        ("paragraph", "Dân số 3.568 người."),
        ("item", "- Mở 5 lớp."),
    ]
    assert blocks[4].rows == (("Tổ chức", "Số", ""), ("", "a", "b"), ("Đoàn", "1", "2"))
    assert len(blocks) == 5


def test_a_workbook_is_a_heading_and_a_table_a_sheet(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Số liệu"
    sheet.append(["Chỉ tiêu", "Giá trị", "Ngày"])
    sheet.append(["Tỷ lệ", 51.59, datetime.date(2019, 10, 18)])
    sheet.append([None, None, None])
    sheet.append(["Số hộ", 946, None])
    book.create_sheet("Trống")
    path = tmp_path / "a.xlsx"
    book.save(path)
    blocks = read(path).blocks
    assert [block.text for block in blocks if not block.rows] == ["Số liệu"]
    assert blocks[1].rows == (("Chỉ tiêu", "Giá trị", "Ngày"), ("Tỷ lệ", "51,59", "18/10/2019"), ("Số hộ", "946", ""))


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_finds_its_separator(tmp_path, separator):
    path = tmp_path / "a.csv"
    path.write_text(
        separator.join(["label", "value"]) + "\n" + separator.join(["số chi bộ", "12"]) + "\n", encoding="utf-8"
    )
    assert read(path).blocks[0].rows == (("label", "value"), ("số chi bộ", "12"))


LEFT, INDENT, STEP = 85.0, 113.0, 18.0
FULL = "Trong những năm qua cán bộ, đảng viên và nhân dân trong xã đã nỗ lực vượt qua khó"


def page(*lines, number="", top=760.0):
    drawn = [(297.0, 800.0, 13.0, number)] if number else []
    return drawn + [(x, top - STEP * at, 14.0, text) for at, (x, text) in enumerate(lines)]


def test_a_pdf_becomes_paragraphs_without_page_numbers_and_foot_notes(tmp_path):
    first = page(
        (280.0, "BÁO CÁO"),
        (150.0, "tổng kết 10 năm công tác dân vận"),
        (INDENT, "I. KẾT QUẢ THỰC HIỆN"),
        (INDENT, FULL),
        (LEFT, FULL),
    )
    first += [(85.0, 90.0, 11.0, "1 Theo số liệu của Chi cục Thống kê")]
    second = page((LEFT, "khăn và thử thách."), (INDENT, "1. Công tác tuyên truyền"), (INDENT, FULL), number="2")
    third = page((LEFT, "khăn riêng."), (INDENT, FULL), (LEFT, "khăn."), number="3")
    path = tmp_path / "a.pdf"
    path.write_bytes(tiny_pdf([first, second, third]))
    reading = read(path)
    texts = [block.text for block in reading.blocks if block.kind == "paragraph"]
    assert texts == [
        "BÁO CÁO", "tổng kết 10 năm công tác dân vận", "I. KẾT QUẢ THỰC HIỆN", f"{FULL} {FULL} khăn và thử thách.",
        "1. Công tác tuyên truyền", f"{FULL} khăn riêng.", f"{FULL} khăn.",
    ]  # fmt: skip
    assert [(block.mark, block.text) for block in reading.blocks if block.kind == "footnote"] == [
        ("1", "Theo số liệu của Chi cục Thống kê")
    ]
    document = build(reading, "a.pdf")
    assert [(section.number, section.level) for section in walk(document.sections)] == [("I", 1), ("1", 2)]


def test_a_table_of_a_pdf_goes_on_over_the_page(tmp_path):
    columns = (85.0, 200.0, 330.0)

    def rows(*lines):
        return [
            (columns[at], 700 - 40 * place, 13.0, text)
            for place, line in enumerate(lines)
            for at, text in enumerate(line)
        ]

    head = ("Tổ chức", "Năm 2009", "Năm 2019")
    path = tmp_path / "a.pdf"
    path.write_bytes(
        tiny_pdf([rows(head, ("Hội Nông dân", "845", "1.076")), rows(head, ("Hội Phụ nữ", "912", "1.205"))])
    )
    tables = [block.rows for block in read(path).blocks if block.rows]
    assert tables == [(head, ("Hội Nông dân", "845", "1.076"), ("Hội Phụ nữ", "912", "1.205"))]


def test_a_letterhead_in_two_columns_is_read_column_by_column(tmp_path):
    left, right = 95.0, 330.0
    lines = [
        (left, 780, 13.0, "ĐẢNG ỦY XÃ ĐỒNG TÂM"), (right, 780, 13.0, "ĐẢNG CỘNG SẢN VIỆT NAM"), (left, 764, 13.0, "Số 12-BC/ĐU"),
        (right, 764, 13.0, "Đồng Tâm, ngày 15 tháng 10 năm 2019"), (280, 720, 14.0, "BÁO CÁO"), (170, 700, 14.0, "kết quả công tác dân vận năm 2019"),
        *page((INDENT, "I. KẾT QUẢ"), (INDENT, FULL), (LEFT, "khăn."), (INDENT, FULL), (LEFT, "khăn."), top=660.0),
        (LEFT, 300, 12.0, "Nơi nhận:"), (380, 300, 13.0, "T/M BAN THƯỜNG VỤ"), (LEFT, 284, 12.0, "- Huyện ủy;"), (410, 284, 13.0, "BÍ THƯ"),
        (LEFT, 268, 12.0, "- Lưu."), (400, 220, 13.0, "Trần Văn Ba"),
    ]  # fmt: skip
    path = tmp_path / "a.pdf"
    path.write_bytes(tiny_pdf([lines]))
    document = build(read(path), "a.pdf")
    assert document.title == "BÁO CÁO kết quả công tác dân vận năm 2019"
    assert (document.facts.issuer, document.facts.number, document.facts.date) == (
        "Đảng ủy xã Đồng Tâm",
        "12-BC/ĐU",
        "2019-10-15",
    )
    assert (document.facts.signatory, document.facts.recipients) == ("Trần Văn Ba", ("Huyện ủy", "Lưu"))
    assert [section.role for section in document.sections] == ["ket_qua", "noi_nhan"]
