"""Rank the registry's entries by how they agree with every facet of a question; entries that contradict one are out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from assistant.facets import ORDINALS, Question
from assistant.issueraliases import issued_by
from assistant.lawnames import law_scores
from assistant.lookupindex import LookupIndex, year_in
from assistant.narrowing import (
    LOOSE,
    Asked,
    by_issuer,
    issued,
    of_dates,
    of_term,
    of_type,
    of_year,
    place_named,
    same_day,
    type_fits,
)
from assistant.records import Profile
from assistant.symbolasks import SymbolAsk, meets, parts_of, same_kind
from assistant.topicmatch import Topic, telling
from assistant.validity import applies, judged_day, not_yet, starts_in
from knowledge.records import Directive
from knowledge.symbols import symbol_key
from knowledge.text import fold

FLOOR = 0.45
"""Topic score under which nothing counts as found; set on questions of our own, apart from those of `eval.lookups`."""
NEAR = 0.78
"""Share of the best score that the further entries shown must reach."""
MOST_ASKED = 6
"""Numbers of one question that are answered."""
DATED_FLOOR = 0.2
_CARRYING_OUT = frozenset({"Hướng dẫn", "Thông tư", "Kế hoạch", "Công văn"})
_DERIVED = re.compile(
    r"^(?:ve )?(?:viec )?(?:sua doi, bo sung|tiep tuc thuc hien|tiep tuc day manh thuc hien|ket qua thuc hien|tong ket|so ket)"
)
_DETAIL = re.compile(
    r"quy dinh chi tiet|huong dan thi hanh|^(?:ve )?(?:viec )?thuc hien (?:mot so|quy dinh|chi thi|nghi quyet)|chuong trinh hanh dong cua"
)

Ranked = list[tuple[Directive, float]]


def rank(question: Question, index: LookupIndex, profile: Profile | None) -> Ranked:
    """Return entries with scores, best first; nothing where a number, date or name was given that no entry bears."""
    asked = Asked(question, index, profile, judged_day(profile), starts_in(profile))
    if question.carried_out and (derived := _carrying_out(asked)):
        return derived
    if question.asks:
        found = _interleaved([_numbered(asked, ask) for ask in question.asks[:MOST_ASKED]])
        return _with_successor(asked, found) if question.replaced else found
    if question.plenum:
        return _plenary(asked)
    if question.dates:
        return _dated(asked)
    if question.law:
        return _law(asked)
    return _topical(asked)


def _numbered(asked: Asked, ask: SymbolAsk) -> Ranked:
    index, question = asked.index, asked.question
    places = [at for at in index.numbers.get(ask.number, ()) if meets(ask, asked.entry(at))]
    if not ask.code:
        places = of_type(asked, places, ask.type or next(iter(question.types), ""))
    if question.issuer and not ask.organ:
        places = by_issuer(asked, places)
    places = of_term(asked, of_year(asked, of_dates(asked, places), ask))
    loose = ask.type in LOOSE and bool(ask.type)
    topics = asked.topics(question.text if loose else question.topic)
    places = [at for at in places if same_kind(ask, asked.entry(at))] or places
    return _scored(asked, places, lambda at: 0.7 + 0.4 * _score(topics, at) + _by_symbol(ask, asked.entry(at)))


def _with_successor(asked: Asked, found: Ranked) -> Ranked:
    """Put what took the place of the entry asked for in front of it, and what it replaced behind it."""
    if not found:
        return []
    entry, score = found[0]
    registry = asked.index.registry
    later = registry.by_symbol(entry.replaced_by) if entry.replaced_by else ()
    taken = [other for other in later if (other.issued_on or "") > (entry.issued_on or "")][:1]
    former = [
        e
        for symbol in entry.replaces
        for e in registry.by_symbol(symbol)
        if (e.issued_on or "") < (entry.issued_on or "")
    ]
    return [*((other, score) for other in taken), *found, *((other, score) for other in former if not taken)]


def _by_symbol(ask: SymbolAsk, entry: Directive) -> float:
    """Prefer the type and year as typed; by a number alone clerks call what bears no year in its symbol."""
    yearly = bool(parts_of(entry.symbol)[1])
    score = 0.05 if entry.type == ask.type else 0.0
    if ask.year:
        return score + (0.1 if yearly else 0.0)
    return score + (0.0 if yearly or ask.full else 0.04)


def _carrying_out(asked: Asked) -> Ranked:
    """Answer "hướng dẫn thực hiện quy định 47": entries of the type named first whose titles build on what is named behind it."""
    question, ask = asked.question, asked.question.asks[0]
    meant = {
        symbol_key(asked.entry(at).symbol)
        for at in asked.index.numbers.get(ask.number, ())
        if meets(ask, asked.entry(at))
    }
    places = [at for key in meant for at in asked.index.building.get(key, ())]
    first = next((type_ for type_ in question.types if type_ != ask.type), "")
    places = of_dates(asked, of_type(asked, places, first)) if first or question.dates else []
    topics = asked.topics(question.topic)
    return _scored(
        asked,
        places,
        lambda at: (
            0.7 + 0.3 * _score(topics, at) + 0.05 * (not ask.type or fold(ask.type) in fold(asked.entry(at).title))
        ),
    )


def _plenary(asked: Asked) -> Ranked:
    question = asked.question
    mark = f"(hoi nghi lan thu {question.plenum})"
    places = [at for at, issuer in enumerate(asked.index.issuers) if mark in issuer]
    places = [at for at in places if not question.types or asked.entry(at).type in question.types]
    places = of_term(asked, of_year(asked, places, None), strict=True)
    topics = asked.topics(question.topic)
    floor = DATED_FLOOR if telling(question.topic) else 0.0
    theme = f"nghi quyet trung uong {ORDINALS.index(question.plenum) + 1}"
    return _scored(
        asked, [at for at in places if _score(topics, at) >= floor],
        lambda at: 0.7 + 0.4 * _score(topics, at) + 0.1 * any(fold(name) == theme for name in asked.entry(at).themes),
    )  # fmt: skip


def _dated(asked: Asked) -> Ranked:
    question = asked.question
    places = [
        at
        for iso, held in asked.index.dates.items()
        if any(same_day(want, iso) for want in question.dates)
        for at in held
    ]
    places = of_type(asked, places, next(iter(question.types), ""))
    if question.issuer_sure:
        places = by_issuer(asked, places)
    places = of_term(asked, places)
    topics = asked.topics(question.topic)
    if telling(question.topic):
        places = [at for at in places if _score(topics, at) >= DATED_FLOOR]
    return _scored(asked, places, lambda at: 0.7 + 0.5 * _score(topics, at))


def _law(asked: Asked) -> Ranked:
    question = asked.question
    scores = law_scores(question.law, asked.index)
    places = [
        at
        for at in scores
        if not question.years or asked.entry(at).symbol.partition("/")[2][:4] in question.years or issued(asked, at)
    ]
    exact = [at for at in places if asked.entry(at).type in question.types]
    return _scored(asked, exact or places, lambda at: scores[at], near=NEAR)


def _topical(asked: Asked) -> Ranked:
    question = asked.question
    topics = asked.topics(question.topic)
    best = max((topic.score for topic in topics.values()), default=0.0)
    if best < FLOOR:
        return []
    places = [at for at, topic in topics.items() if topic.score >= max(FLOOR * 0.8, best * 0.6)]
    if question.year_of_issue:
        places = [at for at in places if issued(asked, at)]
    return _scored(asked, places, lambda at: topics[at].score + _agreement(asked, at), near=NEAR)


def _agreement(asked: Asked, at: int) -> float:
    """Weigh what a topical question says besides its topic: type, issuer, year, place; and what is derived from what."""
    question, entry = asked.question, asked.entry(at)
    score = 0.0
    if question.types:
        fits = [type_fits(type_, entry.type) for type_ in question.types]
        score += 0.1 if fits[0] else 0.0 if any(fits) else -0.1
    if question.issuer and question.issuer_sure:
        score += 0.06 if issued_by(question.issuer, asked.index.issuers[at]) else -0.03
    if question.years:
        score += 0.15 if issued(asked, at) else 0.1 if year_in(entry) & set(question.years) else -0.05
        score += (
            0.05 if any(abs(int(year) - int((entry.issued_on or "0")[:4])) == 1 for year in question.years) else 0.0
        )
    if entry.level == "province":
        score += 0.03 if place_named(asked, entry) else -0.12
    title = fold(entry.title)
    if entry.type in _CARRYING_OUT and not question.types and fold(entry.type) not in fold(question.text):
        score -= 0.04
    if question.detailed:
        return score + (0.1 if _DETAIL.search(title) else -0.05)
    return score - (0.05 if _DERIVED.search(title) else 0.02 if _DETAIL.search(title) else 0.0)


def _prior(asked: Asked, at: int) -> float:
    """Prefer, of entries that the question does not tell apart, those cited, in force, of the period, known.

    Among namesakes what the documents cite is what is meant; among entries on one topic it only tips the balance.
    """
    entry = asked.entry(at)
    verdict, _ = applies(entry, asked.profile, asked.index.registry)
    if not_yet(entry, asked.day):
        score = -0.3
    else:
        score = {"yes": 0.05, "unknown": 0.02, "expired": -0.03, "superseded": -0.04}[verdict]
    if asked.since and entry.issued_on and asked.since <= entry.issued_on <= asked.day:
        score += 0.04
    year = int((entry.issued_on or "1990")[:4])
    if asked.question.latest:
        score += 0.01 * max(0, min(year - 1990, 40))
    score += 0.08 * asked.index.standing[at] + 0.001 * max(0, min(year - 1990, 40))
    named = 0.08 + 0.02 * min(asked.index.uses[at], 4) if asked.index.uses[at] else 0.0
    return score + (named if asked.question.asks or asked.question.plenum else named / 4)


def _scored(asked: Asked, places: Iterable[int], score: Callable[[int], float], near: float = 0.0) -> Ranked:
    ranked = sorted(((at, score(at) + _prior(asked, at)) for at in dict.fromkeys(places)), key=lambda pair: -pair[1])
    least = ranked[0][1] * near if ranked else 0.0
    return [(asked.entry(at), value) for at, value in ranked if value >= least]


def _score(topics: dict[int, Topic], at: int) -> float:
    return topics[at].score if at in topics else 0.0


def _interleaved(lists: list[Ranked]) -> Ranked:
    """Merge the answers to several numbers: the best of each first."""
    merged: Ranked = []
    for place in range(max(map(len, lists), default=0)):
        merged += [ranked[place] for ranked in lists if place < len(ranked)]
    distinct: dict[int, tuple[Directive, float]] = {}
    for pair in merged:
        distinct.setdefault(id(pair[0]), pair)
    return list(distinct.values())
