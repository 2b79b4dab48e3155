"""Measure retrieval, all ways in one run: `python -m eval.retrieval [--data FOLDER] [--json] [--misses]`.

Public sets in BEIR form (nDCG@10 and recall, typed with and without accents), and the frozen questions of the trade over
the four samples and the demo documents (`eval/trade_questions.py`); what is not there is skipped with a sentence.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from eval import beir, trade_questions
from eval.metrics import mean, ndcg_at, recall_at
from eval.ranking import ways_of
from knowledge.embedding import open_embedder
from knowledge.indexing import index_of
from knowledge.library import Library
from knowledge.records import Document, Passage
from knowledge.text import fold

Row = dict[str, Any]
GROUP = 200


def main(arguments: Sequence[str] | None = None) -> None:
    """Print one table of the sets and one of the trade's questions."""
    parser = argparse.ArgumentParser(prog="python -m eval.retrieval", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/eval"), help="folder of sets in BEIR form")
    parser.add_argument("--samples", type=Path, default=Path("../shared/seeds"), help="folder of the four samples")
    parser.add_argument("--model", default="", help="hub name or folder; nothing for the shipped model")
    parser.add_argument("--queries", type=int, default=0, help="take only so many queries of each set, evenly")
    parser.add_argument("--misses", action="store_true", help="list the trade's questions without a hit in the first 3")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    folders = beir.available(options.data)
    sets = [measure_set(beir.load(folder), options.model, options.queries) for folder in folders]
    trade = trade_questions.measure(options.samples, options.model)
    if options.json:
        print(json.dumps({"sets": sets, "trade": trade}, ensure_ascii=False))
        return
    if not folders:
        print(f"Bỏ qua: không thấy bộ đo nào trong {options.data}.")
    for found in sets:
        _print_set(found)
    for line in trade_questions.lines(trade, options.misses):
        print(line)


def measure_set(data: beir.RetrievalSet, model: str = "", most: int = 0) -> Row:
    """Put a set's corpus into a library of its own, a passage an entry, and rank it in every way."""
    queries = data.queries[:: max(1, len(data.queries) // most)] if most else data.queries
    figures: Row = {}
    with tempfile.TemporaryDirectory() as home, Library.open(Path(home), open_embedder(model)) as library:
        fill(library, data.corpus)
        names = [item.id for item in data.corpus]
        for name, way in ways_of(library, [item.full for item in data.corpus], names).items():
            figures[name] = {}
            for typed, texts in (("accented", [q.text for q in queries]), ("bare", [fold(q.text) for q in queries])):
                ranked = [way(text) for text in texts]
                pairs = [(names, data.qrels[query.id]) for names, query in zip(ranked, queries, strict=True)]
                figures[name][typed] = {
                    "nDCG@10": round(100 * mean(ndcg_at(*pair) for pair in pairs), 2),
                    "recall@10": round(100 * mean(recall_at(*pair) for pair in pairs), 2),
                }
    return {"set": data.name, "passages": len(data.corpus), "queries": len(queries), "ways": figures}


def fill(library: Library, corpus: Sequence[beir.Item]) -> None:
    """Add a corpus, some hundred entries a document, each entry one passage under its title."""
    for start in range(0, len(corpus), GROUP):
        chosen = corpus[start : start + GROUP]
        identity = f"{start:08d}"
        text = "\n".join(item.full for item in chosen)
        document = Document(identity, f"corpus/{start}", f"corpus {start}", "report", text, ())
        library.add(document, [_passage(identity, place, item) for place, item in enumerate(chosen)])
    index_of(library).sync()


def _passage(document: str, place: int, item: beir.Item) -> Passage:
    heading = (item.title,) if item.title else ()
    return Passage(item.id, document, place, item.text, item.text, heading, "khac")


def _print_set(found: Row) -> None:
    print(f"{found['set']}: {found['passages']} passages, {found['queries']} queries")
    print(f"{'':24}{'nDCG@10':>10}{'bare':>8}{'recall@10':>12}{'bare':>8}")
    for name, figures in found["ways"].items():
        typed, bare = figures["accented"], figures["bare"]
        print(
            f"{name:24}{typed['nDCG@10']:10.1f}{bare['nDCG@10']:8.1f}{typed['recall@10']:12.1f}{bare['recall@10']:8.1f}"
        )


if __name__ == "__main__":
    main()
