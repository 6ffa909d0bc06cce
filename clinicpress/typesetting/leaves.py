"""Small flowables that are drawn rather than set: lines to write on, icons, pictures, slots."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from clinicpress.artwork.icons import Icon
from clinicpress.artwork.pictures import Art
from clinicpress.drawing.sheet import Sheet
from clinicpress.drawing.tagging import Element
from clinicpress.looks.color import Color
from clinicpress.looks.grounds import Tile, side_of
from clinicpress.looks.theme import BoxStyle, RuleStyle
from clinicpress.looks.themefile import LEAST_TYPE
from clinicpress.typesetting.breaks import Break, Course
from clinicpress.typesetting.flowables import Children, Flowable, Shape, draw_icon
from clinicpress.typesetting.lines import EPSILON
from clinicpress.typesetting.text import Paragraph

TICK = 1.0
"""The width of the outline of boxes to tick, in points."""
ROUNDED = 0.25
"""The radius of their corners, as a share of their side."""


@dataclass(frozen=True, eq=False)
class WriteLines(Shape):
    """Ruled lines to write on; takes up left-over space with more lines, up to a limit."""

    style: RuleStyle
    count: int
    most: int
    pitch: float
    first: float
    """Distance of the first line from the top."""
    tick: tuple[float, float] | None = None
    """The side of a box to tick before each line, and how far above the line it stands."""

    def wrap(self, measure: float) -> float:
        return self.first + (self.count - 1) * self.pitch + self.style.width if self.count else 0.0

    def stretch(self, measure: float, extra: float) -> WriteLines:
        """Add whole lines into `extra` points."""
        return replace(self, count=max(self.count, min(self.most, self.count + int((extra + EPSILON) / self.pitch))))

    def course(self, measure: float) -> Course:
        lines = range(1, self.count)
        breaks = [
            Break(self.first + (at - 1) * self.pitch + self.style.width, at * self.pitch, ("lines",), at)
            for at in lines
        ]
        return Course(self.wrap(measure), breaks)

    def reaches_below(self, measure: float, at: Any) -> bool:
        return bool(at < self.count)

    def parted(self, measure: float, at: Any) -> tuple[WriteLines, WriteLines]:
        return replace(self, count=at, most=at), replace(self, count=self.count - at, before=0.0)

    def draw(self, canvas: Sheet, x: float, y: float, measure: float) -> None:
        for index in range(self.count):
            line = y - self.first - index * self.pitch
            canvas.rule(x, line, measure, self.style.color, self.style.width)
            if self.tick is not None:
                side, above = self.tick
                canvas.box(x, line + above + side, side, side, None, self.style.color, TICK, side * ROUNDED)


@dataclass(frozen=True, eq=False)
class Spring(Shape):
    """Takes up all the space that is left over: what follows stands at the foot of the page."""

    height: float = 0.0

    def wrap(self, measure: float) -> float:
        return self.height

    def stretch(self, measure: float, extra: float) -> Spring:
        """Take all of `extra`."""
        return replace(self, height=self.height + extra)

    def draw(self, canvas: Sheet, x: float, y: float, measure: float) -> None:
        return None


SPRING = Spring(discardable=True, stretchy=True, ending=True)


@dataclass(frozen=True, eq=False)
class Spare(Shape):
    """What stands on its page if there is room for it, and nowhere else; it takes none before it does."""

    content: Flowable
    element: Element
    """Its part of the structure, which is taken out where it is not printed."""
    shown: bool = False

    @property
    def children(self) -> Children:
        return (self.content,) if self.shown else ()

    def wrap(self, measure: float) -> float:
        return self.content.before + self.content.wrap(measure) + self.content.after if self.shown else 0.0

    def stretch(self, measure: float, extra: float) -> Spare:
        """Show what there is room for in `extra` points, grown by what is left of them."""
        shown = replace(self, shown=True)
        if shown.wrap(measure) > extra + EPSILON:
            return self
        return replace(shown, content=self.content.stretch(measure, extra - shown.wrap(measure)))

    def draw(self, canvas: Sheet, x: float, y: float, measure: float) -> None:
        if self.shown:
            self.content.draw(canvas, x, y - self.content.before, measure)


def spares_in(flowable: Flowable) -> Iterator[Element]:
    """Yield the parts of the structure that are shown of what may be left out."""
    if isinstance(flowable, Spare) and flowable.shown:
        yield flowable.element
    for child in flowable.children:
        yield from spares_in(child)


@dataclass(frozen=True, eq=False)
class IconLeaf(Shape):
    """An icon of the catalogue, moved left to align optically."""

    icon: Icon
    size: float
    color: Color
    nudge: float = 0.0
    tile: Tile | None = None

    def wrap(self, measure: float) -> float:
        return side_of(self.size, self.tile)

    def draw(self, canvas: Sheet, x: float, y: float, measure: float) -> None:
        draw_icon(canvas, self.icon, x - self.nudge, y, self.size, self.color, self.tile)


@dataclass(frozen=True, eq=False)
class Picture(Shape):
    """A picture, as wide as its column allows and no higher than `most`."""

    art: Art
    element: Element
    most: float
    height: float = 0.0
    """The height of its place, where that is more than its own: it stands in the middle."""
    floor: float = 1.0
    """The share of its size below which it is not made smaller, so that more stands on a page."""

    def at_height(self, height: float) -> Picture:
        """Return it in a place of a height, and no higher than that, in points."""
        return replace(self, most=min(self.most, height), height=height)

    def size(self, measure: float) -> tuple[float, float]:
        """Return width and height in points."""
        width, height = self.art.size
        scale = self._scale(measure)
        # A raster picture is not printed larger than its pixels allow.
        scale = scale if self.art.vector is not None else min(scale, 1.0)
        return width * scale, height * scale

    def _scale(self, measure: float) -> float:
        """Return by how much it is scaled where it fills its place."""
        width, height = self.art.size
        return min(measure / width, self.most / height)

    def wrap(self, measure: float) -> float:
        return max(self.height, self.size(measure)[1])

    def course(self, measure: float) -> Course:
        """Return its height, and how much of it is above the floor of its size; it has no breaks."""
        width, height = self.size(measure)
        floor = height * self.floor
        if (type_size := self.art.words_at(width)) > 0:
            floor = max(floor, height * min(1.0, LEAST_TYPE / type_size))
        return Course(self.wrap(measure), give=height - floor)

    def shrunk(self, measure: float, by: float) -> Picture:
        return replace(self, most=self.size(measure)[1] - by, height=max(0.0, self.height - by) if self.height else 0.0)

    def draw(self, canvas: Sheet, x: float, y: float, measure: float) -> None:
        width, height = self.size(measure)
        left, top = x + (measure - width) / 2, y - (self.wrap(measure) - height) / 2
        with canvas.picture(self.element, left, top, width, height):
            canvas.art(self.art, left, top, width, height)
        canvas.note_picture(self.art, width, self.art.size[0] * self._scale(measure))


@dataclass(frozen=True, eq=False)
class SlotLeaf(Shape):
    """A box that is kept free for the clinic's imprint."""

    name: str
    width: float
    height: float
    element: Element = field(kw_only=True)

    def wrap(self, measure: float) -> float:
        return self.height

    def draw(self, canvas: Sheet, x: float, y: float, measure: float) -> None:
        canvas.reserve(self.name, x, y, self.width, self.height, self.element)


@dataclass(frozen=True, eq=False)
class NumberLeaf(Shape):
    """A step's number in its circle."""

    number: Paragraph
    diameter: float
    style: BoxStyle

    def wrap(self, measure: float) -> float:
        return self.diameter

    def draw(self, canvas: Sheet, x: float, y: float, measure: float) -> None:
        canvas.circle_at(x, y, self.diameter, self.style.stroke, self.style.fill, self.style.width)
        width = max((line.width for line in self.number.lines(200)), default=0.0)
        inset = (self.diameter - self.number.style.leading) / 2
        self.number.draw(canvas, x + (self.diameter - width) / 2, y - inset, 200)
