"""Read a PDF with text: running heads and page numbers dropped, lines joined to paragraphs, notes at the foot lifted out."""

from __future__ import annotations

import io
import logging

import pypdf
from pypdf.errors import PyPdfError

from knowledge.errors import UnusableInput
from knowledge.readers.assembly import assemble
from knowledge.readers.pdf_blocks import blocks_of_pages
from knowledge.readers.pdf_lines import Fragment, PageLine, drop_running, lines_of
from knowledge.readers.scans import ocr_pages
from knowledge.records import Reading

PAGE_LIMIT = 1500
_MALFORMED = (
    PyPdfError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    RecursionError,
    OSError,
    AssertionError,
)
"""What pypdf raises on broken files besides its own errors."""

logging.getLogger("pypdf").setLevel(logging.ERROR)


def read_pdf(data: bytes, name: str) -> Reading:
    """Return the reading of a PDF's bytes; raise UnusableInput where it is broken, locked, too long or a scan that cannot be read."""
    reader = _open(data, name)
    warnings: list[str] = []
    pages = [_page_lines(page, number, warnings) for number, page in enumerate(reader.pages, 1)]
    if sum(len(line.text) for page in pages for line in page) < 20 * len(pages):
        return ocr_pages(data, name)
    return assemble(blocks_of_pages(drop_running(pages)), tuple(warnings))


def _open(data: bytes, name: str) -> pypdf.PdfReader:
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnusableInput(f"Tệp {name} có mật khẩu; hãy gỡ mật khẩu rồi nạp lại.")
        count = len(reader.pages)
    except _MALFORMED as error:
        raise UnusableInput(f"Tệp PDF {name} bị hỏng hoặc bị cắt cụt; hãy lưu lại tệp rồi nạp lại.") from error
    if count > PAGE_LIMIT:
        raise UnusableInput(f"Tệp {name} dài {count} trang, quá {PAGE_LIMIT} trang; hãy tách nhỏ tệp rồi nạp lại.")
    if not count:
        raise UnusableInput(f"Tệp PDF {name} không có trang nào; hãy kiểm tra lại tệp.")
    return reader


def _page_lines(page: pypdf.PageObject, number: int, warnings: list[str]) -> tuple[PageLine, ...]:
    """Return the lines of one page, top to bottom; a page that cannot be read is a warning."""
    fragments: list[Fragment] = []

    def visit(text: str, cm: list[float], tm: list[float], font: dict[str, object] | None, size: float) -> None:
        if not text.strip():
            return
        across = cm[0] * tm[4] + cm[2] * tm[5] + cm[4]
        up = cm[1] * tm[4] + cm[3] * tm[5] + cm[5]
        scale = abs(tm[3] or tm[0] or 1.0) * abs(cm[3] or cm[0] or 1.0)
        bold = "bold" in str((font or {}).get("/BaseFont", "")).lower()
        fragments.append(Fragment(text, across, up, size * scale, bold))

    try:
        page.extract_text(visitor_text=visit)
    except _MALFORMED:
        warnings.append(f"Trang {number} không đọc được và đã bị bỏ qua.")
    return lines_of(fragments)
