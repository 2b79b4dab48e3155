"""A section's notes become a checked, cited draft: by the embedded composer, or by a language model under the same guard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from assistant.attest import attest, cite
from assistant.checks import Source, Subject, run_checks, support_of
from assistant.compose import ComposeRequest, compose
from assistant.model import ChatModel
from assistant.modeldraft import ModelReply, write_with_model
from assistant.notes import read_note
from assistant.records import Draft, DraftParagraph, Event, Note
from assistant.slots import slots_in
from knowledge.records import Hit
from knowledge.registry import Registry

SEEDS = 3
"""Ways of composing that are tried; the one whose wording prior reports attest most is kept."""


@dataclass(frozen=True, slots=True)
class Material:
    """What retrieval brought for a section: prior wording, guidance that asks for it, and whose reports are foreign."""

    wording: tuple[Hit, ...] = ()
    guidance: tuple[Hit, ...] = ()
    foreign: tuple[Source, ...] = ()


def write_section(
    request: ComposeRequest,
    material: Material,
    registry: Registry,
    source_text: Callable[[str], str],
    model: ChatModel | None = None,
) -> Iterator[Event | Draft]:
    """Yield `status` and `text` events as the text comes, and at last the checked Draft."""
    reply: ModelReply | None = None
    if model is not None:
        yield Event("status", f"{model.name} đang soạn…")
        reply = yield from write_with_model(
            request, material.wording, model, lambda text: _faults(text, request, material, registry)
        )
    if reply is not None and reply.text:
        draft = _from_reply(request, reply)
    else:
        draft = _composed(request, material)
        if reply is not None:
            draft = replace(draft, remarks=(*draft.remarks, reply.why))
    draft = _cited(draft, request, material, source_text)
    yield replace(
        draft, slots=slots_in(draft.text), findings=run_checks(_subject(draft.text, request, material, registry))
    )


def check_draft(draft: Draft, request: ComposeRequest, material: Material, registry: Registry) -> Draft:
    """Read a draft again with the grammars and put what they find on it."""
    return replace(
        draft, findings=run_checks(_subject(draft.text, request, material, registry)), slots=slots_in(draft.text)
    )


def _subject(text: str, request: ComposeRequest, material: Material, registry: Registry) -> Subject:
    notes = (*(note.text for note in request.notes), *(read_note(note).text for note in request.notes))
    guidance = tuple(hit.passage.text for hit in material.guidance) + request.requirements
    return Subject(
        text=text,
        support=support_of(notes, request.facts, request.profile, guidance),
        foreign=material.foreign,
        profile=request.profile,
        registry=registry,
    )


def _faults(text: str, request: ComposeRequest, material: Material, registry: Registry) -> tuple[str, ...]:
    findings = run_checks(_subject(text, request, material, registry))
    open_ends = {"blank", "numbering", "spelling"}
    return tuple(
        f.message
        for f in findings
        if f.kind not in open_ends and (f.severity == "error" or f.kind == "directive_unknown")
    )


def _composed(request: ComposeRequest, material: Material) -> Draft:
    drafts = [compose(replace(request, seed=request.seed + n)) for n in range(SEEDS if material.wording else 1)]
    own = _own_words(request)
    return max(drafts, key=lambda d: sum(attest(p.text, material.wording, own) is not None for p in d.paragraphs))


def _from_reply(request: ComposeRequest, reply: ModelReply) -> Draft:
    lines = tuple(line.strip() for line in reply.text.splitlines() if line.strip())
    paragraphs = tuple(DraftParagraph(line, _notes_in(line, request.notes)) for line in lines)
    remarks = reply.remarks
    missing = tuple(n for n in request.notes if not any(n.index in p.notes for p in paragraphs))
    if missing:
        extra = compose(replace(request, notes=missing, requirements=()))
        paragraphs += tuple(p for p in extra.paragraphs if p.notes)
        remarks += (f"Mô hình bỏ sót {len(missing)} ghi chú; Trợ lý đã soạn thêm tại chỗ.",)
    computed = compose(request).computed
    return Draft(request.role, paragraphs, computed=computed, written_by=reply.written_by, remarks=remarks)


def _notes_in(line: str, notes: tuple[Note, ...]) -> tuple[int, ...]:
    from assistant.coverage import covers

    return tuple(note.index for note in notes if covers(line, note.text))


def _own_words(request: ComposeRequest) -> tuple[str, ...]:
    """The notes as written and as read (abbreviations written out), and the names that the section goes by."""
    read = (read_note(note).text for note in request.notes)
    profile = request.profile
    return (
        *(note.text for note in request.notes),
        *read,
        request.heading,
        profile.directive,
        profile.unit,
        profile.title,
    )


def _cited(draft: Draft, request: ComposeRequest, material: Material, source_text: Callable[[str], str]) -> Draft:
    own = _own_words(request)
    uses: list[tuple[Hit, tuple[str, ...]] | None] = []
    for n, paragraph in enumerate(draft.paragraphs):
        found = attest(paragraph.text, material.wording, own)
        asked = next((hit for hit in material.guidance if n == 0), None)
        uses.append((found.hit, found.words) if found else (asked, ()) if asked else None)
    paragraphs, citations = cite(draft.paragraphs, tuple(uses), source_text)
    return replace(draft, paragraphs=paragraphs, citations=citations)
