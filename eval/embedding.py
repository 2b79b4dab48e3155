"""`python -m eval.embedding --data FOLDER [--model SETTING]`: dense retrieval alone, typed with and without accents."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from eval import beir
from eval.metrics import mean, ndcg_at, recall_at, reciprocal_rank
from knowledge.embedding import Embedder, open_embedder
from knowledge.text import fold
from knowledge.windows import windows

DEPTH = 10


def measure(embedder: Embedder, data: beir.RetrievalSet, queries: Sequence[str], window: int = 0) -> dict[str, float]:
    """Rank the corpus by cosine for each query text (in the order of `data.queries`) and average the metrics.

    With `window` an entry scores as its best window of about that many characters.
    """
    cut = [windows(item.text, item.title, window) if window else (item.full,) for item in data.corpus]
    corpus = embedder.encode([text for texts in cut for text in texts])
    starts = np.cumsum([0, *(len(texts) for texts in cut[:-1])])
    scores = np.maximum.reduceat(embedder.encode(queries, query=True) @ corpus.T, starts, axis=1)
    best = np.argsort(-scores, axis=1, kind="stable")[:, :DEPTH]
    ranked = [[data.corpus[place].id for place in row] for row in best]
    pairs = [(names, data.qrels[query.id]) for names, query in zip(ranked, data.queries, strict=True)]
    return {
        "nDCG@10": mean(ndcg_at(names, wanted) for names, wanted in pairs),
        "recall@10": mean(recall_at(names, wanted) for names, wanted in pairs),
        "MRR@10": mean(reciprocal_rank(names, wanted) for names, wanted in pairs),
    }


def main() -> None:
    """Print one line per set and way of typing."""
    parser = argparse.ArgumentParser(prog="python -m eval.embedding", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/eval"))
    parser.add_argument("--model", default="", help="hub name or folder; nothing for the shipped model")
    parser.add_argument("--window", type=int, default=0, help="characters of a window; 0 for one vector per entry")
    options = parser.parse_args()
    folders = beir.available(options.data)
    if not folders:
        print(f"Bỏ qua: không thấy bộ đo nào trong {options.data}.")
        return
    embedder = open_embedder(options.model)
    print(f"mô hình {embedder.fingerprint}, {embedder.dimensions} chiều")
    for folder in folders:
        data = beir.load(folder)
        for label, queries in (
            ("có dấu", [query.text for query in data.queries]),
            ("không dấu", [fold(query.text) for query in data.queries]),
        ):
            figures = measure(embedder, data, queries, options.window)
            print(
                f"{data.name:24} {label:10} "
                + "  ".join(f"{name} {100 * value:5.1f}" for name, value in figures.items())
            )


if __name__ == "__main__":
    main()
