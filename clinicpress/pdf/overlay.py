"""The overlay: a clinic's patches, placed on the pages of a plate and bound with it into a PDF."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from clinicpress.drawing.tagging import Element
from clinicpress.ground.address import ascii_address
from clinicpress.ground.characters import hyphens_shown
from clinicpress.pdf.binding import Binder, Bound, text_string
from clinicpress.pdf.casting import LooseObject
from clinicpress.pdf.docket import BrandInks
from clinicpress.pdf.frame import Frame, frame_of
from clinicpress.pdf.metadata import Description, info, xmp
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
        frame = self._frame()
        binder = Binder(frame.bundle)
        binder.fill("brand", b"/Indexed/DeviceRGB %d<%b>" % (len(brand) // 3 - 1, brand.hex().encode("ascii")))
        binder.fill("info", b"".join([b"/%b%b" % (k.encode("ascii"), text_string(v)) for k, v in info(about).items()]))
        slots = b"".join([text_string("".join(each.patch.signs)) for each in self.placed])
        binder.fill("docket", text_string(hyphens_shown(self.footer.furniture) if self.footer else "") + slots)
        binder.fill("inks", b"".join(map(text_string, inks.entries)))
        for (slot, patch, _), speaking in zip(self.placed, frame.speaking, strict=True):
            for element, (number, begin, end) in zip(patch.pattern[1], speaking, strict=True):
                binder.put(number, begin + _said(element, slot) + end)
        links = [(each.slot, link) for each in self.placed for link in each.patch.links]
        for (slot, link), (number, key) in zip(links, frame.links, strict=True):
            binder.put(number, _annotation(link, slot, key))
        binder.fill_spliced("metadata", b"/Type/Metadata/Subtype/XML", *xmp(about))
        if self.footer is not None:
            binder.fill_stream("overlay-0", self.footer.drawn(0))
        for font in self.fonts.values():
            binder.put_loose(font)
        for number, (_, patch, first_mcid) in enumerate(self.placed, 1):
            binder.fill_stream(f"overlay-{number}", patch.drawn(first_mcid))
        pictures = {(slot.page, name): form for slot, patch, _ in self.placed for name, form in patch.pictures.items()}
        for form in pictures.values():
            binder.put_loose(form.objects)
        return binder.finish()

    def _frame(self) -> Frame:
        """Return what imprints of this pattern have alike on the plate."""
        patterns = tuple([each.patch.pattern[0] for each in self.placed])
        fonts = tuple([(name, len(font)) for name, font in self.fonts.items()])
        frames = self.plate.cast.frames
        frame: Frame | None = frames.get((patterns, fonts))
        if frame is None:
            if len(frames) == MOST_FRAMES:
                frames.clear()
            patches = [(each.patch.element, each.patch.pattern[0]) for each in self.placed]
            frame = frames[patterns, fonts] = frame_of(self.plate.cast, self.plate.filled_slots, patches, fonts)
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


def _annotation(link: Link, slot: SlotBox, key: int) -> bytes:
    """Write the annotation of a link, which has a key in the tree of parents."""
    return (b"<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[%b]/StructParent %d/Contents%b/A<</S/URI/URI%b>>>>") % (
        _corners(link.corners, slot),
        key,
        text_string(link.contents),
        text_string(ascii_address(link.target)),
    )


def _corners(box: tuple[float, float, float, float], slot: SlotBox) -> bytes:
    left, bottom, right, top = box
    return b"%.2f %.2f %.2f %.2f" % (left + slot.x, bottom + slot.y, right + slot.x, top + slot.y)
