"""Turn Vietnamese text as it comes into comparable forms: NFC, folded, tone-normalised, sentences and search tokens.

Every form but `nfc` keeps one output character per input character of NFC text, so that spans carry over.
"""

from __future__ import annotations

import re
import unicodedata

_TONES = "\u0300\u0301\u0303\u0309\u0323"  # huyền, sắc, ngã, hỏi, nặng
_DASHES = "‐‑‒–—―−"
_QUOTES = "“”„‟«»"


class _CharMap(dict[int, str]):
    """A translation table filled as characters turn up; each value is exactly one character."""

    def __init__(self, plain_punctuation: bool) -> None:
        super().__init__()
        self._plain = plain_punctuation

    def __missing__(self, code: int) -> str:
        char = chr(code)
        value = "d" if char in "đĐðÐ" else unicodedata.normalize("NFD", char)[0].lower()[0]
        if self._plain:
            value = _plain_punctuation(value)
        self[code] = value
        return value


def _plain_punctuation(char: str) -> str:
    if char in _DASHES:
        return "-"
    if char in _QUOTES:
        return '"'
    return " " if char != "\n" and char.isspace() and char != "\t" else char


_FOLD = _CharMap(plain_punctuation=False)
_FLATTEN = _CharMap(plain_punctuation=True)


def nfc(text: str) -> str:
    """Return the text in Unicode normal form C, the only form that spans are counted in."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Return lowercase text without accents (đ -> d), one character for each character of `nfc(text)`."""
    return nfc(text).translate(_FOLD)


def flatten(text: str) -> str:
    """Fold, and give dashes, double quotes and odd spaces one form each; the same length as `nfc(text)`."""
    return nfc(text).translate(_FLATTEN)


def _move(vowels: str, tone: str, to_first: bool) -> str:
    first, second = vowels[0], vowels[1]
    return nfc(first + tone) + second if to_first else first + nfc(second + tone)


def _tone_pairs(to_first: bool) -> dict[str, str]:
    """Map two-letter nuclei with the tone in the other place to the chosen one ("oà" -> "òa")."""
    pairs = {}
    for nucleus in ("oa", "oe", "uy"):
        for tone in _TONES:
            for written in (nucleus, nucleus.upper(), nucleus.capitalize()):
                pairs[_move(written, tone, not to_first)] = _move(written, tone, to_first)
    return pairs


_OPEN = _tone_pairs(to_first=True)
_CLOSED = _tone_pairs(to_first=False)
_LETTER = r"[^\W\d_]"
_OPEN_SYLLABLE = re.compile(rf"(?<![qQ])({'|'.join(_OPEN)})(?!{_LETTER})")
_CLOSED_SYLLABLE = re.compile(rf"({'|'.join(_CLOSED)})(?=[cimnptyCIMNPTY]{_LETTER}{{0,2}}(?!{_LETTER}))")
_AFTER_Q = re.compile(rf"(?<=[qQ])({'|'.join(_tone_pairs(to_first=False))})")


def normalise_tones(text: str) -> str:
    """Place tone marks one way (hoà -> hòa, uỷ -> ủy, tòan -> toàn, qúy -> quý); the same length as `nfc(text)`."""
    text = _OPEN_SYLLABLE.sub(lambda m: _OPEN[m.group(1)], nfc(text))
    text = _CLOSED_SYLLABLE.sub(lambda m: _CLOSED[m.group(1)], text)
    return _AFTER_Q.sub(lambda m: _CLOSED[m.group(1)], text)


def comparable(text: str) -> tuple[str, bool]:
    """Return NFC text in lowercase with tones one way, and True; text typed without accents comes back flat, with False."""
    flat = flatten(text)
    plain = normalise_tones(text).lower()
    accented = len(plain) == len(flat) and any(a != b for a, b in zip(plain, flat, strict=True) if a.isalpha())
    return (plain, True) if accented else (flat, False)


_SHORTENED = "tp tx tt đ/c đc ts ths pgs gs bs ks cn vd ô b tr st stt t.ư p q h x v.v"
_ABBREVIATIONS = frozenset(_SHORTENED.split())
_STOP = re.compile(r"(?:\./\.|[.!?…]+)[\"”’»)\]*]*(?=\s|$)|\n+|;(?=\s*\n)")
_LAST_WORD = re.compile(r"[^\s(\[\"“]*$")
_LIST_MARK = re.compile(r"\s*(?:[-+*•]|\(?(?:\d{1,2}(?:\.\d{1,2})*|[IVXLC]+|[a-zđA-ZĐ])[.)])?\s*$")


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of the sentences of NFC text, line breaks ending one; safe on numbers, symbols, "TP. Huế", "./."."""
    spans = []
    start = 0
    for stop in _STOP.finditer(text):
        if "\n" not in stop.group() and not _ends_sentence(text, start, stop):
            continue
        spans.append((start, stop.end()))
        start = stop.end()
    spans.append((start, len(text)))
    return tuple(span for span in (_strip(text, *span) for span in spans) if span[0] < span[1])


def _ends_sentence(text: str, start: int, stop: re.Match[str]) -> bool:
    mark = stop.group()
    before = text[start : stop.start()][-80:]
    word = _LAST_WORD.search(before)
    last = word.group().lower() if word else ""
    if mark.startswith((".", "…")) and not mark.startswith("./."):
        if mark[0] == "." and len(mark) == 1 and (last in _ABBREVIATIONS or _LIST_MARK.match(text[start : stop.end()])):
            return False
        following = text[stop.end() :].lstrip()[:1]
        if following.islower() or (len(mark) > 1 and not following.isupper() and following not in "-+*•"):
            return False
    return True


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


_TOKEN = re.compile(r"\x00[^\x00]+\x00|\d+(?:[.,/]\d+)*%?|[^\W_]+")


def tokens(text: str) -> tuple[str, ...]:
    """Return search tokens: lowercase, tone-normalised words, with figures ("1.234,5", "51,59%") and symbols whole."""
    from knowledge.symbols import find_symbols

    plain = normalise_tones(text)
    pieces = []
    start = 0
    for found in find_symbols(plain):
        pieces.append(plain[start : found.start].lower())
        pieces.append(f"\x00{found.symbol.lower()}\x00")
        start = found.end
    pieces.append(plain[start:].lower())
    return tuple(token.strip("\x00") for token in _TOKEN.findall("".join(pieces)))
