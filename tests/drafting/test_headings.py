"""Short lines above text are headings where an article does not say what is one; what is not certain is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.manuscripts import item, list_of, looks, paragraph, plain, sections, word_of

Begin = Callable[..., Path]
TEXT = "This is a sentence of the text."


def in_word(*lines: str) -> bytes:
    """Write lines as a Word document without styles: bold ones, items, and others."""
    made = [
        item(line[2:], 1) if line.startswith("- ") else paragraph(line.strip("*"), look="<w:b/>" * line.startswith("*"))
        for line in lines
    ]
    return word_of("".join(made), list_of(1, ("bullet", "•")))


@pytest.mark.parametrize(
    ("lines", "headings", "said"),
    [
        (["How to Rest", TEXT], ["How to Rest"], []),
        (["How to rest?", TEXT], ["How to rest?"], []),
        (["Rest well", TEXT], ["Rest well"], ["a short line, taken for a heading"]),
        (["Bring with you", "- your card\n- your list"], [None], ["a short line above a list: is it a heading?"]),
        (["One", "Two", "Three", TEXT], [None], ["a short line: is it a heading, or an item of a list?"] * 3),
        ([TEXT, "The last words"], [None], ["a short line: is it a heading, or an item of a list?"]),
    ],
)
def test_a_short_line_above_text_is_a_heading(
    lines: list[str], headings: list[str | None], said: list[str], begin: Begin
) -> None:
    file = begin("\n\n".join(["A Title of It", TEXT, *lines]).encode())
    found = [heading for heading, _ in sections(file)]
    assert found == [None, *[heading for heading in headings if heading]]
    assert looks(file) == said


@pytest.mark.parametrize(
    ("lines", "headings", "said"),
    [
        (["**At home**", TEXT, "Rest well", TEXT, "**At work**", TEXT], ["At home", "At work"], []),
        (
            ["**Bring with you**", "- a card", "- a list", "**Leave at home**", TEXT],
            ["Bring with you", "Leave at home"],
            [],
        ),
        (["1 Example Road", "Springfield", "**At home**", TEXT, "**At work**", TEXT], ["At home", "At work"], []),
        (["**Call us**", TEXT, "How to Rest", TEXT, "How to Eat", TEXT], ["Call us", "How to Rest", "How to Eat"], []),
        (
            ["**Your visit**", "Date: ____  Time: ____", "Was it long? ☐ Yes ☐ No", TEXT, "**Call us**", TEXT],
            ["Your visit", "Call us"],
            [],
        ),
    ],
)
def test_bold_lines_are_the_headings_where_there_are_several(
    lines: list[str], headings: list[str], said: list[str], begin: Begin
) -> None:
    file = begin(in_word("**A Title of It**", TEXT, *lines), ".docx")
    assert [heading for heading, _ in sections(file)] == [None, *headings]
    assert looks(file) == said


def test_headings_without_a_number_stand_below_those_that_have_one(begin: Begin) -> None:
    lines = [
        "**1. What it is**",
        TEXT,
        "**2. How to take it**",
        TEXT,
        "**If you forget it**",
        TEXT,
        "**3. Storing**",
        TEXT,
    ]
    file = begin(in_word("**A Title of It**", *lines), ".docx")
    found = plain(file)["sections"]
    assert [section["heading"] for section in found] == ["1. What it is", "2. How to take it", "3. Storing"]
    assert [section["heading"] for section in found[1]["sections"]] == ["If you forget it"]
    assert [said.startswith("only some headings") for said in looks(file)] == [True]
