"""The user's reports in SQLite: profiles, facts, notes, section texts with all versions, chats and waivers.

Nothing is overwritten: a text or a note is a new row, and the newest row is the present state.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from assistant.records import Fact, Profile, Report, ReportSection, ReportTable, State
from knowledge.errors import NotFound
from knowledge.records import Outline, OutlineItem

SCHEMA = """
CREATE TABLE IF NOT EXISTS report (id TEXT PRIMARY KEY, owner TEXT NOT NULL, title TEXT NOT NULL, outline_title TEXT NOT NULL,
    profile TEXT NOT NULL, tables TEXT NOT NULL DEFAULT '[]', footnotes TEXT NOT NULL DEFAULT '[]', created TEXT NOT NULL,
    archived INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS section (id TEXT PRIMARY KEY, report_id TEXT NOT NULL REFERENCES report(id), position INTEGER NOT NULL,
    number TEXT NOT NULL, heading TEXT NOT NULL, level INTEGER NOT NULL, role TEXT NOT NULL, requirements TEXT NOT NULL,
    approved INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS text_version (section_id TEXT NOT NULL REFERENCES section(id), version INTEGER NOT NULL, text TEXT NOT NULL,
    written_by TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (section_id, version));
CREATE TABLE IF NOT EXISTS note_version (section_id TEXT NOT NULL REFERENCES section(id), version INTEGER NOT NULL, text TEXT NOT NULL,
    at TEXT NOT NULL, PRIMARY KEY (section_id, version));
CREATE TABLE IF NOT EXISTS fact_version (report_id TEXT NOT NULL REFERENCES report(id), version INTEGER NOT NULL, facts TEXT NOT NULL,
    at TEXT NOT NULL, PRIMARY KEY (report_id, version));
CREATE TABLE IF NOT EXISTS profile_version (report_id TEXT NOT NULL REFERENCES report(id), profile TEXT NOT NULL, at TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS chat (id INTEGER PRIMARY KEY, report_id TEXT NOT NULL, section_id TEXT NOT NULL, speaker TEXT NOT NULL,
    content TEXT NOT NULL, data TEXT NOT NULL, at TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS waiver (report_id TEXT NOT NULL, finding_id TEXT NOT NULL, reason TEXT NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (report_id, finding_id));
CREATE TABLE IF NOT EXISTS consent (report_id TEXT PRIMARY KEY, host TEXT NOT NULL, at TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS chat_place ON chat (report_id, section_id, id);
"""


@dataclass(frozen=True, slots=True)
class Version:
    """One kept text of a section; `number` counts from 1, `at` is local ISO time to the second."""

    number: int
    text: str
    written_by: str
    at: str


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


class Workspace:
    """One SQLite file of reports; safe to use from several threads and processes."""

    def __init__(self, home: Path, owner: str = "local") -> None:
        home.mkdir(parents=True, exist_ok=True)
        self.path = home / "workspace.sqlite3"
        self.owner = owner
        self._local = threading.local()
        self._db.executescript(SCHEMA)

    # reports

    def new_report(self, outline: Outline, profile: Profile | None = None, title: str = "") -> str:
        """Make a report with the outline's sections and return its id."""
        report_id = _new_id("bc")
        profile = profile or Profile()
        name = title or profile.title or outline.title or "Báo cáo mới"
        with self._write() as db:
            db.execute(
                "INSERT INTO report (id, owner, title, outline_title, profile, created) VALUES (?,?,?,?,?,?)",
                (report_id, self.owner, name, outline.title, _profile_json(profile), _now()),
            )
            for position, item in enumerate(_flatten(outline.sections)):
                _insert_section(db, report_id, position, item)
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
            sections=self._sections(report_id),
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
            db.execute("INSERT INTO profile_version VALUES (?,?,?)", (report_id, _profile_json(former), _now()))
            db.execute("UPDATE report SET profile=? WHERE id=?", (_profile_json(profile), report_id))

    def save_facts(self, report_id: str, facts: tuple[Fact, ...]) -> None:
        """Make `facts` the present rows of figures; the former ones stay in the file."""
        if self.report(report_id).facts == facts:
            return
        with self._write() as db:
            db.execute(
                "INSERT INTO fact_version SELECT ?, coalesce(max(version),0)+1, ?, ? FROM fact_version WHERE report_id=?",
                (report_id, json.dumps([asdict(f) for f in facts], ensure_ascii=False), _now(), report_id),
            )

    def save_tables(
        self, report_id: str, tables: tuple[ReportTable, ...], footnotes: tuple[str, ...] | None = None
    ) -> None:
        """Replace the report's tables (and footnotes, where given)."""
        self._touch_report(report_id, "tables", json.dumps([asdict(t) for t in tables], ensure_ascii=False))
        if footnotes is not None:
            self._touch_report(report_id, "footnotes", json.dumps(list(footnotes), ensure_ascii=False))

    # sections

    def section(self, section_id: str) -> ReportSection:
        """Return one section; raises NotFound."""
        row = self._db.execute(
            "SELECT s.report_id FROM section s JOIN report r ON r.id=s.report_id WHERE s.id=? AND r.owner=?",
            (section_id, self.owner),
        ).fetchone()
        for section in self._sections(row[0]) if row else ():
            if section.id == section_id:
                return section
        raise NotFound(f"Không có mục mang mã {section_id} trong các báo cáo đang có.")

    def find_section(self, report_id: str, wanted: str) -> ReportSection:
        """Find a section of a report by id, number, role or words of its heading; raises NotFound."""
        sections = self.report(report_id).sections
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
        ids = [s.id for s in self.report(report_id).sections]
        position = ids.index(after) + 1 if after in ids else len(ids)
        with self._write() as db:
            db.execute(
                "UPDATE section SET position=position+1 WHERE report_id=? AND position>=?", (report_id, position)
            )
            return _insert_section(db, report_id, position, OutlineItem(number, heading, level, role))

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
        ids = [s.id for s in self.report(report_id).sections]
        here = ids.index(section_id)
        there = min(max(here + step, 0), len(ids) - 1)
        ids.insert(there, ids.pop(here))
        with self._write() as db:
            db.executemany("UPDATE section SET position=? WHERE id=?", [(n, s) for n, s in enumerate(ids)])

    def approve_section(self, section_id: str, approved: bool = True) -> None:
        """Mark a section as approved (đã duyệt), or not."""
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
                (section_id, text, written_by, _now(), section_id),
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
                (section_id, notes, _now(), section_id),
            )

    def versions(self, section_id: str) -> tuple[Version, ...]:
        """List the kept texts of a section, newest first."""
        self.section(section_id)
        rows = self._db.execute(
            "SELECT version, text, written_by, at FROM text_version WHERE section_id=? ORDER BY version DESC",
            (section_id,),
        )
        return tuple(Version(*row) for row in rows.fetchall())

    # chat, waivers, consent

    def say(
        self, report_id: str, section_id: str, speaker: str, content: str, data: dict[str, Any] | None = None
    ) -> int:
        """Keep one line of a chat and return its id."""
        with self._write() as db:
            cursor = db.execute(
                "INSERT INTO chat (report_id, section_id, speaker, content, data, at) VALUES (?,?,?,?,?,?)",
                (report_id, section_id, speaker, content, json.dumps(data or {}, ensure_ascii=False), _now()),
            )
        return int(cursor.lastrowid or 0)

    def chat(self, report_id: str, section_id: str = "", limit: int = 200) -> tuple[ChatEntry, ...]:
        """Return the newest lines of a section's chat, oldest of them first."""
        rows = self._db.execute(
            "SELECT id, speaker, content, data, at FROM chat WHERE report_id=? AND section_id=? ORDER BY id DESC LIMIT ?",
            (report_id, section_id, limit),
        ).fetchall()
        return tuple(ChatEntry(r[0], r[1], r[2], json.loads(r[3]), r[4]) for r in reversed(rows))

    def waive(self, report_id: str, finding_id: str, reason: str) -> None:
        """Keep the reason for which a finding is accepted as it stands."""
        self.report(report_id)
        with self._write() as db:
            db.execute("INSERT OR REPLACE INTO waiver VALUES (?,?,?,?)", (report_id, finding_id, reason, _now()))

    def waivers(self, report_id: str) -> dict[str, str]:
        """Return finding id -> reason."""
        rows = self._db.execute("SELECT finding_id, reason FROM waiver WHERE report_id=?", (report_id,))
        return {row[0]: row[1] for row in rows.fetchall()}

    def consent(self, report_id: str) -> str:
        """Return the host to which this report's text may be sent, or an empty string."""
        row = self._db.execute("SELECT host FROM consent WHERE report_id=?", (report_id,)).fetchone()
        return str(row[0]) if row else ""

    def give_consent(self, report_id: str, host: str) -> None:
        """Allow this report's text to be sent to `host` (asked once per report)."""
        with self._write() as db:
            db.execute("INSERT OR REPLACE INTO consent VALUES (?,?,?)", (report_id, host, _now()))

    def copy_to(self, path: Path) -> None:
        """Write a consistent copy of the whole file (SQLite's online backup)."""
        with sqlite3.connect(path) as target:
            self._db.backup(target)
        target.close()

    def close(self) -> None:
        """Close this thread's connection."""
        db = getattr(self._local, "db", None)
        if db is not None:
            db.close()
            self._local.db = None

    # inside

    @property
    def _db(self) -> sqlite3.Connection:
        db: sqlite3.Connection | None = getattr(self._local, "db", None)
        if db is None:
            db = sqlite3.connect(self.path, timeout=30, isolation_level=None)
            db.execute("PRAGMA journal_mode=WAL")
            db.execute("PRAGMA synchronous=FULL")
            db.execute("PRAGMA foreign_keys=ON")
            self._local.db = db
        return db

    @contextmanager
    def _write(self) -> Iterator[sqlite3.Connection]:
        db = self._db
        db.execute("BEGIN IMMEDIATE")
        try:
            yield db
        except BaseException:
            db.execute("ROLLBACK")
            raise
        db.execute("COMMIT")

    def _touch_report(self, report_id: str, column: str, value: object) -> None:
        self.report(report_id)
        with self._write() as db:
            db.execute(f"UPDATE report SET {column}=? WHERE id=?", (value, report_id))

    def _report_of(self, section_id: str) -> str:
        row = self._db.execute("SELECT report_id FROM section WHERE id=?", (section_id,)).fetchone()
        if row is None:
            raise NotFound(f"Không có mục mang mã {section_id} trong các báo cáo đang có.")
        return str(row[0])

    def _sections(self, report_id: str) -> tuple[ReportSection, ...]:
        rows = self._db.execute(
            """SELECT s.id, s.number, s.heading, s.level, s.role, s.requirements, s.approved, t.text, t.version, n.text
               FROM section s
               LEFT JOIN text_version t ON t.section_id=s.id AND t.version=(SELECT max(version) FROM text_version WHERE section_id=s.id)
               LEFT JOIN note_version n ON n.section_id=s.id AND n.version=(SELECT max(version) FROM note_version WHERE section_id=s.id)
               WHERE s.report_id=? ORDER BY s.position""",
            (report_id,),
        )
        return tuple(_section(row) for row in rows.fetchall())

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


def _section(row: tuple[Any, ...]) -> ReportSection:
    text, version, notes = row[7] or "", row[8] or 0, row[9] or ""
    state: State = (
        "da_duyet" if row[6] and text else "ban_thao" if text.strip() else "ghi_chu" if notes.strip() else "trong"
    )
    return ReportSection(
        id=row[0], number=row[1], heading=row[2], level=row[3], role=row[4], text=text,
        requirements=tuple(json.loads(row[5])), notes=notes, state=state, version=version,
    )  # fmt: skip


def _insert_section(db: sqlite3.Connection, report_id: str, position: int, item: OutlineItem) -> str:
    section_id = _new_id("m")
    requirements = json.dumps(list(item.requirements), ensure_ascii=False)
    db.execute(
        "INSERT INTO section (id, report_id, position, number, heading, level, role, requirements) VALUES (?,?,?,?,?,?,?,?)",
        (section_id, report_id, position, item.number, item.heading, item.level, item.role, requirements),
    )
    return section_id


def _flatten(items: tuple[OutlineItem, ...]) -> Iterator[OutlineItem]:
    for item in items:
        yield item
        yield from _flatten(item.children)


def _new_id(prefix: str) -> str:
    return f"{prefix}-{secrets.token_hex(5)}"


def _now() -> str:
    return datetime.now().isoformat(timespec="microseconds")
