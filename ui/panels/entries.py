"""The editor of the registry: a form that adds or corrects one directive in the user's own book."""

from __future__ import annotations

from typing import Any

import gradio as gr

from knowledge.errors import NotFound, UnusableInput
from knowledge.registry import to_row
from ui import labels
from ui.desk import Desk
from ui.html import day, esc
from ui.page import Page
from ui.panels.cards import key_of, name_of
from ui.panels.registry import found_html, own_html
from ui.widgets import QUIET, markup, tell, told

NAMES = tuple(labels.ENTRY_FIELDS)
WIDE = {"title": 6, "note": 4, "issuer": 3}
STATUS_CHOICES = [(words, key) for key, words in labels.STATUSES.items()]


def build(page: Page) -> None:
    """Make the form, closed until an entry is added or corrected."""
    with gr.Column(elem_id="sua-van-ban", visible=False) as page.entry_form:
        page.entry_head = markup("")
        page.entry_key = gr.Textbox(visible="hidden")
        with gr.Row(elem_classes="tl-nhom"):
            page.entry = tuple(_field(name) for name in NAMES)
        page.entry_checked = gr.Checkbox(label=labels.CHECKED, elem_id="da-doi-chieu", container=False)
        page.entry_said = markup("", elem_id="van-ban-loi")
        with gr.Row(elem_classes="tl-nhom"):
            page.entry_save = gr.Button(
                labels.SAVE, variant="primary", size="sm", scale=0, min_width=100, elem_id="luu-van-ban"
            )
            page.entry_cancel = gr.Button(labels.CANCEL, size="sm", scale=0, min_width=100, elem_id="huy-van-ban")


def _field(name: str) -> Any:
    label, hint = labels.ENTRY_FIELDS[name]
    if name == "status":
        return gr.Dropdown(
            choices=STATUS_CHOICES, value="khong_ro", label=label, min_width=180, scale=2, filterable=False
        )
    if name == "type":
        return gr.Dropdown(
            choices=list(labels.ENTRY_TYPES), value=None, label=label, allow_custom_value=True, min_width=180, scale=2
        )
    return gr.Textbox(
        label=label, placeholder=hint and labels.EXAMPLE.format(text=hint), lines=1, max_lines=3 if name in ("title", "note") else 1,
        min_width=180 if name not in WIDE else 300, scale=WIDE.get(name, 2),
    )  # fmt: skip


def row_of(values: tuple[Any, ...], checked: bool, former: dict[str, Any] | None = None) -> dict[str, Any]:
    """Make a row of the form over the entry that it corrects: what the form does not show stays as it was."""
    typed = {name: str(value or "").strip() or None for name, value in zip(NAMES, values, strict=True)}
    typed["issued_on"] = typed["issued_on"] and day_iso(typed["issued_on"])
    typed["status"] = typed["status"] or "khong_ro"
    row = dict(former or {}) | typed
    held = (former or {}).get("status_source", "")
    return row | {
        "status_source": "seen" if checked else "memory" if held in ("", "seen") else held,
        "confidence": "high",
    }


def day_iso(text: str) -> str:
    """Read 8/12/2009 as the page writes it; anything else is left to the registry, which says what is wrong."""
    parts = text.replace("-", "/").replace(".", "/").split("/")
    if len(parts) == 3 and all(p.isdecimal() for p in parts) and len(parts[2]) == 4:
        return f"{int(parts[0]):02d}/{int(parts[1]):02d}/{parts[2]}"
    return text


class EntryHandlers:
    """Each method answers one button of the editor."""

    def __init__(self, page: Page, desk: Desk) -> None:
        self.page, self.desk = page, desk

    def add(self, text: str) -> dict[Any, Any]:
        """Open an empty form; what was looked for becomes the symbol where it has the look of one."""
        symbol = text.strip() if any(c.isdigit() for c in text) and len(text.split()) == 1 else ""
        return self._form({"symbol": symbol, "status": "khong_ro"}, "", labels.ADDING)

    def correct(self, event: gr.EventData, request: gr.Request) -> dict[Any, Any]:
        """Open the form of the entry whose key the button carries."""
        entry = self._entry(str((event._data or {}).get("sua", "")), request)
        return self._form(entry, key_of(entry), labels.CORRECTING.format(name=name_of(entry)))

    def save(
        self, request: gr.Request, text: str, report_id: str, key: str, checked: bool, *values: Any
    ) -> dict[Any, Any]:
        """Keep the form's entry in the user's book, or say beside the form what is wrong with it."""
        from assistant.directives import add_entries, entry_of

        page, service = self.page, self.desk.service(request)
        try:
            former = self._entry(key, request) if key else None
            entry = entry_of(row_of(values, checked, former))
            add_entries(service.settings, (entry,))
        except (UnusableInput, NotFound) as error:
            return {page.entry_said: f'<p class="tl-hong" role="alert">{esc(error)}</p>'}
        row = to_row(entry)
        said = labels.ENTRY_SAVED.format(name=name_of(row))
        if former and key_of(row) != key:
            said += " " + labels.FORMER_STAYS.format(name=name_of(former))
        tell(said)
        wanted = entry.symbol or text
        shown = {
            page.look_for: wanted,
            page.found: found_html(self.desk, service, wanted, report_id),
            page.own: own_html(service),
        }
        return shown | self.close()

    def close(self) -> dict[Any, Any]:
        """Close the form."""
        return {self.page.entry_form: gr.update(visible=False), self.page.entry_said: ""}

    def _entry(self, key: str, request: gr.Request) -> dict[str, Any]:
        from assistant.lookupindex import index_for

        service = self.desk.service(request)
        entries = index_for(service.registry, service.cited()).registry.entries
        found = next((row for e in entries if key_of(row := to_row(e)) == key), None)
        if found is None:
            raise NotFound(labels.NOT_IN_BOOK)
        return found

    def _form(self, entry: dict[str, Any], key: str, head: str) -> dict[Any, Any]:
        page = self.page
        shown = {name: entry.get(name) for name in NAMES} | {"issued_on": day(entry.get("issued_on"))}
        return {
            page.entry_form: gr.update(visible=True), page.entry_head: f"<h3>{esc(head)}</h3>", page.entry_key: key,
            page.entry_checked: bool(key) and entry.get("status_source", "") in ("", "seen"), page.entry_said: "",
            **{widget: shown[name] or None for name, widget in zip(NAMES, page.entry, strict=True)},
        }  # fmt: skip


def wire(page: Page, desk: Desk) -> None:
    """Tie the editor to its handlers."""
    do = EntryHandlers(page, desk)
    form = [page.entry_form, page.entry_head, page.entry_key, page.entry_checked, page.entry_said, *page.entry]
    kept = [page.look_for, page.report_id, page.entry_key, page.entry_checked, *page.entry]
    page.entry_add.click(told(do.add), [page.look_for], form, **QUIET)
    for cards in (page.found, page.own):
        cards.select(told(do.correct), None, form, **QUIET).success(
            None, js="() => document.querySelector('#sua-van-ban')?.scrollIntoView({block: 'nearest'})"
        )
    page.entry_save.click(
        told(do.save), kept, [page.look_for, page.found, page.own, page.entry_form, page.entry_said], **QUIET
    )
    page.entry_cancel.click(told(do.close), None, [page.entry_form, page.entry_said], **QUIET)
