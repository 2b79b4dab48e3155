"""What all verbs share: the options, the service, JSON or text on standard output, batches, and errors as one sentence."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from knowledge.errors import TrolyError, UnusableInput

if TYPE_CHECKING:
    from assistant.records import Fact, Profile
    from assistant.service import Service

Json = dict[str, Any]
Home = Annotated[
    Path | None, typer.Option("--home", help="Thư mục dữ liệu (mặc định: TROLY_HOME hoặc thư mục của hệ thống).")
]
AsJson = Annotated[bool, typer.Option("--json", help="In một đối tượng JSON ra đầu ra chuẩn.")]
Batch = Annotated[Path | None, typer.Option("--batch", help="Tệp JSONL, mỗi dòng một yêu cầu.")]

notes = Console(stderr=True, highlight=False, soft_wrap=True)
"""Progress and warnings go to standard error."""


@contextmanager
def service_at(home: Path | None) -> Iterator[Service]:
    """Open the service over the home folder and close it after the verb."""
    from assistant.service import open_service
    from assistant.settings import load_settings

    service = open_service(load_settings(home))
    try:
        yield service
    finally:
        service.close()


def tell(view: Json, as_json: bool, lines: Callable[[], Iterator[str]]) -> None:
    """Print the JSON object, or the lines for a reader."""
    if as_json:
        print(json.dumps(view, ensure_ascii=False))  # noqa: T201
    else:
        for line in lines():
            print(line)  # noqa: T201


def run_batch(path: Path, answer: Callable[[Json], Json]) -> None:
    """Answer a JSONL file line by line, in order; a line that fails gives {"error": "..."}."""
    for line in read_text(path).splitlines():
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            if not isinstance(row, dict):
                raise UnusableInput("Mỗi dòng phải là một đối tượng JSON.")
            result = answer(row)
        except json.JSONDecodeError as error:
            result = {"error": f"Dòng không phải JSON hợp lệ ({error.msg})."}
        except TrolyError as error:
            result = {"error": str(error)}
        except KeyError as error:
            result = {"error": f"Thiếu trường {error}."}
        except (TypeError, AttributeError, ValueError):
            result = {"error": "Có trường sai kiểu dữ liệu; xem lại dòng này."}
        print(json.dumps(result, ensure_ascii=False), flush=True)  # noqa: T201


def read_text(path: Path) -> str:
    """Read a UTF-8 text file, or standard input for "-"; raises UnusableInput."""
    if str(path) == "-":
        return sys.stdin.buffer.read().decode("utf-8-sig", "replace")
    try:
        return path.read_text("utf-8-sig")
    except FileNotFoundError as error:
        raise UnusableInput(f"Không có tệp {path}; kiểm tra lại đường dẫn.") from error
    except IsADirectoryError as error:
        raise UnusableInput(f"{path} là thư mục; cần chỉ ra một tệp.") from error
    except UnicodeDecodeError as error:
        raise UnusableInput(f"Tệp {path} không phải văn bản UTF-8; lưu lại ở mã Unicode UTF-8 rồi thử lại.") from error
    except OSError as error:
        raise UnusableInput(f"Không mở được tệp {path} ({error.strerror}).") from error


def read_facts(path: Path | None) -> tuple[Profile | None, tuple[Fact, ...]]:
    """Read a facts file; the profile is None where the file has none, (None, ()) without a file."""
    if path is None:
        return None, ()
    from assistant.factsfile import load_facts
    from assistant.records import Profile

    profile, facts = load_facts(path)
    return (None if profile == Profile() else profile), facts


def warn(text: str) -> None:
    """Say one line on standard error."""
    notes.print(text, markup=False)
