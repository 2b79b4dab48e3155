"""A citation stands where a passage's wording was used, and nowhere else."""

import pytest

from assistant.attest import attest, cite
from assistant.records import DraftParagraph
from knowledge.records import Hit, Passage

SOURCE = "Công tác tuyên truyền có lúc, có nơi chưa thường xuyên, hình thức chậm đổi mới. Bên cạnh đó, Mặt trận Tổ quốc xã còn thiếu kinh phí."
HIT = Hit(
    Passage("p1", "d1", 0, SOURCE, SOURCE.split(". ")[1], ("III. Hạn chế",), "han_che"), "Báo cáo cũ", "report", 1.0
)


@pytest.mark.parametrize(
    ("paragraph", "own", "words"),
    [
        ("Việc họp có lúc, có nơi chưa thường xuyên.", ("họp ít",), "có lúc có nơi chưa thường xuyên"),
        ("Việc họp có lúc, có nơi chưa thường xuyên.", ("họp có lúc có nơi chưa thường xuyên",), None),
        (
            "Bên cạnh đó, Mặt trận Tổ quốc xã đã giám sát 8 cuộc.",
            ("MTTQ xã giám sát", "Mặt trận Tổ quốc xã giám sát"),
            None,
        ),
        ("Kinh phí còn ít.", (), None),
        ("", (), None),
    ],
)
def test_wording_is_a_run_that_the_user_did_not_bring(paragraph, own, words):
    found = attest(paragraph, (HIT,), own)
    assert (" ".join(found.words) if found else None) == words


def test_the_quote_is_the_sentence_that_holds_the_wording():
    found = attest("Việc họp có lúc, có nơi chưa thường xuyên.", (HIT,), ())
    paragraphs, citations = cite(
        (DraftParagraph("a"), DraftParagraph("b")), (None, (found.hit, found.words)), lambda _: SOURCE
    )
    assert [p.citations for p in paragraphs] == [(), (1,)]
    assert [(c.n, c.quote) for c in citations] == [(1, SOURCE.split(". ")[0] + ".")]
