"""Cells of a table stand at their places, whatever spans the article gives them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinicpress.drafting.article import GridCell, Picture
from clinicpress.drafting.bounds import MOST_COLUMNS
from clinicpress.drafting.spans import head_doubts, squared


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
        (["x↓2 y→2", "a b", "c d e"], ["x y: a y: b", "c d e"], False),
        (["x↓2 y", "a", "b c"], ["x y", " a", "b c"], False),
        (["x↓3 y→2", "a b↓2", "c", "d e f"], ["x y: a: c y: b", "d e f"], False),
        (["x y", "a↓2 b↓2", "", "c d"], ["x y", "a b", "c d"], False),
    ],
)
def test_cells_at_their_places(rows: list[str], placed: list[str], is_uneven: bool) -> None:
    found = squared([[cell(each) for each in row.split()] for row in rows])
    assert ([" ".join(map(said, row)) for row in found.rows], found.is_uneven) == (placed, is_uneven)


@pytest.mark.parametrize(
    ("rows", "heads", "placed", "count"),
    [
        (["**x** y", "a b", "c d"], 1, ["x y", "a b", "c d"], 1),
        (["**x**→2", "a **b**", "c d"], 2, ["x: a x: b", "c d"], 2),
        (["x y", "x b", "c d"], 2, ["x: x y: b", "c d"], 2),
        (["x→2", "a→2", "c d"], 2, ["x: a→2", "c d"], 2),
        (["x y", "a→2", "c d"], 2, ["x: a y: a", "c d"], 2),
        (["x y↓3", "a", "c"], 2, ["x: a y", "c "], 2),
        (["x y", "a b"], 2, ["x y", "a b"], 1),
        (["x y"] * 5, 4, ["x y"] * 5, 1),
    ],
)
def test_a_head_of_several_rows_is_one_that_says_all(
    rows: list[str], heads: int, placed: list[str], count: int
) -> None:
    found = squared([[cell(each) for each in row.split()] for row in rows], heads)
    assert ([" ".join(map(said, row)) for row in found.rows], found.heads) == (placed, count)


def test_what_is_uncertain_of_a_cell_of_the_head_is_said_once() -> None:
    above = GridCell("x", columns=2, doubts=("why?",), anchors=("here",))
    found = squared([[above], [GridCell("a"), GridCell("b", doubts=("what?",))], [GridCell("c"), GridCell("d")]], 2)
    assert [(each.text, each.doubts, each.anchors) for each in found.rows[0]] == [
        ("x: a", ("why?",), ("here",)),
        ("x: b", ("what?",), ()),
    ]


@pytest.mark.parametrize(("heads", "first"), [(0, ""), (1, "Bridge")])
def test_a_row_with_a_picture_is_no_head_unless_the_article_says_so(heads: int, first: str) -> None:
    pictured = GridCell(below=(Picture("a.png", b"x"),))
    found = squared([[GridCell("Bridge"), pictured], [GridCell("Wall"), pictured]], heads)
    assert (found.rows[0][0].text, len(found.rows), found.is_uneven) == (first, 3 - heads, False)


@pytest.mark.parametrize(
    ("rows", "again"),
    [
        (["Green Do", "a b", "Red Do", "c d"], "Do"),
        (["Green Do", "a b", "Red **Do**", "c d"], "Do"),
        (["Green Do", "Do b"], ""),
        (["Green Do→2", "a Do b"], "Do"),
        (["Green", "a b", "c "], ""),
    ],
)
@pytest.mark.parametrize("said", [0, 1])
def test_a_head_that_stands_again_in_a_row_below_is_told(said: int, rows: list[str], again: str) -> None:
    doubts = head_doubts(squared([[*map(cell, row.split(" "))] for row in rows], said), said)
    assert [doubt for doubt in doubts if "heads the table" in doubt] == [
        f"“{again}” heads the table, and stands again in a row below: if that row is a head, too, part the table"
    ] * bool(again)


def test_a_table_too_wide_has_no_rows() -> None:
    assert squared([[GridCell()] * (MOST_COLUMNS + 1)]).rows == ()
    assert squared([[GridCell(columns=10**6)]]).width > MOST_COLUMNS


CELL = st.builds(GridCell, st.just("x"), columns=st.integers(1, 3), rows=st.integers(1, 3))


@given(st.lists(st.lists(CELL, max_size=4), min_size=1, max_size=5))
def test_every_place_of_any_table_is_taken_once(rows: list[list[GridCell]]) -> None:
    rows = [[replace(each, text=f"{at}-{n}.") for n, each in enumerate(row)] for at, row in enumerate(rows)]
    found = squared(rows)
    taken = [0] * len(found.rows)
    for index, row in enumerate(found.rows):
        for each in row:
            assert index + each.rows <= len(found.rows)
            for below in range(index, index + each.rows):
                taken[below] += each.columns
    assert set(taken) <= {found.width}
    texts = " ".join(each.text for row in found.rows for each in row)
    assert all(each.text in texts for row in rows for each in row)
    assert all(texts.count(each.text) == 1 for row in rows[found.heads :] for each in row)
