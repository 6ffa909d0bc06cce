"""A sheet that is drawn on: our few ways of drawing, as PDF operators with their marked content.

Positions are in points, y upwards, from the corner of a page or from that of a slot; x counts from the
edge at which lines begin, which for scripts from right to left is the right one. Whatever is drawn
belongs to a structure element or is an artifact; nothing is left unmarked. Pages of a plate and the
imprint that is put on them are drawn with the same operators, so that they look the same.
"""

# ruff: noqa: B027 - what may be noted is named here, and a sheet that nobody asks notes nothing
from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from clinicpress.drawing.paths import rounded, short
from clinicpress.drawing.tagging import Element, MarkedContent
from clinicpress.drawing.typecase import joined
from clinicpress.ground.faults import FaultyDrawing
from clinicpress.ground.problems import Place
from clinicpress.looks.color import Color
from clinicpress.looks.fonts import Face

BRAND_SPACE = "Brand"
"""Name of the page resource that holds the brand colour and its tints."""


class Piece(NamedTuple):
    """A run of characters in one face, size and colour."""

    text: str
    face: Face
    size: float
    color: Color
    level: int = 0
    """How deep it stands in runs of the other direction (UAX #9): at odd levels it runs to the left."""
    before: str = ""
    after: str = ""
    """The letters of the same word, in other pieces, that its own may be joined to."""

    @property
    def width(self) -> float:
        """Its width in points."""
        if self.before or self.after:
            shape = self.face.shaper.shape
            return shape(self.text, self.level & 1 == 1, self.before, self.after).width * self.size
        return self.face.width(self.text, self.size, self.level)


class Line(NamedTuple):
    """A line of text as it was drawn."""

    page: int
    x: float
    baseline: float
    size: float
    text: str
    pieces: tuple[Piece, ...]


class Slot(NamedTuple):
    """A box on a page that was kept free for the imprint; x, y is its top left corner."""

    name: str
    page: int
    x: float
    y: float
    width: float
    height: float
    element: Element


class ClinicRoom(NamedTuple):
    """The room for the clinic's lines in the footer: top left corner and width, in points."""

    x: float
    top: float
    width: float
    lines: int


class Sheet(ABC):
    """Something with pages that is drawn on; `_operators` takes the operators of the page at hand."""

    _operators: list[str]
    mirror: float | None = None
    """The sum of its left and its right edge, in points, where x counts from the right; text is placed by its left."""
    shows_hyphens = True
    """Whether a broken word has a hyphen at the end of its line."""

    def _lay_out(self) -> None:
        """Begin with nothing drawn."""
        self._fonts: set[str] = set()
        self._stamping = False
        self._furniture = False
        self._picturing = False
        self._tagged = True
        self._turn()

    def _turn(self) -> None:
        """Forget the state that lasts for one page."""
        self._open: tuple[Element | None] | None = None
        self._ink: Color | None = None
        self._type: tuple[str, float] = ("", 0.0)
        self._last = (0, 0.0, 0.0)
        self._owners: list[Element] = []
        self._content = MarkedContent(0, -1)

    def left(self, x: float, width: float) -> float:
        """Return the left edge of what begins at x and is so wide, in points; of a left edge, where it begins."""
        return x if self.mirror is None else self.mirror - x - width

    @property
    @abstractmethod
    def page(self) -> int:
        """The page at hand, counted from 1."""

    @abstractmethod
    def encoded(self, piece: Piece) -> Iterable[tuple[str, str]]:
        """Return the font resources that print a piece, each with what stands in its array of codes."""

    @abstractmethod
    def link(self, target: str, x: float, y: float, width: float, height: float, element: Element) -> None:
        """Make a box a link of an element: to a place in the document where the target begins with “#”."""

    @abstractmethod
    def anchor(self, name: str, y: float) -> None:
        """Make a place in the document that links can lead to."""

    @abstractmethod
    def _form_for(self, art: Any, width: float, height: float) -> str:
        """Return the name of the form XObject that a picture of a size is drawn by."""

    def art(self, art: Any, x: float, y: float, width: float, height: float) -> None:
        """Draw a picture from a file into the box whose top corner is x, y."""
        self._reach(y - height)
        x = self.left(x, width)
        name, (across, down) = self._form_for(art, width, height), art.unit
        self._operators.append(
            f"q {width / across:.5g} 0 0 {height / down:.5g} {x:.2f} {y - height:.2f} cm /{name} Do Q"
        )

    # What is noted of it, where somebody asks: a sheet itself notes nothing (`record`) --------

    def _reach(self, y: float) -> None:
        """Note how low the story reaches."""

    def _take(self, name: str, x: float, y: float, width: float, height: float) -> None:
        """Note that a box is taken, by its top corner."""

    def _note(self, x: float, baseline: float, pieces: Sequence[Piece], said: str, element: Element | None) -> None:
        """Note a line of text that was drawn."""

    def note_picture(self, art: Any, width: float, most: float) -> None:
        """Note a picture of the story that was drawn, and the width that it would have with pixels enough."""

    def pass_by(self, place: Place, x: float, top: float, width: float, height: float) -> None:
        """Note where the paragraph of a place in a file is drawn, by its top corner."""

    def keep_free(self, name: str, x: float, y: float, width: float, height: float) -> None:
        """Note a box that something is printed into later; nothing else may be there."""

    def reserve(self, name: str, x: float, y: float, width: float, height: float, element: Element) -> None:
        """Note a box that is kept free for the imprint."""

    # Marked content -------------------------------------------------------------------------

    def _own(self, owner: Element | None) -> None:
        """Begin the marked content of an element, or an artifact, unless it is open already."""
        if not self._tagged or self._open == (owner,):
            return
        self._close()
        self._open = (owner,)
        if owner is not None:
            number = len(self._owners)
            self._content = MarkedContent(self.page - 1, number)
            owner.place(self._content)
            self._operators.append(f"/{owner.tag} <</MCID {self._mcid(number)}>> BDC")
            self._owners.append(owner)
        elif self._stamping:
            self._operators.append("/Artifact <</Type /Pagination>> BDC")
        else:
            self._operators.append("/Artifact BMC")

    def _mcid(self, number: int) -> str:
        """Write the id of marked content as it stands among the operators."""
        return str(number)

    def _close(self) -> None:
        if self._open is not None:
            self._operators.append("EMC")
            self._open = None

    def _decorate(self) -> None:
        """Make what is drawn next an artifact, unless it is part of a picture."""
        if not self._picturing:
            self._own(None)

    @contextmanager
    def picture(self, element: Element, x: float, y: float, width: float, height: float) -> Iterator[None]:
        """Draw a picture that is content: all that is drawn within belongs to the element, unless it is repeated."""
        self._reach(y - height)
        self._own(None if self._furniture else element)
        if not self._furniture:
            left = self.left(x, width)
            element.box = (left, y - height, left + width, y)
        self._take("a picture", x, y, width, height)
        self._picturing = True
        yield
        self._picturing = False
        self._close()

    @contextmanager
    def furniture(self) -> Iterator[None]:
        """Draw what repeats something said before, such as the head of a table that goes on."""
        self._furniture, before = True, self._furniture
        yield
        self._furniture = before

    # Drawing --------------------------------------------------------------------------------

    def _color(self, color: Color, stroke: bool) -> str:
        if color.tint is not None:
            return f"/{BRAND_SPACE} {'CS' if stroke else 'cs'} {color.tint} {'SC' if stroke else 'sc'}"
        return f"{color.red:.4g} {color.green:.4g} {color.blue:.4g} {'RG' if stroke else 'rg'}"

    def text(
        self,
        x: float,
        baseline: float,
        pieces: Iterable[Piece],
        element: Element | None = None,
        said: str | None = None,
    ) -> None:
        """Draw a line of text from its left end, its pieces in the order in which they are seen.

        `said` is what they say in the order in which that is read, where it is another one. Without an
        element it is furniture; the story may draw such text only within `furniture`.
        """
        if self._furniture:
            element = None
        elif element is None and not self._stamping:
            raise FaultyDrawing("a line of the story belongs to no element")
        pieces = tuple(pieces)
        if self.mirror is not None and pieces:
            self._keep_apart(x, baseline, pieces[0])
        self._own(element)
        seen = "".join([piece.text for piece in pieces])
        said = seen if said is None else said
        self._operators.append(self._written(x, baseline, pieces))
        self._note(x, baseline, pieces, said, element)
        if element is not None:
            # In a document that runs to the left, readers turn round whatever they like.
            turned = self.mirror is not None or seen != said or any(piece.level & 1 for piece in pieces)
            element.say(said, self._content, turned)

    def _written(self, x: float, baseline: float, pieces: Iterable[Piece]) -> str:
        """Write a line as operators."""
        code, arrays = f"BT {short(x)} {short(baseline)} Td", ""
        for piece in pieces:
            for font, array in self.encoded(piece):
                # Colour and font last until they change, over the ends of lines.
                changed = ""
                if piece.color is not self._ink and piece.color != self._ink:
                    self._ink = piece.color
                    changed = f" {self._color(piece.color, stroke=False)}"
                if (font, piece.size) != self._type:
                    self._type = (font, piece.size)
                    self._fonts.add(font)
                    changed += f" {font} {piece.size:.4g} Tf"
                if changed:
                    code += f"{_shown(arrays)}{changed}"
                    arrays = ""
                arrays += array
        return f"{code}{_shown(arrays)} ET"

    def _keep_apart(self, x: float, baseline: float, piece: Piece) -> None:
        """End the line that was drawn before, if the next stands beside it, further left.

        Where lines run to the left, some readers take what they meet at one height for one line, and turn it round as
        a whole: a heading would come into the midst of the text beside it. A space at another height ends it.
        """
        before, self._last = self._last, (self.page, x, baseline)
        if before[0] == self.page and x < before[1] and abs(baseline - before[2]) < piece.size:
            self._decorate()
            self._operators.append(self._written(x, baseline - 2 * piece.size, [piece._replace(text=" ")]))

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: Color | None = None,
        stroke: Color | None = None,
        line: float = 0.75,
        radius: float = 0,
        band: float = 0,
    ) -> None:
        """Draw a rectangle from its top corner; the stroke stays inside, and without a colour nothing shows.

        A `band` of that width where lines begin is of the stroke's colour.
        """
        self._reach(y - height)
        if fill is None and stroke is None:
            return
        self._decorate()
        inset = line / 2 if stroke else 0
        code = ["q"]
        if fill:
            code.append(self._color(fill, stroke=False))
        if stroke:
            code.append(f"{self._color(stroke, stroke=True)} {line:.4g} w")
        paint = "B" if fill and stroke else "S" if stroke else "f"
        left, wide, high = self.left(x, width), width - 2 * inset, height - 2 * inset
        corner = max(0.0, min(radius - inset, wide / 2, high / 2))
        code.append(rounded(left + inset, y - height + inset, wide, high, corner))
        self._operators.append(f"{' '.join(code)} {paint} Q")
        if band and stroke:
            # Its corners at the edge are the box's, the others are none.
            self.box(x, y, band, height, stroke, radius=radius)
            self.box(x + band / 2, y, band / 2, height, stroke)

    def rule(self, x: float, y: float, length: float, color: Color | None, line: float, vertical: bool = False) -> None:
        """Draw a line from x, y across, or downwards; without a colour nothing shows."""
        if color is None:
            return
        x = self.left(x, 0.0 if vertical else length)
        end = (x, y - length) if vertical else (x + length, y)
        self._reach(min(y, end[1]))
        self._decorate()
        self._operators.append(
            f"q {self._color(color, stroke=True)} {line:.4g} w "
            f"{short(x)} {short(y)} m {short(end[0])} {short(end[1])} l S Q"
        )

    def circle_at(
        self, x: float, y: float, diameter: float, stroke: Color | None, fill: Color | None, line: float
    ) -> None:
        """Draw a circle in the square whose top corner is x, y."""
        self.box(x, y, diameter, diameter, fill, stroke, line, diameter / 2)

    def outline(
        self,
        x: float,
        y: float,
        width: float,
        scale: float,
        operators: Iterable[str],
        color: Color,
        line: float | None = None,
    ) -> None:
        """Draw path operators that are so wide, whose top corner is x, y and whose own y runs down: never flipped.

        The path is filled by the even-odd rule, or stroked where `line`, its width in the path's
        own units, is given.
        """
        self._decorate()
        x = self.left(x, width)
        paint = "f*" if line is None else "S"
        pen = "" if line is None else f" {line:.4g} w"
        self._operators.append(
            f"q {scale:.5g} 0 0 {-scale:.5g} {short(x)} {short(y)} cm {self._color(color, line is not None)}{pen} "
            f"{' '.join(operators)} {paint} Q"
        )

    def pattern(self, x: float, y: float, size: float, count: int, path: str, color: Color) -> None:
        """Draw a path on a grid of `count` units a side into the square whose top corner is x, y."""
        self.outline(x, y, size, size / count, (path,), color)

    def clipped(self, x: float, y: float, width: float, height: float, radius: float = 0) -> None:
        """Begin clipping decoration to a rectangle given by its top corner; `unclip` ends it."""
        self._decorate()
        path = rounded(self.left(x, width), y - height, width, height, min(radius, width / 2, height / 2))
        self._operators.append(f"q {path} W n")

    def unclip(self) -> None:
        """End the clipping."""
        self._operators.append("Q")


def _shown(arrays: str) -> str:
    """Show parts of arrays of codes that follow each other in the font at hand, if there are any."""
    return f" {joined(arrays)} TJ" if arrays else ""


def brand_bytes(family: list[Color]) -> bytes:
    """Write a brand colour and its tints as the bytes of an indexed colour space."""
    return bytes(round(v * 255) for c in family for v in (c.red, c.green, c.blue))
