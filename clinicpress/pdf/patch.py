"""Patches: what an imprint puts into one slot, drawn once for a clinic and then placed on every plate.

A patch has its own origin, the slot's top left corner, and its own numbers for marked content. Its
characters have the codes that they have in every plate; those that plates do not have are extras
of the clinic, in small fonts of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby
from typing import NamedTuple

from clinicpress.artwork.pictures import Art
from clinicpress.drawing.sheet import Line, Piece, Sheet
from clinicpress.drawing.tagging import Annotation, Element
from clinicpress.ground.characters import NBSP
from clinicpress.ground.faults import FaultyDrawing, FaultyProof
from clinicpress.looks.color import Color
from clinicpress.looks.fonts import Chain, Face
from clinicpress.pdf.casting import Form, LooseObject, loose_stream
from clinicpress.pdf.docket import signs_of
from clinicpress.pdf.supplement import supplement
from clinicpress.pdf.witness import content_of

MOST_CODES = 255
"""How many characters a simple font has room for, beside the box for missing ones."""
HOLE = "\0"
"""Where the number of marked content stands among a patch's operators."""

Stock = Mapping[str, tuple[str, Mapping[str, int]]]
"""For each face that plates have characters of, the font's resource and the characters' codes."""


class TypeCase:
    """What a clinic's words are printed with: the stock of the plates, and extras of its own.

    The extras are those of all texts that an imprint may hold, whether they are on this plate or
    not: what is printed must not depend on what was printed before.
    """

    def __init__(self, stock: Stock, texts: Iterable[tuple[str, Chain]]) -> None:
        self.stock = stock
        needed: dict[str, tuple[Face, set[str]]] = {}
        for text, chain in texts:
            first = chain[0]
            for char in {*text, " "}.difference(self._stocked(first)):
                face = first if char == NBSP else chain.face_for(char)
                needed.setdefault(face.name, (face, set()))[1].add(char.replace(NBSP, " "))
        extras = {name: (face, chars.difference(self._stocked(face))) for name, (face, chars) in sorted(needed.items())}
        self._extras = {name: (face, sorted(chars)) for name, (face, chars) in extras.items() if chars}
        self._codes: dict[str, dict[str, tuple[str, int]]] = {}

    def _stocked(self, face: Face) -> Mapping[str, int]:
        return self.stock[face.name][1] if face.name in self.stock else {}

    def encoded(self, piece: Piece) -> list[tuple[str, bytes]]:
        """Return the font resources that print a piece, each with its codes."""
        name = piece.face.name
        if name in self.stock and name not in self._extras:
            resource, table = self.stock[name]
            return [(resource, bytes([table[char] for char in piece.text]))]
        codes = self._codes.get(name)
        if codes is None:
            codes = self._codes[name] = self._all_codes(name)
        runs = groupby((codes[char] for char in piece.text), key=lambda code: code[0])
        return [(resource, bytes([code for _, code in run])) for resource, run in runs]

    def _all_codes(self, name: str) -> dict[str, tuple[str, int]]:
        resource, table = self.stock.get(name, ("", {}))
        codes = {char: (resource, code) for char, code in table.items()}
        index = list(self._extras).index(name)
        for number, char in enumerate(self._extras[name][1]):
            codes[char] = (f"/I{index}+{number // MOST_CODES}", number % MOST_CODES + 1)
        return codes

    def fonts(self) -> dict[str, tuple[LooseObject, ...]]:
        """Return the fonts of the extras by the names of their resources."""
        return {
            f"I{index}+{part}": supplement(face.font, "".join(chars[at : at + MOST_CODES]))
            for index, (face, chars) in enumerate(self._extras.values())
            for part, at in enumerate(range(0, len(chars), MOST_CODES))
        }


class Link(NamedTuple):
    """A link annotation: its corners, where it leads and what it says."""

    corners: tuple[float, float, float, float]
    target: str
    contents: str
    element: Element


@dataclass(frozen=True, eq=False)
class Patch:
    """A drawing that is ready to be placed."""

    element: Element
    owners: list[Element]
    """The elements of its marked content, by id."""
    links: list[Link]
    pictures: dict[str, Form]
    texts: list[Line]
    furniture: str
    """What it says that belongs to no element."""
    _parts: list[str]
    _mcids: list[int]
    _rtl: bool = False
    """The page that it is for runs from right to left."""

    @cached_property
    def signs(self) -> list[str]:
        """The signs of its texts, for the docket."""
        return signs_of(self.element, rtl=self._rtl)

    @cached_property
    def code(self) -> bytes:
        """The operators of its one picture, where that is a QR code."""
        [form] = self.pictures.values()
        return content_of(form)

    def operators(self, first_mcid: int) -> str:
        """Return the drawing's operators, with its marked content counted from a number."""
        said = self._parts[0]
        for mcid, part in zip(self._mcids, self._parts[1:], strict=True):
            said += f"{first_mcid + mcid}{part}"
        return said


class PatchSheet(Sheet):
    """A sheet on which one patch is drawn, with y = 0 at its top; `mirror` as sheets have it."""

    # A clinic's name and address are proven letter by letter, in footers as well.
    shows_hyphens = False

    def __init__(self, name: str, case: TypeCase, stamping: bool = False, mirror: float | None = None) -> None:
        self._lay_out()
        self.mirror = mirror
        self._operators = []
        self._name, self._case, self._stamping = name, case, stamping
        self._order: list[int] = []
        self._links: list[Link] = []
        self._pictures: dict[str, Form] = {}
        self.element = Element("Div")

    @property
    def page(self) -> int:
        """The page at hand; a patch has but one."""
        return 1

    def _mcid(self, number: int) -> str:
        self._order.append(number)
        return HOLE

    def encoded(self, piece: Piece) -> Iterable[tuple[str, bytes]]:
        """Return the font resources that print a piece, each with its codes."""
        return self._case.encoded(piece)

    def link(self, target: str, x: float, y: float, width: float, height: float, element: Element) -> None:
        """Make a box a link of an element to a web address."""
        said, left = element.alt or target, self.left(x, width)
        element.place(Annotation(0, len(self._links), said))
        self._links.append(Link((left, y - height, left + width, y), target, said, element))

    def anchor(self, name: str, y: float) -> None:
        """Refuse a place that links could lead to: an imprint has none."""
        raise FaultyDrawing("an imprint has no places that links lead to")

    def _form_for(self, art: Art, width: float, height: float) -> str:
        """Return the name of the form XObject that a picture of a size is drawn by."""
        # Most imprints have no picture but their code, which needs nothing of that.
        from clinicpress.pdf.forms import form_of

        return self._name_of(form_of(art, width, height))

    def pattern(self, x: float, y: float, size: float, count: int, operators: tuple[str, ...], color: Color) -> None:
        """Draw path operators on a grid of `count` units a side into the square whose top corner is x, y."""
        x = self.left(x, size)
        form = _pattern_form(count, operators, self._color(color, stroke=False))
        unit, name = size / count, self._name_of(form)
        self._operators.append(f"q {unit:.5g} 0 0 {-unit:.5g} {x:.2f} {y:.2f} cm /{name} Do Q")

    def _name_of(self, form: Form) -> str:
        name = f"{self._name}-{len(self._pictures)}"
        self._pictures[name] = form
        return name

    def finish(self) -> Patch:
        """Return the patch, proven; raises FaultyProof where not all was drawn that must be said."""
        self._close()
        for fault in self.element.faults():
            raise FaultyProof(fault)
        for element in self.element.walk():
            # Without the way back, an element's memory is free as soon as it is not needed.
            element.parent = None
        parts = "\n".join(self._operators).split(HOLE)
        furniture = self.record.furniture.get(self.page, "").strip()
        return Patch(
            self.element,
            self._owners,
            self._links,
            self._pictures,
            self.record.texts,
            furniture,
            parts,
            self._order,
            self.mirror is not None,
        )


@lru_cache(maxsize=8)
def _pattern_form(count: int, operators: tuple[str, ...], color: str) -> Form:
    code = f"{color} {' '.join(operators)} f*"
    entries = b"/Type/XObject/Subtype/Form/BBox[0 0 %d %d]" % (count, count)
    return Form((loose_stream(entries, code.encode("ascii")),), count, count)
