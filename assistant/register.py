"""Put the turns of phrase of quick notes into those of official prose, by the rules of `prompts/register.yaml`."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.prompts import load_yaml


def officially(text: str) -> str:
    """Return note `text` in official turns of phrase; its figures and names stay as they are."""
    for pattern, replacement in _rules():
        text = pattern.sub(replacement, text)
    return re.sub(r"\s{2,}", " ", text).strip()


_ASIDE = re.compile(
    r"\s*[,;(]?\s*\b(?:(?:không|đừng|chớ|khỏi) (?:cần )?(?:nêu|ghi|nói|kể) tên|(?:không|đừng) nêu tên cụ thể|nhớ (?:ghi|viết|nêu)[^,;)]*)\)?"
)
_PENDING = re.compile(
    r"\(([^()]*?(?:chưa có số|sẽ bổ sung|bổ sung sau|chưa rõ số|chưa có ngày|xem lại|kiểm tra lại)[^()]*)\)"
)


def without_asides(text: str) -> str:
    """Take out what a note says to its writer: "không nêu tên" goes, "(chưa có số, bổ sung sau)" becomes a slot."""
    text = _PENDING.sub(lambda match: f"[cần bổ sung: {_pending(match.group(1))}]", text)
    shorter = _ASIDE.sub("", text).strip(" ,;")
    return shorter if re.search(r"\w", shorter) else text


def _pending(said: str) -> str:
    named = re.search(r"công văn|kế hoạch|văn bản|quyết định|nghị quyết|số liệu", said)
    if "số liệu" in said:
        return "số liệu"
    return f"số, ngày của {named.group()}" if named else "nội dung còn chờ"


@lru_cache(maxsize=1)
def _rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), replacement) for pattern, replacement in load_yaml("register")["rules"])
