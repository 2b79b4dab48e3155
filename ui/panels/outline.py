"""The outline: the report's sections with their states, as buttons that open a section."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import gradio as gr

from ui import labels
from ui.desk import Desk
from ui.html import esc
from ui.page import Page
from ui.views import open_place, place_outputs
from ui.widgets import markup, told

PICK = """
element.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-muc]');
  if (button) trigger('select', {muc: button.dataset.muc});
});
"""


def build(page: Page) -> None:
    """Make the outline's column."""
    page.outline = markup("", elem_id="dan-y", js=PICK)


def outline_html(sections: Sequence[Any], current: str) -> str:
    """Draw the sections in order; the state is said in words for those who do not see the mark."""
    done = sum(1 for s in sections if s.text.strip())
    rows = "".join(_row(s, s.id == current) for s in sections)
    progress = labels.PROGRESS.format(done=done, total=len(sections))
    return (
        f'<nav aria-label="{labels.OUTLINE}"><h2>{labels.OUTLINE}<span class="tl-mo">{esc(progress)}</span></h2>'
        f"<ol>{rows}</ol></nav>"
    )


def _row(section: Any, current: bool) -> str:
    here = ' aria-current="true"' if current else ""
    state = labels.STATES[section.state]
    number = f"<b>{esc(section.number)}.</b> " if section.number else ""
    level = min(max(section.level, 1), 4)
    return (
        f'<li class="tl-cap-{level}"><button type="button" data-muc="{esc(section.id)}"{here}>'
        f'<i class="tl-tt tl-tt-{section.state}" title="{state}"></i>'
        f'<span>{number}{esc(section.heading)}<span class="tl-an"> ({state})</span></span></button></li>'
    )


class OutlineHandlers:
    """Open the section that was chosen."""

    def __init__(self, page: Page, desk: Desk) -> None:
        self.page, self.desk = page, desk

    def choose(self, report_id: str, event: gr.EventData, request: gr.Request) -> dict[Any, Any]:
        """Open the section whose id the button carries; the workspace refuses what is not the user's."""
        section_id = str((event._data or {}).get("muc", ""))
        return open_place(self.page, self.desk.service(request), report_id, section_id)


def wire(page: Page, desk: Desk) -> None:
    """Tie the outline to its handler."""
    do = OutlineHandlers(page, desk)
    page.outline.select(
        told(do.choose), [page.report_id], place_outputs(page), show_progress="hidden", concurrency_limit=16,
        api_visibility="private", trigger_mode="always_last",
    )  # fmt: skip
