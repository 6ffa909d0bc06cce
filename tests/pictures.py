"""Pictures of pages beside those that are stored: they may differ as renderers do, and no more."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageChops, ImageStat

MOST_APART = 12.0
"""How far greys may lie apart on average (root of the mean square, of 255): another release of a renderer."""


def compare_pictures(pictures: Sequence[Image.Image], stored: Sequence[Path]) -> None:
    """Assert that pictures look as those in some files do, one by one."""
    assert len(pictures) == len(stored)
    for picture, file in zip(pictures, stored, strict=True):
        one, two = picture.convert("L"), Image.open(file).convert("L")
        assert one.size == two.size, file.name
        apart = ImageStat.Stat(ImageChops.difference(one, two)).rms[0]
        assert apart < MOST_APART, f"{file.name} differs by {apart:.1f}"
