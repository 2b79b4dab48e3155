"""Checks of a report of the workspace and of a document as read: their texts with all that they may trace to."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from assistant.checks import Source, Subject, run_checks, support_of
from assistant.checks.subject import finding
from assistant.gaps import gaps
from assistant.jsonfile import read_bytes
from assistant.layoutrules import Standard, problems_of
from assistant.pagerules import Problem
from assistant.records import Fact, Finding, Profile, Report, ReportSection
from assistant.service import Service, documents_of
from assistant.wordlint import see
from knowledge.records import Document, Outline
from knowledge.registry import Registry
from knowledge.text import nfc

STANDARDS: dict[str, Standard] = {"party": "party", "state": "state", "front": "front"}


def check_section(service: Service, report: Report, section: ReportSection) -> tuple[Finding, ...]:
    """Check one section's newest text."""
    if not section.text.strip():
        return ()
    notes = tuple(line for s in report.sections for line in s.notes.splitlines() if line.strip())
    spoken = _typed(service, report)
    heading = " ".join(part for part in (section.number, section.heading) if part)
    guidance = (*section.requirements, heading, report.title, report.outline_title)
    support = support_of((*notes, *spoken), report.facts, report.profile, guidance)
    subject = Subject(
        section.text, support, foreign=_foreign(service, report), profile=report.profile, registry=service.registry,
        heading_path=(heading,),
    )  # fmt: skip
    return run_checks(subject)


def check_report(service: Service, report: Report) -> tuple[Finding, ...]:
    """Check every section of a report, in order; what a final form lacks comes last."""
    return (*(f for section in report.sections for f in check_section(service, report, section)), *gaps(report))


def subject_of(
    document: Document,
    registry: Registry,
    facts: tuple[Fact, ...] = (),
    profile: Profile | None = None,
    outline: Outline | None = None,
) -> Subject:
    """Return what is checked of a document as read; its own head says who reports and when, unless a profile does."""
    known = profile or Profile(
        unit=document.facts.issuer,
        date=document.facts.date,
        period=document.facts.period,
        directive=document.facts.directive,
    )
    return Subject(
        document.text,
        support_of((), facts, known),
        profile=known,
        outline=outline,
        document=document,
        registry=registry,
    )


def check_document(
    service: Service,
    document: Document,
    facts: tuple[Fact, ...] = (),
    profile: Profile | None = None,
    outline: Outline | None = None,
) -> tuple[Finding, ...]:
    """Check a file of any format we read; figures are held against `facts` only where facts are given."""
    subject = subject_of(document, service.registry, facts, profile, outline)
    return run_checks(subject) + layout_findings(document, profile)


def layout_findings(document: Document, profile: Profile | None = None) -> tuple[Finding, ...]:
    """Return what of a Word file would be sent back for its looks; () for other formats or a file that is gone."""
    path = Path(document.path)
    if path.suffix.lower() != ".docx" or not path.is_file():
        return ()
    system = profile.system if profile else document.facts.system
    standard = STANDARDS.get(system, "party")
    subject = Subject(document.text, document=document)
    return tuple(
        _layout_finding(subject, problem) for problem in problems_of(see(read_bytes(path), path.name), standard)
    )


def _layout_finding(subject: Subject, problem: Problem) -> Finding:
    quote = nfc(problem.quote).strip()
    start = subject.text.find(quote) if quote else -1
    span = (start, start + len(quote)) if start >= 0 else (0, 0)
    found = finding(subject, "layout", "warning", *span, problem.message)
    return replace(found, id=f"{found.id}-{problem.rule}")


def _typed(service: Service, report: Report) -> tuple[str, ...]:
    """Note lines that the user typed in this report's chats: facts of the user like any other note."""
    lines: list[str] = []
    for section_id in ("", *(s.id for s in report.sections)):
        said = service.workspace.chat(report.id, section_id)
        lines += [
            line for entry in said if entry.speaker == "user" for line in entry.content.splitlines() if line.strip()
        ]
    return tuple(lines)


def _foreign(service: Service, report: Report) -> tuple[Source, ...]:
    own = report.profile.unit.casefold().strip()
    others = (d for d in documents_of(service) if d.kind == "report")
    return tuple(
        Source(d.title, d.text, d.figures) for d in others if not own or d.facts.issuer.casefold().strip() != own
    )
