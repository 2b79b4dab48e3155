"""Decide which of the directives that share a symbol a mention means, by its date, term, issuer and type."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from knowledge.issuers import same_issuer
from knowledge.records import Directive, Mention
from knowledge.text import fold

_SLIP_DAYS = 400
_ORDINALS = ("nhat", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi", "muoi mot", "muoi hai")
_PLENUM = re.compile(r"hoi nghi lan thu ([a-z ]+)\)")
_PLENUM_NUMBER = re.compile(r"(?:trung uong|tw|lan thu)\s{0,3}(?:lan thu\s)?(\d{1,2})")


def best_entry(mention: Mention, candidates: Sequence[Directive]) -> Directive | None:
    """Return the candidate that fits best; a date further off than a slip of the pen rules a recurring symbol out."""
    if mention.symbol is None:
        candidates = [entry for entry in candidates if _same_plenum(mention, entry)]
    possible = [entry for entry in candidates if _possible(mention, entry)]
    if not possible:
        return None
    return max(possible, key=lambda entry: (_score(mention, entry), entry.confidence == "high"))


def _possible(mention: Mention, entry: Directive) -> bool:
    if (
        mention.symbol
        and mention.symbol.isdigit()
        and mention.type != entry.type
        and not _both_decide(mention.type, entry.type)
    ):
        return False
    if (
        mention.term
        and entry.term
        and "Quốc hội" not in entry.term
        and mention.term != entry.term
        and not _dates_agree(mention, entry)
    ):
        return False
    off = _days_apart(mention.issued_on, entry.issued_on)
    yearly = re.search(r"/(?:19|20)\d\d/", entry.symbol)
    return off is None or bool(yearly) or off <= _SLIP_DAYS


def _dates_agree(mention: Mention, entry: Directive) -> bool:
    """A wrong term beside a right date is a slip, not another directive."""
    return mention.issued_on is not None and mention.issued_on == entry.issued_on


def _both_decide(first: str, second: str) -> bool:
    return {first, second} <= {"Quyết định", "Quy định", "Quy chế"}


def _score(mention: Mention, entry: Directive) -> float:
    score = 0.0
    off = _days_apart(mention.issued_on, entry.issued_on)
    if off is not None:
        score += 8 if off == 0 else 4 - off / _SLIP_DAYS
    if mention.term and entry.term:
        score += 4 if mention.term == entry.term else -2
    if mention.issuer and entry.issuer:
        score += 2 if same_issuer(mention.issuer, entry.issuer.partition(" (")[0]) else -1
    score += 1 if mention.type == entry.type else 0
    if mention.title and entry.title:
        words = set(fold(mention.title).split())
        score += 2 * len(words & set(fold(entry.title).split())) / max(1, len(words))
    return score


def _days_apart(first: str | None, second: str | None) -> int | None:
    if not first or not second:
        return None
    try:
        return abs((date.fromisoformat(first) - date.fromisoformat(second)).days)
    except ValueError:
        return abs(int(first[:4]) - int(second[:4])) * 365


def _same_plenum(mention: Mention, entry: Directive) -> bool:
    """Match "Nghị quyết Trung ương 4 (khóa XII)" with the plenum that the entry's issuer names."""
    number = _PLENUM_NUMBER.search(fold(mention.quote))
    held = _PLENUM.search(fold(entry.issuer))
    if not number or not held or not mention.term:
        return False
    wanted = int(number.group(1))
    return 1 <= wanted <= len(_ORDINALS) and held.group(1).strip() == _ORDINALS[wanted - 1]
