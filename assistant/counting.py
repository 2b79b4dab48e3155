"""Put the figures of a quick note as a report would: units carried on, shares and changes worded, parts set under their sum."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.subjects import bad_measure
from knowledge.figures import parse_figures

_N = r"\d[\d.,]*"
_EVENTS = r"cuộc|hội nghị|buổi|lớp|đợt|phiên"
_HELD = re.compile(
    rf"(?:^|(?<=[,;:] ))((?:kiểm tra, giám sát|kiểm tra|giám sát) theo [^:;,\d]{{0,20}}\d+[^:;,\s]*(?=:)|kiểm tra, giám sát|kiểm tra|giám sát|đối thoại|tiếp xúc cử tri|phản biện xã hội|phản biện|tập huấn|tuyên truyền|tọa đàm|diễn tập|dạy nghề|đào tạo nghề):? (\d[\d.]*) ({_EVENTS})(?=$|[,;:]| với| cho| đối với)"
)
_WAS = re.compile(
    rf"(?P<verb>\b(?:tăng|giảm|nâng) )?(?P<from>\btừ )?(?<![\d/.,-])(?P<a>{_N}%?)(?P<ua>(?: (?!lên |xuống |còn |tăng |giảm |đến |năm )[^\W\d_]+){{0,3}})(?P<ya>,? \(năm \d{{4}}\)| năm \d{{4}})?,? (?P<to>lên|xuống còn|xuống|còn|giảm còn|tăng lên|giảm xuống còn|giảm xuống) (?P<b>{_N}%?)(?![\d/])"
)
_COUNTED = re.compile(r"(?<![\d/.,-])(\d[\d.]*)(?![\d/%,])")
_PEOPLE = re.compile(
    r"^(?:công chức|cán bộ|viên chức|giáo viên|biên chế|nhân sự|bác sĩ|y sĩ|lao động)\b", re.IGNORECASE
)


def counted(text: str) -> str:
    """Return note `text` with its figures worded; every figure stays, none is added."""
    text = _HELD.sub(r"\2 \3 \1", text)
    text = _shares(text)
    text = _WAS.sub(_change, text)
    return _parts(_carried(text))


def _shares(text: str) -> str:
    """ "187/203 đảng viên dự = 92,12%" -> "..., đạt 92,12%"; "212/687 hộ, 30,86%" -> "..., chiếm 30,86%"."""
    text = re.sub(r"\s*=\s*(\d[\d.,]*%)(?=\s*(?:dự toán|kế hoạch|kh\b|so với|cùng kỳ))", r", bằng \1", text)
    verb = "chiếm" if bad_measure(text) else "đạt"
    text = re.sub(r"\s*=\s*(?=\d[\d.,]*%)", f", {verb} ", text)
    text = re.sub(r"\s=\s", " là ", text)
    text = re.sub(r"(\d+/\d+ [^,;\d]{2,40}), (?=\d[\d.,]*%(?:$|[,;.]))", rf"\1, {verb} ", text)
    return re.sub(
        r"((?<!/)\b\d[\d.]* (?:hộ|người|khẩu|lao động))(?: tham dự)?, (?=\d[\d.,]*%(?:$|[,;.]))", r"\1, chiếm ", text
    )


def _change(match: re.Match[str]) -> str:
    """ "312 hộ (năm 2009) xuống 58 hộ" -> "giảm từ 312 hộ (năm 2009) xuống còn 58 hộ"."""
    first, second = _value(match["a"]), _value(match["b"])
    if first is None or second is None or first == second or (1900 < first < 2100 and 1900 < second < 2100):
        return match.group()
    fell = second < first
    said = "xuống" in match["to"] or "còn" in match["to"] or "giảm" in match["to"]
    if said != fell and not (match["to"] == "lên" and not fell):
        return match.group()
    share = match["a"].endswith("%") and match["b"].endswith("%")
    if match["from"] is None and match["verb"] is None and not (match["ya"] or match["ua"] or share):
        return match.group()
    verb = match["verb"] or ("giảm " if fell else "tăng ")
    year = (match["ya"] or "").lstrip(",")
    toward = match["to"] if match["verb"] and match["from"] and match["to"] != "còn" else "xuống còn" if fell else "lên"
    return f"{verb}từ {match['a']}{match['ua']}{year} {toward} {match['b']}"


def _carried(text: str) -> str:
    """Give a bare figure at a clause's end the unit of the figure before it: "12 kiến nghị, giải quyết 10" -> "10 kiến nghị"."""
    if not re.search(r"\d(?=$|[,;:])|[,;] \d[\d.]* (?:chưa|không|đạt|vượt)\b", text):
        return text
    unit = "người" if _PEOPLE.match(text) and not parse_units(text) else ""
    pieces = re.split(r"((?:,(?!\d)|;|:)\s*)", text)
    for place in range(0, len(pieces), 2):
        piece = pieces[place]
        bare = re.fullmatch(
            r"(?P<said>.*?[^\W\d_](?<!năm)(?<!quý)(?<!tháng)(?<!ngày)(?<!thứ)(?<!số)(?<!khóa)(?<!loại)(?<!thôn)(?<!tổ)(?<!xóm)(?<!đội)(?<!khu)(?<!bản)) (?P<n>\d[\d.]*)",
            piece,
        )
        units = parse_units(piece)
        begun = re.match(r"(\d[\d.]*) (?=(?:chưa|không|đạt|vượt|còn|được|đã)\b)", piece)
        shared = [figure.unit for figure in parse_figures(piece) if "/" in figure.value and figure.unit]
        unit = shared[-1] if shared and not unit else unit
        if bare and re.search(r"\b(?:chết|tử vong|bị thương|mất tích)$", bare["said"]):
            pieces[place] = f"{piece} người"
        elif begun and unit and "%" not in piece:
            pieces[place] = f"{begun.group(1)} {unit} {piece[begun.end() :]}"
        elif bare and not units and unit and _carries(bare["said"], bare["n"], "".join(pieces[:place]), unit):
            pieces[place] = f"{piece} {unit}"
        elif units:
            unit = units[-1]
    return "".join(pieces)


def parse_units(text: str) -> list[str]:
    """Return the units of the counted figures of `text`, in order; shares, money and measures are left out."""
    found = [(figure.unit, figure.value) for figure in parse_figures(text)]
    return [
        unit
        for unit, value in found
        if unit and "/" not in value and not re.search(r"%|đồng|km|ha|m2|năm|tháng|ngày|tấn|kg|giờ", unit)
    ]


def _carries(said: str, number: str, before: str, unit: str) -> bool:
    """Only after a verb or the name of a part: "theo Quyết định 217", "thôn 3" are no counts."""
    if re.search(
        rf"\b(?:Quyết định|Nghị quyết|Kết luận|Chỉ thị|Kế hoạch|Luật|điều|khoản|theo|số|lần|{re.escape(unit)})$", said
    ):
        return False
    earlier = [_value(n) for n in _COUNTED.findall(before)]
    largest = max((n for n in earlier if n is not None), default=None)
    value = _value(number)
    return value is not None and (largest is None or value <= largest)


def _parts(text: str) -> str:
    """Set two or more parts that add up to the first figure under it: "31 cuộc: A 13 cuộc, B 18 cuộc" -> "31 cuộc, trong đó ..."."""
    match = re.match(r"(?P<head>[^,;:]*\d[^,;:]*?)(?P<joint>[:,])\s(?P<rest>.+)$", text)
    if not match or "trong đó" in text or "%" in text:
        return text
    totals = [_value(n) for n in _COUNTED.findall(match["head"])]
    parts = [_COUNTED.findall(piece) for piece in re.split(r"[,;]\s(?!\d)", match["rest"])]
    if len(totals) != 1 or totals[0] is None or len(parts) < 2 or any(len(found) != 1 for found in parts):
        return text
    values = [_value(found[0]) for found in parts]
    if any(value is None for value in values) or sum(value for value in values if value is not None) != totals[0]:
        return text
    return f"{match['head']}, trong đó {match['rest']}"


def _value(text: str) -> Decimal | None:
    plain = text.rstrip("%.,")
    plain = plain.replace(".", "") if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", plain) else plain.replace(",", ".")
    try:
        return Decimal(plain)
    except ArithmeticError:
        return None
