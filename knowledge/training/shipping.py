"""Writes the learned vectors as a SentenceTransformer folder: eight-bit rows with a scale each, as model2vec stores them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file
from tokenizers import Tokenizer

_PACKAGE = "sentence_transformers.sentence_transformer.modules"


def ship(folder: Path, tokenizer: Tokenizer, weights: NDArray[np.float32]) -> int:
    """Write tokenizer.json, model.safetensors and modules.json into `folder` and return their size in bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    rows, scales = quantised(weights)
    save_file({"embeddings": rows, "weights": scales}, folder / "model.safetensors")
    (folder / "tokenizer.json").write_text(tokenizer.to_str(pretty=False), encoding="utf-8")
    modules = [
        {"idx": 0, "name": "0", "path": "", "type": f"{_PACKAGE}.static_embedding.StaticEmbedding"},
        {
            "idx": 1,
            "name": "1",
            "path": "1_Normalize",
            "type": "sentence_transformers.base.modules.normalize.Normalize",
        },
    ]
    (folder / "1_Normalize").mkdir(exist_ok=True)
    sides = {"module_input_name": "sentence_embedding", "module_output_name": "sentence_embedding"}
    _write(folder / "1_Normalize" / "config.json", sides)
    _write(folder / "modules.json", modules)
    _write(folder / "config_sentence_transformers.json", {"similarity_fn_name": "cosine", "prompts": {}})
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def quantised(weights: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Return int8 rows and the float32 scale of each, so that rows * scales is close to `weights`."""
    scales = np.maximum(np.abs(weights).max(axis=1), 1e-12).astype(np.float32) / np.float32(127)
    return np.rint(weights / scales[:, None]).astype(np.int8), scales


def _write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
