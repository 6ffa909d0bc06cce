"""The box on page 1: of the ways to set a clinic's logo, name and phone in it, the one that reads best.

Each way has a cost: for a logo or a name that is smaller than it could be, for our own words that
made room, for lines that end badly. Of those that fit the box, the one of least cost is taken; so
nothing gives way that need not, and everything gives way a little before one thing gives way wholly.
Logos of all shapes cover about the same area, or less, and wide ones may stand above the words.

What sizes cost is known before anything is set in them. So they are tried in that order, and a name is
set in those alone in which it may fit, until all others cost more than a way that was found.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache
from itertools import product, starmap
from typing import NamedTuple

from clinicpress.artwork.pictures import Art
from clinicpress.press.compositor import WHOLE, Compositor, rows_height
from clinicpress.story.clinicwords import Said, with_room
from clinicpress.typesetting.lines import EPSILON
from clinicpress.typesetting.naming import NameLines
from clinicpress.typesetting.oneline import Text
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
    text: Text | None = None
    link: str = ""
    height: float = 0.0
    """Of the logo."""


class Composed(NamedTuple):
    """How the box is set."""

    parts: list[Placed]
    rows: list[tuple[Text, str]]
    """The lines that stand beside one another at the foot of the box."""


class _Setting(NamedTuple):
    """What all but the name is set in."""

    level: int
    """How many of our own words have made room."""
    phone: int
    """The number of its size."""
    above: bool
    """Whether the logo stands above the name, where it may stand beside it."""
    logo: float
    """The share of its largest size."""


class _Try(NamedTuple):
    """A way to set the box by sizes alone, and the least that it costs, whatever the words are."""

    cost: float
    setting: _Setting
    name: int
    """The number of its size."""


class _Lines(NamedTuple):
    """The lines of a box where some of our own words have made room, with the phone in a size; heights in points."""

    near: list[Said]
    """The name and what stands with it."""
    label: list[Text]
    """What stands with the name."""
    aside: list[tuple[Text, str]]
    """The phone and what stands with it, beside the name or below it."""
    height: float
    """That of what stands aside."""
    end: float
    """The space behind the last line below the name, or behind the name: a box need not have it."""
    left: float = 0.0
    """Where the lines aside begin."""
    more: int = 0
    """So many of them are there because others are too long."""


class _Place(NamedTuple):
    """Where the name and what stands with it may stand, with all else in some setting."""

    lines: _Lines
    logo: tuple[float, float]
    """Its width and height."""
    left: float
    measure: float
    down: float
    """The height of what stands above."""
    label: float
    """The height of what stands with the name."""
    room: float
    """The height that the name may have."""
    least: list[float]
    """That which it has at least in each of its sizes."""


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
        self.wide = wide
        self.name = next((compositor.name(said, wide) for said in lines if said.row.named), None)
        self.details = [said for said in lines if said.row.detail]
        self.levels = [
            ([said for said in some if not said.row.aside], [said for said in some if said.row.aside])
            for some in with_room([said for said in lines if not said.row.detail])
        ]
        self.rows = [(compositor.line(said), said.link) for said in self.details if wide]
        if self.rows:
            # They stand at the foot of a wide box.
            self.room -= rows_height(self.rows, self.measure, self.measures.wide_box_gap) + self.measures.logo_after
        self.even = self._even()
        self._lines: dict[tuple[int, int], _Lines] = {}
        self._leasts: dict[float, list[float]] = {}

    def best(self) -> Composed | None:
        """Return the way of least cost that fits; none where no one does."""
        found, least = None, math.inf
        places: dict[_Setting, _Place | None] = {}
        for cost, setting, size in self._tries():
            if cost >= least:
                # All that follow cost more.
                break
            if setting not in places:
                places[setting] = self._left_of_the_phone(setting) if self.wide else self._above_the_phone(setting)
            place = places[setting]
            if place is None or place.least[size] > place.room + EPSILON:
                continue
            for name, height, amiss in self._names(place, size):
                if cost + amiss < least:
                    found, least = (place, name, size, height), cost + amiss
        if found is None:
            return None
        place, name, size, height = found
        text = self.name.set(name, place.measure, self.name.sizes[size]) if self.name and name else None
        return self._set_beside(place, text, height) if self.wide else self._set_below(place, text, height)

    def _tries(self) -> tuple[_Try, ...]:
        """List the sizes that the box may be set in, those that cost least first."""
        near, aside = self.levels[0]
        logos: tuple[float, ...] = (1.0,)
        if self.logo is not None:
            least = min(1.0, self.measures.logo_least / self.measures.logo_height)
            logos = tuple([1 - (1 - least) * step / (SHARES - 1) for step in range(SHARES)])
        above = self.wide and self.logo is not None and bool(near)
        phones = self._shares(aside) if self.wide else (1.0,)
        return _cheapest(len(self.levels), phones, above, logos, self._shares(near))

    def _shares(self, lines: list[Said]) -> tuple[float, ...]:
        """Return the sizes that the strong lines of some may have, each as a share of the largest."""
        sizes = [self.compositor.sizes(said, self.wide) for said in lines if said.row.wide]
        return tuple([style.size / styles[0].size for styles in sizes for style in styles]) or (1.0,)

    def _least(self, measure: float) -> list[float]:
        """Return the height that the name has at least in each of its sizes."""
        if self.name is None:
            return [0.0]
        if measure not in self._leasts:
            sizes = zip(self.name.sizes, self.name.fewest(measure), strict=True)
            self._leasts[measure] = [style.before + lines * style.leading + style.after for style, lines in sizes]
        return self._leasts[measure]

    def _names(self, place: _Place, size: int) -> Iterator[tuple[NameLines | None, float, float]]:
        """Yield the name in few lines and in more, as far as there is room: with its height, and what is amiss."""
        more = MANY_LINES * place.lines.more
        if self.name is None:
            yield None, 0.0, more
            return
        # What would stand out of all the lines that the box has is not set at all.
        room = self.room - place.down if self.wide else self.room
        style = self.name.sizes[size]
        for name in self.name.broken(place.measure, room, style):
            height = style.before + len(name.parts) * style.leading + style.after
            if height <= place.room + EPSILON:
                yield name, height, more + name.cost + MANY_LINES * max(0, len(name.parts) - MOST_LINES)
            if height + style.leading > place.room + EPSILON:
                # No line more has room.
                return

    def _above_the_phone(self, setting: _Setting) -> _Place:
        """Return the place of the name below the logo and above the phone."""
        lines = self._lines_of(setting)
        logo = self._sized(setting.logo, min(self.measure, self.measures.logo_width), self.even)
        down = logo[1] + self.measures.logo_after if logo[0] else 0.0
        label = _height(lines.label, self.measure)
        room = self.room - (down + label + lines.height - lines.end)
        return _Place(lines, logo, 0.0, self.measure, down, label, room, self._least(self.measure))

    def _left_of_the_phone(self, setting: _Setting) -> _Place | None:
        """Return the place of the name beside or below the logo and left of the phone; none where it is too narrow."""
        lines, most, left, down = self._lines_of(setting), self.measures.logo_width, 0.0, 0.0
        right = lines.left - self.measures.wide_box_gap if lines.aside else lines.left
        if setting.above:
            logo = self._sized(setting.logo, min(most, right), min(self.even, self.room / 2))
            down = logo[1] + self.measures.logo_after
        elif self.logo is not None and not lines.near:
            logo = self._sized(setting.logo, right, min(self.room, self.most))
        else:
            logo = self._sized(setting.logo, min(most, WIDE_LOGO * self.measure), min(self.room, self.most))
            left = logo[0] + self.measures.wide_box_gap if logo[0] else 0.0
            if right - left < most / 2:
                return None
        if max(logo[1], lines.height) > self.room + EPSILON:
            return None
        label = _height(lines.label, right - left)
        room = self.room - (down + label - lines.end)
        return _Place(lines, logo, left, right - left, down, label, room, self._least(right - left))

    def _sized(self, share: float, width: float, height: float) -> tuple[float, float]:
        """Return width and height of the logo in a place, in a share of the largest size that it may have there."""
        if self.logo is None:
            return 0.0, 0.0
        across, down = self.logo.size
        most = min(width, height * across / down)
        return most * share, most * share * down / across

    def _even(self) -> float:
        """Return the height at which the logo covers as much as a square one of the greatest height."""
        if self.logo is None:
            return 0.0
        across, down = self.logo.size
        return self.measures.logo_height * min(1.0, math.sqrt(down / across))

    def _lines_of(self, setting: _Setting) -> _Lines:
        """Set all lines but the name."""
        key = setting.level, setting.phone
        if key not in self._lines:
            near, aside = self.levels[setting.level]
            label = [self.compositor.line(said) for said in near if not said.row.named]
            self._lines[key] = (
                self._beside(near, label, aside, setting.phone) if self.wide else self._below(near, label, aside)
            )
        return self._lines[key]

    def _below(self, near: list[Said], label: list[Text], aside: list[Said]) -> _Lines:
        """Set the lines that stand below the name in a narrow box, each as large as one line allows."""
        aside = aside + self.details
        texts = [self.compositor.largest(said, self.measure) for said in aside]
        end = texts[-1].after if texts else self._end(near) if near else self.measures.logo_after
        linked = [(text, said.link) for text, said in zip(texts, aside, strict=True)]
        return _Lines(near, label, linked, _height(texts, self.measure), end)

    def _beside(self, near: list[Said], label: list[Text], aside: list[Said], size: int) -> _Lines:
        """Set the lines that stand at the right of a wide box, in a size of the phone."""
        texts = [self.compositor.line(said, size, True) for said in aside]
        width = min(self.measure / 2, max([text.breadth(WHOLE) for text in texts], default=0.0))
        left = self.measure - width
        height = _height(texts, self.measure - left) - texts[-1].after if texts else 0.0
        more = sum([text.count(width) - 1 for text in texts])
        linked = [(text, said.link) for text, said in zip(texts, aside, strict=True)]
        return _Lines(near, label, linked, height, self._end(near) if near else 0.0, left, more)

    def _end(self, near: list[Said]) -> float:
        """Return the space behind the last of some lines."""
        return self.compositor.sizes(near[-1], self.wide)[0].after

    def _texts(self, place: _Place, name: Paragraph | None) -> list[tuple[Text, str]]:
        """Return the name and what stands with it."""
        near = place.lines.near
        return [(name if name and said.row.named else self.compositor.line(said), "") for said in near]

    def _set_below(self, place: _Place, name: Paragraph | None, height: float) -> Composed:
        """Set logo, name and phone below each other, with what the box has to spare above and between them."""
        high = place.down + (place.label + height)
        spare = self.room - (high + place.lines.height - place.lines.end)
        above, between = (spare * share for share in SHARES_OF_SLACK)
        parts = _logo_of(place, above)
        parts += _stacked(self._texts(place, name), (0.0, above), place.down, place.measure)
        by = above + between * bool(parts)
        return Composed([*parts, *_stacked(place.lines.aside, (0.0, by), high, place.measure)], [])

    def _set_beside(self, place: _Place, name: Paragraph | None, height: float) -> Composed:
        """Set logo and name at the left and the phone at the right, each in the middle of the box."""
        logo = _logo_of(place)
        words = _stacked(self._texts(place, name), (place.left, 0.0), place.down, place.measure)
        if not place.down:
            # Where they stand side by side, each is in the middle of the higher one.
            high = max(place.logo[1], place.label + height - place.lines.end)
            logo, words = _centred(logo, high), _centred(words, high)
        left = place.lines.left
        phone = _stacked(place.lines.aside, (left, 0.0), 0.0, self.measure - left)
        return Composed([*_centred([*logo, *words], self.room), *_centred(phone, self.room)], self.rows)


@lru_cache(maxsize=64)
def _cheapest(
    levels: int, phones: tuple[float, ...], above: bool, logos: tuple[float, ...], names: tuple[float, ...]
) -> tuple[_Try, ...]:
    """List all sizes together, those that cost least first: each of a phone and a name as a share of the largest."""
    settings = product(range(levels), range(len(phones)), (False, True)[: 1 + above], logos)
    found = []
    for setting, name in product(starmap(_Setting, settings), range(len(names))):
        cost = GIVES_WAY[min(setting.level, len(GIVES_WAY) - 1)] + PHONE * (1 - phones[setting.phone])
        cost += STACKED * setting.above + LOGO * (1 - setting.logo)
        cost += NAME * (1 - names[name]) + SMALL * max(0.0, BELOW - names[name])
        found.append(_Try(cost, setting, name))
    return tuple(sorted(found, key=lambda each: each.cost))


def _logo_of(place: _Place, by: float = 0.0) -> list[Placed]:
    """Place the logo, lower by some points."""
    width, height = place.logo
    return [Placed(0.0, by, width, height=height)] if width else []


def _stacked(texts: list[tuple[Text, str]], corner: tuple[float, float], down: float, measure: float) -> list[Placed]:
    """Place lines below each other, `down` from a corner."""
    parts = []
    left, top = corner
    for text, link in texts:
        down += text.before
        parts.append(Placed(left, down + top, measure, text, link))
        down += text.wrap(measure) + text.after
    return parts


def _height(texts: list[Text], measure: float) -> float:
    """Return the height of lines below each other, with the spaces around them."""
    return sum([text.before + text.wrap(measure) + text.after for text in texts])


def _foot(parts: list[Placed]) -> float:
    """Return how far down parts reach."""
    return max((part.down + (part.text.wrap(part.width) if part.text else part.height) for part in parts), default=0.0)


def _lowered(parts: list[Placed], by: float) -> list[Placed]:
    return [part._replace(down=part.down + by) for part in parts]


def _centred(parts: list[Placed], room: float) -> list[Placed]:
    """Return parts in the middle of a height."""
    return _lowered(parts, max(0.0, (room - _foot(parts)) / 2))
