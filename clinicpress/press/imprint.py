"""The imprint: a clinic's words and logo, put into the boxes that are kept free.

Which words, and in which style, stands in the table of `clinicwords`. The boxes have a fixed size,
so that the same pages serve every clinic. What does not fit is a located problem of the clinic's
file, never cut off.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from clinicpress.artwork.pictures import Art
from clinicpress.content.locale import Labels
from clinicpress.content.model import Clinic
from clinicpress.content.texts import Line
from clinicpress.drawing.sheet import ClinicRoom, Sheet, Slot
from clinicpress.drawing.tagging import Element
from clinicpress.ground.problems import InputProblems, Place
from clinicpress.looks.fonts import Chain, Face
from clinicpress.looks.layout import CARD, CONTACT, IMPRINT
from clinicpress.looks.theme import TextStyle, Theme
from clinicpress.pdf.casting import Form
from clinicpress.pdf.patch import Patch, PatchSheet, TypeCase
from clinicpress.pdf.plate import Plate, SlotBox
from clinicpress.press.card import ELLIPSIS, draw_card
from clinicpress.story.clinicwords import FOOTER, PRINTED, Giver, Said, own_words, said_in, styles, with_room
from clinicpress.typesetting.lines import EPSILON
from clinicpress.typesetting.page import line
from clinicpress.typesetting.text import Paragraph

STOCK = string.ascii_letters + string.digits + " .,:-–'’&()/@+?=_%#{}" + ELLIPSIS
"""Characters that every plate has for the clinics' words: most imprints need no other ones."""
BETWEEN = " · "
"""What stands between the lines of the footer, where there is room for one line only."""

Source = tuple[str, Place] | None
"""The web address of a source, and where it stands."""


@dataclass(frozen=True)
class _Part:
    """A line or the logo in the imprint box."""

    height: float
    text: Paragraph | None = None
    logo: tuple[float, float] | None = None
    """Its width and height."""


@dataclass(frozen=True)
class _Column:
    """Parts below each other, at a distance from the box's left padding."""

    offset: float
    measure: float
    parts: list[_Part]

    @property
    def height(self) -> float:
        """Its height in points, without the space below its last part."""
        trailing = self.parts[-1].text.after if self.parts and self.parts[-1].text else 0.0
        return sum(part.height for part in self.parts) - trailing


class Imprint:
    """Draws one clinic's imprint."""

    def __init__(self, clinic: Clinic, logo: Art | None, theme: Theme, labels: Labels) -> None:
        self.clinic, self.logo = clinic, logo
        self.theme, self.labels = theme, labels
        self._told: dict[tuple[str, Source], list[Said]] = {}
        self._lines: dict[tuple[str, str, float], Paragraph] = {}
        self._cases: dict[tuple[str, str], TypeCase] = {}
        self._patches: dict[object, Patch] = {}

    def patch(self, slot: SlotBox, plate: Plate, form_of: Callable[[Art], Form]) -> Patch:
        """Return what is put into a slot of a plate; raises InputProblems where it does not fit."""
        key = (slot.name, slot.width, slot.height, *self._depends(plate))
        if key not in self._patches:
            sheet = PatchSheet(slot.name, self.case(plate), form_of)
            self.fill(sheet, Slot(slot.name, 1, 0, 0, slot.width, slot.height, sheet.element), plate.qr)
            self._patches[key] = sheet.finish()
        return self._patches[key]

    def footer_patch(self, plate: Plate, form_of: Callable[[Art], Form]) -> Patch:
        """Return what is put on the footers of a plate; raises InputProblems where it does not fit."""
        key = (plate.room, *self._depends(plate))
        if key not in self._patches:
            sheet = PatchSheet("footer", self.case(plate), form_of, stamping=True)
            self.footer(sheet, plate.room)
            self._patches[key] = sheet.finish()
        return self._patches[key]

    def case(self, plate: Plate) -> TypeCase:
        """Return what the clinic's words are printed with on a plate."""
        key = self._depends(plate)
        if key not in self._cases:
            self._cases[key] = TypeCase(plate.stock, self._texts(plate.qr))
        return self._cases[key]

    def _depends(self, plate: Plate) -> tuple[str, str]:
        """Name what of a plate has a part in what is drawn: its stock, and the address for the QR code."""
        return plate.stock_name, plate.qr[0] if plate.qr is not None and self.clinic.website is None else ""

    def _said(self, place: str, source: Source) -> list[Said]:
        key = (place, source)
        if key not in self._told:
            self._told[key] = said_in(place, _giver(self.clinic, source), self.labels)
        return self._told[key]

    def _texts(self, source: Source) -> list[tuple[str, Chain]]:
        """List all that may be printed, with the faces that it is set in."""
        found = []
        for place in PRINTED:
            for number, said in enumerate(self._said(place, source)):
                between = BETWEEN if place == FOOTER and number else ""
                cut = ELLIPSIS if place == CARD else ""
                found += [(between + said.text + cut, self.theme.style(style).chain) for style in said.row.styles]
        return found

    def fill(self, canvas: Sheet, slot: Slot, source: Source) -> None:
        """Draw what belongs into a slot; raises InputProblems where it does not fit.

        `source` is the web address of a source, for a clinic without a website, and where it stands.
        """
        lines = self._said(slot.name, source)
        if slot.name == IMPRINT:
            self._box(canvas, slot, lines)
        elif slot.name == CONTACT:
            self._contact(canvas, slot, lines)
        elif slot.name == CARD:
            address = _giver(self.clinic, source).address
            assert address is not None
            draw_card(canvas, slot, self.theme, lines, address, self._set)

    def _set(self, said: Said, size: int = 0, wide: bool = False) -> Paragraph:
        """Return a line of text in a size of its style, which is broken but once for all pages of the clinic."""
        sizes = self._sizes(said, wide)
        style = sizes[min(size, len(sizes) - 1)]
        if said.row.label is not None:
            return _label(self.theme, said.text, style.name)
        key = (said.text, style.name, style.size)
        if key not in self._lines:
            self._lines[key] = line(said.text, style)
        return self._lines[key]

    def _sizes(self, said: Said, wide: bool = False) -> tuple[TextStyle, ...]:
        return self.theme.style(said.row.wide if wide and said.row.wide else said.row.style).sizes

    def _largest(self, said: Said, measure: float, size: int = 0, wide: bool = False) -> Paragraph:
        """Return a line in the largest size from `size` on in which it needs no second one, or else in the smallest."""
        texts = [self._set(said, each, wide) for each in range(size, max(size + 1, len(self._sizes(said, wide))))]
        return next((text for text in texts if len(text.lines(measure)) == 1), texts[-1])

    def footer(self, canvas: Sheet, room: ClinicRoom) -> None:
        """Draw the clinic's lines of the footer; raises InputProblems where they do not fit."""
        lines = self._said(FOOTER, None)
        if not lines:
            return
        # Below each other, or one after the other where there is no room for that.
        below = [self._largest(said, room.width) for said in lines]
        steps = range(max(len(self._sizes(said)) for said in lines))
        after = ([self._in_one(lines, size)] for size in steps)
        for texts in (below, *after):
            if sum(len(item.lines(room.width)) for item in texts) <= room.lines:
                break
        else:
            where = "line" if room.lines == 1 else f"{room.lines} lines"
            raise InputProblems.one(
                _longest(lines).place,
                f"the clinic's name and phone do not fit the {where} that the footer has for them",
                "shorten this text",
            )
        y = room.top
        for item in texts:
            item.draw(canvas, room.x, y, room.width)
            y -= item.wrap(room.width)

    def _in_one(self, lines: list[Said], size: int) -> Paragraph:
        texts = [self._set(said, size) for said in lines]
        runs = [
            replace(text.runs[0], text=f"{BETWEEN if number else ''}{text.plain}") for number, text in enumerate(texts)
        ]
        return Paragraph(tuple(runs), texts[0].style)

    # The box on page 1 ------------------------------------------------------------------------

    def _box(self, canvas: Sheet, slot: Slot, lines: list[Said]) -> None:
        top, right, bottom, left = self.theme.box("imprint").padding
        measure, room = slot.width - left - right, slot.height - top - bottom
        wide = measure > self.theme.measures.wide_box * room
        columns = self._fitting(lines, measure, room, wide)
        words = max((column.height for column in columns if column.parts[0].text), default=0.0)
        for column in columns:
            x, y = slot.x + left + column.offset, slot.y - top
            if wide:
                y -= (room - (words if column.parts[0].text else column.height)) / 2
            for part in column.parts:
                if part.logo:
                    self._draw_logo(canvas, x, y, part.logo, slot.element)
                elif part.text:
                    text = part.text
                    y -= text.before
                    text.draw_owned(canvas, x, y, column.measure, slot.element)
                    y -= text.wrap(column.measure) + text.after
                    continue
                y -= part.height

    def _fitting(self, lines: list[Said], measure: float, room: float, wide: bool) -> list[_Column]:
        """Return what is in the box as large as it fits; raises InputProblems where nothing does."""
        columns: list[_Column] = []
        for some, high, size in self._tries(lines, room, wide):
            columns = self._side_by_side(some, measure, high, size) if wide else self._below(some, measure, high, size)
            if max(column.height for column in columns) <= room + EPSILON:
                return columns
        over = max(column.height for column in columns) - room
        raise InputProblems.one(
            _longest(lines).place,
            f"the clinic's logo, name and phone do not fit the imprint box: they are {over:.0f} points too high",
            "shorten this text, or leave out the logo",
        )

    def _tries(self, lines: list[Said], room: float, wide: bool) -> Iterator[tuple[list[Said], float, int]]:
        """Yield lines with the height of the logo and the size of the name, as one after the other gives way.

        In a narrow box the first of our own words make room before anything gets smaller, the others after that.
        """
        measures = self.theme.measures
        most = room if wide else measures.logo_height
        logos = [most, measures.logo_least] if self.logo is not None and measures.logo_least < most else [most]
        steps = range(max(len(self._sizes(said, wide)) for said in lines))
        whole, *fewer = with_room(lines)
        yield from ((whole, logos[0], size) for size in (steps if wide else (0,)))
        for some in fewer or [whole]:
            yield from ((some, high, size) for high in logos for size in steps)

    def _logo(self, measure: float, high: float) -> list[_Part]:
        if self.logo is None:
            return []
        measures = self.theme.measures
        size = _fitted(self.logo, (min(measures.logo_width, measure), high))
        return [_Part(size[1] + measures.logo_after, logo=size)]

    def _below(self, lines: list[Said], measure: float, high: float, size: int) -> list[_Column]:
        """Set logo and lines below each other."""
        texts = [self._largest(said, measure) if said.row.aside else self._set(said, size) for said in lines]
        return [_Column(0.0, measure, [*self._logo(measure, high), *_parts(texts, measure)])]

    def _side_by_side(self, lines: list[Said], measure: float, high: float, size: int) -> list[_Column]:
        """Set the logo at the left of the lines, and the phone at their right."""
        gap = self.theme.measures.wide_box_gap
        columns, begin = [], 0.0
        for part in self._logo(measure, high):
            assert part.logo is not None
            width, height = part.logo
            columns.append(_Column(0.0, width, [replace(part, height=height)]))
            begin = width + gap
        half = (measure - begin) / 2
        first = [self._set(said, size, wide=True) for said in lines if not said.row.aside]
        last = [self._largest(said, half, size, wide=True) for said in lines if said.row.aside]
        aside = min(max((text.lines(10_000)[0].width for text in last), default=0.0), half)
        end = measure - aside - gap if last else measure
        columns.append(_Column(begin, end - begin, _parts(first, end - begin)))
        return [*columns, _Column(measure - aside, aside, _parts(last, aside))] if last else columns

    def _draw_logo(self, canvas: Sheet, x: float, y: float, size: tuple[float, float], element: Element) -> None:
        assert self.logo is not None
        with canvas.picture(element.child("Figure", alt=str(self.clinic.name)), x, y, *size):
            canvas.art(self.logo, x, y, *size)

    # The colophon -----------------------------------------------------------------------------

    def _contact(self, canvas: Sheet, slot: Slot, lines: list[Said]) -> None:
        style = self.theme.style("colophon")
        texts = [self._set(said) for said in lines]
        height = sum(item.wrap(slot.width) for item in texts)
        if height > slot.height + 0.01:
            raise InputProblems.one(
                _longest(lines).place,
                f"the clinic's tagline, address and e-mail do not fit their box in the colophon: they take "
                f"{round(height / style.leading)} lines, {int(slot.height / style.leading)} fit",
                "shorten this text, or leave some out",
            )
        y = slot.y
        for item in texts:
            item.draw_owned(canvas, slot.x, y, slot.width, slot.element)
            y -= item.wrap(slot.width)


@lru_cache(maxsize=64)
def _label(theme: Theme, words: str, style: str) -> Paragraph:
    """Return a line of our own, which is the same for all clinics."""
    return line(words, theme.style(style))


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
    canvas.box(slot.x, slot.y, slot.width, slot.height, style.fill, style.stroke, style.width, style.radius)


def _longest(lines: Iterable[Said]) -> Line:
    return max((part for said in lines for part in said.words), key=len)


def _parts(texts: list[Paragraph], measure: float) -> list[_Part]:
    return [_Part(text.before + text.wrap(measure) + text.after, text) for text in texts]


def _fitted(logo: Art, most: tuple[float, float]) -> tuple[float, float]:
    """Return the width and height of a logo that fills what it may take."""
    width, height = logo.size
    scale = min(most[0] / width, most[1] / height)
    return width * scale, height * scale
