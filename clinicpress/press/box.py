"""The box on page 1: of the ways to set a clinic's logo, name and phone in it, the one that reads best.

Each way has a cost: for a logo or a name that is smaller than it could be, for our own words that
made room, for lines that end badly. Of those that fit the box, the one of least cost is taken; so
nothing gives way that need not, and everything gives way a little before one thing gives way wholly.
Logos of all shapes cover about the same area, or less, and wide ones may stand above the words.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from clinicpress.artwork.pictures import Art
from clinicpress.press.compositor import Compositor, breadth, rows_height
from clinicpress.story.clinicwords import Said, with_room
from clinicpress.typesetting.lines import EPSILON
from clinicpress.typesetting.text import Paragraph

SHARES = 5
"""In so many sizes a logo is tried, from the largest to the smallest."""
WIDE_LOGO = 0.4
"""The greatest share of a wide box that a logo takes beside a name."""
# Costs: what is amiss with the lines of a name counts beside them (`typesetting/naming`).
GIVES_WAY = (0.0, 0.4, 1.8)
"""Those of our own words that make room, the first of them and all."""
NAME, PHONE = 5.0, 7.0
"""Those of a name and a phone number of no size; what they keep of their largest size costs less."""
LOGO = 4.0
"""That of a logo of no size; what it keeps of its height costs less."""
MANY_LINES, MOST_LINES = 0.35, 2
"""That of each line of a name more than these."""
SHARES_OF_SLACK = (0.25, 0.5)
"""Of what a narrow box has to spare, those above all and above the phone."""
STACKED = 0.5
"""That of a logo above the name where there is a side by side."""


class Placed(NamedTuple):
    """A line or the logo in the box, by its distance from the left and the top of what the box holds."""

    left: float
    down: float
    width: float
    """Of a line its measure, of the logo its width."""
    text: Paragraph | None = None
    link: str = ""
    height: float = 0.0
    """Of the logo."""


class Composed(NamedTuple):
    """A way to set the box."""

    cost: float
    height: float
    parts: list[Placed]
    rows: list[tuple[Paragraph, str]]
    """The lines that stand beside one another at the foot of the box."""


class Composing:
    """The ways to set one box: its lines and its logo, with the measure and the height that it has for them.

    In a `wide` one, the phone stands beside the name.
    """

    def __init__(
        self, lines: list[Said], logo: Art | None, compositor: Compositor, measure: float, room: float, wide: bool
    ) -> None:
        self.logo, self.measures, self.compositor = logo, compositor.theme.measures, compositor
        self.measure, self.room = measure, room
        self.details = [said for said in lines if said.row.detail]
        self.lines = [said for said in lines if not said.row.detail]
        self.wide = wide
        self._least = math.inf

    def best(self) -> Composed | None:
        """Return the way of least cost that fits; none where no one does."""
        found = None
        for way in self._side_by_side() if self.wide else self._below():
            if way.cost < self._least and way.height <= self.room + EPSILON:
                # Ways that cost more need not be set at all.
                found, self._least = way, way.cost
        return found

    def _logos(self, width: float, height: float) -> list[tuple[float, float, float]]:
        """Return the sizes that the logo may have in a place, the largest first: width, height and cost."""
        if self.logo is None:
            return [(0.0, 0.0, 0.0)]
        across, down = self.logo.size
        most = min(width, height * across / down)
        least = min(1.0, self.measures.logo_least / self.measures.logo_height)
        shares = [1 - (1 - least) * step / (SHARES - 1) for step in range(SHARES)]
        return [(most * share, most * share * down / across, LOGO * (1 - share)) for share in shares]

    def _even(self) -> float:
        """Return the height at which the logo covers as much as a square one of the greatest height."""
        if self.logo is None:
            return 0.0
        across, down = self.logo.size
        return self.measures.logo_height * min(1.0, math.sqrt(down / across))

    def _shares(self, lines: list[Said]) -> list[float]:
        """Return the sizes that the strong lines of some may have, each as a share of the largest."""
        sizes = [self.compositor.sizes(said, self.wide) for said in lines if said.row.wide]
        return [style.size / styles[0].size for styles in sizes for style in styles] or [1.0]

    def _names(
        self, lines: list[Said], measure: float, room: float, spent: float
    ) -> Iterator[tuple[list[Paragraph], float]]:
        """Yield the lines that do not stand aside, with the name in each size, in few lines and in more.

        With them comes the cost; what costs too much beside what is `spent` is left out.
        """
        name = next((said for said in lines if said.row.named), None)
        if name is None:
            yield [self.compositor.line(said) for said in lines], 0.0
            return
        for size, share in enumerate(self._shares(lines)):
            if spent + NAME * (1 - share) >= self._least:
                return
            for text, amiss in self.compositor.names(name, measure, room, size, self.wide):
                many = MANY_LINES * max(0, len(text.lines(measure)) - MOST_LINES)
                texts = [text if said is name else self.compositor.line(said) for said in lines]
                yield texts, NAME * (1 - share) + amiss + many

    def _below(self) -> Iterator[Composed]:
        """Yield the ways to set all below each other."""
        measure = self.measure
        for level, some in enumerate(with_room(self.lines)):
            names = [said for said in some if not said.row.aside]
            others = [said for said in (*some, *self.details) if said.row.aside or said.row.detail]
            below = [(self.compositor.largest(said, measure), said.link) for said in others]
            under = sum(text.before + text.wrap(measure) + text.after for text, _ in below)
            spent = GIVES_WAY[min(level, len(GIVES_WAY) - 1)]
            # The height of a name does not depend on the logo: each is set once.
            settings = sorted(
                (
                    (cost, sum(text.before + text.wrap(measure) + text.after for text in texts), texts)
                    for texts, cost in self._names(names, measure, self.room, spent)
                ),
                key=lambda each: each[0],
            )
            for width, height, logo_cost in self._logos(min(measure, self.measures.logo_width), self._even()):
                down = height + self.measures.logo_after if width else 0.0
                for cost, high, texts in settings:
                    if spent + logo_cost + cost >= self._least:
                        break
                    last = below[-1][0] if below else texts[-1] if texts else None
                    whole = down + high + under - (last.after if last is not None else self.measures.logo_after)
                    if whole > self.room + EPSILON:
                        continue
                    parts = [Placed(0.0, 0.0, width, height=height)] if width else []
                    parts += self._stacked([(text, "") for text in texts], 0.0, down, measure)
                    phone = self._stacked(below, 0.0, down + high, measure)
                    above, between = ((self.room - whole) * share for share in SHARES_OF_SLACK)
                    placed = [*_lowered(parts, above), *_lowered(phone, above + between * bool(parts))]
                    yield Composed(spent + logo_cost + cost, whole, placed, [])

    def _stacked(self, texts: list[tuple[Paragraph, str]], left: float, down: float, measure: float) -> list[Placed]:
        """Place lines below each other."""
        parts = []
        for text, link in texts:
            down += text.before
            parts.append(Placed(left, down, measure, text, link))
            down += text.wrap(measure) + text.after
        return parts

    def _side_by_side(self) -> Iterator[Composed]:
        """Yield the ways to set the logo at the left of the name, or above it, the phone at the right."""
        gap = self.measures.wide_box_gap
        rows = [(self.compositor.line(said), said.link) for said in self.details]
        foot = rows_height(rows, self.measure, gap) + self.measures.logo_after if rows else 0.0
        room = self.room - foot
        for level, some in enumerate(with_room(self.lines)):
            names = [said for said in some if not said.row.aside]
            cost = GIVES_WAY[min(level, len(GIVES_WAY) - 1)]
            if cost >= self._least:
                return
            for aside, phone_cost, end in self._asides([said for said in some if said.row.aside]):
                if cost + phone_cost >= self._least:
                    continue
                for parts, way_cost in self._named(names, end, room, cost + phone_cost):
                    high = max((_foot([part]) for part in (*parts, *aside)), default=0.0)
                    placed = [*_centred(parts, room), *_centred(aside, room)]
                    yield Composed(cost + phone_cost + way_cost, high + foot, placed, rows)

    def _asides(self, lines: list[Said]) -> Iterator[tuple[list[Placed], float, float]]:
        """Yield the column at the right in each size of the phone, its cost, and where what stands left of it ends."""
        if not lines:
            yield [], 0.0, self.measure
            return
        half = self.measure / 2
        for size, share in enumerate(self._shares(lines)):
            texts = [self.compositor.line(said, size, True) for said in lines]
            width = min(half, max(breadth(text) for text in texts))
            more = sum(len(text.lines(width)) - 1 for text in texts)
            left = self.measure - width
            placed = self._stacked([(t, said.link) for t, said in zip(texts, lines, strict=True)], left, 0.0, width)
            yield placed, PHONE * (1 - share) + MANY_LINES * more, left - self.measures.wide_box_gap

    def _named(self, lines: list[Said], end: float, room: float, spent: float) -> Iterator[tuple[list[Placed], float]]:
        """Yield the ways to set logo and name in what stands left of the phone, with their costs."""
        gap, most = self.measures.wide_box_gap, self.measures.logo_width
        if self.logo is not None and not lines:
            for width, height, cost in self._logos(end, room):
                yield [Placed(0.0, 0.0, width, height=height)], cost
            return
        for width, height, logo_cost in self._logos(min(most, WIDE_LOGO * self.measure), room):
            begin = width + gap if width else 0.0
            if end - begin < most / 2:
                continue
            if spent + logo_cost >= self._least:
                break
            logo = [Placed(0.0, 0.0, width, height=height)] if width else []
            for texts, cost in self._names(lines, end - begin, room, spent + logo_cost):
                words = self._stacked([(text, "") for text in texts], begin, 0.0, end - begin)
                high = max(height, _foot(words))
                yield [*_centred(logo, high), *_centred(words, high)], cost + logo_cost
        if self.logo is None:
            return
        for width, height, logo_cost in self._logos(min(most, end), min(self._even(), room / 2)):
            down = height + self.measures.logo_after
            for texts, cost in self._names(lines, end, room - down, spent + logo_cost + STACKED):
                words = self._stacked([(text, "") for text in texts], 0.0, down, end)
                yield [Placed(0.0, 0.0, width, height=height), *words], cost + logo_cost + STACKED


def _foot(parts: list[Placed]) -> float:
    """Return how far down parts reach."""
    return max((part.down + (part.text.wrap(part.width) if part.text else part.height) for part in parts), default=0.0)


def _lowered(parts: list[Placed], by: float) -> list[Placed]:
    return [part._replace(down=part.down + by) for part in parts]


def _centred(parts: list[Placed], room: float) -> list[Placed]:
    """Return parts in the middle of a height."""
    return _lowered(parts, max(0.0, (room - _foot(parts)) / 2))
