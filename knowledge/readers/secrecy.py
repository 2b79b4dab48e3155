"""Refuse documents that carry a state-secret stamp: this program is not a place where they may be kept."""

from __future__ import annotations

import re
from collections.abc import Iterable

from knowledge.errors import UnusableInput
from knowledge.records import Reading

SEARCHED = 60
"""Blocks from the start, and half as many from the end, among which a stamp is looked for."""
_STAMP = re.compile(
    r"(?:(?:ĐỘ|Độ)\s+(?:MẬT|mật)\s*:?\s*)?(?:[\[(“\"*]\s*)?(TUYỆT\s+MẬT|TỐI\s+MẬT|M\s?Ậ\s?T|(?<=:\s)(?:Tuyệt mật|Tối mật|Mật))\s*[\])”\"*.]?"
)


def refuse_secret(reading: Reading, name: str) -> None:
    """Raise UnusableInput where a line of its own says MẬT, TỐI MẬT or TUYỆT MẬT."""
    texts = [block.text for block in reading.blocks]
    cells = [cell for block in reading.blocks[:SEARCHED] for row in block.rows[:6] for cell in row]
    refuse_stamp((*texts[:SEARCHED], *texts[-SEARCHED // 2 :], *cells), name)


def refuse_stamp(texts: Iterable[str], name: str) -> None:
    """Raise UnusableInput where one of the texts is a secrecy stamp and nothing else."""
    for text in texts:
        if len(text) <= 40 and (stamp := _STAMP.fullmatch(text.strip())):
            level = " ".join(stamp.group(1).split()).upper()
            raise UnusableInput(
                f"Tệp {name} đóng dấu {level}: tài liệu bí mật nhà nước không được đưa vào chương trình này; "
                "hãy xử lý theo quy định về bảo vệ bí mật nhà nước."
            )
