"""The supplies of a story: the icons and pictures that it may show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from clinicpress.artwork.icons import Icon
from clinicpress.artwork.pictures import Art


class Supplies(NamedTuple):
    """What a story refers to by name, read and checked before."""

    icons: Mapping[str, Icon]
    pictures: Mapping[str, Art]
    icons_drawn: str = ""
    """How the theme has its icons drawn: a folder of them, or nothing."""
