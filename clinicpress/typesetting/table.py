"""Tables on pages: parted between rows or within one, with the head repeated on each page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from clinicpress.drawing.sheet import Sheet
from clinicpress.looks.grounds import BARE, TableGround
from clinicpress.looks.theme import RuleStyle
from clinicpress.typesetting.breaks import LONE, Break, Course, once
from clinicpress.typesetting.flowables import Children, Shape
from clinicpress.typesetting.joined import JoinedRows
from clinicpress.typesetting.rows import Row


@dataclass(frozen=True, eq=False)
class DataTable(Shape):
    """A table: a head that is repeated on each page, rows with hairs between, a rule at the end."""

    head: Row
    rows: tuple[Row | JoinedRows, ...]
    head_rule: RuleStyle
    row_rule: RuleStyle
    end_rule: RuleStyle
    padding: float
    ground: TableGround = BARE
    repeated: bool = False
    """The head was drawn on an earlier page: here it is furniture."""
    first: int = 0
    """How many rows stand on earlier pages."""

    @property
    def children(self) -> Children:
        return self.rows if self.repeated else (self.head, *self.rows)

    def _inner(self, measure: float) -> float:
        return measure - 2 * self.ground.inset

    def _row_height(self, row: Row | JoinedRows, measure: float) -> float:
        return row.wrap(measure) + 2 * self.padding

    def _head_height(self, measure: float) -> float:
        above = self.padding if self.ground.head is not None else 0.0
        return above + self.head.wrap(measure) + self.head_rule.before + self.head_rule.width

    @once
    def wrap(self, measure: float) -> float:
        measure = self._inner(measure)
        return (
            self._head_height(measure) + sum(self._row_height(row, measure) for row in self.rows) + self.end_rule.width
        )

    @once
    def course(self, measure: float) -> Course:
        measure = self._inner(measure)
        head, end = self._head_height(measure), self.end_rule.width
        breaks: list[Break] = []
        used = 0.0
        for number, row in enumerate(self.rows):
            if number:
                alone = ("row_alone",) if self._is_lone(number, used, measure) else ()
                breaks.append(Break(head + used + end, used, ("table", *alone), (number, None)))
            course = row.course(measure)
            breaks += [
                Break(
                    head + used + b.foot + 2 * self.padding + end,
                    used + b.top,
                    ("table", "row", *b.torn),
                    (number, b.at),
                )
                for b in course.breaks
            ]
            used += course.height + 2 * self.padding
        return Course(head + used + end, breaks)

    def _is_lone(self, number: int, above: float, measure: float) -> bool:
        """Tell whether a low row is parted from all others before a row, of which those above are so high."""
        first = number == 1 and above < LONE
        return first or (number == len(self.rows) - 1 and self._row_height(self.rows[-1], measure) < LONE)

    def parted(self, measure: float, at: Any) -> tuple[DataTable, DataTable]:
        number, within = at
        measure = self._inner(measure)
        heads, tails = self.rows[:number], self.rows[number:]
        if within is not None:
            first, rest = tails[0].parted(measure, within)
            assert isinstance(first, (Row, JoinedRows)) and isinstance(rest, (Row, JoinedRows))
            heads, tails = (*heads, first), (rest, *tails[1:])
        return replace(self, rows=heads), replace(
            self, rows=tails, repeated=True, first=self.first + number, before=0.0
        )

    def reaches_below(self, measure: float, at: Any) -> bool:
        number, within = at
        measure = self._inner(measure)
        last = len(self.rows) - 1
        return number < last or (number == last and (within is None or self.rows[last].reaches_below(measure, within)))

    def draw(self, canvas: Sheet, x: float, y: float, measure: float) -> None:
        inset, inner, top, whole = self.ground.inset, self._inner(measure), y, self.wrap(measure)
        self._draw_grounds(canvas, x, y, measure)
        head_y = y - self.padding if self.ground.head is not None else y
        if self.repeated:
            with canvas.furniture():
                self.head.draw(canvas, x + inset, head_y, inner)
        else:
            self.head.draw(canvas, x + inset, head_y, inner)
        y -= self._head_height(inner)
        canvas.rule(x, y + self.head_rule.width / 2, measure, self.head_rule.color, self.head_rule.width)
        for index, row in enumerate(self.rows):
            if index:
                canvas.rule(x, y, measure, self.row_rule.color, self.row_rule.width)
            row.draw(canvas, x + inset, y - self.padding, inner)
            y -= self._row_height(row, inner)
        canvas.rule(x, y - self.end_rule.width / 2, measure, self.end_rule.color, self.end_rule.width)
        if self.ground.stroke is not None:
            canvas.box(x, top, measure, whole, None, self.ground.stroke, self.ground.width, self.ground.radius)

    def _draw_grounds(self, canvas: Sheet, x: float, y: float, measure: float) -> None:
        """Draw the grounds of head and rows, within the table's rounded corners."""
        ground, inner = self.ground, self._inner(measure)
        if ground.head is None and ground.stripe is None:
            return
        canvas.clipped(x, y, measure, self.wrap(measure), ground.radius)
        height = self._head_height(inner)
        canvas.box(x, y, measure, height, ground.head)
        y -= height
        for number, row in enumerate(self.rows, self.first + 1):
            height = self._row_height(row, inner)
            if ground.stripe is not None:
                canvas.box(x, y, measure, height, ground.paper if number % 2 else ground.stripe)
            y -= height
        canvas.unclip()
