"""The printing canvas: ReportLab's, with our ways of drawing and the one place that emits pages.

A page leaves the canvas only through `showPage`, which stamps the footer first; nothing else emits
pages, so nothing can lose the footer. The canvas keeps what the proof needs: how many stamps it
made, and how low the story reached on each page.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from clinicpress.drawing.record import RecordedSheet
from clinicpress.drawing.sheet import BRAND_SPACE, Piece, brand_bytes
from clinicpress.drawing.tagging import Annotation, Element
from clinicpress.drawing.typecase import TypeCase
from clinicpress.ground.address import ascii_address
from clinicpress.ground.faults import FaultyDrawing
from clinicpress.looks.color import Color

# Streams are compressed once, when the file is archived, and never spelled in ASCII.
rl_config.useA85 = 0


class PressCanvas(RecordedSheet, Canvas):  # type: ignore[misc]
    """A canvas that stamps every page. `stamp` draws head and footer of the page it is given."""

    def __init__(
        self,
        width: float,
        height: float,
        language: str,
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
        self._links = 0
        Canvas.__init__(
            self,
            io.BytesIO(),
            pagesize=(width, height),
            invariant=1,
            pageCompression=0,
            pdfVersion=(1, 7),
            lang=language,
        )
        self._stamp = stamp
        self._doc.Reference(brand_space(brand_family), "clinicpress.brand")

    @property
    def page(self) -> int:
        """The page at hand, counted from 1."""
        return int(self.getPageNumber())

    def showPage(self) -> None:
        """Stamp the page and emit it: the only place that does."""
        self._stamping = True
        self._stamp(self, self.page)
        self._stamping = False
        self._close()
        self.record.stamps += 1
        self.record.owners.append(self._owners)
        self._turn()
        self._links = 0
        self._put()
        self._colorsUsed["clinicpress.brand"] = BRAND_SPACE
        Canvas.showPage(self)

    def finish(self) -> bytes:
        """Close the document and return its bytes."""
        content: bytes = self.getpdfdata()
        return content

    def _make_preamble(self) -> None:
        """Begin pages with nothing: ReportLab would begin them with a font of its own."""
        self._preamble = ""

    def _put(self) -> None:
        """Hand our operators over: before ReportLab writes any of its own, and at the end of a page."""
        if self._operators:
            self.addLiteral("\n".join(self._operators))
            self._operators.clear()

    # What reaches the page past our own ways of drawing -----------------------------------------

    def drawText(self, aTextObject: Any) -> None:
        """Refuse text that belongs to no element: it would silently become an artifact."""
        raise FaultyDrawing("text was drawn past PressCanvas.text, without an element")

    def drawImage(self, *arguments: Any, **options: Any) -> Any:
        """Refuse pictures that belong to no element."""
        raise FaultyDrawing("a picture was drawn past PressCanvas.art, without an element")

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
        rect = (left, y - height, left + width, y)
        element.place(Annotation(self.page - 1, self._links, element.alt or target))
        self._links += 1
        if target.startswith("#"):
            self.linkAbsolute("", target[1:], rect, Border="[0 0 0]")
        else:
            self.linkURL(ascii_address(target), rect)

    def anchor(self, name: str, y: float) -> None:
        """Make a place in the document that links can lead to; what is repeated is none."""
        if self._furniture:
            return
        self.bookmarkPage(name, fit="XYZ", left=0, top=y)


def brand_space(family: list[Color]) -> pdfdoc.PDFArray:
    """Make the colour space of a brand colour and its tints."""
    return pdfdoc.PDFArray(
        [
            pdfdoc.PDFName("Indexed"),
            pdfdoc.PDFName("DeviceRGB"),
            len(family) - 1,
            f"<{brand_bytes(family).hex()}>",
        ]
    )
