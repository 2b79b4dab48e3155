"""Texts to unit vectors: the shipped static model without torch, any other model through sentence-transformers.

The classes have the shape of LangChain's `Embeddings` (embed_query, embed_documents) and add `encode`.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from knowledge.errors import ServiceDown, UnusableInput
from knowledge.text import nfc

Vectors = NDArray[np.float32]
BATCH = 512
HUB_TIMEOUT = 10.0
"""Seconds that the hub has to say whether it knows a model."""

INSTRUCTION = "Instruct: Given a question, retrieve passages that answer it\nQuery: "
PROMPTS = (
    ("e5-large-instruct", {"query": INSTRUCTION, "document": ""}),
    ("e5", {"query": "query: ", "document": "passage: "}),
)
"""Prompts of models whose own configuration does not name them, by a part of the model's name, first match first."""


class Embedder(Protocol):
    """What search and the library need: unit vectors, and a fingerprint that changes whenever they would."""

    @property
    def dimensions(self) -> int:
        """Length of every vector."""
        ...

    @property
    def fingerprint(self) -> str:
        """Identity of the model; vectors of two fingerprints must not be compared."""
        ...

    def encode(self, texts: Sequence[str], query: bool = False) -> Vectors:
        """Return float32 vectors (n, dimensions) of length 1; a text without any known token gives zeros."""
        ...

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of one question."""
        ...

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return the vectors of passages."""
        ...


class _LangChainShape:
    def encode(self, texts: Sequence[str], query: bool = False) -> Vectors:
        raise NotImplementedError

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of one question."""
        return [float(value) for value in self.encode([text], query=True)[0]]

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return the vectors of passages."""
        return [[float(value) for value in row] for row in self.encode(texts)]


class StaticEmbedder(_LangChainShape):
    """The mean of token vectors, as sentence-transformers' StaticEmbedding counts it, by numpy alone."""

    def __init__(self, folder: Path) -> None:
        tokenizer, weights = folder / "tokenizer.json", folder / "model.safetensors"
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._rows, self._scales = _rows_and_scales(load_file(weights))
        self.dimensions = int(self._rows.shape[1])
        self.fingerprint = f"static-{_digest(tokenizer, weights)}-{self.dimensions}"

    def encode(self, texts: Sequence[str], query: bool = False) -> Vectors:
        """Return unit vectors, one row per text; `query` makes no difference to this model."""
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for start in range(0, len(texts), BATCH):
            chunk = [nfc(text) for text in texts[start : start + BATCH]]
            for place, encoding in enumerate(self._tokenizer.encode_batch_fast(chunk, add_special_tokens=False), start):
                if encoding.ids:
                    vectors[place] = self._mean(encoding.ids)
        return _unit(vectors)

    def _mean(self, ids: list[int]) -> Vectors:
        mean: Vectors = self._scales[ids] @ self._rows[ids].astype(np.float32) / np.float32(len(ids))
        return mean


class TransformerEmbedder(_LangChainShape):
    """Any other SentenceTransformer, from a folder or a hub, with the prompts that it was trained with."""

    def __init__(self, name: str) -> None:
        self._model = _sentence_transformer(name)
        self._prompts = _prompts(name, dict(self._model.prompts or {}))
        self.dimensions = int(self._model.get_embedding_dimension())
        self.fingerprint = f"{name}-{self.dimensions}"

    def encode(self, texts: Sequence[str], query: bool = False) -> Vectors:
        """Return unit vectors, with the model's query prompt before each text where `query` is set."""
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        prompt = self._prompts["query" if query else "document"]
        found = self._model.encode(
            [nfc(text) for text in texts], prompt=prompt, convert_to_numpy=True, show_progress_bar=False
        )
        return _unit(np.asarray(found, dtype=np.float32))


@cache
def open_embedder(setting: str = "") -> Embedder:
    """Open the shipped model ("" ), a model folder, or a hub name; each is loaded once per process.

    Raises ServiceDown when a hub model cannot be loaded, UnusableInput when a folder holds no model.
    """
    if not setting:
        with as_file(files("knowledge").joinpath("data/model")) as folder:
            return StaticEmbedder(folder)
    folder = Path(setting).expanduser()
    if not folder.is_dir():
        return TransformerEmbedder(setting)
    if not (folder / "modules.json").exists() and not (folder / "config.json").exists():
        raise UnusableInput(f"Thư mục {folder} không chứa mô hình nhúng; hãy chỉ đến thư mục có tệp modules.json.")
    return StaticEmbedder(folder) if _is_static(folder) else TransformerEmbedder(str(folder))


def _is_static(folder: Path) -> bool:
    """Tell whether the folder is one StaticEmbedding at its root, with nothing but normalisation behind it."""
    modules = folder / "modules.json"
    if not modules.exists() or not (folder / "tokenizer.json").exists():
        return False
    kinds = [str(module["type"]).rpartition(".")[2] for module in json.loads(modules.read_text(encoding="utf-8"))]
    return kinds in (["StaticEmbedding"], ["StaticEmbedding", "Normalize"]) and (folder / "model.safetensors").exists()


def _rows_and_scales(tensors: dict[str, NDArray[Any]]) -> tuple[NDArray[Any], Vectors]:
    """Return token rows and their scales, from our eight-bit form or the plain form of sentence-transformers."""
    rows = tensors["embeddings"] if "embeddings" in tensors else tensors["embedding.weight"]
    scales = tensors.get("weights", np.ones(len(rows))).astype(np.float32)
    if "mapping" in tensors:
        rows = rows[tensors["mapping"]]
    return rows, scales


def _unit(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: Vectors = np.nan_to_num(vectors / np.maximum(lengths, 1e-12)).astype(np.float32)
    return unit


def _digest(*paths: Path) -> str:
    content = hashlib.sha256()
    for path in paths:
        content.update(path.read_bytes())
    return content.hexdigest()[:16]


def _prompts(name: str, own: dict[str, str]) -> dict[str, str]:
    """Choose the prompts: the model's own configuration first, then what is known of its family."""
    known = next((prompts for part, prompts in PROMPTS if part in Path(name).name.lower()), {})
    query = own.get("query") or known.get("query", "")
    document = own.get("document") or own.get("passage") or known.get("document", "")
    return {"query": query, "document": document}


def _sentence_transformer(name: str) -> Any:
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise ServiceDown(
            "Máy này chưa cài thư viện sentence-transformers; hãy cài lại bằng `make env` hoặc dùng mô hình đi kèm."
        ) from error
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    try:
        return SentenceTransformer(name, local_files_only=not _hub_answers(name))
    except Exception as error:
        raise ServiceDown(
            f"Không tải được mô hình nhúng “{name}”; hãy kiểm tra tên và kết nối mạng, hoặc để trống để dùng mô hình đi kèm."
        ) from error


def _hub_answers(name: str) -> bool:
    """Ask the hub once: without an answer only what was downloaded before is used, rather than minutes of retries."""
    from http.client import HTTPException
    from urllib.error import HTTPError
    from urllib.parse import quote
    from urllib.request import urlopen

    from huggingface_hub import constants

    if Path(name).is_dir() or constants.HF_HUB_OFFLINE:
        return False
    address = f"{constants.ENDPOINT}/api/models/{quote(name)}"
    try:
        with urlopen(address, timeout=HUB_TIMEOUT):
            return True
    except HTTPError:
        return True
    except (OSError, HTTPException):
        return False
