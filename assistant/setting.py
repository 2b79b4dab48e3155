"""How the sentences of a section are set: under an opening line as dashes, or as paragraphs lightly linked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from assistant.naming import named_directive, unit_of
from assistant.picking import Picker
from assistant.points import lead_sentence
from assistant.prompts import fill
from assistant.records import DraftParagraph
from assistant.subjects import lower_first, sentence, upper_first

if TYPE_CHECKING:
    from assistant.compose import ComposeRequest


Line = tuple[str, tuple[int, ...]]
_DASHED = 2


def heading_line(frames: dict[str, Any], request: ComposeRequest, picker: Picker) -> str:
    """Return the sentence that opens the section, "" where the genre or the length asks for none."""
    directive, unit = named_directive(request.profile.directive), unit_of(request.profile)
    if request.length == "short":
        return ""
    if directive and unit and frames.get("openings_unit"):
        return fill(picker.any(frames["openings_unit"]), "openings", van_ban=directive, don_vi=unit)
    if directive and frames.get("openings_directive"):
        return fill(picker.any(frames["openings_directive"]), "openings", van_ban=directive)
    ways = frames.get("openings") or (frames.get("openings_long") if request.length == "long" else ())
    return picker.any(ways) if ways else ""


def lay_out(
    lines: list[Line], heading: str, request: ComposeRequest, dashed: bool, frames: dict[str, Any], picker: Picker
) -> Iterator[DraftParagraph]:
    """Yield the lines as dashes under the heading, or as paragraphs with connectors."""
    if dashed and len(lines) >= _DASHED:
        if heading:
            yield DraftParagraph(heading.rstrip(" .:") + ":")
        for text, notes in lines:
            yield DraftParagraph(f"- {sentence(text)}", notes)
        return
    lead = lead_sentence(heading) if heading and len(lines) > 1 else ""
    if lead.endswith(":"):
        yield DraftParagraph(lead)
        lead = ""
    for place, chunk in enumerate(_chunks(lines)):
        body = " ".join(_connected(chunk, frames, request, picker))
        text = f"{lead} {body}" if place == 0 and lead else body
        yield DraftParagraph(text, tuple(index for _, notes in chunk for index in notes))


def _chunks(lines: list[Line]) -> list[list[Line]]:
    """Paragraphs of two to five sentences."""
    if len(lines) <= 5:
        return [lines]
    size = 4 if len(lines) % 4 != 1 else 3
    chunks = [lines[at : at + size] for at in range(0, len(lines), size)]
    if len(chunks) > 1 and len(chunks[-1]) == 1:
        chunks[-2] += chunks.pop()
    return chunks


def _connected(lines: list[Line], frames: dict[str, Any], request: ComposeRequest, picker: Picker) -> Iterator[str]:
    connectors = list(frames.get("connectors", ()))
    for place, (text, _) in enumerate(lines):
        plain = (
            re.match(
                r"(?:Tuy nhiên|Dù vậy|Bên cạnh|Về |Trong |Nhìn |Qua |Sau |Đến |Năm |Mặt |Khâu |\[|\d)",
                upper_first(text),
            )
            or ". " in text
        )
        if place == (2 if len(lines) > 3 else 1) and connectors and request.length != "short" and not plain:
            yield sentence(picker.turn(connectors) + lower_first(text))
        else:
            yield sentence(text)


def dashes(request: ComposeRequest, default: bool) -> bool:
    """Tell whether the section is to be set as dashes: as asked, else as its genre has it."""
    return default if request.style == "auto" else request.style == "dashes"
