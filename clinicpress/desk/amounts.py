"""Numbers with their units, read from a text as its language writes them.

“2,5 mg”, “2.5 mg” and “٢٫٥ ملغ” are the same amount. How a language writes numbers, its own words
for units and for small numbers stand in templates/amounts.yaml; a workspace's own file of that name
wins, as for all templates.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import zip_longest
from typing import Annotated, NamedTuple

from pydantic import Field

from clinicpress.content.blocks import numbered
from clinicpress.content.texts import Unprinted
from clinicpress.content.values import Language
from clinicpress.ground.problems import Place
from clinicpress.workspace.schema import Strict, check_node, described, entry
from clinicpress.workspace.workspace import Workspace

FILE = "templates/amounts.yaml"
Words = tuple[Unprinted, ...]
_WITHIN = "\u00a0\u2009\u202f"
"""Spaces that part no words, and may stand in numbers of any language."""
_PARTS = {part: Fraction(unicodedata.numeric(part)).limit_denominator(10) for part in "¼½¾⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"}
_MOST_ROMAN = 39
_SMALL = frozenset({2, 3, 4, 5, 6, 8, 10})
"""Below a stroke, these make a fraction of a smaller number: 1/2."""
_GAP = re.compile(rf"[\s{_WITHIN}]*-?")
"""What may stand between a number and its unit."""
_STROKE = re.compile(r"\s*/")
_TEMPERATURES = frozenset({"celsius", "fahrenheit"})
_JOINS = re.compile(r"\W*(?:\w{1,3}\W{0,2})?")
"""What may stand between two numbers of one unit: “4–6 hours”, “4 to 6 hours”."""


class Tongue(Strict):
    """How a language writes amounts."""

    decimal: Unprinted = described("The signs that may stand before decimals.")
    group: Unprinted | None = described("The signs that may stand between groups of three digits.", default=None)
    spaced: bool = described("Whether a space may stand there.", default=False)
    thousands: dict[Unprinted, Annotated[int, Field(ge=1)]] = described(
        "Words behind a number that multiply it: “million”.", default={}
    )
    afternoon: Words = described("Words behind an hour of the second half of the day.", default=())
    words: dict[Unprinted, Words] = described("Words that stand for small numbers.", default={})
    units: dict[Unprinted, Words] = described("The language's own words for units.", default={})


class Amounts(Strict):
    """How amounts are written: templates/amounts.yaml."""

    units: dict[Unprinted, Words] = described("Units, and the signs that mean them in every language.")
    times: Words = described("The units of time, which a translation may say in other ways.", default=())
    languages: dict[Language, Tongue] = described("How each language writes amounts.")

    def tongue(self, language: str) -> Tongue | None:
        """Return how a language, or the language without its script and region, writes amounts."""
        for name in (language, language.split("-")[0]):
            if name in self.languages:
                return entry(self.languages, name)
        return None


def load_amounts(workspace: Workspace) -> Amounts:
    """Read how amounts are written; raises InputProblems for mistakes in the file."""
    return check_node(workspace.read_yaml(FILE), Amounts)


@dataclass(frozen=True)
class Amount:
    """A number as it stands in a text."""

    written: str
    """As it stands there, with its unit."""
    values: frozenset[Fraction]
    """What it may be: “1.000” is one or a thousand, where a language writes both so."""
    unit: str = ""
    """The unit by its key in the file; empty where none stands beside it."""
    shared: bool = False
    """Whether the unit stands behind the number that follows: “4–6 hours”."""
    per: str = ""
    """The unit behind a stroke: “kg” in “0.5 mg/kg”; a unit of time is none."""


class _Found(NamedTuple):
    """A number, with its unit if it has one, and where both stand."""

    begin: int
    end: int
    amount: Amount


class Reader:
    """Reads the amounts of texts in one language."""

    def __init__(self, amounts: Amounts, language: str, months: Sequence[str] = ()) -> None:
        tongue = amounts.tongue(language) or Tongue(decimal=Unprinted(".", Place(FILE)))
        self.times = frozenset(map(str, amounts.times))
        """The units of time."""
        self.units = frozenset(map(str, (*amounts.units, *tongue.units)))
        """The units that can be told in this language."""
        self._decimal, self._group, self._spaced = str(tongue.decimal), str(tongue.group or ""), tongue.spaced
        words = [(unit, word) for units in (amounts.units, tongue.units) for unit in units for word in units[unit]]
        self._units = sorted(((str(unit), plain(word)) for unit, word in words), key=lambda each: -len(each[1]))
        self._thousands = sorted(((plain(word), times) for word, times in tongue.thousands.items()), key=_longest)
        self._afternoon = [plain(word) for word in tongue.afternoon]
        self._words = [(Fraction(number), matching(words)) for number, words in tongue.words.items()]
        self._months = [matching([month]) for month in months]

    def says(self, value: Fraction, text: str) -> int:
        """Count how often a text says a small number in words, or as a Roman one."""
        said = sum(len(words.findall(plain(text))) for number, words in self._words if number == value)
        if value.denominator > 1 or not 1 < value <= _MOST_ROMAN:
            return said
        roman = numbered("{I}", int(value))
        return said + len(re.findall(rf"(?<!\w){roman}(?!\w)", unformatted(text)))

    def names_month(self, value: Fraction, text: str) -> bool:
        """Tell whether a text names the month of a number."""
        months = dict(enumerate(self._months, 1))
        return value in months and months[int(value)].search(plain(text)) is not None

    def amounts_in(self, text: str, spaced: bool = True, foreign: bool = False) -> list[Amount]:
        """List the amounts of a text, in order.

        `spaced` says whether words' spaces may stand within numbers, `foreign` whether the decimal signs
        of other languages may.
        """
        shown, text = unformatted(text), plain(text)
        runs = self._runs(spaced).finditer(text)
        found = [each for run in runs for each in self._in_run(shown, text, run, foreign)]
        amounts = []
        for each, following in zip_longest(found, found[1:]):
            joined = following and not each.amount.unit and _JOINS.fullmatch(text[each.end : following.begin])
            amounts.append(replace(each.amount, unit=following.amount.unit, shared=True) if joined else each.amount)
        return amounts

    def _runs(self, spaced: bool) -> re.Pattern[str]:
        """Return the pattern of digits and the signs between them."""
        signs = re.escape(f"{self._decimal}{self._group}.,٫٬/")
        spaces = _WITHIN + (" " if spaced and self._spaced else "")
        parts = "".join(_PARTS)
        mixed = rf"\d+[ {_WITHIN}]?[{parts}]|[{parts}]|\d+[ {_WITHIN}]\d/\d\d?(?![\d/])"
        return re.compile(rf"{mixed}|\d+(?:[{signs}]\d+|(?<!\d\d\d\d)[{spaces}]\d\d\d(?!\d))*")

    def _in_run(self, shown: str, text: str, run: re.Match[str], foreign: bool) -> Iterator[_Found]:
        """Yield the numbers of a run: it is one, or its signs part several."""
        # A time or a date has no unit of a dose behind it.
        foreign_here = (
            foreign or run[0].startswith("0") or self._unit_behind(text, run.end())[0] not in {"", *self.times}
        )
        if values := self._values(run[0]) or (_foreign_decimal(run[0]) if foreign_here else None):
            yield self._found(shown, text, run.start(), run.end(), values)
            return
        parts = re.compile(r"[^/]+" if "/" in run[0] else r"\d+")
        for part in parts.finditer(run[0]):
            begin, end = run.start() + part.start(), run.start() + part.end()
            if "/" in run[0]:
                again = self._runs(False).fullmatch(text, begin, end)
                assert again is not None
                yield from self._in_run(shown, text, again, foreign)
            # The minutes of a full hour are left out by who writes “8 p.m.”.
            elif not (part[0] == "00" and text[begin - 1 : begin] in {":", "h", "."}):
                yield self._found(shown, text, begin, end, {Fraction(part[0])})

    def _values(self, run: str) -> set[Fraction]:
        """Return what a run of digits and signs may be as one number; nothing where it is none."""
        values = set()
        if run.isdecimal():
            return set() if run == "00" else {Fraction(run)}
        if parted := re.fullmatch(rf"(\d*)\D?([{''.join(_PARTS)}])", run):
            values.add(Fraction(parted[1] or 0) + _PARTS[parted[2]])
        if parted := re.fullmatch(r"(?:(\d+)\D)?(\d)/(\d\d?)", run):
            above, below = int(parted[2]), int(parted[3])
            values |= {Fraction(parted[1] or 0) + Fraction(above, below)} if above < below in _SMALL else set()
        group, decimal = re.escape(f"{self._group} {_WITHIN}"), re.escape(self._decimal)
        grouped = (
            rf"([1-9]\d{{0,2}}(?P<group>[{group}])(?:\d{{2,3}}(?P=group))*\d{{3}})(?:(?!(?P=group))[{decimal}](\d+))?"
        )
        if parted := re.fullmatch(grouped, run):
            values.add(Fraction(f"{re.sub('[^0-9]', '', parted[1])}.{parted[3] or 0}"))
        if parted := re.fullmatch(rf"(\d+)([{decimal}])(\d+)", run):
            # Where a stroke stands before decimals, it stands between a blood pressure's numbers, too.
            decimals = parted[2] != "/" or parted[1] == "0" or len(parted[3]) == 1
            values |= {Fraction(f"{parted[1]}.{parted[3]}")} if decimals else set()
        return values

    def _unit_behind(self, text: str, end: int) -> tuple[str, int]:
        """Return the unit that stands behind a number, and where it ends; nothing where none does."""
        behind_it = ((unit, _behind(text, end, word)) for unit, word in self._units)
        return next(((unit, stop) for unit, stop in behind_it if stop is not None), ("", end))

    def names_unit(self, unit: str, text: str) -> bool:
        """Tell whether a text has a unit anywhere."""
        text = plain(text)
        for each, word in self._units:
            starts = re.finditer(re.escape(word.rstrip("*")), text) if each == unit else ()
            for begin in (start.start() for start in starts):
                apart = not _spells(text[begin - 1 : begin]) or _unspaced(word[0]) or begin == 0
                if apart and _ended(text, begin, word) is not None:
                    return True
        return False

    def _found(self, shown: str, text: str, begin: int, end: int, values: Iterable[Fraction]) -> _Found:
        """Make an amount of a number, with what stands behind it."""
        values, at = set(values), begin
        for word, times in self._thousands:
            if (behind := _behind(text, end, word)) is not None:
                values, end = {value * times for value in values}, behind
                break
        minutes = re.compile(r":\d\d").match(text, end)
        hour = minutes.end() if minutes else end
        if any(_behind(text, hour, word) is not None for word in self._afternoon):
            values |= {value + 12 for value in values if value < 12}
        unit, stop = self._unit_behind(text, end)
        if not unit and text[begin - 1 : begin] in {"%", "٪"}:
            unit, at = "percent", begin - 1
        if unit in _TEMPERATURES and re.search(r"(?<![^\s(])[-−–]\Z", text[:begin]):
            values, at = {-value for value in values}, begin - 1
        per = ""
        if unit and (stroke := _STROKE.match(text, stop)):
            behind_it, ends = self._unit_behind(text, stroke.end())
            per, stop = (behind_it, ends) if behind_it and behind_it not in self.times else ("", stop)
        return _Found(begin, stop, Amount(" ".join(shown[at:stop].split()), frozenset(values), unit, per=per))


def _foreign_decimal(run: str) -> set[Fraction]:
    """Return a number whose decimal sign is another language's; three decimals would be a thousand and more there."""
    parted = re.fullmatch(r"(\d+)[.,٫](\d+)", run)
    if parted is None or (len(parted[2]) == 3 and parted[1] != "0"):
        return set()
    return {Fraction(f"{parted[1]}.{parted[2]}")}


def unformatted(text: str) -> str:
    """Compose characters (NFC) and leave out those that only say how others are set."""
    composed = unicodedata.normalize("NFC", text)
    return composed if composed.isascii() else "".join(char for char in composed if unicodedata.category(char) != "Cf")


def plain(text: str) -> str:
    """Return a text in small letters, with the digits of all scripts as 0-9; each character stays one."""
    return "".join(map(_plain, unformatted(text)))


def _plain(char: str) -> str:
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    small = char.lower()
    return small if len(small) == 1 else char


def matching(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for any of some words; a star stands for further letters."""
    ways = []
    for word in words:
        begin = "" if word.startswith("*") else r"(?<!\w)"
        ends = "" if word.endswith("*") else r"(?!\w)"
        ways.append(f"{begin}{re.escape(plain(word.strip('*')))}{ends}")
    return re.compile("|".join(ways) or "(?!)")


def _longest(each: tuple[str, int]) -> int:
    return -len(each[0])


def _behind(text: str, at: int, word: str) -> int | None:
    """Return where a word ends that stands behind a number; None where it does not stand there."""
    gap = _GAP.match(text, at)
    return _ended(text, gap.end() if gap else at, word)


def _ended(text: str, begin: int, word: str) -> int | None:
    """Return where a word ends that begins at a place; None where it does not stand there whole."""
    end = begin + len(word.rstrip("*"))
    if text[begin:end] != word.rstrip("*"):
        return None
    if word.endswith("*"):
        while end < len(text) and _spells(text[end]):
            end += 1
        return end
    follows = text[end : end + 1]
    # “5mg을”: a word ends where another script begins, and words of some scripts stand without spaces.
    ends = not _spells(follows) or not word[-1].isalpha() or _unspaced(word[-1]) or _latin(follows) != _latin(word[-1])
    return end if ends else None


def _spells(char: str) -> bool:
    return bool(char) and unicodedata.category(char)[0] in "LM"


def _latin(char: str) -> bool:
    return char.isascii() or unicodedata.name(char, "").startswith("LATIN ")


def _unspaced(char: str) -> bool:
    """Tell whether a letter is of a script whose words stand side by side, or carry their endings: CJK, Hangul."""
    return "\u3040" <= char <= "\u9fff" or "\uac00" <= char <= "\ud7a3"
