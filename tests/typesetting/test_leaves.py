"""Leaves: lines to write on, springs, pictures, numbers and boxes that are kept free."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clinicpress.artwork.icons import Icon
from clinicpress.artwork.pictures import Art
from clinicpress.artwork.vector import Vector
from clinicpress.drawing.tagging import Element
from clinicpress.typesetting.flowables import Flowable, Stack
from clinicpress.typesetting.leaves import (
    SPRING,
    IconLeaf,
    NumberLeaf,
    Picture,
    SlotLeaf,
    Spare,
    WriteLines,
    spares_in,
)
from tests.typesetting.told import blank
from tests.typesetting.toys import (
    INK,
    LEADING,
    RULE,
    TOP,
    Block,
    box_style,
    drawn,
    measure,
    pages,
    pages_of,
    paragraph,
    prove_parts,
    read,
    sheet,
    width,
)

DRAWING = Art((40, 20), vector=Vector(b"", (40, 20), (40, 20)))
WIDE = measure(4)
LINES = WriteLines(RULE, count=3, most=6, pitch=20.0, first=15.0, stretchy=True)


# Lines to write on -------------------------------------------------------------------------


def test_lines_to_write_on_stand_a_pitch_apart() -> None:
    assert LINES.wrap(WIDE) == 15 + 2 * 20 + 1
    assert replace(LINES, count=0).wrap(WIDE) == 0.0


@pytest.mark.parametrize(("extra", "count"), [(19.9, 3), (20.0, 4), (59.0, 5), (60.0, 6), (500.0, 6)])
def test_lines_to_write_on_fill_what_is_left_over_by_whole_lines_up_to_their_most(extra: float, count: int) -> None:
    assert LINES.stretch(WIDE, extra).count == count


def test_lines_to_write_on_can_be_parted_between_any_two() -> None:
    course = LINES.course(WIDE)
    assert [(each.foot, each.torn) for each in course.breaks] == [(16.0, ("lines",)), (36.0, ("lines",))]
    assert [[part.count for part in LINES.parted(WIDE, each.at)] for each in course.breaks] == [[1, 2], [2, 1]]
    assert prove_parts(LINES, WIDE) == 2
    assert not replace(LINES, count=1).course(WIDE).breaks


def test_no_lines_are_added_at_the_foot_of_a_page_where_others_go_on() -> None:
    assert [part.stretch(WIDE, 500.0).count for part in LINES.parted(WIDE, 2)] == [2, 6]


# Springs -----------------------------------------------------------------------------------


def test_a_spring_takes_all_of_what_is_left_over() -> None:
    assert SPRING.wrap(WIDE) == 0.0
    assert SPRING.stretch(WIDE, 70.0).wrap(WIDE) == 70.0


def test_a_spring_vanishes_at_the_head_of_a_page() -> None:
    """What follows it there begins the page."""
    first, second = pages(Stack((Block("a"), Block("b"), SPRING, Block("c"))), WIDE, 2 * LEADING)
    assert [read(page, WIDE) for page in (first, second)] == [["a", "b"], ["c"]]
    assert second.wrap(WIDE) == LEADING


# What stands where there is room -------------------------------------------------------------


def spare(*contents: Flowable, before: float = 0.0) -> Spare:
    """Return something that may be left out."""
    return Spare(Stack(contents, before=before, stretchy=True), Element("Sect"), stretchy=True)


@pytest.mark.parametrize(
    ("lines", "printed"),
    [
        (7, [["a", "b", "c", "spare", "more"]]),
        (6, [["a", "b", "c", "spare", "more"]]),
        (5, [["a", "b", "c"]]),
        (2, [["a", "b"], ["c"]]),
    ],
)
def test_what_may_be_left_out_stands_on_the_last_page_where_it_has_room(lines: int, printed: list[list[str]]) -> None:
    """It needs three lines, with the space above; a page is never made for it, and it is never parted."""
    left_out = spare(Block("spare"), Block("more"), before=LEADING)
    assert pages_of(WIDE, lines * LEADING, *map(Block, "abc"), left_out) == printed


def test_what_may_be_left_out_stands_below_the_end_of_a_long_story_too() -> None:
    left_out = spare(Block("spare"))
    assert pages_of(WIDE, 5 * LEADING, *map(Block, "abcdefg"), left_out)[-1] == ["f", "g", "spare"]
    assert pages_of(WIDE, 5 * LEADING, *map(Block, "abcdefghij"), left_out)[-1] == ["f", "g", "h", "i", "j"]


def test_what_may_be_left_out_fills_the_rest_of_its_page() -> None:
    [page] = pages(Stack((Block("a"), spare(Block("My questions"), LINES)), stretchy=True), WIDE, 10 * LEADING)
    [shown] = [child for child in page.children if isinstance(child, Spare)]
    assert isinstance(shown.content, Stack)
    assert [child.count for child in shown.content.children if isinstance(child, WriteLines)] == [5]
    assert page.wrap(WIDE) <= 10 * LEADING


@pytest.mark.parametrize(("lines", "shown"), [(2, True), (1, False)])
def test_it_is_told_which_of_what_may_be_left_out_is_shown(lines: int, shown: bool) -> None:
    left_out = spare(Block("spare"))
    [page] = pages(Stack((Block("a"), left_out)), WIDE, lines * LEADING)
    assert list(spares_in(page)) == ([left_out.element] if shown else [])


# Pictures, icons, numbers ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "wide", "printed"),
    [((200, 100), 100.0, (100, 50)), ((100, 200), 100.0, (75, 150)), ((40, 20), 100.0, (40, 20))],
    ids=["as wide as its column", "as high as it may be", "no larger than its pixels allow"],
)
def test_how_large_a_picture_is_printed(size: tuple[float, float], wide: float, printed: tuple[float, float]) -> None:
    assert Picture(Art(size), Element("Figure"), 150.0).size(wide) == pytest.approx(printed)


def test_a_drawing_is_printed_as_large_as_its_place() -> None:
    assert Picture(DRAWING, Element("Figure"), 150.0).size(100.0) == (
        100.0,
        50.0,
    )


def test_a_picture_stands_in_the_middle_of_a_place_that_is_higher_than_itself() -> None:
    canvas = sheet()
    mark = Picture(blank(40.0, 20.0), Element("Figure"), 150.0, 90.0)
    mark.draw(canvas, 10.0, TOP, 100.0)
    [area] = canvas.record.areas
    assert (mark.wrap(100.0), area.top, area.bottom) == (90.0, TOP - 20.0, TOP - 70.0)


@pytest.mark.parametrize(("height", "printed"), [(30.0, 60.0), (80.0, 100.0)])
def test_a_picture_is_no_higher_than_the_place_that_it_is_given(height: float, printed: float) -> None:
    given = Picture(DRAWING, Element("Figure"), 150.0).at_height(height)
    assert (given.size(100.0)[0], given.wrap(100.0)) == (printed, height)


@pytest.mark.parametrize(("floor", "least"), [(1.0, 100.0), (0.8, 80.0)])
def test_a_picture_is_made_smaller_down_to_its_floor_so_that_more_stands_on_a_page(floor: float, least: float) -> None:
    figure = Picture(blank(100.0, 100.0), Element("Figure"), 100.0, floor=floor)
    course = figure.course(200.0)
    assert (course.height, course.height - course.give) == (100.0, least)
    assert figure.shrunk(200.0, course.give).size(200.0) == pytest.approx((least, least))
    [*others, last] = pages(Stack((figure, Block("a"))), 200.0, 92.0 + LEADING - 0.1, hollow=0)
    assert bool(others) is (floor == 1.0)
    assert last.wrap(200.0) <= 92.0 + LEADING


def test_a_number_stands_in_the_middle_of_its_circle() -> None:
    mark = NumberLeaf(paragraph("12"), 30.0, box_style())
    [line] = drawn(mark, WIDE)
    assert mark.wrap(WIDE) == 30.0
    assert line.x == pytest.approx((30 - width("12")) / 2)
    assert TOP - line.baseline == pytest.approx((30 - LEADING) / 2 + paragraph("12").style.baseline)


def test_an_icon_takes_its_size_and_is_moved_to_the_left() -> None:
    canvas = sheet()
    mark = IconLeaf(Icon("toy", (("0 0 m", "48 48 l"),)), 24.0, INK, nudge=3.0)
    mark.draw(canvas, 10.0, TOP, WIDE)
    assert mark.wrap(WIDE) == 24.0
    assert f" 7 {TOP:.0f} cm " in canvas._operators[-1]


def test_a_slot_is_kept_free_and_noted() -> None:
    canvas = sheet()
    SlotLeaf("imprint", 200.0, 80.0, element=Element("Div")).draw(canvas, 10.0, TOP, WIDE)
    [slot] = canvas.record.slots
    assert (slot.name, slot.x, slot.y, slot.width, slot.height) == ("imprint", 10.0, TOP, 200.0, 80.0)
    assert canvas.record.texts == []
