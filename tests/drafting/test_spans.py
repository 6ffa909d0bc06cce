"""Cells of a table stand at their places, whatever spans the article gives them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinicpress.drafting.article import GridCell
from clinicpress.drafting.bounds import MOST_COLUMNS
from clinicpress.drafting.spans import squared


def cell(said: str) -> GridCell:
    """Make a cell of its text and its spans: a→2↓3."""
    text, _, spans = said.partition("→") if "→" in said else said.partition("↓")
    columns, _, rows = spans.partition("↓") if "→" in said else ("1", "", spans)
    return GridCell(text, columns=int(columns or 1), rows=int(rows or 1))


def said(cell: GridCell) -> str:
    across, down = f"→{cell.columns}" if cell.columns > 1 else "", f"↓{cell.rows}" if cell.rows > 1 else ""
    return f"{cell.text}{across}{down}"


@pytest.mark.parametrize(
    ("rows", "placed", "is_uneven"),
    [
        (["a b", "c d"], ["a b", "c d"], False),
        (["x y", "a↓2 b", "c"], ["x y", "a↓2 b", "c"], False),
        (["x y", "a↓9 b", "c"], ["x y", "a↓2 b", "c"], False),
        (["x y", "a→2", "b c"], ["x y", "a→2", "b c"], False),
        (["x y", "a", "b c"], ["x y", "a ", "b c"], True),
        (["x y", "a b↓2", "c→2"], ["x y", "a b↓2", "c"], False),
        (["x↓2 y→2", "a b", "c d e"], ["x y→2", " a b", "c d e"], False),
        (["x y", "a↓2 b↓2", "", "c d"], ["x y", "a b", "c d"], False),
    ],
)
def test_cells_at_their_places(rows: list[str], placed: list[str], is_uneven: bool) -> None:
    found = squared([[cell(each) for each in row.split()] for row in rows])
    assert ([" ".join(map(said, row)) for row in found.rows], found.is_uneven) == (placed, is_uneven)


def test_a_table_too_wide_has_no_rows() -> None:
    assert squared([[GridCell()] * (MOST_COLUMNS + 1)]).rows == ()
    assert squared([[GridCell(columns=10**6)]]).width > MOST_COLUMNS


CELL = st.builds(GridCell, st.just("x"), columns=st.integers(1, 3), rows=st.integers(1, 3))


@given(st.lists(st.lists(CELL, max_size=4), min_size=1, max_size=5))
def test_every_place_of_any_table_is_taken_once(rows: list[list[GridCell]]) -> None:
    found = squared(rows)
    taken = [0] * len(found.rows)
    for index, row in enumerate(found.rows):
        for each in row:
            assert index + each.rows <= len(found.rows)
            for below in range(index, index + each.rows):
                taken[below] += each.columns
    assert set(taken) <= {found.width}
    assert sum(each.text == "x" for row in found.rows for each in row) == sum(map(len, rows))
