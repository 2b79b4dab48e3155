"""The same library over a real Chroma server, started on loopback."""

import os
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from knowledge.errors import ServiceDown
from knowledge.indexing import index_of
from knowledge.library import Library
from knowledge.search import search
from tests.knowledge.library_fakes import HashEmbedder, put

MONEY = "Kinh phí hoạt động của Mặt trận còn hạn chế."


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    port = free_port()
    command = [str(Path(sys.executable).with_name("chroma")), "run", "--host", "127.0.0.1", "--port", str(port)]
    process = subprocess.Popen(
        [*command, "--path", str(tmp_path_factory.mktemp("server"))],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=os.environ | {"ANONYMIZED_TELEMETRY": "False"},
    )
    ready = threading.Event()
    threading.Thread(
        target=lambda: [ready.set() for line in process.stdout if b"listening" in line], daemon=True
    ).start()
    assert ready.wait(60)
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait()


def test_the_same_search_goes_through_the_server(server, tmp_path):
    with Library.open(tmp_path, HashEmbedder(), server) as library:
        put(library, "a.txt", MONEY, "Đã họp đủ kỳ.", roles=("han_che",))
        result = search(library, "kinh phi", role="han_che")
        assert (result.index, [hit.passage.text for hit in result.hits]) == ("chroma", [MONEY])
        assert library.home.joinpath("chroma", "state.json").exists() is False


def test_several_openings_share_the_servers_collection(server, tmp_path):
    with Library.open(tmp_path, HashEmbedder(), server) as one, Library.open(tmp_path, HashEmbedder(), server) as other:
        put(one, "a.txt", "Đã họp đủ kỳ.")
        assert search(one, "họp").index == "chroma"
        put(other, "b.txt", MONEY)
        for library in (other, one):
            result = search(library, "kinh phí")
            assert (result.index, [hit.passage.text for hit in result.hits]) == ("chroma", [MONEY])


def test_two_knowledge_bases_on_one_server_are_kept_apart(server, tmp_path):
    with (
        Library.open(tmp_path / "co-quan", HashEmbedder(), server) as office,
        Library.open(tmp_path / "ca-nhan", HashEmbedder(), server) as personal,
    ):
        put(office, "a.txt", MONEY)
        put(personal, "b.txt", "Kinh phí cá nhân tự lo.")
        assert [hit.passage.text for hit in search(office, "kinh phí").hits] == [MONEY]
        assert [hit.passage.text for hit in search(personal, "kinh phí").hits] == ["Kinh phí cá nhân tự lo."]


def test_another_embedder_gets_a_collection_of_its_own(server, tmp_path):
    with Library.open(tmp_path, HashEmbedder(), server) as library:
        put(library, "a.txt", MONEY)
        assert search(library, "kinh phí").index == "chroma"
    with Library.open(tmp_path, HashEmbedder("hash-2", dimensions=48), server) as library:
        result = search(library, "kinh phí")
        assert (result.index, len(result.hits)) == ("chroma", 1)


def test_a_server_that_does_not_answer_leaves_the_search_to_the_library(tmp_path):
    with Library.open(tmp_path, HashEmbedder(), f"http://127.0.0.1:{free_port()}") as library:
        put(library, "a.txt", MONEY)
        result = search(library, "kinh phí")
        assert (result.index, [hit.passage.text for hit in result.hits]) == ("library", [MONEY])
        with pytest.raises(ServiceDown, match="TROLY_CHROMA_URL"):
            index_of(library).sync()
