"""Measure "which directive": `python -m eval.lookups [--json] [--misses]`.

150 look-ups frozen before tuning by someone who had not read the code (`eval/cases/README-lookups.md`): whether the right
entry comes first, whether a question without an answer gets "not found", what is said of validity, and the time per question.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from importlib.resources import files
from typing import Any

from assistant.lookup import look_up
from assistant.records import DirectiveMatch
from assistant.workspace import profile_from
from knowledge.registry import Registry, load_registry

Row = dict[str, Any]


def measure(registry: Registry) -> Row:
    """Run all cases and return the figures, with the misses as lines."""
    rows = [
        json.loads(line) for line in files("eval").joinpath("cases", "lookups.jsonl").read_text("utf-8").splitlines()
    ]
    kinds: dict[str, list[bool]] = {}
    verdicts: list[bool] = []
    times, misses = [], []
    look_up("khởi động", registry)
    for row in rows:
        started = time.perf_counter()
        profile = profile_from(row["profile"]) if row.get("profile") else None
        found = look_up(row["text"], registry, profile=profile)
        times.append((time.perf_counter() - started) * 1000)
        right = _right(row, found)
        kinds.setdefault(row["kind"], []).append(right)
        if row.get("applies") and right:
            verdicts.append(found[0].applies == row["applies"])
        if not right:
            got = (
                f"{found[0].directive.symbol} {found[0].directive.issued_on} {found[0].score:.2f}"
                if found
                else "chưa tìm thấy"
            )
            wanted = ", ".join(e["symbol"] for e in row["expected"]) or "chưa tìm thấy"
            misses.append(f"{row['id']} {row['kind']}: {row['text']} | wanted {wanted} | got {got}")
    answerable = [right for kind, rights in kinds.items() if kind != "none" for right in rights]
    return {
        "right_first": round(sum(answerable) / len(answerable), 4),
        "honest_not_found": round(sum(kinds["none"]) / len(kinds["none"]), 4),
        "by_kind": {kind: f"{sum(rights)}/{len(rights)}" for kind, rights in kinds.items()},
        "applies": f"{sum(verdicts)}/{len(verdicts)}",
        "ms_median": round(statistics.median(times), 2),
        "ms_worst": round(max(times), 2),
        "misses": misses,
    }


def _right(row: Row, found: tuple[DirectiveMatch, ...]) -> bool:
    if not row["expected"]:
        return not found
    accepted = {(e["symbol"], e["issued_on"]) for e in [*row["expected"], *row["accept"]]}
    return bool(found) and (found[0].directive.symbol, found[0].directive.issued_on) in accepted


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--data", help="not used: the cases stand in the repository")
    options = parser.parse_args()
    result = measure(load_registry())
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
