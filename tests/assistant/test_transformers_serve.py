"""Opt-in (TROLY_TEST_LLAMA=1): a real serving program, `transformers serve`, over a tiny random Llama made here."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from assistant.compose import ComposeRequest
from assistant.drafting import Material, write_section
from assistant.model import ChatModel
from assistant.notes import parse_notes
from knowledge.registry import load_registry

pytestmark = pytest.mark.skipif(
    os.environ.get("TROLY_TEST_LLAMA") != "1", reason="opt-in: set TROLY_TEST_LLAMA=1 (needs accelerate)"
)
TEMPLATE = "{% for m in messages %}{{ m['content'] }}\n{% endfor %}"
MAKE = """
import sys
from tokenizers import Tokenizer, models, pre_tokenizers, decoders
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast
alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
vocab = {c: i for i, c in enumerate(["<s>", "</s>", *alphabet])}
raw = Tokenizer(models.BPE(vocab=vocab, merges=[]))
raw.pre_tokenizer, raw.decoder = pre_tokenizers.ByteLevel(add_prefix_space=False), decoders.ByteLevel()
tokenizer = PreTrainedTokenizerFast(tokenizer_object=raw, bos_token="<s>", eos_token="</s>", pad_token="</s>")
tokenizer.chat_template = sys.argv[2]
config = LlamaConfig(vocab_size=len(vocab), hidden_size=32, intermediate_size=64, num_hidden_layers=1, num_attention_heads=2,
                     max_position_embeddings=8192, bos_token_id=0, eos_token_id=1, pad_token_id=1)
LlamaForCausalLM(config).save_pretrained(sys.argv[1]); tokenizer.save_pretrained(sys.argv[1])
"""


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    folder = tmp_path_factory.mktemp("llama")
    quiet = dict(os.environ, HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1")
    subprocess.run([sys.executable, "-c", MAKE, str(folder), TEMPLATE], check=True, env=quiet, capture_output=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = shutil.which("transformers", path=str(Path(sys.executable).parent))
    server = subprocess.Popen(
        [program, "serve", "--host", "127.0.0.1", "--port", str(port)],
        env=quiet,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=2).read()
            break
        except OSError:
            if server.poll() is not None:
                pytest.fail("transformers serve ended at once")
            time.sleep(0.5)
    yield f"http://127.0.0.1:{port}/v1", str(folder)
    server.terminate()
    server.wait(20)


def test_random_words_are_refused_and_the_embedded_drafter_takes_over(served):
    url, folder = served
    model = ChatModel(f"openai:{folder}", url, "k")
    request = ComposeRequest("han_che", parse_notes("- họp giao ban được 2/4 kỳ"))
    draft = list(write_section(request, Material(), load_registry(), lambda _: "", model))[-1]
    assert draft.written_by == "embedded"
    assert "2/4 kỳ" in draft.text
    assert any(
        "không trả lời bằng tiếng Việt" in remark or "không trả về nội dung" in remark for remark in draft.remarks
    )


def test_it_streams_over_the_real_protocol(served):
    url, folder = served
    assert len(list(ChatModel(f"openai:{folder}", url, "k").stream("Trả lời một từ.", "Chào"))) > 1
