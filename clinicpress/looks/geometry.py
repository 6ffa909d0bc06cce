"""Geometry: where a layout's columns and panels stand on a paper, in points, y counted upwards.

Here everything runs from left to right; sheets are mirrored where they are drawn.
"""

from __future__ import annotations

from typing import NamedTuple

from clinicpress.looks.fold import Fold, Panel, panels_of
from clinicpress.looks.layout import Layout
from clinicpress.looks.paper import Paper


class Geometry(NamedTuple):
    """A layout on a paper: the lines that everything hangs on, in points, y counted upwards."""

    width: float
    height: float
    left: float
    right: float
    """x of the live area's left and right edges."""
    main: float
    """x of the main column, the hang line."""
    hang: float
    """How far the side column hangs left of the main column."""
    side: float
    """Width of the side column."""
    panels: tuple[Panel, ...] = ()
    """The panels of a folded sheet, face by face from left to right. Those that the story runs through and those with
    footers have one measure, that of the narrowest of them, and the live area is as wide."""

    @classmethod
    def of(cls, layout: Layout, paper: Paper) -> Geometry:
        """Compute the geometry of a layout on a paper."""
        if layout.fold is not None:
            return cls._folded(layout, layout.fold, paper)
        side = layout.footer.side if layout.columns.side is None else layout.columns.side
        hang = side + layout.columns.gutter if side else 0.0
        left, right = layout.margins.left, paper.width - layout.margins.right
        return cls(paper.width, paper.height, left, right, left + hang, hang, side)

    @classmethod
    def _folded(cls, layout: Layout, fold: Fold, paper: Paper) -> Geometry:
        panels = panels_of(fold, paper, (layout.margins.left, layout.margins.right))
        alike = {*fold.flow, *fold.footers, fold.relief}
        measure = min(panel.measure for panel in panels if panel.name in alike)
        panels = tuple(panel._replace(measure=measure) if panel.name in alike else panel for panel in panels)
        left, high = layout.margins.left, min(paper.width, paper.height)
        return cls(panels[-1].right, high, left, left + measure, left, 0.0, 0.0, panels)

    def panel(self, name: str) -> Panel:
        """Return a panel by its name."""
        return next(panel for panel in self.panels if panel.name == name)

    @property
    def measure(self) -> float:
        """Width of the main column."""
        return self.right - self.main

    def y(self, from_top: float) -> float:
        """Turn a distance from the top of the page into a y coordinate."""
        return self.height - from_top
