"""Takes values out of a PDF's objects as they are meant, whatever a foreign or damaged file has there instead."""

from __future__ import annotations

import math
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Stream, String

from clinicpress.ground.characters import legible

DEEPEST = 100
"""No real tree is as deep."""
_LONG = {"/Widths", "/W", "/K", "/Nums", "/Parent", "/P"}
"""Entries that hold no actions, and often hundreds of values."""


def within(found: Any, depth: int) -> Iterator[Dictionary]:
    """Yield the dictionaries within an object, itself included, that are not objects of their own."""
    if isinstance(found, Stream):
        found = found.stream_dict
    if depth < DEEPEST and isinstance(found, (Dictionary, Array)):
        if isinstance(found, Dictionary):
            yield found
        values = found if isinstance(found, Array) else [v for k, v in found.items() if k not in _LONG]
        for value in values:
            if isinstance(value, (Dictionary, Array)) and not value.is_indirect:
                yield from within(value, depth + 1)


class Met:
    """The objects that were met on the way through a tree: those of a damaged file may hold themselves."""

    def __init__(self) -> None:
        self._met: set[tuple[int, int]] = set()

    def first(self, found: Object) -> bool:
        """Tell whether an object is met for the first time; what is no object of its own always is."""
        number = found.objgen
        if number == (0, 0):
            return True
        known = number in self._met
        self._met.add(number)
        return not known


def dictionary(found: Any) -> Dictionary:
    """Return a dictionary; of anything else, an empty one."""
    return found if isinstance(found, Dictionary) else Dictionary()


def listed(found: Any) -> list[Any]:
    """Return the entries of an array; of anything else, a list of it alone."""
    return [] if found is None else list(found) if isinstance(found, Array) else [found]


def said(found: Any) -> str:
    """Return what a string or a name says, on one line and without control codes; of anything else, nothing.

    All that is told of a file's own words comes through here, or from `sight`, which is as careful.
    """
    if found is None or not isinstance(found, (String, Name)):
        return ""
    try:
        text = str(found)
    except UnicodeDecodeError:
        text = "\ufffd"
    return legible(text[1:] if isinstance(found, Name) else text)


def is_true(found: Any) -> bool:
    """Tell whether something is the value true."""
    return found is True


def whole_number(found: Any) -> int | None:
    """Read a number without a fraction; what is none counts as not given."""
    return found if isinstance(found, int) and not isinstance(found, bool) else None


def numeric(found: Any, otherwise: float) -> float:
    """Read a number; what is none counts as not given."""
    if not isinstance(found, (int, float, Decimal)):
        return otherwise
    number = float(found)
    return number if math.isfinite(number) else otherwise


def rectangle(found: Any) -> tuple[float, float, float, float] | None:
    """Read a rectangle."""
    edges = [numeric(edge, math.nan) for edge in found] if isinstance(found, Array) and len(found) == 4 else []
    return None if not edges or any(map(math.isnan, edges)) else (edges[0], edges[1], edges[2], edges[3])


def inherited(page: Dictionary, key: str) -> Any:
    """Return an entry of a page, or of the page tree above it (ISO 32000-1, 7.7.3.4)."""
    for _ in range(DEEPEST):
        if key in page:
            return page[key]
        above = page.get("/Parent")
        if not isinstance(above, Dictionary):
            break
        page = above
    return None


def names_in(tree: Dictionary) -> dict[str, Any]:
    """Read a name tree (ISO 32000-1, 7.9.6)."""
    return {said(key): value for key, value in _leaves(tree, "/Names", Met(), 0)}


def numbers_in(tree: Dictionary) -> dict[int, Any]:
    """Read a number tree (ISO 32000-1, 7.9.7)."""
    leaves = _leaves(tree, "/Nums", Met(), 0)
    return {number: value for key, value in leaves if (number := whole_number(key)) is not None}


def _leaves(tree: Dictionary, key: str, met: Met, depth: int) -> Iterator[tuple[Any, Any]]:
    if depth > DEEPEST or not met.first(tree):
        return
    entries = listed(tree.get(key))
    yield from zip(entries[::2], entries[1::2], strict=False)
    for kid in listed(tree.get("/Kids")):
        yield from _leaves(dictionary(kid), key, met, depth + 1)
