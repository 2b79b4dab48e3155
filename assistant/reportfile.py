"""Reads a report file (the JSON that `troly compile` takes) into a Report; missing optional parts are left empty."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from assistant.factsfile import facts_of
from assistant.jsonfile import mapping_of, number_text, parse_json, profile_of, read_bytes, text_of
from assistant.markup import clean, one_line
from assistant.records import Report, ReportSection, ReportTable
from knowledge.errors import UnusableInput
from knowledge.records import ROLES
from knowledge.text import fold

_ROLE_OF_HEADING = {"mo dau": "mo_dau", "phan mo dau": "mo_dau", "ket thuc": "ket_thuc"}
_DEEPEST = 9


def load_report(path: Path) -> Report:
    """Read a report file; anything unusable raises UnusableInput with one Vietnamese sentence."""
    data = mapping_of(parse_json(read_bytes(path), path.name), f"nội dung tệp {path.name}")
    return report_of(data)


def report_of(data: Mapping[str, Any]) -> Report:
    """Turn the parsed JSON of a report file into a Report."""
    profile = profile_of(data.get("profile"))
    return Report(
        profile=profile,
        sections=_sections(data.get("sections")),
        tables=tuple(_table(item, number) for number, item in enumerate(_list(data, "tables"), 1)),
        footnotes=tuple(_footnote(item, number) for number, item in enumerate(_list(data, "footnotes"), 1)),
        facts=facts_of(_list(data, "facts")),
        id=text_of(data, "id", "tệp báo cáo"),
        title=text_of(data, "title", "tệp báo cáo") or profile.title,
    )


def _list(data: Mapping[str, Any], key: str) -> list[Any]:
    value = data.get(key)
    if value is None:
        return []
    if not isinstance(value, list):
        raise UnusableInput(f"Trường “{key}” của tệp báo cáo phải là một danh sách; hãy sửa lại.")
    return value


def _sections(value: Any) -> tuple[ReportSection, ...]:
    if not isinstance(value, list) or not value:
        raise UnusableInput("Tệp báo cáo chưa có mục nào; hãy thêm ít nhất một mục vào “sections”.")
    seen: Counter[str] = Counter()
    sections = []
    for place, item in enumerate(value, 1):
        section = _section(mapping_of(item, f"mục thứ {place} của báo cáo"), f"mục thứ {place} của báo cáo", seen)
        sections.append(section)
    if not any(section.heading or section.text.strip() for section in sections):
        raise UnusableInput("Các mục của báo cáo đều trống; hãy điền tiêu đề hoặc nội dung.")
    return tuple(sections)


def _section(data: Mapping[str, Any], place: str, seen: Counter[str]) -> ReportSection:
    number, heading = one_line(text_of(data, "number", place)), one_line(text_of(data, "heading", place))
    key = f"{number}|{heading}"
    seen[key] += 1
    digest = hashlib.sha256(f"{key}|{seen[key]}".encode()).hexdigest()[:12]
    role = text_of(data, "role", place) or _ROLE_OF_HEADING.get(fold(heading), "khac")
    if role not in ROLES:
        raise UnusableInput(
            f"Vai trò “{role}” của {place} không có trong danh mục; hãy bỏ trống hoặc chọn một vai trò đúng."
        )
    text = text_of(data, "text", place)
    return ReportSection(
        id=text_of(data, "id", place) or digest,
        number=number,
        heading=heading,
        level=_level(data.get("level"), place),
        role=role,
        text=text,
        state="ban_thao" if text else "trong",
    )


def _level(value: Any, place: str) -> int:
    if value is None:
        return 1
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= _DEEPEST:
        raise UnusableInput(f"Trường “level” trong {place} phải là số nguyên từ 1 đến {_DEEPEST}; hãy sửa lại.")
    return value


def _table(item: Any, number: int) -> ReportTable:
    place = f"bảng thứ {number} của báo cáo"
    data = mapping_of(item, place)
    rows = data.get("rows")
    if not isinstance(rows, list) or not rows or not all(isinstance(row, list) for row in rows):
        raise UnusableInput(
            f"Trường “rows” trong {place} phải là danh sách các hàng, mỗi hàng là danh sách các ô; hãy sửa lại."
        )
    appendix = data.get("appendix", False)
    if not isinstance(appendix, bool):
        raise UnusableInput(f"Trường “appendix” trong {place} phải là true hoặc false; hãy sửa lại.")
    cells = tuple(tuple(_cell(cell, place) for cell in row) for row in rows)
    return ReportTable(one_line(text_of(data, "heading", place)), cells, appendix)


def _cell(value: Any, place: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise UnusableInput(f"Một ô trong {place} không phải chữ hay số; hãy sửa lại.")
    return clean(value) if isinstance(value, str) else number_text(value)


def _footnote(item: Any, number: int) -> str:
    text = item.get("text") if isinstance(item, Mapping) else item
    if not isinstance(text, str):
        raise UnusableInput(f"Chú thích thứ {number} của báo cáo phải là chữ; hãy sửa lại.")
    return one_line(text)
