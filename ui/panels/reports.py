"""Báo cáo: the reports that exist, and a new one from an outline in one click."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.records import Profile
from knowledge.errors import TrolyError
from ui import labels
from ui.desk import Desk
from ui.html import button, clock, esc, items, short
from ui.page import Page
from ui.panels.header import report_choices
from ui.views import open_place, place_outputs
from ui.widgets import QUIET, markup, refuse, told, unchanged

PICK = """
element.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-mo], button[data-cat]');
  if (!button) return;
  if (button.dataset.cat && !confirm(button.dataset.hoi)) return;
  if (button.dataset.mo) troly.trang('ban-viet');
  trigger('select', {mo: button.dataset.mo || '', cat: button.dataset.cat || ''});
});
"""


def build(page: Page) -> None:
    """Make the page of reports."""
    with gr.Column(elem_id="trang-bao-cao", elem_classes="tl-trang"):
        markup(f"<h2>{labels.NEW_REPORT}</h2><p>{labels.NEW_HELP}</p>")
        page.outline_from = gr.Radio(choices=[], label=labels.OUTLINE_FROM, elem_id="lay-dan-y")
        with gr.Row(elem_classes="tl-nhom"):
            page.report_name = gr.Textbox(
                label=labels.REPORT_NAME, lines=1, max_lines=1, elem_id="ten-bao-cao", scale=3
            )
            page.outline_file = gr.UploadButton(
                labels.UPLOAD_OUTLINE, size="sm", file_count="single", elem_id="tai-de-cuong", scale=1, min_width=160
            )
            page.make_report = gr.Button(
                labels.MAKE_REPORT, variant="primary", size="sm", elem_id="lap-bao-cao", scale=1, min_width=140
            )
        markup(f"<h2>{labels.REPORT_LIST}</h2>")
        page.report_list = markup("", elem_id="ds-bao-cao", js=PICK)


def outline_choices(desk: Desk, service: Any) -> list[tuple[str, str]]:
    """List what an outline can be taken from: guidance first, then skeletons, then prior reports; the user's own first."""
    order = {"guidance": 0, "report": 2}
    found = []
    for document in service.library.documents():
        if document.kind in order:
            demo = document.origin == "demo"
            mark = f" ({labels.DEMO_MARK})" if demo else ""
            name = f"{labels.FROM_DOCUMENT[document.kind]}: {short(document.title)}{mark}"
            found.append(((order[document.kind], demo), (name, document.id)))
    found += [((1, False), (labels.SKELETONS[name], name)) for name in desk.skeletons if name in labels.SKELETONS]
    return [choice for _, choice in sorted(found, key=lambda row: row[0])]


def report_title(outline_title: str) -> str:
    """Name a report after the outline that it follows: the words "đề cương" go, the rest begins in ordinary letters."""
    title = re.sub(r"^\s*đề cương\s+(?=\S)", "", outline_title, flags=re.IGNORECASE)
    return title[:1].upper() + title[1:]


def list_html(service: Any) -> str:
    """Draw the list of reports."""
    rows = items((_row(r) for r in service.workspace.reports()), "tl-ds")
    return rows or f'<p class="tl-trong">{labels.NO_REPORTS}</p>'


def _row(report: Any) -> str:
    unit = f"{report.unit} · " if report.unit else ""
    about = labels.REPORT_ROW.format(
        unit=unit, drafted=report.drafted, sections=report.sections, time=clock(report.updated)
    )
    return (
        f"<div><b>{esc(report.title)}</b><div class='tl-mo'>{esc(about)}</div></div><div class='tl-nut'>"
        f"{button(labels.OPEN, 'tl-nut-vua', mo=report.id)}"
        f"{button(labels.ARCHIVE, 'tl-nho', cat=report.id, hoi=labels.ARCHIVE_SURE)}</div>"
    )


class ReportHandlers:
    """Each method answers one control of the page of reports."""

    def __init__(self, page: Page, desk: Desk) -> None:
        self.page, self.desk = page, desk

    def show(self, source: str | None, request: gr.Request) -> dict[Any, Any]:
        """Show the reports and what a new one can start from; a choice made already stays."""
        return self._lists(self.desk.service(request), source)

    def make(self, source: str | None, name: str, request: gr.Request) -> dict[Any, Any]:
        """Make a report from the chosen outline and open it."""
        service, page = self.desk.service(request), self.page
        if not source:
            raise refuse(labels.PICK_OUTLINE)
        outline = self.desk.story.find_outline(service, source)
        report_id = self.desk.story.new_report(
            service, outline, self._profile(service), name.strip() or report_title(outline.title)
        )
        shown = open_place(page, service, report_id)
        picked = {page.report_pick: gr.update(choices=report_choices(service), value=report_id), page.report_name: ""}
        return shown | picked | self._lists(service)

    def upload(self, file: str | None, request: gr.Request) -> dict[Any, Any]:
        """Take an outline into the library as guidance and choose it."""
        service = self.desk.service(request)
        if not file:
            return unchanged()
        try:
            kept = self.desk.keep_upload(service, Path(file))
            result = self.desk.story.add_documents(service, [kept], "guidance")[0]
        except TrolyError as error:
            raise refuse(str(error)) from error
        return {self.page.outline_from: gr.update(choices=outline_choices(self.desk, service), value=result.id)}

    def act(self, report_id: str, section_id: str, event: gr.EventData, request: gr.Request) -> dict[Any, Any]:
        """Open or put away the report whose id the button carries; the workspace refuses what is not the user's."""
        service, page, data = self.desk.service(request), self.page, event._data or {}
        if data.get("cat"):
            service.workspace.archive_report(str(data["cat"]))
        wanted = str(data.get("mo") or "")
        choices = report_choices(service)
        known = [value for _, value in choices]
        chosen = wanted or (report_id if report_id in known else (known[0] if known else ""))
        shown = open_place(page, service, chosen, section_id)
        return shown | {page.report_pick: gr.update(choices=choices, value=chosen or None)} | self._lists(service)

    def _profile(self, service: Any) -> Profile | None:
        """Start from the profile of the last report: the body that reports seldom changes."""
        last = next(iter(service.workspace.reports()), None)
        if last is None:
            return None
        p = service.workspace.report(last.id).profile
        return Profile(
            unit=p.unit, parent=p.parent, level=p.level, system=p.system, place=p.place, authority=p.authority, post=p.post,
            signatory=p.signatory, recipients=p.recipients,
        )  # fmt: skip

    def _lists(self, service: Any, source: str | None = None) -> dict[Any, Any]:
        choices = outline_choices(self.desk, service)
        known = [value for _, value in choices]
        picked = {} if source in known else {"value": known[0] if known else None}
        return {self.page.outline_from: gr.update(choices=choices, **picked), self.page.report_list: list_html(service)}


def wire(page: Page, desk: Desk, loaded: Any) -> None:
    """Tie the page of reports to its handlers; without a report the page opens here."""
    do = ReportHandlers(page, desk)
    lists = [page.outline_from, page.report_list]
    opened = [*place_outputs(page), page.report_pick, *lists]
    loaded.success(told(do.show), [page.outline_from], lists, js="(...a) => troly.dau(a)", **QUIET)
    page.go_reports.click(told(do.show), [page.outline_from], lists, js="(...a) => troly.trang('bao-cao', a)", **QUIET)
    page.make_report.click(
        told(do.make), [page.outline_from, page.report_name], [*opened, page.report_name], **QUIET
    ).success(None, js="() => troly.trang('ban-viet')")
    page.outline_file.upload(
        told(do.upload), [page.outline_file], [page.outline_from], api_visibility="private", concurrency_limit=4
    )
    page.report_list.select(told(do.act), [page.report_id, page.section_id], opened, **QUIET)
