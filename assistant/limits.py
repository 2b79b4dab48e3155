"""Sentences of limitations: the subject softened, the fault named as mildly as the genre does, figures untouched."""

from __future__ import annotations

import re

from assistant.clauses import Clause
from assistant.lexicon import Word, text_of
from assistant.softening import handling, paired, softened
from assistant.subjects import bad_measure, lower_first, nominal, quantified

_HANDLED = frozenset(
    ["vận động", "thu", "nộp", "gửi", "chi", "cấp", "trả", "giải ngân", "thanh toán", "phát", "báo cáo"]
)
_RATE = re.compile(r"%|^\d+/\d+")
_MONEY = re.compile(r"\d\s?(?:triệu|tỷ|nghìn)?\s?đồng")


def limitation(clause: Clause, others: tuple[Clause, ...] = ()) -> tuple[str, ...]:
    """Return ways to put one clause as a limitation (no capital, no full stop), best first; `others` belong to its note."""
    makers = {
        "state": _state,
        "amount": _amount,
        "change": _change,
        "action": _action,
        "count": _count,
        "bare": _bare,
        "fragment": _fragment,
    }
    measured = any(word.has("number") for part in (clause, *others) for word in part.words)
    ways = makers[clause.kind](clause, measured)
    lead = f"{clause.lead}, " if clause.lead else ""
    return tuple(lead + way for way in ways)


def _fragment(clause: Clause, measured: bool) -> tuple[str, ...]:
    return (lower_first(clause.text),)


def _state(clause: Clause, measured: bool) -> tuple[str, ...]:
    numbered = _number_of(clause, measured)
    if numbered:
        return numbered
    first = clause.predicate[0]
    if first.text.lower() in {"thay đổi", "biến động"}:
        return (lower_first(clause.text),)
    if len(clause.subject) > 1 and clause.subject[-1].text.lower() in _HANDLED and not clause.subject[0].has("agent"):
        return paired((handling(clause.subject),), clause.place, softened(clause, measured))
    if first.text.lower() == "nhiều" and any(word.has("verb", "activity") for word in clause.subject[1:]):
        return paired(quantified(clause), clause.place, (text_of(clause.predicate),), verb="còn")
    if clause.negative or first.has("good", "amount", "other"):
        return paired(quantified(clause), clause.place, softened(clause, measured))
    return paired(nominal(clause.subject), clause.place, (text_of(clause.predicate),))


def _number_of(clause: Clause, measured: bool) -> tuple[str, ...]:
    """Put what is said of how many people there are: "hội viên dự ít" -> "số hội viên dự còn ít"; () for other states."""
    first, rest = clause.predicate[0], clause.predicate[1:]
    said, subject = first.text.lower(), lower_first(text_of(clause.subject))
    counted = bool(rest) and rest[0].has("number")
    people = clause.head is not None and (clause.head.has("agent") or clause.head.text.lower().startswith("hộ"))
    if said == "nhiều" and re.search(r"\b(?:đi|xin|nghỉ|bỏ)\b", subject):
        return paired((f"số {subject}",), clause.place, ("còn nhiều",))
    if not people:
        return ()
    if first.has("negation") and clause.predicate[-1].text.lower() in {"nhiều", "ít", "còn nhiều", "còn ít"}:
        return paired((f"số {subject}",), clause.place, (text_of(clause.predicate),))
    if said == "thiếu" and (counted or not rest):
        return paired((subject, f"số {subject}"), clause.place, (f"còn {text_of(clause.predicate)}",))
    if first.has("bad") and counted:
        return paired((f"số {subject} {first.text}",), clause.place, (f"còn {text_of(rest)}",))
    alone = not rest or not rest[0].has("noun", "agent", "activity", "verb")
    if first.has("amount") and alone and said != "nhiều":
        return paired((f"số {subject}",), clause.place, softened(clause, measured))
    return ()


def _amount(clause: Clause, measured: bool) -> tuple[str, ...]:
    """ "tỷ lệ ... 61,5%" -> "tỷ lệ ... mới đạt 61,5%"; the more the worse: "còn ở mức"."""
    head, predicate = clause.subject[0], clause.predicate
    if (clause.head is not None and clause.head.has("other")) or any(word.has("negation") for word in predicate):
        return (lower_first(clause.text),)
    if any(word.text.lower() == "cách" for word in clause.subject):
        return (lower_first(clause.text),)
    worse = bad_measure(text_of(clause.subject))
    lead, figure = _split_figure(predicate)
    said = " ".join(lead).lower()
    if said in {"chỉ", "mới", "chỉ mới", "mới chỉ"} and head.has("activity", "verb") and not head.has("noun"):
        return paired(nominal(clause.subject), "", (f"{said} thực hiện được {figure}",))
    if any(word in said.split() for word in ("còn", "chỉ", "mới", "vẫn", "chưa")):
        return paired(nominal(clause.subject), "", (text_of(predicate),))
    if head.has("activity", "verb") and not head.has("noun"):
        verb = "duy trì" if re.match(r"họp|giao ban|sinh hoạt|hội ý", head.text.lower()) else "thực hiện"
        reached = (
            (f"mới đạt {figure}",) if "%" in figure else (f"mới {verb} được {figure}", f"mới được thực hiện {figure}")
        )
        return paired(nominal(clause.subject), "", reached)
    if (
        worse
        and "%" in figure
        and clause.head is not None
        and clause.head.has("agent")
        and clause.subject[0] is clause.head
    ):
        return (f"{measured_subject(clause)} còn ở mức {figure}",)
    if worse:
        verb = "còn ở mức" if "%" in figure else "còn"
        verb = f"còn {said}" if said in {"có", "chiếm"} else verb
        return paired(nominal(clause.subject), "", (f"{verb} {figure}",))
    reach = "mới đạt" if _RATE.search(figure) or not _MONEY.search(figure) else "mới ở mức"
    if said in {"có", "gồm"} or (head.has("agent") and not _RATE.search(figure)):
        reach = "mới có"
    return paired(nominal(clause.subject), "", (f"{reach} {figure}",))


def _split_figure(predicate: tuple[Word, ...]) -> tuple[list[str], str]:
    at = next((place for place, word in enumerate(predicate) if word.has("number")), 0)
    return [word.text for word in predicate[:at]], text_of(predicate[at:])


def _change(clause: Clause, measured: bool) -> tuple[str, ...]:
    subject = lower_first(text_of(clause.subject))
    return (f"{measured_subject(clause)} {text_of(clause.predicate)}", f"{subject} {text_of(clause.predicate)}")


def measured_subject(clause: Clause) -> str:
    """Name what rises or falls: "hộ nghèo giảm từ 12%" is of the rate, "hội viên giảm 12 người" of the number."""
    subject, head = lower_first(text_of(clause.subject)), clause.head
    if head is None or not head.has("agent") or clause.subject[0] is not head:
        return nominal(clause.subject)[0]
    return f"tỷ lệ {subject}" if "%" in text_of(clause.predicate) else f"số {subject}"


def _action(clause: Clause, measured: bool) -> tuple[str, ...]:
    if clause.subject:
        predicate = text_of(clause.predicate)
        adverb = "" if _idle(clause) else "còn "
        subjects = quantified(clause) if adverb else (lower_first(text_of(clause.subject)),)
        return tuple(f"{subject} {adverb}{predicate}" for subject in subjects)
    said = lower_first(clause.text)
    at = next((place for place, word in enumerate(clause.words) if word.text.endswith("%")), 0)
    if at and clause.words[0].has("activity"):
        return tuple(f"{name} mới đạt {text_of(clause.words[at:])}" for name in nominal(clause.words[:at]))
    if clause.words[0].has("number") or any(word.has("number") for word in clause.words):
        return (f"mới {said}", f"chỉ mới {said}")
    return (f"việc {said} còn hạn chế",) if len(clause.words) == 1 else (said,)


def _idle(clause: Clause) -> bool:
    """Going away to work, leaving the job: events that "còn" does not fit."""
    return (
        clause.predicate[0]
        .text.lower()
        .startswith(("đi ", "xin ", "nghỉ", "làm ăn", "phải", "thay", "biến động", "chuyển", "luân chuyển", "bị"))
    )


def _count(clause: Clause, measured: bool) -> tuple[str, ...]:
    """ "3/7 thôn chưa có nhà văn hóa" -> "còn 3/7 thôn chưa có nhà văn hóa"; "1 hội nghị" -> "mới có 1 hội nghị"."""
    said = clause.text
    if clause.negative or bad_measure(said):
        return (f"còn {said}", f"vẫn còn {said}")
    if clause.has("verb", "activity", "reach", "change"):
        return (f"mới có {said}", f"chỉ có {said}")
    return (f"mới có {said}",)


def _bare(clause: Clause, measured: bool) -> tuple[str, ...]:
    first = clause.words[0]
    rest = clause.words[1:]
    said = lower_first(clause.text)
    word = first.text.lower()
    if word in {"chưa", "không"} and len(rest) > 1 and rest[0].has("verb", "activity") and not _aided(rest):
        tail = _without_got(rest)
        return (said, f"việc {tail} chưa được thực hiện") if word == "chưa" else (said,)
    if word == "chậm" and rest and rest[0].has("verb", "activity"):
        return (f"việc {lower_first(text_of(rest))} còn chậm", f"còn {said}")
    if word in {"ít", "vắng"} and rest and rest[0].has("agent"):
        return (f"số {lower_first(text_of(rest))} còn {word}", f"còn {said}")
    if word == "ít" and rest and rest[0].has("activity"):
        return tuple(f"{name} còn ít" for name in nominal(rest)) if len(rest) < 4 else (f"còn {said}",)
    if word in {"ô nhiễm"}:
        return (f"vẫn còn tình trạng {said}", f"còn xảy ra tình trạng {said}")
    if word in {"khó", "khó khăn"} and rest and rest[0].has("verb", "activity"):
        return (f"việc {lower_first(text_of(rest))} còn {word}", f"còn {said}")
    if (
        word in {"thiếu", "ngại", "nể nang", "né tránh", "ngại khó", "ngại va chạm", "trông chờ", "ỷ lại", "e ngại"}
        and rest
    ):
        if measured:
            return (f"còn {said}", f"vẫn còn {said}")
        return (f"còn {said}", f"còn có tình trạng {said}", f"vẫn còn {said}")
    if first.has("bad", "amount"):
        return (f"còn {said}", f"vẫn còn {said}")
    return (said,)


def _aided(rest: tuple[Word, ...]) -> bool:
    """A figure, a place or a manner after the verb makes the passive clumsy: keep the plain negation."""
    return any(word.has("number", "contrast", "good", "bad", "adverb", "preposition") for word in rest)


def _without_got(rest: tuple[Word, ...]) -> str:
    return re.sub(r"^(\S+(?: \S+)?) được ", r"\1 ", lower_first(text_of(rest)))
