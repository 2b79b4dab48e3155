"""Recognise Vietnamese text from before Unicode (TCVN3, VNI) and convert it; decode the bytes of a text file."""

from __future__ import annotations

import re

from knowledge.errors import UnusableInput
from knowledge.readers.legacy_tables import TCVN3, VNI
from knowledge.text import nfc

CONVERTED = "Văn bản dùng bảng mã {name} cũ đã được chuyển sang Unicode; hãy xem lại chữ viết hoa có dấu."
_SIGNS = re.compile(
    r"\b(?:và|của|các|được|không|những|đảng|công|nhân|thực|hiện|nghị|quyết|xã|báo|cáo|với|trong|người)\b", re.IGNORECASE
)
_VNI_PAIRS = sorted(VNI, key=len, reverse=True)
_VNI = re.compile("|".join(map(re.escape, _VNI_PAIRS)))
_TCVN3 = str.maketrans(TCVN3)


def from_tcvn3(text: str, capitals: bool = False) -> str:
    """Convert TCVN3 (ABC) text, as its bytes read in Latin-1; `capitals` for the fonts that end in "H"."""
    converted = text.translate(_TCVN3)
    return converted.upper() if capitals else converted


def from_vni(text: str) -> str:
    """Convert VNI text, in which a tone is a character of its own after the vowel."""
    return _VNI.sub(lambda match: VNI[match.group()], text)


def to_unicode(text: str) -> tuple[str, str]:
    """Return (text, name of the old encoding): converted where it reads as TCVN3 or VNI, else as it is and ""."""
    base = _score(text)
    forms = ((from_tcvn3(text), "TCVN3"), (from_vni(text), "VNI"))
    best, name = max(forms, key=lambda form: _score(form[0]))
    if _score(best) >= 3 and _score(best) > 3 * base:
        return best, name
    return text, ""


def of_font(text: str, font: str) -> str:
    """Convert a run of a Word file by the name of its font: ".VnTime", ".VnTimeH", "VNI-Times"."""
    folded = font.lower()
    if folded.startswith(".vn"):
        return from_tcvn3(text, capitals=folded.endswith("h"))
    return from_vni(text) if folded.startswith("vni") else text


def _score(text: str) -> int:
    return len(_SIGNS.findall(nfc(text[:200_000])))


def decode(data: bytes, name: str = "") -> tuple[str, tuple[str, ...]]:
    """Return the text of a file's bytes, with a warning where an old encoding was converted; UnusableInput for binary."""
    text = _decode(data, name)
    controls = sum(char < " " and char not in "\n\r\t\f\v" for char in text[:50_000])
    if controls > 0.01 * min(len(text), 50_000) or "\x00" in text[:50_000]:
        raise UnusableInput(f"Tệp {name} không phải văn bản đọc được; hãy kiểm tra lại định dạng của tệp.")
    converted, encoding = to_unicode(text)
    return converted, ((CONVERTED.format(name=encoding),) if encoding else ())


def _decode(data: bytes, name: str) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise UnusableInput(
                f"Tệp {name} bị hỏng (UTF-16 dở dang); hãy lưu lại ở dạng UTF-8 rồi nạp lại."
            ) from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        latin = data.decode("latin-1")
    if to_unicode(latin)[1]:
        return latin
    viet = _of_windows_1258(data)
    if _score(viet) > _score(latin):
        return viet
    if _score(latin) == 0 and sum(byte >= 0x80 for byte in data) > 0.2 * len(data):
        raise UnusableInput(f"Tệp {name} không phải văn bản đọc được; hãy lưu lại tệp ở dạng UTF-8 rồi nạp lại.")
    return latin


def _of_windows_1258(data: bytes) -> str:
    try:
        return nfc(data.decode("cp1258"))
    except UnicodeDecodeError:
        return ""
