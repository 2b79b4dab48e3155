"""Give notes typed without accents their accents back: the likeliest chain of syllables by the two before each; doubts are told."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.prompts import load_yaml
from knowledge.text import fold, nfc, normalise_tones

_WORD = re.compile(r"[^\W\d_]+")
_PIECE = re.compile(r"[^\W\d_]+|\d[\d.,/]*%?|[^\w\s]+")
_ACCENTED = re.compile(r"[^\x00-\x7f–—“”‘’…•→≥≤≈]")
_UNKNOWN, _NUMBER, _STOP = 0, 1, 2
_WIDTH = 1 << 16
_LOG_STEP = 16
_BEAM, _LONGEST = 24, 7
_DISCOUNT = 0.75
_LIKED = 3.0
_NAME = re.compile(r"[A-Z][a-z]+")
_SHORT = {"ko": "không", "kg": "không", "dc": "được"}
"""Shorthand that stays as written and stands for a word when its neighbours are read."""
_TITLES = frozenset(
    "luat nghi chi ket quyet quy ke thong de phap hien uy hoi mat dang ban doan bo so van phong trung chu bi nhan quoc".split()
)
"""How names of documents, bodies and posts begin: their capitals make no name that only the user knows."""
_BEFORE_NAMES = frozenset(
    "thon ban ap xom buon lang xa phuong tinh huyen kdc khu to cau duong song ho nui giao xu dan toc tieng".split()
)

Ids = NDArray[np.int64]
Costs = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Restored:
    """A text with its accents, and the words of it whose accents are a guess."""

    text: str
    changed: bool
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Model:
    """How often syllables stand alone, after one and after two others, in the texts trained on."""

    names: tuple[str, ...]
    forms: dict[str, Ids]
    singles: Costs
    pairs: Ids
    pair_times: Costs
    triples: Ids
    triple_times: Costs
    pair_left: Costs
    triple_left: Costs
    total: float

    def pair_at(self, first: Ids, second: Ids) -> Ids:
        """Return the places of pairs, -1 for those not seen."""
        return _find(self.pairs, first * _WIDTH + second)

    def surprise(self, before: Ids, last: Ids, words: Ids) -> Costs:
        """Return a table of -log chances: a row for each state (`before` a pair's place, `last` a syllable), a column a word.

        Counts are discounted, and what is left of a context goes to the shorter one, as Kneser and Ney have it.
        """
        chance = np.broadcast_to((self.singles[words] + 0.1) / self.total, (len(last), len(words)))
        seen = _discounted(self.pair_times, self.pair_at(last[:, None], words[None, :]))
        chance = seen / self.singles[last][:, None] + self.pair_left[last][:, None] * chance
        seen = _discounted(
            self.triple_times, _find(self.triples, np.maximum(before, 0)[:, None] * _WIDTH + words[None, :])
        )
        left, times = np.where(before >= 0, self.triple_left[before], 1.0), self.pair_times[before]
        chance = np.where(before >= 0, 1.0, 0.0)[:, None] * seen / times[:, None] + left[:, None] * chance
        return np.asarray(-np.log(chance))


def lacks_accents(text: str) -> bool:
    """Tell whether `text` was typed without accents: several words, none of them accented."""
    return len(_WORD.findall(text)) >= 2 and not _ACCENTED.search(nfc(text))


def restore(text: str) -> tuple[str, bool]:
    """Return `text` with its accents restored, and whether anything was changed; accented text is left as it is."""
    found = restored(text)
    return found.text, found.changed


@lru_cache(maxsize=512)
def restored(text: str) -> Restored:
    """Return `text` with its accents restored and the words that could well be others."""
    text = nfc(text)
    if not lacks_accents(text):
        return Restored(text, False)
    pieces = list(_PIECE.finditer(text))
    words = [match.group() for match in pieces]
    chosen = _likeliest(_choices(words))
    doubts, names = _names(words)
    model, parts, at = _model(), [], 0
    for place, (match, word) in enumerate(zip(pieces, chosen, strict=True)):
        kept = word <= _STOP or match.group().lower() in _SHORT
        form = names.get(place) or (match.group() if kept else _like(match.group(), model.names[word]))
        form = "bản" if fold(form) == "ban" and place + 1 in names else form
        parts += [text[at : match.start()], form]
        at = match.end()
    said = "".join(parts) + text[at:]
    return Restored(said, said != text, doubts)


def _choices(pieces: list[str]) -> list[Ids]:
    """Return the forms that each piece may take: one where a phrase of the trade says it, else all that are known."""
    choices: list[Ids] = []
    while len(choices) < len(pieces):
        at = len(choices)
        phrase = next((found for size in range(_LONGEST, 1, -1) if len(found := _phrase(pieces, at, size))), ())
        choices += [np.array([place]) for place in phrase] or [_forms(pieces[at])]
    return choices


def _phrase(pieces: list[str], at: int, size: int) -> tuple[int, ...]:
    words = pieces[at : at + size]
    if len(words) < size or any(word.isupper() and len(word) > 1 for word in words):
        return ()
    return _phrases().get(" ".join(words).lower(), ())


def _forms(piece: str) -> Ids:
    """Return the places of the forms that a piece may take."""
    if piece[0].isdigit():
        return np.array([_NUMBER])
    if not piece[0].isalpha():
        return np.array([_STOP])
    if len(piece) > 1 and not piece[1:].islower():
        return np.array([_UNKNOWN])
    if piece.lower() in _SHORT:
        return np.array(
            [place for place in _model().forms[fold(_SHORT[piece.lower()])] if _model().names[place] in _SHORT.values()]
        )
    if not re.search(r"[aeiouy]", piece.lower()):
        return np.array([_UNKNOWN])
    return _model().forms.get(piece.lower(), np.array([_UNKNOWN]))


def _likeliest(choices: list[Ids]) -> list[int]:
    """Return the cheapest chain through the choices: Viterbi over pairs, the best states only."""
    model, liked = _model(), _preferred()
    last, before = np.array([_STOP]), np.array([-1])
    costs = np.zeros(1)
    back: list[tuple[Ids, Ids]] = []
    for words in choices:
        step = (
            model.surprise(before, last, words) + liked[words][None, :]
            if words[0] != _UNKNOWN
            else np.zeros((len(last), 1))
        )
        table = costs[:, None] + step
        flat = np.argsort(table, axis=None, kind="stable")[:_BEAM]
        rows, columns = np.unravel_index(flat, table.shape)
        back.append((rows, words[columns]))
        costs, before, last = table[rows, columns], model.pair_at(last[rows], words[columns]), words[columns]
    path: list[int] = []
    row = int(np.argmin(costs)) if back else 0
    for rows, places in reversed(back):
        path.append(int(places[row]))
        row = int(rows[row])
    return path[::-1]


def _names(pieces: list[str]) -> tuple[tuple[str, ...], dict[int, str]]:
    """Return the names that only the user can give accents to, and the forms of those that the list of places knows."""
    unknown: list[str] = []
    known: dict[int, str] = {}
    at = 0
    while at < len(pieces):
        run = next((n for n in range(at, len(pieces)) if not _NAME.fullmatch(pieces[n])), len(pieces)) - at
        if (
            run
            and pieces[at].lower() not in _TITLES
            and (run > 1 or (at and pieces[at - 1].lower() in _BEFORE_NAMES))
            and (at or run > 1)
        ):
            places = _place(pieces[at : at + run])
            known.update({at + n: word for n, word in enumerate(places)})
            if not places:
                known.update({at + n: pieces[at + n] for n in range(run)})
                unknown.append(" ".join(pieces[at : at + run]))
        at += run or 1
    return tuple(dict.fromkeys(unknown)), known


def _place(words: list[str]) -> tuple[str, ...]:
    """Return a place's name with its accents, () where no place or more than one is so called."""
    found = _places().get(" ".join(words).lower(), ())
    return tuple(found[0].split()) if len(found) == 1 else ()


def _like(written: str, form: str) -> str:
    return form[:1].upper() + form[1:] if written[:1].isupper() else form


def _find(keys: Ids, wanted: Ids) -> Ids:
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[at] == wanted, at, -1)


def _discounted(times: Costs, at: Ids) -> Costs:
    return np.where(at >= 0, times[at] - _DISCOUNT, 0.0)


def _left(keys: Ids, times: Costs, contexts: Costs) -> Costs:
    """Return the share of each context's chances that its discounted followers leave over."""
    taken = np.bincount(keys // _WIDTH, weights=times - _DISCOUNT, minlength=len(contexts))
    return np.asarray(np.clip(1.0 - taken / np.maximum(contexts, 1.0), 0.02, 1.0))


@lru_cache(maxsize=1)
def _model() -> _Model:
    with resources.files("knowledge").joinpath("data/accents.npz").open("rb") as file, np.load(file) as data:
        names = tuple(data["names"].tobytes().decode("utf-8").split("\n"))
        singles, pair_times, triple_times = (
            np.exp(data[key].astype(np.float64) / _LOG_STEP) for key in ("singles", "pair_times", "triple_times")
        )
        pairs, triples = _keys(data, "pair"), _keys(data, "triple")
    forms: dict[str, list[int]] = {}
    for place, name in enumerate(names[3:], start=3):
        forms.setdefault(fold(name), []).append(place)
    groups = {bare: np.array(places) for bare, places in forms.items()}
    left = _left(pairs, pair_times, singles), _left(triples, triple_times, pair_times)
    return _Model(names, groups, singles, pairs, pair_times, triples, triple_times, *left, float(singles.sum()))


def _keys(data: Any, kind: str) -> Ids:
    runs, last = data[f"{kind}_runs"], data[f"{kind}_last"].astype(np.int64)
    keys: Ids = np.repeat(np.arange(len(runs), dtype=np.int64), runs) * _WIDTH + last
    return keys


@lru_cache(maxsize=1)
def _phrases() -> dict[str, tuple[int, ...]]:
    """Bare phrase -> its accented syllables, for phrases of two syllables or more from the word lists of the trade."""
    places = {name: place for place, name in enumerate(_model().names)}
    groups = [text.replace("\n", " ").split(",") for text in load_yaml("lexicon").values()]
    groups += [topic["cues"] for topic in load_yaml("topics").values()]
    said = {fold(phrase): phrase for group in groups for item in group if " " in (phrase := nfc(item.strip()).lower())}
    said.update({str(bare): nfc(phrase).lower() for bare, phrase in load_yaml("accents").items() if " " in str(bare)})
    known = {
        bare: tuple(places.get(normalise_tones(word), 0) for word in phrase.split()) for bare, phrase in said.items()
    }
    return {bare: found for bare, found in known.items() if all(found)}


@lru_cache(maxsize=1)
def _places() -> dict[str, tuple[str, ...]]:
    """Bare name -> the ways in which places of that name are written."""
    packed = resources.files("knowledge").joinpath("data/places.txt.gz").read_bytes()
    found: dict[str, list[str]] = {}
    for line in gzip.decompress(packed).decode("utf-8").splitlines():
        if line and not line.startswith("#"):
            found.setdefault(fold(line), []).append(nfc(line))
    return {bare: tuple(dict.fromkeys(names)) for bare, names in found.items()}


@lru_cache(maxsize=1)
def _preferred() -> Costs:
    """What single syllables cost less than their number says, as notes use them far more than the texts trained on."""
    likes = np.zeros(len(_model().names))
    places = {name: place for place, name in enumerate(_model().names)}
    for bare, form in load_yaml("accents").items():
        if " " not in str(bare) and nfc(str(form)) in places:
            likes[places[nfc(str(form))]] = -_LIKED
    return likes
