"""Retrieval sets are read in BEIR form, plain and gzipped."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from eval import beir
from knowledge.errors import UnusableInput


def _write(path: Path, entries: list[dict[str, str]], packed: bool) -> None:
    lines = "".join(json.dumps(entry, ensure_ascii=False) + "\n" for entry in entries).encode()
    if packed:
        path.with_name(path.name + ".gz").write_bytes(gzip.compress(lines))
    else:
        path.write_bytes(lines)


@pytest.fixture(params=[False, True], ids=["plain", "gzipped"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    packed: bool = request.param
    home = tmp_path / "nho"
    home.mkdir()
    _write(home / "corpus.jsonl", [{"_id": "d1", "title": "Điều 1", "text": "đất đai"}], packed)
    _write(home / "queries.jsonl", [{"_id": "q1", "text": "đất"}, {"_id": "q2", "text": "không có đáp án"}], packed)
    _write(home / "distractors.jsonl", [{"_id": "x1", "title": "", "text": "bóng đá"}], packed)
    (home / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\nq1\td1\t1\n", encoding="utf-8")
    return home


def test_a_set_is_read_with_its_distractors_and_judged_queries_only(folder: Path) -> None:
    found = beir.load(folder)
    assert [item.id for item in found.corpus] == ["d1", "x1"]
    assert [item.full for item in found.corpus] == ["Điều 1\nđất đai", "bóng đá"]
    assert [query.id for query in found.queries] == ["q1"]
    assert found.qrels == {"q1": {"d1": 1.0}}
    assert [item.id for item in beir.load(folder, distractors=False).corpus] == ["d1"]


def test_sets_are_found_by_folder_and_an_absent_folder_holds_none(folder: Path) -> None:
    assert beir.available(folder.parent) == (folder,)
    assert beir.available(folder.parent / "không có") == ()


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput, match=r"corpus\.jsonl"):
        beir.load(tmp_path)
