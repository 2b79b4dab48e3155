"""arithmetic: differences and growth ("tăng từ 45 lên 57, tăng 12"; "33 cuộc, nhiều hơn 10 cuộc so với ... (23 cuộc)")."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.checks.amounts import Amount, amounts, near, percent_of, same_unit, sentences_of, shown
from assistant.checks.subject import Subject, finding
from assistant.records import Finding
from knowledge.records import Figure
from knowledge.text import fold

FROM = re.compile(r"(?<!\w)tu\s*$")
TO = re.compile(r"(?<!\w)(?:len|xuong|con|toi|den)(?!\w)[^\d]*$")
MORE = re.compile(r"(?<!\w)(tang|giam|nhieu hon|it hon|cao hon|thap hon)(?: them| duoc)?\s*$")
UP = ("tang", "nhieu hon", "cao hon")
AGAINST = re.compile(r"\s*(?:cuoc |ho |nguoi )?so voi[^;:()]{0,70}\(")
REACH = 90


def check(subject: Subject) -> tuple[Finding, ...]:
    """Flag stated differences and growth rates that the two stated values do not give, and rises that fall."""
    found: list[Finding] = []
    for _, _, figures in sentences_of(subject):
        inside = amounts([_compared_to(subject, f) for f in figures])
        for at, old in enumerate(inside[:-1]):
            new = inside[at + 1]
            if _from_to(subject, old, new):
                found += _direction(subject, old, new)
                found += _stated(subject, old, new, inside[at + 2 : at + 4])
        for new, step, old in zip(inside, inside[1:], inside[2:], strict=False):
            found += _compared(subject, new, step, old)
    return tuple(found)


def _compared_to(subject: Subject, figure: Figure) -> Figure:
    """Return a figure after "nhiều hơn" as exact: there "hơn" compares, it does not round."""
    before = fold(subject.text[max(0, figure.start - 12) : figure.start])
    return replace(figure, approximate=False) if figure.approximate and MORE.search(before) else figure


def _from_to(subject: Subject, old: Amount, new: Amount) -> bool:
    text = subject.text
    between = fold(text[old.end : new.start])
    units = same_unit(old.unit, new.unit) or (old.percent and new.percent) or not old.unit
    return (
        units
        and len(between) <= REACH
        and bool(FROM.search(fold(text[max(0, old.start - 12) : old.start])))
        and bool(TO.search(between))
    )


def _direction(subject: Subject, old: Amount, new: Amount) -> list[Finding]:
    verb = re.search(r"(?<!\w)(tang|giam)\s+tu\s*$", fold(subject.text[max(0, old.start - 12) : old.start]))
    if not verb or new.value == old.value or (verb[1] == "tang") == (new.value > old.value):
        return []
    word, other = ("tăng", "giảm") if verb[1] == "tang" else ("giảm", "tăng")
    message = f"Viết «{word}» nhưng {shown(old.value)} → {shown(new.value)} là {other}; kiểm tra lại hai số."
    return [finding(subject, "arithmetic", "error", old.start, new.end, message)]


def _stated(subject: Subject, old: Amount, new: Amount, after: list[Amount]) -> list[Finding]:
    if not after:
        return []
    step = after[0]
    between = fold(subject.text[new.end : step.start])
    if len(between) > REACH or not MORE.search(between) or re.search(r"[.;]\s", between):
        return []
    found = _wrong(subject, old, new, step)
    if not found and len(after) > 1 and after[1].percent:
        inner = fold(subject.text[step.end : after[1].start])
        if re.fullmatch(r"\s*(?:\(|,)?\s*(?:tuong ung|tuong duong|bang)?\s*", inner):
            found = _wrong(subject, old, new, after[1])
    return found


def _compared(subject: Subject, new: Amount, step: Amount, old: Amount) -> list[Finding]:
    """ "B, nhiều hơn C so với X (A)"."""
    before = fold(subject.text[new.end : step.start])
    between = fold(subject.text[step.end : old.start])
    if not MORE.search(before) or len(before) > REACH or not re.search(r"so voi[^;:()]{0,70}\(\s*$", between):
        return []
    return _wrong(subject, old, new, step) if same_unit(old.unit, new.unit) else []


def _wrong(subject: Subject, old: Amount, new: Amount, step: Amount) -> list[Finding]:
    difference = abs(new.value - old.value)
    growth = percent_of(difference, old.value, step.value) if old.value else None
    if step.percent and not old.percent:
        if growth is None or near(growth, step.value):
            return []
        right, formula = (
            f"{shown(growth)}%",
            f"|{shown(new.value)} - {shown(old.value)}| / {shown(old.value)} = {shown(growth)}%",
        )
    elif same_unit(step.unit, new.unit) or old.percent or not step.unit:
        if near(difference, step.value) and (difference == step.value or old.percent):
            return []
        if old.percent and growth is not None and near(growth, step.value):
            return []
        high, low = sorted((new.value, old.value), reverse=True)
        right, formula = shown(difference), f"{shown(high)} - {shown(low)} = {shown(difference)}"
    else:
        return []
    message = f"Mức tăng, giảm «{step.quote}» không khớp: {formula}."
    return [finding(subject, "arithmetic", "error", step.start, step.end, message, right)]
