"""Patches: what an imprint puts into one slot, drawn once for a clinic and then placed on every plate.

A patch has its own origin, the slot's top left corner, and its own numbers for marked content. Its
characters have the codes that they have in every plate; those that plates do not have are extras
of the clinic, in small fonts of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from clinicpress.artwork.pictures import Art
from clinicpress.drawing.sheet import Line, Piece, Sheet
from clinicpress.drawing.tagging import Annotation, Element, faults_in
from clinicpress.drawing.typecase import Kerned, in_hex, words_from_the_left
from clinicpress.foundry.shaping import Sort, words_in
from clinicpress.ground.faults import FaultyDrawing, FaultyProof
from clinicpress.looks.color import Color
from clinicpress.looks.fonts import Face
from clinicpress.pdf.binding import written_stream
from clinicpress.pdf.casting import Form, LooseObject, loose_stream
from clinicpress.pdf.docket import signs_of
from clinicpress.pdf.frame import Pattern, pattern_of
from clinicpress.pdf.stock import Stock
from clinicpress.pdf.type0 import type0
from clinicpress.pdf.witness import content_of
from clinicpress.scripts.bidiclasses import runs_to_the_left
from clinicpress.scripts.clusters import clusters

EXTRA = "I"
"""How the resources of fonts begin that come with an imprint."""
HOLE = "\0"
"""Where the number of marked content stands among the operators of a sheet."""


class ImprintCase:
    """What a clinic's words are printed with: the stock of the plates, and extras of its own.

    The extras are those of all texts that an imprint may hold, whether they are on this plate or
    not: what is printed must not depend on what was printed before. Most clinics need none, and are
    not asked for all of their texts.
    """

    def __init__(self, stock: Stock, pieces: Callable[[], Iterable[Piece]]) -> None:
        """Take the stock of plates; `pieces` gives all that may be printed."""
        self._stock, self._pieces = stock, pieces

    @cached_property
    def _extras(self) -> dict[str, tuple[str, Face, dict[Sort, str]]]:
        """For each face that lacks some, the font resource, the face and the codes of its sorts."""
        wanted: dict[str, tuple[Face, set[Sort]]] = {}
        pieces = [*self._pieces()]
        # Readers turn round each run of a font by itself: words that run to the left would change places.
        whole = {each.face.name for each in pieces if each.level & 1 and self._lacks(each)}
        mixed = any(each.level for each in pieces)
        for piece in pieces:
            stocked = {} if piece.level & 1 and piece.face.name in whole else self._stock.of(piece.face)[1]
            lacking = [_lacking(piece.face, word, piece.level, stocked) for word in words_in(piece.text)]
            # A space between two texts of a line may run another way than in either, and is of the face beside it then.
            lacking.append(_spaces(piece.face, mixed) - stocked.keys())
            if any(lacking):
                wanted.setdefault(piece.face.name, (piece.face, set()))[1].update(*lacking)
        return {
            name: (f"/{EXTRA}{index}", face, {sort: in_hex(code) for code, sort in enumerate(sorted(sorts), 1)})
            for index, (name, (face, sorts)) in enumerate(sorted(wanted.items()))
        }

    def _lacks(self, piece: Piece) -> bool:
        stocked = self._stock.of(piece.face)[1]
        return any(_lacking(piece.face, word, piece.level, stocked) for word in words_in(piece.text))

    def encoded(self, piece: Piece) -> list[tuple[str, str]]:
        """Return the font resources that print a piece, each with what stands in its array of codes."""
        face, to_the_left = piece.face, piece.level & 1 == 1
        # What runs to the left is in one font, which is the clinic's own where it needs one.
        if not (to_the_left and face.name in self._extras):
            try:
                return [(self._stock.of(face)[0], self._stock.array(face, piece.text, to_the_left))]
            except KeyError:
                pass
        words = words_from_the_left(piece.text, piece.level)
        found = [part for word in words for part in self._mixed(face, word, to_the_left)]
        return [(font, "".join([array for _, array in group])) for font, group in groupby(found, key=itemgetter(0))]

    def _mixed(self, face: Face, word: str, to_the_left: bool) -> list[tuple[str, str]]:
        """Write a word that may not be in stock: in one font, with its codes."""
        resource, stocked = self._stock.of(face)
        own, _, extras = self._extras.get(face.name, ("", face, {}))
        shaped = face.shaper.shape(word, to_the_left)
        fonts: list[tuple[str, Mapping[Sort, str]]] = [(resource, stocked), (own, extras)]
        for font, codes in fonts[:: -1 if to_the_left else 1]:
            if all(sort in codes for _, sort in shaped.sorts):
                return [(font, Kerned(codes.__getitem__).word(shaped))]
        # A part of a broken word may have forms that no word has: then letters stand as they do alone.
        letters = clusters(word)
        if len(letters) < 2:
            raise FaultyDrawing(f"an imprint says “{word}”, which none of its texts does")
        return [
            part for letter in letters[:: -1 if to_the_left else 1] for part in self._mixed(face, letter, to_the_left)
        ]

    def fonts(self, used: Set[str]) -> dict[str, tuple[LooseObject, ...]]:
        """Return the fonts of the extras, as far as their resources are among those used, by these."""
        if not any(resource.startswith(EXTRA) for resource in used):
            return {}
        return {
            resource: type0(face.font, tuple(codes))
            for name, face, codes in self._extras.values()
            if (resource := name.removeprefix("/")) in used
        }


def _lacking(face: Face, word: str, level: int, stocked: Mapping[Sort, str]) -> set[Sort]:
    """Return the sorts of a word that the stock has not all of, and those of its letters where each stands alone.

    No word is printed with two fonts: readers lose joiners, which have no ink, where a font has nothing else to print.
    """
    to_the_left = level & 1 == 1
    sorts = {sort for _, sort in face.shaper.shape(word, to_the_left).sorts}
    if sorts <= stocked.keys():
        return set()
    return sorts.union(sort for letter in clusters(word) for _, sort in face.shaper.shape(letter, to_the_left).sorts)


def _spaces(face: Face, mixed: bool) -> set[Sort]:
    """Return the sorts that spaces are, where texts run both ways or those that run to the left are others."""
    if ord(" ") not in face.glyphs:
        return set()
    found = {sort for to_the_left in (False, True) for _, sort in face.shaper.shape(" ", to_the_left).sorts}
    return found if mixed or len(found) > 1 else set()


class Link(NamedTuple):
    """A link annotation: its corners, where it leads and what it says."""

    corners: tuple[float, float, float, float]
    target: str
    contents: str
    element: Element


@dataclass(frozen=True, eq=False)
class Patch:
    """A drawing that is ready to be placed."""

    elements: Sequence[Element]
    """Its structure elements, in reading order; the first holds all others."""
    owners: list[Element]
    """The elements of its marked content, by id."""
    links: list[Link]
    pictures: dict[str, Form]
    texts: list[Line]
    """Its lines, but for those of the footers."""
    furniture: str
    """What it says that belongs to no element."""
    fonts: frozenset[str]
    """The resources of the fonts that it is printed in."""
    signs: str
    """The signs of its texts, for the docket."""
    pattern: Pattern
    """What it has without its words."""
    speaking: Sequence[Element]
    """The elements that say more than what is drawn for them."""
    _operators: str
    """Its operators, to be formatted with the numbers of its marked content."""
    _drawn: dict[int, bytes] = field(default_factory=dict, init=False, repr=False)

    @property
    def element(self) -> Element:
        """The element that holds all others."""
        return self.elements[0]

    @property
    def code(self) -> bytes:
        """The operators of its one picture, where that is a QR code."""
        [form] = self.pictures.values()
        return content_of(form)

    def operators(self, first_mcid: int) -> str:
        """Return the drawing's operators, with its marked content counted from a number."""
        return self._operators % tuple(range(first_mcid, first_mcid + len(self.owners)))

    def drawn(self, first_mcid: int) -> bytes:
        """Return the drawing as a stream of a file, with its marked content counted from a number."""
        if first_mcid not in self._drawn:
            self._drawn[first_mcid] = written_stream(b"", self.operators(first_mcid).encode("ascii"))
        return self._drawn[first_mcid]


class PatchSheet(Sheet):
    """A sheet on which one patch is drawn, with y = 0 at its top; `mirror` as sheets have it."""

    # A clinic's name and address are proven letter by letter, in footers as well.
    shows_hyphens = False

    def __init__(self, name: str, case: ImprintCase, stamping: bool = False, mirror: float | None = None) -> None:
        self._lay_out()
        self.mirror = mirror
        self._operators = []
        self._name, self._case, self._stamping = name, case, stamping
        self.lines: list[Line] = []
        self._links: list[Link] = []
        self._pictures: dict[str, Form] = {}
        self.element = Element("Div")

    @property
    def page(self) -> int:
        """The page at hand; a patch has but one."""
        return 1

    def _note(self, x: float, baseline: float, pieces: Sequence[Piece], said: str, element: Element | None) -> None:
        self.lines.append(Line(self.page, x, baseline, self._type[1], said, tuple(pieces)))

    def _mcid(self, number: int) -> str:
        return HOLE

    def encoded(self, piece: Piece) -> Iterable[tuple[str, str]]:
        """Return the font resources that print a piece, each with what stands in its array of codes."""
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

    def pattern(self, x: float, y: float, size: float, count: int, path: str, color: Color) -> None:
        """Draw a path on a grid of `count` units a side into the square whose top corner is x, y."""
        x = self.left(x, size)
        form = _pattern_form(count, f"{self._color(color, stroke=False)} {path} f*")
        unit, name = size / count, self._name_of(form)
        self._operators.append(f"q {unit:.5g} 0 0 {-unit:.5g} {x:.2f} {y:.2f} cm /{name} Do Q")

    def _name_of(self, form: Form) -> str:
        name = f"{self._name}-{len(self._pictures)}"
        self._pictures[name] = form
        return name

    def finish(self) -> Patch:
        """Return the patch, proven; raises FaultyProof where not all was drawn that must be said."""
        self._close()
        elements = self.element.walk()
        if faults := faults_in(elements):
            raise FaultyProof(faults[0])
        for element in elements:
            # Without the way back, an element's memory is free as soon as it is not needed.
            element.parent = None
        # Readers may turn round all of a line of which most runs to the left, a telephone in it, too.
        rtl = self.mirror is not None or runs_to_the_left("".join([each.text for each in self.lines]))
        pattern, speaking = pattern_of(elements, len(self._owners), len(self._links), self._pictures)
        return Patch(
            elements,
            self._owners,
            self._links,
            self._pictures,
            [] if self._stamping else self.lines,
            " ".join([line.text for line in self.lines]) if self._stamping else "",
            frozenset([resource.removeprefix("/") for resource in self._fonts]),
            "".join(signs_of(elements, rtl=rtl)),
            pattern,
            speaking,
            "\n".join(self._operators).replace("%", "%%").replace(HOLE, "%d"),
        )


@lru_cache(maxsize=8)
def _pattern_form(count: int, code: str) -> Form:
    entries = b"/Type/XObject/Subtype/Form/BBox[0 0 %d %d]" % (count, count)
    return Form((loose_stream(entries, code.encode("ascii")),), count, count)
