"""Take from retrieved passages the sentences that show how to write a section, masked, each with what it cites."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.delex import delexicalise, left_over, names_in
from assistant.slots import SLOT, slots_in
from assistant.topics import topics_of
from knowledge.records import Hit
from knowledge.text import nfc, normalise_tones, sentences

SHORTEST, LONGEST = 8, 70
"""Words of a sentence that can serve as a pattern."""

MOST_SLOTS = 7
"""More slots than this make a form to fill in, not a way to say something."""

_BULLET = re.compile(r"^\s*(?:[-+*•–]|\d{1,2}(?:\.\d{1,2})*[.)-]|[a-zđ]\)|[IVX]+\.)\s*")
_OPENER = re.compile(
    r"^(?:Tuy nhiên|Bên cạnh đó|Mặt khác|Ngoài ra|Song|Do đó|Vì vậy|Đồng thời|Từ đó),?\s+", re.IGNORECASE
)
_LIMITED = re.compile(
    r"\b(?:chưa|còn|hạn chế|khó khăn|đôi lúc|có lúc|có nơi|thiếu|chậm|yếu|lúng túng|thấp|bất cập)\b", re.IGNORECASE
)
_CONTRAST = re.compile(r"^(?:tuy nhiên|tuy vậy|bên cạnh những|song)\b", re.IGNORECASE)
_NOT_LIMITED = frozenset(("uu_diem", "ket_qua", "quan_triet", "phuong_huong", "bai_hoc", "mo_dau"))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage as it stands there, its bullet dropped; `topics` best first."""

    text: str
    hit: Hit
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """A masked sentence of a passage: `sentence` as the passage has it."""

    text: str
    sentence: str
    hit: Hit
    topics: tuple[str, ...]
    slots: tuple[str, ...]


def sentences_of(hit: Hit, role: str) -> Iterator[Sentence]:
    """Yield the usable sentences of one passage; nothing of a guidance document, a table or another role."""
    passage = hit.passage
    if passage.role != role or passage.kind != "prose" or hit.document_kind == "guidance":
        return
    for line in nfc(passage.text).splitlines():
        for start, end in sentences(line):
            sentence = _BULLET.sub("", line[start:end]).strip()
            if _fits(sentence, role):
                yield Sentence(sentence, hit, topics_of(sentence))


def masked(sentence: Sentence) -> Wording | None:
    """Mask a sentence; None where too little is left of it or a fact of that unit would survive."""
    passage = sentence.hit.passage
    names = names_in("\n".join((sentence.hit.document, *passage.heading_path, passage.text)))
    text = _tidied(delexicalise(sentence.text, names)[0])
    slots = slots_in(text)
    if len(slots) > MOST_SLOTS or _open_words(text) < SHORTEST or left_over(text):
        return None
    return Wording(text, sentence.text, sentence.hit, sentence.topics, slots)


def similar(one: str, other: str) -> bool:
    """Say whether two patterns are one wording, give or take a few words."""
    mine, theirs = _words(one), _words(other)
    return len(mine & theirs) >= 0.6 * max(1, min(len(mine), len(theirs)))


def opening(text: str) -> str:
    """Return the first two words, by which variety is judged."""
    return " ".join(re.findall(r"[^\W\d_]+", normalise_tones(text).lower())[:2])


def _fits(sentence: str, role: str) -> bool:
    words = len(sentence.split())
    if not SHORTEST <= words <= LONGEST or sentence.isupper():
        return False
    if sentence.endswith(":") and role != "mo_dau":
        return False
    if not sentence[0].isupper() and sentence[0] not in '[….“"':
        return False
    if role == "han_che":
        return bool(_LIMITED.search(sentence))
    return not (role in _NOT_LIMITED and _CONTRAST.match(sentence))


def _tidied(text: str) -> str:
    text = _OPENER.sub("", re.sub(r"\s+", " ", text)).strip()
    text = re.sub(r"\s+([,.;:])", r"\1", text).rstrip(" ;,")
    text = re.sub(r"\./\.$", ".", text)
    head = text[:1].upper() if not text.startswith("[") else "["
    text = head + text[1:]
    return text if text[-1:] in ".:?!" else text + "."


def _open_words(text: str) -> int:
    return len(re.findall(r"[^\W\d_]+", SLOT.sub(" ", text)))


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W\d_]+", normalise_tones(SLOT.sub(" ", text)).lower()))
