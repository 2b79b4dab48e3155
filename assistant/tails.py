"""Later clauses of a note, and causes: how they follow the first clause of a limitation."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.clauses import Clause
from assistant.lexicon import text_of
from assistant.limits import limitation
from assistant.subjects import bad_measure, lower_first

_MONEY = re.compile(r"\d\s?(?:triệu|tỷ|nghìn)?\s?đồng")


def limitation_tail(clause: Clause, main: Clause) -> str:
    """Return a later clause of a note, to follow `main` after its joint."""
    if clause.kind == "count":
        return _with_lead(clause, _figure_tail(clause, main))
    if clause.joint in {"do", "vì", "bởi", "bởi vì"} or clause.kind in {"fragment", "bare"}:
        first = clause.words[0]
        restated = clause.kind == "bare" and first.has("bad", "amount") and main.kind in {"count", "action", "amount"}
        restated = restated and clause.joint in {",", ";"}
        return f"còn {lower_first(clause.text)}" if restated else _with_lead(clause, lower_first(clause.text))
    if clause.joint in {",", ";", "."}:
        return limitation(clause, (main,))[0]
    return _with_lead(clause, lower_first(clause.text))


def _figure_tail(clause: Clause, main: Clause) -> str:
    if len(clause.words) > 1 and clause.words[1].text.lower() in {"năm", "tháng"}:
        return clause.text
    if bad_measure(clause.text) and "%" not in clause.text.split()[0] and not clause.has("negation"):
        return f"còn {clause.text}"
    unit = main.words[1].text.lower() if main.kind == "count" and len(main.words) > 1 else ""
    if unit and len(clause.words) > 1 and clause.words[1].text.lower() == unit and main.negative:
        return f"trong đó có {clause.text}"
    if clause.negative:
        return (
            clause.text
            if len(clause.words) > 1 and clause.words[1].text.lower() in {"năm", "tháng"}
            else f"còn {clause.text}"
        )
    if clause.has("verb", "activity", "reach", "negation", "bad"):
        return clause.text
    if "%" in clause.text.split()[0]:
        return f"mới đạt {clause.text}" if not bad_measure(main.text) else f"ở mức {clause.text}"
    return f"ở mức {clause.text}" if _MONEY.search(clause.text) else f"mới có {clause.text}"


def cause_tail(clause: Clause, main: Clause, place: int) -> str:
    """Return a later clause of a cause: figures stand as noted, nothing is measured against a target."""
    if clause.kind in {"amount", "count", "change", "action"}:
        return _with_lead(clause, lower_first(clause.text))
    return limitation_tail(clause, main)


def _with_lead(clause: Clause, text: str) -> str:
    return f"{clause.lead} {text}" if clause.lead else text


def cause(clause: Clause) -> tuple[str, ...]:
    """Return ways to put one clause as a cause, without its "do"."""
    clause = replace(clause, joint="")
    if clause.kind == "amount" and clause.predicate[0].has("number"):
        reach = (
            "ở mức"
            if _MONEY.search(clause.text)
            or re.match(r"phụ cấp|lương|thu nhập|kinh phí|mức", clause.text.lower())
            or "%" in clause.predicate[0].text
            else "có"
        )
        return (_with_lead(clause, f"{lower_first(text_of(clause.subject))} {reach} {text_of(clause.predicate)}"),)
    if clause.kind in {"amount", "count", "change"} or (clause.kind == "action" and not clause.subject):
        return (_with_lead(clause, lower_first(clause.text)),)
    ways = limitation(clause)
    if clause.kind == "state" and clause.head is not None and clause.head.has("noun", "place"):
        plain = f"{lower_first(text_of(clause.subject))}{' ' + clause.place if clause.place else ''} {text_of(clause.predicate)}"
        return (*ways[:1], plain)
    return ways
