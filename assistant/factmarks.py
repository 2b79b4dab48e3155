"""Figures of notes and facts become marks `{{S1}}` that a model copies and code renders, so that no digit is retyped."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.abbrev import expand
from assistant.records import Fact
from knowledge.figures import parse_figures

RATE = re.compile(r"(?:/[^\W\d_]+(?: [^\W\d_]+)?(?=/|\W|$))*")
"""What a figure is counted by ("/người/năm"), kept with it."""
MARK = re.compile(r"\{\{\s*[sS]\s*(\d{1,3})[^}]*\}\}")


@dataclass(frozen=True, slots=True)
class Marked:
    """Notes and facts as a prompt shows them, with the quotes behind their marks; `of_notes` marks must all be used."""

    notes: str
    facts: str
    quotes: tuple[str, ...]
    of_notes: int

    def missing(self, raw: str, rendered: str) -> tuple[str, ...]:
        """List the notes' figures that a reply neither marked nor wrote."""
        used = {int(n) for n in MARK.findall(raw)}
        values = {f.value for f in parse_figures(rendered)}
        wanted = [(n, quote) for n, quote in enumerate(self.quotes[: self.of_notes], 1) if n not in used]
        return tuple(quote for _, quote in wanted if not {f.value for f in parse_figures(quote)} <= values)


def mark_figures(notes: tuple[str, ...], facts: tuple[Fact, ...] = ()) -> Marked:
    """Number every figure: `{{S1}}` stands for the first one, its own text in brackets behind it for the reader."""
    quotes: list[str] = []
    lines = [f"{n}. {_marked(expand(note), quotes)}" for n, note in enumerate(notes, 1)]
    of_notes = len(quotes)
    rows = []
    for fact in facts:
        quotes.append(f"{fact.value} {fact.unit}".strip())
        period = f" ({fact.period})" if fact.period else ""
        rows.append(f"- {fact.label}{period}: {{{{S{len(quotes)}}}}} (= {quotes[-1]})")
    return Marked("\n".join(lines), "\n".join(rows), tuple(quotes), of_notes)


def render_marks(text: str, marked: Marked) -> str:
    """Put the quotes in place of their marks; an unknown mark stays as it is."""

    def quote(match: re.Match[str]) -> str:
        number = int(match[1])
        return marked.quotes[number - 1] if 0 < number <= len(marked.quotes) else match.group()

    return MARK.sub(quote, text)


def _marked(text: str, quotes: list[str]) -> str:
    pieces, at = [], 0
    for figure in parse_figures(text):
        end = figure.end + len(RATE.match(text, figure.end).group())  # type: ignore[union-attr]
        quotes.append(text[figure.start : end])
        pieces += [text[at : figure.start], f"{{{{S{len(quotes)}}}}} (= {quotes[-1]})"]
        at = end
    return "".join([*pieces, text[at:]])
