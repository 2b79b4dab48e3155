"""Sections of a report: their texts with all versions, their notes, their place; the newest row is the present state."""

from __future__ import annotations

import json
import secrets
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assistant.records import ReportSection, State
from assistant.workspacefile import WorkspaceFile
from knowledge.errors import NotFound
from knowledge.records import OutlineItem


@dataclass(frozen=True, slots=True)
class Version:
    """One kept text of a section; `number` counts from 1, `at` is local ISO time to the second."""

    number: int
    text: str
    written_by: str
    at: str


class SectionTexts(WorkspaceFile):
    """What the workspace keeps of each section."""

    def section(self, section_id: str) -> ReportSection:
        """Return one section; raises NotFound."""
        row = self._db.execute(
            "SELECT s.report_id FROM section s JOIN report r ON r.id=s.report_id WHERE s.id=? AND r.owner=?",
            (section_id, self.owner),
        ).fetchone()
        for section in self.sections(row[0]) if row else ():
            if section.id == section_id:
                return section
        raise NotFound(f"Không có mục mang mã {section_id} trong các báo cáo đang có.")

    def find_section(self, report_id: str, wanted: str) -> ReportSection:
        """Find a section of a report by id, number, role or words of its heading; raises NotFound."""
        sections = self.sections(report_id)
        folded = wanted.strip().rstrip(".").casefold()
        for key in ("id", "number", "role", "heading"):
            for section in sections:
                if str(getattr(section, key)).casefold() == folded:
                    return section
        for section in sections:
            if folded and folded in section.heading.casefold():
                return section
        raise NotFound(
            f"Báo cáo {report_id} không có mục «{wanted}»; xem các mục bằng lệnh `troly outline {report_id}`."
        )

    def add_section(
        self, report_id: str, heading: str, role: str, level: int = 1, number: str = "", after: str = ""
    ) -> str:
        """Add a section after another one (at the end if `after` is empty) and return its id."""
        ids = [s.id for s in self.sections(report_id)]
        position = ids.index(after) + 1 if after in ids else len(ids)
        with self._write() as db:
            db.execute(
                "UPDATE section SET position=position+1 WHERE report_id=? AND position>=?", (report_id, position)
            )
            return insert_section(db, report_id, position, OutlineItem(number, heading, level, role))

    def rename_section(self, section_id: str, heading: str, number: str | None = None, role: str | None = None) -> None:
        """Change a section's heading (and its number or role, where given)."""
        section = self.section(section_id)
        with self._write() as db:
            db.execute(
                "UPDATE section SET heading=?, number=?, role=? WHERE id=?",
                (heading, section.number if number is None else number, role or section.role, section_id),
            )

    def move_section(self, section_id: str, step: int) -> None:
        """Move a section up (-1) or down (+1) among its report's sections."""
        report_id = self._report_of(section_id)
        ids = [s.id for s in self.sections(report_id)]
        here = ids.index(section_id)
        there = min(max(here + step, 0), len(ids) - 1)
        ids.insert(there, ids.pop(here))
        with self._write() as db:
            db.executemany("UPDATE section SET position=? WHERE id=?", [(n, s) for n, s in enumerate(ids)])

    def approve_section(self, section_id: str, approved: bool = True) -> None:
        """Mark a section as approved (đã duyệt), or not."""
        self.section(section_id)
        with self._write() as db:
            db.execute("UPDATE section SET approved=? WHERE id=?", (int(approved), section_id))

    def save_text(self, section_id: str, text: str, written_by: str = "user") -> int:
        """Keep `text` as the section's newest version and return its number; an unchanged text makes no version."""
        section = self.section(section_id)
        if section.version and section.text == text:
            return section.version
        with self._write() as db:
            db.execute(
                "INSERT INTO text_version SELECT ?, coalesce(max(version),0)+1, ?, ?, ? FROM text_version WHERE section_id=?",
                (section_id, text, written_by, now(), section_id),
            )
            db.execute("UPDATE section SET approved=0 WHERE id=?", (section_id,))
            row = db.execute("SELECT max(version) FROM text_version WHERE section_id=?", (section_id,)).fetchone()
        return int(row[0])

    def save_notes(self, section_id: str, notes: str) -> None:
        """Keep `notes` as the section's newest notes."""
        if self.section(section_id).notes == notes:
            return
        with self._write() as db:
            db.execute(
                "INSERT INTO note_version SELECT ?, coalesce(max(version),0)+1, ?, ? FROM note_version WHERE section_id=?",
                (section_id, notes, now(), section_id),
            )

    def versions(self, section_id: str) -> tuple[Version, ...]:
        """List the kept texts of a section, newest first."""
        self.section(section_id)
        rows = self._db.execute(
            "SELECT version, text, written_by, at FROM text_version WHERE section_id=? ORDER BY version DESC",
            (section_id,),
        )
        return tuple(Version(*row) for row in rows.fetchall())

    def _report_of(self, section_id: str) -> str:
        row = self._db.execute("SELECT report_id FROM section WHERE id=?", (section_id,)).fetchone()
        if row is None:
            raise NotFound(f"Không có mục mang mã {section_id} trong các báo cáo đang có.")
        return str(row[0])

    def require(self, report_id: str) -> None:
        """Raise NotFound unless the report is there and the owner's."""
        row = self._db.execute("SELECT 1 FROM report WHERE id=? AND owner=?", (report_id, self.owner)).fetchone()
        if row is None:
            raise NotFound(f"Không có báo cáo mang mã {report_id}; xem danh sách bằng lệnh `troly reports`.")

    def sections(self, report_id: str) -> tuple[ReportSection, ...]:
        """List the sections of a report in their order; raises NotFound for a report that is not the owner's."""
        self.require(report_id)
        rows = self._db.execute(
            """SELECT s.id, s.number, s.heading, s.level, s.role, s.requirements, s.approved, t.text, t.version, n.text
               FROM section s
               LEFT JOIN text_version t ON t.section_id=s.id AND t.version=(SELECT max(version) FROM text_version WHERE section_id=s.id)
               LEFT JOIN note_version n ON n.section_id=s.id AND n.version=(SELECT max(version) FROM note_version WHERE section_id=s.id)
               WHERE s.report_id=? ORDER BY s.position""",
            (report_id,),
        )
        return tuple(_section(row) for row in rows.fetchall())


def _section(row: tuple[Any, ...]) -> ReportSection:
    text, version, notes = row[7] or "", row[8] or 0, row[9] or ""
    state: State = (
        "da_duyet" if row[6] and text else "ban_thao" if text.strip() else "ghi_chu" if notes.strip() else "trong"
    )
    return ReportSection(
        id=row[0], number=row[1], heading=row[2], level=row[3], role=row[4], text=text,
        requirements=tuple(json.loads(row[5])), notes=notes, state=state, version=version,
    )  # fmt: skip


def insert_section(db: sqlite3.Connection, report_id: str, position: int, item: OutlineItem) -> str:
    """Write one section row and return its id."""
    section_id = new_id("m")
    requirements = json.dumps(list(item.requirements), ensure_ascii=False)
    db.execute(
        "INSERT INTO section (id, report_id, position, number, heading, level, role, requirements) VALUES (?,?,?,?,?,?,?,?)",
        (section_id, report_id, position, item.number, item.heading, item.level, item.role, requirements),
    )
    return section_id


def new_id(prefix: str) -> str:
    """Make a stable id, never a position."""
    return f"{prefix}-{secrets.token_hex(5)}"


def now() -> str:
    """Local time to the microsecond, ISO."""
    return datetime.now().isoformat(timespec="microseconds")
