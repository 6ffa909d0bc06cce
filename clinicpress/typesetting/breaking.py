"""Breaking: where the lines of a paragraph end, chosen for the paragraph as a whole.

Lines break at spaces, at soft hyphens and where a script has no spaces, and there are never more of
them than filling each in turn would make (first fit). Among all ways to set the words in so many
lines, the one with the least cost is taken: for lines that fall short of the measure, for steps from
line to line, for a lonely last word, and for ends that tear a number from what it counts (after Knuth
and Plass, Breaking Paragraphs into Lines, Software: Practice and Experience 11, 1981, with costs for a
ragged margin). A word wider than its column is broken where it must be: after a sign in it, or with a
hyphen that is seen and not heard, for it is no part of the word.
"""

from __future__ import annotations

import itertools
import math
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from clinicpress.drawing.sheet import Piece
from clinicpress.ground.characters import SOFT_HYPHEN
from clinicpress.scripts.clusters import clusters
from clinicpress.typesetting.lines import (
    EPSILON,
    Bit,
    Run,
    TextLine,
    Word,
    hyphen_behind,
    space_behind,
    width_of,
    words_of,
)

MOST_BALANCED = 4
"""The most lines of a paragraph that is balanced."""
LAST_WORD, COLON = "last-word", "colon"
"""How a text is balanced where its last line is one word; and where it is broken behind a colon, too."""
LEAST_PART = 3
"""The fewest letters of a broken word on either side of its hyphen, where the column has room for so many."""
_BREAK_AFTER = "/-._,;:?&=@–—"
_JOINS = "/-–—"
"""Those of them that join words."""
_ADDRESS = re.compile(r"://|@|\w\.\w")
"""What is in addresses: a hyphen at the end of a line would be taken for a part of them."""

# Costs: 1 is that of an empty line; a line that falls short by a share of its measure costs the square of it.
_LONELY = 0.25
"""That of a last line of one word, times the share of the measure that it leaves free."""
_STUB, _STUB_WIDTH = 0.1, 0.25
"""That of a last line of next to no width, and the share of the measure from which it costs nothing."""
_STEP_FREE = 0.15
"""The share of the measure by which neighbours may differ at no cost; what they differ more costs its square."""
_TORN = 0.05
"""That of an end that tears apart what is read together: a number, or a sign, and what it counts; words and source."""
_LOOSE_LETTER = 0.02
"""That of a line that ends with a word of one letter: “a”, “I”."""
_OPENERS = "(\"“‘'[~<>≤≥≈±+−"


class _Best(NamedTuple):
    """The least cost of lines that end before a word, with the last of them: where it begins, and its width."""

    cost: float
    begin: int
    width: float


@dataclass(frozen=True, eq=False)
class Galley:
    """Words that are measured and not yet broken. Positions are in points, as if all stood in one line."""

    words: list[Word]
    begins: list[float]
    """Where each word begins."""
    ends: list[float]
    """Where a line ends that has so many words in it and before it; the first is that of none."""
    widest: float
    """The width of the widest word."""

    @cached_property
    def tears(self) -> list[float]:
        """What it costs to end a line behind so many words."""
        return [0.0, *map(_tear, self.words, self.words[1:]), 0.0]

    @cached_property
    def widest_part(self) -> float:
        """The width of the widest part of a word that is broken at its signs only, in points."""
        return max((width_of(_joined(part)) for word in self.words for part in _parts(_marked(word))), default=0.0)


def galley_of(runs: Sequence[Run]) -> Galley:
    """Cut runs into words, and measure them."""
    return _galley(words_of(runs))


def _galley(words: list[Word]) -> Galley:
    begins, ends, widest, at = [], [0.0], 0.0, 0.0
    for word in words:
        begins.append(at)
        width = width_of(word)
        hyphen = hyphen_behind(word)
        full = width + hyphen.width if hyphen is not None else width
        widest = max(widest, full)
        ends.append(at + full)
        at += width + space_behind(word)
    return Galley(words, begins, ends, widest)


def paragraph_lines(galley: Galley, measure: float, balance: str, goes_on: bool = False) -> list[TextLine]:
    """Break a paragraph into lines no wider than `measure` points; `balance` is its style's.

    Where it goes on elsewhere, how full its last line here is depends on the page's end, and is not seen to.
    """
    if galley.widest > measure + EPSILON:
        return _with_broken_words(galley, measure, balance, goes_on)
    return _set(galley, measure, balance, goes_on)


def _set(galley: Galley, measure: float, balance: str, goes_on: bool) -> list[TextLine]:
    """Break where no word is torn."""
    count = len(galley.words)
    begins = _first_fit(galley, measure)
    if len(begins) > 1 and balance == COLON:
        colon = next(
            (at for at, word in enumerate(galley.words[:-1], 1) if word.bits[-1].piece.text.rstrip().endswith(":")), 0
        )
        above, below = (_galley(words) for words in (galley.words[:colon], galley.words[colon:]))
        lines = _set(above, measure, LAST_WORD, False) if colon else []
        return [*(line._replace(last=False) for line in lines), *_set(below, measure, LAST_WORD, goes_on)]
    if len(begins) > 1:
        is_lonely = begins[-1] == count - 1
        wants_balance = balance == "full" or (balance in (LAST_WORD, COLON) and is_lonely)
        even = wants_balance and len(begins) <= MOST_BALANCED and not goes_on
        begins = _total_fit(galley, measure, begins, _even if even else _free if goes_on else _ragged)
    return [
        _line(galley.words[begin:end], galley.ends[end] - galley.begins[begin], end == count)
        for begin, end in itertools.pairwise([*begins, count])
    ] or [TextLine([], 0.0, last=True)]


def _line(words: list[Word], width: float, last: bool) -> TextLine:
    """Make a line of words that are so wide with the hyphen that shows at its end."""
    joint = words[-1].joint
    if last or joint == " ":
        return TextLine(words, width, last=last)
    hyphen = hyphen_behind(words[-1])
    return TextLine(words, width - hyphen.width if hyphen is not None else width, broken=True, hyphen=hyphen)


def _first_fit(galley: Galley, measure: float) -> list[int]:
    """Return the words that begin lines, where each line is as full as it goes."""
    begins, count = [], len(galley.words)
    at = 0
    while at < count:
        begins.append(at)
        at = max(at + 1, bisect_right(galley.ends, galley.begins[at] + measure + EPSILON) - 1)
    return begins


def _earliest(galley: Galley, measure: float, count: int) -> list[int]:
    """Return the first word that each of `count` lines may begin with, so that what follows fits into the rest."""
    begins, end = [0] * count, len(galley.words)
    for line in range(count - 1, 0, -1):
        end = max(line, min(end - 1, bisect_left(galley.begins, galley.ends[end] - measure - EPSILON)))
        begins[line] = end
    return begins


def _total_fit(galley: Galley, measure: float, latest: list[int], ending: Callable[[float, bool], float]) -> list[int]:
    """Return the words that begin the lines of least cost; `latest` are those of the first fit."""
    earliest = _earliest(galley, measure, len(latest))
    if earliest == latest:
        return latest
    begins, ends, tears = galley.begins, galley.ends, galley.tears
    layers = [{0: _Best(0.0, 0, measure)}]
    for line in range(1, len(latest)):
        above = layers[-1]
        floor = min(best.cost for best in above.values())
        found: dict[int, _Best] = {}
        for end in range(earliest[line], latest[line] + 1):
            least, chosen, wide = math.inf, 0, 0.0
            fullest = min(end - 1, bisect_left(begins, ends[end] - measure - EPSILON))
            for begin in range(max(earliest[line - 1], fullest), min(latest[line - 1], end - 1) + 1):
                width = ends[end] - begins[begin]
                cost = (1 - width / measure) ** 2
                if floor + cost > least:
                    break
                cost += above[begin].cost
                if line > 1:
                    cost += _step(abs(width - above[begin].width) / measure)
                if cost <= least:
                    least, chosen, wide = cost, begin, width
            found[end] = _Best(least + tears[end], chosen, wide)
        layers.append(found)
    count = len(galley.words)

    def whole(last: int) -> float:
        """Return the cost of all lines where the last begins with a word."""
        best, width = layers[-1][last], ends[count] - begins[last]
        return best.cost + ending(width / measure, last == count - 1) + _step((width - best.width) / measure)

    at = min(reversed(layers[-1]), key=whole)
    chosen_begins = [at]
    for layer in reversed(layers[1:]):
        at = layer[at].begin
        chosen_begins.append(at)
    return chosen_begins[::-1]


def _step(share: float) -> float:
    return (share - _STEP_FREE) ** 2 if share > _STEP_FREE else 0.0


def _ragged(share: float, is_lonely: bool) -> float:
    """Return the cost of a paragraph's last line that fills a share of the measure."""
    cost = _STUB * max(0.0, 1 - share / _STUB_WIDTH)
    return cost + _LONELY * (1 - share) if is_lonely else cost


def _even(share: float, is_lonely: bool) -> float:
    """Return the cost of the last line of a balanced text: that of any other."""
    return (1 - share) ** 2


def _free(share: float, is_lonely: bool) -> float:
    """Return the cost of a last line that is not the paragraph's."""
    return 0.0


def _tear(word: Word, following: Word) -> float:
    """Return what it costs to end a line between two words."""
    text, end = word.bits[0].piece.text, word.bits[-1].piece.text
    begin = text.lstrip(_OPENERS)
    counts = end[-1:].isnumeric() and begin[:1].isnumeric()
    if counts or word.joint == SOFT_HYPHEN or _is_reference(following):
        return _TORN
    if len(begin) > 1 or len(word.bits) > 1:
        return 0.0
    if _is_sign(text):
        return _TORN
    is_loose = begin.isalpha() and (begin.islower() or begin in "AI")
    return _LOOSE_LETTER if is_loose else 0.0


def _is_sign(text: str) -> bool:
    """Tell whether a word is one sign: ☐, ✓, ≥, +."""
    return len(text) == 1 and unicodedata.category(text).startswith("S")


def _is_reference(word: Word) -> bool:
    """Tell whether a word is the number of a source, in its brackets."""
    return word.bits[0].run.link.startswith("#") and word.bits[0].piece.text.startswith("[")


# Words wider than their column ----------------------------------------------------------------------


def _with_broken_words(galley: Galley, measure: float, balance: str, goes_on: bool) -> list[TextLine]:
    """Fill the lines in turn as far as words are broken; what follows is set as any text is."""
    lines = _first_fit_by_parts(galley.words, measure)
    firm = max((at for at, line in enumerate(lines, 1) if line.broken), default=0)
    rest = [word for line in lines[firm:] for word in line.words]
    return [*lines[:firm], *_set(_galley(rest), measure, balance, goes_on)]


_Marked = list[tuple[str, Bit]]
"""Letters with all that hangs on them, each with the bit that it stands in."""


def _marked(word: Word) -> _Marked:
    return [(letter, bit) for bit in word.bits for letter in clusters(bit.piece.text)]


def _chopped(word: Word, measure: float) -> list[tuple[Word, Piece | None]]:
    """Break a word that is wider than the column; returns its parts with the hyphens behind them."""
    marked = _marked(word)
    is_address = bool(_ADDRESS.search("".join(char for char, _ in marked)))
    parts: list[tuple[Word, Piece | None]] = []
    at = 0
    while at < len(marked):
        count, hyphen = _fitting((marked[each] for each in range(at, len(marked))), measure), None
        if at + count < len(marked):
            # What is some lines further on has no say in where this one ends.
            count, hyphen = _break(marked[at : at + 4 * count], count, measure, is_address)
            # Letters that are kerned apart take more room together than alone.
            room = measure - (hyphen.width if hyphen is not None else 0.0) + EPSILON
            while count > 1 and width_of(_joined(marked[at : at + count])) > room:
                count -= 1
        is_last = at + count == len(marked)
        parts.append((_joined(marked[at : at + count], word.joint if is_last else ""), hyphen))
        at += count
    return parts


def _fitting(marked: Iterable[tuple[str, Bit]], measure: float) -> int:
    """Return how many letters fit into a measure; one at least."""
    used, count = 0.0, 0
    for letter, bit in marked:
        used += bit.piece.face.width(letter, bit.piece.size, bit.piece.level)
        if used > measure and count:
            break
        count += 1
    return count


def _break(marked: _Marked, count: int, measure: float, is_address: bool) -> tuple[int, Piece | None]:
    """Choose where to break a word of which `count` letters fit; returns how many stay, and the hyphen.

    Best is a sign that fills half a line, or one that joins words if what follows it is whole; between
    letters stands a hyphen.
    """
    signs = [at + 1 for at in range(count) if marked[at][0] in _BREAK_AFTER]
    if signs and signs[-1] > count // 2:
        return signs[-1], None
    if is_address:
        return count, None
    text = [letter for letter, _ in marked]
    joined = max((at for at in signs if text[at - 1] in _JOINS), default=0)
    following = next(_parts(marked[joined:]))
    if joined and _fitting(following, measure) == len(following):
        return joined, None
    hyphen = marked[count - 1][1].piece._replace(text="-")
    fitting = _fitting(marked, measure - hyphen.width)
    letters = max((at for at, letter in enumerate(text, 1) if _is_letter(letter)), default=0)
    at = min(fitting, max(LEAST_PART, letters - LEAST_PART))
    return (at, hyphen) if _is_letter(text[at - 1]) and _is_letter(text[at]) else (count, None)


def _is_letter(letter: str) -> bool:
    """Tell whether it is a letter of a script that hyphens are used in: those with capitals."""
    return letter.lower() != letter.upper()


def _joined(marked: _Marked, joint: str = "") -> Word:
    """Put letters of the same bit together again."""
    bits: list[Bit] = []
    for bit, group in itertools.groupby(marked, key=lambda pair: pair[1]):
        piece = bit.piece._replace(text="".join(letter for letter, _ in group), before="", after="")
        bits.append(bit._replace(piece=piece, width=piece.width))
    return Word(bits, joint)


def _first_fit_by_parts(words: list[Word], measure: float) -> list[TextLine]:
    """Fill lines in turn, and break the words that are wider than one."""
    lines: list[TextLine] = []
    line: list[Word] = []
    used = 0.0
    for word in words:
        parts = [(word, None)] if width_of(word) <= measure + EPSILON else _chopped(word, measure)
        for index, (part, hyphen) in enumerate(parts):
            width, shown = width_of(part), hyphen_behind(part)
            gap = space_behind(line[-1]) if line else 0.0
            full = width + shown.width if shown is not None else width
            if line and used + gap + full > measure + EPSILON:
                end = hyphen_behind(line[-1])
                lines.append(_line(line, used + end.width if end is not None else used, last=False))
                line, used, gap = [], 0.0, 0.0
            line.append(part)
            used += gap + width
            if index < len(parts) - 1:
                lines.append(TextLine(line, used, broken=True, hyphen=hyphen))
                line, used = [], 0.0
    return [*lines, TextLine(line, used)]


def _parts(marked: _Marked) -> Iterator[_Marked]:
    """Yield the parts of a word that end with a sign, and what is left."""
    begin = 0
    for at, (char, _) in enumerate(marked, 1):
        if char in _BREAK_AFTER or at == len(marked):
            yield marked[begin:at]
            begin = at
