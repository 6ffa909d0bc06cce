"""One line: a text in one look that mostly has room in a line, as all of an imprint but its name.

Where one face prints it and it has room, it is one piece, and nothing is asked about where lines end.
Otherwise it is a paragraph like any other.
"""

from __future__ import annotations

import math
from functools import cached_property

from clinicpress.drawing.sheet import Sheet
from clinicpress.drawing.tagging import Element
from clinicpress.ground.characters import printable
from clinicpress.looks.theme import TextStyle
from clinicpress.typesetting.lines import Run, TextLine, whole_piece
from clinicpress.typesetting.text import Paragraph


class OneLine:
    """A text that is set and drawn as a paragraph is; measures are in points."""

    def __init__(self, text: str, style: TextStyle, apart: bool = False) -> None:
        self._text, self.style, self._apart = text, style, apart
        self.before, self.after = style.before, style.after
        self.plain = printable(text)
        self._piece = whole_piece(text, style.chain[0], style, style.color)
        self._width = self._piece.width if self._piece is not None else math.inf

    @cached_property
    def _paragraph(self) -> Paragraph:
        return Paragraph((Run(self._text, self.style, apart=self._apart),), self.style)

    def lines(self, measure: float) -> tuple[TextLine, ...]:
        """Break into lines for a measure."""
        return self._paragraph.lines(measure)

    def count(self, measure: float) -> int:
        """Return how many lines it has at a measure."""
        return 1 if self._width <= measure else self._paragraph.count(measure)

    def wrap(self, measure: float) -> float:
        """Return the height at a measure."""
        return self.count(measure) * self.style.leading

    def breadth(self, measure: float) -> float:
        """Return the width of its longest line at a measure."""
        return self._width if self._width <= measure else self._paragraph.breadth(measure)

    def draw_owned(self, canvas: Sheet, x: float, y: float, measure: float, parent: Element) -> float:
        """Draw below y as a paragraph of its own in the structure; returns the height."""
        element = parent.child("P")
        element.text = self.plain
        return self.draw_for(element, canvas, x, y, measure)

    def draw_for(self, element: Element | None, canvas: Sheet, x: float, y: float, measure: float) -> float:
        """Draw below y as the words of an element, or of none where they are repeated; returns the height."""
        if self._piece is None or self._width > measure:
            return self._paragraph.draw_for(element, canvas, x, y, measure)
        canvas.text(canvas.left(x, self._width), y - self.style.baseline, (self._piece,), element)
        return self.style.leading


Text = OneLine | Paragraph
"""What is set of a clinic's words."""
