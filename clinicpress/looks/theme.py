"""How things look: theme files become text styles, box styles, rules and colours.

A theme may extend another one and names its few keys that a clinic may override. The brand colour
is one value; its tints are mixed from it, and on the page they are one named resource.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple

from clinicpress.content.locale import Locale
from clinicpress.content.texts import Line, Unprinted
from clinicpress.ground.problems import InputProblems, Place, Problem, did_you_mean
from clinicpress.looks.color import Color, contrast
from clinicpress.looks.fonts import Chain, FontShelf
from clinicpress.looks.grounds import (
    FOOTER_STYLES,
    MIN_CONTRAST,
    TableGround,
    Tile,
    side_of,
    standings,
    table_ground,
    tile_of,
    unseen,
)
from clinicpress.looks.languages import spoken
from clinicpress.looks.themefile import TextStyleSpec, ThemeSpec, WavesSpec
from clinicpress.workspace.nodes import Node, Text
from clinicpress.workspace.schema import entry

MIN_PAPER = 0.9
"""The least luminance of the paper."""
BRAND = "colors.brand"
"""The theme's key that a clinic's brand colour is put over."""
MOST_BRANDS = 256
"""How many brand colours are remembered with their tints."""
Overrides = Mapping[str, Text]
"""A clinic's values for keys of the theme."""


@dataclass(frozen=True)
class TextStyle:
    """A text style with its faces; sizes and spaces in points."""

    name: str
    chain: Chain
    bold: Chain
    italic: Chain
    bold_italic: Chain
    size: float
    leading: float
    color: Color
    before: float
    after: float
    balance: str
    keep_next: bool
    fit: bool
    steps: tuple[tuple[float, float], ...]
    max_lines: int
    rtl: bool = False
    """Its lines run from right to left."""

    @cached_property
    def baseline(self) -> float:
        """Distance from the top of a line to its baseline."""
        face = self.chain[0]
        return (self.leading - (face.ascent - face.descent) * self.size) / 2 + face.ascent * self.size

    @cached_property
    def sizes(self) -> tuple[TextStyle, ...]:
        """The style in each of its sizes, the largest first."""
        return (self, *(replace(self, size=size, leading=leading) for size, leading in self.steps))

    @cached_property
    def solid(self) -> TextStyle:
        """The style of its words alone: they are broken into the same lines, whatever space is around those."""
        solid = replace(self, leading=0.0, before=0.0, after=0.0, keep_next=False)
        return replace(solid, name="", balance="", fit=False, steps=(), max_lines=0)

    def chosen(self, strong: bool, emphasis: bool) -> Chain:
        """Return the faces for a run."""
        if strong:
            return self.bold_italic if emphasis else self.bold
        return self.italic if emphasis else self.chain


class BoxStyle(NamedTuple):
    """A box style with its colours; distances in points."""

    fill: Color | None
    stroke: Color | None
    width: float
    radius: float
    padding: tuple[float, float, float, float]
    before: float
    after: float
    icon: str | None
    icon_size: float
    icon_left: float
    icon_drop: float
    icon_color: Color
    min_height: float
    keep_next: bool
    band: float = 0.0
    """Width of a band in the outline's colour at the left."""
    text: Color | None = None
    """The colour of all words in it; each has its own where there is none."""
    icon_tile: Tile | None = None
    level: bool = False
    """In columns, it is as high as what stands beside it."""
    fills: bool = False
    """It takes the height that is left over."""
    middle: bool = False
    """Its words and its icon stand in the middle of its height."""
    waves: tuple[WavesSpec, Color] | None = None
    """The waves on its ground, with their colour."""

    @property
    def icon_side(self) -> float:
        """The side of the square that its icon takes, the tile included."""
        return side_of(self.icon_size, self.icon_tile)


class RuleStyle(NamedTuple):
    """A rule with its colour; distances in points."""

    color: Color | None
    """Without one, there are only its spaces."""
    width: float
    before: float
    after: float


class Fit(NamedTuple):
    """Where on the ladder a layout stands: factors for gaps and leading, and the way that sizes go."""

    gaps: float = 1
    leading: float = 1
    size: float = 0
    """The share (0-1) of the way down to the ladder's floor; below 0, of that up to its ceiling."""


class Theme:
    """A theme, ready for setting in a language: styles by name, with faces and colours."""

    def __init__(self, spec: ThemeSpec, node: Node, shelf: FontShelf, locale: Locale | None = None) -> None:
        self.spec = spoken(spec, locale, shelf) if locale is not None else spec
        self.rtl = locale is not None and locale.rtl
        self.language = str(locale.language) if locale is not None else "en"
        self.node = node
        self.shelf = shelf
        self.measures = spec.measures
        for family in self.families("text"):
            shelf.family(str(family), family.place)
        self.colors = self._mix({str(k): v for k, v in self.spec.colors.items()})
        self._check_names()
        self._check_room()
        if problems := self._illegible(self.colors):
            raise InputProblems(problems)
        self._styles: dict[tuple[str, Fit], TextStyle] = {}
        self._chains: dict[tuple[str, int, bool], Chain] = {}
        self._boxes: dict[tuple[str, Fit], BoxStyle] = {}
        self._families: dict[str, list[Color]] = {}

    @property
    def place(self) -> Place:
        return self.node.place

    def _check_names(self) -> None:
        """Refuse names of colours and rules that the theme does not have."""
        spec = self.spec
        named = [s.color for s in spec.styles.values()] + [s.color for s in spec.rules.values()]
        named += [s.color for s in spec.icons.values()] + [s.icon_color for s in spec.boxes.values()]
        named += [color for s in spec.boxes.values() for color in (s.fill, s.stroke, s.text)]
        named += [color for bar in (spec.strip, spec.running_head) for color in (bar.block, bar.ground)]
        waves = (spec.strip.waves, *(box.waves for box in spec.boxes.values()))
        named += [each.color for each in waves if each is not None]
        named += [color for s in spec.tiles.values() for color in (s.fill, s.stroke)]
        named += [spec.running_head.text, spec.bullet_color]
        named += [spec.table.head, spec.table.head_text, spec.table.stripe, spec.table.stroke]
        problems = [p for name in named if name is not None for p in self._unknown(name, "colour", self.colors)]
        tiles = [*(icon.tile for icon in spec.icons.values()), *(box.icon_tile for box in spec.boxes.values())]
        problems += [p for name in tiles if name is not None for p in self._unknown(name, "tile", map(str, spec.tiles))]
        for columns in spec.columns.values():
            if columns.divider:
                problems += self._unknown(columns.divider, "rule", map(str, spec.rules))
        values = set(_values(self.node))
        problems += [problem for key in spec.brandable for problem in self._unknown(key, "value", values)]
        if problems:
            raise InputProblems(problems)

    def _check_room(self) -> None:
        """Refuse numbers that would print one thing over another: icons and circles over the words beside them."""
        measures = self.spec.measures
        indent, circle = ("measures", "step_indent"), ("measures", "step_circle")
        beside: list[tuple[tuple[str, ...], tuple[str, ...], float, float, str]] = [
            (indent, circle, measures.step_indent, measures.step_circle, "“step_circle”")
        ]
        for name, icon in self.spec.icons.items():
            if str(name) == "heading":
                needed = side_of(icon.size, self.tile(icon.tile)) - icon.nudge
                indent = ("measures", "heading_icon")
                beside.append((indent, ("icons", "heading"), measures.heading_icon, needed, "the icon"))
        for name, box in self.spec.boxes.items():
            if box.icon is not None or box.icon_tile is not None:
                needed = box.icon_left + side_of(box.icon_size, self.tile(box.icon_tile))
                padding = ("boxes", str(name), "padding")
                beside.append((padding, ("boxes", str(name)), box.padding[3], needed, "the box's icon"))
        problems = []
        for left, right, room, needed, what in beside:
            if room < needed:
                message = f"{room:g} points are left for {what}, which takes {needed:g}: it would stand in the text"
                hint = f"make “{'.'.join(left)}” wider, or {what} smaller"
                problems.append(Problem(self.node.blamed(left, right), message, hint))
        if problems:
            raise InputProblems(problems)

    def _unknown(self, name: Unprinted, what: str, known: Iterable[str]) -> list[Problem]:
        known = list(known)
        if str(name) in known:
            return []
        place = name.place if name.place.file else self.place
        return [Problem(place, f"unknown {what} “{name}”", did_you_mean(name, known))]

    def _entry(self, kind: str, name: str) -> Any:
        """Return a style, box or rule by name; raises InputProblems where the theme has none."""
        entries = {str(known): entry for known, entry in getattr(self.spec, kind).items()}
        if name not in entries:
            raise InputProblems.one(
                self.node.find((kind,)).place, f"“{name}” is missing in “{kind}”", did_you_mean(name, entries)
            )
        return entries[name]

    def _mix(self, named: dict[str, Line]) -> dict[str, Color]:
        problems = [
            Problem(self.node.find(("colors",)).place, f"the colour “{needed}” is missing")
            for needed in ("brand", "ink", "paper")
            if needed not in named
        ]
        if problems:
            raise InputProblems(problems)
        colors = {name: Color.parse(text) for name, text in named.items()}
        paper = colors["paper"]
        problems = [
            Problem(
                named[name].place,
                f"the {name} colour {named[name]} is too pale: its contrast with white is "
                f"{contrast(colors[name], paper):.1f}:1, at least {MIN_CONTRAST}:1 is needed",
                f"choose a darker colour, for example {colors[name].darkened(paper, MIN_CONTRAST)}",
            )
            for name in ("brand", "ink")
            if contrast(colors[name], paper) < MIN_CONTRAST
        ]
        if problems:
            raise InputProblems(problems)
        return self._mixed(named)

    def _mixed(self, named: Mapping[str, str]) -> dict[str, Color]:
        """Return colours with the tints of the brand's."""
        colors = {name: Color.parse(text) for name, text in named.items()}
        brand = colors["brand"] = colors["brand"]._replace(tint=0)
        for index, (name, share) in enumerate(self.spec.tints.items(), 1):
            colors[str(name)] = brand.mixed(share, colors["paper"], index)
        return colors

    def _illegible(self, colors: dict[str, Color]) -> list[Problem]:
        """List the text styles that people could not read: no theme can make words vanish."""
        problems: list[Problem] = []
        paper = colors["paper"]
        if paper.luminance < MIN_PAPER:
            place = self.node.find(("colors", "paper")).place
            problems.append(Problem(place, "“paper” must be white or nearly so", "pages are printed on white paper"))
        problems += [each.problem(colors, self.node) for each in unseen(self.spec, colors)]
        return problems + [p for name, spec in self.spec.styles.items() for p in self._too_small(str(name), spec)]

    def _too_small(self, name: str, spec: TextStyleSpec) -> list[Problem]:
        """List the sizes of a style that are smaller than the theme allows, or set too tight."""
        steps = [(("steps", number, 0), ("steps", number, 1), *step) for number, step in enumerate(spec.steps)]
        problems: list[Problem] = []
        smallest, where = self.spec.smallest, "in this theme"
        if name in FOOTER_STYLES and self.spec.smallest_footer is not None:
            smallest, where = self.spec.smallest_footer, "in the footers of this theme"
        for size_at, leading_at, size, leading in [(("size",), ("leading",), spec.size, spec.leading), *steps]:
            if size < smallest:
                message = f"the text style “{name}” is too small: {size:g} points"
                hint = f"type is at least {smallest:g} points {where}"
                problems.append(Problem(self.node.find(("styles", name, *size_at)).place, message, hint))
            elif leading < size:
                message = f"the text style “{name}” is too tight: its lines are {leading:g} points apart"
                hint = f"its type is {size:g} points, and its leading must not be less"
                place = self.node.blamed(("styles", name, *leading_at), ("styles", name))
                problems.append(Problem(place, message, hint))
        return problems

    @property
    def brand_family(self) -> list[Color]:
        """The brand colour and its tints, in the order of their index."""
        return _family(self.colors)

    def branded(self, brand: Line | None) -> list[Color]:
        """Return a clinic's brand colour and its tints; raises InputProblems where something could not be seen."""
        if brand is None:
            return self.brand_family
        if brand in self._families:
            return self._families[brand]
        if BRAND not in map(str, self.spec.brandable):
            raise InputProblems([not_brandable(brand, BRAND, map(str, self.spec.brandable))])
        named = {str(k): v for k, v in self.spec.colors.items()}
        colors = self._paled(self._mix({**named, "brand": brand}))

        def mixed(shade: str) -> dict[str, Color]:
            return self._paled(self._mixed({**named, "brand": shade}))

        if pale := unseen(self.spec, colors):
            shades = (shade for shade in Color.parse(brand).shades() if not unseen(self.spec, mixed(shade)))
            hint = next((f"choose a darker colour, for example {shade}" for shade in shades), "choose another colour")
            raise InputProblems.one(brand.place, pale[0].of_a_brand(brand, colors), hint)
        if len(self._families) >= MOST_BRANDS:
            self._families.clear()
        self._families[str(brand)] = _family(colors)
        return self._families[str(brand)]

    def _paled(self, colors: dict[str, Color]) -> dict[str, Color]:
        """Return a clinic's colours with paler tints where words in its colour could not be read on them.

        What can be read on white can be read on a tint that is pale enough: no clinic's colour is refused for a
        ground that is made of it.
        """
        brand, paper = colors["brand"], colors["paper"]
        for each in standings(self.spec):
            ground = colors[each.ground]
            if each.color != "brand" or ground.tint in (None, 0):
                continue
            steps = round(100 * entry(self.spec.tints, each.ground))
            while steps and contrast(brand, ground) < each.least:
                steps -= 1
                ground = brand.mixed(steps / 100, paper, ground.tint or 0)
            colors[each.ground] = ground
        return colors

    def color(self, name: Unprinted | str) -> Color:
        """Return a colour by name; raises InputProblems for an unknown one."""
        if str(name) not in self.colors:
            place = self.node.find(("colors",)).place
            raise InputProblems.one(place, f"the colour “{name}” is missing", did_you_mean(name, self.colors))
        return self.colors[str(name)]

    def families(self, font: str) -> list[Unprinted]:
        """List a style's families: its own, then all others of the theme, for missing characters."""
        fonts = self.spec.fonts
        own = fonts.text if font == "text" else fonts.heading
        return list(dict.fromkeys([own, *fonts.fallback, fonts.text, fonts.heading]))

    @cached_property
    def all_faces(self) -> Chain:
        """One face of every family: what the theme can print at all."""
        return Chain(self.shelf, self.families("text"), 400, language=self.language)

    def style(self, name: str, fit: Fit = Fit()) -> TextStyle:
        """Return a text style at a step of the ladder."""
        key = (name, fit)
        if key not in self._styles:
            spec = self._entry("styles", name)
            self._styles[key] = self._resolve(name, spec, fit if spec.fit else Fit())
        return self._styles[key]

    def _resolve(self, name: str, spec: TextStyleSpec, fit: Fit) -> TextStyle:
        size = self._fitted(spec.size, fit)
        strong = max(700, spec.weight)
        italic = self.spec.fonts.emphasis == "italic"

        def chain(weight: int, slanted: bool = False) -> Chain:
            # Styles share their faces, and what is known of the words that these print.
            key = (spec.font, weight, slanted)
            if key not in self._chains:
                self._chains[key] = Chain(self.shelf, self.families(spec.font), weight, slanted, self.language)
            return self._chains[key]

        return TextStyle(
            name=name,
            chain=chain(spec.weight),
            bold=chain(strong),
            italic=chain(spec.weight if italic else strong, italic),
            bold_italic=chain(strong, italic),
            size=size,
            leading=spec.leading * fit.leading * size / spec.size,
            color=self.color(spec.color),
            before=spec.before * fit.gaps,
            after=spec.after * fit.gaps,
            balance=spec.balance,
            keep_next=spec.keep_next,
            fit=spec.fit,
            steps=spec.steps,
            max_lines=spec.max_lines,
            rtl=self.rtl,
        )

    def _fitted(self, size: float, fit: Fit) -> float:
        """Return a size at a step of the ladder: sizes keep their proportions, but none goes below the floor."""
        ladder = self.spec.ladder
        taking_part = [spec.size for spec in self.spec.styles.values() if spec.fit]
        if fit.size > 0:
            least = min(1.0, ladder.floor / max(taking_part))
            return max(min(size, ladder.floor), size * (1 - (1 - least) * fit.size))
        if fit.size < 0 and ladder.ceiling is not None:
            return size * (1 + max(0.0, ladder.ceiling / min(taking_part) - 1) * -fit.size)
        return size

    def box(self, name: str, fit: Fit = Fit()) -> BoxStyle:
        """Return a box style."""
        if (name, fit) not in self._boxes:
            self._boxes[name, fit] = self._resolve_box(name, fit)
        return self._boxes[name, fit]

    def _resolve_box(self, name: str, fit: Fit) -> BoxStyle:
        spec = self._entry("boxes", name)
        gaps = fit.gaps if spec.fit else 1
        top, right, bottom, left = spec.padding
        return BoxStyle(
            fill=self.color(spec.fill) if spec.fill else None,
            stroke=self.color(spec.stroke) if spec.stroke else None,
            width=spec.width,
            radius=spec.radius,
            padding=(top * gaps, right, bottom * gaps, max(left, spec.band)),
            before=spec.before * gaps,
            after=spec.after * gaps,
            band=spec.band,
            icon=str(spec.icon) if spec.icon else None,
            icon_size=spec.icon_size,
            icon_left=spec.icon_left,
            icon_drop=spec.icon_drop,
            icon_color=self.color(spec.icon_color),
            icon_tile=self.tile(spec.icon_tile),
            text=self.color(spec.text) if spec.text else None,
            min_height=spec.min_height,
            level=spec.level,
            fills=spec.fills,
            middle=spec.middle,
            waves=(spec.waves, self.color(spec.waves.color)) if spec.waves is not None else None,
            keep_next=spec.keep_next,
        )

    def rule(self, name: str, fit: Fit = Fit()) -> RuleStyle:
        """Return a rule."""
        spec = self._entry("rules", name)
        gaps = fit.gaps if spec.fit else 1
        color = self.color(spec.color) if spec.color else None
        return RuleStyle(color, spec.width if color else 0.0, spec.before * gaps, spec.after * gaps)

    def tile(self, name: Unprinted | None) -> Tile | None:
        """Return a tile for icons; none where there is no name."""
        return tile_of(self.spec, str(name) if name is not None else None, self.colors)

    @cached_property
    def table(self) -> TableGround:
        """The grounds and the outline of tables."""
        return table_ground(self.spec, self.colors)


def _family(colors: dict[str, Color]) -> list[Color]:
    return sorted((c for c in colors.values() if c.tint is not None), key=lambda c: c.tint or 0)


def _values(node: Node, path: str = "") -> Iterator[str]:
    """Yield the keys of a theme's single values, with those that they stand under: colors.brand."""
    for key, inner in node.value.items() if isinstance(node.value, dict) else ():
        if isinstance(inner.value, dict):
            yield from _values(inner, f"{path}{key}.")
        elif not isinstance(inner.value, list):
            yield f"{path}{key}"


def not_brandable(value: Text, path: str, brandable: Iterable[str]) -> Problem:
    """Say that a value of a clinic is for a key that the theme keeps for itself."""
    return Problem(value.place, f"the theme does not let a clinic change “{path}”", did_you_mean(path, brandable))
