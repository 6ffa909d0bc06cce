"""The frame: what the imprints of one pattern add to a plate alike.

The imprints of most clinics have the same elements in the structure tree, in the same order, and as
many links: they differ in words, not in what is around them. So the objects that hold no word of a
clinic are written and packed once for each pattern, and what stands around the words of the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from clinicpress.drawing.tagging import Element, MarkedContent
from clinicpress.pdf.binding import Bundle, bundled
from clinicpress.pdf.casting import Form
from clinicpress.pdf.plate import Cast, SlotBox

OWN = ("brand", "info", "docket", "inks")
"""The blanks that are filled for each clinic, and are no streams."""


class Twig(NamedTuple):
    """An element of a patch, without its words."""

    tag: str
    speaks: bool
    """It says more than what is drawn for it: what a picture shows and where it stands, or how words are read."""
    turned: bool
    """Its words are drawn in another order than they are read in, and are an element of their own, as in archive.py."""
    kids: tuple[Twig | int, ...]
    """What is in it: elements, marked content by its id, links by their numbers, counted from -1 downwards."""


class Pattern(NamedTuple):
    """A patch without its words: those of many clinics are the same."""

    twig: Twig
    contents: int
    """How many marked contents it has."""
    links: int
    pictures: tuple[tuple[str, int], ...]
    """The names of its pictures, each with the number of its objects."""


class Frame(NamedTuple):
    """The objects that are alike, and what stands around the words of the others."""

    bundle: Bundle
    speaking: tuple[tuple[tuple[int, bytes, bytes], ...], ...]
    """For each slot, the elements that speak: number, beginning and end."""
    links: tuple[tuple[int, int], ...]
    """For each link its number, and its key in the tree of parents."""


def frame_of(
    cast: Cast, slots: Sequence[SlotBox], patterns: Sequence[Pattern], fonts: Sequence[tuple[str, int]]
) -> Frame:
    """Write what is alike in all imprints of such patches in these slots; `fonts` are those that come with them.

    Of fonts and pictures, the objects are put behind all others, in this order, and then page by page.
    """
    return _Frames(cast, slots, patterns).frame(fonts)


class _Frames:
    """Writes one frame."""

    def __init__(self, cast: Cast, slots: Sequence[SlotBox], patterns: Sequence[Pattern]) -> None:
        self.cast = cast
        self.placed = list(zip(slots, patterns, strict=True))
        self.alike: list[tuple[int, bytes]] = []
        self.next = cast.own + len(cast.blanks)
        self.links = [self.reserve() for _, pattern in self.placed for _ in range(pattern.links)]
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

    def frame(self, fonts: Sequence[tuple[str, int]]) -> Frame:
        """Write the frame."""
        cast, contents, links = self.cast, list(self.cast.contents), list(self.links)
        owners: dict[int, list[int]] = {}
        annots: dict[int, list[int]] = {}
        speaking = []
        for index, (slot, pattern) in enumerate(self.placed):
            branch = _Branch(self, cast.pages[slot.page - 1], contents[slot.page - 1], links[: pattern.links])
            self.fill(f"slot-{index}", branch.kids(pattern.twig, cast.blanks[f"slot-{index}"].number))
            owners.setdefault(slot.page, []).extend([branch.owners[number] for number in range(pattern.contents)])
            annots.setdefault(slot.page, []).extend(links[: pattern.links])
            speaking.append(tuple(sorted(branch.speaking)))
            contents[slot.page - 1] += pattern.contents
            del links[: pattern.links]
        keys = {number: key for key, number in enumerate(self.links, len(cast.pages) + cast.links)}
        self.fill("parents", b" ".join([b"%d %d 0 R" % (key, self.parents[link]) for link, key in keys.items()]))
        for page in owners:
            self.fill(f"owners-{page}", _references(owners[page]))
            self.fill(f"annots-{page}", _references(annots[page]))
        # Behind these objects come the one that holds them and the table, and then what is loose.
        loose = self.next + 2
        loose = self._resources("fonts", fonts, loose)
        for page in owners:
            named = {name: count for slot, each in self.placed if slot.page == page for name, count in each.pictures}
            loose = self._resources(f"pictures-{page}", list(named.items()), loose)
        own = [cast.blanks[name].number for name in OWN]
        own += [number for some in speaking for number, _, _ in some]
        bundle = bundled(cast, self.alike, [*own, *self.links], self.next)
        return Frame(bundle, tuple(speaking), tuple(keys.items()))

    def _resources(self, blank: str, named: Sequence[tuple[str, int]], first: int) -> int:
        """Write a dictionary of resources, the first of whose objects has a number; returns the next one."""
        said = b""
        for name, count in named:
            said += b"/%b %d 0 R" % (name.encode("ascii"), first)
            first += count
        self.fill(blank, said)
        return first


class _Branch:
    """Writes the elements of one patch."""

    def __init__(self, frames: _Frames, page: int, first_mcid: int, links: Sequence[int]) -> None:
        self._frames, self._page, self._first_mcid, self._links = frames, page, first_mcid, links
        self.owners: dict[int, int] = {}
        """The elements of marked content, by its ids in the patch."""
        self.speaking: list[tuple[int, bytes, bytes]] = []

    def kids(self, twig: Twig, own: int) -> bytes:
        """Write what is in an element, whose number is `own`."""
        words = [kid for kid in twig.kids if isinstance(kid, int) and kid >= 0]
        owner = own
        if twig.turned:
            owner = self._frames.reserve()
            self._frames.alike.append(
                (owner, b"<</S/Span/P %d 0 R/Pg %d 0 R/K[%b]>>" % (own, self._page, self._ids(words)))
            )
        self.owners.update(dict.fromkeys(words, owner))
        parts = []
        for kid in twig.kids:
            if isinstance(kid, Twig):
                parts.append(b"%d 0 R" % self._element(kid, own))
            elif kid < 0:
                link = self._links[-1 - kid]
                self._frames.parents[link] = own
                parts.append(b"<</Type/OBJR/Pg %d 0 R/Obj %d 0 R>>" % (self._page, link))
            elif not twig.turned:
                parts.append(self._ids([kid]))
            elif kid == words[0]:
                # The words of such an element are one, and stand where the first of them does.
                parts.append(b"%d 0 R" % owner)
        return b"/K[%b]" % b" ".join(parts)

    def _element(self, twig: Twig, parent: int) -> int:
        own = self._frames.reserve()
        begin = b"<</S/%b/P %d 0 R/Pg %d 0 R" % (twig.tag.encode("ascii"), parent, self._page)
        end = self.kids(twig, own) + b">>"
        if twig.speaks:
            self.speaking.append((own, begin, end))
        else:
            self._frames.alike.append((own, begin + end))
        return own

    def _ids(self, contents: Sequence[int]) -> bytes:
        return b" ".join([b"%d" % (self._first_mcid + number) for number in contents])


def _references(numbers: Sequence[int]) -> bytes:
    return b" ".join([b"%d 0 R" % number for number in numbers])


def pattern_of(
    element: Element, contents: int, links: int, pictures: Mapping[str, Form]
) -> tuple[Pattern, tuple[Element, ...]]:
    """Take the parts of a patch without their words; returns the elements that speak, too, in their order."""
    speaking: list[Element] = []
    twig = _twig(element, speaking)
    named = tuple([(name, len(form.objects)) for name, form in pictures.items()])
    return Pattern(twig, contents, links, named), tuple(speaking)


def _twig(element: Element, speaking: list[Element]) -> Twig:
    turned = bool(element.turned and element.actual)
    speaks = turned or element.box is not None or bool(element.alt and element.tag != "Link")
    if speaks:
        speaking.append(element)
    kids = [
        kid.id
        if isinstance(kid, MarkedContent)
        else _twig(kid, speaking)
        if isinstance(kid, Element)
        else -1 - kid.number
        for kid in element.kids
    ]
    return Twig(element.tag, speaks, turned, tuple(kids))
