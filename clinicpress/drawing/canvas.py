"""The printing canvas: our ways of drawing on pages, and the one place that emits them.

A page leaves the canvas only through `end_page`, which stamps the footer first; nothing else emits
pages, so nothing can lose the footer. The canvas keeps what the proof needs: how many stamps it
made, and how low the story reached on each page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from clinicpress.drawing.sheet import Piece, Sheet, brand_bytes
from clinicpress.drawing.tagging import Annotation, Element
from clinicpress.drawing.typecase import TypeCase
from clinicpress.ground.faults import FaultyDrawing
from clinicpress.looks.color import Color


class PageLink(NamedTuple):
    """A box of a page that is a link: to a web address, or to a place of the document where it begins with “#”."""

    box: tuple[float, float, float, float]
    """Left, bottom, right and top edge, in points."""
    target: str


class DrawnPage(NamedTuple):
    """What was drawn on a page, as operators, and its links."""

    content: bytes
    links: tuple[PageLink, ...]


class Drawn(NamedTuple):
    """All pages of a document as they were drawn."""

    width: float
    height: float
    brand: bytes
    """The brand colour and its tints, three bytes each."""
    pages: list[DrawnPage]
    anchors: dict[str, tuple[int, float]]
    """The places that links and bookmarks lead to: the page, from 0, and how high on it."""
    bookmarks: list[tuple[int, str, str]]
    """The level, the title and the place of each."""


class PressCanvas(Sheet):
    """A canvas that stamps every page. `stamp` draws head and footer of the page it is given."""

    def __init__(
        self,
        width: float,
        height: float,
        brand_family: list[Color],
        stamp: Callable[[PressCanvas, int], None],
        tagged: bool = True,
        rtl: bool = False,
    ) -> None:
        self._lay_out()
        self.case = TypeCase()
        self.mirror = width if rtl else None
        self._tagged = tagged
        self._operators = []
        self._links: list[PageLink] = []
        self._stamp = stamp
        self._drawn = Drawn(width, height, brand_bytes(brand_family), [], {}, [])

    @property
    def page(self) -> int:
        """The page at hand, counted from 1."""
        return len(self._drawn.pages) + 1

    def end_page(self) -> None:
        """Stamp the page and emit it: the only place that does."""
        self._stamping = True
        self._stamp(self, self.page)
        self._stamping = False
        self._close()
        self.record.stamps += 1
        self.record.owners.append(self._owners)
        self._turn()
        content = "\n".join(["", *self._operators, " ", ""]).encode("ascii")
        self._drawn.pages.append(DrawnPage(content, tuple(self._links)))
        self._operators.clear()
        self._links.clear()

    def bookmark(self, level: int, title: str, anchor: str) -> None:
        """Add a bookmark that leads to a place of the document; none stands more than a level below the one before."""
        self._drawn.bookmarks.append((level, title, anchor))

    def finish(self) -> Drawn:
        """Return the document; raises FaultyDrawing where something was drawn on a page that was not emitted."""
        if self._operators:
            raise FaultyDrawing("something was drawn behind the last page")
        return self._drawn

    # Drawing --------------------------------------------------------------------------------

    def encoded(self, piece: Piece) -> Iterable[tuple[str, str]]:
        """Return the font resource that prints a piece, with what stands in its array of codes."""
        return [self.case.encoded(piece.face, piece.text, piece.level, piece.before, piece.after)]

    def _form_for(self, art: Any, width: float, height: float) -> str:
        """Return the name that a picture of a size is drawn by, and note that the page at hand needs it."""
        placed = self.record.forms.setdefault((art, round(width, 2), round(height, 2)), f"P{len(self.record.forms)}")
        self.record.form_pages.setdefault(placed, set()).add(self.page)
        return placed

    def link(self, target: str, x: float, y: float, width: float, height: float, element: Element) -> None:
        """Make a box a link of an element: to a place in the document where the target begins with “#”.

        What is repeated leads nowhere: nobody hears of it.
        """
        if self._furniture:
            return
        left = self.left(x, width)
        element.place(Annotation(self.page - 1, len(self._links), element.alt or target))
        self._links.append(PageLink((left, y - height, left + width, y), target))

    def anchor(self, name: str, y: float) -> None:
        """Make a place in the document that links can lead to; what is repeated is none."""
        if self._furniture:
            return
        self._drawn.anchors[name] = (self.page - 1, y)
