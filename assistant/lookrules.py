"""How the fixed parts of an official paper must look under each standard: sizes, bold, italic, capitals, place on the line.

The ranges are the standards' own (sources in layouts.py); the Front is judged by the State's because its own rule was seen only by name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assistant.pagerules import Problem
from assistant.paperparts import PaperParts, Paragraphs
from assistant.wordseen import SeenParagraph


@dataclass(frozen=True, slots=True)
class Want:
    """What a part must look like; None means that the standard does not say."""

    name: str
    sizes: tuple[float, float]
    bold: bool | None = False
    italic: bool = False
    underline: bool = False
    caps: bool | None = None
    align: str = ""


_PARTY: Mapping[str, Want] = {
    "banner": Want("Tiêu đề", (15, 15), bold=True, caps=True, align="center"),
    "superior": Want("Tên cấp trên", (14, 14), caps=True, align="center"),
    "issuer": Want("Tên cơ quan ban hành", (14, 14), bold=True, caps=True, align="center"),
    "number": Want("Số, ký hiệu", (14, 14), align="center"),
    "date": Want("Địa danh, ngày tháng", (14, 14), italic=True, align="center"),
    "kind": Want("Tên loại", (15, 16), bold=True, caps=True, align="center"),
    "summary": Want("Trích yếu", (14, 15), bold=True, caps=False, align="center"),
    "addressees": Want("Kính gửi", (14, 15)),
    "authority": Want("Quyền hạn ký", (14, 14), bold=True, caps=True, align="center"),
    "post": Want("Chức vụ", (14, 14), caps=True, align="center"),
    "signatory": Want("Họ tên người ký", (14, 14), bold=True, caps=False, align="center"),
    "recipients_head": Want("Chữ “Nơi nhận”", (14, 14), underline=True),
    "recipients": Want("Danh sách nơi nhận", (12, 12)),
}
_STATE: Mapping[str, Want] = {
    "banner": Want("Quốc hiệu", (12, 13), bold=True, caps=True, align="center"),
    "motto": Want("Tiêu ngữ", (13, 14), bold=True, caps=False, align="center"),
    "superior": Want("Tên cơ quan chủ quản", (12, 13), caps=True, align="center"),
    "issuer": Want("Tên cơ quan ban hành", (12, 13), bold=True, caps=True, align="center"),
    "number": Want("Số, ký hiệu", (13, 13), align="center"),
    "date": Want("Địa danh, ngày tháng", (13, 14), italic=True, align="center"),
    "kind": Want("Tên loại", (13, 14), bold=True, caps=True, align="center"),
    "summary": Want("Trích yếu", (13, 14), bold=True, caps=False, align="center"),
    "addressees": Want("Kính gửi", (13, 14)),
    "authority": Want("Quyền hạn ký", (13, 14), bold=True, caps=True, align="center"),
    "post": Want("Chức vụ", (13, 14), bold=True, caps=True, align="center"),
    "signatory": Want("Họ tên người ký", (13, 14), bold=True, caps=False, align="center"),
    "recipients_head": Want("Chữ “Nơi nhận”", (12, 12), bold=True, italic=True),
    "recipients": Want("Danh sách nơi nhận", (11, 11)),
}
_WANTS: Mapping[str, Mapping[str, Want]] = {"party": _PARTY, "state": _STATE, "front": _STATE}
_OPTIONAL = ("superior", "addressees", "authority", "post")


def look_problems(parts: PaperParts, standard: str) -> Iterator[Problem]:
    """Check every fixed part against what its standard wants; a missing part is a problem of its own."""
    for key, want in _WANTS[standard].items():
        found: Paragraphs = getattr(parts, key)
        if not found and key not in _OPTIONAL:
            yield Problem(f"{key}.missing", f"Thiếu {want.name.lower()}.")
        for one in found:
            yield from _look(key, want, one)


def _look(key: str, want: Want, one: SeenParagraph) -> Iterator[Problem]:
    low, high = want.sizes
    if not low <= one.size <= high:
        wanted = f"{low:g}" if low == high else f"{low:g}-{high:g}"
        yield Problem(f"{key}.size", f"{want.name}: cỡ chữ {one.size:g}, phải là {wanted}.", one.text)
    for name, switch, have in (
        ("bold", want.bold, one.bold),
        ("italic", want.italic, one.italic),
        ("underline", want.underline, one.underline),
    ):
        if switch is not None and switch != have:
            word = {"bold": "đậm", "italic": "nghiêng", "underline": "gạch chân"}[name]
            yield Problem(f"{key}.{name}", f"{want.name}: {'phải' if switch else 'không được'} {word}.", one.text)
    capital = one.text == one.text.upper()
    if want.caps is not None and want.caps != capital and len(one.text.strip()) > 1:
        yield Problem(
            f"{key}.caps", f"{want.name}: phải viết bằng chữ in {'hoa' if want.caps else 'thường'}.", one.text
        )
    if want.align and one.align != want.align:
        yield Problem(f"{key}.align", f"{want.name}: phải canh giữa.", one.text)
