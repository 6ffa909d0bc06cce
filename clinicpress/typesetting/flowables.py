"""The few shapes that every page is made of: stacks, boxes and rules; what stands side by side is in `rows`.

A flowable says how high it is at a measure (`wrap`) and where it may be parted (`course`), parts
itself there (`parted`), and draws itself below a point (`draw`). They compose: a callout is a box
around a row of an icon and a stack. Nothing changes a flowable, new ones are made, so that a
layout can be tried as often as copyfitting needs.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Protocol

from clinicpress.artwork.icons import Icon
from clinicpress.drawing.sheet import Sheet
from clinicpress.ground.problems import Place
from clinicpress.looks.color import Color
from clinicpress.looks.grounds import Tile
from clinicpress.looks.theme import BoxStyle, RuleStyle
from clinicpress.typesetting.breaks import ENDING, GAPS_GIVE, KEPT, LONE, Break, Course, once
from clinicpress.typesetting.lines import EPSILON
from clinicpress.typesetting.waves import draw_waves

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
    def vanishes(self) -> bool:
        """Whether nothing is left of it at the head of a page: it, or all in it, is discardable."""

    @property
    def stretchy(self) -> bool:
        """Whether it takes up space that is left over on its page."""

    @property
    def ending(self) -> bool:
        """Whether what ends a story begins with it."""

    @property
    def place(self) -> Place | None:
        """Where the YAML has what it shows."""

    @property
    def children(self) -> Children:
        """The flowables that it is made of, in the order in which they are drawn."""

    def wrap(self, measure: float) -> float:
        """Return the height at a measure."""

    def course(self, measure: float) -> Course:
        """Return its height and all of its breaks at a measure."""

    def parted(self, measure: float, at: Any) -> tuple[Flowable, Flowable]:
        """Part it at one of its breaks; the rest is trimmed."""

    def reaches_below(self, measure: float, at: Any) -> bool:
        """Tell whether something of it stands below one of its breaks: what was parted there ends there."""

    def shrunk(self, measure: float, by: float) -> Flowable:
        """Return it so much lower, in points, which is at most what its course gives."""

    def trimmed(self) -> Flowable | None:
        """Return it as it begins a page."""

    def lead(self, measure: float) -> float:
        """Return how much of its height is missing where it begins a page."""

    def stretch(self, measure: float, extra: float) -> Flowable:
        """Return it as it fills up to `extra` points more; what is not `stretchy` stays as it is."""

    def draw(self, canvas: Sheet, x: float, y: float, measure: float) -> None:
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
    ending: bool = False
    place: Place | None = None

    @property
    def children(self) -> Children:
        return ()

    @property
    def vanishes(self) -> bool:
        return self.discardable

    def course(self, measure: float) -> Course:
        return Course(self.wrap(measure))

    def parted(self, measure: float, at: Any) -> tuple[Flowable, Flowable]:
        raise AssertionError("this has no breaks")

    def reaches_below(self, measure: float, at: Any) -> bool:
        return any(each.at == at for each in self.course(measure).breaks)

    def shrunk(self, measure: float, by: float) -> Flowable:
        return self

    def trimmed(self) -> Flowable | None:
        return None if self.discardable else self

    def lead(self, measure: float) -> float:
        return 0.0

    def stretch(self, measure: float, extra: float) -> Flowable:
        return self


@dataclass(frozen=True, eq=False)
class Stack(Shape):
    """Flowables one below the other."""

    children: Children = ()
    torn: str = ""
    """What is torn where it is parted, as layouts know it; nothing where it may be parted freely."""
    alone: str = ""
    """What is torn, too, where the first or the last of its flowables is parted from all others."""
    tight: float = 1.0
    """The share of its gaps that it keeps."""

    @property
    def first(self) -> Flowable | None:
        return self.children[0] if self.children else None

    @property
    def vanishes(self) -> bool:
        return all(child.vanishes for child in self.children)

    def _gap(self, at: int) -> float:
        """Return the space above a child but the first, in points."""
        return (self.children[at - 1].after + self.children[at].before) * self.tight

    @once
    def wrap(self, measure: float) -> float:
        return sum(child.wrap(measure) for child in self.children) + sum(map(self._gap, range(1, len(self.children))))

    def trimmed(self) -> Stack | None:
        at = self._first_from(0)
        if at is None:
            return None
        first = self.children[at].trimmed()
        assert first is not None
        if first is self.children[0]:
            return self
        return replace(self, children=(first, *self.children[at + 1 :]))

    def lead(self, measure: float) -> float:
        y = 0.0
        for at, child in enumerate(self.children):
            y += self._gap(at) if at else 0.0
            if not child.vanishes:
                return y + child.lead(measure)
            y += child.wrap(measure)
        return y

    @once
    def course(self, measure: float) -> Course:
        courses = [child.course(measure) for child in self.children]
        own = (self.torn,) if self.torn else ()
        breaks: list[Break] = []
        y = give = 0.0
        for at, course in enumerate(courses):
            if at:
                gap = self._gap(at)
                saved = gap * GAPS_GIVE if self.tight == 1.0 else 0.0
                first = self._first_from(at)
                if first is not None:
                    torn = (*own, *self._between(at, courses))
                    skipped = sum(map(self._gap, range(at + 1, first + 1)))
                    lost = sum(courses[each].height for each in range(at, first)) + self.children[first].lead(measure)
                    spent = give + saved + (skipped * GAPS_GIVE if self.tight == 1.0 else 0.0)
                    breaks.append(Break(y, y + gap + skipped + lost, torn, (at, None), give, spent))
                y += gap
                give += saved
            breaks += [
                Break(y + b.foot, y + b.top, (*own, *b.torn), (at, b.at), give + b.give, give + b.spent)
                for b in course.breaks
            ]
            y += course.height
            give += course.give
        return Course(y, breaks, give)

    def _first_from(self, at: int) -> int | None:
        """Return the first child from one on that does not vanish at the head of a page; None if all do."""
        return next((n for n in range(at, len(self.children)) if not self.children[n].vanishes), None)

    def _between(self, at: int, courses: list[Course]) -> tuple[str, ...]:
        """Name what is torn between a child and the one above it, but for the stack itself."""
        above, below = self.children[at - 1], self.children[at]
        if above.keep_next or above.discardable:
            return (KEPT,)
        if below.ending and not self.torn:
            return (ENDING,)
        torn: list[str] = []
        lone = [number for number, side in ((0, 1), (-1, len(self.children) - 1)) if at == side]
        if self.alone and any(courses[number].height < LONE for number in lone):
            torn.append(self.alone)
        if at > 1 and self.children[at - 2].keep_next and not courses[at - 1].breaks and is_text(above):
            torn.append("scant_heading")
        if isinstance(below, Stack) and below.torn == "figure":
            torn.append("figure_parted")
        return tuple(torn)

    def parted(self, measure: float, at: Any) -> tuple[Stack, Flowable]:
        number, within = at
        if within is None:
            head, rest = self.children[:number], self.children[number:]
        else:
            first, second = self.children[number].parted(measure, within)
            head, rest = (*self.children[:number], first), (second, *self.children[number + 1 :])
        below = replace(self, children=rest, before=0.0).trimmed()
        assert below is not None
        return replace(self, children=head), below

    def reaches_below(self, measure: float, at: Any) -> bool:
        number, within = at
        last = len(self.children) - 1
        return number < last or (
            number == last and (within is None or self.children[last].reaches_below(measure, within))
        )

    def shrunk(self, measure: float, by: float) -> Stack:
        courses = [child.course(measure) for child in self.children]
        gaps = sum(map(self._gap, range(1, len(self.children)))) * GAPS_GIVE if self.tight == 1.0 else 0.0
        total = gaps + sum(course.give for course in courses)
        share = by / total if total else 0.0
        children = tuple(
            child.shrunk(measure, course.give * share) if course.give else child
            for child, course in zip(self.children, courses, strict=True)
        )
        return replace(self, children=children, tight=1 - GAPS_GIVE * share if gaps else self.tight)

    def stretch(self, measure: float, extra: float) -> Stack:
        """Give `extra` points of height to the flowables that take them, the first ones first.

        What needs room to be there at all comes before what only pushes others down.
        """
        children = list(self.children)
        for index, child in sorted(enumerate(children), key=lambda each: (each[1].discardable, each[0])):
            if child.stretchy and extra > EPSILON:
                grown = child.stretch(measure, extra)
                extra -= grown.wrap(measure) - child.wrap(measure)
                children[index] = grown
        return replace(self, children=tuple(children))

    def draw(self, canvas: Sheet, x: float, y: float, measure: float) -> None:
        for index, child in enumerate(self.children):
            if index:
                y -= self._gap(index)
            child.draw(canvas, x, y, measure)
            y -= child.wrap(measure)


def is_text(flowable: Flowable) -> bool:
    """Tell whether something is text of its own, not a box, a picture or a rule."""
    return not flowable.children and not isinstance(flowable, Shape)


def first_place(flowable: Flowable, folder: str = "") -> Place | None:
    """Return the place in the YAML of the first text in a flowable, or else its own: only one below a folder."""
    places = (first_place(child, folder) for child in flowable.children)
    own = flowable.place
    return next((place for place in places if place is not None), own if own and own.file.startswith(folder) else None)


@dataclass(frozen=True, eq=False)
class Box(Shape):
    """A ground, an outline and paddings around a flowable; `hang` widens it to the left.

    Its content stays where it was, or, in a `wide` one, runs from edge to edge.
    """

    content: Flowable
    style: BoxStyle
    hang: float = 0.0
    wide: bool = False
    icon: Icon | None = None
    torn: str = "box"
    """What is torn where it is parted, as layouts know it."""
    min_height: float = 0.0
    overleaf: Flowable | None = None
    """What stands in its place, in the side column, where what it stands beside goes on overleaf."""

    @property
    def children(self) -> Children:
        return (self.content,)

    def _left(self) -> float:
        """Return how far right of its measure its content begins, in points."""
        return self.style.padding[3] - self.hang if self.wide else 0.0 if self.hang else self.style.padding[3]

    def _inner(self, measure: float) -> float:
        return measure - self._left() - self.style.padding[1]

    @once
    def wrap(self, measure: float) -> float:
        return max(self._around(self.content.wrap(self._inner(measure)), True), self.min_height)

    def _around(self, inner: float, icon: bool) -> float:
        """Return its height around a content of a height, with its icon or without, in points."""
        top, _, bottom, _ = self.style.padding
        if icon and self.icon:
            inner = max(inner, self.style.icon_side + 2 * self.style.icon_drop)
        return top + inner + bottom

    @once
    def course(self, measure: float) -> Course:
        inner = self.content.course(self._inner(measure))
        height = max(self._around(inner.height, True), self.min_height)
        give = max(0.0, height - max(self._around(inner.height - inner.give, True), self.min_height))
        breaks = [
            b._replace(
                foot=self._around(b.foot, True),
                top=height - self._around(inner.height - b.top, False),
                torn=(self.torn, *b.torn) if self.torn else b.torn,
                give=self._around(b.foot, True) - self._around(b.foot - b.give, True),
                spent=give - inner.give + b.spent,
            )
            for b in inner.breaks
        ]
        return Course(height, breaks, give)

    def parted(self, measure: float, at: Any) -> tuple[Box, Flowable]:
        head, rest = self.content.parted(self._inner(measure), at)
        return (
            replace(self, content=head, min_height=0.0),
            replace(self, content=rest, icon=None, before=0.0, min_height=0.0),
        )

    def reaches_below(self, measure: float, at: Any) -> bool:
        return self.content.reaches_below(self._inner(measure), at)

    def shrunk(self, measure: float, by: float) -> Box:
        return replace(self, content=self.content.shrunk(self._inner(measure), by))

    def stretch(self, measure: float, extra: float) -> Box:
        grown = replace(self, content=self.content.stretch(self._inner(measure), extra))
        return replace(grown, min_height=self.wrap(measure) + extra) if self.style.fills else grown

    def draw(self, canvas: Sheet, x: float, y: float, measure: float) -> None:
        style = self.style
        look = (style.fill, style.stroke, style.width, style.radius, style.band)
        height, inner = self.wrap(measure), self._inner(measure)
        canvas.box(x - self.hang, y, measure + self.hang, height, *look)
        if style.waves is not None:
            draw_waves(canvas, *style.waves, x - self.hang, y, measure + self.hang, height)
        room, top = height - style.padding[0] - style.padding[2], y - style.padding[0]
        if self.icon:
            drop = (room - style.icon_side) / 2 if style.middle else style.icon_drop
            left = x - self.hang + style.icon_left
            draw_icon(canvas, self.icon, left, top - drop, style.icon_size, style.icon_color, style.icon_tile)
        drop = max(0.0, (room - self.content.wrap(inner)) / 2) if style.middle else 0.0
        self.content.draw(canvas, x + self._left(), top - drop, inner)


def draw_icon(
    canvas: Sheet, icon: Icon, x: float, y: float, size: float, color: Color, tile: Tile | None = None
) -> None:
    """Draw an icon whose top left corner is x, y, or in the middle of a tile that has it there."""
    if tile is not None:
        canvas.box(x, y, tile.size, tile.size, tile.fill, tile.stroke, tile.width, tile.radius)
        x, y = x + (tile.size - size) / 2, y - (tile.size - size) / 2
    icon.draw(canvas, x, y, size, color)


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

    def draw(self, canvas: Sheet, x: float, y: float, measure: float) -> None:
        canvas.rule(x - self.hang, y - self.style.width / 2, measure + self.hang, self.style.color, self.style.width)


@dataclass(frozen=True, eq=False)
class Repeated(Shape):
    """What was said before, and is to be seen once more: furniture, which nobody hears twice."""

    content: Flowable

    def wrap(self, measure: float) -> float:
        return self.content.wrap(measure)

    def draw(self, canvas: Sheet, x: float, y: float, measure: float) -> None:
        with canvas.furniture():
            self.content.draw(canvas, x, y, measure)
