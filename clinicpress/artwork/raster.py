"""Pictures of pixels, ready to be printed at any size: never finer than paper shows, and never blown up.

`is_unseen` looks at any picture, drawn or photographed, on the ground that it is printed on.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

from PIL import Image, ImageChops

from clinicpress.artwork.pixels import Pixels, encoded
from clinicpress.artwork.rasterfile import MAX_PIXELS, read_file
from clinicpress.ground.problems import InputProblems, Place

__all__ = ["FINE", "MAX_PIXELS", "Raster", "is_unseen", "read_raster"]

FINE = 300
"""Dots per inch: what printers ask for, and more than anybody sees."""
FAINT = 24
"""By how much of 255 a colour must differ from its ground to be seen: #E7E7E7 on white is 9 % of black.

Office printers drop lighter greys, or spread them to a few dots. It is counted where the two differ most; blue counts
half, as eyes see little of it: pale yellow is nearly white.
"""
_WEIGHTS = (1.0, 1.0, 0.5)
_STRAY = 2000
"""One pixel of so many may be seen, and still nobody sees the picture: the noise of a JPEG, the end of a serif."""
_SAMPLE = 64
_POINTS = 72.0
_WHITE = (255, 255, 255)
_UNSEEN = "use the version that is made for white paper; for a logo, ask its designer"


@dataclass(frozen=True, eq=False)
class Raster:
    """A picture of pixels as a screen shows it: colours in 1, P, L or RGB, and in L how solid they are."""

    picture: Any
    alpha: Any | None
    source: bytes | None
    is_photo: bool
    made: dict[tuple[int, int], Pixels] = field(default_factory=dict, repr=False)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        width, height = self.picture.size
        return width, height

    @property
    def pixels(self) -> Any:
        """Return it on white paper, in L or RGB."""
        plain = self.picture.convert({"1": "L", "P": "RGB"}.get(self.picture.mode, self.picture.mode))
        if self.alpha is None:
            return plain
        ground = Image.new(plain.mode, plain.size, "white")
        ground.paste(plain, mask=self.alpha)
        return ground

    def is_unseen_on(self, ground: tuple[int, int, int]) -> bool:
        """Tell whether nobody would see it on a ground of sRGB; what is solid all over stands on white of its own."""
        if self.alpha is None:
            return is_unseen(self.picture, ground) or (ground != _WHITE and is_unseen(self.picture, _WHITE))
        solid = self.picture.convert("RGB")
        solid.putalpha(self.alpha)
        return is_unseen(solid, ground)

    def at(self, width: float, height: float) -> Pixels:
        """Return what a PDF holds where it is printed so wide and high, in points: at most 300 dots per inch."""
        size = (_fitting(self.size[0], width), _fitting(self.size[1], height))
        if size not in self.made:
            self.made[size] = self._encoded(size)
        return self.made[size]

    def _encoded(self, size: tuple[int, int]) -> Pixels:
        if size == self.size:
            return encoded(self.picture, self.alpha, self.is_photo, self.source)
        picture, alpha = self.picture, self.alpha
        # Photos stay sharp; in drawings that would draw pale lines along all edges.
        way = Image.Resampling.LANCZOS if self.is_photo else Image.Resampling.HAMMING
        mode = "L" if picture.mode in ("1", "L") else "RGB"
        if picture.mode != mode:
            picture = picture.convert(mode)
        if alpha is None:
            return encoded(picture.resize(size, way), None, self.is_photo, None)
        # Pillow weighs colours by how solid they are where both are in one picture.
        solid = picture.copy()
        solid.putalpha(alpha)
        solid = solid.resize(size, way)
        return encoded(solid.convert(mode), solid.getchannel("A"), self.is_photo, None)


def is_unseen(picture: Any, ground: tuple[int, int, int]) -> bool:
    """Tell whether hardly a pixel of a picture (Pillow's, in any mode) differs from the ground it lies on, in sRGB."""
    if picture.width * picture.height > _SAMPLE**2:
        # Where many pixels are seen, a few of them are enough to know.
        few = picture.resize((_SAMPLE, _SAMPLE), Image.Resampling.NEAREST)
        if _seen(few, ground) * 100 > _SAMPLE**2:
            return False
    inked = (
        sum(picture.getchannel("A").histogram()[1:]) if "A" in picture.getbands() else picture.width * picture.height
    )
    return bool(_seen(picture, ground) * _STRAY <= inked)


def _seen(picture: Any, ground: tuple[int, int, int]) -> int:
    """Count the pixels that are seen on a ground."""
    below = Image.new("RGB", picture.size, ground)
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        printed = below.copy()
        printed.paste(picture.convert("RGB"), mask=picture.getchannel("A"))
    else:
        printed = picture.convert("RGB")
    weighed = [weight * value for weight in _WEIGHTS for value in range(256)]
    red, green, blue = ImageChops.difference(printed, below).point(weighed).split()
    return sum(ImageChops.lighter(ImageChops.lighter(red, green), blue).histogram()[FAINT:])


def _fitting(pixels: int, points: float) -> int:
    """Return how many pixels a length in points takes of those that there are."""
    return min(pixels, max(1, math.ceil(points / _POINTS * FINE)))


def read_raster(content: bytes, file: str, asked_at: Place, ground: tuple[int, int, int] | None = _WHITE) -> Raster:
    """Read a file of pixels; raises InputProblems at `asked_at` for whatever cannot be printed.

    That is also what nobody would see on its ground (sRGB); None leaves that to whoever knows the ground.
    """
    shown = read_file(content, file, asked_at)
    raster = Raster(shown.picture, shown.alpha, shown.photo, shown.is_photo)
    if raster.alpha is not None and raster.alpha.getextrema()[1] == 0:
        raise InputProblems.one(asked_at, f"“{file}” is wholly see-through: nothing of it would be seen", _UNSEEN)
    if ground is not None and raster.is_unseen_on(ground):
        raise InputProblems.one(asked_at, f"“{file}” is white: on white paper nothing of it would be seen", _UNSEEN)
    return raster
