"""The cells of a Word table, each at its column, with those that are joined.

A joined cell is written once for each row that it takes, with its words in the first (ECMA-376-1, 17.4.17 and
17.4.84); here it is one cell of so many rows. Tables that only place pictures side by side are none.
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from clinicpress.drafting.article import Beside, Grid, GridCell, Paragraph, Picture, Pictures, Piece, walked
from clinicpress.drafting.captions import captioned
from clinicpress.drafting.rows import side_by_side
from clinicpress.drafting.word.changes import is_deleted_row
from clinicpress.drafting.word.xml import is_on, number_in, qn, value_of

_FIRST_ROW, _FIRST_COLUMN = 0x0020, 0x0080
_NOT_BESIDE = (Grid, Picture, Pictures, Beside)
"""What does not stand beside a picture."""
_COLOURED = 0.1
"""Colours whose parts differ by less are greys."""
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


def has_head(table: Any, marks_first_row: bool) -> bool:
    """Tell whether a table says that its first row is its head.

    Word says of nearly every table that its first row is special; it is only where the table's style shows it.
    """
    return heads_of(table) > 0 or (marks_first_row and _looks(table, "w:firstRow", _FIRST_ROW))


def stands_out(rows: Sequence[TableRow], contents: Sequence[Sequence[GridCell]]) -> bool:
    """Tell whether the first row of a table looks like its head: all of it bold, or shaded as the second is not."""
    words = [cell.text for cell in contents[0] if cell.text.strip()]
    bold = bool(words) and all(text.startswith("**") and text.endswith("**") for text in words)
    first, second = ({_fill(cell) for cell in row.cells} for row in rows[:2])
    return bold or (len(first) == 1 and not first <= {"", "auto", "FFFFFF"} and first != second)


def _fill(cell: Cell) -> str:
    """Return the colour of a cell's ground; empty where it has none."""
    path = f"{qn('w:tcPr')}/{qn('w:shd')}"
    return "" if cell.element is None else value_of(cell.element.find(path), "w:fill")


def table_style(table: Any) -> str:
    """Return the id of a table's style; empty where it has none."""
    return value_of(table.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}"))


def heads_of(table: Any) -> int:
    """Count the rows that a table repeats on each page, as its head."""
    marks = (row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") for row in children_of(table, qn("w:tr")))
    return sum(1 for mark in marks if is_on(mark))


def _looks(table: Any, name: str, bit: int) -> bool:
    """Tell whether a table gives its first row or column a look of its own (17.4.55)."""
    looks = table.find(f"{qn('w:tblPr')}/{qn('w:tblLook')}")
    said, code = value_of(looks, name), value_of(looks)
    if said:
        return said in {"1", "true", "on"}
    return re.fullmatch("[0-9a-fA-F]{4}", code) is not None and bool(int(code, 16) & bit)


def has_row_heads(table: Any, marks_first_column: bool) -> bool | None:
    """Tell whether the first cells of a table's rows are their heads; None where the document does not say.

    Word says of nearly every table that its first column is special; it is only where the table's style shows it.
    """
    return True if marks_first_column and _looks(table, "w:firstColumn", _FIRST_COLUMN) else None


def joined_cells(rows: Sequence[TableRow], contents: Sequence[Sequence[GridCell]]) -> list[list[GridCell]]:
    """Return the cells of a table's rows, of which each stands once; `contents` are those of each row's cells."""
    made: list[list[GridCell]] = []
    # At each column, where the cell stands that the next row may go on with: its row, and its place in it.
    above: dict[int, tuple[int, int]] = {}
    for row, own in zip(rows, contents, strict=True):
        line: list[GridCell] = []
        at = 0
        for cell, content in zip(row.cells, own, strict=True):
            origin = above.get(at) if cell.goes_on == "above" else None
            if cell.goes_on == "left" and line:
                line[-1] = replace(line[-1], columns=line[-1].columns + cell.span)
            elif origin and made[origin[0]][origin[1]].columns == cell.span:
                begun = made[origin[0]][origin[1]]
                made[origin[0]][origin[1]] = replace(begun, rows=begun.rows + 1)
            else:
                above = {column: place for column, place in above.items() if not at <= column < at + cell.span}
                above[at] = (len(made), len(line))
                line.append(replace(content, columns=cell.span))
            at += cell.span
        above = {column: place for column, place in above.items() if column < at}
        made.append(line)
    return made


def is_coloured(rows: Sequence[TableRow]) -> bool:
    """Tell whether the colours of a table's cells may say something: several colours, or one that marks a row.

    Greys say nothing, and a colour that the first row has alone, or many rows, is a look.
    """
    found: dict[int, int] = {}
    """In which row each colour stands first, by twelfths of the circle of colours."""
    marked: set[int] = set()
    for at, row in enumerate(rows):
        for cell in row.cells:
            fill = _fill(cell)
            if not re.fullmatch("[0-9a-fA-F]{6}", fill):
                continue
            red, green, blue = (int(fill[start : start + 2], 16) / 255 for start in (0, 2, 4))
            hue, _, saturation = colorsys.rgb_to_hls(red, green, blue)
            if max(red, green, blue) - min(red, green, blue) >= _COLOURED and saturation:
                found.setdefault(round(hue * 12) % 12, at)
                marked.add(at)
    return len(found) > 1 or (len(marked - {0}) == 1 and len(rows) > 2)


def texts_beside(rows: Sequence[Sequence[Sequence[Piece]]]) -> list[Beside] | None:
    """Return what a table puts beside pictures, pair by pair of its cells; None where it does something else.

    `rows` are the pieces of each cell.
    """
    found: list[Beside] = []
    for row in rows:
        if len(row) % 2:
            return None
        for left, right in zip(row[::2], row[1::2], strict=True):
            is_right = any(isinstance(piece, Picture) for piece in right)
            shown, said = (right, left) if is_right else (left, right)
            if not shown and not said:
                continue
            if len(shown) != 1 or not said or any(isinstance(piece, _NOT_BESIDE) for piece in walked(said)):
                return None
            (picture,) = shown
            if not isinstance(picture, Picture):
                return None
            alone = replace(picture, doubts=(), anchors=(), width=picture.width.replace("full", ""))
            found.append(Beside(alone, tuple(said), doubts=picture.doubts, anchors=picture.anchors))
    return found or None


def only_pictures(rows: Sequence[Sequence[Sequence[Piece]]]) -> list[Piece] | None:
    """Return the pictures of a table that only places them, row by row, with what stands in or below each as caption.

    `rows` are the pieces of each cell. None where something else stands in the table.
    """
    found: list[list[Picture]] = []
    may_be_captions = False
    for row in rows:
        held = [[p for p in cell if isinstance(p, Picture)] for cell in row]
        texts = [[p for p in cell if isinstance(p, Paragraph)] for cell in row]
        if any(len(p) + len(t) < len(cell) or len(t) > 1 for p, t, cell in zip(held, texts, row, strict=True)):
            return None
        if may_be_captions and not any(held) and len(row) == len(found[-1]):
            found[-1] = [captioned(p, t[0]) if t else p for p, t in zip(found[-1], texts, strict=True)]
            may_be_captions = False
        elif any(held) and all(len(p) == 1 or not cell for p, cell in zip(held, row, strict=True)):
            found.append([captioned(p[0], t[0]) if t else p[0] for p, t in zip(held, texts, strict=True) if p])
            may_be_captions = not any(texts) and all(held)
        else:
            return None
    return [side_by_side(pictures) for pictures in found] or None
