"""What the page's buttons say is understood as what they promise, for every section of every built-in outline."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from assistant.intents import SURE, read_turn
from knowledge.outline import skeleton, skeleton_names
from ui import labels


def headings(items: Any) -> Iterator[str]:
    for item in items:
        yield item.heading
        yield from headings(item.children)


HEADINGS = sorted({heading for name in skeleton_names() for heading in headings(skeleton(name).sections)})


@pytest.mark.parametrize(("turn", "intent"), [(labels.SUGGEST_TURN, "phrase"), (labels.DIRECTIVE_TURN, "lookup")])
def test_the_buttons_of_a_section_are_understood(turn: str, intent: str) -> None:
    read = {h: read_turn(turn.format(heading=h, title="«Báo cáo tổng kết 10 năm»")) for h in HEADINGS}
    assert {h: r.intent for h, r in read.items() if r.intent != intent or r.confidence < SURE} == {}


@pytest.mark.parametrize("turn", [labels.REWRITE_TURN, labels.SHORTER_TURN])
def test_the_buttons_of_a_proposal_are_understood(turn: str) -> None:
    assert read_turn(turn).intent == "revise"


def test_notes_sent_by_the_button_are_read_as_notes() -> None:
    read = read_turn(f"{labels.FROM_NOTES}:\n- họp ít\n- kinh phí 12 triệu đồng")
    assert (read.intent, len(read.notes)) == ("draft", 2)
