"""The training program: what it leaves out, how it cuts, words and pairs, and that a tiny run gives a loadable model."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

import numpy as np
import pytest

from knowledge.embedding import open_embedder
from knowledge.training import __main__ as program
from knowledge.training.corpus import read_passages
from knowledge.training.overlap import HeldOut
from knowledge.training.pairs import TokenPassage, batches
from knowledge.training.shipping import quantised
from knowledge.training.tokenizer import train_tokenizer
from knowledge.training.wordings import Rewriter, Trade, load_trade, wording_pairs

SUBJECTS = ("Ủy ban nhân dân xã", "Mặt trận Tổ quốc xã", "Hội Nông dân xã", "Đoàn Thanh niên xã", "Ban Chỉ đạo xã")
DEEDS = (
    "tổ chức tuyên truyền pháp luật",
    "vận động nhân dân hiến đất",
    "giám sát việc thu chi quỹ",
    "thu gom rác thải",
)
DOCUMENT = "QUYẾT ĐỊNH\nVỀ VIỆC BAN HÀNH QUY CHẾ\n" + "\n".join(
    f"Điều {number}. {DEEDS[number % 4].capitalize()} lần {number}\n"
    f"{SUBJECTS[number % 5]} {DEEDS[number % 4]} tại thôn số {number}. Kinh phí hạn chế thì {SUBJECTS[number % 5]} báo cáo cấp trên xem xét."
    for number in range(1, 61)
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "train"
    folder.mkdir()
    line = json.dumps({"id": "qd", "text": DOCUMENT}, ensure_ascii=False) + "\n"
    (folder / "admin-vi.jsonl.gz").write_bytes(gzip.compress(line.encode()))
    return folder


def test_a_document_is_cut_at_its_headings_and_keeps_its_title(data: Path) -> None:
    passages = list(read_passages(data))
    assert len(passages) == 60
    assert passages[0].title == "Quyết định về việc ban hành quy chế"
    assert passages[0].heading == "Vận động nhân dân hiến đất lần 1"
    assert passages[0].sentences[0].startswith("Mặt trận Tổ quốc xã vận động")


def test_near_duplicates_of_held_out_texts_are_left_out_however_they_are_accented() -> None:
    measured = "Công dân có quyền khiếu nại khi có căn cứ cho rằng quyết định hành chính là trái pháp luật"
    held_out = HeldOut([measured])
    assert held_out.covers(measured.upper() + ", và xâm phạm quyền của mình.")
    assert not held_out.covers("Người cao tuổi được chăm sóc sức khỏe ban đầu tại trạm y tế nơi cư trú")
    assert not HeldOut([]).covers(measured)
    assert dict(held_out.remaining([measured])).popitem()[1] == 1.0
    assert dict(held_out.remaining(["không có gì chung"])).popitem()[1] == 0.0


def test_superwords_cross_spaces_but_neither_punctuation_nor_figures(data: Path) -> None:
    tokenizer = train_tokenizer((passage.text for passage in read_passages(data)), 150, 400)
    tokens = tokenizer.encode("Uỷ ban nhân dân xã; thu gom rác thải 12 lần").tokens
    assert "▁rac▁thai" in tokens
    assert not any("xa▁thu" in token for token in tokens)
    assert "".join(tokens).endswith("▁rac▁thai▁12▁lan")
    assert not any(
        token.strip("▁0123456789") and not token.isalpha() and any(map(str.isdigit, token)) for token in tokens
    )


def test_other_wordings_replace_whole_phrases_only() -> None:
    trade = Trade((("kinh phí hạn chế", "thiếu tiền"),), {"ủy ban nhân dân": "UBND"}, ())
    rewriter = Rewriter(trade, np.random.default_rng(0))
    assert rewriter.rewrite("Do kinh phí hạn chế, Ủy ban nhân dân xã chưa làm.") == (
        "Do thiếu tiền, Ủy ban nhân dân xã chưa làm.",
        "Do thiếu tiền, UBND xã chưa làm.",
    )
    assert rewriter.rewrite("Kinh phí hạn chếu") == ()


def test_the_wordings_of_the_trade_are_well_formed() -> None:
    trade = load_trade({})
    assert all(len(group) == len(set(group)) >= 2 for group in trade.groups)
    assert all(left != right for left, right in wording_pairs(trade))


def test_no_batch_holds_a_passage_twice() -> None:
    passages = [TokenPassage(_ids(), _ids(), (_ids(n, n, n, n), _ids(n, n, n)), {}) for n in range(64)]
    for anchors, positives in batches(passages, [], [], 16, np.random.default_rng(1)):
        assert len({int(positive[0]) for positive in positives}) == len(anchors) == 16
        assert all(set(anchor) == set(positive) for anchor, positive in zip(anchors, positives, strict=True))


def test_eight_bits_keep_each_row_to_half_a_percent_of_its_largest_value() -> None:
    weights = np.random.default_rng(2).normal(size=(50, 16)).astype(np.float32) * np.logspace(-6, 2, 50)[:, None]
    rows, scales = quantised(weights.astype(np.float32))
    assert rows.dtype == np.int8
    assert (np.abs(rows * scales[:, None] - weights).max(axis=1) <= 0.005 * np.abs(weights).max(axis=1)).all()
    assert np.isfinite(quantised(np.zeros((2, 4), dtype=np.float32))[1]).all()


def test_a_tiny_run_writes_a_model_that_finds_its_passages(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "model"
    sizes = ("--dimensions", "32", "--vocabulary", "400", "--syllables", "150", "--steps", "30", "--batch", "32")
    monkeypatch.setattr(sys, "argv", ["training", "--data", str(data), "--out", str(out), *sizes])
    program.main()
    assert "từ vựng" in capsys.readouterr().out
    embedder = open_embedder(str(out))
    query, near, far = embedder.encode(["hien dat", "vận động nhân dân hiến đất", "thu gom rác thải"])
    assert embedder.dimensions == 32
    assert query @ near > query @ far


def _ids(*numbers: int) -> np.ndarray:
    return np.asarray(numbers, dtype=np.int64)
