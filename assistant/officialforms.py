"""The fixed wordings of an official paper, from a profile: issuer lines, number, place and date, title, signature, recipients."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.layouts import Layout
from assistant.markup import one_line, spell_uy
from assistant.records import Profile, Report
from assistant.textwidth import width_mm
from knowledge.text import fold

_PLACE_WORDS = "xã(?! hội)|phường|đặc khu|thị trấn|huyện|quận|thị xã|thành phố|tỉnh"
_PLACE = re.compile(rf"(?<!\w)(?:{_PLACE_WORDS})\s+(\S.*)$", re.IGNORECASE)
_BREAK = re.compile(rf"(?<=\S)\s+(?=(?:{_PLACE_WORDS})\s)", re.IGNORECASE)
_FRONT = re.compile(r"^(?:ban thường trực\s+)?(?:ủy|uỷ) ban (?:mttq|mặt trận tổ quốc)( việt nam)?", re.IGNORECASE)
_COMMITTEES = (
    ("tinh uy", "ĐẢNG BỘ TỈNH", "TU"), ("thanh uy", "ĐẢNG BỘ THÀNH PHỐ", "TU"), ("huyen uy", "ĐẢNG BỘ HUYỆN", "HU"),
    ("quan uy", "ĐẢNG BỘ QUẬN", "QU"), ("thi uy", "ĐẢNG BỘ THỊ XÃ", "ThU"), ("dang uy", "ĐẢNG BỘ", "ĐU"),
)  # fmt: skip
_SYMBOLS = {"state": (("uy ban nhan dan", "UBND"), ("ubnd", "UBND"), ("hoi dong nhan dan", "HĐND"), ("hdnd", "HĐND"))}
_NUMBER = re.compile(r"^(\d+)([a-zđ]?)(.*)$", re.IGNORECASE)
_RIGHTS = re.compile(r"^(?:(T/M|K/T|T/L|T/UQ)|(TM|KT|TL|TUQ|Q)(?:\.|(?=\s)))\s*", re.IGNORECASE)
GAP = "\u00a0" * 6
"""The space left for a number or a day to be written in by hand."""


@dataclass(frozen=True, slots=True)
class Signature:
    """The signature block: lines of authority, lines of post, and the name."""

    authority: tuple[str, ...]
    post: tuple[str, ...]
    name: str


def issuer_lines(profile: Profile, layout: Layout, width: float) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the lines of the superior body and of the issuing body, in capitals, broken for `width` millimetres."""
    unit = spell_uy(one_line(profile.unit), layout.uy) or "[tên cơ quan ban hành]"
    if layout.key == "front" and _FRONT.match(unit):
        place = unit[_FRONT.match(unit).end() :].strip()  # type: ignore[union-attr]
        parent = ("ỦY BAN MTTQ VIỆT NAM", *_broken(place.upper(), layout.parent.size, width, bold=False))
        return tuple(spell_uy(line, layout.uy) for line in parent), ("BAN THƯỜNG TRỰC",)
    parent_text = spell_uy(_parent_of(profile, layout, unit), layout.uy)
    return (
        _broken(parent_text.upper(), layout.parent.size, width, bold=False),
        _broken(unit.upper(), layout.issuer.size, width, bold=True),
    )


def number_line(profile: Profile, layout: Layout) -> str:
    """Return "Số 05-BC/ĐU" or "Số: 05/BC-UBND": a zero before numbers under ten, no spaces, room where there is no number."""
    given = re.sub(r"^số\s*:?\s*", "", one_line(profile.number), flags=re.IGNORECASE).replace(" ", "")
    found = _NUMBER.match(given)
    digits, letter, rest = found.groups() if found else ("", "", given)
    rest = rest or f"{layout.number_separator}{_symbol(profile, layout)}"
    return layout.number_word + (f"{int(digits):02d}{letter}" if digits else GAP) + rest


def place_date(profile: Profile) -> str:
    """Return "Tân Hòa, ngày 05 tháng 01 năm 2026"; NĐ 30 II.4.b: a zero before days under 10 and months 1 and 2."""
    found = re.fullmatch(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", profile.date.strip())
    year, month, day = found.groups() if found else (None, None, None)
    day = f"{int(day):02d}" if day else GAP
    month = (f"{int(month):02d}" if int(month) < 3 else str(int(month))) if month else GAP
    place = one_line(profile.place) or place_of(profile.unit) or "[địa danh]"
    return f"{place}, ngày {day} tháng {month} năm {year or GAP}"


def place_of(unit: str) -> str:
    """Return the place named by a unit ("Đảng ủy xã Tân Hòa" -> "Tân Hòa"), or an empty string."""
    found = _PLACE.search(one_line(unit))
    return found.group(1) if found else ""


def title_parts(report: Report, layout: Layout) -> tuple[str, str]:
    """Split the title into its type and its summary: "Báo cáo kết quả ..." -> ("BÁO CÁO", "kết quả ...")."""
    title = spell_uy(one_line(report.profile.title or report.title), layout.uy)
    summary = re.sub(r"^báo cáo\b\s*[:\-–]?\s*", "", title, flags=re.IGNORECASE)
    if summary != title and layout.key != "party":
        summary = summary[:1].upper() + summary[1:]  # the State's own samples open the summary with a capital
    return "BÁO CÁO", summary or "[trích yếu nội dung]"


def addressees(profile: Profile, layout: Layout) -> tuple[str, ...]:
    """Return the bodies after "Kính gửi:", their own "Kính gửi" and end marks dropped."""
    names = (re.sub(r"^(kính gửi\s*:?)?\s*[-–]?\s*", "", one_line(name), flags=re.IGNORECASE) for name in profile.to)
    return tuple(spell_uy(name.rstrip(" ;,."), layout.uy) for name in names if name.rstrip(" ;,."))


def signature(profile: Profile, layout: Layout) -> Signature:
    """Return the signature block in the standard's dialect: "T/M" for the Party, "TM." for the State and the Front."""
    lines = [one_line(line) for text in (profile.authority, profile.post) for line in text.splitlines()]
    lines = [spell_uy(_right(line, layout), layout.uy).upper() for line in lines if line]
    given = [line for line in profile.authority.splitlines() if line.strip()]
    cut = max([len(given), *(index + 1 for index, line in enumerate(lines) if _RIGHTS.match(line))])
    return Signature(tuple(lines[:cut]), tuple(lines[cut:]), one_line(profile.signatory))


def recipient_lines(profile: Profile, layout: Layout) -> tuple[str, ...]:
    """Return the lines under "Nơi nhận:" with dashes and end marks; "Như trên" and the archive line are added if missing."""
    names = [re.sub(r"^[-–+•]\s*", "", one_line(name)).rstrip(" ;,.") for name in profile.recipients]
    names = [spell_uy(name, layout.uy) for name in names if name]
    archive = [name for name in names if fold(name).startswith("luu")] or [_archive(profile, layout)]
    others = [name for name in names if not fold(name).startswith("luu")]
    if addressees(profile, layout) and not any(fold(name).startswith("nhu tren") for name in others):
        others.insert(0, "Như trên")
    return (*(f"- {name}{layout.recipients_separator}" for name in others), f"- {archive[0]}.")


def appendix_note(profile: Profile, layout: Layout) -> str:
    """Return "(Kèm theo Báo cáo số ... ngày ... của ...)" (NĐ 30 III.1.c)."""
    number = number_line(profile, layout)[len(layout.number_word) :]
    date = place_date(profile).split(", ", 1)[-1]
    return f"(Kèm theo Báo cáo số {number} {date} của {spell_uy(one_line(profile.unit), layout.uy)})"


def _parent_of(profile: Profile, layout: Layout, unit: str) -> str:
    parent = one_line(profile.parent)
    folded = fold(unit)
    if layout.key == "state" and any(folded.startswith(start) for start, _ in _SYMBOLS["state"]):
        return ""  # people's committees and councils have no governing body in their heading
    if layout.key == "party" and (folded.startswith(("chi bo", "chi uy")) or _committee(unit)):
        for start, name, _ in _COMMITTEES:
            if fold(parent).startswith(start):
                return f"{name} {parent[len(start) :].strip()}"
    return parent


def _committee(unit: str) -> str:
    return next((symbol for start, _, symbol in _COMMITTEES if fold(unit).startswith(start)), "")


def _symbol(profile: Profile, layout: Layout) -> str:
    folded = fold(one_line(profile.unit))
    if layout.key == "front":
        return "BC-MTTQ-BTT"
    if layout.key == "party":
        cell = "CB" if folded.startswith(("chi bo", "chi uy")) else ""
        return f"BC/{_committee(one_line(profile.unit)) or cell or '[ký hiệu]'}"
    return "BC-" + next((symbol for start, symbol in _SYMBOLS["state"] if folded.startswith(start)), "[ký hiệu]")


def _right(line: str, layout: Layout) -> str:
    found = _RIGHTS.match(line)
    if not found:
        return line
    right = (found.group(1) or found.group(2)).replace("/", "").upper()
    return f"{dict(layout.authority_forms)[right]} {line[found.end() :]}"


def _archive(profile: Profile, layout: Layout) -> str:
    if layout.key != "party":
        return layout.archive
    unit = _BREAK.split(one_line(profile.unit), maxsplit=1)[0]
    if fold(unit).startswith(("chi bo", "chi uy")):
        return "Lưu chi bộ"
    return spell_uy(f"{layout.archive} {unit}" if _committee(unit) else "Lưu", layout.uy)


def _broken(text: str, size: float, width: float, *, bold: bool) -> tuple[str, ...]:
    if not text:
        return ()
    if width_mm(text, size, bold=bold) <= width:
        return (text,)
    parts = _BREAK.split(text)
    lines = [parts[0]]
    for part in parts[1:]:
        joined = f"{lines[-1]} {part}"
        if len(lines) > 1 and width_mm(joined, size, bold=bold) <= width:
            lines[-1] = joined
        else:
            lines.append(part)
    return tuple(lines)
