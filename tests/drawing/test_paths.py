"""Paths: what is written is the shape that is meant, in no more figures than anybody sees."""

from __future__ import annotations

import pytest

from clinicpress.drawing.paths import rounded, short


@pytest.mark.parametrize(("number", "written"), [(1.0, "1"), (0.5, "0.5"), (1.005, "1"), (-2.126, "-2.13"), (0.0, "0")])
def test_numbers_are_written_to_a_hundredth(number: float, written: str) -> None:
    assert short(number) == written


def test_a_rectangle_without_round_corners_is_one_operator() -> None:
    assert rounded(10, 20, 30, 40, 0) == "10 20 30 40 re"


def test_round_corners_begin_and_end_where_the_sides_are_straight() -> None:
    path = rounded(0, 0, 30, 40, 5).split(" ")
    assert path[:3] == ["5", "0", "m"] and path[-1] == "h"
    assert (path.count("l"), path.count("c")) == (4, 4)
    corners = [(path[at - 2], path[at - 1]) for at, word in enumerate(path) if word in ("m", "l", "c")]
    assert {("5", "0"), ("25", "0"), ("30", "5"), ("30", "35"), ("25", "40"), ("0", "35"), ("0", "5")} <= set(corners)
