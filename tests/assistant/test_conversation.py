"""Chat turns over a real service: what is done, what is kept, what is asked back, and where text may go."""

from dataclasses import replace

import pytest

from assistant.conversation import ALLOW, converse
from assistant.model import ChatModel
from assistant.records import Profile, Turn
from assistant.service import open_service
from assistant.settings import load_settings
from knowledge.errors import UnusableInput
from knowledge.outline import skeleton
from tests.fakes.openai_server import FakeOpenAI, Script

NOTES = "- tuyên truyền chậm ở thôn 3\n- họp giao ban được 2/4 kỳ"


@pytest.fixture
def service(home):
    with open_service(load_settings(home, environ={})) as opened:
        yield opened


@pytest.fixture
def place(service):
    report = service.workspace.new_report(skeleton("xa-10-nam"), Profile(unit="Đảng ủy xã Thanh Khê Thượng"))
    return report, service.workspace.find_section(report, "han_che").id


def say(service, text, place=("", "")):
    events = list(converse(service, Turn(text, *place)))
    assert [e.kind for e in events].count("answer") == 1
    return events[-1].answer


def test_a_turn_is_kept_with_its_answer(service, place):
    answer = say(service, NOTES, place)
    kept = service.workspace.chat(*place)
    assert [(e.speaker, e.content) for e in kept] == [("user", NOTES), ("assistant", answer.answer)]
    assert kept[1].data["draft"]["written_by"] == "embedded"


def test_notes_for_an_open_section_become_its_draft_and_nothing_enters_the_report(service, place):
    answer = say(service, NOTES, place)
    assert answer.draft.section == "Hạn chế"
    assert service.workspace.section(place[1]).text == ""


def test_a_revision_works_on_the_last_proposal(service, place):
    say(service, NOTES + "\n- kinh phí ít, 12tr/năm", place)
    shorter = say(service, "bỏ ý 1", place)
    assert shorter.intent == "revise"
    assert "thôn 3" not in shorter.draft.text
    assert "2/4 kỳ" in shorter.draft.text


def test_an_instruction_not_understood_changes_nothing_and_says_what_can_be_asked(service, place):
    say(service, NOTES, place)
    answer = say(service, "viết lại như cũ nhưng kiểu thơ lục bát", place)
    assert answer.draft is None or "2/4 kỳ" in answer.draft.text


def test_notes_without_a_section_are_asked_for_it_and_not_lost(service, place):
    where = (place[0], "")
    asked = say(service, NOTES, where)
    assert asked.draft is None
    assert any("Hạn chế" in s for s in asked.suggestions)
    drafted = say(service, "Soạn vào mục Hạn chế", where)
    assert "2/4 kỳ" in drafted.draft.text


def test_an_unclear_turn_is_asked_back(service, place):
    answer = say(service, "cái này", place)
    assert answer.draft is None
    assert answer.suggestions


def test_what_the_documents_do_not_say_is_not_found(service):
    answer = say(service, "giá vàng thế giới hôm nay biến động ra sao?")
    assert "Chưa tìm thấy" in answer.answer
    assert answer.citations == ()


@pytest.mark.parametrize("text", ["", "   \n", "x" * 100_001])
def test_empty_and_endless_turns_are_one_sentence(service, text):
    with pytest.raises(UnusableInput):
        list(converse(service, Turn(text)))


def test_a_model_elsewhere_gets_nothing_before_the_user_allows_it(service, place, monkeypatch):
    with FakeOpenAI([Script("Tuyên truyền ở thôn 3 còn chậm; họp giao ban được {{S1}}.")]) as server:
        monkeypatch.setattr("assistant.model.LOOPBACK", frozenset())
        asking = replace(service, model=ChatModel("openai:thu", server.url, "k"))
        before = say(asking, NOTES, place)
        assert (before.written_by, server.requests) == ("embedded", [])
        assert any("127.0.0.1" in remark for remark in before.draft.remarks)
        say(asking, next(s for s in before.suggestions if s.startswith(ALLOW)), place)
        after = say(asking, NOTES, place)
    assert after.written_by == "openai:thu"
    assert len(server.requests) >= 1


@pytest.mark.parametrize("text", ["Văn bản nào áp dụng?", "Văn bản nào áp dụng cho mục này?", "can cu vao van ban nao"])
def test_an_open_question_gets_the_bases_of_the_report(service, place, text):
    service.workspace.save_profile(place[0], Profile(unit="Đảng ủy xã A", period="2009-2019", directive="62-KL/TW"))
    answer = say(service, text, place)
    assert answer.intent == "lookup"
    assert answer.directives[0].directive.symbol == "62-KL/TW"
