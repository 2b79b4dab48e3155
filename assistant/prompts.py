"""Strict loader of `prompts/`: Markdown prompts with `$ten_bien` placeholders, and YAML word lists, frames and patterns."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from string import Template
from typing import Any

import yaml

from knowledge.errors import TrolyError


class PromptFault(TrolyError):
    """A file of `prompts/` is missing or does not fit the variables that the program gives it."""


def load_prompt(name: str, **variables: str) -> str:
    """Return prompt `name` (a path below `prompts/`, `.md` may be left out) with its `$placeholders` filled.

    A placeholder without a variable and a variable without a placeholder are both a `PromptFault`.
    """
    source = _read(name if name.endswith((".md", ".txt")) else f"{name}.md")
    return fill(source, name, **variables)


def fill(source: str, name: str, **variables: str) -> str:
    """Return template text `source` filled with exactly its variables; `name` is for the error sentence."""
    template = Template(source)
    if not template.is_valid():
        raise PromptFault(f'Mẫu "{name}" có dấu $ đặt sai chỗ; viết $$ nếu cần chính dấu đó.')
    wanted = set(template.get_identifiers())
    missing, unused = sorted(wanted - variables.keys()), sorted(variables.keys() - wanted)
    if missing:
        raise PromptFault(f'Mẫu "{name}" cần thêm biến: {", ".join(missing)}.')
    if unused:
        raise PromptFault(f'Mẫu "{name}" không dùng biến: {", ".join(unused)}; bỏ biến thừa hoặc sửa mẫu.')
    return template.substitute(variables)


@lru_cache(maxsize=128)
def load_yaml(name: str) -> Any:
    """Return the parsed YAML file `name` (a path below `prompts/`, `.yaml` may be left out); do not change the value."""
    source = _read(name if name.endswith(".yaml") else f"{name}.yaml")
    try:
        return yaml.safe_load(source)
    except yaml.YAMLError as error:
        raise PromptFault(f'Tệp "prompts/{name}" không đúng cú pháp YAML: {error}') from error


def _read(name: str) -> str:
    path = resources.files("prompts").joinpath(*name.split("/"))
    try:
        return path.read_text(encoding="utf-8")
    except (FileNotFoundError, IsADirectoryError) as error:
        raise PromptFault(f'Không có tệp "prompts/{name}"; kiểm tra lại tên hoặc cài lại chương trình.') from error
