"""Folded sheets: panels hold what the template puts into them, and the story runs through the others.

A panel's own content stands in its frame alone. One panel may relieve the others: where they have no
room for the whole story, it takes sections from its beginning, each of them whole, because nobody
turns from the middle of a sentence on the flap to its end inside. What has no room stands on a page
that the sheet does not have.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

from clinicpress.looks.costs import Costs
from clinicpress.looks.design import Frame
from clinicpress.looks.fold import FACES
from clinicpress.makeup.dealing import FilledFrame, deal
from clinicpress.typesetting.builder import Story
from clinicpress.typesetting.flowables import Stack
from clinicpress.typesetting.lines import EPSILON


class Panels(NamedTuple):
    """The frames of a folded sheet that are not the story's."""

    frame: Callable[[str], Frame]
    """Returns the frame of a panel."""
    relief: str
    """The panel that takes sections where the others have no room for all; nothing where there is none."""


def deal_panels(story: Story, frames: Callable[[], Iterator[Frame]], panels: Panels, costs: Costs) -> list[FilledFrame]:
    """Deal a story out to the panels of a folded sheet; nothing is left out.

    `frames` are those that the story runs through, and behind them some of pages that the sheet does not have: there
    stands what has no room. Of all ways that fit, the one with fewest sections on the panel of relief is taken.
    """
    own = [_alone(stack, panels.frame(name)) for name, stack in story.panels.items() if name != panels.relief]
    way: list[FilledFrame] = []
    for way in _ways(story, frames, panels, costs):
        if fits(way, FACES):
            break
    return [*own, *way]


def fits(filled: list[FilledFrame], pages: int) -> bool:
    """Tell whether all of a story stands on so many pages."""
    return all(each.frame.page <= pages for each in filled)


def _ways(
    story: Story, frames: Callable[[], Iterator[Frame]], panels: Panels, costs: Costs
) -> Iterator[list[FilledFrame]]:
    """Yield the ways to deal out the story, and the panel that relieves it: with no section there, with one, and on."""
    head = story.panels.get(panels.relief)
    begun = [_alone(head, panels.frame(panels.relief))] if head is not None else []
    yield [*begun, *_dealt(story.stack, frames, costs)]
    if not panels.relief:
        return
    frame = panels.frame(panels.relief)
    for at in _ends_of_sections(story.stack):
        parts = story.stack.children[:at], story.stack.children[at:]
        above, below = (replace(story.stack, children=part) for part in parts)
        content = above if head is None else replace(head, children=(*head.children, *above.children))
        if content.wrap(frame.width) > frame.height + EPSILON:
            return
        yield [_alone(content, frame), *_dealt(below, frames, costs)]


def _ends_of_sections(story: Stack) -> list[int]:
    return [at for at, child in enumerate(story.children, 1) if isinstance(child, Stack) and child.torn == "section"]


def _dealt(story: Stack, frames: Callable[[], Iterator[Frame]], costs: Costs) -> list[FilledFrame]:
    return deal(story, frames(), costs) if story.children else []


def _alone(content: Stack, frame: Frame) -> FilledFrame:
    """Put a panel's own content into its frame, grown to its foot; on a page that there is not, if it has no room."""
    room = frame.height - content.wrap(frame.width)
    if room < -EPSILON:
        return FilledFrame(frame._replace(page=frame.page + FACES), content)
    return FilledFrame(frame, content.stretch(frame.width, room))
