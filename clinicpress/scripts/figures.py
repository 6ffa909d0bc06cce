"""Figures: where a text says numbers, and how far each goes with its signs: doses, dates, telephones, citations.

What belongs together is found as people write it, not by Unicode's classes: “99(3):1-9”, “-5”,
“1 ½”, “$5”, “65+”, “+1 (415) 555-0134”. Digits may be European, Arabic-Indic or Persian.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_compiled = lru_cache(maxsize=8)(re.compile)
"""Compiles what takes tens of milliseconds, and what most texts never need."""
ARABIC_INDIC, PERSIAN = "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"
SPACE = "[ \u00a0\u2009\u202f]"
DASH = "[-‐‑–—−]"
_DIGIT = f"0-9{ARABIC_INDIC}{PERSIAN}"
_FRACTION = "¼-¾⅐-⅞"
_RAISED = "²³¹⁰⁴-⁹₀-₉"
_FIGURE = f"{_DIGIT}{_FRACTION}{_RAISED}"
_NUMBER = (
    rf"(?:(?<![{_FIGURE}])[{_DIGIT}]{{1,3}}(?:{SPACE}[{_DIGIT}]{{3}}(?![{_FIGURE}]))+|[{_FIGURE}]+)"
    rf"(?:[.,:/'’⁄٫٬][{_FIGURE}]+)*(?:{SPACE}[{_FRACTION}])?"
)
"""Digits with what stands between digits: a point, a colon, the space or comma of thousands; and a fraction."""
_MONEY = "[$€£¥₪₹#№]"
_AMOUNT = rf"(?:{_MONEY}{SPACE}?)?{_NUMBER}(?:{SPACE}?[%‰°′″$€£₪]+)?"
_IN_BRACKETS = (
    rf"(?:\({_AMOUNT}(?:(?:{DASH}|[,;:/]{SPACE}?){_AMOUNT})*\)|\[{_AMOUNT}(?:(?:{DASH}|[,;:/]{SPACE}?){_AMOUNT})*\])"
)
_ALONE_BEFORE = r"(?<![^\s(\[{“”„\"'«»‹›:,;\u200e\u200f])"
"""A sign belongs to the number behind it where no word stands before it: “-5”, and not “ב-5”."""
_CHAIN = (
    rf"(?:{_ALONE_BEFORE}(?:[-−+~]|[±≈<>≤≥=]{SPACE}?))?(?:{_AMOUNT}|{_IN_BRACKETS})"
    rf"(?:(?:{DASH}|[;:·^×~/]|{SPACE}?[+±×÷=<>≤≥≈]{SPACE}?)?(?:{_AMOUNT}|{_IN_BRACKETS}))*"
    rf"(?:[+⁺⁻×](?!\w))?"
)
_PLAIN = re.compile(f"[{_DIGIT}]+(?:[.,:/][{_DIGIT}]+)*")
_BETWEEN_GROUPS = "[ \u00a0\u2009\u202f.\\-‐‑–/·]"
_TELEPHONE = (
    rf"(?<![{_FIGURE}])(?:\+{SPACE}?[{_DIGIT}]{{1,3}}{_BETWEEN_GROUPS}?|[{_DIGIT}]{{1,3}}{_BETWEEN_GROUPS}?(?=\())?"
    rf"(?:\([{_DIGIT}]{{1,5}}\){_BETWEEN_GROUPS}?)?"
    rf"[{_DIGIT}]{{1,8}}(?:{_BETWEEN_GROUPS}[{_DIGIT}]{{2,8}}){{0,5}}(?![{_FIGURE}])"
)
_GROUPS = re.compile(f"[{_DIGIT}]+")
_THOUSANDS = re.compile(rf"[{_DIGIT}]{{1,3}}(?:{SPACE}[{_DIGIT}]{{3}})+")
_LEAST_DIGITS, _MOST_DIGITS = 7, 15
"""Those of a telephone number that is written in groups; the most by ITU-T E.164."""
_RANGE = (
    rf"(?<![{_FIGURE}.,:;/()\[\]\-–—−])(?<!{DASH}{SPACE})({_AMOUNT}){SPACE}?{DASH}{SPACE}?({_AMOUNT})"
    rf"(?![{_FIGURE}()\[\]:;/]|{SPACE}?{DASH}{SPACE}?[{_FIGURE}])"
)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec"
_UNITS = """
mg g kg mcg µg μg ng pg l ml dl cl µl μl fl iu u units unit mmol µmol μmol nmol pmol mol mosm meq mmhg cmh2o kpa
bar cm mm m km µm μm nm in ft lb lbs oz st kcal cal kj j hz khz mhz w kw v ma gy msv ppm bpm cc c f k s sec secs
min mins h hr hrs hour hours d day days wk week weeks month months yr yrs year years am pm p x tsp tbsp tablet
tablets capsule capsules drop drops puff puffs times percent per usd eur
gbp ci cfr
"""
UNITS = frozenset((_UNITS + _MONTHS).split())
"""Latin words that are of the number before them, in small letters."""
_NAMES = "ph bmi inr hba1c a1c egfr spo2 ci type phase stage grade level no. p. pp. ext ext. room suite pmid isbn cfr "
BEFORE_NUMBERS = frozenset((_NAMES + _MONTHS).split())
"""Those that are of the number behind them: it stays there, also where a word follows that runs to the left."""


class Figures(NamedTuple):
    """A number with all that belongs to it, as places in a text."""

    begin: int
    end: int
    is_telephone: bool = False


def figures(text: str, begin: int, end: int) -> Iterator[Figures]:
    """Yield the numbers between two places of a text, in order, each with its signs."""
    at = begin
    while found := _compiled(_CHAIN).search(text, at, end):
        telephone = _compiled(_TELEPHONE).search(text, at, end)
        first, at = found.span()
        is_telephone = telephone is not None and telephone.start() <= first and _is_telephone(telephone[0])
        if telephone is not None and is_telephone:
            first, at = telephone.start(), max(at, telephone.end())
        yield Figures(first, at, is_telephone)


def is_plain(number: str) -> bool:
    """Tell whether a number stays as it is wherever it stands: digits, and one sign at a time between them."""
    return _PLAIN.fullmatch(number) is not None


def is_european(number: str) -> bool:
    """Tell whether some of its digits are 0 to 9, or fractions and raised signs, which all scripts share."""
    return re.search(f"[0-9{_FRACTION}{_RAISED}]", number) is not None


def ranges(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where a text says a range from one number to another, such as “5-10”; dates and telephones are none."""
    for found in _compiled(_RANGE).finditer(text, begin, end):
        if not (_compiled(_TELEPHONE).fullmatch(found[0]) and _is_telephone(found[0])):
            yield found.span()


def _is_telephone(written: str) -> bool:
    """Tell whether digits in groups are a telephone number, and neither a list of numbers nor a range."""
    groups = _GROUPS.findall(written)
    lengths = [len(group) for group in groups]
    if not _LEAST_DIGITS <= sum(lengths) <= _MOST_DIGITS:
        return False
    if written[0] in "+(" or "(" in written:
        return True
    if len(groups) == 1 or _THOUSANDS.fullmatch(written) or _is_range(groups, lengths):
        return False
    return not re.search(SPACE, written) or lengths[-2:] == [3, 4] or len(groups) > 2


def _is_range(groups: list[str], lengths: list[int]) -> bool:
    """Tell whether two numbers go up, as in “1000-2000”; “555-1234” is a telephone, “500-1000” is none."""
    if len(groups) != 2 or int(groups[0][0]) == 0 or int(groups[0]) >= int(groups[1]):
        return False
    is_round = all(int(group[-1]) == 0 for group in groups)
    return is_round or (lengths != [3, 4] and lengths[1] - lengths[0] <= 1)
