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
        (
            ["One", "Two", "Three", TEXT],
            [None],
            ["3 short lines from here on: is one a heading, or are they the items of a list?"],
        ),
        (["Your card: the blue one"], [None], []),
        (["It was written in 2026", "with our greetings"], [None], []),
        (["Rest: as much as you need", TEXT], ["Rest: as much as you need"], ["a short line, taken for a heading"]),
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


def broken(*lines: str) -> str:
    """Write a Word paragraph of several lines; a label is bold."""
    made = []
    for line in lines:
        label, _, text = line.rpartition(":")
        strong = f"<w:r><w:rPr><w:b/></w:rPr><w:t>{label}:</w:t></w:r>" if label else ""
        made.append(f'{strong}<w:r><w:t xml:space="preserve">{text}</w:t></w:r>')
    return f"<w:p>{'<w:r><w:br/></w:r>'.join(made)}</w:p>"


def test_lines_of_an_address_and_labels_are_no_headings_and_nothing_is_asked_of_them(begin: Begin) -> None:
    address = broken("A. Sample", "2 Example Road", "Springfield, ST 00000")
    labels = broken("Where: Gate C, third floor", "With: Dr. B. Sample")
    text = address + paragraph(TEXT) + labels + paragraph(TEXT) + broken("Yours sincerely,", "B. Sample, MD", "Clinic")
    file = begin(word_of(text), ".docx")
    assert plain(file)["title"] is None
    assert [heading for heading, _ in sections(file)] == [None]
    assert looks(file) == []


@pytest.mark.parametrize("below", [(TEXT,), ("- a bed", "- a chair")])
def test_a_line_of_a_paragraph_above_its_text_may_be_a_heading(below: tuple[str, ...], begin: Begin) -> None:
    file = begin(word_of(paragraph("A Title of It") + paragraph(TEXT) + broken("How to Rest", *below)), ".docx")
    assert [heading for heading, _ in sections(file)] == [None, "How to Rest"]


@pytest.mark.parametrize(
    ("first", "said"),
    [
        ("A Title of It", []),
        ("**Your visit**", []),
        ("Your visit", ["the first line was taken for the title: is it the title?"]),
    ],
)
def test_a_first_line_that_only_may_be_the_title_is_told(first: str, said: list[str], begin: Begin) -> None:
    file = begin(in_word(first, TEXT), ".docx")
    assert plain(file)["title"] == first.strip("*")
    assert looks(file) == said


def test_bold_words_before_others_in_a_line_make_no_heading(begin: Begin) -> None:
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>{}</w:t></w:r>"
    lines = (
        f'<w:p>{bold.format(label)}<w:r><w:t xml:space="preserve"> {rest}</w:t></w:r></w:p>'
        for label, rest in (("Where:", "Gate C"), ("How long:", "about an hour"), ("With", "Dr. B. Doe"))
    )
    body = "".join((paragraph("A Title of It"), paragraph(TEXT), *lines, paragraph(TEXT)))
    file = begin(word_of(body), ".docx")
    assert [heading for heading, _ in sections(file)] == [None]
    assert looks(file) == []
