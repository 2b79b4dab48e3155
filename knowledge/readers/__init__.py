"""Read a file of any known format into one stream of blocks, dispatched by its content and not only by its name."""

from __future__ import annotations

from pathlib import Path

from knowledge.errors import UnusableInput
from knowledge.readers.dispatch import format_of
from knowledge.readers.legacy import decode
from knowledge.readers.plain import read_text
from knowledge.readers.secrecy import refuse_secret
from knowledge.records import Reading

SIZE_LIMIT = 64 * 1024 * 1024
"""Bytes of the largest file that is read."""
SUFFIXES = (".docx", ".docm", ".doc", ".pdf", ".txt", ".md", ".html", ".htm", ".xlsx", ".xlsm", ".csv", ".tsv")
"""The suffixes of the files that can be read."""


def read(path: Path) -> Reading:
    """Return the reading of a file; raise UnusableInput with one sentence where the file cannot be used."""
    path = Path(path)
    data = _load(path)
    reading = _read_as(format_of(data, path.name), data, path.name)
    if not reading.text.strip():
        raise UnusableInput(f"Tệp {path.name} không có chữ nào đọc được; hãy kiểm tra lại tệp.")
    refuse_secret(reading, path.name)
    return reading


def _read_as(form: str, data: bytes, name: str) -> Reading:
    """Read bytes of a known format; the readers of heavy formats are imported when first needed."""
    if form == "pdf":
        from knowledge.readers.pdf import read_pdf

        return read_pdf(data, name)
    if form in ("docx", "doc"):
        from knowledge.readers.docx_reader import read_docx
        from knowledge.readers.scans import convert_doc

        return read_docx(convert_doc(data, name) if form == "doc" else data, name)
    if form in ("xlsx", "csv"):
        from knowledge.readers.sheets import read_csv, read_workbook

        return read_workbook(data, name) if form == "xlsx" else read_csv(data, name)
    if form == "html":
        from knowledge.readers.html import read_html

        return read_html(data, name)
    return read_text(*decode(data, name))


def _load(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise UnusableInput(f"{path.name} là thư mục, không phải tệp; hãy chọn từng tệp trong thư mục đó.")
        if not path.is_file():
            raise UnusableInput(f"Không tìm thấy tệp {path.name}; hãy kiểm tra lại đường dẫn.")
        size = path.stat().st_size
        if not size:
            raise UnusableInput(
                f"Tệp {path.name} rỗng (0 byte); hãy lưu lại tệp từ chương trình soạn thảo rồi nạp lại."
            )
        if size > SIZE_LIMIT:
            raise UnusableInput(f"Tệp {path.name} lớn hơn {SIZE_LIMIT >> 20} MB; hãy tách nhỏ tệp rồi nạp lại.")
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or "lỗi đọc đĩa"
        raise UnusableInput(f"Không đọc được tệp {path.name} ({reason}); hãy kiểm tra quyền truy cập.") from error
