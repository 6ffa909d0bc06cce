"""Lists in lists, and what stands in an item: Word says so by levels and by how far in a paragraph stands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from tests.drafting.word.documents import TEXT, read
from tests.manuscripts import ELLIPSE, blocks_of, item, list_of, looks, paragraph, plain, row, saved, table

Begin = Callable[..., Path]
BULLETS = list_of(50, ("bullet", "•"), ("bullet", "o"), ("bullet", "▪"), ("bullet", "–"))
NUMBERS = list_of(51, ("decimal", "%1."), ("lowerLetter", "%2)"))
FURTHER_IN = list_of(52, ("bullet", "•"), margin=720)
FURTHER_OUT = list_of(53, ("bullet", "•"), margin=0)


def indented(text: str, left: int, style: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return paragraph(text, f'{named}<w:ind w:left="{left}"/>')


def within(text: str, *body: dict[str, Any]) -> dict[str, Any]:
    return {"text": text, "body": list(body)}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            item("a", 50) + item("b", 50, 1) + item("c", 50, 2) + item("d", 50, 1) + item("e", 50),
            [("list", [within("a", {"list": [within("b", {"list": ["c"]}), "d"]}), "e"])],
        ),
        # Bullets below a step are a list of their own in Word; the steps go on after them.
        (
            item("one", 51) + item("a", 52) + item("b", 52) + item("two", 51),
            [("steps", [within("one", {"list": ["a", "b"]}), "two"])],
        ),
        # Letters below bullets, numbers below letters.
        (
            item("a", 50) + item("x", 51, 1) + item("b", 50),
            [("list", [within("a", {"steps": {"label": "{a})", "items": ["x"]}}), "b"])],
        ),
        # Two lists that stand equally far in are two lists, whatever they are called.
        (item("one", 51) + item("a", 50), [("steps", ["one"]), ("list", ["a"])]),
        # A list further out does not stand in the one above it.
        (item("one", 51, 1) + item("a", 53), [("steps", {"label": "{a})", "items": ["one"]}), ("list", ["a"])]),
        # A level that is left out is none.
        (item("a", 50) + item("c", 50, 2) + item("b", 50), [("list", [within("a", {"list": ["c"]}), "b"])]),
    ],
)
def test_lists_stand_in_lists(body: str, expected: list[Any], begin: Begin) -> None:
    blocks, told = read(begin, body, BULLETS + NUMBERS + FURTHER_IN + FURTHER_OUT)
    assert blocks == expected
    assert told == []


def test_the_styles_of_lists_say_their_levels(begin: Begin) -> None:
    document = Document()
    document.add_heading("A", 1)
    for style, text in (("List Bullet", "a"), ("List Bullet 2", "b"), ("List Bullet 3", "c"), ("List Bullet", "d")):
        document.add_paragraph(text, style=style)
    file = begin(saved(document), ".docx")
    [block] = blocks_of(plain(file)["sections"][0])
    assert block == ("list", [within("a", {"list": [within("b", {"list": ["c"]})]}), "d"])
    assert looks(file) == []


def test_what_stands_deeper_than_lists_can_is_told(begin: Begin) -> None:
    body = "".join(item(text, 50, depth) for depth, text in enumerate("abcd"))
    blocks, told = read(begin, body, BULLETS)
    assert blocks == [("list", [within("a", {"list": [within("b", {"list": ["c", "d"]})]})])]
    assert told == ["a list inside a list was made flat: “d” stood below “c”"]


@pytest.mark.parametrize(
    ("between", "held"),
    [
        (indented(TEXT, 720), [{"paragraph": TEXT}]),
        (indented(TEXT, 720, "ListContinue"), [{"paragraph": TEXT}]),
        (indented("more", 720) + indented("still more", 720), [{"paragraph": "more"}, {"paragraph": "still more"}]),
    ],
)
def test_a_paragraph_that_stands_below_an_items_text_belongs_to_it(between: str, held: list[Any], begin: Begin) -> None:
    blocks, told = read(begin, item("one", 51) + between + item("two", 51) + paragraph(TEXT), NUMBERS)
    assert blocks == [("steps", [within("one", *held), "two"]), ("paragraph", TEXT)]
    assert told == []


def test_a_paragraph_goes_to_the_item_that_it_stands_below(begin: Begin) -> None:
    body = item("a", 50) + item("b", 50, 1) + indented("of b", 1080) + indented("of a", 720) + item("c", 50)
    blocks, _ = read(begin, body, BULLETS)
    inner = {"list": [within("b", {"paragraph": "of b"})]}
    assert blocks == [("list", [within("a", inner, {"paragraph": "of a"}), "c"])]


def test_a_paragraph_at_the_margin_ends_the_list(begin: Begin) -> None:
    blocks, _ = read(begin, item("one", 51) + paragraph(TEXT) + item("two", 51), NUMBERS)
    assert blocks == [("steps", ["one"]), ("paragraph", TEXT), ("steps", {"start": "2", "items": ["two"]})]


@pytest.mark.parametrize(
    "line", ["<w:p/>", "<w:p><w:r/></w:p>", paragraph(" "), '<w:p><w:r><w:br w:type="page"/></w:r></w:p>']
)
def test_an_empty_line_parts_no_list(line: str, begin: Begin) -> None:
    blocks, _ = read(begin, item("a", 50) + line + item("b", 50) + line + paragraph(TEXT), BULLETS)
    assert blocks == [("list", ["a", "b"]), ("paragraph", TEXT)]


def test_lines_of_an_item_stay_in_it(begin: Begin) -> None:
    broken = "<w:r><w:t>Ward 3</w:t><w:br/><w:t>Sample Street 1</w:t></w:r>"
    blocks, told = read(begin, item(broken, 50) + item("b", 50), BULLETS)
    assert blocks == [("list", [within("Ward 3", {"paragraph": "Sample Street 1"}), "b"])]
    assert told == []


def test_what_was_deleted_is_not_counted(begin: Begin) -> None:
    gone = row(item("one", 51), properties='<w:del w:id="6" w:author="a"/>').replace(
        "<w:p><w:pPr></w:pPr><w:p>", "<w:p>"
    )
    gone = gone.replace("</w:p></w:p>", "</w:p>")
    body = table(row("A", "B"), gone, row("c", "d")) + item("first", 51) + item("second", 51)
    blocks, _ = read(begin, body, NUMBERS)
    assert blocks[1:] == [("steps", ["first", "second"])]


def test_a_picture_between_two_steps_stands_in_the_first(begin: Begin) -> None:
    document = Document()
    document.add_heading("A", 1)
    for text in ("Lie down.", "Get up."):
        document.add_paragraph(text, style="List Number")
        document.add_picture(str(ELLIPSE))
    document.add_paragraph("Rest.", style="List Number")
    document.add_paragraph(TEXT)
    [steps, after] = blocks_of(plain(begin(saved(document), ".docx"))["sections"][0])
    kind, items = steps
    assert (kind, after) == ("steps", ("paragraph", TEXT))
    assert [each if isinstance(each, str) else each["text"] for each in items] == ["Lie down.", "Get up.", "Rest."]
    assert [list(each["body"][0]) for each in items[:2]] == [["figure"], ["figure"]]


def test_a_picture_after_the_last_step_stands_after_the_list(begin: Begin) -> None:
    document = Document()
    document.add_heading("A", 1)
    document.add_paragraph("Lie down.", style="List Number")
    document.add_picture(str(ELLIPSE))
    document.add_paragraph(TEXT)
    blocks = blocks_of(plain(begin(saved(document), ".docx"))["sections"][0])
    assert [kind for kind, _ in blocks] == ["steps", "figure", "paragraph"]


def test_the_labels_of_a_list_that_stands_deeper_are_told(begin: Begin) -> None:
    levels = [("bullet", "•"), ("bullet", "•"), ("bullet", "•"), ("lowerLetter", "%4)")]
    _, told = read(begin, "".join(item(text, 50, depth) for depth, text in enumerate("abcd")), list_of(50, *levels))
    assert told == [
        "a list inside a list was made flat: “d” stood below “c”",
        "in the article these are counted as “{a})”",
    ]


def test_many_levels_end(begin: Begin) -> None:
    numbers = range(100, 160)
    lists = "".join(list_of(number, ("bullet", "•"), margin=200 * number) for number in numbers)
    blocks, told = read(begin, "".join(item(f"i{number}", number) for number in numbers), lists)
    assert len(blocks) == 1
    assert any("made flat" in each for each in told)
