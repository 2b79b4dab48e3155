"""The user's own registry entries: added or corrected rows in the home folder, over the shipped registry."""

from __future__ import annotations

import os
import tempfile
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

from assistant.service import registry_path
from assistant.settings import Settings
from knowledge.dates import parse_dates
from knowledge.directives import normalise_symbol
from knowledge.errors import UnusableInput
from knowledge.records import Directive
from knowledge.registry import Registry, from_row, read_rows, write_rows
from knowledge.text import nfc

REQUIRED = {"symbol": "số, ký hiệu", "type": "loại văn bản", "issuer": "cơ quan ban hành", "title": "trích yếu"}


def entry_of(row: dict[str, Any]) -> Directive:
    """Make an entry of the user's JSON; raises UnusableInput naming what is missing or wrong."""
    known = {f.name for f in fields(Directive)}
    values = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items() if k in known}
    missing = [label for key, label in REQUIRED.items() if not str(values.get(key) or "").strip()]
    if missing:
        raise UnusableInput(f"Văn bản thiếu {', '.join(missing)}; bổ sung rồi thử lại.")
    written = str(values.get("issued_on") or "").strip()
    if written:
        read = parse_dates(written) or parse_dates("ngày " + written)
        iso = written if _is_iso(written) else read[0].value if read else ""
        if not _is_day(iso):
            raise UnusableInput(f"Ngày ban hành «{written}» không hợp lệ; ghi dạng 2009-12-08 hoặc 08/12/2009.")
        values["issued_on"] = iso
    texts = {k: nfc(v.strip()) if isinstance(v, str) else v for k, v in values.items()}
    base: dict[str, Any] = {
        "issued_on": None,
        "term": None,
        "status": "khong_ro",
        "confidence": "high",
        "source": "người dùng",
    }
    return from_row({**base, **texts, "symbol": normalise_symbol(str(values["symbol"]))})


def add_entries(settings: Settings, entries: tuple[Directive, ...]) -> tuple[Directive, ...]:
    """Write entries into the user's registry; one of the same symbol and date takes the former one's place.

    Raises UnusableInput naming the line when the file on disk was spoilt by hand; nothing is written then.
    """
    path = registry_path(settings)
    held = read_rows(path.read_text("utf-8-sig"), str(path)) if path.is_file() else ()
    _write(path, write_rows(Registry(held).with_entries(entries).entries))
    return entries


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as beside:
        beside.write(text)
        beside.flush()
        os.fsync(beside.fileno())
    Path(beside.name).replace(path)


def _is_iso(text: str) -> bool:
    parts = text.split("-")
    return len(parts) == 3 and all(part.isdecimal() for part in parts) and len(parts[0]) == 4


def _is_day(iso: str) -> bool:
    try:
        return bool(date.fromisoformat(iso)) and len(iso) == 10
    except ValueError:
        return False
