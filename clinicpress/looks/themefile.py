"""The theme file: what marketing may choose about looks, as a model. All distances are points."""

import unicodedata
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from clinicpress.content.texts import Line, Unprinted
from clinicpress.content.values import Color as ColorText
from clinicpress.ground.problems import Place
from clinicpress.workspace.schema import Strict, described

Share = Annotated[float, Field(ge=0, le=1)]
Space = Annotated[float, Field(ge=0, le=200)]
"""A distance in points, at most about three inches: more would leave no room for text."""
Size = Annotated[float, Field(ge=9, le=200)]
"""A type size: no theme prints smaller than 9 points."""
Leading = Annotated[float, Field(ge=9, le=300)]
Padding = Annotated[float, Field(ge=0, le=100)]
Width = Annotated[float, Field(ge=0, le=576)]
"""A width within the margins of a letter page, in points."""
Drop = Annotated[float, Field(ge=-18, le=100)]
"""Upwards no more than a page's narrowest margin."""
LEAST_TYPE = 9.0
"""The smallest type that a patient must read, in points."""
ROUNDING = 0.05
"""So much smaller, in points, is still read as the least size."""
MOST_STEPS = 12
"""The most steps of a text style, and of the families of a theme: each is tried in turn."""


class Fonts(Strict):
    """The families a theme sets text in."""

    text: Unprinted = described("The family for running text.")
    heading: Unprinted = described("The family for headings.")
    fallback: tuple[Unprinted, ...] = described(
        "Families for characters the others lack.", default=(), max_length=MOST_STEPS
    )
    emphasis: Literal["italic", "bold"] = described("How *emphasis* is set.", default="italic")


class TextStyleSpec(Strict):
    """How a kind of text is set."""

    font: Literal["text", "heading"] = described("Which of the theme's families.", default="text")
    weight: int = described("400 regular, 600 semibold, 700 bold.", default=400, ge=100, le=900)
    size: Size = described("Type size in points, at least 9.")
    leading: Leading = described("Distance of baselines in points, at least the size.")
    color: Unprinted = described("A colour of the theme, or a tint.", default=Unprinted("ink", Place("")))
    before: Space = described("Space above, in points.", default=0)
    after: Space = described("Space below, in points.", default=0)
    balance: Literal["no", "last-word", "colon", "full"] = described(
        "Break into lines of about equal length: never, where the last line is one word, or always. With “colon”, a "
        "text of more than a line is broken behind its colon, too.",
        default="no",
    )
    keep_next: bool = described("Never part it from what follows.", default=False)
    fit: bool = described("Takes part in copyfitting.", default=False)
    steps: tuple[tuple[Size, Leading], ...] = described(
        "Smaller size/leading pairs, tried in turn.", default=(), max_length=MOST_STEPS
    )
    max_lines: int = described("The most lines before the next step is tried.", default=3, ge=1, le=50)


def _one_sign(value: Line) -> Line:
    if len(value) != 1 or unicodedata.category(value)[0] not in "PS":
        raise PydanticCustomError("sign", "one sign is expected here, such as “•” or “–”")
    return value


class WavesSpec(Strict):
    """Wave lines on the strip or in a box, spread about its middle; what reaches out of it is cut off."""

    count: int = described("How many lines.", ge=1, le=40)
    color: Unprinted = described("The lines' colour.")
    width: float = described("The lines' width in points.", ge=0.25, le=12)
    length: float = described("From one crest of a line to the next, in points.", ge=16, le=576)
    crest: float = described("How high a crest stands above the middle of its line, in points.", ge=0, le=72)
    spacing: float = described("From one line to the next, as a share of the height of strip or box.", ge=0.02, le=1)
    shift: Padding = described("How far left of the line above each line begins, in points.")


class BoxStyleSpec(Strict):
    """A box around blocks."""

    fill: Unprinted | None = described("The ground's colour.", default=None)
    stroke: Unprinted | None = described("The outline's colour.", default=None)
    width: float = described("The outline's width in points.", default=0.75, ge=0.25, le=12)
    radius: Padding = described("The corners' radius in points.", default=0)
    text: Unprinted | None = described(
        "The colour of all words in it, on its ground; of icons without a tile, too. Left out: each has its own.",
        default=None,
    )
    padding: tuple[Padding, Padding, Padding, Padding] = described(
        "Top, right, bottom, left, in points.", default=(0, 0, 0, 0)
    )
    before: Space = described("Space above, in points.", default=0)
    after: Space = described("Space below, in points.", default=0)
    band: Padding = described(
        "Width of a band at the left, in the outline's colour, in points; text begins right of it.", default=0
    )
    icon: Unprinted | None = described("An icon at the left of the box.", default=None)
    icon_size: float = described("The icon's size in points.", default=30, ge=8, le=150)
    icon_left: Padding = described("From the left edge of the box to the icon, in points.", default=15)
    icon_drop: Padding = described(
        "From the top of the text to the top of the icon, and at least from its foot to the padding, in points.",
        default=1,
    )
    icon_color: Unprinted = described("The icon's colour.", default=Unprinted("brand", Place("")))
    icon_tile: Unprinted | None = described("The tile that the icon stands on, in its middle.", default=None)
    min_height: float = described("The least height of the box in points.", default=0, ge=0, le=400)
    level: bool = described("In columns, it is as high as what stands beside it.", default=False)
    fills: bool = described("It takes the height that is left over on its page.", default=False)
    middle: bool = described("Where it is higher than its words and its icon, they stand in its middle.", default=False)
    waves: WavesSpec | None = described("Waves on its ground; no words stand in such a box.", default=None)
    keep_next: bool = described("Never part it from what follows.", default=False)
    fit: bool = described("Its paddings take part in copyfitting.", default=False)


class RuleSpec(Strict):
    """A horizontal line."""

    color: Unprinted | None = described("The line's colour. Left out: no line, only its spaces.", default=None)
    width: float = described("The line's width in points.", default=0.75, ge=0.25, le=12)
    before: Space = described("Space above, in points.", default=0)
    after: Space = described("Space below, in points.", default=0)
    fit: bool = described("Its spaces take part in copyfitting.", default=False)


class ColumnsSpec(Strict):
    """Cells side by side."""

    gap: Padding = described("Between the cells, in points.")
    widths: tuple[Width, ...] = described(
        "Widths in points; 0 or a missing one takes an equal share.", default=(), max_length=MOST_STEPS
    )
    divider: Unprinted | None = described("A rule drawn between the cells.", default=None)
    before: Space = described("Space above, in points.", default=0)
    after: Space = described("Space below, in points.", default=0)


class IconSpec(Strict):
    """An icon that stands on its own."""

    size: float = described("Its side in points.", ge=8, le=150)
    color: Unprinted = described("Its colour.", default=Unprinted("brand", Place("")))
    nudge: float = described("How far it is moved left to look aligned, in points.", default=0, ge=-18, le=18)
    tile: Unprinted | None = described("The tile that it stands on, in its middle.", default=None)
    after: Space = described("Space below, in points.", default=0)


class TileSpec(Strict):
    """A square that icons stand on."""

    fill: Unprinted = described("Its colour.")
    stroke: Unprinted | None = described("Its outline's colour.", default=None)
    width: float = described("The outline's width in points.", default=0.75, ge=0.25, le=12)
    radius: Padding = described("The corners' radius in points.", default=0)
    size: float = described("Its side in points; icons on it are smaller.", ge=8, le=200)


class TableSpec(Strict):
    """The grounds and the outline of tables."""

    head: Unprinted | None = described("The ground of the head.", default=None)
    head_text: Unprinted = described("The colour of its words.", default=Unprinted("ink", Place("")))
    stripe: Unprinted | None = described("The ground of every second row.", default=None)
    stroke: Unprinted | None = described("The outline's colour.", default=None)
    width: float = described("The outline's width in points.", default=0.75, ge=0.25, le=12)
    radius: Padding = described("The corners' radius in points.", default=0)
    inset: Padding = described("From its edges to the words, left and right, in points.", default=0)


class BarSpec(Strict):
    """A bar at the head of a page: a block at its left, and the ground beside it."""

    block: Unprinted = described("The block's colour; on the strip, the words in the style “strip” stand on it.")
    ground: Unprinted = described("The ground's colour.")


class StripSpec(BarSpec):
    """The strip at the head of page 1."""

    inset: Padding = described("From the edges of the block to the words, left and right, in points.")
    waves: WavesSpec | None = described("The waves on the ground.", default=None)


class HeadSpec(BarSpec):
    """The bar at the head of later pages."""

    text: Unprinted | None = described(
        "The colour of the title on the bar. Left out: it stands below the bar, in its own colour.", default=None
    )
    inset: Padding = described("From the bar's left edge to a title on it, in points.", default=0)
    radius: Padding = described("The corners' radius in points, where the title stands on the bar.", default=0)


class Measures(Strict):
    """Distances of the components, in points."""

    list_indent: Padding = described("From the margin of a list to its text.")
    step_indent: Padding = described("From the margin of the steps to their text.")
    step_circle: Padding = described("The diameter of a step's circle.")
    label_gap: Padding = described("From the words before a step to its text.")
    item_gap: Padding = described("Between the items of a list.")
    step_gap: Padding = described("Between steps.")
    table_gap: Padding = described("Between the columns of a table.")
    least_column: float = described("The narrowest column of a table.", ge=24, le=200)
    cell_padding: Padding = described("Above and below the text of a table cell.")
    row_head: Width = described("The width of a table's first column, where there is room.")
    line_pitch: float = described("The distance of ruled lines for writing.", ge=24, le=100)
    line_first: float = described(
        "From the top to the first of the ruled lines, where more of them take what space is left.", ge=9, le=100
    )
    lines_after: Space = described("Space below ruled lines.")
    tick: Padding = described("The side of the boxes to tick at the left of ruled lines, where they have them.")
    tick_above: Padding = described("From such a box down to its line.")
    picture_height: float = described("The greatest height of a picture.", ge=24, le=700)
    picture_floor: float = described(
        "The share of its size to which a picture is made smaller before a page stays half empty.", ge=0.3, le=1
    )
    picture_share: float = described(
        "The greatest share of a page's height that a picture takes; its caption needs some, too.", ge=0.1, le=0.8
    )
    figure_before: Space = described("Space above a figure.")
    figure_gap: Padding = described("Between figures side by side; a half and a third of the width leave room for it.")
    beside_gap: Padding = described("Between a picture and the text beside it.")
    least_beside: Width = described(
        "The narrowest text beside a picture; where it would be narrower, the picture stands above it."
    )
    table_before: Space = described("Space above a table.")
    heading_icon: Padding = described("From the margin to the text of a heading that has an icon beside it.")
    logo_width: float = described("The greatest width of a logo.", ge=24, le=576)
    logo_height: float = described(
        "The greatest height of a logo; in a wide box of the imprint it may be as high as the box.", ge=12, le=400
    )
    logo_least: float = described(
        "The height that a logo keeps where the words below it need more room.", ge=12, le=400
    )
    logo_after: Space = described("Space below a logo.")
    qr: float = described("The side of a QR code; 57 points are 2 cm.", ge=57, le=200)
    qr_after: Space = described("Space below a QR code, where its address stands there.")
    wide_box: float = described(
        "A box of the imprint so many times as wide as high has its parts side by side.", ge=1, le=50
    )
    wide_box_gap: Padding = described("Between the parts of such a box.")


class Ladder(Strict):
    """How a layout of a fixed number of pages is fitted: gaps first, then leading, then size.

    Where there is room to spare, sizes and gaps grow together.
    """

    gaps: float = described("The least factor for spaces.", ge=0.2, le=1)
    leading: float = described("The least factor for leadings.", ge=0.85, le=1)
    floor: float = described("The smallest type size that is ever used, in points.", ge=10.5, le=72)
    ceiling: float | None = described(
        "The size that the smallest type which takes part grows to, where the pages have room for it, in points; "
        "larger type grows by as much. Left out: nothing grows.",
        default=None,
        ge=10.5,
        le=72,
    )


class ThemeSpec(Strict):
    """A theme file."""

    extends: Unprinted | None = described("The theme this one is based on.", default=None)
    brandable: tuple[Unprinted, ...] = described(
        "Keys that a clinic may override, for example colors.brand.", default=()
    )
    fonts: Fonts = described("The families.")
    smallest: float = described(
        "The smallest type size the theme may have, in points.", default=LEAST_TYPE, ge=LEAST_TYPE, le=72
    )
    smallest_footer: float | None = described(
        "The smallest type size in the footers, if that is another one, in points.",
        default=None,
        ge=LEAST_TYPE,
        le=72,
    )
    colors: dict[Unprinted, ColorText] = described("The colours; “brand”, “ink” and “paper” must be there.")
    tints: dict[Unprinted, Share] = described("Mixtures of brand and paper: the share of brand.", max_length=15)
    styles: dict[Unprinted, TextStyleSpec] = described("Text styles; a class in a story template picks one.")
    boxes: dict[Unprinted, BoxStyleSpec] = described("Boxes around blocks, by class.")
    rules: dict[Unprinted, RuleSpec] = described("Horizontal lines, by class.")
    columns: dict[Unprinted, ColumnsSpec] = described("Cells side by side, by class.")
    icons: dict[Unprinted, IconSpec] = described("Icons, by class.")
    icons_drawn: Unprinted | None = described(
        "A folder below templates/icons/ whose icons go before those of the same name, such as “filled”.", default=None
    )
    tiles: dict[Unprinted, TileSpec] = described("Squares that icons stand on.", default={})
    table: TableSpec = described("The grounds and the outline of tables.", default={}, validate_default=True)
    drops: dict[Unprinted, Drop] = described("How far below its neighbour a side column begins, by class.")
    strip: StripSpec = described("The strip at the head of page 1.")
    running_head: HeadSpec = described("The bar at the head of later pages.")
    bullets: tuple[Annotated[Line, AfterValidator(_one_sign)], ...] = described(
        "The signs before the items of lists, such as •: of a list, of one in it, and of one in that.",
        min_length=1,
        max_length=3,
    )
    bullet_color: Unprinted | None = described("Their colour. Left out: that of the items.", default=None)
    measures: Measures = described("Distances of the components.")
    ladder: Ladder = described("The copyfit ladder.")
    layouts: dict[Unprinted, dict[Unprinted, Any]] = described(
        "What is changed for a layout, by the layout's name: where things stand in it (margins, slots and so on), and "
        "how they look there (styles, boxes and so on, as above).",
        default={},
    )
    """Each is checked where its layout is read, see `changes`: what the others say is none of its concern."""


FOR_ALL = ("extends", "brandable", "fonts", "smallest", "smallest_footer", "colors", "tints", "layouts")
"""What of a theme is the same in all layouts."""
LOOKS = frozenset(ThemeSpec.model_fields) - {*FOR_ALL, "columns"}
"""What of a theme may be another one in a layout; “columns” are the layout's own there."""
