"""What a preflight says: rows, each with one question, its answer, and what was found where."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from clinicpress.ground.characters import beginning

Result = Literal["passed", "warning", "failed", "cannot tell"]
MOST_FOUND = 300
"""So many findings of one kind are told; nobody reads more."""
LONGEST = 48
"""Characters of a text that are shown to say which is meant."""


class Finding(NamedTuple):
    """Something that was found, on a page (from 1) or in the file as a whole (None)."""

    page: int | None
    message: str


class Row(NamedTuple):
    """One question and its answer. Where all is well, `note` may say what was seen."""

    id: str
    asks: str
    result: Result
    found: tuple[Finding, ...] = ()
    note: str = ""


def judged(
    id: str, asks: str, failures: Iterable[Finding] = (), warnings: Iterable[Finding] = (), note: str = ""
) -> Row:
    """Make a row of what was found: failed where something is wrong, a warning where something might be."""
    failures, warnings = _told(failures), _told(warnings)
    return Row(id, asks, "failed" if failures else "warning" if warnings else "passed", failures or warnings, note)


def _told(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return what was found, each thing once, and of very many things only the first."""
    told = tuple(dict.fromkeys(found))
    if len(told) <= MOST_FOUND:
        return told
    return (*told[:MOST_FOUND], Finding(None, f"and {len(told) - MOST_FOUND:,} more of this kind"))


def unknown(id: str, asks: str, why: str) -> Row:
    """Make a row of what a program cannot know."""
    return Row(id, asks, "cannot tell", (), why)


def begins(text: str) -> str:
    """Return how a text begins, in quotation marks, to say which is meant."""
    return f"“{beginning(text, LONGEST)}”"
