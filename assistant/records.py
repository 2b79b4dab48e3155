"""Frozen values that an official's facts and notes become on their way to a report."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from knowledge.records import Directive

System = Literal["party", "state", "front"]
Severity = Literal["error", "warning", "info"]
State = Literal["trong", "ghi_chu", "ban_thao", "da_duyet"]
Intent = Literal["phrase", "draft", "revise", "lookup", "check", "compile", "explain", "other"]
INTENTS: tuple[Intent, ...] = ("phrase", "draft", "revise", "lookup", "check", "compile", "explain", "other")


@dataclass(frozen=True, slots=True)
class Profile:
    """The body that reports: fields of the facts file's `profile` and of the report file's; empty where not given."""

    unit: str = ""
    parent: str = ""
    level: str = ""
    system: System = "party"
    period: str = ""
    date: str = ""
    place: str = ""
    directive: str = ""
    number: str = ""
    title: str = ""
    to: tuple[str, ...] = ()
    authority: str = ""
    post: str = ""
    signatory: str = ""
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of the user's figures; `value` as the user wrote it."""

    label: str
    value: str
    unit: str = ""
    period: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """One line of the user's notes, its bullet dropped; `index` counts from 0."""

    index: int
    text: str


@dataclass(frozen=True, slots=True)
class Citation:
    """`[n]` in an answer, from 1: the passage whose wording, requirement or directive was used there."""

    n: int
    passage_id: str
    document_id: str
    document: str
    heading_path: tuple[str, ...]
    role: str
    quote: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """A way to phrase something, with `[slots]`; delexicalised from the cited passage, or ours and uncited."""

    text: str
    slots: tuple[str, ...] = ()
    citations: tuple[int, ...] = ()
    origin: Literal["source", "ours"] = "ours"
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Computed:
    """A figure worked out by us, with its formula; in a text only where it was asked for or accepted."""

    quote: str
    formula: str
    in_text: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong in a text, at `start:end` of that text, where text[start:end] == quote."""

    id: str
    kind: str
    severity: Severity
    quote: str
    start: int
    end: int
    message: str
    expected: str = ""
    heading_path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftParagraph:
    """A paragraph of a draft and the notes (from 0) and citations (from 1) that it rests on."""

    text: str
    notes: tuple[int, ...] = ()
    citations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A section's text as proposed; `written_by` is "embedded" or LangChain's "provider:model", and always true."""

    section: str
    paragraphs: tuple[DraftParagraph, ...]
    citations: tuple[Citation, ...] = ()
    slots: tuple[str, ...] = ()
    computed: tuple[Computed, ...] = ()
    findings: tuple[Finding, ...] = ()
    written_by: str = "embedded"
    remarks: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The paragraphs joined by single newlines, as they enter the report."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class DirectiveMatch:
    """A registry entry answered to a look-up, with whether it applies to the profile's period and why."""

    directive: Directive
    applies: Literal["yes", "expired", "superseded", "unknown"]
    reason: str
    score: float
    cited_in: tuple[CitedIn, ...] = ()
    first_mention: str = ""
    later_mention: str = ""


@dataclass(frozen=True, slots=True)
class CitedIn:
    """Where a document of the knowledge base names a directive; `conflict` when its date or issuer differs."""

    document: str
    quote: str
    issued_on: str | None
    conflict: bool


@dataclass(frozen=True, slots=True)
class ReportSection:
    """A section of a report: what the outline asks and the newest text; `id` is stable, never a position."""

    id: str
    number: str
    heading: str
    level: int
    role: str
    text: str = ""
    requirements: tuple[str, ...] = ()
    notes: str = ""
    state: State = "trong"
    version: int = 0


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A table of a report; `appendix` puts it after the signature."""

    heading: str
    rows: tuple[tuple[str, ...], ...]
    appendix: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a Word file is made from."""

    profile: Profile
    sections: tuple[ReportSection, ...]
    tables: tuple[ReportTable, ...] = ()
    footnotes: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    id: str = ""
    title: str = ""
    outline_title: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """One chat turn: what was typed, and where (report and section ids, both may be empty)."""

    text: str
    report_id: str = ""
    section_id: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a chat turn came to; the JSON of `troly ask` is made from it."""

    intent: Intent
    answer: str
    patterns: tuple[Pattern, ...] = ()
    citations: tuple[Citation, ...] = ()
    directives: tuple[DirectiveMatch, ...] = ()
    suggestions: tuple[str, ...] = ()
    draft: Draft | None = None
    findings: tuple[Finding, ...] = ()
    written_by: str = "embedded"


@dataclass(frozen=True, slots=True)
class Event:
    """One step of a streamed answer: `status` (a word on what is under way), `text` (a piece), `answer` (the whole, last)."""

    kind: Literal["status", "text", "answer"]
    text: str = ""
    answer: Answer | None = None
    data: dict[str, Any] = field(default_factory=dict)
