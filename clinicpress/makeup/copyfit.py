"""Copyfitting: a layout of a number of pages is fitted by the theme's ladder, between its floor and its ceiling.

Gaps give way first, then leadings, then type sizes; where there is room to spare, gaps and sizes
grow. Each try is a real layout; a bisection finds the loosest setting that fits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from clinicpress.ground.problems import InputProblems, Place
from clinicpress.looks.costs import Costs
from clinicpress.looks.design import Frame
from clinicpress.looks.theme import Fit
from clinicpress.looks.themefile import Ladder
from clinicpress.makeup.dealing import FilledFrame, deal
from clinicpress.makeup.folding import Panels, deal_panels, fits
from clinicpress.typesetting.builder import Story
from clinicpress.typesetting.flowables import Flowable, Stack, first_place
from clinicpress.typesetting.leaves import Spring
from clinicpress.typesetting.lines import EPSILON
from clinicpress.typesetting.rows import Row

LEAST_OVER = 12.0
"""What is too long is so by a line at least, in points."""
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


class Target(NamedTuple):
    """What a story is fitted to."""

    name: str
    """What people call it, such as “summary”."""
    place: Place
    """Where to tell of it, if not at a text of the brochure."""
    pages: int
    """The most pages that it may have."""
    otherwise: str = ""
    """How to do without it, for whoever will not shorten the text."""


def fit_to_pages(
    build: Callable[[Fit], Story],
    frames: Callable[[], Iterator[Frame]],
    ladder: Ladder,
    target: Target,
    costs: Costs,
    panels: Panels | None = None,
) -> tuple[Story, list[FilledFrame]]:
    """Lay a story out on a number of pages; raises InputProblems that say how much too long it is.

    `frames` begins anew with the frames of the first page, which those of later pages follow. `panels` are those of
    a folded sheet.
    """

    def dealt(story: Story) -> list[FilledFrame]:
        return deal_panels(story, frames, panels, costs) if panels else deal(story.stack, frames(), costs)

    def attempt(step: int) -> tuple[Story, list[FilledFrame]]:
        story = build(rung(ladder, step))
        return story, dealt(story)

    story, filled = best = attempt(0)
    if fits(filled, target.pages):
        # What grows fills the pages that there are: it makes no more of them.
        pages = max(each.frame.page for each in filled)
        loose, tight = -1 if ladder.ceiling is None else -STEPS - 1, 0
    else:
        story, filled = best = attempt(STEPS)
        if not fits(filled, target.pages):
            raise _too_long(story.stack if target.pages == 1 else None, frames, filled, ladder, target)
        pages, loose, tight = target.pages, 0, STEPS
    while tight - loose > 1:
        middle = (loose + tight) // 2
        story, filled = attempt(middle)
        if fits(filled, pages):
            tight, best = middle, (story, filled)
        else:
            loose = middle
    return best


def _too_long(
    whole: Stack | None,
    frames: Callable[[], Iterator[Frame]],
    filled: list[FilledFrame],
    ladder: Ladder,
    target: Target,
) -> InputProblems:
    """Say by how much a story is too long: `whole` for one page, or as it was dealt out for several."""
    over, first = _over_one(whole, next(frames())) if whole is not None else _beyond(filled, target.pages)
    return InputProblems.one(
        first or target.place,
        f"the {target.name} is too long for {'one page' if whole is not None else f'{target.pages} pages'}, "
        f"even at {ladder.floor:g} pt: about {over / 72:.1f} inches ({over:.0f} points) of it do not fit",
        f"this is the first {'point' if whole is not None else 'text'} that does not fit; shorten what stands there, "
        f"or leave something out{target.otherwise and '; or ' + target.otherwise}",
    )


def _over_one(stack: Stack, frame: Frame) -> tuple[float, Place | None]:
    """Return how many points of a story one frame has no room for, and where the first text of them stands."""
    measure, room = frame.width, frame.height
    foot = next((i for i, child in enumerate(stack.children) if isinstance(child, Spring)), len(stack.children))
    # What stands at the foot of the page stays; the first point that reaches into it is one too many.
    body, rest = Stack(stack.children[:foot]), Stack(stack.children[foot:])
    first = _reaching(body, measure, room - rest.wrap(measure))
    return stack.wrap(measure) - room, first


def _beyond(filled: list[FilledFrame], pages: int) -> tuple[float, Place | None]:
    """Return how many points of a story stand on pages that there may not be, and where their first text stands."""
    over, first = 0.0, None
    inside = [each for each in filled if each.frame.page <= pages]
    if len(inside) < len(filled) and inside:
        # Lines that must not stand alone were taken over: they leave room behind.
        over -= max(0.0, inside[-1].frame.height - inside[-1].content.wrap(inside[-1].frame.width))
    for each in filled:
        if each.frame.page > pages:
            high, room = each.content.wrap(each.frame.width), each.frame.height
            # What is higher than its frame was put there alone: only what reaches below the frame is too much.
            alone = high > room + EPSILON
            over += high - room if alone else high
            found = _reaching(each.content, each.frame.width, room) if alone else None
            first = first or found or first_place(each.content, "brochures/")
    return max(LEAST_OVER, over), first


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
