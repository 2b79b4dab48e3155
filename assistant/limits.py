"""Sentences of limitations and causes: the subject softened, the fault named as mildly as the genre does, figures untouched."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.clauses import Clause
from assistant.lexicon import Word, in_group, text_of
from assistant.prompts import load_yaml
from assistant.subjects import bad_measure, lower_first, nominal, quantified

_ALREADY = frozenset(["còn", "vẫn", "vẫn còn", "chưa", "không", "mới", "chỉ", "mới chỉ", "chỉ mới", "có lúc", "có nơi", "đôi lúc", "có lúc có nơi", "không còn", "chưa có", "không có"])
_SOFTENABLE = frozenset(
    ["chất lượng", "hiệu quả", "sự phối hợp", "nội dung", "hình thức", "hoạt động", "phong trào", "việc", "công tác", "phương thức", "nội dung sinh hoạt", "vai trò", "tiến độ"]
)
_HANDLED = frozenset(["vận động", "thu", "nộp", "gửi", "chi", "cấp", "trả", "giải ngân", "thanh toán", "phát", "báo cáo"])
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
    first = clause.predicate[0]
    alone = len(clause.predicate) == 1 or not clause.predicate[1].has("noun", "agent", "activity", "verb")
    if first.has("amount") and alone and first.text.lower() != "nhiều" and clause.head is not None and clause.head.has("agent"):
        return _join((f"số {lower_first(text_of(clause.subject))}",), clause.place, softened(clause, measured))
    if len(clause.subject) > 1 and clause.subject[-1].text.lower() in _HANDLED and not clause.subject[0].has("agent"):
        named = _handled(clause.subject)
        return _join((named,), clause.place, softened(clause, measured))
    counted = len(clause.predicate) > 1 and clause.predicate[1].has("number")
    if first.has("bad") and first.text.lower() != "thiếu" and counted and clause.head is not None and (clause.head.has("agent") or clause.head.text.lower().startswith("hộ")):
        return _join((f"số {lower_first(text_of((*clause.subject, first)))}",), clause.place, (f"còn {text_of(clause.predicate[1:])}",))
    if first.text.lower() == "thiếu" and (counted or len(clause.predicate) == 1) and clause.head is not None and clause.head.has("agent"):
        said = f"còn {text_of(clause.predicate)}"
        return _join((lower_first(text_of(clause.subject)), f"số {lower_first(text_of(clause.subject))}"), clause.place, (said,))
    if first.text.lower() == "nhiều" and re.search(r"\b(?:đi|xin|nghỉ|bỏ)\b", text_of(clause.subject)):
        return _join((f"số {lower_first(text_of(clause.subject))}",), clause.place, ("còn nhiều",))
    if first.text.lower() == "nhiều" and any(word.has("verb", "activity") for word in clause.subject[1:]):
        return _join(quantified(clause), clause.place, (text_of(clause.predicate),), verb="còn")
    if clause.negative or first.has("good", "amount", "other"):
        return _join(quantified(clause), clause.place, softened(clause, measured))
    return _join(nominal(clause.subject), clause.place, (text_of(clause.predicate),))


def _handled(subject: tuple[Word, ...]) -> str:
    """"báo cáo các chi hội gửi" -> "việc gửi báo cáo của các chi hội"."""
    verb, thing = subject[-1].text.lower(), subject[:-1]
    by = next((place for place, word in enumerate(thing) if place and word.has("agent", "place")), len(thing))
    by = by - 1 if 1 < by < len(thing) and thing[by - 1].has("quantity") else by
    owner = f" của {text_of(thing[by:])}" if by < len(thing) else ""
    return f"việc {verb} {lower_first(text_of(thing[:by]))}{owner}"


def _join(subjects: tuple[str, ...], place: str, predicates: tuple[str, ...], verb: str = "") -> tuple[str, ...]:
    """Pair every subject with every predicate, the first of each first; `verb` is put before the subject's own verb."""
    where = f" {place}" if place else ""
    ways = [] if not place.startswith("tại ") else [f"{place}, {subjects[0]} {predicates[0]}"]
    for shift in range(max(len(subjects), len(predicates))):
        subject, predicate = subjects[shift % len(subjects)], predicates[shift % len(predicates)]
        ways.insert(shift, f"{_insert(subject, verb)}{where} {predicate}".strip())
    for subject in subjects:
        ways.extend(f"{_insert(subject, verb)}{where} {predicate}".strip() for predicate in predicates)
    return tuple(dict.fromkeys(ways))


def _insert(subject: str, adverb: str) -> str:
    """Put `adverb` before the verb inside a subject such as "một số cán bộ kiêm nhiệm"."""
    if not adverb:
        return subject
    words = subject.split()
    for at in range(1, len(words)):
        for size in (4, 3, 2, 1):
            piece = " ".join(words[at : at + size])
            if in_group(piece, "verb") or in_group(piece, "activity"):
                return " ".join([*words[:at], adverb, *words[at:]])
    return f"{subject} {adverb}"


def softened(clause: Clause, measured: bool = False) -> tuple[str, ...]:
    """Return the predicate with the genre's "còn", "có nơi còn", "chưa thật sự"; never a second negation or softener."""
    frames = load_yaml("frames/han_che")
    first = clause.predicate[0]
    said = lower_first(text_of(clause.predicate))
    word = first.text.lower()
    plain = measured or bool(clause.place) or clause.has("place", "number", "time") or not _soft_subject(clause)
    if word == "chưa" and len(clause.predicate) > 1:
        rest = said[len("chưa") :].strip()
        gradable = any(rest == item or rest.startswith(item + " ") for item in _gradable())
        negations = frames["soft_negation"] if gradable and not plain else frames["soft_negation"][:1]
        return tuple(f"{lead} {rest}" for lead in negations)
    if word in _ALREADY or word.startswith(("chưa", "không", "còn", "mới", "vẫn")) or first.has("adverb"):
        return (f"còn {said}",) if word in {"hay", "rất", "quá", "khá", "thường", "bị", "hơi", "tương đối"} else (said,)
    if first.has("reach") and len(clause.predicate) > 1 and clause.predicate[1].has("bad"):
        return (f"còn {said}",)
    for group, lead in (("done_bad", "đã"), ("struck_bad", "bị"), ("plain_bad", "")):
        if in_group(first.text, group):
            return (f"{lead} {said}".strip(),)
    if first.has("bad", "good", "amount", "other"):
        return tuple(f"{lead} {said}" for lead in (frames["soft_quality"] if not plain else ("còn", "vẫn còn")))
    return (said,)


def _gradable() -> tuple[str, ...]:
    from assistant.lexicon import groups

    return tuple(groups()["gradable"])


def _soft_subject(clause: Clause) -> bool:
    head = clause.head
    return head is not None and (head.has("activity", "verb") or head.text.lower() in _SOFTENABLE)


def _amount(clause: Clause, measured: bool) -> tuple[str, ...]:
    """"tỷ lệ ... 61,5%" -> "tỷ lệ ... mới đạt 61,5%"; the more the worse: "còn ở mức"."""
    head, predicate = clause.subject[0], clause.predicate
    worse = bad_measure(text_of(clause.subject))
    lead, figure = _split_figure(predicate)
    said = " ".join(lead).lower()
    if any(word in said.split() for word in ("còn", "chỉ", "mới", "vẫn", "chưa")):
        return _join(nominal(clause.subject), "", (text_of(predicate),))
    if head.has("activity", "verb") and not head.has("noun"):
        verb = "duy trì" if re.match(r"họp|giao ban|sinh hoạt|hội ý", head.text.lower()) else "thực hiện"
        reached = (f"mới đạt {figure}",) if "%" in figure else (f"mới {verb} được {figure}", f"mới được thực hiện {figure}")
        return _join(nominal(clause.subject), "", reached)
    if worse and "%" in figure and clause.head is not None and clause.head.has("agent") and clause.subject[0] is clause.head:
        return (f"{measured_subject(clause)} còn ở mức {figure}",)
    if worse:
        verb = "còn ở mức" if "%" in figure else "còn là"
        verb = f"còn {said}" if said in {"có", "chiếm"} else verb
        return _join(nominal(clause.subject), "", (f"{verb} {figure}",))
    reach = "mới đạt" if _RATE.search(figure) or not _MONEY.search(figure) else "mới ở mức"
    if said in {"có", "gồm"} or (head.has("agent") and not _RATE.search(figure)):
        reach = "mới có"
    return _join(nominal(clause.subject), "", (f"{reach} {figure}",))


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
        return tuple(f"{subject} {adverb}{predicate}" for subject in quantified(clause))
    said = lower_first(clause.text)
    if clause.words[0].has("number") or any(word.has("number") for word in clause.words):
        return (f"mới {said}", f"chỉ mới {said}")
    return (f"việc {said} còn hạn chế",) if len(clause.words) == 1 else (said,)


def _idle(clause: Clause) -> bool:
    """Going away to work, leaving the job: events that "còn" does not fit."""
    return clause.predicate[0].text.lower().startswith(("đi ", "xin ", "nghỉ", "làm ăn", "phải"))


def _count(clause: Clause, measured: bool) -> tuple[str, ...]:
    """"3/7 thôn chưa có nhà văn hóa" -> "còn 3/7 thôn chưa có nhà văn hóa"; "1 hội nghị" -> "mới có 1 hội nghị"."""
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
    if word in {"thiếu", "ngại", "nể nang", "né tránh", "ngại khó", "ngại va chạm", "trông chờ", "ỷ lại", "e ngại"} and rest:
        return (f"còn {said}", f"còn có tình trạng {said}", f"vẫn còn {said}")
    if first.has("bad", "amount"):
        return (f"còn {said}", f"vẫn còn {said}")
    return (said,)


def _aided(rest: tuple[Word, ...]) -> bool:
    """A figure, a place or a manner after the verb makes the passive clumsy: keep the plain negation."""
    return any(word.has("number", "contrast", "good", "bad", "adverb", "preposition") for word in rest)


def _without_got(rest: tuple[Word, ...]) -> str:
    return re.sub(r"^(\S+(?: \S+)?) được ", r"\1 ", lower_first(text_of(rest)))


def limitation_tail(clause: Clause, main: Clause) -> str:
    """Return a later clause of a note, to follow `main` after its joint."""
    if clause.kind == "count":
        return _figure_tail(clause, main)
    if clause.joint in {"do", "vì", "bởi", "bởi vì"} or clause.kind in {"fragment", "bare"}:
        first = clause.words[0]
        restated = clause.kind == "bare" and first.has("bad", "amount") and main.kind in {"count", "action", "amount"}
        restated = restated and clause.joint in {",", ";"}
        return f"còn {lower_first(clause.text)}" if restated else _with_lead(clause, lower_first(clause.text))
    if clause.joint in {",", ";", "."}:
        return limitation(clause, (main,))[0]
    return _with_lead(clause, lower_first(clause.text))


def _figure_tail(clause: Clause, main: Clause) -> str:
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
    if clause.kind in {"amount", "count", "change"} or (clause.kind == "action" and not clause.subject):
        return (_with_lead(clause, lower_first(clause.text)),)
    ways = limitation(clause)
    if clause.kind == "state" and clause.head is not None and clause.head.has("noun", "place"):
        plain = f"{lower_first(text_of(clause.subject))}{' ' + clause.place if clause.place else ''} {text_of(clause.predicate)}"
        return (*ways[:1], plain)
    return ways
