"""Sheets: a story that is printed on both sides has an even number of pages, and its last page is a back.

Where a page is missing, what ends the story (lines for questions, the colophon) has the back of the
last sheet for itself; where that is not enough, what it leads in with has the page before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from clinicpress.looks.costs import Costs
from clinicpress.looks.design import Frame
from clinicpress.makeup.dealing import FilledFrame, deal
from clinicpress.typesetting.flowables import Flowable, Stack
from clinicpress.typesetting.leaves import Spare, Spring


def deal_sheets(story: Stack, frames: Callable[[], Iterator[Frame]], costs: Costs) -> list[FilledFrame]:
    """Deal a story out to an even number of pages; `frames` begins anew with those of the first page."""
    return next(filled for filled in _tries(story, frames, costs) if not _is_odd(filled))


def _tries(story: Stack, frames: Callable[[], Iterator[Frame]], costs: Costs) -> Iterator[list[FilledFrame]]:
    """Yield ways to deal a story out, the best first; at the end there is always one with a page more."""
    whole = deal(story, frames(), costs)
    yield whole
    at = _ending(story.children)
    if at:
        text = deal(replace(story, children=story.children[:at]), frames(), costs)
        back = _whole(story.children[at:])
        yield [*text, *_dealt_after(text, back, frames, costs)]
        questions = [child for child in back if isinstance(child, Spare)]
        if questions:
            lines = [*text, *_dealt_after(text, questions, frames, costs)]
            rest = [child for child in back if not isinstance(child, Spare)]
            yield [*lines, *_dealt_after(lines, rest, frames, costs)]
    yield [*whole, *_dealt_after(whole, (), frames, costs)]


def _ending(children: Sequence[Flowable]) -> int:
    """Return where the ending of a story begins: its last spring, with the lines for questions around it."""
    at = max((n for n, child in enumerate(children) if isinstance(child, (Spare, Spring))), default=0)
    while at and isinstance(children[at - 1], (Spare, Spring)):
        at -= 1
    return at


def _is_odd(filled: Sequence[FilledFrame]) -> bool:
    return filled[-1].frame.page % 2 == 1


def _whole(children: Sequence[Flowable]) -> tuple[Flowable, ...]:
    """Return what ends a story as it begins a page: what pushes it to the foot stays."""
    return tuple(replace(child, discardable=False) if isinstance(child, Spring) else child for child in children)


def _dealt_after(
    filled: Sequence[FilledFrame], children: Sequence[Flowable], frames: Callable[[], Iterator[Frame]], costs: Costs
) -> list[FilledFrame]:
    """Deal flowables out to the pages after some others; none of them make an empty page."""
    page = filled[-1].frame.page
    later = (frame for frame in frames() if frame.page > page)
    if not children:
        return [FilledFrame(next(later), Stack())]
    return deal(Stack(tuple(children), stretchy=True), later, costs)
