"""Give notes typed without accents their accents back: phrases of the trade first, then the likeliest chain of syllables."""

from __future__ import annotations

import gzip
import math
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from assistant.prompts import load_yaml
from knowledge.text import fold, nfc

_WORD = re.compile(r"[^\W\d_]+")
_UNIT = r"(?:[^\W\d_]+|\d[\d.,/]*%?(?![^\W_]))"
_RUN = re.compile(rf"{_UNIT}(?: +{_UNIT})*")
_LONGEST = 7
_ACCENTED = re.compile(r"[^\x00-\x7f–—“”‘’…•→≥≤≈]")
_PAIR_WEIGHT, _LIKED = 0.92, 3.0


@dataclass(frozen=True, slots=True)
class _Counts:
    """Syllable and pair counts of the texts trained on: the accented forms of a bare syllable, and how often each stands."""

    forms: dict[str, tuple[str, ...]]
    singles: dict[str, int]
    pairs: dict[tuple[str, str], int]
    total: int

    def cost(self, before: str, word: str) -> float:
        """Return the surprise of `word` after `before` ("" at the start of a run)."""
        alone = self.singles.get(word, 1) / self.total
        if not before:
            return -math.log(alone)
        follows = self.pairs.get((before, word), 0) / max(1, self.singles.get(before, 1))
        return -math.log(_PAIR_WEIGHT * follows + (1 - _PAIR_WEIGHT) * alone)


def lacks_accents(text: str) -> bool:
    """Tell whether `text` was typed without accents: several words, none of them accented."""
    return len(_WORD.findall(text)) >= 2 and not _ACCENTED.search(nfc(text))


def restore(text: str) -> tuple[str, bool]:
    """Return `text` with its accents restored, and whether anything was changed; accented text is left as it is."""
    text = nfc(text)
    if not lacks_accents(text):
        return text, False
    restored = _RUN.sub(lambda match: _restore_run(match.group()), text)
    return restored, restored != text


def _restore_run(run: str) -> str:
    """Restore one run of words and figures with nothing but spaces between them."""
    words = re.split(r" +", run)
    choices = _choices(words)
    chosen = _likeliest(choices)
    return " ".join(_like(word, form) for word, form in zip(words, chosen, strict=True))


def _choices(words: list[str]) -> list[tuple[str, ...]]:
    """Return the forms that each word may take: one where a phrase of the trade says it, else all that are known."""
    choices: list[tuple[str, ...]] = []
    at = 0
    while at < len(words):
        size, phrase = _longest(words, at)
        if size:
            choices += [(form,) for form in phrase.split(" ")]
            at += size
            continue
        word = words[at]
        if word[0].isdigit():
            choices.append(("#",))
            at += 1
            continue
        known = _counts().forms.get(word.lower(), ()) if not (word.isupper() and len(word) > 1) else ()
        choices.append(known or (word.lower(),))
        at += 1
    return choices


def _longest(words: list[str], at: int) -> tuple[int, str]:
    for size in range(min(_LONGEST, len(words) - at), 1, -1):
        piece = words[at : at + size]
        phrase = _phrases().get(" ".join(piece).lower())
        if phrase and not any(word.isupper() and len(word) > 1 for word in piece):
            return size, phrase
    return 0, ""


def _likeliest(choices: list[tuple[str, ...]]) -> list[str]:
    """Return the cheapest chain through the choices (Viterbi over pairs)."""
    counts, liked = _counts(), _preferred()
    paths: dict[str, tuple[float, list[str]]] = {"": (0.0, [])}
    for forms in choices:
        paths = {
            form: min(
                (cost + counts.cost(before, form) - (_LIKED if form in liked else 0.0), [*path, form])
                for before, (cost, path) in paths.items()
            )
            for form in forms
        }
    return min(paths.values())[1]


def _like(written: str, form: str) -> str:
    if form == "#":
        return written
    if len(written) > 1 and written.isupper():
        return written if fold(form) == form else form.upper()
    return form[:1].upper() + form[1:] if written[:1].isupper() or form[:1].isupper() else form


@lru_cache(maxsize=1)
def _counts() -> _Counts:
    packed = resources.files("knowledge").joinpath("data/accents.txt.gz").read_bytes()
    singles: dict[str, int] = {}
    pairs: dict[tuple[str, str], int] = {}
    for line in gzip.decompress(packed).decode("utf-8").splitlines():
        *words, times = line.split(" ")
        if len(words) == 1:
            singles[words[0]] = int(times)
        else:
            pairs[words[0], words[1]] = int(times)
    forms: dict[str, list[str]] = {}
    for word in singles:
        forms.setdefault(fold(word), []).append(word)
    return _Counts({bare: tuple(words) for bare, words in forms.items()}, singles, pairs, sum(singles.values()))


@lru_cache(maxsize=1)
def _phrases() -> dict[str, str]:
    """Bare phrase -> accented phrase of two syllables or more, from the word lists of the trade."""
    found: dict[str, str] = {}
    groups = [text.replace("\n", " ").split(",") for text in load_yaml("lexicon").values()]
    groups += [topic["cues"] for topic in load_yaml("topics").values()]
    for phrase in (nfc(item.strip()) for group in groups for item in group):
        if " " in phrase:
            found.setdefault(fold(phrase), phrase)
    found.update({str(bare): nfc(phrase) for bare, phrase in load_yaml("accents").items() if " " in str(bare)})
    return found


@lru_cache(maxsize=1)
def _preferred() -> frozenset[str]:
    """Single syllables that notes use far more than the texts trained on."""
    return frozenset(nfc(form) for bare, form in load_yaml("accents").items() if " " not in str(bare))
