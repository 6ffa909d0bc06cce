"""Rows of answers: what was found decides, each thing is told once, and of very many only the first."""

from __future__ import annotations

import pytest

from clinicpress.readback.verdict import LONGEST, MOST_FOUND, Finding, Result, begins, judged, unknown

WRONG, ODD = Finding(1, "wrong"), Finding(2, "odd")


@pytest.mark.parametrize(
    ("failures", "warnings", "result", "found"),
    [
        ([], [], "passed", ()),
        ([], [ODD], "warning", (ODD,)),
        ([WRONG], [ODD], "failed", (WRONG,)),
        ([WRONG, WRONG], [], "failed", (WRONG,)),
    ],
)
def test_a_row_is_judged_by_what_was_found(
    failures: list[Finding], warnings: list[Finding], result: Result, found: tuple[Finding, ...]
) -> None:
    row = judged("id", "Is it?", failures, warnings, "a note")
    assert (row.result, row.found, row.note) == (result, found, "a note")


def test_of_very_many_findings_the_first_are_told_and_the_others_counted() -> None:
    many = [Finding(number, "wrong") for number in range(MOST_FOUND + 1200)]
    found = judged("id", "Is it?", many).found
    assert found[:-1] == tuple(many[:MOST_FOUND])
    assert found[-1] == Finding(None, "and 1,200 more of this kind")
    assert judged("id", "Is it?", many[:MOST_FOUND]).found == tuple(many[:MOST_FOUND])


def test_what_cannot_be_known_says_why() -> None:
    row = unknown("id", "Is it?", "nobody told")
    assert (row.result, row.found, row.note) == ("cannot tell", (), "nobody told")


def test_texts_are_quoted_by_their_begin() -> None:
    assert begins("short") == "“short”"
    assert len(begins("long " * 40)) <= LONGEST + 3
