"""Verbs of the conversation: ask, lookup, draft, revise."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from knowledge.errors import UnusableInput
from ui.commands.console import AsJson, Batch, Home, Json, read_facts, read_text, run_batch, service_at, tell, warn

if TYPE_CHECKING:
    from assistant.records import Draft
    from assistant.service import Service

FactsFile = Annotated[Path | None, typer.Option("--facts", help="Tệp số liệu: JSON, CSV hoặc XLSX.")]


def ask(
    text: Annotated[str, typer.Argument()] = "",
    report: Annotated[str, typer.Option("--report")] = "",
    section: Annotated[str, typer.Option("--section")] = "",
    batch: Batch = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Hỏi hoặc yêu cầu một việc, như trong khung trò chuyện."""
    with service_at(home) as service:
        if batch is not None:
            run_batch(
                batch, lambda row: _ask(service, row["text"], row.get("report", report), row.get("section", section))
            )
            return
        view = _ask(service, text, report, section)
    tell(view, as_json, lambda: _answer_lines(view))


def lookup(
    text: Annotated[str, typer.Argument()] = "",
    profile: Annotated[Path | None, typer.Option("--profile", help="Tệp JSON có mục profile.")] = None,
    batch: Batch = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Tra văn bản chỉ đạo áp dụng."""
    from assistant.jsonview import lookup_json
    from assistant.workflow import lookup as find
    from assistant.workspace import profile_from

    known, _ = read_facts(profile)
    if batch is None and not text.strip():
        raise UnusableInput('Chưa có câu hỏi; ghi: troly lookup "quyết định 217 là gì".')
    with service_at(home) as service:
        if batch is not None:
            run_batch(
                batch,
                lambda row: lookup_json(
                    find(service, row["text"], profile_from(row["profile"]) if row.get("profile") else known)
                ),
            )
            return
        view = lookup_json(find(service, text, known))
    tell(view, as_json, lambda: _lookup_lines(view))


def draft(
    section: Annotated[str, typer.Option("--section", help="Vai trò hoặc tên mục, ví dụ: han_che.")] = "",
    notes: Annotated[
        Path | None, typer.Option("--notes", help="Tệp ghi chú, mỗi ý một dòng; - để đọc đầu vào chuẩn.")
    ] = None,
    facts: FactsFile = None,
    report: Annotated[str, typer.Option("--report")] = "",
    every: Annotated[bool, typer.Option("--all", help="Soạn mọi mục của báo cáo đã có ghi chú.")] = False,
    batch: Batch = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Soạn một mục từ ghi chú."""
    profile, rows = read_facts(facts)
    with service_at(home) as service:
        if batch is not None:
            run_batch(batch, lambda row: _draft_row(service, row))
            return
        if every:
            if not report:
                raise UnusableInput("Soạn toàn bộ cần mã báo cáo; thêm --report MÃ.")
            view = _draft_all(service, report)
            tell(view, as_json, lambda: (row["text"] for row in view["sections"]))
            return
        if not section.strip():
            raise UnusableInput("Chưa chọn mục; thêm --section, ví dụ: --section han_che.")
        if notes is None and not rows:
            raise UnusableInput("Chưa có ghi chú; thêm --notes TỆP, hoặc --notes - để đọc từ đầu vào chuẩn.")
        from assistant.workflow import draft_section, finished

        words = read_text(notes) if notes is not None else ""
        made = finished(draft_section(service, section, words, rows, profile, report))
        from assistant.jsonview import draft_json

        view = draft_json(made) | (_kept(service, report, section, words, made) if report else {})
    tell(view, as_json, lambda: _draft_lines(view))


def revise(
    instruction: Annotated[str, typer.Argument(help="Yêu cầu sửa, ví dụ: ngắn lại.")],
    text: Annotated[Path, typer.Option("--text", help="Tệp đoạn văn cần sửa; - để đọc đầu vào chuẩn.")],
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Sửa một đoạn theo yêu cầu; số liệu giữ nguyên."""
    from assistant.jsonview import draft_json
    from assistant.workflow import revise_text

    words = read_text(text)
    if not words.strip():
        raise UnusableInput(f"Tệp {text} chưa có nội dung để sửa.")
    with service_at(home) as service:
        view = draft_json(revise_text(service, words, instruction, model=service.model))
    tell(view, as_json, lambda: _draft_lines(view))


def _ask(service: Service, text: str, report: str, section: str) -> Json:
    from assistant.jsonview import answer_json
    from assistant.records import Turn
    from assistant.workflow import converse

    section_id = service.workspace.find_section(report, section).id if report and section else ""
    for event in converse(service, Turn(text, report, section_id)):
        if event.answer is not None:
            return answer_json(event.answer)
    raise UnusableInput("Chưa trả lời được câu này; thử nói rõ hơn.")


def _draft_row(service: Service, row: Json) -> Json:
    from assistant.factsfile import facts_of
    from assistant.jsonview import draft_json
    from assistant.workflow import draft_section, finished
    from assistant.workspace import profile_from

    lines = row["notes"]
    notes = "\n".join(str(line) for line in lines) if isinstance(lines, list) else str(lines)
    profile = profile_from(row["profile"]) if row.get("profile") else None
    facts = facts_of(row.get("facts") or [])
    return draft_json(finished(draft_section(service, row["section"], notes, facts, profile, row.get("report", ""))))


def _kept(service: Service, report: str, name: str, words: str, made: Draft) -> Json:
    """Keep the notes, and the draft as a version where the section was still empty: a user's text is never replaced."""
    section = service.workspace.find_section(report, name)
    service.workspace.save_notes(section.id, words.strip() or section.notes)
    if section.text.strip():
        warn(f"Mục «{section.heading}» đã có bản thảo nên giữ nguyên; bản vừa soạn chỉ là đề xuất.")
        return {"section_id": section.id, "saved": False}
    version = service.workspace.save_text(section.id, made.text, made.written_by)
    return {"section_id": section.id, "saved": True, "version": version}


def _draft_all(service: Service, report_id: str) -> Json:
    from assistant.jsonview import draft_json
    from assistant.workflow import draft_section, finished

    drafted = []
    sections = service.workspace.report(report_id).sections
    for section in sections:
        if not section.notes.strip() or section.text.strip():
            continue
        warn(f"Đang soạn mục {section.number} {section.heading}")
        made = finished(draft_section(service, section.id, section.notes, report_id=report_id))
        service.workspace.save_text(section.id, made.text, made.written_by)
        drafted.append(draft_json(made) | {"section": section.id, "heading": section.heading})
    empty = [s.heading for s in sections if not s.notes.strip() and not s.text.strip()]
    return {"report": report_id, "sections": drafted, "without_notes": empty}


def _answer_lines(view: Json) -> Iterator[str]:
    yield view["answer"]
    yield from _source_lines(view["citations"])
    if view["suggestions"]:
        yield "Gợi ý: " + " | ".join(view["suggestions"])


def _source_lines(citations: list[Json]) -> Iterator[str]:
    if citations:
        yield "Nguồn:"
    for citation in citations:
        yield f"[{citation['n']}] {citation['document']} › {' › '.join(citation['heading_path'])}: «{citation['quote']}»"


def _draft_lines(view: Json) -> Iterator[str]:
    for paragraph in view["paragraphs"]:
        yield paragraph["text"] + "".join(f" [{n}]" for n in paragraph["citations"])
    yield from _source_lines(view["citations"])
    yield from (f"Có thể thêm: {c['formula']}" for c in view["computed"])
    yield from (f"Cần xem: {f['message']}" for f in view["findings"])
    yield from view["remarks"]
    yield "Soạn tại chỗ." if view["written_by"] == "embedded" else f"Soạn bởi {view['written_by']}."


def _lookup_lines(view: Json) -> Iterator[str]:
    if not view["found"]:
        yield "Chưa tìm thấy văn bản phù hợp."
    for entry in view["directives"]:
        yield f"- {entry['first_mention']}"
        yield f"    {entry['reason']} Lần nhắc sau: {entry['later_mention']}."
        yield from (f"    dẫn trong «{c['document']}»: «{c['quote']}»" for c in entry["cited_in"][:3])
