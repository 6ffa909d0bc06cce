"""Folios: sheets of others are known by the page numbers that stand on their two halves.

On each side of a booklet they add up to one more than there are places; pages side by side are counted on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from clinicpress.pdf.docket import Docket
from clinicpress.printshop.order import Scheme
from clinicpress.printshop.schemes import NONE, booklet, side_by_side
from clinicpress.printshop.ticket import UNSIGNED, Area, Ticket
from clinicpress.readback.finished import Box, Finished, ReadPage

FEWEST = 2
"""So many sides must show by their numbers what they are."""
_FOLIO = re.compile(
    r"(?:.*\b(?:page|seite|página|p)\b\W*|\W*)(\d{1,3})(?:\s*(?:of|von|de|/)\s*\d{1,3})?\W*", re.IGNORECASE
)


def guessed(finished: Finished) -> Ticket | None:
    """Return what the ticket of somebody else's sheets would say; None for files that do not look like sheets."""
    pages = finished.pages
    if (
        Docket.of(finished.docket)
        or finished.tagged
        or len(pages) < FEWEST
        or any(page.width <= page.height for page in pages)
    ):
        return None
    numbers = [tuple(_folio(page, half) for half in halves(page)) for page in pages]
    known = {side: pair for side, pair in enumerate(numbers) if NONE not in pair}
    places = 2 * len(pages)
    if len(known) < FEWEST:
        return None
    if len(pages) % 2 == 0 and all(sum(pair) == places + 1 for pair in known.values()):
        return _ticket("booklet", finished, numbers, booklet(places))
    if all(pair == (2 * side + 1, 2 * side + 2) for side, pair in known.items()):
        return _ticket("n-up", finished, numbers, side_by_side(places, 2))
    return None


def halves(page: ReadPage) -> tuple[Box, Box]:
    """Return the left and the right half of a side."""
    middle = page.width / 2
    return Box(0, 0, middle, page.height), Box(middle, 0, page.width, page.height)


def _folio(page: ReadPage, half: Box) -> int:
    """Return the page number that stands alone, or after its word, in the lowest or the highest line of a half."""
    lines: dict[int, str] = {}
    for glyph in page.glyphs:
        if glyph.box.lies_in(half):
            lines[round(glyph.baseline)] = lines.get(round(glyph.baseline), "") + glyph.char
    said = [lines[at].strip() for at in sorted(lines) if lines[at].strip()]
    for line in (*said[:1], *said[-1:]):
        if found := _FOLIO.fullmatch(line):
            return int(found[1])
    return NONE


def _ticket(
    scheme: Scheme, finished: Finished, numbers: list[tuple[int, ...]], dealt: Sequence[tuple[int, ...]]
) -> Ticket:
    """Write a ticket; a half without a number, but with words, is taken for the page that belongs there."""
    sides = []
    for page, told, wanted in zip(finished.pages, numbers, dealt, strict=True):
        areas = []
        for half, number, expected in zip(halves(page), told, wanted, strict=True):
            if number != NONE or any(half.meets(glyph.box) for glyph in page.ink.values()):
                areas.append(Area(number if number != NONE else expected, half))
        sides.append(tuple(areas))
    count = 2 * len(finished.pages)
    return Ticket(scheme, "", count, tuple(sides), (UNSIGNED,) * count)
