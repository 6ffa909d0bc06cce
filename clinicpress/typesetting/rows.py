"""Rows: flowables side by side, such as an icon beside its heading, a number beside its step, columns.

All of a row is parted at one height: each cell at its last good break above it. A cell that is
whole above has nothing below.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from clinicpress.drawing.sheet import Sheet
from clinicpress.looks.theme import RuleStyle
from clinicpress.typesetting.breaks import Course, across, once
from clinicpress.typesetting.flowables import Box, Children, Flowable, Shape, Stack
from clinicpress.typesetting.lines import EPSILON


class Cell(NamedTuple):
    """A part of a row: its content, its distance from the row's left edge, and its measure."""

    content: Flowable | None
    offset: float
    measure: float
    drop: float = 0.0
    """How far below the top of the row it begins."""
    grows: bool = False
    """Whether it has what a frame has more, or less, than the measure that the row was made for."""
    low: bool = False
    """Whether it stands at the foot of the row."""
    again: Flowable | None = None
    """What stands in its place where the row goes on overleaf, and it does not."""


def levelled(cells: Sequence[Cell]) -> Iterator[Cell]:
    """Yield cells of a row, with boxes that are to be level grown by what others beside them are higher, in points."""
    heights = [cell.drop + cell.content.wrap(cell.measure) if cell.content is not None else 0.0 for cell in cells]
    for cell, height in zip(cells, heights, strict=True):
        more = max(heights) - height
        content = cell.content
        if more > EPSILON and isinstance(content, Stack):
            at = next((n for n, child in reversed(list(enumerate(content.children))) if _is_level(child)), None)
            if at is not None:
                box = content.children[at]
                assert isinstance(box, Box)
                grown = replace(box, min_height=box.wrap(cell.measure) + more)
                cell = cell._replace(content=replace(content, children=_put(content.children, at, grown)))
        yield cell


def _is_level(flowable: Flowable) -> bool:
    return isinstance(flowable, Box) and flowable.style.level


def _put(children: Children, at: int, child: Flowable) -> Children:
    return (*children[:at], child, *children[at + 1 :])


@dataclass(frozen=True, eq=False)
class Row(Shape):
    """Flowables side by side; offsets may be negative, to hang in the side column."""

    cells: tuple[Cell, ...] = ()
    """The cells at the measure that the row was made for."""
    made_for: float = 0.0
    """That measure, in points; without one, the cells are the same at all measures."""
    divider: RuleStyle | None = None
    torn: str = ""
    """What is torn where it is parted, as layouts know it."""

    @property
    def children(self) -> Children:
        return tuple(cell.content for cell in self.cells if cell.content is not None)

    @property
    def vanishes(self) -> bool:
        return all(child.vanishes for child in self.children)

    @once
    def cells_at(self, measure: float) -> tuple[Cell, ...]:
        """Return the cells at a measure: one that grows has what there is more or less of it, or all have a share."""
        if measure == self.made_for or not self.made_for:
            return self.cells
        if any(cell.grows for cell in self.cells):
            more = measure - self.made_for
            return tuple(c._replace(measure=c.measure + more) if c.grows else c for c in self.cells)
        scale = measure / self.made_for
        return tuple(c._replace(offset=c.offset * scale, measure=c.measure * scale) for c in self.cells)

    @once
    def wrap(self, measure: float) -> float:
        return max((c.drop + c.content.wrap(c.measure) for c in self.cells_at(measure) if c.content), default=0.0)

    def trimmed(self) -> Row | None:
        contents = [c.content.trimmed() if c.content else None for c in self.cells]
        if not any(contents):
            return None
        if all(own.content is content for own, content in zip(self.cells, contents, strict=True)):
            return self
        cells = (c._replace(content=content) for c, content in zip(self.cells, contents, strict=True))
        return replace(self, cells=tuple(cells))

    def stretch(self, measure: float, extra: float) -> Row:
        """Let the cells take up `extra` points below the row."""
        height = self.wrap(measure)
        cells = []
        for cell, at in zip(self.cells, self.cells_at(measure), strict=True):
            if cell.content is not None and cell.content.stretchy:
                room = height + extra - cell.drop - cell.content.wrap(at.measure)
                cell = cell._replace(content=cell.content.stretch(at.measure, room))
            cells.append(cell)
        return replace(self, cells=tuple(cells))

    def lead(self, measure: float) -> float:
        cells = [(cell, cell.content) for cell in self.cells_at(measure) if cell.content is not None]
        if not any(content.vanishes or content.lead(cell.measure) for cell, content in cells):
            return 0.0
        trimmed = self.trimmed()
        return self.wrap(measure) - (trimmed.wrap(measure) if trimmed is not None else 0.0)

    @once
    def course(self, measure: float) -> Course:
        cells = [cell for cell in self.cells_at(measure) if cell.content is not None]
        courses = [cell.content.course(cell.measure) for cell in cells if cell.content is not None]
        drops = [cell.drop for cell in cells]
        height = max(map(sum, zip(drops, (each.height for each in courses), strict=True)), default=0.0)
        least = max((drop + each.height - each.give for drop, each in zip(drops, courses, strict=True)), default=0.0)
        own = (self.torn,) if self.torn else ()
        breaks = []
        for b in across(drops, courses):
            repeated = (c.again.wrap(c.measure) for c, at in zip(cells, b.at, strict=True) if c.again and at is None)
            # What is repeated cannot be lower.
            again = max(repeated, default=0.0)
            rest, give = max(b.top, again), max(b.top, again) - max(b.top - b.spent, again)
            breaks.append(b._replace(top=height - rest, torn=(*own, *b.torn), spent=height - least - give))
        return Course(height, breaks, height - least)

    def parted(self, measure: float, at: Any) -> tuple[Row, Flowable]:
        heads: list[Cell] = []
        tails: list[Cell] = []
        breaks = iter(at)
        for cell, placed in zip(self.cells, self.cells_at(measure), strict=True):
            within = next(breaks) if cell.content is not None else None
            head, rest = cell.content, None
            # What ends here already, as it was parted here before, has nothing below.
            if head is not None and within is not None and head.reaches_below(placed.measure, within):
                head, rest = head.parted(placed.measure, within)
            heads.append(cell._replace(content=head))
            tails.append(cell._replace(content=rest or cell.again, drop=0.0))
        return replace(self, cells=tuple(heads)), replace(self, cells=tuple(tails), before=0.0)

    def reaches_below(self, measure: float, at: Any) -> bool:
        filled = [cell for cell in self.cells_at(measure) if cell.content is not None]
        return any(
            cell.content.reaches_below(cell.measure, within)
            for cell, within in zip(filled, at, strict=True)
            if cell.content is not None and within is not None
        )

    def shrunk(self, measure: float, by: float) -> Row:
        height, placed = self.wrap(measure) - by, self.cells_at(measure)
        # All cells give what the highest must: pictures side by side stay equally high.
        over = max((at.drop + at.content.wrap(at.measure) - height for at in placed if at.content), default=0.0)
        cells = []
        for cell, at in zip(self.cells, placed, strict=True):
            if cell.content is not None:
                give = min(over, cell.content.course(at.measure).give)
                cell = cell._replace(content=cell.content.shrunk(at.measure, give))
            cells.append(cell)
        return replace(self, cells=tuple(cells))

    def draw(self, canvas: Sheet, x: float, y: float, measure: float) -> None:
        height, cells = self.wrap(measure), self.cells_at(measure)
        for index, cell in enumerate(cells):
            if cell.content is not None:
                drop = height - cell.content.wrap(cell.measure) if cell.low else cell.drop
                cell.content.draw(canvas, x + cell.offset, y - drop, cell.measure)
            if self.divider and index:
                previous = cells[index - 1]
                middle = (previous.offset + previous.measure + cell.offset) / 2
                canvas.rule(x + middle, y, height, self.divider.color, self.divider.width, vertical=True)
