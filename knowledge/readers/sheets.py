"""Read a workbook or a CSV file: each sheet a heading and a table, empty edges cut off."""

from __future__ import annotations

import csv
import datetime
import io
import warnings
from collections.abc import Iterable, Iterator

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from knowledge.errors import UnusableInput
from knowledge.readers.archive import BROKEN, open_archive
from knowledge.readers.assembly import assemble
from knowledge.readers.legacy import decode
from knowledge.readers.markup import squeeze
from knowledge.records import Block, Reading
from knowledge.text import nfc

ROW_LIMIT = 20_000
COLUMN_LIMIT = 200


def read_workbook(data: bytes, name: str) -> Reading:
    """Return the reading of an .xlsx file: a heading and a table for each sheet that holds anything."""
    open_archive(data, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            blocks = [
                block
                for sheet in book.worksheets
                for block in _of_sheet(sheet.title, sheet.iter_rows(values_only=True))
            ]
            book.close()
    except (*BROKEN, InvalidFileException) as error:
        raise UnusableInput(f"Bảng tính {name} bị hỏng; hãy mở bằng Excel, lưu lại rồi nạp lại.") from error
    if not blocks:
        raise UnusableInput(f"Bảng tính {name} không có dữ liệu; hãy kiểm tra lại tệp.")
    return assemble(blocks, _cut_warning(blocks))


def read_csv(data: bytes, name: str) -> Reading:
    """Return the reading of a CSV file as one table; the separator is found in its first lines."""
    text, notes = decode(data, name)
    sample = text[:4096]
    separator = max(";,\t", key=lambda sign: sum(line.count(sign) for line in sample.splitlines()))
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=separator))
    except csv.Error as error:
        raise UnusableInput(f"Tệp {name} không phải bảng CSV đọc được; hãy lưu lại từ Excel rồi nạp lại.") from error
    blocks = list(_of_sheet("", rows))
    if not blocks:
        raise UnusableInput(f"Tệp {name} không có dữ liệu; hãy kiểm tra lại tệp.")
    return assemble(blocks, (*notes, *_cut_warning(blocks)))


def _cut_warning(blocks: list[Block]) -> tuple[str, ...]:
    long = any(len(block.rows) >= ROW_LIMIT for block in blocks)
    return (f"Bảng dài hơn {ROW_LIMIT} dòng; chỉ đọc {ROW_LIMIT} dòng đầu.",) if long else ()


def _of_sheet(title: str, values: Iterable[Iterable[object]]) -> Iterator[Block]:
    rows: list[tuple[str, ...]] = []
    for value_row in values:
        row = tuple(_cell(value) for value in value_row)[:COLUMN_LIMIT]
        if any(row):
            rows.append(row)
        if len(rows) >= ROW_LIMIT:
            break
    if not rows:
        return
    width = max(map(_width, rows))
    if title:
        yield Block("heading", title, level=1)
    yield Block("table", "", rows=tuple((row + ("",) * width)[:width] for row in rows))


def _width(row: tuple[str, ...]) -> int:
    return max((at + 1 for at, cell in enumerate(row) if cell), default=0)


def _cell(value: object) -> str:
    """Return a cell as a Vietnamese reader writes it: decimal comma, day/month/year."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, float):
        whole = f"{value:.6f}".rstrip("0").rstrip(".")
        return whole.replace(".", ",")
    if isinstance(value, datetime.datetime | datetime.date):
        return value.strftime("%d/%m/%Y")
    return squeeze(nfc(str(value)))
