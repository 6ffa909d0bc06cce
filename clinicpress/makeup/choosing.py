"""Which breaks end the pages: those at which the whole story costs least.

A story's breaks are the points of a graph, a page is an edge from one to another, and the cheapest
way from the beginning to the end is found point by point (M. Plass, Optimal Pagination Techniques,
1981; F. Mittelbach, A General Framework for Globally Optimized Pagination, 2019). From each point only
the breaks within a page are looked at, so the work grows with the number of pages. The same story
always has the same pages.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from clinicpress.looks.costs import NEVER, Costs
from clinicpress.typesetting.breaks import ENDING, WHOLE, Break, Course
from clinicpress.typesetting.lines import EPSILON

HOLLOW = 0.3
"""From this share of emptiness on, a page in mid-document is hollow."""
THIN = 1 / 8
"""A last page is thin that is filled less than this."""


class Leaf(NamedTuple):
    """A page as it was chosen: where it ends, how full it is, and what that costs."""

    end: Break | None
    """The break below it; None at the end of the story, or of what frames of one width hold of it."""
    filled: float
    """The share of its room that is taken."""
    costs: tuple[tuple[str, float], ...]
    """The names of what it costs, and how much."""


GIVEN = Leaf(None, 0.0, ())
"""A page, or a panel, whose content was given to it and not chosen."""


class _Way(NamedTuple):
    """The cheapest way to a break."""

    cost: float
    origin: int
    pages: int


def choose(
    course: Course,
    room_of: Callable[[int], float | None],
    costs: Costs,
    forbidden: Collection[tuple[int, int]] = (),
) -> list[tuple[int, int, Leaf]] | int:
    """Choose the ends of pages; returns for each page the breaks between which it stands, and what it costs.

    Breaks are counted from 1, 0 is the beginning of the story, and the last number is its end. `room_of` gives
    the height of each frame, counted from 0, in points; None from the first on that is of another width: there the
    rest is left over. Where a page has no break that fits, returns the break at which it would begin.
    `forbidden` are pages that cannot be, by their breaks.
    """
    return _Search(course, room_of, costs, frozenset(forbidden)).run()


class _Search:
    def __init__(
        self,
        course: Course,
        room_of: Callable[[int], float | None],
        costs: Costs,
        forbidden: frozenset[tuple[int, int]],
    ) -> None:
        self.breaks: Sequence[Break] = course.breaks
        self.room_of, self.costs, self.forbidden = room_of, costs, forbidden
        self.end = len(self.breaks) + 1
        self.prices: dict[str, float] = dict(costs)
        priced: dict[tuple[str, ...], float] = {}
        for each in self.breaks:
            if each.torn not in priced:
                priced[each.torn] = sum(self.prices[name] for name in each.torn)
        self.price = [0.0, *(priced[each.torn] for each in self.breaks), 0.0]
        self.foot = [0.0, *(each.foot for each in self.breaks), course.height]
        self.top = [0.0, *(each.top for each in self.breaks), course.height]
        self.give = [0.0, *(each.give for each in self.breaks), course.give]
        self.spent = [0.0, *(each.spent for each in self.breaks), course.give]
        self.endings = [number for number, each in enumerate(self.breaks, 1) if each.torn == (ENDING,)]
        last_parts = [number for number, each in enumerate(self.breaks, 1) if WHOLE in each.torn]
        self.ends_anywhere = frozenset([*self.endings, *last_parts, self.end])
        self.in_order = sorted(self.ends_anywhere)
        # Where feet do not grow, such as below a side column, the search by height looks at their highest so far.
        self.low = _running_most(self.foot)
        self.ways: dict[int, _Way] = {0: _Way(0.0, 0, 0)}
        self.left_over: list[int] = []

    def run(self) -> list[tuple[int, int, Leaf]] | int:
        stuck = 0
        for begin in range(self.end):
            way = self.ways.get(begin)
            if way is None:
                continue
            room = self.room_of(way.pages)
            if room is None:
                self.left_over.append(begin)
                continue
            stuck = begin
            for end in self._ends(begin, room):
                cost = way.cost + self.costs.page + self.price[end]
                known = self.ways.get(end)
                if known is not None and cost >= known.cost - 1e-9:
                    continue
                cost += sum([each for _, each in self._filling(begin, end, room)])
                if known is None or cost < known.cost - 1e-9:
                    self.ways[end] = _Way(cost, begin, way.pages + 1)
        last = self.end if self.end in self.ways else None
        if last is None and self.left_over:
            last = min(self.left_over, key=lambda at: (self.ways[at].cost, -at))
        return stuck if last is None else self._pages_to(last)

    def _ends(self, begin: int, room: float) -> list[int]:
        """List the breaks at which a page can end that begins at one: those that are allowed, if there are any."""
        foot, price, hollow = self.foot, self.price, self.costs.hollow
        least = self.top[begin] + room * (1 - HOLLOW)
        # A break far up is not worth a look where a page can be filled without tearing much.
        fitting = self._fitting(begin, room, bisect_left(self.low, least, begin + 1))
        highest = next((foot[end] for end in fitting if foot[end] >= least and price[end] < hollow), None)
        if highest is not None:
            kept = self.ends_anywhere
            return [end for end in fitting if price[end] < NEVER and (foot[end] >= highest or end in kept)]
        fitting = self._fitting(begin, room, begin + 1)
        allowed = [end for end in fitting if price[end] < NEVER]
        # What must never be torn may have to be, here or on a page that follows: where costs least.
        return allowed if allowed and allowed[-1] == self.end else fitting

    def _fitting(self, begin: int, room: float, first: int) -> list[int]:
        """List the breaks from a first one on that fit on a page which begins at one, and above it what ends anywhere.

        `first` is above the foot of the page, or the break that follows `begin`.
        """
        foot, give, spent, low = self.foot, self.give, self.spent[begin], self.low
        most = self.top[begin] + room + EPSILON
        reach = bisect_right(low, most, first)
        above = self.in_order[bisect_right(self.in_order, begin) : bisect_left(self.in_order, first)]
        fitting = [*above, *range(first, reach)]
        for end in range(reach, self.end + 1):
            lower = give[end] - spent
            if low[end] - lower > most:
                break
            if foot[end] - max(0.0, lower) <= most:
                fitting.append(end)
        top, edge = self.top, self.top[begin] + EPSILON
        fitting = [end for end in fitting if top[end] > edge or end == self.end]
        return [end for end in fitting if (begin, end) not in self.forbidden] if self.forbidden else fitting

    def _filling(self, begin: int, end: int, room: float) -> list[tuple[str, float]]:
        """List what it costs how full a page is."""
        costs, high = self.costs, self.foot[end] - self.top[begin]
        found: list[tuple[str, float]] = []
        if high > room + EPSILON:
            share = (high - room) / (self.give[end] - self.spent[begin])
            found.append(("squeeze", costs.squeeze * share * share))
        if begin and (end == self.end or end in self.endings) and high < room * THIN:
            found.append(("thin_end", costs.thin_end))
        # Where what ends the story begins, the text above it counts for nothing: none is moved to fill such a page,
        # which has room for lines to write on; and the less of the ending it holds, the worse that is torn.
        begun = self.endings[bisect_left(self.endings, begin) : bisect_left(self.endings, end)]
        empty = max(0.0, 1 - (self.foot[end] - self.top[begun[-1]] if begun else high) / room)
        # A rest of what should have stayed whole is not as good an end as another.
        ends_well = end in self.endings or (end == self.end and not (begin and WHOLE in self.breaks[begin - 1].torn))
        if not ends_well and empty:
            found.append(("empty", costs.empty * empty * empty))
            if empty > HOLLOW and end != self.end and not begun:
                found.append(("hollow", costs.hollow))
        return found

    def _pages_to(self, last: int) -> list[tuple[int, int, Leaf]]:
        pages: list[tuple[int, int, Leaf]] = []
        while last:
            way = self.ways[last]
            room = self.room_of(way.pages - 1)
            assert room is not None
            end = None if last == self.end else self.breaks[last - 1]
            filled = (self.foot[last] - self.top[way.origin]) / room
            torn = [(name, self.prices[name]) for name in (end.torn if end else ())]
            found = (("page", self.costs.page), *torn, *self._filling(way.origin, last, room))
            pages.append((way.origin, last, Leaf(end, filled, found)))
            last = way.origin
        return pages[::-1]


def _running_most(values: Sequence[float]) -> list[float]:
    most, found = 0.0, []
    for value in values:
        most = max(most, value)
        found.append(most)
    return found
