"""Seen: whether what stands on lines, read from the left, is what a text that may run to the left says.

It asks nothing of how lines were broken or turned. All letters must be there; words that run to the
right as they are; and what must run to the right as one piece, such as a telephone, in its order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from unicodedata import category, normalize

from clinicpress.scripts.bidiclasses import mirrored, runs_to_the_left
from clinicpress.scripts.linebreaks import parts

_WORD = re.compile(r"[^\W_](?:[^\s\w()\[\]{}]*\w)*")
"""A word, with the signs that stand within it, as in 555-0134."""
LONG = 16
"""So many letters may be wider than a line: a word of fewer stands there whole."""
_UP_TO_SIGN = re.compile(r"[^\W_]*[\W_]*")
_A_LETTER = re.compile(r"[^\W\d_]")
_STEM = re.compile(r"[^\W_]+")


def shows(seen: str, text: str, apart: Sequence[str] = ()) -> bool:
    """Tell whether what is seen of a text is that text; one that runs to the right must be there as it is.

    Of what is seen, one line follows the other without a space. Where lines of a text stand for themselves, a line
    end parts them. `apart` are the parts of the text, where each runs its own way: without letters, they may stand in
    either order.
    """
    whole = text.replace("\n", "")
    if seen == whole:
        return True
    if not runs_to_the_left(text) and (not apart or _A_LETTER.search(text)):
        return False
    if _letters(seen) != _letters(text):
        return False
    from clinicpress.scripts.isolates import isolated

    to_the_right = [word for word in _WORD.findall(text) if not runs_to_the_left(word)]
    return all(_in_order([word], seen) for word in to_the_right) and all(
        _in_order(_told(part[begin:end]), seen) for part in apart or (text,) for begin, end in isolated(part)
    )


def _told(island: str) -> list[str]:
    """List the words of what runs to the right that stand there in their order; beside words, ranges may be turned."""
    words = _WORD.findall(island)
    return [word for word in words if not runs_to_the_left(word)] if _A_LETTER.search(island) else words


def words_found(seen: str, text: str) -> tuple[int, int]:
    """Return how many of a text's words are seen, whatever their marks and the spaces around them, and how many it has.

    Some readers give the letters of words that run to the left in their order, others as they are seen.
    """
    there = "".join(_bare(seen).split())
    words = [stem for word in _WORD.findall(_bare(text)) for stem in _stems(word)]
    return sum(word in there or (runs_to_the_left(word) and word[::-1] in there) for word in words), len(words)


def _bare(text: str) -> str:
    """Return a text without marks, and without what is not seen."""
    return "".join(char for char in normalize("NFKC", text) if category(char) not in ("Mn", "Cf"))


def _stems(word: str) -> list[str]:
    """Return what of a word readers leave together: “الـMRI” is two."""
    if not runs_to_the_left(word):
        return [word]
    stems = _STEM.findall(word)
    return ["".join(group) for stem in stems for _, group in groupby(stem, key=runs_to_the_left)]


def _letters(text: str) -> str:
    """Return the characters of a text without their order and without spaces, brackets as they are seen."""
    return "".join(sorted(min(char, mirrored(char)) for char in text if not char.isspace()))


def _in_order(words: list[str], seen: str) -> bool:
    """Tell whether words come in this order, whatever stands between them."""
    at = 0
    for word in words:
        at = _end_of(word, seen, at)
        if at < 0:
            return False
    return True


def _end_of(word: str, seen: str, at: int) -> int:
    """Return where a word ends that begins at a place or behind it; -1 where it is not there, or not in its order.

    What lines may part, or must because it is wider than any, stands on two lines, with other words between them.
    """
    begin = seen.find(word, at)
    if begin >= 0:
        return begin + len(word)
    ways = [[piece for part in parts(word) for piece in _UP_TO_SIGN.findall(part.text)]]
    if len(word) >= LONG:
        ways.append(_halves(word, seen))
    return max(_end_of_pieces(pieces, seen, at) for pieces in ways)


def _end_of_pieces(pieces: list[str], seen: str, at: int) -> int:
    for piece in pieces:
        begin = seen.find(piece, at)
        if begin < 0:
            return -1
        at = begin + len(piece)
    return at


def _halves(word: str, seen: str) -> list[str]:
    """Return a word, cut where a line had no room for all of it; not between two digits."""
    cut = len(word)
    while cut > 1 and (word[:cut] not in seen or word[cut - 1 : cut + 1].isdecimal()):
        cut -= 1
    return [word[:cut], word[cut:]]
