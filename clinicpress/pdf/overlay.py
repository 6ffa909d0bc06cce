"""The overlay: a clinic's patches, placed on the pages of a plate and bound with it into a PDF."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from clinicpress.drawing.tagging import Element
from clinicpress.ground.address import ascii_address
from clinicpress.ground.characters import hyphens_shown
from clinicpress.pdf.binding import Bound, Bundle, bind, spliced_stream, text_string
from clinicpress.pdf.casting import LooseObject
from clinicpress.pdf.docket import BrandInks
from clinicpress.pdf.frame import frame_of
from clinicpress.pdf.metadata import Description, xmp
from clinicpress.pdf.patch import Link, Patch
from clinicpress.pdf.plate import Plate, SlotBox

MOST_FRAMES = 32
"""So many patterns are kept in mind for a plate."""


class Placed(NamedTuple):
    """A patch in its slot."""

    slot: SlotBox
    patch: Patch
    first_mcid: int
    """The id of its first marked content on the page."""


class Overlay:
    """All that an imprint adds to a plate: patches for the slots, in order, and one for the footers."""

    def __init__(
        self,
        plate: Plate,
        patches: Sequence[Patch],
        footer: Patch | None,
        fonts: Mapping[str, tuple[LooseObject, ...]],
    ) -> None:
        self.plate, self.footer, self.fonts = plate, footer, fonts
        self.placed: list[Placed] = []
        contents = list(plate.cast.contents)
        for slot, patch in zip(plate.filled_slots, patches, strict=True):
            self.placed.append(Placed(slot, patch, contents[slot.page - 1]))
            contents[slot.page - 1] += len(patch.owners)

    def bind(self, about: Description, brand: bytes, inks: BrandInks = BrandInks()) -> Bound:
        """Bind plate and overlay into a PDF; `brand` are the brand colour and its tints, three bytes each.

        `inks` are noted for who makes a print shop's file of it.
        """
        footers = [self.footer.drawn(0)] if self.footer is not None else []
        boxes = [patch.drawn(first_mcid) for _, patch, first_mcid in self.placed]
        metadata = spliced_stream(b"/Type/Metadata/Subtype/XML", *xmp(about))
        slots = [text_string(each.patch.signs) for each in self.placed]
        own = [
            b"/Indexed/DeviceRGB %d<%b>" % (len(brand) // 3 - 1, brand.hex().encode("ascii")),
            b"/Author" + text_string(about.author) if about.author else b"",
            text_string(hyphens_shown(self.footer.furniture) if self.footer else "") + b"".join(slots),
            b"".join(map(text_string, inks.entries)),
            *[_said(element, slot) for slot, patch, _ in self.placed for element in patch.speaking],
            *[_leading(link, slot) for slot, patch, _ in self.placed for link in patch.links],
        ]
        pictures = {(slot.page, name): form for slot, patch, _ in self.placed for name, form in patch.pictures.items()}
        loose = [*self.fonts.values(), *[form.objects for form in pictures.values()]]
        return bind(self._frame(), [*footers, *boxes, metadata], own, loose)

    def _frame(self) -> Bundle:
        """Return what imprints of this pattern have alike on the plate."""
        patterns = tuple([each.patch.pattern for each in self.placed])
        fonts = tuple([(name, len(font)) for name, font in self.fonts.items()])
        frames = self.plate.cast.frames
        frame: Bundle | None = frames.get((patterns, fonts))
        if frame is None:
            if len(frames) == MOST_FRAMES:
                frames.clear()
            patches = [(each.patch.element, each.patch.pattern) for each in self.placed]
            frame = frames[patterns, fonts] = frame_of(self.plate, patches, fonts)
        return frame


def _said(element: Element, slot: SlotBox) -> bytes:
    """Write what an element says beside what is drawn for it, and where it stands."""
    said = b""
    if element.alt and element.tag != "Link":
        said += b"/Alt" + text_string(element.alt)
    if element.actual:
        said += b"/ActualText" + text_string(element.actual)
    if element.box:
        said += b"/A<</O/Layout/BBox[%b]>>" % _corners(element.box, slot)
    return said


def _leading(link: Link, slot: SlotBox) -> bytes:
    """Write where a link is, what it says and where it leads."""
    return b"/Rect[%b]/Contents%b/A<</S/URI/URI%b>>" % (
        _corners(link.corners, slot),
        text_string(link.contents),
        text_string(ascii_address(link.target)),
    )


def _corners(box: tuple[float, float, float, float], slot: SlotBox) -> bytes:
    left, bottom, right, top = box
    return b"%.2f %.2f %.2f %.2f" % (left + slot.x, bottom + slot.y, right + slot.x, top + slot.y)
