"""The frozen questions of the trade over the four samples and the demo documents: recall by kind, in every way of ranking.

A hit counts where its span overlaps a gold span of its document by at least half of the shorter of the two.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from eval.metrics import mean
from eval.ranking import Way, ways_of
from knowledge.embedding import open_embedder
from knowledge.ingest import ingest
from knowledge.library import Library
from knowledge.records import Passage

Row = dict[str, Any]
DEPTHS = (3, 10)


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its gold: (file name, start, end) in the NFC text of the document."""

    id: str
    kind: str
    text: str
    gold: tuple[tuple[str, int, int], ...]


def load() -> tuple[Question, ...]:
    """Read the questions; none where they are not in the repository."""
    source = files("eval").joinpath("cases", "questions.jsonl")
    if not source.is_file():
        return ()
    rows = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines() if line.strip()]
    return tuple(
        Question(row["id"], row["kind"], row["text"], tuple((g["file"], g["start"], g["end"]) for g in row["gold"]))
        for row in rows
    )


def measure(samples: Path, model: str = "") -> Row:
    """Rank every question in every way over one library of all the documents."""
    questions = load()
    if not questions:
        return {"skipped": "Bỏ qua: không thấy eval/cases/questions.jsonl."}
    with tempfile.TemporaryDirectory() as home, Library.open(Path(home), open_embedder(model)) as library:
        open_documents(library, samples)
        held = {Path(document.path).name for document in library.documents()}
        kept = [question for question in questions if any(file in held for file, _, _ in question.gold)]
        passages = {passage.id: passage for each in library.documents() for passage in library.passages_of(each.id)}
        by_id = {each.id: Path(each.path).name for each in library.documents()}
        texts = ["\n".join((*passage.heading_path, passage.text)) for passage in passages.values()]
        found: Row = {"questions": len(kept), "left_out": len(questions) - len(kept), "passages": len(passages)}
        found["ways"] = {
            name: _figures(way, kept, passages, by_id) for name, way in ways_of(library, texts, list(passages)).items()
        }
        last = list(ways_of(library, texts, list(passages)).values())[-1]
        found["misses"] = [
            f"{question.id} {question.kind}: {question.text}"
            for question in kept
            if not _found(question, last(question.text)[:3], passages, by_id)
        ]
    return found


def open_documents(library: Library, samples: Path) -> None:
    """Ingest the demo documents, and the samples where they are there."""
    with as_file(files("knowledge").joinpath("data/demo")) as folder:
        ingest(library, [folder], origin="demo")
    if samples.is_dir():
        ingest(library, [samples])


def _figures(way: Way, questions: Sequence[Question], passages: dict[str, Passage], names: dict[str, str]) -> Row:
    ranked = [(question, way(question.text)) for question in questions]
    kinds = ["all", *dict.fromkeys(question.kind for question in questions)]
    return {
        kind: {
            f"recall@{depth}": round(
                mean(
                    float(_found(question, hits[:depth], passages, names))
                    for question, hits in ranked
                    if kind in ("all", question.kind)
                ),
                3,
            )
            for depth in DEPTHS
        }
        for kind in kinds
    }


def _found(question: Question, hits: Sequence[str], passages: dict[str, Passage], names: dict[str, str]) -> bool:
    return any(covers(passages[hit], names[passages[hit].document_id], gold) for hit in hits for gold in question.gold)


def covers(passage: Passage, name: str, gold: tuple[str, int, int]) -> bool:
    """Say whether a passage overlaps a gold span by at least half of the shorter of the two."""
    file, start, end = gold
    common = min(passage.end, end) - max(passage.start, start)
    return name == file and common > 0 and 2 * common >= min(passage.end - passage.start, end - start)


def lines(found: Row, misses: bool = False) -> Iterator[str]:
    """Tell the figures, a line for each way."""
    if "skipped" in found:
        yield found["skipped"]
        return
    yield f"trade: {found['questions']} questions over {found['passages']} passages; {found['left_out']} left out"
    if found["left_out"]:
        yield "Bỏ qua các câu hỏi về những văn bản mẫu không có ở đây."
    for name, figures in found["ways"].items():
        parts = [f"{kind} {each['recall@3']:.2f}/{each['recall@10']:.2f}" for kind, each in figures.items()]
        yield f"{name:24}" + "  ".join(parts)
    yield from found["misses"] if misses else ()


if __name__ == "__main__":
    raise SystemExit("Hãy chạy python -m eval.retrieval.")
