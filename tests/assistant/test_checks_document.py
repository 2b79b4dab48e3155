"""Checks that need a document: numbering, coverage, linkage, organisation, titles, dates; and what mending does."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.checks import CHECKS, Subject, run_checks
from assistant.records import Profile
from assistant.reportcheck import layout_findings, subject_of
from knowledge.outline import outline_of
from knowledge.readers import read
from knowledge.readers.plain import read_text
from knowledge.registry import load_registry
from knowledge.structure import build

ROOT = Path(__file__).parents[2]
DEMO = sorted((ROOT / "knowledge" / "data" / "demo").glob("bao-cao-*.md"))
SEEDS = sorted((ROOT.parent / "shared" / "seeds").glob("*.txt"))
REGISTRY = load_registry()
BODY = "Các thôn đều thực hiện tốt nhiệm vụ được giao."
HEAD = "BÁO CÁO\nTổng kết\n\n"


def document(text):
    return build(read_text(text), "x.txt", "report")


def kinds(text, kind, **values):
    read_in = document(text)
    subject = Subject(read_in.text, document=read_in, registry=REGISTRY, **values)
    return [(f.quote, f.expected) for f in run_checks(subject) if f.kind == kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"I. MỘT\n\n{BODY}\n\nII. HAI\n\n{BODY}\n\nII. BA\n\n{BODY}\n", [("II", "III")]),
        (f"I. MỘT\n\n{BODY}\n\nII. HAI\n\n{BODY}\n\nIV. BỐN\n\n{BODY}\n", [("IV", "III")]),
        ("I. MỘT\n\n1.1 Mục tiêu: tốt.\n\n1.2. Nhiệm vụ: tốt.\n\n1.3. Giải pháp: tốt.\n", [("1.1", "1.1.")]),
        ("I. MỘT\n\nSTT\tNội dung\tSố\nI\tA\t\nII\tB\t\nII\tC\t\n", [("II", "III")]),
        (f"I. MỘT\n\n{BODY}\n\nII. HAI\n\n{BODY}\n", []),
    ],
)
def test_numbers_run_on(text, expected):
    assert kinds(HEAD + text, "numbering") == expected


def test_an_outline_item_without_a_section_is_named():
    whole = document(
        HEAD
        + "I. ĐẶC ĐIỂM TÌNH HÌNH\n\nXã nhỏ.\n\nII. KẾT QUẢ THỰC HIỆN\n\nTốt.\n\nIII. BÀI HỌC KINH NGHIỆM\n\nMột là.\n"
    )
    part = document(HEAD + "I. ĐẶC ĐIỂM TÌNH HÌNH\n\nXã nhỏ.\n\nII. KẾT QUẢ THỰC HIỆN\n\nTốt.\n")
    outline = outline_of(whole)
    assert [f for f in run_checks(subject_of(whole, REGISTRY, outline=outline)) if f.kind == "coverage"] == []
    missing = [f.expected for f in run_checks(subject_of(part, REGISTRY, outline=outline)) if f.kind == "coverage"]
    assert missing == ["BÀI HỌC KINH NGHIỆM"]


def test_limitations_want_causes():
    lame = "Công tác giám sát của một số chi hội còn hình thức, hiệu quả chưa cao."
    text = (
        HEAD
        + f"I. KẾT QUẢ\n\n{BODY}\n\nII. HẠN CHẾ\n\n- {lame}\n\nIII. PHƯƠNG HƯỚNG\n\n- Tăng cường công tác giám sát của các chi hội.\n"
    )
    assert len(kinds(text, "linkage")) == 1
    cause = "III. NGUYÊN NHÂN\n\n- Cán bộ làm công tác giám sát thiếu kinh nghiệm, kiêm nhiệm nhiều việc.\n\nIV. PHƯƠNG HƯỚNG"
    assert kinds(text.replace("III. PHƯƠNG HƯỚNG", cause), "linkage") == []


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Theo Kết luận 62/KL-TW.", "directive_unknown", "62-KL/TW"),
        (
            "Tuyên truyền Luật phòng chống tác hại của bia rượu.",
            "directive_title",
            "Luật Phòng, chống tác hại của rượu, bia",
        ),
        (
            "Kế hoạch số 64-KH/HU ngày 12/7/2019 ... Kế hoạch số 64-KH/HU ngày 21/7/2019 của Huyện ủy.",
            "directive_date",
            "ngày 12/07/2019",
        ),
        ("Tổng kết 10 năm (2009 - 2018 2019) ...", "directive_unknown", None),
        ("Tổng kết 15 năm (2009 - 2019) thực hiện.", "date_range", "10"),
        ("Tổng kết 10 năm (2014 - 2023) thực hiện.", "date_range", None),
        ("Họp ngày 31 tháng 11 năm 2019.", "date_range", ""),
    ],
)
def test_directives_and_periods(text, kind, expected):
    found = [right for _, right in kinds(text, kind)]
    assert found == ([] if expected is None else [expected])


def test_a_report_cannot_rest_on_a_later_directive():
    text = "Thực hiện Kế hoạch số 64-KH/HU ngày 12/7/2021 của Huyện ủy."
    assert kinds(text, "date_range", profile=Profile(date="2019-10-18"))
    assert not kinds(text, "date_range", profile=Profile(date="2021-10-18"))


@pytest.mark.parametrize("path", DEMO, ids=lambda p: p.stem)
def test_clean_reports_raise_no_error_and_at_most_one_warning_a_page(path):
    report = build(read(path), path.name)
    findings = run_checks(subject_of(report, REGISTRY))
    assert [f for f in findings if f.severity == "error"] == []
    assert sum(f.severity == "warning" for f in findings) <= max(1, len(report.text) // 2600)


def mended(text, finding):
    return text[: finding.start] + finding.expected + text[finding.end :]


@pytest.mark.parametrize("path", DEMO + SEEDS, ids=lambda p: p.stem[:12])
def test_mending_a_misspelling_removes_it_and_adds_none(path):
    text = read(path).text
    subject = Subject(text, registry=REGISTRY)
    spelling = [f for f in run_checks(subject) if f.kind == "spelling" and f.expected]
    before = len(run_checks(subject))
    for finding in spelling[:6]:
        after = run_checks(replace(subject, text=mended(text, finding)))
        assert len(after) < before, finding
        assert finding.id not in {f.id for f in after} or any(f.quote == finding.quote for f in after)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "I. MỘT|II. HAI|1. Ba|1.2. tư|gồm 3 hộ, 4 hộ|có 12 hộ|đạt 5%|từ 3 hộ lên 2 hộ|còn 4 hộ|STT\tA\tB|1\tx\t3|Cộng\t4\t5|- y\t3|"
            "Kết luận số 62/KL-TW|ngày 31/02/2019|2019 - 2019|Luật bia|T/M. UBND XÃ|HẠN CHẾ|NGUYÊN NHÂN|%|[1]|….|\u0301|của của|()".split(
                "|"
            )
        ),
        max_size=25,
    ),
    st.sampled_from(["\n", "\n\n", " ", ". "]),
)
def test_no_document_crashes_a_check_and_spans_lie_on_quotes(pieces, joint):
    read_in = document("BÁO CÁO\n\n" + joint.join(pieces))
    subject = replace(subject_of(read_in, REGISTRY), outline=outline_of(read_in), citations=())
    for check in CHECKS:
        for finding in check(subject):
            assert subject.text[finding.start : finding.end] == finding.quote


def test_layout_is_only_looked_at_in_word_files(tmp_path):
    plain = tmp_path / "a.txt"
    plain.write_text("BÁO CÁO\n\nTốt.", encoding="utf-8")
    assert layout_findings(build(read(plain), str(plain))) == ()
    from docx import Document

    word = Document()
    word.add_paragraph("BÁO CÁO")
    word.add_paragraph("Kết quả tốt.")
    word.save(str(tmp_path / "a.docx"))
    findings = layout_findings(build(read(tmp_path / "a.docx"), str(tmp_path / "a.docx")))
    assert findings
    assert {(f.kind, f.severity) for f in findings} == {("layout", "warning")}
    assert len({f.id for f in findings}) == len(findings)
