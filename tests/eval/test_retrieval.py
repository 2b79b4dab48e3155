"""Ways of retrieval are ranked over a library, and a hit of the trade's questions is judged by its span."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval import beir, retrieval, trade_questions
from eval.plain_bm25 import PlainBM25
from knowledge.records import Passage

CORPUS = (
    beir.Item("d1", "Điều 1", "Nhà nước giao đất, cho thuê đất cho hộ gia đình."),
    beir.Item("d2", "Điều 2", "Cán bộ, công chức được nghỉ phép hằng năm."),
    beir.Item("d3", "", "Trẻ em có quyền được khai sinh và có quốc tịch."),
)
QUERIES = (beir.Item("q1", "", "Ai được giao đất?"), beir.Item("q2", "", "Trẻ em được khai sinh không?"))


def test_every_way_is_measured_typed_both_ways() -> None:
    data = beir.RetrievalSet("nho", CORPUS, QUERIES, {"q1": {"d1": 1.0}, "q2": {"d3": 1.0}})
    found = retrieval.measure_set(data)
    assert (found["passages"], found["queries"]) == (3, 2)
    assert len(found["ways"]) == 5
    for typed in ("accented", "bare"):
        assert found["ways"]["fused: search()"][typed] == {"nDCG@10": 100.0, "recall@10": 100.0}
    assert found["ways"]["BM25, plain syllables"]["accented"]["nDCG@10"] == 100.0


def test_plain_bm25_keeps_accents_and_prefers_rare_words() -> None:
    plain = PlainBM25([item.full for item in CORPUS])
    assert plain.scores("đất").argmax() == 0
    assert not plain.scores("dat").any()
    assert plain.scores("được khai sinh").argmax() == 2


@pytest.mark.parametrize(
    ("start", "end", "covered"),
    [(100, 200, True), (150, 260, True), (151, 260, False), (0, 1000, True), (190, 195, True), (200, 300, False)],
)
def test_a_hit_counts_where_it_overlaps_half_of_the_shorter_span(start: int, end: int, covered: bool) -> None:
    passage = Passage("p", "d", 0, "", "", (), "khac", start=100, end=200)
    assert trade_questions.covers(passage, "a.txt", ("a.txt", start, end)) is covered
    assert not trade_questions.covers(passage, "b.txt", ("a.txt", start, end))


def test_the_frozen_questions_are_a_hundred_and_twenty_with_gold_inside_a_file() -> None:
    questions = trade_questions.load()
    assert len(questions) == 120
    assert all(question.gold and all(start < end for _, start, end in question.gold) for question in questions)


def test_what_is_absent_is_skipped_with_a_sentence(tmp_path: Path, monkeypatch, capsys) -> None:
    monkeypatch.setattr(trade_questions, "load", lambda: ())
    retrieval.main(["--data", str(tmp_path / "khong-co"), "--samples", str(tmp_path)])
    out = capsys.readouterr().out
    assert "Bỏ qua: không thấy bộ đo nào" in out
    assert "Bỏ qua: không thấy eval/cases/questions.jsonl." in out
