"""What the checks find and miss: `python -m eval.checking [--data ../shared] [--show]`.

Recall on the findings that people marked in the sample documents, what is raised on clean reports, what is found of errors
that a program plants, and how long a long report takes next to splitting it into words.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from assistant.checks import run_checks
from assistant.records import Finding
from assistant.reportcheck import subject_of
from eval.corrupt import KINDS, Planted, plant
from knowledge.readers import read
from knowledge.records import Document
from knowledge.registry import load_registry
from knowledge.structure import build
from knowledge.text import nfc, tokens

PAGE = 2_600
"""Characters of a page as these reports are set: A4, 14 points, some 42 lines."""
LONG = 30


@dataclass(frozen=True, slots=True)
class Judged:
    """One row of the findings that people marked, and whether ours meet it (None: its quote is not in the text)."""

    seed: str
    kind: str
    quote: str
    decidable: bool
    found: bool | None


def check_file(document: Document) -> tuple[Finding, ...]:
    """Return the findings of a document as the `check` verb gives them."""
    return run_checks(subject_of(document, load_registry()))


def judge(data: Path) -> tuple[tuple[Judged, ...], dict[str, tuple[Finding, ...]]]:
    """Hold our findings on the samples against the marked ones: same kind, overlapping quotes."""
    rows = json.loads((data / "domain" / "sample_findings.json").read_text(encoding="utf-8"))
    ours: dict[str, tuple[Finding, ...]] = {}
    texts: dict[str, str] = {}
    judged = []
    for row in rows:
        name = row["seed"]
        if name not in ours:
            document = open_document(data / "seeds" / name)
            texts[name], ours[name] = document.text, check_file(document)
        spans = tuple(_spans(texts[name], nfc(row["quote"])))
        kind = row["finding_kind"] or row["kind"]
        met = any(f.kind == kind and f.start < end and start < f.end for f in ours[name] for start, end in spans)
        judged.append(Judged(name, kind, row["quote"], row["decidable"], met if spans else None))
    return tuple(judged), ours


def open_document(path: Path) -> Document:
    """Read one file as the knowledge base would."""
    return build(read(path), path.name)


def demo_reports() -> tuple[Document, ...]:
    """Return the demo reports that we ship: clean ones, written by hand."""
    with resources.as_file(resources.files("knowledge").joinpath("data/demo")) as folder:
        return tuple(open_document(path) for path in sorted(folder.glob("bao-cao-*.md")))


def clean_cases() -> tuple[Document, ...]:
    """Return the clean reports frozen by someone who had not read the checks."""
    with resources.as_file(resources.files("eval").joinpath("cases/clean")) as folder:
        return tuple(open_document(path) for path in sorted(folder.glob("*.md")))


def planted_rates(reports: tuple[Document, ...], rounds: int = 6) -> dict[str, tuple[int, int]]:
    """Return for each kind of planted error how many were found, of how many."""
    rates = dict.fromkeys(KINDS, (0, 0))
    for kind in KINDS:
        for report in reports:
            for planted in plant(kind, report, reports, rounds):
                met, all_ = rates[kind]
                rates[kind] = met + caught(planted), all_ + 1
    return rates


def caught(planted: Planted) -> bool:
    """Tell whether the checks raise what was planted, where it was planted."""
    return any(
        f.kind in planted.kinds and (planted.end == 0 or (f.start < planted.end and planted.start < f.end))
        for f in run_checks(planted.subject)
    )


def timing(reports: tuple[Document, ...]) -> tuple[float, float]:
    """Return seconds for checking a report of LONG pages and for splitting it into words; grammars warm, reading apart."""
    text = "\n".join(r.text for r in reports)
    text = (text * (1 + LONG * PAGE // len(text)))[: LONG * PAGE]
    registry = load_registry()
    run_checks(subject_of(reports[0], registry))
    document = Document("x", "x", "x", "report", text, ())
    started = time.perf_counter()
    run_checks(subject_of(document, registry))
    checked = time.perf_counter()
    tokens(text)
    return checked - started, time.perf_counter() - checked


def _spans(text: str, quote: str) -> Iterator[tuple[int, int]]:
    start = text.find(quote)
    while quote and start >= 0:
        yield start, start + len(quote)
        start = text.find(quote, start + 1)


def main(arguments: list[str] | None = None) -> int:
    """Print every measure; parts whose data is absent are skipped with a sentence."""
    parser = argparse.ArgumentParser(prog="eval.checking", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared"))
    parser.add_argument("--show", action="store_true", help="print every finding on samples and clean reports")
    given = parser.parse_args(arguments)
    if (given.data / "domain" / "sample_findings.json").exists():
        _print_samples(*judge(given.data), show=given.show)
    else:
        print(f"bỏ qua các văn bản mẫu: không có {given.data / 'domain' / 'sample_findings.json'}")
    reports = demo_reports()
    _print_clean((*reports, *clean_cases()), show=given.show)
    for kind, (met, all_) in planted_rates(reports).items():
        print(f"lỗi cài vào, {kind}: {met}/{all_}")
    checked, split = timing(reports)
    print(f"báo cáo {LONG} trang: {checked * 1000:.0f} ms, gấp {checked / split:.1f} lần tách từ")
    return 0


def _print_samples(judged: tuple[Judged, ...], ours: dict[str, tuple[Finding, ...]], *, show: bool) -> None:
    groups: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        if one.found is not None and one.decidable:
            groups["spelling" if one.kind == "spelling" else "không kể spelling"].append(one)
        elif one.found is not None:
            groups["ngoài phần quyết định được"].append(one)
    for name, rows in groups.items():
        print(f"văn bản mẫu, {name}: tìm thấy {sum(bool(r.found) for r in rows)}/{len(rows)}")
        for row in rows:
            if not row.found:
                print(f"    sót [{row.kind}] {row.seed[:3]} «{row.quote[:90]}»")
    for one in judged:
        if one.found is None:
            print(f"    không có trong văn bản: [{one.kind}] {one.seed[:3]} «{one.quote[:90]}»")
    if show:
        for name, findings in ours.items():
            _print_findings(name, findings)


def _print_clean(reports: tuple[Document, ...], *, show: bool) -> None:
    for report in reports:
        findings = check_file(report)
        errors = sum(f.severity == "error" for f in findings)
        warnings = sum(f.severity == "warning" for f in findings)
        pages = max(1.0, len(report.text) / PAGE)
        print(f"báo cáo sạch {report.path}: {errors} lỗi, {warnings} nhắc trên {pages:.1f} trang")
        if show:
            _print_findings(report.path, findings)


def _print_findings(name: str, findings: tuple[Finding, ...]) -> None:
    print(f"--- {name}")
    for f in findings:
        print(f"    {f.severity} {f.kind} {f.start} «{f.quote[:80]}» {f.message} -> {f.expected}")


if __name__ == "__main__":
    raise SystemExit(main())
