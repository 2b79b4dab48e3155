"""The outlines that we ship for those who have no guidance document: commune 5, 10 and 15 years, province."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from knowledge.errors import NotFound
from knowledge.readers.numbering import format_number
from knowledge.records import Outline, OutlineItem

_FOLDER = "data/skeletons"
_FORMS = ("upperRoman", "decimal", "decimal")


@cache
def skeleton_names() -> tuple[str, ...]:
    """Return the names of the outlines that we ship."""
    order = ("xa-5-nam", "xa-10-nam", "xa-15-nam", "tinh")
    found = {entry.name.removesuffix(".yaml") for entry in files("knowledge").joinpath(_FOLDER).iterdir()}
    return tuple(name for name in order if name in found) + tuple(sorted(found - set(order)))


@cache
def skeleton(name: str) -> Outline:
    """Return an outline that we ship, its sections numbered; raise NotFound for a name that is none."""
    if name not in skeleton_names():
        raise NotFound(f"Không có đề cương mẫu “{name}”; các mẫu hiện có: {', '.join(skeleton_names())}.")
    data = yaml.safe_load(files("knowledge").joinpath(f"{_FOLDER}/{name}.yaml").read_text(encoding="utf-8"))
    parts = any("number" in entry for entry in data["sections"])
    return Outline(data["title"], _items(data["sections"], 1, 1 if parts else 0, ""))


def _items(entries: list[dict[str, Any]], level: int, parts: int, above: str) -> tuple[OutlineItem, ...]:
    """Build the items of one level; numbers run I, 1, 1.1 below the parts, an appendix has none."""
    items = []
    depth = level - 1 - parts
    for place, entry in enumerate(entries, 1):
        number = entry.get("number", "") if depth < 0 or entry["role"] == "phu_luc" else _number(place, depth, above)
        children = _items(entry.get("children", []), level + 1, parts, number if depth >= 1 else "")
        requirements = tuple(entry.get("requirements", ()))
        items.append(OutlineItem(number, entry["heading"], level, entry["role"], requirements, children))
    return tuple(items)


def _number(place: int, depth: int, above: str) -> str:
    own = format_number(place, _FORMS[min(depth, len(_FORMS) - 1)])
    return f"{above}.{own}" if above else own
