"""Match the topic of a question with titles and themes of the registry: weighted words and word pairs, and nearness of meaning."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from knowledge.embedding import Embedder
from knowledge.records import Directive
from knowledge.text import flatten, fold, nfc, tokens

_ASKING = re.compile(
    r"(?<!\w)(?:(?:nhung |cac )?(?:van ban|vb)(?: quy pham phap luat)? (?:nao|gi|quy dinh)|(?:van ban|vb) (?:lien quan|hien hanh|moi nhat)|"
    r"can cu(?: vao| theo)?|hien nay|hien hanh|moi nhat|quy dinh (?:nao|gi|the nao|ve|tai|o dau)|nhu the nao|the nao|ra sao|bao nhieu|"
    r"la gi|cai gi|cho (?:\w{1,4} )?hoi|(?:con|co|het) hieu luc|lien quan (?:den|toi)|ap dung|so (?:may|nao|hieu)|ngay nao|khi nao|o dau|noi ve|noi gi|"
    r"theo quy dinh|ban hanh|mot so|ngay(?= *$)|(?:duoc )?ky(?= *$)|cua ai|de lam gi|tim giup|giup (?:toi|minh|em)|thi theo|tim (?:van ban|vb)|quy dinh|^(?:van ban|vb) (?:ve|cho)|con so)(?!\w)"
)
_STOP = frozenset(
    "nào về việc của và các những là gì có được theo trong ở cho khi để này đó tại với hay thì vào như phải đưa trên nữa rồi vb vậy ạ à nhỉ "
    "ơi cái ấy nhé nha dc đc ko k kg kô hông không đang mấy bao còn chưa em anh chị mình tôi e vs vụ giùm dùm bạn sao lúc bằng muốn tìm "
    "hỏi xin giúp bởi do ra đến tới nên cần thế đâu ai luôn lắm hả hử chứ mà nếu cả năm hằng cuối gồm bị đã sẽ đi thuộc nay".split()
)
_STOP_BARE = frozenset(
    "nao ve viec cua va cac nhung la gi duoc theo trong o cho nay voi hay vao nhu phai vb vay a nhi oi cai ay nhe dc ko k kg khong "
    "con chua em e sao muon tim xin giup den toi nen cung nam ".split()
)
_LIGHT = frozenset(
    "viet nam thuc hien tiep tuc tang cuong nang cao chat luong cong tac hoat dong to chuc huong dan quan ly ban hanh".split()
)
_FOLDED_ONLY = 0.4
"""Share of a word that agrees in its letters but not in its accents, where the question was typed with accents."""
_SPARSE = 0.62
"""Weight of the words against nearness of meaning."""
_THEME_CREDIT = 0.06
"""Credit for each syllable beyond the first of a theme that stands in the question as a whole."""
_ONE_TEXT = 0.08
"""Credit where the title alone holds all of the topic, rather than title and themes between them."""
_COMMON = 12
"""Entries that may share a theme before it tells too little for credit."""
_CLAUSE = 0.85
_CLAUSE_WORDS = 2
_PARTING = re.compile(
    r"[,;?]|(?<!\w)(?:thi|theo|ve|(?P<aside>sau khi|truoc khi|khi|de|doi voi|voi|trong do|nhu|bang))(?!\w)"
)
_THEME, _TITLE, _OTHER = 1.0, 0.9, 0.35


@dataclass(frozen=True, slots=True)
class Topic:
    """How well an entry answers a topic: all in all (a little over 1 at best), by words, by meaning, by pairs of words."""

    score: float
    words: float
    meaning: float
    pairs: float


@dataclass(frozen=True, slots=True)
class TopicIndex:
    """Postings of accented and of folded terms, how telling each is, and the vectors of the entries."""

    entries: Sequence[Directive]
    exact: dict[str, dict[int, float]]
    folded: dict[str, dict[int, float]]
    weights: dict[str, float]
    titles: tuple[frozenset[str], ...]
    themes: dict[str, tuple[int, ...]]
    vectors: NDArray[np.float32]
    embedder: Embedder

    def scores(self, topic: str) -> dict[int, Topic]:
        """Return the topic score of the entries near the topic: of the whole of it, or of one of its clauses."""
        found = self._scores(telling(topic))
        for clause in clauses(topic):
            for at, part in self._scores(clause).items():
                weaker = Topic(part.score * _CLAUSE, part.words, part.meaning, part.pairs)
                if at not in found or weaker.score > found[at].score:
                    found[at] = weaker
        return found

    def _scores(self, words: tuple[str, ...]) -> dict[int, Topic]:
        if not words:
            return {}
        terms = list(_terms(words))
        total = sum(self._weight(term) for term in terms)
        pair_total = sum(self._weight(term) for term in terms if " " in term)
        typed = any(fold(word) != word for word in words)
        gained, pairs, titled = (np.zeros(len(self.entries)) for _ in range(3))
        for term in terms:
            weight = self._weight(term)
            for at, held in self._found(term, typed).items():
                gained[at] += weight * held
                if " " in term:
                    pairs[at] += weight * held
                if fold(term) in self.titles[at]:
                    titled[at] += weight * held
        meaning = self.vectors @ self.embedder.encode([" ".join(words)], query=True)[0]
        share = gained / total
        paired = pairs / pair_total if pair_total else share
        score = _SPARSE * share + (1 - _SPARSE) * np.clip(meaning, 0.0, 1.0)
        score = score + self._by_theme(words, typed) + _ONE_TEXT * titled / total
        return {
            int(at): Topic(float(score[at]), float(share[at]), float(meaning[at]), float(paired[at]))
            for at in np.nonzero((share > 0) | (meaning > 0.4))[0]
        }

    def _by_theme(self, words: tuple[str, ...], typed: bool) -> NDArray[np.float64]:
        """Credit entries of which a whole theme stands in the question; a longer and a rarer one tells more."""
        credit = np.zeros(len(self.entries))
        written = words if typed else tuple(fold(word) for word in words)
        for size in range(2, min(len(words), 7) + 1):
            for start in range(len(words) - size + 1):
                for at in self.themes.get(" ".join(written[start : start + size]), ()):
                    credit[at] = max(credit[at], min(_THEME_CREDIT * (size - 1), 3 * _THEME_CREDIT))
        return credit

    def _found(self, term: str, typed: bool) -> dict[int, float]:
        plain = self.folded.get(fold(term), {})
        if not typed:
            return plain
        exact = self.exact.get(term, {})
        bare = 1.0 if term == fold(term) else _FOLDED_ONLY
        return {at: max(exact.get(at, 0.0), share * bare) for at, share in plain.items()}

    def _weight(self, term: str) -> float:
        light = 0.5 if set(fold(term).split()) <= _LIGHT else 1.0
        return light * (0.8 if " " in term else 1.0) * self.weights.get(fold(term), self.weights[""])


def topic_index(entries: Sequence[Directive], embedder: Embedder) -> TopicIndex:
    """Index titles and themes (and, weakly, issuers) of the entries."""
    exact: dict[str, dict[int, float]] = {}
    folded: dict[str, dict[int, float]] = {}
    for at, entry in enumerate(entries):
        for text, share in (
            (entry.issuer, _OTHER),
            (entry.title, _TITLE),
            *((theme, _THEME) for theme in entry.themes),
        ):
            for term in _terms(telling(text)):
                exact.setdefault(term, {})[at] = max(exact.get(term, {}).get(at, 0.0), share)
                plain = folded.setdefault(fold(term), {})
                plain[at] = max(plain.get(at, 0.0), share)
    weights = {term: math.log(1 + len(entries) / (1 + len(held))) for term, held in folded.items()}
    titles = tuple(frozenset(fold(term) for term in _terms(telling(entry.title))) for entry in entries)
    themes: dict[str, list[int]] = {}
    for at, entry in enumerate(entries):
        for theme in entry.themes:
            words = telling(theme)
            for written in {" ".join(words), fold(" ".join(words))}:
                themes.setdefault(written, []).append(at)
    rare = {theme: tuple(held) for theme, held in themes.items() if len(held) <= _COMMON}
    vectors = embedder.encode([f"{entry.title}; {'; '.join(entry.themes)}" for entry in entries])
    return TopicIndex(
        entries, exact, folded, weights | {"": math.log(1 + len(entries))}, titles, rare, vectors, embedder
    )


def clauses(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the telling words of each part of a longer question, parted where clerks part it (", thì, theo"); asides are left out."""
    text = nfc(text)
    cuts = list(_PARTING.finditer(flatten(text)))
    starts = [0, *(match.end() for match in cuts if not match["aside"])]
    parts = (
        telling(text[start : next((m.start() for m in cuts if m.start() >= start), len(text))]) for start in starts
    )
    telling_parts = (part for part in parts if sum(fold(word) not in _LIGHT for word in part) >= _CLAUSE_WORDS)
    return tuple(telling_parts) if cuts else ()


def telling(text: str) -> tuple[str, ...]:
    """Return the words of a text that tell something, in order, with their accents; what only asks is left out."""
    text = nfc(text)
    for match in _ASKING.finditer(flatten(text)):
        text = text[: match.start()] + " " * (match.end() - match.start()) + text[match.end() :]
    words = tokens(text)
    stop = _STOP if any(fold(word) != word for word in words) else _STOP_BARE
    return tuple(word for word in words if word not in stop and (len(word) > 1 or word.isdigit()))


def _terms(words: Sequence[str]) -> Iterable[str]:
    """Give each word, each pair of neighbours, and the pairs across words that tell little ("quy chế công tác dân vận"), once."""
    heavy = [word for word in words if fold(word) not in _LIGHT]
    pairs = (f"{first} {second}" for first, second in (*pairwise(words), *pairwise(heavy)))
    return dict.fromkeys((*words, *pairs))
