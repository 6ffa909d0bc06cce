"""Rows of a table that cells join by spanning them: set, parted and drawn as one.

A row is as high as its own cells; where a cell that spans some is higher than they are together,
the last of them grows. No line is drawn through a cell. Where such rows must be parted, the cells
that reach over the break are parted with them; what is said already of a cell that goes on
overleaf is repeated there, as the head of the table is.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from clinicpress.drawing.sheet import Sheet
from clinicpress.looks.theme import RuleStyle
from clinicpress.typesetting.breaks import Break, Course, last_of, once
from clinicpress.typesetting.flowables import Children, Flowable, Repeated, Shape
from clinicpress.typesetting.lines import EPSILON

MOST_REPEATED = 150.0
"""The most height of a cell that is repeated overleaf: about a quarter of a page, in points."""

WHOLE = "whole"
"""What stands above a break as a whole."""


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
class JoinedCell:
    """A cell: its content, and where it stands among the rows that are joined."""

    content: Flowable | None
    column: int
    columns: int
    row: int
    rows: int
    goes_on: bool = False
    """The rest of it stands elsewhere, in further rows."""

    @property
    def end(self) -> int:
        """The row after its last."""
        return self.row + self.rows


class RowsBreak(NamedTuple):
    """A break of joined rows: between two, or within one."""

    complete: int
    """The rows that are complete above."""
    last: int
    """The row after the last that stands above, or begins there."""
    reaching: Mapping[tuple[int, int], Any]
    """Where cells that reach over the break are parted, by their rows and columns; others stand below."""


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

    @once
    def wrap(self, measure: float) -> float:
        return sum(self._heights(self.columns.at(measure))) - 2 * self.padding

    @once
    def course(self, measure: float) -> Course:
        """Return its height and its breaks: between its rows, and where the content of a cell has one."""
        columns = self.columns.at(measure)
        height, tops = self.wrap(measure), self._tops(columns)
        courses = {
            (cell.row, cell.column): cell.content.course(columns.span(cell.column, cell.columns)[1])
            for cell in self.cells
            if cell.content is not None
        }
        rooms = {round(top - 2 * self.padding, 3): True for top in tops[1:-1]}
        for (row, _), course in courses.items():
            for b in course.breaks:
                rooms.setdefault(round(tops[row] + b.foot, 3), False)
        breaks: list[Break] = []
        for room, between in sorted(rooms.items()):
            at, torn = self._break_at(room, between, tops, courses)
            head, rest = self._parted(columns, at, new=True)
            if not (between or (_says(head.cells) and _says(rest.cells))) or (breaks and breaks[-1].at == at):
                continue
            foot, left = head.wrap(measure), rest.wrap(measure)
            if foot <= room + EPSILON and left < height - EPSILON:
                breaks.append(Break(foot, height - left, torn, at))
        return Course(height, breaks)

    def _break_at(
        self, room: float, between: bool, tops: Sequence[float], courses: Mapping[tuple[int, int], Course]
    ) -> tuple[RowsBreak, tuple[str, ...]]:
        """Find how cells are parted in a height, between rows or within one; returns it with what is torn."""
        room += 2 * self.padding
        count = max(row for row in range(self.count) if tops[row] <= room + EPSILON)
        reaching: dict[tuple[int, int], Any] = {}
        torn: dict[str, None] = {"joined": None} if between else {"joined": None, "row": None}
        own = False
        for cell in self.cells:
            course = courses.get((cell.row, cell.column))
            if cell.row > count or cell.end <= count or course is None or (between and cell.row == count):
                continue
            space = room - tops[cell.row] - 2 * self.padding
            fitting = [b for b in course.breaks if b.foot <= space + EPSILON]
            if course.height <= space + EPSILON:
                reaching[cell.row, cell.column] = WHOLE
            elif fitting:
                last = last_of(fitting)
                reaching[cell.row, cell.column] = last.at
                torn.update(dict.fromkeys(last.torn))
            else:
                continue
            own = own or cell.row == count
        # A row of which nothing has room for its first words moves on, and what reaches into it is parted.
        return RowsBreak(count, count + own, reaching), tuple(torn)

    def parted(self, measure: float, at: RowsBreak) -> tuple[JoinedRows, JoinedRows]:
        return self._parted(self.columns.at(measure), at)

    def reaches_below(self, measure: float, at: RowsBreak) -> bool:
        return _says(self._parted(self.columns.at(measure), at)[1].cells)

    def _parted(self, columns: Columns, at: RowsBreak, new: bool = False) -> tuple[JoinedRows, JoinedRows]:
        """Part it at a break; a new one is known to be where its cells have theirs."""
        heads: list[JoinedCell] = []
        tails: list[JoinedCell] = []
        for cell in self.cells:
            if cell.row >= at.last:
                tails.append(replace(cell, row=cell.row - at.complete))
            elif cell.end <= at.complete and not cell.goes_on:
                heads.append(cell)
            else:
                within = at.reaching.get((cell.row, cell.column))
                head, rest = _content_parted(cell, columns.span(cell.column, cell.columns)[1], within, new)
                row = max(cell.row, at.complete)
                heads.append(replace(cell, content=head, rows=min(cell.end, at.last) - cell.row, goes_on=True))
                tails.append(replace(cell, content=rest, row=row - at.complete, rows=max(1, cell.end - row)))
        first = replace(self, cells=tuple(heads), count=at.last)
        return first, replace(self, cells=tuple(tails), count=max(1, self.count - at.complete), before=0.0)

    def _tops(self, columns: Columns) -> list[float]:
        """Return how far below the top each row begins, and the last one ends, paddings included."""
        return [0.0, *itertools.accumulate(self._heights(columns))]

    def draw(self, canvas: Sheet, x: float, y: float, measure: float) -> None:
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


def _content_parted(cell: JoinedCell, measure: float, at: Any, new: bool) -> tuple[Flowable | None, Flowable | None]:
    """Part what a cell holds at a break of its own, of which there is none where nothing stands above.

    What is complete is repeated in the rest of a cell that goes on in further rows, unless it is much.
    """
    content = cell.content
    if content is None or at is None:
        return None, content
    if at == WHOLE:
        again = content if isinstance(content, Repeated) else Repeated(content)
        return content, again if cell.rows > 1 and content.wrap(measure) <= MOST_REPEATED else None
    # What ends here already, as it was parted here before, has nothing below.
    return content.parted(measure, at) if new or content.reaches_below(measure, at) else (content, None)


def _says(cells: Sequence[JoinedCell]) -> bool:
    """Tell whether something stands in cells that was not said before."""
    return any(cell.content is not None and not isinstance(cell.content, Repeated) for cell in cells)
