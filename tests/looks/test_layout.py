"""What a layout file holds: its side column, its pages, its slots."""

from __future__ import annotations

from pathlib import Path

import pytest

from clinicpress.ground.problems import Place
from tests.looks.test_layoutfiles import HANDOUT, loaded, refused, with_side


@pytest.mark.parametrize("side", ["-1", "301", "none", "", "1e2", "[1]", "٣", "9" * 5000])
def test_other_side_columns_are_refused(side: str, tmp_path: Path) -> None:
    problem = refused(tmp_path, with_side(side))
    assert (problem.place.line, problem.place.column) == (7, 17)
    assert problem.message in ("“side” is “auto” or a number from 0 to 300", "“side” has no value")


@pytest.mark.parametrize(("said", "pages"), [("any", None), ("1", 1), ("2", 2), ("100", 100)])
def test_pages_are_any_or_a_number(said: str, pages: int | None, tmp_path: Path) -> None:
    assert loaded(tmp_path, HANDOUT.replace("pages: any", f"pages: {said}")).pages == pages


@pytest.mark.parametrize("said", ["0", "101", "-1", "1.5", "two", "[1]", "٣", "9" * 5000])
def test_other_pages_are_refused(said: str, tmp_path: Path) -> None:
    problem = refused(tmp_path, HANDOUT.replace("pages: any", f"pages: {said}"))
    assert (problem.place.line, problem.message) == (4, "“pages” is “any” or a whole number from 1 to 100")


@pytest.mark.parametrize(
    ("name", "hint"), [("carde", "did you mean “card”?"), ("stamp", "known here: card, contact, imprint")]
)
def test_a_slot_that_no_imprint_fills_is_told_and_not_left_blank(name: str, hint: str, tmp_path: Path) -> None:
    problem = refused(tmp_path, f"{HANDOUT}  {name}: {{width: 90, height: 90}}\n")
    assert (problem.place, problem.message, problem.hint) == (
        Place("templates/own/layout.yaml", HANDOUT.count("\n") + 1, 3), f"no imprint fills a slot “{name}”", hint,
    )  # fmt: skip
