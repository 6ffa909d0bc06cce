"""Copyfitting: a layout of one page is fitted by the theme's ladder, never below its floor.

Gaps give way first, then leadings, then type sizes. Each try is a real layout; a bisection finds
the loosest setting that fits.
"""

from __future__ import annotations

from collections.abc import Callable

from clinicpress.page import Furniture, Page, compose, first_place
from clinicpress.problems import InputProblems, Place
from clinicpress.story import Story
from clinicpress.theme import Fit, Ladder

STEPS = 32
"""The ladder's number of rungs."""


def rung(ladder: Ladder, step: int) -> Fit:
    """Return the setting of a rung: 0 is the theme's own, STEPS the floor."""
    way = 3 * step / STEPS

    def share(begin: float) -> float:
        return min(1.0, max(0.0, way - begin))

    return Fit(
        gaps=1 - (1 - ladder.gaps) * share(0),
        leading=1 - (1 - ladder.leading) * share(1),
        size=share(2),
    )


def fit_to_one_page(
    build: Callable[[Fit], Story], furniture: Furniture, measure: float, ladder: Ladder, place: Place
) -> tuple[Story, list[Page]]:
    """Lay a story out on one page; raises InputProblems that say how much too long it is."""

    def attempt(step: int) -> tuple[Story, list[Page]]:
        story = build(rung(ladder, step))
        return story, compose(story.stack, furniture, measure)

    best = attempt(0)
    if len(best[1]) == 1:
        return best
    lowest = attempt(STEPS)
    if len(lowest[1]) > 1:
        raise _too_long(lowest[1], furniture, measure, ladder, place)
    loose, tight, best = 0, STEPS, lowest
    while tight - loose > 1:
        middle = (loose + tight) // 2
        trial = attempt(middle)
        if len(trial[1]) == 1:
            tight, best = middle, trial
        else:
            loose = middle
    return best


def _too_long(pages: list[Page], furniture: Furniture, measure: float, ladder: Ladder, place: Place) -> InputProblems:
    over = sum(page.stack.wrap(measure) for page in pages[1:])
    first = next(
        (found for page in pages[1:] if (found := first_place(page.stack)) and found.file.startswith("brochures")), None
    )
    return InputProblems.one(
        first or place,
        f"the summary is too long for one page, even at {ladder.floor:g} pt: about {over / 72:.1f} inches "
        f"({over:.0f} points) of it do not fit",
        "this is the first point that does not fit; shorten the summary points or leave some out",
    )
