"""Characters: which of them print, which part words, and which keep words together.

What is set, read back and compared goes through the same few functions, so that no two places
disagree on what a space is.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable

NBSP = "\u00a0"
SOFT_HYPHEN = "\u00ad"
"""Shows where a word is broken, and is no part of it (ISO 32000-1, 14.8.2.2.3)."""
UNKNOWN = "\ufffd"
"""Stands for a character of which a file does not say what it is."""
_JOINERS = "\u200c\u200d"
"""Part letters that would be joined, and join others: they are a part of what is written."""
_GUIDES = "\u00ad\u200b\u2060\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Where lines may end, and which way letters run."""
_IDLE = "\ufeff\ufe0e\ufe0f"
INVISIBLE = frozenset(_JOINERS + _GUIDES + _IDLE)
"""Characters of which nothing is seen."""
_UNPRINTED = re.compile(f"[{_GUIDES}{_IDLE}]+")
_IDLE_ONES = re.compile(f"[{_IDLE}]+")
BOXES = frozenset("☐☑☒")
"""Boxes to tick, empty and ticked."""
SHOWN = 30
"""So many characters of a text are shown in a message."""
_WHITE = re.compile(r"[^\S\u00a0\u202f]+")
_COMMANDS = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\ud800-\udfff]")
"""What a terminal or a browser obeys instead of showing it: control codes, ends of lines, turns of direction."""


def printable(text: str) -> str:
    """Compose characters (NFC) and leave out what is no part of what is written."""
    if text.isascii():
        return text
    return _UNPRINTED.sub("", unicodedata.normalize("NFC", text))


def settable(text: str) -> str:
    """Compose characters (NFC) and keep what guides the breaking of lines and the order of letters."""
    if text.isascii():
        return text
    return _IDLE_ONES.sub("", unicodedata.normalize("NFC", text))


def unguided(text: str) -> str:
    """Leave out what guides the breaking of lines and the order of letters, and is not set itself."""
    return text if text.isascii() else _UNPRINTED.sub("", text)


def apart(text: str) -> str:
    """Mark a text as one whose direction has nothing to do with what stands around it (UAX #9, 2.5)."""
    return f"\u2068{text}\u2069"


def hyphens_shown(text: str) -> str:
    """Write soft hyphens, which are drawn only where a word is broken, as readers of pages give them."""
    return text.replace(SOFT_HYPHEN, "-")


def spaced(text: str) -> str:
    """Turn every stretch of white space into one space; non-breaking spaces stay."""
    return _WHITE.sub(" ", text)


def unspaced(text: str) -> str:
    """Leave out all white space: how lines are broken is no matter of what they say."""
    return "".join(text.split())


def glued(text: str, after: Iterable[str], before: Iterable[str], quotes: tuple[str, str] = ("“", "”")) -> str:
    """Put non-breaking spaces behind the words `after` and before the words `before`, as a locale lists them.

    They are known between brackets and `quotes`, and before a stop.
    """
    words = text.split(" ")
    joined = words[0]
    left, right = set(after), set(before)
    opening, closing = f'("{quotes[0]}', f'.,;:)"{quotes[1]}،؛۔।'
    for previous, word in itertools.pairwise(words):
        is_first = previous in left or previous.lstrip(opening) in left
        keep = is_first or word in right or word.rstrip(closing) in right
        joined += (NBSP if keep and previous and word else " ") + word
    return joined


def plain_spaces(text: str) -> str:
    """Make all white space single spaces, compose characters, and leave out what prints nothing."""
    if text.isascii():
        return " ".join(text.split())
    return " ".join(printable(text).split())


def squeezed(text: str) -> str:
    """Leave out white space and what prints nothing, and compose characters."""
    return plain_spaces(text).replace(" ", "")


def legible(text: str) -> str:
    """Write what a file says as one line that any terminal shows: control codes stand as their escapes."""
    return _COMMANDS.sub(lambda found: " " if found[0] in "\t\n\r" else ascii(found[0])[1:-1], text)


def beginning(text: str, most: int = SHOWN) -> str:
    """Return the first words of a text in one legible line, at most so many characters, to say which is meant."""
    words = legible(" ".join(text.split()))
    if len(words) <= most:
        return words
    cut = words[: most - 1]
    return f"{cut.rpartition(' ')[0] or cut}…"
