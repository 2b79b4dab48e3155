"""The tables of a knowledge base's one SQLite file, and how a connection to it is opened."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from knowledge.errors import UnusableInput

VERSION = 3
BUSY_SECONDS = 30.0

TABLES = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
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
    row INTEGER NOT NULL REFERENCES passages(row), fingerprint TEXT NOT NULL, vector BLOB NOT NULL,
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
    """Make the tables where they are missing; refuse a file that a newer program wrote."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > VERSION:
        raise UnusableInput("Kho tri thức này do một phiên bản mới hơn tạo ra; hãy cập nhật Trợ lý Báo cáo rồi mở lại.")
    if version == VERSION:
        return
    if version:
        raise UnusableInput("Kho tri thức này do một bản thử cũ tạo ra; hãy xóa tệp kho rồi nạp lại tài liệu.")
    connection.executescript(f"BEGIN IMMEDIATE; {TABLES} PRAGMA user_version={VERSION}; COMMIT;")
