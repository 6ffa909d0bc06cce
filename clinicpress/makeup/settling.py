"""Settling: a story that speaks of its pages is laid out until the numbers it prints are those of its pages.

Words about a section name its page, and a long handout has a list of its sections. What is printed
depends on the layout, and the layout on what is printed. So a story is built with the pages of the
layout before, until they stay the same. Whether there is a list, and how deep it goes, is decided
once, by the pages there are without it. A number in the text that never settles, because printing
it moves the section over a page's end, is left out; those of the list always have the same room, and
have no say in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from clinicpress.makeup.dealing import FilledFrame
from clinicpress.typesetting.flowables import Flowable
from clinicpress.typesetting.pagination import Pagination
from clinicpress.typesetting.text import Paragraph

PATIENCE, LONGEST = 4, 10
"""After so many layouts a number that still changes is left out of the text; after so many, all of them are."""


class Paginated(NamedTuple):
    """A story dealt out to frames, with the ids whose pages stand in its text."""

    frames: list[FilledFrame]
    asked: frozenset[str]

    @property
    def last(self) -> int:
        """The number of pages."""
        return max((filled.frame.page for filled in self.frames), default=0)


def settled(lay_out: Callable[[Pagination], Paginated], contents_from: int | None) -> tuple[Paginated, Pagination]:
    """Lay a story out until the pages that its text prints are right; returns the last layout, and its pages.

    With more pages than `contents_from` it lists its sections, with twice as many the ones below them.
    """
    told = Pagination()
    made = lay_out(told)
    if contents_from is not None and made.last > contents_from:
        told = replace(told, levels=2 if made.last >= 2 * contents_from else 1)
        made = lay_out(told)
    for attempt in range(LONGEST + 3):
        pages = pages_of(made.frames)
        wrong = {name for name in made.asked - told.silent if pages[name] != told.page(name)}
        if not wrong:
            return made, replace(told, pages=pages)
        silent = told.silent
        if attempt >= PATIENCE:
            silent |= made.asked if attempt >= LONGEST else wrong
        told = replace(told, pages=pages, silent=silent)
        made = lay_out(told)
    raise AssertionError("numbers that are left out cannot change")


def pages_of(frames: Iterable[FilledFrame]) -> dict[str, int]:
    """Return the page on which each id of a story stands."""
    found: dict[str, int] = {}
    for filled in frames:
        for anchor in _anchors(filled.content):
            found.setdefault(anchor, filled.frame.page)
    return found


def _anchors(flowable: Flowable) -> Iterator[str]:
    if isinstance(flowable, Paragraph) and flowable.anchor:
        yield flowable.anchor
    for child in flowable.children:
        yield from _anchors(child)
