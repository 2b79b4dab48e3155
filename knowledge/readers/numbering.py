"""The numbers that Word's automatic numbering prints before paragraphs, counted as Word counts them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from knowledge.readers.word_text import W

_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    pattern: str
    start: int


class Numbering:
    """Counters of the numbered lists of one document, from its styles and the root of its numbering part."""

    def __init__(self, styles: etree._Element, root: etree._Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._abstract: dict[str, str] = {}
        self._counts: dict[tuple[str, int], int] = {}
        self._of_style: dict[str, tuple[str, int]] = {}
        if root is not None:
            self._read(root)
        for style in styles.iter(W + "style"):
            found = _numbering_of(style.find(W + "pPr"))
            if found:
                self._of_style[style.get(W + "styleId", "")] = found

    def _read(self, root: etree._Element) -> None:
        for abstract in root.iterchildren(W + "abstractNum"):
            levels = {int(level.get(W + "ilvl", "0")): _level(level) for level in abstract.iterchildren(W + "lvl")}
            self._levels[abstract.get(W + "abstractNumId", "")] = levels
        for num in root.iterchildren(W + "num"):
            target = num.find(W + "abstractNumId")
            if target is not None:
                self._abstract[num.get(W + "numId", "")] = target.get(W + "val", "")
        # an override restarts a list: it counts for itself
        for num in root.iterchildren(W + "num"):
            if num.find(f"{W}lvlOverride/{W}startOverride") is not None:
                own = num.get(W + "numId", "")
                self._levels["own" + own] = self._levels.get(self._abstract.get(own, ""), {})
                self._abstract[own] = "own" + own

    def number_of(self, paragraph: etree._Element) -> str:
        """Return the number printed before a paragraph and count it; "" where it has none."""
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        found = _numbering_of(paragraph.find(W + "pPr"))
        if found is None and style is not None:
            found = self._of_style.get(style.get(W + "val", ""))
        if found is None or found[0] == "0":
            return ""
        abstract, depth = self._abstract.get(found[0], ""), found[1]
        level = self._levels.get(abstract, {}).get(depth)
        if level is None:
            return ""
        self._count(abstract, depth, level)
        return self._print(abstract, level)

    def _count(self, abstract: str, depth: int, level: _Level) -> None:
        key = (abstract, depth)
        self._counts[key] = self._counts.get(key, level.start - 1) + 1
        for deeper in [other for other in self._counts if other[0] == abstract and other[1] > depth]:
            del self._counts[deeper]

    def _print(self, abstract: str, level: _Level) -> str:
        if level.form == "bullet":
            return "-"
        levels = self._levels[abstract]

        def one(match: re.Match[str]) -> str:
            depth = int(match.group(1)) - 1
            other = levels.get(depth, level)
            return format_number(self._counts.get((abstract, depth), other.start), other.form)

        return re.sub(r"%(\d)", one, level.pattern)


def format_number(value: int, form: str) -> str:
    """Return a counter in Word's number form ("upperRoman", "lowerLetter", "decimal", ...)."""
    if form in ("upperRoman", "lowerRoman"):
        written = ""
        for size, sign in _ROMAN:
            written += sign * (value // size)
            value %= size
        return written if form == "upperRoman" else written.lower()
    if form in ("upperLetter", "lowerLetter"):
        letter = chr(ord("A") + (value - 1) % 26)
        return letter if form == "upperLetter" else letter.lower()
    if form == "decimalZero":
        return f"{value:02d}"
    return "" if form == "none" else str(value)


def _level(element: etree._Element) -> _Level:
    def value(tag: str, default: str) -> str:
        found = element.find(W + tag)
        return str(found.get(W + "val", default)) if found is not None else default

    return _Level(value("numFmt", "decimal"), value("lvlText", ""), int(value("start", "1")))


def _numbering_of(properties: etree._Element | None) -> tuple[str, int] | None:
    if properties is None:
        return None
    number = properties.find(f"{W}numPr/{W}numId")
    depth = properties.find(f"{W}numPr/{W}ilvl")
    if number is None:
        return None
    return number.get(W + "val", "0"), int(depth.get(W + "val", "0")) if depth is not None else 0
