"""What stands behind a number in running text: its measure, or one plain word, or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.numerals import read_words
from knowledge.records import Figure
from knowledge.units import Measure, measure_at

_APPROXIMATE = re.compile(
    r"(?:(?<!\w)(?:hơn|gần|khoảng|trên|dưới|ước|ước tính|ước đạt|xấp xỉ|chừng|tầm|ngót|tối thiểu|tối đa|ít nhất|nhiều nhất|không quá|"
    r"trên dưới|hon|gan|khoang|tren|duoi|uoc|xap xi|toi thieu|toi da|it nhat|khong qua)\s{1,3}|(?<![\w/\"])[><≥≤~≈][ ]?)$"
)
_SINGLE_YEAR = re.compile(r"\s{1,2}(?:1[89]|20)\d\d(?!\d|\s?[-,]\s?(?:19|20)\d|\s(?:va|den)\s(?:19|20)\d)")
_SPELT = re.compile(r"\s?\(([^()\d]{2,40})\)(?=\s)")
_WORD = re.compile(r"\s{0,2}([^\W\d_]+)")
_FUNCTION_WORDS = """và của đến trong là được theo tại trên có đã ở với cho vào từ về trước thì khi so do để tới hoặc hay không nhưng gồm các
lên cũng bằng bị sau đối thuộc nên còn như nếu này đó kể trở cùng tính tăng giảm đạt chiếm nay cả mà rồi ra xuống những mỗi nữa thêm đang
va cua den la duoc tai tren co da voi cho vao tu ve truoc so do de tang giam dat chiem họp dự tham hiện vẫn chưa phải đều x"""
_NOT_UNITS = frozenset(_FUNCTION_WORDS.split())


@dataclass(frozen=True, slots=True)
class FigureText:
    """A text with the forms the grammar reads, all of one length, and the mask of digits that are no quantities."""

    text: str
    flat: str
    plain: str
    accented: bool
    mask: bytearray

    def measure_at(self, end: int) -> Measure | None:
        """Return the lexicon's longest measure at `end`."""
        return measure_at(self.plain, end, self.accented)

    def measure_behind(self, end: int) -> Measure | None:
        """Return the measure behind a number, "(mười lăm)" skipped: the lexicon's longest, else the one word there."""
        spelt = _SPELT.match(self.plain, end)
        if spelt and read_words(spelt.group(1).split(), self.accented) is not None:
            end = spelt.end()
        measure = self.measure_at(end)
        if measure:
            return None if self._starts_date(measure) else measure
        word = _WORD.match(self.plain, end)
        if not word or word.start(1) == end or word.group(1) in _NOT_UNITS or self.text[word.start(1)].isupper():
            return None
        return Measure(word.group(1), word.end(), known=False)

    def figure(self, value: str, unit: str, start: int, end: int) -> Figure:
        """Make the figure at `start:end`, approximate when a word or sign in front says so."""
        approximate = bool(_APPROXIMATE.search(self.plain[max(0, start - 14) : start]))
        return Figure(value, unit, self.text[start:end], start, end, approximate)

    def _starts_date(self, measure: Measure) -> bool:
        """Say whether "năm", "ngày" or "tháng" begins a date of its own ("đạt 95 năm 2019")."""
        behind = self.flat[measure.end : measure.end + 16]
        if measure.name == "năm":
            return bool(_SINGLE_YEAR.match(behind))
        return measure.name in {"ngày", "tháng", "quý"} and bool(re.match(r"\s{1,2}\d", behind))
