"""Frozen record values to JSON text and back, driven by the types that the records declare."""

from __future__ import annotations

import json
import types
from dataclasses import asdict, fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def encode(value: Any) -> str:
    """Write a record (or a tuple of plain values) as compact JSON."""
    plain = asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def decode(cls: type[T], text: str) -> T:
    """Read a record of the given class from JSON; fields that it no longer has are dropped."""
    value: T = _shaped(cls, json.loads(text))
    return value


@cache
def _hints(cls: type) -> dict[str, Any]:
    hints = get_type_hints(cls)
    return {field.name: hints[field.name] for field in fields(cls)}


def _shaped(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    if is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        return kind(**{name: _shaped(hints[name], item) for name, item in value.items() if name in hints})
    origin = get_origin(kind)
    if origin is tuple:
        inner = get_args(kind)[0]
        return tuple(value) if inner is str else tuple(_shaped(inner, item) for item in value)
    if origin in (Union, types.UnionType):
        return _shaped(next(arg for arg in get_args(kind) if arg is not type(None)), value)
    if origin is Literal:
        return value
    return value
