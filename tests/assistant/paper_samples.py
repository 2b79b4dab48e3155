"""Reports of an invented commune, for the tests of Word files."""

from dataclasses import replace

from assistant.records import Profile, Report, ReportSection, ReportTable


def section(number: str, heading: str, level: int, text: str, role: str = "khac") -> ReportSection:
    return ReportSection(id=f"{number}-{heading}", number=number, heading=heading, level=level, role=role, text=text)


TABLE = ReportTable(
    "Đoàn viên, hội viên",
    (
        ("TT", "Tổ chức", "Năm 2015", "Năm 2019", "Tỷ lệ (%)"),
        ("1", "Đoàn Thanh niên", "1.234", "1.560", "61,5"),
        ("2", "Hội Nông dân", "987", "1.012", "85,2"),
        ("Tổng cộng", "<<", "2.221", "2.572", ""),
    ),
)
APPENDICES = (
    ReportTable(
        "Biểu số liệu", (("TT", "Chỉ tiêu", "Số lượng"), ("1", "Số chi bộ", "12"), ("2", "Số đảng viên", "412")), True
    ),
    ReportTable(
        "Biểu theo tháng", (tuple(f"T{month}" for month in range(1, 13)), tuple("5" * 12), tuple("7" * 12)), True
    ),
)
PARTY = Report(
    profile=Profile(
        unit="Đảng ủy xã Mẫu Sơn",
        parent="Tỉnh ủy Bình Minh",
        system="party",
        date="2026-06-05",
        place="Mẫu Sơn",
        number="5-BC/ĐU",
        title="Báo cáo kết quả mười năm thực hiện Kết luận số 62-KL/TW",
        to=("Kính gửi: Ban Thường vụ Tỉnh ủy",),
        authority="TM. BAN THƯỜNG VỤ",
        post="Bí thư",
        signatory="Trần Văn Mẫu",
        recipients=("Thường trực Đảng ủy", "Các chi bộ trực thuộc"),
    ),
    sections=(
        section("", "Mở đầu", 1, "Đảng ủy xã Mẫu Sơn báo cáo kết quả như sau:", "mo_dau"),
        section(
            "I",
            "Đặc điểm tình hình",
            1,
            "Xã có 12 chi bộ với 412 đảng viên[^1]. [1]\nĐời sống của Nhân dân ổn định [2, 3].",
        ),
        section("II", "Kết quả thực hiện", 1, ""),
        section(
            "1",
            "Công tác quán triệt",
            2,
            "- Tổ chức 04 hội nghị;\n- Có 96,5% đảng viên dự[^2].\n{{table:1}}\nXem {{table:2}}.",
        ),
        section("a", "Về tuyên truyền", 3, "Kinh phí là 12 triệu đồng một năm."),
        section("", "Kết thúc", 1, "Trên đây là báo cáo của Đảng ủy xã Mẫu Sơn", "ket_thuc"),
    ),
    tables=(TABLE, *APPENDICES),
    footnotes=("Gồm 10 chi bộ thôn & 02 chi bộ cơ quan.", "Số liệu <đến> ngày 31/5/2026."),
)
STATE = replace(
    PARTY,
    profile=replace(
        PARTY.profile,
        unit="Ủy ban nhân dân xã Mẫu Sơn",
        parent="Ủy ban nhân dân tỉnh Bình Minh",
        system="state",
        date="2026-02-05",
        number="5/BC-UBND",
        to=("Ủy ban nhân dân tỉnh Bình Minh", "Sở Nội vụ"),
        authority="T/M ỦY BAN NHÂN DÂN\nK/T CHỦ TỊCH",
        post="Phó Chủ tịch",
        recipients=("Như trên", "Lưu: VT, VP"),
    ),
)
FRONT = replace(
    PARTY,
    profile=replace(
        PARTY.profile,
        unit="Ủy ban MTTQ Việt Nam xã Mẫu Sơn",
        parent="",
        system="front",
        number="",
        to=(),
        authority="TM. BAN THƯỜNG TRỰC",
        post="Chủ tịch",
        recipients=("Ủy ban MTTQ Việt Nam tỉnh Bình Minh",),
    ),
)
