"""Passages: whole sentences and items, rows with their heads, exact quotes, stable ids."""

from pathlib import Path

import pytest

from knowledge.passages import split
from knowledge.quotes import choose_quote
from knowledge.readers import read
from knowledge.readers.plain import read_text
from knowledge.structure import build
from knowledge.text import sentences

SAMPLES = Path(__file__).parents[3] / "shared" / "seeds"
DEMO = Path(__file__).parents[2] / "knowledge" / "data" / "demo"


def passages(source, **settings):
    return split(build(read_text(source), "thu.txt"), **settings)


SENTENCE = "Xã đã tổ chức hội nghị thứ {} để quán triệt kết luận đến toàn thể cán bộ, đảng viên và đoàn viên, hội viên trong xã."
LONG = "BÁO CÁO\nthử\n\nI. KẾT QUẢ\n\n1. Quán triệt\n\n" + " ".join(SENTENCE.format(at) for at in range(1, 31)) + "\n"


def test_sentences_are_never_cut_and_nothing_is_lost():
    found = passages(LONG)
    assert len(found) > 2
    written = " ".join(passage.text for passage in found)
    assert written == " ".join(SENTENCE.format(at) for at in range(1, 31))
    assert all(80 <= len(passage.text.split()) <= 200 for passage in found)
    assert len(passages(LONG, target_words=60)) > len(found)


def test_the_path_leads_from_the_root_and_the_role_is_the_sections():
    (first, *_) = passages(LONG)
    assert first.heading_path == ("I. KẾT QUẢ", "1. Quán triệt")
    assert (first.role, first.kind) == ("quan_triet", "prose")


def test_items_stay_whole():
    items = [
        f"- Một số chi bộ thứ {at} triển khai còn chậm; nội dung chưa sát. Việc kiểm tra chưa thường xuyên."
        for at in range(20)
    ]
    source = "BÁO CÁO\nthử\n\nII. HẠN CHẾ\n\n" + "\n".join(items)
    lines = [line for passage in passages(source) for line in passage.text.split("\n")]
    assert lines == items


def test_page_cut_sentences_are_read_whole_and_quoted_from_the_source():
    source = "BÁO CÁO\nthử\n\nI. KẾT QUẢ\n\nĐảng ủy đã tập trung lãnh đạo nhân dân xây dựng\n\nkhối đại đoàn kết. Kinh tế phát triển khá.\n"
    (found,) = passages(source)
    assert found.text == "Đảng ủy đã tập trung lãnh đạo nhân dân xây dựng khối đại đoàn kết. Kinh tế phát triển khá."
    assert found.quote == "Kinh tế phát triển khá."


@pytest.mark.parametrize(
    ("text", "source", "quote"),
    [
        ("Một. Hai ba.", "x Một. Hai ba. y", "Một. Hai ba."),
        ("Xã có năm thôn.", "Xã có **năm** thôn.", "Xã có"),
        ("Toàn bộ khác hẳn", "zzzz qqqq", "zzzz qqqq"),
    ],
)
def test_a_quote_is_the_longest_verbatim_run(text, source, quote):
    found = choose_quote(text, source)
    assert found in source
    assert found
    assert found == quote or len(quote) < 8


def test_tables_go_row_by_row_with_their_heads():
    source = "BÁO CÁO\nthử\n\nPHỤ LỤC\n\nSố liệu\n\nTổ chức\tNăm 2009\tNăm 2019\nHội Nông dân\t845\t1.076\nHội Phụ nữ\t\t1.205\n"
    (found,) = [passage for passage in passages(source) if passage.kind == "table"]
    assert found.text == "Tổ chức: Hội Nông dân; Năm 2009: 845; Năm 2019: 1.076\nTổ chức: Hội Phụ nữ; Năm 2019: 1.205"
    assert found.quote == "Hội Nông dân\t845\t1.076"
    assert found.role == "phu_luc"


def test_footnotes_are_passages_of_the_section_they_stand_in():
    source = "BÁO CÁO\nthử\n\nI. ĐẶC ĐIỂM\n\nXã có 12 thôn^[1].\n\n^[1] Theo Nghị quyết số 834 của tỉnh.\n\nII. KẾT QUẢ\n\nTốt đẹp.\n"
    (note,) = [passage for passage in passages(source) if passage.kind == "footnote"]
    assert (note.text, note.heading_path, note.role) == (
        "Theo Nghị quyết số 834 của tỉnh.",
        ("I. ĐẶC ĐIỂM",),
        "dac_diem",
    )
    assert [passage.ordinal for passage in passages(source)] == [0, 1, 2]


def test_names_of_the_signature_block_are_not_passages():
    source = "BÁO CÁO\nthử\n\nI. KẾT QUẢ\n\nTốt đẹp.\n\nNơi nhận:\n- Lưu.\n\nTM. BAN THƯỜNG VỤ\nLê Văn Tám\n"
    assert all("Tám" not in passage.text for passage in passages(source))


def test_ids_are_stable_and_differ_by_place():
    repeated = "BÁO CÁO\nthử\n\nI. MỘT\n\nCâu lặp lại.\n\nII. HAI\n\nCâu lặp lại.\n"
    first, second = passages(repeated), passages(repeated)
    assert first == second
    assert len({passage.id for passage in first}) == 2


def sound(found, document):
    assert found
    assert len({passage.id for passage in found}) == len(found)
    for passage in found:
        assert passage.quote
        assert passage.quote in document.text
        assert passage.text.strip()
        assert 0 <= passage.start < passage.end <= len(document.text)


@pytest.mark.parametrize("path", sorted(DEMO.glob("*.md")), ids=lambda path: path.stem)
def test_demo_documents_are_cut_soundly(path):
    document = build(read(path), path.name)
    sound(split(document), document)


@pytest.mark.samples
@pytest.mark.parametrize("sample", ["000", "001", "003", "004"])
def test_samples_are_cut_soundly(sample):
    path = next(iter(SAMPLES.glob(f"{sample}_*.txt")), None) if SAMPLES.is_dir() else None
    if path is None:
        pytest.skip(f"Sample {sample} is not beside this checkout.")
    document = build(read(path), path.name)
    found = split(document)
    sound(found, document)
    prose = [passage for passage in found if passage.kind == "prose"]
    assert all(len(passage.text.split()) <= 330 for passage in prose)
    assert all(passage.quote == passage.quote.strip() for passage in prose)
    assert sum(len(sentences(passage.quote)) >= 1 for passage in prose) == len(prose)
