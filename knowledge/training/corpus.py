"""Cuts the training texts (statutes, official documents, Wikipedia paragraphs) into titled, headed passages of sentences."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LONGEST_PASSAGE = 900
SHORTEST_PASSAGE = 80
SHORTEST_SENTENCE = 25

_HEADING = re.compile(
    r"(?:(?:Điều|Chương|Mục|Phần|Khoản)\s+[\wĐđ]+[.:)]?|[IVXL]{1,6}\s*[.)/-]|[A-HĐ]\s*[.)]|\d{1,2}(?:\.\d{1,2}){0,3}\s*[.)/-]?"
    r"|[a-zđ]\s*\))\s+(?P<words>\S.*)"
)
_KIND = re.compile(
    r"(?:BỘ )?LUẬT|PHÁP LỆNH|NGHỊ QUYẾT|NGHỊ ĐỊNH|QUYẾT ĐỊNH|QUY ĐỊNH|QUY CHẾ|CHỈ THỊ|KẾT LUẬN|THÔNG TƯ|KẾ HOẠCH|HƯỚNG DẪN"
    r"|CHƯƠNG TRÌNH|ĐIỀU LỆ|THÔNG TRI|BÁO CÁO"
)
_NOISE = re.compile(
    r"[-_*=.\s]*|CỘNG HÒA XÃ HỘI.*|Độc lập\s*-.*|Số\s*:.*|.{2,40}, ngày \d.*|Nơi nhận.*|KT\. .*|TM\. .*|\(?Đã ký\)?"
)
_STOP = re.compile(r"(?<=[.;:!?])\s+|\n+")


@dataclass(frozen=True, slots=True)
class TrainingPassage:
    """A passage to learn from: where it stands (`document`, `title`, `heading`) and its sentences in order."""

    document: str
    title: str
    heading: str
    sentences: tuple[str, ...]

    @property
    def text(self) -> str:
        """Heading and sentences as one text."""
        return "\n".join((self.heading, *self.sentences))


def read_passages(data: Path) -> Iterator[TrainingPassage]:
    """Yield the passages of every `*-vi.jsonl.gz` in `data`, in file and reading order."""
    for path in sorted(data.glob("*-vi.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                entry = json.loads(line)
                name = f"{path.name.partition('-')[0]}:{entry.get('id', number)}"
                yield from _cut(name, entry["text"])


def _cut(document: str, text: str) -> Iterator[TrainingPassage]:
    lines = [line.strip() for line in text.splitlines()]
    lines = [line for line in lines if not _NOISE.fullmatch(line)]
    title, heading, body = _title(lines[:30]), "", list[str]()
    for line in lines:
        found = _heading(line)
        if found or sum(map(len, body)) > LONGEST_PASSAGE:
            yield from _passages(document, title, heading, body)
            heading, body = found or heading, []
        if not found:
            body.append(line)
    yield from _passages(document, title, heading, body)


def _title(lines: list[str]) -> str:
    start = next((index + 1 for index, line in enumerate(lines) if _KIND.fullmatch(line)), len(lines))
    kind = lines[start - 1 : start]
    upper = [line for line in lines[start : start + 2] if line.isupper() and len(line) > 4]
    return " ".join((*kind, *upper)).capitalize() if upper else ""


def _heading(line: str) -> str:
    match = _HEADING.match(line)
    if not match or len(line) > 170 or line[-1] in ".;,:":
        return ""
    words = match["words"]
    return words if len(words.split()) >= 2 else ""


def _passages(document: str, title: str, heading: str, body: list[str]) -> Iterator[TrainingPassage]:
    """Yield one passage, or several where a single line was longer than a passage may be."""
    taken: list[str] = []
    for sentence in _sentences("\n".join(body)):
        if taken and sum(map(len, taken)) + len(sentence) > LONGEST_PASSAGE * 1.5:
            yield TrainingPassage(document, title, heading, tuple(taken))
            taken = []
        taken.append(sentence)
    if sum(map(len, taken)) >= SHORTEST_PASSAGE:
        yield TrainingPassage(document, title, heading, tuple(taken))


def _sentences(text: str) -> Iterator[str]:
    """Yield sentences, a very short one ("1.", "Ông.") joined to the one after it."""
    carried = ""
    for piece in _STOP.split(text):
        carried = f"{carried} {piece}".strip()
        if len(carried) >= SHORTEST_SENTENCE:
            yield carried
            carried = ""
    if carried:
        yield carried
