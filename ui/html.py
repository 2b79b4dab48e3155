"""Small safe pieces of HTML: everything that comes from a document, a user or a model passes through `esc`."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from datetime import datetime

MARK = re.compile(r"\[(\d{1,3})\]")
SLOT = re.compile(r"\[(?!\^|\d{1,3}\])[^\[\]\n]{1,120}\]")


def esc(text: object) -> str:
    """Escape for HTML, and also the signs that the page's template engines would read ($, braces, back-ticks)."""
    out = html.escape(str(text), quote=True)
    return out.replace("$", "&#36;").replace("{", "&#123;").replace("}", "&#125;").replace("`", "&#96;")


def lines(text: str) -> str:
    """Escape a text and keep its line breaks."""
    return esc(text.strip("\n")).replace("\n", "<br>")


def with_slots(text: str) -> str:
    """Escape a text, keep its line breaks and mark its slots."""
    out, last = [], 0
    for found in SLOT.finditer(text):
        out += [lines_keep(text[last : found.start()]), f'<mark class="tl-o">{esc(found.group())}</mark>']
        last = found.end()
    return "".join([*out, lines_keep(text[last:])])


def lines_keep(text: str) -> str:
    """Escape a piece of a text, line breaks kept, nothing stripped."""
    return esc(text).replace("\n", "<br>")


def button(label: str, css: str = "", title: str = "", **data: str) -> str:
    """Make a button whose `data-*` the page's script acts on."""
    extra = "".join(f' data-{name}="{esc(value)}"' for name, value in data.items())
    hint = f' title="{esc(title)}"' if title else ""
    return f'<button type="button" class="{css}"{hint}{extra}>{esc(label)}</button>'


def short(text: str, limit: int = 110) -> str:
    """Cut a long title at a word, with an ellipsis."""
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0].rstrip(",;:- ") + "…"


def items(rows: Iterable[str], css: str = "") -> str:
    """Make a list of pieces that are HTML already; nothing at all when there are none."""
    body = "".join(f"<li>{row}</li>" for row in rows)
    return f'<ul class="{css}">{body}</ul>' if body else ""


def clock(at: str | None = None) -> str:
    """Say a kept ISO time as 10:32, with the day in front when it is not today; now, when none is given."""
    when = datetime.fromisoformat(at) if at else datetime.now()
    day = "" if when.date() == datetime.now().date() else f"{when:%d/%m/%Y} "
    return f"{day}{when:%H:%M}"


def day(iso: str | None) -> str:
    """Say an ISO date as 08/12/2009 (05/6/2026: a month keeps its zero only where a 1 or 2 could be read)."""
    parts = (iso or "").split("-")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return iso or ""
    year, month, date = (int(part) for part in parts)
    return f"{date:02d}/{month:02d}/{year}" if month < 3 else f"{date:02d}/{month}/{year}"
