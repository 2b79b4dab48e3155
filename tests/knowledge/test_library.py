import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from knowledge import lexical, shelf
from knowledge.errors import NotFound, UnusableInput
from knowledge.library import FILE, Library
from knowledge.search import search
from tests.knowledge.library_fakes import HashEmbedder, make_document, make_passages, put

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def library(tmp_path):
    with Library.open(tmp_path / "home", HashEmbedder()) as opened:
        yield opened


def test_a_document_comes_back_as_it_went_in(library):
    document = put(library, "a.txt", "Chi bộ họp 12 kỳ.", "Kinh phí còn thiếu.", roles=("ket_qua", "han_che"))
    assert library.document(document.id) == document
    assert library.document("a.txt") == document
    passages = library.passages_of(document.id)
    assert passages == make_passages(document, ("ket_qua", "han_che"))
    assert library.passage(passages[1].id) == passages[1]


def test_adding_the_same_again_changes_nothing(library):
    put(library, "a.txt", "Chi bộ họp 12 kỳ.")
    before = (library.generation, library.stamp, library.documents())
    document = make_document("a.txt", "Chi bộ họp 12 kỳ.")
    assert library.add(document, make_passages(document)).status == "unchanged"
    assert (library.generation, library.stamp, library.documents()) == before


def test_new_content_under_a_path_replaces_the_old(library):
    old = put(library, "a.txt", "Bản cũ.")
    new = make_document("a.txt", "Bản mới.")
    assert library.add(new, make_passages(new)).status == "replaced"
    assert [document.id for document in library.documents()] == [new.id]
    with pytest.raises(NotFound):
        library.document(old.id)
    assert library.count == 1


def test_one_content_under_two_paths_is_one_document(library):
    first = put(library, "a.txt", "Cùng một nội dung.")
    copy = make_document("b.txt", "Cùng một nội dung.")
    assert library.add(copy, make_passages(copy)).status == "unchanged"
    assert [document.id for document in library.documents()] == [first.id]
    put(library, "a.txt", "Nay đã khác.")
    assert library.document("b.txt").text == "Cùng một nội dung."


def test_another_kind_is_another_reading_of_the_same_document(library):
    put(library, "a.txt", "Đề cương báo cáo.", kind="report")
    again = make_document("a.txt", "Đề cương báo cáo.", kind="guidance")
    assert library.add(again, make_passages(again)).status == "replaced"
    assert library.documents()[0].kind == "guidance"
    assert library.count == 1


def test_what_is_removed_is_gone_with_all_its_rows(library):
    document = put(library, "a.txt", "Chi bộ họp 12 kỳ.")
    library.remove(document.id)
    assert library.documents() == ()
    for table in ("documents", "places", "passages", "vectors", "lexicon_terms"):
        assert library.connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    with pytest.raises(NotFound, match="Không có tài liệu"):
        library.remove(document.id)


def test_removing_the_demo_keeps_what_the_user_gave_too(library):
    put(library, "demo/a.txt", "Văn bản mẫu.", origin="demo")
    put(library, "demo/b.txt", "Văn bản mẫu khác.", origin="demo")
    put(library, "/home/toi/a.txt", "Văn bản mẫu.", origin="user")
    assert {document.origin for document in library.documents()} == {"user", "demo"}
    assert library.remove_demo() == 1
    (kept,) = library.documents()
    assert (kept.origin, kept.path) == ("user", "/home/toi/a.txt")
    assert library.document(kept.id).origin == "user"


def test_a_users_document_stays_the_users_when_the_demo_brings_it_too(library):
    put(library, "cua-toi.txt", "Văn bản mẫu.")
    put(library, "demo/a.txt", "Văn bản mẫu.", origin="demo")
    assert library.documents()[0].origin == "user"
    assert library.remove_demo() == 0
    assert len(library.documents()) == 1


def test_attachments_of_a_report_are_listed_with_that_report_only(library):
    put(library, "chung.txt", "Tài liệu chung.")
    put(library, "rieng.txt", "Tài liệu kèm báo cáo.", report_id="r1")
    assert [document.path for document in library.documents()] == ["chung.txt"]
    assert {document.path for document in library.documents("r1")} == {"chung.txt", "rieng.txt"}


def test_a_failure_in_the_middle_leaves_nothing_behind(library, monkeypatch):
    put(library, "a.txt", "Đã có từ trước.")
    before = (library.generation, library.documents(), library.count)
    kept, seen = lexical.index, []

    def failing(connection, row, terms):
        seen.append(row)
        if len(seen) == 2:
            raise RuntimeError("disk full")
        kept(connection, row, terms)

    monkeypatch.setattr(lexical, "index", failing)
    with pytest.raises(RuntimeError):
        put(library, "b.txt", "Dòng một.", "Dòng hai.", "Dòng ba.")
    assert (library.generation, library.documents(), library.count) == before


@pytest.mark.skipif(os.name == "nt", reason="dùng tín hiệu SIGKILL")
@pytest.mark.parametrize("moment", ["lexical.index", "shelf.put_place", "shelf.put_document"])
def test_a_process_killed_while_adding_leaves_the_document_wholly_out(tmp_path, moment):
    script = textwrap.dedent(f"""
        import os, signal, sys
        from pathlib import Path
        from knowledge import lexical, shelf
        from knowledge.library import Library
        from tests.knowledge.library_fakes import HashEmbedder, put
        library = Library.open(Path(sys.argv[1]), HashEmbedder())
        put(library, "a.txt", "Tài liệu thứ nhất.")
        kept = {moment}
        def killing(*arguments):
            kept(*arguments)
            os.kill(os.getpid(), signal.SIGKILL)
        {moment} = killing
        put(library, "b.txt", "Dòng một.", "Dòng hai.")
    """)
    done = subprocess.run([sys.executable, "-c", script, str(tmp_path)], cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL
    with Library.open(tmp_path, HashEmbedder()) as library:
        assert [document.path for document in library.documents()] == ["a.txt"]
        assert library.count == 1
        put(library, "b.txt", "Dòng một.", "Dòng hai.")
        assert library.count == 3


def test_many_threads_may_read_and_write(library):
    def work(number):
        put(library, f"{number}.txt", f"Tài liệu số {number}.", "Dòng chung.")
        return len(library.documents())

    with ThreadPoolExecutor(8) as pool:
        assert max(pool.map(work, range(8))) == 8
    assert len(library.documents()) == 8
    assert library.generation == 8


def test_two_openings_of_one_home_see_each_others_writes(tmp_path):
    with Library.open(tmp_path, HashEmbedder()) as one, Library.open(tmp_path, HashEmbedder()) as other:
        assert one.id == other.id
        put(one, "a.txt", "Chi bộ họp 12 kỳ.")
        assert len(other.documents()) == 1
        assert other.stamp == one.stamp


def test_remembered_values_last(tmp_path):
    with Library.open(tmp_path, HashEmbedder()) as library:
        library.remember("demo", "removed")
    with Library.open(tmp_path, HashEmbedder()) as library:
        assert library.setting("demo") == "removed"
        assert library.setting("other", "none") == "none"


def test_a_file_that_is_no_knowledge_base_is_refused_in_one_sentence(tmp_path):
    (tmp_path / FILE).write_bytes(b"not a database at all, but long enough to be read as one" * 20)
    with pytest.raises(UnusableInput, match="Không mở được kho tri thức"):
        Library.open(tmp_path, HashEmbedder())


def test_a_file_of_a_newer_program_is_refused(tmp_path):
    connection = sqlite3.connect(tmp_path / FILE)
    connection.execute("PRAGMA user_version=99")
    connection.close()
    with pytest.raises(UnusableInput, match="phiên bản mới hơn"):
        Library.open(tmp_path, HashEmbedder())


def test_the_file_of_an_older_program_is_brought_up_with_nothing_lost(tmp_path):
    with Library.open(tmp_path, HashEmbedder()) as library:
        document = put(library, "a.txt", "Chi bộ họp 12 kỳ.", "Kinh phí còn thiếu.")
        library.connection.executescript(
            "DROP TABLE vectors; PRAGMA user_version=3; CREATE TABLE vectors (row INTEGER NOT NULL, "
            "fingerprint TEXT NOT NULL, vector BLOB NOT NULL, PRIMARY KEY (row, fingerprint)) WITHOUT ROWID; "
            "INSERT INTO vectors SELECT row, 'hash-1', x'0000' FROM passages;"
        )
    with Library.open(tmp_path, HashEmbedder()) as library:
        assert library.document("a.txt") == document
        assert library.passages_of(document.id) == make_passages(document)
        found = search(library, "kinh phí thiếu")
        assert found.index == "chroma"
        assert found.hits[0].passage.text == "Kinh phí còn thiếu."
        assert found.hits[0].dense > 0.3
        library.remove(document.id)
        assert library.connection.execute("SELECT count(*) FROM lexicon_terms").fetchone() == (0,)


def test_bringing_up_that_is_cut_short_leaves_the_old_file(tmp_path, monkeypatch):
    with Library.open(tmp_path, HashEmbedder()) as library:
        put(library, "a.txt", "Chi bộ họp 12 kỳ.")
        library.connection.execute("PRAGMA user_version=3")
    monkeypatch.setattr(shelf, "put_terms", lambda *_: (_ for _ in ()).throw(RuntimeError("power cut")))
    with pytest.raises(RuntimeError):
        Library.open(tmp_path, HashEmbedder())
    monkeypatch.undo()
    with Library.open(tmp_path, HashEmbedder()) as library:
        assert search(library, "chi bộ họp").hits[0].passage.text == "Chi bộ họp 12 kỳ."
