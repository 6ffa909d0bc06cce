"""Ends of pages: the cheapest of all ways through a story, found without trying all of them."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence

import pytest

from clinicpress.looks.costs import NEVER, Costs
from clinicpress.makeup.choosing import HOLLOW, THIN, Leaf, choose
from clinicpress.typesetting.breaks import Break, Course

LINE = 10.0


def lines(count: int, torn: dict[int, tuple[str, ...]] | None = None) -> Course:
    """Return a story of lines, which can be parted below each of them; some of the breaks tear something."""
    breaks = [Break(at * LINE, at * LINE, (torn or {}).get(at, ()), at) for at in range(1, count)]
    return Course(count * LINE, breaks)


def ends(course: Course, room: float, *, forbidden: Sequence[tuple[int, int]] = (), **costs: float | str) -> list[int]:
    """Return the breaks at which pages of a height end, counted from 1."""
    found = choose(course, lambda page: room, Costs(**costs), forbidden)
    assert isinstance(found, list)
    assert [begin for begin, _, _ in found] == [0, *(end for _, end, _ in found[:-1])], "pages follow each other"
    return [end for _, end, _ in found]


def total(pages: Sequence[tuple[int, int, Leaf]]) -> float:
    return sum(cost for _, _, leaf in pages for _, cost in leaf.costs)


# What decides --------------------------------------------------------------------------------------


def test_a_story_that_fits_on_a_page_has_one() -> None:
    [(begin, end, leaf)] = choose(lines(5), lambda page: 50.0, Costs())
    assert (begin, end, leaf.end, leaf.filled, leaf.costs) == (0, 5, None, 1.0, (("page", 400.0),))


def test_pages_are_full_where_nothing_is_torn() -> None:
    assert ends(lines(25), 100.0) == [10, 20, 25]


@pytest.mark.parametrize(("cost", "first"), [(0, 10), (9, 10), (11, 9), (39, 9), (90, 8), ("never", 8)])
def test_a_page_ends_earlier_where_tearing_costs_more_than_the_room_that_stays_empty(
    cost: float | str, first: int
) -> None:
    """A tenth of a page that stays empty costs 10, a fifth 40."""
    story = lines(18, {10: ("box",), 9: ("paragraph",)} if first < 9 else {10: ("box",)})
    assert ends(story, 100.0, box=cost, paragraph=cost)[0] == first


def test_what_a_page_ends_with_is_chosen_for_the_pages_after_it_too() -> None:
    """Filled to its last line, the first page would leave the second one no good end."""
    story = lines(22, dict.fromkeys((*range(11, 17), *range(18, 22)), ("box",)))
    assert ends(story, 100.0, box="never")[1:] == [17, 22]
    story = lines(20, dict.fromkeys((*range(5, 9), *range(10, 19)), ("box",)))
    assert ends(story, 100.0, box=900) == [9, 19, 20]


def test_a_page_more_costs() -> None:
    """Four lines more on three pages tear nothing; where a page is dear, two pages hold them."""
    story = lines(20, {10: ("box",)})
    assert ends(story, 100.0, box=300, page=400) == [10, 20]
    assert ends(story, 100.0, box=300, page=10, thin_end=0) == [9, 19, 20]


def test_the_last_page_is_not_left_with_a_line_or_two() -> None:
    assert ends(lines(21), 100.0, thin_end=0) == [10, 20, 21]
    assert ends(lines(21), 100.0, thin_end=500) == [9, 19, 21], "two pages a tenth empty, or one a fifth"


def test_a_page_in_mid_document_is_not_left_half_empty_if_something_can_be_torn() -> None:
    story = lines(15, dict.fromkeys(range(6, 15), ("box",)))
    assert ends(story, 100.0)[0] == 10
    assert ends(story, 100.0, hollow=0)[0] == 5


def test_gaps_are_squeezed_where_that_tears_less() -> None:
    """A line more stands on the page, as all above it gives way by as much."""
    breaks = [Break(at * LINE, at * LINE, () if at == 11 else ("box",), at, at, at) for at in range(1, 20)]
    story = Course(200.0, breaks, 20.0)
    assert ends(story, 100.0)[0] == 11
    assert ends(story, 100.0, squeeze=100_000, box=0)[0] == 10
    [(_, _, leaf), *_] = choose(story, lambda page: 100.0, Costs())
    assert dict(leaf.costs)["squeeze"] == pytest.approx(60.0 * (10 / 11) ** 2)


# What must not be ----------------------------------------------------------------------------------


def test_what_must_never_be_is_where_there_is_no_other_way() -> None:
    story = lines(15, dict.fromkeys(range(1, 15), ("kept",)))
    assert len(ends(story, 100.0)) == 2


def test_a_page_that_cannot_be_is_not_chosen() -> None:
    assert ends(lines(15), 100.0, forbidden=[(0, 10)]) == [9, 15]
    assert ends(lines(15), 100.0, forbidden=[(0, 10), (9, 15)])[0] == 8


def test_where_nothing_fits_the_break_is_told_below_which_it_stands() -> None:
    blocks = Course(170.0, [Break(20.0, 20.0, (), 0), Break(40.0, 40.0, (), 1), Break(160.0, 160.0, (), 2)])
    assert choose(blocks, lambda page: 100.0, Costs()) == 2
    assert choose(Course(170.0), lambda page: 100.0, Costs()) == 0


def test_a_story_goes_on_in_frames_of_another_width_with_what_is_left_over() -> None:
    found = choose(lines(30), lambda page: 100.0 if page < 2 else None, Costs())
    assert isinstance(found, list)
    assert [end for _, end, _ in found] == [10, 20]
    assert found[-1][2].end is not None


def test_each_page_has_the_height_of_its_frame() -> None:
    found = choose(lines(30), lambda page: (50.0, 120.0, 80.0, 80.0, 80.0, 80.0)[page], Costs())
    assert isinstance(found, list)
    assert [end for _, end, _ in found] == [5, 17, 25, 30]


def test_a_page_tells_what_it_costs() -> None:
    [(_, _, first), _] = choose(lines(18, dict.fromkeys(range(1, 18), ("list", "item"))), lambda page: 100.0, Costs())
    assert first.costs[:3] == (("page", 400.0), ("list", 30.0), ("item", 50.0))
    assert first.filled == 1.0


# All ways ------------------------------------------------------------------------------------------


NAMES = ("paragraph", "few_lines", "line_alone", "list", "item", "table", "row", "box", "columns", "kept")


def any_story(seed: int) -> Course:
    """Return a short story of things of all heights that are torn at any cost; some pages can be squeezed."""
    chance = random.Random(seed)
    breaks: list[Break] = []
    y = give = 0.0
    for at in range(chance.randint(1, 11)):
        y += chance.choice((10.0, 10.0, 20.0, 35.0))
        give += chance.choice((0.0, 0.0, 2.0))
        torn = tuple(chance.sample(NAMES, chance.choice((0, 0, 1, 1, 2))))
        gap = chance.choice((0.0, 4.0))
        breaks.append(Break(y, y + gap, torn, at, give, give + gap * 0.15))
        y += gap
        give += gap * 0.15
    return Course(y + 20.0, breaks, give)


def all_ways(course: Course) -> Iterator[list[tuple[int, int]]]:
    """Yield the pages of each way through a story: all of its breaks taken or not."""
    end = len(course.breaks) + 1
    for count in range(end):
        for taken in itertools.combinations(range(1, end), count):
            yield list(itertools.pairwise((0, *taken, end)))


def cost_of(course: Course, pages: list[tuple[int, int]], room: float, costs: Costs) -> float | None:
    """Return what a way costs as it is told to designers; None where a page of it is too high."""
    end = len(course.breaks) + 1
    prices = costs.model_dump()
    found = 0.0
    for first, last in pages:
        top, spent = (0.0, 0.0) if not first else (course.breaks[first - 1].top, course.breaks[first - 1].spent)
        below = course.breaks[last - 1] if last < end else Break(course.height, course.height, (), None, course.give)
        high, give = below.foot - top, max(0.0, below.give - spent)
        if high - give > room + 0.01:
            return None
        found += costs.page + sum(prices[name] for name in below.torn)
        empty = max(0.0, 1 - high / room)
        if high > room + 0.01:
            found += costs.squeeze * ((high - room) / give) ** 2
        elif last < end:
            found += costs.empty * empty**2 + (costs.hollow if empty > HOLLOW else 0.0)
        elif first and high < room * THIN:
            found += costs.thin_end
    return found


def is_fair(course: Course, pages: list[tuple[int, int]], room: float, costs: Costs) -> bool:
    """Tell whether all pages but the last are well filled, and end where nothing dear is torn."""
    prices = costs.model_dump()
    for first, last in pages[:-1]:
        top, below = (course.breaks[first - 1].top if first else 0.0), course.breaks[last - 1]
        if below.foot - top < room * (1 - HOLLOW) or sum(prices[name] for name in below.torn) >= costs.hollow:
            return False
    return True


@pytest.mark.parametrize("seed", range(300))
def test_no_other_way_through_a_story_costs_less(seed: int) -> None:
    """Beside all ways of well filled pages; of others, one is taken where there is none of these."""
    story, room, costs = any_story(seed), 80.0, Costs()
    ways = {tuple(pages): cost_of(story, pages, room, costs) for pages in all_ways(story)}
    possible = {pages: cost for pages, cost in ways.items() if cost is not None}
    found = choose(story, lambda page: room, costs)
    if isinstance(found, int):
        assert not possible
        return
    chosen = tuple((begin, end) for begin, end, _ in found)
    assert possible[chosen] == pytest.approx(total(found)), "it costs what the pages tell"
    fair = [cost for pages, cost in possible.items() if is_fair(story, list(pages), room, costs)]
    assert total(found) <= min(fair, default=total(found)) + 1e-6
    if min(possible.values()) < NEVER:
        assert total(found) < NEVER, "what must never be is nowhere, as there is another way"


@pytest.mark.parametrize("seed", range(0, 150, 10))
def test_the_same_story_has_the_same_pages(seed: int) -> None:
    first, second = (choose(any_story(seed), lambda page: 80.0, Costs()) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("pages", [10, 100])
def test_no_more_is_looked_at_for_each_page_of_a_long_story_than_for_one_of_a_short(pages: int) -> None:
    """Each break is asked once how high its page is; what can end it is within that height."""
    asked: list[int] = []

    def room_of(page: int) -> float:
        asked.append(page)
        return 200.0

    found = choose(lines(20 * pages, dict.fromkeys(range(0, 20 * pages, 3), ("paragraph",))), room_of, Costs())
    assert isinstance(found, list)
    assert pages <= len(found) <= pages + 1
    assert len(asked) <= (20 + 1) * pages + len(found)


def test_what_must_be_torn_is_torn_where_all_costs_least() -> None:
    """A piece higher than a page stands behind half a page: it begins there, and leaves no page half empty."""
    story = lines(17, dict.fromkeys(range(6, 17), ("figure",)))
    assert ends(story, 100.0) == [10, 17]
