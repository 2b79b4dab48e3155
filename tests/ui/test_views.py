"""What a person sees of a place: escaped, in Vietnamese, with what can be clicked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from assistant.records import Fact, Finding, Profile, Turn
from knowledge.errors import NotFound, UnusableInput
from tests.ui import fakes
from ui import labels, views
from ui.html import clock, day, esc, with_slots
from ui.panels import answers
from ui.panels.facts import facts_of, rows_of
from ui.panels.profile import iso_day, profile_of, values_of
from ui.panels.sources import document_html, source_html

SHARP = "<script>alert(1)</script> ${1+1} {{7*7}} `x`"


@pytest.fixture
def service(tmp_path: Path) -> Any:
    return fakes.service_in(tmp_path)


def test_escaped_text_holds_nothing_that_a_browser_or_a_template_would_run() -> None:
    out = esc(SHARP)
    assert not set("<>${}`") & set(
        out.replace("&#36;", "").replace("&#123;", "").replace("&#125;", "").replace("&#96;", "")
    )


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("còn [số liệu] kỳ", 'còn <mark class="tl-o">[số liệu]</mark> kỳ'),
        ("chú thích [^1] và [1]", "chú thích [^1] và [1]"),
        ("một\nhai", "một<br>hai"),
    ],
)
def test_slots_are_marked_and_citations_are_not(text: str, marked: str) -> None:
    assert with_slots(text) == marked


@pytest.mark.parametrize(
    ("iso", "said"), [("2009-12-08", "08/12/2009"), ("2026-06-05", "05/6/2026"), ("2026-02-05", "05/02/2026"), ("", "")]
)
def test_dates_are_said_the_official_way(iso: str, said: str) -> None:
    assert day(iso) == said


def test_a_time_of_another_day_carries_its_date() -> None:
    assert clock("2020-03-04T10:32:00") == "04/03/2020 10:32"


def test_a_citation_without_a_source_is_not_clickable() -> None:
    assert "<button" not in answers.marked("như trên [7]", ())


def test_an_answer_shows_patterns_with_source_or_as_ours(service: Any) -> None:
    report = service.workspace.new_report(fakes.OUTLINE)
    section = service.workspace.report(report).sections[-1]
    list(fakes.Story().converse(service, Turn("Viết thế nào?", report, section.id)))
    html = views.history_html(service.workspace.chat(report, section.id))
    assert 'data-doan="p1"' in html
    assert labels.OURS in html
    assert "{{7}}" not in html
    assert "<b>" not in html.replace("<b></b>", "")


def test_a_proposal_waits_until_it_is_accepted(service: Any) -> None:
    report = service.workspace.new_report(fakes.OUTLINE)
    section = service.workspace.report(report).sections[-1]
    list(fakes.Story().converse(service, Turn("- họp 2/4 kỳ", report, section.id)))
    waiting = views.pending(service.workspace.chat(report, section.id))
    assert waiting is not None
    assert "2/4" in answers.draft_text(waiting)
    service.workspace.say(report, section.id, "assistant", "Đã đưa vào.", {"accepted": True})
    assert views.pending(service.workspace.chat(report, section.id)) is None


def test_findings_are_listed_gravest_first_without_the_accepted_ones() -> None:
    findings = (
        Finding("a", "spelling", "info", "x", 0, 1, "nhẹ"),
        Finding("b", "blank", "error", "[…]", 0, 3, "nặng"),
        Finding("c", "blank", "error", "[y]", 0, 3, "đã nhận"),
    )
    html = views.findings_html(findings, labels.SECTION_COUNT, {"c": "lý do"})
    assert html.index("nặng") < html.index("nhẹ")
    assert "đã nhận" not in html
    assert "2 phát hiện" in html
    assert labels.WAIVED.format(count=1) in html


def test_a_comparison_marks_what_came_and_what_went() -> None:
    html = views.diff_html("họp hai kỳ", "họp ba kỳ", 1)
    assert "<del>hai</del><ins>ba</ins>" in html
    assert labels.NO_DIFF in views.diff_html("như nhau", "như nhau", 1)


def test_a_source_is_shown_in_its_document_with_the_quote_marked() -> None:
    html = source_html(fakes.FakeLibrary(), "p1", "ở một số thôn")
    assert "<mark>ở một số thôn</mark>" in html
    assert "Kinh phí còn ít." in html
    assert "&lt;b&gt;" in html
    assert labels.DEMO_MARK in html
    with pytest.raises(NotFound):
        source_html(fakes.FakeLibrary(), "không có")
    assert "<mark>" not in document_html(fakes.FakeLibrary(), "d1")


def test_the_table_of_figures_keeps_what_was_typed() -> None:
    facts = (Fact("số chi bộ", "12", "chi bộ", "2019", "sổ"),)
    assert facts_of(rows_of(facts)) == facts
    assert facts_of([["", "", "", "", ""], ["hội viên", 946, None, None, None]]) == (Fact("hội viên", "946"),)


def test_the_profile_form_gives_back_what_it_shows() -> None:
    profile = Profile(
        unit="Đảng ủy xã A", date="2019-10-18", system="front", to=("Ban Dân vận",), recipients=("Như trên", "Lưu VP")
    )
    assert profile_of(tuple(values_of(profile)), Profile()) == profile


@pytest.mark.parametrize("text", ["31/02/2020", "hôm nay", "1/2"])
def test_a_date_that_is_none_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(UnusableInput, match="18/10/2019"):
        iso_day(text)
