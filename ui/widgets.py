"""Widgets as this page wants them, so that no panel repeats gradio's settings."""

from __future__ import annotations

from typing import Any

import gradio as gr

QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private", "concurrency_limit": 16}
"""Settings of an event: no veil over the widgets, not offered as an API, sixteen of each at a time."""


def markup(value: str = "", elem_id: str | None = None, js: str | None = None) -> Any:
    """Make a piece of HTML of ours, without gradio's own text styles; `js` runs once when it is there."""
    return gr.HTML(value, elem_id=elem_id, js_on_load=js or "", apply_default_css=False)
