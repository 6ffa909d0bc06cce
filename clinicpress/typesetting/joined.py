"""Rows of a table that cells join by spanning them: set, parted and drawn as one.

A row is as high as its own cells; where a cell that spans some is higher than they are together,
the last of them grows. No line is drawn through a cell. Where such rows must be parted, the cells
that reach over the break are parted with them; what is said already of a cell that goes on
overleaf is repeated there, as the head of the table is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from clinicpress.drawing.canvas import PressCanvas
from clinicpress.looks.theme import RuleStyle
from clinicpress.typesetting.flowables import Children, Flowable, Shape
from clinicpress.typesetting.lines import EPSILON

MOST_REPEATED = 0.25
"""The most of a page's height that a cell takes which is repeated overleaf."""


@dataclass(frozen=True, eq=False)
class Columns:
    """The columns of a table: the left edge and the width of each, in points, at the measure they were made for."""

    edges: tuple[tuple[float, float], ...]
    made_for: float

    def at(self, measure: float) -> Columns:
        """Return the columns at another measure, of which each has its share."""
        scale = measure / self.made_for
        return Columns(tuple((left * scale, width * scale) for left, width in self.edges), measure)

    def span(self, column: int, count: int) -> tuple[float, float]:
        """Return the left edge and the width of a cell that spans `count` columns from `column` on."""
        left, (last, width) = self.edges[column][0], self.edges[column + count - 1]
        return left, last + width - left


@dataclass(frozen=True, eq=False)
class Repeated(Shape):
    """What was said before, and is to be seen once more: furniture, which nobody hears twice."""

    content: Flowable

    def wrap(self, measure: float) -> float:
        return self.content.wrap(measure)

    def draw(self, canvas: PressCanvas, x: float, y: float, measure: float) -> None:
        with canvas.furniture():
            self.content.draw(canvas, x, y, measure)


@dataclass(frozen=True, eq=False)
class JoinedCell:
    """A cell: its content, and where it stands among the rows that are joined."""

    content: Flowable | None
    column: int
    columns: int
    row: int
    rows: int

    @property
    def end(self) -> int:
        """The row after its last."""
        return self.row + self.rows


@dataclass(frozen=True, eq=False)
class JoinedRows(Shape):
    """Rows of a table that belong together, from the top of the first one's words to the foot of the last one's."""

    cells: tuple[JoinedCell, ...]
    columns: Columns
    count: int
    rule: RuleStyle
    padding: float

    @property
    def children(self) -> Children:
        return tuple(cell.content for cell in self.cells if cell.content is not None)

    def _height(self, cell: JoinedCell, columns: Columns) -> float:
        """Return the height of a cell, paddings included."""
        if cell.content is None:
            return 0.0
        return cell.content.wrap(columns.span(cell.column, cell.columns)[1]) + 2 * self.padding

    def _heights(self, columns: Columns) -> list[float]:
        """Return the heights of the rows, paddings included."""
        heights = [2 * self.padding] * self.count
        for cell in sorted(self.cells, key=lambda each: each.end):
            missing = self._height(cell, columns) - sum(heights[cell.row : cell.end])
            heights[cell.end - 1] += max(0.0, missing)
        return heights

    def wrap(self, measure: float) -> float:
        return sum(self._heights(self.columns.at(measure))) - 2 * self.padding

    def split(self, measure: float, room: float, full: float, force: bool) -> tuple[JoinedRows, JoinedRows] | None:
        """Part between rows, or within one that is too high; what fits on an empty page is parted by force only."""
        if not force and self.fits(measure, full):
            return None
        columns = self.columns.at(measure)
        room += 2 * self.padding
        heights = self._heights(columns)
        count, used = 0, 0.0
        while count < self.count - 1 and used + heights[count] <= room + EPSILON:
            used += heights[count]
            count += 1
        own = [self._height(cell, columns) for cell in self.cells if cell.row == count and cell.rows == 1]
        # A row that is too high only for what reaches into it from above is parted, too: its own cells stay.
        within = not count or used + max([2 * self.padding, *own]) <= room + EPSILON
        return self._parted(columns, count, within, room, full, force)

    def _parted(
        self, columns: Columns, count: int, within: bool, room: float, full: float, force: bool
    ) -> tuple[JoinedRows, JoinedRows] | None:
        """Part before the row `count`, or within it, so that the first part is at most `room` points high."""
        heights = self._heights(columns)
        last = count + within
        heads: list[JoinedCell] = []
        tails: list[JoinedCell] = []
        for cell in self.cells:
            if cell.row >= last:
                tails.append(replace(cell, row=cell.row - count))
            elif cell.end <= count:
                heads.append(cell)
            else:
                space = room - sum(heights[: cell.row]) - 2 * self.padding
                parts = _content_parted(cell, columns.span(cell.column, cell.columns)[1], space, full, force)
                if parts is None:
                    return None
                row = max(cell.row, count)
                heads.append(replace(cell, content=parts[0], rows=min(cell.end, last) - cell.row))
                tails.append(replace(cell, content=parts[1], row=row - count, rows=cell.end - row))
        # Where no row is left behind, words must be, or there would be no end.
        if within and not (_says(heads) and _says(tails)):
            return None
        first = replace(self, cells=tuple(heads), count=last)
        return first, replace(self, cells=tuple(tails), count=self.count - count, before=0.0)

    def draw(self, canvas: PressCanvas, x: float, y: float, measure: float) -> None:
        columns = self.columns.at(measure)
        top = y + self.padding
        tops = [top]
        for height in self._heights(columns):
            tops.append(tops[-1] - height)
        for row in range(1, self.count):
            for left, width in self._free(row, columns):
                canvas.rule(x + left, tops[row], width, self.rule.color, self.rule.width)
        for cell in self.cells:
            if cell.content is not None:
                left, width = columns.span(cell.column, cell.columns)
                cell.content.draw(canvas, x + left, tops[cell.row] - self.padding, width)

    def _free(self, row: int, columns: Columns) -> list[tuple[float, float]]:
        """Return where a line above a row is drawn: its left edges and widths, in points."""
        crossed = {
            column
            for cell in self.cells
            if cell.row < row < cell.end
            for column in range(cell.column, cell.column + cell.columns)
        }
        free = [column for column in range(len(columns.edges)) if column not in crossed]
        begins = [column for column in free if column - 1 not in free]
        ends = [column for column in free if column + 1 not in free]
        return [columns.span(begin, end - begin + 1) for begin, end in zip(begins, ends, strict=True)]


def _content_parted(
    cell: JoinedCell, measure: float, room: float, full: float, force: bool
) -> tuple[Flowable | None, Flowable | None] | None:
    """Part what a cell holds into what stands in `room` points and the rest; None where it may not be parted.

    What is complete is repeated in the rest of a cell that goes on in further rows, unless it is much.
    """
    content = cell.content
    if content is None:
        return None, None
    if content.fits(measure, room):
        again = content if isinstance(content, Repeated) else Repeated(content)
        return content, again if cell.rows > 1 and content.wrap(measure) <= full * MOST_REPEATED else None
    parts = content.split(measure, room, full, False) or (content.split(measure, room, full, True) if force else None)
    if parts is not None:
        return parts[0], parts[1].trimmed()
    return (None, content) if force else None


def _says(cells: Sequence[JoinedCell]) -> bool:
    """Tell whether something stands in cells that was not said before."""
    return any(cell.content is not None and not isinstance(cell.content, Repeated) for cell in cells)
