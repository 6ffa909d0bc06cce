"""The design of a job: how whatever is said shall look, and where it may stand."""

from __future__ import annotations

from dataclasses import dataclass

from clinicpress.looks.layout import Geometry, Layout
from clinicpress.looks.theme import Theme


@dataclass(frozen=True)
class Design:
    """A theme with the clinic's changes, a layout with the theme's, and the layout's geometry on a paper."""

    theme: Theme
    layout: Layout
    geometry: Geometry
