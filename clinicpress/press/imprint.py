"""The imprint: a clinic's name, address, phone and logo, put into the boxes that are kept free.

The boxes have a fixed size, so that the same pages serve every clinic. What does not fit is a
located problem of the clinic's file, never cut off.
"""

from __future__ import annotations

import string
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from clinicpress.artwork.pictures import Art
from clinicpress.content.locale import Labels
from clinicpress.content.model import Clinic
from clinicpress.content.texts import Line
from clinicpress.drawing.sheet import ClinicRoom, Sheet, Slot
from clinicpress.drawing.tagging import Element
from clinicpress.ground.characters import printable, spaced
from clinicpress.ground.problems import InputProblems, Place
from clinicpress.looks.fonts import Chain, Face
from clinicpress.looks.theme import Theme
from clinicpress.pdf.casting import Form
from clinicpress.pdf.patch import Patch, PatchSheet, TypeCase
from clinicpress.pdf.plate import Plate, SlotBox
from clinicpress.typesetting.leaves import draw_qr
from clinicpress.typesetting.page import line
from clinicpress.typesetting.text import Paragraph, Run

LOGO = (100.0, 28.0)
"""The most width and height of a logo, in points; in a wide box it may be as high as the box."""
WIDE = 4.0
"""A box this many times as wide as high has its parts side by side."""
GAP = 16.0
MOST_CODED = 280
"""The most bytes of an address: the modules of a larger code would be less than a point wide."""
STYLES = ("imprint-name", "imprint-phone", "colophon", "footer", "footer-strong")
"""The text styles of the clinic's own words."""
STOCK = string.ascii_letters + string.digits + " .,:-–'’&()/@+?=_%#"
"""Characters that every plate has for the clinics' words: most imprints need no other ones."""


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


class Imprint:
    """Draws one clinic's imprint."""

    def __init__(self, clinic: Clinic, logo: Art | None, theme: Theme, labels: Labels) -> None:
        self.clinic, self.logo = clinic, logo
        self.theme, self.labels = theme, labels
        self._lines: dict[tuple[str, str], Paragraph] = {}
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

    def _texts(self, qr: tuple[str, Place] | None) -> list[tuple[str, Chain]]:
        """List all that may be printed, with the faces that it is set in."""
        clinic, labels = self.clinic, self.labels
        found = [(words, "colophon") for words in self._contact_words()]
        if clinic.website is not None or qr is not None:
            found += [(paragraph.plain, "colophon") for paragraph in self._card_lines(qr)[1]]
        if clinic.name is not None:
            found += [(clinic.name, "imprint-name"), (clinic.name, "footer-strong")]
            found.append((labels.given_to_you_by, "imprint-label"))
        if clinic.phone is not None:
            found += [(clinic.phone, "imprint-phone"), (labels.questions_call, "imprint-line")]
            found.append((f" · {self._phone_line()}", "footer"))
        return [(spaced(printable(words)), self.theme.style(style).chain) for words, style in found]

    def fill(self, canvas: Sheet, slot: Slot, qr: tuple[str, Place] | None) -> None:
        """Draw what belongs into a slot; raises InputProblems where it does not fit.

        `qr` is the web address of a source, for a clinic without a website, and where it stands.
        """
        if slot.name == "imprint":
            self._box(canvas, slot)
        elif slot.name == "contact":
            self._contact(canvas, slot)
        elif slot.name == "card":
            self._card(canvas, slot, qr)

    def _line(self, words: str, style: str) -> Paragraph:
        """Return a line of text, which is broken but once for all pages of the clinic."""
        key = (words, style)
        if key not in self._lines:
            self._lines[key] = line(words, self.theme.style(style))
        return self._lines[key]

    def footer(self, canvas: Sheet, room: ClinicRoom) -> None:
        """Draw the clinic's lines of the footer."""
        clinic = self.clinic
        if clinic.name is None:
            return
        # Below each other, or one after the other where there is no room for that.
        for in_one in (False, True):
            lines = self._footer_lines(in_one)
            if sum(len(item.lines(room.width)) for item in lines) <= room.lines:
                break
        else:
            raise InputProblems.one(
                _longest(clinic.name, clinic.phone).place,
                f"the clinic's name and phone do not fit the {room.lines} line(s) that the footer has for them",
                "shorten this text",
            )
        y = room.top
        for item in lines:
            item.draw(canvas, room.x, y, room.width)
            y -= item.wrap(room.width)

    def _phone_line(self) -> str:
        return str(self.labels.phone).format(phone=self.clinic.phone)

    def _footer_lines(self, in_one: bool) -> list[Paragraph]:
        clinic = self.clinic
        assert clinic.name is not None
        phone = self._phone_line() if clinic.phone else ""
        if not in_one:
            return [self._line(clinic.name, "footer-strong")] + ([self._line(phone, "footer")] if phone else [])
        style, strong = self.theme.style("footer"), self.theme.style("footer-strong")
        runs = [Run(str(clinic.name), strong)] + ([Run(f" · {phone}", style)] if phone else [])
        return [Paragraph(tuple(runs), style)]

    # The box on page 1 ------------------------------------------------------------------------

    def _box(self, canvas: Sheet, slot: Slot) -> None:
        style = self.theme.box("imprint")
        top, right, bottom, left = style.padding
        measure, room = slot.width - left - right, slot.height - top - bottom
        for column in self._fitting(measure, room):
            x, y = slot.x + left + column.offset, slot.y - top
            for part in column.parts:
                if part.logo:
                    self._draw_logo(canvas, x, y, part.logo, slot.element)
                elif part.text:
                    text = part.text
                    y -= text.before
                    _draw_owned(canvas, text, x, y, column.measure, slot.element)
                    y -= text.wrap(column.measure) + text.after
                    continue
                y -= part.height

    def _fitting(self, measure: float, room: float) -> list[_Column]:
        # Our own labels make room for the clinic's words.
        for given, call in ((True, True), (False, True), (False, False)):
            columns = self._columns(measure, room, given, call)
            height = max(_height(column.parts) for column in columns)
            if height <= room + 0.01:
                return columns
        raise InputProblems.one(
            _longest(self.clinic.name, self.clinic.phone).place,
            f"the clinic's logo, name and phone do not fit the imprint box: "
            f"they are {height - room:.0f} points too high",
            "shorten this text, or leave out the logo",
        )

    def _columns(self, measure: float, room: float, given: bool, call: bool) -> list[_Column]:
        """Set logo, name and phone below each other, or side by side in a wide box."""
        clinic = self.clinic
        assert clinic.name is not None
        names = [_label(self.theme, self.labels.given_to_you_by, "imprint-label")] if given else []
        names.append(self._line(clinic.name, "imprint-name"))
        phones = [_label(self.theme, self.labels.questions_call, "imprint-line")] if call and clinic.phone else []
        phones += [self._line(clinic.phone, "imprint-phone")] if clinic.phone else []
        wide = measure > WIDE * room
        logo = []
        if self.logo is not None:
            size = _fitted(self.logo, (LOGO[0], room - 4) if wide else (min(LOGO[0], measure), LOGO[1]))
            logo.append(_Part(size[1] + 4, logo=size))
        if not wide:
            return [_Column(0.0, measure, [*logo, *_parts([*names, *phones], measure)])]
        columns, begin = [], 0.0
        if logo:
            columns.append(_Column(0.0, size[0], logo))
            begin = size[0] + GAP
        aside = min(max((text.lines(10_000)[0].width for text in phones), default=0.0), (measure - begin) / 2)
        end = measure - aside - GAP if phones else measure
        columns.append(_Column(begin, end - begin, _parts(names, end - begin)))
        return [*columns, _Column(measure - aside, aside, _parts(phones, aside))] if phones else columns

    def _draw_logo(self, canvas: Sheet, x: float, y: float, size: tuple[float, float], element: Element) -> None:
        assert self.logo is not None
        with canvas.picture(element.child("Figure", alt=str(self.clinic.name)), x, y, *size):
            canvas.art(self.logo, x, y, *size)

    # The colophon -----------------------------------------------------------------------------

    def _contact(self, canvas: Sheet, slot: Slot) -> None:
        # What stands in the box on page 1, or under the QR code, is not said again.
        clinic = self.clinic
        style = self.theme.style("colophon")
        lines = [self._line(words, "colophon") for words in self._contact_words()]
        height = sum(item.wrap(slot.width) for item in lines)
        if height > slot.height + 0.01:
            raise InputProblems.one(
                _longest(clinic.tagline, *clinic.address, clinic.email).place,
                f"the clinic's tagline, address and e-mail do not fit their box in the colophon: they take "
                f"{round(height / style.leading)} lines, {int(slot.height / style.leading)} fit",
                "shorten this text, or leave some out",
            )
        y = slot.y
        for item in lines:
            _draw_owned(canvas, item, slot.x, y, slot.width, slot.element)
            y -= item.wrap(slot.width)

    def _contact_words(self) -> list[str]:
        clinic = self.clinic
        return [words for words in (clinic.tagline or "", ", ".join(clinic.address), clinic.email or "") if words]

    def _card_lines(self, qr: tuple[str, Place] | None) -> tuple[str, list[Paragraph], Place]:
        """Return the web address of the card, its lines, and where the address stands."""
        if self.clinic.website is not None:
            url, place, label = str(self.clinic.website), self.clinic.website.place, self.labels.scan_clinic
        else:
            assert qr is not None
            url, place, label = *qr, self.labels.scan_source
        shown = self._line(url.split("://", 1)[-1].rstrip("/"), "colophon")
        return url, [_label(self.theme, label, "colophon"), shown], place

    def _card(self, canvas: Sheet, slot: Slot, qr: tuple[str, Place] | None) -> None:
        url, texts, place = self._card_lines(qr)
        size = self.theme.measures.qr
        beside = size + GAP if slot.width > WIDE * slot.height else 0.0
        x, measure = slot.x + beside, slot.width - beside
        below = 0.0 if beside else size + 5

        def fit() -> bool:
            return max(size, below + sum(item.wrap(measure) for item in texts)) <= slot.height + 0.01

        if not fit() and self.clinic.website is None:
            texts = texts[:1]  # the address of a source stands in the reference, too
        if not fit() or len(url.encode("utf-8")) > MOST_CODED:
            raise InputProblems.one(
                place, "this web address is too long to be printed under its QR code", "use a shorter address"
            )
        link = slot.element.child("Link", alt=url)
        with canvas.picture(link.child("Figure", alt=f"{texts[0].plain} {url}"), slot.x, slot.y, size, size):
            draw_qr(canvas, url, slot.x, slot.y, size, self.theme.color("ink"))
        canvas.link(url, slot.x, slot.y, size, size, link)
        y = slot.y - below
        for item in texts:
            _draw_owned(canvas, item, x, y, measure, slot.element)
            y -= item.wrap(measure)


@lru_cache(maxsize=64)
def _label(theme: Theme, words: str, style: str) -> Paragraph:
    """Return a line of our own, which is the same for all clinics."""
    return line(words, theme.style(style))


def stock_of(theme: Theme, labels: Labels, named: bool, qr: tuple[str, Place] | None) -> dict[Face, str]:
    """List the characters by face that plates have for imprints.

    Where there is no clinic, they are those that stand beside the QR code.
    """
    if named:
        own = (labels.given_to_you_by, labels.questions_call, labels.phone, labels.scan_clinic, labels.scan_source, "·")
        characters = sorted({char for text in (STOCK, *own) for char in text if not char.isspace() or char == " "})
        faces = [theme.style(name).chain[0] for name in STYLES]
        return {face: "".join(char for char in characters if ord(char) in face.glyphs) for face in faces}
    words = {char for text, _ in Imprint(Clinic(), None, theme, labels)._texts(qr) for char in text}
    face = theme.style("colophon").chain[0]
    return {face: "".join(sorted(char for char in words if ord(char) in face.glyphs))} if words else {}


def draw_frame(canvas: Sheet, slot: Slot, theme: Theme) -> None:
    """Draw the frame of the imprint box, which stays blank for a rubber stamp where there is no clinic."""
    style = theme.box("imprint")
    canvas.box(slot.x, slot.y, slot.width, slot.height, style.fill, style.stroke, style.width, style.radius)


def _longest(*texts: Line | None) -> Line:
    return max((text for text in texts if text is not None), key=len)


def _parts(texts: list[Paragraph], measure: float) -> list[_Part]:
    return [_Part(text.before + text.wrap(measure) + text.after, text) for text in texts]


def _fitted(logo: Art, most: tuple[float, float]) -> tuple[float, float]:
    """Return the width and height of a logo that fills what it may take."""
    width, height = logo.size
    scale = min(most[0] / width, most[1] / height)
    return width * scale, height * scale


def _height(parts: list[_Part]) -> float:
    trailing = parts[-1].text.after if parts and parts[-1].text else 0.0
    return sum(part.height for part in parts) - trailing


def _draw_owned(canvas: Sheet, text: Paragraph, x: float, y: float, measure: float, parent: Element) -> None:
    """Draw a line that belongs to the imprint's own structure."""
    element = parent.child("P")
    element.text = text.plain
    Paragraph(text.runs, text.style, element, ready=(measure, text.lines(measure))).draw(canvas, x, y, measure)
