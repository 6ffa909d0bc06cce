"""The design of a job: how whatever is said shall look, and where it may stand."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from clinicpress.looks.layout import Geometry, Layout
from clinicpress.looks.theme import Theme

MAIN = "main"
"""The name of the frame that is the main column of a page."""


@dataclass(frozen=True)
class Frame:
    """A part of a page that the story runs through; in points, y counted upwards."""

    page: int
    """Counted from 1."""
    x: float
    """Its left edge."""
    top: float
    """y of its upper edge."""
    width: float
    height: float
    foot: float
    """y below which nothing of the story may reach: what stands there is furniture."""
    name: str


@dataclass(frozen=True)
class Design:
    """A theme with the clinic's changes, a layout with the theme's, and the layout's geometry on a paper."""

    theme: Theme
    layout: Layout
    geometry: Geometry

    def frames(self, foot: float) -> Iterator[Frame]:
        """Yield the frames of the story, in the order in which it runs through them, for ever.

        `foot` is y of the footer's top, in points.
        """
        for page in itertools.count(1):
            top = self.geometry.y(self.layout.first_page.top if page == 1 else self.layout.later_pages.top)
            height = top - (foot + self.layout.footer.gap)
            yield Frame(page, self.geometry.main, top, self.geometry.measure, height, foot, MAIN)
