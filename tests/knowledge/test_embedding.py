"""The embedder: unit vectors without torch, the same as sentence-transformers gives, and clear words when a model is absent."""

from __future__ import annotations

import socket
import subprocess
import sys
import unicodedata
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding
from tokenizers import Tokenizer

from knowledge import embedding
from knowledge.embedding import StaticEmbedder, TransformerEmbedder, open_embedder
from knowledge.errors import ServiceDown, UnusableInput
from knowledge.text import fold

MODEL = Path(str(files("knowledge").joinpath("data/model")))
TEXTS = (
    "Uỷ ban Mặt trận Tổ quốc xã phối hợp tổ chức 12 hội nghị, có 1.234 lượt người dự (đạt 98,5%).",
    "kinh phi han che",
    "Kết luận 62-KL/TW (08/12/2009), Bộ Chính trị khóa X",
    "Điều 5. Quyền và nghĩa vụ của công dân\n1. Công dân có quyền bầu cử.",
    "🙂 漢字 déjà vu",
    "",
)


def test_numpy_gives_the_vectors_of_sentence_transformers() -> None:
    theirs = SentenceTransformer(str(MODEL), device="cpu").encode(list(TEXTS))
    assert np.abs(open_embedder().encode(TEXTS) - theirs).max() < 1e-5


def test_neither_torch_nor_sentence_transformers_is_imported_for_the_shipped_model() -> None:
    code = (
        "import sys; from knowledge.embedding import open_embedder; open_embedder().embed_query('kinh phí');"
        "print([name for name in ('torch', 'transformers', 'sentence_transformers') if name in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_the_shipped_model_is_at_most_30_megabytes() -> None:
    assert sum(path.stat().st_size for path in MODEL.rglob("*") if path.is_file()) <= 30_000_000


def test_typing_without_accents_in_nfd_or_with_the_old_tone_marks_makes_no_difference() -> None:
    text = "Ủy ban nhân dân xã Hòa Bình, Đảng ủy, thủy lợi"
    forms = (
        text,
        fold(text),
        unicodedata.normalize("NFD", text),
        text.upper(),
        text.replace("Ủy", "Uỷ").replace("òa", "oà"),
    )
    vectors = open_embedder().encode(forms)
    assert np.allclose(vectors, vectors[0], atol=1e-6)


def test_a_text_without_tokens_gives_zeros_and_every_other_a_unit_vector() -> None:
    vectors = open_embedder().encode(["", "   ", "...", "hội nghị"])
    assert np.array_equal(vectors[:3], np.zeros_like(vectors[:3]))
    assert np.linalg.norm(vectors[3]) == pytest.approx(1.0, abs=1e-5)
    assert open_embedder().encode([]).shape == (0, open_embedder().dimensions)


@given(st.lists(st.text(max_size=60), max_size=5))
@settings(max_examples=50, deadline=None)
def test_any_text_gives_finite_vectors_that_do_not_depend_on_their_neighbours(texts: list[str]) -> None:
    embedder = open_embedder()
    vectors = embedder.encode(texts)
    assert vectors.dtype == np.float32
    assert np.isfinite(vectors).all()
    for text, vector in zip(texts, vectors, strict=True):
        assert np.allclose(embedder.encode([text])[0], vector, atol=1e-6)


def test_it_has_the_shape_of_langchain_embeddings() -> None:
    embedder = open_embedder()
    assert embedder.embed_query("tiếp công dân") == embedder.embed_documents(["tiếp công dân"])[0]
    assert len(embedder.embed_query("tiếp công dân")) == embedder.dimensions
    assert embedder.embed_documents([]) == []


@pytest.mark.parametrize(
    ("asked", "right", "wrong"),
    [
        ("thiếu tiền hoạt động", "Kinh phí hoạt động còn hạn chế.", "Tình hình an ninh trật tự được giữ vững."),
        (
            "dân kêu về rác",
            "Nhân dân phản ánh tình trạng ô nhiễm môi trường.",
            "Công tác tuyển quân đạt chỉ tiêu giao.",
        ),
        ("UBND xã", "Ủy ban nhân dân cấp xã", "Hội Cựu chiến binh"),
        ("chi bo it hop", "Sinh hoạt chi bộ chưa đều, có tháng chưa duy trì.", "Thu ngân sách vượt dự toán được giao."),
    ],
)
def test_the_clerks_own_words_lie_nearer_to_the_official_ones(asked: str, right: str, wrong: str) -> None:
    query, near, far = open_embedder().encode([asked, right, wrong])
    assert query @ near > query @ far


def _save_static(folder: Path, seed: int) -> Path:
    tokenizer = Tokenizer.from_file(str(MODEL / "tokenizer.json"))
    weights = np.random.default_rng(seed).normal(size=(tokenizer.get_vocab_size(), 8)).astype(np.float32)
    modules = [StaticEmbedding(tokenizer, embedding_weights=weights), Normalize()]
    SentenceTransformer(modules=modules, device="cpu").save(str(folder))
    return folder


def test_a_folder_with_a_static_model_is_read_without_torch_and_has_a_fingerprint_of_its_own(tmp_path: Path) -> None:
    first, second = (_save_static(tmp_path / name, seed) for seed, name in enumerate(("a", "b")))
    ours = open_embedder(str(first))
    assert isinstance(ours, StaticEmbedder)
    assert np.abs(ours.encode(TEXTS) - SentenceTransformer(str(first), device="cpu").encode(list(TEXTS))).max() < 1e-5
    assert len({ours.fingerprint, open_embedder(str(second)).fingerprint, open_embedder().fingerprint}) == 3
    assert StaticEmbedder(first).fingerprint == ours.fingerprint


class _Recorder:
    """Stands in for a hub model and remembers the prompts that it was given."""

    def __init__(self, prompts: dict[str, str]) -> None:
        self.prompts = prompts
        self.seen: list[str] = []

    def get_embedding_dimension(self) -> int:
        return 3

    def encode(self, texts: list[str], prompt: str, **_: object) -> np.ndarray:
        self.seen.append(prompt)
        return np.full((len(texts), 3), 2.0, dtype=np.float64)


@pytest.mark.parametrize(
    ("name", "own", "query", "document"),
    [
        ("intfloat/multilingual-e5-small", {}, "query: ", "passage: "),
        ("intfloat/multilingual-e5-large-instruct", {}, embedding.INSTRUCTION, ""),
        ("BAAI/bge-m3", {"query": "", "document": ""}, "", ""),
        ("some/model", {"query": "hỏi: ", "passage": "đoạn: "}, "hỏi: ", "đoạn: "),
    ],
)
def test_hub_models_get_their_prompts(
    monkeypatch: pytest.MonkeyPatch, name: str, own: dict[str, str], query: str, document: str
) -> None:
    recorder = _Recorder(own)
    monkeypatch.setattr(embedding, "_sentence_transformer", lambda _: recorder)
    embedder = TransformerEmbedder(name)
    assert np.allclose(np.linalg.norm(embedder.encode(["a", "b"], query=True), axis=1), 1.0)
    embedder.embed_documents(["a"])
    assert recorder.seen == [query, document]
    assert name in embedder.fingerprint


def test_a_hub_that_does_not_answer_is_a_service_that_is_down(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    monkeypatch.setattr("huggingface_hub.constants.ENDPOINT", f"http://127.0.0.1:{port}")
    with pytest.raises(ServiceDown, match="khong/co-mo-hinh"):
        open_embedder("khong/co-mo-hinh")


def test_a_hub_model_that_breaks_while_loading_is_a_service_that_is_down(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("broken")

    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    monkeypatch.setattr("sentence_transformers.SentenceTransformer", refuse)
    with pytest.raises(ServiceDown, match="hub/broken"):
        open_embedder("hub/broken")


def test_a_folder_without_a_model_is_unusable_input(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput, match="mô hình nhúng"):
        open_embedder(str(tmp_path))
