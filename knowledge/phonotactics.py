"""The syllables that Vietnamese can build: onset + rhyme + tone, with the tone mark where either school of spelling puts it."""

from __future__ import annotations

import unicodedata
from functools import cache

from knowledge.text import nfc

TONES = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
_STOPPED = ("\u0301", "\u0323")
"""Rhymes that end in p, t, c, ch bear only these two tones (sắc, nặng)."""
_FRONT = "ieêy"
_HARD = ("b", "ch", "d", "đ", "gi", "h", "kh", "l", "m", "n", "nh", "p", "ph", "r", "s", "t", "th", "tr", "v", "x", "")
_RHYMES = (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
    "e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu i ich im in inh ip it iu ia iêc iêm iên iêng iêp iêt iêu "
    "o oc oi om on ong ooc oong op ot oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăp oăt "
    "oe oem oen oeo oet ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u uc ui um un ung up ut ua uôc uôi uôm uôn uông uôt "
    "uân uâng uât uây uê uêch uên uênh uêu uơ uy uych uyn uynh uyp uyt uyu uya uyên uyêt "
    "ư ưc ưi ưm ưn ưng ưt ưu ưa ươc ươi ươm ươn ương ươp ươt ươu y"
).split()
_AFTER_Q = (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt ân âng ât âu ây âc e en eo et ê êch ên ênh êt êu "
    "i in inh it ơ ôc y ych ynh yt yên yêt yêu yp"
).split()
_ALONE = ("y", "yêm", "yên", "yêng", "yêt", "yêu")


@cache
def syllables() -> frozenset[str]:
    """Return every syllable, lowercase and NFC, with the tone on either vowel of "oa", "oe" and "uy"."""
    return frozenset(form for base in _bases() for form in _toned(base))


def is_syllable(word: str) -> bool:
    """Tell whether a lowercase word is a syllable that Vietnamese can build."""
    return nfc(word) in syllables()


@cache
def _moved() -> dict[tuple[str, str], str]:
    """Toneless letters and tone of every syllable -> its usual form."""
    return {_apart(form): form for base in _bases() for form in reversed(_toned(base))}


def with_tone_moved(word: str) -> str:
    """Return the syllable that a word with its tone mark on the wrong letter must be; "" where there is none."""
    return _moved().get(_apart(word), "")


def _apart(word: str) -> tuple[str, str]:
    letters = unicodedata.normalize("NFD", word)
    tone = "".join(c for c in letters if c in TONES[1:])
    return unicodedata.normalize("NFC", "".join(c for c in letters if c not in TONES[1:])), tone


def _bases() -> tuple[str, ...]:
    bases = []
    for rhyme in _RHYMES:
        first = rhyme[0]
        bases += [onset + rhyme for onset in _HARD if not (onset == "gi" and first == "i")]
        bases += [onset + rhyme for onset in (("k", "gh", "ngh") if first in _FRONT else ("c", "g", "ng"))]
        bases += ["g" + rhyme] if first == "i" else []
    bases += ["qu" + rhyme for rhyme in _AFTER_Q]
    return tuple(dict.fromkeys([*bases, *_ALONE]))


def _toned(base: str) -> tuple[str, ...]:
    tones = _STOPPED if base[-1] in "ptc" or base.endswith("ch") else TONES
    places = _places(base)
    return tuple(nfc(base[: at + 1] + tone + base[at + 1 :]) for tone in tones for at in places)


def _places(base: str) -> tuple[int, ...]:
    """Return where the tone mark may stand, the usual place first."""
    start = 2 if base.startswith("qu") or (base.startswith("gi") and len(base) > 2 and base[2] in "aăâeêoôơuưy") else 0
    vowels = [i for i in range(start, len(base)) if base[i] in "aăâeêioôơuưy"]
    marked = [i for i in vowels if base[i] in "ăâêôơư"]
    if marked:
        return (marked[-1],)
    if len(vowels) == 1:
        return (vowels[0],)
    closed = vowels[-1] != len(base) - 1
    if closed or len(vowels) == 3:
        return (vowels[1],)
    pair = base[vowels[0] : vowels[0] + 2]
    return (vowels[0], vowels[1]) if pair in ("oa", "oe", "uy") else (vowels[0],)
