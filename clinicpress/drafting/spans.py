"""Tables with joined cells: each cell at its place, and rows that are equally long.

A cell that reaches over another, or over the end of the table, is cut; a row that is too short is filled up.
The head of a table is one row alone: what reaches down from it begins anew below it, and empty.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from clinicpress.drafting.article import GridCell
from clinicpress.drafting.bounds import MOST_COLUMNS


@dataclass
class _Placed:
    """A cell at its column."""

    at: int
    cell: GridCell


@dataclass(frozen=True)
class Squared:
    """The rows of a table; each takes as many columns, with the cells that reach down into it."""

    rows: tuple[tuple[GridCell, ...], ...]
    width: int
    is_uneven: bool
    """Whether rows were filled up."""


def squared(rows: Sequence[Sequence[GridCell]]) -> Squared:
    """Place the cells of a table's rows; without rows, where it is wider than any table can be."""
    reach: list[int] = []
    """In which row each column is free again."""
    placed: list[list[_Placed]] = []
    for index, row in enumerate(rows):
        placed.append(_row(row, index, len(rows), reach))
        if len(reach) > MOST_COLUMNS:
            return Squared((), len(reach), False)
    width = len(reach)
    lengths = [0] * len(rows)
    for index, line in enumerate(placed):
        for each in line:
            for below in range(index, index + each.cell.rows):
                lengths[below] += each.cell.columns
    for line, length in zip(placed, lengths, strict=True):
        line += [_Placed(width, GridCell()) for _ in range(width - length)]
    _part_head(placed)
    return Squared(tuple(_without_empty(placed)), width, len(set(lengths)) > 1)


def _row(row: Sequence[GridCell], index: int, count: int, reach: list[int]) -> list[_Placed]:
    """Place the cells of a row, beside those that reach down into it."""
    placed: list[_Placed] = []
    at = 0
    for cell in row:
        while at < len(reach) and reach[at] > index:
            at += 1
        wanted = min(cell.columns, MOST_COLUMNS + 1)
        columns = 1
        while columns < wanted and not (at + columns < len(reach) and reach[at + columns] > index):
            columns += 1
        tall = min(cell.rows, count - index)
        reach += [0] * (at + columns - len(reach))
        reach[at : at + columns] = [index + tall] * columns
        placed.append(_Placed(at, replace(cell, columns=columns, rows=tall)))
        at += columns
    return placed


def _part_head(placed: list[list[_Placed]]) -> None:
    for each in placed[0] if placed else ():
        if each.cell.rows > 1:
            rest = GridCell(columns=each.cell.columns, rows=each.cell.rows - 1)
            placed[1].append(_Placed(each.at, rest))
            each.cell = replace(each.cell, rows=1)
    for line in placed[1:2]:
        line.sort(key=lambda each: each.at)


def _without_empty(placed: list[list[_Placed]]) -> list[tuple[GridCell, ...]]:
    """Return rows but those that are nothing but parts of cells that begin above them."""
    found = []
    for index, line in enumerate(placed):
        if line:
            gone = [sum(1 for below in placed[index + 1 : index + each.cell.rows] if not below) for each in line]
            found.append(
                tuple(replace(each.cell, rows=each.cell.rows - less) for each, less in zip(line, gone, strict=True))
            )
    return found
