"""Give unaccented notes their accents back, as far as phrases known to the trade reach; the rest is left as written."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from assistant.prompts import load_yaml
from knowledge.text import fold, nfc

_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 7
_ACCENTED = re.compile(r"[^\x00-\x7f–—“”‘’…•→≥≤≈]")


def lacks_accents(text: str) -> bool:
    """Tell whether `text` was typed without accents: several words, none of them accented."""
    return len(_WORD.findall(text)) >= 2 and not _ACCENTED.search(nfc(text))


def restore(text: str) -> tuple[str, bool]:
    """Return `text` with accents restored where known phrases say them, and whether anything was changed."""
    text = nfc(text)
    if not lacks_accents(text):
        return text, False
    words = list(_WORD.finditer(text))
    pieces: list[str] = []
    at, done = 0, 0
    while at < len(words):
        size, phrase = _longest(text, words, at)
        pieces.append(text[done : words[at].start()])
        end = words[at + size - 1].end()
        pieces.append(_like(text[words[at].start() : end], phrase))
        done, at = end, at + size
    restored = "".join(pieces) + text[done:]
    return restored, restored != text


def _longest(text: str, words: list[re.Match[str]], at: int) -> tuple[int, str]:
    known = _phrases()
    for size in range(min(_LONGEST, len(words) - at), 0, -1):
        written = text[words[at].start() : words[at + size - 1].end()]
        if size > 1 and not re.fullmatch(r"[^\W\d_]+(?: [^\W\d_]+)*", written):
            continue
        phrase = known.get(written.lower())
        if phrase:
            return size, phrase
    return 1, words[at].group()


def _like(written: str, phrase: str) -> str:
    if len(written) > 1 and written.isupper() and " " in written:
        return phrase.upper()
    return phrase[0].upper() + phrase[1:] if written[0].isupper() else phrase


@lru_cache(maxsize=1)
def _phrases() -> dict[str, str]:
    """Folded phrase -> accented phrase, from every word list of ours; the commonest accented form wins."""
    counts: dict[str, Counter[str]] = {}

    def add(phrase: str, weight: int = 1) -> None:
        phrase = nfc(phrase.strip()).lower()
        if phrase:
            counts.setdefault(fold(phrase), Counter())[phrase] += weight

    for text in load_yaml("lexicon").values():
        for phrase in text.replace("\n", " ").split(","):
            add(phrase, 3)
            for word in phrase.split():
                add(word)
    for topic in load_yaml("topics").values():
        for phrase in topic["cues"]:
            add(phrase, 2)
    for folded, phrase in load_yaml("accents").items():
        counts[str(folded)] = Counter({nfc(phrase): 100})
    return {folded: forms.most_common(1)[0][0] for folded, forms in counts.items() if forms.most_common(1)[0][0] != ""}
