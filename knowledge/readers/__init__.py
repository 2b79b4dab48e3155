"""Read a file of any known format into one stream of blocks, dispatched by its content and not only by its name."""

from __future__ import annotations

from pathlib import Path

from knowledge.errors import UnusableInput
from knowledge.readers.legacy import decode
from knowledge.readers.plain import read_text
from knowledge.records import Reading

SIZE_LIMIT = 64 * 1024 * 1024
"""Bytes of the largest file that is read."""


def read(path: Path) -> Reading:
    """Return the reading of a file; raise UnusableInput with one sentence where the file cannot be used."""
    path = Path(path)
    data = _load(path)
    suffix = path.suffix.lower()
    if data[:4] == b"PK\x03\x04" and suffix == ".docx":
        from knowledge.readers.docx_reader import read_docx

        return read_docx(data, path.name)
    return read_text(*decode(data))


def _load(path: Path) -> bytes:
    if not path.exists():
        raise UnusableInput(f"Không tìm thấy tệp {path.name}; hãy kiểm tra lại đường dẫn.")
    if path.is_dir():
        raise UnusableInput(f"{path.name} là thư mục, không phải tệp; hãy chọn từng tệp trong thư mục đó.")
    size = path.stat().st_size
    if not size:
        raise UnusableInput(f"Tệp {path.name} rỗng (0 byte); hãy lưu lại tệp từ chương trình soạn thảo rồi nạp lại.")
    if size > SIZE_LIMIT:
        raise UnusableInput(f"Tệp {path.name} lớn hơn {SIZE_LIMIT >> 20} MB; hãy tách nhỏ tệp rồi nạp lại.")
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnusableInput(f"Không đọc được tệp {path.name}: {error.strerror}; hãy kiểm tra quyền truy cập.") from error
