"""A blank is one run of dots or one gap where a number is missing; a true ellipsis is none."""

import pytest

from knowledge.blanks import blank_spans


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Kế hoạch số ….-KH/HU ngày … tháng … năm 2019", 3),
        ("Công văn số    -CV/HU của Huyện ủy", 1),
        ("Quyết định số    -QĐ/ĐU ngày  tháng    năm 2009", 3),
        ("Số:      /BC-UBND", 1),
        ("……là xã nằm ở phía……của huyện, diện tích …….ha, dân số ……….người", 4),
        ("Bà con đã hiến...ngày công, ....mét vuông ruộng,.....triệu đồng", 3),
        ("hộ nghèo giảm còn.....%, giảm.....% so với năm 2009", 2),
        ("theo Nghị quyết …. được thực hiện nghiêm túc", 1),
        ("Đã tổ chức ____ hội nghị", 1),
        ("xây dựng Đảng, chính quyền vững mạnh…", 0),
        ("giải phóng mặt bằng, giảm nghèo... đều có sự tham gia của nhân dân", 0),
        ("như hương ước, quy ước, tổ hòa giải….. được quan tâm", 0),
        ("trang thiết bị, phương tiện làm việc... Phần lớn kiến nghị được giải quyết", 0),
        ("theo dõi cán bộ, công chức... tổ chức các hội thi", 0),
        ("Xã họp giao ban hằng tháng... Thông qua đó, nắm tình hình.", 0),
        ("các tổ chức thành viên,... Đồng thời chỉ đạo cơ sở", 0),
        ("I. ĐẶC ĐIỂM TÌNH HÌNH ................ 3", 0),
        ("Ghi số, ngày tháng năm ban hành văn bản.", 0),
        ("Đạt 51,59%. Tốt.", 0),
        ("", 0),
    ],
)
def test_blanks_are_counted(text, count):
    assert len(blank_spans(text)) == count


def test_spans_cover_the_blank():
    text = "ngày … tháng …. năm 2019"
    assert [text[start:end] for start, end in blank_spans(text)] == ["…", "…."]
