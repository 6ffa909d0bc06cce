"""Marks of a print shop: where a sheet is cut, in full lines, and where it is folded, in dashes.

They stand outside of what is kept. Where the pages reach to the edge of the sheet, so that there is no
outside, marks between pages stand on the cut or fold itself, at its ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clinicpress.readback.finished import Box

LENGTH = 14.0
AWAY = 4.0
"""Between a mark and what is cut, or its bleed; points."""
LEAST = 6.0
"""Where a mark could be no longer than this, there is no outside."""
REACH = 30.0
"""So far from the edge marks reach in where there is no outside: printers leave the outer 18 points blank."""
WEIGHT = 0.25
DASHES = "[3 2] 0 d"


def marks(
    sheet: Box, kept: Box, verticals: Sequence[float], horizontals: Sequence[float], fold: float | None, bleed: float
) -> list[str]:
    """Return the operators that draw all marks of a sheet with the stroke of the moment, the fold's last.

    `kept` is what is left of the sheet when it is cut; `verticals` and `horizontals` are the cuts, from the left and
    from the foot, and the fold is vertical; all in points.
    """
    up = (sheet.bottom, sheet.top, kept.bottom, kept.top)
    across = (sheet.left, sheet.right, kept.left, kept.right)
    lines = [f"{WEIGHT} w"]
    for x in verticals:
        if sheet.left + 1 < x < sheet.right - 1:
            lines += [f"{x:.3f} {y0:.3f} m {x:.3f} {y1:.3f} l S" for y0, y1 in _ends(*up, bleed)]
    for y in horizontals:
        if sheet.bottom + 1 < y < sheet.top - 1:
            lines += [f"{x0:.3f} {y:.3f} m {x1:.3f} {y:.3f} l S" for x0, x1 in _ends(*across, bleed)]
    if fold is not None:
        lines += [DASHES, *(f"{fold:.3f} {y0:.3f} m {fold:.3f} {y1:.3f} l S" for y0, y1 in _ends(*up, bleed))]
    return lines


def _ends(first: float, last: float, begin: float, end: float, bleed: float) -> Iterator[tuple[float, float]]:
    """Yield the two marks of a cut along which a sheet reaches from `first` to `last`, and what is kept within."""
    for edge, inner, way in ((first, begin, -1.0), (last, end, 1.0)):
        near = inner + way * (bleed + AWAY)
        far = min(near + LENGTH, edge) if way > 0 else max(near - LENGTH, edge)
        if (far - near) * way >= LEAST:
            yield near, far
        else:
            yield edge, edge - way * REACH
