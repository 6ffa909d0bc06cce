"""Stories dealt out to frames by the rules of breaking: what ends a page, what begins one, and what has no room.

In these stories a word is a line, unless a frame is wider: “H w01 w02” is a heading and two lines of a paragraph.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

import pytest

from clinicpress.drawing.tagging import Element
from clinicpress.ground.problems import InputProblems, Place
from clinicpress.looks.design import Frame
from clinicpress.looks.theme import RuleStyle
from clinicpress.typesetting.flowables import Box, Flowable, Rule, Stack
from clinicpress.typesetting.leaves import SPRING, Spare
from clinicpress.typesetting.pagination import MAX_PAGES
from clinicpress.typesetting.text import Paragraph
from tests.typesetting import toys
from tests.typesetting.furnished import read_frames
from tests.typesetting.toys import LEADING, Block, box_style, dealt, measure, paragraph, words

HERE = Place("brochures/breathing/en.yaml", 12)


def frame(page: int, lines: int, name: str = "main", x: float = 0.0, width: float = measure(1)) -> Frame:
    """Return a frame that is some lines high."""
    return Frame(page, x, 1000.0, width, lines * LEADING, 1000.0 - lines * LEADING, name)


def column(*lines: int) -> Iterator[Frame]:
    """Yield a frame for each page, so many lines high; the last number goes for all later pages."""
    for page in itertools.count(1):
        yield frame(page, lines[min(page, len(lines)) - 1])


def told(frames: Iterator[Frame], *story: Flowable, **costs: float | str) -> list[str]:
    """Deal a story out, at these costs and the usual ones; return what each of its frames says."""
    return [" ".join(lines) for _, _, lines in read_frames(dealt(Stack(story), frames, **costs))]


def lines(names: str) -> list[Block]:
    """Return a block of one line for each letter."""
    return [Block(name) for name in names]


def text(count: int, first: int = 1) -> Paragraph:
    """Return a paragraph of some lines."""
    return paragraph(words(count, first))


def heading() -> Paragraph:
    return paragraph("H", keep_next=True)


# From page to page -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("story", "pages"),
    [
        ("abc", ["a b c"]),
        ("abcd", ["a b c", "d"]),
        ("abcdefgh", ["a b c", "d e f g h"]),
        ("abcdefghi", ["a b c", "d e f g h", "i"]),
    ],
)
def test_the_first_page_has_a_height_of_its_own(story: str, pages: list[str]) -> None:
    assert told(column(3, 5), *lines(story)) == pages


def test_nothing_to_say_takes_no_page() -> None:
    assert told(column(3)) == []


@pytest.mark.parametrize(
    ("cost", "pages"),
    [
        (30, ["a b c d e f x y", "z"]),
        (100, ["a b c d e f", "x y z"]),
        ("never", ["a b c d e f", "x y z"]),
    ],
    ids=["that costs less than a quarter of a page", "that costs more", "that must never be torn"],
)
def test_a_section_is_torn_where_that_costs_less_than_the_room(cost: float | str, pages: list[str]) -> None:
    section = Stack(tuple(lines("xyz")), torn="section")
    assert told(column(8), *lines("abcdef"), section, section=cost) == pages


def test_a_section_that_no_page_holds_is_parted_where_it_begins() -> None:
    section = Stack(tuple(lines("uvwxyz")), torn="section")
    assert told(column(4), *lines("ab"), section) == ["a b u v", "w x y z"]


def test_a_box_is_torn_rather_than_a_page_left_empty() -> None:
    box = Box(Stack(tuple(lines("uvwxyz"))), box_style())
    assert told(column(8), *lines("abcdef"), box) == ["a b c d e f", "u v w x y z"]
    assert told(column(6), *lines("ab"), box) == ["a b u v w x", "y z"]
    assert told(column(6), *lines("ab"), box, box="never") == ["a b", "u v w x y z"]


@pytest.mark.parametrize(
    ("before", "pages"),
    [
        ("ab", ["a b H w01", "w02"]),
        ("abc", ["a b c", "H w01 w02"]),
        ("", ["H w01 w02"]),
    ],
)
def test_no_heading_stands_at_the_foot_of_a_page(before: str, pages: list[str]) -> None:
    assert told(column(4), *lines(before), heading(), Block("w01"), Block("w02")) == pages


def test_headings_below_each_other_move_on_together() -> None:
    assert told(column(5), *lines("ab"), heading(), heading(), text(3)) == ["a b", "H H w01 w02 w03"]


@pytest.mark.parametrize(
    ("before", "count", "pages"),
    [
        ("a", 7, ["a w01 w02 w03 w04", "w05 w06 w07"]),
        ("a", 6, ["a w01 w02 w03", "w04 w05 w06"]),
        ("a", 5, ["a w01 w02 w03", "w04 w05"]),
        ("abc", 6, ["a b c w01 w02", "w03 w04 w05 w06"]),
        ("abcd", 6, ["a b c d", "w01 w02 w03 w04", "w05 w06"]),
        ("ab", 9, ["a b w01 w02 w03", "w04 w05 w06 w07", "w08 w09"]),
    ],
)
def test_a_paragraph_leaves_two_lines_on_either_side_and_three_where_pages_are_full_so(
    before: str, count: int, pages: list[str]
) -> None:
    assert told(column(5), *lines(before), text(count)) == pages


def test_a_heading_goes_with_the_paragraph_that_moves_on() -> None:
    assert told(column(5), *lines("ab"), heading(), text(5)) == ["a b H w01 w02", "w03 w04 w05"]
    assert told(column(5), *lines("abc"), heading(), text(5)) == ["a b c", "H w01 w02 w03", "w04 w05"]


def test_a_paragraph_that_no_page_holds_leaves_no_line_alone() -> None:
    assert told(column(3), text(7)) == ["w01 w02 w03", "w04 w05", "w06 w07"]


def test_what_is_below_is_not_torn_where_a_page_is_full_without() -> None:
    assert told(column(6), *lines("abcdef"), text(4), *lines("g")) == ["a b c d e f", "w01 w02 w03 w04 g"]
    assert told(column(6), *lines("abcde"), text(6)) == ["a b c d e", "w01 w02 w03 w04 w05 w06"]


@pytest.mark.parametrize(
    ("before", "pages"),
    [
        ("abcd", ["a b c d", "u v w x y", "z"]),  # the rule would stand at the foot
        ("abcde", ["a b c d e", "u v w x y", "z"]),  # or at the head
        ("abc", ["a b c u", "v w x y z"]),
    ],
)
def test_a_rule_between_sections_is_neither_the_first_nor_the_last_on_a_page(before: str, pages: list[str]) -> None:
    style = RuleStyle(toys.INK, LEADING, 0.0, 0.0)
    assert told(column(5), *lines(before), replace(Rule.of(style), discardable=True), *lines("uvwxyz")) == pages


def test_the_space_above_what_begins_a_page_stays_behind() -> None:
    apart = replace(Block("x"), before=LEADING, after=LEADING)
    assert told(column(3), *lines("abc"), apart, *lines("y")) == ["a b c", "x y"]
    assert told(column(3), *lines("ab"), apart, *lines("yz")) == ["a b", "x y", "z"]


def test_a_spring_fills_the_last_page_and_vanishes_at_the_head_of_one() -> None:
    [only] = dealt(Stack((Block("a"), SPRING, Block("z")), stretchy=True), column(5))
    assert only.content.wrap(only.frame.width) == only.frame.height
    *_, last = dealt(Stack((*lines("abcde"), SPRING, Block("z")), stretchy=True), column(5))
    assert last.content.wrap(last.frame.width) == LEADING


def test_what_fits_on_no_page_is_told_at_its_place() -> None:
    with pytest.raises(InputProblems) as raised:
        dealt(Stack((Block("a"), Block("tall", height=99.0, place=HERE), Block("b"))), column(5))
    [problem] = raised.value.problems
    assert problem.place == HERE
    assert problem.message == "this does not fit on a page, which has 60 points of height for it"


def test_there_are_so_many_pages_and_no_more() -> None:
    story = [Block(str(number), place=Place("x.yaml", number)) for number in range(1, MAX_PAGES + 2)]
    assert len(dealt(Stack(tuple(story[:-1])), column(1))) == MAX_PAGES
    with pytest.raises(InputProblems) as raised:
        dealt(Stack(tuple(story)), column(1))
    [problem] = raised.value.problems
    assert problem.place == Place("x.yaml", 1), "all that is printed is to be shared out"
    assert problem.message == f"this makes more than {MAX_PAGES} pages"


# What ends a story -------------------------------------------------------------------------------


def ending(colophon: str, questions: int = 2) -> tuple[Flowable, ...]:
    """Return what ends a story: lines for questions, so many lines high, and at the foot what is to stay whole."""
    asked = Spare(Block("Q", questions * LEADING), Element("Sect"), stretchy=True, ending=True)
    return asked, SPRING, Stack(tuple(lines(colophon)), torn="whole")


@pytest.mark.parametrize(
    ("text", "colophon", "pages"),
    [
        ("ab", "xyz", ["a b x y z"]),
        ("abcd", "xyz", ["a b c d", "Q x y z"]),  # whole, with the lines above it
        ("abcd", "wxyz", ["a b c d", "w x y z"]),  # which are left out if they have no room there
        ("abc", "wxyz", ["a b c Q", "w x y z"]),  # or stand below the text, if they have room there
        ("ab", "wxyz", ["a b Q", "w x y z"]),  # where a page that is not full is no flaw
        ("abcdef", "wxyz", ["a b c d e", "f w x y z"]),
    ],
)
def test_what_is_to_stay_whole_has_a_page_of_its_own_rather_than_parts_of_two(
    text: str, colophon: str, pages: list[str]
) -> None:
    assert told(column(5), *lines(text), *ending(colophon)) == pages


def test_a_box_stays_whole_where_the_text_is_parted_from_its_end() -> None:
    """The page of the text is half empty: nothing of it is torn, or moved, to fill it."""
    box = Stack(tuple(lines("cde")), torn="section")
    assert told(column(6), *lines("abf"), box, *lines("gh"), *ending("uvwxyz", 3)) == [
        "a b f c d e",
        "g h Q",
        "u v w x y z",
    ]


def test_what_no_page_holds_is_torn_where_both_parts_fill_their_pages() -> None:
    section = Stack(tuple(lines("abcde")), torn="section")
    assert told(column(5), section, *ending("stuvwxyz")) == ["a b c d e", "s t u v", "w x y z"]
    assert told(column(5), section, *ending("uvwxyz")) == ["a b c d e", "Q u v w", "x y z"]


# Several frames on a page ------------------------------------------------------------------------


def panels() -> Iterator[Frame]:
    """Yield two frames of different widths on the first page, and one on each later page."""
    yield frame(1, 4, "left", 0.0, measure(2))
    yield frame(1, 4, "right", 200.0, measure(3))
    for page in itertools.count(2):
        yield frame(page, 6, "main", 0.0, measure(4))


def test_a_story_runs_through_frames_of_different_widths() -> None:
    filled = dealt(Stack((text(26),)), panels())
    assert read_frames(filled) == [
        (1, "left", ["w01 w02", "w03 w04", "w05 w06", "w07 w08"]),
        (1, "right", ["w09 w10 w11", "w12 w13 w14", "w15 w16 w17", "w18 w19 w20"]),
        (2, "main", ["w21 w22 w23 w24", "w25 w26"]),
    ]
    said = " ".join(line for _, _, lines in read_frames(filled) for line in lines)
    assert said == words(26)


@pytest.mark.parametrize(
    ("story", "frames"),
    [
        (
            (*lines("abc"), heading(), text(9)),
            [["a", "b", "c"], ["H", "w01 w02 w03", "w04 w05 w06", "w07 w08 w09"]],
        ),
        (
            (*lines("ab"), text(9)),
            [["a", "b", "w01 w02", "w03 w04"], ["w05 w06 w07", "w08 w09"]],
        ),
        (
            (*lines("abcdef"), text(12)),
            [["a", "b", "c", "d"], ["e", "f", "w01 w02 w03", "w04 w05 w06"], ["w07 w08 w09 w10", "w11 w12"]],
        ),
        (
            (*lines("abc"), Stack(tuple(lines("xyz")), torn="box"), *lines("de")),
            [["a", "b", "c"], ["x", "y", "z", "d"], ["e"]],
        ),
    ],
    ids=["no heading at the foot", "two lines on either side", "on to the next page", "boxes are kept"],
)
def test_the_end_of_a_panel_keeps_the_rules(story: tuple[Flowable, ...], frames: list[list[str]]) -> None:
    assert [lines for _, _, lines in read_frames(dealt(Stack(story), panels()))] == frames


def test_each_frame_is_drawn_at_its_place() -> None:
    canvas = toys.sheet()
    left, right, _ = dealt(Stack((text(26),)), panels())
    for each in (left, right):
        each.draw(canvas)
    below = [(line.x, round(1000.0 - line.baseline, 1)) for line in canvas.record.texts]
    drop = toys.style().baseline
    rows = [round(drop + LEADING * row, 1) for row in range(4)]
    assert below == [(0.0, row) for row in rows] + [(200.0, row) for row in rows]
