"""A sheet: whatever is drawn belongs to an element, or is furniture."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from clinicpress.drawing.canvas import PressCanvas
from clinicpress.drawing.sheet import Piece
from clinicpress.drawing.tagging import Element
from clinicpress.ground.faults import FaultyDrawing
from clinicpress.looks.color import Color
from tests.typesetting.toys import INK, chain, sheet


def pieces(text: str, color: Color = INK) -> tuple[Piece]:
    return (Piece(text, chain()[0], 10.0, color),)


def test_a_line_of_the_story_without_an_element_is_refused() -> None:
    with pytest.raises(FaultyDrawing, match="belongs to no element"):
        sheet().text(0, 300, pieces("a"))


def test_what_is_repeated_belongs_to_no_element() -> None:
    canvas, head = sheet(), Element("TH", text="Dose")
    canvas.text(0, 400, pieces("Dose"), head)
    with canvas.furniture():
        canvas.text(0, 300, pieces("Dose"), head)
    assert head.faults() == []
    assert canvas.record.furniture == {1: "Dose "}


def test_marked_content_lasts_as_long_as_its_element() -> None:
    canvas, one, other = sheet(), Element("P"), Element("H1")
    canvas.text(0, 400, pieces("a"), one)
    canvas.text(0, 380, pieces("b"), one)
    canvas.rule(0, 370, 40, INK, 1)
    canvas.text(0, 360, pieces("c"), other)
    marks = [code for code in canvas._operators if code.endswith(("BDC", "BMC", "EMC"))]
    assert marks == ["/P <</MCID 0>> BDC", "EMC", "/Artifact BMC", "EMC", "/H1 <</MCID 1>> BDC"]
    assert (one.drawn, other.drawn) == ("ab", "c")


def test_colour_and_type_are_set_where_they_change() -> None:
    canvas, element = sheet(), Element("P")
    for ink in (INK, INK, Color(1, 0, 0), Color(0, 0, 1, tint=2)):
        canvas.text(0, 400, pieces("a", ink), element)
    texts = [code for code in canvas._operators if code.startswith("BT")]
    assert ["Tf" in code for code in texts] == [True, False, False, False]
    assert ["rg" in code for code in texts] == [True, False, True, False]
    assert "/Brand cs 2 sc" in texts[-1]


# From right to left ---------------------------------------------------------------------------------

Drawn = Callable[[PressCanvas], None]


@pytest.mark.parametrize(("draw", "left", "right"), [
    (lambda canvas: canvas.box(10, 100, 40, 30, fill=INK), "10 70 40 30 re", "950 70 40 30 re"),
    (lambda canvas: canvas.box(10, 100, 40, 30, stroke=INK, line=2), "11 71 38 28 re", "951 71 38 28 re"),
    (lambda canvas: canvas.rule(10, 100, 40, INK, 1), "10 100 m 50 100 l", "950 100 m 990 100 l"),
    (lambda canvas: canvas.rule(10, 100, 40, INK, 1, vertical=True), "10 100 m 10 60 l", "990 100 m 990 60 l"),
    (lambda canvas: canvas.outline(10, 100, 40, 1, ["0 0 m"], INK), "1 0 0 -1 10 100 cm", "1 0 0 -1 950 100 cm"),
    (lambda canvas: canvas.pattern(10, 100, 40, 20, "0 0 1 1 re", INK), "2 0 0 -2 10 100", "2 0 0 -2 950 100"),
    (lambda canvas: canvas.clipped(10, 100, 40, 30), "10 70 40 30 re W n", "950 70 40 30 re W n"),
], ids=["box", "outlined box", "rule", "upright rule", "icon", "pattern", "clip"])  # fmt: skip
def test_what_is_drawn_counts_from_the_edge_at_which_lines_begin(draw: Drawn, left: str, right: str) -> None:
    for rtl, expected in ((False, left), (True, right)):
        canvas = sheet(rtl)
        draw(canvas)
        assert expected in canvas._operators[-1]


def test_the_band_of_a_box_is_where_its_lines_begin() -> None:
    canvas = sheet(rtl=True)
    canvas.box(10, 100, 40, 30, INK, INK, radius=3, band=4)
    edges = [re.findall(r"(\S+) \S+ m|(\S+) \S+ \S+ \S+ re", code) for code in canvas._operators[-2:]]
    # The rounded half of the band reaches from 986 to 990, the square one from 986 to 988.
    assert edges == [[("988", "")], [("", "986")]]


def test_a_left_edge_gives_back_where_it_begins() -> None:
    for canvas in (sheet(), sheet(rtl=True)):
        assert canvas.left(canvas.left(10, 40), 40) == 10


@pytest.mark.parametrize(("rtl", "next_x", "next_y", "kept_apart"), [
    (True, 100, 400, True),
    (True, 100, 401, True),
    (False, 100, 400, False),
    (True, 400, 400, False),
    (True, 100, 384, False),
], ids=["beside", "nearly beside", "left to right", "further right", "below"])  # fmt: skip
def test_what_stands_beside_a_line_that_runs_to_the_left_is_kept_apart_from_it(
    rtl: bool, next_x: float, next_y: float, kept_apart: bool
) -> None:
    """Some readers would take both for one line, and turn it round as a whole."""
    canvas, heading, text = sheet(rtl), Element("H2"), Element("P")
    canvas.text(300, 400, pieces("a"), heading)
    canvas.text(next_x, next_y, pieces("b"), text)
    drawn = "\n".join(canvas._operators)
    between = drawn[drawn.index("EMC") : drawn.index("/P <<")]
    assert ("/Artifact BMC\nBT" in between) is kept_apart
    assert [line.pieces[0].text for line in canvas.record.texts] == ["a", "b"]
