"""Takes values out of a PDF's objects as they are meant, whatever a foreign or damaged file has there instead."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from pikepdf import Array, Dictionary, Stream

DEEPEST = 200
"""Trees of a damaged file may go in circles; no real one is as deep."""
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


def dictionary(found: Any) -> Dictionary:
    """Return a dictionary; of anything else, an empty one."""
    return found if isinstance(found, Dictionary) else Dictionary()


def listed(found: Any) -> list[Any]:
    """Return the entries of an array; of anything else, a list of it alone."""
    return list(found) if isinstance(found, Array) else [] if found is None else [found]


def numeric(found: Any, otherwise: float) -> float:
    """Read a number; what is none counts as not given."""
    return float(found) if isinstance(found, (int, float, Decimal)) else otherwise


def rectangle(found: Any) -> tuple[float, float, float, float] | None:
    """Read a rectangle."""
    edges = [float(edge) for edge in listed(found) if isinstance(edge, (int, float, Decimal))]
    return (edges[0], edges[1], edges[2], edges[3]) if len(edges) == 4 else None


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


def leaves(tree: Dictionary, key: str, depth: int) -> dict[Any, Any]:
    """Read a name tree or number tree (ISO 32000-1, 7.9.6)."""
    entries = listed(tree.get(key))
    found = {str(k) if key == "/Names" else k: v for k, v in zip(entries[::2], entries[1::2], strict=False)}
    for kid in listed(tree.get("/Kids")):
        if depth < DEEPEST:
            found |= leaves(dictionary(kid), key, depth + 1)
    return found
