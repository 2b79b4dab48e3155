"""The ranking metrics, against values worked out by hand."""

from __future__ import annotations

from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.metrics import mean, ndcg_at, recall_at, reciprocal_rank


def test_a_perfect_ranking_scores_one() -> None:
    assert ndcg_at(["a", "b", "c"], {"a": 1, "b": 1}) == pytest.approx(1.0)
    assert recall_at(["a", "b"], {"a": 1, "b": 1}) == 1.0
    assert reciprocal_rank(["a"], {"a": 1}) == 1.0


def test_ndcg_discounts_by_rank_and_weighs_gains() -> None:
    ideal = 2 / log2(2) + 1 / log2(3)
    assert ndcg_at(["x", "a", "b"], {"a": 1, "b": 2}) == pytest.approx((1 / log2(3) + 2 / log2(4)) / ideal)


def test_nothing_past_the_cut_counts() -> None:
    assert ndcg_at(["x", "a"], {"a": 1}, k=1) == 0.0
    assert recall_at(["x", "a"], {"a": 1}, k=1) == 0.0
    assert reciprocal_rank(["x", "a"], {"a": 1}, k=1) == 0.0
    assert reciprocal_rank(["x", "a"], {"a": 1}, k=2) == 0.5


def test_no_relevant_document_and_no_query_give_zero_not_an_error() -> None:
    assert ndcg_at(["a"], {}) == recall_at(["a"], {"a": 0}) == reciprocal_rank([], {"a": 1}) == mean([]) == 0.0


@given(st.permutations(list("abcdefgh")), st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 3), min_size=1))
def test_every_metric_stays_between_zero_and_one(ranked: list[str], relevant: dict[str, float]) -> None:
    for metric in (ndcg_at, recall_at, reciprocal_rank):
        assert 0.0 <= metric(ranked, relevant, 5) <= 1.0 + 1e-9
