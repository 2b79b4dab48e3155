"""Our own patterns: enough of them, spread over topics, in varied openings, and free of anyone's figures."""

import re
from collections import Counter
from typing import Any

import pytest
import yaml

from assistant.prompts import load_yaml
from assistant.slots import slots_in

NARRATIVE = (
    "mo_dau",
    "dac_diem",
    "quan_triet",
    "kiem_tra",
    "ket_qua",
    "danh_gia",
    "uu_diem",
    "han_che",
    "nguyen_nhan",
    "bai_hoc",
    "phuong_huong",
    "kien_nghi",
)
TOPICS = set(load_yaml("topics"))


def patterns(role: str) -> list[dict[str, Any]]:
    loaded = load_yaml(f"patterns/{role}")
    assert loaded["role"] == role
    return list(loaded["patterns"])


@pytest.mark.parametrize("role", NARRATIVE)
def test_a_role_has_many_patterns_over_many_topics(role: str) -> None:
    rows = patterns(role)
    assert len(rows) >= 25
    assert len({row["topic"] for row in rows}) >= 20
    assert {row["topic"] for row in rows} <= TOPICS
    assert len({row["text"] for row in rows}) == len(rows)


@pytest.mark.parametrize("role", NARRATIVE)
def test_patterns_hold_no_figures_of_their_own(role: str) -> None:
    for row in patterns(role):
        for text in (row["text"], row.get("cause", ""), row.get("remedy", "")):
            bare = re.sub(r"\d+-(?:QĐ|KL|NQ|CT)/TW|\bm2\b", "", text)
            assert not re.search(r"\d", bare), text
            assert text.count("[") == text.count("]") == len(slots_in(text)), text


@pytest.mark.parametrize("role", NARRATIVE)
def test_patterns_are_sentences_of_a_readable_length(role: str) -> None:
    for row in patterns(role):
        assert row["text"].rstrip()[-1] in ".:", row["text"]
        assert 15 <= len(row["text"].split()) <= 75, row["text"]


@pytest.mark.parametrize("role", [role for role in NARRATIVE if role not in {"mo_dau", "kien_nghi"}])
def test_openings_vary(role: str) -> None:
    openings = Counter(" ".join(row["text"].split()[:2]) for row in patterns(role))
    assert openings.most_common(1)[0][1] <= 3


@pytest.mark.parametrize("role", NARRATIVE)
def test_most_patterns_have_a_slot_or_a_lesson(role: str) -> None:
    with_slots = sum(bool(slots_in(row["text"])) for row in patterns(role))
    least = {"bai_hoc": 0.0, "nguyen_nhan": 0.2, "uu_diem": 0.3}.get(role, 0.55)
    assert with_slots >= least * len(patterns(role))


def test_every_limitation_comes_with_its_cause_and_remedy() -> None:
    for row in patterns("han_che"):
        assert len(row["cause"].split()) >= 6
        assert len(row["remedy"].split()) >= 6
        assert row["cause"] != row["remedy"]


def test_limitations_are_softened_and_name_nobody() -> None:
    soft = re.compile(r"chưa|còn|có lúc|có nơi|đôi lúc|có thời điểm|một số|một bộ phận|có mặt|mới", re.IGNORECASE)
    for row in patterns("han_che"):
        assert soft.search(row["text"]), row["text"]
        assert "đồng chí" not in row["text"]


@pytest.mark.parametrize("role", NARRATIVE)
def test_every_role_has_its_advice(role: str) -> None:
    advice = load_yaml("advice")[role]
    assert set(advice) == {"must", "tone", "mistakes"}
    assert 3 <= len(advice["tone"]) <= 6
    assert len(advice["must"]) >= 3
    for line in advice["must"] + advice["tone"] + advice["mistakes"]:
        assert isinstance(line, str), yaml.safe_dump(line, allow_unicode=True)
