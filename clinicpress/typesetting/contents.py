"""The contents: a list of a story's sections with the pages on which they stand.

Each entry is a link to its section, tagged as PDF/UA-1 wants a table of contents (7.6: TOC, TOCI,
Reference); the number stands at the right margin, a hair between them. It always has the same room,
so it is told when the pages are there: no layout depends on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from clinicpress.content.locale import Locale
from clinicpress.drawing.sheet import Sheet
from clinicpress.drawing.tagging import Element
from clinicpress.ground.characters import NBSP
from clinicpress.looks.color import Color
from clinicpress.looks.theme import TextStyle
from clinicpress.story.markup import Tag
from clinicpress.typesetting.flowables import Children, Shape
from clinicpress.typesetting.lines import Run
from clinicpress.typesetting.pagination import MAX_PAGES
from clinicpress.typesetting.phrases import PhraseSetter
from clinicpress.typesetting.text import Paragraph

LISTED = ("h2", "h3")
"""The headings that contents list, from the top level on."""
GAP = 12.0
"""The least space between an entry and its number, in points."""
INDENT = 16.0
"""How far the entries of a level stand to the right of those above them, in points."""


class Entry(NamedTuple):
    """A heading that contents list."""

    heading: Tag
    level: int
    """1 is the top."""

    @property
    def anchor(self) -> str:
        """The id that it leads to."""
        return self.heading.attributes["id"]


def entries_of(root: Tag, levels: int) -> list[Entry]:
    """List the headings of a story's sections, so many levels deep."""
    listed = LISTED[:levels]
    found = (tag for tag in root.walk() if tag.name in listed and "id" in tag.attributes) if levels else ()
    return [Entry(heading, listed.index(heading.name) + 1) for heading in found]


@dataclass(eq=False)
class PageNumber:
    """The number of the page of an entry, which is told when all pages are there, and then drawn."""

    anchor: str
    """The id whose page it is."""
    element: Element
    style: TextStyle
    locale: Locale

    def tell(self, page: int) -> None:
        """Tell it its page."""
        # A space of its own keeps the number off the words where they are read aloud.
        said = f"{NBSP}{self.locale.numbered(page)}"
        self.element.text += said
        self.words = Paragraph((Run(said, self.style),), self.style, self.element)


@dataclass(frozen=True, eq=False)
class ContentsLine(Shape):
    """An entry of the contents, its page at the right margin."""

    words: Paragraph
    number: PageNumber
    room: float
    """The width that is kept for the number, whatever it is: no page moves because of it, in points."""
    indent: float
    color: Color | None

    @property
    def children(self) -> Children:
        return (self.words,)

    def _measure(self, measure: float) -> float:
        return measure - self.indent - self.room - GAP

    def wrap(self, measure: float) -> float:
        return self.words.wrap(self._measure(measure))

    def draw(self, canvas: Sheet, x: float, y: float, measure: float) -> None:
        inner = self._measure(measure)
        self.words.draw(canvas, x + self.indent, y, inner)
        lines = self.words.lines(inner)
        style = self.words.style
        last = y - style.leading * (len(lines) - 1)
        number = self.number.words
        left = x + measure - number.lines(10_000)[0].width
        begin, end = x + self.indent + lines[-1].width + GAP / 2, left - GAP / 2
        if end - begin > GAP:
            canvas.rule(begin, last - style.baseline, end - begin, self.color, 0.5)
        number.draw(canvas, left, last, 10_000)


def contents_lines(
    entries: Sequence[Entry], parent: Element, phrases: PhraseSetter, color: Color | None
) -> list[ContentsLine]:
    """Set the entries of a story's contents under a structure element; `color` is that of the hairs."""
    lines: list[ContentsLine] = []
    rooms: dict[TextStyle, float] = {}
    top = parent.child("TOC")
    below = top
    for entry in entries:
        if entry.level == 1:
            below = top
        elif below is top:
            below = top.child("TOC")
        reference = below.child("TOCI").child("Reference")
        # Its words alone: a citation or a link in a heading leads elsewhere.
        link = Tag("a", {"href": f"#{entry.anchor}"}, entry.heading.place, [entry.heading.text])
        words = phrases.paragraph(
            Tag("p", {"class": f"contents-{entry.level}"}, entry.heading.place, [link]), reference, "body", 10_000
        )
        number = PageNumber(entry.anchor, reference, words.style, phrases.locale)
        indent = INDENT * (entry.level - 1)
        if words.style not in rooms:
            rooms[words.style] = _room(words.style, phrases.locale.digits)
        lines.append(
            ContentsLine(
                words,
                number,
                rooms[words.style],
                indent,
                color,
                before=words.before,
                after=words.after,
                place=entry.heading.source(),
            )
        )
    return lines


def _room(style: TextStyle, digits: str) -> float:
    """Return the width of the widest number that a page may have, in points."""
    figures = len(str(MAX_PAGES))
    return max(Paragraph((Run(NBSP + sign * figures, style),), style).lines(10_000)[0].width for sign in digits)
