"""What a chat turn asks for, told without a language model: cue phrases first, then the nearest example turns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from assistant.prompts import load_yaml
from assistant.records import INTENTS, Intent
from knowledge.directives import parse_mentions
from knowledge.text import fold

SURE = 0.6
"""Confidence from which an action is taken; under it the assistant asks back."""
STRONG = 0.9
"""Score of one good cue, or of a turn nearly the same as an example; a weaker one is less sure."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A turn as understood: `notes` are its note lines (bullets dropped), `role` the section role it names, or None."""

    intent: Intent
    confidence: float
    role: str | None
    notes: tuple[str, ...]
    question: str


def read_turn(text: str) -> Reading:
    """Classify a turn and part its notes from its words."""
    question, notes = split_notes(text)
    scores = _scores(question or text, bool(notes))
    intent: Intent = max(INTENTS, key=lambda name: scores[name])
    total = sum(value for value in scores.values() if value > 0) or 1.0
    confidence = scores[intent] / total * min(1.0, scores[intent] / STRONG) if scores[intent] > 0 else 0.0
    if scores[intent] <= 0:
        intent = "draft" if len(notes) >= 2 else "other"
        confidence = 0.7 if notes else 0.3
    return Reading(intent, round(confidence, 3), role_named(question or text), notes, question)


def split_notes(text: str) -> tuple[str, tuple[str, ...]]:
    """Part a turn into its words and its note lines ("- …", "+ …", "• …", "* …", "1. …")."""
    words, notes = [], []
    for line in text.splitlines():
        bullet = re.match(r"\s*(?:[-+•*–—]\s*|\d{1,2}[.)]\s+)(\S.*)", line)
        if bullet:
            notes.append(bullet[1].strip())
        elif line.strip():
            words.append(line.strip())
    if not notes and len(words) >= 3 and not words[0].endswith("?"):
        head = words[0] if _cue_hits(words[0]) else ""
        return head, tuple(words[1:] if head else words)
    return " ".join(words), tuple(notes)


def role_named(text: str) -> str | None:
    """Return the section role whose name stands in the text (longest name wins), accents or not."""
    folded = f" {_plain(text)} "
    found = [(len(cue), role) for role, cues in _rules()["roles"].items() for cue in cues if f" {cue} " in folded]
    return max(found)[1] if found else None


def _scores(text: str, has_notes: bool) -> dict[str, float]:
    plain = f" {_plain(text)} "
    rules = _rules()
    scores: dict[str, float] = dict.fromkeys(INTENTS, 0.0)
    for name, cues in rules["intents"].items():
        for cue, weight in cues.items():
            if re.search(rf"(?<!\w){cue}(?!\w)", plain):
                scores[name] += weight
    if has_notes:
        scores["draft"] += 1.5
    if parse_mentions(text) and scores["phrase"] + scores["draft"] + scores["revise"] < 1:
        scores["lookup"] += 0.8
    nearest, similarity = _nearest(plain)
    if similarity > 0.3:
        scores[nearest] += similarity
    return scores


def _cue_hits(text: str) -> bool:
    plain = f" {_plain(text)} "
    return any(re.search(rf"(?<!\w){cue}(?!\w)", plain) for cues in _rules()["intents"].values() for cue in cues)


def _nearest(plain: str) -> tuple[str, float]:
    wanted = set(plain.split())
    best, score = "other", 0.0
    for name, examples in _rules()["examples"].items():
        for example in examples:
            words = set(_plain(example).split())
            overlap = 2 * len(wanted & words) / (len(wanted) + len(words) or 1)
            if overlap > score:
                best, score = name, overlap
    return best, score


def _plain(text: str) -> str:
    return re.sub(r"[^\w%/-]+", " ", fold(text)).strip()


@lru_cache(maxsize=1)
def _rules() -> dict[str, Any]:
    rules: dict[str, Any] = load_yaml("intents.yaml")
    rules["roles"] = {role: [_plain(cue) for cue in cues] for role, cues in rules["roles"].items()}
    return rules
