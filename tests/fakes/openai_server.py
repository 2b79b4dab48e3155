"""A small server on loopback that speaks OpenAI's chat protocol with streaming, and answers from a queue of scripts."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Script:
    """One answer: `text` in pieces of `step` characters, or an HTTP error, or a stop in the middle of a word."""

    text: str = ""
    status: int = 200
    step: int = 12
    cut_after: int | None = None


@dataclass
class FakeOpenAI:
    """Serve the scripts in order, the last one for ever; `requests` keeps what was asked."""

    scripts: list[Script]
    requests: list[dict[str, Any]] = field(default_factory=list)

    def __enter__(self) -> FakeOpenAI:
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                outer.requests.append({"path": self.path, "body": body, "key": self.headers.get("Authorization", "")})
                script = outer.scripts.pop(0) if len(outer.scripts) > 1 else outer.scripts[0]
                outer.answer(self, script, body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}/v1"

    def answer(self, handler: BaseHTTPRequestHandler, script: Script, body: dict[str, Any]) -> None:
        if script.status != 200:
            payload = json.dumps({"error": {"message": "no", "type": "server_error"}}).encode()
            handler.send_response(script.status)
            handler.send_header("Content-Type", "application/json")
            handler.send_header("Content-Length", str(len(payload)))
            handler.end_headers()
            handler.wfile.write(payload)
            return
        assert body.get("stream"), "the assistant asks for a stream"
        handler.send_response(200)
        handler.send_header("Content-Type", "text/event-stream")
        handler.end_headers()
        for event in _events(script, body):
            handler.wfile.write(f"data: {event}\n\n".encode())
            handler.wfile.flush()


def _events(script: Script, body: dict[str, Any]) -> Iterator[str]:
    text = script.text if script.cut_after is None else script.text[: script.cut_after]
    pieces = [text[i : i + script.step] for i in range(0, len(text), script.step)]
    head = {"id": "c1", "object": "chat.completion.chunk", "created": 0, "model": body.get("model", "x")}
    for piece in pieces:
        yield json.dumps(
            head | {"choices": [{"index": 0, "delta": {"role": "assistant", "content": piece}, "finish_reason": None}]}
        )
    if script.cut_after is None:
        yield json.dumps(head | {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
        yield "[DONE]"
