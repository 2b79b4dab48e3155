"""Read and write Vietnamese numbers: "1.234,5" <-> "1234.5", "năm mươi lăm" -> "55"."""

from __future__ import annotations

import re

from knowledge.text import flatten, normalise_tones

NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?|\d+(?:[.,]\d+)?"
"""A number in digits: dots between thousands, a decimal comma; English commas only where there are two or more."""

_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?")


def normalise_number(written: str) -> str:
    """Return a decimal string with a point, without thousands marks or leading zeros ("1.234,5" -> "1234.5")."""
    digits = written.strip()
    sign = "-" if digits[:1] in {"-", "−"} else ""
    digits = digits.lstrip("-−+")
    if _THOUSANDS.fullmatch(digits):
        digits = digits.replace(".", "").replace(",", ".")
    elif _ENGLISH.fullmatch(digits):
        digits = digits.replace(",", "")
    else:
        digits = digits.replace(",", ".")
    whole, point, decimals = digits.partition(".")
    decimals = decimals.rstrip("0")
    value = (whole.lstrip("0") or "0") + (point + decimals if decimals else "")
    return sign + value if value != "0" else value


def render_number(value: str) -> str:
    """Return a figure's value as officials write it ("1234.5" -> "1.234,5", "15..20" -> "15-20", "2/4" as it is)."""
    if ".." in value:
        return "-".join(render_number(part) for part in value.split("..", 1))
    if "/" in value:
        return "/".join(render_number(part) for part in value.split("/"))
    sign, digits = ("-", value[1:]) if value.startswith("-") else ("", value)
    whole, _, decimals = digits.partition(".")
    if not whole.isdigit() or (decimals and not decimals.isdigit()):
        return value
    return sign + f"{int(whole):,}".replace(",", ".") + ("," + decimals if decimals else "")


_UNITS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5,
    "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_TENS = {"mười": 10, "mươi": 10}
_SCALES = {"nghìn": 10**3, "ngàn": 10**3, "vạn": 10**4, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_GLUE = {"linh", "lẻ"}
WORDS = frozenset(_UNITS) | frozenset(_TENS) | frozenset(_SCALES) | frozenset(_GLUE) | {"trăm"}
"""Every word that a number in words may hold, tones in the old places."""


def _by_folded(table: dict[str, int]) -> dict[str, int]:
    return {flatten(word): value for word, value in table.items()}


_FOLDED = (_by_folded(_UNITS), _by_folded(_TENS), _by_folded(_SCALES), {flatten(word) for word in _GLUE})
_EXACT = (_UNITS, _TENS, _SCALES, _GLUE)


def read_words(words: list[str], accented: bool = True) -> int | None:
    """Return the whole number that the words spell ("hai", "trăm", "linh", "năm" -> 205), or None."""
    if not words:
        return None
    units, tens, scales, glue = _EXACT if accented else _FOLDED
    hundred = "trăm" if accented else "tram"
    total = group = 0
    last = ""
    for word in (normalise_tones(word.lower()) for word in words):
        if word in scales:
            if last in {"", "scale"}:
                return None
            total, group, last = _scaled(total, group, scales[word])
        elif word == hundred:
            if last != "unit":
                return None
            group, last = group * 100, "hundred"
        elif word in tens:
            if last == "unit" and word in {"mươi", "muoi"}:
                group = group - group % 10 + group % 10 * 10
            elif last in {"", "hundred", "scale"} and word in {"mười", "muoi"}:
                group += 10
            else:
                return None
            last = "ten"
        elif word in glue:
            if last not in {"hundred", "scale"}:
                return None
            last = "glue"
        elif word in units:
            if last == "unit":
                return None
            group, last = group + units[word], "unit"
        else:
            return None
    return None if last == "glue" else total + group


def _scaled(total: int, group: int, scale: int) -> tuple[int, int, str]:
    """Close a group at its scale word; "nghìn tỷ" multiplies what stands before."""
    if total and not group:
        return total * scale, 0, "scale"
    return total + group * scale, 0, "scale"
