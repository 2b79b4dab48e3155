"""Reads the user's JSON files into plain values and profiles, with one Vietnamese sentence for whatever is wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

from assistant.markup import clean, one_line
from assistant.records import Profile, System
from knowledge.errors import UnusableInput

_SYSTEMS = get_args(System)
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_LOCAL = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def read_bytes(path: Path) -> bytes:
    """Return a file's bytes; a missing, unreadable or empty one raises UnusableInput."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError as error:
        raise UnusableInput(f"Không tìm thấy tệp {path}; hãy kiểm tra lại đường dẫn.") from error
    except OSError as error:
        raise UnusableInput(f"Không đọc được tệp {path}; hãy kiểm tra đó là một tệp và bạn có quyền mở.") from error
    if not raw.strip():
        raise UnusableInput(f"Tệp {path.name} trống; hãy chọn tệp có nội dung.")
    return raw


def parse_json(raw: bytes, name: str) -> Any:
    """Parse JSON bytes in any Unicode encoding."""
    try:
        return json.loads(raw)
    except UnicodeDecodeError as error:
        raise UnusableInput(f"Tệp {name} không phải văn bản Unicode; hãy lưu lại với mã UTF-8.") from error
    except json.JSONDecodeError as error:
        place = f"dòng {error.lineno}, cột {error.colno}"
        raise UnusableInput(f"Tệp {name} không phải JSON hợp lệ (sai ở {place}); hãy sửa lại tại đó.") from error
    except (RecursionError, ValueError) as error:
        raise UnusableInput(f"Tệp {name} không phải JSON đọc được; hãy xuất lại tệp.") from error


def text_of(data: Mapping[str, Any], key: str, place: str) -> str:
    """Return a text field, "" where it is missing; numbers become text, anything else raises UnusableInput."""
    value = data.get(key)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise UnusableInput(f"Trường “{key}” trong {place} phải là chữ; hãy sửa lại.")
    return clean(value).strip() if isinstance(value, str) else number_text(value)


def texts_of(data: Mapping[str, Any], key: str, place: str) -> tuple[str, ...]:
    """Return a field that is a list of texts (or one text), empty ones dropped."""
    value = data.get(key)
    if value is None:
        return ()
    items = [value] if isinstance(value, str) else value
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        raise UnusableInput(f"Trường “{key}” trong {place} phải là danh sách các dòng chữ; hãy sửa lại.")
    return tuple(item for item in (clean(item).strip() for item in items) if item)


def mapping_of(value: Any, place: str) -> Mapping[str, Any]:
    """Return a JSON object as it is; anything else raises UnusableInput."""
    if not isinstance(value, Mapping):
        raise UnusableInput(f"{place[:1].upper()}{place[1:]} phải là một đối tượng JSON dạng {{…}}; hãy sửa lại.")
    return value


def number_text(value: float) -> str:
    """Write a number the Vietnamese way, without thousands separators: 61.5 -> "61,5", 12.0 -> "12"."""
    if isinstance(value, float) and not value.is_integer():
        return f"{value:.10g}".replace(".", ",") if abs(value) < 1e10 else str(value).replace(".", ",")
    return str(int(value))


def profile_of(value: Any) -> Profile:
    """Turn the `profile` object of a facts or report file into a Profile; missing fields stay empty."""
    if value is None:
        return Profile()
    data, place = mapping_of(value, "phần profile"), "phần profile"
    system = one_line(text_of(data, "system", place)).lower() or "party"
    if system not in _SYSTEMS:
        raise UnusableInput(
            f"Hệ thống “{system}” chưa được hỗ trợ; hãy chọn party (Đảng), state (chính quyền) hoặc front (Mặt trận)."
        )
    signatory = data.get("signatory")
    signer: Mapping[str, Any] = (
        {"name": signatory}
        if signatory is None or isinstance(signatory, str)
        else mapping_of(signatory, "phần signatory")
    )
    plain = ("unit", "parent", "level", "period", "place", "directive", "number", "title")
    return Profile(
        **{key: one_line(text_of(data, key, place)) for key in plain},
        system=system,  # type: ignore[arg-type]
        date=iso_date(text_of(data, "date", place)),
        to=texts_of(data, "to", place),
        authority=text_of(signer, "authority", "phần signatory") or text_of(data, "authority", place),
        post=text_of(signer, "post", "phần signatory") or text_of(data, "post", place),
        signatory=text_of(signer, "name", "phần signatory"),
        recipients=texts_of(data, "recipients", place),
    )


def iso_date(text: str) -> str:
    """Return "2019-10-18", "2019-10" or "2019" from an ISO or a Vietnamese date ("18/10/2019"); "" stays empty."""
    text = one_line(text)
    local = _LOCAL.fullmatch(text)
    day, month, year = local.groups() if local else (None, None, None)
    if not local and (iso := _ISO.fullmatch(text)):
        year, month, day = iso.groups()
    parts = [part for part in (year, month, day) if part]
    wrong = (month and not 1 <= int(month) <= 12) or (day and month and not 1 <= int(day) <= _DAYS[int(month) - 1])
    if text and (not parts or wrong):
        raise UnusableInput(f"Ngày “{text}” không đúng; hãy viết dạng 2019-10-18 hoặc 18/10/2019.")
    return "-".join(part.zfill(2) for part in parts)
