"""spelling: a syllable or a pair of them typed twice, where Vietnamese does not double it."""

from __future__ import annotations

import re

from assistant.checks.subject import Subject, finding
from assistant.records import Finding
from knowledge.syllables import load_model
from knowledge.text import normalise_tones

_WORD = r"[^\W\d_]+"
TWICE = re.compile(rf"(?<![\w/.-])({_WORD})[ \t]+\1(?![\w/.-])", re.IGNORECASE)
PAIR_TWICE = re.compile(rf"(?<![\w/.-])({_WORD}[ \t]+{_WORD})[ \t]+\1(?![\w/.-])", re.IGNORECASE)
BEFORE = re.compile(rf"({_WORD})[ \t]+$")
AFTER = re.compile(rf"[ \t]+({_WORD})")
ALWAYS = frozenset(["luôn", "dần", "mãi", "rất", "song", "khăng", "chằm", "ào", "đều"])
MEANT = frozenset(
    "thường xuyên ngày người nhà nơi chốn đời ai đâu gì xanh hay chuyên vừa hằng ngành nghề lâu đôi nhiều xa hơn sớm từ chung ba "
    "lần sáng chiều tối nay kia tháng năm".split()
)
SHARE, FEW = 4e-3, 8
"""A doubling is of the language where it stands this often in official texts, and makes up this share of the syllable."""
BOUND = 3.0
"""Pointwise mutual information of two syllables of one word: "trở thành thành phố" is two words, not a slip."""
SEEN, OFTEN = 5, 60
ONE_WORD = 0.05
"""Share of the pairs that the triple without the doubling makes up, from which on the doubling is a slip."""


def check(subject: Subject) -> tuple[Finding, ...]:
    """Flag doubled syllables and pairs that are no reduplication; a pair doubled on purpose stands in quotes."""
    text = subject.text
    found = [m for m in TWICE.finditer(text) if not _meant(text, m)]
    taken = [(m.start(), m.end()) for m in found]
    found += [
        m
        for m in PAIR_TWICE.finditer(text)
        if not any(a < m.end() and m.start() < b for a, b in taken) and not _quoted(text, m.start())
    ]
    return tuple(
        finding(
            subject, "spelling", "warning", m.start(), m.end(), f"Từ «{m.group()}» bị lặp; có thể là «{m[1]}».", m[1]
        )
        for m in sorted(found, key=lambda m: m.start())
    )  # fmt: skip


def _meant(text: str, match: re.Match[str]) -> bool:
    word = normalise_tones(match[1]).lower()
    second = match.group()[-len(match[1]) :]
    if word in ALWAYS or len(word) < 2 or (second[:1].isupper() and not match[1][:1].isupper()):
        return True
    model = load_model()
    both = model.pair(word, word)
    if word in MEANT:
        return not _one_word(text, match, word)
    if both >= FEW and both / max(1.0, model.single(word)) >= SHARE:
        return True
    before = BEFORE.search(text[max(0, match.start() - 12) : match.start()])
    after = AFTER.match(text, match.end())
    if before is None or after is None:
        return False
    first, last = _form(before[1]), _form(after[1])
    bound = model.bound(first, word) >= BOUND and model.bound(word, last) >= BOUND
    return bound and model.triple(first, word, last) < ONE_WORD * min(model.pair(first, word), model.pair(word, last))


def _one_word(text: str, match: re.Match[str], word: str) -> bool:
    """Tell whether the syllable said once makes one word with a neighbour, and all three do stand in official texts."""
    before = BEFORE.search(text[max(0, match.start() - 12) : match.start()])
    after = AFTER.match(text, match.end())
    if before is None or after is None or (word == "năm" and _form(before[1]) not in ("hằng", "hàng", "mỗi")):
        return False
    model = load_model()
    first, last = _form(before[1]), _form(after[1])
    bound = max(model.bound(first, word), model.bound(word, last))
    return model.triple(first, word, last) >= (SEEN if bound >= BOUND else OFTEN)


def _form(word: str) -> str:
    return normalise_tones(word).lower()


def _quoted(text: str, start: int) -> bool:
    line = text[text.rfind("\n", 0, start) + 1 : start]
    return line.count("“") > line.count("”") or line.count('"') % 2 == 1
