"""Word files: styles, numbering, merged cells, footnotes, tracked changes as accepted, layout tables taken apart."""

import io
import zipfile

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from knowledge.readers import read
from knowledge.readers.numbering import format_number
from knowledge.structure import build

FOOTNOTES = (
    '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
    '<w:footnote w:id="1"><w:p><w:r><w:t>Theo điều tra năm 2019.</w:t></w:r></w:p></w:footnote></w:footnotes>'
)


def saved(document, path):
    document.save(path)
    return path


@pytest.fixture
def word(tmp_path):
    document = docx.Document()
    return document, tmp_path / "a.docx"


def test_headings_come_from_styles_and_lists_are_items(word):
    document, path = word
    document.add_heading("ĐẶC ĐIỂM", 1)
    document.add_paragraph("Xã nằm ở phía Tây.")
    document.add_paragraph("Đường sá thuận lợi.", style="List Bullet")
    document.add_paragraph("Mở 5 lớp.", style="List Number")
    document.add_paragraph("Mở 3 lớp.", style="List Number")
    blocks = read(saved(document, path)).blocks
    assert [(block.kind, block.level, block.text) for block in blocks] == [
        ("heading", 1, "ĐẶC ĐIỂM"),
        ("paragraph", 0, "Xã nằm ở phía Tây."),
        ("item", 0, "- Đường sá thuận lợi."),
        ("paragraph", 0, "1. Mở 5 lớp."),
        ("paragraph", 0, "2. Mở 3 lớp."),
    ]


def test_tracked_changes_are_read_as_accepted(word):
    document, path = word
    paragraph = document.add_paragraph("Xã có ")
    paragraph._p.append(parse_xml(f'<w:ins {nsdecls("w")} w:id="1" w:author="a"><w:r><w:t>12</w:t></w:r></w:ins>'))
    paragraph._p.append(
        parse_xml(f'<w:del {nsdecls("w")} w:id="2" w:author="a"><w:r><w:delText>11</w:delText></w:r></w:del>')
    )
    paragraph.add_run(" thôn.")
    assert read(saved(document, path)).text == "Xã có 12 thôn."


def test_merged_cells_are_written_once(word):
    document, path = word
    table = document.add_table(3, 3)
    table.cell(0, 0).text = "Tổ chức"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "Số lượng"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "Đoàn"
    for place, value in (((1, 1), "186"), ((1, 2), "242"), ((2, 1), "5"), ((2, 2), "6")):
        table.cell(*place).text = value
    document.add_paragraph("Hết bảng.")
    rows = read(saved(document, path)).blocks[0].rows
    assert rows == (("Tổ chức", "Số lượng", ""), ("Đoàn", "186", "242"), ("", "5", "6"))


def test_footnotes_are_lifted_out(word, tmp_path):
    document, path = word
    document.add_paragraph("Kinh tế phát triển.")
    saved(document, path)
    with_notes = tmp_path / "notes.docx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(with_notes, "w") as new:
        for info in old.infolist():
            body = old.read(info)
            if info.filename == "[Content_Types].xml":
                part = b'<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/></Types>'
                body = body.replace(b"</Types>", part)
            if info.filename == "word/_rels/document.xml.rels":
                part = b'<Relationship Id="rIdNotes" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/></Relationships>'
                body = body.replace(b"</Relationships>", part)
            new.writestr(info, body)
        new.writestr("word/footnotes.xml", FOOTNOTES)
    notes = [block for block in read(with_notes).blocks if block.kind == "footnote"]
    assert [(note.mark, note.text) for note in notes] == [("1", "Theo điều tra năm 2019.")]


def test_letterhead_and_signature_tables_are_taken_apart(word):
    document, path = word
    head = document.add_table(1, 2)
    head.cell(0, 0).text = "ĐẢNG BỘ HUYỆN SƠN HÀ\nĐẢNG ỦY XÃ ĐỒNG TÂM\n*\nSố 12-BC/ĐU"
    head.cell(0, 1).text = "ĐẢNG CỘNG SẢN VIỆT NAM\nĐồng Tâm, ngày 15 tháng 10 năm 2019"
    for text in ("BÁO CÁO", "tổng kết 10 năm công tác dân vận"):
        paragraph = document.add_paragraph()
        paragraph.add_run(text).bold = True
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph("I. ĐẶC ĐIỂM TÌNH HÌNH")
    document.add_paragraph("Xã có 12 thôn.")
    foot = document.add_table(1, 2)
    foot.cell(0, 0).text = "Nơi nhận:\n- Huyện ủy;\n- Lưu Văn phòng."
    foot.cell(0, 1).text = "T/M BAN THƯỜNG VỤ\nBÍ THƯ\nTrần Văn Ba"
    document = build(read(saved(document, path)), "a.docx")
    assert document.title == "BÁO CÁO tổng kết 10 năm công tác dân vận"
    assert document.tables == ()
    facts = document.facts
    assert (facts.issuer, facts.number, facts.date) == ("Đảng ủy xã Đồng Tâm", "12-BC/ĐU", "2019-10-15")
    assert (facts.signatory, facts.recipients) == ("Trần Văn Ba", ("Huyện ủy", "Lưu Văn phòng"))


def test_runs_in_old_fonts_are_converted(word):
    document, path = word
    paragraph = document.add_paragraph()
    run = paragraph.add_run("B¸o c¸o kÕt qu¶")
    run.font.name = ".VnTime"
    paragraph.add_run(" năm 2009")
    heading = document.add_paragraph().add_run("®¶ng bé x·")
    heading.font.name = ".VnTimeH"
    reading = read(saved(document, path))
    assert [block.text for block in reading.blocks] == ["Báo cáo kết quả năm 2009", "ĐẢNG BỘ XÃ"]
    assert reading.warnings


@pytest.mark.parametrize(
    ("value", "form", "written"),
    [
        (4, "upperRoman", "IV"),
        (9, "lowerRoman", "ix"),
        (2, "upperLetter", "B"),
        (3, "lowerLetter", "c"),
        (7, "decimalZero", "07"),
    ],
)
def test_word_number_forms(value, form, written):
    assert format_number(value, form) == written


def test_a_document_built_in_memory_is_stable(tmp_path):
    stream = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Xã có 12 thôn.")
    document.save(stream)
    first, second = tmp_path / "1.docx", tmp_path / "2.docx"
    first.write_bytes(stream.getvalue())
    second.write_bytes(stream.getvalue())
    assert build(read(first), "1").id == build(read(second), "2").id
