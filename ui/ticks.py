"""What the outline asks of a section, each with whether the text states it, the notes do, or nothing does yet."""

from __future__ import annotations

from typing import Any

from assistant.coverage import covers
from ui import labels
from ui.html import SLOT, esc

STATED, NOTED, MISSING = "du", "ghi", "thieu"


def ticks(section: Any) -> tuple[str, ...]:
    """Say of each requirement in order whether the text states it, the notes do, or neither."""
    return tuple(_tick(section, requirement) for requirement in section.requirements)


def _tick(section: Any, requirement: str) -> str:
    text = SLOT.sub("", section.text)  # a blank that names what is wanted does not state it
    if text.strip() and covers(text, requirement):
        return STATED
    return NOTED if section.notes.strip() and covers(section.notes, requirement) else MISSING


def asked_html(section: Any) -> str:
    """List the requirements with their marks, said in words for those who do not see them."""
    rows = "".join(
        f'<li data-y="{tick}"><i aria-hidden="true"></i>{esc(requirement)} <span class="tl-an">({labels.TICKS[tick]})</span></li>'
        for tick, requirement in zip(ticks(section), section.requirements, strict=True)
    )
    return f'<ul class="tl-cac-y">{rows}</ul>'


def counted(section: Any) -> str:
    """Say how many of the requirements the text states."""
    done = sum(tick == STATED for tick in ticks(section))
    return labels.ASKED_DONE.format(done=done, total=len(section.requirements))
