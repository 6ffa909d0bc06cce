"""SVG figures through svglib: read once, fonts replaced by the theme's, drawn onto our canvas.

svglib is slow to import, so this module is loaded only where a brochure or clinic has an SVG.
"""

from __future__ import annotations

import io
import logging
from typing import Any

from reportlab.graphics.renderPDF import _PDFRenderer
from reportlab.graphics.shapes import Drawing, Group, String
from reportlab.pdfbase.pdfmetrics import standardFonts
from svglib.svglib import svg2rlg

from clinicpress.canvas import PressCanvas
from clinicpress.fonts import Face
from clinicpress.problems import InputProblems, Place

logging.getLogger("svglib").setLevel(logging.CRITICAL)


class _Renderer(_PDFRenderer):  # type: ignore[misc]
    """Draws shapes without naming the base-14 font of ReportLab's initial state."""

    def applyStateChanges(self, delta: dict[str, Any], newState: dict[str, Any]) -> None:
        if delta.get("fontName") in standardFonts:
            delta = {key: value for key, value in delta.items() if key not in ("fontName", "fontSize")}
        super().applyStateChanges(delta, newState)


def read_drawing(content: bytes, file: str, asked_at: Place, faces: list[Face]) -> Drawing:
    """Read an SVG; `faces` are the faces for its text, the first that has all characters."""
    try:
        drawing = svg2rlg(io.BytesIO(content))
    except Exception as error:
        raise InputProblems.one(
            asked_at, f"“{file}” cannot be read as SVG: {error}", "save it again as a plain SVG"
        ) from error
    if drawing is None or not drawing.width or not drawing.height or drawing.width < 0 or drawing.height < 0:
        raise InputProblems.one(
            asked_at, f"“{file}” cannot be read as SVG, or has no size", "save it again as a plain SVG with a viewBox"
        )
    _set_fonts(drawing, file, asked_at, faces)
    return drawing


def _set_fonts(group: Group, file: str, asked_at: Place, faces: list[Face]) -> None:
    for shape in group.getContents():
        if isinstance(shape, Group):
            _set_fonts(shape, file, asked_at, faces)
        elif isinstance(shape, String):
            face = next((f for f in faces if all(ord(c) in f.glyphs or c.isspace() for c in shape.text)), None)
            if face is None:
                odd = next(c for c in shape.text if not c.isspace() and ord(c) not in faces[0].glyphs)
                raise InputProblems.one(
                    asked_at, f"“{file}” holds the character “{odd}” (U+{ord(odd):04X}), which no font has"
                )
            shape.fontName = face.name


def draw_drawing(canvas: PressCanvas, drawing: Drawing, x: float, y: float, width: float, height: float) -> None:
    """Draw into the box whose top left corner is x, y, in points."""
    canvas._reach(y - height)
    canvas.saveState()
    canvas.translate(x, y - height)
    canvas.scale(width / drawing.width, height / drawing.height)
    _Renderer().draw(drawing, canvas, 0, 0)
    canvas.restoreState()
