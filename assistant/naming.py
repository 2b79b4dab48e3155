"""How the reporting body's directive, period and place are named inside sentences; nothing is named that is not given."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.abbrev import expand
from assistant.records import Profile
from assistant.subjects import lower_first
from knowledge.registry import load_registry

_TYPES = (
    ("KL", "Kết luận"), ("NQ", "Nghị quyết"), ("CT", "Chỉ thị"), ("QĐ", "Quyết định"), ("KH", "Kế hoạch"), ("NĐ", "Nghị định"),
    ("TT", "Thông tư"), ("HD", "Hướng dẫn"), ("TB", "Thông báo"), ("QyĐ", "Quy định"), ("CTr", "Chương trình"), ("ĐA", "Đề án"),
)  # fmt: skip
_PLACE = re.compile(r"\b((?:xã|phường|thị trấn|huyện|tỉnh|thành phố|đặc khu)\s+(?=[^\W\d_])(?![a-zđà-ỹ]).*)$")


def named_directive(directive: str) -> str:
    """Return "Kết luận số 62-KL/TW" for "62-KL/TW"; a directive already named with its type is returned as given."""
    text = directive.strip()
    if not text or not re.match(r"\d", text):
        return text
    law = _law(text)
    if law:
        return law
    kind = re.search(r"[-/]\s*(CTr|QyĐ|[A-ZĐ]{2})", text)
    name = next((full for code, full in _TYPES if kind and kind.group(1) == code), "")
    return f"{name} số {text}" if name else f"văn bản số {text}"


@lru_cache(maxsize=256)
def _law(symbol: str) -> str:
    """Return a law or ordinance by its name, as the rule on citations has it; "" for other documents."""
    if "/QH" not in symbol and "/UBTVQH" not in symbol:
        return ""
    found = load_registry().by_symbol(symbol)
    if len(found) == 1 and found[0].type in {"Luật", "Bộ luật", "Pháp lệnh"} and found[0].title:
        title = re.sub(rf"^{found[0].type}\s+", "", found[0].title)
        return f"{found[0].type} {title}"
    return f"{found[0].type} số {symbol}" if len(found) == 1 else ""


def unit_of(profile: Profile) -> str:
    """Return the name of the reporting body written out in full."""
    return expand(profile.unit).strip() if profile.unit.strip() else ""


def period_words(period: str) -> str:
    """Return " giai đoạn 2009 - 2019" for "2009-2019", " năm 2024" for a single year, "" for none."""
    text = period.strip()
    if re.fullmatch(r"\d{4}\s*[-–]\s*\d{4}", text):
        years = re.split(r"\s*[-–]\s*", text)
        return f" giai đoạn {years[0]} - {years[1]}"
    if re.fullmatch(r"\d{4}", text):
        return f" năm {text}"
    return f" {lower_first(text)}" if text else ""


def place_of(profile: Profile) -> str:
    """Return the commune that the reporting body's name holds ("xã Tân Hòa"), "" where it holds none."""
    match = _PLACE.search(profile.unit)
    return match.group(1) if match else ""


def matter_of(profile: Profile) -> str:
    """Return what the report is about, from its title, else its directive and period; "" where neither is given."""
    if profile.title.strip():
        return lower_first(re.sub(r"^báo cáo\s+", "", profile.title.strip(), flags=re.IGNORECASE).rstrip("."))
    directive = named_directive(profile.directive)
    return f"kết quả thực hiện {directive}{period_words(profile.period)}" if directive else ""
