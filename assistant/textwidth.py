"""Width of a line of Times New Roman in points, from the font's advance widths, to draw rules as long as their text."""

from __future__ import annotations

import unicodedata

_REGULAR = {
    180: "'", 250: " .,", 278: "ijlt;:/", 333: "Ifr-()[]", 389: "Js", 408: '"', 444: "acez“”", 500: "bdghknopquvxy0123456789đ–*",
    529: "ơ", 542: "ư", 556: "FPS", 564: "+=", 611: "ELTZ", 667: "BCR", 722: "ADGHKNOQUVXYwĐƠ", 776: "Ư", 778: "m", 833: "%",
    889: "M", 944: "W", 1000: "—…",
}  # fmt: skip
_BOLD = {
    250: " .,", 278: "il/'", 333: "fjt;:-()[]", 389: "Is", 444: "cerz", 500: "Jagovxy0123456789–“”*", 554: "ơ", 555: '"',
    556: "Sbdhknpquđ", 570: "+=", 600: "ư", 611: "FP", 667: "BELTZ", 722: "ACDNRUVXYwĐ", 778: "GHKOQƠ", 796: "Ư", 833: "m",
    944: "M", 1000: "W%—…",
}  # fmt: skip
_REGULAR_OF = {char: width for width, chars in _REGULAR.items() for char in chars}
_BOLD_OF = {char: width for width, chars in _BOLD.items() for char in chars}
_HORN = "\u031b"


def width_pt(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of `text` in points; accents add nothing, unknown letters count as half an em."""
    widths = _BOLD_OF if bold else _REGULAR_OF
    total = 0
    for char in unicodedata.normalize("NFC", text):
        total += widths.get(char) or widths.get(_base(char), 500)
    return total * size / 1000


def width_mm(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of `text` in millimetres."""
    return width_pt(text, size, bold=bold) * 25.4 / 72


def _base(char: str) -> str:
    decomposed = unicodedata.normalize("NFD", char)
    letter = decomposed[0]
    return unicodedata.normalize("NFC", letter + _HORN) if _HORN in decomposed else letter
