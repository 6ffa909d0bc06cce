"""What can be wrong with what people wrote, and how it is said.

A `Problem` names the file, the line and the column and says in plain words what is wrong and what
would mend it. `InputProblems` carries all of them at once; anything else that is raised is a fault
of ours, and the command line reports it as such.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]


class Place(NamedTuple):
    """Point into a file: path relative to the workspace, line and column counted from 1."""

    file: str
    line: int = 1
    column: int = 1

    @classmethod
    def behind(cls, file: str, before: str) -> Place:
        """Return the place that follows the first characters of a file."""
        return cls(file, before.count("\n") + 1, len(before) - before.rfind("\n"))

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that a person has to mend, with its place and a hint."""

    place: Place
    message: str
    hint: str = ""
    severity: Severity = field(default="error")
    where: tuple[str, ...] = ()
    """Where in what is printed it would show, where that is not said by its message."""

    @property
    def told(self) -> str:
        """The message, with where it would show."""
        return f"{self.message} {_listed(self.where)}" if self.where else self.message

    def __str__(self) -> str:
        text = f"{self.place}: {self.severity}: {self.told}"
        return f"{text}\n  hint: {self.hint}" if self.hint else text


def merged(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems in the order of their places, each once, with all places where it would show."""
    found: dict[Problem, list[str]] = {}
    for problem in problems:
        found.setdefault(replace(problem, where=()), []).extend(problem.where)
    return sorted(replace(problem, where=tuple(sorted(set(where)))) for problem, where in found.items())


def _listed(words: Sequence[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def warning(place: Place, message: str, hint: str = "") -> Problem:
    """Make a problem that keeps nothing from being printed."""
    return Problem(place, message, hint, "warning")


class InputProblems(Exception):
    """Raised when the input cannot be printed; holds every problem found so far."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = merged(problems)
        super().__init__("\n".join(map(str, self.problems)))

    @classmethod
    def one(cls, place: Place, message: str, hint: str = "") -> InputProblems:
        """Wrap a single problem."""
        return cls([Problem(place, message, hint)])


@contextmanager
def refusals_told() -> Iterator[None]:
    """Turn what the system refuses to do with a file or folder into a problem of that file."""
    try:
        yield
    except OSError as error:
        if error.filename is None:
            raise
        hint = "check its name, its permissions and where its links lead"
        raise InputProblems.one(
            Place(os.fsdecode(error.filename)), f"this cannot be used: {error.strerror}", hint
        ) from error


class UsageError(Exception):
    """Raised when the command was called with something that does not exist."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a hint that names the nearest known word, or lists the known ones."""
    names = sorted(known)
    if near := nearest(word, names):
        return f"did you mean “{near}”?"
    if not names:
        return ""
    shown = ", ".join(names[:24]) + (", …" if len(names) > 24 else "")
    return f"known here: {shown}"


def nearest(word: str, known: Sequence[str]) -> str:
    """Return the known word that looks most like another one; nothing where none does."""
    # Loaded only where somebody mistook a name.
    from difflib import get_close_matches

    return next(iter(get_close_matches(word.lower(), known, n=1, cutoff=0.6)), "")


def counted(count: int, what: str) -> str:
    """Say how many there are of something."""
    return f"{count} {what}{'' if count == 1 else 's'}"


def first_of(names: Sequence[str], most: int, between: str = ", ") -> str:
    """Name the first of some things, and say how many more there are."""
    more = f", and {len(names) - most:,} more" if len(names) > most else ""
    return between.join(names[:most]) + more
