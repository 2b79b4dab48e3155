"""Find names of people, and of the peoples whose mention tells a place as surely as its name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.capitals import SYLLABLE, NameMask, any_of, vocabulary
from assistant.placenames import load_places
from knowledge.text import normalise_tones

_TITLED = re.compile(
    rf"(?<!\w)(?i:{any_of(vocabulary('address'))}) (?P<name>{SYLLABLE}(?: (?:{SYLLABLE}|văn|thị)){{0,3}})"
)
_NAMED = re.compile(rf"(?<!\w)(?P<name>(?:{any_of(vocabulary('surnames'))})(?: {SYLLABLE}){{1,3}})")

_PEOPLE = f"(?:{any_of(vocabulary('peoples'))})(?!\\w)"
_SEVERAL = rf"{_PEOPLE}(?:(?:, | và | và dân tộc |, dân tộc ){_PEOPLE})*"
_UNMISTAKABLE = f"(?:{any_of(name for name in vocabulary('peoples') if ' ' in name)})(?!\\w)"
_ETHNIC = re.compile(
    rf"(?<=dân tộc ){_SEVERAL}|(?<=đồng bào ){_SEVERAL}|(?<=tiếng ){_SEVERAL}"
    rf"|(?<!\w){_UNMISTAKABLE}(?:(?:, | và | và dân tộc |, dân tộc ){_PEOPLE})*"
)


def people(text: str) -> Iterator[NameMask]:
    """Find names of people, behind a form of address or led by a common family name."""
    for match in _TITLED.finditer(text):
        words = match["name"].split()
        if normalise_tones(f"{match.group().split()[0]} {words[0]}") in load_places():
            continue
        if words[0] not in vocabulary("posts") and (len(words) > 1 or words[0] not in vocabulary("not_names")):
            yield NameMask(match.start("name"), match.end("name"), "[họ tên]")
    for match in _NAMED.finditer(text):
        words = match["name"].split()
        if match["name"].startswith(tuple(vocabulary("national"))):
            continue
        alone = words[0] not in vocabulary("shared_surnames") and normalise_tones(match["name"]) not in load_places()
        if len(words) > 2 or alone:
            yield NameMask(match.start("name"), match.end("name"), "[họ tên]")


def ethnic_names(text: str) -> Iterator[NameMask]:
    """Find the peoples that live in a place ("Pa Cô, Tà Ôi và dân tộc Kinh") as one mask."""
    for match in _ETHNIC.finditer(text):
        yield NameMask(match.start(), match.end(), "[tên dân tộc]")
