"""Find the quantities of a text ("4,5 tỷ đồng", "2/4 kỳ", "15-20 người", "năm mươi hộ") as Figures.

`value` is a decimal string with a point, unscaled; a fraction "2/4", a range "15..20", "một nửa" "1/2". The quote is the
number with its unit as written; approximators ("hơn", "gần", ">") stay outside and set `approximate`. "một" alone is an
article, not a figure, unless money or a measure follows.
"""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.dates import parse_dates
from knowledge.figure_text import FigureText
from knowledge.nonfigures import nonfigure_mask
from knowledge.numberwords import word_figures
from knowledge.numerals import NUMBER, normalise_number, render_number
from knowledge.records import Figure
from knowledge.text import comparable, flatten, nfc

__all__ = ["normalise_number", "parse_dates", "parse_figures", "render_number"]

_NUMBER = re.compile(rf"(?<![\d])(?<!\d[.,])(?:{NUMBER})(?!\d)")
_FRACTION = re.compile(rf"\s?/\s?({NUMBER})(?![\d/]|[.,]\d)")
_RANGE = re.compile(rf"(?:\s{{0,2}}-\s{{0,2}}|\s{{1,3}}(?:den|toi)\s{{1,3}})({NUMBER})(?!\d|[.,]\d|/\d)")
_OF_THEM = re.compile(r"\s(?:số|tổng số|so|tong so)(?=\s)")
_CHANGE = re.compile(r"(?:tăng|giảm|nâng|tang|giam|nang)\s[^.;\n]{0,40}$")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_YEAR_CUE = re.compile(r"(?:năm|đến|từ|tới|sau|trước|trong|so với|hết|cuối|đầu|giữa|nam|den|tu|toi|[/(-])\s{0,2}$")
_SPACED = re.compile(r"\d{1,3}(?:[ \u00a0]\d{3})+(?=\s?(?:đồng|đ|vnđ|vnd|dong)(?!\w))")
_AND_HALF = re.compile(r"(\d{1,4})(tr|triệu|tỷ|tỉ|trieu|ty)(\d)(?!\w)")
_MINUS = re.compile(r"(?:^|[^\W\d_][ ]|\()-$")
_CODE = re.compile(r"[^\W\d_]-$|[A-ZĐ]/$")
_LESSER = re.compile(rf"\s{{1,2}}({NUMBER})\s?(triệu|trieu|nghìn|nghin|ngàn|ngan)(?:\s(?:đồng|dong))?(?!\w)")
_TO = re.compile(rf"\s{{1,2}}(?:lên|xuống|lên đến|xuống còn|len|xuong)\s{{1,2}}(?:còn\s)?({NUMBER})")
_STEP = {"tỷ đồng": ("triệu đồng", 3), "triệu đồng": ("nghìn đồng", 3)}
_GLUED = re.compile(r"[^\W\d_]+$")


def parse_figures(text: str) -> tuple[Figure, ...]:
    """Return the quantities of the text in order; spans and quotes lie in `nfc(text)`."""
    source = _source(nfc(text))
    found: list[Figure] = []
    position = 0
    while match := _NUMBER.search(source.flat, position):
        match = _SPACED.match(source.plain, match.start()) or match
        position = match.end()
        if any(source.mask[match.start() : match.end()]) or not _stands_free(source, match):
            continue
        figures = _read(source, match)
        found += figures
        position = max([position, *(figure.end for figure in figures)])
    words = word_figures(source.text, source.plain, source.accented, source.mask)
    found += [word for word in words if not _said_already(source, word, found)]
    return tuple(sorted(found, key=lambda figure: figure.start))


def _said_already(source: FigureText, word: Figure, found: list[Figure]) -> bool:
    """Say whether a figure in words lies in one in digits, or only spells it out in brackets behind it."""
    for figure in found:
        if figure.start < word.end and word.start < figure.end:
            return True
        if source.flat[figure.end : word.start].strip() == "(" and figure.value == word.value:
            return True
    return False


def _source(text: str) -> FigureText:
    flat = flatten(text)
    plain, accented = comparable(text)
    return FigureText(text, flat, plain, accented, nonfigure_mask(text, flat, plain, accented))


def _stands_free(source: FigureText, match: re.Match[str]) -> bool:
    """Refuse digits glued into a code ("T78", "A4", "5G", "1A")."""
    window = source.text[max(0, match.start() - 12) : match.start()]
    before = _GLUED.search(window)
    if _CODE.search(window) or (before and (len(before.group()) < 3 or not before.group().islower())):
        return False
    after = source.text[match.end() : match.end() + 1]
    if after.isalpha() or after == "_":
        if _AND_HALF.match(source.plain, match.start()):
            return True
        return source.measure_at(match.end()) is not None
    return True


def _read(source: FigureText, match: re.Match[str]) -> list[Figure]:
    start, end = match.span()
    half = _AND_HALF.match(source.plain, start)
    if half:
        unit = "triệu đồng" if half.group(2).startswith("tr") else "tỷ đồng"
        return [source.figure(f"{half.group(1)}.{half.group(3)}", unit, start, half.end())]
    value = normalise_number(re.sub(r"[ \u00a0]", "", match.group()))
    fraction = _FRACTION.match(source.flat, end)
    if fraction and not any(source.mask[fraction.start(1) : fraction.end(1)]):
        value, end = f"{value}/{normalise_number(fraction.group(1))}", fraction.end()
    elif source.flat[end : end + 1] == "/" and source.flat[end + 1 : end + 2].isdigit():
        return []
    else:
        ranged = _ranged(source, start, end, value)
        if ranged:
            return [ranged]
    if _bare_year(source, match.group(), start, end):
        return []
    return [_compound(source, _signed(source, _figure(source, value, start, end)))]


def _signed(source: FigureText, figure: Figure) -> Figure:
    """Take in the minus of a rate ("tăng trưởng -2,5%"); before anything else a dash is a list mark."""
    if figure.unit == "%" and _MINUS.search(source.flat[max(0, figure.start - 3) : figure.start]):
        start = figure.start - 1
        return replace(figure, value=f"-{figure.value}", start=start, quote=source.text[start : figure.end])
    return figure


def _compound(source: FigureText, figure: Figure) -> Figure:
    """Join "1 tỷ 200 triệu đồng" into one amount of the greater unit."""
    lesser = _LESSER.match(source.plain, figure.end)
    step = _STEP.get(figure.unit)
    if not lesser or not step or not figure.value.isdigit() or figure.quote.endswith(("đồng", "dong")):
        return figure
    part = normalise_number(lesser.group(1))
    measure = source.measure_at(lesser.end(1))
    if not measure or measure.name != step[0] or not part.isdigit() or len(part) > step[1]:
        return figure
    value = normalise_number(f"{figure.value},{part.zfill(step[1])}")
    end = lesser.end()
    return replace(figure, value=value, end=end, quote=source.text[figure.start : end])


def _ranged(source: FigureText, start: int, end: int, value: str) -> Figure | None:
    """Read "15-20 người", "7 đến 9 thành viên", "5% - 10%" as one figure; "tăng từ 5% đến 10%" stays two."""
    first = source.measure_at(end)
    for gap, unit in ((end, None), (first.end if first else end, first)):
        match = _RANGE.match(source.flat, gap)
        if not match or any(source.mask[match.start(1) : match.end(1)]):
            continue
        upper = normalise_number(match.group(1))
        second = source.measure_behind(match.end(1))
        if unit and (second is None or second.name != unit.name):
            continue
        if float(upper) <= float(value) or _CHANGE.search(source.plain[max(0, start - 50) : start]):
            continue
        stop = second.end if second else match.end(1)
        return source.figure(f"{value}..{upper}", second.name if second else "", start, stop)
    return None


def _bare_year(source: FigureText, written: str, start: int, end: int) -> bool:
    if not _YEAR.fullmatch(written):
        return False
    measure = source.measure_at(end)
    return (
        measure is None
        or bool(_YEAR_CUE.search(source.plain[max(0, start - 8) : start]))
        or measure.name in {"năm", "xã"}
    )


def _figure(source: FigureText, value: str, start: int, end: int) -> Figure:
    if "/" in value or source.flat[end - 1 : end] == "%":
        of = _OF_THEM.match(source.plain, end)
        if of and (measure := source.measure_at(of.end())):
            return source.figure(value, measure.name, start, measure.end)
    measure = source.measure_behind(end)
    if measure is None and (to := _TO.match(source.plain, end)) and (behind := source.measure_behind(to.end())):
        return source.figure(value, behind.name, start, end)
    return source.figure(value, measure.name if measure else "", start, measure.end if measure else end)
