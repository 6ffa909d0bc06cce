"""Boxes: blocks on a ground, in an outline, beside an icon; words in the colour that goes with the ground.

A box in the side column may stand there again where what it stands beside goes on overleaf.
"""

from __future__ import annotations

from dataclasses import replace

from clinicpress.artwork.icons import Icon
from clinicpress.drawing.tagging import Element
from clinicpress.ground.characters import printable, spaced
from clinicpress.ground.problems import InputProblems
from clinicpress.looks.theme import BoxStyle
from clinicpress.story.markup import Tag
from clinicpress.typesetting.flowables import MIN_MEASURE, Box, Repeated, Stack
from clinicpress.typesetting.lines import Run
from clinicpress.typesetting.phrases import check_class
from clinicpress.typesetting.setting import Column, Setter
from clinicpress.typesetting.text import Paragraph

CONTINUED = "continued"
"""The label of the locale, if it has one, and the text style of what is said of something that goes on."""


def set_box(tag: Tag, element: Element, column: Column, setter: Setter) -> Box:
    """Set an element in the box style of its class; raises InputProblems for an unknown one, and without room."""
    name = tag.attributes["class"]
    check_class(name, setter.theme.spec.boxes, "box", tag.place)
    style = setter.theme.box(name, setter.fit)
    ink = style.text if style.fill is not None else setter.ink
    if ink is not None and style.icon_tile is None and not style.band:
        style = style._replace(icon_color=ink)
    wide = "wide" in tag.attributes
    hang = column.hang if wide or "hang" in tag.attributes else 0.0
    inner = _inner(style, column, hang, wide)
    if inner.measure < MIN_MEASURE:
        raise InputProblems.one(
            tag.source(),
            "boxes are nested so deep here that there is no room left for their text",
            "take one box out of the other",
        )
    if style.waves is not None and tag.text.strip():
        message = f"words stand on the waves of the box “{name}”"
        raise InputProblems.one(tag.source(), message, "put them into another box, or take its “waves” away")
    with setter.standing(ink):
        content = setter.beside(tag, element, inner, "")
        more = _continued(setter) if "again" in tag.attributes else []
    icon = tag.attributes.get("icon") or style.icon
    # What has neither a ground nor an outline is seen by nobody: its blocks stand as if there were no box.
    seen = style.fill is not None or style.stroke is not None
    box = Box(
        content,
        style,
        hang=hang,
        wide=wide,
        icon=_icon(icon, style, tag, setter) if icon else None,
        stretchy=content.stretchy or style.fills,
        before=style.before if seen else max(style.before, content.before),
        after=style.after if seen else max(style.after, content.after),
        keep_next=style.keep_next,
        torn="box" if seen else "",
        place=tag.source(),
        min_height=style.min_height,
    )
    if "again" not in tag.attributes:
        return box
    return replace(box, overleaf=Repeated(replace(box, content=Stack((content, *more)))))


def _inner(style: BoxStyle, column: Column, hang: float, wide: bool) -> Column:
    """Return the column inside of a box; in one that hangs and is not wide, there is a side column, too."""
    _, right, _, left = style.padding
    if hang and not wide:
        return Column(column.measure - right, column.hang - left, column.side - left / 2)
    return column.inner(column.measure + hang - left - right)


def _icon(name: str, style: BoxStyle, tag: Tag, setter: Setter) -> Icon:
    needed = style.icon_left + style.icon_side
    if style.padding[3] < needed:
        message = f"the box “{tag.style}” has no room for an icon: it would stand in the text"
        hint = f"make the left “padding” of “boxes.{tag.style}” at least {needed:g}"
        raise InputProblems.one(tag.place, message, hint)
    return setter.supplies.icons[name]


def _continued(setter: Setter) -> list[Paragraph]:
    """Return the locale's word for what goes on, if it has one; it is furniture."""
    label = dict(setter.locale.labels).get(CONTINUED)
    if label is None:
        return []
    style = setter.phrases.style(CONTINUED, label.place)
    return [Paragraph((Run(spaced(printable(str(label))), style),), style, place=label.place)]
