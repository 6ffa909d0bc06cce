"""The grid of a table: where cells stand that span others, and rows that do not fill their columns."""

from __future__ import annotations

import pytest

from clinicpress.content.spans import settle
from clinicpress.content.tree import shape_problems
from tests.brochures import with_body


def table(header: str, *rows: str, more: str = "") -> str:
    return f"- table:\n    header: {header}\n{more}    rows:\n" + "".join(f"      - {row}\n" for row in rows)


def problems(text: str) -> list[tuple[int, str]]:
    return [(problem.place.line, problem.message) for problem in shape_problems(with_body(text))]


@pytest.mark.parametrize(
    "text",
    [
        table("[A, B]", "[C, D]", '["", E]'),
        table("[A, B, C]", "[{text: D, rows: 2}, E, F]", "[G, H]"),
        table("[A, {text: B, columns: 2}]", "[C, D, E]"),
        table("[A, B, C]", "[D, {text: E, columns: 2, rows: 2}]", "[F]"),
        table("[A, B]", "[C, {body: [{list: [D, E]}]}]", more="    widths: [2, 1.5]\n"),
    ],
)
def test_rows_that_fill_the_columns_of_the_header_are_right(text: str) -> None:
    assert not problems(text)


def test_cells_take_the_columns_that_are_left_by_those_from_above() -> None:
    block = with_body(table("[A, B, C]", "[D, {text: E, rows: 2}, F]", "[G, H]")).sections[0].body[0]
    places, filled = settle([block.table.header, *block.table.rows])
    assert places == [[0, 1, 2], [0, 1, 2], [0, 2]]
    assert [sorted(columns) for columns in filled] == [[0, 1, 2]] * 3


@pytest.mark.parametrize(
    ("header", "more", "headed"),
    [
        ("[A, B]", "", False),
        ('["", B]', "", True),
        ("[A, B]", "    row_headers: true\n", True),
        ('["", B]', "    row_headers: false\n", False),
        ("[{body: [{list: [A]}]}, B]", "", False),
    ],
)
def test_the_first_cells_of_rows_are_heads_where_the_brochure_says_so_or_the_corner_is_empty(
    header: str, more: str, headed: bool
) -> None:
    block = with_body(table(header, "[C, D]", more=more)).sections[0].body[0]
    assert block.table.headed == (headed,)


def test_a_row_whose_first_column_is_taken_from_above_has_no_head_of_its_own() -> None:
    rows = ["[{text: C, rows: 2}, D]", "[E]", "[F, G]", "[{text: H, rows: 3}, I]", "[J]", "[K]"]
    block = with_body(table('["", B]', *rows)).sections[0].body[0]
    assert block.table.headed == (True, False, True, True, False, False)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (table("[A, B]", "[C, D]", "[E]"), 14, "row 2 of the table has 1 cells, its header has 2"),
        (table("[A, B]", "[C, D, E]"), 13, "row 1 of the table has 3 cells, its header has 2"),
        (table("[A, B]", "[{text: C, columns: 3}]"), 13, "row 1 of the table fills 3 columns, its header 2"),
        (table("[A, B]", "[{text: C, rows: 2}, D]", "[E, F]"), 14, "row 2 of the table fills 3 columns, its header 2"),
        (
            table("[A, B]", "[{text: C, rows: 2}, D]"),
            13,
            "a cell of row 1 of the table spans more rows than there are from here: 1",
        ),
        (
            table("[A, B, C]", "[D, {text: E, rows: 2}, F]", "[{text: G, columns: 2}]"),
            14,
            "a cell of row 2 of the table reaches into one that spans down from above",
        ),
        (table("[{text: A, rows: 2}, B]", "[C]"), 11, "a head cannot span rows: the header is one row"),
        (table("[A, B]", "[C, D]", more="    widths: [1, 1, 1]\n"), 11, "“widths” has 3 numbers, the table 2 columns"),
    ],
)
def test_what_does_not_fit_the_grid_is_told_at_its_row(text: str, line: int, message: str) -> None:
    assert problems(text) == [(line, message)]
