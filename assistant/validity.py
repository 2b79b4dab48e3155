"""Whether a directive was in force for a report: judged at the report's own date, from status, successor and the dates known."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from assistant.records import Profile
from knowledge.records import Directive
from knowledge.registry import Registry
from knowledge.text import fold

Verdict = Literal["yes", "expired", "superseded", "unknown"]
_YEAR = re.compile(r"(?:19|20)\d\d")
_SPAN = re.compile(
    r"(?:giai doan|thoi ky|nhiem ky|tu nam)\s*(?:(?:19|20)\d\d)\s*(?:-|–|den(?: nam)?)\s*((?:19|20)\d\d)"
)
_TILL = re.compile(r"den nam\s*((?:19|20)\d\d)")
_DAY = r" (\d{1,2})/(\d{1,2})/(\d{4})"
_BEGINS = re.compile(r"(?<!het )(?<!con )hieu luc tu" + _DAY)
_ENDS = re.compile(r"(?:thay the|het hieu luc) tu" + _DAY)
_UNSURE = " (tình trạng hiệu lực chưa đối chiếu nguồn, cần kiểm tra)"


def applies(directive: Directive, profile: Profile | None, registry: Registry | None = None) -> tuple[Verdict, str]:
    """Say whether an entry can be a basis at the report's date, and why: yes, expired, superseded or unknown."""
    day = judged_day(profile)
    period = profile.period if profile else ""
    if directive.issued_on and directive.issued_on > day:
        return (
            "unknown",
            f"Ban hành ngày {vi_date(directive.issued_on)}, sau {_of_report(profile)}; chưa thể là căn cứ.",
        )
    begins = _noted(_BEGINS, directive)
    if begins > day:
        return "unknown", f"Có hiệu lực từ {vi_date(begins)}, sau {_of_report(profile)}; chưa được dẫn là hiện hành."
    unsure = "" if directive.status_source in {"", "seen"} else _UNSURE
    by = f" bằng {directive.replaced_by}" if directive.replaced_by else ""
    until = ends_on(directive, registry)
    if directive.status == "duoc_thay_the" or directive.replaced_by:
        if until and day < until:
            return "yes", f"Còn hiệu lực {_at(profile)}; từ {vi_date(until)} được thay thế{by}{unsure}."
        part = _partly(period, until)
        when = f" từ {vi_date(until)}" if until else ""
        return "superseded", f"Đã được thay thế{by}{when}{part}{unsure}."
    if directive.status == "het_hieu_luc":
        if until and day < until:
            return "yes", f"Còn hiệu lực {_at(profile)}; hết hiệu lực từ {vi_date(until)}{unsure}."
        when = f" từ {vi_date(until)}" if until else ""
        return "expired", f"Đã hết hiệu lực{when}{_partly(period, until)}{unsure}."
    if directive.status == "con_hieu_luc":
        return "yes", f"Còn hiệu lực{unsure}."
    return "unknown", "Chưa rõ tình trạng hiệu lực, cần kiểm tra."


def not_yet(directive: Directive, day: str) -> bool:
    """Say whether an entry was issued, or begins to hold, only after a day."""
    return (directive.issued_on or "") > day or _noted(_BEGINS, directive) > day


def ends_on(directive: Directive, registry: Registry | None = None) -> str:
    """Return the day from which an entry no longer holds: as noted, its successor's date, or the end of its own period."""
    if noted := _noted(_ENDS, directive):
        return noted
    if directive.effective_until or directive.replaced_on:
        return directive.effective_until or directive.replaced_on or ""
    if directive.replaced_by and registry:
        dates = [e.issued_on for e in registry.by_symbol(directive.replaced_by) if e.issued_on]
        later = [day for day in dates if day > (directive.issued_on or "")]
        if later:
            return min(later)
    span = _SPAN.search(fold(directive.title)) or _TILL.search(fold(directive.title))
    return f"{int(span.group(1)) + 1}-01-01" if span and directive.status == "het_hieu_luc" else ""


def judged_day(profile: Profile | None) -> str:
    """Return the day by which a report is judged: its own date, else the last day of its period, else today."""
    if profile and re.fullmatch(r"\d{4}-\d\d-\d\d", profile.date):
        return profile.date
    years = _YEAR.findall(f"{profile.date} {profile.period}") if profile else []
    return f"{max(years)}-12-31" if years else date.today().isoformat()


def starts_in(profile: Profile | None) -> str:
    """Return the first year of the report's period, or nothing."""
    years = _YEAR.findall(profile.period) if profile else []
    return str(min(years)) if years else ""


def vi_date(iso: str | None) -> str:
    """Write an ISO date as Vietnamese documents do: 08/12/2009."""
    parts = (iso or "").split("-")
    return "/".join(reversed(parts)) if len(parts) > 1 else (iso or "")


def _noted(pattern: re.Pattern[str], directive: Directive) -> str:
    """Return the date that the entry's note gives after these words, or nothing."""
    found = pattern.search(fold(directive.note))
    return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}" if found else ""


def _of_report(profile: Profile | None) -> str:
    return f"thời điểm báo cáo ({vi_date(judged_day(profile))})" if profile else "ngày hôm nay"


def _at(profile: Profile | None) -> str:
    return (
        f"tại thời điểm báo cáo ({vi_date(judged_day(profile))})"
        if profile and (profile.date or profile.period)
        else "đến nay"
    )


def _partly(period: str, until: str) -> str:
    """Say so where an entry held for a part of the period reported on."""
    years = _YEAR.findall(period)
    if not years or not until or min(years) >= until[:4]:
        return ""
    if max(years) < until[:4]:
        return f"; trong kỳ {period} còn hiệu lực"
    return f"; trong kỳ {period} chỉ còn hiệu lực đến trước ngày đó"
