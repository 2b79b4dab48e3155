"""A chat's kept lines as HTML: the answer, its patterns, its proposal, its sources, each with what can be done to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ui import labels
from ui.html import MARK, button, esc, items, lines, lines_keep, with_slots
from ui.panels.cards import chat_card

Data = Mapping[str, Any]


def who_wrote(written_by: str) -> str:
    """Name the writer in a quiet word: written here, or the model's own name."""
    return labels.WRITTEN_HERE if written_by in ("", "embedded") else written_by


def user_line(text: str) -> str:
    """Show what the user typed, line by line."""
    return f'<div class="tl-loi tl-nguoi"><span class="tl-an">{labels.YOU}: </span>{lines(text)}</div>'


def assistant_line(content: str, data: Data | None = None, newest: bool = False, waiting: bool = True) -> str:
    """Show a kept answer with everything that came with it; only the newest one offers next steps."""
    data = data or {}
    if data.get("accepted"):
        return f'<div class="tl-ghi-nhan">{esc(content)}</div>'
    draft = data.get("draft") or {}
    citations = data.get("citations") or draft.get("citations") or ()
    shown = [str(p["text"]) for p in data.get("patterns") or ()] + [
        str(d["symbol"]) for d in data.get("directives") or ()
    ]
    before, after = ("", "") if draft else around(content, shown)
    parts = [
        spoken(before, citations),
        patterns(data.get("patterns") or (), citations),
        directives(data.get("directives") or ()),
        spoken(after, citations),
        proposal(draft, citations, waiting),
        sources(citations),
        footer("" if draft else content, data),
        chips(data.get("suggestions") or ()) if newest else "",
    ]
    return f'<div class="tl-loi tl-may"><span class="tl-an">{labels.ASSISTANT}: </span>{"".join(parts)}</div>'


def around(content: str, shown: Sequence[str]) -> tuple[str, str]:
    """Split an answer's words around the lines that name what is shown as cards between the two."""
    lines_of = content.splitlines()
    named = [any(text in line for text in shown) for line in lines_of]
    first = named.index(True) if True in named else len(named)
    kept = [(place < first, line) for place, line in enumerate(lines_of) if not named[place]]
    before, after = ("\n".join(line for early, line in kept if early is side).strip() for side in (True, False))
    return before, after


def spoken(text: str, citations: Sequence[Data]) -> str:
    """Show a piece of an answer's words."""
    return f'<div class="tl-chu">{marked(text, citations)}</div>' if text else ""


def footer(content: str, data: Data) -> str:
    """Say quietly who wrote the answer, with a way to copy it."""
    if not data.get("intent"):
        return ""
    copy = button(labels.COPY, "tl-nho", chep=content) if content.strip() else ""
    return f'<div class="tl-chan">{copy}<span>{esc(who_wrote(str(data.get("written_by", ""))))}</span></div>'


def chips(suggestions: Sequence[str]) -> str:
    """Offer next turns as buttons; what has a button in sight is left out, what lies on another page is opened there."""
    asked = (hint for hint in suggestions if hint not in (labels.ACCEPT, labels.FROM_NOTES, labels.SUGGEST))
    body = "".join(
        button(hint, "tl-chip", bam=labels.PRESSES[hint])
        if hint in labels.PRESSES
        else button(hint, "tl-chip", hoi=hint)
        for hint in asked
    )
    return f'<div class="tl-goi-y">{body}</div>' if body else ""


def marked(text: str, citations: Sequence[Data]) -> str:
    """Escape a text and make each `[n]` that has a source clickable."""
    known = {int(c["n"]): c for c in citations}
    out, last = [], 0
    for found in MARK.finditer(text):
        out += [with_slots(text[last : found.start()]), mark(known.get(int(found.group(1))), found.group())]
        last = found.end()
    return "".join([*out, with_slots(text[last:])])


def mark(citation: Data | None, written: str) -> str:
    """Make one `[n]` clickable; without a source it stays as written."""
    if citation is None:
        return lines_keep(written)
    place = " › ".join([str(citation["document"]), *citation.get("heading_path", ())])
    return button(
        f"[{citation['n']}]",
        "tl-dan",
        title=place,
        doan=citation["passage_id"],
        trich=citation.get("quote", ""),
    )


def patterns(rows: Sequence[Data], citations: Sequence[Data]) -> str:
    """List ways to phrase something, each with its source or the word that it is ours, and a copy button."""
    known = {int(c["n"]): c for c in citations}

    def row(pattern: Data) -> str:
        marks = "".join(mark(known.get(int(n)), f"[{n}]") for n in pattern.get("citations") or ())
        origin = marks or f'<span class="tl-mo">{labels.OURS}</span>'
        copy = button(labels.COPY, "tl-nho", chep=pattern["text"])
        return (
            f'<span class="tl-mau-cau">{with_slots(pattern["text"])}</span><span class="tl-ben">{origin}{copy}</span>'
        )

    return items((row(p) for p in rows), "tl-mau")


def proposal(draft: Data | None, citations: Sequence[Data], waiting: bool = True) -> str:
    """Show a proposed section text as a sheet, with where each paragraph comes from and what is still open."""
    if not draft or not draft.get("paragraphs"):
        return ""
    known = draft.get("citations") or citations
    body = "".join(f"<p>{_paragraph(p, known)}</p>" for p in draft["paragraphs"])
    computed = items((_computed(c) for c in draft.get("computed") or ()), "tl-tinh")
    remarks = items((esc(r) for r in draft.get("remarks") or ()), "tl-luu-y")
    notices = items((esc(f["message"]) for f in draft.get("findings") or ()), "tl-luu-y")
    head = f"<span>{labels.PROPOSAL if waiting else labels.FORMER_PROPOSAL}</span>{button(labels.COPY, 'tl-nho', chep=draft_text(draft))}"
    extra = f'<div class="tl-nhan">{labels.COMPUTED}</div>{computed}' if computed else ""
    return f'<div class="tl-de-xuat"><div class="tl-nhan">{head}</div>{body}</div>{extra}{remarks}{notices}'


def _computed(row: Data) -> str:
    quote, formula = str(row["quote"]), str(row["formula"])
    return esc(formula if quote in formula else f"{quote} ({formula})")


def draft_text(draft: Data) -> str:
    """Join a draft's paragraphs as they enter the report."""
    return "\n".join(str(p["text"]) for p in draft["paragraphs"])


def _paragraph(paragraph: Data, citations: Sequence[Data]) -> str:
    known = {int(c["n"]): c for c in citations}
    text = str(paragraph["text"])
    rest = (int(n) for n in paragraph.get("citations") or () if f"[{n}]" not in text)
    return marked(text, citations) + "".join(mark(known.get(n), f"[{n}]") for n in rest)


def sources(citations: Sequence[Data]) -> str:
    """List the sources of an answer under it."""

    def row(citation: Data) -> str:
        place = ", ".join(str(part) for part in citation.get("heading_path", ())[-2:])
        said = (
            f"{esc(place)} <span class='tl-mo'>· {esc(citation['document'])}</span>"
            if place
            else esc(citation["document"])
        )
        return f'{mark(citation, "")}<span class="tl-gon">{said}</span>'

    rows = items((row(c) for c in citations), "tl-nguon-ds")
    opened = " open" if len(citations) < 4 else ""
    head = f"<summary>{labels.SOURCES} ({len(citations)})</summary>"
    return f"<details class='tl-nguon-cua'{opened}>{head}{rows}</details>" if rows else ""


def directives(rows: Sequence[Data]) -> str:
    """Show the directives of a look-up as cards, each ready to be copied as a first or a later mention."""
    return "".join(chat_card(dict(row.get("directive") or {}) | dict(row)) for row in rows)
