"""What the readers of several kinds of articles say in the same words: where a text stood, what was chosen or cut."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from clinicpress.drafting.article import Piece

AS_QUOTATION = "as a quotation"
IN_TEXT_BOX = "in a text box"
IN_TABLE = "in a box, or in a table with one row or column"
IN_DRAWING = "this stood in a drawing"
IN_FORMULA = "this holds a formula: look at its signs"
CROPPED = "the document shows only a part of this picture, or turns it: cut the file, or use it as it is"


def stood(pieces: Sequence[Piece], where: str) -> Iterator[Piece]:
    """Yield pieces; the first says where all of them stood."""
    what = "this" if len(pieces) == 1 else f"this and what follows, {len(pieces)} blocks in all,"
    for at, piece in enumerate(pieces):
        yield piece if at else piece.doubted(f"{what} stood {where}")


def chosen(said: str, entries: Iterable[str]) -> str:
    """Say what somebody chose from a list, and what else is in it."""
    return f"“{said}” was chosen from a list: {', '.join(f'“{entry}”' for entry in entries)}"


def ticked(sign: str) -> str:
    """Say how a box of a form was written."""
    return f"a box to tick was written as “{sign}”"


def above_a_word(said: str) -> str:
    """Say what stood above a word, to say how it is spoken."""
    return f"this stood above a word, and is not printed: “{said}”"
