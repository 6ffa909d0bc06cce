"""The gradients of an SVG, written so that svglib paints them as they are meant; others are told."""

from __future__ import annotations

import math
from collections.abc import Mapping

from clinicpress.artwork.svgfile import Element, Flaw
from clinicpress.artwork.svgstyle import (
    FIRST,
    IDENTITY,
    MAX_NUMBER,
    WRITTEN,
    BadValue,
    Matrix,
    Sheet,
    color,
    length,
    share,
    transform,
)

MOST_STEPS = 20
"""How many gradients may refer to each other."""
_FIRST = {
    "linearGradient": {"x1": "0%", "y1": "0%", "x2": "100%", "y2": "0%"},
    "radialGradient": {"cx": "50%", "cy": "50%", "r": "50%"},
}


class Gradients:
    """The gradients of one picture: written once for each fill that needs one."""

    def __init__(self, sheet: Sheet, names: Mapping[str, Element], viewport: tuple[float, float]) -> None:
        self._sheet, self._names, self._viewport = sheet, names, viewport
        self.written: list[str] = []

    def fill(self, name: str | None, element: Element, alpha: float, square: bool | None) -> str:
        """Return the fill that a reference stands for: a gradient that was written, or a colour; raises BadValue.

        `square` tells whether the box around the shape is surely a square; it is None for letters.
        Empty where it cannot be printed, or paints nothing.
        """
        target = self._names.get(name or "")
        if target is None:
            return self._refuse(element, f"is filled with “#{(name or '')[:30]}”, which it does not hold")
        if target.name not in _FIRST:
            return self._refuse(element, f"has a fill that cannot be printed (<{target.name}>)")
        chain = [target]
        while href := chain[-1].attributes.get("href"):
            further = self._names.get(href[1:])
            if further is None or further.name not in _FIRST or len(chain) >= MOST_STEPS:
                return self._refuse(target, f"has a gradient that refers to “{href[:30]}”, which it does not hold")
            chain.append(further)
        said: dict[str, str] = {}
        self._sheet.spend(sum(each.size for each in chain))
        for each in reversed(chain):
            said |= {key: value for key, value in each.attributes.items() if key in _FIRST[target.name] or key in _ALSO}
        stops = next((found for each in chain if (found := self._stops(each))), [])
        if not stops:
            return ""
        if len(stops) == 1:
            return stops[0][1]
        if square is None:
            return self._refuse(element, "has letters that are filled with a gradient")
        if alpha < 0.999:
            return self._refuse(element, "has a gradient that is see-through (opacity)")
        return self._write(target, said, stops, square)

    def _refuse(self, element: Element, message: str) -> str:
        self._sheet.flaws.append(Flaw(element.line, message))
        return ""

    def _stops(self, element: Element) -> list[tuple[float, str]]:
        found: list[tuple[float, str]] = []
        for stop in element.elements:
            if stop.name != "stop":
                continue
            style = self._sheet.style(stop, FIRST)
            painted = color(style["stop-color"], style["color"])
            if painted is None or painted[1] * share(style["stop-opacity"]) < 0.999:
                self._refuse(stop, "has a gradient that fades to see-through (stop-opacity)")
            at = max(share(stop.attributes.get("offset", "0")), found[-1][0] if found else 0.0)
            found.append((at, painted[0] if painted else "#ffffff"))
        return found

    def _write(self, target: Element, said: Mapping[str, str], stops: list[tuple[float, str]], square: bool) -> str:
        boxed = said.get("gradientUnits", "objectBoundingBox") == "objectBoundingBox"
        matrix = transform(said.get("gradientTransform", ""))
        full = {"x": self._viewport[0], "y": self._viewport[1]}
        diagonal = math.hypot(*self._viewport) / math.sqrt(2)
        values = {}
        for key, first in _FIRST[target.name].items():
            whole = 1.0 if boxed else full.get(key.strip("c12"), diagonal)
            values[key] = length(said.get(key, first), whole)
        if target.name == "radialGradient":
            focus = {key: length(said[f], 1.0 if boxed else full[f[1]]) for f, key in _FOCUS if f in said}
            if any(abs(focus[key] - values[key]) > 0.01 * abs(values["r"]) for key in focus):
                return self._refuse(target, "has a gradient whose focus is not its centre (fx, fy)")
        if said.get("spreadMethod", "pad") != "pad":
            return self._refuse(target, f"has a gradient that repeats (spreadMethod {said['spreadMethod'][:20]})")
        if matrix != IDENTITY:
            if boxed or not _even(matrix):
                return self._refuse(target, "has a gradient that is turned or stretched (gradientTransform)")
            values = _moved(values, matrix)
        straight = "r" not in values and (values["x1"] == values["x2"] or values["y1"] == values["y2"])
        if boxed and not square and not straight:
            return self._refuse(target, "has a gradient that is stretched with its shape (objectBoundingBox)")
        if values.get("r", 1.0) <= 0 or (values.get("x1"), values.get("y1")) == (
            values.get("x2", ""),
            values.get("y2"),
        ):
            return stops[-1][1]
        name = f"g{len(self.written)}"
        places = " ".join(f'{key}="{value:.10g}"' for key, value in values.items())
        units = "objectBoundingBox" if boxed else "userSpaceOnUse"
        ramp = "".join(f'<stop offset="{at:.10g}" stop-color="{painted}"/>' for at, painted in stops)
        kind = target.name
        self.written.append(f'<{kind} id="{name}" gradientUnits="{units}" {places}>{ramp}</{kind}>')
        self._sheet.spend(len(self.written[-1]), WRITTEN)
        return f"url(#{name})"


_ALSO = ("gradientUnits", "gradientTransform", "spreadMethod", "fx", "fy")
_FOCUS = (("fx", "cx"), ("fy", "cy"))


def _even(matrix: Matrix) -> bool:
    """Tell whether a matrix keeps circles circles: it turns, moves and scales alike in all directions."""
    a, b, c, d = matrix[:4]
    size = math.hypot(a, b)
    return size > 0 and abs(math.hypot(c, d) - size) < 0.001 * size and abs(a * c + b * d) < 0.001 * size * size


def _moved(values: dict[str, float], matrix: Matrix) -> dict[str, float]:
    """Apply an even matrix to the places of a gradient."""
    a, b, c, d, e, f = matrix

    def point(x: float, y: float) -> tuple[float, float]:
        return a * x + c * y + e, b * x + d * y + f

    if "r" in values:
        x, y = point(values["cx"], values["cy"])
        return {"cx": x, "cy": y, "r": values["r"] * math.hypot(a, b)}
    ends = [*point(values["x1"], values["y1"]), *point(values["x2"], values["y2"])]
    if not all(abs(value) < MAX_NUMBER for value in ends):
        raise BadValue("gradientTransform")
    return dict(zip(("x1", "y1", "x2", "y2"), ends, strict=True))
