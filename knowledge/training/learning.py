"""Learns token vectors from (anchor, positive) pairs: in-batch softmax both ways, Matryoshka dimensions, Adam."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.losses import MatryoshkaLoss, MultipleNegativesRankingLoss
from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding
from tokenizers import Tokenizer

from knowledge.training.pairs import Ids

SIF = 1e-4


@dataclass(frozen=True, slots=True)
class Schedule:
    """Size and pace of a run; the defaults made the shipped model."""

    dimensions: int = 384
    nested: tuple[int, ...] = (192,)
    steps: int = 600
    batch: int = 2048
    rate: float = 0.1
    scale: float = 20.0
    seed: int = 20251120


Epoch = Callable[[np.random.Generator], Iterable[tuple[list[Ids], list[Ids]]]]


def learn(tokenizer: Tokenizer, counts: NDArray[np.int64], epoch: Epoch, schedule: Schedule) -> NDArray[np.float32]:
    """Return the learned vectors (vocabulary, dimensions); `epoch` yields batches of token-id pairs."""
    torch.manual_seed(schedule.seed)
    random = np.random.default_rng(schedule.seed)
    static = StaticEmbedding(tokenizer, embedding_weights=_first_weights(counts, schedule.dimensions))
    model = SentenceTransformer(modules=[static, Normalize()], device="cpu")
    loss = MatryoshkaLoss(
        model,
        MultipleNegativesRankingLoss(
            model, scale=schedule.scale, directions=("query_to_doc", "doc_to_query"), partition_mode="per_direction"
        ),
        [schedule.dimensions, *schedule.nested],
    )
    optimizer = torch.optim.Adam(model.parameters(), lr=schedule.rate, fused=True)
    pace = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _pace(step, schedule.steps))
    step = 0
    while step < schedule.steps:
        for anchors, positives in epoch(random):
            value = loss([_features(anchors), _features(positives)], torch.empty(0))
            optimizer.zero_grad()
            value.backward()
            optimizer.step()
            pace.step()
            step += 1
            if step % 25 == 0:
                print(f"bước {step}/{schedule.steps}: hàm mất mát {float(value.detach()):.3f}", flush=True)
            if step >= schedule.steps:
                break
    weights: NDArray[np.float32] = static.embedding.weight.detach().numpy()
    return weights


def _first_weights(counts: NDArray[np.int64], dimensions: int) -> torch.Tensor:
    """Start from random directions scaled by SIF (a / (a + p)): already a rough lexical match."""
    share = torch.from_numpy(counts / counts.sum()).float()
    return torch.randn(len(counts), dimensions) * (SIF / (SIF + share))[:, None]


def _pace(step: int, steps: int) -> float:
    return min(1.0, (step + 1) / 10) * max(0.02, 1 - step / steps)


def _features(texts: list[Ids]) -> dict[str, torch.Tensor]:
    starts = np.cumsum([0, *(text.size for text in texts[:-1])])
    return {"input_ids": torch.from_numpy(np.concatenate(texts)), "offsets": torch.from_numpy(starts)}
