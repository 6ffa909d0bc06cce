"""How much an SVG draws, its copies counted: a few lines of it can stand for millions of shapes."""

from __future__ import annotations

import re
from collections.abc import Mapping

from clinicpress.artwork.svgfile import Element, Unfit

MOST_DRAWN = 200_000
"""How many elements are drawn at most, those of copies each time."""
MAX_DEEP = 400
"""How many elements and references may stand inside each other."""
REFERENCE = re.compile(r"url\(\s*[\"']?#([^\"')]+?)[\"']?\s*\)")
_NUMBERS = re.compile(r"\d+")


def check_bounds(root: Element, names: Mapping[str, Element]) -> None:
    """Raise Unfit for a picture that draws too much, or whose copies hold themselves."""
    _Counter(names).count(root)


class _Counter:
    def __init__(self, names: Mapping[str, Element]) -> None:
        self._names = names
        self._known: dict[int, int] = {}
        self._open: set[int] = set()

    def count(self, element: Element) -> int:
        """Return how many elements are drawn for one, with all that it holds and refers to."""
        if (known := self._known.get(id(element))) is not None:
            return known
        if len(self._open) > MAX_DEEP:
            raise Unfit.one(element.line, f"refers to things in things, more than {MAX_DEEP} levels deep")
        self._open.add(id(element))
        total = 1 + sum(self.count(kid) for kid in element.elements)
        for name, times in _referred(element):
            target = self._names.get(name)
            if target is None:
                continue
            if id(target) in self._open:
                raise Unfit.one(element.line, f"refers to “#{name[:30]}”, which holds this reference itself")
            total += times * self.count(target)
        if total > MOST_DRAWN:
            what = "is too large a drawing: it has too much to draw, each copy counted"
            raise Unfit.one(0, what, "simplify it in the drawing program, or save it as a PNG and name that here")
        self._open.discard(id(element))
        self._known[id(element)] = total
        return total


def _referred(element: Element) -> list[tuple[str, int]]:
    """List the names that an element refers to, with how often each is drawn for it."""
    found = []
    for key, value in element.attributes.items():
        if key == "href" and value.startswith("#"):
            found.append((value[1:], 1))
            continue
        # A marker stands at each point of a line.
        shape = element.attributes.get("d") or element.attributes.get("points") or ""
        points = max(1, len(_NUMBERS.findall(shape)) // 2) if "marker" in key or "marker" in value else 1
        found += [(name, points) for name in REFERENCE.findall(value)]
    return found
