"""The shapes of an SVG as numbers: what there is to draw, and how a viewBox is fitted into its frame."""

from __future__ import annotations

import re
from xml.sax.saxutils import quoteattr

from clinicpress.artwork.svgfile import Element
from clinicpress.artwork.svgstyle import BadValue, Matrix, checked, length, number

SHAPES = frozenset({"rect", "circle", "ellipse", "line", "polyline", "polygon", "path"})
FIT = re.compile(r"(none|x(?:Min|Mid|Max)Y(?:Min|Mid|Max))(?:\s+(meet|slice))?")
"""What preserveAspectRatio may say."""
_PATH = re.compile(r"[\s,]*[Mm][MmLlHhVvCcSsQqTtAaZz0-9eE.,+\-\s]*")
_REOPENED = re.compile(r"[zZ][\s,]*[^\s,zZmMLC]")


def shape_of(element: Element, viewport: tuple[float, float]) -> str:
    """Return the name and the geometry of a shape; empty where there is nothing to draw."""
    said, name = element.attributes, element.name
    if name == "path":
        path = said.get("d", "").strip()
        if path in ("", "none"):
            return ""
        if not _PATH.fullmatch(path) or _REOPENED.search(path):
            raise BadValue(path)
        return f"path d={quoteattr(path)}"
    if name in ("polyline", "polygon"):
        points = [number(point) for point in said.get("points", "").replace(",", " ").split()]
        points = points[: len(points) // 2 * 2]
        return f'{name} points="{" ".join(map(written, points))}"' if len(points) >= 4 else ""
    width, height = viewport
    known = {"x": width, "x1": width, "x2": width, "cx": width, "width": width, "rx": width}
    known |= {"y": height, "y1": height, "y2": height, "cy": height, "height": height, "ry": height}
    values = {key: length(said[key], full) for key, full in known.items() if said.get(key, "auto") != "auto"}
    if name == "circle":
        values["r"] = length(said.get("r", "0"), even_share(viewport))
    sizes = {"rect": ("width", "height"), "circle": ("r",), "ellipse": ("rx", "ry")}.get(name, ())
    if name in ("rect", "ellipse"):
        values |= {a: values[b] for a, b in (("rx", "ry"), ("ry", "rx")) if a not in values and b in values}
    if any(values.get(size, 0.0) <= 0 for size in sizes):
        return ""
    if name == "rect":
        round_x = min(values.get("rx", 0.0), values["width"] / 2)
        round_y = min(values.get("ry", 0.0), values["height"] / 2)
        if round_x < 0 or round_y < 0 or abs(round_x - round_y) > 0.02 * max(round_x, round_y):
            raise BadValue(f"rx {round_x:g}, ry {round_y:g}")
        values["rx"] = values["ry"] = round_x
    return f"{name} " + " ".join(f'{key}="{written(value)}"' for key, value in values.items())


def even_share(viewport: tuple[float, float]) -> float:
    """Return what 100 % stands for in lengths that run in no direction (SVG 2, 8.9)."""
    return float(((viewport[0] ** 2 + viewport[1] ** 2) / 2) ** 0.5)


def fitted(box: list[float], width: float, height: float, said: str) -> Matrix:
    """Return the matrix that fits a viewBox into a frame (SVG 2, 8.2); raises BadValue."""
    match = FIT.fullmatch(said.strip() or "xMidYMid")
    if not match:
        raise BadValue(said)
    across, down = checked(width / box[2]), checked(height / box[3])
    align = match[1]
    if align != "none":
        across = down = max(across, down) if match[2] == "slice" else min(across, down)
    room = {"Min": 0.0, "Mid": 0.5, "Max": 1.0, "none": 0.0}
    x = room[align[1:4] if align != "none" else align] * (width - box[2] * across)
    y = room[align[5:] if align != "none" else align] * (height - box[3] * down)
    return (across, 0.0, 0.0, down, x - box[0] * across, y - box[1] * down)


def rule(said: str) -> str:
    """Return a rule of filling; raises BadValue."""
    if said not in ("nonzero", "evenodd"):
        raise BadValue(said)
    return said


def written(value: float) -> str:
    """Write a number."""
    return f"{value:.10g}"
