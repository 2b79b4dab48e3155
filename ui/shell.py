"""The HTML around gradio's page made ours on its way out: Vietnamese, with our style from the first paint and a content policy."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

ASSETS = Path(__file__).parent / "assets"
CSP = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; media-src 'self' blob:; object-src 'none'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)
"""Nothing is fetched from another host, whatever a document or a model writes into the page."""
HEADERS = (
    (b"content-security-policy", CSP.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
)
ADVERTS = re.compile(r'<meta\s+(?:property|name)="(?:og|twitter):[^>]*>\s*')


def head() -> str:
    """Return what goes into the page's head: our style and our script, stamped so that a new version is fetched."""
    parts = []
    for name, tag in (("troly.css", '<link rel="stylesheet" href="{}">'), ("troly.js", '<script src="{}"></script>')):
        stamp = hashlib.sha256((ASSETS / name).read_bytes()).hexdigest()[:10]
        parts.append(tag.format(f"tinh/{name}?v={stamp}"))
    return "".join(parts)


class Shell:
    """ASGI middleware: the headers go on every answer, the changes into the page itself."""

    def __init__(self, app: Any) -> None:
        self.app, self.head = app, head()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a connection on, with our headers; rewrite the page at "/"."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        page = scope["path"] in ("", "/") and scope["method"] == "GET"
        if page:  # asked for plain, so that it can be read
            scope = {**scope, "headers": [h for h in scope["headers"] if h[0] != b"accept-encoding"]}
        started: list[Message] = []
        body = b""

        async def pass_on(message: Message) -> None:
            nonlocal body
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *HEADERS]
                if page:
                    started.append(message)
                    return
            elif page and started:
                body += message.get("body", b"")
                if not message.get("more_body"):
                    await self._send_page(started[0], body, send)
                return
            await send(message)

        await self.app(scope, receive, pass_on)

    async def _send_page(self, start: Message, body: bytes, send: Send) -> None:
        kinds = [value for name, value in start["headers"] if name == b"content-type"]
        if kinds and kinds[0].startswith(b"text/html"):
            body = self.rewrite(body.decode()).encode()
            kept = [h for h in start["headers"] if h[0] != b"content-length"]
            start["headers"] = [*kept, (b"content-length", str(len(body)).encode())]
        await send(start)
        await send({"type": "http.response.body", "body": body})

    def rewrite(self, html: str) -> str:
        """Make the page Vietnamese, drop what advertises gradio, add our head."""
        html = ADVERTS.sub("", html.replace('lang="en"', 'lang="vi"', 1))
        return html.replace("</head>", f"{self.head}</head>", 1)
