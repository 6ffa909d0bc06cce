"""The overlay: what an imprint draws on a plate's pages, as operators, fonts, links and structure.

Pictures are made once for a clinic. Characters are printed with the plate's own fonts; those that
the plate does not have come in small fonts of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from clinicpress.binding import Binder, Bound, text_string
from clinicpress.casting import Form, loose_stream
from clinicpress.fonts import Face
from clinicpress.metadata import Description, info, xmp
from clinicpress.pictures import Art
from clinicpress.plate import Plate
from clinicpress.sheet import Piece, Sheet, Slot
from clinicpress.subset import supplement
from clinicpress.tagging import Annotation, Element, FaultyDrawing, Mark
from clinicpress.theme import Color

MOST_CODES = 255
"""How many characters a simple font has room for, beside the box for missing ones."""
FOOTERS = 0
"""In place of a page's number: what is drawn on the footers of all pages alike."""


class Link(NamedTuple):
    """A link annotation: its page (from 1), its corners, where it leads and what it says."""

    page: int
    corners: tuple[float, float, float, float]
    target: str
    contents: str
    element: Element


@dataclass
class _PageDrawing:
    code: list[str] = field(default_factory=list)
    marks: list[Element] = field(default_factory=list)
    pictures: list[Form] = field(default_factory=list)


class Overlay(Sheet):
    """A sheet over the pages of a plate."""

    def __init__(self, plate: Plate, form_of: Callable[[Art], Form]) -> None:
        self._lay_out()
        self.plate = plate
        self._form_of = form_of
        self._page = 0
        self._pages: dict[int, _PageDrawing] = {}
        self._more: dict[str, tuple[Face, dict[str, int]]] = {}
        self.links: list[Link] = []
        self._link_numbers: list[int] = []
        self._numbers: dict[int, int] = {}
        self.slots = [
            Slot(box.name, box.page, box.x, box.y, box.width, box.height, Element("Div"))
            for box in plate.slots
            if box.filled
        ]

    @property
    def page(self) -> int:
        """The page at hand, counted from 1."""
        return self._page

    @property
    def first_mark(self) -> int:
        """The id of the first marked content that is drawn on the page at hand."""
        return self.plate.cast.marks[self._page - 1]

    def turn_to(self, page: int) -> None:
        """Draw on a page (from 1) from now on, or, as page 0, the artifacts of all footers."""
        self._close()
        drawing = self._pages.setdefault(page, _PageDrawing())
        self._turn()
        self._page, self._stamping = page, page == FOOTERS
        self._code, self._marks = drawing.code, drawing.marks

    def encoded(self, piece: Piece) -> Iterable[tuple[str, bytes]]:
        """Return the font resources that print a piece, each with its codes."""
        if simple := self.plate.simple_codes.get(piece.face.name):
            resource, table = simple
            with suppress(KeyError):
                return ((resource, bytes([table[char] for char in piece.text])),)
        known = self.plate.codes.get(piece.face.name, {})
        codes = [known.get(char) or self._supplied(piece.face, char) for char in piece.text]
        runs = groupby(codes, key=lambda code: code[0])
        return [(resource, bytes([code for _, code in run])) for resource, run in runs]

    def _supplied(self, face: Face, char: str) -> tuple[str, int]:
        _, chars = self._more.setdefault(face.name, (face, {}))
        index = chars.setdefault(char, len(chars))
        return f"/I{list(self._more).index(face.name)}+{index // MOST_CODES}", index % MOST_CODES + 1

    def link(self, target: str, x: float, y: float, width: float, height: float, element: Element) -> None:
        """Make a box a link of an element to a web address."""
        said = element.alt or target
        element.place(Annotation(self._page - 1, len(self.links), said))
        self.links.append(Link(self._page, (x, y - height, x + width, y), target, said, element))

    def anchor(self, name: str, y: float) -> None:
        """Refuse a place that links could lead to: an imprint has none."""
        raise FaultyDrawing("an imprint has no places that links lead to")

    def art(self, art: Art, x: float, y: float, width: float, height: float) -> None:
        """Draw a picture from a file into the box whose top left corner is x, y."""
        form = self._form_of(art)
        self._draw(form, width / form.width, height / form.height, x, y - height)

    def pattern(self, x: float, y: float, size: float, count: int, operators: tuple[str, ...], color: Color) -> None:
        """Draw path operators on a grid of `count` units a side into the square whose top left corner is x, y."""
        form = _pattern_form(count, operators, self._color(color, stroke=False))
        self._draw(form, size / count, -size / count, x, y)

    def _draw(self, form: Form, across: float, down: float, x: float, y: float) -> None:
        pictures = self._pages[self._page].pictures
        pictures.append(form)
        self._code.append(f"q {across:.5g} 0 0 {down:.5g} {x:.2f} {y:.2f} cm /L{len(pictures)} Do Q")

    # Binding ----------------------------------------------------------------------------------

    def bind(self, about: Description, brand: bytes) -> Bound:
        """Bind plate and overlay into a PDF; `brand` are the brand colour and its tints, three bytes each."""
        self._close()
        binder = Binder(self.plate.cast)
        binder.fill("brand", b"/Indexed/DeviceRGB %d<%b>" % (len(brand) // 3 - 1, brand.hex().encode("ascii")))
        binder.fill("info", b"".join(b"/%b%b" % (k.encode("ascii"), text_string(v)) for k, v in info(about).items()))
        binder.fill_stream("metadata", b"/Type/Metadata/Subtype/XML", *xmp(about))
        binder.fill("fonts", self._put_fonts(binder))
        self._put_structure(binder)
        self._put_pages(binder)
        return binder.finish()

    def _put_fonts(self, binder: Binder) -> bytes:
        entries = b""
        for index, (face, chars) in enumerate(self._more.values()):
            every = "".join(chars)
            for part, at in enumerate(range(0, len(every), MOST_CODES)):
                number = binder.put_loose(supplement(face.font, every[at : at + MOST_CODES]))
                entries += b"/I%d+%d %d 0 R" % (index, part, number)
        return entries

    def _put_pages(self, binder: Binder) -> None:
        for page, drawing in self._pages.items():
            binder.fill_stream(f"overlay-{page}", b"", "\n".join(drawing.code).encode("ascii"))
            if page != FOOTERS:
                forms = (binder.put_loose(form.objects) for form in drawing.pictures)
                binder.fill(f"pictures-{page}", b"".join(b"/L%d %d 0 R" % pair for pair in enumerate(forms, 1)))

    def _put_kids(self, binder: Binder, element: Element, own: int) -> bytes:
        parts = []
        pages = self.plate.cast.pages
        for kid in element.kids:
            if isinstance(kid, Element):
                parts.append(b"%d 0 R" % self._put_element(binder, kid, own))
            elif isinstance(kid, Mark):
                parts.append(b"%d" % kid.id)
            else:
                page = pages[self.links[kid.number].page - 1]
                parts.append(b"<</Type/OBJR/Pg %d 0 R/Obj %d 0 R>>" % (page, self._link_numbers[kid.number]))
        return b"/K[%b]" % b" ".join(parts)

    def _put_element(self, binder: Binder, element: Element, parent: int) -> int:
        own = self._numbers[id(element)] = binder.reserve()
        said = b"<</S/%b/P %d 0 R" % (element.tag.encode("ascii"), parent)
        marks = [kid.page for kid in element.kids if isinstance(kid, Mark)]
        if marks:
            said += b"/Pg %d 0 R" % self.plate.cast.pages[marks[0]]
        if element.alt and element.tag != "Link":
            said += b"/Alt" + text_string(element.alt)
        if element.box:
            said += b"/A<</O/Layout/BBox[%b]>>" % b" ".join(b"%.2f" % edge for edge in element.box)
        return binder.put(said + self._put_kids(binder, element, own) + b">>", own)

    def _put_structure(self, binder: Binder) -> None:
        """Write the elements of the slots, and the pages' way back to them (ISO 32000-1, 14.7.4)."""
        cast = self.plate.cast
        links = self._link_numbers = [binder.reserve() for _ in self.links]
        numbers = self._numbers = {}
        for index, slot in enumerate(self.slots):
            blank = cast.blanks[f"slot-{index}"]
            binder.fill(f"slot-{index}", self._put_kids(binder, slot.element, blank.number))
        first = len(cast.pages) + cast.links
        for offset, (number, link) in enumerate(zip(links, self.links, strict=True)):
            corners = b" ".join(b"%.2f" % corner for corner in link.corners)
            binder.put(
                b"<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[%b]/StructParent %d/Contents%b"
                b"/A<</S/URI/URI%b>>>>"
                % (corners, first + offset, text_string(link.contents), text_string(_ascii(link.target))),
                number,
            )
        parents = [(first + offset, numbers[id(link.element)]) for offset, link in enumerate(self.links)]
        binder.fill("parents", b" ".join(b"%d %d 0 R" % pair for pair in parents))
        for page in dict.fromkeys(slot.page for slot in self.slots):
            owners = [numbers[id(owner)] for owner in self._pages[page].marks]
            binder.fill(f"owners-{page}", b" ".join(b"%d 0 R" % number for number in owners))
            here = [number for number, link in zip(links, self.links, strict=True) if link.page == page]
            binder.fill(f"annots-{page}", b" ".join(b"%d 0 R" % number for number in here))


@lru_cache(maxsize=8)
def _pattern_form(count: int, operators: tuple[str, ...], color: str) -> Form:
    code = f"{color} {' '.join(operators)} f*"
    return Form(
        (loose_stream(b"/Type/XObject/Subtype/Form/BBox[0 0 %d %d]" % (count, count), code.encode("ascii")),),
        count,
        count,
    )


def _ascii(address: str) -> str:
    """Write a web address in ASCII (RFC 3986, 2.1)."""
    return "".join(c if c.isascii() else "".join(f"%{byte:02X}" for byte in c.encode()) for c in address)
