"""Lists no deeper than a brochure has them: what stands deeper follows its item, and a doubt says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from clinicpress.content.tree import LIST_LEVELS
from clinicpress.drafting.article import Grid, Item, Items, Piece, flattened


def levelled(piece: Piece, depth: int = 1) -> Piece:
    """Return a piece in which no list stands deeper than lists can."""
    if isinstance(piece, Grid):
        head = tuple(replace(cell, below=_inside(cell.below, depth)) for cell in piece.header)
        rows = tuple(tuple(replace(cell, below=_inside(cell.below, depth)) for cell in row) for row in piece.rows)
        return replace(piece, header=head, rows=rows)
    if not isinstance(piece, Items):
        return piece
    if depth < LIST_LEVELS or not any(isinstance(below, Items) for item in piece.items for below in item.below):
        return replace(piece, items=tuple(replace(i, below=_inside(i.below, depth + 1)) for i in piece.items))
    flat = list(_flat(piece, 0))
    said = flattened((level, item.text) for level, item in flat)
    return replace(piece.doubted(said), items=tuple(item for _, item in flat))


def _inside(pieces: tuple[Piece, ...], depth: int) -> tuple[Piece, ...]:
    return tuple(levelled(piece, depth) for piece in pieces)


def _flat(held: Items, level: int) -> Iterator[tuple[int, Item]]:
    """Yield the items of a list, each followed by those that stood in it, with their levels."""
    for item in held.items:
        lists = [below for below in item.below if isinstance(below, Items)]
        told = [doubt for each in lists for doubt in each.doubts]
        told += [f"in the article the list below this was counted as “{each.label}”" for each in lists if each.label]
        rest = tuple(below for below in item.below if not isinstance(below, Items))
        yield level, replace(item.doubted(*told), below=rest)
        for each in lists:
            yield from _flat(each, level + 1)
