"""Turn the domain's directives.json into the registry's rows: `python -m knowledge.registry_import SOURCE TARGET`.

Remarks become Vietnamese notes, statuses one of four words; what no rule can tell from the source stands in data/directives_by_hand.jsonl.
"""

from __future__ import annotations

import json
import re
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

STATUSES = ("con_hieu_luc", "het_hieu_luc", "duoc_thay_the", "khong_ro")
_SOURCES = {"seen": "seen", "memory": "memory", "not established": "khong"}
_STATUS_OF = {
    "còn hiệu lực": "con_hieu_luc", "hết hiệu lực": "het_hieu_luc", "được thay thế": "duoc_thay_the",
    "không rõ": "khong_ro", "unknown": "khong_ro", "in force": "con_hieu_luc",
}  # fmt: skip
_SYMBOLS = {"73-KL/TW?": "73-KL/TW", "Đề án 01 (MTTQ khóa VIII)": "01", "NQ Đoàn Chủ tịch UBTW MTTQ (không số)": ""}
_SUCCESSOR_UNSURE = "văn bản thay thế chưa được xác nhận, cần kiểm tra"


def convert(source: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return registry rows in the source's order, fields that are empty left out."""
    lines = files("knowledge").joinpath("data/directives_by_hand.jsonl").read_text(encoding="utf-8").splitlines()
    by_hand = {(row["symbol"], row["issued_on"]): row for row in map(json.loads, lines)}
    return [_row(entry, by_hand) for entry in source]


def _row(entry: dict[str, Any], by_hand: dict[tuple[str, str | None], dict[str, Any]]) -> dict[str, Any]:
    symbol = _SYMBOLS.get(entry["symbol"], entry["symbol"])
    row: dict[str, Any] = {
        "symbol": symbol,
        "type": entry["type"],
        "issued_on": entry.get("issued_on"),
        "issuer": _plain(entry["issuer"]),
        "term": _plain(entry.get("term") or "").removesuffix(" tỉnh") or None,
        "title": _plain(entry.get("title") or ""),
        "status": _STATUS_OF.get(entry["status"], "khong_ro"),
        "confidence": "low" if entry["confidence"].startswith("low") else entry["confidence"],
        "replaced_by": entry.get("replaced_by"),
        "replaced_on": entry.get("replaced_by_on"),
        "replaces": entry.get("replaces") or [],
        "themes": entry["themes"],
        "level": entry["level"],
        "source": _source(entry["source"]),
        "note": _note(entry),
        "status_source": _SOURCES.get(entry.get("status_source", ""), "khong"),
    }
    row.update(by_hand.get((symbol, entry.get("issued_on")), {}))
    return {key: value for key, value in row.items() if value not in (None, "", [])}


def _plain(written: str) -> str:
    """Drop remarks in brackets that are about the source, and question marks; a plenum in brackets stays."""
    kept = re.sub(r"\s*\((?!Hội nghị)[^)]*\)", "", written)
    return kept.split(" / ")[0].replace("?", "").strip()


def _note(entry: dict[str, Any]) -> str:
    note = entry.get("note", "")
    if "known only from memory" in note:
        return _SUCCESSOR_UNSURE
    if "do not cite as the law in force" in note:
        return "hiệu lực từ 01/3/2027, chưa được dẫn là hiện hành trước ngày đó"
    return ""


def _source(written: str) -> str:
    """Say in Vietnamese how an entry is known: a page, a heading, quotations, a sample report, memory."""
    page = re.search(r"\b((?:[\w-]+\.)+(?:vn|com|me|net|org)(?:/[\w./-]*)?)", written)
    quoted = re.search(r"quoted (\d+)x", written)
    if "only in seed" in written or written.startswith("seed"):
        return "chỉ thấy trong báo cáo mẫu"
    if "header" in written:
        return "phần đầu văn bản" + (f" ({page.group(1).rstrip('/.')})" if page else "")
    if quoted:
        return f"được văn bản khác dẫn {quoted.group(1)} lần"
    if page:
        return page.group(1).rstrip("/.")
    return "theo trí nhớ, cần kiểm tra" if "MEMORY" in written else "được văn bản khác dẫn"


def main() -> None:
    """Convert the file named first into the JSONL file named second."""
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    rows = convert(json.loads(source.read_text(encoding="utf-8")))
    lines = (json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
