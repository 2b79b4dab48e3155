"""The issuing body of a letterhead in capitals, in readable form, with its level and its system (party, state, front)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.readers.lines import is_caps
from knowledge.text import fold

_MOTTO = re.compile(r"(?:dang cong san viet nam|cong hoa xa hoi|doc lap)")
_ORGAN = re.compile(
    r"(?:dang bo|dang uy|huyen uy|tinh uy|thanh uy|thi uy|quan uy|chi bo|ban thuong vu|ban chap hanh|ban thuong truc|uy ban|ubnd"
    r"|hoi dong|hdnd|mat tran|hoi |doan |ban |so |phong |van phong|bo |chinh phu|thu tuong|quoc hoi|trung uong|lien doan|cong an)"
)
_SUB_ORGAN = re.compile(r"ban (?:thuong truc|thuong vu|chap hanh)")
_PLACE = re.compile(r"(?:xa|phuong|thi tran|huyen|quan|thi xa|thanh pho|tinh|dac khu)\b")
_LEVELS = (
    ("xã", r"\b(?:xa|phuong|thi tran|dac khu)\b"),
    ("huyện", r"\b(?:huyen|quan|thi xa|thi uy|quan uy)\b"),
    ("tỉnh", r"\b(?:tinh|thanh pho|thanh uy)\b"),
    ("trung ương", r"trung uong|bo chinh tri|ban bi thu|chinh phu|quoc hoi|thu tuong"),
)
_PROPER = {
    "mặt trận tổ quốc việt nam": "Mặt trận Tổ quốc Việt Nam", "mặt trận tổ quốc": "Mặt trận Tổ quốc", "việt nam": "Việt Nam",
    "thường vụ": "Thường vụ", "thường trực": "Thường trực", "chấp hành": "Chấp hành", "hồ chí minh": "Hồ Chí Minh",
    "trung ương": "Trung ương", "đảng ủy": "Đảng ủy", "huyện ủy": "Huyện ủy", "tỉnh ủy": "Tỉnh ủy", "thành ủy": "Thành ủy",
    "dân vận": "Dân vận", "tuyên giáo": "Tuyên giáo", "đảng bộ": "Đảng bộ", "nội vụ": "Nội vụ",
}  # fmt: skip
_ADMIN = ("thôn", "xã", "phường", "thị trấn", "huyện", "quận", "thị xã", "thành phố", "tỉnh", "đặc khu")


def issuer_line(head: Sequence[str]) -> str:
    """Return the issuing body of a letterhead: the last body named in capitals before the number, with its place."""
    found = ""
    for line in head:
        folded = fold(line)
        if not is_caps(line) or _MOTTO.match(folded) or folded.startswith("so"):
            continue
        if found and _SUB_ORGAN.fullmatch(folded.strip()):
            found = f"{line} {found}"
        elif _ORGAN.match(folded):
            found = line
        elif found and _PLACE.match(folded):
            found = f"{found} {line}"
    return readable(found) if found else ""


def readable(name: str) -> str:
    """Return a body's name in capitals as it is written in running text: "ĐẢNG ỦY XÃ LẠC KHÊ" -> "Đảng ủy xã Lạc Khê"."""
    if not is_caps(name):
        return name.strip()
    text = " ".join(name.lower().split()).strip(" *")
    for admin in _ADMIN:
        place = re.search(rf"\b{admin}\s+(?!{'|'.join(_ADMIN)})(.+)$", text)
        if place and not re.match(r"ủy\b", place.group(1)):
            text = text[: place.start(1)] + place.group(1).title()
    text = re.sub(r"\b((?:huyện|tỉnh|thành|thị|quận) (?:ủy|uỷ) )(.+)$", lambda m: m.group(1) + m.group(2).title(), text)
    for lower, written in _PROPER.items():
        text = re.sub(rf"\b{lower}\b", written, text)
    return text[:1].upper() + text[1:]


def level_of(issuer: str) -> str:
    """Return the level of a body ("xã", "huyện", "tỉnh", "trung ương"), the lowest that its name says, or ""."""
    folded = fold(issuer)
    return next((level for level, cue in _LEVELS if re.search(cue, folded)), "")


def system_of(issuer: str, number: str, head: str) -> str:
    """Return "party", "state" or "front" by the issuing body, else by the letterhead or the form of the number, or ""."""
    folded = fold(issuer)
    if re.search(r"mat tran|mttq", folded) or "MTTQ" in number:
        return "front"
    if re.search(
        r"dang uy|huyen uy|tinh uy|thanh uy|dang bo|chi bo|ban thuong vu|trung uong dang|bo chinh tri|ban bi thu",
        folded,
    ):
        return "party"
    if re.search(r"uy ban nhan dan|ubnd|hoi dong nhan dan|\bso\b|\bphong\b|chinh phu|\bbo\b", folded):
        return "state"
    if "dang cong san" in fold(head) or re.search(r"\d-\w+/", number):
        return "party"
    return "state" if "cong hoa xa hoi" in fold(head) else ""
