"""The pictures of a web page: those that were saved with it, whatever their files are called.

Nothing is fetched. A picture that only the web has, or of a kind that cannot be printed, is told with
its address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from clinicpress.drafting.article import Picture, width_of
from clinicpress.drafting.nearby import kind_of, nearby
from clinicpress.drafting.web.addresses import file_name, is_on_disk, joined, path_of
from clinicpress.drafting.web.elements import Node, above, attribute, children, elements, has, number
from clinicpress.drafting.web.page import Page
from clinicpress.drafting.web.shown import Styles

TINY = 40
"""Pictures of fewer pixels are signs, or count visitors."""
MEASURE = 700
"""So many pixels wide is the text of most pages."""
_LAZY = ("data-src", "data-original", "data-lazy-src", "data-lazy")
_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
"""Where pages that load a picture late keep its address."""
_EMPTY = ("data:image/svg", "data:image/gif", "about:")
"""How what stands in the place of such a picture begins."""
_DECORATION = "the page says that this picture is only decoration: describe it, or delete the figure"


class Pictures:
    """Finds the pictures of a page."""

    def __init__(self, page: Page, styles: Styles) -> None:
        """Look for pictures beside a page, and in it."""
        self.page = page
        self.styles = styles
        self.saved = f"{Path(page.name).stem}_files"
        self._spare = {
            id(one): list(elements(other, "img"))
            for parent in (page.body, *elements(page.body))
            for one, other in pairwise(children(parent))
            if one.name == "img" and other.name == "noscript"
        }
        """The pictures that stand beside one for browsers that run no programs."""

    def is_sign(self, node: Node) -> bool:
        """Tell whether a picture without a description is too small to show anything."""
        sides = [number(node, side, TINY) for side in ("width", "height")]
        return not attribute(node, "alt") and min(sides) < TINY

    def picture(self, node: Node) -> Picture | str:
        """Return a picture, or a doubt that says why it was not taken over."""
        alt = attribute(node, "alt")
        addresses = list(dict.fromkeys(_addresses([node, *self._spare.get(id(node), ())])))
        for address in addresses:
            content = self._content(address)
            if content and (kind := kind_of(content)):
                stem = "picture" if address.startswith(("data:", "cid:")) else Path(file_name(address)).stem
                is_decoration = has(node, "alt") and not alt
                doubts = (_DECORATION,) if is_decoration or attribute(node, "role") in {"none", "presentation"} else ()
                return Picture(f"{stem}{kind}", content, alt, width=self._width(node), doubts=doubts)
        where = joined(self.page.base, addresses[0]) if addresses else "?"
        said = f"“{where}”: “{alt}”" if alt else f"“{where}”"
        return f"a picture was not taken over: {said}; put it into figures/ as PNG or JPEG and add a figure block"

    def _content(self, address: str) -> bytes | None:
        whole = joined(self.page.base, address)
        for name in (address, whole, joined(self.page.address, address)):
            if name in self.page.pictures:
                return self.page.pictures[name]
        if self.page.folder is None:
            return None
        path = path_of(address) if is_on_disk(address) else f"{self.saved}/{file_name(address)}"
        return nearby(self.page.folder, path)

    def _width(self, node: Node) -> str:
        """Return how wide a picture stands in the page; empty where the page does not say."""
        holders = [node, *(each for each in above(node) if each.name == "figure")]
        styles = [self.styles.of(each).get(key, "") for each in holders for key in ("width", "max-width")]
        for said in (*styles[:2], attribute(node, "width"), *styles[2:]):
            match = re.fullmatch(r"([0-9]{1,5}(?:\.[0-9]+)?)\s*(%|px|)", said)
            if match:
                part = float(match[1]) / (100 if match[2] == "%" else MEASURE)
                return width_of(part)
        return ""


def _addresses(chosen: list[Node]) -> Iterator[str]:
    """Yield where a picture may be, the best place first."""
    sources = [each for holder in above(chosen[0]) if holder.name == "picture" for each in elements(holder, "source")]
    for each in (chosen[0], *sources, *chosen[1:]):
        found = [attribute(each, key) for key in ("src", *_LAZY)]
        for key in _SETS:
            # The last of them is mostly the largest.
            found += [one.split()[0] for one in reversed(attribute(each, key).split(", ")) if one.split()]
        yield from (address for address in found if address and not address.startswith(_EMPTY))
