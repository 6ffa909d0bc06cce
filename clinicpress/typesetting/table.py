"""Tables: columns share the measure by what they hold, rows are parted between pages, heads repeated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from clinicpress.drawing.canvas import PressCanvas
from clinicpress.looks.theme import RuleStyle
from clinicpress.typesetting.flowables import Cell, Children, Row, Shape, Stack
from clinicpress.typesetting.lines import EPSILON
from clinicpress.typesetting.text import Paragraph


@dataclass(frozen=True, eq=False)
class DataTable(Shape):
    """A table: a head that is repeated on each page, rows with hairs between, a rule at the end."""

    head: Row
    rows: tuple[Row, ...]
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

    def _row_height(self, row: Row, measure: float) -> float:
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
        if tails and (force or (not count and self._row_height(tails[0], measure) > full / 2)):
            parts = tails[0].split(measure, room - used - 2 * self.padding, full, force)
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


def table_rows(grid: Sequence[Sequence[Stack]], measure: float, gap: float, head: float) -> list[Row]:
    """Set the cells of a table in columns; its rows have as many cells each. See `column_widths`."""
    wishes = [_wishes(column) for column in zip(*grid, strict=True)]
    widths = column_widths(wishes, measure, gap, head)
    rows = []
    for contents in grid:
        offset, cells = 0.0, []
        for content, width in zip(contents, widths, strict=True):
            cells.append(Cell(content, offset, width))
            offset += width + gap
        rows.append(Row(tuple(cells), measure))
    return rows


def _wishes(column: Sequence[Stack]) -> tuple[float, float]:
    """Return the width of the widest word and of the longest text of a column."""
    word = text = 0.0
    for cell in column:
        for child in cell.children:
            if isinstance(child, Paragraph):
                word = max(word, child.widest_word)
                text = max(text, max(line.width for line in child.lines(10_000.0)))
    return word, text


def column_widths(wishes: Sequence[tuple[float, float]], measure: float, gap: float, head: float) -> list[float]:
    """Share a measure among columns, in points.

    `wishes` holds for each column the width of its widest word and of its longest text; `head` is
    the first column's width where two columns leave room for it.
    """
    room = measure - gap * (len(wishes) - 1)
    if len(wishes) == 2 and wishes[0][0] <= head and room > 2 * head:
        return [head, room - head]
    # Columns that are content with less than an equal share get what they want; the others share the rest.
    widths: dict[int, float] = {}
    while len(widths) < len(wishes):
        share = (room - sum(widths.values())) / (len(wishes) - len(widths))
        modest = [i for i, (_, text) in enumerate(wishes) if i not in widths and text <= share]
        if not modest:
            break
        widths.update((i, wishes[i][1]) for i in modest)
    greedy = [i for i in range(len(wishes)) if i not in widths]
    spare = room - sum(widths.values())
    if not greedy:
        return [widths[i] + spare / len(wishes) for i in range(len(wishes))]
    least = {i: min(wishes[i][0], spare / len(greedy)) for i in greedy}
    wanted = {i: max(0.0, min(wishes[i][1], room) - least[i]) for i in greedy}
    spare -= sum(least.values())
    total = sum(wanted.values())
    for i in greedy:
        widths[i] = least[i] + spare * (wanted[i] / total if total else 1 / len(greedy))
    return [widths[i] for i in range(len(wishes))]
