"""Reads the user's figures from JSON, CSV or XLSX into facts; a row that cannot be used is named by its number."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from assistant.jsonfile import mapping_of, number_text, parse_json, profile_of, read_bytes, text_of
from assistant.markup import one_line
from assistant.records import Fact, Profile
from knowledge.errors import UnusableInput
from knowledge.text import fold

_COLUMNS = {
    "label": ("label", "chi tieu", "ten chi tieu", "noi dung"),
    "value": ("value", "gia tri", "so lieu"),
    "unit": ("unit", "don vi", "don vi tinh", "dvt"),
    "period": ("period", "ky", "ky bao cao", "thoi gian"),
    "source": ("source", "nguon", "nguon so lieu"),
}
_COLUMN_OF = {alias: column for column, aliases in _COLUMNS.items() for alias in aliases}
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
Row = tuple[int, Sequence[str]]


def load_facts(path: Path) -> tuple[Profile, tuple[Fact, ...]]:
    """Read a facts file, told apart by content; CSV and XLSX carry no profile, so theirs is empty.

    Raises UnusableInput with one Vietnamese sentence, which names the row where one row is at fault.
    """
    raw = read_bytes(path)
    if raw.startswith(b"PK"):
        return Profile(), _from_rows(_sheet_rows(raw, path.name), path.name)
    if raw.startswith(_OLD_EXCEL):
        raise UnusableInput(f"Tệp {path.name} là Excel đời cũ (.xls); hãy mở và lưu lại dạng .xlsx.")
    text = _decoded(raw, path.name)
    if text.lstrip()[:1] in ("{", "["):
        return _from_json(parse_json(text.encode(), path.name))
    return Profile(), _from_rows(_csv_rows(text, path.name), path.name)


def facts_of(items: Iterable[Any]) -> tuple[Fact, ...]:
    """Turn the `facts` list of a JSON file into facts."""
    facts = []
    for number, item in enumerate(items, 1):
        place = f"số liệu thứ {number}"
        data = mapping_of(item, place)
        facts.append(_fact({key: one_line(text_of(data, key, place)) for key in _COLUMNS}, f"Số liệu thứ {number}"))
    return tuple(facts)


def _from_json(data: Any) -> tuple[Profile, tuple[Fact, ...]]:
    if isinstance(data, list):
        return Profile(), facts_of(data)
    items = data.get("facts")
    if items is not None and not isinstance(items, list):
        raise UnusableInput("Trường “facts” phải là một danh sách; hãy sửa lại.")
    return profile_of(data.get("profile")), facts_of(items or [])


def _fact(cells: Mapping[str, str], place: str) -> Fact:
    for key, name in (("label", "chỉ tiêu"), ("value", "giá trị")):
        if not cells.get(key):
            raise UnusableInput(f"{place} thiếu {name}; hãy điền vào rồi thử lại.")
    return Fact(**{key: cells.get(key, "") for key in _COLUMNS})


def _from_rows(rows: Iterable[Row], name: str) -> tuple[Fact, ...]:
    filled = [(number, [one_line(cell) for cell in row]) for number, row in rows if any(one_line(cell) for cell in row)]
    if not filled:
        raise UnusableInput(f"Tệp {name} không có hàng nào; hãy chọn tệp có số liệu.")
    (_, header), *body = filled
    columns = [_COLUMN_OF.get(" ".join(fold(cell).split()), "") for cell in header]
    if "label" not in columns or "value" not in columns:
        raise UnusableInput(
            f"Hàng đầu của tệp {name} phải có cột “chỉ tiêu” và “giá trị” (hoặc label, value); hãy thêm hàng tiêu đề."
        )
    while header and not header[-1]:
        header.pop()
    return tuple(_row_fact(number, row, columns, len(header)) for number, row in body)


def _row_fact(number: int, row: list[str], columns: Sequence[str], width: int) -> Fact:
    while len(row) > width and not row[-1]:
        row.pop()
    if len(row) != width:
        raise UnusableInput(
            f"Hàng {number} có {len(row)} ô trong khi tiêu đề có {width} cột; hãy sửa hàng đó (số có dấu phẩy cần đặt trong ngoặc kép)."
        )
    return _fact({column: cell for column, cell in zip(columns, row, strict=False) if column}, f"Hàng {number}")


def _decoded(raw: bytes, name: str) -> str:
    try:
        return raw.decode("utf-16" if raw.startswith(_UTF16) else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnusableInput(
            f"Tệp {name} không phải văn bản UTF-8; hãy lưu lại dạng “CSV UTF-8” rồi thử lại."
        ) from error


def _csv_rows(text: str, name: str) -> list[Row]:
    lines = text.splitlines()
    if lines and lines[0].lower().startswith("sep="):
        text, lines = "\n".join(lines[1:]), lines[1:]
    header = next((line for line in lines if line.strip()), "")
    delimiter = max(";\t,", key=header.count)
    try:
        return list(enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), 1))
    except csv.Error as error:
        raise UnusableInput(f"Tệp {name} không phải CSV đọc được (ngoặc kép chưa đóng?); hãy kiểm tra lại.") from error


def _sheet_rows(raw: bytes, name: str) -> list[Row]:
    try:
        book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
        rows = book.worksheets[0].iter_rows()
        return [(number, [_cell_text(cell) for cell in row]) for number, row in enumerate(rows, 1)]
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        ParseError,
        KeyError,
        ValueError,
        IndexError,
        TypeError,
        OSError,
    ) as error:
        raise UnusableInput(f"Tệp {name} không phải bảng tính .xlsx đọc được; hãy mở bằng Excel và lưu lại.") from error


def _cell_text(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value.day:02d}/{value.month:02d}/{value.year}"
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    if "%" in str(cell.number_format or ""):
        return f"{number_text(round(value * 100, 6))}%"
    return number_text(value)
