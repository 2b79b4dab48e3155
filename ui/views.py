"""What the page shows of one place (a report, a section): widget -> value, from the workspace alone."""

from __future__ import annotations

import difflib
import re
from collections.abc import Container, Sequence
from typing import Any

import gradio as gr

from ui import labels
from ui.html import button, clock, esc, items
from ui.page import Page
from ui.panels import answers
from ui.ticks import asked_html, counted, ticks


def place_outputs(page: Page) -> list[Any]:
    """Name every widget that changes when another section is opened."""
    return [
        page.report_id, page.section_id, page.outline, page.brief, page.history, page.live, page.proposal, page.accept,
        page.append, page.paper_head, page.paper, page.notes, page.versions, page.version_row, page.findings, page.diff, page.ask, page.approve,
    ]  # fmt: skip


def open_place(page: Page, service: Any, report_id: str, section_id: str = "") -> dict[Any, Any]:
    """Show a section of a report (its first one when none is named); an empty report id shows the empty page."""
    from ui.panels.outline import outline_html

    report = service.workspace.report(report_id) if report_id else None
    sections = report.sections if report else ()
    section = next((s for s in sections if s.id == section_id), sections[0] if sections else None)
    shown: dict[Any, Any] = {
        page.report_id: report_id,
        page.section_id: section.id if section else "",
        page.outline: outline_html(sections, section.id if section else ""),
        page.live: "",
        page.findings: f'<p class="tl-trong">{labels.NO_FINDINGS_YET}</p>',
        page.diff: "",
    }
    shown.update(chat_view(page, service, report_id, section))
    shown.update(paper_view(page, service, section))
    return shown


def chat_view(page: Page, service: Any, report_id: str, section: Any) -> dict[Any, Any]:
    """Show a section's brief, its kept chat and the proposal that waits, if one does."""
    entries = service.workspace.chat(report_id, section.id) if section else ()
    waiting = pending(entries) is not None
    full = bool(section and section.text.strip())
    return {
        page.brief: brief_html(section, bool(entries)),
        page.history: history_html(entries),
        page.proposal: gr.update(visible=waiting),
        page.accept: gr.update(value=labels.REPLACE if full else labels.ACCEPT),
        page.append: gr.update(visible=full),
    }


def paper_view(page: Page, service: Any, section: Any) -> dict[Any, Any]:
    """Show a section's text and its versions."""
    versions = service.workspace.versions(section.id) if section else ()
    choices = [(version_name(v), v.number) for v in versions]
    approved = bool(section and section.state == "da_duyet")
    return {
        page.paper_head: paper_head_html(section, versions),
        page.paper: gr.update(value=section.text if section else "", interactive=section is not None),
        page.notes: gr.update(value=section.notes if section else "", interactive=section is not None),
        page.version_row: gr.update(visible=bool(versions)),
        page.versions: gr.update(choices=choices, value=choices[0][1] if choices else None),
        page.approve: gr.update(value=labels.UNAPPROVE if approved else labels.APPROVE),
    }


def pending(entries: Sequence[Any]) -> dict[str, Any] | None:
    """Return the newest draft of a chat, unless it has entered the report already."""
    for entry in reversed(entries):
        if entry.data.get("accepted"):
            return None
        draft = entry.data.get("draft")
        if draft and draft.get("paragraphs"):
            return dict(draft)
    return None


def history_html(entries: Sequence[Any]) -> str:
    """Draw a kept chat, or a word on how to begin."""
    if not entries:
        return f'<p class="tl-trong">{labels.WELCOME}</p>'
    last, waits = entries[-1], pending(entries)
    return "".join(
        answers.user_line(e.content)
        if e.speaker == "user"
        else answers.assistant_line(e.content, e.data, e is last, waits is not None and e.data.get("draft") == waits)
        for e in entries
    )


def brief_html(section: Any, begun: bool = False) -> str:
    """Say which section is open and what the outline asks of it, folded once the chat has begun."""
    if section is None:
        return f'<p class="tl-trong">{labels.NO_REPORT}</p>'
    body = (
        f"<details{'' if begun else ' open'}><summary title='{labels.ASKED_HINT}'>{labels.ASKED} <span class='tl-mo' id='dem-y'>{counted(section)}"
        f"</span></summary>{asked_html(section)}</details>"
        if section.requirements
        else f'<p class="tl-mo">{labels.ASKED_NOTHING}</p>'
    )
    return f"<h2>{esc(full_heading(section))}</h2>{body}"


def paper_head_html(section: Any, versions: Sequence[Any]) -> str:
    """Name the section on the sheet, with when and by whom its newest text was written."""
    if section is None:
        return ""
    newest = versions[0] if versions else None
    said = version_name(newest) if newest else labels.NOT_SAVED_YET
    number = newest.number if newest else 0
    return (
        f'<div class="tl-dau-giay" data-muc="{esc(section.id)}" data-ban="{number}" data-y="{" ".join(ticks(section))}"><h2>{esc(full_heading(section))}</h2>'
        f'<span class="tl-mo" id="ban-moi">{esc(said)}</span></div>'
    )


def full_heading(section: Any) -> str:
    """Join a section's number and heading."""
    return f"{section.number}. {section.heading}" if section.number else str(section.heading)


def version_name(version: Any) -> str:
    """Name a version: its number, its time and its writer."""
    names = {"user": labels.BY_USER, "restore": labels.BY_RESTORE}
    by = names.get(version.written_by) or answers.who_wrote(version.written_by)
    return labels.VERSION.format(number=version.number, time=clock(version.at), by=by)


def diff_html(old: str, new: str, number: int) -> str:
    """Show word by word what `new` adds to and drops from `old`."""
    a, b = re.findall(r"\s+|\S+", old), re.findall(r"\s+|\S+", new)
    out = []
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        gone, come = esc("".join(a[i1:i2])), esc("".join(b[j1:j2]))
        if tag == "equal":
            out.append(gone)
        else:
            out.append((f"<del>{gone}</del>" if gone else "") + (f"<ins>{come}</ins>" if come else ""))
    same = (
        f'<p class="tl-trong">{labels.NO_DIFF}</p>' if old == new else f'<div class="tl-so-sanh">{"".join(out)}</div>'
    )
    return f'<div class="tl-nhan">{labels.DIFF_WITH.format(number=number)}</div>{same}'


def findings_html(findings: Sequence[Any], headline: str, waived: Container[str] = ()) -> str:
    """List findings, the gravest first, those that the user accepted left out; a click selects the words on the sheet."""
    order = {"error": 0, "warning": 1, "info": 2}
    still = sorted((f for f in findings if f.id not in waived), key=lambda f: order[f.severity])
    rows = items((_finding(f) for f in still), "tl-phat-hien")
    passed = f" · {labels.WAIVED.format(count=len(findings) - len(still))}" if len(still) < len(findings) else ""
    head = f'<div class="tl-nhan">{esc(headline.format(count=len(still)) + passed)}</div>'
    return head + (rows or f'<p class="tl-trong">{labels.NO_FINDINGS}</p>')


def _finding(finding: Any) -> str:
    quote = button(f"«{finding.quote}»", "tl-tim", tim=finding.quote) if finding.quote.strip() else ""
    said = esc(finding.message)
    if quote and esc(finding.quote) in said:
        said, quote = said.replace(esc(finding.quote), button(finding.quote, "tl-tim", tim=finding.quote), 1), ""
    expected = f'<span class="tl-mo">{labels.EXPECTED}: {esc(finding.expected)}</span>' if finding.expected else ""
    place = f'<span class="tl-mo">{esc(" › ".join(finding.heading_path))}</span>' if finding.heading_path else ""
    grade = f'<span class="tl-muc-do tl-{finding.severity}">{labels.SEVERITY[finding.severity]}</span>'
    skip = button(labels.WAIVE, "tl-nho", **{"bo-qua": finding.id}) if finding.severity == "error" else ""
    return " ".join(part for part in (grade, said, quote, expected, place, skip) if part)
