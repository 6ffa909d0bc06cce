"""The theme file: what marketing may choose about looks, as a model. All distances are points."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from clinicpress.layout import LayoutChanges
from clinicpress.model import Color as ColorText
from clinicpress.model import described
from clinicpress.problems import Place
from clinicpress.schema import Strict, Unprinted

Points = float
Share = Annotated[float, Field(ge=0, le=1)]
Length = Annotated[float, Field(ge=0)]


class Fonts(Strict):
    """The families a theme sets text in."""

    text: Unprinted = described("The family for running text.")
    heading: Unprinted = described("The family for headings.")
    fallback: tuple[Unprinted, ...] = described("Families for characters the others lack.", default=())
    emphasis: Literal["italic", "bold"] = described("How *emphasis* is set.", default="italic")


class TextStyleSpec(Strict):
    """How a kind of text is set."""

    font: Literal["text", "heading"] = described("Which of the theme's families.", default="text")
    weight: int = described("400 regular, 600 semibold, 700 bold.", default=400, ge=100, le=900)
    size: Points = described("Type size in points.", gt=0, le=200)
    leading: Points = described("Distance of baselines in points.", gt=0, le=300)
    color: Unprinted = described("A colour of the theme, or a tint.", default=Unprinted("ink", Place("")))
    before: Points = described("Space above, in points.", default=0, ge=0)
    after: Points = described("Space below, in points.", default=0, ge=0)
    balance: Literal["no", "last-word", "full"] = described(
        "Break into lines of about equal length: never, where the last line is one word, or always.", default="no"
    )
    keep_next: bool = described("Never part it from what follows.", default=False)
    fit: bool = described("Takes part in copyfitting.", default=False)
    steps: tuple[tuple[Points, Points], ...] = described("Smaller size/leading pairs, tried in turn.", default=())
    max_lines: int = described("The most lines before the next step is tried.", default=3, ge=1)


class BoxStyleSpec(Strict):
    """A box around blocks."""

    fill: Unprinted | None = described("The ground's colour.", default=None)
    stroke: Unprinted | None = described("The outline's colour.", default=None)
    width: Points = described("The outline's width in points.", default=0.75, ge=0.25)
    radius: Points = described("The corners' radius in points.", default=0, ge=0)
    padding: tuple[Points, Points, Points, Points] = described(
        "Top, right, bottom, left, in points.", default=(0, 0, 0, 0)
    )
    before: Points = described("Space above, in points.", default=0, ge=0)
    after: Points = described("Space below, in points.", default=0, ge=0)
    icon: Unprinted | None = described("An icon at the left of the box.", default=None)
    icon_size: Points = described("The icon's size in points.", default=30, gt=0)
    icon_color: Unprinted = described("The icon's colour.", default=Unprinted("brand", Place("")))
    min_height: Points = described("The least height of the box in points.", default=0, ge=0)
    keep_next: bool = described("Never part it from what follows.", default=False)
    fit: bool = described("Its paddings take part in copyfitting.", default=False)


class RuleSpec(Strict):
    """A horizontal line."""

    color: Unprinted = described("The line's colour.")
    width: Points = described("The line's width in points.", ge=0.25)
    before: Points = described("Space above, in points.", default=0, ge=0)
    after: Points = described("Space below, in points.", default=0, ge=0)
    fit: bool = described("Its spaces take part in copyfitting.", default=False)


class ColumnsSpec(Strict):
    """Cells side by side."""

    gap: Points = described("Between the cells, in points.", ge=0)
    widths: tuple[Points, ...] = described("Widths in points; 0 or a missing one takes an equal share.", default=())
    divider: Unprinted | None = described("A rule drawn between the cells.", default=None)
    before: Points = described("Space above, in points.", default=0, ge=0)
    after: Points = described("Space below, in points.", default=0, ge=0)


class IconSpec(Strict):
    """An icon that stands on its own."""

    size: Points = described("Its side in points.", gt=0)
    color: Unprinted = described("Its colour.", default=Unprinted("brand", Place("")))
    nudge: Points = described("How far it is moved left to look aligned.", default=0)
    after: Points = described("Space below, in points.", default=0, ge=0)


class Measures(Strict):
    """Distances of the components, in points."""

    list_indent: Length = described("From the margin of a list to its text.")
    step_indent: Length = described("From the margin of the steps to their text.")
    step_circle: Length = described("The diameter of a step's circle.")
    item_gap: Length = described("Between the items of a list.")
    step_gap: Length = described("Between steps.")
    table_gap: Length = described("Between the columns of a table.")
    least_column: Points = described("The narrowest column of a table.", ge=24)
    cell_padding: Length = described("Above and below the text of a table cell.")
    row_head: Length = described("The width of a table's first column, where there is room.")
    line_pitch: Points = described("The distance of ruled lines for writing.", ge=24)
    picture_height: Length = described("The greatest height of a picture.")
    heading_icon: Length = described("From the margin to the text of a heading that has an icon beside it.")
    qr: Points = described("The side of a QR code; 57 points are 2 cm.", ge=57)


class Ladder(Strict):
    """How a layout of a fixed number of pages is fitted: gaps first, then leading, then size."""

    gaps: float = described("The least factor for spaces.", ge=0.2, le=1)
    leading: float = described("The least factor for leadings.", ge=0.85, le=1)
    floor: Points = described("The smallest type size that is ever used, in points.", ge=10.5)


class ThemeSpec(Strict):
    """A theme file."""

    extends: Unprinted | None = described("The theme this one is based on.", default=None)
    brandable: tuple[Unprinted, ...] = described(
        "Keys that a clinic may override, for example colors.brand.", default=()
    )
    fonts: Fonts = described("The families.")
    smallest: Points = described("The smallest type size the theme may have, in points.", default=9, ge=9)
    colors: dict[Unprinted, ColorText] = described("The colours; “brand”, “ink” and “paper” must be there.")
    tints: dict[Unprinted, Share] = described("Mixtures of brand and paper: the share of brand.", max_length=15)
    styles: dict[Unprinted, TextStyleSpec] = described("Text styles; a class in a story template picks one.")
    boxes: dict[Unprinted, BoxStyleSpec] = described("Boxes around blocks, by class.")
    rules: dict[Unprinted, RuleSpec] = described("Horizontal lines, by class.")
    columns: dict[Unprinted, ColumnsSpec] = described("Cells side by side, by class.")
    icons: dict[Unprinted, IconSpec] = described("Icons, by class.")
    drops: dict[Unprinted, Points] = described("How far below its neighbour a side column begins, by class.")
    measures: Measures = described("Distances of the components.")
    ladder: Ladder = described("The copyfit ladder.")
    layouts: dict[Unprinted, LayoutChanges] = described(
        "What these type sizes need changed in layouts, by the layout's name.", default={}
    )
