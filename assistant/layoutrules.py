"""Says what of a Word file would be sent back under a layout standard: one function per group of rules, ranges as data.

Sources of the rules stand in layouts.py; end marks, order and wording are checked here, sizes and switches in lookrules.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from assistant.lookrules import look_problems
from assistant.pagerules import Problem, body_problems, page_problems, table_problems
from assistant.paperparts import BANNER_PARTY, BANNER_STATE, MOTTO, PaperParts, Paragraphs, parts_of
from assistant.textwidth import width_mm
from assistant.wordseen import SeenFile
from knowledge.text import fold

Standard = Literal["party", "state", "front"]

_COLLECTIVES = ("uy ban", "hoi dong")
"""Bodies whose papers are signed on behalf of all; the head of an office signs in the name of the post alone."""
_DEGREE = re.compile(r"^(?:GS|PGS|TS|ThS|BS|CN|KS|Ths|Thạc sĩ|Tiến sĩ|Đồng chí|Đ/c|Ông|Bà)(?:[.\s]|$)")
_PARTY_NUMBER = re.compile(r"Số (?:\d+[a-zđ]?|\s*)-[A-ZĐ]+/\S+")
_STATE_NUMBER = re.compile(r"Số: (?:\d+[a-zđ]?|\s*)/[^\s/]+-[^\s/]+")
_DATE = re.compile(
    r"(?P<place>.+?)(?P<comma>,?) ngày (?P<day>\d+|\s*) tháng (?P<month>\d+|\s*) năm\s?(?P<year>\d{4}|\s*)"
)
_SLOT = re.compile(r"\[[^\[\]\n]{1,200}\]|\{\{table:\d+\}\}|\.{4,}|…{2,}")


def problems_of(file: SeenFile, standard: Standard) -> tuple[Problem, ...]:
    """Return everything in the file that the standard would send back, in the order of the page."""
    parts = parts_of(file)
    groups = (
        page_problems(file, standard),
        look_problems(parts, standard),
        _banner(parts, standard),
        _issuer(parts, standard),
        _number_and_date(parts, standard),
        _title(parts, standard),
        _order(parts),
        _addressees(parts),
        body_problems(parts.body, standard),
        _end_mark(parts.body, standard),
        _signature(parts, standard),
        _recipients(parts, standard),
        _appendices(file, parts),
        table_problems(file),
        _leftovers(file),
    )
    return tuple(problem for group in groups for problem in group)


def _banner(parts: PaperParts, standard: Standard) -> Iterator[Problem]:
    wanted = BANNER_PARTY if standard == "party" else BANNER_STATE
    for one in parts.banner:
        if fold(one.text).strip() != fold(wanted):
            yield Problem("banner.text", f"Tiêu đề phải là “{wanted}”.", one.text)
    if standard != "party":
        for one in parts.motto:
            if one.text.strip() != MOTTO:
                yield Problem("motto.text", f"Tiêu ngữ phải viết đúng “{MOTTO}”.", one.text)
    over = (parts.motto if standard != "party" else parts.banner)[:1]
    yield from _rule(
        "banner", "dưới tiêu đề" if standard == "party" else "dưới Tiêu ngữ", over, parts.banner_rule, (0.93, 1.07)
    )
    if (
        parts.banner
        and parts.number
        and parts.banner[0].table >= 0
        and parts.banner[0].column <= parts.number[0].column
    ):
        yield Problem("banner.side", "Tiêu đề phải ở bên phải, số và tên cơ quan ở bên trái.", parts.banner[0].text)


def _rule(key: str, where: str, over: Paragraphs, rules: Paragraphs, part: tuple[float, float]) -> Iterator[Problem]:
    """Check that a rule line stands there and is as long as the given part of the longest line over it."""
    if not over:
        return
    if not rules:
        yield Problem(f"{key}.rule_missing", f"Thiếu đường kẻ ngang {where}.", over[-1].text)
        return
    room = rules[0].room_mm
    text = max(min(width_mm(one.text.strip(), one.size, bold=one.bold), room) for one in over)
    length = room - rules[0].left_mm - rules[0].right_mm
    if rules[0].ruled and text and not part[0] <= length / text <= part[1]:
        wanted = "bằng độ dài dòng chữ" if part[1] > 1 else "bằng 1/3 đến 1/2 độ dài dòng chữ"
        yield Problem(
            f"{key}.rule_length", f"Đường kẻ {where} dài {length:.0f} mm, phải {wanted} ({text:.0f} mm).", over[-1].text
        )


def _issuer(parts: PaperParts, standard: Standard) -> Iterator[Problem]:
    if standard == "party" and parts.issuer and not parts.issuer_mark:
        yield Problem("issuer.star", "Dưới tên cơ quan ban hành phải có dấu *.", parts.issuer[-1].text)
    if standard != "party":
        yield from _rule("issuer", "dưới tên cơ quan ban hành", parts.issuer, parts.issuer_rule, (0.32, 0.52))


def _number_and_date(parts: PaperParts, standard: Standard) -> Iterator[Problem]:
    form, sample = (_PARTY_NUMBER, "Số 05-BC/ĐU") if standard == "party" else (_STATE_NUMBER, "Số: 05/BC-UBND")
    for one in parts.number:
        if not form.fullmatch(one.text.strip()):
            yield Problem("number.form", f"Số, ký hiệu phải viết như “{sample}”, không cách chữ.", one.text)
        if re.search(r"số\s*:?\s*[1-9](?!\d)", one.text, re.IGNORECASE):
            yield Problem("number.zero", "Số nhỏ hơn 10 phải thêm số 0 phía trước.", one.text)
    for one in parts.date:
        found = _DATE.fullmatch(one.text.strip())
        if not found or not found["comma"]:
            yield Problem(
                "date.form", "Địa danh, ngày tháng phải viết như “Tân Hòa, ngày 05 tháng 01 năm 2026”.", one.text
            )
        elif len(found["day"].strip()) == 1 or found["month"].strip() in ("1", "2"):
            yield Problem("date.zero", "Ngày dưới 10 và tháng 1, 2 phải thêm số 0 phía trước.", one.text)
        elif re.fullmatch(r"0[3-9]", found["month"]):
            yield Problem("date.extra_zero", "Chỉ tháng 1 và tháng 2 thêm số 0 phía trước.", one.text)


def _title(parts: PaperParts, standard: Standard) -> Iterator[Problem]:
    if not parts.summary:
        return
    if standard == "party":
        if not any("-----" in one.text for one in parts.summary_rule):
            yield Problem("summary.mark", "Dưới trích yếu phải có 5 gạch nối (-----).", parts.summary[-1].text)
        elif parts.summary_rule[0].text.strip() != "-----":
            yield Problem("summary.mark_length", "Dưới trích yếu phải có đúng 5 gạch nối.", parts.summary_rule[0].text)
        return
    yield from _rule("summary", "dưới trích yếu", parts.summary, parts.summary_rule, (0.32, 0.52))


def _order(parts: PaperParts) -> Iterator[Problem]:
    places = [at for _, at in parts.order if at >= 0]
    if places != sorted(places):
        yield Problem("order", "Các phần của văn bản không đúng thứ tự: số, tên loại, nội dung, nơi nhận.")


def _addressees(parts: PaperParts) -> Iterator[Problem]:
    sent = parts.addressees
    if sent and not re.match(r"Kính gửi:", sent[0].text.strip()):
        yield Problem("addressees.colon", "Sau “Kính gửi” phải có dấu hai chấm.", sent[0].text)
    if len(sent) > 1 and not sent[-1].text.strip().endswith("."):
        yield Problem("addressees.end", "Dòng cuối của “Kính gửi” phải kết thúc bằng dấu chấm.", sent[-1].text)
    if sent and parts.recipients and not fold(parts.recipients[0].text).lstrip("-– ").startswith("nhu tren"):
        yield Problem(
            "recipients.as_above",
            "Văn bản có “Kính gửi” thì nơi nhận bắt đầu bằng “- Như trên”.",
            parts.recipients[0].text,
        )


def _end_mark(body: Paragraphs, standard: Standard) -> Iterator[Problem]:
    if not body:
        return
    text = body[-1].text.strip()
    if standard == "party" and text.endswith("/."):
        yield Problem("body.end_mark", "Văn bản của Đảng kết thúc bằng dấu chấm, không dùng “./.”.", text[-40:])
    elif not text.endswith((".", ";", ":", "!", "?", "…")):
        yield Problem("body.end_mark", "Nội dung chưa kết thúc bằng dấu chấm câu.", text[-40:])


def _signature(parts: PaperParts, standard: Standard) -> Iterator[Problem]:
    collective = standard != "state" or any(fold(one.text).startswith(_COLLECTIVES) for one in parts.issuer)
    if not parts.authority and (collective or not parts.post):
        yield Problem("authority.missing", "Thiếu quyền hạn ký.")
    for one in parts.authority:
        slashed = re.match(r"\s*(?:T/M|K/T|T/L|T/UQ)\b", one.text)
        dotted = re.match(r"\s*(?:TM|KT|TL|TUQ)\.", one.text)
        if standard == "party" and not slashed and not one.text.strip().startswith("Q."):
            yield Problem("authority.form", "Văn bản của Đảng ghi quyền hạn bằng T/M, K/T, T/L.", one.text)
        if standard != "party" and not dotted and not one.text.strip().startswith("Q."):
            yield Problem("authority.form", "Quyền hạn phải ghi TM., KT., TL., TUQ., có dấu chấm.", one.text)
    for one in parts.signatory:
        if _DEGREE.match(one.text.strip()):
            yield Problem("signatory.degree", "Trước họ tên người ký không ghi học hàm, học vị.", one.text)
    if parts.authority and parts.recipients_head and parts.authority[0].table >= 0:
        left, right = parts.recipients_head[0], parts.authority[0]
        if right.table == left.table and right.column <= left.column:
            yield Problem("authority.side", "Nơi nhận ở bên trái, chữ ký ở bên phải.", right.text)


def _recipients(parts: PaperParts, standard: Standard) -> Iterator[Problem]:
    for head in parts.recipients_head:
        if not head.text.strip().endswith(":"):
            yield Problem("recipients_head.colon", "Sau “Nơi nhận” phải có dấu hai chấm.", head.text)
    lines = parts.recipients
    if not lines:
        return
    if not lines[-1].text.strip().endswith("."):
        yield Problem("recipients.end", "Dòng cuối của nơi nhận phải kết thúc bằng dấu chấm.", lines[-1].text)
    for one in lines[:-1]:
        if not one.text.strip().endswith((";", ",") if standard == "party" else ";"):
            yield Problem("recipients.separator", "Mỗi dòng nơi nhận phải kết thúc bằng dấu chấm phẩy.", one.text)
    last = lines[-1].text.strip().lstrip("-– ")
    if standard == "party" and not re.match(r"Lưu(?! *:)", last):
        yield Problem(
            "recipients.archive",
            "Dòng cuối nơi nhận phải là “- Lưu Văn phòng …”, không có dấu hai chấm.",
            lines[-1].text,
        )
    if standard != "party" and not re.match(r"Lưu: VT", last):
        yield Problem("recipients.archive", "Dòng cuối nơi nhận phải là “- Lưu: VT, …”.", lines[-1].text)


def _appendices(file: SeenFile, parts: PaperParts) -> Iterator[Problem]:
    several = len(parts.appendices) > 1
    for lines in parts.appendices:
        name = lines[0]
        if name.size != 14 or not name.bold or name.align != "center":
            yield Problem("appendix.look", "Chữ “Phụ lục” phải cỡ 14, đậm, canh giữa.", name.text)
        if several and not re.search(r"[IVXLC]+\s*\.?\s*$", name.text):
            yield Problem("appendix.number", "Có từ hai phụ lục trở lên thì phải đánh số La Mã.", name.text)
        titles = [one for one in lines[1:] if not one.text.strip().startswith("(")]
        if any(one.text != one.text.upper() or not one.bold for one in titles):
            yield Problem("appendix.title", "Tên phụ lục phải in hoa, đậm.", titles[0].text)
        if not any(one.italic and one.text.strip().startswith("(") for one in lines[1:]):
            yield Problem(
                "appendix.note", "Dưới tên phụ lục phải có dòng “(Kèm theo Báo cáo số …)” chữ nghiêng.", name.text
            )
        if not file.sections[min(name.section, len(file.sections) - 1)].restart:
            yield Problem("appendix.pages", "Số trang của phụ lục phải đánh riêng từ 1.", name.text)


def _leftovers(file: SeenFile) -> Iterator[Problem]:
    forms: set[str] = set()
    for one in file.paragraphs:
        if found := _SLOT.search(one.text):
            yield Problem("leftover.slot", "Còn chỗ trống chưa điền.", found.group())
        if fold(one.text).strip() == "du thao":
            yield Problem("leftover.draft", "Văn bản còn dấu DỰ THẢO.", one.text)
        if one.highlighted:
            yield Problem("leftover.highlight", "Văn bản còn chữ tô màu.", one.text[:60])
        forms.update(form.lower() for form in re.findall(r"(?<!\w)(?:ủy|uỷ)(?!\w)", one.text, re.IGNORECASE))
    if len(forms) > 1:
        yield Problem("spelling.uy", "Văn bản viết lẫn “ủy” và “uỷ”; phải thống nhất một cách.")
