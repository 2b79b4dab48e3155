"""Points added to a text, or the whole written anew, from what the user says and the section's notes."""

from __future__ import annotations

import re
from typing import Literal

from assistant.compose import ComposeRequest, compose
from assistant.instructions import Instruction
from assistant.notes import parse_notes, read_note
from assistant.points import Points, points_of
from assistant.prompts import fill, load_yaml
from assistant.records import Note
from assistant.rewording import figures_in, otherwise
from assistant.topics import topics_of
from knowledge.errors import UnusableInput
from knowledge.text import fold


def added(points: Points, item: Instruction, notes: tuple[Note, ...]) -> Points:
    """Add a point from what the user said; a bare topic is looked up in the notes, else left as a slot."""
    given = parse_notes(item.subject)
    if not given:
        raise UnusableInput("Hãy nêu nội dung của ý cần thêm, ví dụ: thêm ý kinh phí còn ít, 12 triệu đồng/năm.")
    said = given
    if _only_topic(item.subject):
        topics = set(topics_of(item.subject)[:1])
        present = "\n".join(points.items)
        said = tuple(
            note for note in notes if topics & set(topics_of(read_note(note).text)[:2]) and not _covered(note, present)
        )
        if not said:
            return points.with_items((*points.items, f"[cần bổ sung: {item.subject}]"))
    drafted = compose(ComposeRequest(role_of(points), said, style="paragraph", length="short"))
    fresh = points_of(drafted.text).items
    return points.with_items((*points.items, *fresh))


def _covered(note: Note, text: str) -> bool:
    """A note whose words are mostly in the text already is there."""
    words = set(re.findall(r"\w+", fold(read_note(note).text)))
    return bool(words) and len(words & set(re.findall(r"\w+", fold(text)))) / len(words) > 0.8


def _only_topic(subject: str) -> bool:
    reading = read_note(Note(0, subject))
    if len(subject.split()) > 5 or reading.clauses[0].has(
        "number", "bad", "good", "negation", "amount", "change", "reach"
    ):
        return False
    return bool(topics_of(subject)) and reading.clauses[0].kind in {"fragment", "action"}


def role_of(points: Points) -> str:
    """Return the section role that a text's own grammar shows."""
    text = " ".join((points.heading, *points.items)).lower()
    if points.form == "counted" or "bài học" in points.heading.lower():
        return "bai_hoc"
    if "nguyên nhân" in points.heading.lower():
        return "nguyen_nhan"
    if len(re.findall(r"\bđề nghị\b", text)) >= max(1, len(points.items) // 2):
        return "kien_nghi"
    lacking = sum(bool(re.search(r"\b(?:còn|chưa|mới đạt|mới có|thiếu)\b", item.lower())) for item in points.items)
    if lacking * 2 >= max(1, len(points.items)):
        return "han_che"
    tasks = sum(
        bool(
            re.match(
                r"(?:tiếp tục|tăng cường|đẩy mạnh|nâng cao|phấn đấu|duy trì|chú trọng|đổi mới|quan tâm|phát huy)",
                item.lower(),
            )
        )
        for item in points.items
    )
    return "phuong_huong" if tasks * 2 >= len(points.items) else "ket_qua"


def written_anew(points: Points, notes: tuple[Note, ...]) -> Points:
    """Write anew from the notes with another choice of words; without notes only the openings of sentences can change."""
    if not notes:
        raise UnusableInput(
            "Chưa có ghi chú của mục này để viết lại; hãy gửi ghi chú, hoặc yêu cầu: ngắn lại, trang trọng hơn, mềm hơn."
        )
    style: Literal["dashes", "paragraph"] = "paragraph" if points.form == "paragraph" else "dashes"
    written = " ".join(read_note(note).text for note in notes)
    own = tuple(item for item in points.items if _foreign(item, written))
    drafts = [
        points_of(compose(ComposeRequest(role_of(points), notes, style=style, seed=seed)).text) for seed in range(1, 9)
    ]
    before = set(points.items)
    drafts = [
        draft.with_items(tuple(otherwise(item) if item in before else item for item in draft.items)) for draft in drafts
    ]
    newest = max(drafts, key=lambda draft: sum(item not in before for item in draft.items))
    heading = another_heading(points.heading) or (points.heading if figures_in(points.heading) else newest.heading)
    return Points((*newest.items, *own), heading, newest.form, newest.breaks if not own else ())


_FRAMED = (
    "han_che",
    "quan_triet",
    "kiem_tra",
    "uu_diem",
    "danh_gia",
    "ket_qua",
    "bai_hoc",
    "phuong_huong",
    "kien_nghi",
    "nguyen_nhan",
)


def another_heading(heading: str) -> str:
    """Return another opening of the same section, for the same directive and body; "" where the opening is the user's own."""
    plain = heading.rstrip(" .:")
    for name in _FRAMED:
        frames = load_yaml(f"frames/{name}")
        for key in ("openings_unit", "openings_directive", "openings"):
            for shape in frames.get(key) or ():
                pattern = (
                    re.escape(shape).replace(r"\$van_ban", "(?P<van_ban>.+?)").replace(r"\$don_vi", "(?P<don_vi>.+?)")
                )
                match = re.fullmatch(pattern, plain)
                if match:
                    return _reopened(frames, key, shape, match.groupdict())
    return ""


def _reopened(frames: dict[str, list[str]], key: str, shape: str, said: dict[str, str]) -> str:
    """Fill the next opening that says as much as the old one."""
    ways = [*frames[key], *(frames.get("openings_directive", ()) if key == "openings_unit" else ())]
    other = ways[(ways.index(shape) + 1) % len(ways)]
    used = {name: value for name, value in said.items() if f"${name}" in other}
    return fill(other, "openings", **used) + ":"


def _foreign(item: str, written: str) -> bool:
    """A point of which the notes hold less than half is the user's own: it stays."""
    words = [word for word in re.findall(r"\w+", fold(item)) if len(word) > 2]
    known = set(re.findall(r"\w+", fold(written)))
    return sum(word in known for word in words) * 2 < len(words) or bool(figures_in(item) - figures_in(written))
