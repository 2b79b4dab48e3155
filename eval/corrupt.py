"""Plants one known error at a time in a clean report: what a check must then find, and where."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from assistant.checks import Source, Subject
from assistant.reportcheck import subject_of
from knowledge.figures import parse_figures, render_number
from knowledge.outline import outline_of
from knowledge.readers.plain import read_text
from knowledge.records import Document, Figure
from knowledge.registry import load_registry
from knowledge.structure import build, walk

UNSUPPORTED = frozenset({"figure_unsupported", "foreign_figure"})
FEW = 0.15
"""Share of the places that are tried where a report has many."""
WHOLES = ("hộ", "nhân khẩu", "đảng viên", "chi bộ")
"""Units whose first figure in a report is that of the whole commune."""


@dataclass(frozen=True, slots=True)
class Planted:
    """A report with one error: a finding of one of these kinds must touch `start:end` (anywhere where `end` is 0)."""

    subject: Subject
    kinds: frozenset[str]
    start: int
    end: int
    was: str = ""
    now: str = ""


def plant(kind: str, report: Document, others: tuple[Document, ...], rounds: int) -> Iterator[Planted]:
    """Yield up to `rounds` errors of a kind in a report, chosen by the report's own id so that runs agree."""
    chance = random.Random(f"{kind}/{report.id}")
    strangers = tuple(d for d in others if d.id != report.id)
    made = list(KINDS[kind](report, strangers, chance))
    chance.shuffle(made)
    yield from made[:rounds]


def _changed(report: Document, start: int, end: int, now: str) -> Document:
    text = report.text[:start] + now + report.text[end:]
    return replace(build(read_text(text), report.path, report.kind), facts=report.facts)


def _own(subject: Subject, report: Document) -> Subject:
    """Give the subject the clean report's figures as the facts that its user typed in."""
    return replace(subject, support=(Source("số liệu của đơn vị", report.text),))


def _figures(report: Document) -> tuple[Figure, ...]:
    spans = [(m.start, m.end) for m in report.mentions]
    return tuple(f for f in report.figures if not any(a <= f.start < b for a, b in spans))


def figure_changed(report: Document, _: tuple[Document, ...], chance: random.Random) -> Iterator[Planted]:
    """Change a figure of the report while the user's facts say the old one."""
    known = {f.value for f in report.figures}
    for figure in _figures(report):
        digits = re.match(r"\d[\d.,]*", figure.quote)
        if not digits or not figure.value.isdigit():
            continue
        value = int(figure.value) + chance.choice((1, 7, 10, 90))
        if str(value) in known or chance.random() > FEW:
            continue
        now = render_number(str(value)) + figure.quote[digits.end() :]
        subject = subject_of(_changed(report, figure.start, figure.end, now), load_registry())
        yield Planted(_own(subject, report), UNSUPPORTED, figure.start, figure.start + len(now), figure.quote, now)


def conflict(report: Document, _: tuple[Document, ...], chance: random.Random) -> Iterator[Planted]:
    """Say a figure of the whole unit again in a later section, with another value; no facts given."""
    places = [s.end for s in walk(report.sections) if s.role in ("ket_qua", "danh_gia", "uu_diem") and s.end]
    whole = [f for f in _figures(report) if f.unit in WHOLES and f.value.isdigit() and f.value not in ("0", "1")]
    for unit in WHOLES if places else ():
        figure = next((f for f in whole if f.unit == unit), None)
        if figure is None:
            continue
        for step in (1, 2):
            now = str(int(figure.value) + max(step, int(figure.value) // 50 * step))
            at = chance.choice(places)
            said = f"\n\nToàn xã hiện có {render_number(now)} {unit}.\n"
            subject = subject_of(_changed(report, at, at, said), load_registry())
            yield Planted(subject, frozenset({"figure_conflict"}), at, at + len(said), figure.quote, said.strip())


def date_shifted(report: Document, _: tuple[Document, ...], chance: random.Random) -> Iterator[Planted]:
    """Shift the date of a directive that the registry knows, or turn a period round."""
    registry = load_registry()
    kinds = frozenset({"directive_date", "date_range"})
    for mention in report.mentions:
        known = registry.by_symbol(mention.symbol) if mention.symbol and not mention.symbol.isdigit() else ()
        day = re.search(r"(\d{1,2})([/-])(\d{1,2})[/-](\d{4})", mention.quote)
        if day and any(e.issued_on == mention.issued_on for e in known):
            year = int(day[4]) + chance.choice((-3, -1, 1, 2))
            start = mention.start + day.start(4)
            subject = subject_of(_changed(report, start, start + 4, str(year)), registry)
            yield Planted(subject, kinds, mention.start, mention.end, day[0], str(year))
    for match in re.finditer(r"(?<!\d)(20\d\d)(\s?[-–]\s?)(20\d\d)(?!\d)", report.text):
        now = match[3] + match[2] + match[1]
        subject = subject_of(_changed(report, match.start(), match.end(), now), registry)
        yield Planted(subject, frozenset({"date_range"}), match.start(), match.end(), match[0], now)


def section_dropped(report: Document, _: tuple[Document, ...], chance: random.Random) -> Iterator[Planted]:
    """Take one section out, heading and body, and hold the rest against the outline of the whole."""
    outline = outline_of(report)
    asked = {item.heading for top in outline.sections for item in (top, *top.children)}
    for section in walk(report.sections):
        if section.heading not in asked or section.role in ("mo_dau", "ket_thuc", "noi_nhan", "phu_luc"):
            continue
        end = max([section.end, *(s.end for s in walk(section.children))])
        subject = subject_of(_changed(report, section.start, end, ""), load_registry(), outline=outline)
        yield Planted(subject, frozenset({"coverage"}), 0, 0, section.heading)


def percentage_bent(report: Document, _: tuple[Document, ...], chance: random.Random) -> Iterator[Planted]:
    """Bend a percentage that stands beside its count; no facts given."""
    for match in re.finditer(r"(\d+(?:[.,]\d+)?)(?=\s?%)", report.text):
        if not _computable(report.text, match.start(), match[1]):
            continue
        value = float(match[1].replace(",", "."))
        bent = round(value + chance.choice((-3.4, -1.2, 1.7, -5)), 2)
        if not 0 < bent < 100:
            continue
        now = f"{bent:.2f}".rstrip("0").rstrip(".").replace(".", ",")
        subject = subject_of(_changed(report, match.start(), match.end(), now), load_registry())
        end = match.start() + len(now) + 1
        yield Planted(subject, frozenset({"arithmetic"}), match.start(), end, match[0], now)


def _computable(text: str, at: int, stated: str) -> bool:
    """Tell whether two counts of the same paragraph do give this percentage, right before it."""
    start = text.rfind("\n", 0, at) + 1
    counts = [f.value for f in parse_figures(text[start:at]) if not f.unit.startswith("%")][-4:]
    numbers = [float(part) for v in counts for part in v.split("/") if re.fullmatch(r"\d+(\.\d+)?", part)]
    value = float(stated.replace(",", "."))
    places = len(stated.partition(",")[2])
    last = numbers[-2:]
    return any(b and a < b and round(100 * a / b, places) == value for a in last for b in numbers)


def number_repeated(report: Document, _: tuple[Document, ...], chance: random.Random) -> Iterator[Planted]:
    """Give a section the number of its elder sister, or skip one."""
    for parent in (report.sections, *(s.children for s in walk(report.sections))):
        for elder, section in zip(parent, parent[1:], strict=False):
            at = report.text.find(section.number, section.start) if section.number and elder.number else -1
            if at < 0 or at > section.start + 8:
                continue
            subject = subject_of(_changed(report, at, at + len(section.number), elder.number), load_registry())
            yield Planted(subject, frozenset({"numbering"}), 0, 0, section.number, elder.number)


def foreign_pasted(report: Document, others: tuple[Document, ...], chance: random.Random) -> Iterator[Planted]:
    """Paste a sentence with a figure of another unit's report into a section."""
    foreign = tuple(Source(d.title, d.text, d.figures) for d in others)
    values = {f.value for f in report.figures}
    places = [s.end for s in walk(report.sections) if s.role == "ket_qua" and s.end]
    for other in others:
        for figure in _figures(other):
            line = other.text[other.text.rfind("\n", 0, figure.start) + 1 : other.text.find("\n", figure.end)]
            if figure.value in values or len(figure.value) < 2 or not 40 < len(line) < 400 or "|" in line or not places:
                continue
            if chance.random() > FEW:
                continue
            at = chance.choice(places)
            pasted = _changed(report, at, at, "\n\n" + line + "\n")
            subject = replace(_own(subject_of(pasted, load_registry()), report), foreign=foreign)
            yield Planted(subject, frozenset({"foreign_figure"}), at, at + len(line) + 3, "", figure.quote)


def doubled(report: Document, _: tuple[Document, ...], chance: random.Random) -> Iterator[Planted]:
    """Type a syllable twice."""
    for match in re.finditer(r"(?<=[a-zà-ỹ] )([a-zà-ỹđ]{3,6})(?= [a-zà-ỹ])", report.text):
        now = f"{match[1]} {match[1]}"
        if chance.random() < FEW / 10:
            subject = subject_of(_changed(report, match.start(), match.end(), now), load_registry())
            yield Planted(subject, frozenset({"spelling"}), match.start(), match.start() + len(now), match[1], now)


Maker = Callable[[Document, tuple[Document, ...], random.Random], Iterator[Planted]]
KINDS: dict[str, Maker] = {
    "đổi số liệu": figure_changed,
    "hai nơi hai số": conflict,
    "lệch ngày": date_shifted,
    "bỏ mục": section_dropped,
    "sai tỷ lệ": percentage_bent,
    "lặp số mục": number_repeated,
    "dán số liệu đơn vị khác": foreign_pasted,
    "lặp chữ": doubled,
}
