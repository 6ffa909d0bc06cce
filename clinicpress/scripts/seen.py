"""Seen: whether what stands on lines, read from the left, is what a text that may run to the left says.

It asks nothing of how lines were broken or turned. All letters must be there; words that run to the
right as they are; and what must run to the right as one piece, such as a telephone, in its order.
"""

from __future__ import annotations

import re
from unicodedata import category, normalize

from clinicpress.scripts.bidiclasses import mirrored, runs_to_the_left
from clinicpress.scripts.isolates import isolated

_WORD = re.compile(r"[^\W_](?:[^\s\w()\[\]{}]*\w)*")
"""A word, with the signs that stand within it, as in 555-0134."""
_STEM = re.compile(r"[^\W_]+")


def shows(seen: str, text: str) -> bool:
    """Tell whether what is seen of a text is that text; one that runs to the right must be there as it is.

    Of what is seen, one line follows the other without a space. Where lines of a text stand for themselves, a line
    end parts them.
    """
    whole = text.replace("\n", "")
    if seen == whole or not runs_to_the_left(text):
        return seen == whole
    if _letters(seen) != _letters(text):
        return False
    to_the_right = [word for word in _WORD.findall(text) if not runs_to_the_left(word)]
    return all(word in seen for word in to_the_right) and all(
        _in_order(_WORD.findall(text[begin:end]), seen) for begin, end in isolated(text)
    )


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
    """Return what of a word readers leave together."""
    return _STEM.findall(word) if runs_to_the_left(word) else [word]


def _letters(text: str) -> str:
    """Return the characters of a text without their order and without spaces, brackets as they are seen."""
    return "".join(sorted(min(char, mirrored(char)) for char in text if not char.isspace()))


def _in_order(words: list[str], seen: str) -> bool:
    """Tell whether words come in this order, whatever stands between them."""
    at = 0
    for word in words:
        at = seen.find(word, at)
        if at < 0:
            return False
        at += len(word)
    return True
