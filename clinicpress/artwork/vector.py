"""SVG pictures through svglib: read once, drawn onto our canvas, clipped to their frame.

An SVG comes from anywhere. What svglib gets is written anew by `svgplain`, so nothing of the
original but shapes, colours and letters reaches it, and no font of this machine has a part in it.
A trial drawing finds what svglib cannot draw, and what nobody would see. svglib is slow to import,
so this module is loaded only where a brochure or clinic has an SVG.
"""

from __future__ import annotations

import io
import logging
import math
from collections.abc import Iterator
from dataclasses import dataclass

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import FILL_EVEN_ODD, Drawing, Group, Path, Shape, String
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from svglib.svglib import LinearGradientShape, RadialGradientShape, svg2rlg

from clinicpress.artwork.svgfile import Unfit, read_artwork
from clinicpress.artwork.svgplain import plain_svg
from clinicpress.artwork.svgstyle import IDENTITY, MAX_NUMBER, Matrix, times
from clinicpress.drawing.canvas import PressCanvas
from clinicpress.ground.problems import InputProblems, Place, Problem
from clinicpress.looks.fonts import Chain

logging.getLogger("svglib").setLevel(logging.CRITICAL)

CAPITAL, SMALL, BELOW = 0.7, 0.5, 0.2
"""How far letters reach above and below their line, in ems: capitals, those like an x, those like a p."""
_LIKE_X = frozenset("acemnorsuvwxzgpqy .,:;-–…")
_LIKE_P = frozenset("gjpqy,;Q")
_GRADIENTS = (LinearGradientShape, RadialGradientShape)
Box = tuple[float, float, float, float]


@dataclass(frozen=True, eq=False)
class Vector:
    """An SVG that is ready to be drawn; its size is in points."""

    drawing: Drawing
    miter: float
    smallest: float = 0.0
    """The size of its smallest words, in points of its own page; 0 where it has none."""

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        return self.drawing.width, self.drawing.height

    def draw(self, canvas: PressCanvas, x: float, y: float, width: float, height: float) -> None:
        """Draw into the box whose top left corner is x, y, and nowhere else."""
        canvas._reach(y - height)
        canvas.saveState()
        canvas.translate(x, y - height)
        frame = canvas.beginPath()
        frame.rect(0, 0, width, height)
        canvas.clipPath(frame, stroke=0, fill=0)
        canvas.scale(width / self.drawing.width, height / self.drawing.height)
        canvas.setMiterLimit(self.miter)
        renderPDF.draw(self.drawing, canvas, 0, 0)
        canvas.restoreState()


@dataclass(frozen=True)
class _Faces:
    """Gives svglib the theme's faces by the names that stand in what we wrote; it looks nowhere else."""

    faces: dict[str, str]

    def find_font(self, name: str, weight: str = "", style: str = "") -> tuple[str, bool]:
        return self.faces.get(name, next(iter(self.faces.values()), "")), True


def read_drawing(content: bytes, file: str, asked_at: Place, faces: Chain) -> Vector:
    """Read an SVG; its words are set in the families of `faces`. Raises InputProblems with all that is wrong."""
    base = faces[0].name
    try:
        plain = plain_svg(read_artwork(content), faces.kin)
        drawing = svg2rlg(io.BytesIO(plain.svg), font_map=_Faces(plain.faces))
        if drawing is None or not 0 < drawing.width < MAX_NUMBER or not 0 < drawing.height < MAX_NUMBER:
            raise Unfit.one(0, "has no size that can be printed", "give it a viewBox, and a width and height in pixels")
        # Else ReportLab names a font of its own, which no file embeds, before it draws the first shape.
        drawing.initialFontName = base
        _check_shapes(drawing)
        smallest = _smallest(drawing)
        renderPDF.draw(drawing, Canvas(io.BytesIO()), 0, 0)
    except Unfit as unfit:
        raise InputProblems(
            Problem(asked_at, f"“{file}”{f', line {flaw.line},' if flaw.line else ''} {flaw.message}", flaw.hint)
            for flaw in unfit.flaws
        ) from None
    except Exception as error:
        hint = "export it again as a plain SVG of shapes and text, with a viewBox and everything inside the file"
        raise InputProblems.one(asked_at, f"“{file}” cannot be drawn: something in it is broken", hint) from error
    return Vector(drawing, plain.miter, smallest)


def _smallest(drawing: Drawing) -> float:
    """Return the size of the smallest words of a drawing, in its own points; 0 where it has none."""
    sizes = [
        shape.fontSize * math.hypot(matrix[2], matrix[3])
        for _, shape, matrix in _placed(drawing, IDENTITY)
        if isinstance(shape, String) and shape.text.strip()
    ]
    return min(sizes, default=0.0)


def _check_shapes(drawing: Drawing) -> None:
    """Refuse too great numbers, words that the frame would cut, and a picture of which nothing is seen.

    What lies wholly beside the frame is left out: its words would be read aloud, and seen by nobody.
    Gradients get the rule by which their shapes are filled.
    """
    seen = inked = False
    beside: dict[int, tuple[Group, set[int]]] = {}
    for group, shape, matrix in list(_placed(drawing, IDENTITY)):
        for value in vars(shape).values():
            for number in value if isinstance(value, (list, tuple)) else (value,):
                if isinstance(number, float) and not abs(number) < MAX_NUMBER:
                    raise Unfit.one(0, "holds a number that is too great", "draw it anew in a smaller page")
        if isinstance(shape, Path) and shape.isClipPath:
            continue
        if isinstance(shape, _GRADIENTS):
            # A gradient fills what its shape does, by the shape's own rule.
            shape.fillMode = getattr(shape._clip_shape, "fillMode", None) or FILL_EVEN_ODD
        box = _bounds(shape, matrix)
        if box is None:
            continue
        left, bottom, right, top = box
        inside = right >= 0 and top >= 0 and left <= drawing.width and bottom <= drawing.height
        seen |= inside
        inked |= inside and not _is_white(shape)
        if not inside:
            beside.setdefault(id(group), (group, set()))[1].add(id(shape))
        if isinstance(shape, String) and inside:
            slack = 0.1 * abs(top - bottom)
            if min(left, bottom, drawing.width - right, drawing.height - top) < -slack:
                hint = "move them inside of its page (the viewBox), or make the page larger"
                raise Unfit.one(0, f"has words that reach over its edge: “{shape.text[:40]}”", hint)
    if not seen:
        hint = "open it in a browser: its shapes and texts must lie inside of its page (the viewBox)"
        raise Unfit.one(0, "draws nothing that can be seen", hint)
    if not inked:
        hint = "use the version that is made for white paper; for a logo, ask its designer"
        raise Unfit.one(0, "is white: on white paper nothing of it would be seen", hint)
    for group, dropped in beside.values():
        group.contents = [shape for shape in group.contents if id(shape) not in dropped]


def _is_white(shape: Shape) -> bool:
    """Tell whether a shape paints nothing that is seen on white paper."""
    paints = [getattr(shape, name, None) for name in ("fillColor", "strokeColor")]
    return not isinstance(shape, _GRADIENTS) and all(
        paint is None or (paint.red, paint.green, paint.blue) == (1, 1, 1) for paint in paints
    )


def _placed(group: Group, matrix: Matrix) -> Iterator[tuple[Group, Shape, Matrix]]:
    """Yield all shapes, each with the group it is in and the matrix that places it."""
    for shape in group.getContents():
        if isinstance(shape, Group):
            yield from _placed(shape, times(matrix, shape.transform))
        else:
            yield group, shape, matrix


def _bounds(shape: Shape, matrix: Matrix) -> Box | None:
    """Return the box around a shape on the picture's page; None where it paints nothing."""
    if isinstance(shape, String):
        width = stringWidth(shape.text, shape.fontName, shape.fontSize)
        size = shape.fontSize
        above = SMALL if _LIKE_X.issuperset(shape.text) else CAPITAL
        below = 0.0 if _LIKE_P.isdisjoint(shape.text) else BELOW
        around = (shape.x, shape.y - below * size, shape.x + width, shape.y + above * size)
    else:
        around = shape.getBounds()
    if around is None:
        return None
    pen = (getattr(shape, "strokeWidth", None) or 0) / 2 if getattr(shape, "strokeColor", None) else 0
    x0, y0, x1, y1 = around[0] - pen, around[1] - pen, around[2] + pen, around[3] + pen
    a, b, c, d, e, f = matrix
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (x0, x1) for y in (y0, y1)]
    across, down = zip(*corners, strict=True)
    return min(across), min(down), max(across), max(down)
