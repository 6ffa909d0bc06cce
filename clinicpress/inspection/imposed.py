"""Sheets: what is asked of a PDF whose pages share sheets, such as a booklet to fold and staple.

It is for paper, so nobody asks it for tags. What matters is that every page is on its sheet, whole and
in its place, can be read in its new size, and keeps clear of folds and cuts. Sheets of ours say in
their ticket what lies where; those of others are known by the page numbers that stand on them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from operator import sub

from clinicpress.ground.problems import counted
from clinicpress.inspection.folios import guessed
from clinicpress.inspection.legibility import TRIM_EDGE, Seen, legibility
from clinicpress.printshop.schemes import NONE, booklet
from clinicpress.printshop.sheets import SHEETS
from clinicpress.printshop.ticket import UNSIGNED, Area, Ticket, sign_of_glyphs
from clinicpress.readback.completeness import (
    ASKS_DISCLAIMER,
    ASKS_SOURCE,
    ASKS_STORY,
    DISCLAIMER,
    SOURCE,
    characters,
    printed_line,
    seen_line,
)
from clinicpress.readback.finished import Box, Finished, ReadPage
from clinicpress.readback.soundness import SLACK, soundness
from clinicpress.readback.verdict import Finding, Row, begins, judged, unknown

OF_PAPER = ("whole", "open", "boxes", "title", "language", "fonts")
"""What is asked of a file of sheets as of any other; what screen readers need is not."""
FAR = 1e6
CALLED = {"booklet": "a booklet", "n-up": "side by side", "repeat": "each several times"}


def ticket_in(finished: Finished) -> Ticket | None:
    """Return the ticket of a file of sheets, ours or, by the looks of it, of others; None for any other file."""
    return Ticket.of(finished.docket) or guessed(finished)


def sheets(finished: Finished, ticket: Ticket, seen: Sequence[Seen]) -> list[Row]:
    """Ask all that applies to sheets."""
    sound = {row.id: row for row in soundness(finished)}
    return [
        _line(ticket, seen, "source", ASKS_SOURCE, ticket.source, SOURCE),
        _line(ticket, seen, "disclaimer", ASKS_DISCLAIMER, ticket.disclaimer, DISCLAIMER),
        _story(finished, ticket),
        characters(finished),
        *legibility(seen),
        _clear(seen, ticket),
        _order(finished, ticket),
        _blank(finished, ticket),
        _size(finished, sound["size"]),
        *(sound[id] for id in OF_PAPER),
    ]


def _areas(ticket: Ticket, pages: Sequence[ReadPage]) -> Iterator[tuple[ReadPage, Area]]:
    for side, page in zip(ticket.sides, pages, strict=False):
        for area in side:
            yield page, area


# Words ----------------------------------------------------------------------------------------------


def _line(ticket: Ticket, seen: Sequence[Seen], id: str, asks: str, line: str, pattern: re.Pattern[str]) -> Row:
    """Ask whether each page says a line; one that is on several sheets, everywhere."""
    found: list[Row] = []
    for copy in _copies(ticket, seen):
        if line:
            found.append(
                printed_line(id, asks, line, {number: each.text_in(box) for number, (each, box) in copy.items()})
            )
        else:
            lines = {number: each.lines_in(box) for number, (each, box) in copy.items()}
            found.append(seen_line(lines, id, asks, id, pattern))
    sides = {area.page: page.number for page, area in _areas(ticket, [each.page for each in seen])}
    failures = [
        Finding(sides.get(number or 0), f"page {number} of what is printed on it: {said}")
        for row in found
        for number, said in row.found
    ]
    first = found[0] if found else unknown(id, asks, "there are no pages on the sheets")
    return judged(id, asks, failures) if failures else first


def _copies(ticket: Ticket, seen: Sequence[Seen]) -> list[dict[int, tuple[Seen, Box]]]:
    """Return where each page lies, as often as all lie on the sheets."""
    found: list[dict[int, tuple[Seen, Box]]] = []
    for each, side in zip(seen, ticket.sides, strict=False):
        for area in side:
            free = next((copy for copy in found if area.page not in copy), None)
            if free is None:
                found.append(free := {})
            free[area.page] = (each, area.box)
    return found


def _story(finished: Finished, ticket: Ticket) -> Row:
    """Compare the words of each page with those that it had when it was put on its sheet."""
    if ticket.guessed:
        return unknown("story", ASKS_STORY, "the file does not say what its pages said before")
    failures = []
    for page, area in _areas(ticket, finished.pages):
        sign = ticket.signs[area.page - 1] if area.page <= ticket.pages else ""
        if sign != UNSIGNED and sign_of_glyphs(glyph for glyph in page.glyphs if glyph.box.lies_in(area.box)) != sign:
            failures.append(Finding(page.number, f"the words of page {area.page} are not as they were"))
    return judged("story", ASKS_STORY, failures, note=f"the words of {counted(ticket.pages, 'page')}")


# Sheets ---------------------------------------------------------------------------------------------


def _clear(seen: Sequence[Seen], ticket: Ticket) -> Row:
    failures = []
    for each, side in zip(seen, ticket.sides, strict=False):
        for area in side:
            safe, where = _safe(ticket, each.page, area.box)
            inked = ((number, glyph.box) for number, glyph in each.page.ink.items())
            near = {number for number, box in inked if box.lies_in(area.box) and not safe.holds(box, 0.5)}
            for said in each.page.stretches(each.whole_words(near)):
                message = f"{begins(said)} is too near to {where}: it needs {TRIM_EDGE / 72:g} in (3 mm)"
                failures.append(Finding(each.page.number, message))
    return judged("folds", "Does all text keep clear of folds and cuts?", failures)


def _safe(ticket: Ticket, page: ReadPage, box: Box) -> tuple[Box, str]:
    """Return where the words of a page are clear: of the fold, or of all its edges where it is cut out."""
    if ticket.scheme == "booklet":
        right = (box.left + box.right) / 2 > page.width / 2
        return Box(box.left + TRIM_EDGE * right, -FAR, box.right - TRIM_EDGE * (not right), FAR), "the fold"
    if ticket.scheme == "repeat":
        inner = Box(box.left + TRIM_EDGE, box.bottom + TRIM_EDGE, box.right - TRIM_EDGE, box.top - TRIM_EDGE)
        return inner, "where it is cut"
    return Box(-FAR, -FAR, FAR, FAR), ""


def _order(finished: Finished, ticket: Ticket) -> Row:
    """Ask whether the sheets are all there, in the order in which a reader of the finished thing needs them."""
    asks = "Is every page on its sheet, in the order of the finished thing?"
    found = [tuple(area.page for area in _lying(side, ticket, finished.rtl)) for side in ticket.sides]
    failures = []
    if len(finished.pages) != len(ticket.sides):
        message = f"it has {counted(len(finished.pages), 'side')}; {len(ticket.sides)} were printed"
        failures.append(Finding(None, message))
    whole = not ticket.guessed
    missing = set(range(1, ticket.pages + 1)).difference(*found) if whole else set()
    failures += [Finding(None, f"page {number} is on no sheet") for number in sorted(missing)]
    if ticket.scheme == "booklet" and not missing:
        for number, (have, wanted) in enumerate(zip_longest(found, _wanted(ticket.pages), fillvalue=()), 1):
            if have != wanted if whole else not set(have) <= set(wanted):
                message = f"it has {_named(have)}; in a booklet of {ticket.pages} pages that would be {_named(wanted)}"
                failures.append(Finding(number, message))
    note = f"{counted(ticket.pages, 'page')}, {CALLED[ticket.scheme]}{f', on {ticket.sheet}' if ticket.sheet else ''}"
    return judged("sheets", asks, failures, note=note)


def _lying(side: Sequence[Area], ticket: Ticket, rtl: bool) -> Sequence[Area]:
    """Return the pages of a side as the scheme names them: in a booklet, from where lines begin."""
    return sorted(side, key=lambda area: area.box.left, reverse=rtl) if ticket.scheme == "booklet" else side


def _size(finished: Finished, row: Row) -> Row:
    """Ask whether the sheets are of one size that there is; what is left of them when they are cut may be any."""
    if row.result == "failed":
        return row
    first = finished.pages[0]
    lies = sorted((first.width, first.height))
    name = next((n for n, size in SHEETS.items() if max(map(abs, map(sub, lies, size))) <= SLACK), "")
    odd = [] if name else [Finding(None, f"{lies[0] / 72:.4g} by {lies[1] / 72:.4g} in is no sheet that we know")]
    return judged(row.id, "Are the sheets of one known size?", warnings=odd, note=name)


def _wanted(count: int) -> list[tuple[int, ...]]:
    return [tuple(number for number in side if number != NONE) for side in booklet(count)]


def _named(pages: Sequence[int]) -> str:
    return f"page{'s' if len(pages) > 1 else ''} {' and '.join(map(str, pages))}" if pages else "no page"


def _blank(finished: Finished, ticket: Ticket) -> Row:
    failures = [
        Finding(page.number, "the side is blank")
        for page, side in zip(finished.pages, ticket.sides, strict=False)
        if side and not page.text.strip() and not page.pictures and not page.drawings
    ]
    return judged("blank", "Is there something on every side that has pages?", failures)
