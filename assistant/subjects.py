"""Turn the subject of a terse note into one that official prose would use: "tuyên truyền" -> "công tác tuyên truyền"."""

from __future__ import annotations

import re

from assistant.clauses import Clause
from assistant.lexicon import Word, in_group, text_of

_BODY_ACTIVITIES = frozenset(
    [
        "tuyên truyền",
        "tuyên truyền vận động",
        "giám sát",
        "phản biện",
        "phản biện xã hội",
        "giám sát phản biện",
        "phối hợp",
        "kiểm tra giám sát",
        "dân vận",
        "vận động",
    ]
)
_NO_WORK = frozenset(
    [
        "họp",
        "giao ban",
        "họp giao ban",
        "sinh hoạt",
        "sinh hoạt chi bộ",
        "sinh hoạt chi đoàn",
        "sinh hoạt chi hội",
        "học tập",
        "học nghị quyết",
        "học tập nghị quyết",
        "thu phí",
        "thu đảng phí",
        "thu hội phí",
        "giải ngân",
        "ghi chép",
        "bình xét",
        "triển khai",
        "lấy ý kiến",
        "công khai",
        "nêu gương",
        "đôn đốc",
        "tập hợp",
    ]
)
_SESSIONS = frozenset(
    ["sinh hoạt", "sinh hoạt chi bộ", "sinh hoạt chi đoàn", "sinh hoạt chi hội", "sinh hoạt chuyên đề"]
)
_BAD_MEASURES = re.compile(
    r"nghèo|tảo hôn|bỏ học|bỏ sinh hoạt|vi phạm|tai nạn|nợ|tồn|trễ|quá hạn|chậm|sinh con thứ|thất nghiệp|tội phạm|tệ nạn|mù chữ|suy dinh dưỡng|ly hôn|khiếu nại|tố cáo|chưa|không|ma túy|vắng|dột nát|nhà tạm|mất|thiệt hại|bạo lực|đơn thư|hỏng|yếu kém|hụt|thiếu|thất thu|ô nhiễm|lãng phí|lấn chiếm|từ chối|hủy"
)


def lower_first(text: str) -> str:
    """Lower the first letter unless the first word is a name, an acronym or a figure."""
    first = text.split(" ", 1)[0]
    if len(first) > 1 and first[1:].lower() != first[1:]:
        return text
    if any(text.startswith(name) for name in _PROPER):
        return text
    return text[:1].lower() + text[1:]


_PROPER = (
    "Mặt trận", "Ủy ban", "Hội đồng", "Ban ", "Đoàn Thanh", "Hội Phụ", "Hội Nông", "Hội Cựu", "Hội Người", "Hội Liên", "Đảng", "Huyện ủy", "Tỉnh ủy",
    "Trung ương", "Nghị quyết", "Kết luận", "Chỉ thị", "Quyết định", "Kế hoạch ", "Thông tư", "Nghị định", "Hướng dẫn ", "Bộ Chính", "Nhân dân", "Thường trực", "Chủ tịch",
)  # fmt: skip


def upper_first(text: str) -> str:
    """Capitalise the first letter, leaving the rest as it is."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """Return `text` as a sentence: one capital, one full stop."""
    text = re.sub(r"\s+", " ", text).strip().rstrip(" ,;:")
    text = upper_first(text)
    return text if text.endswith((".", "!", "?", "…", ".”", '."')) else text + "."


def bad_measure(text: str) -> bool:
    """Tell whether more of the measured thing is worse (poverty, overdue files, violations)."""
    return bool(_BAD_MEASURES.search(text.lower()))


def nominal(subject: tuple[Word, ...]) -> tuple[str, ...]:
    """Return ways to name `subject` as a noun phrase, best first."""
    text = text_of(subject)
    head = subject[0]
    word = head.text.lower()
    plain = lower_first(text)
    if plain.endswith(" xong") or plain.startswith("thu ngân sách"):
        return (plain,)
    if re.search(r".\s(?:tỷ lệ|chất lượng|tiến độ)$", plain):
        words = plain.split()
        return (f"{' '.join(words[-2:])} {' '.join(words[:-2])}",)
    if re.match(r"phối hợp (?:giữa|của) ", plain):
        return (f"sự {plain}", f"công tác {plain}")
    if head.has("activity") and not head.has("noun"):
        if word in _SESSIONS and len(subject) == 1:
            return (f"việc duy trì {plain}", f"việc {plain}")
        if word in _NO_WORK:
            return (f"việc {plain}",)
        names = [f"công tác {plain}"]
        if word in _BODY_ACTIVITIES:
            names += [f"hoạt động {plain}"]
        return (*names, f"việc {plain}")
    if head.has("verb") and not head.has("noun"):
        return (f"việc {plain}",)
    return (plain,)


def quantified(clause: Clause) -> tuple[str, ...]:
    """Return the subject softened to "một số ..." where it names people or bodies at large, else as a noun phrase."""
    head = clause.head
    if head is None:
        return ("",)
    bare = clause.subject[0] is head and not any(word.has("place", "number", "name") for word in clause.subject)
    text = lower_first(text_of(clause.subject))
    bare = (
        bare
        and "một số" not in text
        and not any(
            word.text[:1].isupper() or word.text.lower() in {"xã", "huyện", "phường", "tỉnh"}
            for word in clause.subject[1:]
        )
    )
    if not bare or not head.has("agent") or (head.text[:1].isupper() and not in_group(head.text, "people")):
        return nominal(clause.subject) if head is clause.subject[0] else (text,)
    if in_group(head.text, "people"):
        extra = (f"một bộ phận {text}",) if in_group(head.text, "populace") else ()
        return (f"một số {text}", *extra)
    if in_group(head.text, "populace"):
        return (f"một bộ phận {text}",)
    return (text,)
