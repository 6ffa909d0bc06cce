"""Labels of lists: bullets by depth, numbers in circles, words beside their items or above them."""

from __future__ import annotations

import pytest

from clinicpress.looks.theme import Fit
from clinicpress.typesetting.labels import Labels, labels_of
from clinicpress.typesetting.setting import Column
from tests.typesetting.told import built, lines, look, texts, told

NESTED = "<ul><li>⟦One⟧<ul><li>⟦Two⟧<ul><li>⟦Three⟧</li></ul></li></ul></li></ul>"


def steps(attributes: str = "", count: int = 2) -> str:
    return f"<ol {attributes}>{'<li>⟦Step⟧</li>' * count}</ol>"


def labelled(label: str, start: int = 1, count: int = 2) -> str:
    return steps(f'start="{start}" label="⟦{label}⟧"', count)


def labels(html: str, depth: int = 0, measure: float = 372.0) -> Labels:
    made = labels_of(told(html).tags()[0], Column(measure, lists=depth), look().theme, Fit())
    assert made is not None
    return made


def test_bullets_change_with_the_depth_and_the_last_serves_all_below() -> None:
    assert texts(NESTED) == ["•", "One", "–", "Two", "•", "Three"]
    assert texts(NESTED, look("bullets: ['–', '*']")) == ["–", "One", "*", "Two", "*", "Three"]


@pytest.mark.parametrize(
    ("html", "depth", "words", "numbering"),
    [
        (steps(), 0, ("1", "2"), "Decimal"),
        (steps("start='4'"), 0, ("4", "5"), "Decimal"),
        (steps("start='4'"), 1, ("4.", "5."), "Decimal"),
        (steps("start='9998'"), 0, ("9998.", "9999."), "Decimal"),
        (labelled("Week {n}:", 3), 0, ("Week 3:", "Week 4:"), "Decimal"),
        (labelled("{a})", 2), 0, ("b)", "c)"), "LowerAlpha"),
        (labelled("{A}."), 0, ("A.", "B."), "UpperAlpha"),
        (labelled("({i})"), 0, ("(i)", "(ii)"), "LowerRoman"),
        (labelled("{I}"), 0, ("I", "II"), "UpperRoman"),
    ],
)
def test_steps_bear_their_number_or_label(html: str, depth: int, words: tuple[str, ...], numbering: str) -> None:
    made = labels(html, depth)
    assert (made.words, made.numbering) == (words, numbering)
    structure = [each for each in built(html).structure.walk() if each.tag in ("L", "Lbl")]
    assert structure[0].numbering == numbering
    if not depth:
        assert [each.text for each in structure[1:]] == list(words)


def test_only_numbers_that_have_room_in_them_stand_in_circles() -> None:
    assert labels(steps()).circle is not None
    for other in (labels(steps(), depth=1), labels(steps("start='9998'")), labels(labelled("{n}."))):
        assert other.circle is None


def test_labels_stand_beside_their_items_in_a_column_as_wide_as_the_widest() -> None:
    first, step, second, other = lines(labelled("Week {n}:", 9))
    assert [each.text for each in (first, second)] == ["Week 9:", "Week 10:"]
    assert (first.x, second.x) == (200, 200)
    assert step.x == other.x > 200 + 8
    assert first.baseline == step.baseline
    near = lines(labelled("Week {n}:", 9), look("measures: {label_gap: 20}"))
    assert near[1].x == pytest.approx(step.x + 12)


def test_a_label_too_wide_for_that_stands_above_its_item() -> None:
    first, step, *_ = lines(labelled("In the morning of sample day {n}, before breakfast:"))
    assert (first.text, first.x) == ("In the morning of sample day 1, before breakfast:", 200)
    assert step.x == 200 + look().theme.measures.list_indent
    assert step.baseline < first.baseline - 10
    assert labels(labelled("Week {n}:"), measure=100.0).above


@pytest.mark.parametrize(
    ("items", "bullets"),
    [(("☐ One", "☐ Two"), 0), (("☑ One", "☐ Two"), 0), (("☐ One", "Two"), 2), (("One ☐", "Two ☐"), 2)],
)
def test_boxes_to_tick_stand_in_place_of_bullets(items: tuple[str, str], bullets: int) -> None:
    said = texts(f"<ul>{''.join(f'<li>⟦{item}⟧</li>' for item in items)}</ul>")
    assert said.count("•") == bullets
    assert [each for each in said if each != "•"] == list(items)


def test_a_plain_list_has_none() -> None:
    assert labels_of(told("<ul class='plain'><li>⟦A⟧</li></ul>").tags()[0], Column(300.0), look().theme, Fit()) is None
