"""Frozen values that documents become on their way to retrievable passages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["heading", "paragraph", "item", "table", "footnote"]
DocumentKind = Literal["guidance", "report", "directive"]
AnyKind = Literal["auto", "guidance", "report", "directive"]
"""A document's kind as a user names it; "auto" leaves it to the reader."""
PassageKind = Literal["prose", "table", "footnote"]

ROLES = (
    "mo_dau", "dac_diem", "quan_triet", "kiem_tra", "ket_qua", "danh_gia", "uu_diem", "han_che", "nguyen_nhan",
    "bai_hoc", "phuong_huong", "kien_nghi", "ket_thuc", "phu_luc", "noi_nhan", "khac",
)  # fmt: skip
"""Every section has exactly one of these roles (INTERFACES: section roles)."""


@dataclass(frozen=True, slots=True)
class Block:
    """One unit of reading order: `start:end` is its span in `Reading.text`; `level` 0 means the format did not say."""

    kind: BlockKind
    text: str
    start: int = 0
    end: int = 0
    level: int = 0
    number: str = ""
    bold: bool = False
    centred: bool = False
    rows: tuple[tuple[str, ...], ...] = ()
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader made of one file: its whole text in NFC, the blocks in order, and warnings in Vietnamese."""

    text: str
    blocks: tuple[Block, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity as written: `value` unscaled with a decimal point ("4.5", "2/4", "15..20"), `quote` = text[start:end]."""

    value: str
    unit: str
    quote: str
    start: int
    end: int
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date or period as written; ISO to the precision the text gives ("2019-10-18", "2019-10", "2009..2019")."""

    value: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A directive named in a text: `symbol` normalised ("62-KL/TW") or None for a blank number, `issued_on` ISO or None."""

    symbol: str | None
    type: str
    issued_on: str | None
    issuer: str | None
    term: str | None
    quote: str
    start: int
    end: int
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Directive:
    """One registry entry; symbols are not unique, `symbol` and `issued_on` together are."""

    symbol: str
    type: str
    issued_on: str | None
    issuer: str
    term: str | None
    title: str
    status: str
    confidence: str
    replaced_by: str | None = None
    replaces: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    level: str = "central"
    source: str = ""
    note: str = ""
    status_source: str = ""
    effective_until: str | None = None
    replaced_on: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A node of the section tree; `start:end` spans heading and own body in the document's text, children apart."""

    id: str
    number: str
    heading: str
    level: int
    role: str
    blocks: tuple[Block, ...] = ()
    children: tuple[Section, ...] = ()
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a document, under the heading it stands in."""

    heading: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote lifted out of the running text."""

    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What a document says of itself; empty strings where it does not."""

    issuer: str = ""
    level: str = ""
    system: str = ""
    period: str = ""
    date: str = ""
    number: str = ""
    directive: str = ""
    signatory: str = ""
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read: `text` is its NFC source, in which every span of the tree, the passages and the quotes lies."""

    id: str
    path: str
    title: str
    kind: DocumentKind
    text: str
    sections: tuple[Section, ...]
    tables: tuple[Table, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    mentions: tuple[Mention, ...] = ()
    figures: tuple[Figure, ...] = ()
    blanks: int = 0
    facts: DocumentFacts = DocumentFacts()
    warnings: tuple[str, ...] = ()
    origin: Literal["user", "demo"] = "user"


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """One section that a guidance document asks for, with what it must state."""

    number: str
    heading: str
    level: int
    role: str
    requirements: tuple[str, ...] = ()
    children: tuple[OutlineItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """The sections that a report must have, in order."""

    title: str
    sections: tuple[OutlineItem, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A retrievable piece: `text` for reading and search, `quote` an exact NFC substring of the document's text."""

    id: str
    document_id: str
    ordinal: int
    text: str
    quote: str
    heading_path: tuple[str, ...]
    role: str
    kind: PassageKind = "prose"
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found, with its document's title and kind; `score` in [0, 1], `dense` and `lexical` its parts."""

    passage: Passage
    document: str
    document_kind: str
    score: float
    dense: float = 0.0
    lexical: float = 0.0


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Hits, best first; `index` says who answered: "chroma", or "library" while the index is being rebuilt."""

    query: str
    index: Literal["chroma", "library"]
    hits: tuple[Hit, ...]
