"""Marks: they stand outside of what is kept, or at the ends of a cut where there is no outside."""

from __future__ import annotations

import re

from clinicpress.printshop.marks import AWAY, LENGTH, REACH, marks
from clinicpress.readback.finished import Box

Line = tuple[float, float, float, float]


def lines(operators: list[str]) -> set[Line]:
    found = (re.fullmatch(r"(\S+) (\S+) m (\S+) (\S+) l S", each) for each in operators)
    return {tuple(map(float, each.groups())) for each in found if each}  # type: ignore[misc]


def test_cut_marks_stand_outside_of_the_bleed() -> None:
    sheet, kept = Box(0, 0, 300, 200), Box(50, 50, 250, 150)
    drawn = lines(marks(sheet, kept, (50, 250), (50, 150), None, 9))
    away = 9 + AWAY
    assert drawn == {
        line
        for x in (50, 250)
        for line in ((x, 50 - away, x, 50 - away - LENGTH), (x, 150 + away, x, 150 + away + LENGTH))
    } | {
        line
        for y in (50, 150)
        for line in ((50 - away, y, 50 - away - LENGTH, y), (250 + away, y, 250 + away + LENGTH, y))
    }


def test_where_there_is_no_outside_the_cut_is_marked_at_its_ends() -> None:
    sheet = Box(0, 0, 300, 200)
    assert lines(marks(sheet, sheet, (0, 150, 300), (0, 200), None, 0)) == {
        (150, 0, 150, REACH),
        (150, 200, 150, 200 - REACH),
    }


def test_the_fold_is_dashed() -> None:
    operators = marks(Box(0, 0, 300, 200), Box(0, 0, 300, 200), (), (), 150, 0)
    dashed = operators.index("[3 2] 0 d")
    assert len(lines(operators[dashed:])) == 2 and not lines(operators[:dashed])
