"""A report becomes a Word file that reads back as it was given, in the prescribed form, whatever the text holds."""

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from assistant.layouts import layout_for
from assistant.markup import lines_of
from assistant.records import Finding, Report, ReportTable
from assistant.typeset import pages_estimate, typeset
from assistant.wordlint import see
from tests.assistant.paper_samples import APPENDICES, FRONT, PARTY, STATE, TABLE, section

SAMPLES = {"party": PARTY, "state": STATE, "front": FRONT}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def made(report: Report, **options) -> bytes:
    return typeset(report, layout_for(report.profile.system, report.profile.date), **options)


def opened(raw: bytes):
    return docx.Document(io.BytesIO(raw))


def part(raw: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        return etree.fromstring(package.read(name))


def body_texts(raw: bytes) -> list[str]:
    return [one.text for one in see(raw).paragraphs if one.text.strip()]


def with_text(*texts: str, **changes) -> Report:
    return replace(
        PARTY, sections=tuple(section(str(i), f"Mục {i}", 1, text) for i, text in enumerate(texts, 1)), **changes
    )


@pytest.mark.parametrize("system", SAMPLES)
def test_every_text_of_the_report_is_in_the_file(system):
    texts = "\n".join(body_texts(made(SAMPLES[system])))
    for wanted in (
        "Xã có 12 chi bộ với 412 đảng viên.",
        "- Có 96,5% đảng viên dự.",
        "Xem Phụ lục I.",
        "Trần Văn Mẫu",
        "1.560",
    ):
        assert wanted in texts


def test_the_same_report_gives_the_same_bytes():
    finding = Finding("1", "blank", "warning", "412", 0, 3, "Thiếu số")
    assert made(PARTY, draft=True, findings=(finding,)) == made(PARTY, draft=True, findings=(finding,))


def test_the_paper_is_a4_with_the_partys_margins_and_no_number_on_page_one():
    first = opened(made(PARTY)).sections[0]
    lengths = (
        first.page_width,
        first.page_height,
        first.top_margin,
        first.bottom_margin,
        first.left_margin,
        first.right_margin,
    )
    assert [round(length.mm) for length in lengths] == [210, 297, 20, 20, 30, 15]
    assert first.different_first_page_header_footer
    assert round(first.header_distance.mm) == 10
    assert not first.first_page_header.paragraphs[0].text
    assert "PAGE" in first.header._element.xml


def test_times_new_roman_stands_on_all_four_scripts_and_no_theme_font_comes_through():
    styles = part(made(PARTY), "word/styles.xml")
    [fonts] = styles.iter(f"{W}rFonts")
    assert {name.split("}")[1]: value for name, value in fonts.attrib.items()} == dict.fromkeys(
        ("ascii", "hAnsi", "eastAsia", "cs"), "Times New Roman"
    )
    assert [lang.get(f"{W}val") for lang in styles.iter(f"{W}lang")] == ["vi-VN"]


def test_headings_are_word_headings_with_their_outline_level():
    file = opened(made(PARTY))
    headings = [(one.style.name, one.text) for one in file.paragraphs if one.style.name.startswith("Heading")]
    assert headings == [
        ("Heading 1", "I. ĐẶC ĐIỂM TÌNH HÌNH"),
        ("Heading 1", "II. KẾT QUẢ THỰC HIỆN"),
        ("Heading 2", "1. Công tác quán triệt"),
        ("Heading 3", "a) Về tuyên truyền"),
    ]
    assert file.styles["Heading 2"].element.pPr.find(qn("w:outlineLvl")).get(qn("w:val")) == "1"


def test_a_part_stands_centred_with_its_title_in_capitals_on_the_next_line():
    report = replace(PARTY, sections=(section("Phần thứ nhất", "Tình hình chung", 1, "Nội dung."),), tables=())
    [heading] = [one for one in see(made(report)).paragraphs if one.text.startswith("Phần")]
    assert (heading.text, heading.align, heading.bold) == ("Phần thứ nhất\nTÌNH HÌNH CHUNG", "center", True)


def test_printing_on_both_sides_mirrors_the_margins():
    raw = typeset(PARTY, layout_for("party", duplex=True))
    assert part(raw, "word/settings.xml").find(f"{W}mirrorMargins") is not None
    assert part(made(PARTY), "word/settings.xml").find(f"{W}mirrorMargins") is None


def test_grounds_are_in_italics_for_the_state_only():
    grounds = (
        section("", "Mở đầu", 1, "Căn cứ Luật Tổ chức chính quyền địa phương;\nUBND xã báo cáo:", "mo_dau"),
        section("I", "Mục", 1, "x"),
    )
    for report, italic in ((STATE, True), (PARTY, False)):
        [line] = [
            one for one in see(made(replace(report, sections=grounds))).paragraphs if one.text.startswith("Căn cứ")
        ]
        assert line.italic is italic


def test_an_opening_without_a_number_has_no_heading():
    assert "Mở đầu" not in body_texts(made(PARTY))
    assert "Kết thúc" not in body_texts(made(PARTY))


def test_a_numbered_item_without_a_title_opens_its_paragraph():
    assert "1. Làm tốt công tác cán bộ." in body_texts(
        made(replace(PARTY, sections=(section("1", "", 1, "Làm tốt công tác cán bộ"),)))
    )


@pytest.mark.parametrize(
    ("system", "end"),
    [
        ("party", "Trên đây là báo cáo của Đảng ủy xã Mẫu Sơn."),
        ("state", "Trên đây là báo cáo của Đảng ủy xã Mẫu Sơn./."),
    ],
)
def test_the_body_ends_with_the_standards_mark(system, end):
    assert end in body_texts(made(SAMPLES[system]))


@pytest.mark.parametrize("ending", ["xong", "xong.", "xong./.", "xong ;", "xong . / ."])
def test_the_end_mark_is_never_doubled(ending):
    report = replace(STATE, sections=(section("I", "Mục", 1, ending),), tables=())
    assert "xong./." in body_texts(made(report))


def test_citations_of_the_chat_are_dropped_and_slots_stay():
    texts = body_texts(made(with_text("Một việc [1]. Hai việc[2, 3] và [số tiền] đồng.\nBa[12][13]")))
    assert "Một việc. Hai việc và [số tiền] đồng." in texts
    assert "Ba." in texts


def test_footnotes_are_true_ones_in_the_order_of_their_marks():
    report = with_text("Sau[^2] rồi trước[^1], lại sau[^2].", tables=(), footnotes=("chú thích A", "chú thích B & <C>"))
    raw = made(report)
    references = [node.get(f"{W}id") for node in part(raw, "word/document.xml").iter(f"{W}footnoteReference")]
    notes = {note.get(f"{W}id"): "".join(note.itertext()).strip() for note in part(raw, "word/footnotes.xml")}
    assert [notes[key] for key in references] == ["chú thích B & <C>", "chú thích A", "chú thích B & <C>"]
    kinds = [note.get(f"{W}type") for note in part(raw, "word/footnotes.xml")]
    assert kinds[:2] == ["separator", "continuationSeparator"]
    named = [node.get(f"{W}id") for node in part(raw, "word/settings.xml").find(f"{W}footnotePr")]
    assert named == ["-1", "0"]


def test_without_footnotes_there_is_no_footnotes_part():
    with zipfile.ZipFile(io.BytesIO(made(with_text("Không có chú thích.", tables=(), footnotes=())))) as package:
        assert "word/footnotes.xml" not in package.namelist()


def test_a_mark_without_its_footnote_or_table_stays_visible():
    texts = body_texts(made(with_text("Việc này[^9] xem {{table:8}} nhé", tables=())))
    assert "Việc này[^9] xem {{table:8}} nhé." in texts


def test_tables_repeat_their_head_keep_rows_whole_and_align_figures():
    file = opened(made(with_text("Số liệu:\n{{table:1}}", tables=(TABLE,))))
    table = file.tables[1]
    first = table.rows[0]._tr.trPr
    assert first.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    aligns = [str(cell.paragraphs[0].alignment).split(" ")[0] for cell in table.rows[1].cells]
    assert aligns == ["CENTER", "LEFT", "RIGHT", "RIGHT", "RIGHT"]
    assert table.cell(3, 0)._tc is table.cell(3, 1)._tc


def test_cells_merge_downwards_and_heads_may_have_two_rows():
    rows = (("TT", "Năm", "<<"), ("^^", "2015", "2019"), ("1", "2", "3"))
    table = opened(made(with_text("{{table:1}}", tables=(ReportTable("B", rows),)))).tables[1]
    assert table.cell(0, 0)._tc is table.cell(1, 0)._tc
    assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows] == [True, True, False]


def test_appendices_follow_the_signature_on_pages_of_their_own():
    raw = made(PARTY)
    texts = body_texts(raw)
    assert texts.index("Trần Văn Mẫu") < texts.index("Phụ lục I") < texts.index("Phụ lục II")
    assert "(Kèm theo Báo cáo số 05-BC/ĐU ngày 05 tháng 6 năm 2026 của Đảng ủy xã Mẫu Sơn)" in texts
    sections = see(raw).sections
    assert [one.restart for one in sections] == [False, True, True]
    assert [one.width_mm > one.height_mm for one in sections] == [False, False, True]


def test_one_appendix_has_no_number_and_a_table_without_a_mark_becomes_one():
    texts = body_texts(made(with_text("Không nhắc đến bảng.", tables=(TABLE,))))
    assert "Phụ lục" in texts
    assert "1.560" in texts


def test_a_wide_table_in_the_text_turns_its_page():
    raw = made(with_text("Trước.\n{{table:1}}\nSau.", tables=(replace(APPENDICES[1], appendix=False),)))
    assert [one.width_mm > one.height_mm for one in see(raw).sections] == [False, True, False]
    assert [one.title_page for one in see(raw).sections] == [True, False, False]


def test_the_draft_form_is_marked_highlighted_and_commented():
    findings = (
        Finding(
            "1",
            "figure_unsupported",
            "error",
            "412 đảng viên",
            0,
            0,
            "Số 412 không có nguồn.",
            "400",
            ("Đặc điểm tình hình",),
        ),
        Finding("2", "coverage", "warning", "", 0, 0, "Thiếu mục kiến nghị."),
    )
    raw = made(
        with_text("Chi [số tiền] đồng.", "Có 412 đảng viên[^1].", tables=(), footnotes=("a",)),
        draft=True,
        findings=findings,
    )
    file = opened(raw)
    assert "DỰ THẢO" in body_texts(raw)
    marked = [run.text for one in file.paragraphs for run in one.runs if run.font.highlight_color]
    assert marked == ["[số tiền]"]
    assert [comment.text for comment in file.comments] == [
        "Lỗi: Số 412 không có nguồn. Đề nghị: 400",
        "Cảnh báo: Thiếu mục kiến nghị.",
    ]
    anchored = [one.text for one in file.paragraphs if one._p.find(qn("w:commentRangeStart")) is not None]
    assert anchored == ["kết quả mười năm thực hiện Kết luận số 62-KL/TW", "Có 412 đảng viên."]


def test_the_draft_names_marks_that_lead_nowhere_and_notes_that_nothing_leads_to():
    raw = made(with_text("Một[^1] và [^7].", footnotes=("a", "b"), tables=(TABLE,)), draft=True)
    assert [comment.text.removeprefix("Gợi ý: ") for comment in opened(raw).comments] == [
        "Dấu [^7] trong bài không có chú thích tương ứng.",
        "Chú thích 2 chưa được dẫn trong bài nên không in ra.",
        "Bảng 1 chưa được dẫn trong bài; bảng được in thành phụ lục.",
    ]


def test_comment_ids_stay_clear_of_footnote_ids():
    finding = Finding("1", "blank", "error", "hai", 0, 0, "x")
    raw = made(with_text("một[^1]\nhai\nba[^2]"), draft=True, findings=(finding,))
    notes = {node.get(f"{W}id") for node in part(raw, "word/footnotes.xml")}
    assert notes.isdisjoint(node.get(f"{W}id") for node in part(raw, "word/comments.xml"))


def test_the_final_form_has_no_mark_no_highlight_and_no_comment():
    raw = made(with_text("Chi [số tiền] đồng."), findings=(Finding("1", "blank", "error", "Chi", 0, 3, "x"),))
    assert "DỰ THẢO" not in body_texts(raw)
    assert b"highlight" not in zipfile.ZipFile(io.BytesIO(raw)).read("word/document.xml")
    assert not list(opened(raw).comments)


def test_a_draft_says_where_a_section_is_still_empty():
    report = replace(PARTY, sections=(section("I", "Mục cha", 1, ""), section("1", "Mục con", 2, "")), tables=())
    assert body_texts(made(report, draft=True)).count("[cần bổ sung nội dung].") == 1
    assert not any("cần bổ sung" in text for text in body_texts(made(report)))


def test_the_files_properties_name_the_report_and_the_unit():
    core = opened(made(PARTY)).core_properties
    assert (core.title, core.author, core.language) == (PARTY.profile.title, "Đảng ủy xã Mẫu Sơn", "vi-VN")
    assert core.created.date().isoformat() == "2026-06-05"


def test_nothing_in_the_package_points_outside_and_there_is_no_macro():
    with zipfile.ZipFile(io.BytesIO(made(PARTY, draft=True))) as package:
        for name in package.namelist():
            assert "vba" not in name.lower()
            if name.endswith(".rels"):
                assert b"External" not in package.read(name)


def test_an_empty_profile_still_gives_a_file():
    assert "BÁO CÁO" in body_texts(
        typeset(Report(replace(PARTY.profile, unit="", title="", date="", place=""), ()), layout_for("party"))
    )


HOSTILE = (
    "\x00\x01\x08\x0b\x0c\x1f đầu\x7f\x85 cuối", "lẻ \ud800 và \udfff", "dài " * 25_000, " " * 100_000 + "x", "<w:p>&amp;</w:p> ]]> <!--",
    "\u202eđảo\u202c \u200f\u2067", "vui 😀 👩‍👩‍👧 🇻🇳", "{ PAGE } { INCLUDETEXT \"http://x\" } =cmd|'/c'!A1", "\ufffe\uffff\U0001ffff",
    "[^1][^1][^0][^99999]", "{{table:1}}{{table:0}}{{table:99}}", "[" * 5000, "[a" * 5000 + "]" * 5000, "\r\nmột\rhai\u2028ba",
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_gives_a_valid_file(text):
    everywhere = replace(
        PARTY,
        profile=replace(
            PARTY.profile,
            title=text,
            place=text,
            signatory=text,
            recipients=(text,),
            to=(text,),
            unit=text,
            number=text,
        ),
        sections=(section(text, text, 1, text), section("1", "Mục", 1, text)),
        tables=(ReportTable(text, ((text, text), ("1", text))), ReportTable(text, ((text,),), True)),
        footnotes=(text,),
    )
    raw = made(
        everywhere, draft=True, findings=(Finding("1", "blank", "error", text, 0, len(text), text, text, (text,)),)
    )
    opened(raw)
    assert_in_schema_order(part(raw, "word/document.xml"))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(st.characters(codec=None), max_size=200))
def test_any_text_reads_back_as_its_visible_lines(text):
    raw = made(with_text("đầu\n" + text + "\ncuối", tables=()))
    assert_in_schema_order(part(raw, "word/document.xml"))
    texts = body_texts(raw)
    for line in lines_of(text, notes=2):
        assert line.text == "" or line.text in texts or not line.text.strip()


ORDERS = {
    "pPr": "pStyle keepNext keepLines pBdr tabs spacing ind jc outlineLvl sectPr",
    "rPr": "rStyle rFonts b bCs i iCs sz szCs highlight u vertAlign lang",
    "tblPr": "tblW jc tblInd tblBorders tblLayout tblCellMar",
    "tcPr": "tcW gridSpan vMerge vAlign",
    "sectPr": "headerReference type pgSz pgMar pgNumType titlePg",
    "pBdr": "top left bottom right",
    "style": "name basedOn next qFormat pPr rPr tblPr",
}


def assert_in_schema_order(root: etree._Element) -> None:
    """Check the child order that ISO 29500 prescribes and Word insists on, and that no cell is without a paragraph."""
    for tag, order in ORDERS.items():
        names = order.split()
        for node in root.iter(f"{W}{tag}"):
            places = [names.index(child.tag.removeprefix(W)) for child in node]
            assert places == sorted(set(places)), (tag, [child.tag for child in node])
    for cell in root.iter(f"{W}tc"):
        assert cell[-1].tag == f"{W}p"
    body = root.find(f"{W}body")
    assert body is None or body[-1].tag == f"{W}sectPr"


@pytest.mark.parametrize("system", SAMPLES)
@pytest.mark.parametrize("draft", [False, True])
def test_elements_stand_in_the_order_of_the_schema(system, draft):
    raw = made(SAMPLES[system], draft=draft)
    for name in ("word/document.xml", "word/styles.xml", "word/footnotes.xml", "word/header1.xml"):
        assert_in_schema_order(part(raw, name))


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice chưa được cài trên máy này")
def test_libreoffice_opens_it_and_saves_it_again_without_losing_text(tmp_path):
    source = tmp_path / "bao-cao.docx"
    source.write_bytes(made(PARTY, draft=True, findings=(Finding("1", "blank", "error", "412", 0, 0, "Soát lại"),)))
    command = [
        "soffice",
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "docx",
    ]
    subprocess.run(
        [*command, "--outdir", str(tmp_path / "ra"), str(source)], check=True, capture_output=True, timeout=120
    )
    saved = (tmp_path / "ra" / "bao-cao.docx").read_bytes()
    assert body_texts(saved) == body_texts(source.read_bytes())
    notes = "".join(part(saved, "word/footnotes.xml").itertext())
    assert all(note in notes for note in PARTY.footnotes)


@pytest.mark.parametrize(("count", "low", "high"), [(1, 1, 2), (120, 25, 36)])
def test_pages_are_estimated_from_the_width_of_the_text(count, low, high):
    paragraph = (
        "Công tác tuyên truyền được đổi mới cả nội dung và hình thức, phát huy vai trò của hệ thống truyền thanh cơ sở. "
        * 6
    )
    assert low <= pages_estimate(with_text("\n".join([paragraph] * count), tables=(), footnotes=())) <= high
