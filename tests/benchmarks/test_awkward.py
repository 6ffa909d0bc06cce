"""Each kind of awkward break is found in a PDF that somebody else made, and none where there is none."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from awkward import BRIEF, FULL, Passage, Seat
from finding import Body, Reckoning, reckon
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

PICTURE = "a picture"

BODY = Body(first_top=280, top=280, foot=40)
"""Pages of 300 by 300 points with a footer; 16 lines of 15 points."""
PITCH = 15
TEXT = "words of the sample go on"
Drawn = str | None
"""A line of text; PICTURE for a picture of three lines; None for a page that ends."""


def pdf(lines: Sequence[Drawn]) -> bytes:
    """Draw lines below each other, from the top of a page on."""
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=(300, 300))
    y, page = float(BODY.top), 1

    def end() -> None:
        canvas.drawString(20, 20, f"Sample footer, page {page}")
        canvas.showPage()

    for line in lines:
        if line is None:
            end()
            y, page = BODY.top, page + 1
        elif line == PICTURE:
            y -= 3 * PITCH
            canvas.drawImage(ImageReader(_square()), 20, y, 60, 3 * PITCH)
        else:
            y -= PITCH
            canvas.drawString(20, y + 4, line)
    end()
    canvas.save()
    return made.getvalue()


def _square() -> io.BytesIO:
    made = io.BytesIO()
    Image.new("RGB", (60, 45), "grey").save(made, "PNG")
    made.seek(0)
    return made


def heading(text: str, level: int = 2) -> Passage:
    return Passage("heading", text, level)


def text(*lines: str) -> Passage:
    return Passage("text", " ".join(lines))


def item(index: int, *lines: str, number: int = 1) -> Passage:
    return Passage("text", " ".join(lines), seats=(Seat("list", number, index),))


def row(index: int, *cells: str) -> list[Passage]:
    return [Passage("cell", cell, seats=(Seat("table", 1, index),)) for cell in cells]


FILL = [f"filling line {number} of the page" for number in range(11)]
FILLED = text(*FILL)
"""Enough lines for a page that is not too empty."""
END = [f"closing line {number} of the text" for number in range(4)]
ENDED = text(*END)


def read(lines: Sequence[Drawn], passages: Sequence[Passage]) -> Reckoning:
    found = reckon(pdf([*FILL, *lines, *END]), [FILLED, *passages, ENDED], BODY)
    assert found.unread == ()
    return found


@pytest.mark.parametrize(
    ("lines", "passages", "fault"),
    [
        pytest.param(["Part two", None], [heading("Part two")], "stranded heading", id="heading"),
        pytest.param(
            ["Part two", "one line", None, "other line", "last line"],
            [heading("Part two"), text("one line"), text("other line", "last line")],
            "stranded heading",
            id="heading over one line",
        ),
        pytest.param(
            ["Part two", "Part two a", None],
            [heading("Part two"), heading("Part two a", 3)],
            "stranded heading",
            id="two headings",
        ),
        pytest.param(
            ["Before you come:", None, "eat nothing", "drink nothing"],
            [text("Before you come:"), item(0, "eat nothing"), item(1, "drink nothing")],
            "lead-in parted",
            id="lead-in",
        ),
        pytest.param(
            ["eat nothing", None, "drink nothing", "rest"],
            [item(0, "eat nothing"), item(1, "drink nothing"), item(2, "rest")],
            "single item",
            id="item left behind",
        ),
        pytest.param(
            ["eat nothing", "drink nothing", None, "rest"],
            [item(0, "eat nothing"), item(1, "drink nothing"), item(2, "rest")],
            "single item",
            id="item overleaf",
        ),
        pytest.param(
            ["eat nothing", None, "rest"], [item(0, "eat nothing"), item(1, "rest")], "single item", id="two items"
        ),
        pytest.param(
            [PICTURE, None, "a box in grey"],
            [Passage("figure", ""), Passage("caption", "a box in grey")],
            "figure parted",
            id="caption",
        ),
        pytest.param(
            ["as you see", None, PICTURE, "Part two"],
            [text("as you see"), Passage("figure", ""), heading("Part two")],
            "figure parted",
            id="picture without text",
        ),
        pytest.param(
            ["as you see:", None, PICTURE, "and more", "of it"],
            [text("as you see:"), Passage("figure", ""), text("and more", "of it")],
            "figure parted",
            id="picture that a line leads to",
        ),
        pytest.param(["Warning", None], [Passage("bold", "Warning")], "stranded bold line", id="bold line"),
        pytest.param(
            ["first line", None, "second line", "third line"],
            [text("first line", "second line", "third line")],
            "single line",
            id="first line",
        ),
        pytest.param(
            ["first line", "second line", None, "third line"],
            [text("first line", "second line", "third line")],
            "single line",
            id="last line",
        ),
        pytest.param(
            ["Food", "milk", None, "bread", "fruit"],
            [*row(-1, "Food"), *row(0, "milk"), *row(1, "bread"), *row(2, "fruit")],
            "single row",
            id="row left behind",
        ),
        pytest.param(
            ["Food", "milk", "bread", None, "fruit"],
            [*row(-1, "Food"), *row(0, "milk"), *row(1, "bread"), *row(2, "fruit")],
            "single row",
            id="row overleaf",
        ),
        pytest.param(
            ["Food", "milk", "bread", "of rye", None, "or oats", "fruit"],
            [*row(-1, "Food"), *row(0, "milk"), *row(1, "bread of rye or oats"), *row(2, "fruit")],
            "torn row",
            id="row on two pages",
        ),
        pytest.param(
            ["Food", None, "milk", "bread"],
            [*row(-1, "Food"), *row(0, "milk"), *row(1, "bread")],
            "single row",
            id="head of a table",
        ),
    ],
)
def test_an_awkward_break_is_found_once(lines: list[Drawn], passages: list[Passage], fault: str) -> None:
    found = read(lines, passages)
    assert [(each.fault, each.page) for each in found.breaks] == [(fault, 1)]


@pytest.mark.parametrize(
    ("lines", "passages"),
    [
        pytest.param([None, "Part two", "a line"], [heading("Part two"), text("a line")], id="heading overleaf"),
        pytest.param(
            ["Part two", "one line", "other line", None, "third line", "last line"],
            [heading("Part two"), text("one line", "other line", "third line", "last line")],
            id="two lines below a heading and two overleaf",
        ),
        pytest.param(
            ["Part two", "why so?", "", "", None, "how long?"],
            [heading("Part two"), Passage("text", "why so?", ruled=2), Passage("text", "how long?", ruled=2)],
            id="a question with room for an answer",
        ),
        pytest.param(
            ["Part two", "one line", None, "Part three", "a line"],
            [heading("Part two"), text("one line"), heading("Part three"), text("a line")],
            id="a part of one line",
        ),
        pytest.param(
            ["Before you come:", "eat nothing", "drink nothing", None, "rest", "sleep"],
            [
                text("Before you come:"),
                *(item(at, said) for at, said in enumerate(["eat nothing", "drink nothing", "rest", "sleep"])),
            ],
            id="two items on each page",
        ),
        pytest.param(
            [PICTURE, "a box in grey", None],
            [Passage("figure", ""), Passage("caption", "a box in grey")],
            id="picture with caption",
        ),
        pytest.param(
            ["as you see", None, PICTURE, "and more"],
            [text("as you see"), Passage("figure", ""), text("and more")],
            id="picture with the text behind it",
        ),
        pytest.param(
            ["Food", "milk", "bread", None, "Food", "fruit", "fish"],
            [*row(-1, "Food"), *row(0, "milk"), *row(1, "bread"), *row(2, "fruit"), *row(3, "fish")],
            id="a head that is repeated",
        ),
        pytest.param(
            ["one", "two", "three", "four", None, "five", "six", "rest", "sleep"],
            [item(0, "one", "two", "three", "four", "five", "six"), item(1, "rest"), item(2, "sleep")],
            id="an item that goes on",
        ),
    ],
)
def test_a_good_break_is_not_counted(lines: list[Drawn], passages: list[Passage]) -> None:
    assert read(lines, passages).breaks == ()


def test_a_page_is_empty_below_all_that_is_printed_and_the_last_may_be() -> None:
    found = reckon(pdf([*FILL[:8], None, *FILL[8:10], PICTURE, None, FILL[10]]), [FILLED, Passage("figure", "")], BODY)
    assert [round(share, 1) for share in found.emptiness] == [0.5, 0.7, 0.9]
    assert [(each.fault, each.page) for each in found.breaks if each.fault == "empty page"] == [
        ("empty page", 1),
        ("empty page", 2),
    ]


def test_a_last_page_of_a_few_lines_is_told() -> None:
    found = reckon(pdf([*FILL, None, *END[:3]]), [FILLED, text(*END[:3])], BODY)
    assert [(each.fault, each.page) for each in found.breaks] == [("short last page", 1)]
    assert found.count(BRIEF) == 0


def test_words_that_also_stand_in_a_list_of_contents_are_found_in_the_text() -> None:
    contents = ["Part one", "Part two", *FILL, None]
    lines = [*contents, "Part one", *FILL, "Part two", None, *END]
    found = reckon(pdf(lines), [heading("Part one"), FILLED, heading("Part two"), ENDED], BODY)
    assert [(each.fault, each.page) for each in found.breaks] == [("stranded heading", 2)]


def test_a_text_that_is_not_there_is_told() -> None:
    found = reckon(pdf(FILL), [FILLED, text("something else")], BODY)
    assert found.unread == ("something else",)


def test_the_foot_of_a_page_counts_once() -> None:
    lines = ["Part two", "Before you come:", None, "eat nothing", "rest"]
    found = read(lines, [heading("Part two"), text("Before you come:"), item(0, "eat nothing"), item(1, "rest")])
    assert [each.fault for each in found.breaks] == ["stranded heading", "lead-in parted"]
    assert found.count(FULL) == found.count(BRIEF) == 1
