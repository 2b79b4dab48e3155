"""Find subject, predicate, place and period of a clause: the grammar of terse Vietnamese notes."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from assistant.lexicon import Word, in_group, text_of

Kind = Literal["state", "amount", "change", "action", "count", "bare", "fragment"]
_HEADS = ("agent", "noun", "activity", "verb", "place", "directive", "name", "other")
_CLOSERS = (
    "preposition",
    "cause",
    "effect",
    "contrast",
    "adverb",
    "number",
    "place",
    "negation",
    "bad",
    "good",
    "time",
    "amount",
)
_PEOPLE = ("agent", "place")
_NOTHING_BAD = re.compile(
    r"\bkhông (?:để )?(?:còn )?(?:xảy ra|phát sinh)\b|\bkhông (?:có|còn|xảy ra|để|phát sinh|phát hiện)\b.*(?:đình công|ngừng việc|lãn công|phản đối|dư luận xấu|vi phạm|khiếu kiện|khiếu nại|tố cáo|đơn thư|hộ nghèo|hộ đói|tội phạm|ma túy|tệ nạn|tai nạn|dịch|điểm nóng|"
    r"bỏ học|tảo hôn|nợ|trọng án|cháy|mất đoàn kết|phức tạp|bức xúc|truyền đạo|trễ hẹn|quá hạn|tồn đọng|yếu kém|nhà tạm|bạo lực|người chết|thiệt hại|đột biến|kiện cáo)|\bkhông (?:nghe|tin|theo|mắc mưu|bị)\b.*(?:kẻ xấu|xúi giục|lôi kéo|kích động|tà đạo)|\bkhông (?:điểm nóng|kiện cáo|khiếu kiện|khiếu nại|vi phạm|tai nạn|trọng án|nợ đọng|mất đoàn kết)\b"
)
_UNDONE = frozenset(
    (
        "bớt",
        "giảm",
        "hết",
        "tránh",
        "khắc phục",
        "đẩy lùi",
        "ngăn chặn",
        "không còn",
        "xóa",
        "hạn chế được",
        "giảm bớt",
        "xử lý",
        "giải quyết",
        "phòng",
        "chống",
        "hạn chế",
    )
)
_REMEDY = re.compile(
    r"(?:đã |kịp thời |chủ động |tích cực )*(?:nhắc|phê bình|rút kinh nghiệm|kỷ luật|thi hành kỷ luật|phạt|truy thu|làm rõ|thanh tra|phát hiện|kiến nghị|đề nghị|xử lý|nhắc nhở|yêu cầu|khắc phục|giúp|hỗ trợ|giải quyết|xóa|chấn chỉnh|vận động|hòa giải|thu hồi|tháo gỡ|"
    r"đấu tranh|ngăn|hạn chế được|giảm|tiếp nhận|rà soát|thăm|tặng|bảo vệ|phòng)\b"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: `lead` (period or place before it), `subject`, `predicate`, a `place` moved out, and how it is joined.

    kind: state (subject + quality), amount (subject + figure), change (subject + rose/fell), action (verb, perhaps
    with an agent), count (figure first), bare (quality or negation without subject), fragment (none of these).
    """

    kind: Kind
    words: tuple[Word, ...]
    subject: tuple[Word, ...] = ()
    predicate: tuple[Word, ...] = ()
    lead: str = ""
    place: str = ""
    joint: str = ""

    @property
    def text(self) -> str:
        """The clause as written, without its lead."""
        return text_of(self.words)

    def has(self, *tags: str) -> bool:
        """Tell whether any word carries any of `tags`."""
        return any(word.has(*tags) for word in self.words)

    @property
    def head(self) -> Word | None:
        """The first word of the subject that is no quantifier."""
        return next((word for word in self.subject if not word.has("quantity")), None)

    @property
    def negative(self) -> bool:
        """Tell whether the clause reports a shortcoming; "không xảy ra khiếu kiện" reports none."""
        if self.words and self.words[0].text == "0":
            return False
        if _NOTHING_BAD.search(self.text.lower()) or _REMEDY.match(self.text.lower()):
            return False
        return any(
            (word.has("bad", "negation") and not _undone(self.words, place) and not _merely_wide(self, word))
            or word.text.lower() in {"ít", "vắng"}
            or _only(self.words, place)
            or _still(self.words, place)
            for place, word in enumerate(self.words)
        )


_TERRAIN = re.compile(
    r"địa bàn|địa hình|đường|dân cư|thôn|bản|xã|đất|rừng|khu|trường|trạm|chợ|giao thông|hộ|nhà", re.IGNORECASE
)


def _merely_wide(clause: Clause, word: Word) -> bool:
    """ "rộng", "xa", "nhỏ" are faults of a terrain, not of a movement."""
    return (
        in_group(word.text, "plain_bad")
        and not _TERRAIN.match(clause.text)
        and not in_group(clause.text, "agent")
        and clause.words[0] is not word
    )


def _undone(words: tuple[Word, ...], place: int) -> bool:
    """ "bớt họp trùng", "khắc phục chồng chéo" tell of a fault that went."""
    return any(word.text.lower().removeprefix("đã ") in _UNDONE for word in words[max(0, place - 2) : place])


def _only(words: tuple[Word, ...], place: int) -> bool:
    """ "mới", "chỉ" before a figure or a verb limit; "hội viên mới" does not."""
    if words[place].text.lower() not in {"mới", "chỉ", "mới chỉ", "chỉ mới"} or place + 1 >= len(words):
        return False
    if place and words[place - 1].has("verb", "activity"):
        return False
    return not words[place].trail and words[place + 1].has("number", "reach", "verb", "activity", "adverb")


def _still(words: tuple[Word, ...], place: int) -> bool:
    """ "còn hành chính hóa" falls short; "giảm còn 5%" and "còn 12 hộ" only count."""
    if words[place].text.lower() not in {"còn", "vẫn còn", "vẫn"} or place + 1 >= len(words):
        return False
    return not words[place + 1].has("number", "reach", "change") and not (place and words[place - 1].has("change"))


def parse(words: tuple[Word, ...], joint: str = "") -> Clause:
    """Return the grammatical reading of the words of one clause."""
    lead, rest = _take_lead(_drop_colon(words))
    at = _predicate_at(rest)
    if not rest:
        return Clause("fragment", words, joint=joint)
    if rest[0].has("number"):
        return Clause("count", rest, rest[:1], rest[1:], lead, joint=joint)
    if at is None:
        kind: Kind = "action" if rest[0].has("verb", "activity") or _agent_action(rest) else "fragment"
        return Clause(kind, rest, (), rest, lead, joint=joint)
    if at and rest[at - 1].trail.startswith(","):
        return Clause("fragment", rest, (), rest, lead, joint=joint)
    subject, predicate = rest[:at], rest[at:]
    kind = _kind(subject, predicate)
    place = ""
    if kind == "action" and subject and subject[0].has("verb", "activity") and predicate[0].has("number"):
        return Clause("action", rest, (), rest, lead, "", joint)
    if subject and kind == "state":
        predicate, place = _take_place(predicate)
    return Clause(kind, rest, subject, predicate, lead, place, joint)


def _drop_colon(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """A short topic before a colon is the subject of what follows."""
    for place, word in enumerate(words[:4]):
        if word.has("number", "reach", "adverb", "negation", "good", "bad"):
            break
        if word.trail == ":" and place + 1 < len(words):
            return (*words[:place], replace(word, trail=""), *words[place + 1 :])
    return words


def _take_lead(words: tuple[Word, ...]) -> tuple[str, tuple[Word, ...]]:
    """Split a period or place that stands before the clause proper."""
    if len(words) < 2:
        return "", words
    if words[0].has("time") and words[1].text.lower() not in {"và", "đến"}:
        return words[0].text, words[1:]
    if words[0].has("preposition") and words[1].has("place", "time") and len(words) > 2:
        return f"{words[0].text} {words[1].text}", words[2:]
    if words[0].has("place") and words[1].has("activity", "noun") and _predicate_at(words[1:]) not in (None, 0):
        return f"tại {words[0].text}", words[1:]
    return "", words


def _agent_action(words: tuple[Word, ...]) -> bool:
    head = next((word for word in words if not word.has("quantity")), None)
    return head is not None and head.has(*_PEOPLE) and any(word.has("verb", "activity") for word in words[1:])


def _predicate_at(words: tuple[Word, ...]) -> int | None:
    """Return where the predicate starts, 0 when there is no subject, None when there is no finite predicate."""
    if not words:
        return None
    head_at = next((place for place, word in enumerate(words) if not word.has("quantity")), 0)
    head = words[head_at]
    if not head.has(*_HEADS):
        return 0
    if head.has("other") and not head.has("noun") and len(words) == 1:
        return None
    verb_at: int | None = None
    for place in range(head_at + 1, len(words)):
        word = words[place]
        if _finite(words, place, head):
            return place
        if word.has("verb", "activity") and head.has(*_PEOPLE) and verb_at is None:
            verb_at = place
    return verb_at


def _finite(words: tuple[Word, ...], place: int, head: Word) -> bool:
    word, following = words[place], words[place + 1] if place + 1 < len(words) else None
    verbal = head.has("verb", "activity") and not head.has("noun", "agent")
    ends = following is None or bool(word.trail) or following.has(*_CLOSERS)
    if (
        word.has("adverb")
        and word.text.lower() in {"mới", "chỉ", "đều", "thường xuyên", "cơ bản"}
        and word.text.lower() not in {"chỉ"}
    ):
        if words[place - 1].has("verb"):
            return False
        return (
            following is not None
            and not word.trail
            and following.has("number", "reach", "verb", "activity", "adverb", "negation", "good")
        )
    if word.text.lower() == "được" and verbal and following is not None:
        return following.has("number", "activity", "verb", "good", "adverb")
    if word.has("negation") and verbal and any(before.has("number") for before in words[:place]):
        return False
    if word.has("negation", "reach") or (word.has("adverb") and following is not None):
        return not (verbal and word.text.lower() == "có" and not ends)
    if word.has("change"):
        return following is None or following.has("number", "good", "bad", "amount", "preposition", "adverb", "change")
    counted = verbal and any(before.has("number") for before in words[:place])
    if word.has("bad") and _names_rate(head) and word.text.lower() not in _LEVELS:
        return False
    if word.has("bad"):
        return not (counted and not ends)
    if word.has("good", "amount"):
        if counted:
            return False
        return ends if verbal or not word.has("amount") else True
    faulty = any(later.has("bad", "negation") for later in _same_clause(words, place + 1))
    return word.has("number") and not verbal and not faulty and _measure(words[:place])


def _same_clause(words: tuple[Word, ...], start: int) -> tuple[Word, ...]:
    """Return the words from `start` up to the next comma, without the unit that follows a figure."""
    end = next((n for n in range(start, len(words)) if words[n].trail), len(words) - 1)
    return words[start + 1 : end + 1]


_LEVELS = frozenset(("thấp", "chậm", "nhỏ", "kém", "hạn chế"))


def _names_rate(head: Word) -> bool:
    """After "tỷ lệ", "số" a bad word names what is measured ("tỷ lệ nợ quá hạn 1,8%"), unless it is a level."""
    return head.text.lower() in {"tỷ lệ", "tỉ lệ", "số", "số lượng", "tổng số"}


def _measure(subject: tuple[Word, ...]) -> bool:
    """Only a noun phrase with nothing verbal after an agent can be equated with a figure."""
    head = next((word for word in subject if not word.has("quantity")), None)
    if head is None or head.has("directive", "name"):
        return False
    return not (head.has(*_PEOPLE) and any(word.has("verb", "activity") for word in subject[1:]))


def _kind(subject: tuple[Word, ...], predicate: tuple[Word, ...]) -> Kind:
    if not subject:
        return "bare"
    first = predicate[0]
    if first.has("change"):
        return "change"
    if first.has("number") and subject[0].has("verb") and len(subject) == 1:
        return "action"
    if first.has("number") or (first.has("reach") and any(word.has("number") for word in predicate[1:3])):
        return "amount"
    if first.has("adverb") and len(predicate) > 1 and any(word.has("number") for word in predicate[1:2]):
        return "amount"
    if first.has("verb", "activity") and not first.has("bad", "good", "negation", "adverb"):
        return "action"
    return "state"


def _take_place(predicate: tuple[Word, ...]) -> tuple[tuple[Word, ...], str]:
    """Take "ở thôn 3, thôn 5" off the end of a short predicate, to stand beside the subject."""
    for at in range(1, min(len(predicate), 5)):
        word = predicate[at]
        if word.has("preposition") and word.text.lower() in {"ở", "tại", "giữa", "với"} and at + 1 < len(predicate):
            following = predicate[at + 1 :]
            if word.text.lower() in {"giữa", "với"}:
                return predicate[:at], text_of(predicate[at:])
            nominal = all(item.has("place", "agent", "noun", "quantity", "number", "other") for item in following)
            if nominal and len(following) <= 3:
                return predicate[:at], f"tại {text_of(following)}"
    return predicate, ""
