"""The paper: a section's text as it will be printed, saved at each pause, with its versions and what was found in it."""

from __future__ import annotations

from typing import Any

import gradio as gr

from knowledge.errors import NotFound
from ui import labels
from ui.desk import Desk
from ui.html import button
from ui.page import Page
from ui.panels.outline import outline_html
from ui.views import diff_html, findings_html, paper_view
from ui.widgets import QUIET, markup, refuse, tell, told, unchanged

TABS = (("ghi-chu", labels.NOTES), ("phat-hien", labels.FINDINGS), ("nguon", labels.SOURCE), ("so-sanh", labels.DIFF))


def build(page: Page) -> None:
    """Make the paper's column: the sheet above, and below it findings, source or comparison."""
    page.paper_head = markup("", elem_id="dau-giay")
    page.paper = gr.Textbox(
        lines=12, max_lines=12, show_label=False, label=labels.PAPER, placeholder=labels.PAPER_HINT,
        container=False, elem_id="to-giay", interactive=False,
    )  # fmt: skip
    markup('<div id="cho-trong" aria-live="polite"></div>', elem_id="cho-trong-khung")
    with gr.Row(elem_id="cac-ban", visible=False) as page.version_row:
        page.versions = gr.Dropdown(
            choices=[],
            label=labels.VERSIONS,
            show_label=False,
            container=False,
            elem_id="ban-nao",
            scale=3,
            min_width=120,
        )
        page.compare = gr.Button(labels.COMPARE, size="sm", scale=0, min_width=80, elem_id="so-ban")
        page.restore = gr.Button(labels.RESTORE, size="sm", scale=0, min_width=90, elem_id="khoi-phuc")
        page.approve = gr.Button(labels.APPROVE, size="sm", scale=0, min_width=110, elem_id="duyet")
    tabs = "".join(button(name, "tl-the-khung", khung=key) for key, name in TABS)
    markup(f'<div role="group" class="tl-cac-the">{tabs}</div>', elem_id="the-khung")
    with gr.Column(elem_id="khung-ghi-chu"):
        page.notes = gr.Textbox(
            lines=4, max_lines=4, show_label=False, label=labels.NOTES, placeholder=labels.NOTES_HINT, container=False,
            elem_id="ghi-chu", interactive=False,
        )  # fmt: skip
    page.findings = markup("", elem_id="khung-phat-hien")
    markup(f'<div id="nguon-noi-dung"><p class="tl-trong">{labels.SOURCE_EMPTY}</p></div>', elem_id="khung-nguon")
    page.diff = markup("", elem_id="khung-so-sanh")
    page.refresh = gr.Button("", visible="hidden", elem_id="vua-luu")


class PaperHandlers:
    """Each method answers one button of the paper."""

    def __init__(self, page: Page, desk: Desk) -> None:
        self.page, self.desk = page, desk

    def saved(self, report_id: str, section_id: str, request: gr.Request) -> dict[Any, Any]:
        """Show states and versions again after the page's script has saved the text; the text itself stays."""
        service = self.desk.service(request)
        if not section_id:
            return unchanged()
        shown = paper_view(self.page, service, service.workspace.section(section_id))
        shown.pop(self.page.paper)
        shown.pop(self.page.notes)
        shown[self.page.outline] = outline_html(service.workspace.report(report_id).sections, section_id)
        return shown

    def compare(self, section_id: str, number: int | None, paper: str, request: gr.Request) -> str:
        """Compare a kept version with the text on the sheet."""
        version = self._version(section_id, number, request)
        return diff_html(version.text, paper, version.number)

    def restore(
        self, report_id: str, section_id: str, number: int | None, paper: str, request: gr.Request
    ) -> dict[Any, Any]:
        """Make a kept version the newest one; what was on the sheet is kept too."""
        service = self.desk.service(request)
        version = self._version(section_id, number, request)
        service.workspace.save_text(section_id, paper)
        service.workspace.save_text(section_id, version.text, "restore")
        tell(labels.RESTORED.format(number=version.number))
        shown = paper_view(self.page, service, service.workspace.section(section_id))
        shown.pop(self.page.notes)
        return shown | {self.page.outline: outline_html(service.workspace.report(report_id).sections, section_id)}

    def approve(self, report_id: str, section_id: str, paper: str, request: gr.Request) -> dict[Any, Any]:
        """Mark the section as approved, or take the mark away."""
        service = self.desk.service(request)
        if not section_id or not paper.strip():
            raise refuse(labels.NEED_TEXT)
        section = service.workspace.section(section_id)
        service.workspace.save_text(section_id, paper)
        service.workspace.approve_section(section_id, section.state != "da_duyet")
        return self.saved(report_id, section_id, request)

    def check_all(self, report_id: str, request: gr.Request) -> str:
        """Check the whole report and list what was found."""
        if not report_id:
            raise refuse(labels.NO_REPORT)
        service = self.desk.service(request)
        findings = self.desk.story.check_report(service, service.workspace.report(report_id))
        return findings_html(findings, labels.CHECKED_ALL, service.workspace.waivers(report_id))

    def _version(self, section_id: str, number: int | None, request: gr.Request) -> Any:
        versions = self.desk.service(request).workspace.versions(section_id) if section_id else ()
        for version in versions:
            if version.number == number:
                return version
        raise NotFound(labels.NOT_FOUND)


def wire(page: Page, desk: Desk) -> None:
    """Tie the paper's buttons to their handlers."""
    do = PaperHandlers(page, desk)
    state = [page.paper_head, page.versions, page.version_row, page.approve, page.outline]
    place, sheet = [page.report_id, page.section_id], [page.paper]
    page.refresh.click(told(do.saved), place, state, **QUIET)
    page.compare.click(
        told(do.compare),
        [page.section_id, page.versions, *sheet],
        [page.diff],
        js="(...a) => troly.khung('so-sanh', a)",
        **QUIET,
    )
    page.restore.click(told(do.restore), [*place, page.versions, *sheet], [*state, page.paper], **QUIET)
    page.approve.click(told(do.approve), place + sheet, state, **QUIET)
    page.check_all.click(
        told(do.check_all), [page.report_id], [page.findings], js="(...a) => troly.khung('phat-hien', a)", **QUIET
    )
