"""Pictures: figures and logos from people's disks, checked before they are drawn: size, format, what they refer to."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass, field
from typing import Any

from reportlab.lib.utils import ImageReader

from clinicpress.drawing.canvas import PressCanvas
from clinicpress.ground.problems import InputProblems, Place
from clinicpress.looks.fonts import Chain
from clinicpress.workspace.workspace import MAX_PICTURE_BYTES, Workspace

_POINTS = 72 / 150
"""The size of a pixel in points, where a picture is as large as it can be printed: 150 dpi."""
MAX_SVG_BYTES = 2_000_000
MOST_KEPT = 32
"""How many pictures are kept for the next file that holds the same."""


@dataclass(frozen=True, eq=False)
class Art:
    """A picture that is ready to be drawn; its size is in points."""

    size: tuple[float, float]
    raster: ImageReader | None = None
    vector: Any = field(default=None, repr=False)
    pixels: tuple[int, int] | None = None

    def words_at(self, width: float) -> float:
        """Return the size of its smallest words where it is printed so wide, both in points; 0 where it has none."""
        return self.vector.smallest * width / self.size[0] if self.vector is not None else 0.0

    def draw(self, canvas: PressCanvas, x: float, y: float, width: float, height: float) -> None:
        """Draw it into the box whose top left corner is x, y."""
        if self.raster is not None:
            canvas.image(self.raster, x, y, width, height)
            return
        self.vector.draw(canvas, x, y, width, height)


_KEPT: dict[tuple[bytes, bool, Chain], Art] = {}


def load_art(workspace: Workspace, file: str, asked_at: Place, faces: Chain) -> Art:
    """Read a picture; raises InputProblems at `asked_at` for whatever cannot be printed."""
    file = workspace.spelled(file)
    suffix = file.rsplit(".", 1)[-1].lower() if "." in file else ""
    if suffix not in ("svg", "png", "jpg", "jpeg", "jfif", "webp", "gif", "tif", "tiff"):
        said = f"“{file}” is not an SVG, PNG, JPEG, WebP, GIF or TIFF picture"
        raise InputProblems.one(asked_at, said, "save it as one of these")
    content = workspace.read_bytes(file, asked_at, MAX_SVG_BYTES if suffix == "svg" else MAX_PICTURE_BYTES)
    # Clinics of one group often have the same logo, each in its own folder.
    key = (hashlib.sha256(content).digest(), suffix == "svg", faces)
    if key not in _KEPT:
        while len(_KEPT) >= MOST_KEPT:
            del _KEPT[next(iter(_KEPT))]
        load = _load_svg if suffix == "svg" else _load_raster
        _KEPT[key] = load(file, content, asked_at, faces)
    return _KEPT[key]


def _load_svg(file: str, content: bytes, asked_at: Place, faces: Chain) -> Art:
    from clinicpress.artwork.vector import read_drawing

    vector = read_drawing(content, file, asked_at, faces)
    return Art(vector.size, vector=vector)


def _load_raster(file: str, content: bytes, asked_at: Place, faces: Chain) -> Art:
    from clinicpress.artwork.raster import read_raster

    raster = read_raster(content, file, asked_at)
    across, down = raster.size
    reader = ImageReader(io.BytesIO(raster.source) if raster.source else raster.pixels)
    return Art((across * _POINTS, down * _POINTS), raster=reader, pixels=(across, down))
