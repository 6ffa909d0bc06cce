"""Finds the headings of an article that does not say what is one: short lines above text.

Labels that stand alone, such as “References”, are headings, too. What is not certain is a doubt.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby

from clinicpress.content.inline import without_marks
from clinicpress.drafting.article import Grid, Heading, Items, Paragraph, Picture, Piece, texts_in
from clinicpress.drafting.cues import Label, is_surely_heading, label_of, may_be_heading

MOST_HEADINGS = 2
"""So many short lines may follow each other as headings; more are a list, or an address."""
NO_HEADINGS = {
    "caption": "this may be the caption of the picture or table beside it",
    "lead-in": "a short line above a list: is it a heading?",
    "rest": "a short line: is it a heading, or does it go on with the line above it?",
}
"""What is said of short lines that were not taken for headings."""

_BOLD = re.compile(r"\*\*(?!\*)(.+)\*\*")
_CAPTION = re.compile(r"[^\W\d_]+\.?\s[0-9]{1,3}(?:\W|$)")
"""How a caption begins in any language: “Table 1.”, “Fig. 2:”."""


def label_in(piece: Piece, kinds: Mapping[str, str]) -> Label | None:
    """Return the label that a paragraph begins with, if it is one of those that count."""
    label = label_of(piece.text) if isinstance(piece, Paragraph) else None
    return label if label and label.word in kinds else None


def bare(piece: Piece) -> str:
    """Return the text of a paragraph without bold around all of it."""
    assert isinstance(piece, Paragraph)
    match = _BOLD.fullmatch(piece.text)
    return match[1] if match and without_marks(match[1]) == without_marks(piece.text) else piece.text


def may_head(piece: Piece, kinds: Mapping[str, str]) -> bool:
    is_text = isinstance(piece, Paragraph) and not piece.is_caption and not label_in(piece, kinds)
    return is_text and may_be_heading(without_marks(texts_in(piece)[0]))


def with_headings(pieces: Sequence[Piece], kinds: Mapping[str, str]) -> list[Piece]:
    """Take short lines above text for headings, and labels that stand alone."""
    around = zip((None, *pieces), pieces, (*pieces[1:], None), strict=False)
    kind_of_line = [_kind_of_line(*near, kinds) for near in around]
    is_below_label = False
    for at, piece in enumerate(pieces):
        label = label_in(piece, kinds)
        if kind_of_line[at] == "label" or (label and not label.text.strip()):
            is_below_label = True
        elif is_below_label and kind_of_line[at] in {"short", "caption"}:
            # Below “References:”, a short line with a stop, a year or an address is one more of them.
            is_below_label = re.search(r"[.\d]", texts_in(piece)[0]) is not None
            kind_of_line[at] = "" if is_below_label else kind_of_line[at]
    level = min((piece.level for piece in pieces if isinstance(piece, Heading)), default=1)
    found: list[Piece] = []
    for kind, group in groupby(zip(pieces, kind_of_line, strict=True), key=lambda pair: pair[1]):
        lines = [piece for piece, _ in group]
        at = len(found) + len(lines)
        is_above_text = at < len(pieces) and kind_of_line[at] != "label" and not label_in(pieces[at], kinds)
        if not kind:
            found += lines
        elif kind in NO_HEADINGS:
            found += [line.doubted(NO_HEADINGS[kind]) for line in lines]
        elif kind == "label":
            found += [_heading(line, level) for line in lines]
        elif len(lines) > MOST_HEADINGS or not is_above_text:
            found += [line.doubted("a short line: is it a heading, or an item of a list?") for line in lines]
        else:
            found += [_heading(line, level) for line in lines]
    return found


def _kind_of_line(before: Piece | None, piece: Piece, after: Piece | None, kinds: Mapping[str, str]) -> str:
    """Tell whether a piece is a label that stands alone, or may be a heading."""
    if not (isinstance(piece, Paragraph) and may_head(piece, kinds)):
        return ""
    plain = without_marks(piece.text)
    if _CAPTION.match(plain) and (isinstance(before, (Grid, Picture)) or isinstance(after, (Grid, Picture))):
        return "caption"
    if plain.casefold() in kinds:
        return "label"
    if isinstance(before, Paragraph) and without_marks(before.text).endswith((",", ";")):
        return "rest"
    # A line above a list begins its sentence, unless it looks like a heading.
    return "lead-in" if isinstance(after, Items) and not is_surely_heading(plain) else "short"


def _heading(piece: Piece, level: int) -> Heading:
    text = bare(piece)
    is_sure = is_surely_heading(without_marks(text)) or text not in texts_in(piece)
    return Heading(text, level, doubts=piece.doubts).doubted(*[] if is_sure else ["a short line, taken for a heading"])
