"""Schemes: which page lies where on which side of a sheet, before any size is known.

Left is where lines begin: pages that follow each other from right to left lie the other way round.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, repeat

NONE = 0
"""No page: the place stays blank."""


def booklet(count: int) -> list[tuple[int, int]]:
    """Return the left and the right page of each side, in the order in which sheets are printed, the outermost first.

    Sheets lie in each other and are stapled in the fold. Blank places stand before the last page, which stays the
    back of it all; the numbers of a side add up to one more than there are places.
    """
    places = -(-count // 4) * 4
    numbers = [*range(1, count), *[NONE] * (places - count), count]
    at = dict(enumerate(numbers, 1))
    pairs = [
        pair
        for sheet in range(1, places // 4 + 1)
        for pair in ((places - 2 * sheet + 2, 2 * sheet - 1), (2 * sheet, places - 2 * sheet + 1))
    ]
    return [(at[left], at[right]) for left, right in pairs]


def side_by_side(count: int, together: int) -> list[tuple[int, ...]]:
    """Return the pages of each side, so many together; the last ones may have blank places."""
    numbers = list(chain(range(1, count + 1), repeat(NONE, -count % together)))
    return [tuple(numbers[at : at + together]) for at in range(0, len(numbers), together)]


def again_and_again(count: int, together: int) -> list[tuple[int, ...]]:
    """Return the pages of each side: one, so many times; what is behind it, printed on both sides, is the next one."""
    return [(number,) * together for number in range(1, count + 1)]


def sheets_of(sides: Sequence[object]) -> int:
    """Return how many sheets of paper it takes to print sides on both."""
    return -(-len(sides) // 2)
