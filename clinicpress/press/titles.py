"""Titles: the words by which windows and names of files tell a handout from its summary and its large print."""

from __future__ import annotations

import re

from clinicpress.content.locale import Labels
from clinicpress.content.model import Edition
from clinicpress.content.texts import Line
from clinicpress.ground.characters import printable, spaced
from clinicpress.looks.medium import AnyLayout

BETWEEN = " – "
"""What stands between the parts of a title."""
_NAME_OF_A_LABEL = re.compile("[a-z0-9]+(?:_[a-z0-9]+)+")


def window_title(title: Line, layout: AnyLayout, edition: Edition, labels: Labels) -> str:
    """Return what the window of a file shows: the brochure's title, and what tells this file from its others.

    Raises InputProblems where a label is none of the locale.
    """
    words = (str(title), layout_words(layout, labels), edition_words(edition, labels))
    first, *others = [plain for each in words if (plain := spaced(printable(each)).strip())]
    # As over a subtitle, the dash does the work of a colon.
    return BETWEEN.join([first.removesuffix(":"), *others]) if others else first


def layout_words(layout: AnyLayout, labels: Labels) -> str:
    """Return the words for a layout, in the language of the labels; none for one that has no label."""
    return labels.standing(str(layout.label), layout.label.place) if layout.label is not None else ""


def edition_words(edition: Edition, labels: Labels) -> str:
    """Return the words for an edition, in the language of the labels, or as they are; none for one that has none."""
    label = edition.label
    if label is None:
        return ""
    if label in dict(labels) or _NAME_OF_A_LABEL.fullmatch(label):
        return labels.standing(str(label), label.place)
    return str(label)
