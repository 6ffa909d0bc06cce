"""Proofs: how a text that nobody has saved would be printed, and where on its pages each text stands.

It is the same press, with all that it proves, on the same files; only the one that is being edited is
taken from the page. So what an editor sees is what will be printed, and what keeps it from being
printed is told in the same words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.content.model import Clinic
from clinicpress.drawing.record import Record
from clinicpress.drawing.tagging import Element, MarkedContent
from clinicpress.ground.problems import InputProblems, Place
from clinicpress.pdf.plate import Plate
from clinicpress.press.platemaking import Typeset, typeset
from clinicpress.press.press import AT_WORK, printed
from clinicpress.press.rack import Rack
from clinicpress.story.answers import Answers
from clinicpress.story.markup import INLINE, Tag


class Spot(NamedTuple):
    """Where some texts stand on a page: left, top, width and height, as shares of the page's."""

    page: int
    """Counted from 1."""
    left: float
    top: float
    width: float
    height: float
    places: tuple[Place, ...]
    """Where the texts begin in their files, in the order in which they are printed."""


@dataclass(frozen=True)
class Proof:
    """A file that would be printed, and the map of its pages."""

    content: bytes
    pages: int
    paper: tuple[float, float]
    """Width and height of its pages, in points."""
    spots: tuple[Spot, ...]


class _Recorder(Rack):
    """Makes each plate anew, and keeps what was recorded while the last one was made."""

    def __init__(self) -> None:
        super().__init__()
        self.made: Typeset | None = None

    def plate(self, catalog: Catalog, job: Job, more: int = 0) -> Plate:
        """Return a job's plate; raises InputProblems with all that keeps it from being made."""
        try:
            clinic = catalog.clinic(job.clinic, job.language)
        except InputProblems:
            # What is wrong with the clinic is told with its imprint.
            clinic = Clinic()
        self.made = typeset(catalog, job, Answers(clinic, more))
        return self.made.plate


def prove(catalog: Catalog, job: Job) -> Proof:
    """Print a job and map its pages; raises InputProblems with all that keeps it from being printed."""
    with AT_WORK:
        catalog.refuse_misnamed(job.slug, job.language)
        rack = _Recorder()
        plate, bound, _ = printed(rack, catalog, job)
    assert rack.made is not None
    return Proof(bound.pdf, plate.pages, rack.made.paper, tuple(_spots(rack.made)))


def _spots(made: Typeset) -> Iterator[Spot]:
    width, height = made.paper
    together = _together(made.story)
    for page, left, top, wide, high, places in (*_passages(made.record), *_pictures(made)):
        all_places = tuple(dict.fromkeys(each for place in places for each in together.get(place, (place,))))
        yield Spot(page, left / width, 1 - top / height, wide / width, high / height, all_places)


_Box = tuple[int, float, float, float, float, tuple[Place, ...]]


def _passages(record: Record) -> Iterator[_Box]:
    for each in record.passages:
        yield each.page, each.x, each.top, each.width, each.height, (each.place,)


def _pictures(made: Typeset) -> Iterator[_Box]:
    """Yield the places of the pictures that have alt texts: those stand in the story in the same order."""
    told = [tag.said for tag in made.story.walk() if tag.name == "img" and tag.said is not None]
    for element in made.structure.walk():
        if element.tag != "Figure" or element.box is None:
            continue
        words = next((each for each in told if each.text == element.alt and each.place is not None), None)
        page = _page_of(element)
        if words is None or words.place is None or page is None:
            continue
        told.remove(words)
        left, bottom, right, top = element.box
        yield page, left, top, right - left, top - bottom, (words.place,)


def _page_of(element: Element) -> int | None:
    return next((kid.page + 1 for kid in element.kids if isinstance(kid, MarkedContent)), None)


def _together(story: Tag) -> dict[Place, tuple[Place, ...]]:
    """Return the places of all texts of an element of words, by that of the first: they are printed as one."""
    found: dict[Place, tuple[Place, ...]] = {}
    for tag in story.walk():
        places = tuple(_said_in(tag)) if tag.name not in INLINE else ()
        if len(places) > 1:
            found[places[0]] = places
    return found


def _said_in(tag: Tag) -> Iterator[Place]:
    """Yield the places of the texts that stand among the words of an element."""
    for child in tag.tags():
        if child.said is not None and child.said.place is not None:
            yield child.said.place
        elif child.name in INLINE:
            yield from _said_in(child)
