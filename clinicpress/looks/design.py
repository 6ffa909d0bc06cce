"""The design of a job: how whatever is said shall look, and where it may stand."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar, NamedTuple, TypeAlias

from clinicpress.looks.fold import FACES
from clinicpress.looks.geometry import Geometry
from clinicpress.looks.layout import Layout
from clinicpress.looks.medium import ScreenLayout
from clinicpress.looks.slots import CARD
from clinicpress.looks.theme import Theme

MAIN = "main"
"""The name of the frame that is the main column of a page."""
SIDE_HEADING = "side-heading"
"""The style of a section's heading in the side column."""
NARROW = 300.0
"""A narrower column is that of a panel, in points."""


class Frame(NamedTuple):
    """A part of a page that the story runs through; in points, y counted upwards."""

    page: int
    """Counted from 1."""
    x: float
    """Its left edge; where lines run from right to left, the distance of its right edge from that of the sheet."""
    top: float
    """y of its upper edge."""
    width: float
    height: float
    foot: float
    """y below which nothing of the story may reach: what stands there is furniture."""
    name: str


@dataclass(frozen=True)
class ScreenDesign:
    """A theme with the clinic's changes, and a layout for screens, where there is no side column."""

    theme: Theme
    layout: ScreenLayout
    has_side: ClassVar[bool] = False
    is_narrow: ClassVar[bool] = False

    def hangs(self, headings: Iterable[str]) -> bool:
        """Tell whether all of these headings have room in the side column: none has."""
        return False


@dataclass(frozen=True)
class Design:
    """A theme with the clinic's changes, a layout with the theme's, and the layout's geometry on a paper."""

    theme: Theme
    layout: Layout
    geometry: Geometry

    @property
    def has_side(self) -> bool:
        """Whether there is a side column."""
        return self.geometry.side > 0

    @property
    def is_narrow(self) -> bool:
        """Whether the main column is so narrow that what else stands side by side is set one below the other."""
        return self.geometry.measure < NARROW

    def left(self, x: float, width: float) -> float:
        """Return the left edge on the sheet of what begins at x and is so wide, in points.

        In the geometry, x counts from the edge at which lines begin.
        """
        return self.geometry.width - x - width if self.theme.rtl else x

    def hangs(self, headings: Iterable[str]) -> bool:
        """Tell whether all of these headings have room in the side column: beside the text, nothing parts their words.

        None has where the layout has no side column, or one that is not for headings.
        """
        style = self.theme.style(SIDE_HEADING)

        def wide(words: str) -> float:
            return sum(style.chain.face_for(char).width(char, style.size) for char in words)

        def lines(heading: str) -> int:
            count, used = 1, 0.0
            for word in heading.split(" "):
                width = wide(word)
                if width > self.geometry.side:
                    return style.max_lines + 1
                if used and used + width > self.geometry.side:
                    count, used = count + 1, 0.0
                used += width + wide(" ")
            return count

        return self.layout.columns.side is None and all(lines(each) <= style.max_lines for each in headings)

    def frames(self, foot: float) -> Iterator[Frame]:
        """Yield the frames of the story, in the order in which it runs through them, for ever.

        `foot` is y of the footer's top, in points. A folded sheet has those of its panels, and below it there are
        more of them that only what is too long for it reaches.
        """
        fold = self.layout.fold
        if fold is not None:
            for sheet in itertools.count():
                for name in fold.flow:
                    frame = self.panel(str(name), foot)
                    yield frame._replace(page=frame.page + FACES * sheet)
            return
        for page in itertools.count(1):
            top = self._top(page)
            height = top - (foot + self.layout.footer.gap)
            yield Frame(page, self.geometry.main, top, self.geometry.measure, height, foot, MAIN)

    def panel(self, name: str, foot: float) -> Frame:
        """Return the frame of a panel of a folded sheet; `foot` is y of the footer's top, in points."""
        panel, fold = self.geometry.panel(name), self.layout.fold
        assert fold is not None
        top = self._top(panel.page)
        low, clear = (foot, self.layout.footer.gap) if name in fold.footers else (fold.bottom, 0.0)
        return Frame(panel.page, panel.text, top, panel.measure, top - low - clear, low, name)

    def _top(self, page: int) -> float:
        """Return y at which the frames of a page begin, in points."""
        return self.geometry.y(self.layout.first_page.top if page == 1 else self.layout.later_pages.top)


def with_room_for(layout: Layout, theme: Theme, size: float, leading: float) -> Layout:
    """Return a layout whose heads, and words beside a code, are as much higher as their lines are in a language.

    `size` and `leading` are the language's factors. What stands below the heads begins so much lower.
    """
    factor = size * leading
    if factor == 1:
        return layout
    first, later = layout.first_page, layout.later_pages
    strip, head = first.strip, later.running_head
    if strip is not None:
        more = _grown_by(theme, "strip", factor)
        higher = strip.model_copy(update={"height": strip.height + more})
        first = first.model_copy(update={"top": first.top + more, "strip": higher})
    if head is not None:
        more = _grown_by(theme, "running-title", factor)
        # A bar is as thin as it was; a ground with words on it is higher.
        ground = more if theme.spec.running_head.text is not None else 0.0
        head = head.model_copy(update={"height": head.height + ground})
        later = later.model_copy(update={"top": later.top + more, "running_head": head})
    slots = dict(layout.slots)
    for name, slot in layout.slots.items():
        if name == CARD:
            # Larger type needs more lines, too; boxes without a code grow by what a clinic says (`press/rooms`).
            words = max(0.0, slot.height - theme.measures.qr)
            slots[name] = slot.model_copy(update={"height": slot.height + words * (factor * size - 1)})
    return layout.model_copy(update={"first_page": first, "later_pages": later, "slots": slots})


def _grown_by(theme: Theme, style: str, factor: float) -> float:
    """Return by how much a line of a style is higher in a language than in others, in points."""
    return theme.style(style).leading * (1 - 1 / factor)


AnyDesign: TypeAlias = Design | ScreenDesign
