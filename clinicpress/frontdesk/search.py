"""The search of the shelf: words as people type them, held against titles, codes, headings and text."""

from __future__ import annotations

import itertools
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Order = tuple[str | int, ...]

SHORT = 3
"""Fewer letters than these are looked for at the beginning of words only: they are in the middle of many."""
CODED = 1
"""A code is as near as a word within the title."""
MOST_WORDS, MOST_LETTERS = 12, 200
"""So much of what is typed is looked for."""
_LETTERS = str.maketrans(
    {
        **{"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"},
        **{"ى": "ي", "ی": "ي", "ے": "ي", "ک": "ك", "ة": "ه", "ہ": "ه", "ھ": "ه", "ـ": ""},
    }
)
"""Letters that are no other letter with a mark, and are typed as one all the same."""
_LEFT_OUT = re.compile("['’‘ʼ׳״\u200c\u200d\u200e\u200f\u2066-\u2069\u00ad]")
"""Apostrophes, joiners and what turns a text: a word is typed without them, too."""
_VOWELS = "".join(chr(code) for code in range(0x900, 0x1100) if unicodedata.category(chr(code)) in {"Mc", "Mn"})
"""Vowels of Indic scripts, which are no letters to Python and part no words."""
_UNSPACED_LETTERS = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_UNSPACED = re.compile(f"[{_UNSPACED_LETTERS}]")
"""Letters of scripts in which words stand side by side: a part is looked for anywhere."""
_WORDS = re.compile(rf"\d+(?:[.,]\d+)+|[{_UNSPACED_LETTERS}]+|(?:(?![{_UNSPACED_LETTERS}])[^\W_]|[{_VOWELS}])+")
_NUMBERS = re.compile(r"(\d{1,18})")


@dataclass(frozen=True)
class Sought:
    """What a brochure can be found by: folded words, each once."""

    title: tuple[str, ...]
    headings: tuple[str, ...]
    codes: tuple[str, ...]
    """Without what parts their letters and digits."""
    text: str
    """The words of all of it, with a space between."""
    order: Order
    """Where its title stands among others."""

    @classmethod
    def of(cls, title: str, subtitle: str, headings: Iterable[str], codes: Iterable[str], text: str) -> Sought:
        """Fold what a brochure says."""
        head, heads = _words(f"{title} {subtitle}"), _words(" ".join(headings))
        words = dict.fromkeys([*head, *heads, *folded(text).split()])
        return cls(head, heads, tuple(_tight(code) for code in codes), " ".join(words), order_of(title))


class _Register:
    """Words with the places where they stand; places are the bits of a number."""

    def __init__(self, all_words: Iterable[Iterable[str]]) -> None:
        places: dict[str, int] = {}
        for number, words in enumerate(all_words):
            for word in words:
                places[word] = places.get(word, 0) | 1 << number
        self._words = sorted(places)
        self._places = [places[word] for word in self._words]
        self._text = "\n".join(self._words)
        self._begins = [0, *itertools.accumulate(len(word) + 1 for word in self._words)]

    def beginning(self, part: str) -> int:
        """Return where words stand that begin so."""
        found, at = 0, bisect_left(self._words, part)
        while at < len(self._words) and self._words[at].startswith(part):
            found |= self._places[at]
            at += 1
        return found

    def holding(self, part: str) -> int:
        """Return where words stand that hold it anywhere."""
        found, place = 0, self._text.find(part)
        while place >= 0:
            at = bisect_right(self._begins, place) - 1
            found |= self._places[at]
            place = self._text.find(part, self._begins[at + 1])
        return found


class Index:
    """Finds brochures by words; they are named by where they stood when it was made."""

    def __init__(self, all_sought: Sequence[Sought]) -> None:
        self._first = _Register(sought.title[:1] for sought in all_sought)
        self._title = _Register(sought.title for sought in all_sought)
        self._headings = _Register(sought.headings for sought in all_sought)
        self._codes = _Register(sought.codes for sought in all_sought)
        self._text = _Register(sought.text.split(" ") for sought in all_sought)
        self._all = (1 << len(all_sought)) - 1

    def find(self, wanted: str) -> list[int]:
        """List the brochures that have all the words: by title first, then code, heading and text."""
        # Signs alone are in no text.
        far = {0: self._all} if folded(wanted) or not wanted.strip() else {}
        for word in wanted[:MOST_LETTERS].split()[:MOST_WORDS]:
            if parts := folded(word).split():
                far = _together(far, self._nearness(parts, self._codes.beginning(_tight(word))))
        return [at for _, places in sorted(far.items()) for at in _set_bits(places)]

    def _nearness(self, parts: Sequence[str], coded: int) -> dict[int, int]:
        """Return which brochures have a word that was typed, by how far that is from what is looked for."""
        far = {0: self._all}
        for part in parts:
            anywhere = _UNSPACED.search(part) is not None
            in_text = self._text.holding(part) if len(part) >= SHORT or anywhere else self._text.beginning(part)
            registers = (self._first, self._title, self._headings)
            near = (each.holding(part) if anywhere else each.beginning(part) for each in registers)
            far = _together(far, _nearest([*near, in_text]))
        far[CODED] = far.get(CODED, 0) | coded
        return _nearest([far.get(each, 0) for each in range(max(far) + 1)])


def _nearest(places: Sequence[int]) -> dict[int, int]:
    """Leave what stands at several places at the first of them alone."""
    found: dict[int, int] = {}
    known = 0
    for far, each in enumerate(places):
        found[far] = each & ~known
        known |= each
    return found


def _together(one: Mapping[int, int], other: Mapping[int, int]) -> dict[int, int]:
    """Return what is in both, as far as both together."""
    found: dict[int, int] = {}
    for far, places in one.items():
        for further, more in other.items():
            if both := places & more:
                found[far + further] = found.get(far + further, 0) | both
    return found


def _set_bits(number: int) -> list[int]:
    return [at for at, bit in enumerate(bin(number)[:1:-1]) if bit == "1"]


def _words(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(folded(text).split()))


def folded(text: str) -> str:
    """Return a text as a search compares it: words in small letters, without marks and signs, in plain digits."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    bare = plain if plain.isascii() else "".join(map(_bare, plain))
    return " ".join(_WORDS.findall(_LEFT_OUT.sub("", bare.translate(_LETTERS))))


def _bare(char: str) -> str:
    """Return a character without what it stands on or looks like: marks fall away, digits are those of a keyboard."""
    if unicodedata.combining(char):
        return ""
    return str(unicodedata.decimal(char)) if char.isdecimal() else char


def _tight(text: str) -> str:
    return "".join(char for char in folded(text) if char.isalnum())


def order_of(words: str) -> Order:
    """Return a key by which titles and names are sorted as people do it: numbers by their size."""
    parts = _NUMBERS.split(folded(words))
    return tuple(int(part) if at % 2 else part for at, part in enumerate(parts))
