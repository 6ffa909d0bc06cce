"""Breaks: where a flowable may be parted, what stands above and what is left, and what is torn by it.

A flowable says all of its breaks at once (`Flowable.course`); which of them end a page is chosen
for the whole story by `makeup`. What a break costs is the design's to say: here it has names only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

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
    reached = [0] * len(courses)
    for foot in sorted({drop + b.foot for drop, course in zip(drops, courses, strict=True) for b in course.breaks}):
        taken = [
            _taken(course, foot - drop, least) for drop, course, least in zip(drops, courses, reached, strict=True)
        ]
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


def _taken(course: Course, room: float, least: int) -> int | None:
    """Return the number of the break at which something is parted in a height: one more than all if it is whole.

    Breaks are counted from 1; None where none of them fits.
    """
    if course.height <= room + EPSILON or not course.breaks:
        return len(course.breaks) + 1
    fitting = [b for b in course.breaks if b.foot <= room + EPSILON]
    if not fitting:
        return None
    last = fitting[-1] if fitting[-1].foot >= room - EPSILON else last_of(fitting)
    return max(least, 1 + next(at for at, b in enumerate(course.breaks) if b is last))


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
