"""Which directives a report should rest on: those of the user's plan and outline first, then those on its theme, each judged."""

from __future__ import annotations

from assistant.citing import Citing
from assistant.facets import LAWS
from assistant.lookup import match_of
from assistant.lookupindex import LookupIndex, index_for
from assistant.records import DirectiveMatch, Profile
from assistant.validity import applies, judged_day, not_yet
from knowledge.embedding import Embedder
from knowledge.records import Directive
from knowledge.registry import Registry
from knowledge.text import fold

MOST = 10
ON_THEME = 0.5
"""Topic score from which an entry is on a report's theme."""
_ORDER = {"yes": 0, "unknown": 1, "superseded": 2, "expired": 3}
_PARTY_WORDS = ("bo chinh tri", "ban bi thu", "ban chap hanh", "trung uong dang", "ban to chuc", "tinh uy", "dang bo")
_STATE_WORDS = ("chinh phu", "quoc hoi", "bo noi vu", "hoi dong nhan dan", "uy ban nhan dan", "bo ", "thanh tra")


def bases(
    registry: Registry,
    profile: Profile,
    theme: str = "",
    cited: tuple[Citing, ...] = (),
    embedder: Embedder | None = None,
    most: int = MOST,
) -> tuple[DirectiveMatch, ...]:
    """Return what a report of this body, level and period on this theme should rest on, each with its verdict and reason.

    First the directive that the report is on, then what the user's uploaded plans and outlines cite, then entries on the theme:
    in force before unknown, superseded and expired; a superseded entry is followed by the one that took its place.
    """
    index = index_for(registry, cited, embedder)
    chosen: dict[int, float] = {}
    for entry in (*_reported_on(index, profile), *_of_plans(index, theme)):
        chosen.setdefault(id(entry), 1.0)
    given = len(chosen)
    for entry, score in _on_theme(index, profile, theme):
        chosen.setdefault(id(entry), score)
    places = {id(entry): entry for entry in index.registry.entries}
    entries = [(places[key], score) for key, score in chosen.items()]
    entries[given:] = sorted(entries[given:], key=lambda pair: (_rank(index, pair[0], profile), -pair[1]))
    return tuple(
        match_of(entry, score, index, profile) for entry, score in _with_successors(index, entries, profile)[:most]
    )


def _reported_on(index: LookupIndex, profile: Profile) -> list[Directive]:
    """Return the directive that the report's profile names: of its namesakes the last one issued by the report's date."""
    named = list(index.registry.by_symbol(profile.directive)) if profile.directive else []
    named.sort(key=lambda e: (not _too_late(e, profile), e.issued_on or ""), reverse=True)
    return named[:1]


def _of_plans(index: LookupIndex, theme: str) -> list[Directive]:
    """Return what the plans and outlines cite, in their order; with a theme, only what is at all near it."""
    near = index.topics.scores(theme) if theme.strip() else None
    found: dict[int, Directive] = {}
    places = {id(entry): at for at, entry in enumerate(index.registry.entries)}
    for citing in index.cited:
        entry = index.registry.find(citing.mention) if citing.kind == "guidance" else None
        if entry is None or not entry.symbol:
            continue
        topic = near.get(places[id(entry)]) if near is not None else None
        if near is None or not entry.title or (topic and topic.score >= ON_THEME / 2):
            found.setdefault(id(entry), entry)
    return list(found.values())


def _on_theme(index: LookupIndex, profile: Profile, theme: str) -> list[tuple[Directive, float]]:
    scored = []
    for at, topic in index.topics.scores(theme).items():
        entry = index.registry.entries[at]
        if (
            topic.score >= ON_THEME
            and _of_this_body(entry, index.issuers[at], profile)
            and not _too_late(entry, profile)
        ):
            scored.append((entry, topic.score + _of_system(index.issuers[at], entry, profile)))
    return sorted(scored, key=lambda pair: -pair[1])[: 2 * MOST]


def _of_system(issuer: str, entry: Directive, profile: Profile) -> float:
    """Prefer the superiors of the reporting body: the Party's for a committee, the State's for an administration."""
    party = any(word in issuer for word in _PARTY_WORDS)
    if profile.system == "party":
        return 0.05 if party else 0.0
    if profile.system == "state":
        return 0.05 if entry.type in LAWS or any(word in issuer for word in _STATE_WORDS) else 0.0
    return 0.05 if "mat tran" in issuer or party else 0.0


def _of_this_body(entry: Directive, issuer: str, profile: Profile) -> bool:
    """Say whether an entry can bind the body: central ones all, provincial ones only in their province."""
    if entry.level in {"central", ""}:
        return True
    where = fold(f"{profile.unit} {profile.parent} {profile.place}")
    words = issuer.split()
    return " ".join(words[-2:]) in where or bool(issuer and issuer in where)


def _too_late(entry: Directive, profile: Profile) -> bool:
    return not_yet(entry, judged_day(profile))


def _rank(index: LookupIndex, entry: Directive, profile: Profile) -> int:
    return _ORDER[applies(entry, profile, index.registry)[0]]


def _with_successors(
    index: LookupIndex, entries: list[tuple[Directive, float]], profile: Profile
) -> list[tuple[Directive, float]]:
    """Put behind a superseded entry the one that took its place, where that one is in the registry and of the period."""
    whole: list[tuple[Directive, float]] = []
    for entry, score in entries:
        later = index.registry.by_symbol(entry.replaced_by) if entry.replaced_by else ()
        if applies(entry, profile, index.registry)[0] != "superseded":
            later = ()
        timely = [e for e in later if (e.issued_on or "") > (entry.issued_on or "") and not _too_late(e, profile)]
        whole += [(entry, score), *((e, score) for e in timely[:1])]
    distinct: dict[int, tuple[Directive, float]] = {}
    for pair in whole:
        distinct.setdefault(id(pair[0]), pair)
    return list(distinct.values())
