"""The `troly` command: its verbs, and how an error leaves it (one Vietnamese line, an exit status, no traceback)."""

from __future__ import annotations

import contextlib
import io
import os
import re
import sys

import typer

from knowledge.errors import TrolyError
from ui.commands import assistant, knowledge, reports, upkeep

app = typer.Typer(
    name="troly",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Trợ lý Báo cáo: tra cứu, soạn từ ghi chú, soát lỗi, xuất Word.",
)
VERBS = (
    ("ingest", knowledge.ingest), ("docs", knowledge.docs), ("remove", knowledge.remove), ("show", knowledge.show),
    ("outline", knowledge.outline), ("search", knowledge.search), ("ask", assistant.ask), ("lookup", assistant.lookup),
    ("parse", knowledge.parse), ("draft", assistant.draft), ("revise", assistant.revise), ("check", reports.check),
    ("waive", reports.waive), ("new", reports.new), ("reports", reports.reports), ("compile", reports.compile_),
    ("import", reports.import_), ("backup", upkeep.backup), ("restore", upkeep.restore), ("serve", upkeep.serve),
    ("eval", upkeep.evaluate), ("doctor", upkeep.doctor),
)  # fmt: skip
FLAGS = frozenset({"--json", "--all", "--strict", "--draft", "--force", "--pdf", "--"})
"""Options that take no value."""
for _name, _verb in VERBS:
    app.command(_name)(_verb)
app.add_typer(upkeep.directives, name="directives")


def main() -> None:
    """Run the command and leave with its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    status = run(sys.argv[1:])
    with contextlib.suppress(BrokenPipeError):
        sys.stdout.flush()
    sys.exit(status)


def run(arguments: list[str]) -> int:
    """Run one command line and return its exit status; errors become one Vietnamese line on standard error."""
    command = typer.main.get_command(app)
    try:
        status = command.main(args=texts_last(arguments), prog_name="troly", standalone_mode=False)
    except TrolyError as error:
        return _fail(str(error), error.exit_status)
    except KeyboardInterrupt:
        return _fail("Đã dừng theo yêu cầu; phần chưa xong không được ghi.", 130)
    except BrokenPipeError:
        with contextlib.suppress(OSError):
            os.close(sys.stdout.fileno())
        return 0
    except Exception as error:
        usage = _usage(error)
        if usage is None:
            raise
        return _fail(usage, 2)
    return status if isinstance(status, int) else 0


def texts_last(arguments: list[str]) -> list[str]:
    """Put a text that begins with a dash ("- họp ít") behind "--", so that it is not taken for an option."""
    for place, argument in enumerate(arguments):
        value_of_option = place > 0 and arguments[place - 1].startswith("-") and arguments[place - 1] not in FLAGS
        if argument.startswith("-") and any(c.isspace() for c in argument) and not value_of_option:
            rest = arguments[:place] + arguments[place + 1 :]
            return [*(a for a in rest if a != "--"), "--", argument]
    return arguments


def _usage(error: Exception) -> str | None:
    """Say in Vietnamese what is wrong with a command line; None when the error is not of that kind."""
    kinds = {kind.__name__ for kind in type(error).__mro__}
    if "NoArgsIsHelpError" in kinds:
        return "Chưa chọn việc; xem các việc bằng: troly --help"
    if "ClickException" not in kinds and "Abort" not in kinds:
        return None
    shown = getattr(error, "param_hint", None) or getattr(getattr(error, "param", None), "name", None)
    if "NoSuchOption" in kinds:
        return f"Không có tùy chọn {getattr(error, 'option_name', '')}; xem: troly --help"
    unknown = re.search(r"No such command '([^']*)'", str(getattr(error, "message", error)))
    if unknown:
        return f"Không có việc «{unknown[1]}»; xem các việc bằng: troly --help"
    if "MissingParameter" in kinds:
        return f"Thiếu {shown or 'tham số'}; xem: troly --help"
    if "BadParameter" in kinds:
        return f"Giá trị của {shown or 'tham số'} không dùng được; xem: troly --help"
    return "Lệnh không đúng: thừa hoặc sai tham số; xem: troly --help"


def _fail(message: str, status: int) -> int:
    print(" ".join(message.split()), file=sys.stderr)  # noqa: T201
    return status


if __name__ == "__main__":
    main()
