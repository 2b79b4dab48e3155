"""Time the search of a library beside one plain Chroma query and one plain FTS5 query over the same passages, in one run.

Run as `python -m eval.speed_search [--passages 1000] [--corpus FILE.jsonl ...]`; a corpus line has "text" (gzip allowed),
and without a corpus the demo documents are repeated with their figures changed.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import itertools
import json
import random
import re
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np

from knowledge.embedding import open_embedder
from knowledge.indexing import index_of
from knowledge.library import Embedder, Library, Vectors
from knowledge.records import Document, Passage
from knowledge.search import search
from knowledge.text import sentences, tokens
from knowledge.vectors import Collection, Entry, open_folder

QUERIES = 200
GROUP = 200


def main(arguments: Sequence[str] | None = None) -> int:
    """Print one table: milliseconds at the median and at 95%, for each way to search, and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=int, default=1000)
    parser.add_argument("--corpus", type=Path, nargs="*", default=[])
    parser.add_argument("--random-vectors", action="store_true", help="time without the embedding model")
    options = parser.parse_args(arguments)
    texts = list(itertools.islice(_texts(options.corpus), options.passages))
    embedder: Embedder = RandomEmbedder() if options.random_vectors else open_embedder("")
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder), embedder) as library:
        started = time.perf_counter()
        _fill(library, texts)
        filled = time.perf_counter()
        index_of(library).sync()
        synced = time.perf_counter()
        print(f"{library.count} passages: library {filled - started:.1f} s, Chroma index {synced - filled:.1f} s")
        _compare(library, texts, Path(folder))
        size = sum(file.stat().st_size for file in Path(folder).rglob("*") if file.is_file())
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"disk {size / 2**20:.0f} MB, memory at most {memory:.0f} MB")
    return 0


class RandomEmbedder:
    """Vectors without a model, the same for the same text."""

    fingerprint = "random"

    def encode(self, texts: Sequence[str], query: bool = False) -> Vectors:
        """Embed each text as a direction drawn from its hash."""
        seeds = (int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") for text in texts)
        rows = [np.random.default_rng(seed).standard_normal(256, dtype=np.float32) for seed in seeds]
        matrix = np.array(rows, dtype=np.float32).reshape(len(rows), 256)
        return np.asarray(matrix / np.linalg.norm(matrix, axis=1, keepdims=True), dtype=np.float32)


def _compare(library: Library, texts: Sequence[str], folder: Path) -> None:
    queries = _queries(texts)
    vectors = library.embedder.encode(queries, query=True)
    by_text = dict(zip(queries, vectors, strict=True))
    plain_index = _plain_chroma(library, texts, folder / "plain-chroma")
    plain_words = _plain_fts5(texts)
    ways: dict[str, Callable[[str], object]] = {
        "plain Chroma query": lambda query: plain_index.nearest(by_text[query], 10),
        "plain FTS5 query": lambda query: plain_words.execute(
            "SELECT rowid FROM plain WHERE plain MATCH ? ORDER BY rank LIMIT 10",
            (" OR ".join(f'"{token}"' for token in tokens(query)),),
        ).fetchall(),
        "embedding the query": lambda query: library.embedder.encode([query], query=True),
        "search()": lambda query: search(library, query),
    }
    times = _timed(ways, queries)
    for name, taken in times.items():
        print(f"{name:22} p50 {_at(taken, 0.5):7.2f} ms   p95 {_at(taken, 0.95):7.2f} ms")
    parts = _at(times["plain Chroma query"], 0.5) + _at(times["plain FTS5 query"], 0.5)
    print(f"search() / (plain Chroma + plain FTS5) at p50: {_at(times['search()'], 0.5) / parts:.2f}")
    plain_index.close()


def _timed(ways: dict[str, Callable[[str], object]], queries: Sequence[str]) -> dict[str, list[float]]:
    """Time every way on every query, taking turns, so that whatever else the machine does falls on all alike."""
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for way in ways.values():
        way(queries[0])
    for query in queries:
        for name, way in ways.items():
            started = time.perf_counter()
            way(query)
            taken[name].append(1000 * (time.perf_counter() - started))
    return {name: sorted(times) for name, times in taken.items()}


def _at(taken: Sequence[float], share: float) -> float:
    return taken[min(len(taken) - 1, int(share * len(taken)))]


def _queries(texts: Sequence[str]) -> list[str]:
    """Draw pieces of six to twelve words out of the passages."""
    chance = random.Random(7)
    made = []
    for text in chance.choices(texts, k=QUERIES):
        words = re.findall(r"[^\W_]+", text)
        start = chance.randrange(max(1, len(words) - 12))
        made.append(" ".join(words[start : start + chance.randint(6, 12)]))
    return list(dict.fromkeys(query for query in made if query))


def _plain_chroma(library: Library, texts: Sequence[str], folder: Path) -> Collection:
    """Put one vector a text into a collection, as one does without a library."""
    collection = open_folder(folder, "plain", {"fingerprint": "plain"})
    entries = [Entry(str(place), str(place // GROUP), "khac") for place in range(len(texts))]
    collection.add(entries, library.embedder.encode(texts))
    return collection


def _plain_fts5(texts: Sequence[str]) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE plain USING fts5(body)")
    connection.executemany("INSERT INTO plain (body) VALUES (?)", ((text,) for text in texts))
    return connection


def _fill(library: Library, texts: Sequence[str]) -> None:
    for start in range(0, len(texts), GROUP):
        chosen = texts[start : start + GROUP]
        text = "\n".join(chosen)
        identity = hashlib.sha256(f"{start}{text}".encode()).hexdigest()[:16]
        document = Document(identity, f"corpus/{start}", f"corpus {start}", "report", text, ())
        library.add(document, tuple(_passages(identity, chosen)))


def _passages(document: str, texts: Sequence[str]) -> Iterator[Passage]:
    at = 0
    for place, text in enumerate(texts):
        yield Passage(f"{document}-{place}", document, place, text, text, (), "khac", "prose", at, at + len(text))
        at += len(text) + 1


def _texts(corpora: Sequence[Path]) -> Iterator[str]:
    for corpus in corpora:
        data = gzip.decompress(corpus.read_bytes()) if corpus.suffix == ".gz" else corpus.read_bytes()
        for line in data.decode("utf-8").splitlines():
            yield json.loads(line)["text"].replace("\n", " ")
    if not corpora:
        yield from _demo()


def _demo() -> Iterator[str]:
    """Repeat the demo documents for ever, their figures changed each time and their sentences shuffled."""
    chance = random.Random(11)
    found = []
    for file in sorted(files("knowledge").joinpath("data/demo").iterdir(), key=lambda file: file.name):
        text = file.read_text(encoding="utf-8")
        found += [text[start:end] for start, end in sentences(text)]
    while found:
        chosen = " ".join(chance.choices(found, k=5))
        yield re.sub(r"\d+", lambda _: str(chance.randint(1, 999)), chosen)


if __name__ == "__main__":
    sys.exit(main())
