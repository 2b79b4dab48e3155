"""A directive as a card: what it is, whether it holds, who cites it and how, and its two forms ready to be copied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ui import labels
from ui.html import button, day, esc, items, short

Data = Mapping[str, Any]
CITED_LIMIT = 3
"""Documents named under a directive in the chat; more would hide the answer."""
QUOTED_LIMIT = 6
"""Documents quoted under a directive on its own page."""


def name_of(entry: Data) -> str:
    """Name a directive by type, symbol and date."""
    name = f"{entry['type']} số {entry['symbol']}" if entry.get("symbol") else str(entry["type"])
    return name + (", " + labels.ISSUED.format(date=day(entry["issued_on"])) if entry.get("issued_on") else "")


def chat_card(row: Data) -> str:
    """Show a directive under an answer: whether it applies, and the documents that name it."""
    named = {str(c["document"]): bool(c.get("conflict")) for c in row.get("cited_in") or ()}
    rows = [f"{esc(short(d))}{f' <b>({labels.CONFLICT})</b>' if conflict else ''}" for d, conflict in named.items()]
    cited = items(rows[:CITED_LIMIT], "tl-dan-boi")
    listed = f'<div class="tl-mo">{labels.CITED_IN}:{cited}</div>' if cited else ""
    verdict = _tag(labels.APPLIES.get(str(row["applies"]), ""), row["applies"])
    return _card(row, verdict, f"<div class='tl-mo'>{esc(row.get('reason', ''))}</div>{listed}")


def book_card(row: Data, for_report: bool) -> str:
    """Show a directive in the registry: status in words, successor, who cites it, with both quotes where dates differ."""
    said = [f"{labels.STATUS}: {status_of(row)}"]
    said += [f"{labels.REPLACED_BY}: {row['replaced_by']}"] if row.get("replaced_by") else []
    said += [f"{labels.TERM}: {row['term']}"] if row.get("term") else []
    facts = items((esc(line) for line in said), "tl-dan-boi")
    judged = f"<div class='tl-mo'>{labels.FOR_REPORT}: {esc(row['reason'])}</div>" if for_report else ""
    note = f"<div class='tl-mo'>{esc(row['note'])}</div>" if row.get("note") else ""
    verdict = _tag(labels.APPLIES.get(str(row["applies"]), ""), row["applies"])
    return _card(row, verdict, facts + judged + note + citings(row), _correct(row))


def status_of(row: Data) -> str:
    """Say an entry's status in words; what nobody has seen in the document itself is to be checked."""
    seen = row.get("status_source") in (None, "", "seen") and row["status"] != "khong_ro"
    words = labels.STATUSES.get(str(row["status"]), str(row["status"]))
    return words if seen else f"{words}, {labels.NEEDS_CHECK}"


def citings(row: Data) -> str:
    """List where the documents name a directive, each with its words; a differing date stands beside the registry's."""
    cited: Sequence[Data] = row.get("cited_in") or ()
    if not cited:
        return ""
    differ = [c for c in cited if c.get("conflict")]
    shown = sorted(cited, key=lambda c: not c.get("conflict"))[:QUOTED_LIMIT]
    more = labels.MORE_CITED.format(count=len(cited) - len(shown)) if len(cited) > len(shown) else ""
    head = f"{labels.CONFLICT_HEAD} ({labels.BOOK_DATE.format(date=day(row.get('issued_on')) or '…')})"
    head = f"<b class='tl-hong'>{esc(head)}</b>" if differ else f"{labels.CITED_IN}:"
    listed = items([_citing(c, row) for c in shown] + ([esc(more)] if more else []), "tl-trich-dan")
    return f"<div class='tl-mo'>{head}{listed}</div>"


def key_of(entry: Data) -> str:
    """Name an entry by what is unique of it: symbol (title without one) and date."""
    return f"{entry.get('symbol') or entry.get('title')}|{entry.get('issued_on') or ''}"


def _citing(cited: Data, row: Data) -> str:
    date = str(cited.get("issued_on") or "")
    same = date == row.get("issued_on")
    said = (labels.SAYS_SAME_DATE if same else labels.SAYS_DATE).format(date=day(date)) if date else labels.SAYS_NO_DATE
    other = bool(cited.get("conflict")) and (same or not date)
    said = labels.OTHER_ISSUER if other else said
    mark = f"<b class='tl-hong'>{esc(said)}</b>" if cited.get("conflict") else esc(said)
    return (
        f"{mark}: <q>{esc(short(str(cited['quote']), 220))}</q> <span>({esc(short(str(cited['document']), 90))})</span>"
    )


def _card(row: Data, verdict: str, body: str, more: str = "") -> str:
    first = str(row.get("first_mention") or f"{name_of(row)} {row['issuer']} {row['title']}")
    later = str(row.get("later_mention") or f"{row['type']} số {row['symbol']}")
    copies = button(
        labels.COPY_FIRST, "tl-nho", labels.COPY_FIRST_HINT.format(text=short(first, 160)), chep=first
    ) + button(labels.COPY_LATER, "tl-nho", labels.COPY_LATER_HINT.format(text=short(later, 160)), chep=later)
    return (
        f'<div class="tl-van-ban"><div><b>{esc(name_of(row))}</b>, {esc(row["issuer"])}{verdict}</div>'
        f"<div>{esc(row['title'])}</div>{body}<div class='tl-hang'>{copies}{more}</div></div>"
    )


def _tag(words: str, kind: str) -> str:
    return f'<span class="tl-the tl-{esc(kind)}">{esc(words)}</span>'


def _correct(row: Data) -> str:
    return button(labels.CORRECT, "tl-nho", sua=key_of(row))
