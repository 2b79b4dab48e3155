"""Change how a text sounds (shorter, fuller, more formal, milder) without touching a figure, a name or a place."""

from __future__ import annotations

import re
from collections import Counter

from assistant.abbrev import expand
from assistant.lexicon import PLACES
from assistant.points import Points
from assistant.prompts import load_yaml
from assistant.subjects import lower_first, upper_first

_FIGURE = re.compile(r"\d[\d.,/]*\d%?|\d%?")
_QUOTED = re.compile(r"[\"“][^\"”]*[\"”]|\[[^\]]*\]")
_MORE = {
    "limits": ("biểu hiện cụ thể, ở đơn vị nào", "nguyên nhân", "hướng khắc phục"),
    "tasks": ("đơn vị chủ trì, phối hợp", "thời hạn hoàn thành", "chỉ tiêu cụ thể"),
    "results": (
        "chuyển biến, hiệu quả sau khi thực hiện",
        "thời gian, địa bàn thực hiện",
        "mô hình, điển hình tiêu biểu",
    ),
}
_TASK = re.compile(
    r"(?:Tiếp tục|Tăng cường|Đẩy mạnh|Nâng cao|Phấn đấu|Duy trì|Chú trọng|Đổi mới|Quan tâm|Phát huy|Tổ chức|Giao|Bảo đảm|Mỗi năm)\b"
)
_LACKING = re.compile(r"\b(?:còn|chưa|mới|thiếu|chỉ|không)\b")


def figures_in(text: str) -> Counter[str]:
    """Return the figures of a text as written, with how often each stands there."""
    return Counter(_FIGURE.findall(text))


def shorter(points: Points) -> Points:
    """Return the points without connectors, long openings and padding."""
    fillers = load_yaml("frames/rewording")["fillers"]
    items = []
    for item in points.items:
        for filler in fillers:
            if item.startswith(filler):
                item = upper_first(item[len(filler) :])
        items.append(_swap(item, "shorter"))
    heading = points.heading
    if heading and len(heading.split()) > 8 and points.form == "paragraph":
        heading = ""
    elif heading and len(heading.split()) > 12:
        heading = _brief_heading(_swap(heading, "shorter"))
    return Points(tuple(items), heading, points.form, points.breaks)


def _brief_heading(heading: str) -> str:
    folded = heading.lower()
    for cue, brief in (
        ("hạn chế", "Một số hạn chế:"),
        ("nguyên nhân", "Nguyên nhân:"),
        ("bài học", "Bài học kinh nghiệm:"),
        ("kiến nghị", "Kiến nghị:"),
        ("nhiệm vụ", "Nhiệm vụ, giải pháp:"),
        ("ưu điểm", "Ưu điểm:"),
    ):
        if cue in folded and not _FIGURE.search(heading):
            return brief
    return heading


def fuller(points: Points) -> Points:
    """Return the points with room for what is missing: a slot after each of the first points that has no figure or place."""
    asked = 0
    items = []
    more = _MORE[_kind_of(points)]
    for place, item in enumerate(points.items):
        item = _swap(item, "longer")
        bare = not PLACES.search(item) and "[" not in item and (not _FIGURE.search(item) or len(item.split()) < 15)
        if bare and asked < len(more) and len(item.split()) > 2:
            item = f"{item.rstrip(' .;')} [cần bổ sung: {more[asked]}]."
            asked += 1
        elif (
            points.form == "paragraph"
            and place % 2 == 1
            and re.match(r"[^\W\d_]", item)
            and not re.match(r"(?:Bên cạnh|Cùng với|Ngoài ra|Đồng thời|Tuy nhiên|Mặt khác|Dù vậy)", item)
        ):
            item = f"{('Bên cạnh đó', 'Cùng với đó')[place // 2 % 2]}, {lower_first(item)}"
        items.append(item)
    if asked == 0 and points.items:
        items.append(f"[cần bổ sung: {more[0]}, {more[1]}]")
    return points.with_items(tuple(items))


def _kind_of(points: Points) -> str:
    """Tell by their grammar what the points are: tasks begin with their verb, limitations lack something."""
    half = max(1, len(points.items) // 2)
    if sum(bool(_TASK.match(item)) for item in points.items) >= half:
        return "tasks"
    return "limits" if sum(bool(_LACKING.search(item)) for item in points.items) > half else "results"


def otherwise(item: str) -> str:
    """Return a point in another turn of phrase; the same where none is known or a figure would change."""
    other = _swap(item, "again")
    return other if figures_in(other) == figures_in(item) else item


def formal(points: Points) -> Points:
    """Return the points in the register of official prose; shorthand is written out."""
    return points.with_items(tuple(_swap(expand(item), "formal") for item in points.items))


def softer(points: Points) -> Points:
    """Return the points with their faults named more mildly."""
    return points.with_items(tuple(_swap(item, "softer") for item in points.items))


def _swap(item: str, name: str) -> str:
    """Apply each pair of a list at most once to each stretch of text; quotations and slots stay."""
    changed: list[tuple[int, int]] = [match.span() for match in _QUOTED.finditer(item)]
    for old, new in load_yaml("frames/rewording")[name]:
        tail = " ?" if not new else ""
        pattern = re.compile(rf"(?<!\w){re.escape(old.strip())}(?!\w){tail}", re.IGNORECASE)
        at = 0
        while match := pattern.search(item, at):
            at = match.end()
            if any(start < match.end() and match.start() < end for start, end in changed):
                continue
            said = upper_first(new) if match.group()[:1].isupper() and new else new
            item = item[: match.start()] + said + item[match.end() :]
            shift = len(said) - (match.end() - match.start())
            changed = [(start + shift, end + shift) if start >= match.end() else (start, end) for start, end in changed]
            changed.append((match.start(), match.start() + len(said)))
            at = match.start() + len(said)
    return upper_first(single(item))


def single(text: str) -> str:
    """Drop a softener or negation that a change has doubled ("còn chưa", "có lúc có lúc")."""
    text = re.sub(r"\b(có lúc|có nơi|có mặt|còn|chưa|chưa thật sự|mới)(?:, có nơi)? \1\b", r"\1", text)
    text = re.sub(r"\b(?:vẫn )?còn (?=(?:có lúc )?chưa\b)", "", text)
    return re.sub(r"\s{2,}", " ", text).strip()
