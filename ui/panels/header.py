"""The header: which report is open, the places of the page, whether all is saved, and the Word file."""

from __future__ import annotations

from typing import Any

import gradio as gr

from ui import labels
from ui.desk import Desk
from ui.page import Page
from ui.views import open_place, place_outputs
from ui.widgets import QUIET, markup, told


def build(page: Page) -> None:
    """Make the header row."""
    with gr.Row(elem_id="dau-trang"):
        markup(f"<h1>{labels.TITLE}</h1>", elem_id="ten-trang")
        page.report_pick = gr.Dropdown(
            choices=[], label=labels.PICK_REPORT, show_label=False, container=False, elem_id="chon-bao-cao", scale=1, min_width=140,
            filterable=False,
        )  # fmt: skip
        with gr.Row(elem_id="cac-trang"):
            page.go_desk = gr.Button(labels.DESK, size="sm", elem_id="mo-ban-viet", min_width=40)
            page.go_reports = gr.Button(labels.REPORTS, size="sm", elem_id="mo-bao-cao", min_width=40)
            page.go_facts = gr.Button(labels.FACTS, size="sm", elem_id="mo-so-lieu", min_width=40)
            page.go_profile = gr.Button(labels.PROFILE, size="sm", elem_id="mo-ho-so", min_width=40)
            page.go_library = gr.Button(labels.LIBRARY, size="sm", elem_id="mo-kho", min_width=40)
            page.go_registry = gr.Button(labels.REGISTRY, size="sm", elem_id="mo-van-ban", min_width=40)
            page.go_settings = gr.Button(labels.SETTINGS, size="sm", elem_id="mo-cai-dat", min_width=40)
        markup('<span id="da-luu" role="status"></span>', elem_id="da-luu-khung")
        with gr.Row(elem_id="xuat-ban"):
            page.check_all = gr.Button(labels.CHECK_ALL, size="sm", elem_id="soat-het", min_width=40)
            page.word_draft = gr.Button(labels.WORD_DRAFT, size="sm", elem_id="tai-du-thao", min_width=40)
            page.word = gr.Button(labels.WORD, size="sm", variant="primary", elem_id="tai-word", min_width=40)


def report_choices(service: Any) -> list[tuple[str, str]]:
    """List the user's reports for the header, the last touched first."""
    return [(f"{r.title} – {r.unit}" if r.unit else r.title, r.id) for r in service.workspace.reports()]


class HeaderHandlers:
    """Each method answers one control of the header."""

    def __init__(self, page: Page, desk: Desk) -> None:
        self.page, self.desk = page, desk

    def start(self, report_id: str, section_id: str, request: gr.Request) -> dict[Any, Any]:
        """Open the place that the address names, else the last report, else nothing."""
        service = self.desk.service(request)
        choices = report_choices(service)
        known = [value for _, value in choices]
        chosen = report_id if report_id in known else (known[0] if known else "")
        shown = open_place(self.page, service, chosen, section_id)
        return shown | {self.page.report_pick: gr.update(choices=choices, value=chosen or None)}

    def pick(self, report_id: str | None, request: gr.Request) -> dict[Any, Any]:
        """Open another report."""
        return open_place(self.page, self.desk.service(request), report_id or "")


def wire(page: Page, desk: Desk, demo: Any) -> Any:
    """Tie the header to its handlers; return the event of the page's loading, which opens the first place."""
    do = HeaderHandlers(page, desk)
    loaded = demo.load(
        told(do.start),
        [page.report_id, page.section_id],
        [*place_outputs(page), page.report_pick],
        js="() => troly.noi()",
        **QUIET,
    )
    page.report_pick.input(told(do.pick), [page.report_pick], place_outputs(page), **QUIET)
    page.go_desk.click(None, js="() => troly.trang('ban-viet')")
    page.word.click(None, js="() => troly.word(false)")
    page.word_draft.click(None, js="() => troly.word(true)")
    return loaded
