"""Measure the telling of intents: `python -m eval.turns [--json] [--misses]`.

200 chat turns frozen before tuning by someone who had not read the rules (`eval/cases/README-blind.md`). A turn that the assistant
asks back about counts as wrong here, but it does no harm; a wrong action does: both are given.
"""

from __future__ import annotations

import argparse
import json
from importlib.resources import files
from typing import Any

from assistant.intents import SURE, read_turn


def measure() -> dict[str, Any]:
    """Read all turns and return the figures, with the misses as lines."""
    rows = [json.loads(line) for line in files("eval").joinpath("cases", "turns.jsonl").read_text("utf-8").splitlines()]
    kinds: dict[str, list[bool]] = {}
    wrong_actions, misses = 0, []
    for row in rows:
        reading = read_turn(row["text"], row["open_section"], row["has_draft"])
        acted = reading.confidence >= SURE or bool(reading.notes) or reading.intent == "other"
        right = reading.intent == row["intent"] and acted
        kinds.setdefault(row["intent"], []).append(right)
        wrong_actions += reading.intent != row["intent"] and acted and reading.intent != "other"
        if not right:
            misses.append(f"{row['intent']} read as {reading.intent} ({reading.confidence}): {row['text']!r}")
    flat = [right for rights in kinds.values() for right in rights]
    return {
        "accuracy": round(sum(flat) / len(flat), 4),
        "wrong_actions": wrong_actions,
        "by_intent": {kind: f"{sum(rights)}/{len(rights)}" for kind, rights in kinds.items()},
        "misses": misses,
    }


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--data", help="not used: the cases stand in the repository")
    options = parser.parse_args()
    result = measure()
    if options.json:
        print(json.dumps(result, ensure_ascii=False))
        return
    for name, value in result.items():
        if name != "misses":
            print(f"{name}: {value}")
    for line in result["misses"] if options.misses else ():
        print(line)


if __name__ == "__main__":
    main()
