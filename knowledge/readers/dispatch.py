"""Tell a file's format by its first bytes, and refuse one whose name says another format."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePath

from knowledge.errors import UnusableInput

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe")
_EXPECTED = {
    ".docx": "docx", ".docm": "docx", ".dotx": "docx", ".doc": "doc", ".pdf": "pdf", ".html": "html", ".htm": "html",
    ".xlsx": "xlsx", ".xlsm": "xlsx", ".csv": "csv", ".tsv": "csv",
}  # fmt: skip
_NAMES = {
    "docx": "Word (.docx)",
    "doc": "Word cũ (.doc)",
    "pdf": "PDF",
    "xlsx": "Excel (.xlsx)",
    "html": "trang web (.html)",
    "text": "văn bản thuần",
}
_HTML = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|table|div|p\b|h\d)",
    re.IGNORECASE | re.DOTALL,
)


def format_of(data: bytes, name: str) -> str:
    """Return "pdf", "docx", "doc", "xlsx", "csv", "html" or "text"; raise UnusableInput where name and content disagree."""
    suffix = PurePath(name).suffix.lower()
    expected = _EXPECTED.get(suffix, "text" if suffix in (".txt", ".md", ".markdown", ".text") else "")
    found = _by_content(data, name, suffix)
    if found == "doc" and expected == "docx":
        raise UnusableInput(
            f"Tệp {name} có mật khẩu hoặc là tệp Word cũ (.doc) đổi đuôi; hãy gỡ mật khẩu hoặc lưu lại thành .docx."
        )
    if found == "doc" and suffix in (".xls", ".xlsx", ".xlsm"):
        raise UnusableInput(f"Tệp {name} có mật khẩu hoặc là bảng tính cũ (.xls); hãy lưu lại thành .xlsx rồi nạp lại.")
    if found == "doc" and expected != "doc":
        raise UnusableInput(
            f"Không đọc được dạng tệp của {name}; hãy lưu lại thành .docx, .pdf hoặc .xlsx rồi nạp lại."
        )
    if expected == "doc" and found in ("docx", "html", "text"):
        return found if found != "text" else _refuse(name, "doc", found, suffix)
    if found == "text" and expected in ("csv", "html"):
        return expected
    if found == "html" and expected in ("text", "csv"):
        return "text" if expected == "text" else "csv"
    if expected and found != expected:
        return _refuse(name, expected, found, suffix)
    return found


def _refuse(name: str, expected: str, found: str, suffix: str) -> str:
    actual = _NAMES.get(found, found)
    if found == "text":
        raise UnusableInput(
            f"Tệp {name} bị hỏng hoặc không phải tệp {_NAMES.get(expected, suffix)}; hãy kiểm tra lại tệp gốc."
        )
    raise UnusableInput(
        f"Tệp {name} mang đuôi {suffix} nhưng nội dung là {actual}; hãy đổi lại đuôi tệp cho đúng rồi nạp lại."
    )


def _by_content(data: bytes, name: str, suffix: str) -> str:
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK"):
        return _of_archive(data, name)
    if data.startswith(_OLE):
        return "doc"
    if data.startswith(_IMAGES) and suffix not in (".txt", ".md", ".csv"):
        raise UnusableInput(f"Tệp {name} là ảnh; hãy chuyển ảnh thành PDF hoặc gõ lại nội dung rồi nạp lại.")
    if data.startswith(_PROGRAMS) and b"\x00" in data[:512]:
        raise UnusableInput(f"Tệp {name} là chương trình, không phải văn bản; hãy kiểm tra lại tệp.")
    if data.startswith(b"{\\rtf"):
        raise UnusableInput(f"Tệp {name} ở dạng RTF; hãy mở bằng Word và lưu lại thành .docx rồi nạp lại.")
    return "html" if _HTML.match(data[:2048]) else "text"


def _of_archive(data: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnusableInput(f"Tệp {name} bị hỏng hoặc bị cắt cụt; hãy chép lại tệp gốc rồi nạp lại.") from error
    if any(part.startswith("word/") for part in names):
        return "docx"
    if any(part.startswith("xl/") for part in names):
        return "xlsx"
    raise UnusableInput(
        f"Tệp {name} là tệp nén hoặc dạng chưa đọc được; hãy giải nén hoặc lưu lại thành .docx, .pdf rồi nạp lại."
    )
