"""Write out the abbreviations and shorthand of an official's notes by their context; values of figures never change."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from assistant.prompts import load_yaml
from knowledge.text import fold, nfc

_LETTER = r"[^\W\d_]"
_WORD = re.compile(rf"{_LETTER}+(?:/{_LETTER}\b)?")
_SYMBOL = re.compile(rf"\d+\s?[-/–]\s?[A-ZĐ]{_LETTER}*(?:\s?[-/–]\s?[A-ZĐ]{_LETTER}*)*")
_QUOTED = re.compile(r"[\"“][^\"”]*[\"”]|\[[^\]]*\]|https?://\S+|\S+@\S+")
_NUMBER = r"(?<![\w.,/-])(\d[\d.,]*(?:/\d[\d.,]*)?)"


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to write an abbreviation out, and the surroundings that ask for it; no condition means always."""

    to: str
    before: frozenset[str] = frozenset()
    after: tuple[str, ...] = ()
    anywhere: tuple[str, ...] = ()
    before_number: bool = False
    before_percent: bool = False
    after_number: bool = False

    def fits(self, left: str, right: str, whole: str) -> bool:
        """Tell whether the folded text `left` and `right` of the abbreviation (in note `whole`) asks for this reading."""
        if self.before_number:
            return bool(re.match(r"\s*(?:số\s*|so\s*)?\d", right))
        if self.after_number and re.search(r"\d\s*$", left):
            return True
        if self.before_percent and re.match(r"\s*(?:giam |tang |tu |con )*\d[\d.,]*%", right):
            return True
        asked = bool(self.after_number or self.before_percent or self.before or self.after or self.anywhere)
        return not asked or self._near(left, right, whole)

    def _near(self, left: str, right: str, whole: str) -> bool:
        lead, rest = left.rstrip(" ,"), right.lstrip(" ,") + " "
        return (
            any(re.search(rf"(?:^|\W){re.escape(word)}$", lead) for word in self.before)
            or any(re.match(rf"{re.escape(word)}\W", rest) for word in self.after)
            or any(re.search(rf"(?:^|\W){re.escape(word)}(?:\W|$)", whole) for word in self.anywhere)
        )


def expand(text: str) -> str:
    """Return note `text` with its abbreviations written out by context and its units completed ("12tr" -> "12 triệu đồng")."""
    text = _units(re.sub(r"(?<=\d)(?=(?:đv|hv|cb)\b)", " ", _marks(nfc(text))))
    text = _split_joined(text)
    whole = fold(text)
    kept = [match.span() for pattern in (_SYMBOL, _QUOTED) for match in pattern.finditer(text)]

    def written(match: re.Match[str]) -> str:
        if any(start <= match.start() < end for start, end in kept):
            return match.group()
        return _write_out(match.group(), whole[: match.start()], whole[match.end() :], whole)

    return re.sub(r"\s{2,}", " ", _WORD.sub(written, text)).strip()


def _write_out(word: str, left: str, right: str, whole: str) -> str:
    table, informal = _tables()
    readings: tuple[Reading, ...] = ()
    key = fold(word)
    exact = table.get(word.upper(), table.get(key, ()))
    if word.isupper() or (len(key) >= 3 and not _syllable_like(word)) or (len(word) > 2 and word[:2].isupper()):
        readings = exact
    if not readings and word.islower():
        readings = informal.get(word, ()) or (informal.get(key, ()) if word == key else ())
    for reading in readings:
        if reading.fits(left, right, whole):
            return reading.to
    return word


def _syllable_like(word: str) -> bool:
    """A lowercase word with a vowel could be a Vietnamese syllable, so it is no abbreviation."""
    return (
        word.islower() and any(char in "aeiouy" for char in fold(word)) and fold(word) not in {"asxh", "ubnd", "ubmt"}
    )


def unknown(text: str) -> tuple[str, ...]:
    """Return the capital-letter abbreviations that an expanded text still holds, for the user to write out."""
    spans = [match.span() for pattern in (_SYMBOL, _QUOTED) for match in pattern.finditer(text)]
    left = (
        match.group()
        for match in re.finditer(rf"(?<![\w/-]){_LETTER}{{2,}}(?![\w/-])", text)
        if match.group().isupper() and not any(start <= match.start() < end for start, end in spans)
    )
    return tuple(
        dict.fromkeys(
            word for word in left if not re.fullmatch(r"[IVXL]+|OCOP|TP|HTX|COVID|WIFI|USD|THCS|THPT|QR|ISO", word)
        )
    )


def _marks(text: str) -> str:
    text = re.sub(r"\s*(?:=>|⇒|==>)\s*", " nên ", text)
    text = re.sub(rf"(?<=\d)(?=(?:hs|cb)(?!{_LETTER}))", " ", text)
    text = re.sub(r"\s*(?:→|-+>|⟶)\s*", " → ", text)
    text = re.sub(rf"(?<={_LETTER})\s*[+&]\s*(?={_LETTER})", " và ", text)
    text = re.sub(r"(?:^|(?<=\s))(?:>=|≥|>)\s*(?=\d)", "hơn ", text)
    text = re.sub(r"(?:^|(?<=\s))(?:<=|≤|<)\s*(?=\d)", "dưới ", text)
    return re.sub(r"(?:^|(?<=\s))[~≈]\s*(?=\d)", "khoảng ", text)


def _units(text: str) -> str:
    """Complete the unit that follows a number; "12 triệu đồng" and "5 triệu cây" stay as they are."""
    for short, full in load_yaml("abbreviations")["units"].items():
        glued = short in {"k", "đ", "ty", "ti", "cb", "cs", "hs", "dc"}
        space = "" if glued else r"\s?"
        tail = rf"(?!{_LETTER}|\s*(?:đồng|dong|đ\b|người|lượt|cây|con|m[23]?\b|tấn|USD))"
        head = full.split()[-1]
        replaced = rf"\1 {full}"
        text = re.sub(rf"{_NUMBER}{space}{re.escape(short)}{tail}", replaced, text, flags=re.IGNORECASE)
        text = text.replace(f"{head} {head}", head)
    return re.sub(rf"{_NUMBER}\s+%", r"\1%", text)


def _split_joined(text: str) -> str:
    """Put the members of "UBND-HĐND" and "KT-XH" where the dictionary finds them."""
    text = re.sub(r"\b(?:KT|PTKT)\s?[-–]\s?(?:VH\s?[-–]\s?)?XH\b", lambda m: _joined_economy(m.group()), text)
    text = re.sub(r"\b([Pp]hòng |[Bb]an )VH\s?[-–]\s?XH\b", r"\1Văn hóa - Xã hội", text)
    text = re.sub(r"\bVH\s?[-–]\s?XH\b", "văn hóa - xã hội", text)
    text = re.sub(rf"(?:TP|Tp|tp)\.?\s?(?=[A-ZĐÂÔƯÁÀ])(?!{_LETTER}*[A-Z]{{2}})", "thành phố ", text)
    text = re.sub(r"\bCT\s?[-–]\s?XH\b", "chính trị - xã hội", text)
    text = re.sub(r"\b(?:QP\s?[-–]\s?AN)\b", "quốc phòng - an ninh", text)
    text = re.sub(r"\b(GS)\s?[-–]\s?(PB|PBXH)\b", r"\1, \2", text)
    known = "|".join(["HĐND", "HDND", "UBND", "UBMTTQ", "MTTQ", "UBMTTQVN", "MTTQVN"])
    return re.sub(rf"\b({known})\s?[-–]\s?(?=(?:{known})\b)", r"\1, ", text)


def _joined_economy(text: str) -> str:
    start = "phát triển " if text.startswith("PT") else ""
    return start + ("kinh tế - văn hóa - xã hội" if "VH" in text else "kinh tế - xã hội")


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, tuple[Reading, ...]], dict[str, tuple[Reading, ...]]]:
    source = load_yaml("abbreviations")
    words: dict[str, tuple[Reading, ...]] = {}
    for key, value in source["words"].items():
        words[key.upper()] = words[key] = _readings(value)
        words.setdefault(fold(key), words[key])
    return words, {key: _readings(value) for key, value in source["informal"].items()}


def _readings(value: Any) -> tuple[Reading, ...]:
    if isinstance(value, str):
        return (Reading(value),)
    return tuple(
        Reading(
            to=row["to"],
            before=frozenset(fold(word) for word in row.get("truoc", ())),
            after=tuple(fold(word) for word in row.get("sau", ())),
            anywhere=tuple(fold(word) for word in row.get("trong", ())),
            before_number=bool(row.get("so")),
            before_percent=bool(row.get("phan_tram")),
            after_number=bool(row.get("sau_so")),
        )
        for row in value
    )
