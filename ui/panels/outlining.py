"""Work on the outline: a section added, renamed, moved past its neighbour with everything below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import gradio as gr

from assistant.roles import role_of
from knowledge.errors import NotFound
from ui import labels
from ui.desk import Desk
from ui.page import Page
from ui.panels.outline import outline_html
from ui.views import brief_html, open_place, paper_head_html, place_outputs
from ui.widgets import QUIET, refuse, tell, told, unchanged

ADD, RENAME = "them", "doi-ten"


def build(page: Page) -> None:
    """Make the buttons below the outline, and the form that two of them open."""
    with gr.Column(elem_id="ten-muc", visible=False) as page.section_form:
        page.section_mode = gr.Textbox(visible="hidden")
        page.section_number = gr.Textbox(
            label=labels.SECTION_NUMBER, lines=1, max_lines=1, elem_id="so-muc", min_width=60
        )
        page.section_name = gr.Textbox(label=labels.SECTION_NAME, lines=1, max_lines=2, elem_id="ten-muc-moi")
        with gr.Row():
            page.section_save = gr.Button(labels.SAVE, variant="primary", size="sm", min_width=60, elem_id="luu-muc")
            page.section_cancel = gr.Button(labels.CANCEL, size="sm", min_width=60)
    with gr.Row(elem_id="sua-dan-y"):
        page.section_add = gr.Button(labels.SECTION_ADD, size="sm", min_width=40, elem_id="them-muc")
        page.section_rename = gr.Button(labels.SECTION_RENAME, size="sm", min_width=40, elem_id="doi-ten-muc")
        page.section_up = gr.Button(labels.SECTION_UP, size="sm", min_width=40, elem_id="len-muc")
        page.section_down = gr.Button(labels.SECTION_DOWN, size="sm", min_width=40, elem_id="xuong-muc")


def block(sections: Sequence[Any], at: int) -> range:
    """Return the places of a section and of everything below it."""
    end = at + 1
    while end < len(sections) and sections[end].level > sections[at].level:
        end += 1
    return range(at, end)


def neighbour(sections: Sequence[Any], at: int, step: int) -> int | None:
    """Return the place of the section of the same level before (-1) or after (+1), under the same heading."""
    level = sections[at].level
    places = range(at - 1, -1, -1) if step < 0 else range(block(sections, at).stop, len(sections))
    for place in places:
        if sections[place].level < level:
            return None
        if sections[place].level == level:
            return place
    return None


class OutliningHandlers:
    """Each method answers one button of the outline's work."""

    def __init__(self, page: Page, desk: Desk) -> None:
        self.page, self.desk = page, desk

    def begin_add(self) -> dict[Any, Any]:
        """Open the form for a new section."""
        return self._form(ADD, "", "")

    def begin_rename(self, section_id: str, request: gr.Request) -> dict[Any, Any]:
        """Open the form with the open section's number and name."""
        if not section_id:
            raise refuse(labels.NEED_SECTION)
        section = self.desk.service(request).workspace.section(section_id)
        return self._form(RENAME, section.number, section.heading)

    def save(
        self, report_id: str, section_id: str, mode: str, number: str, name: str, request: gr.Request
    ) -> dict[Any, Any]:
        """Add the section below the open one and open it, or give the open one its new name."""
        service = self.desk.service(request)
        number, name = number.strip().rstrip("."), " ".join(name.split())
        if not name:
            raise refuse(labels.NEED_SECTION_NAME)
        if not report_id:
            raise refuse(labels.NO_REPORT)
        sections, at = self._place(service, report_id, section_id)
        if mode == ADD:
            after = sections[block(sections, at)[-1]].id if sections else ""
            level = sections[at].level if sections else 1
            new = service.workspace.add_section(report_id, name, role_of(name), level, number, after)
            return open_place(self.page, service, report_id, new) | self.close()
        service.workspace.rename_section(section_id, name, number)
        return self._outline(service, report_id, section_id) | self.close()

    def up(self, report_id: str, section_id: str, request: gr.Request) -> dict[Any, Any]:
        """Move the open section before its neighbour."""
        return self._move(report_id, section_id, -1, request)

    def down(self, report_id: str, section_id: str, request: gr.Request) -> dict[Any, Any]:
        """Move the open section behind its neighbour."""
        return self._move(report_id, section_id, 1, request)

    def close(self) -> dict[Any, Any]:
        """Close the form."""
        return {self.page.section_form: gr.update(visible=False)}

    def _move(self, report_id: str, section_id: str, step: int, request: gr.Request) -> dict[Any, Any]:
        service = self.desk.service(request)
        if not section_id:
            raise refuse(labels.NEED_SECTION)
        sections, at = self._place(service, report_id, section_id)
        other = neighbour(sections, at, step)
        if other is None:
            tell(labels.AT_THE_END if step > 0 else labels.AT_THE_START)
            return unchanged()
        first, second = sorted((at, other))
        above, below = block(sections, first), block(sections, second)
        for place in below:
            service.workspace.move_section(sections[place].id, -len(above))
        self._swap_numbers(service.workspace, sections, above, below)
        return self._outline(service, report_id, section_id)

    def _swap_numbers(self, workspace: Any, sections: Sequence[Any], above: range, below: range) -> None:
        """Let two neighbours keep the order of their numbers, those below them ("2.1") included."""
        one, two = sections[above[0]].number, sections[below[0]].number
        if not one or not two:
            return
        for places, old, new in ((above, one, two), (below, two, one)):
            for section in (sections[place] for place in places):
                if section.number == old or section.number.startswith(f"{old}."):
                    workspace.rename_section(section.id, section.heading, new + section.number[len(old) :])

    def _place(self, service: Any, report_id: str, section_id: str) -> tuple[Sequence[Any], int]:
        sections = service.workspace.report(report_id).sections
        ids = [section.id for section in sections]
        if sections and section_id not in ids:
            raise NotFound(labels.NOT_FOUND)
        return sections, ids.index(section_id) if sections else 0

    def _outline(self, service: Any, report_id: str, section_id: str) -> dict[Any, Any]:
        """Show names and order again; what is being typed stays."""
        page, workspace = self.page, service.workspace
        section = workspace.section(section_id)
        return {
            page.outline: outline_html(workspace.report(report_id).sections, section_id),
            page.brief: brief_html(section, bool(workspace.chat(report_id, section_id))),
            page.paper_head: paper_head_html(section, workspace.versions(section_id)),
        }

    def _form(self, mode: str, number: str, name: str) -> dict[Any, Any]:
        page = self.page
        head = labels.SECTION_NAME_NEW if mode == ADD else labels.SECTION_NAME
        return {
            page.section_form: gr.update(visible=True), page.section_mode: mode, page.section_number: number,
            page.section_name: gr.update(value=name, label=head),
        }  # fmt: skip


def wire(page: Page, desk: Desk) -> None:
    """Tie the buttons to their handlers."""
    do = OutliningHandlers(page, desk)
    place = [page.report_id, page.section_id]
    form = [page.section_form, page.section_mode, page.section_number, page.section_name]
    shown = [page.outline, page.brief, page.paper_head]
    typed = [*place, page.section_mode, page.section_number, page.section_name]
    into = {
        "js": "() => setTimeout(() => document.querySelector('#ten-muc-moi textarea, #ten-muc-moi input')?.focus(), 80)"
    }
    page.section_add.click(told(do.begin_add), None, form, **QUIET).success(None, **into)
    page.section_rename.click(told(do.begin_rename), [page.section_id], form, **QUIET).success(None, **into)
    page.section_save.click(told(do.save), typed, [*place_outputs(page), page.section_form], **QUIET)
    page.section_name.submit(told(do.save), typed, [*place_outputs(page), page.section_form], **QUIET)
    page.section_cancel.click(told(do.close), None, [page.section_form], **QUIET)
    page.section_up.click(told(do.up), place, shown, **QUIET)
    page.section_down.click(told(do.down), place, shown, **QUIET)
