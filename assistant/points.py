"""A section's text as points that a person can name ("ý 2", "ý cuối"): cut apart, and put together again."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from assistant.prompts import load_yaml
from assistant.subjects import lower_first, sentence, upper_first
from knowledge.text import nfc, sentences

_DASH = re.compile(r"^\s*[-+•*–]\s+")
_ORDINAL = re.compile(r"^(Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám|Chín|Mười(?: \S+)?) là,?\s+")


@dataclass(frozen=True, slots=True)
class Points:
    """The points of a text, what opens it ("... như sau:") and how they are set: dashes, counted, or running text.

    `breaks` holds the places (from 0) of points that begin a new paragraph of running text.
    """

    items: tuple[str, ...]
    heading: str = ""
    form: Literal["dashes", "counted", "paragraph"] = "paragraph"
    breaks: tuple[int, ...] = ()

    def with_items(self, items: tuple[str, ...]) -> Points:
        """Return the same setting with other points; paragraph breaks are kept only where the number is the same."""
        return replace(self, items=items, breaks=self.breaks if len(items) == len(self.items) else ())


def points_of(text: str) -> Points:
    """Return the points of `text`: its dashes, else its "Một là" items, else its sentences."""
    lines = [line.strip() for line in nfc(text).splitlines() if line.strip()]
    heading = lines[0] if len(lines) > 1 and lines[0].endswith(":") else ""
    body = lines[1:] if heading else lines
    if sum(bool(_DASH.match(line)) for line in body) >= 2 or (len(body) == 1 and heading and _DASH.match(body[0])):
        return Points(tuple(_DASH.sub("", line) for line in body), heading, "dashes")
    if sum(bool(_ORDINAL.match(line)) for line in body) >= 2:
        return Points(tuple(upper_first(_ORDINAL.sub("", line)) for line in body), heading, "counted")
    items: list[str] = []
    breaks: list[int] = []
    for line in body:
        breaks.append(len(items))
        plain = _DASH.sub("", line)
        items.extend(plain[start:end] for start, end in sentences(plain))
    return Points(tuple(items), heading, "paragraph", tuple(breaks))


def text_of_points(points: Points) -> str:
    """Write the points out again in their form."""
    items = [item.strip() for item in points.items if item.strip()]
    lead = lead_sentence(points.heading) if points.form == "paragraph" and points.heading else points.heading
    items = [f"{lead} {items[0]}", *items[1:]] if points.form == "paragraph" and items and lead.endswith(".") else items
    lines = [points.heading] if points.heading and lead.endswith(":") else []
    if points.form == "dashes":
        lines += [f"- {_subheading(item) or sentence(item)}" if not item.endswith(":") else item for item in items]
    elif points.form == "counted":
        ordinals = load_yaml("frames/bai_hoc")["ordinals"]
        lines += [f"{ordinals[place]} là, {lower_first(sentence(item))}" for place, item in enumerate(items)]
    else:
        lines += _paragraphs([sentence(item) if not item.endswith("]") else item for item in items], points.breaks)
    return "\n".join(lines)


def lead_sentence(heading: str) -> str:
    """Before running text "... một số hạn chế sau đây:" ends as a sentence; "... như sau:" stays, on a line of its own."""
    plain = heading.rstrip(" .:")
    shorter = re.sub(r"(?:,? cụ thể)? (?:sau đây|sau)$", "", plain)
    listing = re.search(r"hạn chế|tồn tại|khắc phục", shorter[-32:])
    return sentence(shorter) if listing and not plain.endswith("như sau") else f"{plain}:"


def _subheading(item: str) -> str:
    return item if item.startswith("[") and item.endswith("]") else ""


def _paragraphs(items: list[str], breaks: tuple[int, ...]) -> list[str]:
    starts = [place for place in (breaks or (0,)) if place < len(items)]
    ends = [*starts[1:], len(items)]
    return [" ".join(items[start:end]) for start, end in zip(starts, ends, strict=True) if items[start:end]]
