"""The words of an SVG, set in the theme's faces: every letter gets its place before anything is drawn.

The faces that a file names are never looked for: they may lie on one machine and not on the next.
Places, anchors and shifts follow SVG 2, chapter 11; what we do not set (letters along a curve,
scripts that join or run to the left) is told.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from clinicpress.artwork.svgfile import Element, Flaw, Unfit
from clinicpress.artwork.svgstyle import LETTER, BadValue, Sheet, Style, length, weight
from clinicpress.looks.fonts import Chain, Face

MAX_LETTERS = 20_000
SUB, SUPER = 0.2, 0.4
"""By how many ems of the type around it a subscript is lowered and a superscript raised."""
_ANCHORS = {"start": 0.0, "middle": 0.5, "end": 1.0}
_TO_THE_LEFT = ("R", "AL", "AN", "RLE", "RLO", "RLI")
Faces = Callable[[int, bool], Chain]
"""Returns the faces of a weight, upright or italic."""


@dataclass(frozen=True)
class Setting:
    """Letters that are printed in one go."""

    text: str
    x: float
    y: float
    size: float
    face: Face
    style: Style


@dataclass(eq=False)
class _Letter:
    char: str
    style: Style
    face: Face
    rise: float
    places: dict[str, float] = field(default_factory=dict)
    """Its own x, y, dx and dy, where it has them."""

    @property
    def size(self) -> float:
        return float(self.style["font-size"])


def _keeps_spaces(style: Style) -> bool:
    """Tell whether spaces beside each other stay apart (SVG 2, 11.4)."""
    return style["xml:space"] == "preserve" or style["white-space"].startswith(("pre", "break"))


class TextSetter:
    """Sets the text elements of one picture."""

    def __init__(self, sheet: Sheet, faces: Faces, viewport: tuple[float, float]) -> None:
        self._sheet, self._faces, self._viewport = sheet, faces, viewport
        self._chains: dict[tuple[int, bool], Chain] = {}

    def set(self, element: Element, style: Style) -> list[Setting]:
        """Return what a text element prints; raises BadValue for values that cannot be read."""
        letters: list[_Letter] = []
        self._collect(element, style, 0.0, letters)
        if letters and letters[-1].char == " " and not _keeps_spaces(letters[-1].style):
            letters.pop()
        return self._placed(letters)

    def _collect(self, element: Element, style: Style, rise: float, letters: list[_Letter]) -> None:
        begin = len(letters)
        count = sum(len(kid) for kid in element.kids if isinstance(kid, str))
        if begin + count > MAX_LETTERS:
            raise Unfit.one(
                element.line, f"has more than {MAX_LETTERS} letters", "a picture has words to name its parts"
            )
        self._sheet.spend(count, LETTER)
        chain, preserve = self._chain(style), _keeps_spaces(style)
        for kid in element.kids:
            if isinstance(kid, str):
                for char in kid:
                    char = " " if char in "\n\r\t" else char
                    if char != " " or preserve or (letters and letters[-1].char != " "):
                        letters.append(_Letter(char, style, self._face(char, chain, element.line), rise))
            elif kid.name in ("tspan", "a"):
                inner = self._sheet.style(kid, style)
                if inner["display"] != "none":
                    self._collect(kid, inner, rise + self._rise(inner, style), letters)
                if inner["opacity"] not in ("1", "1.0") or inner["clip-path"] != "none":
                    self._flaw(kid.line, "has words that are see-through or cut by a shape")
            elif kid.name not in ("title", "desc", "metadata"):
                self._flaw(kid.line, f"has words in a <{kid.name}>, which cannot be printed")
        own = letters[begin:]
        for key, axis in (("x", 0), ("dx", 0), ("y", 1), ("dy", 1)):
            for letter, value in zip(own, element.attributes.get(key, "").replace(",", " ").split(), strict=False):
                place = length(value, self._viewport[axis], float(style["font-size"]))
                letter.places.setdefault(key, place)

    def _flaw(self, line: int, message: str) -> None:
        self._sheet.flaws.append(Flaw(line, message))

    def _chain(self, style: Style) -> Chain:
        key = weight(style["font-weight"]), style["font-style"] in ("italic", "oblique")
        if key not in self._chains:
            self._chains[key] = self._faces(*key)
        return self._chains[key]

    def _face(self, char: str, chain: Chain, line: int) -> Face:
        face = chain.face_for(char)
        shown = f"the character “{char}” (U+{ord(char):04X})"
        if ord(char) not in face.glyphs and not char.isspace():
            self._flaw(line, f"holds {shown}, which no font has")
        elif unicodedata.combining(char):
            self._flaw(line, f"holds {shown}, a mark that would not stand over its letter")
        elif unicodedata.bidirectional(char) in _TO_THE_LEFT:
            self._flaw(line, f"holds {shown} of a script that runs to the left")
        return face

    def _rise(self, style: Style, around: Style) -> float:
        """Return by how much the letters of an element are raised."""
        size, said = float(around["font-size"]), style["baseline-shift"]
        named = {"baseline": 0.0, "sub": -SUB * size, "super": SUPER * size}
        return named[said] if said in named else length(said, size, size)

    def _placed(self, letters: Sequence[_Letter]) -> list[Setting]:
        """Give the letters their places: each that has an x or y of its own begins a chunk with its own anchor."""
        found: list[Setting] = []
        x = y = 0.0
        begin = 0
        while begin < len(letters):
            end = begin + 1
            while end < len(letters) and not {"x", "y"} & letters[end].places.keys():
                end += 1
            chunk = letters[begin:end]
            first = chunk[0]
            anchor = first.style["text-anchor"]
            if anchor not in _ANCHORS:
                raise BadValue(anchor)
            width = sum(each.face.width(each.char, each.size) for each in chunk)
            width += sum(each.places.get("dx", 0.0) for each in chunk[1:])
            x = first.places.get("x", x) - _ANCHORS[anchor] * width
            y = first.places.get("y", y)
            x, y = self._set_chunk(chunk, x, y, found)
            begin = end
        return [setting for setting in found if setting.text.strip()]

    def _set_chunk(self, chunk: Sequence[_Letter], x: float, y: float, found: list[Setting]) -> tuple[float, float]:
        """Set letters one after the other; returns where the next would stand."""
        last: _Letter | None = None
        for letter in chunk:
            x += letter.places.get("dx", 0.0)
            y += letter.places.get("dy", 0.0)
            goes_on = last and not letter.places and letter.style is last.style and letter.face is last.face
            if goes_on:
                before = found[-1]
                found[-1] = Setting(
                    before.text + letter.char, before.x, before.y, before.size, before.face, before.style
                )
            else:
                found.append(Setting(letter.char, x, y - letter.rise, letter.size, letter.face, letter.style))
            x += letter.face.width(letter.char, letter.size)
            last = letter
        return x, y
