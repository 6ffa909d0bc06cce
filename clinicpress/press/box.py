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
from itertools import product
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


class _Sizes(NamedTuple):
    """Sizes to set the box in, and the least that they cost, whatever the words are."""

    cost: float
    level: int
    """How many of our own words have made room."""
    phone: int
    """The number of its size, as of that of the name."""
    above: bool
    """Whether the logo stands above the name, where it may stand beside it."""
    logo: float
    """The share of its largest size."""
    name: int


class _Aside(NamedTuple):
    """The phone and what stands with it: beside the name, or below it."""

    texts: list[tuple[Paragraph, str]]
    height: float
    left: float = 0.0
    more: int = 0
    """So many of its lines are there because others are too long."""


class _Place(NamedTuple):
    """Where the name and what stands with it may stand, with all else in some sizes."""

    near: list[Said]
    """These lines."""
    aside: _Aside
    logo: tuple[float, float]
    """Its width and height."""
    left: float
    measure: float
    label: float
    """The height of what stands with the name."""
    down: float
    """The height of what stands above all these."""
    end: float
    """The space behind the last line, which a box need not have."""
    room: float
    """The height that the name may have."""


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
        self.levels = list(with_room([said for said in lines if not said.row.detail]))
        self.name = next((said for said in lines if said.row.named), None)
        self.details = [said for said in lines if said.row.detail]
        self.rows = [(compositor.line(said), said.link) for said in self.details if wide]
        if self.rows:
            # They stand at the foot of a wide box.
            self.room -= rows_height(self.rows, self.measure, self.measures.wide_box_gap) + self.measures.logo_after
        self._leasts: dict[tuple[int, float], float] = {}
        self._asides: dict[tuple[int, int], _Aside] = {}
        self._places: dict[tuple[int, int, bool, float], _Place | None] = {}

    def best(self) -> Composed | None:
        """Return the way of least cost that fits; none where no one does."""
        found, least = None, math.inf
        for sizes in self._all_sizes():
            if sizes.cost >= least:
                # All that follow cost more.
                break
            place = self._place(sizes)
            if place is None or self._least(sizes.name, place.measure) > place.room + EPSILON:
                continue
            for name, height, amiss in self._names(place, sizes.name):
                cost = sizes.cost + MANY_LINES * place.aside.more + amiss
                if cost < least:
                    found, least = (place, name, height), cost
        if found is None:
            return None
        return self._set_beside(*found) if self.wide else self._set_below(*found)

    def _all_sizes(self) -> tuple[_Sizes, ...]:
        """List the sizes that the box may be set in, those that cost least first."""
        logos: tuple[float, ...] = (1.0,)
        if self.logo is not None:
            least = min(1.0, self.measures.logo_least / self.measures.logo_height)
            logos = tuple([1 - (1 - least) * step / (SHARES - 1) for step in range(SHARES)])
        above = self.wide and self.logo is not None and bool(self._near(0))
        phones = self._shares([said for said in self.levels[0] if said.row.aside]) if self.wide else (1.0,)
        return _cheapest(len(self.levels), phones, above, logos, self._shares(self._near(0)))

    def _shares(self, lines: list[Said]) -> tuple[float, ...]:
        """Return the sizes that the strong lines of some may have, each as a share of the largest."""
        sizes = [self.compositor.sizes(said, self.wide) for said in lines if said.row.wide]
        return tuple([style.size / styles[0].size for styles in sizes for style in styles]) or (1.0,)

    def _near(self, level: int) -> list[Said]:
        """Return the name and what stands with it, where so many of our own words have made room."""
        return [said for said in self.levels[level] if not said.row.aside]

    def _least(self, size: int, measure: float) -> float:
        """Return the height that the name has at least in a size."""
        if self.name is None:
            return 0.0
        key = (size, measure)
        if key not in self._leasts:
            style = self.compositor.sizes(self.name, self.wide)[size]
            fewest = self.compositor.fewest(self.name, measure, size, self.wide)
            self._leasts[key] = style.before + fewest * style.leading + style.after
        return self._leasts[key]

    def _names(self, place: _Place, size: int) -> Iterator[tuple[Paragraph | None, float, float]]:
        """Yield the name in few lines and in more, as far as there is room: with its height, and what is amiss."""
        if self.name is None:
            yield None, 0.0, 0.0
            return
        room = self.room - place.down if self.wide else self.room
        for text, amiss in self.compositor.names(self.name, place.measure, room, size, self.wide):
            height = _height([text], place.measure)
            if height <= place.room + EPSILON:
                yield text, height, amiss + MANY_LINES * max(0, len(text.lines(place.measure)) - MOST_LINES)
            if height + text.style.leading > place.room + EPSILON:
                # No line more has room.
                return

    def _place(self, sizes: _Sizes) -> _Place | None:
        """Return the place that the name has; none where there is not enough."""
        key = sizes[1:5]
        if key not in self._places:
            self._places[key] = self._left_of_the_phone(sizes) if self.wide else self._above_the_phone(sizes)
        return self._places[key]

    def _above_the_phone(self, sizes: _Sizes) -> _Place:
        measures, measure, near = self.measures, self.measure, self._near(sizes.level)
        aside = self._aside(sizes.level, sizes.phone)
        logo = self._sized(sizes.logo, min(measure, measures.logo_width), self._even())
        down = logo[1] + measures.logo_after if logo[0] else 0.0
        end = aside.texts[-1][0].after if aside.texts else self._end(near, measures.logo_after)
        label = self._label(near, measure)
        return _Place(
            near, aside, logo, 0.0, measure, label, down, end, self.room - (down + label + aside.height - end)
        )

    def _left_of_the_phone(self, sizes: _Sizes) -> _Place | None:
        measures, near = self.measures, self._near(sizes.level)
        aside = self._aside(sizes.level, sizes.phone)
        most, left, down = measures.logo_width, 0.0, 0.0
        right = aside.left - measures.wide_box_gap if aside.texts else aside.left
        if sizes.above:
            logo = self._sized(sizes.logo, min(most, right), min(self._even(), self.room / 2))
            down = logo[1] + measures.logo_after
        elif self.logo is not None and not near:
            logo = self._sized(sizes.logo, right, min(self.room, self.most))
        else:
            logo = self._sized(sizes.logo, min(most, WIDE_LOGO * self.measure), min(self.room, self.most))
            left = logo[0] + measures.wide_box_gap if logo[0] else 0.0
            if right - left < most / 2:
                return None
        if max(logo[1], aside.height) > self.room + EPSILON:
            return None
        measure = right - left
        label, end = self._label(near, measure), self._end(near, 0.0)
        return _Place(near, aside, logo, left, measure, label, down, end, self.room - (down + label - end))

    def _label(self, near: list[Said], measure: float) -> float:
        """Return the height of what stands with the name."""
        return _height([self.compositor.line(said) for said in near if said is not self.name], measure)

    def _end(self, lines: list[Said], without: float) -> float:
        """Return the space behind the last of some lines, or that where there are none."""
        return self.compositor.sizes(lines[-1], self.wide)[0].after if lines else without

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

    def _aside(self, level: int, size: int) -> _Aside:
        """Set the phone and what stands with it, in a wide box in a size of the phone."""
        key = (level, size)
        if key not in self._asides:
            lines = [said for said in self.levels[level] if said.row.aside]
            if self.wide:
                texts = [self.compositor.line(said, size, True) for said in lines]
                width = min(self.measure / 2, max(map(breadth, texts), default=0.0))
                left = self.measure - width
                high = _without_end(texts, self.measure - left)
                more = sum([len(text.lines(width)) - 1 for text in texts])
            else:
                lines += self.details
                texts = [self.compositor.largest(said, self.measure) for said in lines]
                high, left, more = _height(texts, self.measure), 0.0, 0
            linked = [(text, said.link) for text, said in zip(texts, lines, strict=True)]
            self._asides[key] = _Aside(linked, high, left, more)
        return self._asides[key]

    def _texts(self, place: _Place, name: Paragraph | None) -> list[tuple[Paragraph, str]]:
        """Return the name and what stands with it."""
        return [(name if name and said is self.name else self.compositor.line(said), "") for said in place.near]

    def _set_below(self, place: _Place, name: Paragraph | None, height: float) -> Composed:
        """Set logo, name and phone below each other, with what the box has to spare above and between them."""
        parts = _logo_of(place)
        parts += _stacked(self._texts(place, name), 0.0, place.down, place.measure)
        phone = _stacked(place.aside.texts, 0.0, place.down + (place.label + height), place.measure)
        whole = place.down + (place.label + height) + place.aside.height - place.end
        above, between = ((self.room - whole) * share for share in SHARES_OF_SLACK)
        return Composed([*_lowered(parts, above), *_lowered(phone, above + between * bool(parts))], [])

    def _set_beside(self, place: _Place, name: Paragraph | None, height: float) -> Composed:
        """Set logo and name at the left and the phone at the right, each in the middle of the box."""
        logo, words = _logo_of(place), _stacked(self._texts(place, name), place.left, place.down, place.measure)
        if not place.down:
            # Where they stand side by side, each is in the middle of the higher one.
            high = max(place.logo[1], place.label + height - place.end)
            logo, words = _centred(logo, high), _centred(words, high)
        left, texts = place.aside.left, place.aside.texts
        phone = _stacked(texts, left, 0.0, self.measure - left)
        return Composed([*_centred([*logo, *words], self.room), *_centred(phone, self.room)], self.rows)


@lru_cache(maxsize=64)
def _cheapest(
    levels: int, phones: tuple[float, ...], above: bool, logos: tuple[float, ...], names: tuple[float, ...]
) -> tuple[_Sizes, ...]:
    """List all sizes together, those that cost least first: each of a phone and a name as a share of the largest."""
    tries = product(range(levels), range(len(phones)), (False, True)[: 1 + above], logos, range(len(names)))
    found = []
    for level, phone, is_above, logo, name in tries:
        cost = GIVES_WAY[min(level, len(GIVES_WAY) - 1)] + PHONE * (1 - phones[phone])
        cost += STACKED * is_above + LOGO * (1 - logo)
        cost += NAME * (1 - names[name]) + SMALL * max(0.0, BELOW - names[name])
        found.append(_Sizes(cost, level, phone, is_above, logo, name))
    return tuple(sorted(found, key=lambda sizes: sizes.cost))


def _logo_of(place: _Place) -> list[Placed]:
    width, height = place.logo
    return [Placed(0.0, 0.0, width, height=height)] if width else []


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
