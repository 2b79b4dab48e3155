"""Widgets and events as this page wants them, so that no panel repeats gradio's settings."""

from __future__ import annotations

import functools
import inspect
import logging
from collections.abc import Callable, Iterator
from typing import Any

import gradio as gr

from knowledge.errors import TrolyError
from ui import labels

QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private", "concurrency_limit": 16}
"""Settings of an event: no veil over the widgets, not offered as an API, sixteen of each at a time."""
_log = logging.getLogger(__name__)


def markup(value: str = "", elem_id: str | None = None, js: str | None = None) -> Any:
    """Make a piece of HTML of ours, without gradio's own text styles; `js` runs once when it is there."""
    return gr.HTML(value, elem_id=elem_id, js_on_load=js or "", apply_default_css=False)


def refuse(sentence: str) -> Any:
    """Make the error that the page shows as a notice with this sentence."""
    return gr.Error(sentence, title=labels.TROUBLE, duration=8, print_exception=False)


def tell(sentence: str) -> None:
    """Show a passing notice."""
    gr.Info(sentence, title=labels.NOTICE, duration=5)


def unchanged() -> dict[Any, Any]:
    """Leave every widget as it is; an empty dictionary would be taken for a missing answer."""
    return dict(gr.skip())


def told(handler: Callable[..., Any]) -> Callable[..., Any]:
    """Make a handler say what went wrong in a Vietnamese sentence; what nobody foresaw goes to the log as well."""
    if inspect.isgeneratorfunction(handler):

        @functools.wraps(handler)
        def stream(*values: Any) -> Iterator[Any]:
            try:
                yield from handler(*values)
            except Exception as error:
                raise _notice(error) from error

        return stream

    @functools.wraps(handler)
    def answer(*values: Any) -> Any:
        try:
            return handler(*values)
        except Exception as error:
            raise _notice(error) from error

    return answer


def _notice(error: Exception) -> Exception:
    if not isinstance(error, gr.Error | TrolyError):
        _log.error("a handler failed", exc_info=error)
    said = str(error) if isinstance(error, TrolyError) else labels.UNEXPECTED.format(kind=type(error).__name__)
    notice: Exception = error if isinstance(error, gr.Error) else refuse(said)
    return notice
