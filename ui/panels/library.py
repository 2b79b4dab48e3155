"""Kho tài liệu: documents that give wording and requirements; upload many, see what was read, remove."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import gradio as gr

from knowledge.errors import NotFound, TrolyError
from ui import labels
from ui.desk import Desk
from ui.html import button, esc, items
from ui.page import Page
from ui.widgets import markup, tell, told, unchanged

ACT = """
element.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-bo]');
  if (button && confirm(button.dataset.hoi)) trigger('select', {bo: button.dataset.bo});
});
"""


def build(page: Page) -> None:
    """Make the page of the document store."""
    with gr.Column(elem_id="trang-kho", elem_classes="tl-trang"):
        markup(f"<h2>{labels.LIBRARY}</h2><p>{labels.LIBRARY_HELP} {labels.UPLOAD_HINT}</p>")
        with gr.Row(elem_classes="tl-nhom"):
            page.upload = gr.File(
                label=labels.UPLOAD,
                show_label=False,
                file_count="multiple",
                height=150,
                elem_id="tai-len",
                scale=3,
                min_width=260,
            )
            page.upload_kind = gr.Radio(
                choices=list(labels.KINDS),
                value="auto",
                label=labels.UPLOAD_KIND,
                elem_id="loai-tai-lieu",
                scale=2,
                min_width=240,
            )
        page.upload_result = markup("", elem_id="ket-qua-tai")
        page.documents = markup("", elem_id="ds-tai-lieu", js=ACT)
        with gr.Row(elem_classes="tl-nhom"):
            page.demo_off = gr.Button(labels.DEMO_OFF, size="sm", elem_id="bo-minh-hoa", scale=0, min_width=200)
            page.demo_on = gr.Button(labels.DEMO_ON, size="sm", elem_id="nap-minh-hoa", scale=0, min_width=200)


def documents_html(service: Any) -> str:
    """List the user's documents, then the demo ones under a heading of their own."""
    documents = service.library.documents()
    parts = []
    for title, origin in ((labels.YOUR_DOCUMENTS, "user"), (labels.DEMO_DOCUMENTS, "demo")):
        rows = items((_row(d) for d in documents if d.origin == origin), "tl-ds")
        if rows:
            parts.append(f"<h3>{title}</h3>{rows}")
    return "".join(parts) or f'<p class="tl-trong">{labels.EMPTY_LIBRARY}</p>'


def _row(document: Any) -> str:
    about = f"{labels.KIND_NAMES.get(document.kind, document.kind)} · {labels.COUNTED.format(document)}"
    return (
        f"<div><b>{esc(document.title)}</b><div class='tl-mo'>{esc(about)}</div></div><div class='tl-nut'>"
        f"{button(labels.VIEW, 'tl-nut-vua', xem=document.id)}"
        f"{button(labels.REMOVE, 'tl-nho', bo=document.id, hoi=labels.REMOVE_SURE)}</div>"
    )


def shelf(page: Page, service: Any) -> dict[Any, Any]:
    """Show the documents, and the one of the two demo buttons that has something to do."""
    demo = any(d.origin == "demo" for d in service.library.documents())
    return {
        page.documents: documents_html(service),
        page.demo_off: gr.update(visible=demo),
        page.demo_on: gr.update(visible=not demo),
    }


def results_html(results: tuple[Any, ...]) -> str:
    """Say of each file what was read, what to look at, or why it could not be read."""

    def row(result: Any) -> str:
        name = esc(Path(result.path).name)
        if result.status == "failed":
            return f"<b>{name}</b>: <span class='tl-hong'>{esc(result.error or labels.STATUS_NAMES['failed'])}</span>"
        counts = labels.COUNTS.format(
            passages=result.passages, sections=result.sections, tables=result.tables, footnotes=result.footnotes
        )
        warnings = items((esc(w) for w in result.warnings), "tl-luu-y")
        return f"<b>{name}</b>: {esc(labels.STATUS_NAMES[result.status])}. <span class='tl-mo'>{esc(counts)}</span>{warnings}"

    return items((row(r) for r in results), "tl-ket-qua")


class LibraryHandlers:
    """Each method answers one control of the document store."""

    def __init__(self, page: Page, desk: Desk) -> None:
        self.page, self.desk = page, desk

    def show(self, request: gr.Request) -> dict[Any, Any]:
        """Show the documents."""
        return shelf(self.page, self.desk.service(request)) | {self.page.upload_result: ""}

    def add(
        self,
        files: list[str] | None,
        kind: str,
        request: gr.Request,
        progress: gr.Progress = gr.Progress(),  # noqa: B008
    ) -> dict[Any, Any]:
        """Read the uploaded files into the store, each wholly or not at all."""
        service, page = self.desk.service(request), self.page
        if not files:
            return unchanged()

        def progressed(done: int, total: int, name: str = "") -> None:
            progress((done, total), desc=labels.READING.format(name=name) if name else labels.WORKING)

        try:
            kept = [self.desk.keep_upload(service, Path(file)) for file in files]
            said = results_html(self.desk.story.add_documents(service, kept, kind, progressed))
        except TrolyError as error:
            said = f'<p class="tl-hong">{esc(error)}</p>'
        return shelf(page, service) | {page.upload: None, page.upload_result: said}

    def remove(self, event: gr.EventData, request: gr.Request) -> dict[Any, Any]:
        """Take the document whose id the button carries out of the store."""
        service, page = self.desk.service(request), self.page
        document_id = str((event._data or {}).get("bo", ""))
        title = next((d.title for d in service.library.documents() if d.id == document_id), None)
        if title is None:
            raise NotFound(labels.NOT_FOUND)
        service.library.remove(document_id)
        tell(labels.REMOVED.format(title=title))
        return shelf(page, service)

    def demo_off(self, request: gr.Request) -> dict[Any, Any]:
        """Take every demo document out, and keep them out."""
        service = self.desk.service(request)
        tell(labels.DEMO_REMOVED.format(count=self.desk.story.drop_demo(service)))
        return shelf(self.page, service)

    def demo_on(self, request: gr.Request) -> dict[Any, Any]:
        """Bring the demo documents back."""
        service = self.desk.service(request)
        tell(labels.DEMO_RESTORED.format(count=self.desk.story.add_demo(service)))
        return shelf(self.page, service)


def wire(page: Page, desk: Desk) -> None:
    """Tie the document store to its handlers."""
    do = LibraryHandlers(page, desk)
    private: dict[str, Any] = {"api_visibility": "private", "concurrency_limit": 8}
    rows = [page.documents, page.demo_off, page.demo_on]
    shown = [*rows, page.upload_result]
    page.go_library.click(
        told(do.show), None, shown, js="(...a) => troly.trang('kho', a)", show_progress="hidden", **private
    )
    page.upload.upload(
        told(do.add),
        [page.upload, page.upload_kind],
        [page.upload, *shown],
        show_progress_on=[page.upload_result],
        **private,
    )
    page.documents.select(told(do.remove), None, rows, **private)
    page.demo_off.click(told(do.demo_off), None, rows, **private)
    page.demo_on.click(told(do.demo_on), None, rows, **private)
