"""Pictures of pixels, ready to be printed at any size: never finer than paper shows, and never blown up."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass, field
from typing import Any

from PIL import Image

from clinicpress.artwork.pixels import Pixels, encoded
from clinicpress.artwork.rasterfile import read_file
from clinicpress.artwork.visibility import Lost, lost
from clinicpress.ground.problems import InputProblems, Place

FINE = 300
"""Dots per inch: what printers ask for, and more than anybody sees."""
STEP = 0.75
"""From one size of a picture that is not twice as fine to the next smaller one."""
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

    def lost_on(self, ground: tuple[int, int, int]) -> Lost:
        """Tell what of it nobody would see on a ground of sRGB; what is solid all over stands on white of its own."""
        if self.alpha is not None:
            return lost(self._see_through(), ground)
        found = lost(self.picture, ground)
        return lost(self.picture, _WHITE) if found == "nothing" and ground != _WHITE else found

    def _see_through(self) -> Any:
        """Return colours and how solid they are in one, in LA or RGBA: Pillow weighs them where it scales them."""
        solid = self.picture.convert("L" if self.picture.mode in ("1", "L") else "RGB")
        solid = solid.copy() if solid is self.picture else solid
        solid.putalpha(self.alpha)
        return solid

    def at(self, width: float, height: float) -> Pixels:
        """Return what a PDF holds where it is printed so wide and high, in points: 300 dots per inch.

        What is hardly finer stays as it is, and what is not twice as fine is made smaller in steps: so a logo is the
        same in all products that print it nearly as large.
        """
        size = (_fitting(self.size[0], width), _fitting(self.size[1], height))
        share = max(fit / have for have, fit in zip(self.size, size, strict=True))
        if share > STEP:
            size = self.size
        elif share > STEP**2:
            size = (math.ceil(self.size[0] * STEP), math.ceil(self.size[1] * STEP))
        if size not in self.made:
            self.made[size] = self._encoded(size)
        return self.made[size]

    def on_screen(self, widest: int | None = None) -> tuple[str, bytes]:
        """Return the kind and content of a file of it for screens, at most so many pixels wide."""
        width, height = self.size
        if widest is None or width <= widest:
            if self.source:
                return "jpeg", self.source
            picture = self.picture.convert("L" if self.picture.mode in ("1", "L") else "RGB")
            alpha = self.alpha
        else:
            size = (widest, max(1, round(height * widest / width)))
            solid = self._see_through() if self.alpha is not None else self.picture.convert("RGB")
            scaled = solid.resize(size, self._way)
            picture = scaled.convert("L" if scaled.mode == "LA" else "RGB")
            alpha = scaled.getchannel("A") if self.alpha is not None else None
        file = io.BytesIO()
        if alpha is None and self.is_photo:
            picture.save(file, "JPEG", quality=90, subsampling=0)
            return "jpeg", file.getvalue()
        if alpha is not None:
            picture = picture.copy()
            picture.putalpha(alpha)
        picture.save(file, "PNG")
        return "png", file.getvalue()

    @property
    def _way(self) -> Any:
        """How it is scaled: photos stay sharp; in drawings that would draw pale lines along all edges."""
        return Image.Resampling.LANCZOS if self.is_photo else Image.Resampling.HAMMING

    def _encoded(self, size: tuple[int, int]) -> Pixels:
        if size == self.size:
            return encoded(self.picture, self.alpha, self.is_photo, self.source)
        picture, alpha = self.picture, self.alpha
        mode = "L" if picture.mode in ("1", "L") else "RGB"
        if alpha is None:
            return encoded(picture.convert(mode).resize(size, self._way), None, self.is_photo, None)
        solid = self._see_through().resize(size, self._way)
        return encoded(solid.convert(mode), solid.getchannel("A"), self.is_photo, None)


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
    unseen = raster.lost_on(ground) if ground is not None else "nothing"
    if unseen == "all":
        raise InputProblems.one(asked_at, f"“{file}” is white: on white paper nothing of it would be seen", _UNSEEN)
    if unseen == "parts":
        said = f"large parts of “{file}” are white, with nothing behind them: on white paper they would not be seen"
        raise InputProblems.one(asked_at, said, _UNSEEN)
    return raster
