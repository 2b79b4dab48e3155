"""The language model over the wire: a real OpenAI-compatible protocol on loopback."""

import pytest

from assistant.model import ChatModel, open_model
from assistant.settings import Settings
from knowledge.errors import ServiceDown, UnusableInput
from tests.fakes.openai_server import FakeOpenAI, Script


def settings(tmp_path, **values):
    return Settings(home=tmp_path, **values)


def test_no_model_is_the_default(tmp_path):
    assert open_model(settings(tmp_path)) is None


@pytest.mark.parametrize("name", ["gpt", "openai:", "huggingface:vinai/phogpt", ":x"])
def test_names_that_cannot_be_used_are_refused_in_one_sentence(tmp_path, name):
    with pytest.raises(UnusableInput, match="TROLY_MODEL"):
        open_model(settings(tmp_path, model=name))


def test_text_is_streamed_in_pieces_and_the_key_is_sent(tmp_path):
    with FakeOpenAI([Script("Công tác tuyên truyền ở một số thôn còn chậm.")]) as server:
        model = open_model(settings(tmp_path, model="openai:may-nha", model_url=server.url, model_key="k-1"))
        pieces = list(model.stream("hệ thống", "người dùng"))
        asked = server.requests[0]
    assert "".join(pieces) == "Công tác tuyên truyền ở một số thôn còn chậm."
    assert len(pieces) > 1
    assert asked["key"] == "Bearer k-1"
    assert [m["role"] for m in asked["body"]["messages"]] == ["system", "user"]


def test_a_server_that_is_not_there_is_one_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr("assistant.model.RETRIES", 0)
    model = ChatModel("openai:may-nha", "http://127.0.0.1:9/v1", "k")
    with pytest.raises(ServiceDown, match="không trả lời"):
        list(model.stream("a", "b"))


def test_a_server_error_is_one_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr("assistant.model.RETRIES", 0)
    with FakeOpenAI([Script(status=500)]) as server:
        model = ChatModel("openai:may-nha", server.url, "k")
        with pytest.raises(ServiceDown, match="không trả lời"):
            list(model.stream("a", "b"))


@pytest.mark.parametrize(
    ("name", "url", "host"),
    [
        ("openai:x", "http://127.0.0.1:8000/v1", ""),
        ("openai:x", "http://localhost:8000/v1", ""),
        ("ollama:qwen3", "", ""),
        ("openai:x", "https://llm.example.vn/v1", "llm.example.vn"),
        ("openai:gpt-x", "", "openai"),
    ],
)
def test_the_host_that_would_receive_the_text_is_known(name, url, host):
    assert ChatModel(name, url).host == host
