"""Shaping: words become sorts, each a piece of type with the letters that it stands for.

HarfBuzz chooses the glyphs of a word and their places: kerned, joined, stacked and reordered as the
script wants them. What belongs together (a letter with its marks, a ligature) is one sort, and a PDF
has one code for each: so what is read back is what was written, whatever the glyphs are. Where readers
disagree about codes that stand for several letters, further codes without ink tell the others.
"""

from __future__ import annotations

import operator
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple
from unicodedata import category, combining

import uharfbuzz as hb

from clinicpress.foundry.truetype import TrueType
from clinicpress.ground.characters import SOFT_HYPHEN
from clinicpress.scripts.bidiclasses import mirrored

LEAST_SPACE = 0.2
"""The narrowest space between words that run to the right, in ems: else “5 mL” would look like one."""
MOST_WORDS = 2048
"""How many words of a face are remembered."""
_WORDS = re.compile("( )")
_GLYPH, _ADVANCE = operator.attrgetter("codepoint"), operator.attrgetter("x_advance")
_UNSEEN = frozenset("\u034f\u200b\u200c\u200d\u2060\ufe0e\ufe0f")
"""What is read and not seen: joiners, and what chooses between forms."""
_JOINED = re.compile("[^\u0000-\u058f\u1e00-\u2e7f]")
"""Letters of scripts that join and stack them: how far they reach is their width, for readers take the wider of what a
line moves between them for spaces. Of others, the same letter is the same sort, kerned or not."""
_CONSONANTS_MEET = 9
"""The combining class of the signs by which a consonant is written into the next (viramas)."""
_DOTTED_CIRCLE = "\u25cc"
"""What HarfBuzz puts under marks that stand on no letter."""


class Sort(NamedTuple):
    """A piece of type: the text that it stands for, its glyphs at their places, and its width, in the font's units."""

    text: str
    parts: tuple[tuple[int, int, int], ...]
    """Glyphs, each with how far right and up it stands."""
    advance: int


class Shaped(NamedTuple):
    """A word as it is set, from left to right."""

    sorts: tuple[tuple[float, Sort], ...]
    """Each with the kern before it, in thousandths of the type size."""
    kern: float
    """That behind the last."""
    width: float
    """In ems, with all kerns."""


class _Alone(dict[tuple[str, int, int], tuple[Sort, float]]):
    """The sorts of characters that are one glyph each, with the kern behind, by character, glyph and advance."""

    def __init__(self, font: hb.Font, em: int) -> None:
        self._font, self._em = font, em

    def __missing__(self, key: tuple[str, int, int]) -> tuple[Sort, float]:
        char, glyph, advance = key
        sort = Sort(char, ((glyph, 0, 0),), self._font.get_glyph_h_advance(glyph))
        # Where the line moves on by something else than its width, it is kerned.
        kern = advance - sort.advance
        found = self[key] = sort, round(kern * (1000 / self._em), 2) if kern else 0.0
        return found


class Shaper:
    """Shapes the words of one language in one font; what was shaped is remembered."""

    def __init__(self, font: TrueType, language: str) -> None:
        self._font = hb.Font(hb.Face(font.content))
        self._em = font.em
        self._circle = self._font.get_nominal_glyph(ord(_DOTTED_CIRCLE))
        self._language = language
        self._buffer = hb.Buffer()
        self._buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        self._alone = _Alone(self._font, self._em)
        self.shape = lru_cache(maxsize=MOST_WORDS)(self._shape)
        """Shape a word: its letters in their order, and whether it is set from right to left.

        Letters of the same word `before` and `after` it, in another look, may be given: it is joined to them.
        """

    def _shape(self, word: str, to_the_left: bool, before: str = "", after: str = "") -> Shaped:
        shaped = self._shaped(word, to_the_left, before, after)
        if word == " " and not to_the_left and shaped.width < LEAST_SPACE:
            # Fonts such as those for Nastaliq part the words of their own script otherwise.
            [(_, sort)] = shaped.sorts
            wide = round(LEAST_SPACE * self._em)
            return shaped._replace(sorts=((0.0, sort._replace(advance=wide)),), kern=0.0, width=wide / self._em)
        return shaped

    def _shaped(self, word: str, to_the_left: bool, before: str, after: str) -> Shaped:
        # A soft hyphen that is to be set is one that shows.
        buffer = self._holding(word.replace(SOFT_HYPHEN, "-"), before, after)
        buffer.direction = "rtl" if to_the_left else "ltr"
        hb.shape(self._font, buffer)
        glyphs, places = buffer.glyph_infos, buffer.glyph_positions
        if not glyphs:
            # Nothing, or joiners alone: those are read.
            return Shaped(((0.0, Sort(word, (), 0)),) if word else (), 0.0, 0.0)
        if not to_the_left and len(glyphs) == len(word) and word.isascii():
            return self._each_alone(word, map(_GLYPH, glyphs), [*map(_ADVANCE, places)])
        clusters = [glyph.cluster - len(before) for glyph in glyphs]
        begins = _seams(word, set(clusters), to_the_left)
        ends = [*begins[1:], len(word)]
        scale = 1000 / self._em
        sorts: list[tuple[float, Sort]] = []
        at, kern, width = 0, 0, 0
        joined = to_the_left or _JOINED.search(word) is not None
        while at < len(glyphs):
            piece, pen = bisect_right(begins, clusters[at]) - 1, 0
            parts: list[tuple[int, int, int]] = []
            while at < len(glyphs) and begins[piece] <= clusters[at] < ends[piece]:
                glyph, place = glyphs[at].codepoint, places[at]
                if word[clusters[at]] not in _UNSEEN:
                    parts.append((glyph, pen + place.x_offset, place.y_offset))
                pen += place.x_advance
                at += 1
            own = max(0, pen)
            if not joined and len(parts) == 1:
                own = self._font.get_glyph_h_advance(parts[0][0])
            sorts.append((round(kern * scale, 2), Sort(word[begins[piece] : ends[piece]], tuple(parts), own)))
            kern = pen - own
            width += pen
        told = _mirrored(sorts) if to_the_left else _marks_apart(sorts)
        return Shaped(tuple(told), round(kern * scale, 2), width / self._em)

    def _holding(self, text: str, before: str = "", after: str = "") -> hb.Buffer:
        """Return the buffer with nothing but a text in it, and what stands beside that."""
        buffer = self._buffer
        buffer.clear_contents()
        buffer.add_str(before + text + after, len(before), len(text))
        buffer.guess_segment_properties()
        # Not what the machine's own language would be.
        buffer.language = self._language
        return buffer

    def seats(self, letter: str) -> bool:
        """Tell whether a letter and its marks can be set as one.

        Marks of all scripts must be composed with it or attached to it by the font (OpenType, GPOS “mark” and
        “mkmk”); those of one script are trusted to its fonts, where HarfBuzz finds them in an order that is none
        and puts a dotted circle under them.
        """
        glyphs, attached = self._placed(letter, attach=True)
        if 0 in glyphs or (self._circle in glyphs and _DOTTED_CIRCLE not in letter):
            return False
        if not all(unicodedata.name(mark, "").startswith("COMBINING ") for mark in letter[1:]):
            return True
        _, loose = self._placed(letter, attach=False)
        return all(map(operator.ne, attached[1:], loose[1:]))

    def _placed(self, letter: str, attach: bool) -> tuple[list[int], list[tuple[int, int]]]:
        """Return the glyphs of a letter and how far each stands from its own place, with or without its marks' ones."""
        buffer = self._holding(letter)
        hb.shape(self._font, buffer, {"mark": attach, "mkmk": attach})
        glyphs = [glyph.codepoint for glyph in buffer.glyph_infos]
        return glyphs, [(place.x_offset, place.y_offset) for place in buffer.glyph_positions]

    def _each_alone(self, word: str, glyphs: Iterable[int], advances: Sequence[int]) -> Shaped:
        """Set a word of which each character is one glyph, as most are, with nothing moved but by kerns."""
        sorts, kerns = zip(*map(self._alone.__getitem__, zip(word, glyphs, advances, strict=True)), strict=True)
        return Shaped(tuple(zip((0.0, *kerns[:-1]), sorts, strict=True)), kerns[-1], sum(advances) / self._em)

    def width(self, text: str, to_the_left: bool = False) -> float:
        """Return the width of a text in ems."""
        if " " not in text:
            return self.shape(text, to_the_left).width
        return sum([self.shape(word, to_the_left).width for word in words_in(text)])


def _seams(word: str, clusters: set[int], to_the_left: bool) -> list[int]:
    """Return where the sorts of a word begin, of the places at which its clusters do.

    Consonants that are written into one another are one: some readers take letters that lie upon each other for the
    same letter twice. A joiner is told with the letter behind it, for pdf.js tells no code that ends in one; but from
    right to left each letter has a code of its own (see `_mirrored`).
    """
    if to_the_left:
        return sorted(clusters)
    return sorted(
        at for at in clusters if not at or not (word[at - 1] in _UNSEEN or combining(word[at - 1]) == _CONSONANTS_MEET)
    )


def _marks_apart(sorts: Sequence[tuple[float, Sort]]) -> Iterator[tuple[float, Sort]]:
    """Tell the marks of letters, and what follows them in a sort, by a code that has neither ink nor width.

    For pdf.js takes all codes that stand for marks for such, and would part words where they are wide.
    """
    for kern, sort in sorts:
        mark = next((at for at, char in enumerate(sort.text) if at and category(char) == "Mn"), 0)
        if mark:
            yield kern, sort._replace(text=sort.text[:mark])
            yield 0.0, Sort(sort.text[mark:], (), 0)
        else:
            yield kern, sort


def _mirrored(sorts: Sequence[tuple[float, Sort]]) -> Iterator[tuple[float, Sort]]:
    """Tell each letter by a code of its own, and of brackets those that are seen.

    Readers turn lines round that run from right to left, and don't agree about the letters of one code. So the
    first letter of a ligature has all of its ink, and the others have codes to the left of it, without ink and width.
    """
    for kern, sort in sorts:
        first, others = sort.text[:1], sort.text[1:]
        for letter in reversed(others):
            yield kern, Sort(letter, (), 0)
            kern = 0.0
        yield kern, sort._replace(text=first if others else mirrored(first))


@lru_cache(maxsize=MOST_WORDS)
def words_in(text: str) -> tuple[str, ...]:
    """Cut a text into what is shaped at once: words, and spaces."""
    return tuple([part for part in _WORDS.split(text) if part])
