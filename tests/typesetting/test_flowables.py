"""Stacks, rows and boxes: what fits, where they are split, what is kept together and how pages begin."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from clinicpress.artwork.icons import Icon
from clinicpress.ground.problems import Place
from clinicpress.typesetting.flowables import Box, Flowable, Rule, Stack, first_place
from clinicpress.typesetting.leaves import SPRING, Spring
from clinicpress.typesetting.rows import Cell, Row
from tests.typesetting.toys import (
    LEADING,
    RULE,
    SIX,
    TOP,
    WIDE,
    Block,
    box_style,
    drawn,
    lines,
    pages,
    pages_of,
    paragraph,
    parted_within,
    prove_parts,
    read_shapes,
    row,
    rule,
    shapes_of,
    sheet,
    words,
)


def heading(name: str = "heading") -> Block:
    """Return something that is never parted from what follows."""
    return Block(name, keep_next=True)


# Stacks ------------------------------------------------------------------------------------


def test_spaces_stand_between_flowables_and_not_at_either_end() -> None:
    stack = Stack((Block("a", before=1, after=2), Block("b", before=4, after=8), Block("c", before=16, after=32)))
    assert stack.wrap(WIDE) == 3 * LEADING + 2 + 4 + 8 + 16
    tops = [TOP - line.baseline for line in drawn(stack, WIDE)]
    assert [low - high for high, low in itertools.pairwise(tops)] == pytest.approx([LEADING + 6, LEADING + 24])


def test_what_does_not_fit_goes_to_the_next_page() -> None:
    assert pages_of(WIDE, 3 * LEADING, *map(Block, "abcdefg")) == [["a", "b", "c"], ["d", "e", "f"], ["g"]]


def test_the_space_between_flowables_counts_at_the_pages_end() -> None:
    assert pages_of(WIDE, 2 * LEADING + 4, Block("a", after=5), Block("b")) == [["a"], ["b"]]
    assert pages_of(WIDE, 2 * LEADING + 5, Block("a", after=5), Block("b")) == [["a", "b"]]
    story = (Block("a", after=1), paragraph(SIX))
    assert pages_of(WIDE, 4 * LEADING, *story) == [["a", *lines(2)], lines(4, first=9)]
    assert pages_of(WIDE, 4 * LEADING + 1, *story) == [["a", *lines(3)], lines(3, first=13)]


def test_a_page_begins_without_the_space_above_its_first_flowable() -> None:
    assert pages_of(WIDE, 2 * LEADING, Block("a"), Block("b", before=20), Block("c")) == [["a"], ["b", "c"]]


def test_a_paragraph_is_split_at_the_pages_end() -> None:
    assert pages_of(WIDE, 4 * LEADING, Block("a"), paragraph(SIX)) == [["a", *lines(3)], lines(3, first=13)]


@pytest.mark.parametrize(("cost", "above"), [(0.0, 2), (900.0, 0)])
def test_a_paragraph_that_could_leave_only_two_lines_moves_on_whole_if_that_costs_much(cost: float, above: int) -> None:
    [first, _] = pages_of(WIDE, 6 * LEADING, *map(Block, "abcd"), paragraph(SIX), few_lines=cost, hollow=0)
    assert first == ["a", "b", "c", "d", *lines(above)]


def test_no_line_of_a_paragraph_stands_alone_where_there_is_another_way() -> None:
    assert pages_of(WIDE, 6 * LEADING, *map(Block, "abcde"), paragraph(SIX))[0] == ["a", "b", "c", "d", "e"]
    assert pages_of(WIDE, 5 * LEADING, paragraph(SIX), Block("a"))[0] == lines(4)


def test_a_split_stack_goes_on_without_its_space_above() -> None:
    parts = parted_within(Stack((Block("a"), Block("b")), before=9.0, after=7.0), WIDE, LEADING)
    assert parts is not None
    assert [(part.before, part.after) for part in parts] == [(9.0, 7.0), (0.0, 7.0)]


def test_nothing_is_split_off_where_nothing_fits() -> None:
    assert parted_within(Stack((Block("a"), Block("b"))), WIDE, LEADING - 1) is None


@pytest.mark.parametrize(("cost", "pages"), [(0.0, [["a", "b", "c"], ["d"]]), (900.0, [["a"], ["b", "c", "d"]])])
def test_a_stack_is_torn_where_that_costs_less_than_an_empty_page(cost: float, pages: list[list[str]]) -> None:
    kept = Stack((Block("b"), Block("c"), Block("d")), torn="section")
    assert pages_of(WIDE, 3 * LEADING, Block("a"), kept, section=cost, hollow=0) == pages


def test_a_stack_that_no_page_can_hold_is_torn() -> None:
    kept = Stack(tuple(map(Block, "abcd")), torn="figure")
    assert pages_of(WIDE, 3 * LEADING, kept) == [["a", "b", "c"], ["d"]]


def test_no_item_is_left_alone_where_there_is_another_way() -> None:
    items = Stack(tuple(map(Block, "123456")), torn="list", alone="item_alone")
    assert pages_of(WIDE, 6 * LEADING, Block("a"), items) == [["a", "1", "2", "3", "4"], ["5", "6"]]
    assert pages_of(WIDE, 5 * LEADING, *map(Block, "abcd"), items) == [
        ["a", "b", "c", "d"],
        ["1", "2", "3", "4"],
        ["5", "6"],
    ]


def test_a_single_line_below_a_heading_is_not_enough() -> None:
    story = [*map(Block, "abc"), heading(), paragraph(words(4)), paragraph(SIX)]
    assert pages_of(WIDE, 5 * LEADING, *story)[0] == ["a", "b", "c"]
    assert pages_of(WIDE, 6 * LEADING, *story, scant_heading=0)[0] == ["a", "b", "c", "heading", words(4)]


@pytest.mark.parametrize(
    "flowable",
    [
        paragraph(SIX),
        Stack((Block("a", after=3), paragraph(SIX), replace(Rule.of(RULE), discardable=True), Block("b", before=5))),
        Stack((Rule.of(RULE), heading(), paragraph(SIX), Stack(tuple(map(Block, "123")), alone="item_alone"))),
        row(Block("label"), Stack((paragraph(SIX), Block("x", before=4))), paragraph(words(30, 40)), torn="columns"),
        Row((Cell(Stack((Block("side"), Block("below"))), -50, WIDE, 7.0), Cell(paragraph(SIX), 0, WIDE))),
        Row((Cell(paragraph(words(16)), 0, WIDE), Cell(paragraph(words(16, 40)), 100, WIDE, drop=4.0))),
        row(paragraph(SIX), Stack((Block("tall", 2.5 * LEADING), paragraph(words(20, 40))))),
        row(paragraph(SIX), row(paragraph(words(20, 40)), Block("label"), torn="item"), torn="columns"),
        Box(
            Stack((Block("a"), replace(Rule.of(RULE), discardable=True), paragraph(SIX))),
            box_style(padding=(1.0, 2.0, 4.0, 8.0)),
            icon=Icon("toy", ()),
            min_height=60.0,
        ),
        Stack((Box(row(paragraph(SIX), Block("b")), box_style(padding=(3.0, 0, 2.0, 0))), Block("z", before=4))),
    ],
)
def test_parts_are_as_high_as_the_break_says_and_say_all_words(flowable: Flowable) -> None:
    assert prove_parts(flowable, WIDE)


# Keeping together --------------------------------------------------------------------------


def test_a_heading_is_not_parted_from_what_follows() -> None:
    """keep_next: page 1 ends before the heading, page 2 has heading and text."""
    assert pages_of(WIDE, 3 * LEADING, Block("a"), Block("b"), heading(), Block("c")) == [["a", "b"], ["heading", "c"]]


def test_headings_in_a_row_move_on_together() -> None:
    assert pages_of(WIDE, 3 * LEADING, Block("a"), heading("h1"), heading("h2"), Block("b")) == [
        ["a"],
        ["h1", "h2", "b"],
    ]


def test_a_heading_stays_with_the_first_lines_of_a_paragraph() -> None:
    assert pages_of(WIDE, 5 * LEADING, Block("a"), heading(), paragraph(SIX)) == [
        ["a", "heading", *lines(3)],
        lines(3, first=13),
    ]
    assert pages_of(WIDE, 3 * LEADING, Block("a"), heading(), paragraph(SIX))[0] == ["a"]


def test_what_can_stand_nowhere_else_is_parted_from_its_heading() -> None:
    """A heading at the head of a page stays there, if what follows fills a page itself."""
    assert pages_of(WIDE, 3 * LEADING, heading(), Block("picture", 3 * LEADING)) == [["heading"], ["picture"]]


def test_behind_headings_alone_text_is_split_by_force() -> None:
    assert pages_of(WIDE, 3 * LEADING, heading(), paragraph(words(16))) == [
        ["heading", *lines(2)],
        lines(2, first=9),
    ]


# The head and the foot of pages ------------------------------------------------------------


@pytest.mark.parametrize("discardable", [True, False])
def test_discardable_rules_vanish_at_the_head_of_a_page(discardable: bool) -> None:
    stack = Stack((rule(discardable), rule(discardable), Block("a"), rule(discardable), Block("b")))
    trimmed = stack.trimmed()
    assert trimmed is not None
    rules = [] if discardable else ["Rule", "Rule"]
    assert shapes_of(trimmed) == [*rules, "a", "Rule", "b"]


def test_discardable_rules_do_not_end_a_page() -> None:
    """They would go over to the next page with what they part from the rest, and vanish there."""
    loose = replace(rule(), keep_next=False)
    parts = parted_within(Stack((Block("a"), loose, Block("b"))), WIDE, LEADING + 2)
    assert parts is not None
    assert [shapes_of(part) for part in parts] == [["a"], ["b"]]


def test_a_rule_is_not_parted_from_what_it_stands_above() -> None:
    parts = parted_within(Stack((Block("a"), rule(discardable=False), Block("b"))), WIDE, LEADING + 2)
    assert parts is not None
    assert [shapes_of(part) for part in parts] == [["a"], ["Rule", "b"]]


def test_trimming_reaches_into_what_stands_first() -> None:
    inner = Stack((rule(), Block("a")))
    assert read_shapes(Stack((inner, rule(), Block("b"))).trimmed()) == [["a"], "Rule", "b"]
    assert Stack((rule(), Stack((rule(),)))).trimmed() is None
    assert Stack().trimmed() is None


# Taking up space ---------------------------------------------------------------------------


def test_a_spring_takes_up_the_space_that_is_left_over() -> None:
    """What follows it stands at the foot of the page."""
    [page] = pages(Stack((Block("a"), SPRING, Block("b"))), WIDE, 10 * LEADING)
    top, foot = drawn(page, WIDE)
    assert top.baseline - foot.baseline == pytest.approx(9 * LEADING)


def test_the_first_to_stretch_takes_all_that_it_can() -> None:
    stack = Stack((Spring(stretchy=True), Block("a"), Spring(stretchy=True))).stretch(WIDE, 30.0)
    assert [child.wrap(WIDE) for child in stack.children] == [30.0, LEADING, 0.0]


def test_only_what_is_stretchy_stretches() -> None:
    stack = Stack((Spring(), Block("a"), paragraph("w01")))
    assert stack.stretch(WIDE, 30.0).wrap(WIDE) == stack.wrap(WIDE)
    assert Block("a").stretch(WIDE, 30.0).wrap(WIDE) == LEADING
    assert paragraph("w01").stretch(WIDE, 30.0).wrap(WIDE) == LEADING


def test_cells_stretch_below_their_row_as_far_as_it_may_grow() -> None:
    springy = Stack((Block("b"), SPRING), stretchy=True)
    both = row(Block("a", 40.0), springy)
    grown = both.stretch(WIDE, 30.0)
    assert grown.wrap(WIDE) == 70.0
    assert [cell.content.wrap(WIDE) for cell in grown.cells if cell.content] == [40.0, 70.0]


# Boxes -------------------------------------------------------------------------------------


def box(content: Flowable, torn: str = "", **changes: object) -> Box:
    """Return a box with different paddings on all sides."""
    return Box(content, box_style(padding=(1.0, 2.0, 4.0, 8.0)), torn=torn, **changes)


def test_a_box_adds_its_paddings() -> None:
    boxed = box(paragraph(SIX))
    assert boxed.wrap(WIDE + 10) == 6 * LEADING + 5
    first, *_ = drawn(boxed, WIDE + 10)
    assert (first.x, TOP - first.baseline) == pytest.approx((8.0, 1.0 + paragraph("w").style.baseline))


def test_a_box_has_its_least_height_and_room_for_its_icon() -> None:
    icon = Icon("toy", ())
    assert box(Block("a"), min_height=50.0).wrap(WIDE) == 50.0
    assert box(Block("a"), icon=icon).wrap(WIDE) == 1 + 4 + 10 + 2


def test_a_box_that_hangs_is_wider_by_that_and_has_no_left_padding() -> None:
    assert drawn(box(Block("a"), hang=30.0), WIDE)[0].x == 0.0


def test_a_box_is_kept_whole_where_a_page_can_hold_it() -> None:
    assert pages_of(WIDE + 10, 8 * LEADING, *map(Block, "abcd"), box(paragraph(SIX), torn="box"), hollow=0) == [
        ["a", "b", "c", "d"],
        lines(6),
    ]


def test_a_box_is_split_with_its_paddings_on_both_pages() -> None:
    """And its icon, its least height and the space above on the first alone."""
    boxed = box(paragraph(SIX), icon=Icon("toy", ()), before=7.0, min_height=3.0)
    assert parted_within(boxed, WIDE + 10, LEADING + 4) is None
    parts = parted_within(boxed, WIDE + 10, 3 * LEADING + 5)
    assert parts is not None
    assert [part.wrap(WIDE + 10) for part in parts] == [3 * LEADING + 5, 3 * LEADING + 5]
    assert [(part.icon is None, part.before, part.min_height) for part in parts] == [
        (False, 7.0, 0.0),
        (True, 0.0, 0.0),
    ]


def test_the_rest_of_a_split_box_is_trimmed() -> None:
    """A rule at which its content was parted does not begin the next page; a rest of rules alone is none."""
    parts = parted_within(box(Stack((Block("a"), rule(), Block("b")))), WIDE, LEADING + 6)
    assert parts is not None
    assert read_shapes(parts[1].content) == ["b"]
    assert parted_within(box(Stack((Block("a"), rule()))), WIDE, LEADING + 5.5) is None


# Walking -----------------------------------------------------------------------------------


def test_everything_says_what_it_is_made_of() -> None:
    a, b = Block("a"), Block("b")
    assert Stack((a, b)).children == (a, b)
    assert row(a, None, b).children == (a, b)
    assert box(a).children == (a,)
    assert a.children == paragraph("w01").children == Rule(RULE).children == ()


def test_the_first_place_is_that_of_the_first_text() -> None:
    here, there = Place("here.yaml", 1, 1), Place("there.yaml", 2, 2)
    text = paragraph("w01", place=there)
    assert first_place(Stack((rule(), row(Block("bullet"), box(text))), place=here)) == there
    assert first_place(Stack((Block("a"),), place=here)) == here
    assert first_place(Block("a")) is None


def test_a_rule_has_the_spaces_of_its_style() -> None:
    made = Rule.of(RULE._replace(before=3.0, after=4.0, width=2.0), hang=10.0)
    assert (made.before, made.after, made.wrap(WIDE), made.keep_next) == (3.0, 4.0, 2.0, True)
    canvas = sheet()
    made.draw(canvas, 100.0, TOP, WIDE)
    assert canvas.record.lowest[None] == TOP - 1.0
