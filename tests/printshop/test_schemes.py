"""The schemes: the order of a booklet as a person who folds it finds it, and all pages once."""

from __future__ import annotations

import pytest

from clinicpress.printshop.schemes import again_and_again, booklet, sheets_of, side_by_side


def read_through(sides: list[tuple[int, int]]) -> list[int]:
    """Lay sheets into each other, fold them, and read page after page."""
    first: list[int] = []
    last: list[int] = []
    for front, back in zip(sides[::2], sides[1::2], strict=True):
        first += [front[1], back[0]]
        last += [front[0], back[1]]
    return first + last[::-1]


@pytest.mark.parametrize(
    ("count", "read"),
    [
        (2, [1, 0, 0, 2]),
        (4, [1, 2, 3, 4]),
        (5, [1, 2, 3, 4, 0, 0, 0, 5]),
        (8, [1, 2, 3, 4, 5, 6, 7, 8]),
        (13, [*range(1, 13), 0, 0, 0, 13]),
        (16, list(range(1, 17))),
    ],
)
def test_a_folded_booklet_is_read_in_order_and_the_last_page_is_its_back(count: int, read: list[int]) -> None:
    sides = booklet(count)
    # (the outermost sheet comes first, and its back is read inside)
    assert read_through([(left, right) for left, right in sides]) == read
    assert sides[0] == (count, 1)


def test_the_numbers_of_a_side_add_up() -> None:
    assert booklet(8) == [(8, 1), (2, 7), (6, 3), (4, 5)]
    assert {left + right for left, right in booklet(32)} == {33}


def test_side_by_side_in_order_with_blanks_at_the_end() -> None:
    assert side_by_side(5, 2) == [(1, 2), (3, 4), (5, 0)]
    assert side_by_side(4, 4) == [(1, 2, 3, 4)]


def test_a_page_again_and_again_has_the_next_one_behind_it() -> None:
    assert again_and_again(2, 4) == [(1, 1, 1, 1), (2, 2, 2, 2)]
    assert [sheets_of(again_and_again(count, 2)) for count in (1, 2, 3)] == [1, 1, 2]
