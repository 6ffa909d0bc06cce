"""The record: what is drawn is noted where it stands, with its frame and its page."""

from __future__ import annotations

import pytest

from clinicpress.drawing.sheet import Piece
from clinicpress.drawing.tagging import Element
from clinicpress.ground.faults import FaultyDrawing
from clinicpress.ground.problems import Place
from clinicpress.looks.design import Frame
from tests.typesetting.toys import INK, chain, sheet

LEFT = Frame(1, 0.0, 700.0, 200.0, 500.0, 100.0, "left")
RIGHT = Frame(1, 300.0, 700.0, 200.0, 500.0, 100.0, "right")


def pieces(text: str) -> tuple[Piece]:
    return (Piece(text, chain()[0], 10.0, INK),)


def test_how_low_a_story_reaches_is_noted_for_each_frame() -> None:
    canvas, element = sheet(), Element("P")
    with canvas.within(LEFT):
        canvas.text(0, 400, pieces("a"), element)
        canvas.text(0, 300, pieces("b"), element)
        canvas.text(0, 350, pieces("c"), element)
    with canvas.within(RIGHT):
        canvas.box(300, 260, 50, 50, fill=INK)
    canvas.rule(0, 90, 50, INK, 1)
    assert canvas.record.lowest == {LEFT: 300, RIGHT: 210, None: 90}


@pytest.mark.parametrize("reach", [
    lambda canvas: canvas.text(0, 60, pieces("a"), Element("P")),
    lambda canvas: canvas.box(0, 100, 40, 40, fill=INK),
    lambda canvas: canvas.circle_at(0, 100, 40, INK, INK, 1),
    lambda canvas: canvas.rule(0, 60, 40, INK, 1),
    lambda canvas: canvas.rule(0, 100, 40, INK, 1, vertical=True),
    lambda canvas: canvas.reserve("card", 0, 100, 40, 40, Element("Div")),
    lambda canvas: canvas.picture(Element("Figure"), 0, 100, 40, 40).__enter__(),
], ids=["text", "box", "circle", "rule", "upright rule", "slot", "picture"])  # fmt: skip
def test_everything_that_is_drawn_reaches_as_low_as_it_does(reach: object) -> None:
    assert callable(reach)
    canvas = sheet()
    with canvas.within(LEFT):
        reach(canvas)
    assert canvas.record.lowest == {LEFT: 60}


def test_a_frame_is_drawn_on_its_own_page() -> None:
    canvas = sheet()
    with canvas.within(LEFT):
        pass
    canvas.showPage()
    with pytest.raises(FaultyDrawing, match="the frame “right” of page 1 was drawn on page 2"), canvas.within(RIGHT):
        pass


def test_the_places_of_pictures_and_slots_are_noted() -> None:
    canvas = sheet()
    with canvas.within(LEFT):
        canvas.reserve("card", 10, 500, 40, 30, Element("Div"))
    with canvas.within(RIGHT), canvas.picture(Element("Figure"), 310, 400, 50, 60):
        pass
    assert [tuple(area) for area in canvas.record.areas] == [
        (1, "the box for the card", 10, 470, 50, 500),
        (1, "a picture", 310, 340, 360, 400),
    ]


def test_places_are_noted_as_they_are_on_the_page() -> None:
    canvas, figure = sheet(rtl=True), Element("Figure")
    canvas.reserve("card", 10, 500, 40, 30, Element("Div"))
    with canvas.picture(figure, 310, 400, 50, 60):
        pass
    canvas.keep_free("room", 0, 90, 1000, 20)
    canvas.pass_by(Place("en.yaml"), 20, 300, 100, 15)
    record = canvas.record
    assert [tuple(area) for area in record.areas] == [
        (1, "the box for the card", 950, 470, 990, 500),
        (1, "a picture", 640, 340, 690, 400),
        (1, "room", 0, 70, 1000, 90),
    ]
    assert [(slot.x, slot.y) for slot in record.slots] == [(950, 500)]
    assert [(passage.x, passage.width) for passage in record.passages] == [(880, 100)]
    assert figure.box == (640, 340, 690, 400)
