"""Tables on pages: rows are parted between pages and moved on whole, the head is repeated on each page."""

from __future__ import annotations

from dataclasses import dataclass, replace

from clinicpress.drawing.canvas import PressCanvas
from clinicpress.looks.theme import RuleStyle
from clinicpress.typesetting.flowables import Children, Row, Shape
from clinicpress.typesetting.joined import JoinedRows
from clinicpress.typesetting.lines import EPSILON


@dataclass(frozen=True, eq=False)
class DataTable(Shape):
    """A table: a head that is repeated on each page, rows with hairs between, a rule at the end."""

    head: Row
    rows: tuple[Row | JoinedRows, ...]
    head_rule: RuleStyle
    row_rule: RuleStyle
    end_rule: RuleStyle
    padding: float
    keep: float
    """Keep whole on one page if it is at most this share of a page high."""
    repeated: bool = False
    """The head was drawn on an earlier page: here it is furniture."""

    @property
    def children(self) -> Children:
        return self.rows if self.repeated else (self.head, *self.rows)

    def _row_height(self, row: Row | JoinedRows, measure: float) -> float:
        return row.wrap(measure) + 2 * self.padding

    def _head_height(self, measure: float) -> float:
        return self.head.wrap(measure) + self.head_rule.before + self.head_rule.width

    def wrap(self, measure: float) -> float:
        return (
            self._head_height(measure) + sum(self._row_height(row, measure) for row in self.rows) + self.end_rule.width
        )

    def fits(self, measure: float, room: float) -> bool:
        used = self._head_height(measure) + self.end_rule.width
        for row in self.rows:
            if not row.fits(measure, room - used - 2 * self.padding):
                return False
            used += self._row_height(row, measure)
        return used <= room + EPSILON

    def split(self, measure: float, room: float, full: float, force: bool) -> tuple[DataTable, DataTable] | None:
        if not force and self.fits(measure, full * self.keep):
            return None
        used = self._head_height(measure) + self.end_rule.width
        count = 0
        for row in self.rows:
            height = self._row_height(row, measure)
            if used + height > room + EPSILON:
                break
            used += height
            count += 1
        heads, tails = list(self.rows[:count]), list(self.rows[count:])
        # A row moves on whole unless it stands first on its page and is higher than half of one.
        if tails and not count and (force or self._row_height(tails[0], measure) > full / 2):
            around = used + 2 * self.padding
            parts = tails[0].split(measure, room - around, full - around, force)
            if parts:
                heads.append(parts[0])
                tails[0] = parts[1]
        if not heads or not tails:
            return None
        return (
            replace(self, rows=tuple(heads)),
            replace(self, rows=tuple(tails), repeated=True, before=0.0),
        )

    def draw(self, canvas: PressCanvas, x: float, y: float, measure: float) -> None:
        if self.repeated:
            with canvas.furniture():
                self.head.draw(canvas, x, y, measure)
        else:
            self.head.draw(canvas, x, y, measure)
        y -= self._head_height(measure)
        canvas.rule(x, y + self.head_rule.width / 2, measure, self.head_rule.color, self.head_rule.width)
        for index, row in enumerate(self.rows):
            if index:
                canvas.rule(x, y, measure, self.row_rule.color, self.row_rule.width)
            row.draw(canvas, x, y - self.padding, measure)
            y -= self._row_height(row, measure)
        canvas.rule(x, y - self.end_rule.width / 2, measure, self.end_rule.color, self.end_rule.width)
