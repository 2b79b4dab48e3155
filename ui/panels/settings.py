"""Cài đặt: what the assistant runs on, each thing asked only when the page is opened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import gradio as gr

from ui import labels
from ui.desk import Desk
from ui.html import clock, esc, items
from ui.page import Page
from ui.widgets import QUIET, markup, told


def build(page: Page) -> None:
    """Make the page of settings."""
    with gr.Column(elem_id="trang-cai-dat", elem_classes="tl-trang"):
        markup(f"<h2>{labels.SETTINGS}</h2><p>{labels.SETTINGS_HELP}</p>")
        page.examined = markup("", elem_id="kq-kiem-tra")
        with gr.Row(elem_classes="tl-nhom"):
            page.examine = gr.Button(labels.EXAMINE, size="sm", elem_id="kiem-tra", scale=0, min_width=140)


def examined_html(lines: Sequence[Any]) -> str:
    """List what was looked at; what does not answer says so in words."""
    failing = sum(1 for line in lines if line.needed and not line.ok)
    head = labels.SOME_ATTEND.format(count=failing) if failing else labels.ALL_WELL
    rows = items((_row(line) for line in lines), "tl-ds tl-kiem-tra")
    return f'<p role="status">{esc(head)} <span class="tl-mo">{labels.EXAMINED.format(time=clock())}</span></p>{rows}'


def _row(line: Any) -> str:
    grade, words = ("yes", labels.OK) if line.ok else ("expired" if line.needed else "unknown", labels.ATTEND)
    return f'<div><b>{esc(line.name)}</b><div class="tl-mo">{esc(line.text)}</div></div><span class="tl-the tl-{grade}">{words}</span>'


class SettingsHandlers:
    """Look at everything when asked."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def examine(self, request: gr.Request) -> Iterator[str]:
        """Say that it is being looked at, then what was found."""
        from assistant.doctor import examine

        yield f'<div class="tl-dang-lam" role="status"><i></i>{labels.EXAMINING}</div>'
        yield examined_html(examine(self.desk.service(request)))


def wire(page: Page, desk: Desk) -> None:
    """Tie the page of settings to its handler."""
    do = SettingsHandlers(desk)
    page.go_settings.click(told(do.examine), None, [page.examined], js="(...a) => troly.trang('cai-dat', a)", **QUIET)
    page.examine.click(told(do.examine), None, [page.examined], **QUIET)
