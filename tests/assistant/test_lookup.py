"""Which directive a question means: by number, date, name and topic; nothing rather than the nearest wrong one; what applies when."""

import pytest

from assistant.bases import bases
from assistant.citing import Citing, citings, entries_cited, entries_of
from assistant.lookup import applies, first_mention, later_mention, look_up
from assistant.records import Profile
from assistant.symbolasks import symbol_asks
from assistant.validity import ends_on
from knowledge.directives import parse_mentions
from knowledge.records import Directive, Document, DocumentFacts
from knowledge.registry import load_registry


@pytest.fixture(scope="module")
def registry():
    return load_registry()


def first(registry, text, **more):
    found = look_up(text, registry, **more)
    return (found[0].directive.symbol, (found[0].directive.issued_on or "")[:4]) if found else None


def cite(text, document="Kế hoạch sơ kết", kind="guidance"):
    return tuple(Citing(document, mention, kind) for mention in parse_mentions(text))


@pytest.mark.parametrize(
    ("text", "number", "year", "code", "organ"),
    [
        ("62 - KL/TW", "62", "", "kl", "tw"),
        ("02-kl tw", "2", "", "kl", "tw"),
        ("nđ 61/2018", "61", "2018", "", ""),
        ("102 /2024/nđcp", "102", "2024", "nd", "cp"),
        ("45/2013/QH 13", "45", "2013", "", "qh13"),
        ("75-2015-QH13", "75", "2015", "", "qh13"),
        ("qđ217", "217", "", "", ""),
        ("40-CT/TƯ", "40", "", "ct", "tw"),
        ("chỉ thị của thủ tướng số 10", "10", "", "", ""),
        ("thông tư 04/2012/tt - bnv", "4", "2012", "tt", "bnv"),
    ],
)
def test_a_number_is_read_however_it_is_typed(text, number, year, code, organ):
    from assistant.symbolasks import centred

    (ask,) = symbol_asks(centred(text))
    assert (ask.number, ask.year, ask.code, ask.organ) == (number, year, code, organ)


@pytest.mark.parametrize(
    "text",
    ["19 điều đảng viên không được làm", "kế hoạch 5 năm 2026-2030", "2 quyết định", "luật đất đai 2013", "đạt 2/4 kỳ"],
)
def test_what_is_no_number_of_a_directive_is_none(text):
    assert symbol_asks(text) == ()


BY_NUMBER = [
    ("qd1719/qd-ttg", ("1719/QĐ-TTg", "2021")),
    ("40 - ct / tw", ("40-CT/TW", "2014")),
    ("594 ubtvqh15", ("594/NQ-UBTVQH15", "2022")),
    ("Luật 31/2024", ("31/2024/QH15", "2024")),
    ("nghi dinh 59 nam 2023", ("59/2023/NĐ-CP", "2023")),
    ("chỉ thị 10 của thủ tướng năm 2023", ("10/CT-TTg", "2023")),
    ("chỉ thị 30 năm 1998", ("30-CT/TW", "1998")),
    ("nghi quyet 04 khoa 12", ("04-NQ/TW", "2016")),
    ("kl 65 về dân chủ cơ sở", ("65-KL/TW", "2010")),
    ("qđ 99 về cờ đảng", ("99-QĐ/TW", "2023")),
    ("217 là gì", ("217-QĐ/TW", "2013")),
    ("đề án 06", ("06/QĐ-TTg", "2022")),
    ("nghị quyết trung ương 7 khóa XI về dân vận", ("25-NQ/TW", "2013")),
    ("hướng dẫn thực hiện quy định 47", ("03-HD/UBKTTW", "2012")),
    ("văn bản nào thay thế quyết định 290", ("23-QĐ/TW", "2021")),
    ("quyết định 290 ngày 25/2/2009", ("290-QĐ/TW", "2010")),
]
BY_DATE = [
    ("nghị quyết ngày 9/6/2014", ("33-NQ/TW", "2014")),
    ("nghị định tháng 3/2020 về văn thư", ("30/2020/NĐ-CP", "2020")),
    ("chỉ thị của ban bí thư ngày 22.11.2014", ("40-CT/TW", "2014")),
]
BY_NAME = [
    ("luat to cao", ("25/2018/QH14", "2018")),
    ("luật bhyt", ("25/2008/QH12", "2008")),
    ("luật tổ chức chính quyền địa phương 2015", ("77/2015/QH13", "2015")),
    ("pháp lệnh dân số", ("06/2003/PL-UBTVQH11", "2003")),
    ("nghị định hướng dẫn luật đất đai", ("102/2024/NĐ-CP", "2024")),
]
BY_TOPIC = [
    ("tủ sách pháp luật ở xã", ("14/2019/QĐ-TTg", "2019")),
    ("xin lỗi đảng viên bị kỷ luật oan", ("117-QĐ/TW", "2023")),
    ("quy che dan van", ("23-QĐ/TW", "2021")),
    ("chỉ thị mới nhất về học bác", ("07-CT/TW", "2026")),
    ("rác thải nhựa", ("33/CT-TTg", "2020")),
    ("xã khu vực III vùng dân tộc", ("861/QĐ-TTg", "2021")),
]


@pytest.mark.parametrize(("text", "wanted"), BY_NUMBER + BY_DATE + BY_NAME + BY_TOPIC)
def test_the_entry_that_is_meant_comes_first(registry, text, wanted):
    assert first(registry, text) == wanted


def test_two_numbers_are_both_answered(registry):
    found = look_up("quyết định 217 và 218", registry)
    assert [match.directive.symbol for match in found[:2]] == ["217-QĐ/TW", "218-QĐ/TW"]


@pytest.mark.parametrize(
    "text",
    [
        "62-KL/ĐU", "05-CT/HU", "16/CT-UBND", "nghị định 15/2020/NĐ-CP", "quyết định 5555", "62-KL/TW năm 1999", "25-NQ/TW khóa VII",
        "quyết định 290 của thủ tướng", "nghị quyết 12 của đảng ủy xã", "quyết định của bộ chính trị ngày 13/12/2013",
        "chỉ thị 05-CT/TW ngày 14/9/1999", "luật nhà ở", "luật giá", "luật đất đai năm 1988", "bộ luật hàng hải", "lãi suất ngân hàng",
        "đăng ký nhãn hiệu hàng hóa", "kể chuyện cười đi", "ok", "", "???", "1 + 1 bằng mấy",
    ],
)  # fmt: skip
def test_nothing_is_found_rather_than_the_nearest_wrong_entry(registry, text):
    assert look_up(text, registry) == ()


@pytest.mark.parametrize(
    ("text", "profile", "wanted"),
    [
        ("quy chế công tác dân vận của hệ thống chính trị", Profile(period="2009-2019", date="2019-10-18"), ("290-QĐ/TW", "2010")),
        ("quy chế công tác dân vận của hệ thống chính trị", Profile(date="2023-10-18"), ("23-QĐ/TW", "2021")),
        ("dân chủ ở xã, phường, thị trấn", Profile(period="2009-2019"), ("34/2007/PL-UBTVQH11", "2007")),
        ("kỷ luật đảng viên vi phạm", Profile(date="2018-12-10"), ("102-QĐ/TW", "2017")),
        ("chỉ thị 16/CT-TTg", Profile(period="2016-2019", date="2019-06-01"), ("16/CT-TTg", "2018")),
    ],
)  # fmt: skip
def test_the_report_s_time_chooses_among_those_alike(registry, text, profile, wanted):
    assert first(registry, text, profile=profile) == wanted


def test_the_namesake_that_the_documents_cite_comes_first(registry):
    assert first(registry, "nghị quyết 25") != ("25-NQ/TW", "2008")
    cited = cite("Nghị quyết số 25-NQ/TW ngày 25/7/2008 của Ban Chấp hành Trung ương khóa X")
    assert first(registry, "nghị quyết 25", cited=cited) == ("25-NQ/TW", "2008")


@pytest.mark.parametrize(
    ("symbol", "profile", "verdict", "says"),
    [
        ("290-QĐ/TW", Profile(period="2009-2019", date="2019-10-18"), "yes", "23-QĐ/TW"),
        ("290-QĐ/TW", Profile(period="2013-2023", date="2023-10-18"), "superseded", "chỉ còn hiệu lực đến trước"),
        ("34/2007/PL-UBTVQH11", Profile(date="2023-06-30"), "yes", "01/07/2023"),
        ("34/2007/PL-UBTVQH11", Profile(date="2023-07-01"), "superseded", "10/2022/QH15"),
        ("1600/QĐ-TTg", Profile(date="2020-10-15"), "yes", "01/01/2021"),
        ("1600/QĐ-TTg", Profile(date="2022-10-15"), "expired", "cần kiểm tra"),
        ("62-KL/TW", Profile(date="2019-10-18"), "yes", "cần kiểm tra"),
        ("10/2022/QH15", Profile(date="2023-10-18"), "yes", "Còn hiệu lực."),
        ("10/2022/QH15", Profile(period="2009-2019"), "unknown", "10/11/2022"),
        ("60/2014/QH13", Profile(date="2026-10-18"), "yes", "01/03/2027"),
        ("60/2014/QH13", Profile(date="2027-03-01"), "superseded", "03/2026/QH16"),
        ("03/2026/QH16", Profile(date="2026-10-18"), "unknown", "01/03/2027"),
        ("213-QĐ/TW", Profile(date="2021-10-18"), "unknown", "cần kiểm tra"),
    ],
)  # fmt: skip
def test_whether_it_applies_is_judged_at_the_report_s_date(registry, symbol, profile, verdict, says):
    (entry,) = registry.by_symbol(symbol)
    judged, reason = applies(entry, profile, registry)
    assert judged == verdict
    assert says in reason


def test_the_end_is_the_successor_s_date_where_none_is_noted(registry):
    later = Directive("9-QĐ/TU", "Quyết định", "2021-05-06", "Tỉnh ủy", None, "mới", "con_hieu_luc", "high")
    former = Directive(
        "8-QĐ/TU", "Quyết định", "2015-05-06", "Tỉnh ủy", None, "cũ", "duoc_thay_the", "high", replaced_by="9-QĐ/TU"
    )
    assert ends_on(former, registry.with_entries([later])) == "2021-05-06"


def test_mentions_are_written_as_the_rule_asks(registry):
    (decision,) = registry.by_symbol("217-QĐ/TW")
    assert first_mention(decision).startswith("Quyết định số 217-QĐ/TW ngày 12/12/2013 của Bộ Chính trị (khóa XI)")
    assert later_mention(decision) == "Quyết định số 217-QĐ/TW"
    (law,) = registry.by_symbol("10/2022/QH15")
    assert first_mention(law) == later_mention(law) == "Luật Thực hiện dân chủ ở cơ sở"


def test_documents_that_disagree_are_shown_with_their_quotes(registry):
    cited = (
        *cite("Quyết định số 290-QĐ/TW ngày 25/02/2009 của Bộ Chính trị", "Báo cáo xã A", "report"),
        *cite("Quyết định số 290-QĐ/TW ngày 25/02/2010 của Bộ Chính trị", "Báo cáo xã B", "report"),
        *cite("Quyết định số 290-QĐ/TW ngày 25/02/2010 của Ban Bí thư", "Báo cáo xã C", "report"),
    )
    places = {place.document: place for place in look_up("quyết định 290", registry, cited)[0].cited_in}
    assert [places[f"Báo cáo xã {name}"].conflict for name in "ABC"] == [True, False, True]
    assert places["Báo cáo xã A"].quote == "Quyết định số 290-QĐ/TW ngày 25/02/2009 của Bộ Chính trị"


def test_namesakes_are_not_taken_for_conflicts(registry):
    cited = cite("Nghị quyết số 25-NQ/TW ngày 25/7/2008 của Ban Chấp hành Trung ương")
    found = {match.directive.issued_on: match for match in look_up("25-NQ/TW", registry, cited)}
    assert found["2013-06-03"].cited_in == ()
    assert [place.conflict for place in found["2008-07-25"].cited_in] == [False]


def test_what_only_the_documents_cite_is_found_with_low_confidence(registry):
    cited = cite("Kế hoạch số 77-KH/HU ngày 05/01/2021 của Ban Thường vụ Huyện ủy về công tác dân vận năm 2021")
    assert look_up("kế hoạch 77-KH/HU", registry) == ()
    (match, *_) = look_up("kế hoạch 77-KH/HU", registry, cited)
    assert (match.directive.issued_on, match.directive.issuer) == ("2021-01-05", "Ban Thường vụ Huyện ủy")
    assert match.directive.confidence == "low"
    assert "«Kế hoạch sơ kết»; chưa có trong sổ văn bản" in match.directive.source
    assert look_up("kế hoạch 78-KH/HU", registry, cited) == ()
    assert entries_cited(cite("Kết luận số 62-KL/TW ngày 08/12/2009"), registry) == ()


def uploaded(number, date, title="NGHỊ QUYẾT về tổ dân vận khóm, ấp", kind="directive"):
    facts = DocumentFacts(issuer="Đảng ủy xã Tân Hòa", level="xã", date=date, number=number)
    return Document(number, f"{number}.docx", title, kind, "", (), facts=facts)


def test_an_uploaded_directive_becomes_an_entry(registry):
    (entry,) = entries_of(
        [uploaded("45-NQ/ĐU", "2021-03-12"), uploaded("46-BC/ĐU", "2021-03-12", kind="report")], registry
    )
    assert (entry.symbol, entry.type, entry.issued_on) == ("45-NQ/ĐU", "Nghị quyết", "2021-03-12")
    assert (entry.title, entry.issuer) == ("về tổ dân vận khóm, ấp", "Đảng ủy xã Tân Hòa")
    assert first(registry.with_entries([entry]), "45-NQ/ĐU") == ("45-NQ/ĐU", "2021")


@pytest.mark.parametrize(
    ("number", "date"), [("62-KL/TW", "2009-12-08"), ("62-KL/TW", ""), ("", "2021-03-12"), ("Số", "")]
)
def test_what_the_registry_holds_or_nobody_can_name_makes_no_entry(registry, number, date):
    assert entries_of([uploaded(number, date)], registry) == ()


def test_a_report_rests_first_on_its_own_directive_and_what_the_plan_cites(registry):
    cited = cite(
        "Quyết định số 99-QĐ/TW ngày 30/5/2012 của Ban Bí thư; Quyết định 218-QĐ/TW ngày 12/12/2013 của Bộ Chính trị"
    )
    profile = Profile(unit="Đảng ủy xã Tân Hòa", period="2009-2019", date="2019-10-18", directive="62-KL/TW")
    found = bases(registry, profile, "Mặt trận Tổ quốc và đoàn thể góp ý xây dựng Đảng, dân vận", cited)
    symbols = [match.directive.symbol for match in found]
    assert symbols[:2] == ["62-KL/TW", "218-QĐ/TW"]
    assert "99-QĐ/TW" not in symbols[:3]
    assert all((match.directive.issued_on or "") <= "2019-10-18" and match.reason for match in found)


def test_superseded_bases_are_followed_by_their_successor_and_foreign_provinces_are_left_out(registry):
    found = bases(registry, Profile(period="2013-2023", date="2023-11-01"), "quy chế công tác dân vận")
    symbols = [match.directive.symbol for match in found]
    assert {"290-QĐ/TW", "23-QĐ/TW"} <= set(symbols)
    assert {match.applies for match in found if match.directive.symbol == "290-QĐ/TW"} == {"superseded"}
    assert not any(match.directive.level == "province" for match in found)


def test_citings_carry_the_document_s_title_and_kind():
    text = "Thực hiện Kết luận số 62-KL/TW"
    document = Document("1", "a.txt", "Đề cương", "guidance", text, (), mentions=parse_mentions(text))
    ((title, kind, quote),) = [(c.document, c.kind, c.mention.quote) for c in citings((document,))]
    assert (title, kind, quote in text) == ("Đề cương", "guidance", True)
