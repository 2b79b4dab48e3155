"""Measure the masking of local facts: mask every passage of a folder's documents and list what is left over.

python -m eval.delex [FOLDER]      (default: ../shared/seeds)
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from assistant.delex import delexicalise, left_over, names_in
from assistant.peoplenames import people
from assistant.placenames import load_places, may_stand_alone
from assistant.slots import SLOT
from knowledge.figures import parse_figures
from knowledge.passages import split
from knowledge.readers import read
from knowledge.structure import build
from knowledge.text import nfc, normalise_tones

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"
RUN = re.compile(r"(?<!\w)[^\W\d_a-zà-ỹđ][^\W\d_]*(?: [^\W\d_a-zà-ỹđ][^\W\d_]*){1,4}")


@dataclass(slots=True)
class LeftOvers:
    """What the masked passages still hold, and what the passages held before."""

    passages: int = 0
    figures_before: int = 0
    places_before: int = 0
    people_before: int = 0
    figures: Counter[str] = field(default_factory=Counter)
    places: Counter[str] = field(default_factory=Counter)
    people: Counter[str] = field(default_factory=Counter)
    runs: Counter[str] = field(default_factory=Counter)


def places_in(text: str, names: frozenset[str]) -> list[str]:
    """List every mention of the known names, found by plain search, longest first, without the masker's rules."""
    found = []
    plain = normalise_tones(SLOT.sub("[]", text)).replace("Hồ Chí Minh", "#")
    for name in sorted(names, key=len, reverse=True):
        found += [name] * len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", plain))
        plain = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "#", plain)
    return found


def measure(folder: Path) -> LeftOvers:
    """Mask the passages of every text document of `folder`."""
    total = LeftOvers()
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() not in {".txt", ".md", ".docx"}:
            continue
        document = build(read(path), str(path))
        own = names_in(document.text)
        words = set(re.findall(r"\w+", normalise_tones(nfc(document.text))))
        known = frozenset(map(normalise_tones, own)) | {
            name for name in load_places() if may_stand_alone(name) and set(re.findall(r"\w+", name)) <= words
        }
        for passage in split(document):
            _count(total, passage.text, delexicalise(passage.text, own)[0], known)
    return total


def _count(total: LeftOvers, before: str, after: str, known: frozenset[str]) -> None:
    bare = SLOT.sub("[]", after)
    total.passages += 1
    total.figures_before += len(parse_figures(before))
    total.places_before += len(places_in(before, known))
    total.people_before += sum("Hồ Chí Minh" not in before[mask.start :] for mask in people(before))
    left = left_over(after)
    total.figures.update(quote for quote in left if re.search(r"\d", quote))
    total.people.update(quote for quote in left if not re.search(r"\d", quote))
    total.places.update(places_in(after, known))
    total.runs.update(RUN.findall(bare))


def main(arguments: list[str]) -> int:
    """Print the left-overs; 0 figures and people, and at most 1% of the places, are wanted."""
    folder = Path(arguments[0]) if arguments else SEEDS
    if not folder.is_dir():
        print(f"Không có thư mục {folder}; bỏ qua phép đo này.")
        return 0
    total = measure(folder)
    share = 100 * total.places.total() / max(total.places_before, 1)
    print(f"{total.passages} đoạn")
    print(f"số liệu: {total.figures_before} trước, còn {total.figures.total()}: {dict(total.figures)}")
    print(f"họ tên: {total.people_before} trước, còn {total.people.total()}: {dict(total.people)}")
    print(f"địa danh: {total.places_before} trước, còn {total.places.total()} ({share:.1f}%): {dict(total.places)}")
    print("cụm viết hoa còn lại (để đọc bằng mắt):", ", ".join(f"{run} {n}" for run, n in total.runs.most_common(60)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
