"""The user's reports in SQLite: profiles, facts, notes, section texts with all versions, chats and waivers.

Nothing is overwritten: a text or a note is a new row, and the newest row is the present state.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from typing import Any

from assistant.records import Fact, Profile, Report, ReportTable
from assistant.sectiontexts import SectionTexts, Version, insert_section, new_id, now
from knowledge.errors import NotFound
from knowledge.records import Outline, OutlineItem

__all__ = ["ChatEntry", "ReportSummary", "Version", "Workspace", "profile_from"]


@dataclass(frozen=True, slots=True)
class ChatEntry:
    """One kept line of a chat; `speaker` is "user" or "assistant", `data` what the page needs to draw it again."""

    id: int
    speaker: str
    content: str
    data: dict[str, Any]
    at: str


@dataclass(frozen=True, slots=True)
class ReportSummary:
    """A row of the report list."""

    id: str
    title: str
    unit: str
    created: str
    updated: str
    sections: int
    drafted: int


class Workspace(SectionTexts):
    """Everything that the user's reports hold."""

    def new_report(self, outline: Outline, profile: Profile | None = None, title: str = "") -> str:
        """Make a report with the outline's sections and return its id."""
        report_id = new_id("bc")
        profile = profile or Profile()
        name = title or profile.title or outline.title or "Báo cáo mới"
        with self._write() as db:
            db.execute(
                "INSERT INTO report (id, owner, title, outline_title, profile, created) VALUES (?,?,?,?,?,?)",
                (report_id, self.owner, name, outline.title, _profile_json(profile), now()),
            )
            for position, item in enumerate(_flatten(outline.sections)):
                insert_section(db, report_id, position, item)
        return report_id

    def reports(self, archived: bool = False) -> tuple[ReportSummary, ...]:
        """List the reports, the last touched first."""
        rows = self._db.execute(
            """SELECT r.id, r.title, r.profile, r.created,
                 max(r.created, coalesce((SELECT max(at) FROM text_version v JOIN section s ON s.id=v.section_id WHERE s.report_id=r.id), ''),
                     coalesce((SELECT max(at) FROM note_version v JOIN section s ON s.id=v.section_id WHERE s.report_id=r.id), '')) AS updated,
                 (SELECT count(*) FROM section s WHERE s.report_id=r.id),
                 (SELECT count(DISTINCT v.section_id) FROM text_version v JOIN section s ON s.id=v.section_id WHERE s.report_id=r.id)
               FROM report r WHERE r.archived=? AND r.owner=? ORDER BY updated DESC, r.rowid DESC""",
            (int(archived), self.owner),
        )
        return tuple(
            ReportSummary(r[0], r[1], json.loads(r[2]).get("unit", ""), r[3], r[4], r[5], r[6]) for r in rows.fetchall()
        )

    def report(self, report_id: str) -> Report:
        """Return the present state of a report; raises NotFound."""
        row = self._db.execute(
            "SELECT title, outline_title, profile, tables, footnotes FROM report WHERE id=? AND owner=?",
            (report_id, self.owner),
        ).fetchone()
        if row is None:
            raise NotFound(f"Không có báo cáo mang mã {report_id}; xem danh sách bằng lệnh `troly reports`.")
        return Report(
            id=report_id,
            title=row[0],
            outline_title=row[1],
            profile=profile_from(json.loads(row[2])),
            sections=self.sections(report_id),
            tables=tuple(
                ReportTable(t["heading"], tuple(tuple(r) for r in t["rows"]), t["appendix"]) for t in json.loads(row[3])
            ),
            footnotes=tuple(json.loads(row[4])),
            facts=self._facts(report_id),
        )

    def rename_report(self, report_id: str, title: str) -> None:
        """Give the report another name in the list."""
        self._touch_report(report_id, "title", title.strip() or "Báo cáo")

    def archive_report(self, report_id: str, archived: bool = True) -> None:
        """Take the report out of the list without losing anything."""
        self._touch_report(report_id, "archived", int(archived))

    def save_profile(self, report_id: str, profile: Profile) -> None:
        """Make `profile` the present one; the former ones stay in the file."""
        former = self.report(report_id).profile
        if former == profile:
            return
        with self._write() as db:
            db.execute("INSERT INTO profile_version VALUES (?,?,?)", (report_id, _profile_json(former), now()))
            db.execute("UPDATE report SET profile=? WHERE id=?", (_profile_json(profile), report_id))

    def save_facts(self, report_id: str, facts: tuple[Fact, ...]) -> None:
        """Make `facts` the present rows of figures; the former ones stay in the file."""
        if self.report(report_id).facts == facts:
            return
        with self._write() as db:
            db.execute(
                "INSERT INTO fact_version SELECT ?, coalesce(max(version),0)+1, ?, ? FROM fact_version WHERE report_id=?",
                (report_id, json.dumps([asdict(f) for f in facts], ensure_ascii=False), now(), report_id),
            )

    def save_tables(
        self, report_id: str, tables: tuple[ReportTable, ...], footnotes: tuple[str, ...] | None = None
    ) -> None:
        """Replace the report's tables (and footnotes, where given)."""
        self._touch_report(report_id, "tables", json.dumps([asdict(t) for t in tables], ensure_ascii=False))
        if footnotes is not None:
            self._touch_report(report_id, "footnotes", json.dumps(list(footnotes), ensure_ascii=False))

    def say(
        self, report_id: str, section_id: str, speaker: str, content: str, data: dict[str, Any] | None = None
    ) -> int:
        """Keep one line of a chat and return its id."""
        self.require(report_id)
        with self._write() as db:
            cursor = db.execute(
                "INSERT INTO chat (report_id, section_id, speaker, content, data, at) VALUES (?,?,?,?,?,?)",
                (report_id, section_id, speaker, content, json.dumps(data or {}, ensure_ascii=False), now()),
            )
        return int(cursor.lastrowid or 0)

    def chat(self, report_id: str, section_id: str = "", limit: int = 200) -> tuple[ChatEntry, ...]:
        """Return the newest lines of a section's chat, oldest of them first."""
        self.require(report_id)
        rows = self._db.execute(
            "SELECT id, speaker, content, data, at FROM chat WHERE report_id=? AND section_id=? ORDER BY id DESC LIMIT ?",
            (report_id, section_id, limit),
        ).fetchall()
        return tuple(ChatEntry(r[0], r[1], r[2], json.loads(r[3]), r[4]) for r in reversed(rows))

    def waive(self, report_id: str, finding_id: str, reason: str) -> None:
        """Keep the reason for which a finding is accepted as it stands."""
        self.report(report_id)
        with self._write() as db:
            db.execute("INSERT OR REPLACE INTO waiver VALUES (?,?,?,?)", (report_id, finding_id, reason, now()))

    def waivers(self, report_id: str) -> dict[str, str]:
        """Return finding id -> reason."""
        self.require(report_id)
        rows = self._db.execute("SELECT finding_id, reason FROM waiver WHERE report_id=?", (report_id,))
        return {row[0]: row[1] for row in rows.fetchall()}

    def consent(self, report_id: str) -> str:
        """Return the host to which this report's text may be sent, or an empty string."""
        self.require(report_id)
        row = self._db.execute("SELECT host FROM consent WHERE report_id=?", (report_id,)).fetchone()
        return str(row[0]) if row else ""

    def give_consent(self, report_id: str, host: str) -> None:
        """Allow this report's text to be sent to `host` (asked once per report)."""
        self.require(report_id)
        with self._write() as db:
            db.execute("INSERT OR REPLACE INTO consent VALUES (?,?,?)", (report_id, host, now()))

    def _touch_report(self, report_id: str, column: str, value: object) -> None:
        self.report(report_id)
        with self._write() as db:
            db.execute(f"UPDATE report SET {column}=? WHERE id=?", (value, report_id))

    def _facts(self, report_id: str) -> tuple[Fact, ...]:
        row = self._db.execute(
            "SELECT facts FROM fact_version WHERE report_id=? ORDER BY version DESC LIMIT 1", (report_id,)
        ).fetchone()
        return tuple(Fact(**f) for f in json.loads(row[0])) if row else ()


def profile_from(data: dict[str, Any]) -> Profile:
    """Make a Profile of JSON; unknown keys are dropped, lists become tuples."""
    names = {f.name for f in fields(Profile)}
    known: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in data.items() if k in names}
    return Profile(**known)


def _profile_json(profile: Profile) -> str:
    return json.dumps(asdict(profile), ensure_ascii=False)


def _flatten(items: tuple[OutlineItem, ...]) -> Iterator[OutlineItem]:
    for item in items:
        yield item
        yield from _flatten(item.children)
