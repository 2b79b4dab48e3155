"""Kill an ingest with SIGKILL at random moments: `python -m eval.killing [--trials 50] [--json]`.

After each kill every document must be wholly in or wholly out, in the library and in the index, and a second ingest must
finish the work. The documents are the demo documents, several times over with other figures.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from knowledge import stored_vectors
from knowledge.embedding import open_embedder
from knowledge.indexing import index_of
from knowledge.ingest import ingest
from knowledge.library import Library
from knowledge.search import search

Row = dict[str, Any]
COPIES = 2
CHILD = """
import sys
from pathlib import Path
from knowledge.embedding import open_embedder
from knowledge.ingest import ingest
from knowledge.library import Library
with Library.open(Path(sys.argv[1]), open_embedder("")) as library:
    print("begun", flush=True)
    ingest(library, [Path(sys.argv[2])])
    print("done", flush=True)
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the trials and print what came of them; 1 where a document was found in part."""
    parser = argparse.ArgumentParser(prog="python -m eval.killing", description=__doc__)
    parser.add_argument("--trials", type=int, default=50)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    if os.name == "nt":
        print("Bỏ qua: Windows không có tín hiệu SIGKILL.")
        return 0
    found = measure(options.trials, options.seed)
    if options.json:
        print(json.dumps(found, ensure_ascii=False))
    else:
        print("\n".join(f"{name}: {value}" for name, value in found.items()))
    return 1 if found["faults"] else 0


def measure(trials: int, seed: int) -> Row:
    """Kill so many ingests and count what was in, what was half in, and what a second ingest did not finish."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        source = _documents(Path(folder) / "documents", chance)
        started = time.perf_counter()
        expected = _ingested(Path(folder) / "whole", source)
        begun = _killed(Path(folder) / "timed", source, None)
        found: Row = {"killed": 0, "documents": len(expected), "in_at_kill": [], "faults": []}
        while found["killed"] < trials:
            home = Path(folder) / f"home{found['killed']}"
            moment = chance.uniform(0, begun)
            ran = _killed(home, source, moment)
            if ran < moment:
                begun = ran
                shutil.rmtree(home)
                continue
            found["killed"] += 1
            there, faults = _inspect(home, expected)
            found["in_at_kill"].append(there)
            found["faults"] += [f"trial {found['killed']}: {fault}" for fault in faults]
            if _ingested(home, source) != expected:
                found["faults"].append(f"trial {found['killed']}: a second ingest did not finish the work")
        return found | {"seconds": round(time.perf_counter() - started, 1)}


def _documents(folder: Path, chance: random.Random) -> Path:
    folder.mkdir()
    for file in files("knowledge").joinpath("data/demo").iterdir():
        text = file.read_text(encoding="utf-8")
        for copy in range(COPIES):
            changed = re.sub(r"\d\d+", lambda found: str(chance.randint(10, 10 ** len(found.group()) - 1)), text)
            (folder / f"{copy}-{file.name}").write_text(changed if copy else text, encoding="utf-8")
    return folder


def _killed(home: Path, source: Path, after: float | None) -> float:
    """Ingest in a process of its own and kill it after so many seconds; return how long it ran."""
    command = [sys.executable, "-c", CHILD, str(home), str(source)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        child.stdout.readline()
        started = time.perf_counter()
        try:
            child.wait(after)
        except subprocess.TimeoutExpired:
            child.send_signal(signal.SIGKILL)
            child.wait()
        return time.perf_counter() - started


def _inspect(home: Path, expected: dict[str, frozenset[str]]) -> tuple[int, list[str]]:
    """Count the documents that are in, and name every one that is in only in part."""
    with Library.open(home, open_embedder("")) as library:
        faults = [
            f"{name}: {len(held)} of {len(expected[name])} passages"
            for name, held in _held(library).items()
            if held != expected[name]
        ]
        for table in ("terms", "vectors"):
            statement = f"SELECT count(*) FROM passages WHERE row NOT IN (SELECT row FROM {table})"
            if missing := library.connection.execute(statement).fetchone()[0]:
                faults.append(f"{missing} passages without {table}")
        if not index_of(library).sync():
            faults.append("the index did not open")
        elif index_of(library).count() != stored_vectors.count(library):
            faults.append("the index and the library differ")
        if library.count and search(library, "hạn chế trong giám sát").index != "chroma":
            faults.append("the index does not answer")
        return len(_held(library)), faults


def _held(library: Library) -> dict[str, frozenset[str]]:
    return {
        Path(document.path).name: frozenset(passage.text for passage in library.passages_of(document.id))
        for document in library.documents()
    }


def _ingested(home: Path, source: Path) -> dict[str, frozenset[str]]:
    with Library.open(home, open_embedder("")) as library:
        ingest(library, [source])
        whole = index_of(library).count() == stored_vectors.count(library)
        return _held(library) if whole else {}


if __name__ == "__main__":
    sys.exit(main())
