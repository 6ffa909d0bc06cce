"""Copyfitting: a layout of a number of pages is fitted by the theme's ladder, between its floor and its ceiling.

Gaps give way first, then leadings, then type sizes; where there is room to spare, gaps and sizes
grow. Each try is a real layout; a bisection finds the loosest setting that fits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from clinicpress.ground.problems import InputProblems, Place
from clinicpress.looks.costs import Costs
from clinicpress.looks.design import Frame
from clinicpress.looks.theme import Fit
from clinicpress.looks.themefile import Ladder
from clinicpress.makeup.dealing import FilledFrame, deal
from clinicpress.typesetting.builder import Story
from clinicpress.typesetting.flowables import Flowable, Stack, first_place
from clinicpress.typesetting.leaves import Spring
from clinicpress.typesetting.rows import Row

STEPS = 32
"""The ladder's number of rungs, downwards and upwards."""


def rung(ladder: Ladder, step: int) -> Fit:
    """Return the setting of a rung: 0 is the theme's own, STEPS the floor, -STEPS the ceiling."""
    if step < 0:
        up = -step / STEPS
        return Fit(gaps=1 + (1 / ladder.gaps - 1) * up, size=-up)
    way = 3 * step / STEPS

    def share(begin: float) -> float:
        return min(1.0, max(0.0, way - begin))

    return Fit(
        gaps=1 - (1 - ladder.gaps) * share(0),
        leading=1 - (1 - ladder.leading) * share(1),
        size=share(2),
    )


@dataclass(frozen=True)
class Target:
    """What a story is fitted to."""

    name: str
    """What people call it, such as “summary”."""
    place: Place
    """Where to tell of it, if not at a text of the brochure."""
    pages: int
    """The most pages that it may have."""


def fit_to_pages(
    build: Callable[[Fit], Story],
    frames: Callable[[], Iterator[Frame]],
    ladder: Ladder,
    target: Target,
    costs: Costs,
) -> tuple[Story, list[FilledFrame]]:
    """Lay a story out on a number of pages; raises InputProblems that say how much too long it is.

    `frames` begins anew with the frames of the first page, which those of later pages follow.
    """

    def attempt(step: int, pages: int = target.pages) -> tuple[Story, list[FilledFrame] | None]:
        story = build(rung(ladder, step))
        filled = deal(story.stack, frames(), costs)
        return story, filled if filled[-1].frame.page <= pages else None

    story, filled = attempt(0)
    if filled is not None:
        # What grows fills the pages that there are: it makes no more of them.
        pages = filled[-1].frame.page
        loose, tight, best = -1 if ladder.ceiling is None else -STEPS - 1, 0, (story, filled)
    else:
        story, filled = attempt(STEPS)
        if filled is None:
            raise _too_long(story, frames, ladder, target, costs)
        pages, loose, tight, best = target.pages, 0, STEPS, (story, filled)
    while tight - loose > 1:
        middle = (loose + tight) // 2
        story, filled = attempt(middle, pages)
        if filled is not None:
            tight, best = middle, (story, filled)
        else:
            loose = middle
    return best


def _too_long(
    story: Story, frames: Callable[[], Iterator[Frame]], ladder: Ladder, target: Target, costs: Costs
) -> InputProblems:
    one = target.pages == 1
    over, first = _over_one(story.stack, next(frames())) if one else _beyond(story.stack, frames(), target.pages, costs)
    return InputProblems.one(
        first or target.place,
        f"the {target.name} is too long for {'one page' if one else f'{target.pages} pages'}, "
        f"even at {ladder.floor:g} pt: about {over / 72:.1f} inches ({over:.0f} points) of it do not fit",
        f"this is the first {'point' if one else 'text'} that does not fit; shorten what stands there, or leave "
        "something out",
    )


def _over_one(stack: Stack, frame: Frame) -> tuple[float, Place | None]:
    """Return how many points of a story one frame has no room for, and where the first text of them stands."""
    measure, room = frame.width, frame.height
    foot = next((i for i, child in enumerate(stack.children) if isinstance(child, Spring)), len(stack.children))
    # What stands at the foot of the page stays; the first point that reaches into it is one too many.
    body, rest = Stack(stack.children[:foot]), Stack(stack.children[foot:])
    first = _reaching(body, measure, room - rest.wrap(measure))
    return stack.wrap(measure) - room, first


def _beyond(stack: Stack, frames: Iterator[Frame], pages: int, costs: Costs) -> tuple[float, Place | None]:
    """Return how many points of a story stand on pages that there may not be, and where their first text stands."""
    left = [each for each in deal(stack, frames, costs) if each.frame.page > pages]
    over = sum(each.leaf.filled * each.frame.height for each in left)
    return over, next((place for each in left if (place := first_place(each.content, "brochures/")) is not None), None)


def _reaching(flowable: Flowable, measure: float, limit: float) -> Place | None:
    """Return the place of the first text that reaches below `limit` points from the flowable's top."""
    if isinstance(flowable, Row):
        cells = flowable.cells_at(measure)
        found = (_reaching(c.content, c.measure, limit - c.drop) for c in cells if c.content is not None)
        return next((place for place in found if place), None)
    if not isinstance(flowable, Stack):
        return first_place(flowable) if flowable.wrap(measure) > limit else None
    top = 0.0
    for index, child in enumerate(flowable.children):
        if index:
            top += flowable.children[index - 1].after + child.before
        place = _reaching(child, measure, limit - top)
        if place is not None and place.file.startswith("brochures/"):
            return place
        top += child.wrap(measure)
    return None
