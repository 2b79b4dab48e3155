"""A chat turn becomes an action and a stream of events; what was said is kept with the report."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from assistant.answers import (
    answer_other,
    explain_section,
    how_to_phrase,
    tell_directives,
    tell_findings,
    where_to_compile,
)
from assistant.compose import ComposeRequest
from assistant.drafting import write_section
from assistant.intents import SURE, Reading, read_turn
from assistant.jsonview import answer_json
from assistant.model import ChatModel
from assistant.notes import parse_notes
from assistant.prompts import load_yaml
from assistant.records import Answer, Draft, DraftParagraph, Event, Report, ReportSection, Turn
from assistant.retrieval import material_for
from assistant.revising import revise_text
from assistant.service import Service
from knowledge.errors import UnusableInput
from knowledge.figures import parse_figures
from knowledge.text import fold

REQUEST = re.compile(r"\b(?:viet|soan|thao|du thao|lam|giup|ho)\b")
"""A clause that asks for the draft rather than telling a fact."""
REVISIONS = ("Ngắn lại", "Trang trọng hơn", "Chuyển thành gạch đầu dòng")
FROM_PROFILE = frozenset({"mo_dau", "ket_thuc"})
"""Sections that can be written from the report's profile alone."""
ALLOW = "Cho phép gửi tới "
"""How a user allows a model's host for one report; asked once, kept with the report."""
Style = Literal["auto", "paragraph", "dashes"]
LENGTH_LIMIT = 100_000
"""Characters of one turn; a longer paste belongs into the document store."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a turn was typed."""

    report: Report | None
    section: ReportSection | None

    @property
    def role(self) -> str | None:
        """The open section's role, if one is open."""
        return self.section.role if self.section else None


def converse(service: Service, turn: Turn) -> Iterator[Event]:
    """Answer one turn: `status` and `text` events, then one `answer` event that holds the whole."""
    if not turn.text.strip():
        raise UnusableInput("Chưa có nội dung; gõ câu hỏi hoặc dán ghi chú rồi gửi.")
    if len(turn.text) > LENGTH_LIMIT:
        raise UnusableInput("Nội dung dán vào quá dài; đưa tệp vào Kho tài liệu rồi hỏi.")
    place = _place(service, turn)
    if turn.report_id:
        service.workspace.say(turn.report_id, turn.section_id, "user", turn.text)
    answer: Answer | None = None
    for event in _allow(service, turn) or _act(service, turn, place, read_turn(turn.text)):
        if event.answer is not None:
            answer = event.answer
        else:
            yield event
    answer = answer or Answer("other", "")
    if turn.report_id:
        service.workspace.say(turn.report_id, turn.section_id, "assistant", answer.answer, answer_json(answer))
    yield Event("answer", answer.answer, answer)


def draft_events(service: Service, request: ComposeRequest, report_id: str = "") -> Iterator[Event]:
    """Draft one section: events as the text comes, the `answer` event last; raises UnusableInput without notes or facts."""
    if not request.notes and not request.facts and request.role not in FROM_PROFILE:
        raise UnusableInput("Chưa có ghi chú nào; dán ghi chú (mỗi ý một dòng, bắt đầu bằng dấu -) rồi thử lại.")
    if sum(len(note.text) for note in request.notes) > LENGTH_LIMIT:
        raise UnusableInput("Ghi chú quá dài cho một mục; chia thành nhiều mục, hoặc đưa tệp vào Kho tài liệu.")
    yield Event("status", "Đang tìm đoạn tương tự trong kho tài liệu…")
    material = material_for(service, request)
    model, remark = _allowed_model(service, report_id)
    draft = Draft(request.role, ())
    for item in write_section(request, material, service.registry, service.source_text, model):
        if isinstance(item, Draft):
            draft = replace(item, remarks=(*item.remarks, *remark))
        else:
            yield item
    if draft.written_by == "embedded":
        for paragraph in draft.paragraphs:
            yield Event("text", _with_marks(paragraph) + "\n")
    answer = _draft_answer(draft)
    allow = (ALLOW + service.model.host,) if service.model and remark else ()
    yield Event("answer", answer=replace(answer, suggestions=(*answer.suggestions, *allow)))


def request_for(notes: tuple[str, ...], role: str, place: Place, wish: str = "") -> ComposeRequest:
    """Make the drafter's request from notes, the place they were typed in, and words such as "thành gạch đầu dòng"."""
    section = place.section if place.section and place.section.role == role else None
    request = ComposeRequest(role=role, notes=parse_notes("\n".join(f"- {note}" for note in notes)), style=_style(wish))
    if place.report:
        request = replace(request, facts=place.report.facts, profile=place.report.profile)
    return replace(request, heading=section.heading, requirements=section.requirements) if section else request


def _style(wish: str) -> Style:
    folded = fold(wish)
    if "gach dau dong" in folded and "thanh" in folded:
        return "dashes"
    return "paragraph" if "doan van" in folded or "thanh van" in folded else "auto"


def _allow(service: Service, turn: Turn) -> tuple[Event, ...]:
    """Keep the user's leave to send this report's text to the model's host; nothing where the turn is not about that."""
    host = service.model.host if service.model else ""
    if not host or not turn.report_id or turn.text.strip() != ALLOW + host:
        return ()
    service.workspace.give_consent(turn.report_id, host)
    text = f"Đã ghi: báo cáo này được gửi tới {host}. Gửi lại ghi chú để soạn bằng {service.model.name if service.model else ''}."
    return (Event("answer", answer=Answer("other", text)),)


def _act(service: Service, turn: Turn, place: Place, reading: Reading) -> Iterator[Event]:
    if reading.confidence < SURE and reading.intent != "other" and not reading.notes:
        yield Event("answer", answer=_ask_back(reading))
        return
    actions: dict[str, Callable[[], Iterator[Event]]] = {
        "draft": lambda: _draft(service, turn, place, reading),
        "revise": lambda: _revise(service, turn, place),
        "phrase": lambda: how_to_phrase(service, turn.text, reading.role or place.role, place.section),
        "lookup": lambda: tell_directives(service, turn.text, place.report, place.section),
        "check": lambda: tell_findings(service, place.report, place.section, _text_given(turn.text)[1]),
        "compile": lambda: where_to_compile(service, place.report),
        "explain": lambda: explain_section(turn.text, reading.role or place.role, place.section),
        "other": lambda: answer_other(service, turn.text),
    }
    yield from actions[reading.intent]()


def _draft(service: Service, turn: Turn, place: Place, reading: Reading) -> Iterator[Event]:
    notes = reading.notes or _waiting_notes(service, turn) or _section_notes(place)
    role = reading.role or place.role
    notes = notes or _notes_in_sentence(reading.question)
    if not notes:
        text = "Chưa có ghi chú để soạn. Dán ghi chú (mỗi ý một dòng, bắt đầu bằng dấu -), kèm tên mục nếu chưa mở mục nào."
        yield Event(
            "answer", answer=Answer("draft", text, suggestions=("Gợi ý cách viết", "Đề cương hỏi gì ở mục này?"))
        )
    elif role is None:
        yield Event("answer", answer=_ask_role())
    else:
        request = request_for(notes, role, place, reading.question)
        yield from draft_events(service, request, turn.report_id)


def _revise(service: Service, turn: Turn, place: Place) -> Iterator[Event]:
    instruction, given = _text_given(turn.text)
    text = given or _text_to_revise(service, turn, place)
    if not text.strip():
        note = "Chưa có bản thảo để sửa ở mục này. Soạn từ ghi chú trước, hoặc dán đoạn văn vào Bản thảo."
        yield Event("answer", answer=Answer("revise", note, suggestions=("Soạn từ ghi chú",)))
        return
    notes = _section_notes(place)
    try:
        model, _ = _allowed_model(service, turn.report_id)
        draft = revise_text(service, text, instruction, notes, place.report, model)
    except UnusableInput as error:
        yield Event("answer", answer=Answer("revise", str(error), suggestions=REVISIONS))
        return
    for paragraph in draft.paragraphs:
        yield Event("text", paragraph.text + "\n")
    yield Event("answer", answer=replace(_draft_answer(draft), intent="revise"))


def _text_given(text: str) -> tuple[str, str]:
    """Part an instruction from the text it brings along ("rút gọn đoạn sau: …"); the text is empty where none is brought."""
    head, colon, rest = text.partition(":")
    brought = colon and len(rest.split()) >= 8 and re.search(r"\b(?:doan|cau|van ban|noi dung|muc)\b", fold(head))
    return (head.strip(), rest.strip()) if brought else (text, "")


def _text_to_revise(service: Service, turn: Turn, place: Place) -> str:
    for entry in reversed(service.workspace.chat(turn.report_id, turn.section_id)) if turn.report_id else ():
        if entry.speaker == "assistant" and entry.data.get("draft"):
            return str(entry.data["draft"]["text"])
        if entry.speaker == "assistant" and entry.data.get("accepted"):
            break
    return place.section.text if place.section else ""


def _place(service: Service, turn: Turn) -> Place:
    report = service.workspace.report(turn.report_id) if turn.report_id else None
    section = service.workspace.section(turn.section_id) if turn.section_id else None
    return Place(report, section)


def _notes_in_sentence(question: str) -> tuple[str, ...]:
    """Notes told in the same breath: what follows a colon, or the clauses with figures beside the request itself."""
    if ":" in question:
        return tuple(part.strip() for part in question.split(":", 1)[1].split(";") if part.strip())
    clauses = [clause.strip(" .") for clause in re.split(r"[,;]\s+", question)]
    told = tuple(c for c in clauses if parse_figures(c) and not REQUEST.search(fold(c)))
    return told if len(told) < len(clauses) else ()


def _section_notes(place: Place) -> tuple[str, ...]:
    return tuple(n.text for n in parse_notes(place.section.notes)) if place.section else ()


def _waiting_notes(service: Service, turn: Turn) -> tuple[str, ...]:
    """Notes of the turn before this one, where the assistant asked for their section."""
    chat = service.workspace.chat(turn.report_id, turn.section_id, 3) if turn.report_id else ()
    asked = len(chat) >= 3 and chat[-2].data.get("intent") == "draft" and not chat[-2].data.get("draft")
    return read_turn(chat[-3].content).notes if asked and chat[-3].speaker == "user" else ()


def _allowed_model(service: Service, report_id: str) -> tuple[ChatModel | None, tuple[str, ...]]:
    """The model, where the text stays on this machine or the user allowed its host for this report."""
    model = service.model
    if model is None or not model.host or not report_id or service.workspace.consent(report_id) == model.host:
        return model, ()
    remark = (
        f"Mô hình {model.name} chạy ở {model.host}; chưa được phép gửi nội dung báo cáo tới đó nên Trợ lý soạn tại chỗ."
    )
    return None, (remark,)


def _draft_answer(draft: Draft) -> Answer:
    lines = [_with_marks(paragraph) for paragraph in draft.paragraphs]
    suggestions = ("Đưa vào bản thảo", *REVISIONS)
    return Answer(
        "draft", "\n".join(lines), citations=draft.citations, suggestions=suggestions, draft=draft,
        findings=draft.findings, written_by=draft.written_by,
    )  # fmt: skip


def _with_marks(paragraph: DraftParagraph) -> str:
    marks = "".join(f"[{n}]" for n in paragraph.citations)
    return f"{paragraph.text} {marks}".rstrip()


def _ask_back(reading: Reading) -> Answer:
    named = load_yaml("roles.yaml").get(reading.role or "", "mục này")
    text = "Chưa rõ cần làm gì. Chọn một việc, hoặc nói thêm một câu."
    options = (
        f"Gợi ý cách viết phần {named}",
        "Soạn từ ghi chú",
        f"Văn bản nào áp dụng cho phần {named}?",
        "Soát lỗi mục này",
    )
    return Answer("other", text, suggestions=options)


def _ask_role() -> Answer:
    roles = load_yaml("roles.yaml")
    picks = ("ket_qua", "uu_diem", "han_che", "nguyen_nhan", "phuong_huong")
    return Answer(
        "draft",
        "Các ghi chú này thuộc mục nào của báo cáo?",
        suggestions=tuple(f"Soạn vào mục {roles[r]}" for r in picks),
    )
