"""Captions: with the picture or table that they stand beside.

Word processors have them as paragraphs of a style of their own. Usually those of pictures stand below them, and those
of tables above.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from clinicpress.content.inline import without_marks
from clinicpress.drafting.article import Grid, Paragraph, Picture, Pictures, Piece, texts_in

AnyPicture = TypeVar("AnyPicture", Picture, Grid)
_LABEL = re.compile(r"([^\W\d_]+\.?\s[0-9]{1,3}[.:])\s+(?=\S)")
"""How a counted caption begins in any language: “Table 1.”, “Fig. 2:”."""
COUNTED_ANEW = "“{label}” is left out of this caption, which is counted anew: does the text name it so?"
_TOLD = re.compile(re.escape(COUNTED_ANEW).replace(r"\{label\}", r"(.+)[.:]"))
ALONE = "this stood as a caption: put it with its picture or table"

OF_ROW = "this caption stood below all pictures of the row: write below each what that one shows"


def with_captions(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield pieces, with captions at the pictures and tables that they stand beside."""
    left = deque(pieces)
    before: Piece | None = None
    while left:
        piece = left.popleft()
        if isinstance(piece, Paragraph) and piece.is_caption:
            after = left[0] if left else None
            if isinstance(before, Picture) and not before.caption:
                piece, before = captioned(before, piece), None
            elif isinstance(before, Pictures) and not any(each.caption for each in before.pictures):
                piece, before = _row_captioned(before, piece), None
            elif isinstance(after, Grid) and not after.caption:
                piece = captioned(after, piece)
                left.popleft()
            elif isinstance(before, Grid) and not before.caption:
                piece, before = captioned(before, piece), None
            elif isinstance(after, Picture) and not after.caption:
                piece = captioned(after, piece)
                left.popleft()
            else:
                piece = piece.doubted(ALONE)
        if before is not None:
            yield before
        before = piece
    if before is not None:
        yield before


def _row_captioned(row: Pictures, caption: Paragraph) -> Pictures:
    """Return a row of pictures with the caption below all of them at the first."""
    first, *others = row.pictures
    first = captioned(first, caption)
    alone = replace(first, doubts=(), anchors=())
    made = replace(row, pictures=(alone, *others), anchors=(*row.anchors, *first.anchors))
    return made.doubted(*first.doubts, OF_ROW)


def captioned(piece: AnyPicture, caption: Paragraph) -> AnyPicture:
    """Return a picture or table with its caption, and with all that is said of it.

    The number of a caption is the press's to count: what the article has there is left out, and told.
    """
    anchors = (*piece.anchors, *caption.anchors)
    text = caption.text
    doubts: tuple[str, ...] = caption.doubts
    if label := _LABEL.match(text):
        text = text[label.end() :]
        doubts = (*doubts, COUNTED_ANEW.format(label=label[1]))
    return replace(piece.doubted(*doubts), caption=text, anchors=anchors)


def told_where_named(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield pieces; that the number of a caption was left out is told only where the article's text names it."""
    said = " ".join(without_marks(text) for piece in pieces for text in texts_in(piece)).casefold()
    for piece in pieces:
        label = next((label for doubt in piece.doubts if (label := _TOLD.match(doubt))), None)
        if label and not re.search(rf"{re.escape(label[1].casefold())}(?![0-9])", said):
            piece = replace(piece, doubts=tuple(doubt for doubt in piece.doubts if doubt != label[0]))
        yield piece
