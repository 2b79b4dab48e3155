"""The margin comments of a Word file, as to-dos: who says what."""

from __future__ import annotations

import io
from pathlib import Path
from zipfile import BadZipFile

import docx
from docx.opc.exceptions import PackageNotFoundError

from knowledge.errors import UnusableInput
from knowledge.text import nfc


def read_comments(path: Path) -> tuple[dict[str, str], ...]:
    """Return the comments in order as {"author", "text"}; raises UnusableInput for a file that is not Word."""
    try:
        document = docx.Document(io.BytesIO(path.read_bytes()))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, OSError) as error:
        raise UnusableInput(
            f"Tệp {path.name} không phải tệp Word (.docx) đọc được; lưu lại bằng Word rồi nhập."
        ) from error
    return tuple({"author": nfc(c.author), "text": nfc(c.text).strip()} for c in document.comments)
