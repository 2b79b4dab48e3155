"""Sentences of work done and of the situation: subject, verb, measure, figure; nothing is said to have followed from it."""

from __future__ import annotations

import re

from assistant.clauses import Clause
from assistant.lexicon import in_group, text_of
from assistant.limits import limitation, measured_subject
from assistant.subjects import bad_measure, lower_first, nominal
from assistant.tails import limitation_tail

_MANNERS = frozenset(
    [
        "tốt",
        "khá tốt",
        "rất tốt",
        "đầy đủ",
        "kịp thời",
        "nghiêm túc",
        "hiệu quả",
        "có hiệu quả",
        "rộng khắp",
        "thường xuyên",
        "đúng quy định",
        "đúng hạn",
        "trước hạn",
        "đúng tiến độ",
        "đồng bộ",
        "chặt chẽ",
        "chủ động",
        "công khai",
        "dân chủ",
        "an toàn",
        "đều",
        "đều đặn",
        "tích cực",
    ]
)
_EACH = frozenset(("mỗi", "từng", "bình quân", "trung bình"))


_BODIES = frozenset(
    (
        "tổ",
        "đội",
        "câu lạc bộ",
        "ban",
        "nhóm",
        "trung tâm",
        "tổ công nghệ số cộng đồng",
        "tổ hòa giải",
        "tổ tự quản",
        "dự thảo",
        "mô hình",
        "chi hội",
        "tổ bảo vệ an ninh trật tự",
        "tổ hợp tác",
        "hợp tác xã",
        "tổ bảo vệ",
    )
)


def result(clause: Clause) -> tuple[str, ...]:
    """Return ways to put one clause as a result (no capital, no full stop), best first."""
    if clause.negative and clause.kind != "count":
        return limitation(clause)
    makers = {
        "state": _state,
        "amount": _amount,
        "change": _change,
        "action": _action,
        "count": _count,
        "bare": _bare,
        "fragment": _fragment,
    }
    ways = makers[clause.kind](clause)
    return tuple(f"{clause.lead}, {way}" for way in ways) if clause.lead else ways


def _fragment(clause: Clause) -> tuple[str, ...]:
    """ "hội nghị toàn đảng bộ tháng 6/2010" was held; a model or a place of service is there."""
    said = lower_first(clause.text)
    if re.match(r"(?:hội nghị|lớp|hội thi|cuộc thi|lễ|diễn đàn|tọa đàm|ngày hội|hội diễn|giải|buổi)\s", said):
        return (f"đã tổ chức {said}",)
    if re.match(r"(?:các )?(?:mô hình|câu lạc bộ|tổ|điểm|nhóm|trang|đội|tuyến đường)\s", said):
        return (f"có {said}",)
    return (said,)


def _state(clause: Clause) -> tuple[str, ...]:
    if (
        clause.subject[0].has("activity", "verb")
        and not clause.subject[0].has("noun")
        and any(word.has("number") for word in clause.subject)
    ):
        return (f"đã {lower_first(clause.text)}",)
    if any(word.trail == ":" for word in clause.words):
        return (lower_first(clause.text),)
    manner = text_of(clause.predicate)
    where = f" {clause.place}" if clause.place else ""
    head = clause.subject[0]
    if head.has("activity", "verb") and not head.has("noun") and manner.lower() in _MANNERS:
        verb = "duy trì" if manner.lower() in {"đều", "đều đặn", "thường xuyên"} else "thực hiện"
        return tuple(f"{name}{where} được {verb} {manner}" for name in nominal(clause.subject))
    last = clause.predicate[-1]
    if len(clause.predicate) > 1 and clause.predicate[0].has("good") and last.has("number") and last.text.endswith("%"):
        manner = f"{text_of(clause.predicate[:-1])} đạt {last.text}"
    return tuple(f"{name}{where} {manner}" for name in nominal(clause.subject))


def _amount(clause: Clause) -> tuple[str, ...]:
    """ "thu ngân sách 4,5 tỷ đồng" -> "thu ngân sách đạt 4,5 tỷ đồng"; counts of people and bodies take "có"."""
    predicate = text_of(clause.predicate)
    head, subject = clause.subject[0], lower_first(text_of(clause.subject))
    first = clause.predicate[0]
    if head.has("activity", "verb") and not head.has("noun") and any(word.has("number") for word in clause.subject):
        return (f"đã {lower_first(clause.text)}",)
    if not first.has("number"):
        if first.text.lower() == "được" and head.has("activity", "verb"):
            passive = (f"{nominal(clause.subject)[0]} được thực hiện {predicate[len('được') :].strip()}",)
            counted = any(in_group(word.text, "events") for word in clause.predicate)
            return (f"đã {subject} {predicate}", *(passive if counted else ()))
        return (f"{subject} {predicate}",)
    if head.has("verb", "activity") and not head.has("noun"):
        return (f"đã {subject} {predicate}",)
    if clause.subject[-1].text.lower() == "và":
        return (lower_first(clause.text),)
    acting = _acting(clause)
    if acting:
        return (f"{acting} {predicate}",)
    if re.match(r"(?:mô hình|câu lạc bộ|tổ|đội|nhóm)\b", subject) and "%" not in predicate:
        return (f"{subject} có {predicate}",)
    if re.match(r"(?:dân tộc|tôn giáo|đồng bào|nữ|nam)\b", subject) and "%" in predicate:
        return (f"{subject} chiếm {predicate}",)
    if in_group(head.text, "events"):
        return (f"đã tổ chức {subject} {predicate}",)
    if "%" in predicate.split()[0] and head.has("agent") and clause.head is head and bad_measure(subject):
        return (f"tỷ lệ {subject} là {predicate}",)
    if "%" in predicate.split()[0] and head.has("agent") and clause.head is head:
        return (f"tỷ lệ {subject} đạt {predicate}",)
    if "%" in predicate.split()[0]:
        return (f"{subject} {'ở mức' if bad_measure(subject) else 'đạt'} {predicate}",)
    if not head.has("agent", "noun", "place", "name", "directive", "quantity") or re.match(
        r"trị giá|giá trị|số tiền|tổng trị giá|thiệt hại", subject
    ):
        return (f"{subject} {predicate}",)
    if re.match(r"\d+/\d+", predicate):
        return (f"{subject} đạt {predicate}",)
    if any(word.has("other") and word.text.islower() for word in clause.subject[1:]) and head.has("agent"):
        return (f"{subject} {predicate}",)
    if head.has("agent"):
        return (members(subject, head.text, predicate),)
    return (f"{subject} {_reach(subject, predicate)} {predicate}",)


_MEASURES = re.compile(
    r"thu\b|chi\b|tỷ lệ|tỉ lệ|sản lượng|năng suất|giá trị|tổng|doanh thu|mức|tốc độ|quỹ|vốn|nguồn|tăng trưởng|độ che phủ|chỉ tiêu|tiêu chí|"
    r"kết quả|đầu tư|tiền|dư nợ|huy động|đóng góp|ủng hộ|vụ|giải ngân",
    re.IGNORECASE,
)


def _reach(subject: str, predicate: str) -> str:
    """A measure reaches its figure, a quantity is it, a thing has so many of what is counted."""
    if subject.lower().startswith("quỹ"):
        return "đạt"
    if bad_measure(subject) and re.match(r"[\d.]+ vụ\b", predicate):
        return "xảy ra"
    if bad_measure(subject) or re.match(r"số|tổng số|dân số|diện tích|kinh phí|phụ cấp", subject):
        return "là"
    counted = re.match(
        r"[\d.,/]+ (?:người|lượt|hộ|đảng viên|đoàn viên|hội viên|thành viên|tổ|cụm|điểm|vị|đồng chí|máy|bài)", predicate
    )
    if counted and not _MEASURES.match(subject):
        return "có"
    return "đạt"


_ABSTRACT = re.compile(
    r"tỷ lệ|tỉ lệ|số|tổng|kinh phí|nguồn|thu|chi|vốn|giá trị|diện tích|quỹ|tiền|mức|doanh thu|chế độ|phụ cấp|cuộc|phong trào|đơn|báo cáo|kết quả|việc|công tác|hồ sơ|nhà|đường|thiết bị|cơ sở|mô hình|chương trình|dự án|đề án|kế hoạch"
)


def _acting(clause: Clause) -> str:
    """A body named by a noun that does something ("tỉnh ban hành 6 đề án") acts: the subject with "đã" before its verb, else ""."""
    head = clause.head
    if head is None or _ABSTRACT.match(head.text.lower()) or (head.has("activity") and not head.has("agent")):
        return ""
    at = next(
        (n for n, word in enumerate(clause.subject) if n and word.has("verb", "activity") and not word.has("noun")), 0
    )
    last = clause.subject[-1]
    if not at or (
        at < len(clause.subject) - 1 and not last.has("verb", "activity", "adverb", "reach", "noun", "other")
    ):
        return ""
    before, verb = lower_first(text_of(clause.subject[:at])), text_of(clause.subject[at:])
    return (
        f"{before} {verb}"
        if re.match(r"(?:đã|được|đang)\b", verb) or clause.subject[at - 1].has("adverb")
        else f"{before} đã {verb}"
    )


def members(subject: str, head: str, predicate: str) -> str:
    """A body has so many members; people are so many in number."""
    if in_group(head, "populace") or re.match(r"hộ|lao động|học sinh|trẻ|dân|người|giáo viên", head.lower()):
        return f"số {subject} là {predicate}"
    return f"{subject} có {predicate}"


def _change(clause: Clause) -> tuple[str, ...]:
    return (f"{measured_subject(clause)} {text_of(clause.predicate)}",)


def _action(clause: Clause) -> tuple[str, ...]:
    """ "tuyên truyền 12 buổi" -> "đã tổ chức 12 buổi tuyên truyền"; an agent keeps its place before "đã"."""
    said = text_of(clause.predicate) if clause.subject else lower_first(clause.text)
    done = said if re.match(r"(?:đã|đang|luôn|thường xuyên|tiếp tục|tích cực|chủ động)\b", said) else f"đã {said}"
    if clause.subject:
        adverbial = any(word.has("other") and word.text.islower() for word in clause.subject[1:])
        return (f"{lower_first(text_of(clause.subject))} {said if adverbial else done}",)
    words = clause.words
    if (
        len(words) > 2
        and words[0].has("activity")
        and words[1].has("preposition")
        and words[1].text.lower() in {"trên", "qua", "bằng"}
    ):
        rest = text_of(words[1:])
        return tuple(f"{name} được thực hiện {rest}" for name in nominal(words[:1]))
    swapped = _event_first(clause)
    if swapped:
        return (f"đã tổ chức {swapped}", f"đã tổ chức được {swapped}")
    if said.startswith(("có ", "gồm ", "được ")):
        return (said,)
    return (done,)


def _event_first(clause: Clause) -> str:
    """ "tuyên truyền 12 buổi" -> "12 buổi tuyên truyền", only where the figure counts occasions and ends the clause."""
    words = clause.words
    at = next((place for place, word in enumerate(words) if word.has("number")), 0)
    if not at or not words[0].has("activity") or at + 2 != len(words) or not in_group(words[at + 1].text, "events"):
        return ""
    if words[at - 1].has("adverb", "preposition"):
        return ""
    return f"{words[at].text} {words[at + 1].text} {lower_first(text_of(words[:at]))}"


def _count(clause: Clause) -> tuple[str, ...]:
    said = clause.text
    if clause.negative:
        return (f"còn {said}",)
    second = clause.predicate[0].text.lower() if clause.predicate else ""
    if "%" in clause.words[0].text:
        return (said,)
    if second in {"năm", "tháng", "nhiệm kỳ"} or clause.words[0].text == "0":
        return (said,)
    if second == "lớp" and not re.search(r"\bđược\b", said):
        return (f"đã mở {said}",)
    if in_group(second, "events") and not any(word.has("verb", "reach") for word in clause.words[1:]):
        return (f"đã tổ chức {said}", f"đã tổ chức được {said}")
    done = _counted_done(clause)
    if (
        len(clause.words) > 2
        and any(word.text.lower() in {"có", "đã"} for word in clause.words[1:4])
        and "/" in clause.words[0].text
    ):
        return (said,)
    return (f"có {said}", *((done,) if done else ()))


def _counted_done(clause: Clause) -> str:
    """ "12/12 chi bộ học lại" -> "12/12 chi bộ đã học lại"; "" where those counted do nothing."""
    words = clause.words
    at = next((n for n, word in enumerate(words) if n > 1 and word.has("verb", "activity") and not word.has("noun")), 0)
    if (
        not at
        or not any(word.has("agent", "place") for word in words[1:at])
        or words[at - 1].has("adverb", "negation", "reach")
    ):
        return ""
    if re.match(r"được|bị|đạt", words[at].text):
        return ""
    return f"{text_of(words[:at])} đã {text_of(words[at:])}"


def _bare(clause: Clause) -> tuple[str, ...]:
    said = lower_first(clause.text)
    first = clause.words[0]
    if first.has("change") and clause.has("number"):
        return (f"đã {said}", said)
    return (said,)


def result_tail(clause: Clause, main: Clause, place: int) -> str:
    """Return a later clause of a note, to follow its first; `place` counts the clauses before it."""
    if clause.negative and clause.kind != "count":
        return limitation_tail(clause, main)
    if clause.kind == "count":
        said = _figure_tail(clause, main, place)
        return f"{clause.lead} có {clause.text}" if clause.lead else said
    if clause.kind == "amount" and (clause.words[0].has("verb", "activity") or clause.words[0].text.lower() in _EACH):
        return lower_first(clause.text)
    if clause.joint == ".":
        return result(clause)[0]
    if clause.joint in {",", ";"} and clause.kind not in {"fragment", "bare", "action"}:
        return result(clause)[0].removeprefix("đã ")
    said = lower_first(clause.text)
    return f"{clause.lead} {said}" if clause.lead else said


def _figure_tail(clause: Clause, main: Clause, place: int) -> str:
    if clause.negative:
        return f"còn {clause.text}"
    people = bool(
        re.search(
            r"người|lượt|đại biểu|viên\b|cán bộ|học sinh|thành viên|đồng\b(?! ý)|hộ\b|kiến nghị|ý kiến",
            " ".join(clause.text.split()[1:4]),
        )
    )
    people = people and "%" not in clause.text.split()[0]
    gathers = (
        any(in_group(word.text, "events") or word.text.lower() in _BODIES for word in main.words)
        or "đồng" in clause.text
    )
    first = place == 1 and main.kind in {"action", "count", "fragment"} and people and gathers
    if "%" in clause.text.split()[0] and len(clause.words) == 1:
        return f"đạt {clause.text}"
    return f"với {clause.text}" if first else clause.text


def description(clause: Clause) -> tuple[str, ...]:
    """Return ways to put one clause as a fact of the place: no "đã", a count takes "có"."""
    if clause.subject and (
        clause.subject[-1].text.lower() == "và" or any(word.text.lower() == "cách" for word in clause.subject)
    ):
        return (lower_first(clause.text),)
    if clause.kind == "count" and not clause.negative:
        said = clause.text
        return (said,) if "%" in clause.words[0].text else (f"có {said}",)
    if clause.kind == "action":
        return (lower_first(clause.text),)
    if clause.kind == "amount" and clause.predicate[0].has("number"):
        subject = lower_first(text_of(clause.subject))
        if clause.subject[0].has("agent") and "%" not in clause.predicate[0].text:
            return (members(subject, clause.subject[0].text, text_of(clause.predicate)),)
        if "%" in clause.predicate[0].text and clause.subject[0].has("agent"):
            return result(clause) if bad_measure(subject) else (f"{subject} chiếm {text_of(clause.predicate)}",)
        verb = "có" if clause.subject[0].has("place") else "là"
        verb = "ở mức" if "%" in clause.predicate[0].text else verb
        return (f"{subject} {verb} {text_of(clause.predicate)}",)
    return result(clause)
