"""Boxes, matrices and names of what was read back."""

from __future__ import annotations

import pytest

from clinicpress.readback.finished import (
    IDENTITY,
    LONGEST_SIDE,
    MOST_PIXELS,
    Box,
    Matrix,
    combined,
    face_name,
    finest,
    placed,
)
from tests.readback.plain import page, part

OUTER = Box(10, 10, 30, 20)


@pytest.mark.parametrize(
    ("other", "holds", "meets"),
    [
        (Box(10, 10, 30, 20), True, True),
        (Box(9, 10, 30, 20), False, True),
        (Box(10, 10, 31, 20), False, True),
        (Box(30, 10, 40, 20), False, False),
        (Box(10, 20, 30, 30), False, False),
        (Box(0, 0, 99, 99), False, True),
    ],
)
def test_a_box_holds_or_meets_another(other: Box, holds: bool, meets: bool) -> None:
    assert (OUTER.holds(other), OUTER.meets(other)) == (holds, meets)


def test_slack_lets_a_box_hold_a_little_more() -> None:
    assert OUTER.holds(Box(9, 9, 31, 21), 1)
    assert not OUTER.holds(Box(9, 9, 31, 21.5), 1)
    assert (OUTER.width, OUTER.height) == (20, 10)
    assert OUTER.joined(Box(0, 15, 12, 40)) == Box(0, 10, 30, 40)


@pytest.mark.parametrize(
    ("matrix", "box"),
    [
        (IDENTITY, Box(1, 2, 3, 5)),
        ((1, 0, 0, 1, 10, 20), Box(11, 22, 13, 25)),
        ((0, 1, -1, 0, 0, 0), Box(-5, 1, -2, 3)),
        ((-2, 0, 0, 1, 0, 0), Box(-6, 2, -2, 5)),
    ],
)
def test_a_rectangle_is_placed_by_a_matrix(matrix: Matrix, box: Box) -> None:
    assert placed(matrix, 1, 2, 3, 5) == box


def test_matrices_are_combined_in_their_order() -> None:
    moved, doubled = (1.0, 0.0, 0.0, 1.0, 5.0, 0.0), (2.0, 0.0, 0.0, 2.0, 0.0, 0.0)
    assert combined(moved, doubled) == (2, 0, 0, 2, 10, 0)
    assert combined(doubled, moved) == (2, 0, 0, 2, 5, 0)


def test_a_subset_has_the_name_of_its_font() -> None:
    assert [face_name(name) for name in ("ABCDEF+Face-Bold", "ABC+Face", "Face")] == ["Face-Bold", "ABC+Face", "Face"]


def test_large_pages_are_painted_more_coarsely() -> None:
    assert finest(612, 792, 144) == 144
    assert finest(14400, 14400, 144) == pytest.approx((MOST_PIXELS / 200 / 200) ** 0.5)
    assert finest(72, 72 * 200, 144) == LONGEST_SIDE / 200


def test_elements_are_walked_in_reading_order() -> None:
    tree = part("Document", kids=(part("P", "a", (part("Span", "b"),)), part("P", "c")))
    assert [(each.tag, each.own) for each in tree.walk()] == [
        ("Document", ""),
        ("P", "a"),
        ("Span", "b"),
        ("P", "c"),
    ]
    assert [each.inline for each in tree.walk()] == [False, False, True, False]


def test_a_page_says_its_marked_words_and_those_beside() -> None:
    assert page(words={1: "Breathe.", 0: "Out."}, furniture="Page 1").text == "Breathe. Out. Page 1"
