"""Lines: runs of characters are cut into words, and these broken into lines, balanced, and ready to be drawn.

Lines break at spaces only. A word wider than its column is broken where it must be: after a sign in
it, or with a hyphen that is seen and not heard, for it is no part of the word. Non-breaking spaces
keep their words together and are drawn as plain spaces, so that the text a reader copies or hears
is the text that was written.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from clinicpress.drawing.sheet import Piece
from clinicpress.drawing.tagging import Element
from clinicpress.ground.characters import NBSP
from clinicpress.looks.color import Color
from clinicpress.looks.fonts import Face
from clinicpress.looks.theme import TextStyle

LEAST_FULL = 0.6
"""The least share of its measure that a line must fill to give a word to the last one."""
MOST_BALANCED = 4
"""The most lines of a paragraph that is balanced."""
EPSILON = 0.01
"""By how much sums of lengths may be off, in points."""
LEAST_PART = 3
"""The fewest letters of a broken word on either side of its hyphen, where the column has room for so many."""
_BREAK_AFTER = "/-._,;:?&=@–—"
_JOINS = "/-–—"
"""Those of them that join words."""
_ADDRESS = re.compile(r"://|@|\w\.\w")
"""What is in addresses: a hyphen at the end of a line would be taken for a part of them."""


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
        pieces: list[Piece] = []
        owners: list[Run] = []
        starts: list[float] = []
        at = 0.0
        for index, word in enumerate(self.words):
            bits = list(word)
            if index < len(self.words) - 1 or not (self.last or self.broken):
                # The space at a line's end is not seen, but read: it parts the words for those who copy or listen.
                last = bits[-1]
                text = last.piece.text + " "
                bits[-1] = Bit(last.piece._replace(text=text), last.run, last.width + _space(word))
            for bit in bits:
                if pieces and owners[-1] is bit.run and pieces[-1].face is bit.piece.face:
                    pieces[-1] = pieces[-1]._replace(text=pieces[-1].text + bit.piece.text)
                else:
                    pieces.append(bit.piece)
                    owners.append(bit.run)
                    starts.append(at)
                at += bit.width
        ends = [stop - _trailing(piece) for piece, stop in zip(pieces, [*starts[1:], at], strict=True)]
        strokes: list[Stroke] = []
        begin = 0
        for stop in range(1, len(pieces) + 1):
            if stop == len(pieces) or owners[stop].element is not owners[begin].element:
                width = ends[stop - 1] - starts[begin]
                strokes.append(Stroke(starts[begin], width, pieces[begin:stop], owners[begin]))
                begin = stop
        return strokes


def _bits(run: Run, text: str) -> Word:
    """Cut a word of a run into the faces that have its characters."""
    faces = run.style.chosen(run.strong, run.emphasis)
    color = run.color or run.style.color
    first = faces[0]
    if first.glyphs.keys() >= set(map(ord, text)):
        return [_bit(text, first, run, color)]
    bits: Word = []
    part, current = "", first
    for char in text:
        face = first if ord(char) in first.glyphs or char == NBSP else faces.face_for(char)
        if face is not current and part:
            bits.append(_bit(part, current, run, color))
            part = ""
        current = face
        part += char
    if part:
        bits.append(_bit(part, current, run, color))
    return bits


def _bit(text: str, face: Face, run: Run, color: Color) -> Bit:
    text = text.replace(NBSP, " ")
    return Bit(Piece(text, face, run.style.size, color), run, face.width(text, run.style.size))


def words_of(runs: Sequence[Run]) -> list[Word]:
    """Cut runs into words, at spaces; a word may go on from one run into the next."""
    words: list[Word] = []
    open_word: Word = []
    for run in runs:
        for position, part in enumerate(run.text.split(" ")):
            if position and open_word:
                words.append(open_word)
                open_word = []
            if part:
                open_word = open_word + _bits(run, part)
    return [*words, open_word] if open_word else words


def _width(word: Word) -> float:
    return sum(bit.width for bit in word)


def _space(word: Word) -> float:
    piece = word[-1].piece
    return piece.face.width(" ", piece.size)


_Marked = list[tuple[str, Bit]]
"""Characters, each with the bit that it stands in."""


def _marked(word: Word) -> _Marked:
    return [(char, bit) for bit in word for char in bit.piece.text]


def _chopped(word: Word, measure: float) -> list[tuple[Word, Piece | None]]:
    """Break a word that is wider than the column; returns its parts with the hyphens behind them."""
    marked = _marked(word)
    parts: list[tuple[Word, Piece | None]] = []
    while marked:
        count, hyphen = _fitting(marked, measure), None
        if count < len(marked):
            count, hyphen = _break(marked, count, measure)
        parts.append((_joined(marked[:count]), hyphen))
        marked = marked[count:]
    return parts


def _fitting(marked: _Marked, measure: float) -> int:
    """Return how many characters fit into a measure; one at least."""
    used = 0.0
    for count, (char, bit) in enumerate(marked):
        used += bit.piece.face.width(char, bit.piece.size)
        if used > measure and count:
            return count
    return len(marked)


def _break(marked: _Marked, count: int, measure: float) -> tuple[int, Piece | None]:
    """Choose where to break a word of which `count` characters fit; returns how many stay, and the hyphen.

    Best is a sign that fills half a line, or one that joins words if what follows it is whole; between
    letters stands a hyphen.
    """
    signs = [at + 1 for at in range(count) if marked[at][0] in _BREAK_AFTER]
    if signs and signs[-1] > count // 2:
        return signs[-1], None
    text = "".join(char for char, _ in marked)
    if _ADDRESS.search(text):
        return count, None
    joined = max((at for at in signs if text[at - 1] in _JOINS), default=0)
    following = next(_parts(marked[joined:]))
    if joined and _fitting(following, measure) == len(following):
        return joined, None
    hyphen = marked[count - 1][1].piece._replace(text="-")
    fitting = _fitting(marked, measure - hyphen.face.width(hyphen.text, hyphen.size))
    letters = max((at for at, char in enumerate(text, 1) if _is_letter(char)), default=0)
    at = min(fitting, max(LEAST_PART, letters - LEAST_PART))
    return (at, hyphen) if _is_letter(text[at - 1]) and _is_letter(text[at]) else (count, None)


def _is_letter(char: str) -> bool:
    """Tell whether a character is a letter of a script that hyphens are used in: those with capitals."""
    return char.lower() != char.upper()


def _joined(marked: list[tuple[str, Bit]]) -> Word:
    """Put characters of the same bit together again."""
    word: Word = []
    for bit, group in itertools.groupby(marked, key=lambda pair: pair[1]):
        text = "".join(char for char, _ in group)
        word.append(Bit(bit.piece._replace(text=text), bit.run, bit.piece.face.width(text, bit.piece.size)))
    return word


def break_lines(words: list[Word], measure: float) -> list[TextLine]:
    """Break words into lines no wider than `measure` points, as full as they go."""
    lines: list[TextLine] = []
    line: list[Word] = []
    used = 0.0
    for word in words:
        parts = [(word, None)] if _width(word) <= measure + EPSILON else _chopped(word, measure)
        for index, (part, hyphen) in enumerate(parts):
            width = _width(part)
            gap = _space(line[-1]) if line else 0.0
            if line and used + gap + width > measure + EPSILON:
                lines.append(TextLine(line, used))
                line, used, gap = [], 0.0, 0.0
            line.append(part)
            used += gap + width
            if index < len(parts) - 1:
                lines.append(TextLine(line, used, broken=True, hyphen=hyphen))
                line, used = [], 0.0
    if line or not lines:
        lines.append(TextLine(line, used))
    lines[-1] = replace(lines[-1], last=True)
    return lines


def paragraph_lines(words: list[Word], measure: float, balance: str) -> list[TextLine]:
    """Break the words of a whole paragraph, and see to its last line; `balance` is the style's."""
    lines = break_lines(words, measure)
    if 1 < len(lines) <= MOST_BALANCED and (balance == "full" or (balance == "last-word" and _runt(lines))):
        return _balanced(words, lines, measure)
    return _without_runt(lines, measure)


def one_line(runs: Sequence[Run]) -> TextLine | None:
    """Return a text as one line, where one face has it all: labels, headings and most of an imprint."""
    if len(runs) != 1:
        return None
    run = runs[0]
    text = run.text.strip(" ")
    face = run.style.chosen(run.strong, run.emphasis)[0]
    if "  " in text or not face.glyphs.keys() >= set(map(ord, text.replace(NBSP, " "))):
        return None
    bit = _bit(text, face, run, run.color or run.style.color)
    return TextLine([[bit]] if text else [], bit.width if text else 0.0, last=True)


def _runt(lines: list[TextLine]) -> bool:
    """Tell whether the last line is one word."""
    return len(lines[-1].words) == 1


def _without_runt(lines: list[TextLine], measure: float) -> list[TextLine]:
    """Give a last line of one word company, where the line before can spare a word."""
    if len(lines) < 2 or not _runt(lines) or len(lines[-2].words) < 3 or lines[-2].broken:
        return lines
    *before, moved = lines[-2].words
    after = [moved, *lines[-1].words]
    if _line_width(after) > measure or _line_width(before) < measure * LEAST_FULL:
        return lines
    return [*lines[:-2], TextLine(before, _line_width(before)), TextLine(after, _line_width(after), last=True)]


def _balanced(words: list[Word], lines: list[TextLine], measure: float) -> list[TextLine]:
    """Break words that make `lines` at a measure into as many lines of about equal length."""
    # The narrowest measure with the same number of lines and no newly broken word.
    low, high = max(widest(words), measure / len(lines)), measure
    best = lines
    if low >= high:
        return lines
    for _ in range(10):
        middle = (low + high) / 2
        trial = break_lines(words, middle)
        if len(trial) <= len(lines):
            best, high = trial, middle
        else:
            low = middle
    return best


def widest(words: list[Word]) -> float:
    """Return the width of the widest word in points."""
    return max(map(_width, words), default=0.0)


def widest_part(words: list[Word]) -> float:
    """Return the width of the widest part of a word that is broken at its signs only, in points."""
    return max((_width(_joined(part)) for word in words for part in _parts(_marked(word))), default=0.0)


def _parts(marked: _Marked) -> Iterator[_Marked]:
    """Yield the parts of a word that end with a sign, and what is left."""
    begin = 0
    for at, (char, _) in enumerate(marked, 1):
        if char in _BREAK_AFTER or at == len(marked):
            yield marked[begin:at]
            begin = at


def _line_width(words: list[Word]) -> float:
    return sum(_width(word) + _space(word) for word in words) - (_space(words[-1]) if words else 0.0)


def _trailing(piece: Piece) -> float:
    """Return the width of the space at a piece's end."""
    return piece.face.width(" ", piece.size) if piece.text.endswith(" ") else 0.0
