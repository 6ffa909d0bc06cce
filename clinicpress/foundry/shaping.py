"""Shaping: words become sorts, each a piece of type with the letters that it stands for.

HarfBuzz chooses the glyphs of a word and their places: kerned, joined, stacked and reordered as the
script wants them. What belongs together (a letter with its marks, a ligature) is one sort, and a PDF
has one code for each: so what is read back is what was written, whatever the glyphs are.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

import uharfbuzz as hb

from clinicpress.foundry.truetype import TrueType
from clinicpress.ground.characters import SOFT_HYPHEN
from clinicpress.scripts.bidiclasses import mirrored

MOST_WORDS = 16_384
"""How many words of a face are remembered."""
_WORDS = re.compile("( )")
_UNSEEN = frozenset("\u034f\u200b\u200c\u200d\u2060\ufe0e\ufe0f")
"""What is read and not seen: joiners, and what chooses between forms."""


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
    lacks: bool
    """The font has not all of it."""


class Shaper:
    """Shapes the words of one language in one font; what was shaped is remembered."""

    def __init__(self, font: TrueType, language: str) -> None:
        self._font = hb.Font(hb.Face(font.content))
        self._em = font.em
        self._language = language
        self.shape = lru_cache(maxsize=MOST_WORDS)(self._shape)
        """Shape a word: its letters in their order, and whether it is set from right to left."""

    def _shape(self, word: str, to_the_left: bool) -> Shaped:
        buffer = hb.Buffer()
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        # A soft hyphen that is to be set is one that shows.
        buffer.add_str(word.replace(SOFT_HYPHEN, "-"))
        buffer.guess_segment_properties()
        # Not what the machine's own language would be.
        buffer.language = self._language
        buffer.direction = "rtl" if to_the_left else "ltr"
        hb.shape(self._font, buffer)
        glyphs, places = buffer.glyph_infos, buffer.glyph_positions
        if not glyphs:
            # Nothing, or joiners alone: those are read.
            return Shaped(((0.0, Sort(word, (), 0)),) if word else (), 0.0, 0.0, False)
        begins = sorted({glyph.cluster for glyph in glyphs})
        ends = dict(zip(begins, [*begins[1:], len(word)], strict=True))
        scale = 1000 / self._em
        sorts: list[tuple[float, Sort]] = []
        at, kern, width, lacks = 0, 0, 0, False
        while at < len(glyphs):
            cluster, pen = glyphs[at].cluster, 0
            parts: list[tuple[int, int, int]] = []
            while at < len(glyphs) and glyphs[at].cluster == cluster:
                glyph, place = glyphs[at].codepoint, places[at]
                parts.append((glyph, pen + place.x_offset, place.y_offset))
                pen += place.x_advance
                lacks = lacks or not glyph
                at += 1
            text = word[cluster : ends[cluster]]
            if to_the_left and len(text) == 1:
                # What is read is the bracket that is seen.
                text = mirrored(text)
            if all(char in _UNSEEN for char in text):
                parts, own = [], 0
            elif len(parts) == 1:
                own = self._font.get_glyph_h_advance(parts[0][0])
                [(glyph, right, up)] = parts
                if to_the_left and right and right == pen - own:
                    # Letters that run to the left are kerned on their right: that is before them on the line.
                    kern += right
                    parts, pen = [(glyph, 0, up)], own
                    width += right
            else:
                own = max(0, pen)
            sorts.append((round(kern * scale, 2), Sort(text, tuple(parts), own)))
            kern = pen - own
            width += pen
        return Shaped(tuple(sorts), round(kern * scale, 2), width / self._em, lacks)

    def width(self, text: str, to_the_left: bool = False) -> float:
        """Return the width of a text in ems."""
        if " " not in text:
            return self.shape(text, to_the_left).width
        return sum([self.shape(word, to_the_left).width for word in words_in(text)])


@lru_cache(maxsize=MOST_WORDS)
def words_in(text: str) -> tuple[str, ...]:
    """Cut a text into what is shaped at once: words, and spaces."""
    return tuple([part for part in _WORDS.split(text) if part])
