"""Pictures: figures and logos from people's disks, checked before they are drawn: size, format, what they refer to."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clinicpress.artwork.filekinds import is_drawing, raster_kind
from clinicpress.ground.problems import Place
from clinicpress.looks.fonts import Chain
from clinicpress.workspace.workspace import MAX_PICTURE_BYTES, Workspace

if TYPE_CHECKING:
    from clinicpress.artwork.raster import Raster
    from clinicpress.artwork.vector import Vector

_POINTS = 72 / 150
"""The size of a pixel in points, where a picture is as large as it can be printed: 150 dpi."""
MOST_KEPT = 32
"""How many pictures are kept for the next file that holds the same."""


@dataclass(frozen=True, eq=False)
class Art:
    """A picture that is ready to be drawn: a drawing, or pixels. Its size is in points."""

    size: tuple[float, float]
    vector: Vector | None = None
    raster: Raster | None = None

    @property
    def pixels(self) -> tuple[int, int] | None:
        """How many pixels it is wide and high; None for a drawing."""
        return self.raster.size if self.raster is not None else None

    @property
    def unit(self) -> tuple[float, float]:
        """The width and height of the form that it is drawn by (`pdf/forms`)."""
        return self.vector.page if self.vector is not None else (1.0, 1.0)

    def words_at(self, width: float) -> float:
        """Return the size of its smallest words where it is printed so wide, both in points; 0 where it has none."""
        return self.vector.smallest * width / self.size[0] if self.vector is not None else 0.0

    def on_screen(self, widest: int) -> tuple[str, bytes]:
        """Return the kind and content of a file that browsers show as it is printed, at most so many pixels wide."""
        if self.vector is not None:
            return self.vector.on_screen(widest)
        assert self.raster is not None
        return self.raster.on_screen(widest)


_KEPT: dict[tuple[bytes, bytes, bool], Art] = {}


def load_art(workspace: Workspace, file: str, asked_at: Place, faces: Chain, strict: bool = False) -> Art:
    """Read a picture; raises InputProblems at `asked_at` for whatever cannot be printed.

    Words in a drawing are set in the families of `faces`; a `strict` one must ask for no others.
    """
    file = workspace.spelled(file)
    content = workspace.read_bytes(file, asked_at, MAX_PICTURE_BYTES)
    drawn = not raster_kind(content) and (is_drawing(content) or file.lower().endswith(".svg"))
    # Clinics of one group often have the same logo, each in its own folder; and only words have to do with faces.
    lettered = drawn and b"text" in content
    key = (hashlib.sha256(content).digest(), faces.files.digest if lettered else b"", lettered and strict)
    if key not in _KEPT:
        while len(_KEPT) >= MOST_KEPT:
            del _KEPT[next(iter(_KEPT))]
        if drawn:
            _KEPT[key] = _drawing(file, content, asked_at, faces, strict)
        else:
            _KEPT[key] = _pixels(file, content, asked_at)
    return _KEPT[key]


def _drawing(file: str, content: bytes, asked_at: Place, faces: Chain, strict: bool) -> Art:
    from clinicpress.artwork.vector import read_drawing

    vector = read_drawing(content, file, asked_at, faces, strict)
    return Art(vector.size, vector=vector)


def _pixels(file: str, content: bytes, asked_at: Place) -> Art:
    from clinicpress.artwork.raster import read_raster

    raster = read_raster(content, file, asked_at)
    across, down = raster.size
    return Art((across * _POINTS, down * _POINTS), raster=raster)
