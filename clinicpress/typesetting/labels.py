"""Labels of lists: which bullet, number or words stand before each item, and how they are set.

Bullets differ by how deep their list stands. Steps have their number in a circle; where a brochure
gives them labels of their own, or they stand in another list, the label is text, as wide a column
as the widest needs. Labels too wide for that stand above their items. Where all
items begin with a box to tick, that box is all that stands before them.
"""

from __future__ import annotations

from typing import NamedTuple

from clinicpress.content.blocks import numbered
from clinicpress.ground.characters import BOXES, printable, spaced
from clinicpress.ground.problems import InputProblems
from clinicpress.looks.color import Color
from clinicpress.looks.grounds import STEP
from clinicpress.looks.theme import BoxStyle, Fit, TextStyle, Theme
from clinicpress.story.markup import Tag
from clinicpress.typesetting.flowables import MIN_MEASURE
from clinicpress.typesetting.lines import Run
from clinicpress.typesetting.phrases import inked
from clinicpress.typesetting.setting import Column
from clinicpress.typesetting.text import Paragraph

WIDEST = 0.4
"""The most of a list's measure that labels may take beside their items."""
CIRCLE_CLEAR = 4.0
"""The least of a circle's width that its number leaves, in points."""
PLAIN = "plain"
"""The class of lists without labels."""
_NUMBERING = {"n": "Decimal", "a": "LowerAlpha", "A": "UpperAlpha", "i": "LowerRoman", "I": "UpperRoman"}


class Labels(NamedTuple):
    """The labels of a list's items, in order."""

    words: tuple[str, ...]
    style: TextStyle
    indent: float
    """From the margin of the list to its text, in points."""
    numbering: str
    """How they count (PDF 1.7, 14.8.5.5): Decimal, Disc, ..."""
    circle: BoxStyle | None = None
    above: bool = False
    """They stand above their items, not beside them."""


def labels_of(tag: Tag, column: Column, theme: Theme, fit: Fit, ink: Color | None = None) -> Labels | None:
    """Return the labels of a list that stands in a column; None for one without.

    `ink` is the colour that the ground asks for, if it does.

    Raises InputProblems where a theme's bullet is wider than its room.
    """
    if tag.attributes.get("class") == PLAIN or all(item.text.strip()[:1] in BOXES for item in tag.tags()):
        return None
    return _numbers(tag, column, theme, fit, ink) if tag.name == "ol" else _bullets(tag, column, theme, fit, ink)


def _bullets(tag: Tag, column: Column, theme: Theme, fit: Fit, ink: Color | None) -> Labels:
    bullets = theme.spec.bullets
    sign, room = str(bullets[min(column.lists, len(bullets) - 1)]), theme.measures.list_indent
    color = theme.color(theme.spec.bullet_color) if theme.spec.bullet_color is not None else None
    style = inked(theme.style(column.style or "item", fit), ink or color)
    if (wide := _width(sign, style)) > room:
        raise InputProblems.one(
            theme.node.find(("measures", "list_indent")).place,
            f"a list's bullet is {wide:.0f} points wide, “list_indent” is {room:g}",
            "make “list_indent” wider, or the style “item” smaller",
        )
    return Labels((sign,) * len(tag.tags()), style, room, "Disc")


def _numbers(tag: Tag, column: Column, theme: Theme, fit: Fit, ink: Color | None) -> Labels:
    measures, measure = theme.measures, column.measure
    style = inked(theme.style(column.style or "step-number", fit), ink)
    numbers = range(tag.start, tag.start + len(tag.tags()))
    kind = next((kind for kind in _NUMBERING if f"{{{kind}}}" in tag.label), "n")
    plain = tuple(map(str, numbers))
    if (
        not tag.label
        and not column.lists
        and not column.style
        and _widest(plain, style) <= measures.step_circle - CIRCLE_CLEAR
    ):
        circle = theme.box(STEP)
        # In a circle with a ground of its own, the number has the colour that goes with it.
        own = style if circle.fill is None else inked(theme.style("step-number", fit), circle.text)
        return Labels(plain, own, measures.step_indent, _NUMBERING[kind], circle=circle)
    words = tuple(spaced(printable(numbered(tag.label or "{n}.", number))) for number in numbers)
    indent = max(measures.list_indent, _widest(words, style) + measures.label_gap)
    above = indent > measure * WIDEST or measure - indent < MIN_MEASURE
    return Labels(words, style, measures.list_indent if above else indent, _NUMBERING[kind], above=above)


def own_style(tag: Tag) -> str:
    """Return the text style that a numbered list names for its numbers and items; empty where it names none."""
    name = tag.attributes.get("class", "")
    return name if tag.name == "ol" and name != PLAIN else ""


def _widest(words: tuple[str, ...], style: TextStyle) -> float:
    return max((_width(each, style) for each in words), default=0.0)


def _width(words: str, style: TextStyle) -> float:
    """Return the width of some words in one line, in points."""
    return Paragraph((Run(words, style),), style).lines(10_000)[0].width
