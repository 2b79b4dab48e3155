"""The chat: a section's conversation, streamed, with a way to stop and a proposal that waits to be accepted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import gradio as gr

from assistant.records import Turn
from knowledge.errors import TrolyError
from ui import labels
from ui.desk import Desk
from ui.html import clock, esc, short
from ui.page import Page
from ui.panels import answers
from ui.panels.outline import outline_html
from ui.views import chat_view, findings_html, history_html, paper_view, pending
from ui.widgets import QUIET, markup, refuse, tell, told, unchanged

Shown = dict[Any, Any]
SHOWN, HIDDEN = gr.update(visible=True), gr.update(visible="hidden")
A_MOMENT = "(...values) => new Promise((done) => setTimeout(() => done(values), 500))"
"""A stopped answer keeps what had come before it is shown again."""
BULLETS = ("-", "+", "•", "*")


def build(page: Page) -> None:
    """Make the chat's column: the brief, the conversation, the waiting proposal and the box to type in."""
    page.brief = markup("", elem_id="muc-hoi")
    with gr.Column(elem_id="cuon-chat"):
        page.history = markup("", elem_id="lich-su")
        page.live = markup("", elem_id="dang-viet")
    with gr.Row(elem_id="de-xuat", visible=False) as page.proposal:
        page.accept = gr.Button(labels.ACCEPT, variant="primary", size="sm", elem_id="dua-vao")
        page.append = gr.Button(labels.APPEND, size="sm", visible=False)
        page.rewrite = gr.Button(labels.REWRITE, size="sm")
        page.shorter = gr.Button(labels.SHORTER, size="sm")
    with gr.Row(elem_id="viec-lam"):
        page.suggest = gr.Button(labels.SUGGEST, size="sm", elem_id="goi-y")
        page.from_notes = gr.Button(labels.FROM_NOTES, size="sm", elem_id="tu-ghi-chu")
        page.which_directive = gr.Button(labels.WHICH_DIRECTIVE, size="sm", elem_id="van-ban-nao")
        page.check_section = gr.Button(labels.CHECK_SECTION, size="sm", elem_id="soat-muc")
    with gr.Row(elem_id="o-nhap"):
        page.ask = gr.Textbox(
            lines=3, max_lines=3, show_label=False, label=labels.ASK_HINT, placeholder=f"{labels.ASK_HINT}\n{labels.ASK_INFO}",
            container=False, elem_id="cau-hoi", scale=5,
        )  # fmt: skip
        page.send = gr.Button(labels.SEND, variant="primary", elem_id="gui", scale=0, min_width=72)
        page.stop = gr.Button(labels.STOP, elem_id="dung", scale=0, min_width=72, visible="hidden")


class ChatHandlers:
    """Each method answers one button of the chat."""

    def __init__(self, page: Page, desk: Desk) -> None:
        self.page, self.desk = page, desk

    def ask(self, report_id: str, section_id: str, text: str, request: gr.Request) -> Iterator[Shown]:
        """Send what was typed."""
        if text.strip():
            yield from self._stream(self.desk.service(request), report_id, section_id, text.strip("\n"), typed=True)
        else:
            yield unchanged()

    def suggest(self, report_id: str, section_id: str, request: gr.Request) -> Iterator[Shown]:
        """Ask how the open section is phrased."""
        yield from self._about(report_id, section_id, labels.SUGGEST_TURN, request)

    def directive(self, report_id: str, section_id: str, request: gr.Request) -> Iterator[Shown]:
        """Ask which directive applies to the open section."""
        yield from self._about(report_id, section_id, labels.DIRECTIVE_TURN, request)

    def rewrite(self, report_id: str, section_id: str, request: gr.Request) -> Iterator[Shown]:
        """Ask for the waiting proposal in other words."""
        yield from self._stream(self.desk.service(request), report_id, section_id, labels.REWRITE_TURN)

    def shorter(self, report_id: str, section_id: str, request: gr.Request) -> Iterator[Shown]:
        """Ask for the waiting proposal in fewer words."""
        yield from self._stream(self.desk.service(request), report_id, section_id, labels.SHORTER_TURN)

    def from_notes(self, report_id: str, section_id: str, text: str, kept: str, request: gr.Request) -> Iterator[Shown]:
        """Draft from the notes that are typed, which join the section's notes; else from all of these."""
        service = self.desk.service(request)
        if not section_id:
            raise refuse(labels.NEED_SECTION)
        notes = text.strip("\n") if text.strip() else kept
        if not notes.strip():
            tell(labels.NEED_NOTES)
            yield unchanged()
            return
        service.workspace.save_notes(section_id, joined(kept, text))
        sections = service.workspace.report(report_id).sections
        yield {self.page.notes: joined(kept, text), self.page.outline: outline_html(sections, section_id)}
        marked = "\n".join(
            line if line.lstrip().startswith(BULLETS) else f"- {line.strip()}"
            for line in notes.splitlines()
            if line.strip()
        )
        yield from self._stream(
            service, report_id, section_id, f"{labels.FROM_NOTES}:\n{marked}", typed=bool(text.strip())
        )

    def stopped(self, report_id: str, section_id: str, request: gr.Request) -> Shown:
        """Show what the chat keeps after a stop."""
        return self._settled(self.desk.service(request), report_id, section_id)

    def accept(self, report_id: str, section_id: str, paper: str, request: gr.Request) -> Shown:
        """Put the waiting proposal on the sheet in place of its text; the former text stays among the versions."""
        return self._take(report_id, section_id, paper, request, keep=False)

    def append(self, report_id: str, section_id: str, paper: str, request: gr.Request) -> Shown:
        """Put the waiting proposal on the sheet below its text."""
        return self._take(report_id, section_id, paper, request, keep=True)

    def check(self, report_id: str, section_id: str, paper: str, request: gr.Request) -> Shown:
        """Check the open section and list what was found beside the sheet."""
        service = self.desk.service(request)
        if not section_id or not paper.strip():
            raise refuse(labels.NEED_TEXT)
        service.workspace.save_text(section_id, paper)
        report, section = service.workspace.report(report_id), service.workspace.section(section_id)
        findings = self.desk.story.check_section(service, report, section)
        return {self.page.findings: findings_html(findings, labels.SECTION_COUNT, service.workspace.waivers(report_id))}

    def _about(self, report_id: str, section_id: str, words: str, request: gr.Request) -> Iterator[Shown]:
        service = self.desk.service(request)
        if not section_id:
            raise refuse(labels.NEED_SECTION)
        section, report = service.workspace.section(section_id), service.workspace.report(report_id)
        title = short(report.profile.title or report.title, 200)
        text = words.format(heading=section.heading, title=f"«{title}»")
        yield from self._stream(service, report_id, section_id, text)

    def _stream(self, service: Any, report_id: str, section_id: str, text: str, typed: bool = False) -> Iterator[Shown]:
        events = self.desk.story.converse(service, Turn(text, report_id, section_id))
        page, written, status, ended = self.page, "", labels.WORKING, False
        said = answers.user_line(text)
        yield {page.live: said + working(status), page.stop: SHOWN} | ({page.ask: ""} if typed else {})
        try:
            for event in events:
                status = event.text if event.kind == "status" else status
                written += event.text if event.kind == "text" else ""
                yield {page.live: said + (streamed(written) if written else "") + working(status)}
            ended = True
        except TrolyError as error:
            ended = True
            failed = f'<div class="tl-loi tl-hong">{esc(error)}</div>'
            yield {page.live: said + failed, page.stop: HIDDEN} | ({page.ask: text} if typed else {})
            return
        finally:
            if not ended and report_id:  # stopped, or the tab was closed: what had come is kept
                service.workspace.say(report_id, section_id, "assistant", f"{written}\n{labels.STOPPED}".strip())
        yield self._settled(service, report_id, section_id)

    def _settled(self, service: Any, report_id: str, section_id: str) -> Shown:
        page = self.page
        section = service.workspace.section(section_id) if section_id else None
        shown = chat_view(page, service, report_id, section) if section else {}
        shown.pop(page.brief, None)
        return shown | {page.live: "", page.stop: HIDDEN}

    def _take(self, report_id: str, section_id: str, paper: str, request: gr.Request, keep: bool) -> Shown:
        page, workspace = self.page, self.desk.service(request).workspace
        draft = pending(workspace.chat(report_id, section_id))
        if draft is None:
            raise refuse(labels.NO_PROPOSAL)
        text = answers.draft_text(draft)
        if paper.strip():
            workspace.save_text(section_id, paper)
            text = f"{paper.rstrip()}\n{text}" if keep else text
        workspace.save_text(section_id, text, str(draft.get("written_by", "embedded")))
        workspace.say(report_id, section_id, "assistant", labels.ACCEPTED.format(time=clock()), {"accepted": True})
        service, section = self.desk.service(request), workspace.section(section_id)
        shown = paper_view(page, service, section)
        shown.pop(page.notes)
        return {
            **shown,
            page.history: history_html(workspace.chat(report_id, section_id)),
            page.proposal: gr.update(visible=False),
            page.outline: outline_html(workspace.report(report_id).sections, section_id),
        }


def joined(kept: str, typed: str) -> str:
    """Add typed notes below the kept ones, those that stand there already left out."""
    there = {line.strip(" -+•*") for line in kept.splitlines()}
    new = [line for line in typed.strip("\n").splitlines() if line.strip(" -+•*") not in there]
    return "\n".join([*([kept.rstrip("\n")] if kept.strip() else []), *new])


def working(status: str) -> str:
    """Show that something is under way, in a word."""
    return f'<div class="tl-dang-lam" role="status"><i></i>{esc(status)}</div>'


def streamed(text: str) -> str:
    """Show the part of an answer that has come so far."""
    return f'<div class="tl-loi tl-may"><div class="tl-chu">{answers.marked(text, ())}</div></div>'


def wire(page: Page, desk: Desk) -> None:
    """Tie the chat's buttons to their handlers; one stop button ends whatever streams."""
    do = ChatHandlers(page, desk)
    place, typed, sheet = [page.report_id, page.section_id], [page.ask], [page.paper]
    talk = [page.history, page.live, page.proposal, page.accept, page.append, page.ask, page.stop]
    notes = [page.notes, page.outline]
    streams = [
        page.send.click(told(do.ask), place + typed, talk, **QUIET),
        page.suggest.click(told(do.suggest), place, talk, **QUIET),
        page.which_directive.click(told(do.directive), place, talk, **QUIET),
        page.from_notes.click(told(do.from_notes), place + typed + [page.notes], talk + notes, **QUIET),
        page.rewrite.click(told(do.rewrite), place, talk, **QUIET),
        page.shorter.click(told(do.shorter), place, talk, **QUIET),
    ]
    page.stop.click(told(do.stopped), place, talk, cancels=streams, js=A_MOMENT, **QUIET)
    taken = [
        page.paper_head, page.paper, page.versions, page.version_row, page.approve, page.history, page.proposal, page.outline
    ]  # fmt: skip
    page.accept.click(told(do.accept), place + sheet, taken, **QUIET)
    page.append.click(told(do.append), place + sheet, taken, **QUIET)
    page.check_section.click(
        told(do.check), place + sheet, [page.findings], js="(...a) => troly.khung('phat-hien', a)", **QUIET
    )
