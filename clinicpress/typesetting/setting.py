"""Where a block is set, and what the setters of its kind ask of the builder.

The builder knows all elements and walks them. What is much of one kind, such as tables and
figures, has a module of its own, which asks the builder for what stands inside.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import replace
from typing import NamedTuple, Protocol

from clinicpress.artwork.supplies import Supplies
from clinicpress.content.locale import Locale
from clinicpress.drawing.tagging import Element
from clinicpress.looks.color import Color
from clinicpress.looks.layout import Layout
from clinicpress.looks.theme import Fit, Theme
from clinicpress.story.markup import Tag
from clinicpress.typesetting.flowables import Box, Flowable, Shape, Stack
from clinicpress.typesetting.leaves import SPRING
from clinicpress.typesetting.phrases import PhraseSetter
from clinicpress.typesetting.rows import Cell
from clinicpress.typesetting.text import Paragraph


class Column(NamedTuple):
    """Where something is set: the measure, and the side column to the left of it."""

    measure: float
    hang: float = 0.0
    side: float = 0.0

    lists: int = 0
    """How many lists it stands in."""
    style: str = ""
    """The text style of paragraphs and items, where it is not their own: that of a table's cell."""

    part: bool = False
    """It is a part of a line that others share."""

    def inner(self, measure: float, lists: int = 0, style: str = "") -> Column:
        """Return a column inside of this one, in so many more lists."""
        return Column(measure, 0.0, 0.0, self.lists + lists, style or self.style)


class Setter(Protocol):
    """The builder, as the setters of tables and figures see it."""

    theme: Theme
    layout: Layout
    supplies: Supplies
    fit: Fit
    room: float
    locale: Locale
    phrases: PhraseSetter
    ink: Color | None
    """The colour of all words, where the ground that they stand on asks for one."""

    def standing(self, ink: Color | None) -> AbstractContextManager[None]:
        """Set what stands on a ground: all words in the colour that goes with it, or, without one, each in its own."""

    def stack(self, tag: Tag, element: Element, column: Column, default: str = "body", torn: str = "") -> Stack:
        """Set what stands in an element, one below the other."""

    def beside(self, tag: Tag, element: Element, column: Column, torn: str) -> Flowable:
        """Set a container's blocks, with its <side> beside them."""

    def tried(self, tag: Tag, column: Column) -> Stack:
        """Set what stands in an element as a trial that leaves nothing behind."""

    def block(self, tag: Tag, parent: Element, column: Column) -> list[Flowable]:
        """Set one block."""

    def text(self, tag: Tag, parent: Element, column: Column) -> Paragraph:
        """Set an element of words."""

    def element(self, tag: Tag, parent: Element) -> Element:
        """Make the structure element of a tag."""


def hung(stack: Stack, column: Column, drop: float) -> tuple[Cell, ...]:
    """Hang a stack in the side column, `drop` points below its row's top: what a spring parts off at the row's foot."""
    again = next((box.overleaf for box in stack.children if isinstance(box, Box)), None)
    if SPRING not in stack.children:
        return (Cell(stack, -column.hang, column.side, drop, again=again),)
    at = stack.children.index(SPRING)
    high, low = (replace(stack, children=part) for part in (stack.children[:at], stack.children[at + 1 :]))
    under = drop + high.wrap(column.side) + (high.children[-1].after if high.children else 0.0)
    return Cell(high, -column.hang, column.side, drop, again=again), Cell(
        low, -column.hang, column.side, under, low=True
    )


def close(stack: Stack, gap: float) -> Stack:
    """Set the blocks of an item or a cell no further apart than `gap` points."""
    children = [_closed(child, gap if at else 0.0) for at, child in enumerate(stack.children)]
    return stack if children == [*stack.children] else replace(stack, children=tuple(children))


def _closed(block: Flowable, gap: float) -> Flowable:
    """Return a block a gap below another one; most are set so by their styles."""
    if isinstance(block, Paragraph):
        is_closed = (block.style.before, block.style.after) == (gap, 0.0)
        return block if is_closed else replace(block, style=replace(block.style, before=gap, after=0.0))
    return replace(block, before=gap) if isinstance(block, Shape) and block.before < gap else block
