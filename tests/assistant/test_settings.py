"""Settings from the environment and from troly.toml."""

import pytest

from assistant.settings import load_settings
from knowledge.errors import UnusableInput


def test_the_environment_wins_over_the_file(tmp_path):
    (tmp_path / "troly.toml").write_text('TROLY_MODEL = "ollama:a"\nembedding = "b"\nTROLY_DEMO = 0\n', "utf-8")
    read = load_settings(environ={"TROLY_HOME": str(tmp_path), "TROLY_MODEL": "openai:c"})
    assert (read.home, read.model, read.embedding, read.demo) == (tmp_path, "openai:c", "b", False)


def test_everything_is_embedded_by_default(tmp_path):
    read = load_settings(tmp_path, environ={})
    assert (read.model, read.embedding, read.chroma_url, read.demo) == ("", "", "", True)


def test_reading_makes_no_folder(tmp_path):
    load_settings(tmp_path / "new", environ={})
    assert not (tmp_path / "new").exists()


def test_a_broken_file_is_one_sentence(tmp_path):
    (tmp_path / "troly.toml").write_text("model = ", "utf-8")
    with pytest.raises(UnusableInput, match=r"troly\.toml"):
        load_settings(tmp_path, environ={})
