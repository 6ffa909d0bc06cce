"""The compositor: sets the lines of one clinic in the styles of a theme, each in the sizes that it may have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from clinicpress.drawing.sheet import Sheet
from clinicpress.drawing.tagging import Element
from clinicpress.looks.theme import TextStyle, Theme
from clinicpress.story.clinicwords import Said
from clinicpress.typesetting.lines import EPSILON, Run
from clinicpress.typesetting.naming import Name, NameLines
from clinicpress.typesetting.text import Paragraph, line

WHOLE = 10_000
"""A measure that no line of an imprint fills, in points."""


class Compositor:
    """Sets a clinic's lines; what was set once is kept."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self._lines: dict[tuple[str, str, float], Paragraph] = {}
        self._names: dict[tuple[str, str], Name] = {}

    def sizes(self, said: Said, wide: bool = False) -> tuple[TextStyle, ...]:
        """Return the style of a line in each of its sizes, the largest first; that of a `wide` box may be another."""
        return self.theme.style(said.row.wide if wide and said.row.wide else said.row.style).sizes

    def line(self, said: Said, size: int = 0, wide: bool = False) -> Paragraph:
        """Set a line in a size of its style, by its number, or in the smallest."""
        sizes = self.sizes(said, wide)
        return self._set(said, sizes[min(size, len(sizes) - 1)])

    def _set(self, said: Said, style: TextStyle) -> Paragraph:
        if said.row.label is not None:
            return _label(self.theme, said.text, style.name)
        key = (said.text, style.name, style.size)
        if key not in self._lines:
            runs = [Run(said.text, style, apart=True)]
            if len(parts := said.parts) > 1:
                looks = [(text, style if name == said.row.style else self.theme.style(name)) for text, name in parts]
                runs = [Run(text, look, apart=True) for text, look in looks]
            self._lines[key] = Paragraph(tuple(runs), style)
        return self._lines[key]

    def largest(self, said: Said, measure: float) -> Paragraph:
        """Set a line in the largest size in which it needs no second one, or else in the smallest."""
        for style in self.sizes(said):
            text = self._set(said, style)
            if len(text.lines(measure)) == 1:
                break
        return text

    def fewest(self, said: Said, measure: float, wide: bool = False) -> list[int]:
        """Return how many lines a name has at least in each of its sizes, as far as is known before it is set."""
        name, sizes = self._measured(said, wide), self.sizes(said, wide)
        return [name.fewest(_for_largest(sizes, size, measure)) for size in range(len(sizes))]

    def names(
        self, said: Said, measure: float, height: float, size: int = 0, wide: bool = False
    ) -> Iterator[NameLines]:
        """Break a name into few lines and into more, no higher than `height`; measures are in points."""
        sizes = self.sizes(said, wide)
        most = int((height + EPSILON) / sizes[size].leading)
        return self._measured(said, wide).lines(_for_largest(sizes, size, measure), most)

    def name(self, said: Said, lines: NameLines, measure: float, size: int = 0, wide: bool = False) -> Paragraph:
        """Set a name in lines that it was broken into."""
        style = self.sizes(said, wide)[size]
        run = Run(said.text, style, apart=True)
        return Paragraph((run,), style, ready=(measure, lines.set(run)))

    def _measured(self, said: Said, wide: bool) -> Name:
        style = self.sizes(said, wide)[0]
        key = (said.text, style.name)
        if key not in self._names:
            self._names[key] = Name(Run(said.text, style, apart=True))
        return self._names[key]


def _for_largest(sizes: Sequence[TextStyle], size: int, measure: float) -> float:
    """Return the measure in which the largest size has the lines that another one has in a measure."""
    return measure * sizes[0].size / sizes[size].size


@lru_cache(maxsize=64)
def _label(theme: Theme, words: str, style: str) -> Paragraph:
    """Return a line of our own, which is the same for all clinics."""
    return line(words, theme.style(style))


def breadth(text: Paragraph, measure: float = WHOLE) -> float:
    """Return the width of a text's longest line, in points."""
    return max((each.width for each in text.lines(measure)), default=0.0)


def draw_line(
    canvas: Sheet, text: Paragraph, x: float, y: float, measure: float, parent: Element, link: str = ""
) -> None:
    """Draw a line as a paragraph of its own in the structure, the whole of it a link where it leads somewhere."""
    if not link:
        text.draw_owned(canvas, x, y, measure, parent)
        return
    element = parent.child("P").child("Link", alt=text.plain)
    element.text = text.plain
    text.draw_for(element, canvas, x, y, measure)
    canvas.link(link, x, y, min(measure, breadth(text, measure)), text.wrap(measure), element)


def draw_rows(
    canvas: Sheet, texts: list[tuple[Paragraph, str]], x: float, y: float, measure: float, gap: float, parent: Element
) -> None:
    """Draw lines with their links one beside the other, as many to a row as it holds."""
    for at, down, (text, link) in _rows(texts, measure, gap):
        draw_line(canvas, text, x + at, y - down, measure - at, parent, link)


def rows_height(texts: list[tuple[Paragraph, str]], measure: float, gap: float) -> float:
    """Return the height of lines one beside the other, in points."""
    return max((down + text.wrap(measure - at) for at, down, (text, _) in _rows(texts, measure, gap)), default=0.0)


def _rows(
    texts: list[tuple[Paragraph, str]], measure: float, gap: float
) -> list[tuple[float, float, tuple[Paragraph, str]]]:
    """Return lines with their distances from the left and from the top."""
    found, at, down, high = [], 0.0, 0.0, 0.0
    for text, link in texts:
        if at and at + breadth(text) > measure:
            at, down, high = 0.0, down + high, 0.0
        found.append((at, down, (text, link)))
        high = max(high, text.wrap(measure - at))
        at += breadth(text) + gap
    return found
