"""Find the blanks of a form: runs of dots and gaps where a number is missing; a true ellipsis is none."""

from __future__ import annotations

import re

from knowledge.text import fold

_DOTS = re.compile(r"[.…]*…[.…]*|\.{3,}|_{3,}|\.{2,}(?=\s*%)|\[\s*[.…]+\s*\]")
_GAPS = re.compile(
    r"(?<=[sS]ố)(?:\s*:)?(?:[ \u00a0]+(?=[-–/]\s?[A-ZĐ]{1,6}[-/])|(?=[-–/][A-ZĐ]{1,6}[-/]))"
    r"|(?<=[nN]gày)[ \u00a0]+(?=tháng(?:[ \u00a0]{2,}|[ \u00a0]+năm[ \u00a0]+\d{4}|[ \u00a0]+\d|[ \u00a0]*[.…]))|(?<=tháng)[ \u00a0]+(?=năm[ \u00a0]+\d{4})"
    r"|(?<=năm)[ \u00a0]{3,}(?=\S)"
)
_COUNTED = re.compile(
    r"\s*(?:%|(?:ha|m2|km|người|hộ|khẩu|nhân khẩu|đảng viên|chi bộ|chi đoàn|chi hội|đoàn viên|hội viên|lượt|ngày công|triệu"
    r"|tỷ|đồng|cuộc|buổi|hội nghị|văn bản|ý kiến|đơn|tổ(?! chức)|thành viên|thôn|đồng chí|trường hợp|mô hình|câu lạc bộ|lớp|nhà"
    r"|công trình|tập thể|cá nhân|vụ|vị|tấn|tạ|năm|tháng|kỳ|điểm|cán bộ|suất|học sinh|em|phiếu|nghị quyết|kế hoạch)\b"
    r"|[-–/]\s?[A-ZĐ]{1,6}[-/])",
    re.IGNORECASE,
)
_CUE = re.compile(
    r"(?:^|\b(?:số|ngày|tháng|năm|nghị quyết|quyết định|kế hoạch|công văn|chỉ thị|kết luận|thông báo|phía|có|hơn|trên|gồm|được|đạt"
    r"|là|với|khoảng|tổng|chiếm|còn|tại|ông|bà|đồng chí|xã|huyện|tỉnh|thôn|ở|ngân sách|giảm|tăng|từ|đến|lên|xuống|bằng|thêm))\s*:?\s*$"
)
_GO_ON = re.compile(r"\s*(?:đều|được|đã|và|nhằm|qua đó|tiếp tục|để|trên|trong|ở|tại|của|cho|luôn|là|do)\b")


def blank_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return the span of every blank of NFC text: one per run of dots or per gap ("ngày … tháng …" is two)."""
    dots = [(m.start(), m.end()) for m in _DOTS.finditer(text) if _is_blank(text, m.start(), m.end())]
    gaps = [(m.start(), m.end()) for m in _GAPS.finditer(text)]
    taken = set(dots)
    free = [gap for gap in gaps if not any(start < gap[1] and gap[0] < end for start, end in taken)]
    return tuple(sorted(dots + free))


def _is_blank(text: str, start: int, end: int) -> bool:
    run = text[start:end]
    if run[0] in "_[":
        return run[0] == "_" or "…" in run or "..." in run
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    before, after = text[line_start:start], text[end : line_end if line_end >= 0 else len(text)]
    if re.fullmatch(r"\s*\d{1,3}\s*", after) and len(run) >= 5:
        return False  # the leader of a table of contents
    if run.endswith(".") and _is_full_stop_after(before, run):
        return False
    closes = _closes_list(before, after) or (_ends_there(after) and re.search(r"h[ằà]ng (?:tháng|năm|ngày)$", before))
    if _CUE.search(before.lower()) and not closes:
        return True
    if _COUNTED.match(after) and not _closes_list(before, after):
        return True
    return not _is_ellipsis(before, after, run)


def _is_full_stop_after(before: str, run: str) -> bool:
    return run == ".." and bool(before.strip())


def _closes_list(before: str, after: str) -> bool:
    """Say whether the dots close an enumeration: the sentence ends there, or goes on with its verb."""
    listed = "," in before.rsplit(".", 1)[-1] or re.search(r"\bnhư\b|;", before)
    return bool(listed) and _ends_there(after) and not re.search(r"\b(?:số|ngày|tháng|năm)\s*$", before.lower())


def _ends_there(after: str) -> bool:
    following = after.lstrip(' "”’»)')
    return not following or following[0].isupper() or bool(re.match(r"[;:]", following))


def _is_ellipsis(before: str, after: str, run: str) -> bool:
    clause = re.split(r"[.;:]\s", before)[-1]
    if not before.strip() or before.rstrip().endswith(":"):
        return False
    if _ends_there(after):
        return True
    if before.rstrip().endswith((",", ";")):
        return not after[:1].islower()
    listed = "," in clause or bool(re.search(r"\bnhu\b", fold(clause)))
    dots = run.count(".") + 3 * run.count("…")
    return (listed and bool(_GO_ON.match(after))) or dots < 4
