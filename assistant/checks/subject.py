"""What a check reads: a text with everything that its figures, names and directives may trace to."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property

from assistant.records import Citation, Fact, Finding, Profile, Severity
from knowledge.directives import parse_mentions
from knowledge.figures import parse_dates, parse_figures
from knowledge.records import DateMention, Document, Figure, Mention, Outline
from knowledge.registry import Registry
from knowledge.text import sentences


@dataclass(frozen=True)
class Source:
    """A text that supports a draft (a note, a fact, a cited guidance passage) or belongs to another unit's report."""

    name: str
    text: str
    read: tuple[Figure, ...] | None = None

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The text's figures, read once (or handed in by whoever read them before)."""
        return parse_figures(self.text) if self.read is None else self.read


@dataclass(frozen=True)
class Subject:
    """One text under check; `support` None means that the user gave no facts or notes, so nothing is called unsupported."""

    text: str
    support: tuple[Source, ...] | None = None
    foreign: tuple[Source, ...] = ()
    profile: Profile = Profile()
    outline: Outline | None = None
    document: Document | None = None
    registry: Registry | None = None
    citations: tuple[Citation, ...] | None = None
    heading_path: tuple[str, ...] = ()

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of the text."""
        return parse_figures(self.text)

    @cached_property
    def dates(self) -> tuple[DateMention, ...]:
        """The dates and periods of the text."""
        return parse_dates(self.text)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """The directives that the text names."""
        return parse_mentions(self.text)

    @cached_property
    def supported_figures(self) -> tuple[Figure, ...]:
        """The figures of all supporting texts."""
        return tuple(f for s in self.support or () for f in s.figures)

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """The spans of the sentences, line by line, so that rows of tables stay apart."""
        spans = []
        for offset, line in self.paragraphs():
            spans += [(offset + start, offset + end) for start, end in sentences(line)]
        return tuple(spans)

    def paragraphs(self) -> tuple[tuple[int, str], ...]:
        """The non-empty lines with their offsets."""
        spans = re.finditer(r"[^\n]+", self.text)
        return tuple((m.start(), m.group()) for m in spans if m.group().strip())


def support_of(
    notes: tuple[str, ...], facts: tuple[Fact, ...], profile: Profile, passages: tuple[str, ...] = ()
) -> tuple[Source, ...] | None:
    """Gather the supporting texts of a draft; None when the user gave neither notes nor facts."""
    if not notes and not facts:
        return None
    rows = [Source("ghi chú", note) for note in notes]
    rows += [Source(f"số liệu «{f.label}»", f"{f.label}: {f.value} {f.unit} {f.period}") for f in facts]
    given = [
        profile.unit,
        profile.parent,
        profile.period,
        profile.date,
        profile.directive,
        profile.title,
        profile.place,
    ]
    rows.append(Source("hồ sơ báo cáo", "\n".join(x for x in given if x)))
    rows += [Source("văn bản hướng dẫn được dẫn", text) for text in passages]
    return tuple(rows)


def finding(
    subject: Subject, kind: str, severity: Severity, start: int, end: int, message: str, expected: str = ""
) -> Finding:
    """Make a finding on `text[start:end]`, with an id that stays the same while the quote and its order do."""
    quote = subject.text[start:end]
    order = subject.text.count(quote, 0, start) if quote else start
    seed = "\x1f".join((kind, quote, str(order), "/".join(subject.heading_path)))
    return Finding(
        id=f"{kind}-{hashlib.sha256(seed.encode('utf-8', 'replace')).hexdigest()[:10]}",
        kind=kind,
        severity=severity,
        quote=quote,
        start=start,
        end=end,
        message=message,
        expected=expected,
        heading_path=subject.heading_path or _path_at(subject.document, start),
    )


def _path_at(document: Document | None, at: int) -> tuple[str, ...]:
    path: list[str] = []
    level = document.sections if document else ()
    while level:
        before = [s for s in level if s.start <= at]
        if not before:
            break
        path.append(" ".join(part for part in (before[-1].number, before[-1].heading) if part))
        level = before[-1].children
    return tuple(path)
