"""The lexicon of what officials count (data/units.txt) and the longest measure that stands behind a number.

A measure is a unit, a scale word with or without a unit ("triệu lượt người"; bare "triệu" is money), or either with what it
is counted by ("triệu đồng/người/năm").
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from knowledge.text import fold, nfc, normalise_tones

_PIECE = re.compile(r"[^\W\d_]+[23²³]?(?!\w)|[%,.°/\"“”-]")
_GAP = re.compile(r"[ \t\u00a0]{0,3}\n?[ \t\u00a0]{0,3}")
_PER = re.compile(r"\s?/\s?(?=[^\W\d_])")
_PER_PERIOD = re.compile(r"\s?/\s?(?:năm|tháng|quý|ngày|nam|thang|quy|ngay)(?!\w)")
_MONEY_SCALES = {"nghìn", "vạn", "triệu", "tỷ", "nghìn tỷ", "trăm nghìn", "trăm triệu", "chục triệu", "chục tỷ"}
_SHORT_MONEY = re.compile(r"(?:tr|k|đ|trđ|tr\.đ|ngđ)$")

_Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure found in a text: its own form and where it ends; `known` when the lexicon has it."""

    name: str
    end: int
    known: bool = True


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Units by the tuple of their pieces, accented and folded; `scales` names the scale words."""

    exact: Mapping[_Key, str]
    folded: Mapping[_Key, str]
    scales: frozenset[str]
    longest: int


@cache
def load_lexicon() -> Lexicon:
    """Read data/units.txt once."""
    exact: dict[_Key, str] = {}
    folded: dict[_Key, str] = {}
    scales = set()
    for line in files("knowledge").joinpath("data/units.txt").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        name, _, others = nfc(line).lstrip("= ").partition("|")
        name = name.strip()
        if line.startswith("="):
            scales.add(name)
        for spelling in (name, *filter(None, (other.strip() for other in others.split(";")))):
            exact.setdefault(_pieces(normalise_tones(spelling).lower()), name)
            folded.setdefault(_pieces(fold(spelling)), name)
    return Lexicon(exact, folded, frozenset(scales), max(map(len, exact)))


def unit_base(unit: str) -> str:
    """Return a unit without what it is counted by ("triệu đồng/người/năm" -> "triệu đồng"), for comparing figures."""
    return unit.partition("/")[0].strip()


def measure_at(plain: str, start: int, accented: bool) -> Measure | None:
    """Return the longest measure at `start` of lowercase tone-normalised (or folded) text, spaces before it allowed."""
    first = _unit_at(plain, start, accented)
    if first is None:
        return None
    name, end = first
    if name in load_lexicon().scales:
        behind = _unit_at(plain, end, accented)
        if behind and behind[0] not in load_lexicon().scales and plain[end : end + 1].isspace():
            name, end = f"{name} {behind[0]}", behind[1]
        elif name in _MONEY_SCALES:
            name = f"{name} đồng"
    elif _SHORT_MONEY.search(plain[start:end].strip()) and _PER_PERIOD.match(plain, end):
        return Measure(name, end)
    return _counted_by(plain, name, end, accented)


def _counted_by(plain: str, name: str, end: int, accented: bool) -> Measure:
    while (per := _PER.match(plain, end)) and (part := _unit_at(plain, per.end(), accented)):
        name, end = f"{name}/{part[0]}", part[1]
    return Measure(name, end)


def _pieces(phrase: str) -> _Key:
    return tuple(_PIECE.findall(phrase))


def _unit_at(plain: str, start: int, accented: bool) -> tuple[str, int] | None:
    lexicon = load_lexicon()
    table = lexicon.exact if accented else lexicon.folded
    key: _Key = ()
    best = None
    position = start
    while len(key) < lexicon.longest:
        gap = _GAP.match(plain, position)
        piece = _PIECE.match(plain, gap.end() if gap else position)
        if not piece:
            break
        key, position = (*key, piece.group()), piece.end()
        if key in table:
            best = table[key], position
    return best
