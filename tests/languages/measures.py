"""What is counted of a text that was read back: whether its letters stand in order, and how many words are whole.

A passage is what a reader sees as one piece: a heading, a paragraph, an item, a cell. White space counts for
words alone; a bracket is the same whichever way it opens, for readers disagree about whether a bracket of
right-to-left text is told as it is seen or as it is meant. What prints nothing and only steers the order (the marks of
direction, which some readers add) and soft hyphens are left out; among letters, hyphens, too: where a line ends in
one, poppler takes it for a word that was parted, and puts it together.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

WITHOUT_SPACES = {"zh-Hans", "zh-Hant", "ja"}
"""Languages that part no words: there, what stands between two signs of punctuation is counted."""

_STEERING = dict.fromkeys(map(ord, "\u00ad\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069\ufeff"))
_SIDES = {
    ord(a): b for a, b in ("()", "[]", "{}", "<>", "«»", "‹›", "「」", "『』", "（）", "［］", "〈〉", "《》", "【】")
}
_HYPHEN = re.compile(r"(?<=[^\d\s])[-\u2010](?=[^\d\s])")
_CLAUSE = re.compile(r"[^\w\s]+")


def plain(text: str) -> str:
    """Compose a text, and leave out what steers and which way brackets open."""
    # What readers tell of a hyphen at the end of a line is PDFium's U+FFFE, mended where PDFium is asked.
    return unicodedata.normalize("NFC", text).translate(_STEERING).translate(_SIDES)


def letters(text: str) -> str:
    """Return all that prints of a text, without white space and without hyphens of words."""
    return _HYPHEN.sub("", "".join(plain(text).split()))


def lost(passages: Iterable[str], pages: Sequence[str]) -> list[str]:
    """Return the passages whose letters don't stand together and in order in what was read.

    A passage may go on overleaf, above or beneath what stands on every page; each passage is looked for behind the one
    before, and where it isn't there, anywhere: it is the order within it that readers disturb.
    """
    read = [letters(page) for page in pages]
    return [passage for passage in passages if not _stands(letters(passage), read)]


def _stands(wanted: str, pages: Sequence[str]) -> bool:
    if any(wanted in page for page in pages):
        return True
    for page, overleaf in pairwise(pages):
        for cut in range(1, len(wanted)):
            if wanted[:cut] in page and wanted[cut:] in overleaf:
                return True
    return False


def in_order(passages: Sequence[str], pages: Sequence[str]) -> float:
    """Return the share of all letters that stand in passages which were read whole and in order."""
    gone = sum(len(letters(passage)) for passage in lost(passages, pages))
    return 1 - gone / sum(len(letters(passage)) for passage in passages)


def whole(passages: Iterable[str], pages: Iterable[str], language: str) -> float:
    """Return the share of the words of some passages that were read whole, each as often as it was written.

    In languages without spaces, that of what stands between two signs of punctuation in a passage.
    """
    found: Counter[str]
    if language in WITHOUT_SPACES:
        wanted = Counter(clause for passage in passages for clause in _CLAUSE.split(letters(passage)) if clause)
        read = "\n".join(letters(page) for page in pages)
        found = Counter({clause: read.count(clause) for clause in wanted})
    else:
        wanted = Counter(word for passage in passages for word in plain(passage).split())
        found = Counter(word for page in pages for word in plain(page).split())
    return sum((wanted & found).values()) / sum(wanted.values())
