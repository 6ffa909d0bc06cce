"""The ticket: what a PDF of sheets says about how pages were imposed, so that a lone file can be checked.

It stands where a docket stands (`pdf/docket`), and takes over what that says of source and disclaimer.
For each page it has a sign of its letters, whatever their order: a page that was changed or exchanged
later has another one.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, cast, get_args

from clinicpress.pdf.docket import Docket, sign_of_furniture, signs_in
from clinicpress.printshop.order import Scheme
from clinicpress.printshop.planning import Plan
from clinicpress.readback.finished import Box, Finished, Glyph, ReadPage

UNSIGNED = "----"
"""Instead of the sign of a page that has letters beyond its edges: on a sheet they lie on its neighbour."""


class Area(NamedTuple):
    """Where a page lies on a side, in points."""

    page: int
    box: Box


@dataclass(frozen=True)
class Ticket:
    """How pages were imposed."""

    scheme: Scheme
    sheet: str
    pages: int
    sides: tuple[tuple[Area, ...], ...]
    signs: tuple[str, ...]
    """One for each page."""
    source: str = ""
    """The source line of the footers, where the pages are ours."""
    disclaimer: str = ""

    @property
    def guessed(self) -> bool:
        """Whether it was made up by the looks of a file: no page was signed."""
        return all(sign == UNSIGNED for sign in self.signs)

    def entries(self) -> dict[str, str | Sequence[str]]:
        """Return what stands in the file."""
        return {
            "Imposed": self.scheme,
            "Sheet": self.sheet,
            "Pages": str(self.pages),
            "Sides": [" ".join(map(_written, side)) for side in self.sides],
            "Signs": "".join(self.signs),
            "Source": self.source,
            "Disclaimer": self.disclaimer,
        }

    @classmethod
    def of(cls, found: Mapping[str, tuple[str, ...]]) -> Ticket | None:
        """Read a ticket from the entries of a file; None where there is none, or none that makes sense."""
        first = {name: values[0] for name, values in found.items() if values}
        scheme = first.get("Imposed", "")
        try:
            sides = tuple(tuple(_read(side.split())) for side in found.get("Sides", ()))
            pages = int(first.get("Pages", ""))
        except ValueError:
            return None
        signs = signs_in(first.get("Signs", ""))
        if scheme not in get_args(Scheme) or len(signs) != pages or not sides:
            return None
        return cls(
            cast(Scheme, scheme), first.get("Sheet", ""), pages, sides, signs,
            first.get("Source", ""), first.get("Disclaimer", ""),
        )  # fmt: skip


def ticket_of(finished: Finished, plan: Plan, trim: Box) -> Ticket:
    """Write the ticket of a plan for pages that were read back; `trim` is the size of each."""
    docket = Docket.of(finished.docket)
    size = trim.width * plan.scale, trim.height * plan.scale
    sides = tuple(
        tuple(
            Area(
                place.page,
                Box(
                    max(place.x, place.shown.left), place.y,
                    min(place.x + size[0], place.shown.right), place.y + size[1],
                ),
            )
            for place in side
        )
        for side in plan.sides
    )  # fmt: skip
    return Ticket(
        plan.scheme,
        plan.sheet,
        len(finished.pages),
        sides,
        tuple(_signed(page) for page in finished.pages),
        docket.source if docket else "",
        docket.disclaimer if docket else "",
    )


def _signed(page: ReadPage) -> str:
    """Return the sign of a page's letters."""
    return sign_of_glyphs(page.glyphs) if all(page.sheet.holds(g.box) for g in page.glyphs) else UNSIGNED


def sign_of_glyphs(glyphs: Iterable[Glyph]) -> str:
    """Return the sign of letters, whatever their order."""
    return sign_of_furniture("".join(glyph.char for glyph in glyphs))


def _written(area: Area) -> str:
    return f"{area.page} {' '.join(f'{edge:.2f}' for edge in area.box)}"


def _read(said: Sequence[str]) -> Iterable[Area]:
    """Read the areas of a side; raises ValueError where they are none."""
    for at in range(0, len(said), 5):
        page, left, bottom, right, top = said[at : at + 5]
        box = Box(float(left), float(bottom), float(right), float(top))
        if not all(map(math.isfinite, box)):
            raise ValueError
        yield Area(int(page), box)
