"""The cells of a Word table, each at its column, with those that are joined.

A joined cell's words stand once in the document, in the first of its places (ECMA-376-1, 17.4.17 and
17.4.85); who reads a row of our tables must find them in each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from clinicpress.drafting.word.changes import is_deleted_row
from clinicpress.drafting.word.xml import is_on, number_in, qn, value_of

MOST_COLUMNS = 63
"""So many columns a table in Word can have."""
_FIRST_ROW = 0x0020
_PROPERTIES = {qn("w:tblPr"), qn("w:trPr"), qn("w:tcPr"), qn("w:tblGrid"), qn("w:tblPrEx")}


@dataclass(frozen=True)
class Cell:
    """A cell of a row; without an element it is a place that a row leaves free."""

    element: Any
    span: int
    goes_on: str = ""
    """Whether it only goes on with the cell “above” or at its “left”."""


@dataclass(frozen=True)
class TableRow:
    """A row of a table, and why it is not part of what the document says."""

    element: Any
    cells: tuple[Cell, ...]
    left_out: str = ""

    @property
    def width(self) -> int:
        """How many columns it takes."""
        return sum(cell.span for cell in self.cells)


def rows_of(table: Any) -> list[TableRow]:
    """List the rows of a table, with those that are left out."""
    return [_row(row) for row in children_of(table, qn("w:tr"))]


def children_of(parent: Any, tag: str) -> Iterator[Any]:
    """Yield the rows of a table or the cells of a row, whatever they are wrapped in."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif isinstance(child.tag, str) and child.tag not in {*_PROPERTIES, qn("w:tc"), qn("w:tr"), qn("w:p")}:
            yield from children_of(child, tag)


def _row(row: Any) -> TableRow:
    properties = row.find(qn("w:trPr"))
    before = number_in(properties.find(qn("w:gridBefore")), "w:val") if properties is not None else 0
    cells = [_cell(cell) for cell in children_of(row, qn("w:tc"))]
    free = [Cell(None, before)] if before > 0 else []
    left_out = "deleted" if is_deleted_row(row) else ""
    if properties is not None and is_on(properties.find(qn("w:hidden"))):
        left_out = "hidden"
    return TableRow(row, (*free, *(cell for cell in cells if cell is not None)), left_out)


def _cell(cell: Any) -> Cell | None:
    properties = cell.find(qn("w:tcPr"))
    if properties is None:
        return Cell(cell, 1)
    if properties.find(qn("w:cellDel")) is not None:
        return None
    goes_on = ""
    for tag, where in (("w:vMerge", "above"), ("w:hMerge", "left")):
        merge = properties.find(qn(tag))
        if merge is not None and value_of(merge) != "restart":
            goes_on = where
    return Cell(cell, max(number_in(properties.find(qn("w:gridSpan")), "w:val", 1), 1), goes_on)


def has_head(table: Any) -> bool:
    """Tell whether a table says that its first row is its head."""
    properties = table.find(qn("w:tblPr"))
    looks = properties.find(qn("w:tblLook")) if properties is not None else None
    if looks is not None:
        code = value_of(looks)
        is_first = (
            int(code, 16) & _FIRST_ROW if len(code) == 4 and all(c in "0123456789abcdefABCDEF" for c in code) else 0
        )
        if value_of(looks, "w:firstRow") in {"1", "true"} or (not value_of(looks, "w:firstRow") and is_first):
            return True
    return any(True for _ in table.iter(qn("w:tblHeader")))


def filled(rows: Sequence[TableRow], texts: Sequence[Sequence[str]]) -> tuple[list[list[str]], list[str]]:
    """Return the texts of a table's places, row by row, and those that stand in several.

    `texts` are those of each row's cells.
    """
    places: list[list[str]] = []
    repeated: list[str] = []
    for row, own in zip(rows, texts, strict=True):
        line: list[str] = []
        for cell, text in zip(row.cells, own, strict=True):
            at = len(line)
            if cell.goes_on == "above" and places and at < len(places[-1]):
                text = places[-1][at]
            elif cell.goes_on == "left" and line:
                text = line[-1]
            if text and (cell.span > 1 or cell.goes_on):
                repeated.append(text)
            line += [text] * cell.span
        places.append(line)
    width = max(map(len, places), default=0)
    return [line + [""] * (width - len(line)) for line in places], list(dict.fromkeys(repeated))
