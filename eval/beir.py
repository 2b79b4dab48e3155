"""Reads retrieval sets in BEIR form: corpus.jsonl, queries.jsonl and qrels.tsv, plain or gzipped, and optional distractors."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from knowledge.errors import UnusableInput


@dataclass(frozen=True, slots=True)
class Item:
    """A corpus entry or a query."""

    id: str
    title: str
    text: str

    @property
    def full(self) -> str:
        """Title and text as one passage."""
        return f"{self.title}\n{self.text}" if self.title else self.text


@dataclass(frozen=True, slots=True)
class RetrievalSet:
    """A corpus, its questions, and for each question the gain of each relevant corpus id."""

    name: str
    corpus: tuple[Item, ...]
    queries: tuple[Item, ...]
    qrels: dict[str, dict[str, float]]


def available(data: Path) -> tuple[Path, ...]:
    """List the folders below `data` that hold a retrieval set, by name."""
    folders = sorted(data.iterdir()) if data.is_dir() else []
    return tuple(folder for folder in folders if _exists(folder, "corpus.jsonl") and (folder / "qrels.tsv").exists())


def load(folder: Path, distractors: bool = True) -> RetrievalSet:
    """Read the set in `folder`; `distractors` adds the corpus of distractors.jsonl where there is one."""
    corpus = tuple(_items(folder, "corpus.jsonl"))
    if distractors and _exists(folder, "distractors.jsonl"):
        corpus += tuple(_items(folder, "distractors.jsonl"))
    qrels = _qrels(folder / "qrels.tsv")
    queries = tuple(query for query in _items(folder, "queries.jsonl") if query.id in qrels)
    return RetrievalSet(folder.name, corpus, queries, qrels)


def _exists(folder: Path, name: str) -> bool:
    return (folder / name).exists() or (folder / f"{name}.gz").exists()


def _items(folder: Path, name: str) -> Iterator[Item]:
    for line in _lines(folder, name):
        entry = json.loads(line)
        yield Item(str(entry["_id"]), entry.get("title") or "", entry["text"])


def _lines(folder: Path, name: str) -> Iterator[str]:
    plain, packed = folder / name, folder / f"{name}.gz"
    if not plain.exists() and not packed.exists():
        raise UnusableInput(f"Thư mục {folder} thiếu tệp {name}; hãy kiểm tra lại bộ dữ liệu đo.")
    with gzip.open(packed, "rt", encoding="utf-8") if packed.exists() else plain.open(encoding="utf-8") as lines:
        yield from (line for line in lines if line.strip())


def _qrels(path: Path) -> dict[str, dict[str, float]]:
    qrels: dict[str, dict[str, float]] = {}
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        query, document, gain = line.split("\t")
        qrels.setdefault(query, {})[document] = float(gain)
    return qrels
