"""The few shapes that every page is made of: stacks, rows, boxes, rules, tables and small drawings.

A flowable says how high it is at a measure (`wrap`), parts itself at a page's end (`split`), and
draws itself below a point (`draw`). They compose: a callout is a box around a row of an icon and
a stack. Splitting never changes a flowable, it makes new ones, so that a layout can be tried as
often as copyfitting needs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from clinicpress.canvas import PressCanvas
from clinicpress.pictures import Art, Icon, qr_modules
from clinicpress.problems import InputProblems, Place
from clinicpress.tagging import Element
from clinicpress.text import Paragraph
from clinicpress.theme import BoxStyle, Color, RuleStyle

MIN_MEASURE = 48.0
"""The narrowest column that text is set in, in points."""
_EPSILON = 0.01


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

    def wrap(self, measure: float) -> float:
        """Return the height at a measure."""
    def split(self, measure: float, room: float, full: float, force: bool) -> tuple[Flowable, Flowable] | None:
        """Part into what fits in `room` and the rest; `full` is the height of an empty page."""
    def trimmed(self) -> Flowable | None:
        """Return it as it begins a page."""
    def draw(self, canvas: PressCanvas, x: float, y: float, measure: float) -> None:
        """Draw below y."""


@dataclass(frozen=True, eq=False, kw_only=True)
class _Shape:
    """What flowables do unless they say otherwise: stay whole, stay put."""

    before: float = 0.0
    after: float = 0.0
    keep_next: bool = False
    discardable: bool = False
    stretchy: bool = False
    place: Place | None = None

    def split(self, measure: float, room: float, full: float, force: bool) -> tuple[Flowable, Flowable] | None:
        return None

    def trimmed(self) -> Flowable | None:
        return None if self.discardable else self  # type: ignore[return-value]


@dataclass(frozen=True, eq=False)
class Stack(_Shape):
    """Flowables one below the other."""

    children: tuple[Flowable, ...] = ()
    keep: float = 0.0
    """Keep whole on one page if it is at most this share of a page high."""

    @property
    def first(self) -> Flowable | None:
        return self.children[0] if self.children else None

    def wrap(self, measure: float) -> float:
        return sum(child.wrap(measure) for child in self.children) + sum(
            one.after + two.before for one, two in zip(self.children, self.children[1:], strict=False)
        )

    def trimmed(self) -> Flowable | None:
        children = list(self.children)
        while children:
            first = children[0].trimmed()
            if first is None:
                children.pop(0)
                continue
            children[0] = first
            break
        return replace(self, children=tuple(children)) if children else None

    def split(self, measure: float, room: float, full: float, force: bool) -> tuple[Flowable, Flowable] | None:
        if not force and self.wrap(measure) <= full * self.keep + _EPSILON:
            return None
        used = 0.0
        parted = False
        head: list[Flowable] = []
        rest: list[Flowable] = list(self.children)
        while rest:
            child = rest[0]
            gap = head[-1].after + child.before if head else 0.0
            height = child.wrap(measure)
            if used + gap + height <= room + _EPSILON:
                head.append(rest.pop(0))
                used += gap + height
                continue
            # Only the first flowable on a page is forced: all others can move on.
            forced = force and all(c.discardable or c.keep_next for c in head)
            parts = child.split(measure, room - used - gap, full, forced)
            if parts:
                head.append(parts[0])
                rest[0] = parts[1]
                parted = True
            break
        else:
            return None
        if not parted:
            back = list(head)
            while back and (back[-1].keep_next or back[-1].discardable):
                rest.insert(0, back.pop())
            if back or not force:
                head = back
            else:
                rest = rest[len(head) :]
        if not head or not rest:
            return None
        return replace(self, children=tuple(head)), replace(self, children=tuple(rest), before=0.0)

    def stretch(self, measure: float, extra: float) -> Stack:
        """Give `extra` points of height to the flowables that take them, the first ones first."""
        children = list(self.children)
        for index, child in enumerate(children):
            if child.stretchy and extra > _EPSILON:
                grown = child.stretch(measure, extra)  # type: ignore[attr-defined]
                extra -= grown.wrap(measure) - child.wrap(measure)
                children[index] = grown
        return replace(self, children=tuple(children))

    def draw(self, canvas: PressCanvas, x: float, y: float, measure: float) -> None:
        for index, child in enumerate(self.children):
            if index:
                y -= self.children[index - 1].after + child.before
            child.draw(canvas, x, y, measure)
            y -= child.wrap(measure)


@dataclass(frozen=True, eq=False)
class Cell:
    """A part of a row: its content, its distance from the row's left edge, and its measure."""

    content: Flowable | None
    offset: float
    measure: float
    drop: float = 0.0
    """How far below the top of the row it begins."""


@dataclass(frozen=True, eq=False)
class Row(_Shape):
    """Flowables side by side; offsets may be negative, to hang in the side column."""

    cells: tuple[Cell, ...] = ()
    divider: RuleStyle | None = None
    keep: float = 0.0

    def wrap(self, measure: float) -> float:
        return max((c.drop + c.content.wrap(c.measure) for c in self.cells if c.content), default=0.0)

    def trimmed(self) -> Flowable | None:
        cells = tuple(replace(c, content=c.content.trimmed() if c.content else None) for c in self.cells)
        return replace(self, cells=cells) if any(c.content for c in cells) else None

    def stretch(self, measure: float, extra: float) -> Row:
        """Let the cells take up `extra` points below the row."""
        height = self.wrap(measure)
        cells = []
        for cell in self.cells:
            if cell.content is not None and cell.content.stretchy:
                room = height + extra - cell.drop - cell.content.wrap(cell.measure)
                cell = replace(cell, content=cell.content.stretch(cell.measure, room))  # type: ignore[attr-defined]
            cells.append(cell)
        return replace(self, cells=tuple(cells))

    def split(self, measure: float, room: float, full: float, force: bool) -> tuple[Flowable, Flowable] | None:
        if not force and self.wrap(measure) <= full * self.keep + _EPSILON:
            return None
        heads: list[Cell] = []
        tails: list[Cell] = []
        parted = False
        for cell in self.cells:
            space = room - cell.drop
            if cell.content is None or cell.content.wrap(cell.measure) <= space + _EPSILON:
                heads.append(cell)
                tails.append(replace(cell, content=None, drop=0.0))
                continue
            parts = cell.content.split(cell.measure, space, full, force)
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
        height = self.wrap(measure)
        for index, cell in enumerate(self.cells):
            if cell.content is not None:
                cell.content.draw(canvas, x + cell.offset, y - cell.drop, cell.measure)
            if self.divider and index:
                previous = self.cells[index - 1]
                middle = (previous.offset + previous.measure + cell.offset) / 2
                canvas.rule(x + middle, y, height, self.divider.color, self.divider.width, vertical=True)


@dataclass(frozen=True, eq=False)
class Box(_Shape):
    """A ground, an outline and paddings around a flowable; `hang` widens it to the left."""

    content: Flowable
    style: BoxStyle
    hang: float = 0.0
    icon: Icon | None = None
    keep: float = 1.0
    min_height: float = 0.0

    def _inner(self, measure: float) -> float:
        left = 0.0 if self.hang else self.style.padding[3]
        inner = measure - left - self.style.padding[1]
        if inner < MIN_MEASURE:
            raise InputProblems.one(
                self.place or Place("templates"),
                "boxes are nested so deep here that there is no room left for their text",
                "take one box out of the other",
            )
        return inner

    def wrap(self, measure: float) -> float:
        top, _, bottom, _ = self.style.padding
        inner = self.content.wrap(self._inner(measure))
        if self.icon:
            inner = max(inner, self.style.icon_size + 2)
        return max(top + inner + bottom, self.min_height)

    def split(self, measure: float, room: float, full: float, force: bool) -> tuple[Flowable, Flowable] | None:
        if not force and self.wrap(measure) <= full * self.keep + _EPSILON:
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
            x - self.hang, y, measure + self.hang, self.wrap(measure), style.fill, style.stroke, style.width, style.radius
        )
        if self.icon:
            self.icon.draw(canvas, x - self.hang + 15, y - style.padding[0] - 1, style.icon_size, style.icon_color)
        left = 0.0 if self.hang else style.padding[3]
        self.content.draw(canvas, x + left, y - style.padding[0], self._inner(measure))


@dataclass(frozen=True, eq=False)
class Rule(_Shape):
    """A horizontal line; `hang` begins it in the side column."""

    style: RuleStyle
    hang: float = 0.0

    @classmethod
    def of(cls, style: RuleStyle, hang: float = 0.0, discardable: bool = False) -> Rule:
        """Make a rule with the spaces of its style."""
        return cls(style, hang, before=style.before, after=style.after, discardable=discardable, keep_next=True)

    def wrap(self, measure: float) -> float:
        return self.style.width

    def draw(self, canvas: PressCanvas, x: float, y: float, measure: float) -> None:
        canvas.rule(x - self.hang, y - self.style.width / 2, measure + self.hang, self.style.color, self.style.width)


@dataclass(frozen=True, eq=False)
class WriteLines(_Shape):
    """Ruled lines to write on; takes up left-over space with more lines, up to a limit."""

    style: RuleStyle
    count: int
    most: int
    pitch: float
    first: float
    """Distance of the first line from the top."""

    def wrap(self, measure: float) -> float:
        return self.first + (self.count - 1) * self.pitch + self.style.width if self.count else 0.0

    def stretch(self, measure: float, extra: float) -> WriteLines:
        """Add whole lines into `extra` points."""
        return replace(self, count=max(self.count, min(self.most, self.count + int((extra + _EPSILON) / self.pitch))))

    def split(self, measure: float, room: float, full: float, force: bool) -> tuple[Flowable, Flowable] | None:
        fits = 1 + int((room - self.first + _EPSILON) / self.pitch) if room >= self.first + 1 else 0
        if not 0 < fits < self.count:
            return None
        return replace(self, count=fits, most=fits), replace(self, count=self.count - fits, before=0.0)

    def draw(self, canvas: PressCanvas, x: float, y: float, measure: float) -> None:
        for index in range(self.count):
            canvas.rule(x, y - self.first - index * self.pitch, measure, self.style.color, self.style.width)


@dataclass(frozen=True, eq=False)
class Spring(_Shape):
    """Takes up all the space that is left over: what follows stands at the foot of the page."""

    height: float = 0.0

    def wrap(self, measure: float) -> float:
        return self.height

    def stretch(self, measure: float, extra: float) -> Spring:
        """Take all of `extra`."""
        return replace(self, height=self.height + extra)

    def draw(self, canvas: PressCanvas, x: float, y: float, measure: float) -> None:
        return None


SPRING = Spring(discardable=True, stretchy=True)


@dataclass(frozen=True, eq=False)
class IconMark(_Shape):
    """An icon of the catalogue, moved left to align optically."""

    icon: Icon
    size: float
    color: Color
    nudge: float = 0.0

    def wrap(self, measure: float) -> float:
        return self.size

    def draw(self, canvas: PressCanvas, x: float, y: float, measure: float) -> None:
        self.icon.draw(canvas, x - self.nudge, y, self.size, self.color)


@dataclass(frozen=True, eq=False)
class Picture(_Shape):
    """A picture, as wide as its column allows and no higher than `most`."""

    art: Art
    element: Element
    most: float

    def size(self, measure: float) -> tuple[float, float]:
        """Return width and height in points."""
        width, height = self.art.size
        scale = min(measure / width, self.most / height, 1.0 if self.art.vector is None else 1e9)
        return width * scale, height * scale

    def wrap(self, measure: float) -> float:
        return self.size(measure)[1]

    def split(self, measure: float, room: float, full: float, force: bool) -> tuple[Flowable, Flowable] | None:
        return None

    def draw(self, canvas: PressCanvas, x: float, y: float, measure: float) -> None:
        width, height = self.size(measure)
        self.art.draw(canvas, x + (measure - width) / 2, y, width, height)
        self.element.pages.append(canvas.getPageNumber())


@dataclass(frozen=True, eq=False)
class QrCode(_Shape):
    """A QR code (ISO/IEC 18004, level M) in ink on paper."""

    url: str
    size: float
    color: Color

    def wrap(self, measure: float) -> float:
        return self.size

    def draw(self, canvas: PressCanvas, x: float, y: float, measure: float) -> None:
        draw_qr(canvas, self.url, x, y, self.size, self.color)


def draw_qr(canvas: PressCanvas, url: str, x: float, y: float, size: float, color: Color) -> None:
    """Draw a QR code without its quiet zone; the top left corner is x, y."""
    modules = qr_modules(url)
    operators = [
        f"{start} {row} {stop - start} 1 re"
        for row, line in enumerate(modules)
        for start, stop in _stretches(line)
    ]
    canvas.outline(x, y, size / len(modules), operators, color)


def _stretches(line: Sequence[bool]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for index, dark in enumerate(line):
        if dark and found and found[-1][1] == index:
            found[-1] = (found[-1][0], index + 1)
        elif dark:
            found.append((index, index + 1))
    return found


@dataclass(frozen=True, eq=False)
class SlotMark(_Shape):
    """A box that is kept free for the clinic's imprint."""

    name: str
    width: float
    height: float
    element: Element = field(kw_only=True)

    def wrap(self, measure: float) -> float:
        return self.height

    def draw(self, canvas: PressCanvas, x: float, y: float, measure: float) -> None:
        canvas.reserve(self.name, x, y, self.width, self.height, self.element)


@dataclass(frozen=True, eq=False)
class NumberMark(_Shape):
    """A step's number in its circle."""

    number: Paragraph
    diameter: float
    paper: Color
    stroke: Color

    def wrap(self, measure: float) -> float:
        return self.diameter

    def draw(self, canvas: PressCanvas, x: float, y: float, measure: float) -> None:
        canvas.circle_at(x, y, self.diameter, self.stroke, self.paper, 1.25)
        width = max((line.width for line in self.number.lines(200)), default=0.0)
        inset = (self.diameter - self.number.style.leading) / 2
        self.number.draw(canvas, x + (self.diameter - width) / 2, y - inset, 200)


@dataclass(frozen=True, eq=False)
class DataTable(_Shape):
    """A table: a head that is repeated on each page, rows with hairs between, a rule at the end."""

    head: Row
    rows: tuple[Row, ...]
    head_rule: RuleStyle
    row_rule: RuleStyle
    end_rule: RuleStyle
    padding: float
    repeated: bool = False
    """The head was drawn on an earlier page: here it is furniture."""

    def _row_height(self, row: Row, measure: float) -> float:
        return row.wrap(measure) + 2 * self.padding

    def _head_height(self, measure: float) -> float:
        return self.head.wrap(measure) + self.head_rule.before + self.head_rule.width

    def wrap(self, measure: float) -> float:
        return self._head_height(measure) + sum(self._row_height(row, measure) for row in self.rows) + self.end_rule.width

    def split(self, measure: float, room: float, full: float, force: bool) -> tuple[Flowable, Flowable] | None:
        used = self._head_height(measure) + self.end_rule.width
        count = 0
        for row in self.rows:
            height = self._row_height(row, measure)
            if used + height > room + _EPSILON:
                break
            used += height
            count += 1
        heads, tails = list(self.rows[:count]), list(self.rows[count:])
        if tails and (force or self._row_height(tails[0], measure) > full / 2) and (not count or force):
            parts = tails[0].split(measure, room - used - 2 * self.padding, full, force)
            if parts:
                heads.append(parts[0])  # type: ignore[arg-type]
                tails[0] = parts[1]  # type: ignore[assignment]
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


def column_widths(wishes: Sequence[tuple[float, float]], measure: float, gap: float, head: float) -> list[float]:
    """Share a measure among columns, in points.

    `wishes` holds for each column the width of its widest word and of its longest text; `head` is
    the first column's width where two columns leave room for it.
    """
    room = measure - gap * (len(wishes) - 1)
    if len(wishes) == 2 and wishes[0][0] <= head and room > 2 * head:
        return [head, room - head]
    least = [min(word, room / len(wishes)) if sum(w for w, _ in wishes) > room else word for word, _ in wishes]
    spare = room - sum(least)
    wanted = [max(0.0, min(text, room) - low) for (_, text), low in zip(wishes, least, strict=True)]
    total = sum(wanted)
    if total <= spare or total == 0:
        extra = (spare - total) / len(wishes)
        return [low + want + extra for low, want in zip(least, wanted, strict=True)]
    return [low + want * spare / total for low, want in zip(least, wanted, strict=True)]
