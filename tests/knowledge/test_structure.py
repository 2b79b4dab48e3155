"""The section tree: numbering habits, depth in this document, glued and wrapped headings, lists, roles, title and facts."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.readers import read
from knowledge.readers.plain import read_text
from knowledge.records import ROLES
from knowledge.structure import build, walk

SAMPLES = Path(__file__).parents[3] / "shared" / "seeds"
DEMO = Path(__file__).parents[2] / "knowledge" / "data" / "demo"


def document(source, kind="auto"):
    return build(read_text(source), "thu.txt", kind)


def tree(source):
    return [(section.number, section.heading, section.level) for section in walk(document(source).sections)]


def roles(source):
    return {section.heading: section.role for section in walk(document(source).sections)}


BODY = "Xã đã triển khai thực hiện đầy đủ."


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["I. ĐẶC ĐIỂM", "1. Vị trí", BODY, "2. Dân số", BODY], [("I", 1), ("1", 2), ("2", 2)]),
        (["I/ ĐẶC ĐIỂM", "1/ Vị trí", BODY, "2/ Dân số", BODY], [("I", 1), ("1", 2), ("2", 2)]),
        (["A- KẾT QUẢ", "I- Triển khai", "1- Quán triệt", BODY, "B- NHIỆM VỤ", "C- KIẾN NGHỊ", BODY],
         [("A", 1), ("I", 2), ("1", 3), ("B", 1), ("C", 1)]),
        (["Phần thứ nhất", "KẾT QUẢ", "I. ĐẶC ĐIỂM", BODY, "Phần thứ hai: NHIỆM VỤ", BODY],
         [("Phần thứ nhất", 1), ("I", 2), ("Phần thứ hai", 1)]),
        (["1. Kết quả", "1.1. Trồng trọt", BODY, "1.2- Chăn nuôi", BODY, "2. Hạn chế", BODY],
         [("1", 1), ("1.1", 2), ("1.2", 2), ("2", 1)]),
        (["I. KẾT QUẢ", "2. Nhiệm vụ", "2.1.1. Lúa", BODY, "2.2. Ngô", BODY], [("I", 1), ("2", 2), ("2.1.1", 3), ("2.2", 3)]),
        (["III. ĐÁNH GIÁ", "* Ưu điểm:", BODY, "* Hạn chế", BODY, "III. NHIỆM VỤ", BODY],
         [("III", 1), ("", 2), ("", 2), ("III", 1)]),
        (["1. Nguyên nhân", "a) Khách quan", BODY, "b) Chủ quan", BODY], [("1", 1), ("a", 2), ("b", 2)]),
        (["I. ĐÁNH GIÁ", "1. Ưu điểm, hạn chế", "1.1. Ưu điểm", BODY, "3. Bài học", BODY], [("I", 1), ("1", 2), ("1.1", 3), ("3", 2)]),
        (["I. ĐÁNH GIÁ", "Nguyên nhân của hạn chế", "- Do kinh phí ít."], [("I", 1), ("", 2)]),
        (["I. ĐÁNH GIÁ", "**Mặt tích cực**", BODY], [("I", 1), ("", 2)]),
        (["Chương I", "QUY ĐỊNH CHUNG", "Điều 1. Phạm vi", BODY, "Mục 1", "NGUYÊN TẮC", "Điều 2. Nguyên tắc", "1. Công khai.", "2. Minh bạch."],
         [("Chương I", 1), ("Điều 1", 2), ("Mục 1", 2), ("Điều 2", 3)]),
    ],
)  # fmt: skip
def test_numbering_habits_give_levels(lines, expected):
    assert [(number, level) for number, _, level in tree("BÁO CÁO\nvề việc thử\n\n" + "\n\n".join(lines))] == expected


@pytest.mark.parametrize(
    ("line", "number", "heading", "body"),
    [
        ("1.2. Nhiệm vụ trọng tâm: Giữ nhịp sinh hoạt của các câu lạc bộ thôn.", "1.2", "Nhiệm vụ trọng tâm", "Giữ nhịp sinh hoạt của các câu lạc bộ thôn."),
        ("6.1 *Mục tiêu:* Giữ vững an ninh, trật tự trên địa bàn xã.", "6.1", "Mục tiêu", "Giữ vững an ninh, trật tự trên địa bàn xã."),
        ("1. Ưu điểm. Nhận thức của cán bộ, đảng viên được nâng lên rõ rệt.", "1", "Ưu điểm", "Nhận thức của cán bộ, đảng viên được nâng lên rõ rệt."),
        ("* Nguyên nhân: Do địa bàn rộng, dân cư phân tán, đi lại khó khăn.", "", "Nguyên nhân", "Do địa bàn rộng, dân cư phân tán, đi lại khó khăn."),
    ],
)  # fmt: skip
def test_a_heading_glued_to_its_paragraph_is_both(line, number, heading, body):
    section = document(f"BÁO CÁO\nvề việc thử\n\n{line}\n").sections[0]
    assert (section.number, section.heading) == (number, heading)
    assert [block.text for block in section.blocks] == [body]


@pytest.mark.parametrize(
    ("lines", "heading"),
    [
        (
            ["II. KẾT QUẢ LÃNH ĐẠO, CHỈ ĐẠO", "VÀ TỔ CHỨC THỰC HIỆN", BODY],
            "KẾT QUẢ LÃNH ĐẠO, CHỈ ĐẠO VÀ TỔ CHỨC THỰC HIỆN",
        ),
        (
            ["1. Nâng cao chất lượng các phong trào", "thi đua yêu nước của nhân dân", BODY],
            "Nâng cao chất lượng các phong trào thi đua yêu nước của nhân dân",
        ),
        (["I. ĐẶC ĐIỂM TÌNH HÌNH:", BODY], "ĐẶC ĐIỂM TÌNH HÌNH"),
        (["II. KẾT QUẢ THỰC HIỆN.", BODY], "KẾT QUẢ THỰC HIỆN"),
    ],
)
def test_wrapped_headings_are_joined_and_trailing_marks_dropped(lines, heading):
    assert document("BÁO CÁO\nvề việc thử\n\n" + "\n".join(lines)).sections[0].heading == heading


LONG = "Tiếp tục tăng cường sự lãnh đạo của cấp ủy đối với công tác dân vận, coi đây là nhiệm vụ thường xuyên của cả hệ thống chính trị."


def test_numbered_sentences_are_a_list_and_no_headings():
    source = f"BÁO CÁO\nthử\n\nIV. PHƯƠNG HƯỚNG, NHIỆM VỤ\n1. {LONG}\n2. Đẩy mạnh tuyên truyền.\n3. {LONG}\n"
    (section,) = document(source).sections
    assert [block.kind for block in section.blocks] == ["item"] * 3


def test_a_numbered_paragraph_after_a_heading_of_its_series_closes_that_heading():
    source = f"KẾ HOẠCH\nthử\n\nIII. TỔ CHỨC THỰC HIỆN\n\n1. Việc xây dựng báo cáo:\n\n- Cấp xã.\n\n2. {LONG} {LONG}\n"
    outer = document(source).sections[0]
    assert [child.number for child in outer.children] == ["1"]
    assert [block.text[:2] for block in outer.blocks] == ["2."]


def test_dashes_ordinals_and_captions_are_never_sections():
    source = "BÁO CÁO\nthử\n\nI. BÀI HỌC\n- Ưu điểm:\n+ Hạn chế:\nMột là: Phải kiên trì.\nHai là, phải sát dân.\n(Đơn vị tính: người)\n"
    assert tree(source) == [("I", "BÀI HỌC", 1)]


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("ĐẶC ĐIỂM TÌNH HÌNH", "dac_diem"), ("Công tác quán triệt, triển khai", "quan_triet"), ("Công tác kiểm tra, giám sát", "kiem_tra"),
        ("Công tác lãnh đạo, chỉ đạo và triển khai", "quan_triet"), ("KẾT QUẢ VIỆC LÃNH ĐẠO, CHỈ ĐẠO", "ket_qua"),
        ("Tình hình, kết quả thực hiện", "ket_qua"), ("ĐÁNH GIÁ CHUNG VÀ KIẾN NGHỊ", "danh_gia"), ("Ưu điểm, hạn chế và nguyên nhân", "danh_gia"),
        ("Ưu điểm và nguyên nhân của ưu điểm", "uu_diem"), ("Khuyết điểm, nguyên nhân", "han_che"), ("Hạn chế và nguyên nhân", "han_che"),
        ("Nguyên nhân của tồn tại, hạn chế", "nguyen_nhan"), ("Một số bài học kinh nghiệm", "bai_hoc"), ("Những tồn tại, hạn chế", "han_che"),
        ("NHIỆM VỤ, GIẢI PHÁP CHỦ YẾU", "phuong_huong"), ("Dự báo tình hình", "phuong_huong"), ("KIẾN NGHỊ, ĐỀ XUẤT", "kien_nghi"),
        ("Đánh giá tình hình triển khai và kết quả đạt được", "ket_qua"),
    ],
)  # fmt: skip
def test_a_heading_gives_the_role(heading, role):
    assert document(f"BÁO CÁO\nthử\n\nI. {heading}\n{BODY}\n").sections[0].role == role


def test_a_heading_without_a_role_inherits_and_one_with_a_role_of_its_own_keeps_it():
    source = (
        f"BÁO CÁO\nthử\n\nI. KẾT QUẢ THỰC HIỆN\n1. Quán triệt\n{BODY}\n2. Trách nhiệm của Hội đồng nhân dân\n{BODY}\n3. Giám sát, phản biện xã hội\n{BODY}\n"
        f"II. ĐÁNH GIÁ CHUNG\n1. Kết quả đạt được\n{BODY}\n2. Khó khăn\n{BODY}\n"
        f"III. NHIỆM VỤ\n1. Nâng cao chất lượng kiểm tra\n{BODY}\n2. Kết quả phấn đấu\n{BODY}\n"
    )
    found = roles(source)
    assert (found["Quán triệt"], found["Trách nhiệm của Hội đồng nhân dân"], found["Giám sát, phản biện xã hội"]) == (
        "quan_triet",
        "ket_qua",
        "ket_qua",
    )
    assert (found["Kết quả đạt được"], found["Khó khăn"]) == ("uu_diem", "han_che")
    assert (found["Nâng cao chất lượng kiểm tra"], found["Kết quả phấn đấu"]) == ("phuong_huong", "phuong_huong")


def test_where_the_heading_says_nothing_the_body_tells_the_role():
    source = "BÁO CÁO\nthử\n\nI. MẶT THỨ HAI\n- Một số chi bộ chưa chủ động, còn thiếu sâu sát.\n- Kinh phí còn hạn chế, có lúc, có nơi chưa kịp thời.\n"
    assert document(source).sections[0].role == "han_che"


REPORT = """ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM
XÃ ĐỒNG TÂM
Số: 07/BC-MTTQ-BTT

Đồng Tâm, ngày 05 tháng 9 năm 2023

BÁO CÁO

Tổng kết 10 năm (2013 - 2023) thực hiện Quyết định số 217-QĐ/TW ngày 12/12/2013

Thực hiện Kế hoạch của huyện, Ban Thường trực báo cáo như sau:

I. KẾT QUẢ

Đạt 51,59%.

Trên đây là báo cáo của xã./.

Nơi nhận:

- Huyện;
- Lưu.

TM. BAN THƯỜNG TRỰC

CHỦ TỊCH

Lê Thị Tư

PHỤ LỤC 1

Số liệu giám sát

(Kèm theo Báo cáo)

STT\tNội dung
1\tGiám sát

PHỤ LỤC
"""


def test_a_whole_report_has_its_parts():
    found = document(REPORT)
    assert found.title.startswith("BÁO CÁO Tổng kết 10 năm (2013 - 2023) thực hiện Quyết định")
    assert [(section.number, section.heading, section.role) for section in found.sections] == [
        ("", "", "mo_dau"), ("I", "KẾT QUẢ", "ket_qua"), ("", "", "ket_thuc"), ("", "Nơi nhận", "noi_nhan"),
        ("PHỤ LỤC 1", "Số liệu giám sát", "phu_luc"), ("", "PHỤ LỤC", "phu_luc"),
    ]  # fmt: skip
    assert [(table.heading, len(table.rows)) for table in found.tables] == [("Số liệu giám sát", 2)]
    facts = found.facts
    assert (facts.issuer, facts.level, facts.system) == ("Ủy ban Mặt trận Tổ quốc Việt Nam xã Đồng Tâm", "xã", "front")
    assert (facts.number, facts.date, facts.period) == ("07/BC-MTTQ-BTT", "2023-09-05", "2013-2023")
    assert (facts.directive, facts.signatory, facts.recipients) == ("217-QĐ/TW", "Lê Thị Tư", ("Huyện", "Lưu"))


@pytest.mark.parametrize(
    ("head", "kind"),
    [("BÁO CÁO\nthử", "report"), ("KẾ HOẠCH\nthử", "guidance"), ("HƯỚNG DẪN\nthử", "guidance"), ("ĐỀ CƯƠNG\nthử", "guidance"),
     ("NGHỊ QUYẾT\nthử", "directive"), ("QUYẾT ĐỊNH\nthử", "directive"), ("V/v báo cáo kết quả\nKính gửi: Các xã", "guidance"), ("Ghi chép", "report")],
)  # fmt: skip
def test_the_type_line_gives_the_kind(head, kind):
    assert document(f"{head}\n\nI. KẾT QUẢ\n{BODY}").kind == kind
    assert document(f"{head}\n\nI. KẾT QUẢ\n{BODY}", "directive").kind == "directive"


def test_an_attached_outline_starts_its_sections_at_the_top():
    source = f"KẾ HOẠCH\nthử\n\nI. MỤC ĐÍCH\n{BODY}\n\nĐỀ CƯƠNG\n\nbáo cáo thử\n\nA- KẾT QUẢ\n\nI. Quán triệt\n\n- Nêu số hội nghị.\n"
    assert tree(source) == [
        ("I", "MỤC ĐÍCH", 1),
        ("", "ĐỀ CƯƠNG báo cáo thử", 1),
        ("A", "KẾT QUẢ", 1),
        ("I", "Quán triệt", 2),
    ]


def test_ids_depend_on_the_text_only_and_are_all_different():
    first, second = document(REPORT), document(REPORT)
    assert first == second
    ids = [section.id for section in walk(first.sections)]
    assert len(set(ids)) == len(ids)


def check_spans(found):
    for section in walk(found.sections):
        assert section.role in ROLES
        assert 0 <= section.start <= section.end <= len(found.text)
        for block in section.blocks:
            assert 0 <= block.start <= block.end <= len(found.text)
    for parent in walk(found.sections):
        assert all(child.level == parent.level + 1 for child in parent.children)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            REPORT.split("\n")
            + [
                "1. Mục",
                "1.1. Nhỏ: Thân bài của mục này rất dài.",
                "a) Ý",
                "* Ưu điểm",
                "Phần I",
                "- gạch",
                "**Đậm**",
                "ĐỀ CƯƠNG",
            ]
        ),
        max_size=30,
    )
)
def test_any_order_of_lines_gives_a_sound_tree(lines):
    check_spans(document("\n".join(["Xã", *lines])))


@pytest.mark.parametrize("path", sorted(DEMO.glob("*.md")), ids=lambda path: path.stem)
def test_demo_documents_are_read_whole(path):
    found = build(read(path), path.name)
    check_spans(found)
    numbered = [section for section in walk(found.sections) if section.number]
    assert len(numbered) >= 12
    written = [
        line.lstrip("# ")
        for line in path.read_text(encoding="utf-8").split("\n")
        if line.startswith(("## ", "### ", "#### "))
    ]
    assert [f"{section.number}|{section.heading}" for section in numbered if "PHỤ LỤC" not in section.number] == [
        _numbered(line) for line in written
    ]


def _numbered(line):
    number, _, heading = line.partition(" ")
    return f"{number.rstrip('.)-')}|{heading}"


EXPECTED = {
    "000": (13, 13, {"han_che", "nguyen_nhan", "phuong_huong", "ket_thuc"}, 0),
    "001": (53, 0, {"bai_hoc", "phu_luc", "noi_nhan", "uu_diem"}, 4),
    "003": (20, 29, {"kien_nghi", "uu_diem", "han_che", "dac_diem"}, 0),
    "004": (25, 0, {"khac", "kien_nghi", "noi_nhan"}, 0),
}
"""Sample -> sections, blanks, some of the roles, tables."""


@pytest.mark.samples
@pytest.mark.parametrize("sample", sorted(EXPECTED))
def test_samples(sample):
    path = next(iter(SAMPLES.glob(f"{sample}_*.txt")), None) if SAMPLES.is_dir() else None
    if path is None:
        pytest.skip(f"Sample {sample} is not beside this checkout.")
    found = build(read(path), path.name)
    check_spans(found)
    sections, blanks, some_roles, tables = EXPECTED[sample]
    assert (len(walk(found.sections)), found.blanks, len(found.tables)) == (sections, blanks, tables)
    assert some_roles <= {section.role for section in walk(found.sections)}


def test_an_item_with_a_colon_among_items_is_an_item():
    source = f"BÁO CÁO\nthử\n\nV. NHIỆM VỤ\n1. {LONG}\n2. Đa dạng cách làm: kết hợp niêm yết với nhóm của thôn, bản tin truyền thanh.\n3. {LONG}\n4. {LONG}\n"
    (section,) = document(source).sections
    assert len(section.blocks) == 4
    assert section.children == ()


def test_a_table_of_contents_is_no_heading():
    source = f"BÁO CÁO\nthử\n\nMỤC LỤC\n\nI. ĐẶC ĐIỂM TÌNH HÌNH ............ 3\n\nI. KẾT QUẢ\n{BODY}\n"
    assert [found for found in tree(source) if found[1]] == [("I", "KẾT QUẢ", 1)]


def test_capitals_under_the_title_are_a_heading_and_not_more_title():
    found = document(f"BÁO CÁO\nKết quả năm\n\nĐẶC ĐIỂM TÌNH HÌNH\n\n{BODY}\n\nKẾT QUẢ\n\n1. Kinh tế\n{BODY}\n")
    assert found.title == "BÁO CÁO Kết quả năm"
    assert [(section.heading, section.level) for section in walk(found.sections)] == [
        ("ĐẶC ĐIỂM TÌNH HÌNH", 1),
        ("KẾT QUẢ", 1),
        ("Kinh tế", 2),
    ]
