"""A section's text and an instruction become a proposed new text; figures survive unless the instruction names them."""

from __future__ import annotations

from dataclasses import replace

from assistant.checks import Subject, run_checks, support_of
from assistant.factmarks import mark_figures, render_marks
from assistant.model import ChatModel
from assistant.prompts import load_prompt
from assistant.records import Draft, DraftParagraph, Note, Profile, Report
from assistant.rewrite import revise
from assistant.service import Service
from assistant.slots import slots_in
from knowledge.errors import ServiceDown, UnusableInput
from knowledge.figures import parse_figures


def revise_text(
    service: Service,
    text: str,
    instruction: str,
    notes: tuple[str, ...] = (),
    report: Report | None = None,
    model: ChatModel | None = None,
) -> Draft:
    """Revise `text`; the embedded rules first, the language model for what they do not know. Raises UnusableInput."""
    items = tuple(Note(n, note) for n, note in enumerate(notes))
    try:
        draft = revise(text, instruction, items)
    except UnusableInput:
        if model is None:
            raise
        draft = _with_model(model, text, instruction)
    return _checked(service, draft, text, instruction, notes, report)


def _with_model(model: ChatModel, text: str, instruction: str) -> Draft:
    marked = mark_figures((text,))
    shown = marked.notes.removeprefix("1. ")
    prompt = load_prompt("revise_user", doan=shown, yeu_cau=instruction)
    try:
        raw = "".join(model.stream(load_prompt("draft_system"), prompt))
    except ServiceDown as error:
        raise UnusableInput(f"{error} Bộ soạn tại chỗ chưa hiểu yêu cầu «{instruction}».") from error
    fresh = render_marks(raw, marked).strip()
    lost = [f.quote for f in parse_figures(text) if f.value not in {g.value for g in parse_figures(fresh)}]
    if not fresh or lost:
        raise UnusableInput(
            f"Mô hình làm mất số liệu {', '.join(lost[:3])} khi sửa; giữ nguyên đoạn cũ. Thử yêu cầu khác."
        )
    lines = tuple(DraftParagraph(line.strip()) for line in fresh.splitlines() if line.strip())
    return Draft("", lines, written_by=model.name)


def _checked(
    service: Service, draft: Draft, text: str, instruction: str, notes: tuple[str, ...], report: Report | None
) -> Draft:
    profile = report.profile if report else Profile()
    facts = report.facts if report else ()
    support = support_of((*notes, text, instruction), facts, profile)
    findings = run_checks(Subject(draft.text, support, profile=profile, registry=service.registry))
    return replace(draft, slots=slots_in(draft.text), findings=findings)
