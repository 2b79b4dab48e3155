"""The embedded reviser: an instruction in the user's own words changes a section's text; figures survive unless named."""

from __future__ import annotations

import re

from assistant.accents import lacks_accents, restore
from assistant.anew import added, written_anew
from assistant.instructions import LAST, Instruction, understand
from assistant.points import Points, points_of, text_of_points
from assistant.records import Draft, DraftParagraph, Note
from assistant.rewording import figures_in, formal, fuller, shorter, single, softer
from assistant.subjects import lower_first, upper_first
from assistant.topics import topics_of
from knowledge.errors import UnusableInput
from knowledge.text import fold, nfc

WHAT_CAN_BE_ASKED = (
    "Tôi chưa hiểu cần sửa gì; có thể yêu cầu: ngắn lại, chi tiết hơn, trang trọng hơn, mềm hơn, thêm ý ..., bỏ ý 2, "
    "đổi chỗ ý 1 và ý 3, chuyển thành gạch đầu dòng, gộp thành đoạn văn, sửa 12 thành 15, thay từ ... bằng ..., viết lại."
)
_STYLES = {"shorter": shorter, "longer": fuller, "formal": formal, "softer": softer}
_SLOT = re.compile(r"\[[^\]]+\]")


def revise(text: str, instruction: str, notes: tuple[Note, ...] = ()) -> Draft:
    """Return `text` changed as asked; `notes` are the section's, for adding a point or writing anew.

    Raises `UnusableInput` for an empty text, an instruction that is not understood, or one that the text does not fit.
    """
    if not text.strip():
        raise UnusableInput("Chưa có nội dung để sửa; hãy soạn mục này trước.")
    asked = understand(instruction)
    if not asked:
        raise UnusableInput(WHAT_CAN_BE_ASKED)
    points = points_of(text)
    for item in _later_points_first(asked, len(points.items)):
        points = _apply(points, item, notes)
    revised = text_of_points(points)
    if _plain(revised) == _plain(text):
        raise UnusableInput(
            f'Không có gì để sửa theo yêu cầu "{instruction.strip()}"; đoạn này đã như vậy. Hãy nêu rõ câu hoặc ý cần sửa.'
        )
    paragraphs = tuple(DraftParagraph(line) for line in revised.splitlines())
    slots = tuple(dict.fromkeys(match.group() for match in _SLOT.finditer(revised)))
    return Draft(section="", paragraphs=paragraphs, slots=slots, remarks=_remarks(text, revised, asked))


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", nfc(text)).strip()


def _later_points_first(asked: tuple[Instruction, ...], count: int) -> tuple[Instruction, ...]:
    """Drop several points from the end, so that their numbers stay those the user sees."""
    drops = [item for item in asked if item.deed == "drop" and item.point]
    if len(drops) < 2:
        return asked
    ranked = sorted(drops, key=lambda item: item.point if item.point > 0 else count + 1 + item.point, reverse=True)
    return (*ranked, *(item for item in asked if item not in drops))


def _apply(points: Points, item: Instruction, notes: tuple[Note, ...]) -> Points:
    if item.deed in _STYLES:
        return _guarded(points, _STYLES[item.deed](points))
    if item.deed in {"dashes", "paragraph"}:
        return _reset(points, item.deed)
    if item.deed == "replace":
        return _replaced(points, item)
    if item.deed == "drop":
        return _dropped(points, item)
    if item.deed == "add":
        return added(points, item, notes)
    if item.deed == "again":
        return written_anew(points, notes)
    return _reordered(points, item)


def _reset(points: Points, deed: str) -> Points:
    """Set the points as dashes, or as one paragraph whose sentences are lightly linked."""
    links = ("Bên cạnh đó, ", "Cùng với đó, ", "Ngoài ra, ")
    if deed == "dashes":
        plain = tuple(_unlinked(item) for item in points.items)
        return Points(plain, points.heading, "dashes")
    if points.form == "paragraph":
        return Points(points.items, points.heading, "paragraph")
    linked = tuple(
        links[place // 2 % 3] + lower_first(item) if place % 2 == 1 and not re.match(r"[\[\d]", item) else item
        for place, item in enumerate(points.items)
    )
    return Points(linked, points.heading, "paragraph")


def _unlinked(item: str) -> str:
    return upper_first(re.sub(r"^(?:Bên cạnh đó|Cùng với đó|Ngoài ra|Mặt khác|Đồng thời), ", "", item))


def _guarded(before: Points, after: Points) -> Points:
    """Keep a point as it was where a change of style would touch one of its figures."""
    if len(before.items) > len(after.items):
        return before
    kept = [
        old if figures_in(old) != figures_in(new) else new
        for old, new in zip(before.items, after.items[: len(before.items)], strict=True)
    ]
    heading = after.heading if figures_in(before.heading) == figures_in(after.heading) else before.heading
    return Points((*kept, *after.items[len(before.items) :]), heading, after.form, after.breaks)


def _at(points: Points, number: int) -> int:
    """Return the place of point `number` (1 the first, -1 the last)."""
    place = number - 1 if number > 0 else len(points.items) + number
    if not 0 <= place < len(points.items):
        raise UnusableInput(f"Đoạn này chỉ có {len(points.items)} ý, không có ý {number}; hãy chọn lại số ý.")
    return place


def _replaced(points: Points, item: Instruction) -> Points:
    old, new = item.old, item.new
    if lacks_accents(f"{old} {new}"):
        new = restore(f"{new} .")[0].removesuffix(" .")
    numeric = bool(re.fullmatch(r"[\d.,/]+%?", old))
    share = "%?" if numeric and new.endswith("%") else ""
    edge = r"(?<![\w.,/]){}" + share + r"(?![\w/]|[.,]\d)" if numeric else r"(?<!\w){}(?!\w)"
    pattern = re.compile(edge.format(re.escape(old)))
    whole = "\n".join((points.heading, *points.items))
    if not pattern.search(whole):
        pattern = re.compile(edge.format(re.escape(old)), re.IGNORECASE)
    if not pattern.search(whole):
        spelled = _as_written(whole, old)
        if not spelled:
            raise UnusableInput(f'Không thấy "{old}" trong đoạn này; hãy chép đúng chữ hoặc số cần thay.')
        pattern = re.compile(edge.format(re.escape(spelled)))

    places = len(pattern.findall(whole))
    if numeric and places > 1:
        raise UnusableInput(
            f'Số "{old}" có ở {places} chỗ; hãy ghi kèm chữ đứng cạnh, ví dụ: sửa {old} triệu thành {new} triệu.'
        )

    def put(match: re.Match[str]) -> str:
        return upper_first(new) if match.group()[:1].isupper() and not new[:1].isdigit() else new

    items = tuple(single(pattern.sub(put, text)) if pattern.search(text) else text for text in points.items)
    return Points(items, pattern.sub(put, points.heading), points.form, points.breaks)


def _as_written(whole: str, old: str) -> str:
    """Find a text typed without accents as it stands in `whole`."""
    match = re.search(rf"(?<!\w){re.escape(fold(old))}(?!\w)", fold(whole))
    return nfc(whole)[match.start() : match.end()] if match and old == fold(old) else ""


def _dropped(points: Points, item: Instruction) -> Points:
    if item.subject == "mở đầu":
        if not points.heading:
            raise UnusableInput("Đoạn này không có câu mở đầu riêng; hãy nêu số ý cần bỏ.")
        return Points(points.items, "", points.form, points.breaks)
    place = _at(points, item.point) if item.point else _about(points, item.subject)
    if len(points.items) == 1:
        raise UnusableInput("Đoạn này chỉ có một ý; bỏ đi sẽ không còn nội dung.")
    return points.with_items(points.items[:place] + points.items[place + 1 :])


def _about(points: Points, subject: str) -> int:
    """Return the only point about `subject`, by its words, else by its topic."""
    words = [
        place
        for place, text in enumerate(points.items)
        if re.search(rf"(?<!\w){re.escape(fold(subject))}(?!\w)", fold(text))
    ]
    topics = set(topics_of(subject)[:1])
    found = words or [place for place, text in enumerate(points.items) if topics & set(topics_of(text)[:1])]
    if len(found) != 1:
        many = (
            "không có ý nào" if not found else f"có {len(found)} ý (ý {', '.join(str(place + 1) for place in found)})"
        )
        raise UnusableInput(f'Đoạn này {many} về "{subject}"; hãy nêu số thứ tự của ý cần bỏ.')
    return found[0]


def _reordered(points: Points, item: Instruction) -> Points:
    items = list(points.items)
    place = _at(points, item.point)
    if item.deed == "swap":
        other = _at(points, item.other)
        items[place], items[other] = items[other], items[place]
    else:
        moved = items.pop(place)
        items.insert(len(items) if item.other == LAST else 0, moved)
    return points.with_items(tuple(items))


def _remarks(before: str, after: str, asked: tuple[Instruction, ...]) -> tuple[str, ...]:
    remarks = []
    gone = figures_in(before) - figures_in(after)
    if gone and any(item.deed in {"drop", "replace", "again"} for item in asked):
        remarks.append(f"Số liệu không còn trong đoạn: {', '.join(gone)}.")
    if any(item.deed == "longer" for item in asked):
        remarks.append(
            "Tôi không tự thêm nội dung ngoài ghi chú; chỗ cần viết kỹ hơn được đánh dấu [cần bổ sung: ...]."
        )
    return tuple(remarks)
