"""Find names of places in Vietnamese official prose: behind their kind, behind a local body, or standing alone."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from assistant.capitals import RUN, SYLLABLE, NameMask, any_of, vocabulary
from assistant.prompts import load_yaml
from knowledge.text import nfc, normalise_tones
from knowledge.units import measure_at

_NUMBERED = r"(?:số )?\d{1,2}[A-Za-z]?(?![\w%]|[.,/]\d)"
_KINDS = any_of(vocabulary("kinds"))
_TYPED = re.compile(rf"(?<!\w)(?P<kind>(?i:{_KINDS})):? (?P<name>{RUN}|{_NUMBERED})")
_MORE = re.compile(rf"(?:,| và| -|;) (?:(?i:{_KINDS}) )?(?P<name>{RUN}|{_NUMBERED})")
_ORGANS = tuple(
    (kind, re.compile(rf"(?<!\w)(?:{any_of(names)}) (?P<name>{RUN})"))
    for kind, names in load_yaml("names")["organs"].items()
)
_ANY_RUN = re.compile(rf"(?<!\w){SYLLABLE}(?: (?:- )?{SYLLABLE}){{1,7}}")
_OPENING = re.compile(
    rf"(?:^|(?<=[.!?\n])\s?)(?P<name>{SYLLABLE}(?: {SYLLABLE}){{1,3}})"
    r"(?= (?:nằm|là (?:một )?(?:xã|phường|huyện|tỉnh|địa phương)|có diện tích|có tổng diện tích|được thành lập))"
)


@cache
def load_places() -> frozenset[str]:
    """Return the names of Viet Nam's provinces and communes before and since 01/7/2025, tones in one place."""
    packed = files("knowledge").joinpath("data/places.txt.gz").read_bytes()
    lines = gzip.decompress(packed).decode("utf-8").splitlines()
    return frozenset(normalise_tones(nfc(line)) for line in lines if not line.startswith("#"))


def typed_places(text: str) -> Iterator[NameMask]:
    """Find names behind their kind ("xã Tân Hòa", "thôn 3, thôn 5", "các xã A, B và C") and behind a local body's name."""
    plain = normalise_tones(text).lower()
    for match in _TYPED.finditer(text):
        kind = match["kind"].lower()
        if not _is_name(match["name"], kind, plain, match.end("name")):
            continue
        end, several = _rest_of_list(text, plain, match.end(), kind)
        label = "thành phố" if kind.startswith("tp") else kind
        yield NameMask(match.start("name"), end, f"[tên {'các ' if several else ''}{label}]")
    for label, pattern in _ORGANS:
        for match in pattern.finditer(text):
            if _is_name(match["name"], label, plain, match.end()):
                yield NameMask(match.start("name"), match.end("name"), f"[tên {label}]")


def bare_places(text: str, names: frozenset[str]) -> Iterator[NameMask]:
    """Find names without their kind: those of the country's places and of `names`, longest first in each run."""
    own = frozenset(normalise_tones(nfc(name)) for name in names)
    plain = normalise_tones(text)
    for run in _ANY_RUN.finditer(plain):
        words = [(m.start() + run.start(), m.end() + run.start()) for m in re.finditer(r"\S+", run.group())]
        first = 0
        while first < len(words):
            start = words[first][0]
            ends = (n for n in range(len(words), first, -1) if _known(plain[start : words[n - 1][1]], own))
            last = next(ends, 0)
            if last and may_stand_alone(text[start : words[last - 1][1]]):
                yield NameMask(start, words[last - 1][1], "[tên địa phương]")
            first = last or first + 1


def opening_places(text: str) -> Iterator[NameMask]:
    """Find the place that a sentence describes, when it opens with the bare name ("Lạc Khê nằm ở phía Tây")."""
    for match in _OPENING.finditer(text):
        if may_stand_alone(match["name"]):
            yield NameMask(match.start("name"), match.end("name"), "[tên địa phương]")


def may_stand_alone(name: str) -> bool:
    """Tell a place name from the head of a body's name that is written like one ("Ban Công an ...")."""
    return name not in vocabulary("national") and name.split()[0] not in vocabulary("body_heads")


def _known(name: str, own: frozenset[str]) -> bool:
    return name in own or name in load_places()


def _is_name(name: str, kind: str, plain: str, end: int) -> bool:
    """Tell a name from a body, a post or a count that happens to follow the kind."""
    if name[-1].isdigit() or name[0].isdigit():
        return kind in vocabulary("numbered") and measure_at(plain, end, accented=True) is None
    if any(name.startswith(national) for national in vocabulary("national")):
        return False
    head, _, rest = name.partition(" ")
    if not rest:
        allowed = kind in vocabulary("one_syllable") and head not in vocabulary("not_names")
        return allowed and not re.fullmatch(r"[IVX]+", head)
    return head not in vocabulary("body_heads") or normalise_tones(name) in load_places()


def _rest_of_list(text: str, plain: str, end: int, kind: str) -> tuple[int, bool]:
    """Return where a list of names ends ("Hòa Vân, Phú Vân và Vân Khê") and whether it holds more than one."""
    several = False
    while (more := _MORE.match(text, end)) and _is_name(more["name"], kind, plain, more.end("name")):
        name = more["name"]
        if " " not in name and not name[-1].isdigit() and normalise_tones(name) not in load_places():
            break
        end, several = more.end("name"), True
    return end, several
