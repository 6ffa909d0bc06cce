"""Naming: where the lines of a name end, chosen for the name as a whole.

A name is read at a glance, so its lines are about equally long, and none ends with a word that belongs
to the next (“of”, “&”, “No.”) or is a scrap. Lines end at spaces, and behind hyphens and strokes; a word
is broken only where it is wider than the whole box, between its syllables, as far as one can see them.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from typing import NamedTuple

from clinicpress.drawing.sheet import Piece
from clinicpress.ground.characters import SOFT_HYPHEN
from clinicpress.looks.fonts import Chain
from clinicpress.scripts.clusters import clusters
from clinicpress.typesetting.lines import EPSILON, Bit, Run, TextLine, Word, space_behind, width_of, words_of

# Costs beside the sum of the squares of the lines' shares of the measure, which is least where all are alike.
LOOSE = 0.8
"""That of a line that ends with a word that belongs to the next."""
SCRAP = 0.6
"""That of a line that holds next to nothing."""
SIGN = 0.12
"""That of an end behind a hyphen or stroke."""
INSIDE, UNSURE = 1.0, 1.4
"""That of an end within a word: behind one of its parts, or anywhere between syllables."""
HYPHENATED = 12
"""The fewest characters of a word that is broken with a hyphen; a shorter one is wider than hardly any box."""
MOST_SCRAP = 3
"""A line of so few letters and digits holds next to nothing: “The”, “17”."""
MOST_MORE = 2
"""How many lines more than there must be are tried."""
_JOINT = re.compile("[-/–—‐](?=[^-/–—‐])")
_TITLES = frozenset({"St", "Ste", "Sta", "San", "Dr", "Mt", "No", "Nr", "Mr", "Mrs", "Ms", "The"})
_VOWELS = frozenset("aeiouyαεηιουωаеёиоуыэюя")
_TOGETHER = frozenset({"ch", "ck", "ph", "sh", "th", "sc", "qu", "gh", "rh", "sz", "cz"})
_PART_ENDS = re.compile("(?:ungs|heits|keits|schafts|tions|täts|trums|lings|ments)$")
"""How parts of German words end that others follow."""


class _Unit(NamedTuple):
    """What stands in one line: a word, or a part of one."""

    word: Word
    width: float
    space: float
    """What parts it from the next unit in its line; none within a word."""
    letters: int = 0
    """How many of its characters are letters and digits."""
    ends_word: bool = True
    cost: float = 0.0
    """That of a line that ends with it."""
    hyphen: Bit | None = None

    @property
    def full(self) -> float:
        """Its width where a line ends with it."""
        return self.width + self.hyphen.width if self.hyphen is not None else self.width


class NameLines(NamedTuple):
    """The lines of a name, and how much is amiss with them: 0 is nothing, 1 is a word broken."""

    parts: tuple[Sequence[_Unit], ...]
    """What stands in each."""
    size: float
    """That in which they were measured, in points."""
    cost: float

    def set(self, run: Run) -> tuple[TextLine, ...]:
        """Set them in the look in which they were measured, in whichever size."""
        scale, last = run.style.size / self.size, self.parts[-1]
        return tuple([_line(units, run, scale, units is last) for units in self.parts])


class Name:
    """A name in one look, measured once for all measures, and for all sizes: a larger one is a narrower measure."""

    def __init__(self, run: Run) -> None:
        self._size = run.style.size
        self._words = [_Unit(word, width_of(word), space_behind(word)) for word in words_of([run])]
        widths = [word.width for word in self._words]
        self._widest, self._width = max(widths, default=0.0), sum(widths)

    @cached_property
    def _units(self) -> list[_Unit]:
        """What may stand in a line where each word has room."""
        return self._cut_for(math.inf)

    def _cut_for(self, measure: float) -> list[_Unit]:
        units: list[_Unit] = []
        for at, word in enumerate(self._words, 1):
            units += _units(word, is_last=at == len(self._words), measure=measure)
        return units

    def fewest(self, measure: float) -> int:
        """Return how many lines it has at least, as far as is known before it is broken."""
        # What is wider than the measure may stand out.
        return math.ceil(self._width / (measure + EPSILON)) if self._widest <= measure else 1

    def lines(self, measure: float, most: int) -> Iterator[NameLines]:
        """Break it into lines no wider than `measure` points, in as few as can be, and in some more; `most` at most.

        A letter wider than the measure stands out.
        """
        if self._width > most * measure:
            return
        if _width(self._words) <= measure + EPSILON:
            # With nothing amiss, no more lines are better.
            yield NameLines((self._words,), self._size, 0.0)
            return
        units = self._units if self._widest <= measure + EPSILON else self._cut_for(measure)
        for cost, width, ends in _ends(units, measure, most):
            # What even lines would cost is no fault of theirs.
            even = len(ends) * (width / len(ends) / measure) ** 2
            parts = tuple([units[begin:end] for begin, end in pairwise([0, *ends])])
            yield NameLines(parts, self._size, max(0.0, cost - even))


def _units(whole: _Unit, is_last: bool, measure: float) -> list[_Unit]:
    """Return a word, or its parts: behind its hyphens, and between syllables where a part is too wide."""
    word, width, space = whole[:3]
    text = word.text
    cuts = {found.end(): SIGN for found in _JOINT.finditer(text, 1, len(text) - 1)}
    letters = _letters(text)
    last = LOOSE if not is_last and word.joint and _belongs(text, letters) else 0.0
    if not cuts and width <= measure + EPSILON:
        return [_Unit(word, width, space, letters, cost=last)]
    begins = [0, *cuts, len(text)]
    for begin, end in pairwise(begins):
        if width_of(_cut(word, begin, end)) > measure + EPSILON:
            between = {*accumulate(map(len, clusters(text[begin:end])), initial=begin)} - {begin, end}
            found = _syllables(text, begin, end) or dict.fromkeys(between, UNSURE)
            cuts |= {at: cost for at, cost in found.items() if at in between}
    cuts = dict(sorted(cuts.items()))
    units = []
    for begin, end in pairwise([0, *cuts, len(text)]):
        part = _cut(word, begin, end)
        ends_word = end == len(text)
        cost = last if ends_word else cuts[end]
        is_broken = not ends_word and cost >= INSIDE and len(text) >= HYPHENATED
        hyphen = _hyphen(part.bits[-1]) if is_broken else None
        behind = space if ends_word else 0.0
        units.append(_Unit(part, width_of(part), behind, _letters(text[begin:end]), ends_word, cost, hyphen))
    return units


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _hyphen(last: Bit) -> Bit | None:
    """Return a hyphen that is seen and not heard; none where no face has it."""
    piece = hyphen_like(last.piece, last.run.style.chosen(last.run.strong, last.run.emphasis))
    return last._replace(piece=piece, width=piece.width) if ord("-") in piece.face.glyphs else None


def hyphen_like(piece: Piece, faces: Chain) -> Piece:
    """Return a hyphen that is seen and not heard, in the looks of a piece."""
    return piece._replace(text=SOFT_HYPHEN, face=faces.face_for("-"))


def _cut(word: Word, begin: int, end: int) -> Word:
    """Return the characters of a word from one place to another."""
    found: list[Bit] = []
    at = 0
    for bit in word.bits:
        text = bit.piece.text[max(0, begin - at) : max(0, end - at)]
        at += len(bit.piece.text)
        if text:
            piece = bit.piece._replace(text=text)
            found.append(bit._replace(piece=piece, width=piece.width))
    return word._replace(bits=found)


def _syllables(text: str, begin: int, end: int) -> dict[int, float]:
    """Return where a part of a word may be broken, with the cost: before a consonant that a vowel follows."""
    base = [unicodedata.normalize("NFD", char)[0].lower() for char in text]
    found = {}
    for at in range(begin + 3, end - 2):
        is_syllable = base[at].isalpha() and base[at] not in _VOWELS and base[at + 1] in _VOWELS
        if text[at : at + 3].lower() == "sch":
            is_syllable = True
        if base[at - 1] + base[at] in _TOGETHER or "".join(base[at - 2 : at + 1]) == "sch":
            is_syllable = False
        if is_syllable and _VOWELS.intersection(base[begin:at]):
            found[at] = UNSURE
        if _PART_ENDS.search(text[begin:at].lower()):
            found[at] = INSIDE
    return found


def _belongs(text: str, letters: int) -> bool:
    """Tell whether a word belongs to the one behind it: “of”, “de”, “&”, “No.”, “St”, a letter."""
    if not letters or text in _TITLES:
        return True
    is_short = len(text) <= 3 and text[0].islower()
    return is_short or len(text) == 1 or (len(text) <= 4 and text.endswith("."))


def _ends(units: list[_Unit], measure: float, most: int) -> Iterator[tuple[float, float, tuple[int, ...]]]:
    """Yield the least cost of as few lines as can be, and of some more, with their widths' sum and where each ends."""
    size, fulls = len(units), [unit.full for unit in units]
    spaces = [0.0, *accumulate([unit.width + unit.space for unit in units])]
    seen = [0, *accumulate([unit.letters for unit in units])]
    best: dict[int, tuple[float, float, tuple[int, ...]]] = {0: (0.0, 0.0, ())}
    told = 0
    for _ in range(min(size, most)):
        following: dict[int, tuple[float, float, tuple[int, ...]]] = {}
        for begin, (spent, wide, ends) in best.items():
            for end, last in enumerate(units[begin:], begin + 1):
                width = spaces[end - 1] - spaces[begin] + fulls[end - 1]
                if width > measure + EPSILON and end > begin + 1:
                    if spaces[end - 1] - spaces[begin] > measure:
                        break
                    continue
                cost = spent + (width / measure) ** 2
                if end < size:
                    cost += last.cost
                if seen[end] - seen[begin] <= MOST_SCRAP and end - begin < size:
                    cost += SCRAP
                if end not in following or cost < following[end][0]:
                    following[end] = cost, wide + width, (*ends, end)
        best = following
        if size in best:
            yield best[size]
            told += 1
            if told > MOST_MORE:
                return


def _line(units: Sequence[_Unit], run: Run, scale: float, is_last: bool) -> TextLine:
    words: list[Word] = []
    goes_on = False
    for unit in units:
        if goes_on:
            words[-1] = words[-1]._replace(bits=[*words[-1].bits, *unit.word.bits])
        else:
            words.append(unit.word)
        goes_on = not unit.ends_word
    if goes_on and (hyphen := units[-1].hyphen) is not None:
        words[-1] = words[-1]._replace(bits=[*words[-1].bits, hyphen])
    if scale != 1.0:
        words = [word._replace(bits=[_scaled(bit, run, scale) for bit in word.bits]) for word in words]
    return TextLine(words, _width(units) * scale, last=is_last, broken=goes_on)


def _scaled(bit: Bit, run: Run, scale: float) -> Bit:
    """Return a bit in the size of a run, which is larger by a scale."""
    return Bit(bit.piece._replace(size=run.style.size), run, bit.width * scale, bit.own)


def _width(units: Sequence[_Unit]) -> float:
    """Return the width of what stands in one line."""
    return sum([unit.width + unit.space for unit in units[:-1]]) + units[-1].full if units else 0.0
