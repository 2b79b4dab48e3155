"""The workspace's SQLite file: its tables, a connection per thread, and writes that are whole or not at all."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from knowledge.errors import UnusableInput

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


class WorkspaceFile:
    """One SQLite file of one owner's reports; safe to use from several threads and processes."""

    def __init__(self, home: Path, owner: str = "local") -> None:
        home.mkdir(parents=True, exist_ok=True)
        self.path = home / "workspace.sqlite3"
        self.owner = owner
        self._local = threading.local()
        try:
            self._db.executescript(SCHEMA)
        except sqlite3.DatabaseError as error:
            raise UnusableInput(
                f"Tệp {self.path} hỏng hoặc không mở được; phục hồi bằng `troly restore TỆP-SAO-LƯU`, hoặc đổi tên tệp rồi mở lại."
            ) from error

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
