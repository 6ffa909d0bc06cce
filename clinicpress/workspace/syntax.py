"""What a mistake of YAML's syntax is called: by what stands where it went wrong, and where that thing began.

A parser's own words for a mistake change from release to release. Its places do not, and the
characters there tell what a person did.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class _Mistake(NamedTuple):
    """How we tell a mistake, and whether its place is where the thing began."""

    message: str
    hint: str
    opening: bool = False


_UNCLOSED = _Mistake("this quotation mark is not closed", "close it after the text", True)
_ESCAPE = _Mistake(
    "this backslash is not followed by a code that YAML knows",
    "inside double quotes a backslash has a meaning; use single quotes",
)
_NO_COLON = _Mistake(
    "a colon is missing in this line",
    "after the key write a colon and a space; a text that goes on needs more indentation than its key",
    True,
)
_STRAY_COLON = _Mistake(
    "this colon cannot stand here",
    "put a text that holds “: ” in quotes; or check the indentation, and the colon of the line before",
)
_QUOTES_OF_PRINT = _Mistake(
    _STRAY_COLON.message,
    "YAML knows only straight quotation marks: put the whole text between \"…\" or '…'",
)
_TAB = _Mistake("a tab cannot stand here", "use spaces instead")
_NO_VALUE = _Mistake(
    "a value or a closing bracket is missing here",
    "check the brackets “[ ]” and “{ }” and the commas before this place",
)
_NO_TEXT = _Mistake("a text cannot begin with this character", "put the whole text in quotes")
_NO_KEY = _Mistake("a text cannot begin with “? ”", "put the whole text in quotes")
_LIST = _Mistake("this does not fit the list before it", "check the indentation and the dashes")
_UNFIT = _Mistake("this does not fit what stands before it", "check the indentation of this line")
_BLOCK = _Mistake(
    "after “|” or “>” the text begins on the next line, with spaces before it",
    "put a text that begins with “|” or “>” in quotes",
    True,
)
_OPENED = {
    **{mark: _Mistake(f"a text cannot begin with “{mark}”", "put the whole text in quotes", True) for mark in "*&!"},
    **{
        mark: _Mistake(
            f"this bracket “{mark}” is not closed, or a comma is missing in it",
            f"if the text begins with “{mark}”, put it in quotes",
            True,
        )
        for mark in "[{"
    },
    "%": _Mistake("a line cannot begin with “%”", "put the whole text in quotes", True),
    "|": _BLOCK,
    ">": _BLOCK,
}
"""Mistakes in what begins with a certain character."""
_QUOTED = {'"': re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL), "'": re.compile("'[^']*'")}
_DOCUMENT_END = re.compile(r"\Z|(?:---|\.\.\.)(?!\S)")


def mistake(text: str, began: int | None, at: int, in_a_word: bool, in_brackets: bool) -> tuple[int, str, str]:
    """Name the mistake that a parser met with at an index of a text; returns its own index, a message and a hint.

    `began` is where the thing began that the parser was reading, if it says so; `in_a_word` tells mistakes
    within a word or sign from those in how they follow each other, and `in_brackets` whether brackets are open.
    """
    found = _in_a_word(text, began, at) if in_a_word else _between_words(text, began, at, in_brackets)
    if found is _STRAY_COLON and "“" in text[text.rfind("\n", 0, at) + 1 : at]:
        found = _QUOTES_OF_PRINT
    if found is _ESCAPE:
        at = text.rfind("\\", began, at + 1)
    return (began if found.opening and began is not None else at), found.message, found.hint


def _in_a_word(text: str, began: int | None, at: int) -> _Mistake:
    found = text[at : at + 1]
    if began is not None and text[began : began + 1] in _QUOTED:
        closed = _QUOTED[text[began]].match(text, began)
        if closed is not None and at >= closed.end():
            return _NO_COLON
        return _UNCLOSED if _DOCUMENT_END.match(text, at) else _ESCAPE
    if found == "\t":
        return _TAB
    if began is None or began == at:
        return {":": _STRAY_COLON, "?": _NO_KEY, "-": _LIST}.get(found, _NO_TEXT)
    if text[began] in _OPENED:
        return _OPENED[text[began]]
    return _STRAY_COLON if found == ":" and "\n" not in text[began:at] else _NO_COLON


def _between_words(text: str, began: int | None, at: int, in_brackets: bool) -> _Mistake:
    if began is None:
        return _OPENED["%"] if text[at : at + 1] == "%" else _UNFIT
    opened = text[began : began + 1]
    if opened == "!" or (opened in {"[", "{"} and began != at):
        return _OPENED[opened]
    if began == at:
        return _NO_VALUE if in_brackets else _NO_TEXT
    return _LIST if opened == "-" and text[began + 1 : began + 2].isspace() else _UNFIT
