"""Count accented syllables and pairs of them in training texts: `python -m knowledge.training.accents FOLDER` -> data/accents.txt.gz."""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from knowledge.text import normalise_tones

TARGET = Path(__file__).parents[1] / "data" / "accents.txt.gz"
SOURCES = ("admin-vi.jsonl.gz", "legal-vi.jsonl.gz")
_NUMBER = re.compile(r"\d[\d.,/]*%?")
_RUN = re.compile(r"(?:[^\W\d_]+|#)(?: (?:[^\W\d_]+|#))*")
_OWN_WEIGHT = 20
_FEWEST_SINGLE, _FEWEST_PAIR, _MOST_PAIRS = 15, 7, 160_000


def count(folder: Path) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """Return how often each syllable and each pair of neighbours stands in the texts of `folder`; "#" is any number."""
    singles: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for name in SOURCES:
        with gzip.open(folder / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                _add(json.loads(line)["text"], singles, pairs)
    for path in _own():
        _add(path.read_text(encoding="utf-8"), singles, pairs, _OWN_WEIGHT)
    return singles, pairs


def _own() -> Iterator[Path]:
    """Yield the texts of the trade that we wrote ourselves: patterns, frames and demo documents."""
    root = Path(__file__).parents[2]
    for folder, ending in (
        ("prompts/patterns", "*.yaml"),
        ("prompts/frames", "*.yaml"),
        ("knowledge/data/demo", "*.md"),
    ):
        yield from sorted((root / folder).glob(ending))


def _add(text: str, singles: Counter[str], pairs: Counter[tuple[str, str]], weight: int = 1) -> None:
    for run in _RUN.findall(_NUMBER.sub("#", normalise_tones(text).lower())):
        words = run.split(" ")
        for word in words:
            singles[word] += weight
        for pair in zip(words, words[1:], strict=False):
            pairs[pair] += weight


def write(singles: Counter[str], pairs: Counter[tuple[str, str]], target: Path = TARGET) -> int:
    """Write the counts worth keeping, one a line, always in the same order; return the size of the file."""
    kept = {word: times for word, times in singles.items() if times >= _FEWEST_SINGLE and len(word) <= 7}
    ranked = sorted(pairs.items(), key=lambda item: (-item[1], item[0]))[:_MOST_PAIRS]
    lines = [f"{word} {times}" for word, times in sorted(kept.items())]
    lines += [
        f"{a} {b} {times}" for (a, b), times in sorted(ranked) if times >= _FEWEST_PAIR and a in kept and b in kept
    ]
    with target.open("wb") as raw, gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0) as packed:
        packed.write("\n".join(lines).encode())
    return target.stat().st_size


if __name__ == "__main__":
    size = write(*count(Path(sys.argv[1])))
    sys.stdout.write(f"{TARGET.name}: {size} bytes\n")
