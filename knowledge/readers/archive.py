"""Look into a zip container (docx, xlsx) before it is read: broken, locked, too large when unpacked, or with XML tricks."""

from __future__ import annotations

import io
import zipfile
import zlib

from lxml import etree

from knowledge.errors import UnusableInput

UNPACKED_LIMIT = 256 * 1024 * 1024
"""Bytes that a container may unpack to."""
BROKEN = (
    zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, EOFError, OSError, NotImplementedError, KeyError, ValueError, TypeError,
    AttributeError, IndexError, SyntaxError,
)  # fmt: skip
"""What the container libraries raise on damaged files: they check little and stumble over what is missing."""
PARTS_LIMIT = 5000
RATIO_LIMIT = 200
"""Times a part larger than a megabyte may grow when unpacked."""


def open_archive(data: bytes, name: str) -> frozenset[str]:
    """Return the names of the parts; raise UnusableInput where the container is broken, locked or hostile."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            _refuse_bomb(infos, name)
            for info in infos:
                _refuse_tricks(archive, info, name)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise UnusableInput(f"Tệp {name} bị hỏng hoặc bị cắt cụt; hãy chép lại tệp gốc rồi nạp lại.") from error
    except RuntimeError as error:  # zipfile's word for an encrypted part
        raise UnusableInput(f"Tệp {name} có mật khẩu; hãy gỡ mật khẩu rồi nạp lại.") from error
    return frozenset(info.filename for info in infos)


def _refuse_bomb(infos: list[zipfile.ZipInfo], name: str) -> None:
    unpacked = sum(info.file_size for info in infos)
    swollen = any(
        info.file_size > 1 << 20 and info.file_size > RATIO_LIMIT * max(info.compress_size, 1) for info in infos
    )
    if unpacked > UNPACKED_LIMIT or len(infos) > PARTS_LIMIT or swollen:
        raise UnusableInput(f"Tệp {name} giải nén ra quá lớn nên không được đọc; hãy kiểm tra nguồn gốc của tệp.")


def _refuse_tricks(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> None:
    """Refuse XML parts that declare a document type: Word never writes one, entity tricks need one."""
    if not info.filename.endswith((".xml", ".rels")):
        return
    with archive.open(info) as part:
        head = part.read(4096)
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head or b"<\x00!\x00D\x00O\x00C" in head:
        raise UnusableInput(
            f"Tệp {name} chứa khai báo XML không an toàn nên không được đọc; hãy lưu lại tệp bằng Word."
        )
