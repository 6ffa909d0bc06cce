"""Planning: pages touch the fold, are never enlarged, and keep clear of what printers cannot reach."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clinicpress.printshop.planning import EDGE, FOOT, FROM_SHEETS, THICKNESS, Measures, plans
from clinicpress.readback.finished import Box

ROOMY = Box(54, 46, 558, 740)
LETTER = Measures(8, 612, 792, ROOMY)


def test_a_booklet_in_full_size_touches_the_fold() -> None:
    [plan] = plans("booklet", LETTER, "tabloid")
    assert (plan.scale, plan.width, plan.height, plan.fold) == (1, 1224, 792, 612)
    assert [[(place.page, place.x, place.y) for place in side] for side in plan.sides[:2]] == [
        [(8, 0, 0), (1, 612, 0)],
        [(2, 0, 0), (7, 612, 0)],
    ]


def test_a_smaller_sheet_makes_pages_smaller_around_the_fold() -> None:
    [plan] = plans("booklet", LETTER, "letter")
    assert plan.scale == pytest.approx(396 / 612)
    left, right = plan.sides[0]
    assert (left.x + 612 * plan.scale, right.x) == (pytest.approx(396), 396)
    assert left.y == right.y == pytest.approx((612 - 792 * plan.scale) / 2)


def test_a_larger_sheet_makes_nothing_larger() -> None:
    [plan] = plans("booklet", LETTER, "12x18")
    assert (plan.scale, plan.width, plan.trim) == (1, 1296, Box(36, 36, 1260, 828))


@pytest.mark.parametrize(
    ("inside", "what"),
    [(Box(20, 40, 500, 700), "left"), (Box(60, 24, 500, 780), "foot"), (Box(100, 60, 560, 835), "top")],
)
def test_words_keep_clear_of_the_edges(inside: Box, what: str) -> None:
    """A4 on A4 fills the sheet, and what was 24 points above its foot would be 17."""
    [plan] = plans("booklet", Measures(4, 595.28, 841.89, inside), "a4")
    left, _ = plan.sides[0]
    near = {
        "left": left.x + inside.left * plan.scale - EDGE,
        "foot": left.y + inside.bottom * plan.scale - FOOT,
        "top": plan.height - EDGE - left.y - inside.top * plan.scale,
    }
    assert near[what] == pytest.approx(0, abs=0.01) if what != "left" else near[what] >= -0.01
    assert min(near.values()) >= -0.01


def test_inner_sheets_of_thick_booklets_stand_nearer_to_the_fold() -> None:
    [thin] = plans("booklet", Measures(4 * FROM_SHEETS - 4, 612, 792, ROOMY), "tabloid")
    assert {place.x for side in thin.sides for place in side} == {0, 612}
    [thick] = plans("booklet", Measures(4 * FROM_SHEETS, 612, 792, ROOMY), "tabloid")
    for number, side in enumerate(thick.sides):
        creep = THICKNESS * (number // 2)
        assert [place.x for place in side] == [pytest.approx(creep), pytest.approx(612 - creep)]
        assert (side[0].shown.right, side[1].shown.left) == (612, 612)


@pytest.mark.parametrize(
    ("size", "sheet", "together", "lies"),
    [((612, 792), "tabloid", 2, (1224, 792)), ((595.28, 841.89), "a3", 2, (1190.55, 841.89)),
     ((306, 396), "letter", 4, (612, 792)), ((252, 144), "letter", 12, (792, 612)),
     ((792, 612), "tabloid", 2, (792, 1224))],
    ids=str,
)  # fmt: skip
def test_what_fits_in_full_size_is_repeated_as_often(
    size: tuple[float, float], sheet: str, together: int, lies: tuple[float, float]
) -> None:
    pages = Measures(2, *size, Box(size[0] / 4, size[1] / 4, 3 * size[0] / 4, 3 * size[1] / 4))
    [plan] = plans("repeat", pages, sheet)
    assert (len(plan.sides), len(plan.sides[0]), plan.scale) == (2, together, 1)
    assert (plan.width, plan.height) == lies
    assert {place.page for place in plan.sides[0]} == {1}
    # Printed on both sides, each lies behind its first page: the middle of all is the middle of the sheet.
    assert plan.trim.left + plan.trim.right == pytest.approx(plan.width)
    assert plan.trim.bottom + plan.trim.top == pytest.approx(plan.height)


def test_one_that_fits_alone_is_not_repeated() -> None:
    assert list(plans("repeat", LETTER, "letter")) == []


def test_bleeds_do_not_lie_on_each_other() -> None:
    [plan] = plans("repeat", Measures(1, 252, 144, Box(63, 36, 189, 108), 9), "letter")
    first, second = plan.sides[0][:2]
    assert first.shown.right == second.shown.left == first.x + 252 + 9
    assert len(plan.cuts[0]) == 4


def test_side_by_side_the_most_come_first_in_the_order_of_reading() -> None:
    four, two = plans("n-up", LETTER, "letter")
    assert [(round(p.x), round(p.y)) for p in four.sides[0]] == [(0, 396), (306, 396), (0, 0), (306, 0)]
    assert (four.scale, four.width, len(four.sides)) == (0.5, 612, 2)
    assert [place.page for place in two.sides[3]] == [7, 8]
    assert two.width == 792


def test_pages_that_run_from_right_to_left_are_bound_at_the_right() -> None:
    pages = replace(LETTER, count=4 * FROM_SHEETS, rtl=True)
    [plan] = plans("booklet", pages, "tabloid")
    outside, inside, *_ = plan.sides
    assert [(place.page, place.x) for place in outside] == [(pages.count, 612), (1, 0)], "the cover opens to the right"
    assert [(place.page, place.x) for place in inside] == [(2, 612), (pages.count - 1, 0)]
    for number, side in enumerate(plan.sides):
        creep = THICKNESS * (number // 2)
        assert [place.x for place in side] == [pytest.approx(612 - creep), pytest.approx(creep)]
        assert (side[0].shown.left, side[1].shown.right) == (612, 612)


def test_pages_side_by_side_run_from_right_to_left_too() -> None:
    pages = replace(Measures(5, 306, 396, Box(76, 99, 230, 300)), rtl=True)
    plan = next(plans("n-up", pages, "letter"))
    assert [[(place.page, place.x, place.y) for place in side] for side in plan.sides] == [
        [(1, 306, 396), (2, 0, 396), (3, 306, 0), (4, 0, 0)],
        [(5, 306, 396)],
    ]
