"""Finds the parts of an official paper in a Word file as seen: banner, issuer, number, date, title, body, signature, recipients."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.wordseen import SeenFile, SeenParagraph
from knowledge.text import fold

BANNER_PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"
BANNER_STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
_KINDS = frozenset(
    [
        "bao cao",
        "ke hoach",
        "nghi quyet",
        "quyet dinh",
        "chi thi",
        "to trinh",
        "thong bao",
        "huong dan",
        "chuong trinh",
        "ket luan",
        "quy dinh",
        "quy che",
        "de an",
    ]
)
_NUMBER = re.compile(r"^\s*số\s*:?\s*[\d\s.…\u00a0]*[-/]", re.IGNORECASE)
_DATE = re.compile(r"ngày.*tháng.*năm", re.IGNORECASE)
_RECIPIENTS = re.compile(r"^\s*nơi\s*nhận", re.IGNORECASE)
_RIGHT = re.compile(r"^\s*(?:T/M|K/T|T/L|T/UQ|TM|KT|TL|TUQ|Q\.|Q\b)")
_APPENDIX = re.compile(r"^\s*phụ\s*lục(?:\s+(?:[IVXLC]+|\d+))?\s*[.:]?\s*$", re.IGNORECASE)
Paragraphs = tuple[SeenParagraph, ...]


@dataclass(frozen=True, slots=True)
class PaperParts:
    """The parts found, each empty where it was not; `order` holds where they begin, to see them out of place."""

    banner: Paragraphs = ()
    motto: Paragraphs = ()
    banner_rule: Paragraphs = ()
    superior: Paragraphs = ()
    issuer: Paragraphs = ()
    issuer_mark: Paragraphs = ()
    issuer_rule: Paragraphs = ()
    number: Paragraphs = ()
    date: Paragraphs = ()
    kind: Paragraphs = ()
    summary: Paragraphs = ()
    summary_rule: Paragraphs = ()
    addressees: Paragraphs = ()
    body: Paragraphs = ()
    authority: Paragraphs = ()
    post: Paragraphs = ()
    signatory: Paragraphs = ()
    recipients_head: Paragraphs = ()
    recipients: Paragraphs = ()
    appendices: tuple[Paragraphs, ...] = ()
    order: tuple[tuple[str, int], ...] = ()


def parts_of(file: SeenFile) -> PaperParts:
    """Tell the parts of a paper from the texts and places of its paragraphs."""
    every = file.paragraphs
    title_at = _first(every, lambda one: fold(one.text).strip() in _KINDS and one.text.strip() != "")
    top = every[: title_at if title_at >= 0 else min(len(every), 14)]
    recipients_at = _first(every, lambda one: bool(_RECIPIENTS.match(one.text)))
    right_at = _first(every[len(top) :], lambda one: bool(_RIGHT.match(one.text)) and one.text == one.text.upper())
    right_at = right_at + len(top) if right_at >= 0 else -1
    ends = [at for at in (recipients_at, right_at) if at > title_at]
    end = min(ends) if ends else len(every)
    heads = _top_parts(top)
    titles = _title_parts(every, title_at, end)
    signs = _signature_parts(every, end, recipients_at)
    order = (
        ("number", _first(every, lambda one: bool(_NUMBER.match(one.text)))),
        ("kind", title_at),
        ("recipients_head", recipients_at),
    )
    return PaperParts(**heads, **titles, **signs, appendices=_appendices(every, end), order=order)


def _first(items: Sequence[SeenParagraph], test: Callable[[SeenParagraph], bool]) -> int:
    return next((index for index, item in enumerate(items) if test(item)), -1)


def _top_parts(top: Paragraphs) -> dict[str, Paragraphs]:
    def pick(test: Callable[[SeenParagraph], bool]) -> Paragraphs:
        return tuple(one for one in top if one.text.strip() and test(one))

    banners = tuple(fold(text) for text in (BANNER_PARTY, BANNER_STATE))
    banner = pick(lambda one: fold(one.text).strip() in banners)
    motto = pick(lambda one: fold(one.text).replace(" ", "").replace("–", "-") == fold(MOTTO).replace(" ", ""))
    number = pick(lambda one: bool(_NUMBER.match(one.text)))[:1]
    date = pick(lambda one: bool(_DATE.search(one.text)))[:1]
    star = pick(lambda one: one.text.strip() == "*")
    known = {id(one) for one in (*banner, *motto, *number, *date, *star)}
    names = pick(lambda one: id(one) not in known and not fold(one.text).startswith("du thao"))
    rules = tuple(one for one in top if one.ruled or (one.drawn and not one.text.strip()))
    last = (motto or banner)[-1:]
    side = (last[0].table, last[0].column) if last else (-2, -2)
    cut = _issuer_cut(names)
    return {
        "banner": banner[:1],
        "motto": motto[:1],
        "banner_rule": tuple(one for one in rules if (one.table, one.column) == side),
        "superior": names[:cut],
        "issuer": names[cut:],
        "issuer_mark": star,
        "issuer_rule": tuple(one for one in rules if (one.table, one.column) != side),
        "number": number,
        "date": date,
    }


def _issuer_cut(names: Paragraphs) -> int:
    """Return where the issuing body begins: after the last line that is not bold, else with the last body named."""
    plain = [index for index, one in enumerate(names) if not one.bold]
    if not plain:
        return 0
    return min(plain[-1] + 1, len(names) - 1)


def _title_parts(every: Paragraphs, title_at: int, end: int) -> dict[str, Paragraphs]:
    if title_at < 0:
        return {"body": tuple(one for one in every[:end] if one.text.strip() and one.table < 0)}
    at = title_at + 1
    summary: list[SeenParagraph] = []
    while (
        at < end
        and every[at].text.strip()
        and every[at].align == "center"
        and not _is_hyphens(every[at])
        and len(summary) < 4
    ):
        if fold(every[at].text).startswith("kinh gui"):
            break
        summary.append(every[at])
        at += 1
    marks = tuple(one for one in every[at : at + 2] if one.ruled or one.drawn or _is_hyphens(one))
    rest = tuple(one for one in every[at:end] if one.text.strip() and not _is_hyphens(one))
    sent = _addressees(rest)
    body = tuple(one for one in rest[len(sent) :] if one.table < 0)
    return {
        "kind": (every[title_at],),
        "summary": tuple(summary),
        "summary_rule": marks,
        "addressees": sent,
        "body": body,
    }


def _is_hyphens(one: SeenParagraph) -> bool:
    return bool(re.fullmatch(r"\s*[-–—_*]{3,}\s*", one.text))


def _addressees(rest: Paragraphs) -> Paragraphs:
    if not rest or not fold(rest[0].text).strip().startswith("kinh gui"):
        return ()
    count = 1
    while rest[0].text.strip().endswith(":") and count < len(rest) and rest[count].text.strip().startswith("-"):
        count += 1
    return rest[:count]


def _signature_parts(every: Paragraphs, end: int, recipients_at: int) -> dict[str, Paragraphs]:
    stop = _first(every[end:], lambda one: bool(_APPENDIX.match(one.text)))
    block = [one for one in every[end : end + stop if stop >= 0 else len(every)] if one.text.strip()]
    head = every[recipients_at] if recipients_at >= end else None
    left = [
        one
        for one in block
        if head
        and (one.table, one.column) == (head.table, head.column)
        and (one is head or one.text.strip()[:1] in "-–+")
    ]
    right = [one for one in block if not any(one is other for other in left)]
    rights = [index for index, one in enumerate(right) if _RIGHT.match(one.text)]
    cut = rights[-1] + 1 if rights else 0
    rest = right[cut:]
    named = rest[-1:] if len(rest) > 1 or (rest and rest[0].text != rest[0].text.upper()) else []
    return {
        "authority": tuple(right[:cut]),
        "post": tuple(right[cut : len(right) - len(named)]),
        "signatory": tuple(named),
        "recipients_head": (head,) if head else (),
        "recipients": tuple(one for one in left if one is not head),
    }


def _appendices(every: Paragraphs, end: int) -> tuple[Paragraphs, ...]:
    """Return the head of each appendix: its name and the centred lines under it."""
    heads = []
    for index in range(end, len(every)):
        if _APPENDIX.match(every[index].text) and every[index].table < 0:
            lines = [every[index]]
            for one in every[index + 1 : index + 5]:
                if one.table >= 0 or not one.text.strip() or one.align != "center":
                    break
                lines.append(one)
            heads.append(tuple(lines))
    return tuple(heads)
