"""`python -m knowledge.training --data FOLDER --out FOLDER`: texts -> tokenizer -> pairs -> the shipped embedding."""

from __future__ import annotations

import argparse
import gzip
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from knowledge.abbreviations import load_abbreviations
from knowledge.training.corpus import TrainingPassage, read_passages
from knowledge.training.learning import Schedule, learn
from knowledge.training.overlap import HeldOut
from knowledge.training.pairs import Ids, TokenPassage, batches
from knowledge.training.shipping import ship
from knowledge.training.tokenizer import train_tokenizer
from knowledge.training.wordings import Rewriter, Trade, load_trade, wording_pairs


def main() -> None:
    """Train and write the model; every choice that matters is an option or a default of Schedule."""
    options = _options()
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "true")
    torch.set_num_threads(options.threads)
    schedule = Schedule(options.dimensions, (options.dimensions // 2,), options.steps, options.batch, seed=options.seed)
    passages = _without(tuple(read_passages(options.data)), options.exclude)
    print(f"đoạn văn: {len(passages)}", flush=True)
    tokenizer = (
        Tokenizer.from_file(str(options.tokenizer))
        if options.tokenizer
        else train_tokenizer((passage.text for passage in passages), options.syllables, options.vocabulary)
    )
    print(f"từ vựng: {tokenizer.get_vocab_size()}", flush=True)
    trade = load_trade(load_abbreviations().words)
    known = _tokenised(tokenizer, passages, Rewriter(trade, np.random.default_rng(options.seed)))
    print(f"câu có cách nói khác: {sum(len(passage.variants) for passage in known)}", flush=True)
    wordings = _wordings(tokenizer, trade)
    questions = _ids(tokenizer, trade.questions)
    weights = learn(
        tokenizer,
        _counts(known, tokenizer.get_vocab_size()),
        lambda random: batches(known, wordings, questions, schedule.batch, random),
        schedule,
    )
    print(f"đã ghi {ship(options.out, tokenizer, weights) / 1e6:.1f} MB vào {options.out}", flush=True)


def _options() -> argparse.Namespace:
    usual = Schedule()
    parser = argparse.ArgumentParser(prog="python -m knowledge.training", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of *-vi.jsonl.gz")
    parser.add_argument("--out", type=Path, required=True, help="folder to write the model into")
    parser.add_argument("--exclude", type=Path, action="append", default=[], help="BEIR folder to keep out of training")
    parser.add_argument("--tokenizer", type=Path, help="a tokenizer.json of an earlier run, to skip its training")
    parser.add_argument("--dimensions", type=int, default=usual.dimensions)
    parser.add_argument("--vocabulary", type=int, default=50_000)
    parser.add_argument("--syllables", type=int, default=12_000)
    parser.add_argument("--steps", type=int, default=usual.steps)
    parser.add_argument("--batch", type=int, default=usual.batch)
    parser.add_argument("--seed", type=int, default=usual.seed)
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


def _without(passages: tuple[TrainingPassage, ...], folders: list[Path]) -> tuple[TrainingPassage, ...]:
    """Leave out near-duplicates of the evaluation texts and print the overlap that remains."""
    held_out = HeldOut(text for folder in folders for text in _texts(folder))
    kept = tuple(passage for passage in passages if not held_out.covers(passage.text))
    print(f"bỏ {len(passages) - len(kept)} đoạn gần trùng với tập đo", flush=True)
    for what, share in held_out.remaining(passage.text for passage in kept):
        print(f"{what}: {share:.2%}", flush=True)
    return kept


def _texts(folder: Path) -> Iterator[str]:
    """Yield every text of a BEIR folder: corpus, distractors and queries."""
    for path in sorted(folder.glob("*.jsonl*")):
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            yield from (json.loads(line)["text"] for line in lines if line.strip())


def _tokenised(
    tokenizer: Tokenizer, passages: tuple[TrainingPassage, ...], rewriter: Rewriter
) -> tuple[TokenPassage, ...]:
    titles = sorted({passage.title for passage in passages})
    by_title = dict(zip(titles, _ids(tokenizer, titles), strict=True))
    headings = _ids(tokenizer, [passage.heading for passage in passages])
    sentences = iter(_ids(tokenizer, [text for passage in passages for text in passage.sentences]))
    rewritten = [[rewriter.rewrite(text) for text in passage.sentences] for passage in passages]
    others = iter(_ids(tokenizer, [text for passage in rewritten for texts in passage for text in texts]))
    known = []
    for passage, heading, wordings in zip(passages, headings, rewritten, strict=True):
        ids = tuple(next(sentences) for _ in passage.sentences)
        variants = {place: tuple(next(others) for _ in texts) for place, texts in enumerate(wordings) if texts}
        known.append(TokenPassage(by_title[passage.title], heading, ids, variants))
    return tuple(known)


def _wordings(tokenizer: Tokenizer, trade: Trade) -> tuple[tuple[Ids, Ids], ...]:
    pairs = wording_pairs(trade)
    anchors, positives = (_ids(tokenizer, side) for side in zip(*pairs, strict=True))
    return tuple(pair for pair in zip(anchors, positives, strict=True) if not np.array_equal(*pair))


def _ids(tokenizer: Tokenizer, texts: Iterable[str]) -> list[Ids]:
    """Encode texts into token ids."""
    encodings = tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
    return [np.asarray(encoding.ids, dtype=np.int64) for encoding in encodings]


def _counts(passages: tuple[TokenPassage, ...], size: int) -> NDArray[np.int64]:
    return np.bincount(np.concatenate([ids for passage in passages for ids in passage.sentences]), minlength=size)


if __name__ == "__main__":
    main()
