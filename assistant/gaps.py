"""What a final form lacks: the issuing body, the title, any text at all (`blank`), and sections of the outline left empty (`coverage`)."""

from __future__ import annotations

import hashlib

from assistant.records import Finding, Report, ReportSection, Severity

FREE = frozenset({"phu_luc", "noi_nhan", "mo_dau", "ket_thuc"})
"""Roles whose section may stay empty: appendices are tables, the others are set from the profile or left out."""


def gaps(report: Report) -> tuple[Finding, ...]:
    """List the gaps; their quotes are empty, for there is nothing to quote."""
    found = []
    if not report.profile.unit.strip():
        found.append(_gap("blank", "error", "unit", "Hồ sơ báo cáo chưa có tên cơ quan ban hành; điền ở Hồ sơ.", ()))
    if not (report.profile.title or report.title).strip():
        found.append(_gap("blank", "error", "title", "Hồ sơ báo cáo chưa có trích yếu; điền ở Hồ sơ.", ()))
    if not any(section.text.strip() for section in report.sections) and not report.tables:
        found.append(_gap("blank", "error", "text", "Báo cáo chưa có nội dung ở mục nào; soạn ít nhất một mục.", ()))
    for place, section in enumerate(report.sections):
        if section.role not in FREE and not section.text.strip() and not _has_parts(report.sections, place):
            name = " ".join(part for part in (section.number, section.heading) if part)
            message = f"Mục «{name}» chưa có nội dung; soạn mục này hoặc bỏ khỏi dàn ý."
            found.append(_gap("coverage", "warning", section.id or name, message, (name,)))
    return tuple(found)


def _has_parts(sections: tuple[ReportSection, ...], place: int) -> bool:
    return place + 1 < len(sections) and sections[place + 1].level > sections[place].level


def _gap(kind: str, severity: Severity, what: str, message: str, path: tuple[str, ...]) -> Finding:
    identity = f"{kind}-{hashlib.sha256(what.encode('utf-8', 'replace')).hexdigest()[:10]}"
    return Finding(identity, kind, severity, "", 0, 0, message, heading_path=path)
