"""Layouts are chosen by system and date, and the fixed wordings follow each standard."""

from dataclasses import replace

import pytest

from assistant import officialforms as forms
from assistant.layouts import FRONT as FRONT_LAYOUT
from assistant.layouts import PARTY_05, PARTY_36, layout_for
from assistant.layouts import STATE as STATE_LAYOUT
from assistant.markup import spell_uy
from assistant.records import Profile
from assistant.textwidth import width_mm
from tests.assistant.paper_samples import FRONT, PARTY, STATE


@pytest.mark.parametrize(
    ("system", "date", "expected"),
    [
        ("party", "2019-10-15", PARTY_36),
        ("party", "2026-05-26", PARTY_36),
        ("party", "2026-05-27", PARTY_05),
        ("party", "", PARTY_05),
        ("state", "2019-10-15", STATE_LAYOUT),
        ("front", "", FRONT_LAYOUT),
    ],
)
def test_the_date_chooses_the_party_rule(system, date, expected):
    assert layout_for(system, date) == expected


def test_an_unknown_system_is_refused():
    with pytest.raises(KeyError):
        layout_for("navy")


def test_options_override_end_mark_and_spelling():
    layout = layout_for("party", uy="uỷ", end_mark="./.")
    assert (layout.end_mark, layout.uy) == ("./.", "uỷ")
    assert spell_uy("Đảng ủy, ỦY BAN, chị Thủy", layout.uy) == "Đảng uỷ, UỶ BAN, chị Thủy"


@pytest.mark.parametrize(
    ("layout", "number", "unit", "expected"),
    [
        (PARTY_05, "5-BC/ĐU", "", "Số 05-BC/ĐU"),
        (PARTY_05, "12 - BC/ĐU", "", "Số 12-BC/ĐU"),
        (PARTY_05, "Số: 127-BC/TU", "", "Số 127-BC/TU"),
        (PARTY_05, "7", "Đảng ủy phường An Bình", "Số 07-BC/ĐU"),
        (PARTY_05, "", "Tỉnh ủy Bình Minh", f"Số {forms.GAP}-BC/TU"),
        (PARTY_05, "3", "Chi bộ thôn 1", "Số 03-BC/CB"),
        (STATE_LAYOUT, "5/BC-UBND", "", "Số: 05/BC-UBND"),
        (STATE_LAYOUT, "015", "UBND xã Mẫu Sơn", "Số: 15/BC-UBND"),
        (STATE_LAYOUT, "", "Sở Nội vụ", f"Số: {forms.GAP}/BC-[ký hiệu]"),
        (FRONT_LAYOUT, "", "Ủy ban MTTQ xã", f"Số: {forms.GAP}/BC-MTTQ-BTT"),
    ],
)
def test_number_line(layout, number, unit, expected):
    assert forms.number_line(Profile(number=number, unit=unit), layout) == expected


@pytest.mark.parametrize(
    ("date", "place", "unit", "expected"),
    [
        ("2026-01-05", "Tân Hòa", "", "Tân Hòa, ngày 05 tháng 01 năm 2026"),
        ("2019-06-29", "Tân Hòa", "", "Tân Hòa, ngày 29 tháng 6 năm 2019"),
        ("2019-12-10", "", "Đảng ủy xã Mẫu Sơn", "Mẫu Sơn, ngày 10 tháng 12 năm 2019"),
        ("2019-03", "A", "", f"A, ngày {forms.GAP} tháng 3 năm 2019"),
        ("", "", "", f"[địa danh], ngày {forms.GAP} tháng {forms.GAP} năm {forms.GAP}"),
    ],
)
def test_place_and_date(date, place, unit, expected):
    assert forms.place_date(Profile(date=date, place=place, unit=unit)) == expected


def test_issuer_lines_of_the_party_name_the_party_organisation_above():
    assert forms.issuer_lines(PARTY.profile, PARTY_05, 80) == (("ĐẢNG BỘ TỈNH BÌNH MINH",), ("ĐẢNG ỦY XÃ MẪU SƠN",))
    advisers = replace(PARTY.profile, unit="Ban Dân vận", parent="Tỉnh ủy Bình Minh")
    assert forms.issuer_lines(advisers, PARTY_05, 80) == (("TỈNH ỦY BÌNH MINH",), ("BAN DÂN VẬN",))


def test_a_peoples_committee_has_no_governing_body_and_breaks_before_its_place():
    assert forms.issuer_lines(STATE.profile, STATE_LAYOUT, 65) == ((), ("ỦY BAN NHÂN DÂN", "XÃ MẪU SƠN"))


def test_the_front_issues_through_its_standing_board():
    parent, issuer = forms.issuer_lines(FRONT.profile, FRONT_LAYOUT, 65)
    assert (parent, issuer) == (("ỦY BAN MTTQ VIỆT NAM", "XÃ MẪU SƠN"), ("BAN THƯỜNG TRỰC",))


def test_xa_hoi_is_not_the_name_of_a_place():
    office = Profile(unit="Phòng Văn hóa - Xã hội", parent="Ủy ban nhân dân xã Mẫu Sơn")
    assert forms.place_of(office.unit) == ""
    assert forms.issuer_lines(office, STATE_LAYOUT, 60) == (
        ("ỦY BAN NHÂN DÂN", "XÃ MẪU SƠN"),
        ("PHÒNG VĂN HÓA - XÃ HỘI",),
    )


@pytest.mark.parametrize(
    ("layout", "authority", "post", "expected"),
    [
        (PARTY_05, "TM. Ban Thường vụ", "Bí thư", (("T/M BAN THƯỜNG VỤ",), ("BÍ THƯ",))),
        (
            PARTY_05,
            "T/M BAN THƯỜNG VỤ\nKT. BÍ THƯ",
            "PHÓ BÍ THƯ",
            (("T/M BAN THƯỜNG VỤ", "K/T BÍ THƯ"), ("PHÓ BÍ THƯ",)),
        ),
        (STATE_LAYOUT, "T/M ỦY BAN NHÂN DÂN", "CHỦ TỊCH", (("TM. ỦY BAN NHÂN DÂN",), ("CHỦ TỊCH",))),
        (STATE_LAYOUT, "", "K/T CHỦ TỊCH\nPhó Chủ tịch", (("KT. CHỦ TỊCH",), ("PHÓ CHỦ TỊCH",))),
        (STATE_LAYOUT, "T/L CHỦ TỊCH", "CHÁNH VĂN PHÒNG", (("TL. CHỦ TỊCH",), ("CHÁNH VĂN PHÒNG",))),
        (STATE_LAYOUT, "TUQ CHỦ TỊCH", "", (("TUQ. CHỦ TỊCH",), ())),
        (STATE_LAYOUT, "", "Chủ tịch", ((), ("CHỦ TỊCH",))),
    ],
)
def test_the_authority_to_sign_speaks_the_standards_dialect(layout, authority, post, expected):
    signature = forms.signature(Profile(authority=authority, post=post), layout)
    assert (signature.authority, signature.post) == expected


def test_recipients_begin_with_as_above_and_end_with_the_archive():
    assert forms.recipient_lines(PARTY.profile, PARTY_05) == (
        "- Như trên,", "- Thường trực Đảng ủy,", "- Các chi bộ trực thuộc,", "- Lưu Văn phòng Đảng ủy.",
    )  # fmt: skip
    assert forms.recipient_lines(STATE.profile, STATE_LAYOUT) == ("- Như trên;", "- Lưu: VT, VP.")
    assert forms.recipient_lines(FRONT.profile, FRONT_LAYOUT)[-1] == "- Lưu: VT."


@pytest.mark.parametrize(
    ("text", "size", "bold", "mm"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, True, 95.0),
        ("Độc lập - Tự do - Hạnh phúc", 14, True, 60.4),
        ("ĐẢNG CỘNG SẢN VIỆT NAM", 15, False, 70.4),
    ],
)
def test_text_width_is_the_fonts(text, size, bold, mm):
    assert width_mm(text, size, bold=bold) == pytest.approx(mm, abs=0.8)  # kerning is left out
