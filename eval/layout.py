"""Says what of a Word file would be sent back for its layout: `python -m eval.layout FILE.docx --standard party|state|front`."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from assistant.jsonfile import read_bytes
from assistant.layoutrules import Standard, problems_of
from assistant.pagerules import Problem
from assistant.wordlint import see
from knowledge.errors import TrolyError

STANDARDS: tuple[Standard, ...] = ("party", "state", "front")


def lint(path: Path, standard: Standard) -> tuple[Problem, ...]:
    """Return what would be sent back of one Word file; an unusable file raises UnusableInput."""
    return problems_of(see(read_bytes(path), path.name), standard)


def main(arguments: list[str] | None = None) -> int:
    """Print one line per problem; exit status 0 without any, 1 with some, 2 for an unusable file."""
    parser = argparse.ArgumentParser(prog="eval.layout", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--standard", choices=STANDARDS, required=True)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(arguments)
    try:
        found = {str(path): lint(path, given.standard) for path in given.files}
    except TrolyError as error:
        print(error, file=sys.stderr)
        return error.exit_status
    if given.json:
        print(
            json.dumps(
                {path: [asdict(one) for one in problems] for path, problems in found.items()}, ensure_ascii=False
            )
        )
    else:
        _print(found)
    return 1 if any(found.values()) else 0


def _print(found: dict[str, tuple[Problem, ...]]) -> None:
    for path, problems in found.items():
        print(f"{path}: {len(problems)} lỗi trình bày")
        for one in problems:
            print(f"  [{one.rule}] {one.message}" + (f" — “{one.quote.strip()[:60]}”" if one.quote.strip() else ""))


if __name__ == "__main__":
    sys.exit(main())
