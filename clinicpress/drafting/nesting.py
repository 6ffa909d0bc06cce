"""What may stand in what: the pieces of an article, brought into the shapes that a brochure has.

Lists stand in lists three levels deep, an item begins with words, no table stands in another one, and headings
stand in none of them. What an article has beyond that stays in its order, one level higher, with a doubt.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from clinicpress.content.tree import LIST_LEVELS
from clinicpress.drafting.article import (
    Beside,
    Grid,
    GridCell,
    Heading,
    Item,
    Items,
    Paragraph,
    Piece,
    named,
    texts_in,
)
from clinicpress.drafting.flow import as_strong

OUT_OF_ITEM = "this stood in an item of the list above, which has no words of its own"


def fitted(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Return pieces in the shapes that a brochure has."""
    return tuple(made for piece in pieces for made in _fitted(piece, 1, is_in_table=False))


def _fitted(piece: Piece, level: int, is_in_table: bool) -> Iterator[Piece]:
    """Yield what becomes of a piece; `level` is that of a list that stands there."""
    if isinstance(piece, Items):
        items = tuple(made for item in piece.items for made in _items(item, level, is_in_table))
        yield from _without_empty(replace(piece, items=items))
    elif isinstance(piece, Grid) and is_in_table:
        # A row of a table in a table is a paragraph: cells keep their order.
        rows = [" – ".join(text for cell in row for text in texts_in(cell)) for row in (piece.header, *piece.rows)]
        texts = [text for text in (piece.caption, *rows) if text]
        for at, text in enumerate(texts):
            made = Paragraph(text, doubts=piece.doubts if at == 0 else (), anchors=piece.anchors if at == 0 else ())
            yield made.doubted("this was a table in a cell of a table") if at == 0 else made
    elif isinstance(piece, Grid):
        yield replace(piece, header=_cells(piece.header), rows=tuple(map(_cells, piece.rows)))
    elif isinstance(piece, Beside):
        below = tuple(made for each in piece.below for made in _within(each, level, is_in_table))
        if level > 1 or is_in_table:
            picture = replace(piece.picture, doubts=piece.doubts, anchors=piece.anchors)
            yield from (picture, *below)
        else:
            yield replace(piece, below=below)
    else:
        yield piece


def _within(piece: Piece, level: int, is_in_table: bool) -> Iterator[Piece]:
    """Yield what becomes of a piece in an item or cell, or beside a picture, where a brochure has no heading."""
    return _fitted(as_strong(piece) if isinstance(piece, Heading) else piece, level, is_in_table)


def _cells(row: tuple[GridCell, ...]) -> tuple[GridCell, ...]:
    made = []
    for cell in row:
        below = tuple(each for piece in cell.below for each in _within(piece, 1, is_in_table=True))
        made.append(replace(cell, below=below))
    return tuple(made)


def _items(item: Item, level: int, is_in_table: bool) -> Iterator[Item]:
    """Yield an item, and those of the lists in it that would stand too deep."""
    below = [made for piece in item.below for made in _within(_told(piece, item, level), level + 1, is_in_table)]
    if not item.text and below and isinstance(below[0], Paragraph):
        first = below.pop(0)
        anchors = (*item.anchors, *first.anchors)
        item = replace(item, text=texts_in(first)[0], doubts=(*item.doubts, *first.doubts), anchors=anchors)
    if level < LIST_LEVELS:
        yield replace(item, below=tuple(below))
        return
    held: list[Piece] = []
    deeper: list[Item] = []
    for piece in below:
        if isinstance(piece, Items):
            first, *others = piece.items
            deeper += [first.doubted(*piece.doubts), *others]
        elif deeper:
            deeper[-1] = replace(deeper[-1], below=(*deeper[-1].below, piece))
        else:
            held.append(piece)
    yield replace(item, below=tuple(held))
    yield from deeper


def _told(piece: Piece, item: Item, level: int) -> Piece:
    """Return what stands in an item; a list that stands too deep there says where it stood."""
    if not isinstance(piece, Items) or level < LIST_LEVELS:
        return piece
    names = named(each.text for each in piece.items if each.text)
    counted = (f"in the article these are counted as “{piece.label}”",) if piece.label else ()
    return piece.doubted(f"a list inside a list was made flat: {names} stood below {named([item.text])}", *counted)


def _without_empty(piece: Items) -> Iterator[Piece]:
    """Yield a list, parted where an item has no words; what stood in that follows, or goes up to its level."""
    items: list[Item] = []
    for item in piece.items:
        if not item.text and all(isinstance(each, Items) for each in item.below):
            inner = (each for held in item.below if isinstance(held, Items) for each in held.items)
            items += [replace(each, doubts=(*item.doubts, *each.doubts)) for each in inner]
        else:
            items.append(item)
    made: list[Piece] = []
    number = piece.start
    for is_empty, group in groupby(items, key=lambda item: not item.text):
        held = tuple(group)
        if is_empty:
            made += [each.doubted(*item.doubts, OUT_OF_ITEM) for item in held for each in item.below]
        else:
            made.append(replace(piece, items=held, start=number, doubts=(), anchors=()))
        number += len(held)
    if made:
        first = replace(made[0], anchors=(*piece.anchors, *made[0].anchors), doubts=(*piece.doubts, *made[0].doubts))
        yield from (first, *made[1:])
