"""Count accented syllables, pairs and triples in training texts: `python -m knowledge.training.accents FOLDER` -> data/accents.npz."""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from knowledge.text import nfc, normalise_tones

TARGET = Path(__file__).parents[1] / "data" / "accents.npz"
SOURCES = ("admin-vi.jsonl.gz", "legal-vi.jsonl.gz", "wiki-vi.jsonl.gz")
TOKEN = re.compile(r"[^\W\d_]+|\d[\d.,/]*%?|[^\w\s]")
MARKS = ("?", "#", ",")
"""Places 0 to 2 of the vocabulary: a word that is not known, any number, any punctuation."""
_OWN_WEIGHT, _PHRASE_WEIGHT = 12, 12
_FEWEST_SINGLE, _FEWEST_PAIR, _FEWEST_TRIPLE = 8, 2, 2
_LOG_STEP = 16
_WIDTH = 1 << 16

Ids = NDArray[np.int64]


def tokens_of(text: str) -> Iterator[str]:
    """Yield lowercase syllables with their tone marks in the usual place; "#" for a number, "," for punctuation."""
    last = ""
    for piece in TOKEN.findall(normalise_tones(nfc(text)).lower()):
        token = "#" if piece[0].isdigit() else piece if piece[0].isalpha() else ","
        if token != "," or last != ",":
            yield token
        last = token


def texts_of(folder: Path) -> Iterator[str]:
    """Yield the training texts, then our own writing and the phrases of the trade, as often as they weigh."""
    for name in SOURCES:
        with gzip.open(folder / name, "rt", encoding="utf-8") as lines:
            yield from (json.loads(line)["text"] for line in lines)
    root = Path(__file__).parents[2] / "prompts"
    for place in ("patterns", "frames"):
        for path in sorted((root / place).glob("*.yaml")):
            yield from [re.sub(r"\[[^\[\]\n]*\]", "#", path.read_text(encoding="utf-8"))] * _OWN_WEIGHT
    phrases = [text.replace("\n", " ") for text in _yaml(root / "lexicon.yaml").values()]
    phrases += [", ".join(topic["cues"]) for topic in _yaml(root / "topics.yaml").values()]
    phrases.append(", ".join(str(phrase) for phrase in _yaml(root / "accents.yaml").values()))
    yield from [" , ".join(phrases)] * _PHRASE_WEIGHT


def _yaml(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def count(folder: Path) -> tuple[list[str], Ids]:
    """Return the vocabulary, and all texts as one row of its places."""
    known = {mark: place for place, mark in enumerate(MARKS)}
    rows = [
        np.fromiter((known.setdefault(token, len(known)) for token in (",", *tokens_of(text))), dtype=np.int32)
        for text in texts_of(folder)
    ]
    stream = np.concatenate(rows)
    times = np.bincount(stream, minlength=len(known))
    names = list(known)
    kept = [
        place for place, name in enumerate(names) if place < 3 or (times[place] >= _FEWEST_SINGLE and len(name) <= 7)
    ]
    places = np.zeros(len(names), dtype=np.int64)
    places[kept] = np.arange(len(kept))
    return [names[place] for place in kept], places[stream]


def write(names: list[str], stream: Ids, target: Path = TARGET) -> int:
    """Write the counts worth keeping and return the size of the file."""
    singles = np.bincount(stream, minlength=len(names))
    pairs, pair_times = _tally(stream[:-1] * _WIDTH + stream[1:], (stream[:-1] > 0) & (stream[1:] > 0), _FEWEST_PAIR)
    first = stream[:-2] * _WIDTH + stream[1:-1]
    at = np.minimum(np.searchsorted(pairs, first), len(pairs) - 1)
    inside = (pairs[at] == first) & (stream[2:] > 0)
    triples, triple_times = _tally(at * _WIDTH + stream[2:], inside, _FEWEST_TRIPLE)
    np.savez_compressed(
        target,
        names=np.frombuffer("\n".join(names).encode(), dtype=np.uint8),
        singles=_logs(singles),
        pair_runs=np.bincount(pairs // _WIDTH, minlength=len(names)).astype(np.uint16),
        pair_last=(pairs % _WIDTH).astype(np.uint16),
        pair_times=_logs(pair_times),
        triple_runs=np.bincount(triples // _WIDTH, minlength=len(pairs)).astype(np.uint16),
        triple_last=(triples % _WIDTH).astype(np.uint16),
        triple_times=_logs(triple_times),
    )
    return target.stat().st_size


def _tally(keys: Ids, inside: NDArray[np.bool_], fewest: int) -> tuple[Ids, Ids]:
    found, times = np.unique(keys[inside], return_counts=True)
    return found[times >= fewest], times[times >= fewest]


def _logs(times: Ids) -> NDArray[np.uint8]:
    logs: NDArray[np.uint8] = np.minimum(255, np.rint(np.log(np.maximum(times, 1)) * _LOG_STEP)).astype(np.uint8)
    return logs


def main() -> None:
    """Train from the folder named on the command line."""
    names, stream = count(Path(sys.argv[1]))
    sys.stdout.write(f"{len(stream)} âm tiết, {len(names)} loại; {TARGET.name}: {write(names, stream)} bytes\n")


if __name__ == "__main__":
    main()
