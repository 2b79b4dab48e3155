import json
import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from knowledge import indexing, stored_vectors, vectors
from knowledge.index_state import IndexLock, IndexState, read_state, write_state
from knowledge.indexing import index_of
from knowledge.library import Library
from knowledge.search import search
from tests.knowledge.library_fakes import HashEmbedder, put

ROOT = Path(__file__).resolve().parents[2]
LINES = tuple(f"Thôn {number} họp {number * 3} kỳ trong năm, kinh phí {number} triệu đồng." for number in range(1, 41))


def fill(home, lines=LINES):
    with Library.open(home, HashEmbedder()) as library:
        put(library, "a.txt", *lines)
        assert index_of(library).sync()


def ask(home, query="thôn 7 họp mấy kỳ", embedder=None):
    with Library.open(home, embedder or HashEmbedder()) as library:
        result = search(library, query, k=3)
        return result.index, [hit.passage.text for hit in result.hits]


def folder_of(home):
    return home / "chroma" / read_state(home / "chroma").folder


def test_a_whole_index_is_opened_again_without_being_rebuilt(tmp_path, monkeypatch):
    fill(tmp_path)
    folder = folder_of(tmp_path)
    monkeypatch.setattr(vectors, "probe", lambda *_: pytest.fail("a clean index needs no probe"))
    index, found = ask(tmp_path)
    assert index == "chroma"
    assert found[0] == LINES[6]
    assert folder_of(tmp_path) == folder


def test_the_index_gives_the_same_as_the_exact_scan(tmp_path):
    with Library.open(tmp_path, HashEmbedder()) as library:
        put(library, "a.txt", *LINES)
        index_of(library).sync()
        vector = library.embedder.encode(["kinh phí thôn 12"], query=True)[0]
        near = index_of(library).nearest(vector, 5)
        exact = stored_vectors.scan_of(library).nearest(vector, 5)
        assert [identity for identity, _ in near] == [identity for identity, _ in exact]
        assert [score for _, score in near] == pytest.approx([score for _, score in exact], abs=1e-3)


def test_adding_and_removing_moves_the_index_by_the_difference(tmp_path, monkeypatch):
    with Library.open(tmp_path, HashEmbedder()) as library:
        first = put(library, "a.txt", *LINES[:10])
        index_of(library).sync()
        put(library, "b.txt", *LINES[10:13])
        added = []
        kept = vectors.Collection.add
        monkeypatch.setattr(
            vectors.Collection, "add", lambda self, entries, rows: (added.extend(entries), kept(self, entries, rows))[1]
        )
        assert index_of(library).sync()
        assert len(added) == 3
        library.remove(first.id)
        assert index_of(library).sync()
        vector = library.embedder.encode([LINES[0]], query=True)[0]
        assert len(index_of(library).nearest(vector, 40)) == 3


DAMAGES = {
    "header cut": lambda folder: next(folder.rglob("header.bin")).write_bytes(b"\x00" * 7),
    "vectors cut": lambda folder: os.truncate(next(folder.rglob("data_level0.bin")), 100),
    "database cut": lambda folder: os.truncate(folder / "chroma.sqlite3", 5000),
    "database gone": lambda folder: (folder / "chroma.sqlite3").unlink(),
    "database is noise": lambda folder: (folder / "chroma.sqlite3").write_bytes(b"noise" * 5000),
    "folder gone": lambda folder: folder.rename(folder.with_name("elsewhere")),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_index_is_rebuilt_and_answers_rightly(tmp_path, damage):
    fill(tmp_path)
    before = folder_of(tmp_path)
    damage(before)
    index, found = ask(tmp_path)
    assert (index, found[0]) == ("chroma", LINES[6])
    assert read_state(tmp_path / "chroma").clean


def test_the_library_answers_while_a_long_rebuild_is_under_way(tmp_path, monkeypatch):
    monkeypatch.setattr(indexing, "AT_ONCE", 10)
    with Library.open(tmp_path, HashEmbedder()) as library:
        put(library, "a.txt", *LINES)
        during = search(library, "thôn 7 họp mấy kỳ", k=3)
        index_of(library).wait()
        after = search(library, "thôn 7 họp mấy kỳ", k=3)
    assert (during.index, after.index) == ("library", "chroma")
    assert during.hits == after.hits


def test_an_index_left_in_the_middle_of_a_write_is_never_trusted(tmp_path):
    fill(tmp_path)
    state = read_state(tmp_path / "chroma")
    write_state(tmp_path / "chroma", IndexState(state.folder, state.fingerprint))
    assert ask(tmp_path)[0] == "chroma"
    assert read_state(tmp_path / "chroma").folder != state.folder
    assert not (tmp_path / "chroma" / state.folder).exists()


@pytest.mark.parametrize("content", ["", "{", "[]", json.dumps({"folder": "x"})])
def test_an_unreadable_state_counts_as_no_index(tmp_path, content):
    fill(tmp_path)
    (tmp_path / "chroma" / "state.json").write_text(content)
    index, found = ask(tmp_path)
    assert (index, found[0]) == ("chroma", LINES[6])


def test_another_embedder_means_other_vectors_and_another_index(tmp_path):
    fill(tmp_path)
    other = HashEmbedder("hash-2", dimensions=48)
    index, found = ask(tmp_path, embedder=other)
    assert (index, found[0]) == ("chroma", LINES[6])
    with Library.open(tmp_path, other) as library:
        assert stored_vectors.count(library) == library.count
        _, matrix = stored_vectors.entries(library, [1])
        assert matrix.shape == (1, 48)
    assert ask(tmp_path)[0] == "chroma"


def test_a_second_process_leaves_the_index_alone_and_asks_the_library(tmp_path):
    fill(tmp_path)
    lock = IndexLock(tmp_path / "chroma")
    assert lock.take()
    index, found = ask(tmp_path)
    lock.release()
    assert (index, found[0]) == ("library", LINES[6])
    assert ask(tmp_path)[0] == "chroma"


def test_entries_that_the_library_does_not_know_are_dropped(tmp_path):
    with Library.open(tmp_path, HashEmbedder()) as library:
        put(library, "a.txt", *LINES[:5])
        index_of(library).sync()
        stray = vectors.Entry("3:another-passage", "gone", "khac")
        index_of(library)._collection.add([stray], library.embedder.encode(["thôn 3"]))
        hits = search(library, "thôn 3").hits
        assert {hit.passage.text for hit in hits} <= set(LINES[:5])


@pytest.mark.skipif(os.name == "nt", reason="dùng tín hiệu SIGKILL")
@pytest.mark.parametrize("moment", ["add", "describe", "delete"])
def test_a_process_killed_while_writing_the_index_does_no_harm(tmp_path, moment):
    script = textwrap.dedent(f"""
        import os, signal, sys
        from pathlib import Path
        from knowledge import vectors
        from knowledge.indexing import index_of
        from knowledge.library import Library
        from tests.knowledge.library_fakes import HashEmbedder, put
        from tests.knowledge.test_vectors import LINES
        library = Library.open(Path(sys.argv[1]), HashEmbedder())
        put(library, "a.txt", *LINES[:20])
        index_of(library).sync()
        put(library, "b.txt", *LINES[20:])
        kept = vectors.Collection.{moment}
        def killing(self, *arguments):
            kept(self, *arguments)
            os.kill(os.getpid(), signal.SIGKILL)
        vectors.Collection.{moment} = killing
        index_of(library).sync()
    """)
    done = subprocess.run([sys.executable, "-c", script, str(tmp_path)], cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL
    assert not read_state(tmp_path / "chroma").clean
    index, found = ask(tmp_path, "thôn 33 kinh phí 33 triệu")
    assert (index, found[0]) == ("chroma", LINES[32])
