"""The only user of chromadb: one collection of passage vectors, in a folder of ours or on a Chroma server."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import ServiceDown

BATCH = 5_000
PAGE = 20_000
PROBE_SECONDS = 120
Vectors = NDArray[np.float32]


class BrokenIndexError(Exception):
    """The index failed; it can be rebuilt from the library, so no user needs to see this."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One vector of the index; `id` is of the library's making, `document_id` and `role` can be filtered on."""

    id: str
    document_id: str
    role: str


class Collection:
    """An open Chroma collection; every failure of Chroma's comes out as BrokenIndexError, or ServiceDown for a server."""

    def __init__(self, client: Any, name: str, metadata: dict[str, str], url: str = "") -> None:
        self._client = client
        self._url = url
        with _translated(url):
            self._collection = client.get_or_create_collection(
                name, embedding_function=None, metadata=metadata, configuration={"hnsw": {"space": "cosine"}}
            )

    @property
    def metadata(self) -> dict[str, str]:
        """What was written with the collection: the embedder's fingerprint and the library's stamp."""
        return dict(self._collection.metadata or {})

    def describe(self, metadata: dict[str, str]) -> None:
        """Replace the collection's metadata."""
        with _translated(self._url):
            self._collection.modify(metadata=metadata)

    def count(self) -> int:
        """Count the vectors."""
        with _translated(self._url):
            return int(self._collection.count())

    def ids(self) -> set[str]:
        """Read every id, page by page."""
        found: set[str] = set()
        with _translated(self._url):
            while page := self._collection.get(limit=PAGE, offset=len(found), include=[])["ids"]:
                found.update(page)
        return found

    def add(self, entries: Sequence[Entry], vectors: Vectors) -> None:
        """Add vectors, or replace those of the same ids."""
        with _translated(self._url):
            for start in range(0, len(entries), BATCH):
                chosen = entries[start : start + BATCH]
                self._collection.upsert(
                    ids=[entry.id for entry in chosen],
                    embeddings=vectors[start : start + BATCH],
                    metadatas=[{"document_id": entry.document_id, "role": entry.role} for entry in chosen],
                )

    def delete(self, ids: Sequence[str]) -> None:
        """Take vectors out."""
        with _translated(self._url):
            for start in range(0, len(ids), BATCH):
                self._collection.delete(ids=list(ids[start : start + BATCH]))

    def nearest(
        self, vector: Vectors, limit: int, documents: Sequence[str] | None = None, role: str | None = None
    ) -> tuple[tuple[str, float], ...]:
        """Find the nearest vectors as (id, cosine similarity), best first."""
        with _translated(self._url):
            found = self._collection.query(
                query_embeddings=[vector], n_results=limit, where=_where(documents, role), include=["distances"]
            )
        pairs = zip(found["ids"][0], found["distances"][0], strict=True)
        return tuple((str(identity), 1.0 - float(distance)) for identity, distance in pairs)

    def sound(self, count: int, samples: Sequence[tuple[str, Sequence[float]]]) -> bool:
        """Check the count, and that each sample finds itself or its equal."""
        if self.count() != count:
            return False
        for identity, vector in samples:
            hits = self.nearest(np.asarray(vector, dtype=np.float32), 3)
            if not hits or (identity not in {hit for hit, _ in hits} and hits[0][1] < 0.999):
                return False
        return True

    def close(self) -> None:
        """Let go of the files or the connection."""
        self._client.close()


def _where(documents: Sequence[str] | None, role: str | None) -> dict[str, Any] | None:
    """Write a filter as Chroma wants it: no empty one, and no conjunction of one."""
    parts: list[dict[str, Any]] = []
    if documents is not None:
        parts.append({"document_id": {"$in": list(documents)}})
    if role is not None:
        parts.append({"role": role})
    if len(parts) > 1:
        return {"$and": parts}
    return parts[0] if parts else None


def open_folder(folder: Path, name: str, metadata: dict[str, str]) -> Collection:
    """Open an embedded collection; the caller makes sure that no other process has the folder open."""
    chromadb = _chromadb()
    from chromadb.config import Settings

    with _translated():
        client = chromadb.PersistentClient(path=str(folder), settings=Settings(anonymized_telemetry=False))
    return Collection(client, name, metadata)


def open_server(url: str, name: str, metadata: dict[str, str]) -> Collection:
    """Open a collection on a Chroma server."""
    return Collection(_server(url), name, metadata, url)


def delete_from_server(url: str, prefix: str, keep: str) -> None:
    """Drop the collections of this library that another embedder made."""
    client = _server(url)
    with _translated(url):
        for collection in client.list_collections():
            if collection.name.startswith(prefix) and collection.name != keep:
                client.delete_collection(collection.name)
        client.close()


def _server(url: str) -> Any:
    chromadb = _chromadb()
    from chromadb.config import Settings

    parts = urlsplit(url if "//" in url else f"http://{url}")
    secure = parts.scheme == "https"
    with _translated(url):
        return chromadb.HttpClient(
            host=parts.hostname or "127.0.0.1",
            port=parts.port or (443 if secure else 8000),
            ssl=secure,
            settings=Settings(anonymized_telemetry=False),
        )


def probe(folder: Path, name: str, count: int, samples: Sequence[tuple[str, Sequence[float]]]) -> bool:
    """Check a doubtful folder in a process of its own, because a damaged one may take its reader down."""
    question = json.dumps({"folder": str(folder), "name": name, "count": count, "samples": samples})
    command = [sys.executable, "-m", "knowledge.vectors"]
    try:
        done = subprocess.run(
            command, input=question, text=True, capture_output=True, timeout=PROBE_SECONDS, check=False, cwd=_root()
        )
    except (subprocess.TimeoutExpired, OSError):
        return False
    return done.returncode == 0 and done.stdout.strip().endswith("sound")


def _root() -> Path:
    return Path(__file__).resolve().parent.parent


def _answer_probe() -> int:
    question = json.loads(sys.stdin.read())
    collection = open_folder(Path(question["folder"]), question["name"], {})
    sound = collection.sound(question["count"], question["samples"])
    collection.close()
    sys.stdout.write("sound\n" if sound else "broken\n")
    return 0 if sound else 1


def _chromadb() -> Any:
    """Import chromadb late (half a second), with its telemetry off whatever the environment says."""
    os.environ["ANONYMIZED_TELEMETRY"] = "False"
    import chromadb

    return chromadb


@contextmanager
def _translated(url: str = "") -> Iterator[None]:
    """Turn every failure of Chroma's, a panic of its native part too, into ours."""
    try:
        yield
    except BaseException as error:
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        if not url:
            raise BrokenIndexError(f"{type(error).__name__}: {error}") from error
        raise ServiceDown(
            f"Máy chủ Chroma {url} không trả lời đúng ({type(error).__name__}); "
            "hãy kiểm tra máy chủ hoặc bỏ TROLY_CHROMA_URL."
        ) from error


if __name__ == "__main__":
    sys.exit(_answer_probe())
