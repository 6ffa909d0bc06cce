"""Pictures that stand side by side: when the line has room for all of them, and as one piece."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from clinicpress.drafting.article import Picture, Pictures, Piece

_SHARES = {"third": 1 / 3, "half": 1 / 2, "full": 1}


def in_rows(pieces: Sequence[Piece]) -> list[Piece]:
    """Return what hangs on a paragraph; its pictures stand side by side where the line has room for all of them."""
    pictures = [piece for piece in pieces if isinstance(piece, Picture)]
    rest = [piece for piece in pieces if not isinstance(piece, Picture)]
    is_row = len(pictures) > 1 and sum(_SHARES.get(picture.width, 1) for picture in pictures) <= 1
    return [*([side_by_side(pictures)] if is_row else pictures), *rest]


def side_by_side(pictures: Sequence[Picture]) -> Piece:
    """Return pictures that stand side by side as one piece, with all that is said of them."""
    if len(pictures) == 1:
        return pictures[0]
    alone = tuple(replace(picture, doubts=(), anchors=(), width="") for picture in pictures)
    doubts = dict.fromkeys(doubt for picture in pictures for doubt in picture.doubts)
    return Pictures(alone, doubts=tuple(doubts), anchors=tuple(a for picture in pictures for a in picture.anchors))
