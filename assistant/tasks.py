"""Sentences of tasks, requests and lessons: verb first, addressee named, "Một là" counted; targets exactly as noted."""

from __future__ import annotations

import re

from assistant.clauses import Clause
from assistant.lexicon import in_group, tag, text_of
from assistant.notes import NoteReading
from assistant.prompts import load_yaml
from assistant.subjects import lower_first

_ADDRESSEE = re.compile(
    r"^(?:(?:kính )?(?:đề nghị|đề xuất|kiến nghị|đối với|với|xin)\s+)?"
    r"(?P<who>(?:Trung ương(?: Đảng)?|Bộ Chính trị|Ban Bí thư|Quốc hội|Chính phủ|Bộ [^\W\d_]+(?: [^\W\d_]+)?|"
    r"(?:Tỉnh ủy|Thành ủy|Huyện ủy|Đảng ủy|Ban Thường vụ|Thường trực|Ủy ban Mặt trận Tổ quốc(?: Việt Nam)?|Ủy ban nhân dân|Hội đồng nhân dân|Mặt trận Tổ quốc)"
    r"(?:,? (?:Tỉnh ủy|Thành ủy|Huyện ủy|Đảng ủy|Hội đồng nhân dân|Ủy ban nhân dân))?(?: (?:tỉnh|huyện|xã|thành phố|phường|cấp trên|các cấp))?|"
    r"(?:tỉnh|huyện|thành phố|xã|phường|cấp trên|cấp tỉnh|cấp huyện|sở [^\W\d_]+(?: [^\W\d_]+)?)))(?=[\s:,-])\s*[:,-]?\s*(?P<what>.+)$",
    re.IGNORECASE,
)
_AIMED = re.compile(
    r"thu nhập|tỷ lệ|tỉ lệ|sản lượng|năng suất|chỉ tiêu|tiêu chí|thu ngân sách|nông thôn mới|giá trị|độ che phủ|số "
)
_ASK = re.compile(r"^(?:(?:kính )?(?:đề nghị|đề xuất|kiến nghị|xin)\s+)+", re.IGNORECASE)
_ORDER = ("trung uong", "bo ", "quoc hoi", "chinh phu", "tinh", "thanh", "huyen", "dang uy", "xa")


def task(reading: NoteReading) -> tuple[str, ...]:
    """Return ways to put a note as a task, verb first, best first."""
    frames = load_yaml("frames/phuong_huong")
    first = reading.clauses[0]
    text = lower_first(reading.text)
    lead = f"{first.lead}, " if first.lead else ""
    body = lower_first(_without_lead(text, first.lead))
    return tuple(_compose_lead(lead, way) for way in _verb_first(first, body, frames))


def _compose_lead(lead: str, way: str) -> str:
    return f"{lead}{lower_first(way)}" if lead else way


def _without_lead(text: str, lead: str) -> str:
    if lead and text.lower().startswith(lead.lower()):
        return text[len(lead) :].lstrip(" ,:")
    return text


def _verb_first(first: Clause, body: str, frames: dict[str, list[str]]) -> tuple[str, ...]:
    head = first.words[0]
    opening = _first_phrase(body)
    if re.match(r"(?:cần|phải|sẽ)\s", body):
        return (re.sub(r"^(?:cần|phải|sẽ)\s+", "", body),)
    if first.kind == "count":
        return tuple(f"{goal} {body}" for goal in frames["goals"][:1])
    if _is_goal(first):
        return (f"phấn đấu {_reaching(first, body)}",)
    if head.has("activity") and not head.has("noun"):
        return _activity(first, body, frames)
    if (
        in_group(opening, "task")
        or head.has("verb")
        or re.match(r"(?:không|chấm dứt|kịp thời|thường xuyên|chủ động)\s", body)
    ):
        return (body,)
    return _noun(first, body, frames)


def _first_phrase(body: str) -> str:
    words = body.split()
    return next((" ".join(words[:size]) for size in (3, 2, 1) if in_group(" ".join(words[:size]), "task")), words[0])


def _reaching(first: Clause, body: str) -> str:
    """Put "đạt" before a bare figure: "thu nhập 65 triệu đồng" -> "thu nhập đạt 65 triệu đồng"."""
    if first.kind != "amount" or not first.predicate[0].has("number"):
        return body
    plain = body if body.lower().startswith(first.text.lower()) else body.replace(": ", " ", 1)
    rest = plain[len(first.text) :] if plain.lower().startswith(first.text.lower()) else ""
    return f"{lower_first(text_of(first.subject))} đạt {text_of(first.predicate)}{rest}"


def _is_goal(first: Clause) -> bool:
    """A rate or number that is to reach a figure is a target."""
    if not first.has("number") or first.words[0].has("activity", "verb"):
        return False
    return first.kind in {"amount", "change"} and (
        first.kind == "change"
        or bool(re.search(r"%", first.text))
        or _AIMED.match(first.text.lower()) is not None
        or first.predicate[0].has("reach", "adverb")
    )


def _activity(first: Clause, body: str, frames: dict[str, list[str]]) -> tuple[str, ...]:
    measured = any(word.has("number") for word in first.words)
    manner = any(word.has("good", "amount", "change") for word in first.words[1:])
    meeting = re.match(r"họp|giao ban|sinh hoạt|hội ý|đối thoại|tiếp dân|tiếp công dân", body)
    if meeting:
        return (
            (f"duy trì {body}", f"duy trì nền nếp {body}", f"tổ chức {body}")
            if not re.match("đối|tiếp", body)
            else (f"tổ chức {body}",)
        )
    if measured or manner:
        return (body,) if not manner else (f"thực hiện việc {body}", body)
    return tuple(
        f"{verb} {body}" if not verb.endswith("công tác") or len(body.split()) < 7 else f"tăng cường {body}"
        for verb in frames["strengthen"]
    ) + (body,)


def _noun(first: Clause, body: str, frames: dict[str, list[str]]) -> tuple[str, ...]:
    if re.search(r":\s+(?:tổ chức|mở|xây|thực hiện|hoàn thành|tập|triển khai|phấn đấu)", body):
        return (body,)
    head = first.words[0].text.lower()
    for pattern, key in (
        (r"chất lượng|hiệu quả|trình độ|năng lực|nhận thức|ý thức|vai trò|đời sống|thu nhập|trách nhiệm", "raise"),
        (r"kinh phí|nguồn|ngân sách|vốn|phụ cấp|chế độ|trang thiết bị|cơ sở vật chất|máy", "provide"),
        (r"đội ngũ|tổ chức|bộ máy|mô hình|nhà|đường", "build"),
        (r"công tác|phong trào|cuộc vận động|việc|hoạt động", "strengthen"),
    ):
        if re.match(pattern, head):
            verbs = [verb for verb in frames[key] if not verb.endswith("công tác")]
            return tuple(f"{verb} {body}" for verb in verbs)
    if first.words[0].has("agent") and first.kind in {"action", "state"}:
        return (body,)
    return tuple(f"{verb} {body}" for verb in frames["other"])


def addressed(reading: NoteReading) -> tuple[str, str]:
    """Split a request into its addressee ("" where none is named) and what is asked, without "đề nghị"."""
    text = reading.text.rstrip(" .;")
    match = _ADDRESSEE.match(text)
    if match and len(match.group("what").split()) > 1:
        return match.group("who"), _ASK.sub("", match.group("what")).strip()
    return "", _ASK.sub("", text).strip()


def request(what: str) -> tuple[str, ...]:
    """Return ways to word what is asked of a known addressee."""
    words = tag(what)
    body = lower_first(what)
    verbal = (
        words[0].has("verb", "activity", "change") or in_group(_first_phrase(body), "task") or words[0].has("adverb")
    )
    if re.match(r"(?:thêm|tăng thêm)\b", body):
        return (f"đề nghị bố trí {body}",)
    if verbal or re.match(r"(?:sớm|cho|có|được)\b", body):
        return (f"đề nghị {body}", f"đề nghị xem xét, {body}", f"đề nghị quan tâm {body}")
    if re.match(r"\d|kinh phí|nguồn|vốn|biên chế|máy|loa|trang thiết bị|phụ cấp", body):
        return (f"đề nghị bố trí {body}", f"đề nghị quan tâm bố trí {body}")
    return (f"đề nghị quan tâm {body}",)


def lesson(reading: NoteReading) -> tuple[str, ...]:
    """Return ways to put a note as a lesson, to follow "Một là,"."""
    frames = load_yaml("frames/bai_hoc")
    body = lower_first(reading.text.rstrip(" .;"))
    first = reading.clauses[0]
    head = first.words[0]
    if re.search(r"\bthì\b|phải|cần|luôn|coi trọng|nơi nào|ở đâu|có .+ mới", body):
        return (body,)
    if head.has("verb", "activity") or in_group(_first_phrase(body), "task"):
        if reading.negative:
            return (body,)
        return tuple(f"{must} {body}" for must in frames["must"])
    if head.has("good") or (first.kind == "fragment" and not re.search(r"\b(?:là|có)\b", body)):
        return (f"coi trọng {body}", f"chú trọng {body}", f"luôn chú ý đến {body}")
    if first.kind in {"action"} and first.subject:
        rest = text_of(first.predicate)
        tail = body[len(text_of(first.subject)) + 1 + len(rest) :]
        return (f"{lower_first(text_of(first.subject))} phải {rest}{tail}", body)
    return (body,)


def address_order(who: str) -> int:
    """Return the rank of an addressee, the highest level first."""
    from knowledge.text import fold

    folded = fold(who)
    return next((place for place, start in enumerate(_ORDER) if start in folded + " "), len(_ORDER))


def addressee_heading(who: str) -> str:
    """Return "Đối với ..." for an addressee as noted."""
    return f"Đối với {who if who[:1].isupper() else who.lower()}"


def text_without_do(text: str) -> str:
    """Drop a leading "do", "vì" or "nguyên nhân:" from a cause."""
    return re.sub(
        r"^(?:nguyên nhân(?: (?:là|chính))?\s*:?\s*)?(?:(?:là )?(?:do|vì|bởi)\s+)?", "", text, flags=re.IGNORECASE
    )
