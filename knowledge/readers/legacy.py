"""Recognise text that is not Unicode (TCVN3, VNI, old code pages) and convert it."""

from __future__ import annotations

from knowledge.errors import UnusableInput


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text of a file's bytes, with a warning where its encoding had to be converted."""
    for name in ("utf-8-sig", "utf-16") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig",):
        try:
            return data.decode(name), ()
        except UnicodeDecodeError:
            continue
    raise UnusableInput("Tệp không phải văn bản Unicode (UTF-8); hãy lưu lại tệp ở dạng UTF-8 rồi nạp lại.")
