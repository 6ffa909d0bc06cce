"""Lines: runs of characters are cut into words, and lines of them made ready to be drawn.

Non-breaking spaces keep their words together and are drawn as plain spaces, so that the text a reader
copies or hears is the text that was written. All spaces are those of a text's own face, also behind a
sign that another one prints.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from clinicpress.drawing.sheet import Piece
from clinicpress.drawing.tagging import Element
from clinicpress.ground.characters import NBSP
from clinicpress.looks.color import Color
from clinicpress.looks.fonts import Chain, Face
from clinicpress.looks.theme import TextStyle

EPSILON = 0.01
"""By how much sums of lengths may be off, in points."""


@dataclass(frozen=True, eq=False)
class Run:
    """A stretch of text of one look. Sizes in points; `link` is a URL, or “#name” for a place inside."""

    text: str
    style: TextStyle
    strong: bool = False
    emphasis: bool = False
    color: Color | None = None
    link: str = ""
    element: Element | None = None


class Bit(NamedTuple):
    """A part of a word that one face prints."""

    piece: Piece
    run: Run
    width: float
    own: Face
    """The first face of its run, which prints the spaces."""


Word = list[Bit]


class Stroke(NamedTuple):
    """What is drawn of a line at once: where it starts in the line, its width, and its pieces."""

    start: float
    width: float
    pieces: list[Piece]
    run: Run


@dataclass(frozen=True, eq=False)
class TextLine:
    """A broken line: its words, and its width without the trailing space."""

    words: list[Word]
    width: float
    last: bool = False
    """The last line of its paragraph."""
    broken: bool = False
    """It ends within a word that is wider than its column."""
    hyphen: Piece | None = None
    """What is drawn behind such a word."""

    @cached_property
    def strokes(self) -> list[Stroke]:
        """The line as it is drawn: a stroke for each stretch of one element, so that each can be tagged."""
        if not self.words:
            return []
        looks: list[Bit] = []
        texts: list[str] = []
        starts: list[float] = []
        at = 0.0
        for index, word in enumerate(self.words):
            bits = word
            if index < len(self.words) - 1 or not (self.last or self.broken):
                # The space at a line's end is not seen, but read: it parts the words for those who copy or listen.
                bits = [*word, _space(word)]
            for bit in bits:
                if looks and looks[-1].run is bit.run and looks[-1].piece.face is bit.piece.face:
                    texts[-1] += bit.piece.text
                else:
                    looks.append(bit)
                    texts.append(bit.piece.text)
                    starts.append(at)
                at += bit.width
        pieces = [look.piece._replace(text=text) for look, text in zip(looks, texts, strict=True)]
        owners = [look.run for look in looks]
        ends = [stop - _trailing(piece) for piece, stop in zip(pieces, [*starts[1:], at], strict=True)]
        strokes: list[Stroke] = []
        begin = 0
        for stop in range(1, len(pieces) + 1):
            if stop == len(pieces) or owners[stop].element is not owners[begin].element:
                width = ends[stop - 1] - starts[begin]
                strokes.append(Stroke(starts[begin], width, pieces[begin:stop], owners[begin]))
                begin = stop
        return strokes


def words_of(runs: Sequence[Run]) -> list[Word]:
    """Cut runs into words, at spaces; a word may go on from one run into the next."""
    words: list[Word] = []
    open_word: Word = []
    for run in runs:
        faces = run.style.chosen(run.strong, run.emphasis)
        own = faces[0]
        is_plain = _prints(own, run.text)
        for position, part in enumerate(run.text.split(" ")):
            if position and open_word:
                words.append(open_word)
                open_word = []
            if part:
                bits = [_bit(part, own, run, own)] if is_plain else _bits(run, part, faces)
                open_word = open_word + bits if open_word else bits
    return [*words, open_word] if open_word else words


def _prints(face: Face, text: str) -> bool:
    return face.glyphs.keys() >= set(map(ord, text.replace(NBSP, " ")))


def _bits(run: Run, text: str, faces: Chain) -> Word:
    """Cut a word of a run into the faces that have its characters."""
    own = faces[0]
    return [
        _bit("".join(chars), face, run, own)
        for face, chars in itertools.groupby(text, lambda char: own if char == NBSP else faces.face_for(char))
    ]


def _bit(text: str, face: Face, run: Run, own: Face) -> Bit:
    text = text.replace(NBSP, " ")
    piece = Piece(text, face, run.style.size, run.color or run.style.color)
    return Bit(piece, run, face.width(text, run.style.size), own)


def width_of(word: Word) -> float:
    """Return the width of a word in points."""
    return word[0].width if len(word) == 1 else sum(bit.width for bit in word)


def space_behind(word: Word) -> float:
    """Return the width of the space that parts a word from the next, in points."""
    last = word[-1]
    return last.own.width(" ", last.piece.size)


def _space(word: Word) -> Bit:
    last = word[-1]
    return Bit(Piece(" ", last.own, last.piece.size, last.piece.color), last.run, space_behind(word), last.own)


def one_line(runs: Sequence[Run]) -> TextLine | None:
    """Return a text as one line, where one face has it all: labels, headings and most of an imprint."""
    if len(runs) != 1:
        return None
    run = runs[0]
    text = run.text.strip(" ")
    face = run.style.chosen(run.strong, run.emphasis)[0]
    if "  " in text or not _prints(face, text):
        return None
    bit = _bit(text, face, run, face)
    return TextLine([[bit]] if text else [], bit.width if text else 0.0, last=True)


def _trailing(piece: Piece) -> float:
    """Return the width of the space at a piece's end."""
    return piece.face.width(" ", piece.size) if piece.text.endswith(" ") else 0.0
