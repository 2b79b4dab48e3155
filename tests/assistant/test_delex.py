"""What is local in a prior report becomes a slot; what is the country's stays."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.delex import delexicalise, left_over, names_in
from assistant.slots import SLOT
from eval.delex import measure
from knowledge.figures import parse_figures

ROOT = Path(__file__).parents[2]
SEEDS = ROOT.parent / "shared" / "seeds"

FIGURES = [
    ("Đảng bộ có 14 chi bộ với 318 đảng viên.", "Đảng bộ có [số chi bộ] chi bộ với [số đảng viên] đảng viên."),
    ("đạt 95,91% kế hoạch", "đạt [tỷ lệ]% kế hoạch"),
    ("hiến 12.460 m2 đất và góp 3,24 tỷ đồng", "hiến [diện tích] m2 đất và góp [số tiền] tỷ đồng"),
    ("họp được 2/4 kỳ", "họp được [số đạt được]/[tổng số] kỳ"),
    ("bê tông hóa 14,6 km đường", "bê tông hóa [chiều dài] km đường"),
    ("mỗi ban từ 7-9 thành viên", "mỗi ban từ [số thành viên] đến [số thành viên] thành viên"),
    ("kinh phí 12tr/năm", "kinh phí [số tiền] triệu đồng/năm"),
]
DATES = [
    ("thành lập ngày 15/6/2009", "thành lập ngày [ngày tháng năm]"),
    ("giai đoạn 2014 - 2018 tăng dần", "giai đoạn [giai đoạn] tăng dần"),
    ("nhiệm kỳ 2020 - 2025", "nhiệm kỳ [nhiệm kỳ]"),
    ("so với năm 2009", "so với năm [năm]"),
    ("thăm gia đình chính sách dịp 27/7", "thăm gia đình chính sách dịp 27/7"),
]
PLACES = [
    ("Đảng ủy xã Tân Hòa lãnh đạo", "Đảng ủy xã [tên xã] lãnh đạo"),
    ("tại thôn 3, thôn 5", "tại thôn [tên các thôn]"),
    ("ba xã Hòa Vân, Phú Vân và Vân Khê cũ", "[Số xã] xã [tên các xã] cũ"),
    ("Huyện ủy Vân Trạch chỉ đạo", "Huyện ủy [tên huyện] chỉ đạo"),
    ("Lạc Khê nằm ở phía Tây của huyện Vân Trạch", "[Tên địa phương] nằm ở phía Tây của huyện [tên huyện]"),
    ("đồng bào Pa Cô, Tà Ôi và Cơ Tu", "đồng bào [tên dân tộc]"),
    ("nhân dân Quảng Trị ủng hộ", "nhân dân [tên địa phương] ủng hộ"),
    ("tổ dân phố số 7 đã tự quản", "tổ dân phố [tên tổ dân phố] đã tự quản"),
]
PEOPLE = [
    ("đồng chí Nguyễn Văn An làm Trưởng ban", "đồng chí [họ tên] làm Trưởng ban"),
    ("hộ ông Kăn Vinh hiến đất", "hộ ông [họ tên] hiến đất"),
    ("Trần Thị Bình được khen", "[Họ tên] được khen"),
    ("đồng chí Chủ tịch UBND xã chủ trì", "đồng chí Chủ tịch UBND xã chủ trì"),
]
DOCUMENTS = [
    (
        "Thực hiện Kế hoạch số 64-KH/HU ngày 12/7/2019 của Ban Thường vụ Huyện ủy",
        "Thực hiện Kế hoạch số [số, ký hiệu văn bản] ngày [ngày tháng năm] của Ban Thường vụ Huyện ủy",
    ),
    ("Công văn số    -CV/HU của Huyện ủy", "Công văn số [số, ký hiệu văn bản] của Huyện ủy"),
    (
        "theo Kết luận số 62-KL/TW ngày 08/12/2009 của Bộ Chính trị (khóa X)",
        "theo Kết luận số 62-KL/TW ngày 08/12/2009 của Bộ Chính trị (khóa X)",
    ),
    (
        "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ",
        "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ",
    ),
    ("theo Quyết định số 217-QĐ/TW và Luật Hòa giải ở cơ sở", "theo Quyết định số 217-QĐ/TW và Luật Hòa giải ở cơ sở"),
]
NATIONAL = [
    "Ủy ban Mặt trận Tổ quốc Việt Nam và các đoàn thể",
    "học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",
    "Đoàn Thanh niên Cộng sản Hồ Chí Minh",
    "phong trào “Dân vận khéo” và Quỹ “Vì người nghèo”",
    "Cuộc vận động “Người Việt Nam ưu tiên dùng hàng Việt Nam”",
    "vận hành chính quyền địa phương 02 cấp",
    "Một số cấp ủy chưa thật sự quan tâm; Ban Công tác Mặt trận có lúc còn lúng túng",
]
BLANKS = [
    ("Đảng ủy xã…..báo cáo", "Đảng ủy xã [tên xã] báo cáo"),
    ("Đảng bộ xã có …..đảng viên", "Đảng bộ xã có [số đảng viên] đảng viên"),
    ("giảm còn.....% so với trước", "giảm còn [tỷ lệ]% so với trước"),
]


@pytest.mark.parametrize(("text", "masked"), FIGURES + DATES + PLACES + PEOPLE + DOCUMENTS + BLANKS)
def test_local_facts_become_slots(text: str, masked: str) -> None:
    assert delexicalise(text)[0] == masked


@pytest.mark.parametrize("text", NATIONAL)
def test_what_belongs_to_the_whole_country_stays(text: str) -> None:
    assert delexicalise(text) == (text, ())


def test_slots_are_listed_in_reading_order() -> None:
    assert delexicalise("Thôn 3 có 12 hộ, đạt 5%.")[1] == ("[tên thôn]", "[số hộ]", "[tỷ lệ]")


def test_names_of_the_document_are_masked_where_they_stand_alone() -> None:
    assert delexicalise("Nhân dân Khe Đá đồng tình.", ("Khe Đá",))[0] == "Nhân dân [tên địa phương] đồng tình."


def test_a_name_given_once_with_its_kind_is_masked_everywhere_in_the_text() -> None:
    masked, _ = delexicalise("Xã Mỹ Trạch có nghề cá. Từ đó, Mỹ Trạch phát triển nhanh.")
    assert "Mỹ Trạch" not in masked


def test_names_in_lists_the_places_of_a_text() -> None:
    assert names_in("ba xã Hòa Vân, Phú Vân và Vân Khê") == ("Hòa Vân", "Phú Vân", "Vân Khê")


def test_a_local_model_loses_its_name() -> None:
    assert delexicalise("mô hình “Chuyến xe hành chính” được nhân rộng")[0] == "mô hình [tên mô hình] được nhân rộng"


def test_decomposed_text_is_read_too() -> None:
    assert delexicalise(unicodedata.normalize("NFD", "xã Tân Hòa có 5 thôn"))[0] == "xã [tên xã] có [số thôn] thôn"


PIECES = st.sampled_from(
    [row[0] for row in FIGURES + DATES + PLACES + PEOPLE + DOCUMENTS + BLANKS]
    + NATIONAL
    + ["1.", "…", "[", "]", "5 ", "\n"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=4).map(" ; ".join))
def test_no_figure_survives_in_any_order_of_facts(text: str) -> None:
    masked, _ = delexicalise(text)
    assert left_over(masked) == ()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_taken(text: str) -> None:
    masked, slots = delexicalise(text)
    assert all(slot in masked for slot in slots)


@pytest.mark.parametrize("folder", [SEEDS, ROOT / "knowledge" / "data" / "demo"], ids=["samples", "demo"])
def test_nothing_local_is_left_of_whole_documents(folder: Path) -> None:
    if not folder.is_dir():
        pytest.skip("không có tài liệu mẫu bên cạnh thư mục dự án")
    total = measure(folder)
    assert total.figures_before > 100
    assert total.figures.total() == 0
    assert total.people.total() == 0
    assert total.places_before >= 10
    assert total.places.total() <= 0.01 * total.places_before


def test_masking_twice_changes_nothing() -> None:
    once, _ = delexicalise("Xã Lạc Khê có 9 thôn, 1.842 hộ; đồng chí Lê Trọng Nghĩa làm Bí thư từ năm 2015.")
    assert delexicalise(once)[0] == once
    assert parse_figures(SLOT.sub("[]", once)) == ()
