"""Resolving: numbers, their signs, brackets and spaces between letters of both directions."""

from __future__ import annotations

import pytest

from clinicpress.scripts.bidiclasses import classes
from clinicpress.scripts.resolving import resolved


def levels(text: str, level: int = 1) -> str:
    """Return the levels of a stretch between others of its own direction, as digits."""
    typed, direction = classes(text), "LR"[level & 1]
    return "".join(map(str, resolved(text, typed, typed, level, direction, direction)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("א 12 ב", "112211"),
        ("א 12.5 ב", "11222211"),
        ("א 12. ב", "1122111"),
        ("א 5% ב", "112211"),
        ("א $5 ב", "112211"),
        ("ا 5% ب", "112111"),
        ("ا 12-5 ب", "11221211"),
        ("א 12-5 ב", "11222211"),
        ("א ab ב", "112211"),
        ("א ab 12 ב", "112222211"),
    ],
)
def test_numbers_run_to_the_right_in_a_stretch_that_runs_to_the_left(text: str, expected: str) -> None:
    assert levels(text) == expected


def test_marks_run_as_their_letters_do() -> None:
    assert levels("אָ") == "11"
    assert levels("aא\u0301") == "211"
    assert levels("א\u0301", 0) == "11"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("א (ab) ב", "11122111"), ("ab (cd) א", "222222211"), ("(ab) א", "122111"), ("ab(א) cd", "22111122")],
)
def test_brackets_run_as_what_they_hold_or_what_stands_before(text: str, expected: str) -> None:
    assert levels(text) == expected


def test_more_brackets_than_unicode_allows_are_signs_like_others() -> None:
    assert levels("a(" * 63 + "b" + ")" * 63)[1] == "2"
    assert levels("a" + "(" * 64 + "א" + ")" * 64, 0)[1] == "0"
