"""Whatever cannot be used is refused with one Vietnamese sentence that says what to do; nothing else escapes."""

import contextlib
import io
import random
import zipfile

import docx
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.errors import UnusableInput
from knowledge.readers import read
from tests.knowledge.tiny_pdf import tiny_pdf


def word_bytes(*paragraphs):
    document = docx.Document()
    for text in paragraphs or ("Xã có 12 thôn.",):
        document.add_paragraph(text)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def archive(parts, compression=zipfile.ZIP_DEFLATED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as out:
        for name, body in parts.items():
            out.writestr(name, body)
    return stream.getvalue()


def with_entities():
    parts = {}
    with zipfile.ZipFile(io.BytesIO(word_bytes())) as old:
        parts = {info.filename: old.read(info) for info in old.infolist()}
    body = parts["word/document.xml"].decode()
    head, _, rest = body.partition("?>")
    parts["word/document.xml"] = f'{head}?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>{rest}'.encode()
    return archive(parts)


PDF = tiny_pdf([[(72, 700, 12, "Báo cáo kết quả công tác của Đảng ủy xã")]])
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
NOISE = random.Random(7).randbytes(4000)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.docx", b"", "rỗng"),
        ("a.docx", PDF, "nội dung là PDF"),
        ("a.txt", PDF, "nội dung là PDF"),
        ("a.pdf", word_bytes(), "nội dung là Word"),
        ("a.xlsx", word_bytes(), "nội dung là Word"),
        ("a.docx", word_bytes()[:3000], "hỏng"),
        ("a.docx", OLE, "mật khẩu"),
        ("a.xlsx", OLE, "mật khẩu"),
        ("a.docx", archive({"word/document.xml": b"<x" + b" " * 400_000_000}), "quá lớn"),
        ("a.docx", with_entities(), "XML không an toàn"),
        ("a.docx", archive({"word/document.xml": b"<broken"}), "hỏng"),
        ("a.docx", b"chi la chu thuong", "hỏng"),
        ("a.zip", archive({"a.txt": b"x"}), "tệp nén"),
        ("a.pdf", b"%PDF-1.4\nhong", "hỏng"),
        ("a.pdf", PDF[: len(PDF) // 3], "hỏng"),
        ("a.pdf", NOISE, "hỏng"),
        ("a.txt", NOISE, "không phải văn bản"),
        ("a.txt", b"   \n\n", "không có chữ"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(50), "là ảnh"),
        ("a.exe", b"MZ\x00\x00" + bytes(50), "chương trình"),
        ("a.rtf", b"{\\rtf1 abc}", "RTF"),
        ("a.xlsx", archive({"xl/workbook.xml": b"<broken"}), "hỏng"),
        ("a.html", b"<html><body><script>x</script></body></html>", "không có nội dung"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_a_sentence(tmp_path, name, data, said):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UnusableInput, match=said) as refused:
        read(path)
    assert name in str(refused.value)
    assert "\n" not in str(refused.value)
    assert path.read_bytes() == data


def test_missing_files_and_folders_are_named(tmp_path):
    with pytest.raises(UnusableInput, match=r"Không tìm thấy tệp thieu\.docx"):
        read(tmp_path / "thieu.docx")
    with pytest.raises(UnusableInput, match="là thư mục"):
        read(tmp_path)


def test_a_file_over_the_limit_is_refused_unread(tmp_path, monkeypatch):
    monkeypatch.setattr("knowledge.readers.SIZE_LIMIT", 10)
    path = tmp_path / "lon.txt"
    path.write_text("Xã có mười hai thôn.", encoding="utf-8")
    with pytest.raises(UnusableInput, match="lớn hơn"):
        read(path)


@pytest.mark.parametrize("stamp", ["MẬT", "TỐI MẬT", "TUYỆT MẬT", "[MẬT]", "ĐỘ MẬT: TỐI MẬT"])
def test_a_secret_document_is_refused(tmp_path, stamp):
    path = tmp_path / "mat.txt"
    path.write_text(f"TỈNH ỦY A\n\n{stamp}\n\nBÁO CÁO\nvề công tác năm\n\nI. KẾT QUẢ\nTốt.", encoding="utf-8")
    with pytest.raises(UnusableInput, match="bí mật nhà nước"):
        read(path)
    word = tmp_path / "mat.docx"
    word.write_bytes(word_bytes("TỈNH ỦY A", stamp, "BÁO CÁO"))
    with pytest.raises(UnusableInput, match="bí mật nhà nước"):
        read(word)


@pytest.mark.parametrize(
    "line", ["Bảo vệ bí mật nhà nước.", "Mật độ dân số 120 người/km2", "MẬT ONG", "Công tác bảo mật"]
)
def test_a_document_that_only_speaks_of_secrets_is_read(tmp_path, line):
    path = tmp_path / "thuong.txt"
    path.write_text(f"BÁO CÁO\n{line}\n", encoding="utf-8")
    assert line in read(path).text


def test_a_scan_without_the_programs_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr("shutil.which", lambda name: None)
    path = tmp_path / "quet.pdf"
    path.write_bytes(tiny_pdf([[]]))
    with pytest.raises(UnusableInput, match="Tesseract"):
        read(path)
    old = tmp_path / "cu.doc"
    old.write_bytes(OLE)
    with pytest.raises(UnusableInput, match="LibreOffice"):
        read(old)


def workbook_bytes():
    book = openpyxl.Workbook()
    book.active.append(["Chỉ tiêu", "Giá trị"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


SOUND = {
    ".docx": word_bytes(),
    ".pdf": PDF,
    ".xlsx": workbook_bytes(),
    ".html": "<p>Xã có 12 thôn</p>".encode(),
    ".txt": "Xã".encode(),
}


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    suffix=st.sampled_from(sorted(SOUND)),
    place=st.floats(0, 1),
    noise=st.binary(min_size=1, max_size=40),
    cut=st.booleans(),
)
def test_damaged_files_are_read_or_refused_but_never_crash(tmp_path, suffix, place, noise, cut):
    data = SOUND[suffix]
    at = int(place * len(data))
    path = tmp_path / f"hong{suffix}"
    path.write_bytes(data[:at] + noise + (b"" if cut else data[at + len(noise) :]))
    with contextlib.suppress(UnusableInput):
        assert read(path).text.strip()
