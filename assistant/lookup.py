"""Which directive is meant: a question becomes registry entries with where the documents cite them, or nothing found."""

from __future__ import annotations

from assistant.citeforms import first_mention, later_mention
from assistant.citing import Citing, cited_in, citings
from assistant.facets import read_question
from assistant.lookupindex import LookupIndex, index_for
from assistant.ranking import rank
from assistant.records import DirectiveMatch, Profile
from assistant.validity import applies
from knowledge.embedding import Embedder
from knowledge.records import Directive
from knowledge.registry import Registry

__all__ = ["Citing", "applies", "citings", "first_mention", "later_mention", "look_up", "match_of"]

MAX_MATCHES = 5


def look_up(
    text: str,
    registry: Registry,
    cited: tuple[Citing, ...] = (),
    profile: Profile | None = None,
    embedder: Embedder | None = None,
) -> tuple[DirectiveMatch, ...]:
    """Answer which directive a question means, best first; nothing where no entry agrees with what was asked."""
    index = index_for(registry, cited, embedder)
    ranked = rank(read_question(text), index, profile)
    return tuple(match_of(entry, score, index, profile) for entry, score in ranked[:MAX_MATCHES])


def match_of(entry: Directive, score: float, index: LookupIndex, profile: Profile | None) -> DirectiveMatch:
    """Tell of one entry whether it applies, where it is cited, and how it is written."""
    verdict, reason = applies(entry, profile, index.registry)
    return DirectiveMatch(
        directive=entry,
        applies=verdict,
        reason=reason,
        score=round(max(0.0, min(score, 1.0)), 4),
        cited_in=cited_in(entry, index.cited_of(entry), index.registry),
        first_mention=first_mention(entry),
        later_mention=later_mention(entry),
    )
