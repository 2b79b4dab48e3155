"""Everything of the home folder in one file, and back: consistent copies, checked before they take the place of what is there."""

from __future__ import annotations

import json
import sqlite3
import tempfile
import zipfile
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from assistant.service import Service
from assistant.settings import Settings
from knowledge.errors import UnusableInput

DATABASES = ("workspace.sqlite3", "knowledge.sqlite3")
EXTRAS = ("directives.jsonl", "troly.toml")
LIMIT_BYTES = 20 * 1024**3


def back_up(service: Service, path: Path) -> dict[str, Any]:
    """Write reports, documents and the user's registry into the zip file `path`; whole or not at all."""
    view = {
        "path": str(path),
        "reports": len(service.workspace.reports()),
        "documents": len(service.library.documents()),
    }
    try:
        with tempfile.TemporaryDirectory(dir=path.parent) as folder:
            beside = Path(folder) / "backup.zip"
            with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as archive:
                for name in DATABASES:
                    archive.write(_copy(service.settings.home / name, Path(folder) / name), name)
                for name in EXTRAS:
                    if (service.settings.home / name).is_file():
                        archive.write(service.settings.home / name, name)
                archive.writestr("troly.json", json.dumps(view | {"version": 1}, ensure_ascii=False))
            beside.replace(path)
    except OSError as error:
        raise UnusableInput(
            f"Không ghi được tệp sao lưu {path} ({error.strerror}); kiểm tra thư mục và chỗ trống."
        ) from error
    return view


def put_back(settings: Settings, path: Path) -> dict[str, Any]:
    """Put a backup in place; what was there is kept beside as `truoc-phuc-hoi-…`. Raises UnusableInput."""
    settings.home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.home) as folder:
        _unpack(path, Path(folder))
        counts = _counts(Path(folder))
        kept = settings.home / f"truoc-phuc-hoi-{datetime.now():%Y%m%d-%H%M%S-%f}"
        kept.mkdir()
        for name in (*DATABASES, *EXTRAS):
            for part in (name, f"{name}-wal", f"{name}-shm"):
                if (settings.home / part).exists():
                    (settings.home / part).replace(kept / part)
        for name in (*DATABASES, *EXTRAS):
            if (Path(folder) / name).exists():
                (Path(folder) / name).replace(settings.home / name)
    return {"path": str(path), **counts}


def _copy(source: Path, target: Path) -> Path:
    with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(target)) as copy:
        live.backup(copy)
    return target


def _unpack(path: Path, folder: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if not set(DATABASES) <= names or sum(i.file_size for i in archive.infolist()) > LIMIT_BYTES:
                raise UnusableInput(
                    f"Tệp {path} không phải bản sao lưu của Trợ lý; chọn tệp do lệnh `troly backup` tạo."
                )
            for name in names & {*DATABASES, *EXTRAS}:
                archive.extract(name, folder)
    except FileNotFoundError as error:
        raise UnusableInput(f"Không có tệp {path}; kiểm tra lại đường dẫn.") from error
    except (zipfile.BadZipFile, OSError, EOFError) as error:
        raise UnusableInput(f"Tệp {path} hỏng hoặc không phải bản sao lưu; dữ liệu đang có được giữ nguyên.") from error


def _counts(folder: Path) -> dict[str, int]:
    counts = {}
    for name, table, key in zip(DATABASES, ("report", "documents"), ("reports", "documents"), strict=True):
        try:
            with closing(sqlite3.connect(folder / name)) as db:
                if db.execute("PRAGMA quick_check").fetchone()[0] != "ok":
                    raise sqlite3.DatabaseError(name)
                counts[key] = int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
        except sqlite3.DatabaseError as error:
            raise UnusableInput(f"Bản sao lưu bị hỏng ở phần {name}; dữ liệu đang có được giữ nguyên.") from error
    return counts
