"""The tables of a knowledge base's one SQLite file, and how a connection to it is opened."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from knowledge import shelf
from knowledge.errors import UnusableInput

VERSION = 4
OLDEST = 3
"""The oldest version that can be brought up to this one; no older one left the workshop."""
BUSY_SECONDS = 30.0

DERIVED = ("lexicon_terms", "lexicon", "terms", "vectors")
"""Tables that can be made again from the passages."""

TABLES = """CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS documents (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL, body TEXT NOT NULL,
    sections INTEGER NOT NULL, reader INTEGER NOT NULL DEFAULT 0, added_at TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS places (
    path TEXT NOT NULL, report_id TEXT NOT NULL DEFAULT '', document_id TEXT NOT NULL REFERENCES documents(id),
    origin TEXT NOT NULL, sha256 TEXT NOT NULL DEFAULT '', added_at TEXT NOT NULL,
    PRIMARY KEY (path, report_id)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS places_document ON places (document_id);
CREATE INDEX IF NOT EXISTS places_report ON places (report_id) WHERE report_id != '';
CREATE TABLE IF NOT EXISTS passages (
    row INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
    document_id TEXT NOT NULL REFERENCES documents(id), ordinal INTEGER NOT NULL, text TEXT NOT NULL,
    quote TEXT NOT NULL, heading_path TEXT NOT NULL, role TEXT NOT NULL, kind TEXT NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS passages_document ON passages (document_id, ordinal);
CREATE INDEX IF NOT EXISTS passages_role ON passages (role);
CREATE TABLE IF NOT EXISTS terms (
    row INTEGER PRIMARY KEY REFERENCES passages(row), length INTEGER NOT NULL, codes BLOB NOT NULL, terms TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS terms_length ON terms (length);
CREATE TABLE IF NOT EXISTS vectors (
    row INTEGER NOT NULL REFERENCES passages(row), fingerprint TEXT NOT NULL, windows INTEGER NOT NULL, matrix BLOB NOT NULL,
    PRIMARY KEY (row, fingerprint)) WITHOUT ROWID;
CREATE VIRTUAL TABLE IF NOT EXISTS lexicon USING fts5(body, content='', tokenize="ascii tokenchars '_'");
CREATE VIRTUAL TABLE IF NOT EXISTS lexicon_terms USING fts5vocab(lexicon, 'row');
"""


def connect(path: Path) -> sqlite3.Connection:
    """Open one connection: WAL, transactions begun by us, and patience with other processes."""
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA cache_size=-32000")
    except sqlite3.DatabaseError as error:
        connection.close()
        raise UnusableInput(
            f"Không mở được kho tri thức {path} ({error}); hãy chọn thư mục khác hoặc khôi phục từ bản sao lưu."
        ) from error
    return connection


def prepare(connection: sqlite3.Connection) -> None:
    """Make the tables where they are missing, and over again what an older program derived from the passages.

    Raises UnusableInput for a file that a newer program wrote.
    """
    if _version(connection) == VERSION:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        _bring_up(connection, _version(connection))
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _bring_up(connection: sqlite3.Connection, version: int) -> None:
    """Bring a file to this version; documents and passages stay, vectors are made anew when the index asks for them."""
    if version > VERSION:
        raise UnusableInput("Kho tri thức này do một phiên bản mới hơn tạo ra; hãy cập nhật Trợ lý Báo cáo rồi mở lại.")
    if 0 < version < OLDEST:
        raise UnusableInput("Kho tri thức này do một bản thử cũ tạo ra; hãy xóa tệp kho rồi nạp lại tài liệu.")
    if OLDEST <= version < VERSION:
        for table in DERIVED:
            connection.execute(f"DROP TABLE IF EXISTS {table}")
    for statement in TABLES.split(";\n"):
        connection.execute(statement)
    if OLDEST <= version < VERSION:
        connection.execute("INSERT OR REPLACE INTO meta VALUES ('stamp', hex(randomblob(8)))")
        for line in connection.execute(f"SELECT row, {shelf.COLUMNS} FROM passages").fetchall():
            shelf.put_terms(connection, line[0], shelf.passage_of(line[1:]))
    connection.execute(f"PRAGMA user_version={VERSION}")
