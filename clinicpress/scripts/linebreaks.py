"""Line breaks: where a word may be parted at the end of a line (UAX #14), beside the spaces around it.

Chinese and Japanese have no spaces: lines end between any two characters but before and behind
certain signs (kinsoku). Latin words and numbers among them stay whole, as Korean words do, and a
number keeps its unit. Ethiopic lines end behind its signs. Where the author allows a hyphen (U+00AD)
or an end (U+200B), or forbids one (U+2060), that holds in every script.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_compiled = lru_cache(maxsize=8)(re.compile)
"""Compiles what most texts never need."""
_SIGNS = {
    "OP": "([{‚„⁅⁽₍⌈⌊\u2329\u3008《「『【〔〖〘〚〝︗︵︷︹︻︽︿﹁﹃﹇﹙﹛﹝（［｛｟｢¡¿",
    "CL": "}⁆⁾₎⌉⌋\u232a、。\u3009》」』】〕〗〙〛〞〟︐︑︒︘︶︸︺︼︾﹀﹂﹄﹈﹐﹒﹚﹜﹞），．］｝｠｡｣､",
    "CP": ")]",
    "EX": "!?︕︖﹖﹗！？",
    "IS": ",.:;⁄",
    "SY": "/",
    "NS": "々〜〻〼゛゜ゝゞ゠・ヽヾꀕ︓︔﹔﹕：；･ﾞﾟ‼‽⁇⁈⁉"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶーㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿｧｨｩｪｫｬｭｮｯｰ",
    "IN": "․‥…⋯︙",
    "B2": "—⸺⸻",
    "BA": "\u2009\u2010\u2012\u2013\u3000|",
    "HY": "-",
    "GL": "\u00a0\u2007\u2011\u202f",
    "WJ": "\u2060\ufeff",
    "ZW": "\u200b",
    "CM": "\u200c\u200d\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff",
    "PI": "“‘«‹‟‛",
    "PF": "”’»›",
    "QU": "\"'",
    "PR": "$+\\£¤¥±₩€№−﹩＄￡￥￦",
    "PO": "%¢°‰‱′″‴℃℉﹪％￠",
}
"""Unicode's classes of signs; PI and PF are its QU that open and close. Small kana stay with what stands before."""
_CLASSES = {char: name for name, chars in _SIGNS.items() for char in chars}
_NEVER_BEFORE = frozenset(["CL", "CP", "EX", "IS", "SY", "NS", "IN", "BA", "HY", "GL", "WJ", "ZW", "CM", "PF", "QU"])
_NEVER_AFTER = frozenset(["OP", "BB", "GL", "WJ", "PI", "QU"])
_NEVER_BETWEEN = frozenset({"PR ID", "PR AL", "PR NU", "PO AL", "PO NU", "ID PO", "AL PR", "AL PO", "NU PR", "NU PO"})
"""Amounts with what stands before and behind them (LB23a to LB25)."""
_EAST_ASIAN = (
    "\u2329\u232a\u2e80-\u312f\u3190-\ua4cf\uf900-\ufaff\ufe10-\ufe1f\ufe30-\ufe6f\uff01-\uffef\U00016fe0-\U0003ffff"
)
_ETHIOPIC = "፡።፣፤፥፦፧፨"
_BREAKS = f"[\u00ad\u200b{_ETHIOPIC}{_EAST_ASIAN}]"
"""What a word without it is never parted at."""
_SOONER, _FROM = frozenset(f"\u00ad\u200b\u2329\u232a{_ETHIOPIC}"), "\u2e80"
"""The first of these characters, and where all others begin: most texts have none, and that is seen at once."""
_IS_EAST_ASIAN = f"[{_EAST_ASIAN}]"
_HANGUL = "[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff]"
_UNIT = (
    "毫克|微克|公克|千克|公斤|毫升|公升|微升|国际单位|國際單位|单位|單位|克|升|"
    "ミリグラム|マイクログラム|キログラム|グラム|ミリリットル|リットル|シーシー|単位"
)
_TIME = "小时|小時|分钟|分鐘|時間|日|天|分"
_AMOUNT = "[0-9０-９]+(?:[.,．，][0-9０-９]+)*"
_TOGETHER = f"{_AMOUNT}(?:[-–～〜~]{_AMOUNT})?(?:\u00a0?(?:{_UNIT})(?:[/／](?:{_UNIT}|{_TIME}))*)?"
"""Numbers with their units, and numbers in wide digits."""


class Part(NamedTuple):
    """A part of a word; what shows at the end of a line behind it."""

    text: str
    joint: str = ""
    """“hyphen” where a hyphen shows if a line ends here; empty where nothing does."""


def parts(word: str) -> list[Part]:
    """Cut a word, in which there are no spaces, where lines may end.

    The parts hold all of its characters, in order, but for those that say where lines end: soft
    hyphens and U+200B.
    """
    if word.isascii() or (max(word) < _FROM and _SOONER.isdisjoint(word)) or not _compiled(_BREAKS).search(word):
        return [Part(word)]
    found: list[Part] = []
    for syllable in word.split("\u00ad"):
        cut = [said for piece in _cut(syllable) if (said := piece.strip("\u200b"))]
        if found and cut:
            found[-1] = found[-1]._replace(joint="hyphen")
        found += map(Part, cut)
    return found or [Part("")]


def _cut(word: str) -> list[str]:
    whole = {at for found in _compiled(_TOGETHER).finditer(word) for at in range(found.start() + 1, found.end())}
    ends = [at for at in range(1, len(word)) if at not in whole and _may_end(word, at)]
    return [word[begin:end] for begin, end in zip([0, *ends], [*ends, len(word)], strict=True)]


def _may_end(word: str, at: int) -> bool:
    """Tell whether a line may end before a character of a word (UAX #14, LB7 to LB31)."""
    char, following = word[at], _class(word[at])
    begin = at - 1
    while begin and _class(word[begin]) == "CM":  # marks are of the character before them (LB9)
        begin -= 1
    before, preceding = word[begin], _class(word[begin])
    if preceding == "ZW":
        return following != "ZW"
    if before in _ETHIOPIC:
        return char not in _ETHIOPIC and following not in _NEVER_BEFORE
    if following in _NEVER_BEFORE or preceding in _NEVER_AFTER or word[at - 1] == "\u200d":
        return False
    if not _is_east_asian(before) and not _is_east_asian(char):
        return False  # within a Latin word or a number
    if preceding == following == "B2" or _compiled(_HANGUL).match(before) or _compiled(_HANGUL).match(char):
        return False
    if following == "PI":  # LB19a
        return _is_east_asian(before) and _is_east_asian(word[at + 1 : at + 2])
    if preceding == "PF":
        return begin > 0 and _is_east_asian(word[begin - 1]) and _is_east_asian(char)
    return f"{preceding} {following}" not in _NEVER_BETWEEN


@lru_cache(maxsize=4096)
def _class(char: str) -> str:
    """Return the class of a character; ID for all that is set as an ideograph, AL for other letters."""
    if char in _CLASSES:
        return _CLASSES[char]
    category = unicodedata.category(char)
    if category[0] == "M" or category == "Cf":
        return "CM"
    if _compiled(_IS_EAST_ASIAN).match(char):
        return "ID"
    return "NU" if category == "Nd" else "AL"


def _is_east_asian(char: str) -> bool:
    return _compiled(_IS_EAST_ASIAN).match(char) is not None
