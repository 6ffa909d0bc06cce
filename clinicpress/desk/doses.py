"""Numbers and doses that differ between a translation and its origin.

Texts that say the same are compared as bags of amounts: a translation may turn a sentence round. A
number that one side has in words, or as a month's name, is there. What both sides say in words
alone is left to a person.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from clinicpress.content.inline import without_marks
from clinicpress.content.texts import Line, Prose
from clinicpress.desk.amounts import Amount, Reader
from clinicpress.ground.problems import Place, Problem, warning

_ADDRESS = re.compile(r"\w+://\S+|www\.\S+|\S+@\S+\.\S+")
_HINT = "compare the two texts word by word: a wrong number in a translation harms patients"
_LARGEST_IN_WORDS = 30


class Side(NamedTuple):
    """Texts that say in one language what others say in another."""

    texts: Sequence[Line]
    reader: Reader

    @property
    def said(self) -> str:
        """The words of the texts, without marks, citations and addresses."""
        words = (without_marks(text) if isinstance(text, Prose) else str(text) for text in self.texts)
        return _ADDRESS.sub(" ", "\n".join(words))


def dose_problems(
    here: Side, there: Side, file: str, place: Place, less: bool = False, more: bool = False
) -> Iterator[Problem]:
    """Yield, as a warning at a place, how the numbers of a translation differ from those of its origin in a file.

    `less` and `more` say that something of the origin is known to be missing, or of the translation
    to be added: then the numbers that go with it are not told again.
    """
    ways = [_unmatched(here, there, spaced, foreign) for foreign in (False, True) for spaced in (True, False)]
    ours, theirs = min(ways, key=lambda way: len(way[0]) + len(way[1]))
    ours, theirs = ([] if more else ours), ([] if less else theirs)
    if not ours and not theirs:
        return
    other = next((text for text in there.texts if _has(text, theirs)), there.texts[0])
    line = f"{file}, line {other.place.line}"
    if ours and theirs:
        message = f"{_listed(ours, theirs)} {_verb(ours)} here where {line}, says {_listed(theirs, ours)}"
    elif ours:
        message = f"{_listed(ours)} {_verb(ours)} here and not in {line}"
    else:
        message = f"{_listed(theirs)} of {line}, {'is' if len(theirs) == 1 else 'are'} missing here"
    at = next((_at(text, ours[0]) for text in here.texts if _has(text, ours)), place)
    yield warning(at, message, _HINT)


def _unmatched(here: Side, there: Side, spaced: bool, foreign: bool) -> tuple[list[Amount], list[Amount]]:
    """Return the amounts of each side that the other one does not have, with numbers read in one way."""
    said, other = here.said, there.said
    ours = _said_elsewhere(here.reader.amounts_in(said, spaced, foreign), there)
    theirs = _said_elsewhere(there.reader.amounts_in(other, spaced, foreign), here)
    for fits in (_equal, lambda one, two: _may_be(one, two, here.reader, there.reader)):
        ours, theirs = _without_pairs(ours, theirs, fits)
    return _unsaid(ours, here, there), _unsaid(theirs, there, here)


def _said_elsewhere(amounts: Sequence[Amount], other: Side) -> list[Amount]:
    """Leave out what amounts are counted by, the “kg” of “mg/kg”, where the other side has it in other words."""

    def is_there(unit: str) -> bool:
        return unit not in other.reader.units or other.reader.names_unit(unit, other.said)

    return [replace(amount, per="") if amount.per and is_there(amount.per) else amount for amount in amounts]


def _without_pairs(
    ours: Sequence[Amount], theirs: Sequence[Amount], fits: Callable[[Amount, Amount], bool]
) -> tuple[list[Amount], list[Amount]]:
    left, alone = list(theirs), []
    for amount in ours:
        pair = next((other for other in left if fits(amount, other)), None)
        if pair is None:
            alone.append(amount)
        else:
            left.remove(pair)
    return alone, left


def _equal(one: Amount, two: Amount) -> bool:
    return bool(one.values & two.values) and (one.unit, one.per) == (two.unit, two.per)


def _may_be(ours: Amount, theirs: Amount, here: Reader, there: Reader) -> bool:
    """Tell whether two amounts may be the same, of which one has no unit that is known."""
    if not ours.values & theirs.values or ours.per != theirs.per:
        return False
    if ours.unit and theirs.unit:
        return ours.unit == theirs.unit or ((ours.shared or theirs.shared) and {ours.unit, theirs.unit} <= here.times)
    unit, reader = (ours.unit, there) if ours.unit else (theirs.unit, here)
    return not unit or ours.shared or theirs.shared or unit in here.times or unit not in reader.units


def _unsaid(amounts: Sequence[Amount], own: Side, other: Side) -> list[Amount]:
    """Return those of some amounts which the other side does not say in words."""
    told: list[Amount] = []
    spoken: Counter[Fraction] = Counter()
    for amount in amounts:
        value = min(amount.values)
        if value <= _LARGEST_IN_WORDS:
            spoken[value] += 1
            words = other.reader.says(value, other.said) - own.reader.says(value, own.said)
            bare = not amount.unit or amount.unit in own.reader.times
            if spoken[value] <= words or (bare and (value == 1 or _names_its_month(amount, other))):
                continue
        told.append(amount)
    return told


def _names_its_month(amount: Amount, other: Side) -> bool:
    """Tell whether the other side has the name of a month where one has its number."""
    return any(other.reader.names_month(value, other.said) for value in amount.values)


def _has(text: Line, amounts: Sequence[Amount]) -> bool:
    return any(_number(amount) in text for amount in amounts)


def _at(text: Line, amount: Amount) -> Place:
    return text.at(_number(amount))


def _number(amount: Amount) -> str:
    """Return an amount's digits as they are written."""
    found = re.search(r"\d+(?:\S*\d)?", amount.written)
    return found[0] if found else amount.written


def _listed(amounts: Sequence[Amount], others: Sequence[Amount] = ()) -> str:
    """List amounts; one that is written as another is given as the number that it is in its language, too."""
    alike = {amount.written for amount in others}
    return ", ".join(f"“{each.written}”{f' ({_plain(each)})' if each.written in alike else ''}" for each in amounts)


def _plain(amount: Amount) -> str:
    return " or ".join(f"{float(value):g}" for value in sorted(amount.values))


def _verb(amounts: Sequence[Amount]) -> str:
    return "stands" if len(amounts) == 1 else "stand"
