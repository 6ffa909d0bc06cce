"""How small type is, as it is seen on a page: what is asked of finished files, and before pages are made smaller."""

from __future__ import annotations

from typing import NamedTuple

from clinicpress.readback.finished import ReadPage

_AROUND_FIGURES = "[]()*†‡,–-"


class Small(NamedTuple):
    """A stretch of text in one small size, in points; figures that are raised are told from words."""

    size: float
    said: str
    raised: bool


def small_type(page: ReadPage, least: float) -> list[Small]:
    """Return all text that is smaller than so many points, the smallest first."""
    small: dict[float, set[int]] = {}
    for number, glyph in page.ink.items():
        if glyph.size < least:
            small.setdefault(glyph.size, set()).add(number)
    return [
        Small(size, said.strip(), said.strip().strip(_AROUND_FIGURES).isdigit())
        for size, numbers in sorted(small.items())
        for said in page.stretches(numbers)
    ]
