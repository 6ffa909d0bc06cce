"""The look of a sighted reader at a plate: no words over words or pictures, none over the footer or the edge.

Layouts, themes and templates are people's files: a measure that is a little off puts one line over
another, and nothing is lost that could be missed. So the places of all that was drawn are compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from clinicpress.drawing.record import Record
from clinicpress.drawing.sheet import Line, Piece
from clinicpress.ground.problems import InputProblems, Place, Problem
from clinicpress.typesetting.lines import EPSILON

ABOVE, BELOW = 0.6, 0.12
"""How far words reach above and below their line wherever they stand, in ems: most of a figure, part of a descender."""
SLACK = 1.0
"""By how much two boxes may reach into each other before anybody sees it, in points."""
MOST_TOLD = 5
_HINT = "change the measures of this layout or its theme, or where its story puts this"


class _Box(NamedTuple):
    bottom: float
    top: float
    left: float
    right: float
    name: str


def prove_apart(record: Record, size: tuple[float, float], layout: Place) -> None:
    """Prove that all that was drawn can be seen; raises InputProblems at the layout's file.

    `size` are the width and height of the pages, in points.
    """
    problems: list[Problem] = []
    story, stamps = _by_page(_lines(record.texts)), _by_page(_lines(record.stamped_lines))
    areas = _by_page(
        (area.page, _Box(area.bottom, area.top, area.left, area.right, area.name)) for area in record.areas
    )
    for page in range(1, record.stamps + 1):
        placed = [*story.get(page, ()), *areas.get(page, ())]
        boxes = [*placed, *stamps.get(page, ())]
        for box in boxes:
            if box.left < -SLACK or box.bottom < -SLACK or box.right > size[0] + SLACK or box.top > size[1] + SLACK:
                problems.append(Problem(layout, f"{box.name} reaches over the edge of page {page}", _HINT))
        for frame, lowest in record.lowest.items():
            if frame is not None and frame.page == page and lowest < frame.foot - EPSILON:
                name = _name_at(lowest, placed)
                problems.append(Problem(layout, f"{name} is drawn over the footer of page {page}", _HINT))
        for upper, lower in _overlaps(sorted(boxes)):
            problems.append(Problem(layout, f"{upper.name} is printed over {lower.name} on page {page}", _HINT))
        if len(problems) >= MOST_TOLD:
            break
    if problems:
        raise InputProblems(problems[:MOST_TOLD])


def _by_page(boxes: Iterable[tuple[int, _Box]]) -> dict[int, list[_Box]]:
    found: dict[int, list[_Box]] = {}
    for page, box in boxes:
        found.setdefault(page, []).append(box)
    return found


def _lines(lines: Iterable[Line]) -> Iterator[tuple[int, _Box]]:
    """Yield the pages and boxes of all lines that print something."""
    for line in lines:
        words = line.text.strip()
        if words:
            bottom, top = line.baseline - BELOW * line.size, line.baseline + ABOVE * line.size
            right = line.x + sum(piece.width for piece in line.pieces)
            left, right = line.x + _space(line.pieces[0], at_left=True), right - _space(line.pieces[-1], at_left=False)
            yield line.page, _Box(bottom, top, left, right, f"“{words[:40]}”")


def _space(piece: Piece, at_left: bool) -> float:
    """Return the width of the space at an end of a piece, in points."""
    begins = at_left != bool(piece.level & 1)
    count = len(piece.text) - len(piece.text.lstrip() if begins else piece.text.rstrip())
    return piece.face.width(" " * count, piece.size, piece.level) if count else 0.0


def _name_at(lowest: float, boxes: list[_Box]) -> str:
    """Name what reaches down to a height: grounds and lines have no names but those of what stands nearest."""
    return min(boxes, key=lambda box: abs(box.bottom - lowest)).name if boxes else "a line or a ground"


def _overlaps(boxes: list[_Box]) -> Iterator[tuple[_Box, _Box]]:
    """Yield the pairs of boxes that reach into each other; they come from the lowest to the highest."""
    open_boxes: list[_Box] = []
    for box in boxes:
        open_boxes = [other for other in open_boxes if other.top - box.bottom > SLACK]
        for other in open_boxes:
            if min(box.right, other.right) - max(box.left, other.left) > SLACK:
                yield box, other
        open_boxes.append(box)
