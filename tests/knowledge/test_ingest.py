import os
import shutil
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from knowledge import ingest as ingesting
from knowledge.errors import UnusableInput
from knowledge.ingest import ingest
from knowledge.library import Library
from knowledge.search import search
from tests.knowledge.library_fakes import HashEmbedder

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT.parent / "shared" / "seeds"
REPORT = """# BÁO CÁO
Kết quả công tác Mặt trận năm 2024

## I. KẾT QUẢ
Đã tổ chức 12 hội nghị với 640 lượt người dự theo Kết luận số 62-KL/TW ngày 08/12/2009 của Bộ Chính trị.

## II. HẠN CHẾ
Công tác giám sát ở thôn {place} còn chậm, kinh phí mới đạt 51,5% dự toán.

## III. PHƯƠNG HƯỚNG
Tiếp tục nâng cao chất lượng giám sát ở thôn {place}.
"""


@pytest.fixture
def library(tmp_path):
    with Library.open(tmp_path / "home", HashEmbedder()) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "documents"
    (made / "b").mkdir(parents=True)
    (made / "mot.md").write_text(REPORT.format(place="Đông Hạ"), encoding="utf-8")
    (made / "b" / "hai.txt").write_text(REPORT.format(place="Tây Thượng"), encoding="utf-8")
    (made / "anh.png").write_bytes(b"\x89PNG")
    (made / "~$mot.docx").write_bytes(b"lock")
    (made / ".an.md").write_text("# ẩn", encoding="utf-8")
    return made


def test_a_folder_is_read_with_all_that_is_in_it_in_one_order(library, folder):
    results = ingest(library, [folder])
    assert [Path(result.path).name for result in results] == ["hai.txt", "mot.md"]
    assert {result.status for result in results} == {"added"}
    for result in results:
        assert result.passages == len(library.passages_of(result.id)) > 0
        assert result.sections >= 3
        assert result.mentions == 1
        assert result.error is None
    found = search(library, "giám sát ở thôn Đông Hạ", role="han_che")
    assert found.index == "chroma"
    assert "Đông Hạ" in found.hits[0].passage.text


def test_what_did_not_change_is_not_read_again(library, folder, monkeypatch):
    first = ingest(library, [folder])
    stamp = library.stamp
    monkeypatch.setattr(ingesting, "read", lambda path: pytest.fail(f"{path} is read again"))
    again = ingest(library, [folder])
    assert {result.status for result in again} == {"unchanged"}
    assert [(result.id, result.passages, result.sections) for result in again] == [
        (result.id, result.passages, result.sections) for result in first
    ]
    assert library.stamp == stamp


def test_an_edited_file_replaces_what_it_held(library, folder):
    ingest(library, [folder])
    (folder / "mot.md").write_text(REPORT.format(place="Nam Sơn"), encoding="utf-8")
    results = ingest(library, [folder])
    assert [result.status for result in results] == ["unchanged", "replaced"]
    assert len(library.documents()) == 2
    assert not any("Đông Hạ" in hit.passage.text for hit in search(library, "Đông Hạ").hits)


def test_a_kind_that_the_user_names_replaces_the_one_guessed(library, folder):
    guessed = ingest(library, [folder / "mot.md"])[0]
    named = ingest(library, [folder / "mot.md"], kind="directive")[0]
    assert (guessed.kind, named.kind, named.status) == ("report", "directive", "replaced")
    assert library.documents()[0].kind == "directive"
    assert ingest(library, [folder / "mot.md"])[0].status == "unchanged"


def test_one_bad_file_is_named_and_the_rest_is_read(library, folder):
    (folder / "rong.txt").write_text("", encoding="utf-8")
    (folder / "gia.docx").write_bytes(b"PK\x03\x04 not a Word file")
    results = {Path(result.path).name: result for result in ingest(library, [folder])}
    assert {name: result.status for name, result in results.items()} == {
        "hai.txt": "added",
        "mot.md": "added",
        "rong.txt": "failed",
        "gia.docx": "failed",
    }
    for name in ("rong.txt", "gia.docx"):
        assert results[name].error
        assert "Traceback" not in results[name].error
    assert len(library.documents()) == 2


def test_a_file_that_breaks_the_reader_does_not_stop_the_rest(library, folder, monkeypatch):
    kept = ingesting.read

    def breaking(path):
        if path.name == "mot.md":
            raise KeyError("unexpected")
        return kept(path)

    monkeypatch.setattr(ingesting, "read", breaking)
    results = ingest(library, [folder])
    assert [result.status for result in results] == ["added", "failed"]
    assert "mot.md" in results[1].error


def test_a_missing_path_changes_nothing(library, folder):
    with pytest.raises(UnusableInput, match="Không tìm thấy"):
        ingest(library, [folder, folder / "khong-co.md"])
    assert library.documents() == ()


@pytest.mark.parametrize("content", ["", "   \n\n"])
def test_a_single_file_that_cannot_be_read_is_refused_in_one_sentence(library, tmp_path, content):
    file = tmp_path / "rong.txt"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(UnusableInput) as refused:
        ingest(library, [file])
    assert "\n" not in str(refused.value)
    assert library.documents() == ()


def test_a_folder_without_readable_files_is_refused(library, tmp_path):
    (tmp_path / "anh").mkdir()
    (tmp_path / "anh" / "a.png").write_bytes(b"\x89PNG")
    with pytest.raises(UnusableInput, match="Không có tệp nào"):
        ingest(library, [tmp_path / "anh"])


def test_progress_counts_up_to_all_files(library, folder):
    told = []
    ingest(library, [folder], progress=lambda done, total, name: told.append((done, total, name)))
    assert told[:3] == [(0, 2, "hai.txt"), (1, 2, "mot.md"), (2, 2, "")]


def test_the_demo_keeps_apart_from_the_users_own_copy(library, folder, tmp_path):
    demo = tmp_path / "demo"
    shutil.copytree(folder, demo)
    ingest(library, [demo], origin="demo")
    assert {document.path for document in library.documents()} == {"demo/hai.txt", "demo/mot.md"}
    ingest(library, [folder / "mot.md"])
    assert library.remove_demo() == 1
    (kept,) = library.documents()
    assert (kept.origin, Path(kept.path).name) == ("user", "mot.md")
    assert search(library, "giám sát", k=5).hits


def test_attachments_belong_to_their_report(library, folder):
    ingest(library, [folder / "mot.md"], report_id="r1")
    assert library.documents() == ()
    assert search(library, "giám sát thôn Đông Hạ").hits == ()
    assert search(library, "giám sát thôn Đông Hạ", report_id="r1").hits


@pytest.mark.skipif(os.name == "nt", reason="dùng tín hiệu SIGKILL")
def test_an_ingest_that_was_killed_is_finished_by_the_next(tmp_path, folder):
    script = textwrap.dedent("""
        import os, signal, sys
        from pathlib import Path
        from knowledge import lexical
        from knowledge.ingest import ingest
        from knowledge.library import Library
        from tests.knowledge.library_fakes import HashEmbedder
        kept = lexical.index
        def killing(connection, row, terms):
            kept(connection, row, terms)
            if connection.execute("SELECT count(*) FROM documents").fetchone()[0] == 2:
                os.kill(os.getpid(), signal.SIGKILL)
        lexical.index = killing
        ingest(Library.open(Path(sys.argv[1]), HashEmbedder()), [Path(sys.argv[2])])
    """)
    home = tmp_path / "home"
    done = subprocess.run([sys.executable, "-c", script, str(home), str(folder)], cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL
    with Library.open(home, HashEmbedder()) as library:
        (whole,) = library.documents()
        assert len(library.passages_of(whole.id)) == whole.passages > 0
        assert [result.status for result in ingest(library, [folder])] == ["unchanged", "added"]
        assert search(library, "giám sát").index == "chroma"
        assert library.count == sum(document.passages for document in library.documents())


@pytest.mark.samples
def test_the_four_samples_go_in_and_every_quote_is_in_its_source(library):
    if not SEEDS.is_dir():
        pytest.skip("các văn bản mẫu không có ở máy này")
    results = ingest(library, [SEEDS])
    assert {result.status for result in results} == {"added"}
    assert len(results) == 4
    for result in results:
        text = library.document(result.id).text
        for passage in library.passages_of(result.id):
            assert passage.quote in text
    hits = search(library, "hạn chế trong giám sát, phản biện xã hội", role="han_che").hits
    assert hits
    assert {hit.passage.role for hit in hits} == {"han_che"}
