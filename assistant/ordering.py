"""Put notes into the order of the outline's requirements, else group them by topic in the order of first appearance."""

from __future__ import annotations

from assistant.notes import NoteReading
from assistant.requirements import overlap


def arrange(readings: tuple[NoteReading, ...], requirements: tuple[str, ...]) -> tuple[NoteReading, ...]:
    """Return the readings in writing order; notes on one topic stand together, one of no topic with that before it."""
    first_seen: dict[str, int] = {}
    topics: list[str] = []
    for place, reading in enumerate(readings):
        topics.append(reading.topic if reading.topic != "chung" else topics[-1] if topics else "chung")
        first_seen.setdefault(topics[-1], place)

    def key(item: tuple[int, NoteReading]) -> tuple[int, int, int]:
        place, reading = item
        return _asked_at(reading, requirements), first_seen[topics[place]], place

    return tuple(reading for _, reading in sorted(enumerate(readings), key=key))


def _asked_at(reading: NoteReading, requirements: tuple[str, ...]) -> int:
    """Return the place of the requirement that the note answers best; unasked notes come last."""
    scores = [overlap(requirement, reading) for requirement in requirements]
    if not scores or max(scores) <= 0:
        return len(requirements)
    return scores.index(max(scores))


def grouped(readings: tuple[NoteReading, ...]) -> tuple[tuple[NoteReading, ...], ...]:
    """Return runs of neighbouring readings that share a topic."""
    runs: list[list[NoteReading]] = []
    for reading in readings:
        if runs and reading.topic != "chung" and runs[-1][-1].topic == reading.topic:
            runs[-1].append(reading)
        else:
            runs.append([reading])
    return tuple(tuple(run) for run in runs)
