"""The imprint: a clinic's words and logo, put into the boxes that are kept free.

Which words, and in which style, stands in the table of `clinicwords`. The boxes have a fixed size,
so that the same pages serve every clinic. What does not fit is a located problem of the clinic's
file, never cut off.
"""

from __future__ import annotations

import string
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice

from clinicpress.artwork.pictures import Art
from clinicpress.content.locale import Labels
from clinicpress.content.model import Clinic
from clinicpress.content.texts import Line
from clinicpress.drawing.sheet import ClinicRoom, Piece, Sheet, Slot
from clinicpress.drawing.tagging import Element
from clinicpress.ground.problems import InputProblems, Place, Problem
from clinicpress.looks.fonts import Face
from clinicpress.looks.slots import CARD, CONTACT, IMPRINT
from clinicpress.looks.theme import Theme
from clinicpress.pdf.patch import ImprintCase, Patch, PatchSheet
from clinicpress.pdf.plate import Plate, SlotBox
from clinicpress.press.box import Composing
from clinicpress.press.card import ELLIPSIS, draw_card
from clinicpress.press.compositor import Compositor, draw_line, draw_rows, rows_height
from clinicpress.press.lettering import too_small
from clinicpress.story.clinicwords import FOOTER, PRINTED, Giver, Said, own_words, said_in, styles
from clinicpress.typesetting.lines import EPSILON, Run, pieces_of
from clinicpress.typesetting.naming import HYPHENATED, hyphen_like
from clinicpress.typesetting.oneline import Text
from clinicpress.typesetting.text import Paragraph

STOCK = string.ascii_letters + string.digits + " .,:-–'’&()/@+?=_%#{}" + ELLIPSIS
"""Characters that every plate has for the clinics' words: most imprints need no other ones."""
BETWEEN = " · "
"""What stands between the lines of the footer, where there is room for one line only."""

NO_ROOM = "this text has no room in"
"""What is told of a text that does not fit, before the parts of what is printed that it does not fit."""

Source = tuple[str, Place] | None
"""The web address of a source, and where it stands."""


class Cramped(InputProblems):
    """Raised where the box on page 1 has no room for a clinic's words."""


class Imprint:
    """Draws one clinic's imprint."""

    def __init__(self, clinic: Clinic, logo: Art | None, theme: Theme, labels: Labels) -> None:
        self.clinic, self.logo = clinic, logo
        self.theme, self.labels = theme, labels
        self._told: dict[tuple[str, Source], list[Said]] = {}
        self._compositor = Compositor(theme)
        self._cases: dict[tuple[str, str], ImprintCase] = {}
        self._patches: dict[object, Patch] = {}

    def patch(self, slot: SlotBox, plate: Plate) -> Patch:
        """Return what is put into a slot of a plate; raises InputProblems where it does not fit."""
        key = (slot.name, slot.width, slot.height, slot.grown, plate.has_contact, *self._depends(plate))
        if key not in self._patches:
            sheet = PatchSheet(slot.name, self.case(plate), mirror=slot.width if self.theme.rtl else None)
            box = Slot(slot.name, 1, 0, 0, slot.width, slot.height, sheet.element)
            self.fill(sheet, box, plate.qr, alone=not plate.has_contact, grown=slot.grown)
            self._patches[key] = sheet.finish()
        return self._patches[key]

    def footer_patch(self, plate: Plate) -> Patch:
        """Return what is put on the footers of a plate; raises InputProblems where it does not fit."""
        key = (plate.room, *self._depends(plate))
        if key not in self._patches:
            room = plate.room
            # Mirrored in its place, the room begins where it lies.
            mirror = 2 * room.x + room.width if self.theme.rtl else None
            sheet = PatchSheet("footer", self.case(plate), stamping=True, mirror=mirror)
            self.footer(sheet, room)
            self._patches[key] = sheet.finish()
        return self._patches[key]

    def case(self, plate: Plate) -> ImprintCase:
        """Return what the clinic's words are printed with on a plate."""
        key = self._depends(plate)
        if key not in self._cases:
            # Without a way back to the imprint, a clinic's memory is free as soon as it is not needed.
            all_pieces = partial(pieces_printed, self.clinic, self.theme, self.labels, plate.qr)
            self._cases[key] = ImprintCase(plate.in_stock, all_pieces)
        return self._cases[key]

    def _depends(self, plate: Plate) -> tuple[str, str]:
        """Name what of a plate has a part in what is drawn: its stock, and the address for the QR code."""
        return plate.stock_name, plate.qr[0] if plate.qr is not None and self.clinic.website is None else ""

    def _said(self, place: str, source: Source) -> list[Said]:
        key = (place, source)
        if key not in self._told:
            self._told[key] = said_in(place, _giver(self.clinic, source), self.labels)
        return self._told[key]

    def fill(self, canvas: Sheet, slot: Slot, source: Source, alone: bool = False, grown: float = 0.0) -> None:
        """Draw what belongs into a slot; raises InputProblems where it does not fit.

        `source` is the web address of a source, for a clinic without a website, and where it stands. `alone` says
        that no colophon has the clinic's further lines, and the slot has `grown` by some points for them.
        """
        lines = self._said(slot.name, source)
        if slot.name == IMPRINT:
            self._box(canvas, slot, [said for said in lines if alone or not said.row.detail], grown)
        elif slot.name == CONTACT:
            self._contact(canvas, slot, lines)
        elif slot.name == CARD:
            address = _giver(self.clinic, source).address
            assert address is not None
            draw_card(canvas, slot, self.theme, lines, address, self._compositor.line)

    def footer(self, canvas: Sheet, room: ClinicRoom) -> None:
        """Draw the clinic's lines of the footer; raises InputProblems where they do not fit."""
        lines = self._said(FOOTER, None)
        if not lines:
            return
        texts = next(self._footers(lines, room), None)
        if texts is None:
            raise _too_long(lines, "the footers")
        y = room.top
        for item in texts:
            y -= item.draw_for(None, canvas, room.x, y, room.width)

    def _footers(self, lines: list[Said], room: ClinicRoom) -> Iterator[list[Text]]:
        """Yield the ways to set name and phone in the footer: below each other, or one after the other."""
        name, *rest = sorted(lines, key=lambda said: not said.row.named)
        # A phone number is no smaller than it must be.
        below = [self._compositor.largest(said, room.width) for said in rest]
        left = room.lines - _count(below, room)
        whole = self._compositor.line(name)
        if left > 0 and whole.count(room.width) == 1:
            # Nothing is to be chosen, as mostly.
            yield [whole, *below]
        named = self._compositor.name(name)
        for style, fewest in zip(named.sizes, named.fewest(room.width), strict=True):
            names = named.broken(room.width, room.lines * style.leading, style)
            few = [each for each in islice(names, max(0, left - fewest + 1)) if len(each.parts) <= left]
            if few:
                yield [named.set(min(few, key=lambda each: each.cost), room.width, style), *below]
        for size in range(max(len(self._compositor.sizes(said)) for said in lines)):
            if _count([whole := self._in_one(lines, size)], room) <= room.lines:
                yield [whole]

    def _in_one(self, lines: list[Said], size: int) -> Paragraph:
        texts = [self._compositor.line(said, size) for said in lines]
        runs = [Run(text.plain, text.style, apart=True) for text in texts]
        parted = [part for run in runs for part in (run._replace(text=BETWEEN, apart=False), run)]
        return Paragraph(tuple(parted[1:]), texts[0].style)

    def _box(self, canvas: Sheet, slot: Slot, lines: list[Said], grown: float) -> None:
        """Draw the box on page 1."""
        top, right, bottom, left = self.theme.box("imprint").padding
        measure, room = slot.width - left - right, slot.height - top - bottom
        wide = measure > self.theme.measures.wide_box * (room - grown)
        composed = Composing(lines, self.logo, self._compositor, (measure, room), wide, room - grown).best()
        if composed is None:
            raise Cramped(_too_long(lines, "the box on page 1").problems)
        x, y = slot.x + left, slot.y - top
        for part in composed.parts:
            if part.text is not None:
                draw_line(canvas, part.text, x + part.left, y - part.down, part.width, slot.element, part.link)
            else:
                self._draw_logo(canvas, x + part.left, y - part.down, (part.width, part.height), slot.element)
        gap = self.theme.measures.wide_box_gap
        foot = slot.y - slot.height + bottom + rows_height(composed.rows, measure, gap)
        draw_rows(canvas, composed.rows, x, foot, measure, gap, slot.element)

    def _draw_logo(self, canvas: Sheet, x: float, y: float, size: tuple[float, float], element: Element) -> None:
        assert self.logo is not None and self.clinic.logo is not None
        if small := too_small(self.clinic.logo, self.logo.words_at(size[0]), "convert its text to outlines (paths)"):
            raise InputProblems(small)
        with canvas.picture(element.child("Figure", alt=str(self.clinic.name)), x, y, *size):
            canvas.art(self.logo, x, y, *size)

    def _contact(self, canvas: Sheet, slot: Slot, lines: list[Said]) -> None:
        """Draw the clinic's lines in the colophon."""
        gap = self.theme.measures.wide_box_gap
        above = [(self._compositor.line(said), said.link) for said in lines if not said.row.detail]
        rows = [(self._compositor.line(said), said.link) for said in lines if said.row.detail]
        height = sum(text.wrap(slot.width) for text, _ in above) + rows_height(rows, slot.width, gap)
        if height > slot.height + EPSILON:
            raise _too_long(lines, "the colophon")
        y = slot.y
        for text, link in above:
            y -= draw_line(canvas, text, slot.x, y, slot.width, slot.element, link)
        draw_rows(canvas, rows, slot.x, y, slot.width, gap, slot.element)


def pieces_printed(clinic: Clinic, theme: Theme, labels: Labels, source: Source) -> Iterator[Piece]:
    """Yield all that may be printed of a clinic, in the faces that it is set in."""
    for place in PRINTED:
        for number, said in enumerate(said_in(place, _giver(clinic, source), labels)):
            between = BETWEEN if place == FOOTER and number else ""
            cut = ELLIPSIS if place == CARD else ""
            hyphen = said.row.named and any(len(word) >= HYPHENATED for word in said.text.split())
            for name in said.row.styles:
                style = theme.style(name)
                pieces = [*pieces_of(Run(between + said.text + cut, style, apart=True))]
                yield from pieces
                if hyphen:
                    yield hyphen_like(pieces[0], style.chain)


def stock_of(theme: Theme, labels: Labels, named: bool, source: Source) -> dict[Face, str]:
    """List the characters by face that plates have for imprints.

    Where there is no clinic, they are those that stand beside the QR code.
    """
    if named:
        texts = (STOCK, BETWEEN, *own_words(labels))
        characters = {char for text in texts for char in text if not char.isspace() or char == " "}
        return _by_face([(style, characters) for style in styles()], theme)
    giver = _giver(Clinic(), source)
    lines = [said for place in PRINTED for said in said_in(place, giver, labels)]
    return _by_face([(said.row.style, {*said.text, ELLIPSIS}) for said in lines], theme)


def _by_face(needed: Iterable[tuple[str, set[str]]], theme: Theme) -> dict[Face, str]:
    """List the characters that are needed in text styles by the styles' first faces, where these have them."""
    found: dict[Face, set[str]] = {}
    for style, characters in needed:
        found.setdefault(theme.style(style).chain[0], set()).update(characters)
    return {face: "".join(char for char in sorted(chars) if ord(char) in face.glyphs) for face, chars in found.items()}


def _giver(clinic: Clinic, source: Source) -> Giver:
    return Giver(clinic, Line(*source) if source is not None else None)


def draw_frame(canvas: Sheet, slot: Slot, theme: Theme) -> None:
    """Draw the frame of the imprint box, which stays blank for a rubber stamp where there is no clinic."""
    style = theme.box("imprint")
    x = canvas.left(slot.x, slot.width)
    canvas.box(x, slot.y, slot.width, slot.height, style.fill, style.stroke, style.width, style.radius)


def _count(texts: Iterable[Text], room: ClinicRoom) -> int:
    return sum(text.count(room.width) for text in texts)


def _too_long(lines: Iterable[Said], where: str) -> InputProblems:
    """Tell the longest of some words that they have no room in a part of what is printed."""
    return InputProblems([Problem(_longest(lines).place, NO_ROOM, "shorten it", where=(where,))])


def _longest(lines: Iterable[Said]) -> Line:
    return max((part for said in lines for part in said.words), key=len)
