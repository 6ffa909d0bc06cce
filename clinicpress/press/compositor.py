"""The compositor: sets the lines of one clinic in the styles of a theme, each in the sizes that it may have."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from clinicpress.drawing.sheet import Sheet
from clinicpress.drawing.tagging import Element
from clinicpress.ground.characters import settable, spaced
from clinicpress.looks.theme import TextStyle, Theme
from clinicpress.story.clinicwords import Said
from clinicpress.typesetting.lines import EPSILON, Run
from clinicpress.typesetting.naming import Name, NameLines
from clinicpress.typesetting.oneline import OneLine, Text
from clinicpress.typesetting.text import Paragraph

WHOLE = 10_000
"""A measure that no line of an imprint fills, in points."""


class Compositor:
    """Sets a clinic's lines; what was set once is kept."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self._lines: dict[tuple[str, str, float], Text] = {}
        self._names: dict[tuple[str, str], SizedName] = {}

    def sizes(self, said: Said, wide: bool = False) -> tuple[TextStyle, ...]:
        """Return the style of a line in each of its sizes, the largest first; that of a `wide` box may be another."""
        return self.theme.style(said.row.wide if wide and said.row.wide else said.row.style).sizes

    def line(self, said: Said, size: int = 0, wide: bool = False) -> Text:
        """Set a line in a size of its style, by its number, or in the smallest."""
        sizes = self.sizes(said, wide)
        return self._set(said, sizes[min(size, len(sizes) - 1)])

    def _set(self, said: Said, style: TextStyle) -> Text:
        if said.row.label is not None:
            return _label(self.theme, said.text, style.name)
        key = (said.text, style.name, style.size)
        if key not in self._lines:
            self._lines[key] = OneLine(said.text, style, apart=True)
            if len(parts := said.parts) > 1:
                looks = [(text, style if name == said.row.style else self.theme.style(name)) for text, name in parts]
                self._lines[key] = Paragraph(tuple([Run(text, look, apart=True) for text, look in looks]), style)
        return self._lines[key]

    def largest(self, said: Said, measure: float) -> Text:
        """Set a line in the largest size in which it needs no second one, or else in the smallest."""
        for style in self.sizes(said):
            text = self._set(said, style)
            if text.count(measure) == 1:
                break
        return text

    def name(self, said: Said, wide: bool = False) -> SizedName:
        """Measure a name in the sizes of its style."""
        sizes = self.sizes(said, wide)
        key = (said.text, sizes[0].name)
        if key not in self._names:
            self._names[key] = SizedName(said.text, sizes)
        return self._names[key]


class SizedName:
    """A name in the sizes that it may have, the largest first. Measures and heights are in points."""

    def __init__(self, text: str, sizes: tuple[TextStyle, ...]) -> None:
        self.sizes = sizes
        self._run = Run(text, sizes[0], apart=True)
        self._name = Name(self._run)

    def fewest(self, measure: float) -> list[int]:
        """Return how many lines it has at least in each size, as far as is known before it is broken."""
        return [self._name.fewest(self._in_largest(measure, style)) for style in self.sizes]

    def broken(self, measure: float, height: float, style: TextStyle) -> Iterator[NameLines]:
        """Break it in one of its sizes, into few lines and into more, no higher than `height`."""
        return self._name.lines(self._in_largest(measure, style), int((height + EPSILON) / style.leading))

    def set(self, lines: NameLines, measure: float, style: TextStyle) -> Paragraph:
        """Set it in lines that it was broken into, in that size."""
        run = self._run._replace(style=style)
        return Paragraph((run,), style, ready=(measure, lines.set(run)))

    def _in_largest(self, measure: float, style: TextStyle) -> float:
        """Return the measure in which the largest size has the lines of another one."""
        return measure * self.sizes[0].size / style.size


@lru_cache(maxsize=64)
def _label(theme: Theme, words: str, style: str) -> OneLine:
    """Return a line of our own, which is the same for all clinics."""
    return OneLine(spaced(settable(words)), theme.style(style))


def draw_line(canvas: Sheet, text: Text, x: float, y: float, measure: float, parent: Element, link: str = "") -> float:
    """Draw a line as a paragraph of its own in the structure, the whole of it a link where it leads somewhere.

    Returns its height.
    """
    if not link:
        return text.draw_owned(canvas, x, y, measure, parent)
    element = parent.child("P").child("Link", alt=text.plain)
    element.text = text.plain
    height = text.draw_for(element, canvas, x, y, measure)
    canvas.link(link, x, y, min(measure, text.breadth(measure)), height, element)
    return height


def draw_rows(
    canvas: Sheet, texts: list[tuple[Text, str]], x: float, y: float, measure: float, gap: float, parent: Element
) -> None:
    """Draw lines with their links one beside the other, as many to a row as it holds."""
    for at, down, (text, link) in _rows(texts, measure, gap):
        draw_line(canvas, text, x + at, y - down, measure - at, parent, link)


def rows_height(texts: list[tuple[Text, str]], measure: float, gap: float) -> float:
    """Return the height of lines one beside the other, in points."""
    return max((down + text.wrap(measure - at) for at, down, (text, _) in _rows(texts, measure, gap)), default=0.0)


def _rows(texts: list[tuple[Text, str]], measure: float, gap: float) -> list[tuple[float, float, tuple[Text, str]]]:
    """Return lines with their distances from the left and from the top."""
    found, at, down, high = [], 0.0, 0.0, 0.0
    for text, link in texts:
        if at and at + text.breadth(WHOLE) > measure:
            at, down, high = 0.0, down + high, 0.0
        found.append((at, down, (text, link)))
        high = max(high, text.wrap(measure - at))
        at += text.breadth(WHOLE) + gap
    return found
