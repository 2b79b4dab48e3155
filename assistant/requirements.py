"""Which of the outline's requirements the notes leave open, as visible "[cần bổ sung: ...]" slots."""

from __future__ import annotations

import re

from assistant.notes import NoteReading
from assistant.subjects import lower_first
from assistant.topics import topics_of
from knowledge.text import fold, nfc

_KEPT = {"short": 1, "auto": 3, "long": 6}
_LONGEST = 18
_COMMON = frozenset(
    [
        "viec",
        "cong",
        "tac",
        "thuc",
        "hien",
        "cac",
        "nhung",
        "cua",
        "va",
        "ve",
        "trong",
        "tren",
        "dia",
        "phuong",
        "don",
        "vi",
        "ket",
        "qua",
        "danh",
        "gia",
        "neu",
        "ro",
        "bao",
        "cao",
        "tinh",
        "hinh",
        "noi",
        "dung",
        "hoat",
        "dong",
        "nhu",
        "the",
        "nao",
        "voi",
        "cho",
        "den",
        "tu",
        "nam",
        "theo",
        "doi",
        "duoc",
        "co",
        "la",
        "cap",
        "xa",
        "tinh",
        "huyen",
        "mat",
        "tran",
        "doan",
        "the",
        "chinh",
        "tri",
        "hoi",
        "to",
        "chuc",
        "dang",
        "cu",
        "so",
        "lieu",
    ]
)


def open_requirements(requirements: tuple[str, ...], readings: tuple[NoteReading, ...], length: str) -> tuple[str, ...]:
    """Return one slot for each requirement that no note touches, in the outline's order, only the first few."""
    left = [
        text for text in requirements if text.strip() and not any(overlap(text, reading) > 0 for reading in readings)
    ]
    return tuple(f"[cần bổ sung: {_brief(text)}]" for text in left[: _KEPT[length]])


def overlap(requirement: str, reading: NoteReading) -> float:
    """Return how far a note speaks to a requirement: shared topics and content words; 0 for not at all."""
    if re.search(r"\btỷ lệ\b", requirement.lower()) and not re.search(r"%|\btỷ lệ\b|\d/\d", reading.text.lower()):
        return 0.0
    asked = topics_of(requirement)
    shared = [key for key in reading.topics if key in asked]
    score = sum(2.0 / (1 + asked.index(key) + reading.topics.index(key)) for key in shared)
    words = _content(requirement)
    common = words & _content(reading.text)
    if len(common) >= 2:
        score += len(common) / max(3, len(words))
    return score


def _content(text: str) -> set[str]:
    return {word for word in re.findall(r"[^\W\d_]+", fold(nfc(text))) if len(word) > 1 and word not in _COMMON}


def _brief(requirement: str) -> str:
    text = re.sub(r"[\[\]]", "", re.sub(r"^[-+•*\s]+", "", nfc(requirement))).strip().rstrip(" .;:")
    words = text.split()
    if len(words) > _LONGEST:
        cut = " ".join(words[:_LONGEST])
        text = cut[: cut.rfind(",")] if "," in cut[25:] else cut
    return lower_first(text)
