"""The edited Word file comes back: what changed in which section, against the file as we would write it now."""

from __future__ import annotations

import difflib
import tempfile
from dataclasses import dataclass
from pathlib import Path

from assistant.layouts import layout_for
from assistant.records import Report, ReportSection
from assistant.typeset import typeset
from knowledge.readers import read
from knowledge.readers.word_comments import read_comments
from knowledge.records import Section
from knowledge.structure import build

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class SectionChange:
    """One section of the report beside the edited file; `text` is the file's, where it changed."""

    id: str
    heading: str
    changed: bool
    text: str = ""
    diff: str = ""


@dataclass(frozen=True, slots=True)
class Returned:
    """What an edited file brings: the report's sections in order and the margin comments of its reader."""

    sections: tuple[SectionChange, ...]
    comments: tuple[dict[str, str], ...]


def compare(report: Report, path: Path) -> Returned:
    """Compare an edited Word file with the report, section by section; raises UnusableInput where it cannot be read."""
    theirs = _texts_of(path)
    ours = _as_written(report)
    own_comments = {comment["text"] for comment in ours[1]}
    comments = tuple(c for c in read_comments(path) if c["text"] not in own_comments)
    return Returned(tuple(_change(section, theirs, ours[0]) for section in report.sections), comments)


def _change(section: ReportSection, theirs: dict[Key, str], ours: dict[Key, str]) -> SectionChange:
    fresh, former = _find(section, theirs), _find(section, ours)
    if (
        fresh is None
        or not (fresh.strip() or section.text.strip())
        or " ".join(fresh.split()) == " ".join((former or "").split())
    ):
        return SectionChange(section.id, section.heading, False)
    lines = difflib.unified_diff(section.text.splitlines(), fresh.splitlines(), lineterm="", n=1)
    return SectionChange(section.id, section.heading, True, fresh, "\n".join(lines))


def _find(section: ReportSection, texts: dict[Key, str]) -> str | None:
    heading = _plain(section.heading)
    return texts.get((section.number.strip(". "), heading), texts.get(("", heading)))


def _as_written(report: Report) -> tuple[dict[Key, str], tuple[dict[str, str], ...]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "hien-co.docx"
        path.write_bytes(typeset(report, layout_for(report.profile.system, report.profile.date), draft=True))
        return _texts_of(path), read_comments(path)


def _texts_of(path: Path) -> dict[Key, str]:
    return _gather(build(read(path), str(path), "report").sections)


def _gather(sections: tuple[Section, ...]) -> dict[Key, str]:
    texts: dict[Key, str] = {}
    for section in sections:
        body = "\n".join(_line(block.kind, block.text) for block in section.blocks if block.kind != "heading")
        texts.setdefault((section.number, _plain(section.heading)), body)
        texts.setdefault(("", _plain(section.heading)), body)
        for key, text in _gather(section.children).items():
            texts.setdefault(key, text)
    return texts


def _line(kind: str, text: str) -> str:
    return f"- {text}" if kind == "item" and not text.startswith(("-", "+", "*")) else text


def _plain(heading: str) -> str:
    return " ".join(heading.casefold().split()).strip(" :.")
