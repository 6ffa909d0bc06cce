"""Sections that are set once: of a story that is laid out until its pages are right, most print no page."""

from __future__ import annotations

from typing import NamedTuple

from clinicpress.drawing.tagging import Element
from clinicpress.looks.color import Color
from clinicpress.story.markup import Tag
from clinicpress.typesetting.flowables import Flowable
from clinicpress.typesetting.setting import Column


class Section(NamedTuple):
    """A section as it was set, with all that came of it."""

    element: Element
    flowables: list[Flowable]
    bookmarks: list[tuple[int, str, str]]
    """Level, title and anchor of each of its headings."""
    spares: list[Element]
    """What may be left out of it."""


Sections = dict[tuple[int, Column, Color | None], Section]
"""Sections by their tags, by where they are set, and by the colour of all words there."""


def depends_on_pages(tag: Tag) -> bool:
    """Tell whether something in an element prints the page of another one."""
    return any(each.name in ("page", "contents") for each in tag.walk())
