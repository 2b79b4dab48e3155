"""Understand what is asked of a text ("ngắn lại", "bỏ ý 2", "sửa 12 thành 15"), with or without accents; never guess."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from knowledge.text import fold, nfc

Deed = Literal[
    "shorter", "longer", "formal", "softer", "dashes", "paragraph", "again", "replace", "drop", "add", "swap", "move"
]
LAST = -1

_STYLE: tuple[tuple[Deed, str], ...] = (
    ("dashes", r"gach dau dong|gach dong|thanh gach|dang gach|danh sach|tung y mot|liet ke"),
    ("paragraph", r"gop thanh (?:mot )?doan|thanh (?:mot )?doan van|viet lien|lien mach|doan van xuoi|thanh van xuoi|gop lai thanh"),
    ("shorter", r"ngan (?:lai|gon|hon|di|bot)|rut gon|rut ngan|co dong|gon lai|gon hon|suc tich|tom gon|tom lai|tom tat|bot dai|cat bot|ngan thoi|(?:viet|lam) ngan"),
    ("longer", r"dai hon|dai ra|chi tiet|cu the hon|day du hon|mo rong|ky hon|viet dai|dien giai|phan tich them|sau hon"),
    ("formal", r"trang trong|hanh chinh hon|van ban hon|chuan van phong|nghiem tuc hon|chinh thong|dung van phong|van phong hanh chinh|lich su hon"),
    ("softer", r"mem (?:hon|lai|mai|di)|nhe (?:hon|nhang|lai|bot)|kheo (?:hon|leo)|giam nhe|bot gay gat|te nhi|bot nang|do gay|noi giam|uyen chuyen|lam mem"),
    ("again", r"viet lai|viet khac|cach khac|dien dat khac|dien dat lai|phuong an khac|ban khac"),
)  # fmt: skip
_ORDINALS = {
    "nhat": 1,
    "mot": 1,
    "dau": 1,
    "dau tien": 1,
    "hai": 2,
    "ba": 3,
    "tu": 4,
    "bon": 4,
    "nam": 5,
    "sau": 6,
    "bay": 7,
    "tam": 8,
    "chin": 9,
    "muoi": 10,
}
_POINT = r"(?:y|cau|muc|doan|gach dau dong|gach|dong|noi dung|dau dong|diem)"
_WHICH = rf"{_POINT}\s+(?:so |thu )?(\d{{1,2}}|nhat|mot|dau tien|dau|hai|ba|tu|bon|nam|sau|bay|tam|chin|muoi|cuoi cung|cuoi|ap chot)(?!\w)"
_DROP = r"(?:bo|xoa|luoc|cat|go|loai)(?: (?:bo|bot|di|het))?"
_MARKS = "\"'“”‘’"


@dataclass(frozen=True, slots=True)
class Instruction:
    """One thing to do: `point`/`other` count from 1 (-1 the last), `old`/`new` texts, `subject` what a point is about."""

    deed: Deed
    point: int = 0
    other: int = 0
    old: str = ""
    new: str = ""
    subject: str = ""


def understand(text: str) -> tuple[Instruction, ...]:
    """Return what is asked, in order; () when nothing is understood or when something is asked *not* to be done."""
    said = re.sub(r"\s+", " ", nfc(text)).strip().rstrip(".!")
    folded = fold(said)
    if re.search(r"\b(?:dung|khong can|khong nen|chua can|khoi)\b(?! (?:so lieu|van phong))", folded) and not re.search(
        r"\bthem\b|\bthay\b|\bsua\b", folded
    ):
        return ()
    for reader in (_replacement, _addition, _exchange, _removals):
        found, rest = reader(said, folded)
        if found:
            return (*found, *_styles(rest))
    return _styles(folded)


def _styles(folded: str) -> tuple[Instruction, ...]:
    found = [
        (match.start(), deed)
        for deed, pattern in _STYLE
        if (match := re.search(rf"(?<!\w)(?:{pattern})(?!\w)", folded))
    ]
    deeds = [deed for _, deed in sorted(found)]
    if len(deeds) > 1 and "again" in deeds:
        deeds.remove("again")
    if {"shorter", "longer"} <= set(deeds) or {"dashes", "paragraph"} <= set(deeds):
        return ()
    return tuple(Instruction(deed) for deed in deeds)


def _replacement(said: str, folded: str) -> tuple[tuple[Instruction, ...], str]:
    """ "thay từ "a" bằng "b"", "sửa (số) 12 thành 15", "đổi a thành b"."""
    verbs = r"(?:thay|sua|doi|chinh|thay the)(?: (?:lai|doi|the))?"
    match = re.search(
        rf"\b{verbs}\s+(?:cac |chu |tu |cum tu |so lieu |so |cau |con so |ten )*(?P<a>.+?)\s+(?:bang|thanh|sang|lai thanh|->|=>)\s+(?:chu |tu |cum tu |so lieu |so |con so )?(?P<b>.+)$",
        folded,
    )
    if (
        not match
        or re.search(r"gach dau dong|doan van", match.group("b"))
        or re.match(rf"(?:cho )?{_POINT} ", match.group("a"))
    ):
        return (), folded
    old, new = (said[slice(*match.span(name))].strip().strip(_MARKS).strip() for name in ("a", "b"))
    return ((Instruction("replace", old=old, new=new),), "") if old and new else ((), folded)


def _addition(said: str, folded: str) -> tuple[tuple[Instruction, ...], str]:
    match = re.search(
        rf"\b(?:them|bo sung)(?: vao)?(?: (?:mot|1|them))?(?: {_POINT})?(?: (?:ve|la|rang|nhu sau))?\s*:?\s+(?P<what>.+)$",
        folded,
    )
    if not match or re.fullmatch(r"(?:chi tiet|cho (?:dai|day du)|nua|it nua|day du|dai)(?: .*)?", match.group("what")):
        return (), folded
    what = said[match.start("what") :].strip().strip(_MARKS).strip()
    return (Instruction("add", subject=what),), folded[: match.start()]


def _exchange(said: str, folded: str) -> tuple[tuple[Instruction, ...], str]:
    second = rf"(?:{_WHICH}|(\d{{1,2}}))"
    match = re.search(
        rf"\b(?:doi cho|doi vi tri|doi|hoan doi|dao|hoan vi|trao doi)(?: cho)?(?: cac)?\s+{_WHICH}\s+(?:va|voi|cho)\s+{second}",
        folded,
    )
    if match:
        other = match.group(2) or match.group(3)
        return (Instruction("swap", _ordinal(match.group(1)), _ordinal(other)),), ""
    match = re.search(
        rf"\b(?:dua|chuyen|day|keo|doi)\s+{_WHICH}\s+(?:len|xuong|ve|ra|sang)\s+(dau|truoc|tren cung|cuoi|sau cung|duoi cung|cuoi cung)",
        folded,
    )
    if match:
        first = match.group(2) in {"dau", "truoc", "tren cung"}
        return (Instruction("move", _ordinal(match.group(1)), 1 if first else LAST),), ""
    return (), folded


def _removals(said: str, folded: str) -> tuple[tuple[Instruction, ...], str]:
    match = re.search(
        rf"\b{_DROP}\s+(?:cac )?{_WHICH}(?P<more>(?:\s*(?:,|va)\s*(?:{_POINT}\s+)?(?:thu )?\d{{1,2}}(?!\w))*)", folded
    )
    if match:
        points = [_ordinal(match.group(1)), *(int(number) for number in re.findall(r"\d{1,2}", match.group("more")))]
        return tuple(Instruction("drop", point) for point in points), folded[: match.start()] + folded[match.end() :]
    match = re.search(rf"\b{_DROP}\s+(?:cau |phan |doan )?(?:mo dau|dan nhap|mo doan)", folded)
    if match:
        return (Instruction("drop", subject="mở đầu"),), folded[: match.start()] + folded[match.end() :]
    match = re.search(rf"\b{_DROP}\s+(?:{_POINT}|phan)\s+(?:noi )?(?:ve )?(?P<what>[^,]+)$", folded)
    if match:
        return (Instruction("drop", subject=said[slice(*match.span("what"))].strip().strip(_MARKS)),), ""
    return (), folded


def _ordinal(word: str) -> int:
    if word.startswith("cuoi"):
        return LAST
    if word == "ap chot":
        return LAST - 1
    return int(word) if word.isdigit() else _ORDINALS[word]
