"""Lines: runs of characters are cut into words, and lines of them made ready to be drawn.

Non-breaking spaces keep their words together and are drawn as plain spaces, so that the text a reader
copies or hears is the text that was written. All spaces are those of a text's own face, also behind a
sign that another one prints. Where letters run to the left, words know how deep they stand in runs of
the other direction (UAX #9), and a line is put into the order in which it is seen when it is drawn.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from clinicpress.drawing.sheet import Piece
from clinicpress.drawing.tagging import Element
from clinicpress.ground.characters import NBSP, SOFT_HYPHEN, unguided
from clinicpress.looks.color import Color
from clinicpress.looks.fonts import Chain, Face
from clinicpress.looks.theme import TextStyle
from clinicpress.scripts.bidiclasses import runs_to_the_left
from clinicpress.scripts.linebreaks import parts

_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]{2,}")
FEWEST_WORDS = 3
"""So many words of another script are more than a name: such a run keeps its signs at its own end."""
MOST_BESIDE = 5
"""So many letters beside a part of a word tell which forms its own have: one, and the marks on it."""
EPSILON = 0.01
"""By how much sums of lengths may be off, in points."""


class Run(NamedTuple):
    """A stretch of text of one look. Sizes in points; `link` is a URL, or “#name” for a place inside."""

    text: str
    style: TextStyle
    strong: bool = False
    emphasis: bool = False
    color: Color | None = None
    link: str = ""
    element: Element | None = None
    apart: bool = False
    """Which way it runs has nothing to do with what stands around it: a name, an address, words of another language."""


class Bit(NamedTuple):
    """A part of a word that one face prints."""

    piece: Piece
    run: Run
    width: float
    own: Face
    """The first face of its run, which prints the spaces."""


class Word(NamedTuple):
    """What stands together in a line, and what parts it from what follows."""

    bits: list[Bit]
    joint: str = " "
    """A space; a soft hyphen, which shows only where a line ends behind it; or nothing."""
    level: int = 0
    """The level of the space behind it."""

    @property
    def text(self) -> str:
        """What it says."""
        return "".join([bit.piece.text for bit in self.bits])


class Stroke(NamedTuple):
    """What is drawn of a line at once: where it starts from the line's left end, its width, and its pieces."""

    start: float
    width: float
    """Without the space at either end."""
    pieces: list[Piece]
    run: Run
    said: str | None = None
    """What it says in the order in which that is read, where its pieces are seen in another one."""
    lead: float = 0.0
    """The width of the space at its left end."""


class TextLine(NamedTuple):
    """A broken line: its words, and its width without the trailing space."""

    words: list[Word]
    width: float
    last: bool = False
    """The last line of its paragraph."""
    broken: bool = False
    """It ends within a word."""
    hyphen: Piece | None = None
    """What is drawn behind such a word."""

    @property
    def strokes(self) -> list[Stroke]:
        """The line as it is drawn: a stroke for each stretch of one element, in the order in which they are read."""
        if not self.words:
            return []
        if (whole := self._whole()) is not None:
            return [whole]
        look, *rest = self._bits()
        if look.run.style.rtl or look.piece.level or any(bit.piece.level for bit in rest):
            return _as_seen([look, *rest])
        strokes: list[Stroke] = []
        text, start, at = look.piece.text, 0.0, look.width
        for bit in rest:
            if bit.run is look.run and bit.piece.face is look.piece.face:
                text += bit.piece.text
            else:
                _put(strokes, look, text, start, at)
                look, text, start = bit, bit.piece.text, at
            at += bit.width
        _put(strokes, look, text, start, at)
        return strokes

    def _whole(self) -> Stroke | None:
        """Return a line in one stroke, where one face prints it all and it runs to the right, as most do."""
        look = self.words[0].bits[0]
        run, face, text = look.run, look.own, ""
        for word in self.words:
            for bit in word.bits:
                piece = bit.piece
                if bit.run is not run or piece.face is not face or piece.level:
                    return None
                text += piece.text
            if word.joint == " ":
                text += " "
        if run.style.rtl:
            return None
        if word.joint == " " and (self.last or self.broken):
            text = text[:-1]
        return Stroke(0.0, self.width, [Piece(text, *look.piece[1:])], run)

    def _bits(self) -> list[Bit]:
        """Return the bits of the line and the spaces between them, in the order in which they are read."""
        bits: list[Bit] = []
        *others, end = self.words
        for word in others:
            bits += word.bits
            if word.joint == " ":
                bits.append(_space(word))
        bits += end.bits
        # The space at a line's end is not seen, but read: it parts the words for those who copy or listen.
        if end.joint == " " and not (self.last or self.broken):
            bits.append(_space(end))
        return bits


def _put(strokes: list[Stroke], look: Bit, text: str, start: float, stop: float) -> None:
    """Put a text that stands from one place to another at the end of a line's strokes."""
    piece = Piece(text, *look.piece[1:])
    end = stop - _trailing(piece)
    if strokes and strokes[-1].run.element is look.run.element:
        strokes[-1].pieces.append(piece)
        strokes[-1] = strokes[-1]._replace(width=end - strokes[-1].start)
    else:
        strokes.append(Stroke(start, end - start, [piece], look.run))


def _as_seen(bits: list[Bit]) -> list[Stroke]:
    """Put a line into the order in which it is seen (UAX #9, L1 and L2)."""
    from clinicpress.scripts.bidi import line_levels, visual

    # All of a line in foreign letters runs to the right, with the space at its end.
    base = int(bits[0].run.style.rtl and any(bit.piece.level & 1 for bit in bits[:-1] or bits))
    text = "".join([bit.piece.text for bit in bits])
    levels = line_levels(text, [bit.piece.level for bit in bits for _ in bit.piece.text], base)
    ends = itertools.accumulate(len(bit.piece.text) for bit in bits)
    bits = [
        bit._replace(piece=bit.piece._replace(level=levels[end - 1])) if bit.piece.text == " " else bit
        for bit, end in zip(bits, ends, strict=True)
    ]
    order = visual([bit.piece.level for bit in bits], base)
    # The space at the line's end stands beyond it: to its left where the line runs to the left.
    start = -bits[order[0]].width if base and bits[order[0]].piece.text == " " else 0.0
    starts = dict(zip(order, itertools.accumulate((bits[index].width for index in order), initial=start), strict=False))
    side_by_side = itertools.groupby(order, key=lambda index: id(bits[index].run.element))
    groups = sorted((group for _, seen in side_by_side for group in _in_sequence(list(seen))), key=min)
    return [_stroke_of([bits[index] for index in group], starts[group[0]], _read(bits, group)) for group in groups]


def _in_sequence(seen: list[int]) -> Iterator[list[int]]:
    """Cut what stands side by side where something else is read between it: as few parts as there can be."""
    while seen:
        ends = range(len(seen), 0, -1)
        end = next(end for end in ends if max(seen[:end]) - min(seen[:end]) < end)
        yield seen[:end]
        seen = seen[end:]


def _read(bits: list[Bit], members: list[int]) -> str:
    """Return what some bits say in the order in which that is read."""
    return "".join([bits[index].piece.text for index in sorted(members)])


def _stroke_of(bits: list[Bit], start: float, said: str) -> Stroke:
    """Make a stroke of bits in the order in which they are seen."""
    lead, trail = (bit.width if bit.piece.text == " " else 0.0 for bit in (bits[0], bits[-1]))
    width = sum([bit.width for bit in bits]) - lead - (trail if len(bits) > 1 else 0.0)
    return Stroke(start, width, [bit.piece for bit in bits], bits[0].run, said, lead)


def words_of(runs: Sequence[Run]) -> list[Word]:
    """Cut runs into words, at spaces and where their scripts let lines end; one may go on from run to run."""
    if len(runs) == 1 and runs[0].text.isascii() and not runs[0].style.rtl:
        run = runs[0]
        own = run.style.chosen(run.strong, run.emphasis)[0]
        if own.prints(run.text):
            return [Word([_bit(part, own, run, own)]) for part in run.text.split(" ") if part]
    levels = _levels(runs)
    words: list[Word] = []
    bits: list[Bit] = []
    at = 0
    for run in runs:
        faces = run.style.chosen(run.strong, run.emphasis)
        own = faces[0]
        for position, part in enumerate(run.text.split(" ")):
            if position:
                if bits:
                    words.append(Word(_joined(bits), " ", levels[at] if levels else 0))
                    bits = []
                at += 1
            if not part:
                continue
            if levels is None and part.isascii() and own.prints(part):
                bits = [*bits, _bit(part, own, run, own)]
            else:
                words, bits = _cut(words, bits, part, run, faces, levels[at : at + len(part)] if levels else None)
            at += len(part)
    return [*words, Word(_joined(bits))] if bits else words


def _joined(bits: list[Bit]) -> list[Bit]:
    """Join the letters of a word that run to the left over the ends of its bits: a part of it may be bold."""
    if len(bits) == 1 or not any(bit.piece.level & 1 for bit in bits):
        return bits
    pieces = [bit.piece for bit in bits]
    for number, (piece, following) in enumerate(itertools.pairwise(pieces)):
        if piece.level == following.level and piece.level & 1:
            pieces[number] = pieces[number]._replace(after=following.text[:MOST_BESIDE])
            pieces[number + 1] = pieces[number + 1]._replace(before=piece.text[-MOST_BESIDE:])
    return [bit._replace(piece=piece, width=piece.width) for bit, piece in zip(bits, pieces, strict=True)]


def pieces_of(run: Run) -> Iterator[Piece]:
    """Yield what is printed of a run, cut as its lines may be, with the spaces behind its words."""
    for word in words_of([run]):
        for bit in (*word.bits, *([_space(word)] if word.joint == " " else [])):
            yield bit.piece


def _cut(
    words: list[Word], bits: list[Bit], part: str, run: Run, faces: Chain, levels: list[int] | None
) -> tuple[list[Word], list[Bit]]:
    """Cut what has no spaces where a line may end; returns the words with the new ones, and the bits of the last."""
    at = 0
    found = parts(part)
    for number, (text, joint) in enumerate(found, 1):
        # What only says where lines may end is left out of the parts.
        start = part.index(text, at)
        at = start + len(text)
        bits = [*bits, *_bits(run, text, faces, levels[start:at] if levels else None)]
        if number < len(found) and bits:
            words.append(Word(bits, SOFT_HYPHEN if joint else ""))
            bits = []
    return words, bits


def _levels(runs: Sequence[Run]) -> list[int] | None:
    """Return the level of each character of runs; nothing where all run to the right."""
    rtl = bool(runs) and runs[0].style.rtl
    has_some = any(runs_to_the_left(unguided(run.text)) for run in runs)
    if not rtl and not has_some:
        return None
    from clinicpress.scripts.isolates import levels_of

    text = "".join([run.text for run in runs])
    if not has_some and _LETTER.search(text):
        # A text that is wholly in another language, such as a reference, keeps its full stop at its own end.
        return levels_of(text, int(rtl), [(0, len(text))])
    spans, at = [], 0
    for run in runs:
        if run.text and (run.apart or run.link or _is_foreign(run.text)):
            # The spaces around it belong to what stands around it.
            ends = at + len(run.text.rstrip())
            spans.append((ends - len(run.text.strip()), ends))
        at += len(run.text)
    return levels_of(text, int(rtl), spans)


def _is_foreign(text: str) -> bool:
    """Tell whether a run among letters that run to the left is a sentence or a title that runs to the right."""
    return len(_WORD.findall(text)) >= FEWEST_WORDS and not runs_to_the_left(text)


def _bits(run: Run, text: str, faces: Chain, levels: list[int] | None) -> list[Bit]:
    """Cut a word of a run where its face or its level changes."""
    own = faces[0]
    found: list[Bit] = []
    at = 0
    for face, said in _faced(text, faces):
        stretches = _level_stretches(said, levels[at : at + len(said)]) if levels else [(said, 0)]
        found += [_bit(shown, face, run, own, level) for each, level in stretches if (shown := unguided(each))]
        at += len(said)
    return found


def _faced(text: str, faces: Chain) -> list[tuple[Face, str]]:
    """Cut what has no spaces into the faces that print it; spaces that keep words together are a text's own."""
    if NBSP not in text:
        return list(faces.parted(text))
    found: list[tuple[Face, str]] = []
    for number, word in enumerate(text.split(NBSP)):
        for face, said in [*([(faces[0], NBSP)] if number else []), *(faces.parted(word) if word else ())]:
            if found and found[-1][0] is face:
                found[-1] = face, found[-1][1] + said
            else:
                found.append((face, said))
    return found


def _level_stretches(text: str, levels: list[int]) -> Iterator[tuple[str, int]]:
    """Cut a text where its level changes."""
    for level, group in itertools.groupby(zip(text, levels, strict=True), key=lambda pair: pair[1]):
        yield "".join([char for char, _ in group]), level


def _bit(text: str, face: Face, run: Run, own: Face, level: int = 0) -> Bit:
    if not text.isascii():
        text = text.replace(NBSP, " ")
    size = run.style.size
    return Bit(Piece(text, face, size, run.color or run.style.color, level), run, face.width(text, size, level), own)


def width_of(word: Word) -> float:
    """Return the width of a word in points."""
    bits = word.bits
    return bits[0].width if len(bits) == 1 else sum([bit.width for bit in bits])


def space_behind(word: Word) -> float:
    """Return the width of what parts a word from the next in its line, in points."""
    if word.joint != " ":
        return 0.0
    last = word.bits[-1]
    if word.level & 1:
        return _face_behind(word).width(" ", last.piece.size, word.level)
    return last.own.space * last.piece.size


def _face_behind(word: Word) -> Face:
    """Return the face of the space behind a word: the text's own; where it runs to the left, that of the word.

    For readers turn round each run of a font by itself, and words of one text would change places.
    """
    last = word.bits[-1]
    return last.piece.face if word.level & 1 and ord(" ") in last.piece.face.glyphs else last.own


def hyphen_behind(word: Word) -> Piece | None:
    """Return the hyphen that shows where a line ends behind a word: at a soft hyphen."""
    if word.joint != SOFT_HYPHEN:
        return None
    return word.bits[-1].piece._replace(text="-")


def _space(word: Word) -> Bit:
    last = word.bits[-1]
    piece = Piece(" ", _face_behind(word), last.piece.size, last.piece.color, word.level)
    return Bit(piece, last.run, space_behind(word), last.own)


def one_line(runs: Sequence[Run]) -> TextLine | None:
    """Return a text as one line, where one face has it all: labels, headings and most of an imprint."""
    if len(runs) != 1:
        return None
    run = runs[0]
    face = run.style.chosen(run.strong, run.emphasis)[0]
    piece = whole_piece(run.text.strip(" "), face, run.style, run.color or run.style.color)
    if piece is None:
        return None
    width = piece.width
    return TextLine([Word([Bit(piece, run, width, face)], "")] if piece.text else [], width, last=True)


def whole_piece(text: str, face: Face, style: TextStyle, color: Color) -> Piece | None:
    """Return a text as one piece, where a face has it all and it runs to the right."""
    if style.rtl or "  " in text or not face.prints(text):
        return None
    if not text.isascii():
        if runs_to_the_left(text) or unguided(text) != text:
            return None
        text = text.replace(NBSP, " ")
    return Piece(text, face, style.size, color)


def _trailing(piece: Piece) -> float:
    """Return the width of the space at a piece's end."""
    return piece.face.width(" ", piece.size, piece.level) if piece.text.endswith(" ") else 0.0
