"""The stock: the characters that plates have for the words of all clinics, and how words are written with them.

Plates of one stock have the same codes for them. What was written once is kept with the plate: clinics share words.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from clinicpress.drawing.typecase import Kerned, in_hex, sorts_alone
from clinicpress.foundry.shaping import Sort
from clinicpress.looks.fonts import Face

MOST_WORDS = 1024
"""How many words are remembered."""


class Stock:
    """The fonts of plates by the names of their faces, with the codes of the characters that are in stock."""

    def __init__(self, fonts: Mapping[str, tuple[str, Mapping[str, int]]]) -> None:
        """Take for each face the font's resource and the characters' codes."""
        self._fonts = fonts
        self._known: dict[str, tuple[str, Mapping[Sort, str]]] = {}
        self._kerned: dict[str, Kerned] = {}
        self._word = lru_cache(maxsize=MOST_WORDS)(self._written)

    def of(self, face: Face) -> tuple[str, Mapping[Sort, str]]:
        """Return the font resource of a face, and the codes of its sorts."""
        found = self._known.get(face.name)
        if found is None:
            resource, codes = self._fonts.get(face.name, ("", {}))
            written = {sort: in_hex(codes[char]) for char, sort in sorts_alone(face, codes)}
            found = self._known[face.name] = resource, written
        return found

    def array(self, face: Face, text: str, to_the_left: bool) -> str:
        """Write a text as it stands in an array of codes; raises KeyError where not all of it is in stock."""
        words = [self._word(face, word, to_the_left) for word in text.split(" ")]
        if len(words) == 1:
            return words[0]
        return self._word(face, " ", to_the_left).join(words[::-1] if to_the_left else words)

    def _written(self, face: Face, word: str, to_the_left: bool) -> str:
        if (kerned := self._kerned.get(face.name)) is None:
            kerned = self._kerned[face.name] = Kerned(self.of(face)[1].__getitem__)
        return kerned.word(face.shaper.shape(word, to_the_left))
