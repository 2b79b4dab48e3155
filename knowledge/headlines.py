"""Decide which blocks are headings: numbered lines against numbered paragraphs, headings glued to their paragraph, bold lines."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.headings import Label, parse_label, strip_marks, type_line
from knowledge.judged import Line, Verdict
from knowledge.readers.lines import is_caps
from knowledge.records import Block
from knowledge.roles import names_role
from knowledge.text import fold, sentences
from knowledge.votes import vote

LONGEST_HEADING = 350
LONGEST_PLAIN = 120
_CLOSING = re.compile(r"tren day la\b")
_TAIL = re.compile(r"noi nhan\b\s*[:.]?\s*$|noi nhan\s*:")
_SIGNATURE = re.compile(r"(?:t/?m|tm|kt|k/t|tl|t/l|tuq|q)\s*[./]+\s*\w")
_LETTERHEAD = re.compile(
    r"(?:dang bo|dang uy|huyen uy|tinh uy|thanh uy|thi uy|uy ban|ubnd|hoi dong nhan dan|cong hoa xa hoi|dang cong san|doc lap"
    r"|ban (?:thuong|chap|dan|tuyen|to)|mat tran to quoc|so\s*:?\s*[\d.…]|tinh \w+$|\(?da ky)\b"
)
_CAPTION = re.compile(r"(?:bang|bieu|hinh|so do|bieu do|don vi tinh|dvt)\b(?:\s*(?:so\s*)?\d|\s*:)")
_PLAIN_ROLES = frozenset(
    ["uu_diem", "han_che", "nguyen_nhan", "bai_hoc", "kien_nghi", "danh_gia", "phuong_huong", "dac_diem"]
)
_PLAIN_MORE = re.compile(r"(?:nhung |mot so |ve )?(?:thuan loi|kho khan)\b")
_LEAD_IN = re.compile(r"(?:sau|sau day|nhu sau|la|gom|do|cu the)$")


def judge(blocks: tuple[Block, ...], guidance: bool) -> tuple[Line, ...]:
    """Return every block with its verdict; no "maybe" is left."""
    lines = list(_first_look(blocks))
    lines = [_second_look(lines, at) if line.verdict == "maybe" else line for at, line in enumerate(lines)]
    return vote(lines, guidance)


def _first_look(blocks: tuple[Block, ...]) -> list[Line]:
    lines: list[Line] = []
    letter = ""
    tail = False
    closing = _closing_place(blocks)
    for at, block in enumerate(blocks):
        line = _look(block, letter, tail, at == closing)
        tail = line.verdict == "tail" or (tail and line.verdict == "body")
        if line.label and line.label.style == "letter" and line.verdict == "heading":
            letter = line.label.number
        elif line.verdict == "annex":
            letter = ""
        lines.append(line)
    return lines


def _closing_place(blocks: tuple[Block, ...]) -> int:
    """Return the index of the "Trên đây là ..." paragraph that ends the body, or -1."""
    found = -1
    for at, block in enumerate(blocks):
        text = fold(block.text[:40])
        if type_line(block.text) or _TAIL.match(text) or text.startswith("phu luc"):
            break
        if block.kind != "item" and not block.rows and _CLOSING.match(text):
            found = at
        elif found >= 0 and (label := parse_label(block.text)) and label.style in ("roman", "letter", "part", "arabic"):
            found = -1
    return found


def _look(block: Block, letter: str, tail: bool, closing: bool) -> Line:
    if block.rows:
        return Line(block, "body")
    text, folded = block.text, fold(block.text)
    if typed := _attached(block):
        return typed
    label = parse_label(_numbered(block), letter)
    if label and label.style == "annex":
        return Line(block, "annex", label, strip_marks(label.rest))
    if block.level and len(text) > LONGEST_HEADING + 50:
        block = replace(block, level=0, kind="paragraph")
    if folded.strip(" :") == "muc luc":
        return Line(block, "body")
    if tail and not (block.level and label):
        return Line(block, "body")
    if _TAIL.match(folded) or (_SIGNATURE.match(folded) and is_caps(text) and len(text) < 80):
        return Line(block, "tail")
    if closing:
        return Line(block, "closing")
    if (block.kind == "item" and not block.number) or (label and label.style == "dash"):
        return Line(block, "body")
    if label and label.style != "ordinal":
        return _numbered_line(block, label)
    return _plain_line(block, label)


def _numbered(block: Block) -> str:
    return f"{block.number} {block.text}" if block.number else block.text


def _attached(block: Block) -> Line | None:
    """Recognise the type line of an attached document: "ĐỀ CƯƠNG", "BÁO CÁO" again, in capitals on a line of its own."""
    found = type_line(block.text)
    if not found or block.kind == "item" or (found[1] and not fold(found[0]).startswith("de cuong")):
        return None
    if (
        fold(found[0]).startswith(("ket luan", "chuong trinh", "cong van", "quy che", "thong bao"))
        and not block.centred
    ):
        return None
    return Line(block, "annex", None, strip_marks(block.text))


def _numbered_line(block: Block, label: Label) -> Line:
    rest = label.rest
    if block.level or is_caps(rest):
        glued = None if block.level else split_glued(rest, label.style)
        heading, body = glued or (rest, "")
        return Line(block, "heading", label, strip_marks(heading), body, firm=True)
    if glued := split_glued(rest, label.style):
        return Line(block, "heading", label, strip_marks(glued[0]), glued[1], firm=True)
    if not rest:
        return Line(block, "heading", label)
    many = len(sentences(rest)) > 1
    ended = rest.rstrip().endswith((";", "./.", "./"))
    if label.style in ("part", "chapter", "article", "roman", "letter"):
        verdict: Verdict = "item" if len(rest) > LONGEST_HEADING + 50 or many else "heading"
        return Line(block, verdict, label, strip_marks(rest), firm=True)
    if label.style == "star":
        is_heading = len(rest) <= LONGEST_PLAIN and not many and not rest.rstrip().endswith((".", ";"))
        return Line(block, "heading" if is_heading else "item", label, strip_marks(rest), firm=True)
    if many or ended or len(rest) > LONGEST_HEADING or rest[:1].islower():
        return Line(block, "item", label, firm=True)
    return Line(block, "maybe", label, strip_marks(rest))


def split_glued(text: str, style: str) -> tuple[str, str] | None:
    """Return (heading, body) of a heading glued to its paragraph: "Nhiệm vụ trọng tâm: Tiếp tục ...", "Ưu điểm. Trong ..."."""
    head, colon, body = text.partition(":")
    body = body.strip()
    if colon and body and not re.search(r"[;.!?]\s", head) and ";" not in head:
        limit = 18 if style in ("part", "chapter", "roman", "letter", "decimal") else 12
        if len(head.split()) <= limit and len(head) <= 110 and len(body) >= 25 and not head.rstrip()[-1:].isdigit():
            return head.strip(), body
    first = sentences(text)[:1]
    if first and first[0][1] < len(text):
        head = text[: first[0][1]]
        if len(head.split()) <= 8 and names_role(head) and len(text) - len(head) >= 40:
            return head, text[first[0][1] :].strip()
    return None


def _plain_line(block: Block, label: Label | None) -> Line:
    """Judge a line without a number: capitals, bold, a heading style, or a phrase that names a role."""
    text, folded = block.text, fold(block.text)
    if label:  # "Một là", "Thứ nhất"
        verdict: Verdict = "heading" if block.level else "item"
        return Line(block, verdict, label, strip_marks(label.rest), firm=True)
    if block.level:
        return Line(block, "heading", None, strip_marks(text), firm=True)
    if text.startswith("(") or _CAPTION.match(folded) or _LETTERHEAD.match(folded) or len(text) < 4:
        return Line(block, "body")
    if is_caps(text) and len(text) <= 250 and len(text.split()) >= 2:
        return Line(block, "heading", Label("plain_caps", "", text, 25), strip_marks(text))
    short = len(text) <= LONGEST_PLAIN and not text.rstrip().endswith((".", ";", ",", "?", "!", "…"))
    if short and (block.bold or _names_section(text, folded)):
        return Line(block, "maybe", None, strip_marks(text))
    return Line(block, "body")


def _names_section(text: str, folded: str) -> bool:
    if len(text.split()) > 12 or not text[:1].isupper() or _LEAD_IN.search(strip_marks(folded)):
        return False
    return names_role(text) in _PLAIN_ROLES or bool(_PLAIN_MORE.match(folded))


def _second_look(lines: list[Line], at: int) -> Line:
    """Settle an unnumbered "maybe": it is a heading where a body follows it."""
    line = lines[at]
    if line.label:
        return line
    follower = lines[at + 1] if at + 1 < len(lines) else None
    if follower and follower.verdict in ("body", "item", "maybe") and not follower.block.rows:
        return replace(line, verdict="heading")
    return replace(line, verdict="body")
