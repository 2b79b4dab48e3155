"""The page put together: header, three columns, the pages behind them, theme and words."""

from __future__ import annotations

from typing import Any

import gradio as gr

from ui import labels
from ui.desk import Desk
from ui.page import Page
from ui.panels import chat, facts, header, library, outline, outlining, paper, profile, registry, reports, settings
from ui.widgets import markup

SANS = ("Segoe UI", "Noto Sans", "Roboto", "Helvetica Neue", "Arial", "Liberation Sans", "DejaVu Sans", "sans-serif")
MONO = ("Consolas", "DejaVu Sans Mono", "Liberation Mono", "monospace")
TABS = (("dan-y", labels.OUTLINE), ("chat", labels.CHAT), ("giay", labels.PAPER))


def build(desk: Desk) -> gr.Blocks:
    """Make the whole page over a desk."""
    page = Page()
    with gr.Blocks(title=labels.TITLE, fill_width=True, analytics_enabled=False, delete_cache=(3600, 3600)) as demo:
        page.report_id = gr.Textbox(visible="hidden", elem_id="bao-cao-id")
        page.section_id = gr.Textbox(visible="hidden", elem_id="muc-id")
        header.build(page)
        with gr.Row(elem_id="ban-viet"):
            with gr.Column(elem_id="cot-dan-y", min_width=0):
                outline.build(page)
                outlining.build(page)
            with gr.Column(elem_id="cot-chat", min_width=0):
                chat.build(page)
            with gr.Column(elem_id="cot-giay", min_width=0):
                paper.build(page)
        for panel in (reports, facts, profile, library, registry, settings):
            panel.build(page)
        tabs = "".join(f'<button type="button" data-the="{key}">{name}</button>' for key, name in TABS)
        markup(f'<nav id="thanh-the">{tabs}</nav>', elem_id="thanh-the-khung")
        markup('<div id="xem-tai-lieu" hidden></div>', elem_id="xem-khung")
        reports.wire(page, desk, header.wire(page, desk, demo))
        for part in (outline, outlining, chat, paper, facts, profile, library, registry, settings):
            part.wire(page, desk)
    demo.queue(default_concurrency_limit=16)
    return demo


def theme() -> Any:
    """Paper white and one calm red-brown; system fonts that carry Vietnamese."""
    brown = gr.themes.Color(
        name="nau", c50="#faf3f0", c100="#f3e4de", c200="#e3c5ba", c300="#cf9f8f", c400="#b06a55", c500="#963f2b",
        c600="#843424", c700="#74301f", c800="#5c261a", c900="#471e15", c950="#2c120c",
    )  # fmt: skip
    base = gr.themes.Base(
        primary_hue=brown, secondary_hue=brown, neutral_hue="stone", radius_size="sm", spacing_size="sm", text_size="md",
        font=list(SANS), font_mono=list(MONO),
    )  # fmt: skip
    return base.set(
        body_background_fill="#f6f4f0", body_text_color="#211c18", body_text_color_subdued="#5d554d",
        button_primary_background_fill="#843424", button_primary_background_fill_hover="#6d2a1d",
        button_primary_text_color="#ffffff", button_secondary_background_fill="#ffffff",
        button_secondary_background_fill_hover="#f3ece7", button_secondary_text_color="#211c18",
        button_secondary_border_color="#cfc7bd", block_border_width="0px", block_shadow="none", input_border_color="#cfc7bd",
        input_placeholder_color="#6b635b", block_label_text_color="#4b443d", block_title_text_color="#3b342e",
    )  # fmt: skip


def words() -> gr.I18n:
    """Give gradio's own words in Vietnamese, whatever language the browser asks for."""
    return gr.I18n(en=labels.GRADIO, vi=labels.GRADIO)
