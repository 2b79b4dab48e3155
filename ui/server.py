"""The web server: it answers at once with a page that says what is loading, then with the real one."""

from __future__ import annotations

import asyncio
import logging
import threading
from contextlib import AsyncExitStack
from pathlib import Path
from string import Template
from typing import Any

from assistant.settings import Settings, quiet_libraries
from knowledge.errors import UnusableInput
from ui import labels
from ui.quickstart import quick_start
from ui.shell import Receive, Scope, Send, Shell

ASSETS = Path(__file__).parent / "assets"
LOOPBACK = ("127.0.0.1", "localhost", "::1")
UPLOAD_LIMIT = "100mb"
_log = logging.getLogger(__name__)


def serve(settings: Settings, host: str = "127.0.0.1", port: int = 7860) -> None:
    """Serve the page until interrupted; the port answers before the heavy libraries are loaded.

    Raises UnusableInput for an address that other machines reach: nobody logs in yet.
    """
    import uvicorn

    if host not in LOOPBACK:
        raise UnusableInput(labels.LOOPBACK_ONLY.format(host=host))

    quiet_libraries()
    uvicorn.run(
        Front(settings, host), host=host, port=port, log_level="warning", lifespan="on", timeout_graceful_shutdown=3
    )


def create_app(desk: Any, local: bool = True) -> Any:
    """Make the FastAPI app over a desk: our routes, then the gradio page."""
    import gradio as gr
    from fastapi import FastAPI
    from starlette.middleware.trustedhost import TrustedHostMiddleware

    from ui.app import build, theme, words
    from ui.routes import add_routes

    app = FastAPI(title=labels.TITLE, docs_url=None, redoc_url=None, openapi_url=None)
    if local:  # another name that resolves to this machine must not reach the page
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(LOOPBACK))
    app.add_middleware(Shell)
    add_routes(app, desk)
    return gr.mount_gradio_app(
        app, build(desk), path="/", favicon_path=ASSETS / "bieu-tuong.svg", theme=theme(), i18n=words(), footer_links=[], run_history=False,
        show_error=True, ssr_mode=False, max_file_size=UPLOAD_LIMIT, mcp_server=False, pwa=False,
    )  # fmt: skip


class Front:
    """An ASGI app that shows what is loading until the real app is there, and hands everything to it from then on."""

    def __init__(self, settings: Settings, host: str) -> None:
        self.settings, self.host = settings, host
        self.state, self.failure = "libraries", ""
        self.settled = threading.Event()
        self.app: Any = None
        self.service: Any = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one connection."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif self.app is not None:
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            await self._wait_page(scope, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        async with AsyncExitStack() as stack:
            opening = asyncio.create_task(self._open(stack))
            await send({"type": "lifespan.startup.complete"})
            await receive()
            opening.cancel()
        if self.service is not None:
            self.service.close()
        await send({"type": "lifespan.shutdown.complete"})

    async def _open(self, stack: AsyncExitStack) -> None:
        try:
            app = await asyncio.to_thread(self._build)
            await stack.enter_async_context(app.router.lifespan_context(app))
            self.app = app
            stack.callback(asyncio.create_task(asyncio.to_thread(self._warm)).cancel)
        except Exception as error:
            _log.exception("the page could not be opened")
            self.failure = str(error) or type(error).__name__
            raise
        finally:
            self.settled.set()

    def _build(self) -> Any:
        with quick_start():
            from assistant.workflow import open_service
            from ui.desk import desk_for

            self.state = "library"
            self.service = open_service(self.settings)
            self.state = "page"
            return create_app(desk_for(self.service), local=self.host in LOOPBACK)

    def _warm(self) -> None:
        """Ask one question that nobody keeps, while the browser draws the page, so that the user's first one is quick.

        Not where a language model is set: nothing is sent anywhere that nobody asked for.
        """
        if self.service.model is not None:
            return
        from assistant.records import Turn
        from assistant.workflow import converse
        from knowledge.errors import TrolyError

        try:
            list(converse(self.service, Turn(labels.WARM_TURN)))
        except TrolyError as error:
            _log.warning("%s", error)

    async def _wait_page(self, scope: Scope, send: Send) -> None:
        status = 200 if scope["path"] in ("", "/") else 503
        body = self.wait_html().encode() if scope["path"] in ("", "/") else b""
        headers = [
            (b"content-type", b"text/html; charset=utf-8"),
            (b"cache-control", b"no-store"),
            (b"retry-after", b"1"),
        ]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    def wait_html(self) -> str:
        """Say what is loading, or why nothing will."""
        from ui.html import esc

        said = f"{labels.FAILED_START}: {self.failure}" if self.failure else labels.STARTING_PARTS[self.state]
        page = Template((ASSETS / "dang-mo.html").read_text("utf-8"))
        return page.substitute(
            title=labels.STARTING,
            said=esc(said),
            again="" if self.failure else '<meta http-equiv="refresh" content="0.4">',
        )
