"""What the styles and the numbering of a Word document say of a paragraph: heading, list, bold, italics.

A paragraph's own setting wins over that of its style, and that over the style's parent
(ECMA-376-1, 17.7.2).
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from docx.oxml.ns import qn

_OFF = {"0", "false", "off"}
_WHERE = {"superscript": "above", "subscript": "below"}
_SIGN_FONTS = ("symbol", "wingdings", "webdings")
"""Fonts whose letters look like other signs: an “m” in Symbol is a µ."""


class ListLevel(NamedTuple):
    """The list that a paragraph is an item of."""

    number: str
    depth: int
    format: str
    """As Word calls it: bullet, decimal, lowerLetter, ..."""

    @property
    def key(self) -> str:
        """What the items of one list share; lists with bullets may go on as one."""
        return self.number if self.numbered else ""

    @property
    def numbered(self) -> bool:
        """Whether the items have numbers or letters."""
        return self.format not in {"bullet", "none"}


class Styles:
    """The styles of a document, by id."""

    def __init__(self, document: Any) -> None:
        root = document.styles.element
        self._styles = {style.get(qn("w:styleId")): style for style in root.iter(qn("w:style"))}
        self._default = next(
            (s for s in self._styles.values() if s.get(qn("w:default")) and s.get(qn("w:type")) == "paragraph"), None
        )
        try:
            numbering: Any = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            numbering = []
        self._abstract = {each.get(qn("w:abstractNumId")): each for each in _each(numbering, "w:abstractNum")}
        self._lists = {each.get(qn("w:numId")): each for each in _each(numbering, "w:num")}

    def name(self, paragraph: Any) -> str:
        """Return the name of a paragraph's style in small letters, such as “heading 1”."""
        chain = self._chain(paragraph)
        return _value(chain[0].find(qn("w:name"))).lower() if chain else ""

    def heading_level(self, paragraph: Any) -> int | None:
        """Return the level of a heading: 0 of the title, from 1 on of others; None where it is none."""
        for style in self._chain(paragraph):
            name = _value(style.find(qn("w:name"))).lower()
            if name == "title":
                return 0
            if match := re.fullmatch(r"heading ([1-9])", name):
                return int(match[1])
        for holder in [paragraph, *self._chain(paragraph)]:
            outline = holder.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
            if outline is not None:
                level = int(_value(outline) or 9)
                return level + 1 if level < 9 else None
        return None

    def list_level(self, paragraph: Any) -> ListLevel | None:
        """Return which list a paragraph is an item of; None where it is none."""
        named = re.fullmatch(r"list (bullet|number)(?: ([2-9]))?", self.name(paragraph))
        depth = int(named[2] or 1) - 1 if named else 0
        for holder in [paragraph, *self._chain(paragraph)]:
            numbers = holder.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            if numbers is not None and (number := _value(numbers.find(qn("w:numId")))):
                if number == "0":
                    return None
                level = _value(numbers.find(qn("w:ilvl"))) or "0"
                return ListLevel(number, max(depth, int(level)), self._format(number, level))
        return ListLevel(named[1], depth, {"number": "decimal"}.get(named[1], "bullet")) if named else None

    def look(self, run: Any) -> tuple[bool, bool]:
        """Tell whether a run is bold, in italics, by itself or by its character style."""
        holders = self._settings(run)
        return _switch(holders, "w:b"), _switch(holders, "w:i")

    def doubts(self, run: Any) -> list[str]:
        """List how a run's look changes its meaning: hidden, struck through, raised figures, a font of signs."""
        text = "".join(t.text or "" for t in run.iter(qn("w:t"))).strip()
        if not text:
            return []
        holders = self._settings(run)
        found = ["some of this was hidden in the document"] if _switch(holders, "w:vanish") else []
        if _switch(holders, "w:strike") or _switch(holders, "w:dstrike"):
            found.append(f"“{text}” was struck through in the document")
        where = _WHERE.get(_first(holders, "w:vertAlign", "w:val"))
        if where and any(map(str.isdigit, text)):
            found.append(f"“{text}” stood {where} the line, as in 10⁶ or CO₂: type such a sign in its place")
        font = _first(holders, "w:rFonts", "w:ascii")
        if font.lower().startswith(_SIGN_FONTS):
            found.append(f"“{text}” was set in the font {font}, which shows other signs: look at the document")
        return found

    def _settings(self, run: Any) -> list[Any]:
        """List where the look of a run is set: by itself, by its character style, by what that is based on."""
        own = run.find(qn("w:rPr"))
        name = _value(own.find(qn("w:rStyle"))) if own is not None else ""
        styles = self._parents(self._styles.get(name))
        return [each for each in (own, *(style.find(qn("w:rPr")) for style in styles)) if each is not None]

    def _format(self, number: str, depth: str) -> str:
        found = self._lists.get(number)
        abstract = self._abstract.get(_value(found.find(qn("w:abstractNumId")))) if found is not None else None
        for level in _each(abstract if abstract is not None else [], "w:lvl"):
            if level.get(qn("w:ilvl")) == depth:
                return _value(level.find(qn("w:numFmt"))) or "decimal"
        return "bullet"

    def _chain(self, paragraph: Any) -> list[Any]:
        """List a paragraph's style and the styles it is based on."""
        name = _value(paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}"))
        return self._parents(self._styles.get(name, self._default))

    def _parents(self, style: Any) -> list[Any]:
        chain: list[Any] = []
        while style is not None and style not in chain:
            chain.append(style)
            style = self._styles.get(_value(style.find(qn("w:basedOn"))))
        return chain


def _each(parent: Any, tag: str) -> list[Any]:
    return [child for child in parent if child.tag == qn(tag)]


def _value(element: Any) -> str:
    return "" if element is None else str(element.get(qn("w:val"), ""))


def _switch(holders: list[Any], tag: str) -> bool:
    for holder in holders:
        setting = holder.find(qn(tag))
        if setting is not None:
            return setting.get(qn("w:val"), "1") not in _OFF
    return False


def _first(holders: list[Any], tag: str, attribute: str) -> str:
    """Return the first setting of some; empty where there is none."""
    found = (holder.find(qn(tag)) for holder in holders)
    return next((str(each.get(qn(attribute), "")) for each in found if each is not None), "")
