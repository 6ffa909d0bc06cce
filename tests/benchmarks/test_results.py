"""What becomes of figures: goals, medians with their ranges, and sections of a page that others leave alone."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest
from results import COLD, DESK, WRITING, Goal, goals_table, keep, keep_section, spread, status


@pytest.mark.parametrize(
    ("goal", "met"),
    [
        (Goal("as fast", 10, True, 10), True),
        (Goal("as fast", 10, True, 9.99), False),
        (Goal("share", 0.45, False, 0.45), True),
        (Goal("share", 0.45, False, 0.46), False),
        (Goal("share", 0.45, False, None), None),
    ],
)
def test_a_goal_is_met_at_its_limit(goal: Goal, met: bool | None) -> None:
    assert goal.met is met


def test_what_is_not_met_outweighs_what_is_not_measured() -> None:
    met, missed, unknown = ({"met": each} for each in (True, False, None))
    assert [status(each) for each in ([met], [met, unknown], [met, unknown, missed])] == [0, 2, 1]
    assert status([met], same=False) == 1


def test_goals_are_told_with_their_units() -> None:
    facts = [Goal("nothing changed", 0.02, False, 0.0151, "%").facts(), Goal("times", 10, True, 9.876).facts()]
    said = goals_table(facts)
    assert "| nothing changed | at most 2 % | 1.51 % | met |" in said
    assert "| times | at least 10 | 9.88 | **not met** |" in said


def test_several_rounds_are_told_with_their_range() -> None:
    assert spread([3.0]) == "3.00"
    assert spread([3.0, 1.0, 2.0], ".0f") == "2 (1–3)"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "performance.md"
    file.write_text(f"# Old\n\n## Goals\n\nold\n\n{COLD}\n\ncold\n\n{WRITING}\n\nwriting\n\n{DESK}\n\ndesk\n")
    return file


WRITE = argparse.Namespace(json=None, write_docs=True)


def test_a_page_is_printed_anew_and_the_sections_of_other_benchmarks_stay(page: Path) -> None:
    keep(WRITE, {}, "# New\n\n## Rounds\n\nnew\n", page)
    assert page.read_text() == (
        f"# New\n\n## Rounds\n\nnew\n\n{COLD}\n\ncold\n\n{WRITING}\n\nwriting\n\n{DESK}\n\ndesk\n"
    )


def test_a_section_is_printed_anew_where_it_stands(page: Path) -> None:
    keep_section(WRITE, {}, f"{WRITING}\n\nnew\n", page)
    assert page.read_text() == f"# Old\n\n## Goals\n\nold\n\n{COLD}\n\ncold\n\n{WRITING}\n\nnew\n\n{DESK}\n\ndesk\n"


def test_a_new_section_goes_where_it_belongs(page: Path) -> None:
    page.write_text(f"# Old\n\n{DESK}\n\ndesk\n")
    keep_section(WRITE, {}, f"{WRITING}\n\nwriting\n", page)
    keep_section(WRITE, {}, f"{COLD}\n\ncold\n", page)
    assert page.read_text() == f"# Old\n\n{COLD}\n\ncold\n\n{WRITING}\n\nwriting\n\n{DESK}\n\ndesk\n"


def test_a_section_that_is_new_to_another_page_goes_to_its_end(page: Path) -> None:
    page.write_text("# Languages\n\n## Those\n\nthese\n")
    keep_section(WRITE, {}, "## What readers get back\n\nnew\n", page)
    assert page.read_text() == "# Languages\n\n## Those\n\nthese\n\n## What readers get back\n\nnew\n"


def test_nothing_is_printed_that_is_not_wanted(page: Path) -> None:
    before = page.read_text()
    keep(argparse.Namespace(json=None, write_docs=False), {}, "# New\n", page)
    assert page.read_text() == before
