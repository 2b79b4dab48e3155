"""Measure drafting without a language model: `python -m eval.drafting [--json] [--show ID] [--misses]`.

40 tasks frozen before tuning by someone who had not read the patterns (`eval/cases/README-blind.md`): figures of the notes kept,
figures that trace to nothing, names kept, notes covered, the time to the first text and to the whole section.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from importlib.resources import files
from pathlib import Path
from typing import Any

from assistant.coverage import covers
from assistant.factsfile import facts_of
from assistant.records import Draft
from assistant.service import Service, open_service
from assistant.settings import load_settings
from assistant.workflow import draft_section
from assistant.workspace import profile_from
from knowledge.figures import parse_figures
from knowledge.text import fold

Row = dict[str, Any]


def measure(service: Service) -> Row:
    """Run all tasks and return the figures, with the misses as lines."""
    rows = [
        json.loads(line) for line in files("eval").joinpath("cases", "drafting.jsonl").read_text("utf-8").splitlines()
    ]
    kept = wanted = names = named = covered = notes = unsupported = 0
    first, whole = [], []
    misses: list[str] = []
    for row in rows:
        draft, started, done = drafted(service, row)
        first.append(started)
        whole.append(done)
        lost = [f for f in row["must_keep"] if f["value"] not in _values(draft.text)]
        gone = [n for n in row["names"] if " ".join(fold(n).split()) not in " ".join(fold(draft.text).split())]
        uncovered = [i for i in range(len(row["notes"])) if not any(i in p.notes for p in draft.paragraphs)]
        open_errors = [f for f in draft.findings if f.kind in {"figure_unsupported", "foreign_figure"}]
        wanted += len(row["must_keep"])
        kept += len(row["must_keep"]) - len(lost)
        names += len(row["names"])
        named += len(row["names"]) - len(gone)
        notes += len(row["notes"])
        covered += len(row["notes"]) - len(uncovered)
        unsupported += len(open_errors)
        misses += [f"{row['id']} figure lost: {f['value']} {f['unit']}" for f in lost]
        misses += [f"{row['id']} name lost: {n}" for n in gone]
        misses += [f"{row['id']} note not covered: {row['notes'][i]}" for i in uncovered]
        misses += [f"{row['id']} traces to nothing: {f.quote}" for f in open_errors]
    return {
        "tasks": len(rows),
        "figures_kept": f"{kept}/{wanted}",
        "names_kept": f"{named}/{names}",
        "notes_covered": f"{covered}/{notes}",
        "figures_that_trace_to_nothing": unsupported,
        "first_text_ms_median": round(statistics.median(first)),
        "section_ms_median": round(statistics.median(whole)),
        "misses": misses,
    }


def drafted(service: Service, row: Row) -> tuple[Draft, float, float]:
    """Draft one task; the draft with the milliseconds to its first text and to its end."""
    started = time.perf_counter()
    first = 0.0
    draft: Draft | None = None
    events = draft_section(
        service, row["section"], "\n".join(row["notes"]), facts_of(row.get("facts") or []), profile_from(row["profile"])
    )
    for event in events:
        if event.kind == "text" and not first:
            first = (time.perf_counter() - started) * 1000
        if event.answer is not None:
            draft = event.answer.draft
    assert draft is not None
    return draft, first, (time.perf_counter() - started) * 1000


def _values(text: str) -> set[str]:
    return {figure.value for line in text.splitlines() for figure in parse_figures(line)}


def main() -> None:
    """Print the figures over a fresh home with the demo documents."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--show", nargs="*", help="print these tasks' drafts (all when no id is given)")
    parser.add_argument("--data", help="not used: the cases stand in the repository")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as home, open_service(load_settings(Path(home), environ={})) as service:
        if options.show is not None:
            show(service, options.show)
            return
        result = measure(service)
    if options.json:
        print(json.dumps(result, ensure_ascii=False))
        return
    for name, value in result.items():
        if name != "misses":
            print(f"{name}: {value}")
    for line in result["misses"] if options.misses else ():
        print(line)


def show(service: Service, ids: list[str]) -> None:
    """Print notes and drafts side by side, for reading."""
    for line in files("eval").joinpath("cases", "drafting.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if ids and row["id"] not in ids:
            continue
        draft, _, _ = drafted(service, row)
        print(f"## {row['id']} {row['section']} ({row['body']})")
        print("\n".join(f"  - {note}" for note in row["notes"]))
        print(draft.text)
        print(*(f"  ! {f.message}" for f in draft.findings if f.kind != "blank"), sep="\n")
        print(*(f"  ? {note}" for note in row["notes"] if not covers(draft.text, note)), sep="\n")


if __name__ == "__main__":
    main()
