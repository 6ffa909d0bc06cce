"""What dialects of Markdown have beyond CommonMark."""

from __future__ import annotations

import pytest

from clinicpress.drafting.article import Run
from clinicpress.drafting.dialects import Escaped, foreign_marks, without_notes


def test_footnotes_are_taken_out_and_the_lines_stay_where_they_are() -> None:
    text = "One.[^a]\n\n[^a]: First,\n  and more.\n\n    Still a.\n\nTwo.\n[^b]: Second."
    left, notes = without_notes(text)
    assert notes == {"a": "First, and more. Still a.", "b": "Second."}
    assert left.split("\n") == ["One.[^a]", "", "", "", "", "", "", "Two.", ""]


def test_what_stands_in_a_fence_is_no_footnote() -> None:
    text = "```\n[^a]: code\n```\n~~~\n```\n[^b]: code\n~~~\n[^c]: said"
    left, notes = without_notes(text)
    assert notes == {"c": "said"}
    assert left == text.replace("[^c]: said", "")


@pytest.mark.parametrize(
    "mark",
    [
        "==marked==",
        "~low~",
        "~~gone~~",
        "^up^",
        "^[note]",
        "$x$",
        ":smile:",
        "[[page]]",
        "{{ x }}",
        "[@doe20]",
    ],
)
def test_a_mark_of_some_program_is_told_as_it_stands(mark: str) -> None:
    assert list(foreign_marks([Run(f"A word {mark} more")])) == [
        f"“{mark}” is printed as it was typed: some programs take it for a mark"
    ]


@pytest.mark.parametrize("words", ["5 $ and 6 $", "at 10:30:45", "a == b", "~5 mg, ~6 mg", "a ^ b", "see [1]"])
def test_what_no_program_takes_for_a_mark(words: str) -> None:
    assert list(foreign_marks([Run(words)])) == []


def test_a_sign_behind_a_backslash_is_no_mark_but_may_stand_in_one() -> None:
    escaped = [Run("5"), Escaped("~"), Run("6"), Escaped("~"), Run(" of "), Run("~a"), Escaped("~"), Run("b~", em=True)]
    assert list(foreign_marks(escaped)) == ["“~a~b~” is printed as it was typed: some programs take it for a mark"]
