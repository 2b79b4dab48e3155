"""Văn bản: the registry of directives, looked up by symbol, number or topic, and taken out as a file."""

from __future__ import annotations

from typing import Any

import gradio as gr

from assistant.jsonview import match_json
from knowledge.errors import TrolyError
from knowledge.records import Directive
from ui import labels
from ui.desk import Desk
from ui.html import esc
from ui.page import Page
from ui.panels.cards import book_card
from ui.widgets import QUIET, markup, told

PICK = """
element.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-sua]');
  if (button) trigger('select', {sua: button.dataset.sua});
});
"""
EXPORTS = (
    f'<a class="tl-nut-vua" href="so-van-ban.jsonl" download>{labels.EXPORT}</a>'
    f'<a class="tl-nut-vua" href="so-van-ban.jsonl?rieng=1" download>{labels.EXPORT_OWN}</a>'
)


def build(page: Page) -> None:
    """Make the page of the registry: the search, the editor that opens on demand, what was found."""
    from ui.panels import entries

    with gr.Column(elem_id="trang-van-ban", elem_classes="tl-trang"):
        markup(f"<h2>{labels.REGISTRY_TITLE}</h2><p>{labels.REGISTRY_HELP}</p>")
        with gr.Row(elem_classes="tl-nhom", elem_id="tra-van-ban"):
            page.look_for = gr.Textbox(
                label=labels.LOOK_FOR, placeholder=labels.EXAMPLE.format(text=labels.LOOK_FOR_HINT), lines=1, max_lines=1,
                elem_id="tim-van-ban", scale=4, min_width=200,
            )  # fmt: skip
            page.look_up = gr.Button(
                labels.LOOK_UP, variant="primary", size="sm", elem_id="tra-cuu", scale=0, min_width=110
            )
            page.entry_add = gr.Button(labels.ADD_ENTRY, size="sm", elem_id="them-van-ban", scale=0, min_width=130)
        entries.build(page)
        page.found = markup("", elem_id="kq-van-ban", js=PICK)
        page.own = markup("", elem_id="cua-don-vi", js=PICK)
        markup(f'<div class="tl-hang">{EXPORTS}</div>', elem_id="xuat-so")


def own_entries(service: Any) -> tuple[Directive, ...]:
    """Read the entries that the user added or corrected; raises UnusableInput where the file was spoilt by hand."""
    from assistant.service import registry_path
    from knowledge.registry import read_rows

    path = registry_path(service.settings)
    return read_rows(path.read_text("utf-8-sig"), str(path)) if path.is_file() else ()


def found_html(desk: Desk | None, service: Any, text: str, report_id: str = "") -> str:
    """Look a text up and draw what was found, with every namesake; without a text, what the user keeps."""
    from assistant.lookup import match_of
    from assistant.lookupindex import index_for

    profile = service.workspace.report(report_id).profile if report_id else None
    index = index_for(service.registry, service.cited())
    if desk is None or not text.strip():
        own = own_entries(service)
        matches = [match_of(entry, 0.0, index, profile) for entry in own]
        head = labels.OWN_ENTRIES.format(count=len(own))
        empty = labels.NO_OWN_ENTRIES.format(count=len(service.registry.entries))
    else:
        matches = list(desk.story.lookup(service, text, profile))
        known = [m.directive for m in matches]
        matches += [match_of(e, 0.0, index, profile) for e in namesakes(service.registry, text, known)]
        head = labels.FOUND.format(count=len(matches))
        empty = labels.NONE_FOUND.format(text=text.strip())
    if not matches:
        return f'<p class="tl-trong" role="status">{esc(empty)}</p>'
    rows = (match_json(m) | {"status_source": m.directive.status_source} for m in matches)
    return f'<div role="status"><h3>{esc(head)}</h3></div>' + "".join(
        book_card(row, profile is not None) for row in rows
    )


def namesakes(registry: Any, text: str, known: list[Directive]) -> list[Directive]:
    """List the entries that bear a found symbol too, or the number asked for, and are not among the found."""
    same = [other for entry in known if entry.symbol for other in registry.namesakes(entry)]
    same += registry.by_number(text.strip()) if text.strip().isdigit() else ()
    return [entry for entry in dict.fromkeys(same) if entry not in known]


def own_html(service: Any) -> str:
    """Draw the entries that the user added or corrected."""
    return found_html(None, service, "")


class RegistryHandlers:
    """Each method answers one control of the search."""

    def __init__(self, page: Page, desk: Desk) -> None:
        self.page, self.desk = page, desk

    def show(self, request: gr.Request) -> str:
        """Show what the user keeps, when the page is opened."""
        try:
            return own_html(self.desk.service(request))
        except TrolyError as error:
            return f'<p class="tl-hong" role="status">{esc(error)}</p>'

    def look_up(self, text: str, report_id: str, request: gr.Request) -> str:
        """Look up what was typed; nothing typed finds nothing."""
        if not text.strip():
            return ""
        try:
            return found_html(self.desk, self.desk.service(request), text, report_id)
        except TrolyError as error:
            return f'<p class="tl-hong" role="status">{esc(error)}</p>'


def wire(page: Page, desk: Desk) -> None:
    """Tie the search to its handler; the editor is tied by its own panel."""
    from ui.panels import entries

    do = RegistryHandlers(page, desk)
    asked = [page.look_for, page.report_id]
    page.go_registry.click(told(do.show), None, [page.own], js="(...a) => troly.trang('van-ban', a)", **QUIET)
    page.look_up.click(told(do.look_up), asked, [page.found], show_progress_on=[page.found], api_visibility="private")
    page.look_for.submit(told(do.look_up), asked, [page.found], show_progress_on=[page.found], api_visibility="private")
    entries.wire(page, desk)
