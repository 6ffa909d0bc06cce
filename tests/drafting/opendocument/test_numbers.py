"""Labels of lists are counted and written as the document's styles say."""

from __future__ import annotations

import pytest

from clinicpress.drafting.opendocument.numbers import Level, level_of
from clinicpress.drafting.opendocument.styles import Styles
from tests.drafting.opendocument.documents import bullets, counted, package


@pytest.mark.parametrize(
    ("levels", "counts", "text"),
    [
        ([Level(True, "1", "", ".")], [3], "3."),
        ([Level(True, "A", "(", ")")], [2], "(B)"),
        ([Level(True, "1"), Level(True, "1", "", ".", shown=2)], [2, 1], "2.1."),
        ([Level(False), Level(True, "1", shown=2)], [1, 4], "4"),
        ([Level(True, "1", "Week ", ":")], [1], "Week 1:"),
    ],
)
def test_labels(levels: list[Level], counts: list[int], text: str) -> None:
    assert levels[-1].text(counts, levels) == text


@pytest.mark.parametrize(
    ("level", "label", "is_ours"),
    [
        (Level(True, "1", "", "."), "", True),
        (Level(True, "1", "(", ")"), "", True),
        (Level(True, "a", "", ")"), "{a})", True),
        (Level(True, "1", "Day ", " –"), "Day {n}–", True),
        (Level(True, "1", shown=2), "", False),
        (Level(True, "1", "{", ""), "", False),
        (Level(True, "一"), "", False),
    ],
)
def test_labels_that_steps_can_have(level: Level, label: str, is_ours: bool) -> None:
    assert (level.label, level.is_ours) == (label, is_ours)


def test_levels_of_a_style() -> None:
    own = counted('style:num-format="1" text:start-value="5"', 'style:num-format=""') + bullets("•", "✓", name="M")
    styles = Styles(package(own=own))
    numbered, signs = styles.list_style("L"), styles.list_style("M")
    assert level_of(numbered, 1) == Level(True, "1", start=5)
    assert level_of(numbered, 2) == level_of(numbered, 9) == level_of(None, 1) == level_of(signs, 1) == Level()
    assert level_of(signs, 2) == Level(sign="✓")
