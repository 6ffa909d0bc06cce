"""One line: whatever the text and the measure, what is set and drawn is what a paragraph would be."""

from __future__ import annotations

from typing import Any

import pytest

from clinicpress.drawing.tagging import Element
from clinicpress.typesetting.lines import Run
from clinicpress.typesetting.oneline import OneLine
from clinicpress.typesetting.text import Paragraph
from tests.typesetting.toys import TOP, chain, sheet, style, width

WORDS = "Questions? Call (555) 555-0100"
GREEK = chain(400, ("source-serif", "source-sans"))


@pytest.mark.parametrize("measure", [400.0, 60.0])
@pytest.mark.parametrize(
    ("text", "changes"),
    [
        (WORDS, {}),
        ("Des\u00a0questions\u00a0?", {}),
        ("Sou\u00adlig\u00adnes", {}),
        ("two  spaces", {}),
        ("שלום Clinic", {}),
        (WORDS, {"rtl": True}),
        ("Clinic ☎ 555", {"chain": GREEK}),
    ],
    ids=["plain", "spaces that hold together", "soft hyphens", "two spaces", "two ways", "to the left", "two faces"],
)
def test_it_is_set_and_drawn_as_a_paragraph_is(text: str, changes: dict[str, Any], measure: float) -> None:
    look = style(**changes)
    one, same = OneLine(text, look), Paragraph((Run(text, look),), look)
    assert (one.plain, one.before, one.after) == (same.plain, same.before, same.after)
    assert (one.count(measure), one.wrap(measure)) == (same.count(measure), same.wrap(measure))
    assert one.breadth(measure) == pytest.approx(same.breadth(measure))
    found = []
    for each in (one, same):
        canvas, element = sheet(), Element("Div")
        height = each.draw_owned(canvas, 10.0, TOP, measure, element)
        assert element.faults() == []
        found.append((height, canvas.record.texts, canvas._operators, element.said))
    assert found[0] == found[1]
    assert found[0][0] == one.wrap(measure)


def test_a_line_that_fills_its_measure_is_one() -> None:
    full = width(WORDS)
    assert OneLine(WORDS, style()).count(full) == 1
    assert OneLine(WORDS, style()).count(full - 0.02) == 2
