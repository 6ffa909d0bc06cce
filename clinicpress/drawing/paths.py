"""Paths: shapes and numbers as PDF operators have them (ISO 32000-1, 8.5.2)."""

from __future__ import annotations


def rounded(x: float, y: float, width: float, height: float, radius: float) -> str:
    """Write the path of a rectangle with rounded corners, from its lower left one, in points."""
    if radius <= 0:
        return f"{short(x)} {short(y)} {short(width)} {short(height)} re"
    bend = radius * 0.4477  # 1 minus the 0.5523 that makes a cubic a quarter of a circle
    right, top = x + width, y + height
    points = [
        (x + radius, y, "m"), (right - radius, y, "l"),
        (right - bend, y, right, y + bend, right, y + radius, "c"), (right, top - radius, "l"),
        (right, top - bend, right - bend, top, right - radius, top, "c"), (x + radius, top, "l"),
        (x + bend, top, x, top - bend, x, top - radius, "c"), (x, y + radius, "l"),
        (x, y + bend, x + bend, y, x + radius, y, "c"),
    ]  # fmt: skip
    return " ".join(p if isinstance(p, str) else short(p) for point in points for p in point) + " h"


def short(number: float) -> str:
    """Write a number of points to a hundredth."""
    return f"{number:.2f}".rstrip("0").rstrip(".")
