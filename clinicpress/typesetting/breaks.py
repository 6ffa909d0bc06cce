"""Breaks: where a flowable may be parted, what stands above and what is left, and what is torn by it.

A flowable says all of its breaks at once (`Flowable.course`); which of them end a page is chosen
for the whole story by `makeup`. What a break costs is the design's to say: here it has names only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from typing import Any, NamedTuple, TypeVar

from clinicpress.typesetting.lines import EPSILON

KEPT = "kept"
"""What must not be parted: a break here is taken where there is no other."""
ENDING = "ending"
"""What ends a story begins below such a break, and nothing else is torn."""
WHOLE = "whole"
"""What stays on one page, if one has room for it."""
UNWELCOME = frozenset({KEPT, "line_alone", "item_alone", "scant_heading", "row_alone"})
"""What is torn only where there is no other way."""
LONE = 125.0
"""What stands alone on a page is noticed if it is lower than this, in points: five lines of large print."""
GAPS_GIVE = 0.15
"""The share of the gaps on a page that may be saved."""

Owner = TypeVar("Owner")
Found = TypeVar("Found")


def once(work_out: Callable[[Owner, float], Found]) -> Callable[[Owner, float], Found]:
    """Have what a flowable says of a measure worked out once: nothing changes a flowable."""
    name = f"{work_out.__name__} by measure"

    @wraps(work_out)
    def known(self: Owner, measure: float) -> Found:
        found: dict[float, Found] = self.__dict__.setdefault(name, {})
        if measure not in found:
            found[measure] = work_out(self, measure)
        return found[measure]

    return known


class Break(NamedTuple):
    """A place where a flowable may be parted; heights in points, at one measure."""

    foot: float
    """The height of what stands above."""
    top: float
    """By how much less than the whole the rest is high."""
    torn: tuple[str, ...]
    """The names of what is torn, from the outside in, as layouts know them (`breaks`)."""
    at: Any
    """What the flowable is told to be parted here (`Flowable.parted`)."""
    give: float = 0.0
    """By how much what stands above can be lower."""
    spent: float = 0.0
    """By how much less than the whole the rest can be lower."""


class Course(NamedTuple):
    """The height of a flowable at a measure, by how much it can be lower, and its breaks from top to bottom."""

    height: float
    breaks: Sequence[Break] = ()
    give: float = 0.0


def last_of(breaks: Sequence[Break]) -> Break:
    """Return the last of some breaks that tears nothing unwelcome, or else that tears nothing kept, or the last."""
    welcome = (each for each in reversed(breaks) if UNWELCOME.isdisjoint(each.torn))
    allowed = (each for each in reversed(breaks) if KEPT not in each.torn)
    return next(welcome, None) or next(allowed, breaks[-1])


def across(drops: Sequence[float], courses: Sequence[Course]) -> Iterator[Break]:
    """Yield the breaks of things side by side, each so far below the top; `at` has the break of each of them.

    Each is parted at its last good break above a height, and never further up than at the break before. What has no
    breaks stays whole above (None), as does what ends there. Height and give of the rest are the `top` and `spent`.
    """
    sides = [_Side(course) for course in courses]
    reached = [0] * len(courses)
    for foot in sorted({drop + b.foot for drop, course in zip(drops, courses, strict=True) for b in course.breaks}):
        taken = [side.taken(foot - drop, least) for drop, side, least in zip(drops, sides, reached, strict=True)]
        numbers = [number for number in taken if number is not None]
        if len(numbers) < len(taken) or numbers == reached:
            continue
        reached = numbers
        parted = [
            (drop, course, course.breaks[number - 1] if number <= len(course.breaks) else None)
            for drop, course, number in zip(drops, courses, numbers, strict=True)
        ]
        if any(b is not None for _, _, b in parted):
            yield _joined(parted)


class _Side:
    """One of the things side by side, looked at in heights that grow: a break that had room has it from then on."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self._by_foot = sorted(range(len(course.breaks)), key=lambda at: course.breaks[at].foot)
        self._seen = 0
        self._last = self._allowed = self._welcome = 0
        """The numbers of the last breaks with room: of all, of those that tear nothing kept, nothing unwelcome."""

    def taken(self, room: float, least: int) -> int | None:
        """Return the number of the break at which it is parted in a height: one more than all if it is whole.

        Breaks are counted from 1; None where none of them has room. See `last_of`.
        """
        breaks = self.course.breaks
        if self.course.height <= room + EPSILON or not breaks:
            return len(breaks) + 1
        while self._seen < len(breaks) and breaks[self._by_foot[self._seen]].foot <= room + EPSILON:
            self._add(self._by_foot[self._seen] + 1)
            self._seen += 1
        if not self._last:
            return None
        if breaks[self._last - 1].foot >= room - EPSILON:
            return max(least, self._last)
        return max(least, self._welcome or self._allowed or self._last)

    def _add(self, number: int) -> None:
        torn = self.course.breaks[number - 1].torn
        self._last = max(self._last, number)
        if KEPT not in torn:
            self._allowed = max(self._allowed, number)
        if UNWELCOME.isdisjoint(torn):
            self._welcome = max(self._welcome, number)


def _joined(parted: Sequence[tuple[float, Course, Break | None]]) -> Break:
    """Make one break of those of things side by side."""
    above = below = least_above = least_below = 0.0
    torn: dict[str, None] = {}
    for drop, course, b in parted:
        head, give = (course.height, course.give) if b is None else (b.foot, b.give)
        above, least_above = max(above, drop + head), max(least_above, drop + head - give)
        if b is not None:
            rest = course.height - b.top
            below, least_below = max(below, rest), max(least_below, rest - (course.give - b.spent))
            torn.update(dict.fromkeys(b.torn))
    at = tuple(b.at if b is not None else None for _, _, b in parted)
    return Break(above, below, tuple(torn), at, above - least_above, below - least_below)
