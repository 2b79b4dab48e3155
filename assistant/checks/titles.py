"""directive_title: a law called by nearly its name, and a directive named with another one's title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.checks.subject import Subject, finding
from assistant.records import Finding
from knowledge.records import Directive
from knowledge.registry import Registry
from knowledge.text import fold

LAW = re.compile(r"(?<!\w)(Luật|Bộ luật|Pháp lệnh)\s+(?=[^\W\d_])")
WORD = re.compile(r"[^\W\d_]+")
FUNCTION = frozenset("cua va ve cac nhung o tai cho voi".split())
LEAST_TITLE = 4
"""A law's name must have this many words to be known from nearly all of them."""
FOREIGN = 0.25
"""A stated title that shares less than this of its words with the registry's is another directive's."""


def check(subject: Subject) -> tuple[Finding, ...]:
    """Flag laws whose name is bent, and titles that do not belong to the symbol; warnings, for titles are shortened freely."""
    if subject.registry is None:
        return ()
    return (*_laws(subject, subject.registry), *_titles(subject, subject.registry))


def _laws(subject: Subject, registry: Registry) -> Iterator[Finding]:
    names = _names(registry)
    for match in LAW.finditer(subject.text):
        words = list(WORD.finditer(subject.text, match.end(), match.end() + 120))
        plain = [fold(w.group()) for w in words]
        if any(plain[: len(name)] == list(name) for kind, name, _ in names if kind == fold(match[1])):
            continue
        for kind, name, entry in names:
            if kind != fold(match[1]) or len(name) < LEAST_TITLE:
                continue
            size = _bent(plain, name)
            if size:
                end = words[size - 1].end()
                message = f"Tên đúng là «{entry.type} {entry.title}»."
                yield finding(
                    subject, "directive_title", "warning", match.start(), end, message, f"{entry.type} {entry.title}"
                )
                break


def _bent(plain: list[str], name: tuple[str, ...]) -> int:
    """Return over how many words a text says the same words as a name in another order, small words apart; 0 for not."""
    wanted = sorted(w for w in name if w not in FUNCTION)
    for size in range(len(name), len(name) + 2):
        said = plain[:size]
        if len(said) == size and plain[0] == name[0] and sorted(w for w in said if w not in FUNCTION) == wanted:
            return size if tuple(said) != name else 0
    return 0


@lru_cache(maxsize=4)
def _cached_names(entries: tuple[Directive, ...]) -> tuple[tuple[str, tuple[str, ...], Directive], ...]:
    laws = (e for e in entries if e.type in ("Luật", "Bộ luật", "Pháp lệnh") and e.title)
    return tuple((fold(e.type), tuple(WORD.findall(fold(e.title))), e) for e in laws)


def _names(registry: Registry) -> tuple[tuple[str, tuple[str, ...], Directive], ...]:
    return _cached_names(registry.entries)


def _titles(subject: Subject, registry: Registry) -> Iterator[Finding]:
    for mention in subject.mentions:
        if not mention.title or not mention.symbol or mention.symbol.isdigit():
            continue
        entries = [e for e in registry.by_symbol(mention.symbol) if e.title]
        said = {w for w in WORD.findall(fold(mention.title)) if w not in FUNCTION}
        if len(said) < LEAST_TITLE or not entries or any(_shared(said, e.title) >= FOREIGN for e in entries):
            continue
        message = f"Trích yếu không phải của {mention.type} {mention.symbol}: sổ văn bản ghi «{entries[0].title}»."
        yield finding(subject, "directive_title", "warning", mention.start, mention.end, message, entries[0].title)


def _shared(said: set[str], title: str) -> float:
    return len(said & set(WORD.findall(fold(title)))) / len(said)
