"""Số liệu: the user's figures as an editable table, kept with the report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import gradio as gr

from assistant.records import Fact
from ui import labels
from ui.desk import Desk
from ui.html import clock
from ui.page import Page
from ui.widgets import QUIET, markup, refuse, told, unchanged

EMPTY_ROWS = 6


def build(page: Page) -> None:
    """Make the page of figures."""
    with gr.Column(elem_id="trang-so-lieu", elem_classes="tl-trang"):
        markup(f"<h2>{labels.FACTS}</h2><p>{labels.FACTS_HELP}</p>")
        page.facts = gr.Dataframe(
            headers=list(labels.FACT_HEADERS), datatype="str", type="array", column_count=len(labels.FACT_HEADERS),
            row_count=EMPTY_ROWS, interactive=True, wrap=True, show_label=False, buttons=[], elem_id="bang-so-lieu",
            max_height=460, column_widths=["34%", "14%", "16%", "14%", "22%"],
        )  # fmt: skip
        page.facts_id = gr.Textbox(visible="hidden")
        page.facts_saved = markup("", elem_id="so-lieu-da-luu")
        page.facts_save = gr.Button("", visible="hidden", elem_id="luu-so-lieu")


def rows_of(facts: Sequence[Fact]) -> list[list[str]]:
    """Show facts as rows, with empty ones below to type into."""
    rows = [[f.label, f.value, f.unit, f.period, f.source] for f in facts]
    return rows + [[""] * len(labels.FACT_HEADERS) for _ in range(max(EMPTY_ROWS - len(rows), 2))]


def facts_of(rows: Sequence[Sequence[Any]]) -> tuple[Fact, ...]:
    """Read facts from the table; rows without label and value are left out."""
    cells = ([("" if cell is None else str(cell)).strip() for cell in row] for row in rows)
    return tuple(Fact(*[*row, "", "", "", "", ""][:5]) for row in cells if any(row[:2]))


class FactHandlers:
    """Show and keep the figures."""

    def __init__(self, page: Page, desk: Desk) -> None:
        self.page, self.desk = page, desk

    def show(self, report_id: str, request: gr.Request) -> dict[Any, Any]:
        """Show the report's figures."""
        facts = self.desk.service(request).workspace.report(report_id).facts if report_id else ()
        return {self.page.facts: rows_of(facts), self.page.facts_id: report_id, self.page.facts_saved: ""}

    def open(self, report_id: str, request: gr.Request) -> dict[Any, Any]:
        """Show the figures when their page is opened; before a report has come there is nothing to show."""
        return self.show(report_id, request) if report_id else unchanged()

    def save(self, report_id: str, rows: list[list[Any]], request: gr.Request) -> str:
        """Keep the table as it stands, in the report that it was shown from."""
        if not report_id:
            raise refuse(labels.NO_REPORT)
        self.desk.service(request).workspace.save_facts(report_id, facts_of(rows))
        return f'<span class="tl-mo" role="status">{labels.SAVED.format(time=clock())}</span>'


def wire(page: Page, desk: Desk) -> None:
    """Tie the table to its handlers."""
    do = FactHandlers(page, desk)
    shown = [page.facts, page.facts_id, page.facts_saved]
    page.report_id.change(told(do.show), [page.report_id], shown, **QUIET)
    page.go_facts.click(told(do.open), [page.report_id], shown, js="(...a) => troly.trang('so-lieu', a)", **QUIET)
    page.facts.input(
        told(do.save), [page.facts_id, page.facts], [page.facts_saved], trigger_mode="always_last", **QUIET
    )
