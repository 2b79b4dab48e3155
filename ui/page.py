"""The widgets of the page by name, so that a panel can say what it changes without knowing who built it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(slots=True)
class Page:
    """Every widget that a handler reads or changes; each panel's `build` fills in its own."""

    report_id: Any = None
    section_id: Any = None
    # header
    report_pick: Any = None
    go_desk: Any = None
    go_reports: Any = None
    go_facts: Any = None
    go_profile: Any = None
    go_library: Any = None
    go_registry: Any = None
    go_settings: Any = None
    check_all: Any = None
    word: Any = None
    word_draft: Any = None
    # outline
    outline: Any = None
    section_form: Any = None
    section_mode: Any = None
    section_number: Any = None
    section_name: Any = None
    section_save: Any = None
    section_cancel: Any = None
    section_add: Any = None
    section_rename: Any = None
    section_up: Any = None
    section_down: Any = None
    # chat
    brief: Any = None
    suggest: Any = None
    from_notes: Any = None
    which_directive: Any = None
    check_section: Any = None
    history: Any = None
    live: Any = None
    proposal: Any = None
    accept: Any = None
    append: Any = None
    rewrite: Any = None
    shorter: Any = None
    ask: Any = None
    send: Any = None
    stop: Any = None
    # paper
    paper_head: Any = None
    paper: Any = None
    notes: Any = None
    versions: Any = None
    version_row: Any = None
    compare: Any = None
    restore: Any = None
    approve: Any = None
    refresh: Any = None
    findings: Any = None
    diff: Any = None
    # facts, profile
    facts_id: Any = None
    profile_id: Any = None
    facts: Any = None
    facts_saved: Any = None
    facts_save: Any = None
    profile: tuple[Any, ...] = ()
    profile_saved: Any = None
    profile_save: Any = None
    # reports
    outline_from: Any = None
    report_name: Any = None
    outline_file: Any = None
    make_report: Any = None
    report_list: Any = None
    # library
    upload: Any = None
    upload_kind: Any = None
    upload_result: Any = None
    documents: Any = None
    demo_off: Any = None
    demo_on: Any = None
    # registry
    look_for: Any = None
    look_up: Any = None
    found: Any = None
    own: Any = None
    entry_add: Any = None
    entry_form: Any = None
    entry_head: Any = None
    entry_key: Any = None
    entry: tuple[Any, ...] = ()
    entry_checked: Any = None
    entry_said: Any = None
    entry_save: Any = None
    entry_cancel: Any = None
    # settings
    examined: Any = None
    examine: Any = None
