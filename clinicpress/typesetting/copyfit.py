"""Copyfitting: a layout of one page is fitted by the theme's ladder, never below its floor.

Gaps give way first, then leadings, then type sizes. Each try is a real layout; a bisection finds
the loosest setting that fits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from clinicpress.ground.problems import InputProblems, Place
from clinicpress.looks.design import Frame
from clinicpress.looks.theme import Fit
from clinicpress.looks.themefile import Ladder
from clinicpress.typesetting.builder import Story
from clinicpress.typesetting.flowables import Flowable, Row, Stack, first_place
from clinicpress.typesetting.leaves import Spring
from clinicpress.typesetting.page import FilledFrame, dealt

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
    build: Callable[[Fit], Story], frames: Callable[[], Iterator[Frame]], ladder: Ladder, place: Place
) -> tuple[Story, list[FilledFrame]]:
    """Lay a story out on one page; raises InputProblems that say how much too long it is.

    `frames` begins anew with the frames of the first page, which those of later pages follow.
    """

    def attempt(step: int) -> tuple[Story, list[FilledFrame] | None]:
        story = build(rung(ladder, step))
        return story, _on_one_page(dealt(story.stack, frames()))

    story, filled = attempt(0)
    if filled is not None:
        return story, filled
    story, filled = attempt(STEPS)
    if filled is None:
        raise _too_long(story, next(frames()), ladder, place)
    loose, tight, best = 0, STEPS, (story, filled)
    while tight - loose > 1:
        middle = (loose + tight) // 2
        story, filled = attempt(middle)
        if filled is not None:
            tight, best = middle, (story, filled)
        else:
            loose = middle
    return best


def _on_one_page(filled: Iterator[FilledFrame]) -> list[FilledFrame] | None:
    """Return the frames that are filled, or None as soon as there is a second page among them."""
    found = []
    for each in filled:
        if each.frame.page > 1:
            return None
        found.append(each)
    return found


def _too_long(story: Story, frame: Frame, ladder: Ladder, place: Place) -> InputProblems:
    measure, room = frame.width, frame.height
    over = story.stack.wrap(measure) - room
    children = story.stack.children
    foot = next((i for i, child in enumerate(children) if isinstance(child, Spring)), len(children))
    # What stands at the foot of the page stays; the first point that reaches into it is one too many.
    body, rest = Stack(children[:foot]), Stack(children[foot:])
    first = _reaching(body, measure, room - rest.wrap(measure))
    return InputProblems.one(
        first or place,
        f"the summary is too long for one page, even at {ladder.floor:g} pt: about {over / 72:.1f} inches "
        f"({over:.0f} points) of it do not fit",
        "this is the first point that does not fit; shorten the summary points or leave some out",
    )


def _reaching(flowable: Flowable, measure: float, limit: float) -> Place | None:
    """Return the place of the first text that reaches below `limit` points from the flowable's top."""
    if isinstance(flowable, Row):
        found = (_reaching(c.content, c.measure, limit - c.drop) for c in flowable.cells if c.content is not None)
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
