"""Verbs of upkeep: directives, backup, restore, serve, eval, doctor."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from knowledge.errors import UnusableInput
from ui.commands.console import AsJson, Home, Json, read_text, service_at, tell, warn

directives = typer.Typer(no_args_is_help=True, help="Sổ văn bản chỉ đạo: list, add, export.")


@directives.command("list")
def list_entries(
    text: Annotated[str, typer.Argument(help="Lọc theo số, ký hiệu hoặc chủ đề.")] = "",
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Liệt kê văn bản trong sổ."""
    from assistant.jsonview import directive_json

    with service_at(home) as service:
        found = [d for d, _ in service.registry.match(text)] if text.strip() else list(service.registry.entries)
    view = {"directives": [directive_json(d) for d in found]}
    tell(view, as_json, lambda: (f"{d.symbol:<22} {d.issued_on or '':<10} {d.issuer}: {d.title}" for d in found))


@directives.command("add")
def add_entry(
    symbol: Annotated[str, typer.Option("--symbol")] = "",
    type_: Annotated[str, typer.Option("--type")] = "",
    issued_on: Annotated[str, typer.Option("--date", help="Ngày ban hành, dạng 2009-12-08.")] = "",
    issuer: Annotated[str, typer.Option("--issuer")] = "",
    title: Annotated[str, typer.Option("--title")] = "",
    file: Annotated[Path | None, typer.Option("--file", help="Tệp JSONL, mỗi dòng một văn bản.")] = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Thêm hoặc đính chính một văn bản trong sổ của đơn vị."""
    from assistant.directives import add_entries, entry_of

    rows = [{"symbol": symbol, "type": type_, "issued_on": issued_on or None, "issuer": issuer, "title": title}]
    if file is not None:
        try:
            rows = [json.loads(line) for line in read_text(file).splitlines() if line.strip()]
        except json.JSONDecodeError as error:
            raise UnusableInput(
                f"Tệp {file} có dòng không phải JSON ({error.msg}); sửa dòng đó rồi thử lại."
            ) from error
    with service_at(home) as service:
        added = add_entries(service.settings, tuple(entry_of(row) for row in rows))
    view = {"added": [d.symbol for d in added]}
    tell(view, as_json, lambda: (f"Đã ghi vào sổ: {d.type} {d.symbol}" for d in added))


@directives.command("export")
def export_entries(
    output: Annotated[Path, typer.Option("-o", "--output", help="Tệp JSONL cần ghi.")],
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Xuất toàn bộ sổ văn bản."""
    from dataclasses import asdict

    from ui.commands.reports import write_file

    with service_at(home) as service:
        entries = service.registry.entries
    rows = "\n".join(json.dumps(asdict(d), ensure_ascii=False) for d in entries)
    write_file(output, (rows + "\n").encode())
    tell(
        {"path": str(output), "directives": len(entries)},
        as_json,
        lambda: iter((f"Đã ghi {len(entries)} văn bản vào {output}.",)),
    )


def backup(
    path: Path,
    force: Annotated[bool, typer.Option("--force", help="Ghi đè tệp đã có.")] = False,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Sao lưu báo cáo và kho tài liệu vào một tệp."""
    from assistant.backup import back_up

    if path.exists() and not force:
        raise UnusableInput(f"Tệp {path} đã có; thêm --force để ghi đè hoặc chọn tên khác.")
    with service_at(home) as service:
        view = back_up(service, path)
    tell(
        view,
        as_json,
        lambda: iter((f"Đã sao lưu {view['reports']} báo cáo, {view['documents']} tài liệu vào {path}.",)),
    )


def restore(path: Path, home: Home = None, as_json: AsJson = False) -> None:
    """Phục hồi từ tệp sao lưu; dữ liệu đang có được giữ lại bên cạnh."""
    from assistant.backup import put_back
    from assistant.settings import load_settings

    view = put_back(load_settings(home), path)
    tell(view, as_json, lambda: iter((f"Đã phục hồi {view['reports']} báo cáo, {view['documents']} tài liệu.",)))


def serve(
    host: Annotated[str, typer.Option("--host")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Mặc định 7860, hoặc biến môi trường PORT.")
    ] = 0,
    home: Home = None,
) -> None:
    """Mở trang làm việc."""
    from assistant.settings import load_settings
    from ui.server import serve as open_page

    chosen = port or _port(os.environ.get("PORT", "")) or 7860
    _free(host, chosen)
    warn(f"Mở trình duyệt tại http://{host}:{chosen} (dừng bằng Ctrl+C).")
    open_page(load_settings(home), host, chosen)


def evaluate(
    names: Annotated[list[str] | None, typer.Argument(help="Tên phép đo; bỏ trống để xem danh sách.")] = None,
    data: Annotated[Path | None, typer.Option("--data", help="Thư mục dữ liệu đo.")] = None,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """Chạy các phép đo."""
    from importlib import resources

    folder = resources.files("eval")
    known = sorted(
        p.name[:-3] for p in folder.iterdir() if p.name.endswith(".py") and "def main" in p.read_text("utf-8")
    )
    if not names:
        tell({"measures": known}, as_json, lambda: iter(known))
        return
    results: Json = {}
    for name in names:
        if name not in known:
            raise UnusableInput(f"Không có phép đo «{name}»; chọn trong: {', '.join(known)}.")
        command = [sys.executable, "-m", f"eval.{name}", *(["--data", str(data)] if data else [])]
        done = subprocess.run(command, text=True, capture_output=as_json, check=False)
        results[name] = {"status": done.returncode, "output": done.stdout if as_json else ""}
    if as_json:
        tell({"measures": results}, True, lambda: iter(()))
    if any(r["status"] for r in results.values()):
        raise typer.Exit(1)


def doctor(home: Home = None, as_json: AsJson = False) -> None:
    """Xem phần mềm, mô hình, kho và mỗi thứ có trả lời không."""
    from assistant.doctor import examine

    with service_at(home) as service:
        lines = examine(service)
    view = {"checks": [{"name": x.name, "ok": x.ok, "text": x.text} for x in lines]}
    tell(view, as_json, lambda: _doctor_lines(view))
    if any(not x.ok and x.needed for x in lines):
        raise typer.Exit(3)


def _doctor_lines(view: Json) -> Iterator[str]:
    for row in view["checks"]:
        yield f"{'được ' if row['ok'] else 'LƯU Ý'}  {row['name']}: {row['text']}"


def _free(host: str, port: int) -> None:
    with contextlib.closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise UnusableInput(
                f"Cổng {port} tại {host} đang được chương trình khác dùng; chọn cổng khác, ví dụ: troly serve --port {port + 1}."
            ) from error


def _port(text: str) -> int:
    if not text:
        return 0
    if not text.isdecimal() or int(text) > 65535:
        raise UnusableInput(f"PORT «{text}» không phải số cổng; dùng số từ 1 đến 65535.")
    return int(text)
