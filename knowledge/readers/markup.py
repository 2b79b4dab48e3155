"""Turn one piece of marked-up source text (markdown, stray HTML tags, footnote marks) into clean reading text."""

from __future__ import annotations

import html
import re

_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>])")
_TAG = re.compile(r"</?(?:i|b|u|p|br|em|strong|sup|sub|span|div|font|center)\b[^<>]*/?>", re.IGNORECASE)
_BREAK_TAG = re.compile(r"<(?:br|/p)\b[^<>]*>", re.IGNORECASE)
_BOLD = re.compile(r"\*\*(.+?)\*\*(?!\*)|__(.+?)__", re.DOTALL)
_ITALIC = re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])")
_NOTE_MARK = re.compile(r"\s*\^\[(\w{1,4})\]|\s*<sup>\s*\[?\d{1,3}\]?\s*</sup>|\[\^\w{1,4}\]", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\u00a0\u2007\u202f\u200b]+")
_HELD = {"\\*": "\x01", "\\_": "\x02"}


def clean(source: str) -> str:
    """Return the text a reader sees: no bold or italic marks, tags, escapes or footnote marks, single spaces.

    A gap of three or more spaces before a symbol's dash ("số    -CV/HU") is a blank to fill in and is kept.
    """
    text = _NOTE_MARK.sub("", re.sub(r"(?<=\w[-/])\n(?=\w)", "", source))
    for written, held in _HELD.items():
        text = text.replace(written, held)
    text = _TAG.sub("", _BREAK_TAG.sub(" ", text))
    text = _BOLD.sub(lambda m: m.group(1) or m.group(2), text)
    text = _ITALIC.sub(r"\1", text).replace("**", "")
    text = text.replace("\x01", "*").replace("\x02", "_")
    text = html.unescape(_ESCAPE.sub(r"\1", text))
    return squeeze(text)


def squeeze(text: str) -> str:
    """Collapse runs of white space to one space, but keep the gap where a number is missing before a symbol's dash."""
    kept = re.sub(r"[ \u00a0]{2,}(?=[-/–]\s?[A-ZĐ])", "\x03", text.replace("\n", " "))
    return _SPACES.sub(" ", kept).replace("\x03", "    ").strip()


def is_bold(source: str) -> bool:
    """Say whether the whole piece stands in bold marks."""
    text = source.strip()
    inner = text.removeprefix("**").removesuffix("**")
    return len(text) > 4 and text.startswith("**") and text.endswith("**") and "**" not in inner.lstrip("*")
