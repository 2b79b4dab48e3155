"""The `troly` command as an outside program sees it: JSON, exit statuses, one clear sentence for bad input."""

import json

import pytest

NOTES = "- tuyên truyền chậm ở thôn 3, thôn 5\n- họp giao ban được 2/4 kỳ\n- kinh phí ít, 12tr/năm\n- tỷ lệ sinh hoạt chi đoàn 61,5%\n"
FIGURES = {("2/4", "kỳ"), ("12", "triệu đồng/năm"), ("61.5", "%")}


@pytest.fixture
def notes(tmp_path):
    path = tmp_path / "ghi-chu.txt"
    path.write_text(NOTES, "utf-8")
    return path


def figures_of(troly, text):
    return {(f["value"], f["unit"]) for f in troly("parse", text, "--json").json["figures"]}


def test_ingest_is_incremental_and_says_what_it_found(troly, tmp_path):
    path = tmp_path / "bao-cao.md"
    path.write_text(
        "# BÁO CÁO\n\nKết quả năm 2024\n\nI. KẾT QUẢ\n\nĐã tổ chức 12 hội nghị theo Kết luận số 62-KL/TW.\n", "utf-8"
    )
    first = troly("ingest", path, "--json").json["documents"]
    again = troly("ingest", path, "--json").json["documents"]
    path.write_text(path.read_text("utf-8") + "\nII. HẠN CHẾ\n\nMột số nơi còn chậm.\n", "utf-8")
    third = troly("ingest", path, "--json").json["documents"]
    assert [d["status"] for d in first + again + third] == ["added", "unchanged", "replaced"]
    assert first[0]["mentions"] == 1
    assert first[0]["error"] is None
    assert {"id", "path", "title", "kind", "passages", "sections", "tables", "footnotes", "warnings"} <= first[0].keys()


def test_docs_show_remove(troly, tmp_path):
    path = tmp_path / "a.md"
    path.write_text("BÁO CÁO\nthử\n\nI. HẠN CHẾ\n\nCòn chậm ở 3 thôn.\n", "utf-8")
    added = troly("ingest", path, "--json").json["documents"][0]["id"]
    shown = troly("show", added, "--json").json
    assert shown["sections"][-1]["role"] == "han_che"
    assert [f["value"] for f in shown["figures"]] == ["3"]
    assert added not in [d["id"] for d in troly("remove", added, "--json").json["documents"]]
    assert troly("show", added, "--json").status == 2


def test_search_answers_through_chroma(troly):
    found = troly("search", "hạn chế về giám sát", "--role", "han_che", "-k", "3", "--json").json
    assert found["index"] == "chroma"
    assert found["hits"]
    assert {h["role"] for h in found["hits"]} == {"han_che"}
    assert all(0 <= h["score"] <= 1 for h in found["hits"])


def test_ask_how_to_phrase_gives_patterns_and_citations_that_resolve(troly):
    answer = troly("ask", "Viết phần hạn chế về giám sát, phản biện xã hội thế nào?", "--json").json
    assert answer["intent"] == "phrase"
    assert answer["written_by"] == "embedded"
    assert len(answer["patterns"]) >= 3
    cited = {c["n"]: c for c in answer["citations"]}
    for pattern in answer["patterns"]:
        assert set(pattern["citations"]) <= cited.keys()
        assert pattern["citations"] or pattern["label"] == "mẫu của Trợ lý"
    assert cited
    assert {c["role"] for c in cited.values()} == {"han_che"}


def test_draft_keeps_every_figure_and_adds_none(troly, notes):
    draft = troly("draft", "--section", "han_che", "--notes", notes, "--json").json
    assert figures_of(troly, draft["text"]) == FIGURES
    assert "thôn 3, thôn 5" in draft["text"]
    assert {n for p in draft["paragraphs"] for n in p["notes"]} == {0, 1, 2, 3}
    assert [f for f in draft["findings"] if f["severity"] == "error"] == []
    assert draft["written_by"] == "embedded"
    numbers = {c["n"] for c in draft["citations"]}
    assert {n for p in draft["paragraphs"] for n in p["citations"]} == numbers


def test_draft_reads_standard_input_and_batches(troly, tmp_path, monkeypatch):
    batch = tmp_path / "b.jsonl"
    rows = [{"section": "han_che", "notes": ["họp 2/4 kỳ"]}, {"section": "han_che", "notes": []}, {"notes": ["x"]}]
    batch.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in rows), "utf-8")
    lines = [json.loads(line) for line in troly("draft", "--batch", batch).out.splitlines()]
    assert "2/4 kỳ" in lines[0]["text"]
    assert "error" in lines[1]
    assert "error" in lines[2]


def test_revise_keeps_figures(troly, tmp_path):
    path = tmp_path / "doan.txt"
    path.write_text("Việc họp giao ban mới duy trì được 2/4 kỳ.\nKinh phí còn ít, ở mức 12 triệu đồng/năm.", "utf-8")
    revised = troly("revise", "--text", path, "chuyển thành gạch đầu dòng", "--json").json
    assert figures_of(troly, revised["text"]) == {("2/4", "kỳ"), ("12", "triệu đồng/năm")}
    assert all(p["text"].startswith("- ") for p in revised["paragraphs"])


def test_a_text_that_begins_with_a_dash_is_no_option(troly):
    answer = troly("ask", "- tuyên truyền chậm ở thôn 3\n- họp giao ban 2/4 kỳ", "--json").json
    assert answer["intent"] == "draft"
    assert troly("parse", "--json", "- kinh phí 12 triệu đồng").json["figures"][0]["value"] == "12"


def test_lookup_finds_and_does_not_guess(troly):
    found = troly("lookup", "quyết định 217 là gì", "--json").json
    assert found["found"]
    assert (found["directives"][0]["symbol"], found["directives"][0]["issued_on"]) == ("217-QĐ/TW", "2013-12-12")
    assert troly("lookup", "quy định về nuôi cá tầm trên sao Hỏa", "--json").json == {"found": False, "directives": []}


def test_report_from_outline_to_word(troly, notes, tmp_path):
    report = troly("new", "--outline", "xa-10-nam", "--json").json["report"]
    assert report in [r["report"] for r in troly("reports", "--json").json["reports"]]
    assert "han_che" in json.dumps(troly("outline", report, "--json").json)
    out = tmp_path / "bao-cao.docx"
    made = troly("compile", report, "-o", out, "--draft", "--json")
    assert made.status == 0
    assert out.read_bytes()[:2] == b"PK"
    assert made.json["pages_estimate"] >= 1


def test_the_gate_holds_a_final_form_with_blanks_and_a_waiver_opens_it(troly, home, tmp_path):
    from assistant.workspace import Workspace

    report = troly("new", "--outline", "xa-10-nam", "--json").json["report"]
    workspace = Workspace(home)
    section = workspace.find_section(report, "han_che")
    workspace.save_text(section.id, "Việc họp mới được [số kỳ họp] kỳ.")
    workspace.close()
    out = tmp_path / "final.docx"
    held = troly("compile", report, "-o", out)
    assert held.status == 1
    assert not out.exists()
    findings = troly("check", report, "--json").json["findings"]
    assert troly("check", report, "--strict").status == 1
    for finding in findings:
        assert troly("waive", report, finding["id"], "--reason", "chờ số liệu quý sau").status == 0
    assert troly("compile", report, "-o", out).status == 0


def test_backup_and_restore_bring_everything_back(troly, tmp_path):
    report = troly("new", "--outline", "xa-5-nam", "--json").json["report"]
    saved = troly("backup", tmp_path / "sao-luu.zip", "--json").json
    troly("new", "--outline", "xa-5-nam")
    restored = troly("restore", tmp_path / "sao-luu.zip", "--json").json
    assert (
        (restored["reports"], restored["documents"])
        == (saved["reports"], saved["documents"])
        == (1, saved["documents"])
    )
    assert [r["report"] for r in troly("reports", "--json").json["reports"]] == [report]


def test_directives_can_be_added_and_exported(troly, tmp_path):
    added = troly(
        "directives", "add", "--symbol", "777-KH/ĐU", "--type", "Kế hoạch", "--date", "05/6/2025", "--issuer", "Đảng ủy xã Thanh Khê Thượng",
        "--title", "về thử sổ văn bản", "--json",
    )  # fmt: skip
    assert added.json == {"added": ["777-KH/ĐU"]}
    assert troly("lookup", "kế hoạch 777-KH/ĐU", "--json").json["directives"][0]["issued_on"] == "2025-06-05"
    exported = troly("directives", "export", "-o", tmp_path / "so.jsonl", "--json").json
    assert len((tmp_path / "so.jsonl").read_text("utf-8").splitlines()) == exported["directives"] > 500


def test_doctor_says_what_answers(troly):
    checks = {c["name"]: c for c in troly("doctor", "--json").json["checks"]}
    assert checks["Kho tài liệu"]["ok"]
    assert "soạn tại chỗ" in checks["Mô hình ngôn ngữ"]["text"]


BAD = {
    "missing file": (["ingest", "khong-co.docx"], None),
    "empty file": (["ingest", "{file}"], b""),
    "PDF renamed .docx": (["ingest", "{file}.docx"], b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF"),
    "facts with a broken row": (["draft", "--section", "han_che", "--notes", "{file}", "--facts", "{file}"], b"label,value\nso chi bo\n"),
    "no notes": (["draft", "--section", "han_che", "--notes", "{file}"], b"\n  \n"),
    "notes not given": (["draft", "--section", "han_che"], None),
    "broken report file": (["compile", "{file}", "-o", "{file}.out.docx"], b"{"),
    "unknown report": (["check", "bc-khong-co"], None),
    "unknown option": (["docs", "--khong-co"], None),
    "unknown verb": (["khong-co"], None),
    "missing argument": (["remove"], None),
    "bad number": (["search", "x", "-k", "không"], None),
    "empty turn": (["ask", "  "], None),
    "not a backup": (["restore", "{file}"], b"PK\x03\x04 not a zip"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_one_sentence_and_changes_nothing(troly, tmp_path, case):
    arguments, content = BAD[case]
    path = tmp_path / "vao.txt"
    arguments = [a.replace("{file}", str(path)) for a in arguments]
    if content is not None:
        for name in {a for a in arguments if a.startswith(str(path)) and not a.endswith(".out.docx")}:
            (tmp_path / name).write_bytes(content)
    before = troly("docs", "--json").json, troly("reports", "--json").json
    result = troly(*arguments)
    assert result.status == 2
    assert len(result.err.strip().splitlines()) == 1
    assert "Traceback" not in result.err
    assert result.out == ""
    assert (troly("docs", "--json").json, troly("reports", "--json").json) == before


@pytest.mark.samples
def test_the_real_samples_are_read_and_cited(troly, samples):
    documents = troly("ingest", samples, "--json").json["documents"]
    assert [d["status"] for d in documents] == ["added"] * 4
    answer = troly("ask", "Viết phần hạn chế về giám sát, phản biện xã hội thế nào?", "--json").json
    ids = {d["id"] for d in documents}
    assert answer["citations"]
    assert {c["document_id"] for c in answer["citations"]} <= ids
    assert {c["role"] for c in answer["citations"]} == {"han_che"}


def test_the_edited_file_comes_back_as_new_versions(troly, home, tmp_path):
    import docx

    from assistant.workspace import Workspace

    report = troly("new", "--outline", "xa-10-nam", "--json").json["report"]
    workspace = Workspace(home)
    section = workspace.find_section(report, "han_che")
    workspace.save_text(section.id, "Việc họp chưa đều.\nKinh phí còn ít.")
    out = tmp_path / "bao-cao.docx"
    assert troly("compile", report, "-o", out, "--draft").status == 0
    edited = docx.Document(str(out))
    paragraph = next(p for p in edited.paragraphs if p.text == "Kinh phí còn ít.")
    paragraph.runs[0].text = "Kinh phí còn hạn hẹp."
    edited.add_comment(paragraph.runs, text="Nêu rõ số tiền", author="Lãnh đạo")
    edited.save(str(out))
    brought = troly("import", report, out, "--json").json
    assert [s["id"] for s in brought["sections"] if s["changed"]] == [section.id]
    assert {"author": "Lãnh đạo", "text": "Nêu rõ số tiền"} in brought["comments"]
    assert workspace.section(section.id).text == "Việc họp chưa đều.\nKinh phí còn hạn hẹp."
    assert [v.written_by for v in workspace.versions(section.id)] == ["nhập từ Word", "user"]
    workspace.close()


def test_an_empty_report_is_no_final_form(troly, tmp_path):
    report = troly("new", "--outline", "xa-10-nam", "--json").json["report"]
    held = troly("compile", report, "-o", tmp_path / "x.docx", "--json")
    assert held.status == 1
    assert {f["kind"] for f in held.json["findings"]} == {"blank"}
    assert not (tmp_path / "x.docx").exists()


def test_drafting_into_a_report_keeps_notes_and_draft_and_never_replaces_a_text(troly, home, notes):
    from assistant.workspace import Workspace

    report = troly("new", "--outline", "xa-10-nam", "--json").json["report"]
    first = troly("draft", "--section", "han_che", "--notes", notes, "--report", report, "--json").json
    again = troly("draft", "--section", "han_che", "--notes", notes, "--report", report, "--json").json
    workspace = Workspace(home)
    section = workspace.section(first["section_id"])
    assert (first["saved"], again["saved"]) == (True, False)
    assert section.text == first["text"]
    assert section.notes == NOTES.strip()
    assert len(workspace.versions(section.id)) == 1
    workspace.close()


@pytest.mark.parametrize(
    "row", [{"section": 5, "notes": [1, 2]}, {"section": "han_che", "notes": ["a"], "profile": "abc"}, [1], 7]
)
def test_a_batch_survives_a_bad_line(troly, tmp_path, row):
    batch = tmp_path / "b.jsonl"
    batch.write_text(json.dumps(row) + "\n" + json.dumps({"section": "han_che", "notes": ["họp 2/4 kỳ"]}), "utf-8")
    lines = [json.loads(line) for line in troly("draft", "--batch", batch).out.splitlines()]
    assert len(lines) == 2
    assert "2/4 kỳ" in lines[1]["text"]


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("ĐỀ CƯƠNG báo cáo tổng kết 10 năm thực hiện Kết luận 62", "tổng kết 10 năm thực hiện Kết luận 62"),
        ("ĐỀ CƯƠNG sơ kết 05 năm thực hiện thực hiện Kết luận 62", "sơ kết 05 năm thực hiện Kết luận 62"),
        ("", ""),
    ],
)
def test_a_reports_title_is_made_of_its_outlines(asked, title):
    from assistant.workflow import report_title

    assert report_title(asked) == title


def test_a_port_that_is_taken_is_one_sentence(troly):
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = troly("serve", "--port", str(taken.getsockname()[1]))
    assert result.status == 2
    assert "chọn cổng khác" in result.err
