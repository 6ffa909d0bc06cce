"""A story dealt out to frames: its breaks are chosen, it is parted there, and each part fills its frame.

A story is measured once for each width of frames. What a page needs more than its frame has is
taken from its gaps and pictures; what the last page has left, and the one on which the story's ending begins,
is given to what takes it up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from clinicpress.drawing.record import RecordedSheet
from clinicpress.ground.problems import InputProblems, Place
from clinicpress.looks.costs import Costs
from clinicpress.looks.design import Frame
from clinicpress.makeup.choosing import GIVEN, Leaf, choose
from clinicpress.typesetting.breaks import Break
from clinicpress.typesetting.flowables import Flowable, Stack, first_place
from clinicpress.typesetting.leaves import Spare
from clinicpress.typesetting.lines import EPSILON
from clinicpress.typesetting.pagination import MAX_PAGES


class FilledFrame(NamedTuple):
    """A frame with its share of the story, and what its end costs."""

    frame: Frame
    content: Flowable
    leaf: Leaf = GIVEN

    def draw(self, canvas: RecordedSheet) -> None:
        """Draw the share on the page at hand, which must be the frame's."""
        with canvas.within(self.frame):
            self.content.draw(canvas, self.frame.x, self.frame.top, self.frame.width)


def deal(story: Stack, frames: Iterable[Frame], costs: Costs) -> list[FilledFrame]:
    """Deal a story out to frames; nothing is left out.

    `frames` must not end before it. Raises InputProblems where something has no room, or where there are too
    many pages.
    """
    queue = _Queue(frames)
    rest: Flowable | None = story.trimmed()
    filled: list[FilledFrame] = []
    while rest is not None:
        made, rest = _deal_alike(rest, queue, costs)
        filled += made
    return filled


class _Queue:
    """Frames that are looked at before they are taken."""

    def __init__(self, frames: Iterable[Frame]) -> None:
        self._frames = iter(frames)
        self._seen: list[Frame] = []

    def at(self, number: int) -> Frame:
        """Return a frame, counted from the next one; raises StopIteration where there is none."""
        while len(self._seen) <= number:
            self._seen.append(next(self._frames))
        return self._seen[number]

    def take(self, count: int) -> Iterator[Frame]:
        """Take the next frames away."""
        for _ in range(count):
            yield self._seen.pop(0)


def _deal_alike(rest: Flowable, queue: _Queue, costs: Costs) -> tuple[list[FilledFrame], Flowable | None]:
    """Deal something out to frames as wide as the next one; returns them with what is left for others."""
    width = queue.at(0).width
    course = rest.course(width)

    def room_of(number: int) -> float | None:
        frame = queue.at(number)
        if frame.page > MAX_PAGES:
            raise InputProblems.one(
                first_place(rest) or Place("templates"),
                f"this makes more than {MAX_PAGES} pages",
                "split it into several brochures",
            )
        return frame.height if frame.width == width else None

    forbidden: set[tuple[int, int]] = set()
    while True:
        pages = choose(course, room_of, costs, forbidden)
        if isinstance(pages, int):
            stuck = rest if not pages else rest.parted(width, course.breaks[pages - 1].at)[1]
            raise InputProblems.one(
                first_place(stuck) or Place("templates"),
                f"this does not fit on a page, which has {queue.at(0).height:.0f} points of height for it",
                "make it shorter, or the paper or the footer's space bigger",
            )
        contents = [_between(rest, width, pages, number, course.breaks) for number in range(len(pages))]
        rooms = [room_of(number) or 0.0 for number in range(len(pages))]
        fitted = [_fitted(each, width, room) for each, room in zip(contents, rooms, strict=True)]
        made = [
            None if each is None else _grown(each, width, room) if leaf.end is None or _has_ending(each) else each
            for each, room, (_, _, leaf) in zip(fitted, rooms, pages, strict=True)
        ]
        # A page can turn out higher than its course says where cells side by side are parted twice. And what it has
        # no room to show must not begin it: that may have room at the end of the page before.
        wrong = {
            (begin, end)
            for (begin, end, _), each in zip(pages, made, strict=True)
            if each is None or (begin and _begins_in_vain(each))
        }
        if not wrong:
            break
        forbidden |= wrong
    last = pages[-1][2].end
    filled = [
        FilledFrame(frame, each, leaf)
        for frame, each, (_, _, leaf) in zip(queue.take(len(pages)), made, pages, strict=True)
        if each is not None
    ]
    return filled, rest.parted(width, last.at)[1] if last is not None else None


def _has_ending(content: Flowable) -> bool:
    """Tell whether what ends a story begins on a page."""
    return any(child.ending for child in content.children)


def _grown(content: Flowable, width: float, room: float) -> Flowable:
    return content.stretch(width, room - content.wrap(width))


def _begins_in_vain(content: Flowable) -> bool:
    """Tell whether a page begins with something that it has no room to show."""
    first = next(iter(content.children), None)
    return isinstance(first, Spare) and not first.shown and len(content.children) > 1


def _between(
    whole: Flowable, width: float, pages: Sequence[tuple[int, int, Leaf]], number: int, breaks: Sequence[Break]
) -> Flowable:
    """Return what stands on a page: what is above its last break, without what is above its first."""
    begin, _, leaf = pages[number]
    above = whole if leaf.end is None else whole.parted(width, leaf.end.at)[0]
    return above.parted(width, breaks[begin - 1].at)[1] if begin else above


def _fitted(content: Flowable, width: float, room: float) -> Flowable | None:
    """Return what stands on a page as it fits into a height, made lower if it must be; None where it cannot be."""
    over = content.wrap(width) - room
    if over <= EPSILON:
        return content
    if over > content.course(width).give + EPSILON:
        return None
    lower = content.shrunk(width, over)
    return lower if lower.wrap(width) <= room + EPSILON else None
