"""What ends of pages cost: numbers, “never”, and what is said of anything else."""

from __future__ import annotations

import pytest

from clinicpress.ground.problems import InputProblems, Place
from clinicpress.looks.costs import MOST, NEVER, Costs
from clinicpress.workspace.composer import parse_yaml
from clinicpress.workspace.schema import check_node

FILE = "templates/own/layout.yaml"


def costs(yaml: str) -> Costs:
    """Read the costs of a layout."""
    return check_node(parse_yaml(FILE, yaml), Costs)


def refused(yaml: str) -> tuple[Place, str, str]:
    """Return the place, the words and the hint of what is said against costs."""
    with pytest.raises(InputProblems) as caught:
        costs(yaml)
    [problem] = caught.value.problems
    return problem.place, problem.message, problem.hint


def test_what_is_not_named_costs_as_ever() -> None:
    assert costs("{}") == Costs()
    changed = costs("table: 5\nempty: 0.5\n")
    assert (changed.table, changed.empty, changed.box) == (5.0, 0.5, Costs().box)


@pytest.mark.parametrize(("written", "cost"), [("0", 0.0), ("2500", 2500.0), ("100000", MOST), ("never", NEVER)])
def test_a_cost_is_a_number_or_never(written: str, cost: float) -> None:
    assert costs(f"row: {written}").row == cost


@pytest.mark.parametrize("written", ["-1", "100001", "always", "[1]", "''", "nan", "inf"])
def test_anything_else_is_told_where_it_stands(written: str) -> None:
    assert refused(f"box: 10\nrow: {written}\n") == (
        Place(FILE, 2, 6),
        "a cost is a number from 0 to 100000, or “never”",
        "",
    )


@pytest.mark.parametrize("key", ["page", "empty", "hollow", "thin_end", "squeeze"])
def test_room_has_a_price_and_is_not_forbidden(key: str) -> None:
    place, message, _ = refused(f"{key}: never")
    assert place == Place(FILE, 1, len(key) + 3)
    assert "number" in message


def test_an_unknown_name_is_told_with_those_that_are_known() -> None:
    place, message, hint = refused("box: 10\nrows: 10\n")
    assert (place, message) == (Place(FILE, 2, 1), "unknown key “rows”")
    assert "row" in hint


@pytest.mark.parametrize(
    ("dear", "cheap"),
    [
        ("kept", "item_alone"),
        ("item_alone", "hollow"),
        ("line_alone", "hollow"),
        ("scant_heading", "hollow"),
        ("row", "hollow"),
        ("hollow", "box"),
        ("row", "table"),
        ("table", "list"),
        ("few_lines", "paragraph"),
    ],
)
def test_what_a_reader_minds_more_costs_more(dear: str, cheap: str) -> None:
    prices = Costs().model_dump()
    assert prices[dear] > prices[cheap]
