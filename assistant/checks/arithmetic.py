"""arithmetic: a percentage beside its count is worked out again from the whole that the same text gives."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from assistant.checks.amounts import Amount, amounts, decimal, is_row, near, percent_of, same_unit, shown
from assistant.checks.subject import Subject, finding
from assistant.records import Finding
from knowledge.records import Figure
from knowledge.text import fold

REACH = 70
"""Characters between a count and its percentage."""
LINK = re.compile(r"\b(?:chiem|dat|ty le|ti le|bang)\b|^[^()]{0,40}\(\s*(?:chiem|dat|bang|ty le)?\s*$")
OTHER_BASE = re.compile(r"\b(?:ke hoach|chi tieu|so voi|cung ky|tang|giam|nghi quyet|muc tieu|binh quan|phan dau)\b")
STEP = re.compile(r"\b(?:tang|giam|nhieu hon|it hon)(?: them| duoc)?\s*$")
BASE_BEFORE = re.compile(
    r"\b(?:ke hoach|chi tieu|du toan|muc tieu|chi tinh|tinh tren|tinh theo|so voi)(?: la| giao| de ra| duoc giao)?\s*$"
)
"""The count before the share is what the share is of ("so với kế hoạch 20 cuộc, đạt 105%"), not a part of something else."""
BASE_AFTER = re.compile(r"\s+(?:ke hoach|chi tieu|so voi|cung ky|nghi quyet|muc tieu)\b")
ON = re.compile(r"[^.;,()]{0,40}\btren(?: tong so)?\s*")
AMONG = re.compile(r"\b(?:trong so|trong tong so|tren tong so)\s*$")
NEAR_SHARE = Decimal("0.25")
"""How far from the stated share the right one may lie for the whole to be taken as the one meant."""


def check(subject: Subject) -> tuple[Finding, ...]:
    """Flag "488 hộ, chiếm tỷ lệ 51,59%" where no whole of the paragraph gives that percentage but one comes near it."""
    found: list[Finding] = []
    figures = subject.figures
    for offset, line in subject.paragraphs():
        if "%" not in line or is_row(line):
            continue
        inside = [f for f in figures if offset <= f.start < offset + len(line)]
        for before, share in zip(inside, inside[1:], strict=False):
            if share.unit.startswith("%") and not before.unit.startswith("%") and _linked(subject, before, share):
                found += _compare(subject, before, share, inside)
        for share, after in zip(inside, inside[1:], strict=False):
            between = subject.text[share.end : after.start]
            if share.unit.startswith("%") and "/" in after.value and re.fullmatch(r"\s?\(", between):
                found += _fraction(subject, after.value, share)
    return tuple(found)


def _linked(subject: Subject, before: Figure, share: Figure) -> bool:
    between = fold(subject.text[before.end : share.start])
    told = "/" in before.value
    ahead = fold(subject.text[max(0, before.start - 32) : before.start])
    if STEP.search(ahead[-16:]) or BASE_BEFORE.search(ahead) or ahead.rstrip().endswith("/"):
        return False
    if len(between) > REACH * (1 + told) or re.search(r"[.;]\s", between) or (not told and OTHER_BASE.search(between)):
        return False
    return bool(LINK.search(between)) and not BASE_AFTER.match(fold(subject.text[share.end : share.end + 14]))


def _compare(subject: Subject, part: Figure, share: Figure, figures: list[Figure]) -> list[Finding]:
    if "/" in part.value:
        return _fraction(subject, part.value, share)
    if of := _of(subject, part, figures):
        return _fraction(subject, f"{of.value}/{part.value}", share)
    value, stated = decimal(part.value), decimal(share.value)
    if value is None or not stated or part.approximate or share.approximate:
        return []
    wholes = _wholes(subject, part, value, figures)
    if not wholes or any(near(percent_of(value, w, stated), stated) for w in _everywhere(subject, part, value, wholes)):
        return []
    whole = min(wholes, key=lambda w: abs(percent_of(value, w.value, stated) - stated))
    rate = percent_of(value, whole.value, stated)
    if abs(rate - stated) > stated * NEAR_SHARE:
        return []
    sure = not re.search(r"[.;]\s", subject.text[whole.end : part.start]) or len(wholes) == 1
    return [_finding(subject, share, value, whole.value, rate, sure)]


def _of(subject: Subject, whole: Figure, figures: list[Figure]) -> Figure | None:
    """Return the part of "94 hộ nghèo trên tổng số 1.842 hộ"."""
    before = [f for f in figures if f.end <= whole.start][-1:]
    said = fold(subject.text[before[0].end : whole.start]) if before else ""
    return before[0] if ON.fullmatch(said) and decimal(before[0].value) is not None else None


def _wholes(subject: Subject, part: Figure, value: Decimal, figures: list[Figure]) -> list[Amount]:
    """Return the earlier counts of the same things, or the one after "trong số" whatever it counts."""
    earlier = amounts([f for f in figures if f.start < part.start])
    among = [a for a in earlier if AMONG.search(fold(subject.text[max(0, a.start - 24) : a.start]))][-1:]
    kin = [a for a in earlier if _kin(a.unit, part.unit) and a not in among]
    return [a for a in (*kin, *among) if a.value >= value > 0]


@lru_cache(maxsize=4096)
def _kin(whole: str, part: str) -> bool:
    """Tell whether a unit counts the same as another or what it is a kind of ("hộ" of "hộ nghèo", "vụ việc" of "vụ")."""
    a, b = fold(whole), fold(part)
    return same_unit(whole, part) or (bool(a and b) and (a.startswith(b + " ") or b.startswith(a + " ")))


def _everywhere(subject: Subject, part: Figure, value: Decimal, wholes: list[Amount]) -> list[Decimal]:
    """Return every whole that the share may be of, those of other paragraphs and fractions too."""
    bottoms = [decimal(f.value.partition("/")[2]) for f in subject.figures if "/" in f.value]
    others = [a.value for a in amounts(subject.figures) if _kin(a.unit, part.unit)]
    every = [w.value for w in wholes] + others + [b for b in bottoms if b is not None]
    return [w for w in every if w >= value and w > 0]


def _fraction(subject: Subject, written: str, share: Figure) -> list[Finding]:
    top, bottom, stated = (decimal(x) for x in (*written.split("/", 1), share.value))
    if top is None or not bottom or not stated or share.approximate:
        return []
    rate = percent_of(top, bottom, stated)
    return [] if near(rate, stated) else [_finding(subject, share, top, bottom, rate, True)]


def _finding(subject: Subject, share: Figure, part: Decimal, whole: Decimal, rate: Decimal, sure: bool) -> Finding:
    right = f"{shown(rate)}%"
    message = f"Tỷ lệ «{share.quote}» không khớp với số đếm: {shown(part)} / {shown(whole)} = {right}."
    return finding(subject, "arithmetic", "error" if sure else "warning", share.start, share.end, message, right)
