"""A round of changed sentences and new leaflets is measured, and told with its medians."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from writing import DRAWN, PEER, SAVED, TYPED, Setting, judge, section

from clinicpress.press import platemaking

ROUND: dict[str, Any] = {
    "sentences": {SAVED: [90.0, 110.0], TYPED: [70.0, 70.0], PEER: [40.0, 40.0], DRAWN: [5.0, 5.0]},
    "plates": {"leaflets": 3, "pages": 14, DRAWN: 8.0, "plate": 20.0},
}


def test_a_saved_sentence_and_a_page_that_was_never_seen_are_held_against_the_goals() -> None:
    saved, drawn = judge([ROUND])
    assert (saved.value, saved.met) == (100, True)
    assert (drawn.value, drawn.met) == (8, False)


def test_all_ways_are_told() -> None:
    goals = [goal.facts() for goal in judge([ROUND])]
    machine = {"python": "3.13", "system": "Linux", "cores": 2}
    said = section({"machine": machine, "rounds": [ROUND, ROUND], "goals": goals})
    assert "| clinicpress: a saved sentence, to the PDF | 100 (100–100) |" in said
    assert "| Typst: a saved sentence, to the PDF | 40 (40–40) |" in said
    assert "| never seen before, set and drawn | 8.0 (8.0–8.0) |" in said
    assert "the 3 leaflets of [pages.md](pages.md), 14 pages" in said


def test_only_setting_and_drawing_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platemaking, "lay_out", lambda *given: given)
    monkeypatch.setattr(platemaking, "draw", lambda *given: sum(range(sys.maxunicode)))
    setting = Setting()
    assert setting.taken() == 0
    assert platemaking.lay_out(1, 2) == (1, 2)
    laid_out = setting.taken()
    platemaking.draw(None)
    assert setting.taken() > laid_out > 0
    assert setting.taken() == 0
