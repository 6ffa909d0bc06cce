"""The box on page 1: of the ways to set a clinic's logo, name and phone in it, the one that reads best.

Each way has a cost: for a logo or a name that is smaller than it could be, for our own words that
made room, for lines that end badly. Of those that fit the box, the one of least cost is taken; so
nothing gives way that need not, and everything gives way a little before one thing gives way wholly.
Logos of all shapes cover about the same area, or less, and wide ones may stand above the words.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from functools import partial
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
SMALL, BELOW = 10.0, 0.75
"""That of a name for what it has less than such a share of its largest size."""
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
    """How the box is set."""

    parts: list[Placed]
    rows: list[tuple[Paragraph, str]]
    """The lines that stand beside one another at the foot of the box."""


class _Way(NamedTuple):
    """A way to set the box, and what sets it so."""

    cost: float
    height: float
    composed: Callable[[], Composed]


class _Named(NamedTuple):
    """The lines that do not stand aside, the name broken in some way, with their cost and height."""

    cost: float
    height: float
    texts: list[Paragraph]


class Composing:
    """The ways to set one box: its lines and its logo, with the measure and the height that it has for them.

    In a `wide` one, the phone stands beside the name, and the logo is no higher than `most`: a box that is higher
    for a name has no greater logo.
    """

    def __init__(
        self,
        lines: list[Said],
        logo: Art | None,
        compositor: Compositor,
        place: tuple[float, float],
        wide: bool,
        most: float,
    ) -> None:
        self.logo, self.measures, self.compositor = logo, compositor.theme.measures, compositor
        self.measure, self.room = place
        self.most = most
        self.details = [said for said in lines if said.row.detail]
        self.lines = [said for said in lines if not said.row.detail]
        self.wide = wide
        self._least = math.inf

    def best(self) -> Composed | None:
        """Return the way of least cost that fits; none where no one does."""
        found = None
        for way in self._side_by_side() if self.wide else self._below():
            if way.cost < self._least and way.height <= self.room + EPSILON:
                # Ways that cost more need not be looked at.
                found, self._least = way, way.cost
        return found.composed() if found is not None else None

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

    def _names(self, lines: list[Said], measure: float, room: float, spent: float) -> Iterator[_Named]:
        """Yield the lines that do not stand aside, with the name in each size, in few lines and in more.

        What costs too much beside what is `spent` is left out.
        """
        name = next((said for said in lines if said.row.named), None)
        texts = [self.compositor.line(said) for said in lines if said is not name]
        others = _height(texts, measure)
        if name is None:
            yield _Named(0.0, others, texts)
            return
        at = lines.index(name)
        for size, share in enumerate(self._shares(lines)):
            small = NAME * (1 - share) + SMALL * max(0.0, BELOW - share)
            if spent + small >= self._least:
                return
            for text, amiss in self.compositor.names(name, measure, room, size, self.wide):
                many = MANY_LINES * max(0, len(text.lines(measure)) - MOST_LINES)
                height = others + _height([text], measure)
                yield _Named(small + amiss + many, height, [*texts[:at], text, *texts[at:]])

    def _below(self) -> Iterator[_Way]:
        """Yield the ways to set all below each other."""
        measure = self.measure
        for level, some in enumerate(with_room(self.lines)):
            names = [said for said in some if not said.row.aside]
            others = [said for said in (*some, *self.details) if said.row.aside or said.row.detail]
            below = [(self.compositor.largest(said, measure), said.link) for said in others]
            under = _height([text for text, _ in below], measure)
            spent = GIVES_WAY[min(level, len(GIVES_WAY) - 1)]
            # The height of a name does not depend on the logo.
            settings = sorted(self._names(names, measure, self.room, spent), key=lambda each: each.cost)
            for width, height, logo_cost in self._logos(min(measure, self.measures.logo_width), self._even()):
                down = height + self.measures.logo_after if width else 0.0
                for cost, high, texts in settings:
                    if spent + logo_cost + cost >= self._least:
                        break
                    last = below[-1][0] if below else texts[-1] if texts else None
                    whole = down + high + under - (last.after if last is not None else self.measures.logo_after)
                    composed = partial(self._set_below, (width, height), (down, high, whole), texts, below)
                    yield _Way(spent + logo_cost + cost, whole, composed)

    def _set_below(
        self,
        logo: tuple[float, float],
        heights: tuple[float, float, float],
        texts: list[Paragraph],
        below: list[tuple[Paragraph, str]],
    ) -> Composed:
        """Set logo, name and phone below each other, with what the box has to spare above and between them."""
        (width, height), (down, high, whole) = logo, heights
        parts = [Placed(0.0, 0.0, width, height=height)] if width else []
        parts += _stacked([(text, "") for text in texts], 0.0, down, self.measure)
        phone = _stacked(below, 0.0, down + high, self.measure)
        above, between = ((self.room - whole) * share for share in SHARES_OF_SLACK)
        return Composed([*_lowered(parts, above), *_lowered(phone, above + between * bool(parts))], [])

    def _side_by_side(self) -> Iterator[_Way]:
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
            for aside, phone_cost, left in self._asides([said for said in some if said.row.aside]):
                if cost + phone_cost >= self._least:
                    continue
                width, end = self.measure - left, left - gap if aside else left
                beside = _without_end([text for text, _ in aside], width)
                for way_cost, high, named in self._named(names, end, room, cost + phone_cost):
                    composed = partial(_set_beside, named, aside, left, width, room, rows)
                    yield _Way(cost + phone_cost + way_cost, max(high, beside) + foot, composed)

    def _asides(self, lines: list[Said]) -> Iterator[tuple[list[tuple[Paragraph, str]], float, float]]:
        """Yield the column at the right in each size of the phone, its cost, and where it begins."""
        if not lines:
            yield [], 0.0, self.measure
            return
        half = self.measure / 2
        for size, share in enumerate(self._shares(lines)):
            texts = [self.compositor.line(said, size, True) for said in lines]
            width = min(half, max(breadth(text) for text in texts))
            more = sum(len(text.lines(width)) - 1 for text in texts)
            column = [(text, said.link) for text, said in zip(texts, lines, strict=True)]
            yield column, PHONE * (1 - share) + MANY_LINES * more, self.measure - width

    def _named(
        self, lines: list[Said], end: float, room: float, spent: float
    ) -> Iterator[tuple[float, float, Callable[[], list[Placed]]]]:
        """Yield the ways to set logo and name in what stands left of the phone: cost, height, and what sets them."""
        gap, most = self.measures.wide_box_gap, self.measures.logo_width
        if self.logo is not None and not lines:
            for width, height, cost in self._logos(end, min(room, self.most)):
                yield cost, height, partial(_set_named, (width, height), [], (0.0, 0.0, 0.0))
            return
        for width, height, logo_cost in self._logos(min(most, WIDE_LOGO * self.measure), min(room, self.most)):
            begin = width + gap if width else 0.0
            if end - begin < most / 2:
                continue
            if spent + logo_cost >= self._least:
                break
            for cost, _, texts in self._names(lines, end - begin, room, spent + logo_cost):
                high = max(height, _without_end(texts, end - begin))
                named = partial(_set_named, (width, height), texts, (begin, end - begin, high))
                yield cost + logo_cost, high, named
        if self.logo is None:
            return
        for width, height, logo_cost in self._logos(min(most, end), min(self._even(), room / 2)):
            down = height + self.measures.logo_after
            for cost, _, texts in self._names(lines, end, room - down, spent + logo_cost + STACKED):
                high = max(height, down + _without_end(texts, end))
                named = partial(_set_stacked, (width, height), texts, down, end)
                yield cost + logo_cost + STACKED, high, named


def _set_named(logo: tuple[float, float], texts: list[Paragraph], place: tuple[float, float, float]) -> list[Placed]:
    """Set a logo and the lines beside it, each in the middle of the higher one."""
    (width, height), (begin, measure, high) = logo, place
    words = _stacked([(text, "") for text in texts], begin, 0.0, measure)
    sign = [Placed(0.0, 0.0, width, height=height)] if width else []
    return [*_centred(sign, high), *_centred(words, high)]


def _set_stacked(logo: tuple[float, float], texts: list[Paragraph], down: float, measure: float) -> list[Placed]:
    """Set a logo and the lines below it."""
    width, height = logo
    return [Placed(0.0, 0.0, width, height=height), *_stacked([(text, "") for text in texts], 0.0, down, measure)]


def _set_beside(
    named: Callable[[], list[Placed]],
    aside: list[tuple[Paragraph, str]],
    left: float,
    width: float,
    room: float,
    rows: list[tuple[Paragraph, str]],
) -> Composed:
    """Set logo and name at the left and the phone at the right, each in the middle of the box."""
    return Composed([*_centred(named(), room), *_centred(_stacked(aside, left, 0.0, width), room)], rows)


def _stacked(texts: list[tuple[Paragraph, str]], left: float, down: float, measure: float) -> list[Placed]:
    """Place lines below each other."""
    parts = []
    for text, link in texts:
        down += text.before
        parts.append(Placed(left, down, measure, text, link))
        down += text.wrap(measure) + text.after
    return parts


def _height(texts: list[Paragraph], measure: float) -> float:
    """Return the height of lines below each other, with the spaces around them."""
    return sum([text.before + text.wrap(measure) + text.after for text in texts])


def _without_end(texts: list[Paragraph], measure: float) -> float:
    """Return the height of lines below each other, without the space below the last."""
    return _height(texts, measure) - texts[-1].after if texts else 0.0


def _foot(parts: list[Placed]) -> float:
    """Return how far down parts reach."""
    return max((part.down + (part.text.wrap(part.width) if part.text else part.height) for part in parts), default=0.0)


def _lowered(parts: list[Placed], by: float) -> list[Placed]:
    return [part._replace(down=part.down + by) for part in parts]


def _centred(parts: list[Placed], room: float) -> list[Placed]:
    """Return parts in the middle of a height."""
    return _lowered(parts, max(0.0, (room - _foot(parts)) / 2))
