"""Pages: the footer is measured first, and a story runs through the frames that are left, by the rules of breaking.

In these stories a word is a line, unless a frame is wider: “H w01 w02” is a heading and two lines of a paragraph.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

import pytest

from clinicpress.drawing.tagging import Element, MarkedContent
from clinicpress.ground.problems import InputProblems, Place
from clinicpress.looks.design import Frame
from clinicpress.looks.theme import RuleStyle
from clinicpress.typesetting.flowables import Box, Flowable, Rule, Stack
from clinicpress.typesetting.leaves import SPRING
from clinicpress.typesetting.page import MAX_PAGES, FooterPlan, Furniture, compose
from clinicpress.typesetting.text import Paragraph
from tests.typesetting import toys
from tests.typesetting.furnished import (
    DISCLAIMER,
    SOURCE,
    canvas_of,
    design,
    footer_text,
    furniture,
    read_frames,
    stamp_pages,
)
from tests.typesetting.told import english, look, operators
from tests.typesetting.toys import LEADING, Block, box_style, measure, paragraph, words

HERE = Place("brochures/breathing/en.yaml", 12)


def frame(page: int, lines: int, name: str = "main", x: float = 0.0, width: float = measure(1)) -> Frame:
    """Return a frame that is some lines high."""
    return Frame(page, x, 1000.0, width, lines * LEADING, 1000.0 - lines * LEADING, name)


def column(*lines: int) -> Iterator[Frame]:
    """Yield a frame for each page, so many lines high; the last number goes for all later pages."""
    for page in itertools.count(1):
        yield frame(page, lines[min(page, len(lines)) - 1])


def dealt(frames: Iterator[Frame], *story: Flowable) -> list[str]:
    """Deal a story out; return what each of its frames says."""
    return [" ".join(lines) for _, _, lines in read_frames(compose(Stack(story), frames))]


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
    assert dealt(column(3, 5), *lines(story)) == pages


def test_nothing_to_say_takes_no_page() -> None:
    assert dealt(column(3)) == []


@pytest.mark.parametrize(
    ("keep", "pages"),
    [(0.6, ["a b c", "x y z"]), (0.59, ["a b c x y", "z"]), (0.0, ["a b c x y", "z"])],
    ids=["of at most its share of a page", "of more", "that need not be kept"],
)
def test_a_section_is_kept_together(keep: float, pages: list[str]) -> None:
    section = Stack(tuple(lines("xyz")), keep=keep)
    assert dealt(column(5), *lines("abc"), section) == pages


def test_the_page_that_a_section_moves_to_says_whether_it_is_kept() -> None:
    section = Stack(tuple(lines("xyz")), keep=0.6)
    assert dealt(column(3, 5), Block("a"), section) == ["a", "x y z"]
    assert dealt(column(5, 3), *lines("abc"), section) == ["a b c x y", "z"]


def test_a_section_that_no_page_holds_is_parted_where_it_begins() -> None:
    section = Stack(tuple(lines("uvwxyz")), keep=1.0)
    assert dealt(column(4), *lines("ab"), section) == ["a b u v", "w x y z"]


def test_what_is_kept_whole_is_parted_where_it_fills_more_than_a_page() -> None:
    box = Box(Stack(tuple(lines("uvwxyz"))), box_style())
    assert dealt(column(4), Block("a"), box) == ["a u v w", "x y z"]
    assert dealt(column(6), Block("a"), box) == ["a", "u v w x y z"]


@pytest.mark.parametrize(
    ("before", "pages"),
    [
        ("ab", ["a b H w01", "w02"]),
        ("abc", ["a b c", "H w01 w02"]),
        ("", ["H w01 w02"]),
    ],
)
def test_no_heading_stands_at_the_foot_of_a_page(before: str, pages: list[str]) -> None:
    assert dealt(column(4), *lines(before), heading(), Block("w01"), Block("w02")) == pages


def test_headings_below_each_other_move_on_together() -> None:
    assert dealt(column(5), *lines("ab"), heading(), heading(), text(3)) == ["a b", "H H w01 w02 w03"]


@pytest.mark.parametrize(
    ("before", "count", "pages"),
    [
        ("a", 7, ["a w01 w02 w03 w04", "w05 w06 w07"]),
        ("a", 6, ["a w01 w02 w03", "w04 w05 w06"]),
        ("a", 5, ["a", "w01 w02 w03 w04 w05"]),
        ("abc", 6, ["a b c", "w01 w02 w03", "w04 w05 w06"]),
        ("ab", 9, ["a b w01 w02 w03", "w04 w05 w06", "w07 w08 w09"]),
    ],
)
def test_a_paragraph_leaves_three_lines_on_either_side(before: str, count: int, pages: list[str]) -> None:
    assert dealt(column(5), *lines(before), text(count)) == pages


def test_a_heading_goes_with_the_paragraph_that_moves_on() -> None:
    assert dealt(column(5), *lines("ab"), heading(), text(5)) == ["a b", "H w01 w02 w03 w04", "w05"]
    assert dealt(column(5), Block("a"), heading(), text(6)) == ["a H w01 w02 w03", "w04 w05 w06"]


def test_what_is_too_tall_for_any_page_is_parted_against_the_rule() -> None:
    assert dealt(column(2), text(5)) == ["w01 w02", "w03 w04", "w05"]


def test_only_what_stands_first_on_a_page_is_parted_against_the_rule() -> None:
    assert dealt(column(4), *lines("ab"), text(4), text(2, 5)) == ["a b", "w01 w02 w03 w04", "w05 w06"]


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
    assert dealt(column(5), *lines(before), replace(Rule.of(style), discardable=True), *lines("uvwxyz")) == pages


def test_the_space_above_what_begins_a_page_stays_behind() -> None:
    apart = replace(Block("x"), before=LEADING, after=LEADING)
    assert dealt(column(3), *lines("abc"), apart, *lines("y")) == ["a b c", "x y"]
    assert dealt(column(3), *lines("ab"), apart, *lines("yz")) == ["a b", "x y", "z"]


def test_a_spring_fills_the_last_page_and_vanishes_at_the_head_of_one() -> None:
    [only] = compose(Stack((Block("a"), SPRING, Block("z")), stretchy=True), column(5))
    assert only.stack.wrap(only.frame.width) == only.frame.height
    *_, last = compose(Stack((*lines("abcde"), SPRING, Block("z")), stretchy=True), column(5))
    assert last.stack.wrap(last.frame.width) == LEADING


def test_what_fits_on_no_page_is_told_at_its_place() -> None:
    with pytest.raises(InputProblems) as told:
        compose(Stack((Block("a"), Block("tall", height=99.0, place=HERE), Block("b"))), column(5))
    [problem] = told.value.problems
    assert problem.place == HERE
    assert problem.message == "this does not fit on a page, which has 60 points of height for it"


def test_there_are_so_many_pages_and_no_more() -> None:
    story = [Block(str(number), place=Place("x.yaml", number)) for number in range(1, MAX_PAGES + 2)]
    assert len(compose(Stack(tuple(story[:-1])), column(1))) == MAX_PAGES
    # What follows the last page might fit on one: it is only too many when there is more than that.
    with pytest.raises(InputProblems) as told:
        compose(Stack((*story, Block("one more"))), column(1))
    [problem] = told.value.problems
    assert problem.place.line == MAX_PAGES + 1
    assert problem.message == f"this makes more than {MAX_PAGES} pages"


# Several frames on a page ------------------------------------------------------------------------


def panels() -> Iterator[Frame]:
    """Yield two frames of different widths on the first page, and one on each later page."""
    yield frame(1, 4, "left", 0.0, measure(2))
    yield frame(1, 4, "right", 200.0, measure(3))
    for page in itertools.count(2):
        yield frame(page, 6, "main", 0.0, measure(4))


def test_a_story_runs_through_frames_of_different_widths() -> None:
    filled = compose(Stack((text(26),)), panels())
    assert read_frames(filled) == [
        (1, "left", ["w01 w02", "w03 w04", "w05 w06", "w07 w08"]),
        (1, "right", ["w09 w10 w11", "w12 w13 w14", "w15 w16 w17"]),
        (2, "main", ["w18 w19 w20 w21", "w22 w23 w24", "w25 w26"]),
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
            [["a", "b"], ["w01 w02 w03", "w04 w05 w06", "w07 w08 w09"]],
        ),
        (
            (*lines("abcdef"), text(12)),
            [["a", "b", "c", "d"], ["e", "f"], ["w01 w02 w03 w04", "w05 w06 w07 w08", "w09 w10 w11 w12"]],
        ),
        (
            (*lines("abc"), Stack(tuple(lines("xyz")), keep=0.75), *lines("de")),
            [["a", "b", "c"], ["x", "y", "z", "d"], ["e"]],
        ),
    ],
    ids=["no heading at the foot", "three lines on either side", "on to the next page", "sections are kept"],
)
def test_the_end_of_a_panel_keeps_the_rules(story: tuple[Flowable, ...], frames: list[list[str]]) -> None:
    assert [lines for _, _, lines in read_frames(compose(Stack(story), panels()))] == frames


def test_each_frame_is_drawn_at_its_place() -> None:
    canvas = toys.sheet()
    left, right, _ = compose(Stack((text(26),)), panels())
    for each in (left, right):
        each.draw(canvas)
    below = [(line.x, round(1000.0 - line.baseline, 1)) for line in canvas.record.texts]
    drop = toys.style().baseline
    rows = [round(drop + LEADING * row, 1) for row in range(4)]
    assert below == [(0.0, row) for row in rows] + [(200.0, row) for row in rows[:3]]


# Head and footer ---------------------------------------------------------------------------------


def lines_of_pages(disclaimer: str, layout: str = "handout") -> list[int]:
    """Return how many lines of a long story stand on the pages of a design, above a footer that says this."""
    found = compose(Stack(tuple(Block("x") for _ in range(120))), furniture(disclaimer, layout).frames())
    return [len(lines) for _, _, lines in read_frames(found)]


def test_frames_begin_where_the_layout_says_and_end_above_the_footer() -> None:
    first, second, third = itertools.islice(furniture().frames(), 3)
    layout, geometry, top = design().layout, design().geometry, furniture().footer.top
    assert [each.page for each in (first, second, third)] == [1, 2, 3]
    assert [geometry.height - each.top for each in (first, second, third)] == [
        layout.first_page.top, layout.later_pages.top, layout.later_pages.top,
    ]  # fmt: skip
    for each in (first, second, third):
        assert (each.x, each.width) == (geometry.main, geometry.measure)
        assert each.top - each.height == pytest.approx(top + layout.footer.gap)
        assert each.foot == top


def test_a_longer_disclaimer_leaves_fewer_lines_on_every_page() -> None:
    notes = ["Note: " + "Ask your clinic. " * times for times in (1, 60)]
    few, many = (furniture(note).footer.lines for note in notes)
    assert (few, many) == (4, 10)
    # The footer's lines are as high as those of the story.
    short, long = (lines_of_pages(note) for note in notes)
    assert [one - other for one, other in zip(short[:2], long[:2], strict=True)] == [6, 6]


def test_a_footer_beside_the_clinics_lines_takes_as_many_as_they_do() -> None:
    assert lines_of_pages("Note: Ask.") == lines_of_pages("Note: " + "Ask your clinic. " * 8)


@pytest.mark.parametrize(
    ("source", "disclaimer", "place"),
    [("A guide. ", "Ask your clinic. " * 200, DISCLAIMER), ("A guide. " * 400, "Ask your clinic.", SOURCE)],
)
def test_a_footer_takes_at_most_a_quarter_of_the_page(source: str, disclaimer: str, place: Place) -> None:
    with pytest.raises(InputProblems) as told:
        FooterPlan(design(), footer_text(source, disclaimer))
    [problem] = told.value.problems
    assert problem.place == place
    assert "at most 25% is allowed" in problem.message


def stamped(page: int, pages: int) -> list[str]:
    """Return the lines that are stamped on a page."""
    record = stamp_pages(furniture(title="How to breathe"), pages).record
    return [line.text.strip() for line in record.stamped_lines if line.page == page]


@pytest.mark.parametrize("page", [1, 2, 3])
def test_every_page_says_source_disclaimer_version_and_folio(page: int) -> None:
    said = stamped(page, 3)
    assert {"Source: A guide", "Note: Ask your clinic."} <= set(said)
    assert [line for line in said if line.startswith("Page")] == [f"Page {page} of 3 · Version 1"]


def test_the_title_runs_at_the_head_of_later_pages_only() -> None:
    assert ["How to breathe" in stamped(page, 3) for page in (1, 2, 3)] == [False, True, True]


def test_where_the_footer_is_spoken_it_is_said_once_on_the_last_page() -> None:
    furnished, root = furniture(layout="summary"), Element("Document")
    furnished.footer.speak(root)
    stamp_pages(furnished, 3)
    said = [element for element in root.walk() if element.tag == "P"]
    assert [element.drawn.strip() for element in said] == ["Source: A guide", "Note: Ask your clinic."]
    assert {kid.page for element in said for kid in element.kids if isinstance(kid, MarkedContent)} == {2}


def test_where_the_story_holds_the_colophon_the_footer_is_not_spoken() -> None:
    root = Element("Document")
    furniture(layout="handout").footer.speak(root)
    assert not root.kids


# The look of head and foot -------------------------------------------------------------------


def heads(changes: str) -> str:
    """Return the operators of two pages with head and footer, in a theme with some keys changed."""
    own = look(changes)
    labels = english().labels
    furnished = Furniture(own, labels, "A title", FooterPlan(own, footer_text()))
    canvas = canvas_of(lambda canvas, page: furnished.stamp(canvas, page, 2))
    canvas.showPage()
    return operators(canvas)


INK, GREY = "0.102 0.1216 0.1412", "0.5412 0.5765 0.6078"
"""The colours “ink” and “rule” of the shipped themes."""


@pytest.mark.parametrize(
    ("changes", "drawn"),
    [
        ("strip: {block: ink}", f"{INK} rg 48 716 144 40 re f"),
        ("strip: {ground: rule}", f"{GREY} rg 48 716 516 40 re f"),
        ("running_head: {block: ink}", f"{INK} rg 48 752 144 4 re f"),
        ("running_head: {ground: rule}", f"{GREY} rg 192 752 372 4 re f"),
        ("strip: {waves: {color: ink, width: 2}}", f"{INK} RG 2 w"),
    ],
)
def test_the_colours_of_the_heads_are_the_themes(changes: str, drawn: str) -> None:
    assert drawn in heads(changes)
    assert drawn not in heads("")


def test_a_strip_may_have_no_waves() -> None:
    assert " c S Q" in heads("strip: {inset: 12}")
    assert " c S Q" not in heads("strip: {waves: null}")


def test_the_words_on_the_strip_stand_at_the_themes_inset() -> None:
    own = look("strip: {inset: 20}")
    footer = FooterPlan(own, footer_text())
    canvas = canvas_of(lambda canvas, page: Furniture(own, english().labels, "T", footer).stamp(canvas, page, 1))
    canvas.showPage()
    [words] = [line for line in canvas.record.stamped_lines if line.text == "Patient information"]
    assert words.x == 48 + 20
    with pytest.raises(
        InputProblems,
        match=r"“Patient information” does not fit on the strip: it is 535 by 60 points, the strip 316 by 40",
    ):
        wide = look("strip: {inset: 100}\nstyles: {strip: {size: 60, leading: 60}}")
        Furniture(wide, english().labels, "T", FooterPlan(wide, footer_text()))


def test_the_footers_words_stand_below_its_rule_as_far_as_the_theme_says() -> None:
    plain, other = (FooterPlan(look(changes), footer_text()) for changes in ("", "rules: {footer: {after: 17}}"))
    assert other.top == plain.top + 10
    assert other.clinic_room.top == plain.clinic_room.top
