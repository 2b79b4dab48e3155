"""Reports in the workspace: nothing that was typed is overwritten."""

import threading

import pytest

from assistant.records import Fact, Profile, ReportTable
from assistant.workspace import Workspace
from knowledge.errors import NotFound
from knowledge.records import Outline, OutlineItem

OUTLINE = Outline(
    "Đề cương thử",
    (
        OutlineItem("I", "Đặc điểm", 1, "dac_diem"),
        OutlineItem(
            "II", "Đánh giá", 1, "danh_gia", (), (OutlineItem("1", "Hạn chế", 2, "han_che", ("Nêu rõ địa bàn",)),)
        ),
    ),
)


@pytest.fixture
def workspace(tmp_path):
    made = Workspace(tmp_path)
    yield made
    made.close()


def test_a_report_has_the_outlines_sections_in_order(workspace):
    report = workspace.report(workspace.new_report(OUTLINE, Profile(unit="Đảng ủy xã Thanh Khê Thượng")))
    assert [(s.number, s.heading, s.level, s.role) for s in report.sections] == [
        ("I", "Đặc điểm", 1, "dac_diem"),
        ("II", "Đánh giá", 1, "danh_gia"),
        ("1", "Hạn chế", 2, "han_che"),
    ]
    assert report.sections[2].requirements == ("Nêu rõ địa bàn",)
    assert report.profile.unit == "Đảng ủy xã Thanh Khê Thượng"


def test_every_text_stays_as_a_version(workspace):
    report_id = workspace.new_report(OUTLINE)
    section = workspace.find_section(report_id, "han_che")
    assert workspace.save_text(section.id, "một") == 1
    assert workspace.save_text(section.id, "hai", "embedded") == 2
    assert workspace.save_text(section.id, "hai") == 2
    assert workspace.save_text(section.id, "") == 3
    assert [(v.number, v.text, v.written_by) for v in workspace.versions(section.id)] == [
        (3, "", "user"),
        (2, "hai", "embedded"),
        (1, "một", "user"),
    ]


def test_states_follow_the_work(workspace):
    section = workspace.find_section(workspace.new_report(OUTLINE), "han_che").id
    states = [workspace.section(section).state]
    workspace.save_notes(section, "- họp ít")
    states.append(workspace.section(section).state)
    workspace.save_text(section, "Việc họp chưa đều.")
    states.append(workspace.section(section).state)
    workspace.approve_section(section)
    states.append(workspace.section(section).state)
    workspace.save_text(section, "Sửa sau khi duyệt.")
    states.append(workspace.section(section).state)
    assert states == ["trong", "ghi_chu", "ban_thao", "da_duyet", "ban_thao"]


def test_facts_profile_tables_chat_and_waivers_come_back(workspace):
    report_id = workspace.new_report(OUTLINE)
    workspace.save_facts(report_id, (Fact("số chi bộ", "12", "chi bộ"),))
    workspace.save_profile(report_id, Profile(unit="UBND xã Thanh Khê Thượng", system="state", to=("Kính gửi: tỉnh",)))
    workspace.save_tables(report_id, (ReportTable("Phụ lục", (("a", "b"),), True),), ("chú thích",))
    workspace.say(report_id, "", "user", "xin chào", {"a": 1})
    workspace.waive(report_id, "blank-1", "chờ số liệu")
    report = workspace.report(report_id)
    assert report.facts == (Fact("số chi bộ", "12", "chi bộ"),)
    assert (report.profile.system, report.profile.to) == ("state", ("Kính gửi: tỉnh",))
    assert report.tables[0].rows == (("a", "b"),)
    assert report.footnotes == ("chú thích",)
    assert [(e.speaker, e.content, e.data) for e in workspace.chat(report_id)] == [("user", "xin chào", {"a": 1})]
    assert workspace.waivers(report_id) == {"blank-1": "chờ số liệu"}


def test_another_owner_sees_nothing(tmp_path, workspace):
    report_id = workspace.new_report(OUTLINE)
    section = workspace.report(report_id).sections[0].id
    other = Workspace(tmp_path, owner="khac")
    assert other.reports() == ()
    calls = (
        lambda: other.report(report_id),
        lambda: other.sections(report_id),
        lambda: other.add_section(report_id, "Chen vào", "khac"),
        lambda: other.section(section),
        lambda: other.save_text(section, "x"),
        lambda: other.rename_section(section, "x"),
        lambda: other.move_section(section, 1),
        lambda: other.save_notes(section, "x"),
        lambda: other.waive(report_id, "blank-1", "x"),
        lambda: other.approve_section(section),
        lambda: other.chat(report_id),
        lambda: other.say(report_id, "", "user", "x"),
        lambda: other.waivers(report_id),
        lambda: other.consent(report_id),
        lambda: other.give_consent(report_id, "x"),
    )
    for call in calls:
        with pytest.raises(NotFound):
            call()
    other.close()


def test_sections_can_be_added_moved_and_renamed(workspace):
    report_id = workspace.new_report(OUTLINE)
    first = workspace.report(report_id).sections[0].id
    added = workspace.add_section(report_id, "Nguyên nhân", "nguyen_nhan", 2, "2", after=first)
    workspace.rename_section(added, "Nguyên nhân chủ quan")
    workspace.move_section(added, +1)
    assert [s.heading for s in workspace.report(report_id).sections] == [
        "Đặc điểm",
        "Đánh giá",
        "Nguyên nhân chủ quan",
        "Hạn chế",
    ]


def test_many_threads_lose_no_version(workspace):
    section = workspace.find_section(workspace.new_report(OUTLINE), "han_che").id

    def write(n):
        for i in range(10):
            workspace.save_text(section, f"{n}-{i}")
        workspace.close()

    threads = [threading.Thread(target=write, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {v.text for v in workspace.versions(section)} == {f"{n}-{i}" for n in range(4) for i in range(10)}


def test_what_is_missing_is_named(workspace):
    with pytest.raises(NotFound, match="bc-khong"):
        workspace.report("bc-khong")
    with pytest.raises(NotFound, match="mục «bài học»"):
        workspace.find_section(workspace.new_report(OUTLINE), "bài học")
