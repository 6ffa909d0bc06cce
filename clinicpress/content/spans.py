"""The grid of a table: where each cell stands when some span others, as HTML counts them.

A row's cells take the columns that those spanning down from above leave free. A table is right
where every row fills as many columns as the header (PDF/UA-1, 7.5: tables are regular).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from clinicpress.content.blocks import TableCell, TableContent
from clinicpress.content.model import texts_of
from clinicpress.ground.problems import Place, Problem


class Spanning(Protocol):
    """Whatever says how many columns and rows it spans."""

    @property
    def columns(self) -> int: ...
    @property
    def rows(self) -> int: ...


def settle(rows: Sequence[Sequence[Spanning]]) -> tuple[list[list[int]], list[list[int]]]:
    """Place the cells of rows in a grid; returns the column of each cell, and the columns that each row fills.

    A column that is filled twice stands there twice: a cell reaches into one that spans down from above.
    """
    filled: list[list[int]] = [[] for _ in rows]
    places: list[list[int]] = []
    for number, cells in enumerate(rows):
        found: list[int] = []
        column = 0
        for cell in cells:
            while column in filled[number]:
                column += 1
            found.append(column)
            for below in filled[number : number + cell.rows]:
                below += range(column, column + cell.columns)
            column += cell.columns
        places.append(found)
    return places, filled


def table_problems(table: TableContent) -> list[Problem]:
    """List the rows of a table that do not fill its columns, and spans and widths that do not fit it."""
    rows = [table.header, *table.rows]
    if any(cell.rows > 1 for cell in table.header):
        hint = "a cell that spans rows stands below it"
        return [Problem(_place(rows, 0), "a head cannot span rows: the header is one row", hint)]
    problems = []
    _, filled = settle(rows)
    count = len(filled[0])
    for number, (cells, columns) in enumerate(zip(rows[1:], filled[1:], strict=True), 1):
        left = len(rows) - number
        if any(cell.rows > left for cell in cells):
            message = f"a cell of row {number} of the table spans more rows than there are from here: {left}"
            problems.append(Problem(_place(rows, number), message, "make “rows” smaller"))
        elif len(columns) == count and sorted(columns) != list(range(count)):
            message = f"a cell of row {number} of the table reaches into one that spans down from above"
            problems.append(Problem(_place(rows, number), message, "make “columns” or “rows” smaller"))
        elif len(columns) != count:
            problems.append(_misfilled(rows, number, len(columns), count))
    if table.widths and len(table.widths) != count:
        message = f"“widths” has {len(table.widths)} numbers, the table {count} columns"
        problems.append(Problem(_place(rows, 0), message, "write one number for each column"))
    return problems


def _misfilled(rows: Sequence[Sequence[TableCell]], number: int, have: int, count: int) -> Problem:
    spans = any(cell.columns > 1 or cell.rows > 1 for row in rows for cell in row)
    if spans:
        message = f"row {number} of the table fills {have} columns, its header {count}"
        hint = 'cells that span down from above count, too; write “""” for an empty cell'
    else:
        message = f"row {number} of the table has {have} cells, its header has {count}"
        hint = 'write "" for an empty cell'
        if have > count:
            hint = "put a cell that holds a comma in quotes; or join cells, or add a head"
    return Problem(_place(rows, number), message, hint)


def _place(rows: Sequence[Sequence[TableCell]], number: int) -> Place:
    """Return the place of the first text of a row that has one, or of the rows above it."""
    above = (text.place for row in rows[number::-1] for text in texts_of(row))
    return next((place for place in above if place.file), Place(""))
