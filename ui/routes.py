"""Routes of ours beside gradio's: save a text, show a source, view a document, download a Word file.

Each asks the workspace or the library, which refuse what is not the user's; none trusts an id.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, FastAPI, Header, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from pydantic import BaseModel

from knowledge.errors import HeldBack, NotFound, TrolyError, UnusableInput
from knowledge.registry import write_rows
from ui import labels
from ui.desk import Desk
from ui.html import clock
from ui.panels.registry import own_entries
from ui.panels.sources import document_html, source_html

ASSETS = Path(__file__).parent / "assets"
TEXT_LIMIT = 500_000
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Typed(BaseModel):
    """A section's text as the page sends it, with the version that it was typed over."""

    text: str
    base: int = 0


class Noted(BaseModel):
    """A section's notes as the page sends them."""

    text: str


class Waived(BaseModel):
    """A finding that the user accepts as it stands, and why."""

    finding: str
    reason: str


def add_routes(app: FastAPI, desk: Desk) -> None:
    """Put our routes on the app, before gradio takes the rest."""
    router = APIRouter()

    @router.put("/muc/{section_id}/van-ban")
    def save_text(
        section_id: str, typed: Typed, request: Request, x_troly: Annotated[str, Header()] = ""
    ) -> JSONResponse:
        if not x_troly:  # a form of another site cannot set this header
            raise HTTPException(403, labels.NOT_FOUND)
        if len(typed.text) > TEXT_LIMIT:
            raise HTTPException(413, labels.TOO_LONG.format(limit=TEXT_LIMIT))
        workspace = desk.service(request).workspace
        before = workspace.section(section_id)
        version = workspace.save_text(section_id, typed.text)
        crossed = before.version != typed.base and before.text != typed.text
        return JSONResponse({"version": version, "saved": labels.SAVED.format(time=clock()), "crossed": crossed})

    @router.put("/muc/{section_id}/ghi-chu")
    def save_notes(
        section_id: str, noted: Noted, request: Request, x_troly: Annotated[str, Header()] = ""
    ) -> JSONResponse:
        if not x_troly:
            raise HTTPException(403, labels.NOT_FOUND)
        if len(noted.text) > TEXT_LIMIT:
            raise HTTPException(413, labels.TOO_LONG.format(limit=TEXT_LIMIT))
        desk.service(request).workspace.save_notes(section_id, noted.text)
        return JSONResponse({"saved": labels.SAVED.format(time=clock())})

    @router.post("/bao-cao/{report_id}/bo-qua")
    def waive(report_id: str, waived: Waived, request: Request, x_troly: Annotated[str, Header()] = "") -> JSONResponse:
        if not x_troly:
            raise HTTPException(403, labels.NOT_FOUND)
        if not waived.reason.strip():
            raise UnusableInput(labels.NEED_REASON)
        desk.service(request).workspace.waive(report_id, waived.finding, waived.reason.strip())
        return JSONResponse({"finding": waived.finding, "reason": waived.reason.strip()})

    @router.get("/nguon/{passage_id}")
    def source(passage_id: str, request: Request, trich: Annotated[str, Query(max_length=4000)] = "") -> HTMLResponse:
        return HTMLResponse(source_html(desk.service(request).library, passage_id, trich))

    @router.get("/tai-lieu/{document_id}")
    def view(document_id: str, request: Request) -> HTMLResponse:
        return HTMLResponse(document_html(desk.service(request).library, document_id))

    @router.get("/tai-ve/{report_id}.docx")
    def word(report_id: str, request: Request, ban: str = "chinh-thuc", layout: str = "") -> Response:
        made = desk.story.compile_report(desk.service(request), report_id, layout, ban == "du-thao")
        named = f"attachment; filename*=UTF-8''{quote(made.name)}"
        return Response(made.data, media_type=WORD, headers={"content-disposition": named, "cache-control": "no-store"})

    @router.get("/so-van-ban.jsonl")
    def registry(request: Request, rieng: bool = False) -> Response:
        service = desk.service(request)
        rows = write_rows(own_entries(service) if rieng else service.registry.entries)
        named = f"attachment; filename=so-van-ban{'-don-vi' if rieng else ''}.jsonl"
        return Response(
            rows, media_type="application/jsonl", headers={"content-disposition": named, "cache-control": "no-store"}
        )

    app.include_router(router)
    app.mount("/tinh", StaticFiles(directory=ASSETS), name="tinh")
    app.add_exception_handler(TrolyError, _say)


def _say(_request: Request, error: Exception) -> JSONResponse:
    status = 409 if isinstance(error, HeldBack) else 404 if isinstance(error, NotFound) else 422
    findings: tuple[Any, ...] = getattr(error, "findings", ())
    return JSONResponse({"error": str(error), "findings": len(findings)}, status_code=status)
