"""The labels that Word counts: of lists that go on, of headings, in all its ways of writing."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from clinicpress.drafting.word.numbers import written
from tests.drafting.word.documents import TEXT, read
from tests.manuscripts import (
    all_sections,
    heading,
    in_list,
    item,
    list_of,
    paragraph,
    plain,
    word_of,
)

Begin = Callable[..., Path]


TWO = [(51, 0), (51, 0)]


@pytest.mark.parametrize(
    ("lists", "items", "block"),
    [
        (list_of(51, ("decimal", "Week %1:")), TWO, {"label": "Week {n}:"}),
        (list_of(51, ("decimal", "Day %1 –"), start=3), TWO, {"start": "3", "label": "Day {n} –"}),
        (list_of(51, ("decimal", "%1."), start=5), TWO, {"start": "5"}),
        (list_of(51, ("decimal", "%1."), start=0), TWO, {"start": "0"}),
        (list_of(51, ("decimal", "%1."), over=7), TWO, {"start": "7"}),
        (list_of(51, ("lowerLetter", "%1)")), TWO, {"label": "{a})"}),
        (list_of(51, ("upperLetter", "Part %1"), start=2), TWO, {"start": "2", "label": "Part {A}"}),
        (list_of(51, ("lowerRoman", "(%1)")), TWO, {"label": "({i})"}),
        (list_of(51, ("upperRoman", "%1.")), TWO, {"label": "{I}."}),
        (list_of(51, ("decimal", "(%1)")), TWO, {}),
        (list_of(51, ("decimal", "%1.")), TWO, {}),
    ],
)
def test_labels_are_those_of_the_document(
    lists: str, items: list[tuple[int, int]], block: dict[str, str], begin: Begin
) -> None:
    body = "".join(item(f"item {at}", number, depth) for at, (number, depth) in enumerate(items))
    blocks, told = read(begin, body, lists)
    texts = ["item 0", "item 1"]
    assert blocks == [("steps", {**block, "items": texts} if block else texts)]
    assert told == []


@pytest.mark.parametrize(
    ("lists", "kind", "said"),
    [
        (list_of(51, ("none", "Note:")), "list", "bullets of this list are “Note:”"),
        (list_of(51, ("bullet", "\uf0fc"), font="Wingdings"), "list", "bullets of this list are “✓”"),
        (list_of(51, ("bullet", "✗")), "list", "bullets of this list are “✗”"),
        (list_of(51, ("ordinal", "%1")), "steps", "these items begin with “1st”, “2nd”"),
        (list_of(51, ("decimal", "Step")), "steps", "these items begin with “Step”, “Step”"),
        (list_of(51, ("decimal", "{%1}")), "steps", "these items begin with “{1}”, “{2}”"),
        (
            list_of(51, ("bullet", "")).replace("<w:lvlText", '<w:lvlPicBulletId w:val="0"/><w:lvlText'),
            "list",
            "bullets of this list are small pictures",
        ),
    ],
)
def test_labels_that_no_list_here_can_have_are_told(lists: str, kind: str, said: str, begin: Begin) -> None:
    blocks, told = read(begin, item("one", 51) + item("two", 51), lists)
    assert blocks == [(kind, ["one", "two"])]
    assert [said in each for each in told] == [True]


def test_lists_with_other_bullets_are_other_lists(begin: Begin) -> None:
    lists = list_of(51, ("bullet", "✓")) + list_of(52, ("bullet", "✗"))
    blocks, told = read(begin, item("fruit", 51) + item("alcohol", 52), lists)
    assert blocks == [("list", ["fruit"]), ("list", ["alcohol"])]
    assert [re.findall("[✓✗]", each) for each in told] == [["✓"], ["✗"]]


def test_a_list_that_goes_on_is_counted_as_word_counts_it(begin: Begin) -> None:
    lists = list_of(51, ("decimal", "%1."), ("lowerLetter", "%2)"))
    body = item("One", 51) + item("sub a", 51, 1) + item("sub b", 51, 1) + item("Two", 51)
    blocks, told = read(begin, body + paragraph(TEXT) + item("Three", 51), lists)
    inner = {"steps": {"label": "{a})", "items": ["sub a", "sub b"]}}
    assert blocks == [
        ("steps", [{"text": "One", "body": [inner]}, "Two"]),
        ("paragraph", TEXT),
        ("steps", {"start": "3", "items": ["Three"]}),
    ]
    assert told == []


def test_a_list_whose_numbers_leap_is_two(begin: Begin) -> None:
    lists = list_of(51, ("decimal", "%1.")) + list_of(52, ("decimal", "%1."), over=5)
    blocks, _ = read(begin, item("one", 51) + item("two", 51) + item("five", 52), lists)
    assert blocks == [("steps", ["one", "two"]), ("steps", {"start": "5", "items": ["five"]})]


def test_what_the_text_calls_a_step_by_its_number_has_that_number(begin: Begin) -> None:
    lists = list_of(51, ("decimal", "%1."), ("decimal", "%1.%2"))
    body = item("Wash", 51) + item("Dress", 51) + item("a shirt", 51, 1) + item("shoes", 51, 1) + item("Go", 51)
    blocks, told = read(begin, body + paragraph("See step 2.1."), lists)
    inner = {"steps": {"label": "2.{n}", "items": ["a shirt", "shoes"]}}
    assert blocks[0] == ("steps", ["Wash", {"text": "Dress", "body": [inner]}, "Go"])
    assert told == []


def test_numbers_of_headings_are_kept(begin: Begin) -> None:
    lists = list_of(51, ("decimal", "%1."), ("decimal", "%1.%2"))
    body = heading("Before", 1, in_list(51)) + paragraph(TEXT) + heading("Early", 2, in_list(51, 1))
    file = begin(word_of(heading("First", 1, in_list(51)) + paragraph(TEXT) + body + paragraph(TEXT), lists), ".docx")
    assert [section["heading"] for section in all_sections(plain(file))] == ["1. First", "2. Before", "2.1 Early"]


@pytest.mark.parametrize(
    ("count", "kind", "label"),
    [
        (28, "lowerLetter", "bb"),
        (1994, "upperRoman", "MCMXCIV"),
        (7, "decimalZero", "07"),
        (12, "ordinal", "12th"),
        (3, "chineseCounting", "3"),
    ],
)
def test_numbers_are_written_as_word_writes_them(count: int, kind: str, label: str) -> None:
    assert written(count, kind) == label
