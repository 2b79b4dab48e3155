"""figure_conflict: one quantity told twice with two values, in prose, footnotes and tables alike.

A quantity is its unit with the words that say what is counted, of one period and one body; targets, increases, parts and
other years are quantities of their own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from assistant.checks.amounts import amounts, sentences_of, shown, tables_of
from assistant.checks.subject import Subject, finding
from assistant.records import Finding, Severity
from knowledge.dates import parse_dates
from knowledge.text import fold, tokens

STOCKS = frozenset(
    "ho,nhan khau,khau,dang vien,chi bo,doan vien,hoi vien,thon,ban,ap,xom,to dan pho,khu dan cu,chi hoi,chi doan,ha,km2,"
    "ho ngheo,ho can ngheo,uy vien,vi,ban cong tac mat tran,to dan van,giao vien,hoc sinh,to hoa giai,truong,dan so,nguoi".split(
        ","
    )
)
"""What a unit has at one time, rather than what it did during one."""
SMALL = frozenset(
    "co voi la gom tong so toan xa phuong tinh hien nay den dang bo truc thuoc duoc khoang va cac tat ca cua dia ban tren hien tai dan so"
    " trong do tinh tai thoi diem ve hang ca tong cong o nam cuoi dau ngay thang nhan dan".split()
)
"""Words that do not tell one quantity from another; "nhân dân", "dân số" name the whole."""
_STOCK_WORDS = tuple(words for stock in STOCKS if (words := frozenset(stock.split()) - SMALL))
ASIDE = re.compile(
    r"(?<!\w)(?:phấn đấu|mục tiêu|chỉ tiêu|kế hoạch|đến năm|tăng|giảm|thêm|mỗi|bình quân|trung bình|trong đó|trong số|còn|kết nạp|hỗ trợ|"
    r"giúp|thoát|ít nhất|tối thiểu|từ|trước|phát sinh|công nhận|đăng ký|đạt|tham gia|dự|quy mô|cách|hiến|góp|xây|sửa|giao|cử|đưa|mới)(?!\w)",
    re.IGNORECASE,
)
OTHER_BODY = re.compile(
    r"(?<!\w)(?:thon|ban|ap|xom|chi bo|chi hoi|chi doan|to|xa|huyen|truong|khu)\s+(?:so\s)?(?=[A-ZĐÀ-Ỹ0-9])"
)
NEAR = Decimal("0.35")
"""Two values further apart than this share count different things more often than they contradict each other."""
ISSUED = re.compile(r"(?<!\w)(?:thanh lap|quyet dinh|nghi quyet|ke hoach|cong van|chi thi|ket luan)(?!\w)[^,;]*$")
CLOSE = Decimal("0.15")
"""Within this share a wrong digit is likelier than another thing counted."""
STOP = re.compile(r"[.;:()\[\]\n\t|]|,(?!\d)|(?<!\d)/(?!\d)")


@dataclass(frozen=True, slots=True)
class Told:
    """One telling of a quantity: what is counted, when, the value, and its place."""

    key: tuple[str, ...]
    period: str
    value: Decimal
    start: int
    end: int
    quote: str
    table: bool


def check(subject: Subject) -> tuple[Finding, ...]:
    """Flag the second of two tellings of one quantity that differ."""
    groups: dict[tuple[tuple[str, ...], str], list[Told]] = defaultdict(list)
    for told in (*_prose(subject), *_tables(subject)):
        groups[told.key, told.period].append(told)
    found = []
    for tellings in groups.values():
        first = tellings[0]
        for other in tellings[1:]:
            if other.value != first.value and _contradict(first, other):
                found.append(_finding(subject, first, other))
    return tuple(sorted(found, key=lambda f: f.start))


def _contradict(one: Told, other: Told) -> bool:
    high, low = max(one.value, other.value), min(one.value, other.value)
    return low > 0 and high - low <= high * NEAR


def _finding(subject: Subject, first: Told, other: Told) -> Finding:
    line = subject.text.count("\n", 0, first.start) + 1
    message = f"«{other.quote.strip()}» khác với «{first.quote.strip()}» ở dòng {line} của văn bản: cùng một số liệu, hai giá trị."
    high, low = max(first.value, other.value), min(first.value, other.value)
    severity: Severity = "error" if high - low <= high * CLOSE else "warning"
    return finding(subject, "figure_conflict", severity, other.start, other.end, message, first.quote.strip())


def _prose(subject: Subject) -> Iterator[Told]:
    text = subject.text
    for start, end, figures in sentences_of(subject):
        periods = _periods(text, start, end)
        last = start
        for amount in amounts(figures):
            before, after = _around(text, last, amount.start, amount.end, end)
            last = amount.end
            if fold(amount.unit) not in STOCKS or amount.value < 2 or len(periods) > 1:
                continue
            if ASIDE.search(before) or OTHER_BODY.search(f"{before} ") or OTHER_BODY.search(after):
                continue
            if re.match(r"\s*(?:/|va|hoac|-)\s*\d", fold(text[amount.end : amount.end + 8])):
                continue
            if key := _key(f"{before} {amount.unit} {after}"):
                period = _when("".join(periods), subject)
                yield Told(key, period, amount.value, amount.start, amount.end, amount.quote, False)


def _periods(text: str, start: int, end: int) -> set[str]:
    """Return the years of a sentence; the date on which a body was founded or a paper issued is no period."""
    dates = (d for d in parse_dates(text[start:end]) if d.value[:2] in ("19", "20"))
    return {
        d.value[:4] for d in dates if not ISSUED.search(fold(text[max(start, start + d.start - 40) : start + d.start]))
    }


def _when(period: str, subject: Subject) -> str:
    """Return the period of a figure; the report's own year is its present."""
    return "" if period == subject.profile.date[:4] else period


def _around(text: str, start: int, at: int, end: int, stop: int) -> tuple[str, str]:
    """Return the words of the clause before and after a figure."""
    before = re.split(r"[.;:()\[\]\n]|,(?=\s)|(?<=\d)\s(?=[^\W\d_])", text[start:at])[-1]
    cut = STOP.search(text, end, stop)
    after = text[end : cut.start() if cut else stop]
    return before, re.split(
        r"(?<!\w)(?:với|và|chiếm|đạt|bằng|trong đó|gồm|là|được|đã|so với|phân bố|sinh sống|sinh hoạt)(?!\w)", after
    )[0]


def _key(label: str) -> tuple[str, ...]:
    words = {fold(t) for t in tokens(label)} - SMALL
    return tuple(sorted(words)) if not any(w[0].isdigit() for w in words) else ()


def _tables(subject: Subject) -> Iterator[Told]:
    """Rows of one number, or columns whose heads are years: what a row counts is its label."""
    for table in tables_of(subject):
        head = table[0] if table else ()
        for row in table[1:]:
            label = max((c.text for c in row if c.value is None), key=len, default="")
            numbers = [(i, c) for i, c in enumerate(row) if c.value is not None and not (i == 0 and len(row) > 2)]
            key = _key(re.sub(r"^\s*[-+*]\s*|<[^>]+>", "", label))
            dashed = re.match(r"\s*[-+*•]", label)
            if not key or dashed or len(numbers) != 1 or ASIDE.search(label) or "%" in numbers[0][1].text:
                continue
            place, cell = numbers[0]
            year = re.search(r"(?:19|20)\d\d", head[place].text if place < len(head) else "")
            if cell.value is not None and any(set(key) >= stock for stock in _STOCK_WORDS):
                quote = f"{label.strip()}: {shown(cell.value)}"
                yield Told(key, _when(year[0] if year else "", subject), cell.value, cell.start, cell.end, quote, True)
