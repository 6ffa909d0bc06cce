"""Which language an article is in, told by its letters and its smallest words.

Only what is plain is told: where two languages look alike, or a text is short, the answer is none.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

FEWEST_WORDS = 20
"""In fewer words of Latin letters, chance decides."""
SHARE = 0.12
"""So many of its words are at least among a language's smallest ones."""
_LEAD = 1.6
"""So many times as many as those of the next language."""
_SMALLEST = {
    language: frozenset(words.split())
    for language, words in {
        "en": "the of and to in is that for it with as was on are be this by you your or from not have at",
        "es": "el la los las de del que y en un una es por con para no se su al lo como más o puede si usted",
        "fr": "le la les de des du que et en un une est pour avec dans ne pas se au aux sur par vous votre ou ce qui",
        "de": "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es sie oder bei",
        "it": "il lo la i gli le di del della che e in un una è per con non si al sono come più o da nel può",
        "pt": "o a os as de do da dos das que e em um uma é por com para não se no na ao mais ou pode seu sua você",
        "pl": "i w z na do nie się że jest to o po od dla jak lub przez ale czy są może oraz przed",
        "vi": "và của là có không được cho các một trong với để khi người này bạn những hoặc nếu về đều mọi bị hay "
        "phải vào ai",
        "tl": "ang ng sa na mga at ay kung o para hindi ito may mo iyong ka kayo ninyo nang si isang",
        "ht": "ou a yo nan pou ak se pa ki sa li gen si ka yon men nou fè lè w",
    }.items()
}
_LETTERS = {
    "ARABIC": "ar",
    "HEBREW": "he",
    "HANGUL": "ko",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "CJK": "zh",
    "DEVANAGARI": "hi",
    "BENGALI": "bn",
    "GREEK": "el",
    "CYRILLIC": "ru",
}
"""How Unicode's names of letters begin, and the language that most articles in them are in."""
_URDU, _PERSIAN, _UKRAINIAN, _RUSSIAN = "ٹڈڑےںہھ", "پچژگکی", "іїєґ", "ыэъё"
_SIMPLIFIED = "们这为时个来对说会没国过还发现问题点种药医诊疗"
_TRADITIONAL = "們這為時個來對說會沒國過還發現問題點種藥醫診療"


def language_of(texts: Iterable[str]) -> str:
    """Return the code of the language that some texts are in; nothing where that is not plain."""
    text = unicodedata.normalize("NFC", " ".join(texts))
    letters = Counter(filter(None, map(_letters, text)))
    if letters["ja"] and letters["ja"] * 10 > letters["zh"]:
        letters["ja"] += letters.pop("zh", 0)
    most = letters.most_common(1)
    if not most or most[0][1] * 2 < letters.total():
        return ""
    found = most[0][0]
    if found == "latin":
        return _of_words(text)
    if found == "zh":
        return "zh-Hant" if _count(text, _TRADITIONAL) > _count(text, _SIMPLIFIED) else "zh-Hans"
    if found == "ar" and _count(text, _URDU) > letters["ar"] / 50:
        return "ur"
    if found == "ar" and _count(text, _PERSIAN) > letters["ar"] / 50:
        return "fa"
    return "uk" if found == "ru" and _count(text, _UKRAINIAN) > _count(text, _RUSSIAN) else found


def _letters(char: str) -> str:
    """Tell which letters one is of."""
    if char.isascii():
        return "latin" if char.isalpha() else ""
    if not char.isalpha():
        return ""
    name = unicodedata.name(char, "").partition(" ")[0]
    return "latin" if name == "LATIN" else _LETTERS.get(name, "")


def _of_words(text: str) -> str:
    words = re.findall(r"[^\W\d_]+", text.casefold())
    if len(words) < FEWEST_WORDS:
        return ""
    counts = Counter({language: sum(word in small for word in words) for language, small in _SMALLEST.items()})
    (first, count), (_, next_count) = counts.most_common(2)
    return first if count >= SHARE * len(words) and count >= _LEAD * next_count else ""


def _count(text: str, signs: str) -> int:
    return sum(map(text.count, signs))
