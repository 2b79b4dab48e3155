"""Outlines: attached to a plan, bare, from a letter, from a prior report, and the ones that we ship."""

from pathlib import Path

import pytest

from knowledge.errors import NotFound
from knowledge.outline import outline_of, skeleton, skeleton_names
from knowledge.readers import read
from knowledge.readers.plain import read_text
from knowledge.records import ROLES
from knowledge.structure import build

SAMPLES = Path(__file__).parents[3] / "shared" / "seeds"


def outline(source):
    return outline_of(build(read_text(source), "thu.txt"))


def flat(items):
    return [found for item in items for found in (item, *flat(item.children))]


ATTACHED = """KẾ HOẠCH
thử

I. MỤC ĐÍCH

- Đánh giá đúng.

II. NỘI DUNG

Theo Đề cương.

Nơi nhận:
- Lưu.

ĐỀ CƯƠNG

báo cáo thử
(Kèm theo Kế hoạch số 5-KH/HU)

A- KẾT QUẢ THỰC HIỆN

I. Quán triệt

- Nêu rõ hình thức (ghi số, ngày).

+ Tỷ lệ tham gia.

II. Tình hình, kết quả

Bám sát nhiệm vụ. Trong đó, tập trung những nội dung sau:

1- Nâng cao nhận thức

- Sự chuyển biến.

B- KIẾN NGHỊ

1. Đối với Trung ương.

2. Đối với tỉnh.
"""


def test_the_outline_attached_to_a_plan():
    found = outline(ATTACHED)
    assert found.title == "ĐỀ CƯƠNG báo cáo thử"
    assert [(item.number, item.level, item.role, item.requirements) for item in flat(found.sections)] == [
        ("A", 1, "ket_qua", ()),
        ("I", 2, "quan_triet", ("Nêu rõ hình thức (ghi số, ngày).", "Tỷ lệ tham gia.")),
        ("II", 2, "ket_qua", ("Bám sát nhiệm vụ.",)),
        ("1", 3, "ket_qua", ("Sự chuyển biến.",)),
        ("B", 1, "kien_nghi", ()),
        ("1", 2, "kien_nghi", ()),
        ("2", 2, "kien_nghi", ()),
    ]


def test_a_bare_outline():
    found = outline(
        "ĐỀ CƯƠNG BÁO CÁO\nTổng kết công tác\n\nI. ĐẶC ĐIỂM\n- Nêu dân số.\nII. KẾT QUẢ\n1. Giám sát: Số cuộc giám sát, kết quả tiếp thu.\n"
    )
    assert [(item.number, item.requirements) for item in flat(found.sections)] == [
        ("I", ("Nêu dân số.",)),
        ("II", ()),
        ("1", ("Số cuộc giám sát, kết quả tiếp thu.",)),
    ]


def test_a_letter_that_lists_what_to_report():
    source = "V/v báo cáo tổng kết\nKính gửi: Các xã\nĐề nghị báo cáo theo các nội dung sau:\n1. Công tác quán triệt\nNêu số hội nghị.\n2. Kết quả thực hiện\n- Số liệu.\n3. Kiến nghị\nNơi nhận:\n- Lưu.\n"
    assert [item.role for item in outline(source).sections] == ["quan_triet", "ket_qua", "kien_nghi"]


def test_a_prior_report_gives_its_structure_and_none_of_its_facts():
    source = "BÁO CÁO\nthử\n\nĐảng ủy báo cáo như sau:\n\nI. KẾT QUẢ\n\n- Xã có 12 thôn.\n\nII. HẠN CHẾ\n\n- Còn chậm.\n\nTrên đây là báo cáo.\n\nNơi nhận:\n- Lưu.\n"
    assert [(item.number, item.heading, item.requirements) for item in flat(outline(source).sections)] == [
        ("I", "KẾT QUẢ", ()),
        ("II", "HẠN CHẾ", ()),
    ]


@pytest.mark.parametrize("name", skeleton_names())
def test_shipped_outlines_are_numbered_and_say_what_to_state(name):
    items = flat(skeleton(name).sections)
    assert {"dac_diem", "quan_triet", "ket_qua", "han_che", "phuong_huong", "kien_nghi"} <= {
        item.role for item in items
    }
    for item in items:
        assert item.role in ROLES
        assert item.requirements or item.children
        assert all(text.endswith(".") for text in item.requirements)
        assert item.number or item.role == "phu_luc"
    numbers = [item.number for item in skeleton(name).sections if item.number]
    assert len(set(numbers)) == len(numbers)


def test_an_unknown_outline_is_named():
    with pytest.raises(NotFound, match="xa-10-nam"):
        skeleton("huyen")


@pytest.mark.samples
def test_the_sample_plan():
    path = next(iter(SAMPLES.glob("004_*.txt")), None) if SAMPLES.is_dir() else None
    if path is None:
        pytest.skip("Sample 004 is not beside this checkout.")
    items = flat(outline_of(build(read(path), path.name)).sections)
    assert [item.number for item in items] == [
        "A", "I", "1", "2", "II", "1", "2", "3", "4", "5", "6", "III", "1", "2", "IV", "B", "C", "1", "2",
    ]  # fmt: skip
    assert sum(len(item.requirements) for item in items) == 28
