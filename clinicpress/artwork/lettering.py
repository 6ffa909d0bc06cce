"""The words of a drawn SVG, read from its page as any PDF reader does: what is there, how large, and where.

The renderer leaves out words without a sound where it has no letters for them; what was asked for
is held against what is on the page.
"""

from __future__ import annotations

import ctypes
import io
import math
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

from clinicpress.artwork.svgfile import Flaw
from clinicpress.artwork.svgplain import OUTLINES, Words

SLACK = 0.1
"""How far a letter may reach over the edge, as a share of its size: round ones do, and edges have a line's width."""
_MOVE_IN = "move them inside of its page (the viewBox), or make the page larger"


class _Letter(NamedTuple):
    char: str
    size: float
    left: float
    bottom: float
    right: float
    top: float


class Lettering(NamedTuple):
    """What the words of a page are like."""

    smallest: float
    """The size of the smallest, in points of the page; 0 where there are none."""
    flaws: list[Flaw]


def lettering_of(pdf: bytes, asked: Sequence[Words]) -> Lettering:
    """Read the words of the one page of a PDF, and hold them against those that were asked for."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        wide, high = page.get_size()
        letters = _letters(page)
    finally:
        document.close()
    flaws = _lost(letters, asked)
    beyond = [letter for letter in letters if _reach(letter, wide, high) > SLACK * letter.size]
    if beyond and not flaws:
        text = "".join(letter.char for letter in beyond)[:40]
        flaws.append(Flaw(0, f"has words that reach over its edge, or lie beside its page: “…{text}”", _MOVE_IN))
    return Lettering(min((letter.size for letter in letters), default=0.0), flaws)


def painted(pdf: bytes, scale: float) -> bytes:
    """Paint the one page of a PDF on white, with so many pixels for a point; returns a PNG."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        picture = document[0].render(scale=scale).to_pil().convert("RGB")
    finally:
        document.close()
    file = io.BytesIO()
    picture.save(file, "PNG", optimize=True)
    return file.getvalue()


def _letters(page: pypdfium2.PdfPage) -> list[_Letter]:
    text = page.get_textpage()
    found = []
    for index in range(text.count_chars()):
        char = chr(raw.FPDFText_GetUnicode(text, index))
        if char.isspace() or raw.FPDFText_IsGenerated(text, index) == 1:
            continue
        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(text, index, ctypes.byref(matrix))
        size = raw.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
        found.append(_Letter(char, size, *text.get_charbox(index)))
    return found


def _reach(letter: _Letter, wide: float, high: float) -> float:
    """Return by how much a letter reaches over the edges of a page; less than nothing inside of it."""
    return max(-letter.left, -letter.bottom, letter.right - wide, letter.top - high)


def _lost(letters: Sequence[_Letter], asked: Sequence[Words]) -> list[Flaw]:
    """Return the words that are not on the page: their letters are counted, whatever their order."""
    there = Counter(_plain("".join(letter.char for letter in letters)))
    flaws = []
    for words in asked:
        wanted = Counter(_plain(words.text))
        if wanted - there:
            flaws.append(Flaw(words.line, f"has words that cannot be printed: “{words.text[:40]}”", OUTLINES))
        there -= wanted
    return flaws


def _plain(text: str) -> str:
    """Return the letters of a text that can be compared: without marks, ligatures and what prints nothing."""
    parted = unicodedata.normalize("NFKD", text)
    return "".join(char for char in parted if unicodedata.category(char)[0] in "LNPS")
