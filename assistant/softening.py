"""The genre's softeners: "còn", "có nơi còn", "chưa thật sự" before a fault, never twice, never beside a figure."""

from __future__ import annotations

from assistant.clauses import Clause
from assistant.lexicon import Word, groups, in_group, text_of
from assistant.prompts import load_yaml
from assistant.subjects import bad_measure, lower_first

_ALREADY = frozenset(
    [
        "còn",
        "vẫn",
        "vẫn còn",
        "chưa",
        "không",
        "mới",
        "chỉ",
        "mới chỉ",
        "chỉ mới",
        "có lúc",
        "có nơi",
        "đôi lúc",
        "có lúc có nơi",
        "không còn",
        "chưa có",
        "không có",
    ]
)
_LEVELS = frozenset(["thấp", "kém", "yếu", "hạn chế", "chậm", "còn thấp"])
"""Faults of a level, whose figure is what was reached; of "hụt thu 6%", "nợ 12%" it is the fault itself."""
_SOFTENABLE = frozenset(
    [
        "chất lượng",
        "hiệu quả",
        "sự phối hợp",
        "nội dung",
        "hình thức",
        "hoạt động",
        "phong trào",
        "việc",
        "công tác",
        "phương thức",
        "nội dung sinh hoạt",
        "vai trò",
        "tiến độ",
    ]
)


def softened(clause: Clause, measured: bool = False) -> tuple[str, ...]:
    """Return the predicate with the genre's "còn", "có nơi còn", "chưa thật sự"; never a second negation or softener."""
    frames = load_yaml("frames/han_che")
    first = clause.predicate[0]
    said = lower_first(text_of(clause.predicate))
    word = first.text.lower()
    plain = measured or bool(clause.place) or clause.has("place", "number", "time") or not _soft_subject(clause)
    if word == "chưa" and len(clause.predicate) > 1:
        rest = said[len("chưa") :].strip()
        gradable = any(rest == item or rest.startswith(item + " ") for item in groups()["gradable"])
        negations = frames["soft_negation"] if gradable and not plain else frames["soft_negation"][:1]
        return tuple(f"{lead} {rest}" for lead in negations)
    if word in _ALREADY or word.startswith(("chưa", "không", "còn", "mới", "vẫn")) or first.has("adverb"):
        return (f"còn {said}",) if word in {"hay", "rất", "quá", "khá", "thường", "bị", "hơi", "tương đối"} else (said,)
    if first.has("reach") and len(clause.predicate) > 1 and clause.predicate[1].has("bad"):
        return (f"còn {said}",)
    for group, lead in (("done_bad", "đã"), ("struck_bad", "bị"), ("plain_bad", "")):
        if in_group(first.text, group):
            return (f"{lead} {said}".strip(),)
    rate = clause.predicate[1] if len(clause.predicate) > 1 else None
    if first.has("bad") and rate is not None and rate.has("number") and "/" in rate.text and len(clause.predicate) > 2:
        share = clause.head is not None and clause.predicate[2].text.lower() == clause.head.text.lower()
        return (f"còn {lower_first(first.text)}, {'chiếm' if share else 'với'} {text_of(clause.predicate[1:])}",)
    if first.has("bad") and rate is not None and rate.has("number") and rate.text.endswith("%"):
        if word not in _LEVELS:
            return (f"còn {said}", f"vẫn còn {said}")
        reach = "ở mức" if bad_measure(text_of(clause.subject)) else "mới đạt"
        return (f"còn {lower_first(first.text)}, {reach} {text_of(clause.predicate[1:])}",)
    if first.has("bad", "good", "amount", "other"):
        return tuple(f"{lead} {said}" for lead in (frames["soft_quality"] if not plain else ("còn", "vẫn còn")))
    return (said,)


def _soft_subject(clause: Clause) -> bool:
    head = clause.head
    return head is not None and (head.has("activity", "verb") or head.text.lower() in _SOFTENABLE)


def paired(subjects: tuple[str, ...], place: str, predicates: tuple[str, ...], verb: str = "") -> tuple[str, ...]:
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


def handling(subject: tuple[Word, ...]) -> str:
    """ "báo cáo các chi hội gửi" -> "việc gửi báo cáo của các chi hội"."""
    verb, thing = subject[-1].text.lower(), tuple(word for word in subject[:-1] if word.text.lower() != "của")
    by = next((place for place, word in enumerate(thing) if place and word.has("agent", "place")), len(thing))
    by = by - 1 if 1 < by < len(thing) and thing[by - 1].has("quantity") else by
    owner = f" của {text_of(thing[by:])}" if by < len(thing) else ""
    return f"việc {verb} {lower_first(text_of(thing[:by]))}{owner}"
