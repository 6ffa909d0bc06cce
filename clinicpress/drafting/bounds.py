"""How much an article may hold: bounds that no article for patients comes near.

What reads marks and brackets takes longer than their number says; a text of a thousand of them in one
paragraph is no prose, and is told before anything tries to read it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from clinicpress.ground.problems import InputProblems, Place

MAX_LINES = 20_000
"""Some 400 pages."""
MAX_SIGNS = 1_000
MAX_WORD = 5_000
MAX_DEPTH = 40
MOST_COLUMNS = 63
"""So many columns a table in Word can have."""

MARKS = r"[*\[\]\\]"
"""What may be a mark in a brochure."""
MARKDOWN_MARKS = r"[*_`\[\]<>&!\\()=$^~{}]"
"""What may be a mark in Markdown, or in one of its dialects."""
_BEGINS = re.compile(r"\s*(?:[-*+|#>]|[0-9]+[.)])")


def check_lines(name: str, text: str, marks: str) -> None:
    """Refuse a text of too many lines, or with too many marks in a paragraph; raises InputProblems at the line."""
    lines = text.split("\n")
    if len(lines) > MAX_LINES:
        hint = "make several brochures of it"
        raise InputProblems.one(
            Place(name, MAX_LINES + 1), f"the article has {len(lines)} lines, at most {MAX_LINES}", hint
        )
    first, count = 1, 0
    for number, line in enumerate(lines, 1):
        if not line.strip() or _BEGINS.match(line):
            first, count = number + (not line.strip()), 0
        count += _counted(Place(name, number), line, marks)
        if count > MAX_SIGNS:
            raise _too_many(Place(name, first))


def check_paragraphs(name: str, texts: Iterable[str]) -> None:
    """Refuse paragraphs with too many marks, or too long a word; raises InputProblems."""
    if any(_counted(Place(name), text, MARKS) > MAX_SIGNS for text in texts):
        raise _too_many(Place(name))


def check_depth(place: Place, levels: Iterable[int]) -> None:
    """Refuse marks within marks within marks; raises InputProblems."""
    if max(levels, default=0) > MAX_DEPTH:
        message = f"marks stand in each other more than {MAX_DEPTH} levels deep here"
        raise InputProblems.one(place, message, "delete those that are no part of the text")


def _counted(place: Place, text: str, marks: str) -> int:
    """Count the marks in a text; raises InputProblems where a word is too long."""
    if any(len(word[0]) > MAX_WORD for word in re.finditer(r"\S+", text)):
        hint = "is this a file of another kind, or a picture in letters?"
        raise InputProblems.one(place, f"a word of more than {MAX_WORD} letters stands here", hint)
    return sum(1 for _ in re.finditer(marks, text))


def _too_many(place: Place) -> InputProblems:
    message = f"more than {MAX_SIGNS} stars, brackets or other marks stand in one paragraph"
    return InputProblems.one(place, message, "delete those that are no part of the text, or part it by blank lines")


def too_wide(name: str, columns: int, line: int = 1) -> InputProblems:
    """Say that a table has too many columns."""
    return too_big(
        name, f"a table has {columns} columns, at most {MOST_COLUMNS}", "make tables of fewer columns of it", line
    )


def too_big(name: str, what: str, hint: str, line: int = 1) -> InputProblems:
    """Say that there is more in a document than a brochure can hold."""
    return InputProblems.one(Place(name, line), f"the document is too big: {what}", hint)
