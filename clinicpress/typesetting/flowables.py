"""The few shapes that every page is made of: stacks, rows, boxes and rules.

A flowable says how high it is at a measure (`wrap`), parts itself at a page's end (`split`), and
draws itself below a point (`draw`). They compose: a callout is a box around a row of an icon and
a stack. Splitting never changes a flowable, it makes new ones, so that a layout can be tried as
often as copyfitting needs.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from clinicpress.artwork.pictures import Icon
from clinicpress.drawing.canvas import PressCanvas
from clinicpress.ground.problems import Place
from clinicpress.looks.theme import BoxStyle, RuleStyle
from clinicpress.typesetting.lines import EPSILON

MIN_MEASURE = 48.0
"""The narrowest column that text is set in, in points."""


class Flowable(Protocol):
    """What stacks are made of. All lengths in points."""

    @property
    def before(self) -> float: ...
    @property
    def after(self) -> float: ...
    @property
    def keep_next(self) -> bool: ...
    @property
    def discardable(self) -> bool:
        """Whether it vanishes at the head of a page, as rules and springs do."""

    @property
    def stretchy(self) -> bool:
        """Whether it takes up space that is left over on its page."""

    @property
    def yields(self) -> bool:
        """Whether it gives up its last part to what must not be parted from it, as tables do."""

    @property
    def place(self) -> Place | None:
        """Where the YAML has what it shows."""

    @property
    def children(self) -> Children:
        """The flowables that it is made of, in the order in which they are drawn."""

    def wrap(self, measure: float) -> float:
        """Return the height at a measure."""

    def fits(self, measure: float, room: float) -> bool:
        """Tell whether it is at most `room` points high; what is far too high is not measured to its end."""

    def split(self, measure: float, room: float, full: float, force: bool) -> tuple[Flowable, Flowable] | None:
        """Part into what fits in `room` and the rest; `full` is the height of an empty page."""

    def trimmed(self) -> Flowable | None:
        """Return it as it begins a page."""

    def stretch(self, measure: float, extra: float) -> Flowable:
        """Return it as it fills up to `extra` points more; what is not `stretchy` stays as it is."""

    def draw(self, canvas: PressCanvas, x: float, y: float, measure: float) -> None:
        """Draw below y."""


Children = tuple[Flowable, ...]


@dataclass(frozen=True, eq=False, kw_only=True)
class Shape(Flowable):
    """What flowables do unless they say otherwise: stay whole, stay put."""

    before: float = 0.0
    after: float = 0.0
    keep_next: bool = False
    discardable: bool = False
    stretchy: bool = False
    yields: bool = False
    place: Place | None = None

    @property
    def children(self) -> Children:
        return ()

    def fits(self, measure: float, room: float) -> bool:
        return self.wrap(measure) <= room + EPSILON

    def split(self, measure: float, room: float, full: float, force: bool) -> tuple[Flowable, Flowable] | None:
        return None

    def trimmed(self) -> Flowable | None:
        return None if self.discardable else self

    def stretch(self, measure: float, extra: float) -> Flowable:
        return self


@dataclass(frozen=True, eq=False)
class Stack(Shape):
    """Flowables one below the other."""

    children: Children = ()
    keep: float = 0.0
    """Keep whole on one page if it is at most this share of a page high."""

    @property
    def first(self) -> Flowable | None:
        return self.children[0] if self.children else None

    def wrap(self, measure: float) -> float:
        return sum(child.wrap(measure) for child in self.children) + sum(
            one.after + two.before for one, two in zip(self.children, self.children[1:], strict=False)
        )

    def fits(self, measure: float, room: float) -> bool:
        count, used = self._filled(measure, room)
        return count == len(self.children) and used <= room + EPSILON

    def trimmed(self) -> Stack | None:
        children = list(self.children)
        while children:
            first = children[0].trimmed()
            if first is None:
                children.pop(0)
                continue
            children[0] = first
            break
        return replace(self, children=tuple(children)) if children else None

    def split(self, measure: float, room: float, full: float, force: bool) -> tuple[Stack, Stack] | None:
        if not force and self.fits(measure, full * self.keep):
            return None
        count, used = self._filled(measure, room)
        head, rest = self.children[:count], self.children[count:]
        if not rest:
            return None
        parted = _parted(head, rest, measure, room - used, full, force)
        head, rest = parted or _kept_together(head, rest, measure, full, force)
        if not head or not rest:
            return None
        return replace(self, children=head), replace(self, children=rest, before=0.0)

    def _filled(self, measure: float, room: float) -> tuple[int, float]:
        """Return how many of the flowables fit whole into `room` points, and how much of it they take."""
        used, after = 0.0, 0.0
        for count, child in enumerate(self.children):
            gap = after + child.before if count else 0.0
            if not child.fits(measure, room - used - gap):
                return count, used
            used, after = used + gap + child.wrap(measure), child.after
        return len(self.children), used

    def stretch(self, measure: float, extra: float) -> Stack:
        """Give `extra` points of height to the flowables that take them, the first ones first."""
        children = list(self.children)
        for index, child in enumerate(children):
            if child.stretchy and extra > EPSILON:
                grown = child.stretch(measure, extra)
                extra -= grown.wrap(measure) - child.wrap(measure)
                children[index] = grown
        return replace(self, children=tuple(children))

    def draw(self, canvas: PressCanvas, x: float, y: float, measure: float) -> None:
        for index, child in enumerate(self.children):
            if index:
                y -= self.children[index - 1].after + child.before
            child.draw(canvas, x, y, measure)
            y -= child.wrap(measure)


def _parted(
    head: Children, rest: Children, measure: float, room: float, full: float, force: bool
) -> tuple[Children, Children] | None:
    """Split the first flowable of the rest into what fits in `room` points below the head, and what does not."""
    gap = head[-1].after + rest[0].before if head else 0.0
    # Only the first flowable on a page is forced: all others can move on.
    forced = force and all(child.discardable or child.keep_next for child in head)
    parts = rest[0].split(measure, room - gap, full, forced)
    return ((*head, parts[0]), (parts[1], *rest[1:])) if parts else None


def _kept_together(
    head: Children, rest: Children, measure: float, full: float, force: bool
) -> tuple[Children, Children]:
    """Move to the rest what must not be parted from it.

    Where that is all there is and the page must be begun, the last flowable gives up its last part,
    if it is one that does; else all of it stays.
    """
    free = len(head)
    while free and (head[free - 1].keep_next or head[free - 1].discardable):
        free -= 1
    if free or not force:
        return head[:free], head[free:] + rest
    if head and head[-1].yields:
        parts = head[-1].split(measure, head[-1].wrap(measure) - 1, full, force=True)
        if parts:
            return (*head[:-1], parts[0]), (parts[1], *rest)
    return head, rest


def first_place(flowable: Flowable) -> Place | None:
    """Return the place in the YAML of the first text in a flowable, or else its own."""
    places = (first_place(child) for child in flowable.children)
    return next((place for place in places if place is not None), flowable.place)


@dataclass(frozen=True, eq=False)
class Cell:
    """A part of a row: its content, its distance from the row's left edge, and its measure."""

    content: Flowable | None
    offset: float
    measure: float
    drop: float = 0.0
    """How far below the top of the row it begins."""
    grows: bool = False
    """Whether it has what a frame has more, or less, than the measure that the row was made for."""


@dataclass(frozen=True, eq=False)
class Row(Shape):
    """Flowables side by side; offsets may be negative, to hang in the side column."""

    cells: tuple[Cell, ...] = ()
    """The cells at the measure that the row was made for."""
    made_for: float = 0.0
    """That measure, in points; without one, the cells are the same at all measures."""
    divider: RuleStyle | None = None
    keep: float = 0.0

    @property
    def children(self) -> Children:
        return tuple(cell.content for cell in self.cells if cell.content is not None)

    def cells_at(self, measure: float) -> tuple[Cell, ...]:
        """Return the cells at a measure: one that grows has what there is more or less of it, or all have a share."""
        if measure == self.made_for or not self.made_for:
            return self.cells
        if any(cell.grows for cell in self.cells):
            more = measure - self.made_for
            return tuple(replace(c, measure=c.measure + more) if c.grows else c for c in self.cells)
        scale = measure / self.made_for
        return tuple(replace(c, offset=c.offset * scale, measure=c.measure * scale) for c in self.cells)

    def wrap(self, measure: float) -> float:
        return max((c.drop + c.content.wrap(c.measure) for c in self.cells_at(measure) if c.content), default=0.0)

    def fits(self, measure: float, room: float) -> bool:
        cells = self.cells_at(measure)
        return room >= -EPSILON and all(c.content.fits(c.measure, room - c.drop) for c in cells if c.content)

    def trimmed(self) -> Row | None:
        cells = tuple(replace(c, content=c.content.trimmed() if c.content else None) for c in self.cells)
        return replace(self, cells=cells) if any(c.content for c in cells) else None

    def stretch(self, measure: float, extra: float) -> Row:
        """Let the cells take up `extra` points below the row."""
        height = self.wrap(measure)
        cells = []
        for cell, at in zip(self.cells, self.cells_at(measure), strict=True):
            if cell.content is not None and cell.content.stretchy:
                room = height + extra - cell.drop - cell.content.wrap(at.measure)
                cell = replace(cell, content=cell.content.stretch(at.measure, room))
            cells.append(cell)
        return replace(self, cells=tuple(cells))

    def split(self, measure: float, room: float, full: float, force: bool) -> tuple[Row, Row] | None:
        if not force and self.fits(measure, full * self.keep):
            return None
        heads: list[Cell] = []
        tails: list[Cell] = []
        parted = False
        for cell, at in zip(self.cells, self.cells_at(measure), strict=True):
            space = room - cell.drop
            if cell.content is None or cell.content.fits(at.measure, space):
                heads.append(cell)
                tails.append(replace(cell, content=None, drop=0.0))
                continue
            parts = cell.content.split(at.measure, space, full, force)
            if parts is None:
                if not force:
                    return None
                heads.append(replace(cell, content=None))
                tails.append(replace(cell, drop=0.0))
                continue
            parted = True
            heads.append(replace(cell, content=parts[0]))
            tails.append(replace(cell, content=parts[1].trimmed(), drop=0.0))
        if not parted:
            return None
        return replace(self, cells=tuple(heads)), replace(self, cells=tuple(tails), before=0.0)

    def draw(self, canvas: PressCanvas, x: float, y: float, measure: float) -> None:
        height, cells = self.wrap(measure), self.cells_at(measure)
        for index, cell in enumerate(cells):
            if cell.content is not None:
                cell.content.draw(canvas, x + cell.offset, y - cell.drop, cell.measure)
            if self.divider and index:
                previous = cells[index - 1]
                middle = (previous.offset + previous.measure + cell.offset) / 2
                canvas.rule(x + middle, y, height, self.divider.color, self.divider.width, vertical=True)


@dataclass(frozen=True, eq=False)
class Box(Shape):
    """A ground, an outline and paddings around a flowable; `hang` widens it to the left."""

    content: Flowable
    style: BoxStyle
    hang: float = 0.0
    icon: Icon | None = None
    keep: float = 1.0
    min_height: float = 0.0

    @property
    def children(self) -> Children:
        return (self.content,)

    def _inner(self, measure: float) -> float:
        left = 0.0 if self.hang else self.style.padding[3]
        return measure - left - self.style.padding[1]

    def wrap(self, measure: float) -> float:
        top, _, bottom, _ = self.style.padding
        inner = self.content.wrap(self._inner(measure))
        if self.icon:
            inner = max(inner, self.style.icon_size + 2 * self.style.icon_drop)
        return max(top + inner + bottom, self.min_height)

    def fits(self, measure: float, room: float) -> bool:
        top, _, bottom, _ = self.style.padding
        return self.content.fits(self._inner(measure), room - top - bottom) and self.wrap(measure) <= room + EPSILON

    def split(self, measure: float, room: float, full: float, force: bool) -> tuple[Box, Box] | None:
        if not force and self.fits(measure, full * self.keep):
            return None
        top, _, bottom, _ = self.style.padding
        parts = self.content.split(self._inner(measure), room - top - bottom, full - top - bottom, force)
        if parts is None:
            return None
        rest = parts[1].trimmed()
        if rest is None:
            return None
        return (
            replace(self, content=parts[0], min_height=0.0),
            replace(self, content=rest, icon=None, before=0.0, min_height=0.0),
        )

    def draw(self, canvas: PressCanvas, x: float, y: float, measure: float) -> None:
        style = self.style
        canvas.box(
            x - self.hang,
            y,
            measure + self.hang,
            self.wrap(measure),
            style.fill,
            style.stroke,
            style.width,
            style.radius,
        )
        if self.icon:
            left, top = x - self.hang + style.icon_left, y - style.padding[0] - style.icon_drop
            self.icon.draw(canvas, left, top, style.icon_size, style.icon_color)
        left = 0.0 if self.hang else style.padding[3]
        self.content.draw(canvas, x + left, y - style.padding[0], self._inner(measure))


@dataclass(frozen=True, eq=False)
class Rule(Shape):
    """A horizontal line; `hang` begins it in the side column."""

    style: RuleStyle
    hang: float = 0.0

    @classmethod
    def of(cls, style: RuleStyle, hang: float = 0.0) -> Rule:
        """Make a rule with the spaces of its style."""
        return cls(style, hang, before=style.before, after=style.after, keep_next=True)

    def wrap(self, measure: float) -> float:
        return self.style.width

    def draw(self, canvas: PressCanvas, x: float, y: float, measure: float) -> None:
        canvas.rule(x - self.hang, y - self.style.width / 2, measure + self.hang, self.style.color, self.style.width)
