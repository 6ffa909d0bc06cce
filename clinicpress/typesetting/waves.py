"""Waves on a ground: how many there are, how long and how high is the theme's to say."""

from __future__ import annotations

from clinicpress.drawing.sheet import Sheet
from clinicpress.looks.color import Color
from clinicpress.looks.themefile import WavesSpec

_BEND = 1.306
"""How far a cubic's handles stand out for each point that its crest does."""
_HANDLE = 0.364
"""How far along half a wave its first handle stands; with the bend above, the curve is nearly a sine's."""


def draw_waves(canvas: Sheet, spec: WavesSpec, color: Color, x: float, top: float, width: float, height: float) -> None:
    """Draw waves over a rectangle whose top left corner is x, top, in points; it cuts them off."""
    canvas.clipped(x, top, width, height)
    canvas.outline(x, top, width, 1, waves(spec, width, height), color, spec.width)
    canvas.unclip()


def waves(spec: WavesSpec, width: float, height: float) -> list[str]:
    """Draw wave lines over a strip of a width and height in points, as path operators; y runs down from its top.

    The lines are spread about the middle of the strip and begin left of it, so that it cuts them off.
    """
    half, gap = spec.length / 2, height * spec.spacing
    first = height / 2 - gap * (spec.count - 1) / 2
    operators = []
    for index in range(spec.count):
        x, y = -half / 2 - spec.shift * index, first + gap * index
        operators.append(f"{x:.4g} {y:.4g} m")
        sign = -1.0
        while x < width:
            bend = sign * spec.crest * _BEND
            operators.append(
                f"{x + _HANDLE * half:.5g} {y + bend:.4g} {x + (1 - _HANDLE) * half:.5g} {y + bend:.4g} "
                f"{x + half:.5g} {y:.4g} c"
            )
            x += half
            sign = -sign
    return operators
