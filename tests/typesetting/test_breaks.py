"""Breaks: which one is taken where only a height is known, and those of things side by side."""

from __future__ import annotations

import itertools

import pytest

from clinicpress.typesetting.breaks import KEPT, Break, Course, across, last_of

LINE = 10.0


def course(count: int, first: float = LINE, **torn: tuple[str, ...]) -> Course:
    """Return something of so many lines, parted below each; `torn` is what tears at b1, b2, ..."""
    feet = [first + LINE * at for at in range(count - 1)]
    breaks = [Break(foot, foot, torn.get(f"b{at}", ()), at) for at, foot in enumerate(feet, 1)]
    return Course(first + LINE * (count - 1), breaks)


def text(count: int) -> Course:
    """Return a text of so many lines."""
    alone = ("line_alone",)
    return course(count, **{"b1": alone, f"b{count - 1}": alone})


def side_by_side(*courses: Course, drops: tuple[float, ...] = ()) -> list[tuple[float, tuple[int | None, ...]]]:
    """Return the height above each break of things side by side, and where each of them is parted."""
    return [(each.foot, each.at) for each in across(drops or (0.0,) * len(courses), courses)]


# One of several ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("torn", "taken"),
    [
        ([(), (), ()], 2),
        ([(), ("paragraph",), ("line_alone",)], 1),
        ([("line_alone",), ("list", "item_alone"), (KEPT,)], 1),
        ([("line_alone",), (KEPT,), ("figure", KEPT)], 0),
        ([(KEPT,), (KEPT,)], 1),
    ],
    ids=["nothing torn", "nothing unwelcome", "nothing kept", "nothing kept, further up", "no other way"],
)
def test_the_last_break_is_taken_that_tears_nothing_it_should_not(torn: list[tuple[str, ...]], taken: int) -> None:
    breaks = [Break(at * LINE, at * LINE, names, at) for at, names in enumerate(torn)]
    assert last_of(breaks).at == taken


# Side by side --------------------------------------------------------------------------------------


def test_what_is_side_by_side_is_parted_at_one_height() -> None:
    assert side_by_side(course(3), course(4)) == [(10.0, (1, 1)), (20.0, (2, 2)), (30.0, (None, 3))]


def test_what_has_no_breaks_stays_whole_above() -> None:
    """A label of half a line, and a picture that is higher than the first line beside it."""
    assert side_by_side(Course(5.0), course(3)) == [(10.0, (None, 1)), (20.0, (None, 2))]
    assert side_by_side(Course(15.0), course(3)) == [(15.0, (None, 1)), (20.0, (None, 2))]


def test_there_is_no_break_above_the_first_one_of_what_has_some() -> None:
    assert side_by_side(course(3, first=25.0), course(4)) == [
        (25.0, (1, 2)), (30.0, (1, 3)), (35.0, (2, 3)),
    ]  # fmt: skip


def test_what_begins_further_down_is_parted_further_down() -> None:
    assert side_by_side(course(3), course(3), drops=(0.0, 4.0)) == [
        (14.0, (1, 1)), (20.0, (2, 1)), (24.0, (2, 2)),
    ]  # fmt: skip


@pytest.mark.parametrize("drop", [0.0, 3.0, 4.0, 12.0, 25.0])
@pytest.mark.parametrize("other", [text(4), text(7), course(6), Course(25.0)])
def test_nothing_is_parted_further_up_than_at_the_break_before(other: Course, drop: float) -> None:
    """Else what stands between two breaks would be on two pages."""
    found = side_by_side(text(5), other, text(6), drops=(0.0, drop, 7.0))
    assert found
    for before, after in itertools.pairwise(found):
        assert all(
            one is None or (two is not None and two <= one) for two, one in zip(before[1], after[1], strict=True)
        )
        assert before[0] <= after[0]
        assert before[1] != after[1]


def test_no_line_is_left_alone_beside_what_is_parted_further_down() -> None:
    """A fourth line would have room above, and leave the fifth one alone."""
    assert side_by_side(course(2, first=45.0), text(5)) == [(45.0, (1, 3))]


def test_the_rest_is_as_high_as_the_highest_rest_and_all_that_is_torn_is_told() -> None:
    both = list(across((0.0, 0.0), (course(2, b1=("item",)), course(4, b1=("paragraph", "item")))))
    assert both[0].top == 30.0, "the rest is three lines high"
    assert both[0].torn == ("item", "paragraph")
