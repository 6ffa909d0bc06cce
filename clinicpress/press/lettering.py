"""Words in pictures: they keep their picture's scale, so they are measured where it is printed.

A drawing that is easily read across the page may not be in a third of its width. What would be
smaller than a patient can read is told at the picture, before anything is printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from clinicpress.artwork.pictures import Art
from clinicpress.content.texts import Line
from clinicpress.ground.problems import Problem
from clinicpress.looks.themefile import LEAST_TYPE, ROUNDING

if TYPE_CHECKING:
    from clinicpress.drawing.record import Record


def small_lettering(record: Record, named: Iterable[Line], supplies: Mapping[str, Art]) -> list[Problem]:
    """List the pictures that were drawn with words smaller than the least size, where they are named first."""
    problems = []
    for name in dict.fromkeys(named):
        art = supplies.get(str(name))
        widths = [placed.width for placed in record.pictures if placed.art is art]
        size = min((art.words_at(width) for width in widths), default=0.0) if art is not None else 0.0
        hint = "give it more width, set its words larger in the drawing, or put them into the caption"
        problems += too_small(name, size, hint)
    return problems


def too_small(name: Line, size: float, hint: str) -> list[Problem]:
    """Tell a picture, where it is named, that its words are smaller than the least size; `size` is 0 for no words."""
    if not 0 < size < LEAST_TYPE - ROUNDING:
        return []
    message = f"the words in “{name}” would be printed at {size:.1f} points; {LEAST_TYPE:g} are the least"
    return [Problem(name.place, message, hint)]
