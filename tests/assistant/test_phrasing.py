"""How to phrase a section: on the topic, in the role, masked and cited, with nothing of another unit in it."""

import re
from functools import cache
from pathlib import Path

import pytest

from assistant.delex import left_over
from assistant.phrasing import own_patterns, phrase, wanted_topics
from assistant.prompts import load_yaml
from assistant.slots import SLOT, slots_in
from assistant.topics import topics_of
from knowledge.passages import split
from knowledge.readers import read
from knowledge.records import Document, Hit, Passage
from knowledge.structure import build
from knowledge.text import nfc, tokens

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "knowledge" / "data" / "demo"
SEEDS = ROOT.parent / "shared" / "seeds"
NARRATIVE = tuple(role for role in load_yaml("advice") if role != "ket_thuc")
LIMITS = (
    "- Hoạt động giám sát ở xã Tân Hòa còn ít, năm 2019 mới tổ chức 3 cuộc.\n"
    "- Kinh phí cho phong trào còn thấp, chỉ 12 triệu đồng mỗi năm.\n"
    "- Việc phản biện xã hội tại thôn 5 do đồng chí Nguyễn Văn An phụ trách còn lúng túng."
)


def hit(text: str, role: str = "han_che", kind: str = "report", name: str = "a", score: float = 0.5) -> Hit:
    return Hit(
        Passage(name, f"doc-{name}", 0, text, text, ("IV. Đánh giá", "2. Hạn chế"), role), "Báo cáo cũ", kind, score
    )


@cache
def documents(folder: Path) -> tuple[Document, ...]:
    return tuple(build(read(path), str(path)) for path in sorted(folder.iterdir()))


@cache
def passages(folder: Path) -> tuple[tuple[Document, Passage, frozenset[str]], ...]:
    return tuple(
        (document, passage, frozenset(tokens(passage.text)))
        for document in documents(folder)
        for passage in split(document)
    )


def search(folder: Path, query: str, role: str, k: int = 10) -> tuple[Hit, ...]:
    """Stand in for the library: passages of the role that share most words with the query."""
    asked = set(tokens(query))
    found = [
        Hit(passage, document.title, document.kind, len(asked & words) / (5 + len(asked)))
        for document, passage, words in passages(folder)
        if passage.role == role
    ]
    return tuple(sorted(found, key=lambda one: -one.score)[:k])


def test_a_topical_question_gets_only_sentences_of_its_topic() -> None:
    advice = phrase("han_che", "Hạn chế về giám sát viết thế nào?", (hit(LIMITS),))
    sources = [pattern for pattern in advice.patterns if pattern.origin == "source"]
    assert len(sources) == 1
    assert "giám sát" in sources[0].text
    assert "kinh phí" not in " ".join(pattern.text.lower() for pattern in advice.patterns)


def test_a_source_pattern_is_masked_and_cites_its_passage() -> None:
    advice = phrase("han_che", "hạn chế về giám sát", (hit(LIMITS),))
    pattern = next(pattern for pattern in advice.patterns if pattern.origin == "source")
    assert pattern.text == ("Hoạt động giám sát ở xã [tên xã] còn ít, năm [năm] mới tổ chức [số cuộc] cuộc.")
    assert pattern.slots == ("[tên xã]", "[năm]", "[số cuộc]")
    assert pattern.citations == (1,)
    assert advice.citations[0].n == 1
    assert advice.citations[0].quote == "Hoạt động giám sát ở xã Tân Hòa còn ít, năm 2019 mới tổ chức 3 cuộc."


def test_ours_carry_no_citation() -> None:
    advice = phrase("han_che", "hạn chế về giám sát", (hit(LIMITS),))
    ours = [pattern for pattern in advice.patterns if pattern.origin == "ours"]
    assert ours
    assert all(pattern.citations == () for pattern in ours)


@pytest.mark.parametrize("role", NARRATIVE)
def test_without_passages_there_are_three_to_six_of_ours(role: str) -> None:
    for query in ("viết thế nào cho hay?", "về tuyên truyền", "về kinh phí", "về giám sát"):
        advice = phrase(role, query, ())
        assert 3 <= len(advice.patterns) <= 6, query
        assert all(pattern.origin == "ours" for pattern in advice.patterns)
        assert advice.citations == ()
        assert advice.advice


def test_passages_of_another_role_and_guidance_are_not_quoted() -> None:
    wrong = (hit(LIMITS, role="ket_qua"), hit(LIMITS, kind="guidance"))
    assert phrase("han_che", "hạn chế về giám sát", wrong).citations == ()


def test_the_same_wording_of_two_documents_is_given_once() -> None:
    twins = (hit(LIMITS, name="a"), hit(LIMITS.replace("Tân Hòa", "Bình An"), name="b"))
    advice = phrase("han_che", "hạn chế về giám sát", twins)
    assert sum(pattern.origin == "source" for pattern in advice.patterns) == 1
    assert len(advice.citations) == 1


def test_fragments_and_headings_are_no_patterns() -> None:
    text = "Hạn chế về giám sát:\nGiám sát còn ít.\nCÔNG TÁC GIÁM SÁT Ở CƠ SỞ CÒN CHƯA ĐƯỢC QUAN TÂM ĐÚNG MỨC."
    assert phrase("han_che", "hạn chế về giám sát", (hit(text),)).citations == ()


def test_a_limitation_brings_cause_and_remedy_of_its_topic() -> None:
    pairs = phrase("han_che", "hạn chế về kinh phí", ()).cause_remedy
    expected = {(row.cause, row.remedy) for row in own_patterns("han_che") if row.topic == "kinh_phi"}
    assert set(pairs) == expected
    assert phrase("ket_qua", "kết quả về kinh phí", ()).cause_remedy == ()


def test_the_outline_is_asked_first() -> None:
    advice = phrase("han_che", "hạn chế", (), ("nêu rõ hạn chế ở từng thôn;",))
    assert advice.advice[0] == "Đề cương yêu cầu: nêu rõ hạn chế ở từng thôn."


def test_a_role_without_patterns_still_says_what_to_do() -> None:
    advice = phrase("phu_luc", "phụ lục viết sao", ())
    assert advice.patterns == ()
    assert advice.advice


@pytest.mark.parametrize(
    ("role", "query", "topics"),
    [
        ("han_che", "Viết phần hạn chế về giám sát, phản biện xã hội thế nào?", {"giam_sat", "phan_bien"}),
        ("han_che", "phần Hạn chế viết sao cho khéo?", set()),
        ("kiem_tra", "mục kiểm tra, giám sát viết thế nào", set()),
        ("mo_dau", "câu mở đầu báo cáo viết ra sao", set()),
        ("ket_qua", "kết quả góp ý xây dựng Đảng, chính quyền", {"gop_y"}),
        ("ket_qua", "ket qua ve chuyen doi so viet the nao", {"chuyen_doi_so"}),
    ],
)
def test_the_topic_is_what_is_asked_beside_the_section(role: str, query: str, topics: set[str]) -> None:
    assert set(wanted_topics(role, query)) == topics


@pytest.mark.parametrize("folder", [DEMO, SEEDS], ids=["demo", "samples"])
@pytest.mark.parametrize("role", NARRATIVE)
def test_whole_documents_give_clean_patterns_and_resolvable_citations(folder: Path, role: str) -> None:
    if not folder.is_dir():
        pytest.skip("không có tài liệu mẫu bên cạnh thư mục dự án")
    sources = {document.id: document for document in documents(folder)}
    label = load_yaml("roles")[role]
    for query in (f"phần {label} viết thế nào", f"{label} về giám sát, phản biện xã hội", f"{label} về cán bộ"):
        advice = phrase(role, query, search(folder, query, role))
        assert 2 <= len(advice.patterns) <= 6
        assert [citation.n for citation in advice.citations] == list(range(1, len(advice.citations) + 1))
        for pattern in advice.patterns:
            assert left_over(pattern.text) == ()
            assert pattern.slots == slots_in(pattern.text)
            assert bool(pattern.citations) == (pattern.origin == "source")
        used = {n for pattern in advice.patterns for n in pattern.citations}
        assert used == {citation.n for citation in advice.citations}
        for citation in advice.citations:
            assert citation.role == role
            assert citation.quote in nfc(sources[citation.document_id].text)


def test_source_patterns_of_the_samples_keep_to_the_topic() -> None:
    if not SEEDS.is_dir():
        pytest.skip("không có tài liệu mẫu bên cạnh thư mục dự án")
    query = "Viết phần hạn chế về giám sát, phản biện xã hội thế nào?"
    advice = phrase("han_che", query, search(SEEDS, query, "han_che"))
    sources = [pattern for pattern in advice.patterns if pattern.origin == "source"]
    assert sources
    for pattern in sources:
        assert set(topics_of(SLOT.sub(" ", pattern.text))[:2]) & {"giam_sat", "phan_bien", "dan_chu_co_so"}
        assert re.search(r"giám sát|phản biện", pattern.text)
