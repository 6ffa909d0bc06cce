"""The frame: what the imprints of one pattern add to a plate alike.

The imprints of most clinics have the same elements in the structure tree, in the same order, and as
many links: they differ in words, not in what is around them. So the objects that hold no word of a
clinic are written and packed once for each pattern, and what stands around the words of the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from clinicpress.drawing.tagging import Annotation, Element, MarkedContent
from clinicpress.pdf.binding import Bundle, bundled, text_string
from clinicpress.pdf.casting import Form
from clinicpress.pdf.metadata import Description, info
from clinicpress.pdf.plate import Blank, Cast, Plate, SlotBox

OWN = ("brand", "info", "docket", "inks")
"""The blanks that are filled for each clinic, and are no streams."""
_LINK = b"<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/StructParent %d"


class Pattern(NamedTuple):
    """What a patch has beside its words: those of many clinics are the same."""

    elements: tuple[str | int | None, ...]
    """Of each element the tag, how it speaks, and what is in it: None is an element, even numbers marked content."""
    contents: int
    """How many marked contents it has."""
    links: int
    pictures: tuple[tuple[str, int], ...]
    """The names of its pictures, each with the number of its objects."""


def pattern_of(
    elements: Sequence[Element], contents: int, links: int, pictures: Mapping[str, Form]
) -> tuple[Pattern, tuple[Element, ...]]:
    """Tell what a patch has beside its words; returns the elements that speak, too, in their order.

    `elements` are all of its elements in reading order.
    """
    noted: list[str | int | None] = []
    speaking: list[Element] = []
    for element in elements:
        speaks = _speaks(element)
        if speaks:
            speaking.append(element)
        noted += (element.tag, speaks and 1 + 2 * _turned(element))
        for kid in element.kids:
            if isinstance(kid, Element):
                noted.append(None)
            else:
                noted.append(2 * kid.id if isinstance(kid, MarkedContent) else 2 * kid.number + 1)
    named = tuple([(name, len(form.objects)) for name, form in pictures.items()])
    return Pattern(tuple(noted), contents, links, named), tuple(speaking)


def _speaks(element: Element) -> bool:
    """Tell whether it says more than what is drawn for it: what a picture shows and where, or how words are read."""
    return bool(element.turned or element.box or (element.alt and element.tag != "Link"))


def _turned(element: Element) -> bool:
    """Tell whether its words are drawn in another order than they are read in, and say that as in archive.py."""
    return bool(element.turned and element.actual)


def frame_of(plate: Plate, patches: Sequence[tuple[Element, Pattern]], fonts: Sequence[tuple[str, int]]) -> Bundle:
    """Write what is alike in all imprints of patches like these on a plate; `fonts` are those that come with them.

    What is not alike are first the blanks in `OWN`, then all elements that speak, and then all links. Of fonts and
    pictures, the objects are put behind all others, in this order.
    """
    return _Frames(plate.cast, plate.filled_slots, patches).frame(plate.about, fonts)


class _Frames:
    """Writes one frame."""

    def __init__(self, cast: Cast, slots: Sequence[SlotBox], patches: Sequence[tuple[Element, Pattern]]) -> None:
        self.cast = cast
        self.placed = [(slot, *patch) for slot, patch in zip(slots, patches, strict=True)]
        self.alike: list[tuple[int, bytes]] = []
        self.next = cast.own + len(cast.blanks)
        self.links = [self.reserve() for _, _, pattern in self.placed for _ in range(pattern.links)]
        self.parents: dict[int, int] = {}
        """The elements of links, by the links' numbers."""

    def reserve(self) -> int:
        """Return a number that is free."""
        self.next += 1
        return self.next - 1

    def fill(self, name: str, content: bytes) -> None:
        """Add content to a blank."""
        blank = self.cast.blanks[name]
        self.alike.append((blank.number, blank.begin + content + blank.end))

    def frame(self, about: Description, fonts: Sequence[tuple[str, int]]) -> Bundle:
        """Write the frame."""
        cast, contents, links = self.cast, list(self.cast.contents), list(self.links)
        owners: dict[int, list[int]] = {}
        annots: dict[int, list[int]] = {}
        speaking: list[Blank] = []
        for index, (slot, element, pattern) in enumerate(self.placed):
            branch = _Branch(self, cast.pages[slot.page - 1], contents[slot.page - 1], links[: pattern.links])
            self.fill(f"slot-{index}", branch.kids(element, cast.blanks[f"slot-{index}"].number))
            owners.setdefault(slot.page, []).extend([branch.owners[number] for number in range(pattern.contents)])
            annots.setdefault(slot.page, []).extend(links[: pattern.links])
            # Numbers grow in the order of the elements.
            speaking += sorted(branch.speaking)
            contents[slot.page - 1] += pattern.contents
            del links[: pattern.links]
        keys = {number: key for key, number in enumerate(self.links, len(cast.pages) + cast.links)}
        self.fill("parents", b" ".join([b"%d %d 0 R" % (key, self.parents[link]) for link, key in keys.items()]))
        for page in owners:
            self.fill(f"owners-{page}", _references(owners[page]))
            self.fill(f"annots-{page}", _references(annots[page]))
        pictures = {(slot.page, name): count for slot, _, each in self.placed for name, count in each.pictures}
        # Behind these objects come the two that hold them and the table, and then what is loose.
        numbers = accumulate([*[count for _, count in fonts], *pictures.values()], initial=self.next + 3)
        self.fill("fonts", _named([(name, next(numbers)) for name, _ in fonts]))
        placed = [(page, name, next(numbers)) for page, name in pictures]
        for page in owners:
            self.fill(f"pictures-{page}", _named([(name, first) for at, name, first in placed if at == page]))
        brand, informing, *noting = [cast.blanks[name] for name in OWN]
        said = b"".join([b"/%b%b" % (key.encode("ascii"), text_string(text)) for key, text in info(about).items()])
        own = [brand, informing._replace(begin=informing.begin + said), *noting, *speaking]
        own += [Blank(link, _LINK % key, b">>") for link, key in keys.items()]
        return bundled(cast, self.alike, own, self.next)


class _Branch:
    """Writes the elements of one patch."""

    def __init__(self, frames: _Frames, page: int, first_mcid: int, links: Sequence[int]) -> None:
        self._frames, self._page, self._first_mcid, self._links = frames, page, first_mcid, links
        self.owners: dict[int, int] = {}
        """The elements of marked content, by its ids in the patch."""
        self.speaking: list[Blank] = []

    def kids(self, element: Element, own: int) -> bytes:
        """Write what is in an element, whose number is `own`."""
        words = [kid.id for kid in element.kids if isinstance(kid, MarkedContent)]
        turned, owner = _turned(element), own
        if turned:
            owner = self._frames.reserve()
            span = b"<</S/Span/P %d 0 R/Pg %d 0 R/K[%b]>>" % (own, self._page, self._ids(words))
            self._frames.alike.append((owner, span))
        self.owners.update(dict.fromkeys(words, owner))
        parts = []
        for kid in element.kids:
            if isinstance(kid, Element):
                parts.append(b"%d 0 R" % self._element(kid, own))
            elif isinstance(kid, Annotation):
                link = self._links[kid.number]
                self._frames.parents[link] = own
                parts.append(b"<</Type/OBJR/Pg %d 0 R/Obj %d 0 R>>" % (self._page, link))
            elif not turned:
                parts.append(self._ids([kid.id]))
            elif kid.id == words[0]:
                # The words of such an element are one, and stand where the first of them does.
                parts.append(b"%d 0 R" % owner)
        return b"/K[%b]" % b" ".join(parts)

    def _element(self, element: Element, parent: int) -> int:
        own = self._frames.reserve()
        begin = b"<</S/%b/P %d 0 R/Pg %d 0 R" % (element.tag.encode("ascii"), parent, self._page)
        end = self.kids(element, own) + b">>"
        if _speaks(element):
            self.speaking.append(Blank(own, begin, end))
        else:
            self._frames.alike.append((own, begin + end))
        return own

    def _ids(self, contents: Sequence[int]) -> bytes:
        return b" ".join([b"%d" % (self._first_mcid + number) for number in contents])


def _named(resources: Sequence[tuple[str, int]]) -> bytes:
    """Write a dictionary of resources, each with the number of its first object."""
    return b"".join([b"/%b %d 0 R" % (name.encode("ascii"), number) for name, number in resources])


def _references(numbers: Sequence[int]) -> bytes:
    return b" ".join([b"%d 0 R" % number for number in numbers])
