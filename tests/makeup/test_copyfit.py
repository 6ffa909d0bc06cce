"""Copyfitting: the ladder's order, the loosest rung that fits, and what is said where none does."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

import pytest

from clinicpress.drawing.tagging import Element
from clinicpress.ground.problems import InputProblems, Place
from clinicpress.looks.costs import Costs
from clinicpress.looks.design import Frame
from clinicpress.looks.theme import Fit
from clinicpress.looks.themefile import Ladder
from clinicpress.makeup.copyfit import STEPS, Target, fit_to_pages, rung
from clinicpress.makeup.dealing import FilledFrame
from clinicpress.typesetting.builder import Story
from clinicpress.typesetting.flowables import Box, Flowable, Stack
from clinicpress.typesetting.leaves import SPRING
from clinicpress.typesetting.rows import Cell, Row
from tests.typesetting.toys import LEADING, Block, box_style, frames, measure, paragraph, words

LADDER = Ladder(gaps=0.5, leading=0.9, floor=10.5)
GROWING = Ladder(gaps=0.5, leading=0.9, floor=10.5, ceiling=18)
HEIGHT = 20 * LEADING
WIDE = measure(4)
ONE_PAGE = Target("toy", Place("templates/toy"), 1)


def point(number: int, file: str = "brochures/toy/en.yaml") -> Flowable:
    """Return a point of one line, in line `number` of its file."""
    return paragraph(f"w{number:02}", place=Place(file, number, 1))


def fitted(
    *children: Flowable,
    tried: list[Fit] | None = None,
    height: float = HEIGHT,
    target: Target = ONE_PAGE,
    ladder: Ladder = LADDER,
) -> tuple[Story, list[FilledFrame]]:
    """Fit blocks to one page: gaps and heights of blocks follow the ladder."""

    def build(fit: Fit) -> Story:
        if tried is not None:
            tried.append(fit)
        return Story(Stack(tuple(_scaled(child, fit) for child in children)), Element("Document"), [])

    return fit_to_pages(build, lambda: frames(WIDE, height), ladder, target, Costs())


def _scaled(child: Flowable, fit: Fit) -> Flowable:
    if not isinstance(child, Block):
        return child
    return replace(child, height=child.height * fit.leading * (1 - fit.size / 2), after=child.after * fit.gaps)


# The ladder --------------------------------------------------------------------------------


def test_the_ladder_begins_with_the_themes_own_setting_and_ends_at_its_floor() -> None:
    assert rung(LADDER, 0) == Fit(gaps=1, leading=1, size=0)
    assert rung(LADDER, STEPS) == Fit(gaps=0.5, leading=0.9, size=1)


def test_above_the_themes_own_setting_gaps_and_sizes_grow_up_to_the_ceiling() -> None:
    steps = [rung(GROWING, -step) for step in range(STEPS + 1)]
    assert (steps[0], steps[-1]) == (Fit(), Fit(gaps=2, leading=1, size=-1))
    growth = [(fit.gaps, -fit.size) for fit in steps]
    assert growth == sorted(set(growth)), "each rung is larger than the one before"
    assert {fit.leading for fit in steps} == {1}


def test_gaps_give_way_first_then_leadings_then_sizes() -> None:
    steps = [rung(LADDER, step) for step in range(STEPS + 1)]
    for fit in steps:
        assert fit.leading == 1 or fit.gaps == pytest.approx(0.5), "leadings give way before gaps are at their least"
        assert fit.size == 0 or fit.leading == pytest.approx(0.9), "sizes give way before leadings are at their least"
    tightness = [(fit.size, -fit.leading, -fit.gaps) for fit in steps]
    assert tightness == sorted(set(tightness)), "each rung is tighter than the one before"


# Fitting -----------------------------------------------------------------------------------


def test_what_fits_is_set_as_the_theme_says() -> None:
    tried: list[Fit] = []
    _, pages = fitted(*(Block("a") for _ in range(20)), tried=tried)
    assert len(pages) == 1
    assert tried == [Fit()]


@pytest.mark.parametrize("count", [11, 12, 13, 15, 17, 18])
def test_the_loosest_rung_that_fits_is_taken(count: int) -> None:
    """One rung looser, it would no longer fit on the page, even with its gaps as small as they may be."""
    blocks = [Block("a", height=1.2 * LEADING, after=LEADING) for _ in range(count)]
    tried: list[Fit] = []
    story, pages = fitted(*blocks, tried=tried)
    assert len(pages) == 1
    rungs = [rung(LADDER, step) for step in range(STEPS + 1)]
    courses = [Stack(tuple(_scaled(block, fit) for block in blocks)).course(WIDE) for fit in rungs]
    fits = [course.height - course.give <= HEIGHT + 0.01 for course in courses]
    assert fits.index(True) > 0
    assert story.stack.wrap(WIDE) == pytest.approx(courses[fits.index(True)].height)
    assert pages[0].content.wrap(WIDE) <= HEIGHT + 0.01
    assert len(tried) <= 2 + 5, "a bisection needs no more tries"


def test_the_page_is_filled_by_what_takes_up_space() -> None:
    _, [page] = fitted(Block("a"), SPRING, Block("b"))
    assert page.content.wrap(WIDE) == pytest.approx(HEIGHT)


def panels() -> Iterator[Frame]:
    """Yield two frames on the first page, and one on each later page."""
    whole = next(frames(WIDE, HEIGHT))
    yield whole._replace(name="left")
    yield whole._replace(name="right")
    yield from (whole._replace(page=page) for page in itertools.count(2))


@pytest.mark.parametrize(
    ("count", "names"), [(20, ["left"]), (21, ["left", "right"]), (40, ["left", "right"]), (41, None)]
)
def test_all_frames_of_the_first_page_are_filled(count: int, names: list[str] | None) -> None:
    story = Story(Stack(tuple(Block("a") for _ in range(count))), Element("Document"), [])
    if names is None:
        with pytest.raises(InputProblems):
            fit_to_pages(lambda fit: story, panels, LADDER, ONE_PAGE, Costs())
    else:
        _, filled = fit_to_pages(lambda fit: story, panels, LADDER, ONE_PAGE, Costs())
        assert [each.frame.name for each in filled] == names


@pytest.mark.parametrize(("count", "pages"), [(40, 2), (60, 3)])
def test_more_pages_are_filled_before_anything_gives_way(count: int, pages: int) -> None:
    tried: list[Fit] = []
    blocks = [Block("a") for _ in range(count)]
    _, filled = fitted(*blocks, tried=tried, target=ONE_PAGE._replace(pages=pages))
    assert [each.frame.page for each in filled] == list(range(1, pages + 1))
    assert tried == [Fit()]


def test_what_is_longer_than_its_pages_is_made_tighter() -> None:
    tried: list[Fit] = []
    _, filled = fitted(*(Block("a") for _ in range(42)), tried=tried, target=ONE_PAGE._replace(pages=2))
    assert len(filled) == 2
    assert len(tried) > 1


# Room to spare ------------------------------------------------------------------------------


def test_few_points_are_set_as_large_as_the_ladder_goes() -> None:
    tried: list[Fit] = []
    story, _ = fitted(*(Block("a", after=LEADING) for _ in range(3)), tried=tried, ladder=GROWING)
    assert story.stack.children[0].wrap(WIDE) == pytest.approx(1.5 * LEADING)
    assert story.stack.children[0].after == pytest.approx(2 * LEADING)
    assert len(tried) <= 1 + 6, "a bisection needs no more tries"


@pytest.mark.parametrize("count", [14, 16])
def test_what_leaves_some_room_is_set_as_large_as_it_fits(count: int) -> None:
    """One rung larger, it would no longer fit on the page."""
    blocks = [Block("a") for _ in range(count)]
    story, pages = fitted(*blocks, ladder=GROWING)
    heights = [
        Stack(tuple(_scaled(block, rung(GROWING, -step)) for block in blocks)).wrap(WIDE) for step in range(STEPS + 1)
    ]
    best = max(height for height in heights if height <= HEIGHT + 0.01)
    assert heights[0] < best < heights[-1]
    assert story.stack.wrap(WIDE) == pytest.approx(best)
    assert len(pages) == 1


def test_what_grows_makes_no_more_pages() -> None:
    """A story of one page that might have three keeps to one; one of two fills the second."""
    three = ONE_PAGE._replace(pages=3)
    for count, pages in ((8, 1), (26, 2)):
        blocks = [Block("a") for _ in range(count)]
        story, filled = fitted(*blocks, target=three, ladder=GROWING)
        assert filled[-1].frame.page == pages
        assert story.stack.wrap(WIDE) > count * LEADING


# What is too long --------------------------------------------------------------------------


def refusal(*children: Flowable, height: float = HEIGHT) -> tuple[Place, str]:
    with pytest.raises(InputProblems) as refused:
        fitted(*children, height=height)
    [problem] = refused.value.problems
    return problem.place, problem.message


def test_what_is_too_long_is_refused_at_the_first_point_that_does_not_fit() -> None:
    place, message = refusal(*(point(number) for number in range(1, 27)))
    assert place == Place("brochures/toy/en.yaml", 21, 1)
    assert "even at 10.5 pt: about 1.0 inches (72 points) of it do not fit" in message


def test_what_is_too_long_for_several_pages_is_refused_at_the_first_text_of_the_next() -> None:
    points = [point(number) for number in range(1, 47)]
    with pytest.raises(InputProblems) as refused:
        fitted(*points, target=Target("flyer", Place("templates/toy"), 2))
    [problem] = refused.value.problems
    assert problem.place == Place("brochures/toy/en.yaml", 41, 1)
    assert problem.message.startswith(
        "the flyer is too long for 2 pages, even at 10.5 pt: about 1.0 inches (72 points)"
    )


def test_what_stands_at_the_foot_of_the_page_counts_as_kept() -> None:
    """The first point that reaches into the foot is one too many, not the foot."""
    foot = (SPRING, replace(Block("foot", 5 * LEADING / (0.9 * 0.5)), before=LEADING), point(99))
    place, _ = refusal(*(point(number) for number in range(1, 20)), *foot)
    assert place.line == 14


@pytest.mark.parametrize("nested", ["row", "box", "stack"])
def test_the_point_is_found_wherever_it_stands(nested: str) -> None:
    points = [point(number) for number in range(1, 27)]
    made: list[Flowable] = []
    for one in points:
        made.append(
            Row((Cell(Block("bullet"), 0.0, 10.0), Cell(one, 10.0, WIDE)))
            if nested == "row"
            else Box(one, box_style())
            if nested == "box"
            else Stack((one,))
        )
    assert refusal(*made)[0].line == 21


def test_words_of_templates_are_passed_over() -> None:
    """A label of ours cannot be shortened; the next point of the brochure is told."""
    labels = [point(number, file="templates/toy.html") for number in range(18, 24)]
    points = [point(number) for number in range(1, 18)]
    assert refusal(*points, *labels, point(24))[0] == Place("brochures/toy/en.yaml", 24, 1)


def test_where_no_point_of_the_brochure_reaches_below_the_page_the_story_is_told() -> None:
    assert refusal(*(Block(words(1)) for _ in range(60)))[0] == Place("templates/toy")
