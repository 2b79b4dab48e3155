"""Topics are found by what the text is about, with or without accents, best first."""

from __future__ import annotations

import pytest

from assistant.topics import all_topics, label_of, order_of, topics_of
from knowledge.text import fold


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("tuyên truyền chậm ở thôn 3", "tuyen_truyen"),
        ("họp giao ban được 2/4 kỳ", "hop_giao_ban"),
        ("kinh phí ít, 12 triệu đồng/năm", "kinh_phi"),
        ("tỷ lệ sinh hoạt chi đoàn 61,5%", "doan_vien_hoi_vien"),
        ("chưa tổ chức hội nghị phản biện xã hội", "phan_bien"),
        ("hộ nghèo giảm từ 12% xuống 7%", "giam_ngheo"),
        ("giám sát 4 cuộc", "giam_sat"),
        ("thủ tục hành chính trễ hẹn", "cai_cach_hanh_chinh"),
        ("tổ công nghệ số cộng đồng, chuyển đổi số", "chuyen_doi_so"),
        ("ô nhiễm môi trường, rác thải", "moi_truong"),
        ("dân quân, nghĩa vụ quân sự", "quoc_phong"),
        ("kết nạp 5 đảng viên", "cong_tac_dang"),
        ("phối hợp các tổ chức thành viên", "phoi_hop"),
        ("góp ý xây dựng đảng, chính quyền", "gop_y"),
    ],
)
def test_the_first_topic(text: str, topic: str) -> None:
    assert topics_of(text)[0] == topic
    assert topics_of(fold(text))[0] == topic


def test_a_text_about_nothing_known_has_no_topic() -> None:
    assert topics_of("xin chào") == ()


def test_keys_labels_and_order() -> None:
    assert len(all_topics()) == 34
    assert label_of("kinh_phi").startswith("Kinh phí")
    assert order_of("quan_triet") < order_of("kinh_phi") < order_of("khong_co")
