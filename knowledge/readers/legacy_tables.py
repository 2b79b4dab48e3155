"""The letters of the two old Vietnamese encodings, TCVN3 (TCVN 5712:1993, "ABC") and VNI, read as Latin-1 or Windows-1252."""

from __future__ import annotations

import unicodedata

_TCVN3_PAIRS = (
    "µà ¸á ¶ả ·ã ¹ạ ¨ă »ằ ¾ắ ¼ẳ ½ẵ Æặ ©â Çầ Êấ Èẩ Éẫ Ëậ ®đ Ìè Ðé Îẻ Ïẽ Ñẹ ªê Òề Õế Óể Ôễ Öệ ×ì Ýí Øỉ Üĩ Þị ßò ãó áỏ âõ äọ «ô åồ èố æổ "
    "çỗ éộ ¬ơ êờ íớ ëở ìỡ îợ ïù óú ñủ òũ ôụ \u00adư õừ øứ öử ÷ữ ùự úỳ ýý ûỷ üỹ þỵ ¡Ă ¢Â £Ê ¤Ô ¥Ơ ¦Ư §Đ"
)
TCVN3 = {pair[0]: pair[1] for pair in _TCVN3_PAIRS.split(" ")}
"""One character of TCVN3 -> the Vietnamese letter."""

_MARKS = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_HAT = {"â": "", "á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_BREVE = {"ê": "", "é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}


def _vni() -> dict[str, str]:
    """Build the table: vowel + mark, hats on a, e, o, breves on a, the horned vowels written ô (ơ) and ö (ư)."""
    table = {"ñ": "đ", "ô": "ơ", "ö": "ư", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
    for vowel in "aeou":
        table |= {vowel + sign: vowel + mark for sign, mark in _MARKS.items()}
    table |= {"y" + sign: "y" + mark for sign, mark in _MARKS.items() if sign != "ï"}
    for vowel in "aeo":
        table |= {vowel + sign: vowel + "\u0302" + mark for sign, mark in _HAT.items()}
    table |= {"a" + sign: "a\u0306" + mark for sign, mark in _BREVE.items()}
    table |= {"ô" + sign: "o\u031b" + mark for sign, mark in _MARKS.items()}
    table |= {"ö" + sign: "u\u031b" + mark for sign, mark in _MARKS.items()}
    capitals = {key.upper(): value.upper() for key, value in table.items()}
    capitals |= {key[0].upper() + key[1:]: value[0].upper() + value[1:] for key, value in table.items() if len(key) > 1}
    return {key: unicodedata.normalize("NFC", value) for key, value in (table | capitals).items()}


VNI = _vni()
"""One or two characters of VNI -> the Vietnamese letter."""
