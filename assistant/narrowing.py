"""Keep, of the entries that a question may mean, those that contradict none of its facets: type, issuer, date, year, term."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from assistant.facets import LAWS, Question
from assistant.issueraliases import issued_by, party_centre
from assistant.lookupindex import LookupIndex
from assistant.records import Profile
from assistant.symbolasks import SymbolAsk
from assistant.topicmatch import Topic
from knowledge.records import Directive
from knowledge.text import fold

LOOSE = frozenset({"Chương trình", "Đề án", "Quy chế", "Văn bản", ""})
_DECIDING = frozenset({"Quyết định", "Quy định", "Quy chế"})
SLIP_DAYS = 400


@dataclass(frozen=True)
class Asked:
    """A question with what it is asked of: the index, the report's profile, its day and the year its period begins."""

    question: Question
    index: LookupIndex
    profile: Profile | None
    day: str
    since: str
    counted: dict[str, dict[int, Topic]] = field(default_factory=dict)

    def entry(self, at: int) -> Directive:
        """Return the entry at a place."""
        return self.index.registry.entries[at]

    def topics(self, text: str) -> dict[int, Topic]:
        """Return the topic scores of the entries near a text, counted once."""
        if text not in self.counted:
            self.counted[text] = self.index.topics.scores(text)
        return self.counted[text]


def of_type(asked: Asked, places: list[int], type_: str) -> list[int]:
    """Keep the entries of a type; clerks write quyết định for quy định and name programmes by any type."""
    return places if type_ in LOOSE else [at for at in places if type_fits(type_, asked.entry(at).type)]


def type_fits(asked: str, held: str) -> bool:
    """Say whether a type asked for can be the type held."""
    if asked == held or {asked, held} <= _DECIDING or {asked, held} <= set(LAWS):
        return True
    return asked == "Nghị quyết" and held == "Nghị quyết liên tịch"


def by_issuer(asked: Asked, places: list[int]) -> list[int]:
    """Keep the entries of the issuer named; the Party's central bodies are taken for one another where none is exact."""
    issuer = asked.question.issuer
    kept = [at for at in places if issued_by(issuer, asked.index.issuers[at])]
    if not kept and party_centre(issuer):
        kept = [at for at in places if issued_by("tw", asked.index.issuers[at])]
    return kept if kept or asked.question.issuer_sure else places


def of_dates(asked: Asked, places: list[int]) -> list[int]:
    """Keep the entries of the date given beside a number, or else those within a slip of the pen of it."""
    wanted = asked.question.dates
    if not wanted:
        return places
    exact = [at for at in places if any(same_day(want, asked.entry(at).issued_on or "") for want in wanted)]
    return exact or [at for at in places if any(_slip(want, asked.entry(at)) for want in wanted)]


def of_year(asked: Asked, places: list[int], ask: SymbolAsk | None) -> list[int]:
    """Keep the entries of the year named; a whole symbol that has one bearer may be a year off by a slip."""
    question = asked.question
    if not question.years:
        return places
    exact = [at for at in places if issued(asked, at)]
    if exact or not question.year_of_issue:
        return exact or places
    near = {str(int(year) + step) for year in question.years for step in (-1, 1)}
    alone = ask is not None and bool(ask.organ) and len(places) == 1
    return [at for at in places if alone and (asked.entry(at).issued_on or "")[:4] in near]


def of_term(asked: Asked, places: list[int], strict: bool = False) -> list[int]:
    """Keep the entries of the term named; a single entry of a neighbouring term is a slip, entries of others are not meant."""
    term = asked.question.term
    if not term or not places:
        return places
    exact = [
        at for at in places if term in (asked.entry(at).term or "").removeprefix("Quốc hội ").split(" (")[0].split(",")
    ]
    if exact or strict:
        return exact
    return places if len(places) == 1 else [at for at in places if not asked.entry(at).term]


def issued(asked: Asked, at: int) -> bool:
    """Say whether an entry was issued in a year that the question names."""
    return (asked.entry(at).issued_on or "")[:4] in asked.question.years


def same_day(wanted: str, held: str) -> bool:
    """Say whether a date asked for (to the month, or without its year) can be the one held."""
    return bool(held) and (held.endswith(wanted[1:]) if wanted.startswith("--") else held.startswith(wanted))


def _slip(wanted: str, entry: Directive) -> bool:
    if not entry.issued_on or wanted.startswith("--") or re.search(r"/(?:19|20)\d\d/", entry.symbol):
        return True
    try:
        return abs((date.fromisoformat(wanted) - date.fromisoformat(entry.issued_on)).days) <= SLIP_DAYS
    except ValueError:
        return wanted[:4] == entry.issued_on[:4]


def place_named(asked: Asked, entry: Directive) -> bool:
    """Say whether the question or the reporting body names the place that a provincial entry is of."""
    profile = asked.profile
    where = fold(
        f"{asked.question.text} {profile.unit} {profile.parent} {profile.place}" if profile else asked.question.text
    )
    place = re.search(r"(?:tinh uy|dang bo tinh|tinh) ((?!uy)[a-z ]+)$", fold(entry.issuer))
    return bool(place and place.group(1) in where)
