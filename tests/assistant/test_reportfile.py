"""Report and facts files become values, or one Vietnamese sentence that says what is wrong and where."""

import json

import openpyxl
import pytest

from assistant.factsfile import load_facts
from assistant.records import Fact
from assistant.reportfile import load_report
from knowledge.errors import UnusableInput

REPORT = {
    "profile": {
        "unit": "Đảng ủy xã Mẫu Sơn",
        "system": "party",
        "number": "12-BC/ĐU",
        "place": "Mẫu Sơn",
        "date": "15/10/2019",
        "title": "Báo cáo kết quả",
        "to": ["Kính gửi Ban Thường vụ"],
        "signatory": {"authority": "T/M BAN THƯỜNG VỤ", "post": "BÍ THƯ", "name": "Trần Văn Mẫu"},
        "recipients": ["Như trên"],
    },
    "sections": [
        {"number": "", "heading": "Mở đầu", "text": "Báo cáo như sau:"},
        {"number": "I", "heading": "Kết quả", "level": 1, "text": "Có 12 chi bộ[^1]. {{table:1}}"},
        {"number": "I", "heading": "Kết quả", "level": 1, "text": "Lần nữa."},
    ],
    "tables": [{"heading": "Biểu", "rows": [["TT", "Số"], [1, 61.5], [None, "x"]], "appendix": True}],
    "footnotes": ["chú thích"],
}


@pytest.fixture
def write(tmp_path):
    def writer(content, name="tep.json"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return writer


def test_a_whole_report_file(write):
    report = load_report(write(json.dumps(REPORT)))
    profile = report.profile
    assert (profile.date, profile.authority, profile.post, profile.signatory) == (
        "2019-10-15",
        "T/M BAN THƯỜNG VỤ",
        "BÍ THƯ",
        "Trần Văn Mẫu",
    )
    assert report.tables[0].rows == (("TT", "Số"), ("1", "61,5"), ("", "x"))
    assert report.tables[0].appendix
    assert report.footnotes == ("chú thích",)
    assert [section.role for section in report.sections] == ["mo_dau", "khac", "khac"]


def test_section_ids_are_stable_and_differ_for_equal_headings(write):
    ids = [section.id for section in load_report(write(json.dumps(REPORT))).sections]
    shuffled = {**REPORT, "sections": REPORT["sections"][1:]}
    assert len(set(ids)) == 3
    assert [section.id for section in load_report(write(json.dumps(shuffled))).sections] == ids[1:]


def test_optional_parts_may_be_missing(write):
    report = load_report(write('{"sections":[{"heading":"Một"}]}'))
    assert (report.profile.system, report.sections[0].level, report.tables, report.footnotes) == ("party", 1, (), ())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_other_unicode_encodings_are_read(write, encoding):
    assert (
        load_report(write(json.dumps(REPORT, ensure_ascii=False).encode(encoding))).profile.unit == "Đảng ủy xã Mẫu Sơn"
    )


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "trống"),
        ("   \n", "trống"),
        ('{"sections": [', "dòng 1, cột"),
        ("[" * 100_000, "JSON"),
        (b"\xff\xfe\xff", "Unicode"),
        ("[]", "đối tượng JSON"),
        ("{}", "chưa có mục nào"),
        ('{"sections": []}', "chưa có mục nào"),
        ('{"sections": {}}', "chưa có mục nào"),
        ('{"sections": [{}]}', "đều trống"),
        ('{"sections": ["x"]}', "Mục thứ 1"),
        ('{"sections": [{"heading": ["x"]}]}', "“heading” trong mục thứ 1"),
        ('{"sections": [{"heading": "x", "level": "hai"}]}', "“level”"),
        ('{"sections": [{"heading": "x", "level": 0}]}', "“level”"),
        ('{"sections": [{"heading": "x", "level": true}]}', "“level”"),
        ('{"sections": [{"heading": "x", "role": "la"}]}', "Vai trò “la”"),
        ('{"profile": [], "sections": [{"heading": "x"}]}', "profile"),
        ('{"profile": {"system": "navy"}, "sections": [{"heading": "x"}]}', "Hệ thống “navy”"),
        ('{"profile": {"date": "31/02/2019"}, "sections": [{"heading": "x"}]}', "Ngày “31/02/2019”"),
        ('{"profile": {"date": "hôm nay"}, "sections": [{"heading": "x"}]}', "Ngày “hôm nay”"),
        ('{"profile": {"to": [1]}, "sections": [{"heading": "x"}]}', "“to”"),
        ('{"profile": {"signatory": 5}, "sections": [{"heading": "x"}]}', "signatory"),
        ('{"sections": [{"heading": "x"}], "tables": {}}', "“tables”"),
        ('{"sections": [{"heading": "x"}], "tables": [{"rows": []}]}', "bảng thứ 1"),
        ('{"sections": [{"heading": "x"}], "tables": [{"rows": ["a"]}]}', "bảng thứ 1"),
        ('{"sections": [{"heading": "x"}], "tables": [{"rows": [[{}]]}]}', "Một ô trong bảng thứ 1"),
        ('{"sections": [{"heading": "x"}], "tables": [{"rows": [["a"]], "appendix": "có"}]}', "“appendix”"),
        ('{"sections": [{"heading": "x"}], "footnotes": [3]}', "Chú thích thứ 1"),
    ],
)
def test_a_bad_report_file_gets_one_sentence(write, content, sentence):
    with pytest.raises(UnusableInput) as caught:
        load_report(write(content))
    message = str(caught.value)
    assert sentence in message
    assert message.count("\n") == 0
    assert message.endswith(".")


def test_a_missing_file_and_a_folder_are_named(tmp_path):
    for path in (tmp_path / "khong-co.json", tmp_path):
        with pytest.raises(UnusableInput, match=path.name):
            load_report(path)


ROW = Fact("số chi bộ", "12", "chi bộ", "2019", "báo cáo tháng")


@pytest.mark.parametrize(
    "content",
    [
        "label,value,unit,period,source\nsố chi bộ,12,chi bộ,2019,báo cáo tháng\n",
        "\ufeffchỉ tiêu;giá trị;đơn vị;kỳ;nguồn\r\nsố chi bộ;12;chi bộ;2019;báo cáo tháng\r\n",
        "Chi Tieu\tGia tri\tDon vi\tKy\tNguon\nsố chi bộ\t12\tchi bộ\t2019\tbáo cáo tháng",
        "sep=;\nNguồn;Kỳ;Chỉ tiêu;Giá trị;Đơn vị\nbáo cáo tháng;2019;số chi bộ;12;chi bộ\n;;;;\n",
        "TT,chỉ tiêu,giá trị,đơn vị,kỳ,nguồn\n1,số chi bộ,12,chi bộ,2019,báo cáo tháng\n",
        '{"facts":[{"label":"số chi bộ","value":12,"unit":"chi bộ","period":"2019","source":"báo cáo tháng"}]}',
        '[{"label":"số chi bộ","value":"12","unit":"chi bộ","period":"2019","source":"báo cáo tháng"}]',
    ],
)
def test_facts_in_every_shape_of_text(write, content):
    assert load_facts(write(content, "so-lieu.csv"))[1] == (ROW,)


def test_a_semicolon_file_keeps_decimal_commas(write):
    assert load_facts(write("chỉ tiêu;giá trị\ntỷ lệ;61,5\n"))[1] == (Fact("tỷ lệ", "61,5"),)


def test_json_facts_bring_their_profile(write):
    profile, facts = load_facts(write('{"profile":{"unit":"UBND xã Mẫu Sơn","system":"state"},"facts":[]}'))
    assert (profile.unit, profile.system, facts) == ("UBND xã Mẫu Sơn", "state", ())


def test_a_sheet_keeps_numbers_percentages_and_dates_as_vietnamese_text(tmp_path):
    book = openpyxl.Workbook()
    for row in (
        ("Chỉ tiêu", "Giá trị", "Đơn vị"),
        ("chi bộ", 12, "chi bộ"),
        ("điểm", 61.5, None),
        (None, None, None),
        ("tỷ lệ", 0.965, None),
    ):
        book.active.append(row)
    book.active["B5"].number_format = "0.0%"
    path = tmp_path / "so-lieu.xlsx"
    book.save(path)
    assert [(fact.label, fact.value) for fact in load_facts(path)[1]] == [
        ("chi bộ", "12"),
        ("điểm", "61,5"),
        ("tỷ lệ", "96,5%"),
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("label,value\n,12\n", "Hàng 2 thiếu chỉ tiêu"),
        ("label,value,unit\na,1,x\nb,,x\n", "Hàng 3 thiếu giá trị"),
        ("label,value\na,1\nb,61,5\n", "Hàng 3 có 3 ô"),
        ("label,value,unit\na,1\n", "Hàng 2 có 2 ô"),
        ("tên,số\na,1\n", "Hàng đầu"),
        ('label,value\n"a,1\n', "CSV"),
        (b"label,value\nt\xea,1\n", "UTF-8"),
        (b"\xd0\xcf\x11\xe0 cu", ".xls"),
        (b"PK\x03\x04 gia", ".xlsx"),
        ('{"facts": {}}', "“facts”"),
        ('{"facts": [{"label": "a"}]}', "Số liệu thứ 1 thiếu giá trị"),
        ('{"facts": ["a"]}', "Số liệu thứ 1"),
        ('{"facts": [', "JSON"),
        ("\n\n", "trống"),
    ],
)
def test_a_bad_facts_file_names_its_row(write, content, sentence):
    with pytest.raises(UnusableInput) as caught:
        load_facts(write(content, "so-lieu.csv"))
    assert sentence in str(caught.value)


def test_a_broken_row_of_a_sheet_is_named_as_excel_shows_it(tmp_path):
    book = openpyxl.Workbook()
    for row in (("chỉ tiêu", "giá trị"), ("a", 1), (None, None), ("b", None)):
        book.active.append(row)
    path = tmp_path / "so-lieu.xlsx"
    book.save(path)
    with pytest.raises(UnusableInput, match="Hàng 4 thiếu giá trị"):
        load_facts(path)
