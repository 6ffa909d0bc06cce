"""Planning an imposition: the sheet, the scale, and the place of each page on it, in points.

Pages are never enlarged. Where they must become smaller, that is as little as the sheet asks for, and
as printers do that cannot reach its edges. What would then be too small to read is for the caller to tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from clinicpress.printshop.order import Scheme
from clinicpress.printshop.schemes import NONE, again_and_again, booklet, side_by_side
from clinicpress.printshop.sheets import SHEETS
from clinicpress.readback.finished import Box
from clinicpress.readback.soundness import SLACK

EDGE, FOOT = 18.0, 22.7
"""What printers cannot reach at the edges; how low the lowest line may stand (8 mm). See `inspection/legibility`."""
THICKNESS = 0.28
"""How far a folded sheet pushes those within it outwards: the thickness of paper of 80 g/m2, 0.1 mm."""
FROM_SHEETS = 6
"""A booklet of fewer sheets needs no correction for that: it is half a millimetre."""
MOST_TOGETHER = (4, 2)
"""How many pages are made smaller to stand on a sheet."""


@dataclass(frozen=True)
class Measures:
    """The pages that are to be imposed: all are of one size."""

    count: int
    width: float
    height: float
    inside: Box
    """How far their words reach within them, but the middle half at least; at the bottom, the lowest line."""
    bleed: float = 0.0
    """What is printed beyond their edges, to be cut off."""
    rtl: bool = False
    """Whether they follow each other from right to left: booklets are bound at the right."""


class Grid(NamedTuple):
    """How many pages stand side by side and above each other on a sheet that lies so."""

    columns: int
    rows: int
    width: float
    height: float

    @property
    def together(self) -> int:
        """How many there are."""
        return self.columns * self.rows


class Place(NamedTuple):
    """Where a page lies on a side: its lower left corner, and what is to be seen of it and its bleed."""

    page: int
    x: float
    y: float
    shown: Box


@dataclass(frozen=True)
class Plan:
    """An imposition: what is printed on which side of which sheets."""

    scheme: Scheme
    sheet: str
    width: float
    height: float
    scale: float
    sides: tuple[tuple[Place, ...], ...]
    trim: Box
    """What is left when the sheet is cut along its outer cuts."""
    cuts: tuple[tuple[float, ...], tuple[float, ...]]
    """Where it is cut: from the left, and from the foot."""
    fold: float | None
    """Where it is folded, from the left."""


def plans(scheme: Scheme, pages: Measures, sheet: str) -> Iterator[Plan]:
    """Yield the ways to put pages on a sheet, those with the most pages first; none where fewer than two fit."""
    for grid, scale in _grids(scheme, pages, SHEETS[sheet]):
        yield _planned(scheme, sheet, pages, grid, scale, _dealt(scheme, pages.count, grid.together))


def _dealt(scheme: Scheme, count: int, together: int) -> Sequence[tuple[int, ...]]:
    if scheme == "booklet":
        return booklet(count)
    return again_and_again(count, together) if scheme == "repeat" else side_by_side(count, together)


def _grids(scheme: Scheme, pages: Measures, sheet: tuple[float, float]) -> Iterator[tuple[Grid, float]]:
    ways = (sheet, sheet[::-1])
    if scheme == "booklet":
        yield _largest(pages, [Grid(2, 1, *way) for way in ways])
        return
    gap = 2 * pages.bleed
    whole = [
        Grid(int((w + SLACK + gap) // (pages.width + gap)), int((h + SLACK + gap) // (pages.height + gap)), w, h)
        for w, h in ways
    ]
    most = max(whole, key=lambda grid: grid.together)
    if most.together > 1:
        yield most, 1.0
    elif scheme == "n-up":
        for together in MOST_TOGETHER:
            shapes = [(columns, together // columns) for columns in (1, 2) if together // columns <= 2]
            yield _largest(pages, [Grid(*shape, *way) for shape in shapes for way in ways])


def _largest(pages: Measures, grids: Sequence[Grid]) -> tuple[Grid, float]:
    """Return the grid in which pages are largest, with their scale."""
    return max(((grid, _scale(pages, grid)) for grid in grids), key=lambda found: found[1])


def _scale(pages: Measures, grid: Grid) -> float:
    """Return how small pages must be for a grid in the middle of a sheet, and its words where printers reach."""
    across, up = grid.columns * pages.width, grid.rows * pages.height
    left, foot, right, top = pages.inside
    near = (
        (grid.width / 2 - EDGE, across / 2 - left),
        (grid.width / 2 - EDGE, across / 2 - (pages.width - right)),
        (grid.height / 2 - FOOT, up / 2 - foot),
        (grid.height / 2 - EDGE, up / 2 - (pages.height - top)),
    )
    whole = [1.0 if needs <= has + SLACK else has / needs for has, needs in ((grid.width, across), (grid.height, up))]
    return min(1.0, *whole, *(has / needs for has, needs in near))


def _planned(
    scheme: Scheme, sheet: str, pages: Measures, grid: Grid, scale: float, sides: Sequence[tuple[int, ...]]
) -> Plan:
    width, height, bleed = pages.width * scale, pages.height * scale, pages.bleed * scale
    gap = 0.0 if scheme == "booklet" else 2 * bleed
    across, up = grid.columns * (width + gap) - gap, grid.rows * (height + gap) - gap
    x0, y0 = (grid.width - across) / 2, (grid.height - up) / 2
    lefts = [x0 + column * (width + gap) for column in range(grid.columns)]
    feet = [y0 + row * (height + gap) for row in reversed(range(grid.rows))]
    corners = [(x, y) for y in feet for x in (reversed(lefts) if pages.rtl else lefts)]
    middle = grid.width / 2
    made = []
    for number, side in enumerate(sides):
        creep = THICKNESS * (number // 2) if scheme == "booklet" and len(sides) >= 2 * FROM_SHEETS else 0.0
        places = []
        for page, (x, y) in zip(side, corners, strict=True):
            shown = Box(x - bleed, y - bleed, x + width + bleed, y + height + bleed)
            if scheme == "booklet":
                # What lies beyond the fold is the other page's; inner sheets stand nearer to it.
                right = x > x0
                x += -creep if right else creep
                shown = shown._replace(left=middle) if right else shown._replace(right=middle)
            if page != NONE:
                places.append(Place(page, x, y, shown))
        made.append(tuple(places))
    fold = middle if scheme == "booklet" else None
    verticals = (x0, x0 + across) if fold else tuple(edge for x in lefts for edge in (x, x + width))
    horizontals = tuple(edge for y in feet for edge in (y, y + height))
    return Plan(
        scheme,
        sheet,
        grid.width,
        grid.height,
        scale,
        tuple(made),
        Box(x0, y0, x0 + across, y0 + up),
        (_once(verticals), _once(horizontals)),
        fold,
    )


def _once(edges: Sequence[float]) -> tuple[float, ...]:
    """Return edges in their order, those of neighbours that touch once."""
    return tuple(sorted({round(edge, 3) for edge in edges}))
