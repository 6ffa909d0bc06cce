"""Grounds: the colours that a theme's words and icons stand on, and whether they can be seen there.

Most text styles may stand on paper and in every box that names no colour for its words. In a box
with a `text`, all words are of that one colour, so that light words may stand on dark grounds.
What stands where is known from the theme alone: it is asked again for every clinic's brand colour.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from clinicpress.ground.problems import Problem
from clinicpress.looks.color import Color, contrast
from clinicpress.looks.themefile import ThemeSpec
from clinicpress.workspace.nodes import Node

MIN_CONTRAST = 4.5
"""Of words (WCAG 2.1, 1.4.3)."""
MIN_SEEN = 3.0
"""Of icons (WCAG 2.1, 1.4.11)."""
STRIP, NUMBER = "strip", "step-number"
"""Text styles that stand in one place only: on the strip's block, and in a step's circle."""
STEP = "step"
"""The box style of the circle that a step's number stands in."""
FRAME = "imprint"
"""The box style of the clinic's box: each of its words has its own colour."""
FOOTER_STYLES = ("footer", "footer-strong", "footer-phone")
"""The text styles of the footers."""
Path = tuple[str | int, ...]
PAPER_AT, INK_AT = ("colors", "paper"), ("colors", "ink")


class Tile(NamedTuple):
    """A square that icons stand on, with its colours; distances in points."""

    fill: Color
    stroke: Color | None
    width: float
    radius: float
    size: float


class TableGround(NamedTuple):
    """The grounds and the outline of tables, with their colours; distances in points."""

    head: Color | None = None
    head_text: Color | None = None
    stripe: Color | None = None
    paper: Color | None = None
    """The ground of the rows between, where there are stripes."""
    stroke: Color | None = None
    width: float = 0.0
    radius: float = 0.0
    inset: float = 0.0


BARE = TableGround()
"""Tables with nothing but their rules."""


class Standing(NamedTuple):
    """Something that is seen on a ground, by the names of their colours."""

    what: str
    color: str
    color_at: Path
    """The key that gives it its colour."""
    ground: str
    ground_at: Path
    where: str = ""
    """Where it stands, in words for people, if that is no place of its own."""
    least: float = MIN_CONTRAST
    dark: bool = False
    """It is the ground that is to blame: it is named, and what stands on it is the ink."""

    def ratio(self, colors: Mapping[str, Color]) -> float:
        """Return its contrast."""
        return contrast(colors[self.color], colors[self.ground])

    def problem(self, colors: Mapping[str, Color], node: Node) -> Problem:
        """Say that it is too pale, at the key of the two that the outermost theme gives."""
        needed = f"is {self.ratio(colors):.1f}:1, at least {self.least:g}:1 is needed"
        if self.dark:
            message = f"{self.what} is too dark: its contrast with “{self.color}” {needed}"
            hint = "choose a paler colour, or name that of its words under “text”"
            return Problem(node.find(self.ground_at).place, message, hint)
        message = f"{self.what} is too pale: its contrast {needed}"
        on_paper = self.ground_at == PAPER_AT
        hint = "choose a darker colour" if on_paper else f"it stands on the colour “{self.ground}”{self.where}"
        return Problem(node.blamed(self.color_at, self.ground_at), message, hint)

    def of_a_brand(self, brand: str, colors: Mapping[str, Color]) -> str:
        """Say of a clinic's brand colour that this cannot be seen in it or on it."""
        return (
            f"the brand colour {brand} is too pale for this theme: the contrast of “{self.color}” on “{self.ground}” "
            f"is {self.ratio(colors):.1f}:1{self.where}, at least {self.least:g}:1 is needed"
        )


def standings(spec: ThemeSpec) -> Iterator[Standing]:
    """Yield all that may stand on a ground in a theme."""
    for name, style in spec.styles.items():
        if str(name) not in (STRIP, NUMBER):
            at: Path = ("styles", str(name))
            yield Standing(f"the text style “{name}”", str(style.color), at, "paper", PAPER_AT)
    yield from _in_one_place(spec)
    yield from _in_boxes(spec)
    yield from _in_tables(spec)
    yield from _on_tiles(spec)


def _in_one_place(spec: ThemeSpec) -> Iterator[Standing]:
    """Yield the words of the strip, of the running head and of steps, where they have grounds of their own."""
    styles = {str(name): style for name, style in spec.styles.items()}
    circle = next((box for name, box in spec.boxes.items() if str(name) == STEP), None)
    if STRIP in styles:
        block = ("strip", "block")
        what = f"the text style “{STRIP}”"
        yield Standing(what, str(styles[STRIP].color), ("styles", STRIP), str(spec.strip.block), block)
    if NUMBER in styles:
        color = str(styles[NUMBER].color)
        at: Path = ("styles", NUMBER)
        if circle is not None and circle.text is not None:
            color, at = str(circle.text), ("boxes", STEP, "text")
        fill = str(circle.fill) if circle is not None and circle.fill is not None else "paper"
        yield Standing(f"the text style “{NUMBER}”", color, at, fill, ("boxes", STEP, "fill"))
    head = spec.running_head
    if head.text is not None:
        ground = ("running_head", "ground")
        yield Standing("the running head", str(head.text), ("running_head", "text"), str(head.ground), ground)


def _in_boxes(spec: ThemeSpec) -> Iterator[Standing]:
    """Yield what stands in boxes: words of the box's own colour, or all that may stand in any box."""
    colors = _colors(spec)
    for name, box in spec.boxes.items():
        if box.fill is None or str(name) == STEP:
            continue
        fill, path = str(box.fill), ("boxes", str(name))
        where = f" in the box “{name}”"
        if box.text is not None and str(name) != FRAME:
            what = f"the text of the box “{name}”"
            yield Standing(what, str(box.text), (*path, "text"), fill, (*path, "fill"), where)
            continue
        yield Standing(f"the ground of the box “{name}”", "ink", INK_AT, fill, (*path, "fill"), dark=True)
        for color, style in colors.items():
            if color != "ink":
                yield Standing(f"the text style “{style}”", color, ("styles", style), fill, (*path, "fill"), where)


def _in_tables(spec: ThemeSpec) -> Iterator[Standing]:
    table = spec.table
    if table.head is not None:
        color, at = str(table.head_text), ("table", "head_text")
        yield Standing("the head of tables", color, at, str(table.head), ("table", "head"))
    if table.stripe is not None:
        for color, style in _colors(spec).items():
            what, at = f"the text style “{style}”", ("styles", style)
            yield Standing(what, color, at, str(table.stripe), ("table", "stripe"), " in tables")


def _colors(spec: ThemeSpec) -> dict[str, str]:
    """Return the colours of the text styles that may stand in any box, each with one of them."""
    return {
        str(style.color): str(name)
        for name, style in reversed(spec.styles.items())
        if str(name) not in (STRIP, NUMBER, *FOOTER_STYLES)
    }


def _on_tiles(spec: ThemeSpec) -> Iterator[Standing]:
    """Yield the icons that stand on tiles."""
    fills = {str(name): tile.fill for name, tile in spec.tiles.items()}
    for kind, key, entries in (
        ("icons", "color", [(name, icon.color, icon.tile) for name, icon in spec.icons.items()]),
        ("boxes", "icon_color", [(name, box.icon_color, box.icon_tile) for name, box in spec.boxes.items()]),
    ):
        for name, color, tile in entries:
            if tile is not None:
                what, at = f"the icon “{name}”", (kind, str(name), key)
                ground, path = fills[str(tile)], ("tiles", str(tile), "fill")
                yield Standing(what, str(color), at, str(ground), path, f" of the tile “{tile}”", MIN_SEEN)


def tile_of(spec: ThemeSpec, name: str | None, colors: Mapping[str, Color]) -> Tile | None:
    """Return a tile with its colours; none where there is no name."""
    tile = next((tile for known, tile in spec.tiles.items() if str(known) == name), None)
    if tile is None:
        return None
    stroke = colors[str(tile.stroke)] if tile.stroke is not None else None
    return Tile(colors[str(tile.fill)], stroke, tile.width, tile.radius, tile.size)


def side_of(size: float, tile: Tile | None) -> float:
    """Return the side of the square that an icon of a size takes, its tile included, in points."""
    return size if tile is None else max(size, tile.size)


def table_ground(spec: ThemeSpec, colors: Mapping[str, Color]) -> TableGround:
    """Return how a theme's tables are, but for their words."""
    table = spec.table
    head, stripe, stroke = (
        colors[str(name)] if name is not None else None for name in (table.head, table.stripe, table.stroke)
    )
    words, paper = colors[str(table.head_text)], colors["paper"]
    return TableGround(head, words, stripe, paper, stroke, table.width, table.radius, table.inset)


def unseen(spec: ThemeSpec, colors: Mapping[str, Color]) -> list[Standing]:
    """List what people could not see well enough, each once; on a ground that is too dark, nothing else is told."""
    found: dict[str, Standing] = {}
    dark: set[Path] = set()
    for each in standings(spec):
        if each.ratio(colors) < each.least and each.ground_at not in dark:
            found.setdefault(each.what, each)
            dark |= {each.ground_at} if each.dark else set()
    return list(found.values())
