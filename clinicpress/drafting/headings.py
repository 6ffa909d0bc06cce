"""Finds the headings of an article that does not say what is one: short lines above text.

Where several of them are bold, these are the headings, and no others; where some are numbered, the
others stand below them. Labels that stand alone, such as “References”, are headings, too. What is not
certain is a doubt.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from clinicpress.content.inline import without_marks
from clinicpress.drafting import flow
from clinicpress.drafting.article import Grid, Heading, Items, Paragraph, Picture, Piece, texts_in
from clinicpress.drafting.cues import BLANK, Label, is_ended, is_surely_heading, label_of, may_be_heading

MOST_HEADINGS = 2
"""So many short lines may follow each other as headings; more are a list, or an address."""
NO_HEADINGS = {
    "caption": "this may be the caption of the picture or table beside it",
    "lead-in": "a short line above a list: is it a heading?",
    "rest": "a short line: is it a heading, or does it go on with the line above it?",
}
"""What is said of short lines that were not taken for headings."""
SHORT_LINE = "a short line: is it a heading, or an item of a list?"
SHORT_LINES = "{count} short lines from here on: is one a heading, or are they the items of a list?"
BELOW_NUMBERED = (
    "only some headings of the article are numbered: this one, and others without a number, stand below those"
)

_RUN_IN = re.compile(r"\*\*[^*]+\*\*\s*[^*\s]")
"""Bold words before others in the same line: they head that line alone."""
MOST_BOLD = 2
"""An article with so many bold lines that may be headings has no others."""
_NUMBER = re.compile(r"(?P<number>[0-9]{1,2})[.)]?\s+\S")
_CAPTION = re.compile(r"[^\W\d_]+\.?\s[0-9]{1,3}(?:\W|$)")
"""How a caption begins in any language: “Table 1.”, “Fig. 2:”."""
_STRONG_LABEL = re.compile(r"\*\*[^*]+(?::\s*\*\*|\*\*\s*:)\s*\S")
_FACT = re.compile(r"[^\W\d_]\s*:\s+\S|[0-9]{4}")
"""A label with what it is about, a year or a post code."""


def label_in(piece: Piece, kinds: Mapping[str, str]) -> Label | None:
    """Return the label that a paragraph begins with, if it is one of those that count."""
    label = label_of(piece.text) if isinstance(piece, Paragraph) else None
    return label if label and label.word in kinds else None


def bare(piece: Piece) -> str:
    """Return the text of a paragraph without bold around all of it."""
    assert isinstance(piece, Paragraph)
    return flow.bare(piece.text)


def may_head(piece: Piece, kinds: Mapping[str, str]) -> bool:
    is_text = isinstance(piece, Paragraph) and not piece.is_caption and not label_in(piece, kinds)
    if not is_text or not may_be_heading(without_marks(texts_in(piece)[0])):
        return False
    return is_bold(piece) or not (BLANK.search(texts_in(piece)[0]) or _RUN_IN.match(texts_in(piece)[0]))


def is_bold(piece: Piece) -> bool:
    """Tell whether all of a paragraph is bold."""
    return isinstance(piece, Paragraph) and bare(piece) != piece.text


def marks_headings(pieces: Sequence[Piece], kinds: Mapping[str, str]) -> bool:
    """Tell whether an article has bold headings: several, and no fewer than others that surely look like some."""
    short = [piece for piece in pieces if may_head(piece, kinds)]
    bold = sum(map(is_bold, short))
    others = sum(is_surely_heading(without_marks(texts_in(piece)[0])) for piece in short if not is_bold(piece))
    return bold >= max(MOST_BOLD, others)


def with_headings(pieces: Sequence[Piece], kinds: Mapping[str, str]) -> list[Piece]:
    """Take short lines above text for headings, and labels that stand alone."""
    around = zip((None, *pieces), pieces, (*pieces[1:], None), strict=False)
    kind_of_line = [_kind_of_line(*near, kinds) for near in around]
    if marks_headings(pieces, kinds):
        kind_of_line = ["" if kind in {"short", "lead-in", "rest"} else kind for kind in kind_of_line]
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
            said = SHORT_LINES.format(count=len(lines)) if len(lines) > 1 else SHORT_LINE
            found += [lines[0].doubted(said), *lines[1:]]
        else:
            found += [_heading(line, level) for line in lines]
    return _below_numbered(found)


def _below_numbered(pieces: list[Piece]) -> list[Piece]:
    """Put the headings without a number below those that count up from 1."""
    numbers = [
        int(match["number"]) if isinstance(piece, Heading) and (match := _NUMBER.match(piece.text)) else 0
        for piece in pieces
    ]
    counted = [number for number in numbers if number]
    if len(counted) < MOST_BOLD or counted != [*range(1, len(counted) + 1)]:
        return pieces
    lowered = [
        replace(piece, level=piece.level + 1)
        if isinstance(piece, Heading) and not number and at > numbers.index(1)
        else piece
        for at, (piece, number) in enumerate(zip(pieces, numbers, strict=True))
    ]
    changed = next((at for at, piece in enumerate(pieces) if lowered[at] is not piece), None)
    if changed is not None:
        lowered[changed] = lowered[changed].doubted(BELOW_NUMBERED)
    return lowered


def is_fact(piece: Piece, after: Piece | None) -> bool:
    """Tell whether a short line is part of an address, a date, or a label with what it is about, and no heading."""
    if not isinstance(piece, Paragraph) or is_bold(piece):
        return False
    if _STRONG_LABEL.match(piece.text):
        return True
    is_above_text = isinstance(after, Paragraph) and is_ended(without_marks(after.text))
    if piece.is_line:
        # A heading may be parted from its text, or from a list that is typed, by a line break only.
        return not (isinstance(after, Items) or (is_above_text and isinstance(after, Paragraph) and after.is_line))
    plain = without_marks(piece.text)
    is_last = after is None or isinstance(after, (Heading, Paragraph))
    return is_last and not is_above_text and _FACT.search(plain) is not None and not is_surely_heading(plain)


def _kind_of_line(before: Piece | None, piece: Piece, after: Piece | None, kinds: Mapping[str, str]) -> str:
    """Tell whether a piece is a label that stands alone, or may be a heading."""
    if not (isinstance(piece, Paragraph) and may_head(piece, kinds)):
        return ""
    plain = without_marks(piece.text)
    if _CAPTION.match(plain) and (isinstance(before, (Grid, Picture)) or isinstance(after, (Grid, Picture))):
        return "caption"
    if plain.casefold() in kinds:
        return "label"
    if is_fact(piece, after):
        return ""
    if isinstance(before, Paragraph) and without_marks(before.text).endswith((",", ";")):
        return "rest"
    if is_bold(piece):
        return "bold"
    # A line above a list begins its sentence, unless it looks like a heading.
    return "lead-in" if isinstance(after, Items) and not is_surely_heading(plain) else "short"


def _heading(piece: Piece, level: int) -> Heading:
    text = bare(piece)
    is_sure = is_surely_heading(without_marks(text)) or text not in texts_in(piece)
    return Heading(text, level, doubts=piece.doubts).doubted(*[] if is_sure else ["a short line, taken for a heading"])
