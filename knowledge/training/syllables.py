"""Count syllables, pairs and triples of training texts: `python -m knowledge.training.syllables FOLDER` -> data/syllables.npz."""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.syllables import GAP, LOG_STEP, NUMBER, SHIPPED, UNKNOWN, WIDTH, read_runs
from knowledge.text import nfc

SOURCES = ("admin-vi.jsonl.gz", "legal-vi.jsonl.gz", "wiki-vi.jsonl.gz")
OWN = (("prompts/patterns", "*.yaml"), ("prompts/frames", "*.yaml"))
"""Texts of the trade that we wrote ourselves; the demo reports stay out, they measure what comes of this."""
FEWEST_SINGLE, FEWEST_PAIR, FEWEST_TRIPLE = 8, 2, 3
OWN_WEIGHT = 10
_CHUNK = 4_000_000

Ids = NDArray[np.int64]


def texts_of(folder: Path) -> Iterator[str]:
    """Yield the training texts, then our own, each of ours as often as it weighs."""
    for name in SOURCES:
        with gzip.open(folder / name, "rt", encoding="utf-8") as lines:
            yield from (json.loads(line)["text"] for line in lines)
    root = Path(__file__).parents[2]
    for place, ending in OWN:
        for path in sorted((root / place).glob(ending)):
            text = re.sub(r"\[[^\[\]\n]{2,160}\]", "#", path.read_text(encoding="utf-8"))
            yield from [text] * OWN_WEIGHT


def count(texts: Iterable[str]) -> tuple[list[str], Ids, Ids]:
    """Return the vocabulary, most frequent first after the three marks, with all texts as one row of ids and its counts."""
    known: dict[str, int] = {GAP: 0, NUMBER: 1, UNKNOWN: 2}
    rows: list[NDArray[np.int32]] = []
    for text in texts:
        row = [
            known.setdefault(syllable, len(known))
            for run in read_runs(nfc(text))
            for syllable in (GAP, *(s.form for s in run))
        ]
        rows.append(np.asarray(row, dtype=np.int32))
    stream = np.concatenate([*rows, np.zeros(1, dtype=np.int32)])
    times = np.bincount(stream, minlength=len(known))
    names = list(known)
    kept = [0, 1, 2, *(i for i in np.argsort(-times, kind="stable") if i > 2 and times[i] >= FEWEST_SINGLE)]
    place = np.full(len(names), 2, dtype=np.int64)
    place[kept] = np.arange(len(kept))
    return [names[i] for i in kept], place[stream], np.bincount(place[stream], minlength=len(kept))


def tally(keys: Iterator[Ids], fewest: int) -> tuple[Ids, Ids]:
    """Return the keys that stand at least `fewest` times, sorted, with how often they stand."""
    seen, times = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    for chunk in keys:
        fresh, counts = np.unique(chunk, return_counts=True)
        both = np.concatenate([seen, fresh])
        seen, back = np.unique(both, return_inverse=True)
        times = np.bincount(back, weights=np.concatenate([times, counts])).astype(np.int64)
    kept = times >= fewest
    return seen[kept], times[kept]


def ship(names: list[str], stream: Ids, singles: Ids, target: Path = SHIPPED) -> int:
    """Write the counts worth keeping and return the size of the file."""
    pairs, pair_times = tally(_pairs(stream), FEWEST_PAIR)
    triples, triple_times = tally(_triples(stream, pairs), FEWEST_TRIPLE)
    per_first = np.bincount(pairs // WIDTH, minlength=len(names))
    per_pair = np.bincount(triples // WIDTH, minlength=len(pairs))
    np.savez_compressed(
        target,
        syllables=np.frombuffer("\n".join(names).encode(), dtype=np.uint8),
        singles=_logs(singles),
        pair_runs=per_first.astype(np.uint32),
        pair_last=(pairs % WIDTH).astype(np.uint16),
        pair_logs=_logs(pair_times),
        triple_runs=per_pair.astype(np.uint32),
        triple_last=(triples % WIDTH).astype(np.uint16),
        triple_logs=_logs(triple_times),
    )
    return target.stat().st_size


def _pairs(stream: Ids) -> Iterator[Ids]:
    keys = stream[:-1] * WIDTH + stream[1:]
    keys = keys[(stream[:-1] != 2) & (stream[1:] != 2) & (keys != 0)]
    yield from np.array_split(keys, max(1, len(keys) // _CHUNK))


def _triples(stream: Ids, pairs: Ids) -> Iterator[Ids]:
    """Yield triples as place of their first pair and their last syllable; a triple of a rare pair is left out."""
    first = stream[:-2] * WIDTH + stream[1:-1]
    last = stream[2:]
    for some, ends in zip(*(np.array_split(x, max(1, len(x) // _CHUNK)) for x in (first, last)), strict=True):
        at = np.minimum(np.searchsorted(pairs, some), len(pairs) - 1)
        inside = (pairs[at] == some) & (ends != 2) & (some % WIDTH > 2)
        yield at[inside] * WIDTH + ends[inside]


def _logs(times: Ids) -> NDArray[np.uint8]:
    logs = np.rint(np.log(np.maximum(times, 1)) * LOG_STEP)
    return np.asarray(np.minimum(255, logs), dtype=np.uint8)


def main() -> None:
    """Train from the folder named on the command line."""
    names, stream, singles = count(texts_of(Path(sys.argv[1])))
    size = ship(names, stream, singles)
    print(f"{len(stream)} âm tiết, {len(names)} loại; {SHIPPED.name}: {size} bytes")


if __name__ == "__main__":
    main()
