"""The styles of an OpenDocument text: what a style's name means, and how text in it looks.

A style takes over what its parent says (OpenDocument 1.3, part 3, 16.2). LibreOffice names a style that
somebody made by hand for one place P1 or T1; whatever it says is said of that place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from clinicpress.drafting.opendocument.package import Package
from clinicpress.drafting.opendocument.xml import length, named, qn, value
from clinicpress.drafting.signs import ABOVE, BELOW

STRUCK, HIDDEN = "struck through", "hidden"
_CAPTIONS = {"caption", "illustration", "figure", "table", "drawing", "text"}
"""The styles of LibreOffice's captions, in small letters."""
_RAISED_BY = 10
"""A text that stands so many hundredths of its size higher is a raised one."""
_CODED = re.compile(r"_([0-9a-f]{2})_")
"""How the name of a style writes other signs than letters (19.498)."""


@dataclass(frozen=True)
class Look:
    """How a text looks."""

    strong: bool = False
    em: bool = False
    left_out: str = ""
    where: str = ""
    font: str = ""


class Styles:
    """The styles of a document, by family and name."""

    def __init__(self, package: Package) -> None:
        """Read the styles of both parts of a document."""
        self._styles: dict[tuple[str, str], Element] = {}
        self._lists: dict[str, Element] = {}
        self._own: set[tuple[str, str]] = set()
        self.outline: Element | None = None
        for root in (package.styles, package.content):
            for holder in root if root is not None else ():
                is_own = holder.tag == qn("office:automatic-styles")
                for style in named(holder, "style:style"):
                    key = (value(style, "style:family"), value(style, "style:name"))
                    self._styles[key] = style
                    self._own |= {key} if is_own else set()
                for style in named(holder, "text:list-style"):
                    self._lists[value(style, "style:name")] = style
                for style in named(holder, "text:outline-style"):
                    self.outline = style

    def names(self, name: str, family: str = "paragraph") -> list[str]:
        """List the name of a style and those of its parents, in small letters, as people know them."""
        chain = [value(style, "style:name") for style in self._chain(family, name)]
        found = chain or [name]
        return [_CODED.sub(lambda code: chr(int(code[1], 16)), each).lower() for each in found if each]

    def is_caption(self, name: str) -> bool:
        """Tell whether a paragraph of a style is a caption."""
        names = self.names(name)
        return "caption" in names or names[:1] in ([each] for each in _CAPTIONS)

    def list_style(self, name: str) -> Element | None:
        """Return a style of lists; None where there is none of this name."""
        return self._lists.get(name)

    def list_of(self, name: str) -> str:
        """Return the name of the list style that a style of paragraphs asks for."""
        found = (value(style, "style:list-style-name") for style in self._chain("paragraph", name))
        return next(filter(None, found), "")

    def indent(self, name: str) -> float | None:
        """Return how far from the margin paragraphs of a style stand, in points; None where their list says it."""
        for style in self._chain("paragraph", name):
            for properties in named(style, "style:paragraph-properties"):
                if said := value(properties, "fo:margin-left"):
                    return length(said)
            if value(style, "style:list-style-name"):
                return None
        return None

    def graphic(self, name: str) -> Iterator[Element]:
        """Yield what is said of pictures and frames in a style."""
        for style in self._chain("graphic", name):
            yield from named(style, "style:graphic-properties")

    def is_hidden_section(self, name: str) -> bool:
        """Tell whether a style hides a section."""
        return any(value(p, "text:display") == "none" for s in self._chain("section", name) for p in s)

    def is_left_out(self, element: Element) -> bool:
        """Tell whether an element is a text that is struck through or hidden."""
        name = value(element, "text:style-name")
        return element.tag == qn("text:span") and bool(self.look(name, "").left_out)

    def look(self, span: str, paragraph: str, above: Look = Look()) -> Look:
        """Return how text of a style looks in a paragraph of another, or in a text that looks so already."""
        spans = list(self._properties("text", span))
        own = list(self._properties("paragraph", paragraph, is_own=True))
        all_of_it = [*spans, *self._properties("paragraph", paragraph)]
        weight = _first([*spans, *own], "fo:font-weight")
        slant = _first([*spans, *own], "fo:font-style")
        lines = (
            value(p, name)
            for p in all_of_it
            for name in ("style:text-line-through-style", "style:text-line-through-type")
            if value(p, name)
        )
        line = next(lines, "none")
        hidden = _first(all_of_it, "text:display") == "none"
        return Look(
            strong=_is_bold(weight) if weight else above.strong,
            em=slant in {"italic", "oblique"} if slant else above.em,
            left_out=STRUCK if line != "none" else HIDDEN if hidden else above.left_out,
            where=_where(_first(all_of_it, "style:text-position")) or above.where,
            font=_first(all_of_it, "style:font-name") or _first(all_of_it, "fo:font-family") or above.font,
        )

    def _properties(self, family: str, name: str, is_own: bool = False) -> Iterator[Element]:
        for style in self._chain(family, name):
            if not is_own or (family, value(style, "style:name")) in self._own:
                yield from named(style, "style:text-properties")

    def _chain(self, family: str, name: str) -> Iterator[Element]:
        seen: set[str] = set()
        while name not in seen and (style := self._styles.get((family, name))) is not None:
            seen.add(name)
            yield style
            name = value(style, "style:parent-style-name")


def _first(properties: list[Element], name: str) -> str:
    return next((said for each in properties if (said := value(each, name))), "")


def _is_bold(weight: str) -> bool:
    return weight == "bold" or (weight.isdigit() and int(weight) >= 600)


def _where(position: str) -> str:
    """Tell where text stands whose position is given as “super 58%” or “33% 58%” (20.390)."""
    first = position.split()[:1]
    if first in (["super"], ["sub"]):
        return ABOVE if first == ["super"] else BELOW
    match = re.match(r"(-?)([0-9]{1,3})(?:\.[0-9]+)?%", position)
    if match is None or int(match[2]) < _RAISED_BY:
        return ""
    return BELOW if match[1] else ABOVE
