"""Counts the words of an article against those of its draft: the last look at nothing being lost.

A reader says what it kept, in texts, doubts and notes; here every word of the article must be found
in that as often as it stands in the article. Words of the article stand in a doubt or note in quotation
marks, so that the program's own words are not counted.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

_WORD = re.compile(r"[^\W_]+")
_SET_OFF = re.compile(r"[\^_]\(([^()\s]{1,20})\)")
_QUOTED = re.compile(r"“(.*)”", re.DOTALL)


def words_in(text: str) -> list[str]:
    """List the words and numbers of a text, however their figures are set: 10ᵃ, 10^(a) and 10a are one word."""
    return _WORD.findall(_SET_OFF.sub(r"\1", unicodedata.normalize("NFKC", text)).casefold())


def quoted_in(said: Iterable[str]) -> Iterable[str]:
    """Yield what doubts and notes quote."""
    return (match[1] for each in said if (match := _QUOTED.search(each)))


def lost_words(said: Iterable[str], kept: Iterable[str]) -> list[str]:
    """List the words of what was said that were kept less often, each as often as it is missing, in their order."""
    left = Counter(word for text in kept for word in words_in(text))
    lost = []
    for word in (word for text in said for word in words_in(text)):
        if left[word] > 0:
            left[word] -= 1
        else:
            lost.append(word)
    return lost


def nowhere(lost: Iterable[str]) -> str:
    """Say which words are nowhere in a draft; nothing where there are none."""
    words = " ".join(lost)
    return f"these words of the article are nowhere in the draft: “{words}”" if words else ""
