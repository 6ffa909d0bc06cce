"""Lists: where bullets, numbers and items stand, and what has no room."""

from __future__ import annotations

import pytest

from clinicpress.ground.problems import Place
from tests.typesetting.told import OWN, YAML, built, draw, lines, look, operators, refused, texts

ITEMS = "<ul><li>⟦One⟧</li><li>⟦Two⟧</li></ul>"
STEPS = "<ol><li>⟦One⟧</li><li>⟦Two⟧</li></ol>"
TABLE = (
    "<table><tr><th scope='col'>⟦Head⟧</th><th scope='col'>⟦Other⟧</th></tr><tr><td>⟦a⟧</td><td>⟦b⟧</td></tr>{}</table>"
)
CALLOUT = "<aside class='callout-warning'><p class='callout-title'>⟦Stop⟧</p></aside>"


def test_bullets_stand_at_the_margin_and_items_at_the_themes_indent() -> None:
    assert [(line.text, line.x) for line in lines(ITEMS, look("measures: {list_indent: 33}"))] == [
        ("•", 200), ("One", 233), ("•", 200), ("Two", 233),
    ]  # fmt: skip


def test_the_bullet_is_the_themes() -> None:
    assert texts(ITEMS, look("bullets: ['–']")) == ["–", "One", "–", "Two"]


def test_a_plain_list_has_no_bullets() -> None:
    assert [(line.text, line.x) for line in lines(ITEMS.replace("<ul>", "<ul class='plain'>"))] == [
        ("One", 200), ("Two", 200),
    ]  # fmt: skip


def test_steps_are_numbered_in_circles_of_the_theme() -> None:
    circles = look("measures: {step_circle: 30, step_indent: 50}\nboxes: {step: {width: 2.5, stroke: ink}}")
    canvas = draw(built(STEPS, circles))
    assert [line.text for line in canvas.record.texts] == ["1", "One", "2", "Two"]
    assert [line.x for line in canvas.record.texts if line.text in ("One", "Two")] == [250, 250]
    assert "0.102 0.1216 0.1412 RG 2.5 w" in operators(canvas), "in the colour of the box’s stroke"
    plain = draw(built(STEPS, look("boxes: {step: {fill: null, stroke: null}}")))
    assert [line.text for line in plain.record.texts] == ["1", "One", "2", "Two"]
    assert " B Q" not in operators(plain), "no circle is drawn"


def test_a_bullet_that_is_wider_than_its_indent_is_told_at_the_themes_number() -> None:
    place, message = refused(ITEMS, "measures:\n  list_indent: 3")
    assert (place, message) == (Place(OWN, 2, 16), "a list's bullet is 5 points wide, “list_indent” is 3")


@pytest.mark.parametrize(
    ("open_tag", "close_tag", "message"),
    [
        ("<ul><li>⟦Item⟧", "</li></ul>", "lists are nested so deep here"),
        ("<div class='glance'>", "</div>", "boxes are nested so deep here"),
    ],
)
def test_what_is_nested_until_no_room_is_left_is_refused(open_tag: str, close_tag: str, message: str) -> None:
    place, said = refused(open_tag * 25 + ("<p>⟦Text⟧</p>" if "div" in open_tag else "") + close_tag * 25)
    assert (place, message in said) == (YAML, True)
