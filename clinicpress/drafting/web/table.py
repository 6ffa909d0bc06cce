"""The tables of a web page: their rows in the order in which they are shown, and the places of their cells.

Where a cell reaches over the end of its part of the table, or over another cell, the page is wrong; then a
row is filled up with empty cells (HTML, 4.9.12.1), so that each word stands below the head that it had.
"""

from __future__ import annotations

from dataclasses import dataclass

from clinicpress.drafting.web.elements import Node, attribute, children, elements, number, words_of

MOST_COLUMNS = 63
"""So many columns a table can have; that is as many as in Word."""
_CELLS = {"td", "th"}
_PARTS = {"thead", "tbody", "tfoot"}


@dataclass(frozen=True)
class Cell:
    """A cell at its place; without an element it fills a row up."""

    element: Node
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True)
class Layout:
    """The rows of a table; all take as many columns, with those that reach down into them."""

    rows: tuple[tuple[Cell, ...], ...]
    heads: int
    """How many rows at the top are heads."""
    has_row_heads: bool
    is_uneven: bool
    """Whether rows were filled up."""
    width: int


def is_for_looks(table: Node) -> bool:
    """Tell whether a table only puts things beside each other."""
    rows = _rows(table)
    is_said = attribute(table, "role") in {"none", "presentation"}
    has_heads = any(cell.name == "th" for row in rows for cell in children(row)) or _caption(table) is not None
    widest = max((len(list(children(row))) for row in rows), default=0)
    holds_another = next(elements(table, "table"), None) is not None
    return is_said or holds_another or ((len(rows) < 2 or widest < 2) and not (has_heads and len(rows) > 1))


def caption_of(table: Node) -> Node | None:
    """Return the caption of a table; None where there is none."""
    return _caption(table)


def laid_out(table: Node) -> Layout:
    """Return the rows of a table with each cell at its place."""
    rows = [row for row in ([cell for cell in children(row) if cell.name in _CELLS] for row in _rows(table)) if row]
    reach: list[int] = []
    """In which row each column is free again."""
    made: list[list[Cell]] = []
    for index, row in enumerate(rows):
        made.append(_row(row, index, len(rows), reach))
        if len(reach) > MOST_COLUMNS:
            return Layout((), 0, False, False, len(reach))
    width = len(reach)
    lengths = _lengths(made)
    full = tuple((*row, *[Cell(None)] * (width - length)) for row, length in zip(made, lengths, strict=True))
    heads = _heads(table, rows)
    return Layout(full, heads, _has_row_heads(rows[heads:]), len(set(lengths)) > 1, width)


def _row(row: list[Node], index: int, count: int, reach: list[int]) -> list[Cell]:
    """Place the cells of a row, beside those that reach down into it."""
    placed: list[Cell] = []
    at = 0
    for cell in row:
        while at < len(reach) and reach[at] > index:
            at += 1
        wanted = min(max(number(cell, "colspan", 1), 1), MOST_COLUMNS + 1)
        columns = 1
        while columns < wanted and not (at + columns < len(reach) and reach[at + columns] > index):
            columns += 1
        tall = number(cell, "rowspan", 1)
        rows = min(tall if tall > 0 else count, count - index)
        reach += [0] * (at + columns - len(reach))
        reach[at : at + columns] = [index + rows] * columns
        placed.append(Cell(cell, columns, rows))
        at += columns
    return placed


def _lengths(rows: list[list[Cell]]) -> list[int]:
    """Return how many columns each row takes, with those that reach down into it."""
    lengths = [0] * len(rows)
    for index, row in enumerate(rows):
        for cell in row:
            for below in range(index, index + cell.rows):
                lengths[below] += cell.columns
    return lengths


def _rows(table: Node) -> list[Node]:
    """List the rows of a table as they are shown: those of its foot are the last."""
    found: dict[str, list[Node]] = {"thead": [], "tbody": [], "tfoot": []}
    for part in children(table):
        if part.name in _PARTS:
            found[part.name] += [row for row in children(part) if row.name == "tr"]
        elif part.name == "tr":
            found["tbody"].append(part)
    return [*found["thead"], *found["tbody"], *found["tfoot"]]


def _caption(table: Node) -> Node | None:
    return next((each for each in children(table) if each.name == "caption" and words_of(each)), None)


def _heads(table: Node, rows: list[list[Node]]) -> int:
    in_head = sum(
        1 for part in children(table) if part.name == "thead" for row in children(part) if list(children(row))
    )
    if in_head:
        return in_head
    is_head = [all(cell.name == "th" or not words_of(cell) for cell in row) for row in rows]
    return next((at for at, each in enumerate(is_head) if not each), len(rows)) if is_head and is_head[0] else 0


def _has_row_heads(rows: list[list[Node]]) -> bool:
    """Tell whether a row's first cell is its head, in all rows but those that go on with one from above."""
    firsts = [row[0] for row in rows if len(row) == max(map(len, rows))]
    return bool(firsts) and all(
        cell.name == "th" and attribute(cell, "scope") not in {"col", "colgroup"} for cell in firsts
    )
