"""Seen: whether what stands on lines, read from the left, is what a text that may run to the left says.

It asks nothing of how lines were broken or turned. All letters must be there; words that run to the
right as they are; and what must run to the right as one piece, such as a telephone, in its order.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
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
    """Return how many of a text's words are seen, wherever they stand and whatever their marks, and how many it has."""
    there, wanted = Counter(_words(seen)), Counter(_words(text))
    return (wanted & there).total(), wanted.total()


def _words(text: str) -> Iterator[str]:
    """Yield the words of a text; of those that run to the left, each letter is there, in no order."""
    bare = "".join(char for char in normalize("NFKC", text) if category(char) not in ("Mn", "Cf"))
    for word in _WORD.findall(bare):
        if runs_to_the_left(word):
            yield from map(_letters, _STEM.findall(word))
        else:
            yield word


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
