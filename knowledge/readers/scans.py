"""Read scanned pages through Tesseract, and old .doc files through LibreOffice, where these programs are installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from knowledge.errors import UnusableInput
from knowledge.readers.plain import read_text
from knowledge.records import Reading

TIME_LIMIT = 600
"""Seconds that an outside program may take for one file."""
SCANNED = "Tệp là bản quét, chữ được nhận dạng bằng Tesseract; hãy đối chiếu lại số liệu với bản gốc."


def ocr_pages(data: bytes, name: str) -> Reading:
    """Return the reading of a scanned PDF, a page after the other; UnusableInput where the programs are not installed."""
    if not (shutil.which("tesseract") and shutil.which("pdftoppm")):
        raise UnusableInput(
            f"Tệp {name} là bản quét không có chữ; hãy cài Tesseract (gói tiếng Việt “vie”) và poppler-utils, "
            "hoặc dùng bản Word của văn bản."
        )
    with tempfile.TemporaryDirectory(prefix="troly-scan-") as folder:
        source = Path(folder) / "scan.pdf"
        source.write_bytes(data)
        _run(["pdftoppm", "-r", "300", "-gray", "-png", str(source), str(Path(folder) / "page")], name)
        pages = [
            _run(["tesseract", str(page), "-", "-l", "vie"], name) for page in sorted(Path(folder).glob("page*.png"))
        ]
    text = "\n\n".join(page.strip() for page in pages)
    if not text.strip():
        raise UnusableInput(f"Không nhận dạng được chữ nào trong bản quét {name}; hãy quét lại rõ hơn.")
    return read_text(text, (SCANNED,))


def convert_doc(data: bytes, name: str) -> bytes:
    """Return an old .doc file's bytes as .docx, through LibreOffice; UnusableInput where it is not installed."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if not program:
        raise UnusableInput(
            f"Tệp {name} ở dạng .doc cũ; hãy cài LibreOffice, hoặc lưu lại tệp thành .docx rồi nạp lại."
        )
    with tempfile.TemporaryDirectory(prefix="troly-doc-") as folder:
        source = Path(folder) / "source.doc"
        source.write_bytes(data)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        _run([program, profile, "--headless", "--convert-to", "docx", "--outdir", folder, str(source)], name)
        result = Path(folder) / "source.docx"
        if not result.exists():
            raise UnusableInput(f"LibreOffice không chuyển được tệp {name}; hãy lưu lại tệp thành .docx rồi nạp lại.")
        return result.read_bytes()


def _run(command: list[str], name: str) -> str:
    try:
        done = subprocess.run(command, capture_output=True, timeout=TIME_LIMIT, check=True)
    except (subprocess.SubprocessError, OSError) as error:
        raise UnusableInput(
            f"Chương trình {Path(command[0]).name} không đọc được tệp {name}; hãy thử lưu lại tệp."
        ) from error
    return done.stdout.decode("utf-8", "replace")
