"""Cut a note into clauses at its commas, semicolons and words of cause, effect and contrast."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.clauses import Clause, parse
from assistant.lexicon import Word, tag


def clauses_of(text: str) -> tuple[Clause, ...]:
    """Return the clauses of one expanded note, each with the joint ("", ",", ";", "do", "nên", "nhưng") before it."""
    found: list[Clause] = []
    for joint, words in _segments(tag(text)):
        clause = parse(words, joint)
        if found and (_continues(clause, joint) or (clause.kind != "count" and _unfinished(found[-1], joint))):
            joined = found[-1].words[:-1] + (replace(found[-1].words[-1], trail=joint or ","),) + words
            found[-1] = replace(parse(joined, found[-1].joint), lead=found[-1].lead)
            continue
        found.append(clause)
    return tuple(found)


def worded_arrows(text: str) -> str:
    """Word an arrow between two figures: "12% → 7%" becomes "giảm từ 12% xuống còn 7%"."""

    def worded(match: re.Match[str]) -> str:
        first, second = (_number(match.group(n)) for n in ("a", "b"))
        if first is None or second is None or first == second:
            return f"{match.group('a')} đến {match.group('b')}"
        verb, toward = ("giảm", "xuống còn") if second < first else ("tăng", "lên")
        said = match.group("verb") or verb
        return f"{said} từ {match.group('a')}{match.group('u') or ''} {toward} {match.group('b')}"

    pattern = r"(?:(?P<verb>tăng|giảm)\s+)?(?:từ\s+)?(?P<a>\d[\d.,]*%?)(?P<u>\s[^\W\d_][^\d→,;]{0,25}?)?\s*→\s*(?:còn\s+)?(?P<b>\d[\d.,]*%?)"
    return re.sub(pattern, worded, text).replace("→", "đến")


def _number(text: str) -> float | None:
    plain = text.rstrip("%.,").replace(".", "").replace(",", ".")
    try:
        return float(plain)
    except ValueError:
        return None


def _segments(words: tuple[Word, ...]) -> list[tuple[str, tuple[Word, ...]]]:
    """Cut at ";", at "," and before words of cause, effect and contrast; the word itself becomes the joint."""
    segments: list[tuple[str, tuple[Word, ...]]] = []
    current: list[Word] = []
    joint = ""
    for place, word in enumerate(words):
        if word.has("cause", "effect", "contrast") and (current or place == 0) and place < len(words) - 1:
            if current:
                segments.append((joint, tuple(current)))
            current, joint = [], word.text.lower()
            continue
        current.append(word)
        if word.trail[:1] in {",", ";", "."} and place < len(words) - 1:
            segments.append((joint, tuple(current)))
            current, joint = [], word.trail[:1]
    if current:
        segments.append((joint, tuple(current)))
    return segments


def _continues(clause: Clause, joint: str) -> bool:
    """A comma that only goes on with a list (of places, names, objects) starts no clause of its own."""
    return joint == "," and clause.kind == "fragment"


def _unfinished(clause: Clause, joint: str) -> bool:
    """A noun without predicate before a comma shares the predicate of what follows ("nhận thức cán bộ, đảng viên")."""
    return (
        joint == "," and clause.kind == "fragment" and len(clause.words) <= 4 and clause.words[0].has("agent", "noun")
    )
