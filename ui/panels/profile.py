"""Hồ sơ: the body that reports and the form of the document, kept as one types."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any

import gradio as gr

from assistant.records import Profile
from knowledge.errors import UnusableInput
from ui import labels
from ui.desk import Desk
from ui.html import clock, day, esc
from ui.page import Page
from ui.widgets import QUIET, markup, refuse, told, unchanged

NAMES = tuple(name for _, names in labels.PROFILE_GROUPS for name in names)
MANY_LINES = ("to", "recipients")
CHOICES = {"system": labels.SYSTEMS, "level": labels.LEVELS}


def build(page: Page) -> None:
    """Make the profile's form, in groups."""
    widgets = []
    with gr.Column(elem_id="trang-ho-so", elem_classes="tl-trang"):
        markup(f"<h2>{labels.PROFILE}</h2><p>{labels.PROFILE_HELP}</p>")
        for title, names in labels.PROFILE_GROUPS:
            markup(f"<h3>{esc(title)}</h3>")
            with gr.Row(elem_classes="tl-nhom"):
                widgets += [_field(name) for name in names]
        page.profile_id = gr.Textbox(visible="hidden")
        page.profile_saved = markup("", elem_id="ho-so-da-luu")
        page.profile_save = gr.Button("", visible="hidden", elem_id="luu-ho-so")
    page.profile = tuple(widgets)


def _field(name: str) -> Any:
    label, hint = labels.PROFILE_FIELDS[name]
    if name in CHOICES:
        return gr.Dropdown(choices=list(CHOICES[name]), label=label, min_width=180, scale=2, filterable=False)
    tall = 3 if name in MANY_LINES else 1
    wide = 420 if name == "title" else 180
    return gr.Textbox(
        label=label,
        placeholder=hint and labels.EXAMPLE.format(text=hint),
        lines=tall,
        max_lines=tall,
        min_width=wide,
        scale=wide // 90,
    )


def profile_of(values: tuple[Any, ...], former: Profile) -> Profile:
    """Make a profile of the form's values; raises UnusableInput for a date that is none."""
    data: dict[str, Any] = {f.name: getattr(former, f.name) for f in fields(Profile)}
    for name, value in zip(NAMES, values, strict=True):
        text = str(value or "").strip()
        data[name] = tuple(line.strip() for line in text.splitlines() if line.strip()) if name in MANY_LINES else text
    data["date"] = iso_day(data["date"])
    data["system"] = data["system"] or former.system
    return Profile(**data)


def iso_day(text: str) -> str:
    """Read 18/10/2019 as 2019-10-18; an ISO date and an empty one stay; raises UnusableInput."""
    parts = text.replace("-", "/").replace(".", "/").split("/")
    if not text or (len(parts) == 3 and len(parts[0]) == 4):
        return text
    try:
        return date(int(parts[2]), int(parts[1]), int(parts[0])).isoformat()
    except (ValueError, IndexError):
        raise UnusableInput(labels.BAD_DATE.format(text=text)) from None


def values_of(profile: Profile) -> list[Any]:
    """Show a profile in the form's order."""
    out: list[Any] = []
    for name in NAMES:
        value = getattr(profile, name)
        out.append("\n".join(value) if name in MANY_LINES else day(value) if name == "date" else value or None)
    return out


class ProfileHandlers:
    """Show and keep the profile."""

    def __init__(self, page: Page, desk: Desk) -> None:
        self.page, self.desk = page, desk

    def show(self, report_id: str, request: gr.Request) -> list[Any]:
        """Show the report's profile."""
        profile = self.desk.service(request).workspace.report(report_id).profile if report_id else Profile()
        return [*values_of(profile), report_id, ""]

    def open(self, report_id: str, request: gr.Request) -> Any:
        """Show the profile when its page is opened; before a report has come there is nothing to show."""
        return self.show(report_id, request) if report_id else unchanged()

    def save(self, request: gr.Request, report_id: str, *values: Any) -> str:
        """Keep the form in the report that it was shown from, or say which field cannot be read."""
        if not report_id:
            raise refuse(labels.NO_REPORT)
        workspace = self.desk.service(request).workspace
        try:
            workspace.save_profile(report_id, profile_of(values, workspace.report(report_id).profile))
        except UnusableInput as error:
            return f'<span class="tl-hong" role="status">{esc(error)}</span>'
        return f'<span class="tl-mo" role="status">{labels.SAVED.format(time=clock())}</span>'


def wire(page: Page, desk: Desk) -> None:
    """Tie the form to its handlers."""
    do = ProfileHandlers(page, desk)
    shown = [*page.profile, page.profile_id, page.profile_saved]
    page.report_id.change(told(do.show), [page.report_id], shown, **QUIET)
    page.go_profile.click(told(do.open), [page.report_id], shown, js="(...a) => troly.trang('ho-so', a)", **QUIET)
    page.profile_save.click(told(do.save), [page.profile_id, *page.profile], [page.profile_saved], **QUIET)
