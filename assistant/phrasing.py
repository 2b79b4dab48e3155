"""Answer "how do I phrase this section?": advice, 3-6 patterns with `[slots]`, and for a limitation its cause and remedy.

A pattern of a prior report is masked and cites the passage it was taken from; ours are uncited. No two topics are mixed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from assistant.prompts import load_yaml
from assistant.records import Citation, Pattern
from assistant.slots import slots_in
from assistant.sourcewording import Sentence, Wording, masked, opening, sentences_of, similar
from assistant.topics import topics_of
from knowledge.records import Hit
from knowledge.text import fold, nfc, tokens

LEAST = 3
"""Patterns that an answer should hold where the pattern files have them."""

_GENERIC = re.compile(
    r"(?<!thong tin )(?<!thong tin, )(?<!che do )\bbao cao\b|\b(?:phan|muc|cau|doan) (?:mo dau|ket)\b"
    r"|(?<=gop y )xay dung dang(?:,? (?:xay dung )?chinh quyen)?"
)
"""Words of a question that name the whole job rather than a topic; "góp ý xây dựng Đảng" is about góp ý."""

_NO_TOPIC = frozenset(("chung",))
_SOURCE_SHARE = 4
_PER_DOCUMENT = 2


@dataclass(frozen=True, slots=True)
class OwnPattern:
    """One pattern of `prompts/patterns`; cause and remedy only where it is a limitation."""

    topic: str
    text: str
    cause: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class PhraseAdvice:
    """What is answered: advice lines, patterns, the passages really used, and (cause, remedy) pairs for limitations."""

    advice: tuple[str, ...]
    patterns: tuple[Pattern, ...]
    citations: tuple[Citation, ...] = ()
    cause_remedy: tuple[tuple[str, str], ...] = ()


def phrase(
    role: str,
    query: str,
    hits: tuple[Hit, ...],
    requirements: tuple[str, ...] = (),
    limit: int = 6,
    source_text: Callable[[str], str] | None = None,
) -> PhraseAdvice:
    """Advise on the wording of a section of `role` for the topic of `query`, from passages and from our own patterns.

    `source_text` gives a document's NFC text by id, so that a citation quotes the very sentence wherever that is verbatim there.
    """
    wanted = wanted_topics(role, query)
    chosen = _from_sources(role, query, hits, wanted, min(_SOURCE_SHARE, limit - 1))
    own = _own(role, query, wanted, [wording.text for wording in chosen], limit - len(chosen))
    patterns, citations = _cited(chosen, wanted, source_text)
    ours = tuple(Pattern(row.text, slots_in(row.text), (), "ours", row.topic) for row in own)
    return PhraseAdvice(_advice(role, requirements), (*patterns, *ours), citations, _causes(role, wanted, own))


def wanted_topics(role: str, query: str) -> tuple[str, ...]:
    """Return the topic that a question is about, and a second only if akin; the section's own name is no topic."""
    label = fold(load_yaml("roles").get(role, ""))
    named = [fold(part).strip() for part in label.split(",")]
    asked = _GENERIC.sub(" ", fold(query))
    for part in sorted(named, key=len, reverse=True):
        asked = re.sub(rf"(?<!\w)(?:phan |muc )?{re.escape(part)}(?!\w)", " ", asked, count=1)
    first, *rest = [topic for topic in topics_of(asked) if topic not in _NO_TOPIC] or [""]
    akin = [topic for topic in rest if topic in _neighbours((first,))]
    return (first, *akin[:1]) if first else ()


def own_patterns(role: str) -> tuple[OwnPattern, ...]:
    """Return the patterns that we wrote for a role; () for a role without prose of its own."""
    if role not in load_yaml("advice"):
        return ()
    return tuple(OwnPattern(**row) for row in load_yaml(f"patterns/{role}")["patterns"])


def _from_sources(role: str, query: str, hits: tuple[Hit, ...], wanted: tuple[str, ...], room: int) -> list[Wording]:
    """Choose masked sentences of the passages: on the topic, from several documents, none said twice."""
    found = [sentence for hit in hits for sentence in sentences_of(hit, role)]
    on_topic = [sentence for sentence in found if not wanted or (sentence.topics[:1] and sentence.topics[0] in wanted)]
    chosen: list[Wording] = []
    for sentence in sorted(on_topic, key=lambda one: -_merit(one, query, wanted or (role,))):
        if len(chosen) == room:
            break
        same = sum(sentence.hit.passage.document_id == other.hit.passage.document_id for other in chosen)
        wording = masked(sentence) if same < _PER_DOCUMENT else None
        if wording and _fresh(wording.text, [other.text for other in chosen]):
            chosen.append(wording)
    return chosen


def _merit(sentence: Sentence, query: str, wanted: tuple[str, ...]) -> float:
    """Weigh rank, words shared with the question, topic and length; digits make a sentence less of a model."""
    asked, said = set(tokens(query)), set(tokens(sentence.text))
    overlap = len(asked & said) / max(1, len(asked))
    topical = 1.0 if wanted and sentence.topics[:1] == wanted[:1] else 0.0
    length = min(len(sentence.text.split()), 30) / 30
    figures = sum(word[0].isdigit() for word in sentence.text.split())
    return sentence.hit.score + overlap + topical + 0.3 * length - 0.05 * figures


def _fresh(text: str, others: list[str]) -> bool:
    return not any(similar(text, other) or opening(text) == opening(other) for other in others)


def _own(role: str, query: str, wanted: tuple[str, ...], taken: list[str], room: int) -> list[OwnPattern]:
    """Choose our patterns: those of the topic; only where that leaves too few, its nearest topics and general ones."""
    rows = own_patterns(role)
    if not wanted:
        return _varied(
            sorted(rows, key=lambda row: -_shared(row.text, query)), taken, min(room, max(LEAST, 5 - len(taken)))
        )
    chosen = _varied([row for row in rows if row.topic in wanted], taken, room)
    texts = taken + [row.text for row in chosen]
    near = [row for row in rows if row.topic in _neighbours(wanted) and row.topic not in wanted]
    general = [row for row in rows if row.topic in _NO_TOPIC]
    mentioned = [row for row in rows if set(topics_of(row.text)[:1]) & set(wanted)]
    for more in (mentioned, near, general, rows):
        if len(texts) >= LEAST:
            break
        added = _varied([row for row in more if row not in chosen], texts, min(LEAST - len(texts), room - len(chosen)))
        chosen, texts = chosen + added, texts + [row.text for row in added]
    return chosen


def _varied(rows: Iterable[OwnPattern], taken: list[str], room: int) -> list[OwnPattern]:
    chosen: list[OwnPattern] = []
    for row in rows:
        if len(chosen) >= room:
            break
        if _fresh(row.text, taken + [other.text for other in chosen]):
            chosen.append(row)
    return chosen


def _shared(text: str, query: str) -> int:
    return len(set(tokens(text)) & set(tokens(query)))


def _neighbours(wanted: tuple[str, ...]) -> frozenset[str]:
    families = load_yaml("topic_families")
    return frozenset(topic for family in families if set(family) & set(wanted) for topic in family)


def _quote(wording: Wording, source_text: Callable[[str], str] | None) -> str:
    """The sentence itself where it stands verbatim in the source, else the passage's own quote."""
    passage = wording.hit.passage
    source = source_text(passage.document_id) if source_text else nfc(passage.quote)
    return wording.sentence if wording.sentence in source else passage.quote


def _cited(
    chosen: list[Wording], wanted: tuple[str, ...], source_text: Callable[[str], str] | None
) -> tuple[tuple[Pattern, ...], tuple[Citation, ...]]:
    """Number the sentences used from 1, in the order of their patterns."""
    patterns: list[Pattern] = []
    citations: list[Citation] = []
    for n, wording in enumerate(chosen, 1):
        passage = wording.hit.passage
        quote = _quote(wording, source_text)
        citations.append(
            Citation(
                n, passage.id, passage.document_id, wording.hit.document, passage.heading_path, passage.role, quote
            )
        )
        topic = next((topic for topic in wording.topics if topic in wanted), (*wording.topics, "chung")[0])
        patterns.append(Pattern(wording.text, wording.slots, (n,), "source", topic))
    return tuple(patterns), tuple(citations)


def _advice(role: str, requirements: tuple[str, ...]) -> tuple[str, ...]:
    rows = load_yaml("advice").get(role)
    asked = tuple(f"Đề cương yêu cầu: {requirement.strip().rstrip('.;')}." for requirement in requirements)
    if rows is None:
        return asked or ("Mục này không có mẫu riêng; hãy viết theo yêu cầu của đề cương.",)
    mistakes = tuple(f"Tránh: {line[0].lower()}{line[1:]}" for line in rows["mistakes"][:2])
    return (*asked, *rows["must"], *rows["tone"], *mistakes)


def _causes(role: str, wanted: tuple[str, ...], own: list[OwnPattern]) -> tuple[tuple[str, str], ...]:
    """Return the causes and remedies that go with a limitation of these topics."""
    if role != "han_che":
        return ()
    rows = [row for row in own_patterns(role) if row.topic in wanted] or own
    return tuple((row.cause, row.remedy) for row in rows[:3])
