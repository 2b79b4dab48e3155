"""What is known of the embedded index between two runs: which folder it is, whether it was left whole, who has it open."""

from __future__ import annotations

import json
import os
import sqlite3
from dataclasses import asdict, dataclass, replace
from pathlib import Path

STATE = "state.json"
LOCK = "lock.sqlite3"


@dataclass(frozen=True, slots=True)
class IndexState:
    """`clean` is false while the index is being written; `files` are the sizes that a whole index was left with."""

    folder: str
    fingerprint: str
    clean: bool = False
    count: int = 0
    files: tuple[tuple[str, int], ...] = ()


def read_state(base: Path) -> IndexState | None:
    """Read the state; anything unreadable counts as no index at all."""
    try:
        raw = json.loads((base / STATE).read_text(encoding="utf-8"))
        raw["files"] = tuple((str(name), int(size)) for name, size in raw["files"])
        return IndexState(**raw)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_state(base: Path, state: IndexState) -> None:
    """Write the state so that a reader sees the old or the new one, whole."""
    beside = base / f"{STATE}.new"
    with beside.open("w", encoding="utf-8") as file:
        json.dump(asdict(state), file)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(base / STATE)


def sealed(base: Path, state: IndexState) -> IndexState:
    """Mark the state clean, with the sizes that its files have now."""
    return replace(state, clean=True, files=sizes(base / state.folder))


def sizes(folder: Path) -> tuple[tuple[str, int], ...]:
    """List a folder's files with their sizes; what SQLite keeps only while it is open is left out."""
    found = (
        path for path in folder.rglob("*") if path.is_file() and not path.name.endswith(("-wal", "-shm", "-journal"))
    )
    return tuple(sorted((path.relative_to(folder).as_posix(), path.stat().st_size) for path in found))


class IndexLock:
    """A lock between processes that the system lets go of when its holder dies: SQLite's own, on a file of its own."""

    def __init__(self, base: Path) -> None:
        self._path = base / LOCK
        self._connection: sqlite3.Connection | None = None

    @property
    def held(self) -> bool:
        """Whether we hold it."""
        return self._connection is not None

    def take(self, patience: float = 0.0) -> bool:
        """Take the lock if nobody has it within `patience` seconds; say whether it is ours now."""
        if self._connection is not None:
            return True
        connection = sqlite3.connect(self._path, timeout=patience, isolation_level=None, check_same_thread=False)
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            connection.close()
            return False
        self._connection = connection
        return True

    def release(self) -> None:
        """Let go of it."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
