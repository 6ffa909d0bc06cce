"""Tables with joined cells: each cell at its place, and rows that are equally long.

A cell that reaches over another, or over the end of the table, is cut; a row that is too short is filled up.
The head of a table is one row alone: of several rows, each head begins with the words above it; what reaches
down from the head begins anew below it, and empty. A row with a picture is no head unless the article says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from clinicpress.content.inline import without_marks
from clinicpress.drafting.article import Grid, GridCell, Picture, walked
from clinicpress.drafting.bounds import MOST_COLUMNS, too_wide
from clinicpress.drafting.flow import bare

IN_ONE_HEAD = "the table's head has several rows in the article: here each head begins with the words above it"
UNEVEN = "the rows of this table are not equally long: look under which head each cell stands"
MOST_HEADS = 3
"""Of more rows that are called a head, only the first is one here."""


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
    heads: int = 1
    """How many rows of the article its head was made of; 0 where no row is a head, so that the first is empty."""


def squared(rows: Sequence[Sequence[GridCell]], heads: int = 0) -> Squared:
    """Place the cells of a table's rows; without rows, where it is wider than any table can be.

    The article calls so many rows the table's head; with none, the first is taken for it.
    """
    is_headless = heads == 0 and any(isinstance(each, Picture) for row in rows[:1] for each in walked(row))
    rows = [(), *rows] if is_headless else rows
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
    count = _heads(placed, heads) if placed else 0
    placed = _in_one_head(placed, count, width) if count else placed
    is_uneven = len(set(lengths[is_headless:])) > 1
    return Squared(tuple(_without_empty(placed)), width, is_uneven, 0 if is_headless else count)


def grid_of(
    name: str, rows: Sequence[Sequence[GridCell]], heads: int = 0, *, is_head: bool = False, line: int = 1
) -> Grid:
    """Make a table of an article's rows, with what is uncertain of it; raises InputProblems where it is too wide.

    The article calls so many rows its head; `is_head` tells that something else shows the first to be one.
    """
    placed = squared(rows, heads)
    if placed.width > MOST_COLUMNS:
        raise too_wide(name, placed.width, line)
    uneven = (UNEVEN,) if placed.is_uneven else ()
    head, *body = placed.rows
    return Grid(head, tuple(body)).doubted(*uneven, *head_doubts(placed, heads or int(is_head)))


def head_doubts(placed: Squared, said: int) -> list[str]:
    """Say what is uncertain of a table's head, of which the article calls so many rows."""
    if placed.heads > 1:
        return [IN_ONE_HEAD]
    if said > 1:
        return ["the table's head has several rows in the article: only the first is one here"]
    if placed.heads and (again := _again(placed.rows)):
        return [
            f"“{again}” heads the table, and stands again in a row below: if that row is a head, too, part the table"
        ]
    return ["the first row was taken as the table's head"] if placed.heads and not said else []


def _again(rows: Sequence[Sequence[GridCell]]) -> str:
    """Return the words of a head that stand once more below it, in the same place of their row; "" where none do."""
    head, *body = ([without_marks(cell.text) for cell in row] for row in rows)
    return next((text for at, text in enumerate(head) if text and any(text in row[at : at + 1] for row in body)), "")


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


def _heads(placed: list[list[_Placed]], said: int) -> int:
    """Count the rows of the head: as many as are said, or as stand beside a cell that reaches down and one divided."""
    across = [each for each in placed[0] if each.cell.columns > 1 and each.cell.rows == 1]
    is_divided = any(
        sum(each.at <= below.at < each.at + each.cell.columns for below in line) > 1
        for each in across
        for line in placed[1:2]
    )
    count = max(said, max((each.cell.rows for each in placed[0]), default=1) if is_divided else 1)
    has_blocks = any(each.cell.below for line in placed[:count] for each in line)
    return 1 if count >= len(placed) or count > MOST_HEADS or has_blocks else count


def _in_one_head(placed: list[list[_Placed]], count: int, width: int) -> list[list[_Placed]]:
    """Make one row of the rows of the head."""
    above: list[list[_Placed]] = [[] for _ in range(width)]
    """The cells of the head that stand at each column, from top to bottom."""
    beyond: list[_Placed] = []
    for index, line in enumerate(placed[:count]):
        for each in line:
            for column in range(each.at, min(each.at + each.cell.columns, width)):
                above[column].append(each)
            if (rest := index + each.cell.rows - count) > 0:
                beyond.append(_Placed(each.at, GridCell(columns=each.cell.columns, rows=rest)))
    head = list(_head_cells(above))
    body = placed[count:]
    if body:
        body[0] = sorted([*body[0], *beyond], key=lambda each: each.at)
    return [head, *body]


def _head_cells(above: Sequence[Sequence[_Placed]]) -> Iterator[_Placed]:
    """Yield the cells of the head, each with the words of those above it."""
    told: list[_Placed] = []
    for names, group in groupby(enumerate(above), key=lambda each: [id(cell) for cell in each[1]]):
        columns = list(group)
        at, cells = columns[0]
        if not names:
            yield from (_Placed(column, GridCell()) for column, _ in columns)
            continue
        new = [each.cell for each in cells if not any(each is other for other in told)]
        told += cells
        text = ": ".join(filter(None, (bare(each.cell.text) for each in cells)))
        yield _Placed(
            at,
            replace(
                cells[-1].cell,
                text=text,
                columns=len(columns),
                rows=1,
                doubts=tuple(doubt for cell in new for doubt in cell.doubts),
                anchors=tuple(name for cell in new for name in cell.anchors),
            ),
        )


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
