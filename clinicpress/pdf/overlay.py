"""The overlay: a clinic's patches, placed on the pages of a plate and bound with it into a PDF."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from clinicpress.drawing.tagging import Element, MarkedContent
from clinicpress.ground.address import ascii_address
from clinicpress.ground.characters import hyphens_shown
from clinicpress.pdf.binding import Binder, Bound, text_string
from clinicpress.pdf.casting import LooseObject
from clinicpress.pdf.docket import BrandInks
from clinicpress.pdf.metadata import Description, info, xmp
from clinicpress.pdf.patch import Patch
from clinicpress.pdf.plate import Plate, SlotBox


class Placed(NamedTuple):
    """A patch in its slot."""

    slot: SlotBox
    patch: Patch
    first_mcid: int
    """The id of its first marked content on the page."""
    first_link: int
    """The number of its first link among those of the overlay."""


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
        contents, links = list(plate.cast.contents), 0
        for slot, patch in zip(plate.filled_slots, patches, strict=True):
            self.placed.append(Placed(slot, patch, contents[slot.page - 1], links))
            contents[slot.page - 1] += len(patch.owners)
            links += len(patch.links)
        self._links: list[int] = []
        self._numbers: dict[tuple[SlotBox, int], int] = {}
        """The numbers of the elements, by slot: the same patch may be in several."""
        self._words: dict[tuple[SlotBox, int], int] = {}
        """Those of the words of elements that say themselves what these say, as in archive.py."""

    def bind(self, about: Description, brand: bytes, inks: BrandInks = BrandInks()) -> Bound:
        """Bind plate and overlay into a PDF; `brand` are the brand colour and its tints, three bytes each.

        `inks` are noted for who makes a print shop's file of it.
        """
        binder = Binder(self.plate.cast)
        binder.fill("brand", b"/Indexed/DeviceRGB %d<%b>" % (len(brand) // 3 - 1, brand.hex().encode("ascii")))
        binder.fill("info", b"".join(b"/%b%b" % (k.encode("ascii"), text_string(v)) for k, v in info(about).items()))
        binder.fill_stream("metadata", b"/Type/Metadata/Subtype/XML", *xmp(about))
        fonts = [(name.encode("ascii"), binder.put_loose(font)) for name, font in self.fonts.items()]
        binder.fill("fonts", b"".join(b"/%b %d 0 R" % pair for pair in fonts))
        slots = b"".join(text_string("".join(each.patch.signs)) for each in self.placed)
        binder.fill("docket", text_string(hyphens_shown(self.footer.furniture) if self.footer else "") + slots)
        binder.fill("inks", b"".join(map(text_string, inks.entries)))
        self._put_elements(binder)
        self._put_links(binder)
        if self.footer is not None:
            binder.fill_stream("overlay-0", b"", self.footer.operators(0).encode("ascii"))
        for page in dict.fromkeys(each.slot.page for each in self.placed):
            self._put_page(binder, page, [each for each in self.placed if each.slot.page == page])
        return binder.finish()

    def _put_page(self, binder: Binder, page: int, placed: list[Placed]) -> None:
        """Write what is drawn on a page, and the way back to its elements (ISO 32000-1, 14.7.4)."""
        said = "\n".join(
            f"q 1 0 0 1 {slot.x:.2f} {slot.y:.2f} cm\n{patch.operators(first)}\nQ" for slot, patch, first, _ in placed
        )
        binder.fill_stream(f"overlay-{page}", b"", said.encode("ascii"))
        forms = {name: form for each in placed for name, form in each.patch.pictures.items()}
        pictures = [(name.encode("ascii"), binder.put_loose(form.objects)) for name, form in forms.items()]
        binder.fill(f"pictures-{page}", b"".join(b"/%b %d 0 R" % pair for pair in pictures))
        keys = [(each.slot, id(owner)) for each in placed for owner in each.patch.owners]
        owners = [self._words[key] if key in self._words else self._numbers[key] for key in keys]
        binder.fill(f"owners-{page}", b" ".join([b"%d 0 R" % number for number in owners]))
        links = [self._links[each.first_link + index] for each in placed for index in range(len(each.patch.links))]
        binder.fill(f"annots-{page}", b" ".join([b"%d 0 R" % number for number in links]))

    # Structure ----------------------------------------------------------------------------------

    def _put_elements(self, binder: Binder) -> None:
        self._links = [binder.reserve() for each in self.placed for _ in each.patch.links]
        for index, each in enumerate(self.placed):
            blank = self.plate.cast.blanks[f"slot-{index}"]
            binder.fill(f"slot-{index}", self._kids(binder, each, each.patch.element, blank.number))

    def _kids(self, binder: Binder, placed: Placed, element: Element, own: int) -> bytes:
        page = self.plate.cast.pages[placed.slot.page - 1]
        parts = []
        words = [b"%d" % (placed.first_mcid + kid.id) for kid in element.kids if isinstance(kid, MarkedContent)]
        if element.turned and element.actual:
            number = self._words[placed.slot, id(element)] = binder.reserve()
            binder.put(b"<</S/Span/P %d 0 R/Pg %d 0 R/K[%b]>>" % (own, page, b" ".join(words)), number)
            words = [b"%d 0 R" % number]
        for kid in element.kids:
            if isinstance(kid, Element):
                parts.append(b"%d 0 R" % self._put_element(binder, placed, kid, own))
            elif isinstance(kid, MarkedContent):
                # The words of such an element are one, and stand where the first of them does.
                parts += words[:1]
                del words[:1]
            else:
                link = self._links[placed.first_link + kid.number]
                parts.append(b"<</Type/OBJR/Pg %d 0 R/Obj %d 0 R>>" % (page, link))
        return b"/K[%b]" % b" ".join(parts)

    def _put_element(self, binder: Binder, placed: Placed, element: Element, parent: int) -> int:
        own = self._numbers[placed.slot, id(element)] = binder.reserve()
        page = self.plate.cast.pages[placed.slot.page - 1]
        said = b"<</S/%b/P %d 0 R/Pg %d 0 R" % (element.tag.encode("ascii"), parent, page)
        if element.alt and element.tag != "Link":
            said += b"/Alt" + text_string(element.alt)
        if element.actual:
            said += b"/ActualText" + text_string(element.actual)
        if element.box:
            said += b"/A<</O/Layout/BBox[%b]>>" % _corners(element.box, placed.slot)
        return binder.put(said + self._kids(binder, placed, element, own) + b">>", own)

    def _put_links(self, binder: Binder) -> None:
        first = len(self.plate.cast.pages) + self.plate.cast.links
        parents = []
        links = [(each.slot, link) for each in self.placed for link in each.patch.links]
        for offset, (number, (slot, link)) in enumerate(zip(self._links, links, strict=True)):
            binder.put(
                b"<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[%b]/StructParent %d/Contents%b"
                b"/A<</S/URI/URI%b>>>>"
                % (
                    _corners(link.corners, slot),
                    first + offset,
                    text_string(link.contents),
                    text_string(ascii_address(link.target)),
                ),
                number,
            )
            parents.append(b"%d %d 0 R" % (first + offset, self._numbers[slot, id(link.element)]))
        binder.fill("parents", b" ".join(parents))


def _corners(box: tuple[float, float, float, float], slot: SlotBox) -> bytes:
    left, bottom, right, top = box
    return b"%.2f %.2f %.2f %.2f" % (left + slot.x, bottom + slot.y, right + slot.x, top + slot.y)
