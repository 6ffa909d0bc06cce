"""Text as a flowable: runs of characters are broken into lines, balanced, split and drawn.

Lines break at spaces only; a word wider than its column is broken where it must be. Words are
never hyphenated. Non-breaking spaces keep their words together and are drawn as plain spaces, so
that the text a reader copies or hears is the text that was written.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from clinicpress.drawing.sheet import Piece, Sheet
from clinicpress.drawing.tagging import Element
from clinicpress.ground.characters import NBSP
from clinicpress.ground.problems import Place
from clinicpress.looks.color import Color
from clinicpress.looks.fonts import Face
from clinicpress.looks.theme import TextStyle

MIN_LINES = 3
"""The fewest lines of a paragraph on either side of a page break."""
LEAST_FULL = 0.6
"""The least share of its measure that a line must fill to give a word to the last one."""
_EPSILON = 0.01
_BREAK_AFTER = "/-._,;:?&=@–—"


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
    bits: Word = []
    first = faces[0]
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


def _words(runs: Sequence[Run]) -> list[Word]:
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


def _chopped(word: Word, measure: float) -> list[Word]:
    """Break a word that is wider than the column, after a slash or other sign if that fills half a line."""
    marked = [(char, bit) for bit in word for char in bit.piece.text]
    parts: list[Word] = []
    while marked:
        used, count = 0.0, 0
        for char, bit in marked:
            used += bit.piece.face.width(char, bit.piece.size)
            if used > measure and count:
                break
            count += 1
        if count < len(marked):
            signs = [i + 1 for i in range(count // 2, count) if marked[i][0] in _BREAK_AFTER]
            count = signs[-1] if signs else count
        parts.append(_joined(marked[:count]))
        marked = marked[count:]
    return parts


def _joined(marked: list[tuple[str, Bit]]) -> Word:
    """Put characters of the same bit together again."""
    word: Word = []
    for bit, group in itertools.groupby(marked, key=lambda pair: pair[1]):
        text = "".join(char for char, _ in group)
        word.append(Bit(bit.piece._replace(text=text), bit.run, bit.piece.face.width(text, bit.piece.size)))
    return word


def _without_runt(lines: list[TextLine], measure: float) -> list[TextLine]:
    """Give a last line of one word company, where the line before can spare a word."""
    if len(lines) < 2 or len(lines[-1].words) != 1 or len(lines[-2].words) < 3 or lines[-2].broken:
        return lines
    *before, moved = lines[-2].words
    after = [moved, *lines[-1].words]
    if _line_width(after) > measure or _line_width(before) < measure * LEAST_FULL:
        return lines
    return [*lines[:-2], TextLine(before, _line_width(before)), TextLine(after, _line_width(after), last=True)]


def _parted(runs: tuple[Run, ...], count: int) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Part runs behind `count` characters of their words; the spaces that follow stay with the head."""
    for index, run in enumerate(runs):
        for at, char in enumerate(run.text):
            if char == " ":
                continue
            if not count:
                head = (*runs[:index], replace(run, text=run.text[:at])) if at else runs[:index]
                return head, (replace(run, text=run.text[at:]), *runs[index + 1 :])
            count -= 1
    return runs, ()


def _line_width(words: list[Word]) -> float:
    return sum(_width(word) + _space(word) for word in words) - (_space(words[-1]) if words else 0.0)


def _unbalanced(balance: str, lines: list[TextLine]) -> bool:
    return balance == "full" or (balance == "last-word" and len(lines[-1].words) == 1)


def break_lines(words: list[Word], measure: float) -> list[TextLine]:
    """Break words into lines no wider than `measure` points, as full as they go."""
    lines: list[TextLine] = []
    line: list[Word] = []
    used = 0.0
    for word in words:
        parts = [word] if _width(word) <= measure + _EPSILON else _chopped(word, measure)
        for index, part in enumerate(parts):
            width = _width(part)
            gap = _space(line[-1]) if line else 0.0
            if line and used + gap + width > measure + _EPSILON:
                lines.append(TextLine(line, used))
                line, used, gap = [], 0.0, 0.0
            line.append(part)
            used += gap + width
            if index < len(parts) - 1:
                lines.append(TextLine(line, used, broken=True))
                line, used = [], 0.0
    if line or not lines:
        lines.append(TextLine(line, used))
    lines[-1] = replace(lines[-1], last=True)
    return lines


@dataclass(frozen=True, eq=False)
class Paragraph:
    """A paragraph, heading, label or line: runs set in a style, with one structure element.

    The parts of a split paragraph are paragraphs of the words that each of them has.
    """

    runs: tuple[Run, ...]
    style: TextStyle
    element: Element | None = None
    place: Place | None = None
    ready: tuple[float, tuple[TextLine, ...]] | None = None
    """Lines that were broken already, with their measure: at any other one the runs are broken anew."""
    anchor: str = ""
    goes_on: bool = False
    """The rest of it stands elsewhere: what is its last line here is not the paragraph's last."""

    stretchy = False
    yields = False
    discardable = False
    children = ()

    @property
    def before(self) -> float:
        return self.style.before

    @property
    def after(self) -> float:
        return self.style.after

    @property
    def keep_next(self) -> bool:
        return self.style.keep_next

    @cached_property
    def _cut(self) -> list[Word]:
        return _words(self.runs)

    @cached_property
    def _cache(self) -> dict[float, tuple[TextLine, ...]]:
        return {}

    @cached_property
    def _whole(self) -> TextLine | None:
        """The text as one line, where one face has it all: labels, headings and most of an imprint."""
        if len(self.runs) != 1 or self.goes_on:
            return None
        run = self.runs[0]
        text = run.text.strip(" ")
        face = run.style.chosen(run.strong, run.emphasis)[0]
        if "  " in text or not face.glyphs.keys() >= set(map(ord, text.replace(NBSP, " "))):
            return None
        bit = _bit(text, face, run, run.color or run.style.color)
        return TextLine([[bit]] if text else [], bit.width if text else 0.0, last=True)

    def lines(self, measure: float) -> tuple[TextLine, ...]:
        """Break into lines for a measure; memory of the last ones is kept."""
        if self.ready and self.ready[0] == measure:
            return self.ready[1]
        if measure not in self._cache:
            if self._whole is not None and self._whole.width <= measure:
                return (self._whole,)
            self._cache[measure] = tuple(self._broken(measure))
        return self._cache[measure]

    def _broken(self, measure: float) -> list[TextLine]:
        broken = break_lines(self._cut, measure)
        if self.goes_on:
            # Only the last line of all is seen to: how full this one is depends on the page's end.
            within_word = not self.plain.endswith(" ")
            return [*broken[:-1], replace(broken[-1], last=False, broken=within_word)]
        if 1 < len(broken) <= 4 and _unbalanced(self.style.balance, broken):
            return self._balanced(broken, measure)
        return _without_runt(broken, measure)

    def _balanced(self, broken: list[TextLine], measure: float) -> list[TextLine]:
        # The narrowest measure with the same number of lines and no newly broken word.
        low, high = max(self.widest_word, measure / len(broken)), measure
        best = broken
        if low >= high:
            return broken
        for _ in range(10):
            middle = (low + high) / 2
            trial = break_lines(self._cut, middle)
            if len(trial) <= len(broken):
                best, high = trial, middle
            else:
                low = middle
        return best

    def wrap(self, measure: float) -> float:
        """Return the height at a measure, in points."""
        return len(self.lines(measure)) * self.style.leading

    def fits(self, measure: float, room: float) -> bool:
        """Tell whether it is at most `room` points high."""
        return self.wrap(measure) <= room + _EPSILON

    def trimmed(self) -> Paragraph | None:
        """Return the paragraph as it begins a page."""
        return self

    def stretch(self, measure: float, extra: float) -> Paragraph:
        """Return the paragraph as it is: lines are never pulled apart."""
        return self

    def split(self, measure: float, room: float, full: float, force: bool) -> tuple[Paragraph, Paragraph] | None:
        """Split into what fits in `room` points and the rest, leaving three lines on either side.

        Set to this measure, both parts keep the lines of the whole; to another, each breaks its own words.
        """
        lines = self.lines(measure)
        count = int((room + _EPSILON) / self.style.leading)
        if not force:
            count = min(count, len(lines) - MIN_LINES)
            if count < MIN_LINES:
                return None
        if not 0 < count < len(lines):
            return None
        said = sum(len(bit.piece.text) for line in lines[:count] for word in line.words for bit in word)
        first, rest = _parted(self.runs, said)
        head = replace(self, runs=first, ready=(measure, lines[:count]), goes_on=True)
        tail = replace(self, runs=rest, ready=(measure, lines[count:]), anchor="")
        return head, tail

    def draw(self, canvas: Sheet, x: float, y: float, measure: float) -> None:
        """Draw below y, in points; the lines report to their element."""
        baseline = y - self.style.baseline
        if self.anchor:
            canvas.anchor(self.anchor, y)
        for line in self.lines(measure):
            self._draw_line(canvas, x, baseline, line)
            baseline -= self.style.leading

    def _draw_line(self, canvas: Sheet, x: float, baseline: float, line: TextLine) -> None:
        for stroke in line.strokes:
            element = stroke.run.element or self.element
            start = x + stroke.start
            canvas.text(start, baseline, stroke.pieces, element)
            link = stroke.run.link
            if link and element is not None:
                if not link.startswith("#"):
                    canvas.rule(start, baseline - 1.6, stroke.width, stroke.pieces[0].color, 0.5)
                canvas.link(link, start, baseline + self.style.size * 0.8, stroke.width, self.style.size, element)

    @property
    def widest_word(self) -> float:
        """Width of the widest word in points."""
        return max(map(_width, self._cut), default=0.0)

    @property
    def plain(self) -> str:
        """The text without its looks."""
        return "".join(run.text for run in self.runs)


def _trailing(piece: Piece) -> float:
    """Return the width of the space at a piece's end."""
    return piece.face.width(" ", piece.size) if piece.text.endswith(" ") else 0.0


def shortened(paragraph: Paragraph, measure: float) -> Paragraph:
    """Cut a paragraph off after one line, with an ellipsis."""
    if len(paragraph.lines(measure)) == 1:
        return paragraph
    run = paragraph.runs[0]
    words = paragraph.plain.split(" ")
    while len(words) > 1:
        words.pop()
        trial = _reworded(paragraph, run, " ".join(words).rstrip(",;:–-") + "…")
        if len(trial.lines(measure)) == 1:
            return trial
    return _reworded(paragraph, run, "…")


def _reworded(paragraph: Paragraph, look: Run, text: str) -> Paragraph:
    """Return a paragraph that says something else, in the look of one of its runs."""
    return replace(paragraph, runs=(replace(look, text=text),), ready=None, goes_on=False)
