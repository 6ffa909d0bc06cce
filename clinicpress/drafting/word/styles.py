"""What the styles of a Word document say of a paragraph or run: heading, list, how a run looks.

A paragraph's own setting wins over that of its style, and that over the style's parent
(ECMA-376-1, 17.7.2).
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from clinicpress.drafting.signs import ABOVE, BELOW
from clinicpress.drafting.word.changes import is_deleted_row
from clinicpress.drafting.word.numbers import LEVELS, Counter, Label, Level, Numbering, indents_in
from clinicpress.drafting.word.xml import is_on, number_in, qn, value_of

STRUCK, HIDDEN = "struck through", "hidden"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"

_WHERE = {"superscript": ABOVE, "subscript": BELOW}
SEEN = 100
"""Indents that differ by less are the same to the eye, in twentieths of a point."""
_UNSEEN_SIZE = 6
"""Text of at most so many half-points cannot be read."""
_RAISED_BY = 4
"""Text that is moved by at least so many half-points stands above or below the line."""


class Look(NamedTuple):
    """How a run looks, as far as that changes what is said."""

    strong: bool = False
    em: bool = False
    left_out: str = ""
    """Why it is not part of what the document says: struck through, or hidden."""
    where: str = ""
    """Above or below the line; empty on it."""
    font: str = ""
    unseen: str = ""
    """Why nobody can see it, though it is not hidden."""


class ListLevel(NamedTuple):
    """The list that a paragraph is an item of, and where its items stand."""

    list: str
    """Which list of the document's it is."""
    depth: int
    is_numbered: bool
    sign: str
    """The bullet, where it says more than that an item begins."""
    label: Label | None
    """What stands before the item; None where the numbering says nothing of it."""
    label_at: int
    text_at: int
    """How far from the margin its label and its text begin, in twentieths of a point."""

    def is_below(self, other: ListLevel) -> bool:
        """Tell whether an item of this level, after one of another, stands in that one."""
        apart = self.label_at - other.label_at
        # In one list its levels count; of two lists people only see which stands further in.
        if self.list == other.list or abs(apart) < SEEN:
            return self.depth > other.depth
        return apart > 0

    def goes_on_from(self, other: ListLevel) -> bool:
        """Tell whether an item of this level is the next in the list of another, as people see it."""
        if not (self.is_numbered and other.is_numbered):
            return (self.is_numbered, self.sign) == (other.is_numbered, other.sign)
        if self.label is None or other.label is None or not self.label.pattern:
            return self.list == other.list
        return (other.label.pattern, other.label.count + 1) == (self.label.pattern, self.label.count)


class Styles:
    """The styles and the numbering of a document."""

    def __init__(self, styles: Any, numbering: Any) -> None:
        found = [] if styles is None else styles.iter(qn("w:style"))
        self._styles = {style.get(qn("w:styleId")): style for style in found}
        self._default = next(
            (s for s in self._styles.values() if s.get(qn("w:default")) and s.get(qn("w:type")) == "paragraph"), None
        )
        self._numbering = Numbering(numbering)
        self._parents_of: dict[str, list[Any]] = {}
        self._labels: dict[Any, Label] = {}
        self._last: tuple[Any, list[Any]] = (None, [])

    def name(self, paragraph: Any) -> str:
        """Return the name of a paragraph's style in small letters, such as “heading 1”."""
        chain = self._chain(paragraph)
        return value_of(chain[0].find(qn("w:name"))).lower() if chain else ""

    def heading_level(self, paragraph: Any) -> int | None:
        """Return the level of a heading: 0 of the title, from 1 on of others; None where it is none."""
        for style in self._chain(paragraph):
            name = value_of(style.find(qn("w:name"))).lower()
            if name == "title":
                return 0
            if match := re.fullmatch(r"heading ([1-9])", name):
                return int(match[1])
        for holder in [paragraph, *self._chain(paragraph)]:
            outline = holder.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
            if outline is not None:
                level = number_in(outline, "w:val", LEVELS)
                return level + 1 if 0 <= level < LEVELS else None
        return None

    def count(self, root: Any) -> None:
        """Count the numbered paragraphs of a part of the document, in their order."""
        counter = Counter(self._numbering)
        for paragraph in root.iter(qn("w:p")):
            place = self._place(paragraph)
            if place is None or any(each.tag == FALLBACK or is_deleted_row(each) for each in paragraph.iterancestors()):
                continue
            if label := counter.label(*place):
                self._labels[paragraph] = label

    def label(self, paragraph: Any) -> Label | None:
        """Return what stands before a paragraph that was counted; None where nothing does."""
        return self._labels.get(paragraph)

    def list_level(self, paragraph: Any) -> ListLevel | None:
        """Return which list a paragraph is an item of; None where it is none."""
        named = re.fullmatch(r"list (bullet|number)(?: ([2-9]))?", self.name(paragraph))
        depth = int(named[2] or 1) - 1 if named else 0
        place = self._place(paragraph)
        if place is None and (named is None or self._is_no_item(paragraph)):
            return None
        label_at, text_at = self.indents(paragraph)
        if place is None:
            kind = named[1] if named else ""
            return ListLevel(kind, depth, kind == "number", "", None, label_at, text_at)
        number, own = place
        level = self._numbering.levels(number).get(own) or Level(format="bullet")
        depth, label = max(depth, own), self.label(paragraph)
        return ListLevel(number, depth, level.is_numbered, level.sign, label, label_at, text_at)

    def indents(self, paragraph: Any) -> tuple[int, int]:
        """Return how far from the margin a paragraph's first line and its others begin, in twentieths of a point."""
        place = self._place(paragraph)
        level = self._numbering.levels(place[0]).get(place[1]) if place else None
        of_styles = (indents_in(style.find(qn("w:pPr"))) for style in self._chain(paragraph))
        said: dict[str, int] = {}
        for nearer in (
            *reversed(list(of_styles)),
            level.indents if level else {},
            indents_in(paragraph.find(qn("w:pPr"))),
        ):
            said |= nearer
        left = said.get("left", 0)
        return left + said.get("firstLine", 0) - said.get("hanging", 0), left

    def _is_no_item(self, paragraph: Any) -> bool:
        return any(
            value_of(holder.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")) == "0"
            for holder in [paragraph, *self._chain(paragraph)]
        )

    def _place(self, paragraph: Any) -> tuple[str, int] | None:
        """Return the list that a paragraph is in, and its level there."""
        depth: int | None = None
        for holder in [paragraph, *self._chain(paragraph)]:
            numbers = holder.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            if numbers is None:
                continue
            own = numbers.find(qn("w:ilvl"))
            depth = number_in(own, "w:val") if depth is None and own is not None else depth
            number = value_of(numbers.find(qn("w:numId")))
            if number == "0":
                return None
            if number:
                style = holder.get(qn("w:styleId"), "")
                levels = self._numbering.levels(number).items() if style else ()
                of_style = next((at for at, level in levels if level.style == style), None)
                found = of_style if depth is None and of_style is not None else depth or 0
                return number, min(max(found, 0), LEVELS - 1)
        return None

    def look(self, run: Any, paragraph: Any) -> Look:
        """Return how a run of a paragraph looks."""
        own = run.find(qn("w:rPr"))
        name = value_of(own.find(qn("w:rStyle"))) if own is not None else ""
        styles = [style.find(qn("w:rPr")) for style in self._parents(name)]
        near = [each for each in (own, *styles) if each is not None]
        chain = self._chain(paragraph)
        holders = [*near, *(each for each in (style.find(qn("w:rPr")) for style in chain) if each is not None)]
        if not holders:
            return Look()
        left_out = HIDDEN if _switch(holders, "w:vanish") else ""
        if _switch(holders, "w:strike") or _switch(holders, "w:dstrike"):
            left_out = STRUCK
        fonts = _first(holders, "w:rFonts")
        return Look(
            _switch(near, "w:b"),
            _switch(near, "w:i"),
            left_out,
            _where(holders),
            value_of(fonts, "w:ascii") or value_of(fonts, "w:hAnsi"),
            self._unseen(holders, run, paragraph),
        )

    def _unseen(self, holders: list[Any], run: Any, paragraph: Any) -> str:
        if 0 < number_in(_first(holders, "w:sz"), "w:val", _UNSEEN_SIZE + 1) <= _UNSEEN_SIZE:
            return "is too small to be read in the document"
        if value_of(_first(holders, "w:color")).upper() != "FFFFFF":
            return ""
        if any(holder.find(qn("w:highlight")) is not None or _is_shaded(holder) for holder in holders):
            return ""
        for above in run.iterancestors():
            # A cell, a paragraph, a table or the style of one may be dark; so may a shape.
            properties = [part for part in above if str(part.tag).endswith(("}pPr", "}tcPr", "}tblPr"))]
            if above.tag == qn("w:txbxContent") or any(map(_is_shaded, properties)):
                return ""
            if any(self._shades(value_of(part.find(qn("w:tblStyle")))) for part in properties):
                return ""
        in_styles = (style.find(qn("w:pPr")) for style in self._chain(paragraph))
        if any(_is_shaded(properties) for properties in in_styles if properties is not None):
            return ""
        return "is white in the document"

    def marks(self, style: str, part: str) -> bool:
        """Tell whether a style of tables gives their `firstRow` or `firstCol` a look of its own."""
        found = (each for parent in self._parents(style) for each in parent.iter(qn("w:tblStylePr")))
        return any(value_of(each, "w:type") == part and len(each) for each in found)

    def _shades(self, style: str) -> bool:
        return any(_is_shaded(properties) for each in self._parents(style) for properties in each.iter(qn("w:tcPr")))

    def _chain(self, paragraph: Any) -> list[Any]:
        """List a paragraph's style and the styles it is based on; asked again and again for the same one."""
        if paragraph is None or self._last[0] is not paragraph:
            properties = None if paragraph is None else paragraph.find(qn("w:pPr"))
            name = "" if properties is None else value_of(properties.find(qn("w:pStyle")))
            if name not in self._styles and self._default is not None:
                name = self._default.get(qn("w:styleId"))
            self._last = (paragraph, self._parents(name))
        return self._last[1]

    def _parents(self, name: str) -> list[Any]:
        """List a style and the styles it is based on."""
        if name not in self._parents_of:
            chain: dict[str, Any] = {}
            each = name
            while each in self._styles and each not in chain:
                chain[each] = self._styles[each]
                each = value_of(chain[each].find(qn("w:basedOn")))
            self._parents_of[name] = list(chain.values())
        return self._parents_of[name]


def _is_shaded(properties: Any) -> bool:
    """Tell whether what has these properties stands on a colour."""
    shade = properties.find(qn("w:shd"))
    fill = value_of(shade, "w:fill").upper()
    return fill not in {"", "AUTO", "FFFFFF"} or value_of(shade, "w:themeFill") != ""


def _where(holders: list[Any]) -> str:
    moved = number_in(_first(holders, "w:position"), "w:val")
    where = value_of(_first(holders, "w:vertAlign"))
    if abs(moved) >= _RAISED_BY and where != "baseline" and where not in _WHERE:
        return ABOVE if moved > 0 else BELOW
    return _WHERE.get(where, "")


def _switch(holders: list[Any], tag: str) -> bool:
    found = _first(holders, tag)
    return is_on(found)


def _first(holders: list[Any], tag: str) -> Any:
    """Return the first setting of some; None where there is none."""
    name = qn(tag)
    return next((found for found in (holder.find(name) for holder in holders) if found is not None), None)
