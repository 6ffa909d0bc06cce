"""What a template is given: plain frozen values that were made for it, with nothing in them to call or to change.

A model becomes a record of its keys, a list a tuple, and each text that is printed becomes `Words`,
which a template can hand on and print, but not look into: what it prints are those words and no others.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from clinicpress.content.texts import Line, Prose, Unprinted
from clinicpress.ground.problems import Place
from clinicpress.workspace.nodes import Text
from clinicpress.workspace.schema import Strict

UNSEEN = frozenset({"review_notes"})
"""Keys that are for editors only."""
SPOKEN = frozenset({"alt"})
"""Keys whose text is not drawn but read aloud: words all the same."""


@dataclass(frozen=True, eq=False)
class Words:
    """A text as a template holds it: it can be printed, and asked whether it is there."""

    text: str
    marked: bool = False
    """Whether its inline marks count."""
    place: Place | None = None
    """Where it stands, if it is a brochure's, a source's or a clinic's."""

    def __bool__(self) -> bool:
        return bool(self.text)

    @classmethod
    def of(cls, text: Line) -> Words:
        """Make the words of a text that knows its place."""
        return cls(str(text), isinstance(text, Prose), text.place if text.place.file else None)


@dataclass(frozen=True, eq=False)
class Day(Words):
    """A date; `dated` writes it in words."""

    date: dt.date = dt.date.min


@dataclass(frozen=True, eq=False)
class Count(Words):
    """A number that the press counted; it tells things apart, and is part of no text."""


class Record:
    """Values by name."""

    __slots__ = ("_read", "names")

    def __init__(self, names: Iterable[str], read: Callable[[str], Any]) -> None:
        self.names = frozenset(names)
        self._read = read

    @classmethod
    def holding(cls, values: Mapping[str, Any]) -> Record:
        """Make a record of values that are made already."""
        return cls(values, dict(values).__getitem__)

    def read(self, name: str) -> Any:
        """Return the value of a name that the record has; raises KeyError."""
        if name not in self.names:
            raise KeyError(name)
        return self._read(name)


class Ability(NamedTuple):
    """Something that a template can do with values: a function with a name, and how many values it takes."""

    name: str
    do: Callable[..., Any]
    least: int = 1
    most: int = 1

    def miscounted(self, count: int) -> str:
        """Say how many values it takes, if that is not their count; else nothing."""
        if self.least <= count <= self.most:
            return ""
        if not self.most:
            return f"“{self.name}” takes nothing in brackets"
        least = f"{self.least} to " if self.least else "at most "
        takes = f"{least if self.least < self.most else ''}{self.most}"
        return f"“{self.name}” takes {takes} {'value' if self.most == 1 else 'values'} in brackets, not {count}"


def frozen(value: Any) -> Any:
    """Turn what the press works with into what a template may hold; raises TypeError for all else."""
    if value is None or type(value) in (bool, int, float, str, Words, Count, Day, Record):
        return value
    if isinstance(value, Unprinted):
        return str(value)
    if isinstance(value, Line):
        return Words.of(value)
    if isinstance(value, Text):
        return str(value)
    if isinstance(value, dt.date):
        return Day(value.isoformat(), date=value)
    if isinstance(value, Strict):
        made = {name: getattr(value, name) for name in type(value).model_computed_fields}
        return Record.holding(
            {name: _entry(name, each) for name, each in (*value, *made.items()) if name not in UNSEEN}
        )
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return Record.holding({each.name: frozen(getattr(value, each.name)) for each in dataclasses.fields(value)})
    if isinstance(value, Mapping):
        return Record.holding({str(name): frozen(each) for name, each in value.items()})
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return Record.holding({name: frozen(each) for name, each in zip(value._fields, value, strict=True)})
    if isinstance(value, (tuple, list)):
        return tuple(frozen(each) for each in value)
    raise TypeError(f"a template cannot be given a {type(value).__name__}")


def _entry(name: str, value: Any) -> Any:
    if name in SPOKEN and isinstance(value, Line):
        return Words(str(value), place=value.place)
    return frozen(value)


def token(number: int) -> str:
    """Return what stands for words in what a template makes: no file and no escape can hold these characters."""
    return f"\udc80{number}\udc81"


TOKEN = re.compile("\udc80([0-9]{1,9})\udc81")
