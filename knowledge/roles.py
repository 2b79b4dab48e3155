"""Give every section one role: by its heading, else its parent's, else by what its body says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from knowledge.text import fold

INHERITING = ("phu_luc", "noi_nhan", "ket_thuc")


@dataclass(frozen=True, slots=True)
class _Cues:
    fillers: re.Pattern[str]
    starts: tuple[tuple[str, re.Pattern[str]], ...]
    holds: tuple[tuple[str, re.Pattern[str]], ...]
    overrides: dict[str, tuple[str, ...]]
    under: dict[str, dict[str, str]]
    guidance_own: re.Pattern[str]
    content: tuple[tuple[str, re.Pattern[str]], ...]


@cache
def _cues() -> _Cues:
    data = yaml.safe_load(files("knowledge").joinpath("data/roles.yaml").read_text(encoding="utf-8"))
    return _Cues(
        re.compile(data["fillers"]),
        tuple((role, _any(cues)) for role, cues in data["starts"].items()),
        tuple((role.removesuffix("_late"), _any(cues)) for role, cues in data["holds"].items()),
        {role: tuple(others) for role, others in data["overrides"].items()},
        data["under"],
        _any(data["guidance_own"]),
        tuple((role, _any(cues)) for role, cues in data["content"].items()),
    )


def _any(cues: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{cue})" for cue in cues))


def role_of_heading(heading: str, parent: str = "", guidance: bool = False) -> str:
    """Return the role of a section by its heading under a parent's role ("" at the top), or "" where neither says one."""
    cues = _cues()
    plain = " ".join(fold(heading).split()).strip(' *:.-–()"“”')
    if parent in INHERITING:
        return parent
    for cue, role in cues.under.get(parent, {}).items():
        if _starts(re.compile(cue), plain):
            return role
    opened = _opening_role(plain)
    if parent in ("", "khac"):
        if guidance and _starts(cues.guidance_own, plain):
            return "khac"
        return opened or _held_role(plain) or ("khac" if parent == "khac" and guidance else "")
    if opened and (parent not in cues.overrides or opened in cues.overrides[parent]):
        return opened
    return parent


def _bare_forms(plain: str) -> tuple[str, ...]:
    """Return the heading as written, then without its first filler, its second, ..."""
    forms = [plain]
    while filler := _cues().fillers.match(forms[-1]):
        forms.append(forms[-1][filler.end() :])
    return tuple(forms)


def _starts(pattern: re.Pattern[str], plain: str) -> bool:
    return any(pattern.match(form) for form in _bare_forms(plain))


def _opening_role(plain: str) -> str:
    """Return the role whose cue opens the heading, as written or after its fillers."""
    for form in _bare_forms(plain):
        for role, pattern in _cues().starts:
            if pattern.match(form):
                return role
    return ""


def _held_role(plain: str) -> str:
    found = [
        (match.start(), order, role) for order, (role, cue) in enumerate(_cues().holds) if (match := cue.search(plain))
    ]
    return min(found)[2] if found else ""


def names_role(heading: str) -> str:
    """Return the role that a heading names by itself, or ""."""
    plain = " ".join(fold(heading).split()).strip(' *:.-–()"“”')
    return _opening_role(plain)


def role_of_body(text: str) -> str:
    """Return the role that a body's own words suggest, or "khac"; used where no heading says anything."""
    folded = fold(text)
    words = max(1, len(folded.split()))
    counts = {role: len(cue.findall(folded)) for role, cue in _cues().content}
    best = max(counts, key=lambda role: counts[role])
    return best if counts[best] >= 2 and counts[best] * 60 >= words else "khac"
