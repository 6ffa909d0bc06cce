"""Figures: pictures with their captions, at their share of the width, side by side, or beside text.

Pictures side by side stand in frames of one height, so that their captions begin on one line.
What stands beside a picture goes on below it, in the full width, as soon as it is as high as the picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from clinicpress.drawing.tagging import Element
from clinicpress.ground.problems import InputProblems
from clinicpress.story.markup import WIDTHS, Tag
from clinicpress.typesetting.flowables import Box, Flowable, Stack
from clinicpress.typesetting.leaves import Picture
from clinicpress.typesetting.lines import EPSILON
from clinicpress.typesetting.rows import Cell, Row
from clinicpress.typesetting.setting import Column, Setter

LEAST_WIDE = 72.0
"""No share of a narrow column makes a figure narrower than this, in points, where the column is not."""
ALIKE = 0.6
"""Pictures of a row are made equally high where the lowest has at least this share of the highest's height."""


def share(measure: float, gap: float, count: int) -> float:
    """Return the width of one of `count` equal columns with gaps between them, all in points."""
    return max((measure - gap * (count - 1)) / count, min(measure, LEAST_WIDE))


def set_picture(tag: Tag, parent: Element, column: Column, setter: Setter) -> Flowable:
    """Set a picture in the frame of its size; raises InputProblems for one that the story has not."""
    element = parent.child("Figure", alt=tag.attributes["alt"])
    art = setter.supplies.pictures.get(tag.attributes["src"])
    if art is None:
        raise InputProblems.one(tag.place, f"the story has no picture “{tag.attributes['src']}”")
    measures = setter.theme.measures
    most = min(measures.picture_height, setter.room * measures.picture_share)
    picture = Picture(art, element, most, floor=measures.picture_floor)
    return Box(picture, setter.theme.box("picture-small" if column.part else "picture", setter.fit), keep_next=True)


def set_figure(tag: Tag, parent: Element, column: Column, setter: Setter) -> Flowable:
    """Set a figure, at its share of the column's measure."""
    wide = share(column.measure, setter.theme.measures.figure_gap, WIDTHS[tag.attributes.get("width", "full")])
    whole = _figure(tag, parent, column, wide, setter)
    if wide < column.measure:
        narrow = Row((Cell(whole, 0.0, wide),), column.measure, place=tag.source())
        whole = replace(whole, children=(narrow,))
    return replace(whole, before=setter.theme.measures.figure_before, after=_after(setter))


def _figure(tag: Tag, parent: Element, column: Column, wide: float, setter: Setter) -> Stack:
    place = column._replace(measure=wide, part=wide < column.measure)
    return setter.stack(tag, setter.element(tag, parent), place, torn="figure")


def _after(setter: Setter) -> float:
    return setter.theme.style("body", setter.fit).after


# Side by side --------------------------------------------------------------------------------------


def set_figures(tag: Tag, parent: Element, column: Column, setter: Setter) -> Flowable:
    """Set figures side by side: two and four in twos, others in threes, or as wide as the widest of them asks for."""
    figures = tag.tags()
    if not figures:
        raise InputProblems.one(tag.place, "<figures> needs a <figure>")
    gap = setter.theme.measures.figure_gap
    asked = [WIDTHS[figure.attributes["width"]] for figure in figures if "width" in figure.attributes]
    count = min(asked, default=2 if len(figures) in (2, 4) else 3)
    word = _widest_word(figures, setter)
    while count > 1 and (_over(column.measure, gap, count) or word > share(column.measure, gap, count)):
        count -= 1
    wide = share(column.measure, gap, count)
    rows: list[Flowable] = []
    for begin in range(0, len(figures), count):
        made = [_figure(figure, parent, column, wide, setter) for figure in figures[begin : begin + count]]
        cells = [Cell(each, (wide + gap) * at, wide) for at, each in enumerate(_levelled(made, wide))]
        before = _after(setter) if rows else 0.0
        rows.append(Row(tuple(cells), column.measure, before=before, place=figures[begin].source()))
    before = setter.theme.measures.figure_before
    return Stack(tuple(rows), torn="figures", before=before, after=_after(setter), place=tag.source())


def _over(measure: float, gap: float, count: int) -> bool:
    """Tell whether so many columns, none narrower than a figure may be, are wider than a measure."""
    return (share(measure, gap, count) + gap) * count - gap > measure + EPSILON


def _widest_word(figures: Sequence[Tag], setter: Setter) -> float:
    """Return the width of the widest word of all captions, in points."""
    captions = [tag for figure in figures for tag in figure.tags() if tag.name == "figcaption"]
    set_apart = (setter.phrases.paragraph(tag, Element("Caption"), tag.kind.style, 10_000.0) for tag in captions)
    return max((paragraph.widest_word for paragraph in set_apart), default=0.0)


def _levelled(figures: Sequence[Stack], measure: float) -> list[Stack]:
    """Give the pictures of a row frames of one height; where they are much alike, the pictures have it, too."""
    framed = [(box, box.content) for each in figures if isinstance(box := each.first, Box)]
    pictures = [(box, picture) for box, picture in framed if isinstance(picture, Picture)]
    if len(pictures) < len(figures):
        return list(figures)
    heights = [picture.wrap(measure - box.style.padding[1] - box.style.padding[3]) for box, picture in pictures]
    low, high = min(heights), max(heights)
    height = low if low >= high * ALIKE else high
    return [
        replace(each, children=(replace(box, content=picture.at_height(height)), *each.children[1:]))
        for each, (box, picture) in zip(figures, pictures, strict=True)
    ]


# Beside text ---------------------------------------------------------------------------------------


def set_beside(tag: Tag, parent: Element, column: Column, setter: Setter) -> list[Flowable]:
    """Set a figure at the right and blocks beside it; where these would be too narrow, it stands above them."""
    measures = setter.theme.measures
    figure, *blocks = tag.tags() or [tag]
    if figure.name != "figure":
        raise InputProblems.one(tag.place, "<beside> begins with a <figure>")
    element = setter.element(tag, parent)
    wide = share(column.measure, measures.beside_gap, WIDTHS[figure.attributes.get("width", "half")])
    room = column.measure - measures.beside_gap - wide
    if room < measures.least_beside:
        above = set_figure(figure, element, column, setter)
        return [above, *(each for block in blocks for each in setter.block(block, element, column))]
    picture = _figure(figure, element, column, wide, setter)
    height = picture.wrap(wide)
    beside: list[Flowable] = []
    below: list[Flowable] = []
    for block in blocks:
        if beside and not beside[-1].keep_next and Stack(tuple(beside)).wrap(room) >= height:
            below += setter.block(block, element, column)
        else:
            beside += setter.block(block, element, column._replace(measure=room))
    cells = (Cell(picture, room + measures.beside_gap, wide), Cell(Stack(tuple(beside)), 0.0, room))
    row = Row(cells, column.measure, torn="columns", place=tag.source())
    return [replace(row, before=measures.figure_before, after=_after(setter)), *below]
