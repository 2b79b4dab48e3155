"""arithmetic: parts against their whole in prose ("14 chi bộ, gồm 09 chi bộ thôn, ...") and what is left ("còn 14 kiến nghị")."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.checks.amounts import Amount, amounts, same_unit, sentences_of, shown
from assistant.checks.subject import Subject, finding
from assistant.records import Finding, Severity
from knowledge.text import fold

FULL = re.compile(r"(?<!\w)(?:gom(?: co)?|bao gom|chia ra)(?!\w)")
SOME = re.compile(r"(?<!\w)(?:trong do(?: co)?|trong so do|cu the(?: la)?)(?!\w)")
OVERLAP = re.compile(r"(?<!\w)(?:nu|dan toc|ton giao|tre|tuoi|dang vien la|lan luot|it nhat|tren|duoi)(?!\w)")
LEFT = re.compile(r"(?<!xuong )(?<!chi )(?<!giam )(?<!tang )(?<!van )(?<!\w)con(?: lai)?\s*$")
MOVING = re.compile(r"(?<!\w)(?:phat sinh|chuyen sang|them|ky truoc|ton dong)(?!\w)")
AVERAGE = re.compile(r"(?<!\w)(?:binh quan|trung binh|moi (?:nam|thang|nha|ho|nguoi))[^,;]*$")
REACH = 60
"""Characters between a whole and the word that opens its parts."""
FAR = Decimal("0.2")
"""A difference beyond this share of the whole says that the list was not meant to add up."""


def check(subject: Subject) -> tuple[Finding, ...]:
    """Flag sums that do not come out; a list after "trong đó" may be partial and only warns."""
    found: list[Finding] = []
    before: list[Amount] = []
    last_end = 0
    for start, end, figures in sentences_of(subject):
        inside = [a for a in amounts(figures) if not a.percent]
        bridged = before if subject.text[last_end:start].strip(" .\n*") == "" else []
        found += _parts(subject, start, end, inside, bridged)
        found += _remains(subject, start, inside)
        before, last_end = inside[-1:], end
    return tuple(found)


def _parts(subject: Subject, start: int, end: int, inside: list[Amount], before: list[Amount]) -> list[Finding]:
    flat = fold(subject.text[start:end])
    cues = sorted(
        [(m.start(), m.end(), True) for m in FULL.finditer(flat)]
        + [(m.start(), m.end(), False) for m in SOME.finditer(flat)]
    )
    found = []
    for at, (cue, cue_end, full) in enumerate(cues):
        stop = start + (cues[at + 1][0] if at + 1 < len(cues) else end - start)
        earlier = [a for a in inside if a.end <= start + cue] or (before if cue <= 1 else [])
        if not earlier or start + cue - earlier[-1].end > REACH or ";" in flat[max(0, earlier[-1].end - start) : cue]:
            continue
        whole = earlier[-1]
        parts = [
            a
            for a in inside
            if start + cue_end <= a.start < stop
            and same_unit(a.unit, whole.unit)
            and not _bracketed(flat, a.start - start)
            and not AVERAGE.search(flat[max(0, a.start - start - 24) : a.start - start])
        ]
        total = sum((p.value for p in parts), Decimal(0))
        severity = _judge(whole.value, total, parts, full, flat[cue : stop - start])
        if severity:
            found.append(_finding(subject, whole, parts, total, severity))
    return found


def _judge(whole: Decimal, total: Decimal, parts: list[Amount], full: bool, flat: str) -> Severity | None:
    if len(parts) < 2 or total == whole or OVERLAP.search(flat):
        return None
    if abs(total - whole) > whole * FAR:
        return None
    return "error" if full or total > whole else "warning"


def _finding(subject: Subject, whole: Amount, parts: list[Amount], total: Decimal, severity: Severity) -> Finding:
    formula = " + ".join(shown(p.value) for p in parts) + f" = {shown(total)}"
    message = f"Các thành phần không cộng thành «{whole.quote}»: {formula}, không phải {shown(whole.value)}."
    return finding(subject, "arithmetic", severity, whole.start, parts[-1].end, message, shown(total))


def _remains(subject: Subject, start: int, inside: list[Amount]) -> list[Finding]:
    found = []
    for at, rest in enumerate(inside):
        same = [a for a in inside[:at] if same_unit(a.unit, rest.unit)]
        if len(same) < 2 or not LEFT.search(fold(subject.text[inside[at - 1].end : rest.start])):
            continue
        whole, done = same[-2:]
        right = whole.value - done.value
        span = fold(subject.text[whole.start : rest.end])
        if right <= 0 or right == rest.value or MOVING.search(span) or abs(right - rest.value) > whole.value * FAR:
            continue
        formula = f"{shown(whole.value)} - {shown(done.value)} = {shown(right)}"
        message = f"Số còn lại «{rest.quote}» không khớp: {formula}."
        found.append(finding(subject, "arithmetic", "error", rest.start, rest.end, message, shown(right)))
    return found


def _bracketed(flat: str, at: int) -> bool:
    return flat.count("(", 0, at) > flat.count(")", 0, at)
