"""The tables of an OpenDocument text: rows and cells, whatever they are grouped in, and however often they repeat."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from clinicpress.drafting.bounds import MOST_COLUMNS
from clinicpress.drafting.opendocument.xml import number, qn

MOST_REPEATED = 100
"""So often a row may repeat; word processors repeat none."""
_GROUPS = {qn("table:table-rows"), qn("table:table-row-group")}


@dataclass(frozen=True)
class Cell:
    """A cell and how far it reaches."""

    element: Element
    columns: int
    rows: int


@dataclass(frozen=True)
class Row:
    """The cells of a row, and those that lie below joined ones."""

    cells: tuple[Cell, ...]
    hidden: tuple[Element, ...]


def rows_of(table: Element) -> tuple[list[Row], int]:
    """Return the rows of a table, and how many of them are heads."""
    heads = list(_heads(table))
    body = list(_rows(table))
    return [*heads, *body], len(heads)


def _heads(parent: Element) -> Iterator[Row]:
    """Yield the rows of a table's head; those of the tables in its cells are not its own."""
    for child in parent:
        if child.tag == qn("table:table-header-rows"):
            yield from _rows(child)
        elif child.tag in _GROUPS:
            yield from _heads(child)


def _rows(parent: Element) -> Iterator[Row]:
    for child in parent:
        if child.tag in _GROUPS:
            yield from _rows(child)
        elif child.tag == qn("table:table-row"):
            row = _row(child)
            for _ in range(min(number(child, "table:number-rows-repeated", 1), MOST_REPEATED)):
                yield row


def _row(row: Element) -> Row:
    cells: list[Cell] = []
    hidden: list[Element] = []
    for each in row:
        times = min(number(each, "table:number-columns-repeated", 1), MOST_COLUMNS + 1)
        if each.tag == qn("table:table-cell"):
            columns, rows = (
                number(each, "table:number-columns-spanned", 1),
                number(each, "table:number-rows-spanned", 1),
            )
            cells += [Cell(each, max(columns, 1), max(rows, 1))] * times
        elif each.tag == qn("table:covered-table-cell"):
            hidden.append(each)
    return Row(tuple(cells), tuple(hidden))
