"""Sentences of tasks, requests and lessons: verb first, addressee named, "Một là" counted; targets exactly as noted."""

from __future__ import annotations

import re

from assistant.clauses import Clause
from assistant.lexicon import in_group, tag, text_of
from assistant.notes import NoteReading
from assistant.prompts import load_yaml
from assistant.subjects import lower_first
from knowledge.text import fold

_ADDRESSEE = re.compile(
    r"^(?:(?:kính )?(?:đề nghị|đề xuất|kiến nghị|đối với|với|xin)\s+)?"
    r"(?P<who>(?:Trung ương(?: Đảng)?|Bộ Chính trị|Ban Bí thư|Quốc hội|Chính phủ|Bộ [^\W\d_]+(?: [^\W\d_]+)?|"
    r"(?:Tỉnh ủy|Thành ủy|Huyện ủy|Đảng ủy|Ban Thường vụ|Thường trực|Ủy ban Mặt trận Tổ quốc(?: Việt Nam)?|Ủy ban nhân dân|Hội đồng nhân dân|Mặt trận Tổ quốc)"
    r"(?:,? (?:Tỉnh ủy|Thành ủy|Huyện ủy|Đảng ủy|Hội đồng nhân dân|Ủy ban nhân dân))?(?: (?:tỉnh|huyện|xã|thành phố|phường|cấp trên|các cấp))?|"
    r"(?:tỉnh|huyện|thành phố|xã|phường|cấp trên|cấp tỉnh|cấp huyện|sở [^\W\d_]+(?: [^\W\d_]+)?)))(?=[\s:,-])\s*[:,-]?\s*(?P<what>.+)$",
    re.IGNORECASE,
)
_HEADED = re.compile(
    r"^(?:(?:kính )?(?:đề nghị|kiến nghị|đối với|với)\s+)?(?P<who>[^:\d]{2,70}?)\s*:\s*(?P<what>.+)$", re.IGNORECASE
)
_LEVELS = re.compile(
    r"trung uong|\btinh\b|huyen|\bxa\b|phuong|\bso\b|\bbo\b|uy ban|mat tran|chinh phu|quoc hoi|dang uy|thanh pho|\bban\b|cap tren|hoi dong|tinh uy|nganh"
)
_DEPARTMENT = (
    r"[Ss]ở (?:Nội vụ|Tài chính|Tư pháp|Xây dựng|Y tế|Giáo dục và Đào tạo|Khoa học và Công nghệ|Văn hóa, Thể thao và Du lịch|"
    r"Nông nghiệp và Môi trường|Công Thương|Dân tộc và Tôn giáo|Ngoại vụ)(?: tỉnh| thành phố)?"
)
_BODY = re.compile(
    rf"^(?:(?:kính )?(?:đề nghị|kiến nghị)\s+)?(?P<who>{_DEPARTMENT}|(?:huyện|tỉnh|thành phố|xã|phường) [A-ZĐÂÔƯÁÀ][^\W\d_]*(?: [A-ZĐÂÔƯÁÀ][^\W\d_]*)*) (?P<what>[^\W\d_].+)$"
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
    special = _special(first, body)
    if special:
        return special
    if first.kind == "count":
        aimed = re.search(r"%|\d/\d|\b(?:có|đạt|hoàn thành|không|được|tổ chức)\b", first.text)
        return (f"{frames['goals'][0]} {body}",) if aimed else (re.sub(r"(?<=[^\W\d_]) (?=mỗi )", ", ", body, count=1),)
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


def _special(first: Clause, body: str) -> tuple[str, ...]:
    """Word the shapes that tasks are often noted in: a rate to reach, one for each, so many sessions, who is to do it."""
    if re.match(r"xin (?:thêm )?", body):
        return (
            re.sub(
                r"^xin (?:thêm )?",
                "đề nghị cấp có thẩm quyền bổ sung thêm " if "thêm" in body[:9] else "đề nghị cấp có thẩm quyền ",
                body,
            ),
        )
    held = re.match(
        rf"(?P<what>{_WORK}) (?P<least>(?:ít nhất|tối thiểu|trên|từ) )?(?P<n>\d[\d.-]*) (?P<unit>cuộc|buổi|hội nghị|lớp|đợt)(?P<rest>$|[,;]? .*)",
        body,
    )
    if held:
        return (f"tổ chức {held['least'] or ''}{held['n']} {held['unit']} {held['what']}{held['rest']}",)
    if re.match(r"mỗi [^\W\d_ ]+(?: [^\W\d_ ]+){0,4} \d+ ", body) and not first.has("verb", "activity", "reach"):
        return (re.sub(r"^(mỗi [^\d]+?) (?=\d)", r"phấn đấu \1 có ", body),)
    rate = re.match(
        r"(?P<what>[^\d,;:%]{4,70}?) (?P<least>(?:từ|trên|hơn|ít nhất|tối thiểu|khoảng) )?(?P<n>\d[\d.,]*%)(?!/)", body
    )
    if rate and not re.search(
        r"\b(?:đạt|tăng|giảm|còn|dưới|xuống|lên|thêm|bằng|chiếm|phấn đấu|duy trì|giữ)$|^(?:phấn đấu|duy trì|giữ|bảo đảm|đảm bảo|nâng|giảm|tăng|kiểm tra|giám sát)\b",
        rate["what"],
    ):
        rest = re.sub(
            r", ([^\d,;%]{3,30}?) (?=\d[\d.,]*%)",
            lambda match: f", {match[1]} đạt " if not re.search(r"đạt|còn|tăng|giảm|trên|dưới", match[1]) else match[0],
            body[rate.end() :],
        )
        verbal = first.words[0].has("verb", "activity") and not first.words[0].has("noun")
        if verbal and re.match(r" (?!trở lên|vào |trong |trước |năm )[^\W\d_]", rest):
            return (f"phấn đấu {body}", body)
        return (f"phấn đấu {rate['what']} đạt {rate['least'] or ''}{rate['n']}{rest}",)
    if (
        re.match(
            r"(?:Văn phòng|Công an|công an xã|Ban (?:chỉ huy|Dân vận|Văn hóa)|Phòng|Trạm|Hội (?:Phụ|Nông|Cựu)|Đoàn Thanh|Ủy ban (?:nhân|Mặt|kiểm)|Mặt trận)",
            first.text,
        )
        and first.kind == "action"
    ):
        return (f"giao {body if body[:1].isupper() else first.text + body[len(first.text) :]}", body)
    return ()


_WORK = r"kiểm tra, giám sát|kiểm tra|giám sát|phản biện|phản biện xã hội|đối thoại|tập huấn|tuyên truyền|tiếp xúc cử tri|diễn tập"


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
    manner = any(word.has("good", "amount", "change") and word.text.lower() != "ít" for word in first.words[1:])
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
    for pattern, key in (
        (r"chất lượng|hiệu quả|trình độ|năng lực|nhận thức|ý thức|vai trò|đời sống|thu nhập|trách nhiệm", "raise"),
        (r"kinh phí|nguồn|ngân sách|vốn|phụ cấp|chế độ|trang thiết bị|cơ sở vật chất|máy", "provide"),
        (r"đội ngũ|tổ chức|bộ máy|mô hình|nhà|đường", "build"),
        (r"du lịch|chăn nuôi|trồng trọt|dịch vụ|thương mại|làng nghề|nghề|kinh tế", "grow"),
        (r"công tác|phong trào|cuộc vận động|việc|hoạt động", "strengthen"),
    ):
        if re.match(pattern, body):
            verbs = [verb for verb in frames[key] if not verb.endswith("công tác")]
            return tuple(f"{verb} {body}" for verb in verbs)
    if first.words[0].has("agent") and first.kind in {"action", "state"}:
        return (body,)
    return tuple(f"{verb} {body}" for verb in frames["other"])


def addressed(reading: NoteReading) -> tuple[str, str]:
    """Split a request into its addressee ("" where none is named) and what is asked, without "đề nghị"."""
    text = reading.text.rstrip(" .;")
    headed = _HEADED.match(text)
    if headed and _LEVELS.search(fold(headed["who"])) and len(headed["who"].split()) < 12:
        return _addressee(headed["who"]), _granted(headed["what"])
    named = _BODY.match(text)
    if named:
        return _addressee(named["who"]), _granted(named["what"])
    match = _ADDRESSEE.match(text)
    if match and len(match.group("what").split()) > 1:
        return match.group("who"), _ASK.sub("", match.group("what")).strip()
    return "", _ASK.sub("", text).strip()


def _granted(what: str) -> str:
    """What is asked, without its "đề nghị"; money is granted, not given."""
    return re.sub(r"^cho (?=\d[\d.,]* (?:triệu|tỷ|nghìn))", "hỗ trợ ", _ASK.sub("", what).strip())


def _addressee(who: str) -> str:
    """Write an addressee as its heading has it: a department with a capital, the Front by its full name."""
    who = re.sub(r"^mặt trận (?=tỉnh|huyện|xã|phường)", "Ủy ban Mặt trận Tổ quốc ", who.strip(), flags=re.IGNORECASE)
    return re.sub(r"^sở (?=[A-ZĐ])", "Sở ", who)


def request(what: str) -> tuple[str, ...]:
    """Return ways to word what is asked of a known addressee; several asks follow one "đề nghị"."""
    parts = [part.strip() for part in what.split(";") if part.strip()]
    if len(parts) > 1:
        rest = [_asked(part)[0].removeprefix("đề nghị ") for part in parts[1:]]
        return tuple("; ".join((way, *rest)) for way in _asked(parts[0])[:1])
    return _asked(what)


def _asked(what: str) -> tuple[str, ...]:
    words = tag(what)
    body = lower_first(what)
    verbal = (
        words[0].has("verb", "activity", "change") or in_group(_first_phrase(body), "task") or words[0].has("adverb")
    )
    if re.match(r"(?:thêm|tăng thêm)\b", body):
        return (f"đề nghị bố trí {body}",)
    if re.match(r"(?:\d+ )?lớp\b", body):
        return (f"đề nghị mở {body}",)
    if re.match(r"(?:bộ )?(?:sổ tay|biểu mẫu|tài liệu|mẫu)\b", body):
        return (f"đề nghị cung cấp {body}",)
    if words[0].has("agent") and any(word.has("verb", "activity") for word in words[1:]):
        return (f"đề nghị {what if what[:1].isupper() else body}",)
    if verbal or re.match(r"(?:sớm|cho|có|được|quy định|nâng|cấp|phân cấp|xem xét|tháo gỡ|không|giảm)\b", body):
        return (
            (f"đề nghị {body}",)
            if len(body.split()) < 5 or not words[0].has("verb")
            else (f"đề nghị {body}", f"đề nghị xem xét, {body}")
        )
    if re.match(r"\d|kinh phí|nguồn|vốn|biên chế|máy|loa|trang thiết bị|phụ cấp", body):
        return (f"đề nghị bố trí {body}", f"đề nghị quan tâm bố trí {body}")
    return (f"đề nghị quan tâm {body}",)


def lesson(reading: NoteReading) -> tuple[str, ...]:
    """Return ways to put a note as a lesson, to follow "Một là,"."""
    frames = load_yaml("frames/bai_hoc")
    body = without_ordinal(lower_first(reading.text.rstrip(" .;")))
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


def without_ordinal(text: str) -> str:
    """Drop a "Một là," that the user wrote, as the section counts its lessons itself."""
    return re.sub(r"^(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) là,?\s+", "", text, flags=re.IGNORECASE)


def address_order(who: str) -> int:
    """Return the rank of an addressee, the highest level first."""
    folded = fold(who)
    return next((place for place, start in enumerate(_ORDER) if start in folded + " "), len(_ORDER))


def addressee_heading(who: str) -> str:
    """Return "Đối với ..." for an addressee as noted."""
    return f"Đối với {lower_first(who)}" if not who[:1].isupper() else f"Đối với {who}"


def text_without_do(text: str) -> str:
    """Drop a leading "do", "vì" or "nguyên nhân:" from a cause."""
    return re.sub(
        r"^(?:nguyên nhân(?: (?:là|chính))?\s*:?\s*)?(?:(?:là )?(?:do|vì|bởi)\s+)?", "", text, flags=re.IGNORECASE
    )
