"""Settings: the environment and `troly.toml` of the home folder, read once into a frozen value."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from knowledge.errors import UnusableInput

QUIET = {
    "ANONYMIZED_TELEMETRY": "False",
    "CHROMA_TELEMETRY": "False",
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",
    "LANGSMITH_TRACING": "false",
    "LANGCHAIN_TRACING_V2": "false",
    "TOKENIZERS_PARALLELISM": "false",
}
"""Telemetry and tracing of the libraries, switched off before any of them is imported."""

KEYS = {
    "model": "TROLY_MODEL",
    "model_url": "TROLY_MODEL_URL",
    "model_key": "TROLY_MODEL_KEY",
    "embedding": "TROLY_EMBEDDING",
    "chroma_url": "TROLY_CHROMA_URL",
    "users": "TROLY_USERS",
}


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the data lie and which outside services are used; empty strings mean the embedded part."""

    home: Path
    model: str = ""
    model_url: str = ""
    model_key: str = ""
    embedding: str = ""
    chroma_url: str = ""
    demo: bool = True
    users: str = ""


def load_settings(home: str | Path | None = None, environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings; the environment wins over `troly.toml`, `home` over both. Makes no folder."""
    env = os.environ if environ is None else environ
    folder = Path(home or env.get("TROLY_HOME") or platformdirs.user_data_path("troly", appauthor=False)).expanduser()
    table = _read_table(folder / "troly.toml")
    values = {field: str(env.get(name, table.get(name, table.get(field, "")))).strip() for field, name in KEYS.items()}
    demo = str(env.get("TROLY_DEMO", table.get("TROLY_DEMO", table.get("demo", "1")))).strip().lower()
    return Settings(home=folder, demo=demo not in {"0", "false", "no"}, **values)


def quiet_libraries() -> None:
    """Switch telemetry and tracing of the libraries off, unless the user's environment says otherwise."""
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)


def _read_table(path: Path) -> dict[str, object]:
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UnusableInput(
            f"Tệp cấu hình {path} không đọc được ({error}); sửa lại hoặc xóa tệp rồi thử lại."
        ) from error
