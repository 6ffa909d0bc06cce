"""Clusters: what of a text is one sign to its readers and is never parted, however narrow a column is.

The extended grapheme clusters of UAX #29 (Unicode 16), with the conjuncts of Indian scripts, and a
little more: those of Khmer, Burmese and others that stack their consonants, and the vowels of Thai
and Lao that are written before their consonant.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_CONTROLS = ("Cc", "Zl", "Zp")
_ZWNJ, _ZWJ = "\u200c", "\u200d"
_LEADING = "เแโใไເແໂໃໄ"
# These patterns are compiled where a text first asks for them: most have no such letters.
_HANGUL = (
    "(?P<lead>[\u1100-\u115f\ua960-\ua97c])|(?P<vowel>[\u1160-\u11a7\ud7b0-\ud7c6])|(?P<tail>[\u11a8-\u11ff\ud7cb-\ud7fb])"
    "|(?P<syllable>[\uac00-\ud7a3])"
)
_AFTER_HANGUL = {
    "lead": {"lead", "vowel", "syllable"},
    "vowel": {"vowel", "tail"},
    "syllable": {"vowel", "tail"},
    "tail": {"tail"},
}
"""What goes on a syllable of Hangul (GB6 to GB8)."""
_PICTURE = "[\u00a9\u00ae\u203c\u2049\u2122-\u21aa\u231a-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
_HALF_FLAG = "[\U0001f1e6-\U0001f1ff]"
_PREFIX = "[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u0d4e]"
"""Signs that stand around or before the figures behind them (GB9b)."""
_STACKING = frozenset(
    "\u094d\u09cd\u0a4d\u0acd\u0b4d\u0c4d\u0ccd\u0d4d\u1039\u17d2\u1a60\u1b44\u1bab\ua9c0\U00011133\U0001134d"
)
"""Signs by which the next consonant is written under or into the one before."""
_OTHER_MARKS = "[\u0e33\u0eb3\u200c\u200d\uff9e\uff9f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"


def clusters(text: str) -> list[str]:
    """Cut a text into its clusters; together they are the text."""
    if text.isascii() and "\r" not in text:
        return list(text)
    found: list[str] = []
    for char in text:
        if found and _goes_on(found[-1], char):
            found[-1] += char
        else:
            found.append(char)
    return found


def _goes_on(cluster: str, char: str) -> bool:
    """Tell whether a character is of the cluster before it."""
    last = cluster[-1]
    if unicodedata.category(last) in _CONTROLS:
        return last + char == "\r\n"
    if _is_mark(char):
        return unicodedata.category(last) != "Cf" or _is_mark(last) or re.match(_PREFIX, last) is not None
    if last in _LEADING:
        return unicodedata.category(char) == "Lo"
    if re.match(_PREFIX, last):
        return unicodedata.category(char) not in _CONTROLS
    if re.match(_HALF_FLAG, char):
        return re.fullmatch(_HALF_FLAG, cluster) is not None
    if last == _ZWJ and re.match(_PICTURE, char):
        return re.match(_PICTURE, cluster) is not None
    before, now = re.fullmatch(_HANGUL, last), re.fullmatch(_HANGUL, char)
    if before and now:
        return _goes_on_hangul(before, now)
    return unicodedata.category(char) == "Lo" and _stacks(cluster)


def _goes_on_hangul(before: re.Match[str], now: re.Match[str]) -> bool:
    if before.lastgroup == "syllable" and (ord(before[0]) - 0xAC00) % 28:
        return now.lastgroup == "tail"
    return now.lastgroup in _AFTER_HANGUL[before.lastgroup or ""]


def _stacks(cluster: str) -> bool:
    """Tell whether a cluster ends in a sign that joins the next consonant to it (GB9c)."""
    for char in reversed(cluster):
        if char == _ZWNJ or not _is_mark(char):
            return False
        if char in _STACKING:
            return True
    return False


@lru_cache(maxsize=4096)
def _is_mark(char: str) -> bool:
    return unicodedata.category(char)[0] == "M" or re.match(_OTHER_MARKS, char) is not None
