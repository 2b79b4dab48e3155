"""What a chat turn asks for, told without a language model: cue phrases first, then the nearest example turns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.prompts import load_yaml
from assistant.records import INTENTS, Intent
from knowledge.directives import parse_mentions
from knowledge.embedding import open_embedder
from knowledge.text import fold

SURE = 0.5
"""Confidence from which an action is taken; under it the assistant asks back."""
INLINE = re.compile(r"(?:^|\s)[-+•]\s+")
"""Bullets inside one line ("soạn mục ưu điểm: - … - …")."""
NEIGHBOURS = 5
LIKENESS = 1.0
LEAST_LIKE = 0.35
"""Nearest examples that vote, the weight of their likeness (cosine), and the likeness that counts for nothing."""
STRONG = 0.6
"""Score from which the lead over the second intent alone decides; a weaker one is less sure."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A turn as understood: `notes` are its note lines (bullets dropped), `role` the section role it names, or None."""

    intent: Intent
    confidence: float
    role: str | None
    notes: tuple[str, ...]
    question: str


def read_turn(text: str, open_role: str | None = None, has_draft: bool = False) -> Reading:
    """Classify a turn, typed where a section of `open_role` is open, and part its notes from its words."""
    question, notes = split_notes(text)
    scores = _scores(question or text, bool(notes))
    intent: Intent = max(INTENTS, key=lambda name: scores[name])
    top, second = sorted(scores.values(), reverse=True)[:2]
    confidence = top / (top + second) * min(1.0, top / STRONG) if top > 0 else 0.0
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
    inline = INLINE.split(words[0]) if len(words) == 1 and not notes else []
    if len(inline) > 2 and inline[0].rstrip().endswith(":"):
        return inline[0].strip(), tuple(part.strip(" ;.") for part in inline[1:] if part.strip(" ;."))
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
    for name, value in _nearest(text).items():
        scores[name] += value
    return scores


def _cue_hits(text: str) -> bool:
    plain = f" {_plain(text)} "
    return any(re.search(rf"(?<!\w){cue}(?!\w)", plain) for cues in _rules()["intents"].values() for cue in cues)


def _nearest(text: str) -> dict[str, float]:
    """Score each intent by its examples nearest in embedding space (the shipped model, whatever the library uses)."""
    names, vectors = _examples()
    likeness = vectors @ open_embedder("").encode([text], query=True)[0]
    near = sorted(zip(likeness.tolist(), names, strict=True), reverse=True)[:NEIGHBOURS]
    scores = dict.fromkeys(INTENTS, 0.0)
    for value, name in near:
        scores[name] += max(0.0, value - LEAST_LIKE)
    return {name: LIKENESS * value for name, value in scores.items()}


@lru_cache(maxsize=1)
def _examples() -> tuple[tuple[Intent, ...], NDArray[np.float32]]:
    rows = [(name, text) for name, texts in _rules()["examples"].items() for text in texts]
    return tuple(name for name, _ in rows), open_embedder("").encode([text for _, text in rows], query=True)


def _plain(text: str) -> str:
    return re.sub(r"[^\w%/-]+", " ", fold(text)).strip()


@lru_cache(maxsize=1)
def _rules() -> dict[str, Any]:
    rules: dict[str, Any] = load_yaml("intents.yaml")
    rules["roles"] = {role: [_plain(cue) for cue in cues] for role, cues in rules["roles"].items()}
    return rules
