"""What look-ups need of a registry and of the documents' citations, made once for each pair of them."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

from assistant.citing import Citing, entries_cited
from assistant.facets import LAWS
from assistant.symbolasks import parts_of
from assistant.topicmatch import TopicIndex, topic_index
from knowledge.embedding import Embedder, open_embedder
from knowledge.records import Directive
from knowledge.registry import Registry
from knowledge.symbols import find_symbols, symbol_key
from knowledge.text import fold, tokens

KEPT = 4
_LINKS = frozenset({"va", "ve", "cua", "cac"})


@dataclass(frozen=True)
class LookupIndex:
    """A registry grown by what the documents cite, and how its entries are found; the parts are made when first needed."""

    source: Registry
    cited: tuple[Citing, ...]
    embedder: Embedder

    @cached_property
    def registry(self) -> Registry:
        """The registry with entries of low confidence for symbols that only the documents know."""
        more = entries_cited(self.cited, self.source)
        return Registry((*self.source.entries, *more)) if more else self.source

    @cached_property
    def topics(self) -> TopicIndex:
        """Titles and themes, by words and by meaning."""
        return topic_index(self.registry.entries, self.embedder)

    @cached_property
    def numbers(self) -> dict[str, tuple[int, ...]]:
        """Places of the entries by their number without leading zeros."""
        return _grouped((parts_of(entry.symbol)[0], at) for at, entry in enumerate(self.registry.entries))

    @cached_property
    def dates(self) -> dict[str, tuple[int, ...]]:
        """Places of the entries by their date of issue."""
        return _grouped((entry.issued_on or "", at) for at, entry in enumerate(self.registry.entries))

    @cached_property
    def laws(self) -> tuple[tuple[int, tuple[str, ...], tuple[str, ...]], ...]:
        """Places of laws and ordinances with the words of their title and of their first theme."""
        return tuple(
            (at, name_words(entry.title), name_words(entry.themes[0]) if entry.themes else ())
            for at, entry in enumerate(self.registry.entries)
            if entry.type in LAWS
        )

    @cached_property
    def issuers(self) -> tuple[str, ...]:
        """Issuers of the entries, folded."""
        return tuple(fold(entry.issuer) for entry in self.registry.entries)

    @cached_property
    def building(self) -> dict[str, tuple[int, ...]]:
        """Places of the entries whose titles name a symbol, by its key: those that carry it out or go on with it."""
        return _grouped(
            (symbol_key(found.symbol), at)
            for at, entry in enumerate(self.registry.entries)
            for found in find_symbols(entry.title)
        )

    @cached_property
    def standing(self) -> tuple[float, ...]:
        """How often other entries' titles build on each entry, 0..1: the one that others carry out is the known one."""
        named = (len(self.building.get(symbol_key(entry.symbol), ())) for entry in self.registry.entries)
        return tuple(min(count, 4) / 4 for count in named)

    @cached_property
    def uses(self) -> tuple[int, ...]:
        """How often the documents name each entry."""
        return tuple(len(self._citings[at]) for at in range(len(self.registry.entries)))

    @cached_property
    def _citings(self) -> tuple[tuple[Citing, ...], ...]:
        places = {id(entry): at for at, entry in enumerate(self.registry.entries)}
        found: list[list[Citing]] = [[] for _ in places]
        for citing in self.cited:
            entry = self.registry.find(citing.mention)
            if entry is not None:
                found[places[id(entry)]].append(citing)
        return tuple(tuple(named) for named in found)

    def warmed(self) -> LookupIndex:
        """Make every part now, so that the first question waits no longer than the others."""
        _ = self.topics, self.numbers, self.dates, self.laws, self.issuers, self.standing, self.uses
        return self

    def cited_of(self, entry: Directive) -> tuple[Citing, ...]:
        """Return the mentions of an entry."""
        return self._citings[self.registry.entries.index(entry)] if self.cited else ()


_INDEXES: OrderedDict[tuple[int, int, str], LookupIndex] = OrderedDict()
_LOCK = Lock()


def index_for(registry: Registry, cited: tuple[Citing, ...], embedder: Embedder | None = None) -> LookupIndex:
    """Return the index of a registry and citations, made anew only where one of them is another object."""
    embedder = embedder or open_embedder()
    key = id(registry), id(cited) if cited else 0, embedder.fingerprint
    with _LOCK:
        index = _INDEXES.get(key)
        if index is None or index.source is not registry:
            index = LookupIndex(registry, cited, embedder).warmed()
            _INDEXES[key] = index
        _INDEXES.move_to_end(key)
        while len(_INDEXES) > KEPT:
            _INDEXES.popitem(last=False)
    return index


def year_in(entry: Directive) -> frozenset[str]:
    """Return the years that an entry bears: of its issue, and those in its title but the ends of periods."""
    return frozenset(re.findall(r"(?<!\d-)(?<!- )(?:19|20)\d\d", f"{(entry.issued_on or '')[:4]} {entry.title}"))


def name_words(text: str) -> tuple[str, ...]:
    """Return the words of a law's name without those that only link."""
    return tuple(word for word in tokens(text) if fold(word) not in _LINKS)


def _grouped(pairs: Iterable[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    groups: dict[str, list[int]] = {}
    for key, at in pairs:
        groups.setdefault(key, []).append(at)
    return {key: tuple(places) for key, places in groups.items()}
