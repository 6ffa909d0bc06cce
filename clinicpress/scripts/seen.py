"""Seen: whether what stands on lines, read from the left, is what a text that may run to the left says.

It asks nothing of how lines were broken or turned. Words that run to the left must be there with all of
their letters, all others as they are; and what must run to the right, such as a telephone, in its order.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple
from unicodedata import normalize

from clinicpress.scripts.bidiclasses import mirrored, runs_to_the_left
from clinicpress.scripts.isolates import isolated

_WORD = re.compile(r"[^\W_](?:[^\s\w]*\w)*")
"""A word, with the signs that stand within it, as in 555-0134."""


class _Parts(NamedTuple):
    words: list[str]
    signs: Counter[str]
    """What stands around the words, spaces aside; brackets as they are seen from one side."""


def shows(seen: str, text: str) -> bool:
    """Tell whether what is seen of a text is that text; one that runs to the right must be there as it is."""
    if seen == text or not runs_to_the_left(text):
        return seen == text
    there, wanted = _parts(seen), _parts(text)
    if there.signs != wanted.signs or Counter(there.words) != Counter(wanted.words):
        return False
    return all(_in_order(_parts(text[begin:end]).words, there.words) for begin, end in isolated(text))


def share_of_words(seen: str, text: str) -> float:
    """Return the share of a text's words that are seen, wherever they stand: 0 to 1."""
    there, wanted = Counter(_parts(normalize("NFKC", seen)).words), Counter(_parts(normalize("NFKC", text)).words)
    return 1 - (wanted - there).total() / wanted.total() if wanted else 1.0


def _parts(text: str) -> _Parts:
    words = [_letters(word) if runs_to_the_left(word) else word for word in _WORD.findall(text)]
    return _Parts(words, Counter(_letters(_WORD.sub("", text))))


def _letters(text: str) -> str:
    """Return the characters of a text without their order, and without its spaces."""
    return "".join(sorted(min(char, mirrored(char)) for char in text if not char.isspace()))


def _in_order(words: list[str], there: list[str]) -> bool:
    """Tell whether words come in this order, whatever stands between them."""
    rest = iter(there)
    return all(word in rest for word in words)
