"""What a note, a question or a requirement is about, by cue words compared without accents."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.prompts import load_yaml
from knowledge.text import fold, nfc, normalise_tones


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic's key, its Vietnamese label, and the cue words that raise it, lowercase with their accents."""

    key: str
    label: str
    cues: tuple[str, ...]


@lru_cache(maxsize=1)
def all_topics() -> tuple[Topic, ...]:
    """Return every topic in the order in which a report treats them when its outline says nothing else."""
    rows = load_yaml("topics")
    return tuple(
        Topic(key, row["label"], tuple(normalise_tones(cue).lower() for cue in row["cues"]))
        for key, row in rows.items()
    )


def label_of(key: str) -> str:
    """Return the Vietnamese label of topic `key`; the key itself where it is unknown."""
    return next((topic.label for topic in all_topics() if topic.key == key), key)


def order_of(key: str) -> int:
    """Return the place of topic `key` in the natural order of a report; unknown ones come last."""
    keys = [topic.key for topic in all_topics()]
    return keys.index(key) if key in keys else len(keys)


def topics_of(text: str) -> tuple[str, ...]:
    """Return the keys of the topics that `text` raises, best first: long and early cues weigh more; () for none."""
    return _topics_of(text)


@lru_cache(maxsize=4096)
def _topics_of(text: str) -> tuple[str, ...]:
    padded = " " + re.sub(r"\W+", " ", normalise_tones(nfc(text)).lower()).strip() + " "
    bare = fold(padded) == padded
    padded = _JOINED.sub(r"\1_hop", padded) if bare else padded
    scores = [(_score(topic, padded, bare), -place, topic.key) for place, topic in enumerate(all_topics())]
    return tuple(key for score, _, key in sorted(scores, reverse=True) if score > 0)


_JOINED = re.compile(r"\b(phoi|tap|tong|ket|phu|tich|to|truong) hop\b")
"""Words that end in "hợp", which without accents look like "họp"."""


def _score(topic: Topic, padded: str, bare: bool) -> float:
    """Sum the cues found, accents compared where the text has them; a cue inside a longer found cue adds nothing."""
    score, seen = 0.0, ""
    for said in sorted(topic.cues, key=len, reverse=True):
        cue = _JOINED.sub(r"\1_hop", fold(said)) if bare else said
        at = padded.find(f" {cue} ")
        if at < 0 or f" {cue} " in seen:
            continue
        seen += f" {cue} "
        score += len(cue.split()) ** 1.5 + 1.2 / (1 + padded[:at].count(" "))
    return score
