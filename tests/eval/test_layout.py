"""Our own Word files pass the linter whole; a file broken on purpose is caught by the rule it breaks."""

import io
import json
from dataclasses import replace

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from assistant.layoutrules import problems_of
from assistant.layouts import Face, layout_for
from assistant.typeset import typeset
from assistant.wordlint import see
from eval.layout import main
from knowledge.errors import UnusableInput
from tests.assistant.paper_samples import FRONT, PARTY, STATE

SAMPLES = {"party": PARTY, "state": STATE, "front": FRONT}


def rules_of(raw: bytes, standard: str) -> set[str]:
    return {problem.rule for problem in problems_of(see(raw), standard)}


def made(standard: str, **layout) -> bytes:
    report = SAMPLES[standard]
    return typeset(report, replace(layout_for(standard, report.profile.date), **layout))


def edited(raw: bytes, *edits) -> bytes:
    document = docx.Document(io.BytesIO(raw))
    for edit in edits:
        edit(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def paragraph(document, start: str):
    cells = (cell for table in document.tables for row in table.rows for cell in row.cells)
    every = [*document.paragraphs, *(one for cell in cells for one in cell.paragraphs)]
    return next(one for one in every if one.text.strip().startswith(start))


def text(start: str, new: str):
    """Replace the whole text of the paragraph that starts so, keeping the look of its first run."""

    def edit(document):
        first, *others = paragraph(document, start).runs
        first.text = new
        for run in others:
            run._r.getparent().remove(run._r)

    return edit


def font(start: str, **changes):
    def edit(document):
        for run in paragraph(document, start).runs:
            for name, value in changes.items():
                setattr(run.font, name, value)

    return edit


def form(start: str, **changes):
    def edit(document):
        for name, value in changes.items():
            target = paragraph(document, start)
            setattr(target if name == "alignment" else target.paragraph_format, name, value)

    return edit


def gone(start: str):
    return lambda document: (lambda node: node.getparent().remove(node))(paragraph(document, start)._p)


def page(**changes):
    return lambda document: [setattr(document.sections[0], name, value) for name, value in changes.items()]


def header(**changes):
    def edit(document):
        [one] = document.sections[0].header.paragraphs
        for name, value in changes.items():
            if name == "alignment":
                one.alignment = value
            else:
                [setattr(run.font, name, value) for run in one.runs]

    return edit


def no_rules(document):
    for border in list(document.element.body.iter(qn("w:pBdr"))):
        border.getparent().remove(border)


def flags_off(tag: str):
    return lambda document: [node.getparent().remove(node) for node in list(document.element.body.iter(qn(f"w:{tag}")))]


def swap_heading_columns(document):
    for row in document.tables[0].rows:
        first = row._tr.findall(qn("w:tc"))[0]
        row._tr.append(first)


def number_in_footer(document):
    node = document.sections[0].header.paragraphs[0]._p
    document.sections[0].footer.paragraphs[0]._p.addnext(node)


def title_after_body(document):
    number, title = document.tables[0]._tbl, paragraph(document, "BÁO CÁO")._p
    number.addprevious(title)


BODY, HEAD = "Xã có 12 chi bộ", "I. ĐẶC ĐIỂM"
BREAKS = [
    ("party", page(page_width=Mm(216), page_height=Mm(279)), "page.paper"),
    ("party", page(top_margin=Mm(25)), "page.margin_top"),
    ("state", page(bottom_margin=Mm(12)), "page.margin_bottom"),
    ("state", page(left_margin=Mm(25)), "page.margin_left"),
    ("party", page(right_margin=Mm(20)), "page.margin_right"),
    ("state", page(page_width=Mm(297), page_height=Mm(210)), "page.orientation"),
    ("state", font(BODY, name="Arial"), "page.font"),
    ("party", lambda d: setattr(paragraph(d, BODY).runs[0].font.color, "rgb", RGBColor(200, 0, 0)), "page.colour"),
    ("party", page(header_distance=Mm(15)), "page_number.edge"),
    ("party", page(different_first_page_header_footer=False), "page_number.first"),
    ("state", header(alignment=ALIGN.RIGHT), "page_number.align"),
    ("state", header(size=Pt(11)), "page_number.size"),
    ("state", header(italic=True), "page_number.style"),
    ("state", number_in_footer, "page_number.place"),
    ("party", gone("ĐẢNG CỘNG SẢN"), "banner.missing"),
    ("state", text("CỘNG HÒA", "ĐẢNG CỘNG SẢN VIỆT NAM"), "banner.text"),
    ("state", font("CỘNG HÒA", bold=False), "banner.bold"),
    ("party", font("ĐẢNG CỘNG SẢN", size=Pt(13)), "banner.size"),
    ("state", text("Độc lập", "Độc lập – Tự do – Hạnh phúc"), "motto.text"),
    ("state", gone("Độc lập"), "motto.missing"),
    ("state", no_rules, "banner.rule_missing"),
    ("state", no_rules, "issuer.rule_missing"),
    ("state", no_rules, "summary.rule_missing"),
    ("front", swap_heading_columns, "banner.side"),
    ("party", font("ĐẢNG BỘ", size=Pt(12)), "superior.size"),
    ("party", text("ĐẢNG ỦY XÃ", "Đảng ủy xã Mẫu Sơn"), "issuer.caps"),
    ("party", gone("*"), "issuer.star"),
    ("party", text("Số", "Số: 05-BC/ĐU"), "number.form"),
    ("state", text("Số", "Số 05/BC-UBND"), "number.form"),
    ("state", text("Số", "Số: 5/BC-UBND"), "number.zero"),
    ("state", text("Số", "Số: 05/BC - UBND"), "number.form"),
    ("party", font("Mẫu Sơn, ngày", italic=False), "date.italic"),
    ("party", text("Mẫu Sơn, ngày", "Mẫu Sơn, ngày 5 tháng 6 năm 2026"), "date.zero"),
    ("state", text("Mẫu Sơn, ngày", "Mẫu Sơn, ngày 05 tháng 2 năm 2026"), "date.zero"),
    ("state", text("Mẫu Sơn, ngày", "Mẫu Sơn, ngày 05 tháng 06 năm 2026"), "date.extra_zero"),
    ("state", text("Mẫu Sơn, ngày", "Mẫu Sơn ngày 05 tháng 6 năm 2026"), "date.form"),
    ("party", font("BÁO CÁO", size=Pt(14)), "kind.size"),
    ("state", form("BÁO CÁO", alignment=ALIGN.LEFT), "kind.align"),
    ("state", text("BÁO CÁO", "Báo cáo"), "kind.caps"),
    ("party", font("kết quả mười", bold=False), "summary.bold"),
    ("party", gone("-----"), "summary.mark"),
    ("party", text("-----", "--------"), "summary.mark_length"),
    ("state", title_after_body, "order"),
    ("state", text("Kính gửi:", "Kính gửi"), "addressees.colon"),
    ("state", text("- Sở Nội vụ", "- Sở Nội vụ;"), "addressees.end"),
    ("party", font(BODY, size=Pt(12)), "body.size"),
    ("party", form(BODY, alignment=ALIGN.LEFT), "body.align"),
    ("state", font(BODY, italic=True), "body.style"),
    ("party", form(BODY, first_line_indent=Mm(12.7)), "body.indent"),
    ("state", form(BODY, first_line_indent=Mm(0)), "body.indent"),
    ("state", form(BODY, space_after=Pt(0)), "body.gap"),
    ("party", form(BODY, line_spacing=1.5), "body.line"),
    ("state", form(BODY, line_spacing=2.0), "body.line"),
    ("party", text("Trên đây", "Trên đây là báo cáo./."), "body.end_mark"),
    ("state", text("Trên đây", "Trên đây là báo cáo"), "body.end_mark"),
    ("state", text(HEAD, "I. Đặc điểm tình hình"), "heading.caps"),
    ("state", font(HEAD, bold=False), "heading.bold"),
    ("state", font("1. Công tác", bold=False), "heading.item"),
    ("state", font(HEAD, size=Pt(18)), "heading.size"),
    ("party", text("T/M", "TM. BAN THƯỜNG VỤ"), "authority.form"),
    ("state", text("KT.", "KT CHỦ TỊCH"), "authority.form"),
    ("party", font("BÍ THƯ", bold=True), "post.bold"),
    ("state", font("PHÓ CHỦ TỊCH", bold=False), "post.bold"),
    ("state", text("Trần Văn Mẫu", "ThS. Trần Văn Mẫu"), "signatory.degree"),
    ("state", text("Trần Văn Mẫu", "TRẦN VĂN MẪU"), "signatory.caps"),
    ("party", font("Nơi nhận", underline=False), "recipients_head.underline"),
    ("state", font("Nơi nhận", italic=False), "recipients_head.italic"),
    ("state", text("Nơi nhận", "Nơi nhận"), "recipients_head.colon"),
    ("state", font("- Lưu", size=Pt(14)), "recipients.size"),
    ("party", text("- Lưu", "- Lưu: VT."), "recipients.archive"),
    ("state", text("- Lưu", "- Lưu Văn phòng."), "recipients.archive"),
    ("state", text("- Lưu", "- Lưu: VT, VP"), "recipients.end"),
    ("state", text("- Như trên", "- Như trên,"), "recipients.separator"),
    ("party", text("- Như trên", "- Ban Tổ chức,"), "recipients.as_above"),
    ("state", gone("Nơi nhận"), "recipients_head.missing"),
    ("state", font("Phụ lục I", bold=False), "appendix.look"),
    ("state", text("Phụ lục II", "Phụ lục 2"), "appendix.number"),
    ("state", text("BIỂU SỐ LIỆU", "Biểu số liệu"), "appendix.title"),
    ("state", gone("(Kèm theo"), "appendix.note"),
    ("state", flags_off("pgNumType"), "appendix.pages"),
    ("party", flags_off("tblHeader"), "table.head"),
    ("party", flags_off("cantSplit"), "table.rows"),
    ("party", text(BODY, "Xã có [số] chi bộ."), "leftover.slot"),
    ("party", text(BODY, "Xã có ....... chi bộ."), "leftover.slot"),
    ("party", text(BODY, "Uỷ ban nhân dân và Đảng ủy."), "spelling.uy"),
]  # fmt: skip


@pytest.mark.parametrize("standard", SAMPLES)
def test_our_own_files_pass_whole(standard):
    assert rules_of(made(standard), standard) == set()


@pytest.mark.parametrize("date", ["2019-10-15", "2026-06-05", ""])
def test_both_party_rules_pass(date):
    report = replace(PARTY, profile=replace(PARTY.profile, date=date))
    assert rules_of(typeset(report, layout_for("party", date)), "party") == set()


@pytest.mark.parametrize(
    ("standard", "edit", "rule"), BREAKS, ids=[f"{number}-{one[2]}" for number, one in enumerate(BREAKS)]
)
def test_a_broken_file_is_caught(standard, edit, rule):
    found = rules_of(edited(made(standard), edit), standard)
    assert rule in found


@pytest.mark.parametrize(
    ("standard", "change", "rule"),
    [
        ("state", {"issuer_rule": 0.9}, "issuer.rule_length"),
        ("state", {"summary_rule": 0.8}, "summary.rule_length"),
        ("state", {"issuer": Face(13, caps=True)}, "issuer.bold"),
        ("party", {"place": Face(14, italic=True, bold=True)}, "date.bold"),
        ("party", {"indent_mm": 12.7}, "body.indent"),
        ("state", {"line": 30}, "body.line"),
        ("state", {"font": "Calibri"}, "page.font"),
    ],
)
def test_a_layout_with_a_wrong_value_is_caught(standard, change, rule):
    assert rule in rules_of(made(standard, **change), standard)


def test_a_long_place_keeps_the_names_above_whole():
    report = replace(PARTY, profile=replace(PARTY.profile, place="Thành phố Hồ Chí Minh"))
    raw = typeset(report, layout_for("party"))
    assert rules_of(raw, "party") == set()
    assert len(docx.Document(io.BytesIO(raw)).tables[0].columns) == 3


@pytest.mark.parametrize(("unit", "found"), [("Phòng Văn hóa - Xã hội", False), ("Ủy ban nhân dân xã Mẫu Sơn", True)])
def test_only_the_head_of_an_office_signs_without_an_authority(unit, found):
    profile = replace(STATE.profile, unit=unit, number="7/BC-X", authority="", post="TRƯỞNG PHÒNG")
    raw = typeset(replace(STATE, profile=profile), layout_for("state"))
    assert ("authority.missing" in rules_of(raw, "state")) is found


def test_a_draft_is_not_a_final_paper():
    raw = typeset(PARTY, layout_for("party"), draft=True)
    assert "leftover.draft" in rules_of(raw, "party")


def test_a_file_of_others_without_any_of_it_is_read_and_judged():
    document = docx.Document()
    document.add_heading("Báo cáo tháng", 1)
    document.add_paragraph("Nội dung.")
    stream = io.BytesIO()
    document.save(stream)
    found = rules_of(stream.getvalue(), "state")
    assert {"banner.missing", "number.missing", "page.font", "page.paper", "page_number.place"} <= found


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04", b"%PDF-1.4", b"khong phai"])
def test_a_file_that_is_not_word_is_refused(raw):
    with pytest.raises(UnusableInput, match="Word"):
        see(raw)


def test_the_program_prints_what_would_be_sent_back(tmp_path, capsys):
    good, bad = tmp_path / "dung.docx", tmp_path / "sai.docx"
    good.write_bytes(made("party"))
    bad.write_bytes(edited(made("party"), gone("*")))
    assert main([str(good), "--standard", "party"]) == 0
    assert "0 lỗi trình bày" in capsys.readouterr().out
    assert main([str(bad), "--standard", "party", "--json"]) == 1
    [problem] = json.loads(capsys.readouterr().out)[str(bad)]
    assert problem["rule"] == "issuer.star"
    assert main([str(tmp_path / "khong-co.docx"), "--standard", "party"]) == 2
    assert "Không tìm thấy" in capsys.readouterr().err
