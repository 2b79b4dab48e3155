"""organisation: district bodies after districts ceased to exist, and a paper signed for another body than the one that speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.subject import Subject, finding
from assistant.records import Finding

ABOLISHED_ON = "2025-07-01"
"""Constitution's amendment 203/2025/QH15 and Law 72/2025/QH15: two levels of local government from this day."""
DISTRICT = re.compile(
    r"(?<!\w)(?:Huyện (?:ủy|uỷ)|Ban Thường vụ Huyện (?:ủy|uỷ)|(?:UBND|HĐND|MTTQ|Ủy ban nhân dân|Uỷ ban nhân dân|Hội đồng nhân dân|Công an|Tòa án nhân dân)"
    r" (?:huyện|thị xã|quận)|Ủy ban (?:MTTQ|Mặt trận Tổ quốc)(?: Việt Nam)? (?:huyện|thị xã|quận)|Quận (?:ủy|uỷ)|Thị (?:ủy|uỷ)|Phòng [A-ZĐ][^\W\d_]+(?: (?:và )?[^\W\d_]+){0,4} huyện)(?!\w)"
)
HISTORY = re.compile(
    r"(?<!\w)(?:trước đây|trước khi|trước ngày|đến hết|giai đoạn|nhiệm kỳ|nay là|cũ|năm 20(?:[01]\d|2[0-4])|20(?:[01]\d|2[0-4])\s?[-–]|"
    r"\d{1,2}[/-](?:20(?:[01]\d|2[0-4])|0?[1-6][/-]2025)|/20(?:[01]\d|2[0-4])|sáp nhập|sắp xếp|giải thể|bãi bỏ|kết thúc hoạt động|bàn giao|chuyển giao|tiếp nhận)(?!\w)"
)
SIGNED = re.compile(r"^[*_ \t]*T/?M\.?\s+([A-ZĐÀ-Ỹ][A-ZĐÀ-Ỹ .\-]{5,60})", re.MULTILINE)
SIGNERS = (
    ("state", re.compile(r"ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|UBND")),
    ("front", re.compile(r"MẶT TRẬN|MTTQ|BAN THƯỜNG TRỰC")),
    ("party", re.compile(r"BAN THƯỜNG VỤ|BAN CHẤP HÀNH|ĐẢNG ỦY|ĐẢNG UỶ|CHI BỘ|CHI ỦY|THƯỜNG TRỰC")),
)
SPEAKERS = {
    "state": re.compile(r"(?i:UBND|(?:ủy|uỷ) ban nhân dân)"),
    "front": re.compile(r"Ban Thường trực (?i:ủy|uỷ)|MTTQ|Mặt trận (?:Tổ quốc|xã)|UBMTTQ"),
    "party": re.compile(r"Đảng (?i:ủy|uỷ)|Ban Thường vụ|cấp (?i:ủy|uỷ)"),
}
NAMES = {"state": "Ủy ban nhân dân", "front": "Mặt trận Tổ quốc", "party": "cấp ủy"}
MUCH_MORE = 4
"""How many times as often the speaker must be named as the body that signs."""


def check(subject: Subject) -> tuple[Finding, ...]:
    """Flag district bodies in present-day sentences of a report dated from 01/7/2025 on, and a signer who is not the speaker."""
    return (*_districts(subject), *_signer(subject))


def _districts(subject: Subject) -> Iterator[Finding]:
    if not subject.profile.date or subject.profile.date < ABOLISHED_ON:
        return
    for match in DISTRICT.finditer(subject.text):
        start = max(subject.text.rfind(". ", 0, match.start()), subject.text.rfind("\n", 0, match.start())) + 1
        stop = min(
            x
            for x in (subject.text.find(". ", match.end()), subject.text.find("\n", match.end()), len(subject.text))
            if x >= 0
        )
        if HISTORY.search(subject.text[start:stop]) or any(m.start <= match.start() < m.end for m in subject.mentions):
            continue
        message = f"«{match.group()}» không còn từ 01/7/2025 (chính quyền địa phương hai cấp); nếu là việc trước đó, ghi rõ thời gian."
        yield finding(subject, "organisation", "warning", match.start(), match.end(), message)


def _signer(subject: Subject) -> Iterator[Finding]:
    """The one signature block of a report names the body that speaks in it most."""
    signed = [m for m in SIGNED.finditer(subject.text) if m.start() > len(subject.text) // 4]
    if len(signed) != 1 or subject.document is None or subject.document.kind != "report":
        return
    signer = next((name for name, pattern in SIGNERS if pattern.search(signed[0][1])), "")
    if not signer:
        return
    body = subject.text[: signed[0].start()]
    times = {name: len(pattern.findall(body)) for name, pattern in SPEAKERS.items()}
    speaker = _reporting(body)
    most = max(times, key=lambda name: times[name])
    if signer == "party" or most == "party" or signer in (most, speaker):
        return
    if times[most] >= MUCH_MORE * max(1, times[signer]):
        name = signed[0][1].rstrip()
        message = f"Ký thay mặt «{name}» nhưng báo cáo nói về công tác của {NAMES[most]}; kiểm tra thẩm quyền ký."
        start = signed[0].start(1)
        yield finding(subject, "organisation", "warning", start, start + len(name), message)


def _reporting(body: str) -> str:
    """Return the system of the body that "báo cáo ... như sau"; "" where the opening does not say."""
    opening = re.search(r"([^.\n]{10,200})\sbáo cáo\s[^\n]{0,200}(?:như sau|:)", body)
    tail = opening[1][-90:] if opening else ""
    return next((name for name, pattern in SPEAKERS.items() if pattern.search(tail)), "")
