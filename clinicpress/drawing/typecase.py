"""The type case of a document: its fonts, with a code for each sort in the order in which they were asked for.

Texts are written as arrays of codes with the kerns between them (ISO 32000-1, 9.4.3, TJ), a word at a
time, so that a word that comes again is looked up and not set again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from clinicpress.foundry.shaping import Shaped, Sort, words_in
from clinicpress.looks.fonts import Face


class TypeCase:
    """Fonts by the names of their faces, and the codes of their sorts, counted from 1."""

    def __init__(self) -> None:
        self.fonts: dict[str, tuple[str, Face, dict[Sort, int]]] = {}
        """For each face the name of its resource, itself, and its sorts with their codes."""
        self._kerned: dict[str, Kerned] = {}
        self._set: dict[tuple[str, int], dict[tuple[str, str, str], str]] = {}

    def font(self, face: Face) -> tuple[str, dict[Sort, int]]:
        """Return the resource of a face, and its sorts with their codes."""
        if face.name not in self.fonts:
            codes: dict[Sort, int] = {}
            self.fonts[face.name] = f"/F{len(self.fonts)}", face, codes
            self._kerned[face.name] = Kerned(lambda sort: in_hex(codes.setdefault(sort, len(codes) + 1)))
        resource, _, codes = self.fonts[face.name]
        return resource, codes

    def stock(self, wanted: Mapping[Face, str]) -> dict[str, tuple[str, dict[str, int]]]:
        """Put characters into the fonts before all others, so that they have the same codes in every document.

        Returns for each face the font's resource and the characters' codes.
        """
        found = {}
        for face, characters in wanted.items():
            resource, codes = self.font(face)
            table = {}
            for char, sort in sorts_alone(face, characters):
                table[char] = codes.setdefault(sort, len(codes) + 1)
            found[face.name] = resource, table
        return found

    def encoded(self, face: Face, text: str, level: int, before: str = "", after: str = "") -> tuple[str, str]:
        """Return the font resource that prints a text of one face, and what stands in its array.

        `before` and `after` are letters beside it that it may be joined to.
        """
        resource, _ = self.font(face)
        to_the_left = level & 1
        kerned, written = self._kerned[face.name], []
        words = words_in(text)
        known, last = self._set.setdefault((face.name, to_the_left), {}), len(words) - 1
        for number, word in enumerate(words):
            key = word, "" if number else before, after if number == last else ""
            found = known.get(key)
            if found is None:
                found = known[key] = kerned.word(face.shaper.shape(word, to_the_left == 1, *key[1:]))
            written.append(found)
        return resource, "".join(written[::-1] if to_the_left else written)


def words_from_the_left(text: str, level: int) -> Sequence[str]:
    """Return the words and spaces of a text of one level in the order in which they stand on a line."""
    words = words_in(text)
    return words[::-1] if level & 1 else words


def sorts_alone(face: Face, characters: Iterable[str]) -> Iterable[tuple[str, Sort]]:
    """Yield characters that a face prints by one sort each, with the sorts that they are when they stand alone."""
    for char in characters:
        [*others, (_, sort)] = face.shaper.shape(char, False).sorts
        if not others and sort.text == char:
            yield char, sort


class Kerned(dict[tuple[float, Sort], str]):
    """Sorts with the kerns before them as they stand in an array of codes, each written when it is first needed."""

    def __init__(self, code_of: Callable[[Sort], str]) -> None:
        """Take what writes the code of a sort, as `in_hex` does."""
        self._code_of = code_of

    def __missing__(self, key: tuple[float, Sort]) -> str:
        kern, sort = key
        found = self[key] = f"{moved(kern)}{self._code_of(sort)}"
        return found

    def word(self, shaped: Shaped) -> str:
        """Write a word as a part of an array: its sorts' codes, and how the line moves between them."""
        return "".join(map(self.__getitem__, shaped.sorts)) + moved(shaped.kern)


def in_hex(code: int) -> str:
    """Write a code as it stands in an array."""
    return f"<{code:04x}>"


def joined(arrays: str) -> str:
    """Write parts of an array as one operand: codes that follow each other are one string."""
    return f"[{arrays.replace('><', '')}]"


def moved(kern: float) -> str:
    """Write a kern, in thousandths of the type size, as it stands in an array: what the line goes back."""
    return f"{-kern:.2f}".rstrip("0").rstrip(".") if kern else ""
