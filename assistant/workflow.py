"""The whole story, readable aloud: open the service, take documents in, converse, draft, check, compile."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.compose import ComposeRequest
from assistant.conversation import converse, draft_events
from assistant.layouts import layout_for
from assistant.lookup import look_up
from assistant.notes import parse_notes
from assistant.pagecount import pages_estimate
from assistant.records import DirectiveMatch, Draft, Event, Fact, Finding, Profile, Report
from assistant.reportcheck import check_document, check_report, check_section
from assistant.revising import revise_text
from assistant.roles import role_of
from assistant.service import Service, add_demo, drop_demo, open_service
from assistant.typeset import typeset
from knowledge.errors import HeldBack, NotFound, UnusableInput
from knowledge.ingest import Ingested, ingest
from knowledge.outline import outline_of, skeleton
from knowledge.readers import read
from knowledge.records import AnyKind, Document, Outline
from knowledge.structure import build

__all__ = [
    "Compiled", "Gate", "Service", "add_demo", "add_documents", "check_document", "check_report", "check_section", "compile_report",
    "converse", "draft_section", "drop_demo", "find_document", "find_outline", "lookup", "new_report", "open_service",
    "revise_text",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Compiled:
    """A Word file with what was still open when it was made."""

    data: bytes
    name: str
    pages_estimate: int
    findings: tuple[Finding, ...]


class Gate(HeldBack):
    """The final form is held back; `findings` are the open errors."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        listed = "; ".join(f"«{f.quote}»" for f in findings[:3] if f.quote)
        super().__init__(
            f"Còn {len(findings)} lỗi phải sửa hoặc bỏ qua có lý do trước khi xuất bản chính thức ({listed}); xuất bản DỰ THẢO thì không bị chặn."
        )


def add_documents(
    service: Service, paths: list[Path], kind: AnyKind = "auto", progress: Callable[..., None] | None = None
) -> tuple[Ingested, ...]:
    """Take files and folders into the knowledge base, one result a file."""
    return ingest(service.library, paths, kind=kind, progress=progress)


def find_document(service: Service, id_or_path: str, kind: AnyKind = "auto") -> Document:
    """Return a document of the library by id, or read a file without adding it."""
    path = Path(id_or_path)
    if path.is_file():
        return build(read(path), str(path), kind)
    try:
        return service.library.document(id_or_path)
    except NotFound as error:
        raise NotFound(f"Không có tài liệu hay tệp «{id_or_path}»; xem danh sách bằng lệnh `troly docs`.") from error


def find_outline(service: Service, name: str) -> Outline:
    """Return the outline of a document or file, or a built-in skeleton by its name."""
    if re.fullmatch(r"[a-z]+(-\d+-nam)?", name) and not Path(name).exists():
        try:
            return skeleton(name)
        except (NotFound, UnusableInput, KeyError):
            pass
    return outline_of(find_document(service, name))


def new_report(
    service: Service, outline: Outline | None = None, profile: Profile | None = None, title: str = ""
) -> str:
    """Make a report with the outline's sections (a built-in skeleton without one) and return its id."""
    chosen = outline or skeleton(_skeleton_for(profile))
    return service.workspace.new_report(chosen, profile, title or report_title(chosen.title))


def report_title(asked: str) -> str:
    """Make a report's title of its outline's: the outline's own type is dropped, a doubled phrase told once."""
    plain = re.sub(r"^(?:(?:ĐỀ CƯƠNG|KẾ HOẠCH|HƯỚNG DẪN|CÔNG VĂN|BÁO CÁO|[Bb]áo cáo)[\s,:]*)+", "", asked.strip())
    return re.sub(r"\b(\w+ \w+) \1\b", r"\1", plain).strip()


def draft_section(
    service: Service,
    section: str,
    notes: str,
    facts: tuple[Fact, ...] = (),
    profile: Profile | None = None,
    report_id: str = "",
) -> Iterator[Event]:
    """Draft a section (a role, or its heading's words) from notes, a note a line; the `answer` event comes last."""
    request = ComposeRequest(role=role_of(section), notes=parse_notes(notes), facts=facts, profile=profile or Profile())
    request = replace(request, heading="" if section == request.role else section)
    if report_id:
        report = service.workspace.report(report_id)
        chosen = service.workspace.find_section(report_id, section)
        request = replace(
            request, role=chosen.role, heading=chosen.heading, requirements=chosen.requirements,
            facts=facts or report.facts, profile=profile or report.profile,
        )  # fmt: skip
    return draft_events(service, request, report_id)


def finished(events: Iterator[Event]) -> Draft:
    """Run a draft's events through and return the draft."""
    drafts = [e.answer.draft for e in events if e.answer is not None and e.answer.draft is not None]
    return drafts[-1]


def lookup(service: Service, text: str, profile: Profile | None = None) -> tuple[DirectiveMatch, ...]:
    """Answer which directive a question means."""
    return look_up(text, service.registry, service.cited(), profile)


def compile_report(
    service: Service, report_id: str, layout: str = "", draft: bool = False, force: bool = False
) -> Compiled:
    """Make a report's Word file; raises Gate while ERROR findings are neither mended nor waived, unless `draft` or `force`."""
    report = service.workspace.report(report_id)
    findings = check_report(service, report)
    waived = service.workspace.waivers(report_id)
    return compile_value(report, tuple(f for f in findings if f.id not in waived), layout, draft, force)


def compile_value(
    report: Report, findings: tuple[Finding, ...], layout: str = "", draft: bool = False, force: bool = False
) -> Compiled:
    """Typeset a report value under the same gate."""
    errors = tuple(f for f in findings if f.severity == "error")
    if errors and not (draft or force):
        raise Gate(errors)
    form = layout_for(layout or report.profile.system, report.profile.date)
    data = typeset(report, form, draft=draft, findings=findings if draft else ())
    return Compiled(data, file_name(report, draft), pages_estimate(report), findings)


def file_name(report: Report, draft: bool = False) -> str:
    """A file name that every system takes: the title without accents."""
    plain = unicodedata.normalize(
        "NFD", (report.profile.title or report.title or "bao cao").replace("đ", "d").replace("Đ", "D")
    )
    words = re.findall(r"[A-Za-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c)))
    return "-".join(words[:10]).lower()[:80] + ("-du-thao" if draft else "") + ".docx"


def _skeleton_for(profile: Profile | None) -> str:
    if profile is None:
        return "xa-10-nam"
    if profile.level == "tỉnh":
        return "tinh"
    years = [int(y) for y in re.findall(r"\d{4}", profile.period)]
    span = years[-1] - years[0] if len(years) > 1 else 10
    return "xa-5-nam" if span <= 7 else "xa-10-nam" if span <= 12 else "xa-15-nam"
